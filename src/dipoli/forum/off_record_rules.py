"""Parts of meetings that are off the record: guards and effects of the acts that frame them."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import meeting as m
from dipoli.forum import off_record as o
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.hand_up_forms import ANNOUNCED, Announced
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.off_record import OffRecord, Stage
from dipoli.forum.seat import HERE
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import in_words, tell


def room_stage(forum: Forum, name: str) -> Stage | None:
    """Where a part off the record stands; None when there is none of that name."""
    one = forum.rooms.get(name)
    return None if one is None else one.stage


room_stages = stage_guard(o.MOVES, room_stage, Point.ROOM, "Part off the record {object}")

# ---------------------------------------------------------------- guards


def _frame(forum: Forum, act: Act) -> OutOfOrder | None:
    """It is announced before it begins, and it has an end that nothing inside can move."""
    paper = act.said
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    if act.deadline is None or not paper.opens < act.deadline:
        why = tell("It does not say from when to when that part is off the record.")
        return refuse(
            forum, Point.ROOM, why, tell("Say from when, and a later moment as its deadline.")
        )
    if act.moment <= paper.opens:
        return None
    why = tell("It was to begin at {opens}, which is over.", opens=paper.opens)
    return refuse(forum, Point.ROOM, why, tell("Announce a part before it begins."))


def _meeting(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    meeting = forum.meetings.get(paper.meeting)
    if meeting is not None and m.MOVES[meeting.stage]:
        return None
    why = tell(
        "{meeting} is no meeting that is still to be held or goes on.", meeting=paper.meeting
    )
    return refuse(forum, Point.ROOM, why, tell("Name a meeting that was called and is not over."))


def _facilitator(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    seat = forum.seats.get(paper.facilitator)
    if paper.facilitator == forum.secretariat or (seat is not None and seat.stage in HERE):
        return None
    why = tell("{facilitator} does not take part here.", facilitator=paper.facilitator)
    return refuse(forum, Point.ROOM, why, tell("Name the secretariat or one that takes part."))


def facilitates(forum: Forum, act: Act, room: OffRecord) -> OutOfOrder | None:
    """The one who runs a part enters what leaves it, after its end and not before."""
    if act.by != room.facilitator:
        why = tell(
            "The facilitator of {room} is {facilitator}.",
            room=room.id,
            facilitator=room.facilitator,
        )
        return refuse(
            forum, Point.ROOM, why, tell("Let {facilitator} do it.", facilitator=room.facilitator)
        )
    if act.earliest <= room.until:
        why = tell(
            "{room} is off the record up to {until}; no act is done in it.",
            room=room.id,
            until=room.until,
        )
        return refuse(forum, Point.ROOM, why, tell("Do it after its end."))
    return None


def _by_facilitator(forum: Forum, act: Act) -> OutOfOrder | None:
    return facilitates(forum, act, forum.rooms[act.object])


def _not_begun(forum: Forum, act: Act) -> OutOfOrder | None:
    room = forum.rooms[act.object]
    if act.moment < room.opens:
        return None
    why = tell("{room} began at {opens}.", room=room.id, opens=room.opens)
    return refuse(forum, Point.ROOM, why, tell("After its end the facilitator closes it."))


# ---------------------------------------------------------------- effects


def put(forum: Forum, room: OffRecord) -> Forum:
    """The standing with a part as it now is."""
    return forum.grown(rooms=forum.rooms.set(room.id, room))


def _announced(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    room = OffRecord(
        id=act.object,
        title=paper.title,
        meeting=paper.meeting,
        facilitator=paper.facilitator,
        opens=paper.opens,
        until=act.deadline or "",
        number=act.number,
    )
    return put(forum, room)


def moved(forum: Forum, name: str, act: Act) -> Forum:
    """The standing in which a part is one move on, if the table has the move."""
    room = forum.rooms[name]
    return put(forum, evolve(room, stage=o.MOVES[room.stage][act.name]))


def _moved(forum: Forum, act: Act) -> Forum:
    return moved(forum, act.object, act)


# ---------------------------------------------------------------- what is still needed


def still_needed(_forum: Forum, room: OffRecord) -> str:
    """What a part off the record still needs, in a sentence."""
    if room.stage is not Stage.ANNOUNCED:
        return tell(
            "It is {stage}; nothing of it is kept, and nothing is needed.",
            stage=in_words(room.stage),
        )
    return tell(
        "It is off the record from {opens} up to {until}; after that it needs {facilitator} to "
        "enter the text that leaves it, or to say that none does.",
        opens=room.opens,
        until=room.until,
        facilitator=room.facilitator,
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        name=o.ANNOUNCE,
        form=ANNOUNCED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_frame, _meeting, _facilitator),
        effect=_announced,
        meaning="Announce that a part of a meeting is off the record, from when to when.",
        begins="room",
    ),
    Kind(
        name=o.CLOSE,
        form=WORDS,
        who=Who.ANYONE,
        guards=(room_stages, _by_facilitator),
        effect=_moved,
        meaning="Say that a part off the record is over and that no text leaves it.",
        about="room",
        envelope_alone=True,
    ),
    Kind(
        name=o.CANCEL,
        form=WORDS,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(room_stages, _not_begun),
        effect=_moved,
        meaning="Call off a part off the record before it begins.",
        about="room",
        envelope_alone=True,
    ),
)
"""The acts that frame parts off the record."""
