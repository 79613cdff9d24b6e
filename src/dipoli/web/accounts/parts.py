"""What pages of accounts have in common: forums and places by name, and the log-in at hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dipoli.forum.names import Names, moment
from dipoli.record.shape import write_time
from dipoli.told import Told, tell
from dipoli.web.accounts import stays
from dipoli.web.accounts.invitations import Place
from dipoli.web.accounts.models import Account, Invitation, Stay
from dipoli.web.accounts.roles import ROLES
from dipoli.web.asked import Asked, MissingError, Twin, marks_of
from dipoli.web.site import Hall, Site


def request_of(asked: Asked) -> HttpRequest:
    """The request, which pages of accounts alone ask for."""
    assert asked.request is not None  # noqa: S101 - the one view gives it
    return asked.request


def stay_of(asked: Asked) -> Stay:
    """The log-in at hand.

    Raises:
        MissingError: it has ended since the rule was asked.
    """
    stay = stays.at_hand(request_of(asked))
    if stay is None:
        raise MissingError
    return stay


def account_of(asked: Asked) -> Account:
    """Who has logged in."""
    return stay_of(asked).account


def own_place(asked: Asked) -> Place:
    """The place of the reader, who sits somewhere."""
    return Place(hall=asked.reader.hall, code=asked.reader.code)


def hall_title(site: Site, name: str) -> str:
    """The title of a forum; its name where the site shows it no more."""
    hall = site.halls.get(name)
    opening = None if hall is None else hall.plenary.by("").standing.opening
    return name if opening is None else str(opening.title)


def place_name(site: Site, place: Place) -> str:
    """How a place calls itself."""
    hall = site.halls.get(place.hall)
    forum = None if hall is None else hall.plenary.by("").forum
    return place.code if forum is None else Names(forum, place.code).party(place.code)


def when(time: datetime) -> Twin:
    """A moment, and as people read it."""
    utc = write_time(time)
    return {"utc": utc, "shown": moment(utc)}


def marks_at(site: Site, name: str) -> tuple[str, ...]:
    """The marks of a page that tells of a forum: an exercise says so wherever it shows."""
    hall = site.halls.get(name)
    return () if hall is None else tuple(marks_of(hall.plenary.by("").forum))


def role_told(role: str) -> Told:
    """A role as people say it."""
    return ROLES[role].told if role in ROLES else tell("no role")


def is_office(site: Site, place: Place) -> bool:
    """Whether a place is the secretariat of its forum."""
    hall = site.halls.get(place.hall)
    return hall is not None and hall.plenary.by("").standing.secretariat == place.code


def places_of(hall: Hall) -> Iterator[Place]:
    """The places of a forum into which people can be invited: members as the charter orders them.

    There is none in a forum that was compiled from public documents: nobody sits in it.
    """
    read = hall.plenary.by("")
    if read.forum is not None and read.forum.charter.compiled:
        return
    order = () if read.forum is None else read.forum.order
    codes = [code for code in order if read.standing.is_seated(code)]
    for room in hall.rooms.values():  # members first, then who sits beside them alone
        standing = room.by("").standing
        codes += [] if standing.is_sealed else standing.seated
    for code in dict.fromkeys([*codes, *filter(None, [read.standing.secretariat])]):
        yield Place(hall=hall.name, code=code)


def place_twin(site: Site, place: Place) -> Twin:
    """A place as twins tell it."""
    return {
        "hall": place.hall,
        "forum": hall_title(site, place.hall),
        "code": place.code,
        "name": place_name(site, place),
    }


def laid_twin(asked: Asked, held: Invitation) -> Twin:
    """What an act of the record asks for: which act, and from when on it opens."""
    hall = asked.site.halls.get(held.hall)
    words = {"hall": held.hall, "room": "" if hall is None else hall.plenary.name}
    log = None if hall is None else f"{reverse('log', kwargs=words)}?from={held.act}#act-{held.act}"
    opens = held.opens or held.made
    return {
        "key": held.pk,
        "act": held.act,
        "log": log,
        "opens": when(opens),
        "open": opens <= timezone.now(),
        "until": when(held.until),
    }
