"""Succession of frameworks: forms, guards and effects."""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import framework as w
from dipoli.forum.act import Act
from dipoli.forum.decision import Purpose
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.framework import Carried, TakeOver, TakeOverStage, WindUp, WindUpStage
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.mandate import carried_out, mandate
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


@frozen(kw_only=True)
class WoundUp:
    """The body of ``framework.wind-up/1``."""

    words: str
    successor: str | None


@frozen(kw_only=True)
class Ended:
    """The body of ``framework.end/1``."""

    decision: str
    size: int
    root: bytes


@frozen(kw_only=True)
class TakenOver:
    """The body of ``framework.take-over/1``."""

    words: str
    origin: str
    size: int
    root: bytes


@frozen(kw_only=True)
class Listed:
    """The body of ``framework.list/1``."""

    words: str | None
    sort: Carried
    things: tuple[str, ...]


@frozen(kw_only=True)
class Entered:
    """The body of ``framework.enter/1``."""

    decision: str


_DECISION = Field(name="decision", sort=Sort.ID, meaning="the decision of the members about it")
WOUND_UP = Form(
    build=WoundUp,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="why this forum would end"),
        Field(
            name="successor",
            sort=Sort.LINE,
            meaning="name of the record of the forum that comes after",
            needed=False,
        ),
    ),
)
ENDED = Form(
    build=Ended,
    fields=(
        _DECISION,
        Field(name="size", sort=Sort.WHOLE, meaning="how many acts this record has before this"),
        Field(name="root", sort=Sort.DIGEST, meaning="of the head of this record at that size"),
    ),
)
TAKEN_OVER = Form(
    build=TakenOver,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="what is taken over, and why"),
        Field(name="origin", sort=Sort.LINE, meaning="name of the old record"),
        Field(name="size", sort=Sort.WHOLE, meaning="acts of the old record at the head cited"),
        Field(name="root", sort=Sort.DIGEST, meaning="of that head"),
    ),
)
LISTED = Form(
    build=Listed,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),
        Field(name="sort", sort=Sort.SLUG, meaning="of what sort they are", choice=Carried),
        Field(
            name="things",
            sort=Sort.LINE,
            meaning="their short names in the old record; of seats, the codes",
            many=True,
        ),
    ),
)
ENTERED = Form(build=Entered, fields=(_DECISION,))

# ---------------------------------------------------------------- guards


def _wind_up_stage(forum: Forum, name: str) -> WindUpStage | None:
    one = forum.windings.get(name)
    return None if one is None else one.stage


def _take_over_stage(forum: Forum, name: str) -> TakeOverStage | None:
    one = forum.takeovers.get(name)
    return None if one is None else one.stage


_end_stages = stage_guard(
    w.WIND_UP_MOVES, _wind_up_stage, Point.FRAMEWORK_END, "Winding up {object}"
)
_take_stages = stage_guard(
    w.TAKE_OVER_MOVES, _take_over_stage, Point.FRAMEWORK_TAKE, "Taking over {object}"
)


def _decided(forum: Forum, act: Act) -> OutOfOrder | None:
    return mandate(forum, act.said.decision, Purpose.MEASURE, act.object)


def _still_runs(forum: Forum, _act: Act) -> OutOfOrder | None:
    if forum.ended is None:
        return None
    why = tell("This forum was ended under {ended} already.", ended=forum.ended)
    return refuse(forum, Point.FRAMEWORK_END, why, tell("Nothing more is needed."))


def _closes_here(forum: Forum, act: Act) -> OutOfOrder | None:
    """The head is that right before the act, so that it covers all that was done."""
    size = act.said.size
    if size == act.number:
        return None
    why = tell(
        "The record has {number} acts before this one, and the head named has {size}.",
        number=act.number,
        size=size,
    )
    return refuse(
        forum, Point.FRAMEWORK_END, why, tell("Name the head at which the record stands now.")
    )


def _own_winding(forum: Forum, act: Act) -> OutOfOrder | None:
    return _own(forum, act, forum.windings[act.object].by, Point.FRAMEWORK_END)


def _own_take_over(forum: Forum, act: Act) -> OutOfOrder | None:
    return _own(forum, act, forum.takeovers[act.object].by, Point.FRAMEWORK_TAKE)


