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
from dipoli.told import tell


def _stage(forum: Forum, name: str) -> Stage | None:
    point = forum.points.get(name)
    return None if point is None else point.stage


_stages = stage_guard(f.MOVES, _stage, Point.POINT_OF_ORDER, "Point of order {object}")

# ---------------------------------------------------------------- the chair rules at once


def point_waits(forum: Forum, act: Act, who: Who) -> OutOfOrder | None:
    """While a point of order waits, the chair does nothing else; asked of every act."""
    if forum.point is None or act.by not in forum.chair:
        return None
    if who not in (Who.CHAIR, Who.CHAIR_OR_SECRETARIAT) or act.name in _OF_THE_POINT:
        return None
    point = forum.points[forum.point]
    if point.stage is Stage.RAISED:
        why = tell("Point of order {point} waits for the ruling of the chair.", point=point.id)
        return refuse(forum, Point.POINT_OF_ORDER, why, tell("Rule on it first, then go on."))
    why = tell("The appeal against the ruling on {point} is not settled.", point=point.id)
    remedy = tell("Let another member support the ruling, or yield where nobody does; then go on.")
    return refuse(forum, Point.POINT_OF_ORDER, why, remedy)


_OF_THE_POINT = frozenset({f.RULE, f.YIELD})

# ---------------------------------------------------------------- guards


def _in_meeting(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Raised)  # noqa: S101 - the form of this act gives no other
    if meeting_stage(forum, paper.meeting) is MeetingStage.OPEN:
        return None
    why = tell("{meeting} is no meeting that is open now.", meeting=paper.meeting)
    return refuse(forum, Point.POINT_OF_ORDER, why, tell("Raise it in a meeting that is open."))


def _none_waits(forum: Forum, _act: Act) -> OutOfOrder | None:
    if forum.point is None:
        return None
    raised = forum.points[forum.point].stage is Stage.RAISED
    why = (
        tell(
            "Point of order {point} waits for the ruling of the chair; points are taken one after "
            "the other.",
            point=forum.point,
        )
        if raised
        else tell(
            "Point of order {point} is under appeal; points are taken one after the other.",
            point=forum.point,
        )
    )
    return refuse(
        forum, Point.POINT_OF_ORDER, why, tell("Come back to yours once that is settled.")
    )


def _may_appeal(forum: Forum, act: Act) -> OutOfOrder | None:
    if not forum.charter.meeting.appeal:
        why = tell("In this forum a ruling of the chair stands.")
        remedy = tell("Ask for the floor and state your view; it stands in the record.")
        return refuse(forum, Point.POINT_OF_ORDER, why, remedy)
    meeting = forum.points[act.object].meeting
    if meeting_stage(forum, meeting) is MeetingStage.OPEN:
        return _none_waits(forum, act)
    why = tell(
        "Meeting {meeting} is not open, and an appeal is made in the meeting itself.",
        meeting=meeting,
    )
    return refuse(forum, Point.POINT_OF_ORDER, why, tell("State your view in the next meeting."))


def _another(forum: Forum, act: Act) -> OutOfOrder | None:
    """A ruling is supported by a member that neither made it nor appeals against it."""
    point = forum.points[act.object]
    if act.by not in (point.appellant, *point.ruled, *forum.chair):
        return None
    why = (
        tell(
            "{who} appeals against the ruling; it is for another member to support the ruling.",
            who=act.by,
        )
        if act.by == point.appellant
        else tell(
            "{who} speaks for the chair; it is for another member to support the ruling.",
            who=act.by,
        )
    )
    remedy = tell("Let another member support it; where nobody does, the chair yields.")
    return refuse(forum, Point.POINT_OF_ORDER, why, remedy)


def _whose(forum: Forum, act: Act) -> OutOfOrder | None:
    point = forum.points[act.object]
    who = point.by if point.appellant is None else point.appellant
    if act.by == who:
        return None
    why = tell("It is for {who} to withdraw it, and not for {other}.", who=who, other=act.by)
    return refuse(forum, Point.POINT_OF_ORDER, why, tell("Ask {who} to withdraw it.", who=who))


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
    Stage.RAISED: tell("It needs the ruling of the chair, at once."),
    Stage.RULED: tell("It is ruled on; nothing is needed unless somebody appeals."),
    Stage.APPEALED: tell("It needs another member to support the ruling, or the chair to yield."),
    Stage.UPHELD: tell("The ruling stands; nothing is needed."),
    Stage.OVERTURNED: tell("The ruling does not stand; nothing is needed."),
    Stage.WITHDRAWN: tell("It was withdrawn; nothing is needed."),
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
    _kind(f.RULE, Who.CHAIR, (_stages,), _ruled, tell("Rule on a point of order."), said.RULED),
    _kind(
        f.APPEAL, Who.MEMBER, (_stages, _may_appeal), _appealed, tell("Appeal against a ruling.")
    ),
    _kind(
        f.SUPPORT, Who.MEMBER, (_stages, _another), _plain, tell("Support the ruling of the chair.")
    ),
    _kind(f.YIELD, Who.CHAIR, (_stages,), _plain, tell("Yield: nobody supports the ruling.")),
    _kind(
        f.WITHDRAW,
        Who.PLACE,
        (_stages, _whose),
        _plain,
        tell("Withdraw a point of order or an appeal."),
    ),
)
"""The acts of points of order."""
