"""The clock of a silence: when it may be opened, until when it runs, and how that is moved.

Silence counts as consent only where everybody had the time to speak. So it lasts as long as the
charter asks at least, does not end on a day on which a capital rests, is extended so often and no
more, and leaves time to speak when it goes on after it stood still. Leave to use it at all is a
decision of the body where the charter asks for that; it serves one silence over one version.
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import silence as s
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_runs
from dipoli.forum.clock import later
from dipoli.forum.decision_work import moved, proposal_of, proposal_stages, put
from dipoli.forum.kept import keep_silence
from dipoli.forum.kind import Kind, Who, hours, refuse, times
from dipoli.forum.silence import Silence
from dipoli.forum.silence_work import (
    in_time,
    silence_kind,
    silence_moved,
    silence_of,
    silence_stages,
)
from dipoli.forum.standing import Forum
from dipoli.forum.text_put import subject_stands, text_stands
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import read_time, write_time
from dipoli.told import tell


def _allowed(forum: Forum, _act: Act) -> OutOfOrder | None:
    if forum.charter.silence.allowed:
        return None
    why = tell("This forum has no silence procedure.")
    return refuse(forum, Point.SILENCE, why, tell("Have the chair put the proposal to the body."))


def _leave(forum: Forum, act: Act) -> OutOfOrder | None:
    """Leave is a decision of the body, taken before, that names the proposal; it serves once."""
    if not forum.charter.silence.leave:
        return None
    leave, last = forum.leaves.get(act.object), forum.silences.get(act.object)
    remedy = tell(
        "Table a proposal for leave that names {object}, and have it adopted.", object=act.object
    )
    if leave is None:
        why = tell(
            "The body has given no leave to decide {object}, as it stands, by silence.",
            object=act.object,
        )
        return refuse(forum, Point.SILENCE_LEAVE, why, remedy)
    if last is None or last.leave != leave:
        return None
    why = tell("The leave that {leave} gave served for a silence that has ended.", leave=leave)
    return refuse(forum, Point.SILENCE_LEAVE, why, remedy)


def _period(forum: Forum, act: Act) -> OutOfOrder | None:
    rules = forum.charter.silence
    first = later(act.moment, rules.least)
    if act.deadline is None or act.deadline < first:
        why = tell(
            "A silence lasts {hours} at least, and names the moment of its end.",
            hours=hours(rules.least),
        )
        return refuse(
            forum, Point.SILENCE_PERIOD, why, tell("Let it end at {first} or later.", first=first)
        )
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
            why = tell(
                "{until} is {day} in the capital of {code}, which does not work on that day.",
                until=until,
                day=day,
                code=code,
            )
            return refuse(forum, Point.SILENCE_PERIOD, why, tell("Let it end on another day."))
    return None


def _may_extend(forum: Forum, act: Act) -> OutOfOrder | None:
    rules, silence = forum.charter.silence, silence_of(forum, act)
    if silence.extensions >= rules.extensions:
        why = tell("Here a silence is extended not at all.")
        if rules.extensions:
            why = tell("Here a silence is extended {times} at most.", times=times(rules.extensions))
        return refuse(forum, Point.SILENCE_EXTENSION, why, tell("Let it end as it was opened."))
    if act.deadline is None or act.deadline <= silence.until:
        why = tell("The silence ends at {until}; an extension ends later.", until=silence.until)
        return refuse(forum, Point.SILENCE_EXTENSION, why, tell("Give a later deadline."))
    return _no_holiday(forum, act.deadline)


def _time_left(forum: Forum, act: Act) -> OutOfOrder | None:
    """A silence that goes on has the time that was left, and never less than the charter asks."""
    least, rest = forum.charter.silence.resume, _rest(silence_of(forum, act), act.moment)
    first = max(later(act.moment, least), rest)
    until = act.deadline or rest
    if until >= first:
        return _no_holiday(forum, until)
    why = tell(
        "When a silence goes on, {hours} at least remain until its end, and no less than "
        "remained when it was suspended.",
        hours=hours(least),
    )
    return refuse(
        forum, Point.SILENCE_EXTENSION, why, tell("Let it end at {first} or later.", first=first)
    )


def _rest(silence: Silence, now: str) -> str:
    """When a suspended silence ends if it goes on now, with the time that was left."""
    return write_time(read_time(now) + timedelta(seconds=silence.left or 0))


def _opened(forum: Forum, act: Act) -> Forum:
    silence = Silence(
        proposal=act.object,
        number=act.number,
        opened=act.time,
        until=str(act.deadline),
        leave=forum.leaves.get(act.object),
    )
    return keep_silence(put(forum, moved(proposal_of(forum, act), act)), silence)


def _asked(forum: Forum, act: Act) -> Forum:
    return keep_silence(forum, silence_moved(forum, act))


def _extended(forum: Forum, act: Act) -> Forum:
    silence = silence_moved(forum, act)
    more = evolve(silence, until=str(act.deadline), extensions=silence.extensions + 1)
    return keep_silence(forum, more)


def _suspended(forum: Forum, act: Act) -> Forum:
    silence = silence_moved(forum, act)
    left = read_time(silence.until) - read_time(act.time)
    return keep_silence(forum, evolve(silence, left=int(left.total_seconds())))


def _resumed(forum: Forum, act: Act) -> Forum:
    silence = silence_moved(forum, act)
    until = act.deadline or _rest(silence, act.time)
    return keep_silence(forum, evolve(silence, until=until, left=None))


KINDS: tuple[Kind, ...] = (
    silence_kind(
        s.OPEN,
        Who.CHAIR,
        (_allowed, proposal_stages, _leave, _period, basket_runs, subject_stands, text_stands),
        _opened,
        tell("Open a silence over a proposal, until a named moment."),
        adopts=True,
    ),
    silence_kind(
        s.ASK_EXTENSION,
        Who.MEMBER,
        (silence_stages, in_time),
        _asked,
        tell("Ask the chair for an extension."),
    ),
    silence_kind(
        s.EXTEND,
        Who.CHAIR,
        (silence_stages, in_time, _may_extend),
        _extended,
        tell("Extend a silence."),
    ),
    silence_kind(
        s.SUSPEND,
        Who.CHAIR,
        (silence_stages, in_time),
        _suspended,
        tell("Suspend a silence: a failure of the system, a faulty translation, an attack."),
    ),
    silence_kind(
        s.RESUME,
        Who.CHAIR,
        (silence_stages, _time_left),
        _resumed,
        tell("Let a suspended silence go on."),
    ),
)
"""The acts that set and move the end of a silence."""
