"""The plenary of the exercise: its things by their titles, and how it stood at earlier moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from attrs import evolve
from tests.demonstration.golden_files import forum, kept
from tests.web.stage import EARLY, Visitor, early, latecomer, shelf, stage, visitor

from dipoli.demonstration.golden import Kept
from dipoli.forum.decision import Proposal
from dipoli.forum.standing import Forum
from dipoli.record.act import Envelope, read_entry
from dipoli.secretariat.reading import Reading

EXERCISE = "/forums/exercise/plenary"

NOBODY = "9999"
"""Behind the letters of a sort of thing: a short name that nothing has."""

LATE = "XOB before what came earlier was opened to it"

Thing = TypeVar("Thing")


def reader(who: str) -> tuple[Visitor, str]:
    """Who reads, by its code or as `LATE`, and the page of the plenary in which it sits."""
    if who == LATE:
        return latecomer(), f"/forums/{EARLY}/plenary"
    return visitor(who), EXERCISE


# ---------------------------------------------------------------- what is in the plenary


def plenary() -> Forum:
    """The plenary, as the record has it."""
    return forum("exercise", "plenary")


def the(things: Mapping[str, Thing], **what: object) -> Thing:
    """The one thing of a sort that has these properties."""
    found = [
        one
        for one in things.values()
        if all(getattr(one, name) == value for name, value in what.items())
    ]
    assert len(found) == 1, f"{what}: {len(found)}"
    return found[0]


def proposal(title: str) -> Proposal:
    """The proposal of a title."""
    return the(plenary().proposals, title=title)


# ---------------------------------------------------------------- times, from a second source


def after(at: str, hours: int) -> str:
    """So many hours after a moment."""
    return f"{datetime.fromisoformat(at) + timedelta(hours=hours):%Y-%m-%dT%H:%M:%SZ}"


def by_the_clock(at: str) -> str:
    """A moment as people read it, in UTC; with its second where it is not a full minute."""
    end = 16 if at.endswith(":00Z") else 19
    return f"{at[:end].replace('T', ' ')} UTC"


def in_capital(at: str, code: str) -> str:
    """A moment to the minute by the clock of a party's capital."""
    member = plenary().charter.member(code)
    assert member is not None
    there = datetime.fromisoformat(at).astimezone(ZoneInfo(member.zone))
    return f"{there:%Y-%m-%d %H:%M} ({there.isoformat()[-6:]})"


# ---------------------------------------------------------------- earlier moments


def _kept() -> Kept:
    return next(one for one in kept("exercise") if one.circle == "plenary")


@cache
def acts() -> tuple[Envelope, ...]:
    """What stands on each act of the plenary, in the order of the record."""
    return tuple(read_entry(act.entry).envelope for act in _kept().acts)


def up_to(name: str, about: str, count: int = 1) -> int:
    """So many acts: up to the first, or a later one, of a name about a thing, that one included."""
    found = [
        at for at, one in enumerate(acts(), 1) if one.name == name and one.object == about
    ]  # fmt: skip
    return found[count - 1]


def size_of_early() -> int:
    """So many acts the plenary has that a latecomer reads."""
    return len(early().acts)


@cache
def before(size: int) -> Any:  # noqa: ANN401 - a site, which Django must not be asked for yet
    """The site on which the plenary alone is shown, with its first acts."""
    stage()
    from dipoli.web.site import Hall, Room, Site  # noqa: PLC0415 - after its settings

    one = _kept()
    cut = evolve(one, acts=one.acts[:size])
    reading = Reading(origin=one.origin, source=shelf(cut))
    room = Room(hall="exercise", name="plenary", reading=reading)
    rooms: Mapping[str, Any] = {"plenary": room}
    return Site({"exercise": Hall(name="exercise", rooms=rooms)})


def then(size: int) -> Forum:
    """How the plenary stood after its first acts, for who sat from the first one on."""
    standing: Forum = before(size).halls["exercise"].plenary.by("XTV").forum
    return standing


@contextmanager
def shown(size: int) -> Iterator[None]:
    """While it lasts, the stage shows the plenary with its first acts alone."""
    folder = stage()
    from dipoli.web.site import show, site_at  # noqa: PLC0415 - after its settings

    whole = site_at(folder)
    show(folder, before(size))
    try:
        yield
    finally:
        show(folder, whole)
