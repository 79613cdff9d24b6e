"""Focal points and direct lines: named, opened, tested, answered."""

from __future__ import annotations

import pytest
from immutables import Map
from tests.forum.made import Desk, clause
from tests.forum.measures_made import (
    DESK,
    later,
    line,
)

from dipoli.charter.points import Point
from dipoli.forum.hotline import LineStage
from dipoli.forum.hotline_rules import line_needed, point_needed
from dipoli.forum.measure import LATEST
from dipoli.forum.measure_calendar import reachable

# ---------------------------------------------------------------- focal points and lines


def test_a_focal_point_is_handed_over_up_to_a_time_and_then_answers_itself() -> None:
    desk = Desk()
    desk.do("XBE", "focal-point.name", "F1", subject="The sea", **DESK)
    deputy = {**DESK, "name": "The deputy"}
    desk.do("XBE", "focal-point.hand-over", "F1", 24, **deputy)
    until = later(desk, 24)
    one = desk.forum.focal_points["F1"]
    assert point_needed(desk.forum, one) == f"It is handed over up to {until}; nothing is needed."
    for now, name in ((until, "The deputy"), (later(desk, 25), "N. N.")):
        (told_of,) = reachable(desk.forum, now)
        assert told_of.how == f"{name}, Coast guard, always, radio 7"
    assert told_of.told == "Its handover is over; nothing is needed."
    desk.do("XBE", "focal-point.return", "F1")
    one = desk.forum.focal_points["F1"]
    assert (one.deputy, one.until) == (None, None)
    assert point_needed(desk.forum, one) == "It can be reached; nothing is needed."
    desk.do("XBE", "focal-point.change", "F1", **{**DESK, "hours": "by day"})
    assert desk.forum.focal_points["F1"].reach.hours == "by day"
    desk.do("XBE", "focal-point.end", "F1")
    assert reachable(desk.forum, until) == ()
    assert point_needed(desk.forum, desk.forum.focal_points["F1"]) == (
        "It has ended; its party can name another."
    )


def test_a_handover_without_an_end_lasts_until_its_party_says_otherwise() -> None:
    desk = Desk()
    desk.do("XBE", "focal-point.name", "F1", subject="The sea", **DESK)
    desk.do("XBE", "focal-point.hand-over", "F1", **{**DESK, "name": "The deputy"})
    one = desk.forum.focal_points["F1"]
    found = one.answers(LATEST)
    assert found is not None
    assert found.name == "The deputy"
    assert point_needed(desk.forum, one) == (
        "It is handed over until its party says otherwise; nothing is needed."
    )
    refusal = desk.refused("XBE", "focal-point.hand-over", "F1", 0, **DESK)
    assert clause(refusal, Point.LINE)


def test_a_line_stands_once_each_end_has_confirmed_it_and_a_test_shows_when_it_was_answered() -> (
    None
):
    desk = line(Desk())
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == "It needs the word of XCO."
    assert clause(desk.refused("XBE", "line.confirm", "L1"), Point.LINE)
    assert clause(desk.refused("XDE", "line.confirm", "L1"), Point.LINE)
    desk.do("XCO", "line.confirm", "L1")
    assert desk.forum.lines["L1"].stage is LineStage.OPEN
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == (
        "It is open, and no test of it is entered; one can be made at any time."
    )
    number, tested = desk.forum.acts, desk.forum.time
    desk.do("XBE", "line.test", "L1")
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == (
        f"Last tested at {tested}; no answer of XCO is entered."
    )
    early, late_ = later(desk, -1), later(desk, 1)
    for by, test, when in (
        ("XBE", number, tested), ("XCO", 0, tested), ("XCO", number, early), ("XCO", number, late_),
    ):  # fmt: skip
        refusal = desk.refused(by, "line.answer", "L1", test=test, answered=when)
        assert clause(refusal, Point.LINE)
    desk.wait(hours=2).do("XCO", "line.answer", "L1", test=number, answered=late_)
    assert desk.forum.lines["L1"].tests[number].answered == Map({"XCO": late_})
    assert clause(desk.refused("XCO", "line.answer", "L1", test=number, answered=late_), Point.LINE)
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == (
        f"Last tested at {tested}; an answer of each other end is entered."
    )
    desk.do("XCO", "line.close", "L1")
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == (
        "It is closed; another can be opened."
    )


@pytest.mark.parametrize("ends", [["XBE"], ["XCO", "XDE"], ["XBE", "XZZ"], ["XBE", "XBE"]])
def test_a_line_connects_its_author_with_others_that_sit_here(ends: list[str]) -> None:
    refusal = Desk().refused("XBE", "line.open", "L1", title="x", ends=ends, channel="y")
    assert clause(refusal, Point.LINE)
