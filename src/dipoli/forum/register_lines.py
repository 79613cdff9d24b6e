"""Acts of the record itself that a story or a log of the forum may need, as lines.

The register has some fifteen acts. Most of them (keys, powers, custody, bodies that are opened or
withheld) say by which hands an act came, and no rule of procedure asks that; they have no line of
their own. The opening of a circle is what the ``given`` lines of a story tell. Two are left that a
delegation would miss in an account of what happened:

    2030-03-01 10:00  SECRETARIAT  seat.add  code=XGO  paper=yes
    2030-03-01 10:05  XAL  note.say  "The river rose last night."

A seat that is added can act in the record; a place in the forum is given by an invitation alone.
The two come in either order, and lead to the same seat. Its keys are not in the line: they are no
matter of procedure, and stand in the record. A note may say anything, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.faults import MalformedError
from dipoli.forum.act import Act
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import refuse
from dipoli.forum.seat import Stage
from dipoli.forum.standing import Forum
from dipoli.record.canon import Json
from dipoli.record.forms import ADD_SEAT, ON_PAPER, SAY, SeatPaper, read_form
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


def said_in_line(name: str, content: Json) -> AddedSeat | SaidNote | None:
    """What the line of an act of the record says; None where a line cannot say it all.

    Args:
        name: of the act, one of `REGISTER`.
        content: what its body says; None where it is not at hand.
    """
    if not isinstance(content, dict):
        return None
    if name == ADD_SEAT:
        paper = read_form(ADD_SEAT, content)
        assert isinstance(paper, SeatPaper)  # noqa: S101 - the reader of this form gives no other
        return AddedSeat(code=paper.code, paper=paper.paper)
    words = {key: value for key, value in content.items() if key != ON_PAPER}
    if words.keys() != {"text"}:
        return None
    try:
        said = REGISTER[SAY].read({"words": words["text"]})
    except MalformedError:
        return None
    return said if isinstance(said, SaidNote) and said.words is not None else None


def seat_added(forum: Forum, code: str) -> Forum:
    """The standing after a seat was added to the record: who was not invited has no place yet."""
    if code in forum.seats or code in forum.listed:
        return forum
    return forum.grown(listed=(*forum.listed, code))


def seat_removed(forum: Forum, code: str, time: str) -> Forum:
    """The standing after a seat was removed from the record: its place in the forum stays.

    A seat that another party took does not come back by that.
    """
    after = forum.grown(listed=tuple(one for one in forum.listed if one != code))
    seat = forum.seats.get(code)
    if seat is None or seat.stage is Stage.SUCCEEDED:
        return after
    left = evolve(seat, stage=Stage.WITHDRAWN, since=time)
    stays = tuple(one for one in forum.chair if one != code)
    return after.grown(seats=forum.seats.set(code, left), chair=stays)


def rule_register(forum: Forum, act: Act) -> OutOfOrder | None:
    """Whether an act of the record is in order, as far as a story can tell: by who does it.

    Whether its signatures and consents hold is for the record, which has them.
    """
    office = act.by == forum.secretariat
    placed = act.by in forum.seats or act.by in forum.listed
    if office or (act.name == SAY and placed):
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
        return seat_added(after, act.said.code)
    return after
