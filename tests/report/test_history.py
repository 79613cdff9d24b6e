"""The history, laid out: axis, bars, lanes, verticals."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.pages import charters, korea, lake

from dipoli.report.history import CHANGES, SUMMITS, history_of, year_of
from dipoli.report.history_chart import NARROW, SHAPES, WIDE, draw_history, types_of


def test_the_axis_of_the_shipped_case_runs_from_1985_to_2025() -> None:
    history = history_of(korea(), charters())
    assert (history.first, history.last) == (1985, 2025)


def test_every_event_stands_in_its_lane_or_as_a_change_of_leader() -> None:
    case = korea()
    history = history_of(case, charters())
    marked = [mark.event.id for lane in history.lanes for mark in lane.marks]
    changed = [one.mark.event.id for one in history.changes]
    assert sorted(marked + changed) == sorted(event.id for event in case.timeline)
    assert len(history.summits) == sum(event.type in SUMMITS for event in case.timeline)
    assert len(history.changes) == sum(event.type in CHANGES for event in case.timeline)


def test_lanes_are_the_subjects_of_the_timeline_in_the_order_in_which_they_appear() -> None:
    history = history_of(korea(), ())
    ordered = sorted(korea().timeline, key=lambda one: (one.date, one.id))
    subjects = dict.fromkeys(one.basket for one in ordered if one.type not in CHANGES)
    assert [lane.subject for lane in history.lanes] == list(subjects)


def test_a_dormant_framework_is_not_called_ended() -> None:
    bars = {bar.name: bar for bar in history_of(korea(), charters()).bars}
    assert bars["Six-Party Talks"].status == "dormant"
    assert bars["Six-Party Talks"].end_text == "2009-04-14"


def test_renaming_parties_changes_nothing_in_the_drawing() -> None:
    case = korea()
    renamed = attrs.evolve(
        case, timeline=tuple(attrs.evolve(one, parties=("ZZZ",)) for one in case.timeline)
    )
    before = draw_history(history_of(case, charters()), WIDE, "a")
    assert draw_history(history_of(renamed, charters()), WIDE, "a") == before


def test_a_drawing_holds_the_name_of_every_lane_and_no_name_of_a_party() -> None:
    case = korea()
    history = history_of(case, ())
    for layout in (WIDE, NARROW):
        drawing = str(draw_history(history, layout, "a"))
        assert all(f">{lane.title}<" in drawing for lane in history.lanes)
        assert not [one for one in case.parties if one.names["en"] in drawing]


def test_each_neutral_type_of_the_shipped_timelines_has_a_shape_of_its_own() -> None:
    for case in (korea(), lake()[0]):
        assert set(types_of(history_of(case, ()))) <= set(SHAPES)
    looks = [(str(shape), size) for shape, size in SHAPES.values()]
    assert len(looks) == len(set(looks))


@pytest.mark.parametrize(
    ("date", "year"), [("2019", 2019.5), ("2019-07", 2019 + 6.5 / 12), ("2019-07-02", 2019.5)]
)
def test_a_date_stands_in_the_middle_of_what_is_known_of_it(date: str, year: float) -> None:
    assert year_of(date) == pytest.approx(year)


@given(st.dates(), st.dates())
def test_a_later_day_never_stands_to_the_left(one: dt.date, other: dt.date) -> None:
    early, late = sorted((one, other))
    assert year_of(early.isoformat()) <= year_of(late.isoformat())
