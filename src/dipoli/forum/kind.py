"""The rules of one act: who may do it, in which stage, under which guards, and what it changes.

Guards are asked in their order; the first that refuses answers. A guard gets the standing and the
act, and returns None or a refusal that cites the charter's article for a point. Guards that need
what the body says are not asked where it is sealed: ``needs_said`` tells which.

A *machine* is a table: stage, act, next stage, with a row for every stage, empty for final ones.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from attrs import field, frozen

from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum.act import Act
from dipoli.forum.form import Form
from dipoli.forum.seat import COUNTS, HERE
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import as_told, commas, in_words, tell, tell_count

Guard = Callable[[Forum, Act], OutOfOrder | None]
Effect = Callable[[Forum, Act], Forum]
StageT = TypeVar("StageT", bound=enum.Enum)
Table = Mapping[StageT, Mapping[str, StageT]]


class Who(enum.Enum):
    """Who may do an act, before any other guard.

    A party takes part from the time it accepts its seat until it withdraws. While a seat is
    suspended, by its own party or by the others, it takes no floor and no part in decisions; it
    hands in papers, and gives up what it holds.
    """

    MEMBER = "members with a voice"
    SEAT = "those who take part"
    HERE = "those who take part, also while suspended"
    PLACE = "every party that has a place here"
    HOLDER = "members, also while suspended or after they left"
    CHAIR = "the chair"
    SECRETARIAT = "the secretariat"
    CHAIR_OR_SECRETARIAT = "the chair or the secretariat"
    MEMBER_OR_CHAIR = "members with a voice and the chair"
    PAPERS = "members, also while suspended, and the chair"
    HERE_OR_SECRETARIAT = "those who take part, also while suspended, and the secretariat"
    ANYONE = "every party that has a place here and the secretariat"


def allowed(forum: Forum, code: str) -> frozenset[Who]:
    """As whom somebody may act here.

    Args:
        forum: the standing.
        code: of who acts.
    """
    seat, found = forum.seats.get(code), set[Who]()
    if code in forum.chair:
        found |= {Who.CHAIR, Who.CHAIR_OR_SECRETARIAT, Who.MEMBER_OR_CHAIR, Who.PAPERS}
    if code == forum.secretariat:
        found |= {Who.SECRETARIAT, Who.CHAIR_OR_SECRETARIAT, Who.HERE_OR_SECRETARIAT, Who.ANYONE}
    if seat is None:
        return frozenset(found)
    found |= {Who.PLACE, Who.ANYONE}
    found |= {Who.HOLDER} if seat.category is Category.MEMBER else set()
    if seat.stage in HERE:
        found |= {Who.HERE, Who.HERE_OR_SECRETARIAT}
        found |= {Who.PAPERS} if seat.category is Category.MEMBER else set()
    if seat.stage in COUNTS:
        found.add(Who.SEAT)
    if seat.counts:
        found |= {Who.MEMBER, Who.MEMBER_OR_CHAIR}
    return frozenset(found)


@frozen(kw_only=True)
class Kind:
    """The rules of one act.

    Args:
        name: of the act, with its form number.
        form: what it says.
        who: who may do it.
        guards: in the order in which they are asked.
        effect: what it changes.
        meaning: in a sentence, for the reference.
        begins: what sort of object it begins, ``proposal``; None when it is about one that exists.
        about: what sort of object it is about; None for none.
        adopts: whether it takes a decision, which a subsidiary body cannot.
        envelope_alone: whether guards and effect do without the body, as in sealed circles.
    """

    name: str
    form: Form
    who: Who
    guards: tuple[Guard, ...]
    effect: Effect
    meaning: str = field(converter=as_told)
    begins: str | None = None
    about: str | None = None
    adopts: bool = False
    envelope_alone: bool = False


def refuse(forum: Forum, point: Point, why: str, remedy: str) -> OutOfOrder:
    """Out of order under the charter's article for a point.

    Args:
        forum: the standing; it has the charter.
        point: what the charter settles.
        why: the reason, in a sentence.
        remedy: what would be in order, in a sentence.
    """
    article = forum.charter.article(point)
    return OutOfOrder(clause=tell("art. {number}", number=article.number), why=why, remedy=remedy)


def hours(number: int) -> str:
    """A number of hours, in words."""
    return tell_count(number, "{number} hour", "{number} hours")


def times(number: int) -> str:
    """How often, in words."""
    if number == 2:  # noqa: PLR2004 - a word of its own
        return tell("twice")
    return tell_count(number, "once", "{number} times")


def stage_guard(
    table: Table[StageT],
    stage_of: Callable[[Forum, str], StageT | None],
    point: Point,
    subject: str,
) -> Guard:
    """The guard of a machine: the act has a row at the stage of its object.

    Args:
        table: of the machine.
        stage_of: where a thing stands; None where it has not begun.
        point: what the charter settles.
        subject: template of how a thing is named, ``Proposal {object}``.
    """

    def guard(forum: Forum, act: Act) -> OutOfOrder | None:
        stage = stage_of(forum, act.object)
        if stage is None:
            named = tell(subject, object=act.object)
            why = tell("{subject} has not begun.", subject=named)
            return refuse(forum, point, why, tell("Begin it first."))
        moves = table[stage]
        if act.name in moves:
            return None
        allowed = steps(forum, moves)
        why = tell(
            "{subject} {stands}; {act} is no step from there.",
            subject=tell(subject, object=act.object),
            stands=stands(stage),
            act=act.name.partition("/")[0],
        )
        if not allowed and forum.ended:
            allowed = tell("Nothing more is done about it; this forum has ended.")
        elif not allowed:
            allowed = tell("Nothing more is done about it; begin a new one.")
        return refuse(forum, point, why, allowed)

    return guard


def asks_the_stage(guard: Guard) -> bool:
    """Whether a guard is one of a machine: it asks for nothing that the body says."""
    return getattr(guard, "__qualname__", "").startswith(f"{stage_guard.__name__}.")


def stands(stage: enum.Enum) -> str:
    """How something stands, in words behind its name."""
    return _STANDS.get(stage.value) or tell("is {stage}", stage=in_words(stage))


_STANDS: Mapping[str, str] = MappingProxyType(
    {
        "awaits-its-owners": tell("awaits its owners"),
        "clarified": tell("has its questions answered"),
        "comments": tell("is open for comments"),
        "leaders-meeting": tell("has its leaders meeting"),
        "meaning-offered": tell("has a meaning offered"),
        "meeting-called": tell("has its meeting called"),
        "measures": tell("has measures named with it"),
        "met": tell("has had its meeting"),
        "questions": tell("has questions that wait for an answer"),
        "replied": tell("has its reply"),
        "reply-due": tell("awaits its reply"),
        "report-due": tell("awaits its report"),
        "self-suspended": tell("is suspended by its own act"),
        "team-in": tell("has its team in"),
        "window-open": tell("has its window open"),
    }
)
"""Stages whose name does not read behind the word "is"."""


def steps(forum: Forum, moves: Iterable[str]) -> str:
    """The acts of a row of a table that this charter knows, in a sentence; empty for none.

    They are steps from that stage, for whom they are for. Whether each is in order now, the other
    guards say.
    """
    names = dict.fromkeys(name.partition("/")[0] for name in moves if "/" in name)
    if not forum.charter.silence.allowed:
        names.pop("silence.open", None)
    return tell("Steps from there: {names}.", names=commas(names)) if names else ""


def is_member(forum: Forum, code: str) -> bool:
    """Whether somebody sits here as a member whose voice counts."""
    seat = forum.seats.get(code)
    return seat is not None and seat.category is Category.MEMBER and seat.counts
