"""The administrator's page: which places have officers; the first one is invited from there."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from dipoli.told import Told, tell
from dipoli.web.accounts import invitations
from dipoli.web.accounts.by_record import NotAskedError, asked_in
from dipoli.web.accounts.invitations import EnoughError, HasOfficersError, LaidError, Place
from dipoli.web.accounts.models import Account
from dipoli.web.accounts.parts import (
    account_of,
    hall_title,
    laid_twin,
    place_twin,
    places_of,
)
from dipoli.web.accounts.people_pages import HAS, first_handed
from dipoli.web.accounts.roles import roles_of
from dipoli.web.accounts.sheets import handed
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Answered, Gone, Input, Route, Sent
from dipoli.web.site import Hall

ENOUGH = tell(
    "Nothing was done: with three officers or more, two of them give access anew; where there is "
    "none, invite the first one."
)
LAID = tell("Nothing was done: that act was laid before the officers of the place already.")


def administration(asked: Asked, fault: Told | None = None) -> Page:
    """Forums and places, with how far each has people of its own."""
    return Page(
        title=tell("Administration"),
        twin={
            "fault": fault,
            "forums": [
                {
                    "hall": hall.name,
                    "title": hall_title(asked.site, hall.name),
                    "places": list(_places(asked, hall)),
                }
                for hall in asked.site.halls.values()
            ],
            "administrators": Account.objects.filter(administrator=True, is_active=True).count(),
        },
    )


def _places(asked: Asked, hall: Hall) -> Iterator[Twin]:
    for place in places_of(hall):
        yield {
            **place_twin(asked.site, place),
            "officers": place.has_officers,
            "few": place.has_officers and not place.helps_itself,
            "laid": [laid_twin(asked, one) for one in invitations.laid_before(place)],
            "invited": invitations.open_of(place).filter(outside=True).exists(),
        }


def appoint(asked: Asked, sent: Sent) -> Answered:
    """Invite the first officer of a place that has none."""
    place = Place(hall=sent["hall"][0], code=sent["code"][0])
    hall = asked.site.halls.get(place.hall)
    if hall is None or place not in places_of(hall):
        raise MissingError
    try:
        return first_handed(asked, place, reverse("administration"))
    except HasOfficersError:
        page = administration(asked, HAS)
        return Answered(page=page, template="dipoli/administration.html", status=409)


def lay_before(asked: Asked, sent: Sent) -> Gone | Answered:
    """Lay an act by which a delegation asks for access before the officers of its place."""
    place, number = Place(hall=sent["hall"][0], code=sent["code"][0]), int(sent["number"][0])
    hall = asked.site.halls.get(place.hall)
    if hall is None or place not in places_of(hall):
        raise MissingError
    role = roles_of(office=False)[0].code
    try:
        stands = asked_in(asked.site, place, number)
        invitations.lay_before(place, role, stands, number)
    except NotAskedError as refusal:
        return _not_laid(asked, refusal.args[0])
    except EnoughError:
        return _not_laid(asked, ENOUGH)
    except LaidError:
        return _not_laid(asked, LAID)
    return Gone(to=reverse("administration"), twin={})


def _not_laid(asked: Asked, told: Told) -> Answered:
    page = administration(asked, told)
    return Answered(page=page, template="dipoli/administration.html", status=409)


def add_administrator(asked: Asked, _sent: Sent) -> Answered:
    """Invite another administrator."""
    code = invitations.invite_administrator(account_of(asked))
    told = tell("It makes one person an administrator of this site, within seven days.")
    return handed(asked, code, told, reverse("administration"), None)


ROUTES = (
    Route(
        name="administration",
        path="administration",
        rule=Rule.HOST,
        answer=administration,
        about="Which places have officers, and where the first one can be invited.",
    ),
)
ACTIONS = (
    Action(
        name="appoint",
        path="administration/appoint",
        rule=Rule.HOST,
        do=appoint,
        about="Invite the first officer of a place that has none.",
        inputs=(
            Input(name="hall", meaning="Name of the forum on the site.", most=64),
            Input(name="code", meaning="Code of the place.", most=16),
        ),
    ),
    Action(
        name="lay_before",
        path="administration/lay",
        rule=Rule.HOST,
        do=lay_before,
        about="Lay an act by which a delegation asks for access before the officers of its place.",
        inputs=(
            Input(name="hall", meaning="Name of the forum on the site.", most=64),
            Input(name="code", meaning="Code of the place.", most=16),
            Input(
                name="number",
                meaning="Number of the act in the plenary of the forum.",
                pattern="[0-9]{1,12}",
            ),
        ),
    ),
    Action(
        name="add_administrator",
        path="administration/administrators",
        rule=Rule.HOST,
        do=add_administrator,
        about="Invite another administrator of the site.",
    ),
)
