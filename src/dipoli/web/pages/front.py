"""The first page: what this is, in a minute, and where one can sit down."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve
from django.conf import settings
from django.urls import reverse

from dipoli.forum.names import Names
from dipoli.told import tell
from dipoli.web.asked import Asked, Page, Twin, marks_of
from dipoli.web.pages import cases
from dipoli.web.policy import Rule, admitted
from dipoli.web.reader import Reader
from dipoli.web.route import Route
from dipoli.web.site import Hall, places


def front(asked: Asked) -> Page:
    """What stands open here: the forums, and the seats of those that are an exercise."""
    halls = [_hall(asked, hall) for hall in asked.site.halls.values()]
    shown = [one for one in halls if one is not None]
    return Page(
        title=tell("Dipoli"),
        twin={
            "demo": settings.DEMO,
            "forums": shown,
            "shelf": list(_shelf()),
        },
    )


def _shelf() -> Iterator[Twin]:
    """What anybody may read beside the forums."""
    yield {
        "title": tell("What was tried"),
        "told": tell("Earlier frameworks: how each decided and why it stalled, side by side."),
        "page": reverse("frameworks"),
    }
    for one in cases.shelf():
        yield {
            "title": one["title"],
            "told": tell("A case. {mark}", mark=one["mark"]),
            "page": one["page"],
        }
    yield {
        "title": tell("Rules of procedure to begin with"),
        "told": tell("Five charters in the style of known forums, article by article."),
        "page": reverse("rules"),
    }
    yield {
        "title": tell("What the host sees, and what it could do"),
        "told": tell("Said once for the whole site, with how each would be noticed."),
        "page": reverse("host"),
    }


def _hall(asked: Asked, hall: Hall) -> Twin | None:
    # On its own machine a delegation is in each of its forums at once.
    reader = asked.reader if asked.site.own is None else evolve(asked.reader, hall=hall.name)
    read = hall.plenary.by(reader.code if reader.hall == hall.name else "")
    forum, opening = read.forum, read.standing.opening
    if forum is None or opening is None:
        return None
    compiled, seats = forum.charter.compiled, list(_seats(reader, hall) if settings.DEMO else ())
    mine = admitted(reader, hall.plenary) is not None
    if not (seats or mine):
        return None
    return {
        "hall": hall.name,
        "title": opening.title,
        "marks": list(marks_of(forum)),
        "compiled": compiled,
        "seats": seats,
        "page": reverse("hall", kwargs={"hall": hall.name}) if mine else None,
    }


def _seats(reader: Reader, hall: Hall) -> Iterator[Twin]:
    forum = hall.plenary.by("").forum
    assert forum is not None  # noqa: S101 - who calls has looked
    names = Names(forum, language=reader.language)
    for code in places(hall):
        paper = code in forum.seats and hall.plenary.reading.standing().seats[code].paper
        yield {"code": code, "name": names.party(code), "paper": paper}


ROUTES = (
    Route(
        name="front",
        path="",
        twin="index.json",
        rule=Rule.ANYBODY,
        answer=front,
        about="What this site is, and where one can sit down.",
    ),
)
