"""Channels: how a seat is served, as the seat itself declared, and when that channel is down.

A seat that never logs in declares an address for notes verbales, and is a full seat in everything.
That a channel is down through no act of the seat stops what counts by service; so the seat does not
enter it alone: the secretariat or any other seat does, as a fact that anybody can check.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import seat as s
from dipoli.forum import seat_forms as said
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.seat_rules import own_seat, put
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell


def _by_others(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by != act.object:
        return None
    why = tell("That a channel is down through no act of its seat is for others to find.")
    remedy = tell("Tell the secretariat or another seat, or declare another channel.")
    return refuse(forum, Point.CHANNEL, why, remedy)


def _works(forum: Forum, act: Act) -> OutOfOrder | None:
    seat = forum.seats[act.object]
    if seat.channel is None:
        why = tell("{object} has declared no channel.", object=act.object)
        return refuse(
            forum, Point.CHANNEL, why, tell("Ask {object} to declare one.", object=act.object)
        )
    if seat.down is not None:
        why = tell(
            "The channel of {object} is entered as down since {down}.",
            object=act.object,
            down=seat.down,
        )
        return refuse(forum, Point.CHANNEL, why, tell("Enter it when the channel works again."))
    return None


def _is_down(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.seats[act.object].down is not None:
        return None
    why = tell("The channel of {object} is not entered as down.", object=act.object)
    return refuse(forum, Point.CHANNEL, why, tell("Nothing is to be entered."))


def _declared(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Declared)  # noqa: S101 - the form of this act gives no other
    seat = forum.seats[act.object]
    return put(forum, evolve(seat, channel=paper.channel, sort=paper.sort, down=None))


def _went_down(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(forum.seats[act.object], down=act.time))


def _came_up(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(forum.seats[act.object], down=None))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=s.DECLARE,
        form=said.DECLARED,
        who=Who.PLACE,
        guards=(own_seat,),
        effect=_declared,
        meaning="Declare by which channel one's seat is served.",
        about="seat",
    ),
    Kind(
        name=s.DOWN,
        form=WORDS,
        who=Who.HERE_OR_SECRETARIAT,
        guards=(_by_others, _works),
        effect=_went_down,
        meaning="Enter as a fact that the channel of a seat is down, through no act of the seat.",
        about="seat",
        envelope_alone=True,
    ),
    Kind(
        name=s.UP,
        form=WORDS,
        who=Who.HERE_OR_SECRETARIAT,
        guards=(_is_down,),
        effect=_came_up,
        meaning="Enter that the channel of a seat works again.",
        about="seat",
        envelope_alone=True,
    ),
)
"""The acts of channels."""
