"""The directory of a circle: seats, who speaks, focal points, bodies, permissions to take part.

Everything stands in protocol order, or in that in which it was begun. A permission is what somebody
was told, with its date. It is never legal advice, and that none is noted never means that none is
needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum import bodies as b
from dipoli.forum.hotline import PointStage, Reach
from dipoli.forum.kind import is_member
from dipoli.forum.seat import Channel, Seat
from dipoli.forum.unseen import CHAIR, LEVEL, SEATS
from dipoli.record.keys import KeyUse
from dipoli.told import in_words, tell
from dipoli.web.asked import Asked, Page, Twin
from dipoli.web.beside import body
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route

CHANNELS: dict[Channel, str] = {
    Channel.NODE: tell("its own node"),
    Channel.MAILBOX: tell("a mailbox"),
    Channel.PAPER: tell("note verbale, on paper"),
}
"""How each sort of channel is told."""


def directory(asked: Asked) -> Page:
    """Who sits here, who speaks for them, how they are reached, and which bodies report here.

    In a compiled record nobody sits: the parties that documents name are told by name alone.
    """
    forum = asked.forum
    return Page(
        title=tell("Directory"),
        twin={
            "track": b.TRACKS[forum.track],
            "level": None if LEVEL in forum.unknown else in_words(forum.level),
            "reports_to": forum.reports_to,
            "chair": None if CHAIR in forum.unknown else asked.parties(forum.chair),
            "seats": [
                asked.party(code) if forum.charter.compiled else _seat(asked, code)
                for code in forum.order
                if code in forum.seats
            ],
            "added": [asked.party(code) for code in forum.listed if code not in forum.seats],
            "secretariat": asked.party(forum.secretariat),
            "points": list(_points(asked)),
            "bodies": list(_bodies(asked)),
            "permissions": list(_permissions(asked)),
            "compiled": forum.charter.compiled,
            "access": asked.page("readers"),
        },
    )


# ---------------------------------------------------------------- seats


def _seat(asked: Asked, code: str) -> Twin:
    forum = asked.forum
    assert asked.read is not None  # noqa: S101 - the address names a circle
    seat, standing = forum.seats[code], asked.read.standing
    place = standing.seats.get(code)
    known = code not in forum.unknown and SEATS not in forum.unknown
    return {
        **asked.party(code),
        "known": known,
        "category": seat.category,
        "member": is_member(forum, code) if known else None,
        "chair": code in forum.chair if CHAIR not in forum.unknown else None,
        "stage": in_words(seat.stage) if known else None,
        "since": asked.clock(seat.since) if known else None,
        "answer": seat.answer if known and seat.answer is not None else None,
        "paper": place is not None and place.paper,
        "served": _served(asked, seat) if known else None,
        "speaks": list(_speaks(asked, code)),
        "officers": len(standing.keys_of(code, KeyUse.OFFICER)),
        "officers_needed": standing.officers_needed(code),
        "succeeded_by": None if seat.successor is None else asked.party(seat.successor),
        "succeeds": None if seat.predecessor is None else asked.party(seat.predecessor),
        "names": _own_names(asked, code),
    }


def _served(asked: Asked, seat: Seat) -> Twin | None:
    """By which channel a seat is served, as it declared itself; None before it declared one."""
    if seat.sort is None:
        return None
    return {
        "sort": CHANNELS[seat.sort],
        "channel": seat.channel,
        "down": asked.clock(seat.down),
    }


def _speaks(asked: Asked, code: str) -> Iterator[Twin]:
    """Persons whom a delegation gave full powers in this record, with office and period."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    standing = asked.read.standing
    for key, powers in standing.powers.items():
        held = standing.keys.get(key)
        if held is not None and held.holder == code:
            yield {
                "person": powers.person,
                "title": powers.title,
                "since": asked.clock(powers.since),
                "until": asked.clock(powers.until),
                "in_force": powers.are_in_force(asked.time),
            }


def _own_names(asked: Asked, code: str) -> list[Twin]:
    """The names that a party gives itself, by language, as the charter lists them."""
    listed = asked.forum.charter.member(code)
    return [
        {"language": language, "name": name}
        for language, name in ({} if listed is None else listed.names).items()
    ]


# ---------------------------------------------------------------- focal points, bodies, permissions


def _points(asked: Asked) -> Iterator[Twin]:
    """Focal points by their parties in protocol order, and then as they were named."""
    forum = asked.forum
    held = sorted(forum.focal_points.values(), key=lambda one: one.number)
    order = {code: place for place, code in enumerate(forum.order)}
    for one in sorted(held, key=lambda one: order.get(one.by, len(order))):
        answers = one.answers(asked.time)
        yield {
            "object": one.id,
            "page": asked.thing(one.id),
            "by": asked.party(one.by),
            "subject": one.subject,
            "stage": in_words(one.stage),
            "ended": one.stage is PointStage.ENDED,
            "known": one.id not in forum.unknown,
            "answers": None if answers is None else _reach(answers),
            "named": _reach(one.reach),
            "until": asked.clock(one.until),
        }


def _reach(reach: Reach) -> Twin:
    return {
        "name": reach.name,
        "office": reach.office,
        "hours": reach.hours,
        "channel": reach.channel,
    }


def _bodies(asked: Asked) -> Iterator[Twin]:
    """Bodies that report here, in the order in which they were called."""
    for one in sorted(asked.forum.bodies.values(), key=lambda one: one.number):
        there = body(asked, one.id)
        yield {
            "object": one.id,
            "title": one.title,
            "page": asked.thing(one.id),
            "circle": None if there is None else there.page("circle"),
            "sort": in_words(one.sort),
            "track": b.TRACKS[one.track],
            "rank": in_words(one.rank),
            "host": one.host,
            "funders": list(one.funders),
            "support": b.support(one),
            "basket": None if one.basket is None else asked.names.basket(one.basket),
            "stage": in_words(one.stage),
            "seats": asked.parties(one.seats),
            "chair": asked.parties(one.chair),
        }


def _permissions(asked: Asked) -> Iterator[Twin]:
    """Permissions in the order in which they were first noted."""
    begun = asked.forum.begun
    for one in sorted(asked.forum.permissions.values(), key=lambda one: begun.get(one.id, 0)):
        yield {
            "object": one.id,
            "page": asked.thing(one.id),
            "by": asked.party(one.by),
            "person": one.person,
            "journey": one.journey,
            "needed": in_words(one.needed),
            "grants": one.grants,
            "status": in_words(one.status),
            "date": asked.clock(one.date),
        }


ROUTES = (
    Route(
        name="directory",
        path=f"{ROOM}/directory",
        rule=Rule.CIRCLE,
        answer=directory,
        about="Seats, who speaks, focal points, bodies and permissions to take part.",
        menu=tell("Directory"),
    ),
)
