"""What is told in words: moments, baskets, holidays, what can be attached, who is left aside."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.forum import machines
from tests.forum.machines import THIS, then
from tests.forum.made import SITS, Desk, charter, forum

from dipoli.forum.clock import Capital
from dipoli.forum.names import Names, moment

SORTS = ("reservations", "interpretations", "dissociations")


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ("2030-03-04T10:00:00Z", "2030-03-04 10:00 UTC"),
        ("2030-03-04T10:00:07Z", "2030-03-04 10:00:07 UTC"),
        ("2030-03-04T10:30:00Z", "2030-03-04 10:30 UTC"),
    ],
)
def test_seconds_of_a_moment_are_told_where_there_are_any(time: str, told: str) -> None:
    assert moment(f"It ends on {time}.") == f"It ends on {told}."


def test_a_basket_has_its_name_and_one_that_the_charter_does_not_know_its_short_name() -> None:
    names = Names(forum(), "XBE")
    assert [names.basket(one) for one in ("water", "trade", "ice")] == ["Water", "Trade", "Ice"]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((), "2030-03-04 19:00 (+09) in its capital, a holiday there"),
        (
            ("2030-03-03",),
            "2030-03-04 19:00 (+09) in its capital, a holiday there; holidays before: 2030-03-03",
        ),
    ],
)
def test_a_holiday_on_the_day_itself_is_not_among_those_before(
    days: tuple[str, ...], told: str
) -> None:
    there = Capital(
        zone="Asia/Tokyo",
        time="2030-03-04 19:00 (+09)",
        holiday=True,
        holidays=(*days, "2030-03-04"),
    )
    assert str(there) == told


@pytest.mark.parametrize(
    ("allowed", "told"),
    [
        ((), "nothing; say it in a meeting."),
        (("interpretations",), "interpretative statement."),
        (("interpretations", "dissociations"), "interpretative statement, dissociation."),
    ],
)
def test_what_can_be_attached_is_told_to_who_would_attach_something_else(
    allowed: tuple[str, ...], told: str
) -> None:
    paper = charter()
    sorts: dict[str, Any] = {one: one in allowed for one in SORTS}
    desk = Desk(forum(evolve(paper, decision=evolve(paper.decision, **sorts))))
    then(machines.PROPOSAL.before[""], machines.PROPOSAL.stages["adopted"])(desk)
    refusal = desk.refused("XBE", "statement.attach", THIS, annex="reservation", words="x")
    assert refusal.remedy == f"What can be attached: {told}"


@pytest.mark.parametrize(("most", "aside"), [(1, ["XDE"]), (2, ["XDE"]), (2, ["XDE", "XBE"])])
def test_who_is_suspended_by_a_decision_counts_among_those_left_aside(
    most: int, aside: list[str]
) -> None:
    paper = charter()
    desk = Desk(forum(evolve(paper, decision=evolve(paper.decision, minus=most))))
    desk.do("XAL", "proposal.table", "P1", title="x", purpose="suspend", subject="XCO")
    desk.wait(hours=24)
    desk.do("XAL", "proposal.put", "P1")
    for code in aside:
        desk.do(code, "objection.raise", "P1", reason="substance")
    words: dict[str, Any] = {"finding": "x", "concerned": aside}
    if len(aside) + 1 > most:
        assert "XCO" in desk.refused("XAL", "proposal.except", "P1", **words).why
    else:
        desk.do("XAL", "proposal.except", "P1", **words)


def test_a_permission_can_be_noted_on_the_second_on_which_it_is_so() -> None:
    said = {
        "journey": "x",
        "person": "A traveller",
        "status": "asked",
        "needed": "visa",
        "grants": "XBE",
    }
    desk = Desk()
    desk.refused("XCO", "permission.note", "V1", **said, date="2030-03-01T10:00:01Z")
    desk.do("XCO", "permission.note", "V1", **said, date="2030-03-01T10:00:00Z")


def test_what_is_to_be_done_with_the_meeting_that_sits_is_what_can_be_done_with_it() -> None:
    desk = Desk()
    when = {"title": "x", "place": "y", "opens": "2030-03-05T10:00:00Z"}
    desk.do("XAL", "meeting.invite", "M2", **when)
    desk.wait(hours=96)
    open_ = desk.refused("XAL", "meeting.open", "M2")
    assert open_.remedy == f"Adjourn {SITS} first, or close it."
    desk.do("XAL", "meeting.suspend", SITS)
    assert desk.refused("XAL", "meeting.open", "M2").remedy == f"Adjourn {SITS} first."


def test_a_seat_stands_in_its_stage_since_it_came_there_and_not_since_its_last_act() -> None:
    desk = Desk()
    since = desk.forum.seats["XCO"].since
    desk.wait(hours=2)
    desk.do("XCO", "member.notify", "XCO")
    assert desk.forum.seats["XCO"].since == since
    desk.do("XCO", "member.leave", "XCO")
    assert desk.forum.seats["XCO"].since == "2030-03-01T12:00:00Z"
