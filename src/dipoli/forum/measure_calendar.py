"""The calendar of measures: what is due, by when, with the time in each capital.

A pure function of the standing and the moment. What a measure asks for each year is told from the
time it came into force, up to a year ahead; for a date that has passed there is *no entry*, and
that is all that is said of it. Entries stand by date, then in the order in which what they are
about was begun; parties stand in protocol order, and are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dipoli.charter.measures import Shape, Trigger
from dipoli.forum.clock import Capital, capital
from dipoli.forum.hotline import LineStage, PointStage
from dipoli.forum.hotline_rules import line_needed, point_needed
from dipoli.forum.inspection_rules import next_due, still_needed
from dipoli.forum.measure import Measure, day_of, shifted, year_of
from dipoli.forum.measure_rules import bound, kept_of
from dipoli.forum.notification import Stage as NotificationStage
from dipoli.forum.notification_rules import awaited
from dipoli.forum.standing import Forum
from dipoli.forum.visit import Stage as VisitStage
from dipoli.forum.visit_rules import unanswered
from dipoli.told import commas, joined, tell

AHEAD = 8_784
"""Hours that the calendar looks ahead: the longest year."""


@frozen(kw_only=True)
class Due:
    """One date of the calendar.

    Args:
        date: in UTC, that second included.
        object: short name of what it is about.
        measure: under which it is; None for none.
        told: what is due, in a sentence.
        seats: whose act is awaited, in protocol order; empty where it is nobody's alone.
        capitals: the same date in the capital of each of them, where the charter lists it.
        number: of the act that began what it is about; entries of one date stand by it.
        passed: whether the date has passed.
    """

    date: str
    object: str
    measure: str | None
    told: str
    seats: tuple[str, ...]
    capitals: tuple[tuple[str, Capital], ...]
    number: int
    passed: bool


def due(forum: Forum, now: str) -> tuple[Due, ...]:
    """What is due by date: passed dates without an entry, and those of a year ahead.

    Args:
        forum: the standing.
        now: the moment.
    """
    parts = (_yearly, _again, _notifications, _inspections, _visits)
    found = [one for part in parts for one in part(forum, now)]
    return tuple(sorted(found, key=lambda one: (one.date, one.number, one.object)))


@frozen(kw_only=True)
class Open:
    """Something that can be reached or used at any time: a focal point, or a line.

    Args:
        object: its short name.
        sort: ``focal point`` or ``line``.
        title: in its author's words.
        seats: whose it is, in protocol order.
        how: by whom and by what it is reached now.
        told: how it stands, in a sentence.
    """

    object: str
    sort: str
    title: str
    seats: tuple[str, ...]
    how: str
    told: str


def reachable(forum: Forum, now: str) -> tuple[Open, ...]:
    """Focal points and lines that can be used now, in the order in which they were entered."""
    found: list[tuple[int, Open]] = []
    for point in forum.focal_points.values():
        reach = point.answers(now)
        if reach is not None:
            how = commas((reach.name, reach.office, reach.hours, reach.channel))
            over = point.stage is PointStage.AWAY and reach is not point.deputy
            told = (
                tell("Its handover is over; nothing is needed.")
                if over
                else point_needed(forum, point)
            )
            found.append(
                (
                    point.number,
                    Open(
                        object=point.id,
                        sort="focal point",
                        title=point.subject,
                        seats=(point.by,),
                        how=how,
                        told=told,
                    ),
                )
            )
    for line in forum.lines.values():
        if line.stage is LineStage.OPEN:
            seats = tuple(code for code in forum.order if code in line.ends)
            open_line = Open(
                object=line.id,
                sort="line",
                title=line.title,
                seats=seats,
                how=line.channel,
                told=line_needed(forum, line),
            )
            found.append((line.number, open_line))
    return tuple(one for _number, one in sorted(found, key=lambda pair: pair[0]))


# ---------------------------------------------------------------- making an entry


def _entry(  # noqa: PLR0913 - one entry, told whole
    forum: Forum,
    now: str,
    *,
    date: str,
    about: str,
    measure: str | None,
    told: str,
    seats: tuple[str, ...],
    number: int,
) -> Due:
    there = ((code, capital(forum.charter.member(code), date, now)) for code in seats)
    return Due(
        date=date,
        object=about,
        measure=measure,
        told=told,
        seats=seats,
        capitals=tuple((code, one) for code, one in there if one is not None),
        number=number,
        passed=date < now,
    )


def _running(forum: Forum) -> Iterator[Measure]:
    return (one for one in forum.measures.values() if one.runs)


# ---------------------------------------------------------------- by the measures


def _yearly(forum: Forum, now: str) -> Iterator[Due]:
    """What measures ask for on a day of each year."""
    for one in _running(forum):
        if one.row.trigger is not Trigger.YEAR:
            continue
        first, last = str(forum.measures[one.root].begun), shifted(now, AHEAD)
        for year in range(year_of(first), year_of(last) + 1):
            date = day_of(year, str(one.row.day))
            if first <= date <= last:
                yield from _of_year(forum, now, one, year, date)


def _of_year(forum: Forum, now: str, one: Measure, year: int, date: str) -> Iterator[Due]:
    entered = kept_of(forum, one).entered
    if one.row.form is Shape.MEETING:
        seats: tuple[str, ...] = ()
        told = tell(
            "{name}: the meeting for {year} is due; no meeting is entered.", name=one.id, year=year
        )
        done = ("", year) in entered
    elif one.row.form is Shape.EXCHANGE:
        done, seats = _exchanged(forum, one, year), ()
        told = tell(
            "{name}: the exchange for {year} is due; no round is announced for it.",
            name=one.id,
            year=year,
        )
    else:
        seats = tuple(code for code in bound(forum, one) if (code, year) not in entered)
        done = not seats
        told = tell(
            "{name}: what is sent for {year} is due; no entry of {seats}.",
            name=one.id,
            year=year,
            seats=commas(seats),
        )
    if not done:
        yield _entry(
            forum,
            now,
            date=date,
            about=one.id,
            measure=one.id,
            told=told,
            seats=seats,
            number=one.number,
        )


def _exchanged(forum: Forum, one: Measure, year: int) -> bool:
    """Whether a round was announced under a measure, or what it replaced, that ends in a year."""
    for each in forum.exchanges.values():
        under = None if each.measure is None else forum.measures.get(each.measure)
        if under is not None and under.root == one.root and year_of(each.until) == year:
            return True
    return False


def _again(forum: Forum, now: str) -> Iterator[Due]:
    """What each host does again so long after the last time."""
    for one in _running(forum):
        hours = one.row.clock.again
        if hours is None:
            continue
        hosted = kept_of(forum, one).hosted
        for code in bound(forum, one):
            last = hosted.get(code)
            date = shifted(last or str(forum.measures[one.root].begun), hours)
            if date > shifted(now, AHEAD):
                continue
            told = tell("{name}: an invitation of {code} is due.", name=one.id, code=code)
            if last is not None:
                told = tell(
                    "{name}: an invitation of {code} is due; the last one was at {last}.",
                    name=one.id,
                    code=code,
                    last=last,
                )
            yield _entry(
                forum,
                now,
                date=date,
                about=one.id,
                measure=one.id,
                told=told,
                seats=(code,),
                number=one.number,
            )


# ---------------------------------------------------------------- by what is begun


def _notifications(forum: Forum, now: str) -> Iterator[Due]:
    """Activities that were notified and are to come, and who can acknowledge that."""
    for one in forum.notifications.values():
        if one.stage is NotificationStage.WITHDRAWN or one.begins is None or one.begins < now:
            continue
        waiting = () if one.stage is NotificationStage.ACKNOWLEDGED else awaited(forum, one)
        told = tell("{name} of {who}: what it notifies begins.", name=one.id, who=one.by)
        if waiting:
            then = tell("It can be acknowledged by {waiting}.", waiting=commas(waiting))
            told = joined(" ", (told, then))
        yield _entry(
            forum,
            now,
            date=one.begins,
            about=one.id,
            measure=one.measure,
            told=told,
            seats=waiting,
            number=one.number,
        )


def _inspections(forum: Forum, now: str) -> Iterator[Due]:
    for one in forum.inspections.values():
        step = next_due(forum, one)
        if step is None:
            continue
        awaits = one.host if step.step == "answer" else one.by
        yield _entry(
            forum,
            now,
            date=step.due,
            about=one.id,
            measure=one.measure,
            told=tell("{name}: {still_needed}", name=one.id, still_needed=still_needed(forum, one)),
            seats=(awaits,),
            number=one.number,
        )


def _visits(forum: Forum, now: str) -> Iterator[Due]:
    """Answers that are asked for, and visits that begin."""
    for one in forum.visits.values():
        if one.stage is not VisitStage.INVITED:
            continue
        waiting = unanswered(forum, one)
        if waiting and one.until is not None and one.until >= now:
            yield _entry(
                forum,
                now,
                date=one.until,
                about=one.id,
                measure=one.measure,
                told=tell(
                    "{name} of {host}: an answer is asked for by then.", name=one.id, host=one.host
                ),
                seats=waiting,
                number=one.number,
            )
        if one.begins >= now:
            yield _entry(
                forum,
                now,
                date=one.begins,
                about=one.id,
                measure=one.measure,
                told=tell("{name} of {host}: it begins.", name=one.id, host=one.host),
                seats=(),
                number=one.number,
            )
