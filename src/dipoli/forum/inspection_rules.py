"""Inspections: guards, effects, quotas and clocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from attrs import evolve, frozen
from immutables import Map

from dipoli.charter.measures import Shape
from dipoli.charter.points import Point
from dipoli.forum import inspection as i
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Form
from dipoli.forum.inspection import Comment, Inspection, Stage, Why
from dipoli.forum.inspection_forms import (
    COMMENTED,
    REFUSED,
    REPORTED,
    REQUESTED,
    Commented,
    Refused,
    Reported,
    Requested,
)
from dipoli.forum.kind import Effect, Guard, Kind, Who, refuse, stage_guard
from dipoli.forum.measure import shifted, year_of
from dipoli.forum.measure_rules import binds, bound, current, keep, kept_of, of_own_hand, under
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.inspections.get(name)
    return None if one is None else one.stage


_stages = stage_guard(i.MOVES, _stage, Point.INSPECTION_STAGE, "Inspection {object}")

# ---------------------------------------------------------------- quotas


def used_up(forum: Forum, one: Inspection) -> str:
    """Why no more inspections of its sort can be accepted for its year; empty where they can."""
    measure = current(forum, forum.measures[one.measure])
    quota, kept, year = measure.row.quota, kept_of(forum, measure), year_of(one.day)
    taken = kept.taken.get((one.host, year), 0)
    if quota.host is not None and taken >= quota.host:
        return tell(
            "The quota of {host} for {year} under {measure} is {quota}, and is used up.",
            host=one.host,
            year=year,
            measure=measure.id,
            quota=quota.host,
        )
    asked = kept.asked.get((one.host, one.by, year), 0)
    if quota.requester is not None and asked >= quota.requester:
        return tell(
            "The quota of {who} at {host} for {year} under {measure} is {quota}, and is used up.",
            who=one.by,
            host=one.host,
            year=year,
            measure=measure.id,
            quota=quota.requester,
        )
    return ""


def _counted(forum: Forum, one: Inspection, by: int) -> Forum:
    """The standing with one more, or one less, on the quotas of an inspection."""
    measure = forum.measures[one.measure]
    kept, year = kept_of(forum, measure), year_of(one.day)
    taken = _changed(kept.taken, (one.host, year), by)
    asked = _changed(kept.asked, (one.host, one.by, year), by)
    return keep(forum, measure, evolve(kept, taken=taken, asked=asked), one.host, one.by)


KeyT = TypeVar("KeyT")


def _changed(counts: Map[KeyT, int], key: KeyT, by: int) -> Map[KeyT, int]:
    number = counts.get(key, 0) + by
    return counts.set(key, number) if number else counts.delete(key)


# ---------------------------------------------------------------- clocks


@frozen(kw_only=True)
class Clocked:
    """One step of an inspection that has a clock.

    Args:
        step: in words, ``answer``.
        due: by when the measure asks for it.
        done: when it was done; None before.
    """

    step: str
    due: str
    done: str | None

    @property
    def late(self) -> bool:
        """Whether it was done, and later than asked for."""
        return self.done is not None and self.due < self.done


def clocks(forum: Forum, one: Inspection) -> tuple[Clocked, ...]:
    """The steps that have a clock and whose clock has begun, in their order."""
    clock = forum.measures[one.measure].row.clock
    running = one.stage not in (Stage.REFUSED, Stage.WITHDRAWN)
    went_in = one.stage is not Stage.NOT_CARRIED_OUT
    steps = (
        (tell("answer"), one.requested, clock.reply, one.answered, True),
        (tell("entry"), one.requested, clock.entry, one.entered, running and went_in),
        (tell("end of the stay"), one.arrived, clock.stay, one.left, running),
        (tell("report"), one.left, clock.report, one.reported, running),
    )
    return tuple(
        Clocked(step=step, due=shifted(start, hours), done=done)
        for step, start, hours, done, runs in steps
        if start is not None and hours is not None and (runs or done is not None)
    )


def next_due(forum: Forum, one: Inspection) -> Clocked | None:
    """The step whose clock runs now; None where none does."""
    if one.stage not in _WAITS:
        return None
    return next((each for each in clocks(forum, one) if each.step == _WAITS[one.stage]), None)


_WAITS = {
    Stage.REQUESTED: tell("answer"),
    Stage.ACCEPTED: tell("entry"),
    Stage.ON_SITE: tell("end of the stay"),
    Stage.REPORT_DUE: tell("report"),
}
"""Which clock runs at which stage."""


# ---------------------------------------------------------------- guards


def _host(forum: Forum, act: Act) -> OutOfOrder | None:
    """The host is bound by the measure; a member asks, or under an offer any seat."""
    paper, one = act.said, forum.measures[act.said.measure]
    assert isinstance(paper, Requested)  # noqa: S101 - the form of this act gives no other
    why, remedy = (
        "",
        tell("Name as host one that it binds: {bound}.", bound=commas(bound(forum, one))),
    )
    if paper.host == act.by:
        why, remedy = tell("{who} would be its own host.", who=act.by), tell("Name another host.")
    elif paper.host not in forum.seats or not binds(forum, one, paper.host):
        why = tell("{name} does not bind {host}.", name=one.id, host=paper.host)
    elif not (one.alone or binds(forum, one, act.by)):
        why = tell("{name} does not bind {who}.", name=one.id, who=act.by)
        remedy = tell("Those whom it binds can ask under it.")
    return refuse(forum, Point.INSPECTION, why, remedy) if why else None


def _to_come(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.said.day > act.moment:
        return None
    why = tell("The team would enter at {day}, which is not a time to come.", day=act.said.day)
    return refuse(forum, Point.INSPECTION, why, tell("Name a time that is still to come."))


def _has_quota(forum: Forum, act: Act) -> OutOfOrder | None:
    """There is room on the quotas, of what is in force now."""
    one = forum.inspections[act.object]
    measure = current(forum, forum.measures[one.measure])
    if not measure.runs:
        told = in_words(measure.stage)
        why: str = tell(
            "{measure} is {stage}; nothing more is accepted under it.",
            measure=measure.id,
            stage=told,
        )
        return refuse(
            forum, Point.QUOTA, why, tell("Invite a visit, or let the request be withdrawn.")
        )
    why = used_up(forum, one)
    if not why:
        return None
    remedy = tell("Refuse it for that reason; a place is free again when one is not carried out.")
    return refuse(forum, Point.QUOTA, why, remedy)


def _reason(forum: Forum, act: Act) -> OutOfOrder | None:
    """A quota that is named is used up; force majeure has an account."""
    paper, one = act.said, forum.inspections[act.object]
    assert isinstance(paper, Refused)  # noqa: S101 - the form of this act gives no other
    measure = current(forum, forum.measures[one.measure])
    if paper.why is Why.QUOTA and measure.runs and not used_up(forum, one):
        why = tell(
            "There is room on the quotas of {measure} for {year}.",
            measure=measure.id,
            year=year_of(one.day),
        )
        remedy = tell("Accept it, or refuse it for force majeure, with an account of that.")
        return refuse(forum, Point.QUOTA, why, remedy)
    if paper.why is Why.FORCE_MAJEURE and paper.words is None:
        why = tell("Force majeure is named, and no account of it is given.")
        return refuse(forum, Point.INSPECTION, why, tell("Say in words what stands in the way."))
    return None


def _on_its_day(forum: Forum, act: Act) -> OutOfOrder | None:
    """The team enters from the day on for which it was asked, in the year of that quota."""
    one = forum.inspections[act.object]
    if one.day <= act.time and year_of(one.day) == year_of(act.time):
        return None
    why = tell(
        "{name} was accepted for {day} and after, on the quota of {year}.",
        name=one.id,
        day=one.day,
        year=year_of(one.day),
    )
    remedy = tell(
        "Let the team enter then; later, enter that it was not carried out, and ask anew."
    )
    return refuse(forum, Point.QUOTA, why, remedy)


_asker = of_own_hand(
    lambda forum, name: (forum.inspections[name].by,),
    Point.INSPECTION,
    "This step about {object} is for {whose}, and not for {who}.",
)
_is_host = of_own_hand(
    lambda forum, name: (forum.inspections[name].host,),
    Point.INSPECTION,
    "The answer to {object} is for {whose}, and not for {who}.",
)
_side = of_own_hand(
    lambda forum, name: forum.inspections[name].sides,
    Point.INSPECTION,
    "This step about {object} is for {whose}, and not for {who}.",
)


# ---------------------------------------------------------------- effects


def _keep(forum: Forum, one: Inspection) -> Forum:
    return forum.grown(inspections=forum.inspections.set(one.id, one))


def _moved(forum: Forum, act: Act) -> Inspection:
    one = forum.inspections[act.object]
    return evolve(one, stage=i.MOVES[one.stage][act.name])


def _requested(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Requested)  # noqa: S101 - the form of this act gives no other
    one = Inspection(
        id=act.object,
        measure=paper.measure,
        by=act.by,
        host=paper.host,
        area=paper.area,
        day=paper.day,
        stage=Stage.REQUESTED,
        requested=act.time,
        number=act.number,
    )
    return _keep(forum, one)


def _plain(forum: Forum, act: Act) -> Forum:
    return _keep(forum, _moved(forum, act))


def _accepted(forum: Forum, act: Act) -> Forum:
    one = evolve(_moved(forum, act), answered=act.time)
    return _counted(_keep(forum, one), one, 1)


def _refused(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Refused)  # noqa: S101 - the form of this act gives no other
    one = _moved(forum, act)
    return _keep(forum, evolve(one, answered=act.time, why=paper.why, account=paper.words))


def _enters(forum: Forum, act: Act) -> Forum:
    return _keep(forum, evolve(_moved(forum, act), entered=act.time))


def _arrives(forum: Forum, act: Act) -> Forum:
    return _keep(forum, evolve(_moved(forum, act), arrived=act.time))


def _leaves(forum: Forum, act: Act) -> Forum:
    return _keep(forum, evolve(_moved(forum, act), left=act.time))


def _cancelled(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _counted(_keep(forum, one), one, -1)


def _reports(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Reported)  # noqa: S101 - the form of this act gives no other
    one = _moved(forum, act)
    return _keep(forum, evolve(one, reported=act.time, report=paper.words, digest=paper.digest))


def _comments(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Commented)  # noqa: S101 - the form of this act gives no other
    one = _moved(forum, act)
    said = Comment(by=act.by, words=paper.words, time=act.time)
    return _keep(forum, evolve(one, comments=one.comments.set(act.number, said)))


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, one: Inspection) -> str:
    """What an inspection still needs, in a sentence."""
    runs = next_due(forum, one)
    held = {"who": one.by, "host": one.host, "day": one.day}
    if runs is not None and one.stage in _NEEDED_BY:
        return tell(_NEEDED_BY[one.stage], **held, due=runs.due)
    return tell(_NEEDED.get(one.stage, "Nothing is needed."), **held)


_NEEDED_BY: Mapping[Stage, str] = {
    Stage.REQUESTED: "It needs the answer of {host} by {due}.",
    Stage.ACCEPTED: "The team of {who} can enter from {day} on, and is due by {due}.",
    Stage.ON_SITE: "The team of {who} leaves by {due}.",
    Stage.REPORT_DUE: "It needs the report of {who} by {due}.",
}
_NEEDED: Mapping[Stage, str] = {
    Stage.REQUESTED: "It needs the answer of {host}.",
    Stage.ACCEPTED: "The team of {who} can enter from {day} on, and is due.",
    Stage.TEAM_IN: "The team of {who} goes on site.",
    Stage.ON_SITE: "The team of {who} leaves.",
    Stage.REPORT_DUE: "It needs the report of {who}.",
    Stage.REPORTED: "It can be commented on by {host}.",
}
"""What is needed at each stage, where a clock runs and where none does."""


def _kind(name: str, form: Form, guards: tuple[Guard, ...], effect: Effect, meaning: str) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=Who.PLACE,
        guards=(_stages, *guards),
        effect=effect,
        meaning=meaning,
        about="inspection",
        envelope_alone=form is WORDS,
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        name=i.REQUEST,
        form=REQUESTED,
        who=Who.HERE,
        guards=(under(Shape.INSPECTION), _host, _to_come),
        effect=_requested,
        meaning="Ask a host for an inspection under a measure. It can always be asked for.",
        begins="inspection",
    ),
    _kind(
        i.WITHDRAW, WORDS, (_asker,), _plain, tell("Take back a request that has no answer yet.")
    ),
    _kind(
        i.ACCEPT,
        WORDS,
        (_is_host, _has_quota),
        _accepted,
        tell("Accept, as the host, an inspection; it is on the quota from then on."),
    ),
    _kind(
        i.REFUSE,
        REFUSED,
        (_is_host, _reason),
        _refused,
        tell("Refuse, as the host, an inspection: its quota is used up, or for force majeure."),
    ),
    _kind(i.ENTER, WORDS, (_side, _on_its_day), _enters, tell("Enter that the team has come in.")),
    _kind(i.BEGIN, WORDS, (_side,), _arrives, tell("Enter that the team is on site.")),
    _kind(i.LEAVE, WORDS, (_side,), _leaves, tell("Enter that the team has left the site.")),
    _kind(
        i.CANCEL,
        WORDS,
        (_side,),
        _cancelled,
        tell("Enter that an inspection is not carried out; its place on the quota is given back."),
    ),
    _kind(i.REPORT, REPORTED, (_asker,), _reports, tell("Report, as who asked for it.")),
    _kind(
        i.COMMENT, COMMENTED, (_side,), _comments, tell("Say, as a side to it, how one sees it.")
    ),
)
"""The acts of inspections."""
