"""How the standing of a forum begins: from what the opening of its circle carries as its charter.

The plenary's opening carries the charter itself. That of a body carries its *mandate*: the charter
and what the body above decided of it, so that its record can be ruled on by itself, without a look
into any other.
"""

from __future__ import annotations

from attrs import evolve, frozen
from immutables import Map

from dipoli.charter.rules import Category, Charter, Level, Track
from dipoli.faults import CharterError, MalformedError
from dipoli.forum.charter_text import LIMIT, read_charter_text, write_charter
from dipoli.forum.form import choice_of
from dipoli.forum.seat import Seat, Stage
from dipoli.forum.seat_rules import founding
from dipoli.forum.standing import Forum
from dipoli.forum.text_views import marked
from dipoli.record import shape
from dipoli.record.canon import Json, canonical, read_canonical
from dipoli.record.forms import OpenCircle

SCHEMA = "dipoli.mandate/1"


@frozen(kw_only=True)
class MandatedSeat:
    """A seat of a body: how its party takes part, and whether its voice counts."""

    code: str
    category: Category
    counts: bool


@frozen(kw_only=True)
class Mandate:
    """What a body above decided of a body.

    Args:
        charter: the text of the charter in force.
        level: how formal the forum was then.
        reports_to: the circle of the body above.
        track: on which the body works.
        chair: who presides in it; empty when its own rota decides.
        order: protocol order of the forum.
        seats: who sits in it.
    """

    charter: str
    level: Level
    reports_to: str
    track: Track
    chair: tuple[str, ...]
    order: tuple[str, ...]
    seats: tuple[MandatedSeat, ...]


_CODES = shape.list_of(shape.code, 0, 256)
_MANDATE = shape.value_of(
    lambda schema, **parts: schema and Mandate(**parts),
    schema=shape.text(SCHEMA.replace(".", r"\."), SCHEMA),
    charter=shape.words(LIMIT),
    level=choice_of(Level),
    reports_to=shape.words(100),
    track=choice_of(Track),
    chair=_CODES,
    order=_CODES,
    seats=shape.list_of(
        shape.value_of(
            MandatedSeat, code=shape.code, category=choice_of(Category), counts=shape.truth
        ),
        1,
        256,
    ),
)


def write_mandate(body: Forum) -> str:
    """The mandate of a body, from the standing in which it begins (`bodies_rules.beginning`)."""
    seats: list[Json] = [
        {
            "code": code,
            "category": body.seats[code].category.value,
            "counts": body.seats[code].counts,
        }
        for code in body.seating
    ]
    said: dict[str, Json] = {
        "schema": SCHEMA,
        "charter": write_charter(body.charter),
        "level": body.level.value,
        "reports_to": body.reports_to or "",
        "track": body.track.value,
        "chair": list(body.chair),
        "order": list(body.lot),
        "seats": seats,
    }
    return canonical(said).decode("utf-8")


def begin(opening: OpenCircle, time: str) -> Forum | None:
    """The standing after the opening of a circle; None where it carries no charter.

    Args:
        opening: the body of ``circle.open/1``.
        time: of that act.

    Raises:
        MalformedError: what it carries as its charter is none.
        CharterError: the charter is incoherent.
    """
    if opening.charter is None:
        return None
    if '"schema":"dipoli.mandate/1"' in opening.charter:
        forum = _body(_MANDATE(read_canonical(opening.charter.encode(), limit=LIMIT * 2), ""), time)
    else:
        forum = _plenary(read_charter_text(opening.charter), opening, time)
    return forum.grown(acts=1, secretariat=opening.secretariat.code)


def _plenary(charter: Charter, opening: OpenCircle, time: str) -> Forum:
    """Who sits from the opening on has accepted; the others of the charter are invited."""
    forum = founding(charter, time)
    seats = forum.seats
    for one in opening.seats:
        held = seats.get(one.code) or Seat(code=one.code, category=Category.GUEST, since=time)
        seats = seats.set(one.code, evolve(held, stage=Stage.ACCEPTED))
    more = tuple(one.code for one in opening.seats if one.code not in forum.seating)
    sorts = forum.sorts.update(dict.fromkeys(more, "seat"))
    return forum.grown(seats=seats, seating=(*forum.seating, *more), sorts=sorts)


def _body(mandate: Mandate, time: str) -> Forum:
    seats = {
        one.code: Seat(
            code=one.code,
            category=one.category,
            stage=Stage.ACCEPTED if one.counts else Stage.INVITED,
            since=time,
        )
        for one in mandate.seats
    }
    return Forum(
        charter=read_charter_text(mandate.charter),
        reports_to=mandate.reports_to,
        time=time,
        level=mandate.level,
        seats=Map(seats),
        seating=tuple(seats),
        sorts=Map(dict.fromkeys(seats, "seat")),
        chair=mandate.chair,
        lot=mandate.order,
        track=mandate.track,
    )


def marks(opening: OpenCircle | None) -> tuple[str, ...]:
    """What stands above everything of a circle: that it is an exercise, or compiled; mostly none.

    A charter that cannot be read says nothing.

    Args:
        opening: the body of ``circle.open/1``; None before the circle is opened.
    """
    try:
        forum = None if opening is None else begin(opening, "")
    except (MalformedError, CharterError):
        return ()
    return () if forum is None else marked(forum.charter)
