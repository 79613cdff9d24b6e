"""Acts of the record itself that a story or a log of the forum may need, as lines.

The register has some fifteen acts. Most of them (keys, powers, custody, bodies that are opened or
withheld) say by which hands an act came, and no rule of procedure asks that; they have no line of
their own. The opening of a circle is what the ``given`` lines of a story tell. Two are left that a
delegation would miss in an account of what happened:

    2030-03-01 10:00  SECRETARIAT  seat.add  code=XGO  paper=yes
    2030-03-01 10:05  XAL  note.say  "The river rose last night."

A seat that is added can act in the record. Without an invitation of the forum before it, it is that
of a guest. Its keys are not in the line: they are no matter of procedure, and stand in the record.
A note may say anything, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum.act import Act
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import refuse
from dipoli.forum.seat import Seat, Stage
from dipoli.forum.standing import Forum
from dipoli.record.forms import ADD_SEAT, SAY
from dipoli.record.ruling import OutOfOrder


@frozen(kw_only=True)
class AddedSeat:
    """A seat in the record, as a line tells it: whose, and whether it takes part on paper."""

    code: str
    paper: bool


@frozen(kw_only=True)
class SaidNote:
    """A note, as a line tells it."""

    words: str | None


REGISTER: Mapping[str, Form] = MappingProxyType(
    {
        ADD_SEAT: Form(
            build=AddedSeat,
            fields=(
                Field(name="code", sort=Sort.CODE, meaning="who has a seat in the record now"),
                Field(name="paper", sort=Sort.TRUTH, meaning="whether it takes part on paper"),
            ),
        ),
        SAY: Form(
            build=SaidNote,
            text="words",
            fields=(
                Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),
            ),
        ),
    }
)
"""Name of each act of the record that has a line, to what the line says."""


def seat_added(forum: Forum, code: str, time: str) -> Forum:
    """The standing after a seat was added to the record: a guest, unless it was invited before."""
    if code in forum.seats:
        return forum
    seat = Seat(code=code, category=Category.GUEST, stage=Stage.INVITED, since=time)
    return forum.grown(
        seats=forum.seats.set(code, seat),
        seating=(*forum.seating, code),
        sorts=forum.sorts.set(code, "seat"),
    )


def rule_register(forum: Forum, act: Act) -> OutOfOrder | None:
    """Whether an act of the record is in order, as far as a story can tell: by who does it.

    Whether its signatures and consents hold is for the record, which has them.
    """
    office = act.by == forum.secretariat
    if office or (act.name == SAY and act.by in forum.seats):
        return None
    what = act.name.partition("/")[0]
    why = f"{what} is for the secretariat, and {act.by} is not that here."
    if act.name == SAY:
        why = f"{act.by} has no seat here."
    return refuse(forum, Point.WHO_ACTS, why, "Ask the secretariat to do it.")


def enter_register(forum: Forum, act: Act) -> Forum:
    """The standing after an act of the record that is in order."""
    after = forum.grown(acts=act.number + 1, time=act.time)
    if isinstance(act.said, AddedSeat):
        return seat_added(after, act.said.code, act.time)
    return after
