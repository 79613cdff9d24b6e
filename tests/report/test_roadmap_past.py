"""What was recorded, left of the day of the case, on the time axis of the roadmap."""

from __future__ import annotations

import datetime as dt
import functools
import re

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.roadmap.roads import random_question, random_road
from tests.report.pages import Page, korea, lake
from tests.report.test_roadmap_section import QUICK, Tables, html, roadmap

from dipoli.analysis.case import Case, Event
from dipoli.analysis.roadmap.effort import find_within
from dipoli.analysis.roadmap.plan import Plan, plan_of
from dipoli.report import roadmap_axis, roadmap_chart
from dipoli.report.page import write_report
from dipoli.report.roadmap_past import SPANS, past_of, span
from dipoli.report.roadmap_past_chart import draw_past

RECORDED = ("Date", "Type", "Event", "Parties", "Confidence")
SIZES = (roadmap_axis.WIDE, roadmap_axis.NARROW)
WORDS = ("recorded", "day of the case", "possible, not foreseen")
MONTHS = st.integers(min_value=12, max_value=400)
SEEDS = st.integers(min_value=0, max_value=10_000)


@functools.cache
def plan(case_id: str) -> tuple[Case, Plan]:
    case, found = roadmap(case_id)
    return case, plan_of(case, found)


def event(date: str, known: str = "day", number: int = 0) -> Event:
    """An event of the lake's timeline at another date."""
    first = lake()[0].timeline[0]
    return attrs.evolve(first, id=f"T{number}", date=date, date_precision=known)


def case_with(*events: Event) -> Case:
    return attrs.evolve(lake()[0], timeline=events)


# ---------------------------------------------------------------- which events


@given(MONTHS)
def test_the_past_takes_at_most_a_third_of_the_roadmap_or_one_year(months: int) -> None:
    assert span(months) in SPANS
    assert span(months) == 12 or span(months) * 3 <= months


@given(st.lists(st.dates(dt.date(2015, 1, 1), dt.date(2045, 1, 1)), max_size=12), MONTHS)
def test_every_event_of_those_months_is_there_and_no_other(
    dates: list[dt.date], months: int
) -> None:
    case = case_with(*(event(one.isoformat(), number=n) for n, one in enumerate(dates)))
    past, day = past_of(case, months), dt.date.fromisoformat(case.as_of)
    years = span(months) // 12
    start = day.replace(year=day.year - years)
    near = dt.timedelta(days=2)  # a year is cut into months of one length: the first days may fall
    shown = [mark.event for lane in past.lanes for mark in lane.marks]
    dated = {one.id: one.date for one in case.timeline}
    sure = {
        name for name, date in dated.items() if (start + near).isoformat() <= date <= case.as_of
    }
    may = {name for name, date in dated.items() if (start - near).isoformat() <= date <= case.as_of}
    assert sure <= {one.id for one in shown} <= may
    assert past.later == sum(date > case.as_of for date in dated.values())
    assert past.months == (span(months) if shown else 0)
    for lane in past.lanes:
        assert all(-12 * years - 0.1 <= past.month(mark) <= 0 for mark in lane.marks)


def test_a_date_known_to_the_month_or_year_alone_may_be_the_day_itself() -> None:
    case = case_with(
        event("2031-04", "month", 1), event("2031", "year", 2), event("2031-05", "month", 3)
    )
    past = past_of(case, 36)
    assert [mark.event.id for lane in past.lanes for mark in lane.marks] == ["T2", "T1"]
    assert past.later == 1
    assert all(past.month(mark) <= 0 for lane in past.lanes for mark in lane.marks)


def test_what_came_after_the_day_of_the_real_case_is_told_and_not_drawn() -> None:
    case, mine = plan("korea")
    past = past_of(case, mine.months)
    shown = [mark.event for lane in past.lanes for mark in lane.marks]
    assert max(one.date for one in shown) <= case.as_of
    later = [one for one in case.timeline if one.date > case.as_of]
    assert past.later == len(later) > 0
    text = Page(html("korea")).text
    assert f"{len(later)} events of the timeline are dated after the day of the case." in text
    part = html("korea").partition('id="roadmap"')[2]
    rows = [row for row in Tables(part).with_head(*RECORDED) if len(row) == len(RECORDED)]
    assert rows
    assert all(row[0][:10] <= case.as_of for row in rows)


# ---------------------------------------------------------------- one axis


