"""Points of order: guards and effects, and that the chair rules at once."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import floor as f
from dipoli.forum import meeting_forms as said
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.floor import PointOfOrder, Stage
from dipoli.forum.form import Form
from dipoli.forum.kind import Effect, Guard, Kind, Who, refuse, stage_guard
from dipoli.forum.meeting import Stage as MeetingStage
from dipoli.forum.meeting_rules import meeting_stage
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder


def _stage(forum: Forum, name: str) -> Stage | None:
    point = forum.points.get(name)
    return None if point is None else point.stage


_stages = stage_guard(f.MOVES, _stage, Point.POINT_OF_ORDER, "Point of order")

# ---------------------------------------------------------------- the chair rules at once


def point_waits(forum: Forum, act: Act, who: Who) -> OutOfOrder | None:
    """While a point of order waits, the chair does nothing else; asked of every act."""
    if forum.point is None or act.by not in forum.chair:
        return None
    if who not in (Who.CHAIR, Who.CHAIR_OR_SECRETARIAT) or act.name in _OF_THE_POINT:
        return None
    point = forum.points[forum.point]
    if point.stage is Stage.RAISED:
        why = f"Point of order {point.id} waits for the ruling of the chair."
        return refuse(forum, Point.POINT_OF_ORDER, why, "Rule on it first, then go on.")
    why = f"The appeal against the ruling on {point.id} is not settled."
    remedy = "Let another member support the ruling, or yield where nobody does; then go on."
    return refuse(forum, Point.POINT_OF_ORDER, why, remedy)


_OF_THE_POINT = frozenset({f.RULE, f.YIELD})

# ---------------------------------------------------------------- guards


def _in_meeting(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Raised)  # noqa: S101 - the form of this act gives no other
    if meeting_stage(forum, paper.meeting) is MeetingStage.OPEN:
        return None
    why = f"{paper.meeting} is no meeting that is open now."
    return refuse(forum, Point.POINT_OF_ORDER, why, "Raise it in a meeting that is open.")


def _none_waits(forum: Forum, _act: Act) -> OutOfOrder | None:
    if forum.point is None:
        return None
    raised = forum.points[forum.point].stage is Stage.RAISED
    told = "waits for the ruling of the chair" if raised else "is under appeal"
    why = f"Point of order {forum.point} {told}; points are taken one after the other."
    return refuse(forum, Point.POINT_OF_ORDER, why, "Come back to yours once that is settled.")


def _may_appeal(forum: Forum, act: Act) -> OutOfOrder | None:
    if not forum.charter.meeting.appeal:
        why = "In this forum a ruling of the chair stands."
        remedy = "Ask for the floor and state your view; it stands in the record."
        return refuse(forum, Point.POINT_OF_ORDER, why, remedy)
    meeting = forum.points[act.object].meeting
    if meeting_stage(forum, meeting) is MeetingStage.OPEN:
        return _none_waits(forum, act)
    why = f"Meeting {meeting} is not open, and an appeal is made in the meeting itself."
    return refuse(forum, Point.POINT_OF_ORDER, why, "State your view in the next meeting.")


def _another(forum: Forum, act: Act) -> OutOfOrder | None:
    """A ruling is supported by a member that neither made it nor appeals against it."""
    point = forum.points[act.object]
    if act.by not in (point.appellant, *point.ruled, *forum.chair):
        return None
    told = "appeals against the ruling" if act.by == point.appellant else "speaks for the chair"
    why = f"{act.by} {told}; it is for another member to support the ruling."
    remedy = "Let another member support it; where nobody does, the chair yields."
    return refuse(forum, Point.POINT_OF_ORDER, why, remedy)


def _whose(forum: Forum, act: Act) -> OutOfOrder | None:
    point = forum.points[act.object]
    who = point.by if point.appellant is None else point.appellant
    if act.by == who:
        return None
    why = f"It is for {who} to withdraw it, and not for {act.by}."
    return refuse(forum, Point.POINT_OF_ORDER, why, f"Ask {who} to withdraw it.")


# ---------------------------------------------------------------- effects


def _put(forum: Forum, point: PointOfOrder) -> Forum:
    waits = point.id if point.stage in f.WAITS else None
    return forum.grown(points=forum.points.set(point.id, point), point=waits)


def _raised(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Raised)  # noqa: S101 - the form of this act gives no other
    point = PointOfOrder(id=act.object, meeting=paper.meeting, by=act.by, number=act.number)
    return _put(forum, point)


def _plain(forum: Forum, act: Act) -> Forum:
    point = forum.points[act.object]
    return _put(forum, evolve(point, stage=f.MOVES[point.stage][act.name]))


def _ruled(forum: Forum, act: Act) -> Forum:
    point = forum.points[act.object]
    return _put(forum, evolve(point, stage=f.MOVES[point.stage][act.name], ruled=forum.chair))


def _appealed(forum: Forum, act: Act) -> Forum:
    point = forum.points[act.object]
    after = evolve(point, stage=f.MOVES[point.stage][act.name], appellant=act.by)
    return _put(forum, after)


# ---------------------------------------------------------------- what is still needed


def still_needed(_forum: Forum, point: PointOfOrder) -> str:
    """What a point of order still needs, in a sentence."""
    return _NEEDED[point.stage]


_NEEDED: dict[Stage, str] = {
    Stage.RAISED: "It needs the ruling of the chair, at once.",
    Stage.RULED: "It is ruled on; nothing is needed unless somebody appeals.",
    Stage.APPEALED: "It needs another member to support the ruling, or the chair to yield.",
    Stage.UPHELD: "The ruling stands; nothing is needed.",
    Stage.OVERTURNED: "The ruling does not stand; nothing is needed.",
    Stage.WITHDRAWN: "It was withdrawn; nothing is needed.",
}

# ---------------------------------------------------------------- kinds


def _kind(
    name: str, who: Who, guards: tuple[Guard, ...], effect: Effect, meaning: str, form: Form = WORDS
) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=guards,
        effect=effect,
        meaning=meaning,
        about="point-of-order",
        envelope_alone=form in (WORDS, said.RULED),
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        name=f.RAISE,
        form=said.RAISED,
        who=Who.MEMBER,
        guards=(_in_meeting, _none_waits),
        effect=_raised,
        meaning="Raise a point of order.",
        begins="point-of-order",
    ),
    _kind(f.RULE, Who.CHAIR, (_stages,), _ruled, "Rule on a point of order.", said.RULED),
    _kind(f.APPEAL, Who.MEMBER, (_stages, _may_appeal), _appealed, "Appeal against a ruling."),
    _kind(f.SUPPORT, Who.MEMBER, (_stages, _another), _plain, "Support the ruling of the chair."),
    _kind(f.YIELD, Who.CHAIR, (_stages,), _plain, "Yield: nobody supports the ruling."),
    _kind(
        f.WITHDRAW, Who.PLACE, (_stages, _whose), _plain, "Withdraw a point of order or an appeal."
    ),
)
"""The acts of points of order."""
