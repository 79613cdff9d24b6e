"""Visits: invited, answered, held."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forum.made import Desk, clause
from tests.forum.measures_made import (
    VISITS,
    adopt,
    invited,
    later,
    offer,
)

from dipoli.charter.points import Point
from dipoli.forum.overview import of_object
from dipoli.forum.visit_rules import asked_by
from dipoli.forum.visit_rules import still_needed as visit_needed

# ---------------------------------------------------------------- visits


def test_each_guest_answers_for_itself_and_the_host_enters_the_visit_as_held() -> None:
    desk = invited(Desk())
    one = desk.forum.visits["V1"]
    assert visit_needed(desk.forum, one) == (
        f"It can be accepted or declined by XCO, XDE by {later(desk, 20)}."
    )
    desk.do("XCO", "visit.accept", "V1")
    assert clause(desk.refused("XCO", "visit.accept", "V1"), Point.VISIT)
    desk.do("XDE", "visit.decline", "V1")
    desk.do("XDE", "visit.accept", "V1")
    one = desk.forum.visits["V1"]
    assert visit_needed(desk.forum, one) == (
        f"It begins at {one.begins}; XBE then enters it as held."
    )
    (group,) = of_object(desk.forum, desk.forum.time, "V1")
    assert group.lines[0].stage == "invited, by XBE; accepted by XCO, XDE"
    desk.wait(hours=49)
    assert clause(desk.refused("XBE", "visit.hold", "V1"), Point.VISIT)
    desk.wait(hours=1)
    assert clause(desk.refused("XCO", "visit.hold", "V1"), Point.VISIT)
    desk.do("XBE", "visit.hold", "V1")
    assert desk.forum.visits["V1"].held == desk.forum.time
    assert visit_needed(desk.forum, desk.forum.visits["V1"]) == "Nothing is needed."


@pytest.mark.parametrize(
    "said",
    [
        {"guests": ["XBE"]},
        {"guests": ["XZZ"]},
        {"guests": ["XCO", "XCO"]},
        {"begins": "2030-03-01T10:00:00Z"},
        {"begins": "2030-03-02T05:00:00Z"},
        {"ends": "2030-03-02T10:00:00Z"},
    ],
)
def test_an_invitation_names_guests_that_sit_here_and_times_to_come(said: dict[str, Any]) -> None:
    usual = {"title": "x", "sort": "visit", "guests": ["XCO"], "place": "y"}
    usual["begins"] = "2030-03-03T12:00:00Z"
    refusal = Desk().refused("XBE", "visit.invite", "V1", 20, **{**usual, **said})
    assert clause(refusal, Point.VISIT)


def test_a_visit_of_one_moment_to_come_may_be_answered_until_it_begins() -> None:
    desk = Desk()
    begins = later(desk, 1)
    said: dict[str, Any] = {
        "title": "x", "sort": "visit", "guests": ["XCO"], "place": "y", "begins": begins,
        "ends": begins,
    }  # fmt: skip
    refusal = desk.refused("XBE", "visit.invite", "V1", later(desk, 2), **said)
    assert "after it has begun" in refusal.why
    late = {**said, "ends": later(desk, 0)}
    assert "end before it begins" in desk.refused("XBE", "visit.invite", "V1", **late).why
    desk.do("XBE", "visit.invite", "V1", begins, **said)
    refusal = desk.wait(hours=1).refused("XBE", "visit.invite", "V2", **said)
    assert "not a time to come" in refusal.why


def test_an_invitation_under_a_measure_is_of_who_is_bound_by_it() -> None:
    desk = offer(Desk(), row=VISITS)
    said: dict[str, Any] = {"title": "x", "sort": "visit", "guests": ["XDE"], "place": "y"}
    begins = later(desk, 5)
    refusal = desk.refused("XCO", "visit.invite", "V1", **said, begins=begins, measure="M1")
    assert clause(refusal, Point.VISIT)
    offer(desk, "M2")
    refusal = desk.refused("XBE", "visit.invite", "V1", **said, begins=begins, measure="M2")
    assert refusal.why == "M2 takes the form of an annual calendar."
    desk.do("XBE", "visit.invite", "V1", **said, begins=begins, measure="M1")
    assert asked_by(desk.forum, desk.forum.visits["V1"]) is None


def test_an_invitation_to_observe_is_asked_for_so_long_before() -> None:
    row = {"title": "x", "shape": "invitation", "trigger": "before-an-activity", "lead": 48}
    desk = invited(adopt(Desk(), row=row), measure="M1", sort="observation")
    assert asked_by(desk.forum, desk.forum.visits["V1"]) == later(desk, 2)