def _own(forum: Forum, act: Act, by: str, point: Point) -> OutOfOrder | None:
    if act.by == by:
        return None
    why = tell("{by} put {object} forward.", by=by, object=act.object)
    return refuse(
        forum,
        point,
        why,
        tell("Only {by} gives it up; without a decision nothing comes of it.", by=by),
    )


def _a_head(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.said.size > 0:
        return None
    why = tell("A record without acts has nothing to take over.")
    return refuse(forum, Point.FRAMEWORK_TAKE, why, tell("Cite the last head of the old record."))


def _not_twice(forum: Forum, act: Act) -> OutOfOrder | None:
    held, sort = forum.takeovers[act.object].things, act.said.sort.value
    again = [name for name in act.said.things if (sort, name) in held]
    if not again and len(set(act.said.things)) == len(act.said.things):
        return None
    why = tell("One thing would be listed twice.")
    if again:
        why = tell("{things} would be listed twice.", things=commas(again))
    return refuse(forum, Point.FRAMEWORK_TAKE, why, tell("List each thing once."))


def _listed_before(forum: Forum, act: Act) -> OutOfOrder | None:
    """Members decided on the list as it is, and not on a shorter one."""
    proposal, one = forum.proposals.get(act.said.decision), forum.takeovers[act.object]
    if proposal is None or proposal.number > one.listed:
        return None
    why = tell(
        "{proposal} was tabled before act {listed}, which listed more.",
        proposal=proposal.id,
        listed=one.listed,
    )
    return refuse(
        forum, Point.FRAMEWORK_TAKE, why, tell("Name a decision that was tabled after that.")
    )


def begins_nothing(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    """The guard of every act that begins something: a forum that has ended begins nothing new.

    A request for an explanation can always be made.
    """
    if forum.ended is None or kind.begins is None or kind.begins == "request":
        return None
    one = forum.windings[forum.ended]
    why = tell(
        "This forum ended by act {ended}; {object} would be new.",
        ended=one.ended,
        object=act.object,
    )
    after = (
        tell("Begin it in {successor}.", successor=one.successor)
        if one.successor
        else tell("Begin it in another forum.")
    )
    return refuse(forum, Point.FRAMEWORK_END, why, after)


# ---------------------------------------------------------------- effects


def _keep_winding(forum: Forum, one: WindUp) -> Forum:
    return forum.grown(windings=forum.windings.set(one.id, one))


def _keep_take_over(forum: Forum, one: TakeOver) -> Forum:
    return forum.grown(takeovers=forum.takeovers.set(one.id, one))


def _wound_up(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, WoundUp)  # noqa: S101 - the form of this act gives no other
    one = WindUp(
        id=act.object,
        words=paper.words,
        by=act.by,
        successor=paper.successor,
        since=act.time,
        number=act.number,
    )
    return _keep_winding(forum, one)


def _ended(forum: Forum, act: Act) -> Forum:
    one, paper = forum.windings[act.object], act.said
    assert isinstance(paper, Ended)  # noqa: S101 - the form of this act gives no other
    ended = evolve(
        one,
        stage=w.WIND_UP_MOVES[one.stage][act.name],
        since=act.time,
        decision=paper.decision,
        size=paper.size,
        root=paper.root,
        ended=act.number,
    )
    after = _keep_winding(forum, ended).grown(ended=one.id)
    return carried_out(after, act, paper.decision)


def _kept(forum: Forum, act: Act) -> Forum:
    one = forum.windings[act.object]
    stage = w.WIND_UP_MOVES[one.stage][act.name]
    return _keep_winding(forum, evolve(one, stage=stage, since=act.time))


def _taken_over(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, TakenOver)  # noqa: S101 - the form of this act gives no other
    one = TakeOver(
        id=act.object,
        words=paper.words,
        by=act.by,
        origin=paper.origin,
        size=paper.size,
        root=paper.root,
        listed=act.number,
        since=act.time,
        number=act.number,
    )
    return _keep_take_over(forum, one)


def _listed(forum: Forum, act: Act) -> Forum:
    one, paper = forum.takeovers[act.object], act.said
    assert isinstance(paper, Listed)  # noqa: S101 - the form of this act gives no other
    more = {(paper.sort.value, name): act.number for name in paper.things}
    stage = w.TAKE_OVER_MOVES[one.stage][act.name]
    listed = evolve(one, stage=stage, things=one.things.update(more), listed=act.number)
    return _keep_take_over(forum, listed)


def _entered(forum: Forum, act: Act) -> Forum:
    one, paper = forum.takeovers[act.object], act.said
    assert isinstance(paper, Entered)  # noqa: S101 - the form of this act gives no other
    stage = w.TAKE_OVER_MOVES[one.stage][act.name]
    taken = evolve(one, stage=stage, since=act.time, decision=paper.decision)
    return carried_out(_keep_take_over(forum, taken), act, paper.decision)


def _dropped(forum: Forum, act: Act) -> Forum:
    one = forum.takeovers[act.object]
    stage = w.TAKE_OVER_MOVES[one.stage][act.name]
    return _keep_take_over(forum, evolve(one, stage=stage, since=act.time))


# ---------------------------------------------------------------- what is still needed


def wind_up_needed(_forum: Forum, one: WindUp) -> str:
    """What the winding up still needs, in a sentence."""
    if one.stage is WindUpStage.KEPT:
        return tell("It was given up; the forum goes on.")
    after = (
        tell("{successor} comes after it.", successor=one.successor)
        if one.successor
        else tell("No forum is named after it.")
    )
    if one.stage is WindUpStage.ENDED:
        return tell(
            "The forum ended by act {ended}, as {decision} decided. {after}",
            ended=one.ended,
            decision=one.decision,
            after=after,
        )
    return tell(
        "It needs a decision of the members about {name}, and the act that ends the forum.",
        name=one.id,
    )


def take_over_needed(_forum: Forum, one: TakeOver) -> str:
    """What a taking over still needs, in a sentence."""
    if one.stage is TakeOverStage.DROPPED:
        return tell("It was given up; nothing is taken over by it.")
    if one.stage is TakeOverStage.TAKEN:
        return tell(
            "What it lists is taken over from {origin}, as {decision} decided.",
            origin=one.origin,
            decision=one.decision,
        )
    if not one.things:
        return tell("It lists nothing yet; what is not listed is not taken over.")
    return tell(
        "It needs a decision of the members about {name}, tabled after the list was made.",
        name=one.id,
    )


# ---------------------------------------------------------------- kinds

KINDS: tuple[Kind, ...] = (
    Kind(
        name=w.WIND_UP,
        form=WOUND_UP,
        who=Who.MEMBER_OR_CHAIR,
        guards=(),
        effect=_wound_up,
        meaning="Put forward that this forum ends, and which forum comes after it.",
        begins="wind-up",
    ),
    Kind(
        name=w.END,
        form=ENDED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_end_stages, _still_runs, _decided, _closes_here),
        effect=_ended,
        meaning="Enter that this forum ended, as its members decided, and at which head.",
        about="wind-up",
        adopts=True,
    ),
    Kind(
        name=w.KEEP,
        form=WORDS,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_end_stages, _own_winding),
        effect=_kept,
        meaning="Give up what one put forward; the forum goes on.",
        about="wind-up",
        envelope_alone=True,
    ),
    Kind(
        name=w.TAKE_OVER,
        form=TAKEN_OVER,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_a_head,),
        effect=_taken_over,
        meaning="Begin the list of what is taken over from a forum that ended, at its last head.",
        begins="take-over",
    ),
    Kind(
        name=w.LIST,
        form=LISTED,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_take_stages, _not_twice),
        effect=_listed,
        meaning="List what is to be taken over, each by its short name in the old record.",
        about="take-over",
    ),
    Kind(
        name=w.ENTER,
        form=ENTERED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_take_stages, _decided, _listed_before),
        effect=_entered,
        meaning="Enter that what is listed is taken over, as the members decided.",
        about="take-over",
        adopts=True,
    ),
    Kind(
        name=w.DROP,
        form=WORDS,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_take_stages, _own_take_over),
        effect=_dropped,
        meaning="Give up a list that one began; nothing is taken over by it.",
        about="take-over",
        envelope_alone=True,
    ),
)
"""The acts of a forum that ends, and of one that takes over."""
