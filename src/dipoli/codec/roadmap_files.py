"""A roadmap as a table (CSV, RFC 4180) and as a calendar (iCalendar, bibliography: rfc-5545).

A calendar needs days where a roadmap has months. So each file of a calendar says in every event
that the roadmap is reckoned as if it had begun on the day of the case, that this is an assumption
and no plan of anybody, and bears the mark of the case. Events are tentative and leave time free.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import io
import re
import unicodedata
import uuid
from collections.abc import Iterator

from attrs import frozen

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.plan import Decision, Plan, StepBar, calendar_month, plan_of

COLUMNS = (
    "number", "id", "step", "basket", "actors", "condition", "start_month", "start_if_begun",
    "work_over_month", "verified_month", "verified_by", "as_one_with", "waits_for", "consents",
    "reached",
)  # fmt: skip
"""Columns of the table, one row for each step."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_OCTETS = 75
"""The longest line of a calendar, its end not counted."""
_LAST_YEAR = 9999

_ASSUMED = (
    "An assumption, not a plan of anybody and no forecast: the month that the roadmap gives, "
    "reckoned as if it had begun on {day}, the day of the case. Consents and verifications are "
    "assumed to come in time."
)


def roadmap_csv(case: Case, roadmap: Roadmap) -> str:
    """The steps as comma-separated text, by number, below a line with the mark of the case.

    A text that a spreadsheet program would take for a formula has an apostrophe before it.
    """
    plan = plan_of(case, roadmap)
    titles = {basket.id: basket.title for basket in case.baskets}
    bars = {bar.number: bar for bar in plan.bars}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([f"# {case.mark} {_ASSUMED.format(day=case.as_of)}"])
    writer.writerow(COLUMNS)
    for row in plan.waiting:
        step, bar = row.step, bars.get(row.number)
        times = ["", "", "", ""]
        if bar is not None:
            begun = calendar_month(case.as_of, bar.start)
            times = [str(bar.start), begun, str(bar.worked), str(bar.verified)]
        together = bar.together if bar is not None else ()
        writer.writerow(
            map(_guarded, [
                str(row.number), step.id, step.title, titles[step.basket], ";".join(step.actors),
                step.condition.value, *times, step.verifier or "",
                ";".join(plan.step(number).id for number in together),
                ";".join(plan.step(number).id for number in row.after),
                ";".join(step.consents), "yes" if row.reached else "no",
            ])
        )  # fmt: skip
    return text.getvalue()


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


# ---------------------------------------------------------------- the calendar


@frozen(kw_only=True)
class _Event:
    """One event: a stable name, months from the day of the case, and words."""

    key: str
    start: int
    end: int
    summary: str
    words: str


def roadmap_calendar(case: Case, roadmap: Roadmap) -> str:
    """The roadmap as an iCalendar object.

    Work, verification and decision are an event each, on whole days. The same case and step give
    the same ``UID``, so that a calendar that is read again is brought up to date; ``DTSTAMP`` is
    the day of the case, so that the same roadmap gives the same text.

    Raises:
        ValueError: an event would lie after the year 9999.
    """
    plan = plan_of(case, roadmap)
    day = dt.date.fromisoformat(case.as_of)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dipoli//Roadmap//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(f'{_mark(case)}: {case.title}')}",
        f"X-WR-CALDESC:{_escaped(_basis(case))}",
    ]
    for event in _events(case, plan):
        lines += _told(case, event, day)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _mark(case: Case) -> str:
    return "EXERCISE" if case.exercise else "ASSESSED"


def _basis(case: Case) -> str:
    return f"{case.mark} {_ASSUMED.format(day=case.as_of)}"


def _events(case: Case, plan: Plan) -> Iterator[_Event]:
    for bar in plan.bars:
        yield from _of_step(case, plan, bar)
    for body in plan.decisions:
        for row in body.rows:
            yield _of_decision(case, plan, row)


def _of_step(case: Case, plan: Plan, bar: StepBar) -> Iterator[_Event]:
    step = bar.step
    told = [f"Step {bar.number}. Who acts: {', '.join(_name(case, one) for one in step.actors)}."]
    if bar.together:
        titles = "; ".join(plan.step(number).title for number in bar.together)
        told.append(f"Starts as one with: {titles}.")
    if bar.outside:
        told.append("Outside the exchange: given for nothing in return.")
    words = " ".join(told)
    yield _Event(
        key=f"{step.id}/work", start=bar.start, end=bar.worked, summary=step.title, words=words
    )
    if bar.verified > bar.worked:
        by = _name(case, step.verifier) if step.verifier else "the parties themselves"
        yield _Event(
            key=f"{step.id}/verification",
            start=bar.worked,
            end=bar.verified,
            summary=f"Verification: {step.title}",
            words=f"{words} Verified by: {by}.",
        )


def _of_decision(case: Case, plan: Plan, row: Decision) -> _Event:
    titles = "; ".join(plan.step(number).title for number in row.serves)
    return _Event(
        key=f"{row.act.id}/decision",
        start=row.put,
        end=max(row.decided, row.put + 1),
        summary=f"Decision: {row.act.title}",
        words=f"Decided by {_name(case, row.act.body)} in month {row.decided} for: {titles}.",
    )


def _name(case: Case, code: str) -> str:
    for party in case.parties:
        if party.code == code:
            first = next(iter(case.languages), "en")
            return party.names.get(first) or next(iter(party.names.values()), code)
    return next((body.name for body in case.ratifiers if body.code == code), code)


def _told(case: Case, event: _Event, day: dt.date) -> list[str]:
    mark = _mark(case)
    uid = uuid.uuid5(uuid.NAMESPACE_URL, f"dipoli:roadmap/{case.id}/{event.key}")
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{_after(day, event.start)}",
        f"DTEND;VALUE=DATE:{_after(day, event.end)}",
        f"SUMMARY:{_escaped(f'{mark}: {event.summary}')}",
        f"DESCRIPTION:{_escaped(f'{event.words} Month {event.start}. {_basis(case)}')}",
        f"CATEGORIES:{mark}",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _after(day: dt.date, months: int) -> str:
    """The day so many months later, the last of its month where that one is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if year > _LAST_YEAR:
        message = f"month {months} lies after the year {_LAST_YEAR}, where calendars end"
        raise ValueError(message)
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}{month:02}{min(day.day, last):02}"


def _escaped(text: str) -> str:
    """A text as the value of a property: no controls, and what has a meaning there escaped."""
    plain = "".join(
        one if one == "\n" or unicodedata.category(one) != "Cc" else " " for one in text
    )
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, no letter cut; each but the first begins with a space.

    >>> list(_folded("a" * 80)) == ["a" * 75, " " + "a" * 5]
    True
    """
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece
