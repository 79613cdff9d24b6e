"""What a body learns of the body above: who was seated, suspended, restored, left or succeeded.

A body's circle has a record of its own and begins with a mandate, which says who sits there. What
the body above decides of them later is entered in the body by the secretariat, with the leaf hash
of the act above. The body decides nothing by it. Whoever sits in both records can hold the entry
against the act; whoever sits in the body alone reads the hash, and can ask for the act.

Source: proposed here; see docs/explanation/practice.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import bodies as b
from dipoli.forum import bodies_forms as said
from dipoli.forum import seat as s
from dipoli.forum.act import Act
from dipoli.forum.bodies import Change
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.seat import Seat, Stage
from dipoli.forum.seat_rules import put, without
from dipoli.forum.standing import Forum
from dipoli.forum.succession import hand_over
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell

_MOVES: Mapping[Change, str] = {
    Change.SUSPENDED: s.SUSPEND,
    Change.RESTORED: s.RESTORE,
    Change.LEFT: s.WITHDRAW,
    Change.SUCCEEDED: s.SUCCEED,
}
"""What each change is in the table of seats; who is seated has no seat before."""


def _is_below(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.reports_to is not None:
        return None
    why = tell("This body reports to no other, and decides itself who sits here.")
    remedy = tell(
        "Enter it in a body below, or enter here what is decided of {seat}.", seat=_of(act).seat
    )
    return refuse(forum, Point.BODY_SEATS, why, remedy)


def _fits(forum: Forum, act: Act) -> OutOfOrder | None:
    """The change is a step from where the seat stands in this body."""
    paper = _of(act)
    if paper.change is Change.SEATED:
        return _may_sit(forum, paper)
    seat = forum.seats.get(paper.seat)
    if seat is None:
        why = tell("{seat} does not sit in this body.", seat=paper.seat)
        return refuse(forum, Point.BODY_SEATS, why, tell("Nothing is to be entered here."))
    if _MOVES[paper.change] not in s.MOVES[seat.stage]:
        why = tell(
            "The seat of {seat} is {stage} in this body.",
            seat=paper.seat,
            stage=in_words(seat.stage),
        )
        remedy = tell("Enter what was decided above in the order in which it was decided.")
        return refuse(forum, Point.BODY_SEATS, why, remedy)
    return _successor(forum, paper) if paper.change is Change.SUCCEEDED else None


def _may_sit(forum: Forum, paper: said.Followed) -> OutOfOrder | None:
    if paper.seat in forum.sorts or paper.seat == forum.secretariat:
        why = tell("{seat} has its place in this body already.", seat=paper.seat)
        return refuse(forum, Point.BODY_SEATS, why, tell("Nothing more is to be entered."))
    categories = forum.charter.seats.categories
    if paper.category in categories:
        return None
    why = tell(
        "It is not said how {seat} takes part, or nobody takes part so here.", seat=paper.seat
    )
    told = commas(in_words(one) for one in categories)
    return refuse(
        forum,
        Point.BODY_SEATS,
        why,
        tell("Say it as the body above has it: {categories}.", categories=told),
    )


def _successor(forum: Forum, paper: said.Followed) -> OutOfOrder | None:
    new = paper.successor
    if new is not None and new not in forum.sorts and new != forum.secretariat:
        return None
    why = (
        tell("{new} has its place in this body already.", new=new)
        if new
        else tell("No successor is named.")
    )
    return refuse(forum, Point.BODY_SEATS, why, tell("Name the party that took the seat above."))


def _of(act: Act) -> said.Followed:
    paper = act.said
    assert isinstance(paper, said.Followed)  # noqa: S101 - the form of this act gives no other
    return paper


# ---------------------------------------------------------------- effects


def _followed(forum: Forum, act: Act) -> Forum:
    return _EFFECTS[_of(act).change](forum, act)


def _seated(forum: Forum, act: Act) -> Forum:
    paper = _of(act)
    assert paper.category is not None  # noqa: S101 - `_may_sit` asked
    seat = Seat(code=paper.seat, category=paper.category, since=act.time)
    return put(forum, seat).grown(
        seating=(*forum.seating, seat.code),
        sorts=forum.sorts.set(seat.code, "seat"),
        listed=without(forum.listed, seat.code),
    )


def _moved(forum: Forum, act: Act) -> Forum:
    paper = _of(act)
    before = forum.seats[paper.seat]
    stage = s.MOVES[before.stage][_MOVES[paper.change]]
    seat = evolve(before, stage=stage, since=act.time)
    if paper.change in (Change.SUSPENDED, Change.RESTORED):
        seat = evolve(seat, barred=paper.change is Change.SUSPENDED)
    if paper.change is Change.LEFT:
        seat = evolve(seat, left=act.number)
    stays = forum.chair if stage in s.COUNTS else without(forum.chair, seat.code)
    return put(forum, seat).grown(chair=stays)


def _succeeded(forum: Forum, act: Act) -> Forum:
    paper, old = _of(act), forum.seats[_of(act).seat]
    assert paper.successor is not None  # noqa: S101 - `_successor` asked
    new = Seat(
        code=paper.successor,
        category=old.category,
        stage=Stage.ACCEPTED if old.stage in s.COUNTS else old.stage,
        since=act.time,
        barred=old.barred,
        predecessor=old.code,
    )
    gone = evolve(old, stage=Stage.SUCCEEDED, since=act.time, successor=new.code)
    after = put(put(forum, gone), new).grown(
        seating=(*forum.seating, new.code),
        sorts=forum.sorts.set(new.code, "seat"),
        chair=without(forum.chair, old.code),
        listed=without(forum.listed, new.code),
    )
    return hand_over(after, old.code, new.code)


_EFFECTS: Mapping[Change, Callable[[Forum, Act], Forum]] = {
    Change.SEATED: _seated,
    Change.SUSPENDED: _moved,
    Change.RESTORED: _moved,
    Change.LEFT: _moved,
    Change.SUCCEEDED: _succeeded,
}

KINDS: tuple[Kind, ...] = (
    Kind(
        name=b.FOLLOW,
        form=said.FOLLOWED,
        who=Who.SECRETARIAT,
        guards=(_is_below, _fits),
        effect=_followed,
        meaning="Enter in a body what the body above decided of those who sit in it.",
    ),
)
"""The act by which a body follows the one above."""
