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
from collections.abc import Iterator

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.plan import Decision, Plan, StepBar, calendar_month, plan_of
from dipoli.codec.ical import Event, calendar_text

COLUMNS = (
    "number", "id", "step", "basket", "actors", "condition", "start_month", "start_if_begun",
    "work_over_month", "verified_month", "verified_by", "as_one_with", "waits_for", "consents",
    "reached",
)  # fmt: skip
"""Columns of the table, one row for each step."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
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
    name = f"{_mark(case)}: {case.title}"
    return calendar_text("Roadmap", name, _basis(case), _events(case, plan, day))


def _mark(case: Case) -> str:
    return "EXERCISE" if case.exercise else "ASSESSED"


def _basis(case: Case) -> str:
    return f"{case.mark} {_ASSUMED.format(day=case.as_of)}"


def _events(case: Case, plan: Plan, day: dt.date) -> Iterator[Event]:
    for bar in plan.bars:
        yield from _of_step(case, plan, bar, day)
    for body in plan.decisions:
        for row in body.rows:
            yield _of_decision(case, plan, row, day)


def _of_step(case: Case, plan: Plan, bar: StepBar, day: dt.date) -> Iterator[Event]:
    step = bar.step
    told = [f"Step {bar.number}. Who acts: {', '.join(_name(case, one) for one in step.actors)}."]
    if bar.together:
        titles = "; ".join(plan.step(number).title for number in bar.together)
        told.append(f"Starts as one with: {titles}.")
    if bar.outside:
        told.append("Outside the exchange: given for nothing in return.")
    words = " ".join(told)
    work = (bar.start, bar.worked)
    yield _event(case, day, f"{step.id}/work", work, step.title, words)
    if bar.verified > bar.worked:
        by = _name(case, step.verifier) if step.verifier else "the parties themselves"
        held = (bar.worked, bar.verified)
        title, words = f"Verification: {step.title}", f"{words} Verified by: {by}."
        yield _event(case, day, f"{step.id}/verification", held, title, words)


def _of_decision(case: Case, plan: Plan, row: Decision, day: dt.date) -> Event:
    titles = "; ".join(plan.step(number).title for number in row.serves)
    words = f"Decided by {_name(case, row.act.body)} in month {row.decided} for: {titles}."
    held = (row.put, max(row.decided, row.put + 1))
    return _event(case, day, f"{row.act.id}/decision", held, f"Decision: {row.act.title}", words)


def _name(case: Case, code: str) -> str:
    for party in case.parties:
        if party.code == code:
            first = next(iter(case.languages), "en")
            return party.names.get(first) or next(iter(party.names.values()), code)
    return next((body.name for body in case.ratifiers if body.code == code), code)


def _event(
    case: Case, day: dt.date, key: str, months: tuple[int, int], summary: str, words: str
) -> Event:
    """An event of whole days, by months from the day of the case."""
    start, end = months
    return Event(
        key=f"roadmap/{case.id}/{key}",
        start=_after(day, start),
        end=_after(day, end),
        stamp=f"{day:%Y-%m-%d}T00:00:00Z",
        summary=f"{_mark(case)}: {summary}",
        words=f"{words} Month {start}. {_basis(case)}",
        sort=_mark(case),
        status="TENTATIVE",
    )


def _after(day: dt.date, months: int) -> str:
    """The day so many months later, the last of its month where that one is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if year > _LAST_YEAR:
        message = f"month {months} lies after the year {_LAST_YEAR}, where calendars end"
        raise ValueError(message)
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}{month:02}{min(day.day, last):02}"
