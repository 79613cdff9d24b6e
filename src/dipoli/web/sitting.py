"""Sitting down and getting up in a demonstration: no account, no password, invented states alone.

A site with real accounts has none of this: there it answers like an address that does not exist.
"""

from __future__ import annotations

from django.urls import reverse

from dipoli.told import tell
from dipoli.web.asked import Asked, MissingError
from dipoli.web.policy import Rule
from dipoli.web.reader import Reader
from dipoli.web.route import Action, Gone, Input, Sent
from dipoli.web.site import places


def sit(asked: Asked, sent: Sent) -> Gone:
    """Sit down as a delegation of an exercise."""
    hall, code = asked.site.halls.get(sent["hall"][0]), sent["code"][0]
    if hall is None or code not in places(hall):
        raise MissingError
    reader = Reader(code=code, hall=hall.name)
    return Gone(to=reverse("today"), twin={"hall": hall.name, "code": code}, sits=reader)


def leave(_asked: Asked, _sent: Sent) -> Gone:
    """Get up again."""
    return Gone(to=reverse("front"), twin={}, sits=Reader())


ACTIONS = (
    Action(
        name="sit",
        path="sit",
        rule=Rule.DEMONSTRATION,
        do=sit,
        about="Sit down as a delegation of an exercise, or as its secretariat.",
        inputs=(
            Input(name="hall", meaning=tell("Name of the forum on the site.")),
            Input(name="code", meaning=tell("Code of the delegation or the secretariat.")),
        ),
    ),
    Action(
        name="leave",
        path="leave",
        rule=Rule.DEMONSTRATION,
        do=leave,
        about="Get up: the session ends.",
    ),
)