@settings(max_examples=25)
@given(SEEDS, st.sampled_from(SIZES), st.sampled_from([0, 12, 24, 60]))
def test_months_before_and_after_the_day_have_one_scale(
    seed: int, size: roadmap_axis.Sizes, past: int
) -> None:
    case = random_road(seed)
    mine = plan_of(case, find_within(case, random_question(seed, case), QUICK))
    at = roadmap_axis.with_past(size, mine.months, past)
    x = roadmap_axis.pen_x(mine, at)
    assert x(-past) == pytest.approx(size.begin)
    assert x(mine.months) == pytest.approx(size.right)
    assert x(0) == pytest.approx(at.left)
    if past:
        assert x(0) - x(-past) == pytest.approx(past * (x(1) - x(0)))


@pytest.mark.parametrize("case_id", ["lake", "korea"])
@pytest.mark.parametrize("size", SIZES)
def test_every_mark_stands_left_of_the_line_on_the_shaded_ground(
    case_id: str, size: roadmap_axis.Sizes
) -> None:
    case, mine = plan(case_id)
    past = past_of(case, mine.months)
    at = roadmap_axis.with_past(size, mine.months, past.months)
    x = roadmap_axis.pen_x(mine, at)
    places = [x(past.month(mark)) for lane in past.lanes for mark in lane.marks]
    assert len(places) == past.count > 0
    assert all(at.begin <= place <= at.left for place in places)
    drawing = str(draw_past(mine, past, at, "x"))
    assert all(f">{lane.title}<" in drawing for lane in past.lanes)


@pytest.mark.parametrize("case_id", ["lake", "korea"])
def test_every_drawing_with_an_axis_says_in_words_what_was_and_what_could_be(case_id: str) -> None:
    _case, mine = plan(case_id)
    at = roadmap_axis.with_past(roadmap_axis.NARROW, mine.months, 12)
    drawings = [str(roadmap_chart.draw_axis(mine, at, "a"))]
    drawings += [str(roadmap_chart.draw_lane(mine, lane, at, "a")) for lane in mine.lanes]
    for drawing in drawings:
        told = dict.fromkeys(re.findall(r"<text[^>]*>([^<]*)<", drawing))
        assert [one for one in told if one in WORDS] == list(WORDS)


def test_without_history_the_roadmap_is_drawn_as_without_a_past() -> None:
    case, found = roadmap("lake")
    bare = attrs.evolve(case, timeline=())
    page = write_report(bare, (), attrs.evolve(lake()[1], clash=None), roadmap=found)
    part = page.partition('id="roadmap"')[2].partition("</section>")[0]
    for word in ("possible, not foreseen", "recorded, before", "What was recorded", "shaded"):
        assert word not in part
    mine = plan_of(case, found)
    for size in SIZES:
        assert roadmap_axis.with_past(size, mine.months, 0) == size
        drawn = str(roadmap_chart.draw_lane(mine, mine.lanes[0], size, "rlw0"))
        assert roadmap_axis.GROUND not in drawn


def test_the_table_of_what_was_recorded_says_what_the_marks_show() -> None:
    for case_id in ("lake", "korea"):
        case, mine = plan(case_id)
        past = past_of(case, mine.months)
        part = html(case_id).partition('id="roadmap"')[2]
        rows = [row for row in Tables(part).with_head(*RECORDED) if len(row) == len(RECORDED)]
        events = [mark.event for lane in past.lanes for mark in lane.marks]
        assert [row[0][:10] for row in rows] == [one.date for one in events]
        for row, one in zip(rows, events, strict=True):
            assert row[2].startswith(one.event)
            assert one.reference in row[2]
            assert row[4] == one.confidence.value


def test_renaming_parties_changes_nothing_left_of_the_line() -> None:
    case, mine = korea(), plan("korea")[1]
    renamed = attrs.evolve(
        case, timeline=tuple(attrs.evolve(one, parties=("ZZZ",)) for one in case.timeline)
    )
    here, there = past_of(case, mine.months), past_of(renamed, mine.months)
    at = roadmap_axis.with_past(roadmap_axis.WIDE, mine.months, here.months)
    assert draw_past(mine, here, at, "x") == draw_past(mine, there, at, "x")


@given(st.floats(min_value=1.0, max_value=60.0))
def test_marks_of_the_axis_stand_as_far_apart_as_their_words_need(unit: float) -> None:
    for size in SIZES:
        step = roadmap_axis.axis_step(unit, size.apart)
        assert step * unit >= size.apart
        letters = len("2031-04") * (size.font - 1) * 0.56
        assert size.apart >= letters - 1
