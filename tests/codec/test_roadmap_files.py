"""A roadmap as a table and as a calendar: what is in the file is what is in the schedule."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.roadmap.frames import frame, step
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap import question_of
from dipoli.analysis.roadmap.effort import Effort, find_within
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.plan import plan_of
from dipoli.codec.case_folder import read_case
from dipoli.codec.roadmap_files import COLUMNS, roadmap_calendar, roadmap_csv
from dipoli.codec.shipped import shipped

SEEDS = st.integers(min_value=0, max_value=10_000)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=120)

Event = dict[str, str]


def read_calendar(text: str) -> list[Event]:
    """A reader of its own, straight from RFC 5545: unfold, split at the first colon, unescape."""
    content = text.encode()
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    whole: list[bytes] = []
    for line in lines:
        if line.startswith(b" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    assert whole[0] == b"BEGIN:VCALENDAR"
    assert whole[-1] == b"END:VCALENDAR"
    assert b"VERSION:2.0" in whole
    events: list[Event] = []
    for line in whole:
        name, _colon, value = line.decode().partition(":")
        if (name, value) == ("BEGIN", "VEVENT"):
            events.append({})
        elif events and name not in {"BEGIN", "END"}:
            assert name not in events[-1]
            events[-1][name] = unescaped(value)
    return events


def unescaped(value: str) -> str:
    found, letters = "", iter(value)
    for letter in letters:
        if letter == "\\":
            after = next(letters)
            assert after in "\\;,n"
            found += "\n" if after == "n" else after
        else:
            assert letter not in ";,"
            assert letter >= " "
            found += letter
    return found


@functools.cache
def found_for(seed: int) -> tuple[Case, Roadmap]:
    case = random_road(seed)
    return case, find_within(case, random_question(seed, case), Effort(tries=2, work=0))


def day_after(case: Case, months: int) -> str:
    """The day so many months after that of the case, by walking back from too late a day."""
    first = dt.date.fromisoformat(case.as_of)
    year, month = first.year + (first.month - 1 + months) // 12, (first.month - 1 + months) % 12 + 1
    for day in range(first.day, 0, -1):
        try:
            return dt.date(year, month, day).strftime("%Y%m%d")
        except ValueError:
            continue
    raise AssertionError


@settings(max_examples=40)
@given(SEEDS)
def test_a_calendar_has_work_verification_and_decision_of_the_schedule_on_their_days(
    seed: int,
) -> None:
    case, found = found_for(seed)
    plan = plan_of(case, found)
    told = sorted(
        (event["SUMMARY"], event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"])
        for event in read_calendar(roadmap_calendar(case, found))
    )
    mark = "EXERCISE" if case.exercise else "ASSESSED"
    expected = []
    for bar in plan.bars:
        title, verified = bar.step.title, f"Verification: {bar.step.title}"
        expected.append((title, bar.start, bar.worked))
        if bar.verified > bar.worked:
            expected.append((verified, bar.worked, bar.verified))
    for body in plan.decisions:
        for row in body.rows:
            expected.append(  # noqa: PERF401 - as plain as the rest
                (f"Decision: {row.act.title}", row.put, max(row.decided, row.put + 1))
            )
    assert told == sorted(
        (f"{mark}: {title}", day_after(case, start), day_after(case, end))
        for title, start, end in expected
    )


@settings(max_examples=20)
@given(SEEDS)
def test_every_event_says_that_it_is_an_assumption_and_of_what_kind_the_case_is(seed: int) -> None:
    case, found = found_for(seed)
    events = read_calendar(roadmap_calendar(case, found))
    for event in events:
        assert case.mark in event["DESCRIPTION"]
        assert "An assumption, not a plan of anybody and no forecast" in event["DESCRIPTION"]
        assert event["CATEGORIES"] == ("EXERCISE" if case.exercise else "ASSESSED")
        assert (event["STATUS"], event["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
        assert event["DTSTAMP"] == f"{case.as_of.replace('-', '')}T000000Z"
    assert len({event["UID"] for event in events}) == len(events)


def test_an_event_keeps_its_name_when_it_moves() -> None:
    case = frame(step("first", "P1"), step("then", "P2", after=("first",), verification_months=2))
    early = find_within(case, question_of(case), Effort(tries=1, work=0))
    late = find_within(
        case, evolve(question_of(case), more_verification=5), Effort(tries=1, work=0)
    )
    one, two = (
        {event["SUMMARY"]: event for event in read_calendar(roadmap_calendar(case, found))}
        for found in (early, late)
    )
    assert set(one) < set(two)
    key = "ASSESSED: then" if not case.exercise else "EXERCISE: then"
    assert one[key]["UID"] == two[key]["UID"]
    assert one[key]["DTSTART;VALUE=DATE"] < two[key]["DTSTART;VALUE=DATE"]


@given(WORDS)
def test_whatever_a_title_says_comes_back_from_the_calendar(title: str) -> None:
    case = frame(step("first", "P1", title=title))
    found = find_within(case, question_of(case), Effort(tries=1, work=0))
    (event,) = read_calendar(roadmap_calendar(case, found))
    shown = "".join(one if one == "\n" or ord(one) not in CONTROLS else " " for one in title)
    assert event["SUMMARY"].partition(": ")[2] == shown


CONTROLS = {*range(32), *range(127, 160)}


def test_a_calendar_of_days_that_no_month_has_ends_at_the_last_of_the_month() -> None:
    case = evolve(frame(step("first", "P1", months=10)), as_of="2019-04-30")
    found = find_within(case, question_of(case), Effort(tries=1, work=0))
    (event,) = read_calendar(roadmap_calendar(case, found))
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20190430", "20200229")


def test_a_calendar_that_would_pass_the_last_year_is_refused() -> None:
    case = evolve(frame(step("first", "P1")), as_of="9999-12-31")
    found = find_within(case, question_of(case), Effort(tries=1, work=0))
    with pytest.raises(ValueError, match="after the year 9999"):
        roadmap_calendar(case, found)


@settings(max_examples=40)
@given(SEEDS)
def test_a_table_has_every_step_with_its_months(seed: int) -> None:
    case, found = found_for(seed)
    plan = plan_of(case, found)
    mark, head, *rows = list(csv.reader(io.StringIO(roadmap_csv(case, found), newline="")))
    assert mark[0].startswith(f"# {case.mark}")
    assert tuple(head) == COLUMNS
    bars = {bar.number: bar for bar in plan.bars}
    assert [int(row[0]) for row in rows] == [row.number for row in plan.waiting]
    for row in rows:
        told = dict(zip(COLUMNS, row, strict=True))
        bar = bars.get(int(row[0]))
        months = [told["start_month"], told["work_over_month"], told["verified_month"]]
        if bar is None:
            assert (months, told["reached"]) == (["", "", ""], "no")
        else:
            assert months == [str(bar.start), str(bar.worked), str(bar.verified)]
            assert told["reached"] == "yes"


def test_a_title_that_looks_like_a_formula_is_guarded() -> None:
    case = frame(step("first", "P1", title='=HYPERLINK("x")'))
    found = find_within(case, question_of(case), Effort(tries=1, work=0))
    rows = list(csv.reader(io.StringIO(roadmap_csv(case, found), newline="")))
    assert rows[2][2] == '\'=HYPERLINK("x")'


def test_the_same_roadmap_gives_the_same_files() -> None:
    case = read_case(shipped("cases") / "lake")
    one, two = (find_within(case, question_of(case), Effort(tries=5)) for _time in range(2))
    assert roadmap_calendar(case, one) == roadmap_calendar(case, two)
    assert roadmap_csv(case, one) == roadmap_csv(case, two)
