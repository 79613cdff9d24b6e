"""The silence procedure: guards and effects, and what a silence still needs."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import silence as s
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_runs
from dipoli.forum.decision_forms import REASONED, WORDS
from dipoli.forum.decision_rules import (
    entitled,
    later,
    moved,
    necessary_are_here,
    not_out,
    proposal_of,
    proposal_stages,
    put,
)
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Guard, Kind, Who, hours, refuse, stage_guard, times
from dipoli.forum.silence import Silence, Stage
from dipoli.forum.standing import Forum
from dipoli.forum.text_put import text_stands
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import read_time, write_time


@frozen(kw_only=True)
class Served:
    """The body of ``text.serve/1``."""

    seat: str
    channel: str
    how: s.Service


SERVED = Form(
    build=Served,
    text="channel",
    fields=(
        Field(name="channel", sort=Sort.LINE, meaning="by which channel, as the seat declared it"),
        Field(name="seat", sort=Sort.CODE, meaning="on whom the text was served"),
        Field(name="how", sort=Sort.SLUG, meaning="what came of it", choice=s.Service),
    ),
)


def _stage(forum: Forum, name: str) -> Stage | None:
    silence = forum.silences.get(name)
    return None if silence is None else silence.stage


_stages = stage_guard(s.MOVES, _stage, Point.SILENCE_STAGE, "The silence over")


def _silence(forum: Forum, act: Act) -> Silence:
    return forum.silences[act.object]


# ---------------------------------------------------------------- guards


def _allowed(forum: Forum, _act: Act) -> OutOfOrder | None:
    if forum.charter.silence.allowed:
        return None
    why = "This forum has no silence procedure."
    return refuse(forum, Point.SILENCE, why, "Put the proposal to the body in a meeting.")


def _leave(forum: Forum, act: Act) -> OutOfOrder | None:
    """Leave is a decision of the body, taken before, that names the proposal."""
    if act.object in forum.leaves or not forum.charter.silence.leave:
        return None
    why = f"The body has given no leave to decide {act.object} by silence."
    return refuse(forum, Point.SILENCE_LEAVE, why, "Ask it by a proposal for leave, in a meeting.")


def _period(forum: Forum, act: Act) -> OutOfOrder | None:
    rules = forum.charter.silence
    first = later(act.moment, rules.least)
    if act.deadline is None or act.deadline < first:
        why = f"A silence lasts {hours(rules.least)} at least, and names the moment of its end."
        return refuse(forum, Point.SILENCE_PERIOD, why, f"Let it end at {first} or later.")
    return _no_holiday(forum, act.deadline)


def _no_holiday(forum: Forum, until: str) -> OutOfOrder | None:
    if forum.charter.silence.holidays:
        return None
    for code in forum.order:
        member = forum.charter.member(code)
        if member is None or not forum.seats[code].counts:
            continue
        day = read_time(until).astimezone(ZoneInfo(member.zone)).date().isoformat()
        if day in member.holidays:
            why = f"{until} is {day} in the capital of {code}, which does not work on that day."
            return refuse(forum, Point.SILENCE_PERIOD, why, "Let it end on another day.")
    return None


def _in_time(forum: Forum, act: Act) -> OutOfOrder | None:
    until = _silence(forum, act).until
    if act.moment <= until:
        return None
    why = f"The silence over {act.object} ended at {until}."
    return refuse(
        forum,
        Point.SILENCE_BREAK,
        why,
        "Attach a statement where that is allowed, or table a new proposal.",
    )


def _may_break(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in entitled(forum, proposal_of(forum, act)):
        return None
    why = f"{act.by} has no voice in this decision."
    return refuse(forum, Point.SILENCE_BREAK, why, "Speak to it in a meeting.")


def _may_extend(forum: Forum, act: Act) -> OutOfOrder | None:
    rules, silence = forum.charter.silence, _silence(forum, act)
    if silence.extensions >= rules.extensions:
        most = f"{times(rules.extensions)} at most" if rules.extensions else "not at all"
        why = f"Here a silence is extended {most}."
        return refuse(forum, Point.SILENCE_EXTENSION, why, "Let it end as it was opened.")
    if act.deadline is None or act.deadline <= silence.until:
        why = f"The silence ends at {silence.until}; an extension ends later."
        return refuse(forum, Point.SILENCE_EXTENSION, why, "Give a later deadline.")
    return _no_holiday(forum, act.deadline)


def _time_left(forum: Forum, act: Act) -> OutOfOrder | None:
    left, least = _silence(forum, act).left or 0, forum.charter.silence.resume
    if act.deadline is not None and act.deadline >= later(act.moment, least):
        return None
    if act.deadline is None and left >= least * 3600:
        return None
    why = f"When a silence goes on, {hours(least)} at least remain until its end."
    return refuse(forum, Point.SILENCE_EXTENSION, why, "Resume it with a later deadline.")


def _served_by_channel(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Served)  # noqa: S101 - the form of this act gives no other
    seat = forum.seats.get(paper.seat)
    if seat is None:
        why = f"{paper.seat} has no seat here."
        return refuse(forum, Point.SILENCE_SERVICE, why, "Serve it on those who sit here.")
    if seat.channel is None or seat.channel != paper.channel:
        told = "none" if seat.channel is None else f"“{seat.channel}”"
        why = f"The channel that {paper.seat} itself declared is: {told}."
        return refuse(forum, Point.SILENCE_SERVICE, why, "Serve it by that channel.")
    if seat.down is not None:
        why = f"The channel of {paper.seat} has been down since {seat.down}."
        return refuse(forum, Point.SILENCE_SERVICE, why, "Serve it once the channel works.")
    return None


def _over(forum: Forum, act: Act) -> OutOfOrder | None:
    until = _silence(forum, act).until
    if act.moment > until:
        return None
    why = f"The silence over {act.object} runs until {until}, that second included."
    return refuse(forum, Point.SILENCE_CERTIFY, why, "Certify it afterwards.")


def unserved(forum: Forum, silence: Silence) -> tuple[str, ...]:
    """Entitled seats that the text was not served on, in protocol order."""
    voices = entitled(forum, forum.proposals[silence.proposal])
    return tuple(code for code in voices if code not in silence.served)


def _all_served(forum: Forum, act: Act) -> OutOfOrder | None:
    missing = unserved(forum, _silence(forum, act))
    if not missing:
        return None
    why = f"The text was not served on {', '.join(missing)}; their silence says nothing."
    remedy = "Serve it by the channel that each declared; refusing or ignoring receipt is service."
    return refuse(forum, Point.SILENCE_SERVICE, why, remedy)


# ---------------------------------------------------------------- effects


def _put(forum: Forum, silence: Silence) -> Forum:
    return forum.grown(silences=forum.silences.set(silence.proposal, silence))


def _moved(forum: Forum, act: Act) -> Silence:
    silence = _silence(forum, act)
    return evolve(silence, stage=s.MOVES[silence.stage][act.name])


def _opened(forum: Forum, act: Act) -> Forum:
    silence = Silence(
        proposal=act.object, number=act.number, opened=act.time, until=str(act.deadline)
    )
    return _put(put(forum, moved(proposal_of(forum, act), act)), silence)


def _acknowledged(forum: Forum, act: Act) -> Forum:
    silence = _moved(forum, act)
    served = silence.served
    if act.by not in served:
        served = served.set(act.by, s.Service.DELIVERED)
    return _put(forum, evolve(silence, served=served, acknowledged=silence.acknowledged | {act.by}))


def _was_served(forum: Forum, act: Act) -> Forum:
    silence, paper = _moved(forum, act), act.said
    assert isinstance(paper, Served)  # noqa: S101 - the form of this act gives no other
    return _put(forum, evolve(silence, served=silence.served.set(paper.seat, paper.how)))


def _broke(forum: Forum, act: Act) -> Forum:
    silence = evolve(_moved(forum, act), broken=(act.by, act.number))
    return _put(put(forum, moved(proposal_of(forum, act), act)), silence)


def _asked(forum: Forum, act: Act) -> Forum:
    return _put(forum, _moved(forum, act))


def _extended(forum: Forum, act: Act) -> Forum:
    silence = _moved(forum, act)
    more = evolve(silence, until=str(act.deadline), extensions=silence.extensions + 1)
    return _put(forum, more)


def _suspended(forum: Forum, act: Act) -> Forum:
    silence = _moved(forum, act)
    left = read_time(silence.until) - read_time(act.time)
    return _put(forum, evolve(silence, left=max(int(left.total_seconds()), 0)))


def _resumed(forum: Forum, act: Act) -> Forum:
    silence = _moved(forum, act)
    rest = read_time(act.time) + timedelta(seconds=silence.left or 0)
    until = act.deadline or write_time(rest)
    return _put(forum, evolve(silence, until=until, left=None))


def _held(forum: Forum, act: Act) -> Forum:
    proposal = evolve(moved(proposal_of(forum, act), act), adopted=act.time)
    return _put(put(forum, proposal), _moved(forum, act))


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, silence: Silence) -> str:
    """What a silence still needs, in a sentence."""
    if silence.stage is Stage.SUSPENDED:
        return "It is suspended; it needs the chair to resume it."
    if silence.stage is not Stage.RUNNING:
        return f"It is {silence.stage.value}; nothing is needed."
    missing = unserved(forum, silence)
    if missing:
        return f"It needs the text to be served on {', '.join(missing)}."
    return f"It needs that nobody breaks it up to {silence.until}, that second included."


# ---------------------------------------------------------------- kinds


def _kind(  # noqa: PLR0913 - one argument for each column of the table below
    name: str,
    who: Who,
    guards: tuple[Guard, ...],
    effect: object,
    meaning: str,
    form: Form = WORDS,
    *,
    alone: bool = True,
    adopts: bool = False,
) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=guards,
        effect=effect,  # type: ignore[arg-type]
        meaning=meaning,
        about="proposal",
        envelope_alone=alone,
        adopts=adopts,
    )


KINDS: tuple[Kind, ...] = (
    _kind(
        s.OPEN,
        Who.CHAIR,
        (_allowed, proposal_stages, _leave, _period, basket_runs, text_stands),
        _opened,
        "Open a silence over a proposal, until a named moment.",
        adopts=True,
    ),
    _kind(s.ACKNOWLEDGE, Who.SEAT, (_stages,), _acknowledged, "Acknowledge receipt of the text."),
    _kind(
        s.SERVE,
        Who.SECRETARIAT,
        (_stages, _served_by_channel),
        _was_served,
        "Enter that the text was served on a seat.",
        SERVED,
        alone=False,
    ),
    _kind(
        s.BREAK,
        Who.MEMBER,
        (_stages, _in_time, _may_break, not_out),
        _broke,
        "Break a silence by an objection or an amendment.",
        REASONED,
    ),
    _kind(
        s.ASK_EXTENSION, Who.MEMBER, (_stages, _in_time), _asked, "Ask the chair for an extension."
    ),
    _kind(s.EXTEND, Who.CHAIR, (_stages, _in_time, _may_extend), _extended, "Extend a silence."),
    _kind(
        s.SUSPEND,
        Who.CHAIR,
        (_stages, _in_time),
        _suspended,
        "Suspend a silence: a failure of the system, a faulty translation, an attack.",
    ),
    _kind(s.RESUME, Who.CHAIR, (_stages, _time_left), _resumed, "Let a suspended silence go on."),
    _kind(
        s.CERTIFY,
        Who.SECRETARIAT,
        (_stages, proposal_stages, _over, _all_served, necessary_are_here),
        _held,
        "Find that nobody broke the silence: the proposal is adopted.",
        adopts=True,
    ),
)
"""The acts of the silence procedure."""
