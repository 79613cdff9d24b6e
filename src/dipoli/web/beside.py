"""Other circles of the same forum, as far as the reader at hand may read them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from dipoli.web.asked import Asked, Twin, titled
from dipoli.web.policy import admitted


def short(asked: Asked) -> str:
    """The name of a circle within its forum, by which other circles cite it."""
    return "" if asked.read is None else asked.read.standing.origin.rpartition("/")[2]


def circles(asked: Asked) -> Iterator[Asked]:
    """Every other circle of the forum that this reader may read, as the same reader has it."""
    assert asked.hall is not None  # noqa: S101 - the address names a circle
    assert asked.read is not None  # noqa: S101 - the address names a circle
    here = asked.read.standing
    for room in asked.hall.rooms.values():
        read = admitted(asked.reader, room)
        if read is None or read.forum is None or read.standing.origin == here.origin:
            continue
        if read.standing.forum == here.forum:
            yield evolve(asked, room=room, read=read)


def circle(asked: Asked, name: str) -> Asked | None:
    """A circle by the name under which it is cited; None where it is none that this reader has."""
    return next((one for one in circles(asked) if short(one) == name), None)


def above(asked: Asked) -> Asked | None:
    """The circle to which this one reports; None where it is none that this reader has."""
    name = asked.forum.reports_to
    return None if name is None else circle(asked, name)


def body(asked: Asked, name: str) -> Asked | None:
    """The circle in which a body works: that which reports here and bears its title."""
    found = asked.forum.bodies.get(name)
    if found is None:
        return None
    below = (one for one in circles(asked) if one.forum.reports_to == short(asked))
    return next((one for one in below if titled(one.read) == found.title), None)


def party(asked: Asked, code: str) -> Twin:
    """A party of which this circle may know the code alone, by a name that the reader knows.

    A mediator's circle with one party names others, whose names stand in the circles where they
    sit; who reads none of these is told the code.
    """
    if code in asked.names:
        return asked.party(code)
    known = (one.party(code) for one in circles(asked) if code in one.names)
    return next(known, asked.party(code))
