"""Refusals as they are printed: what is wrong is said once and plainly, and the remedy fits it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forum import machines
from tests.forum.machines import THIS, Machine
from tests.forum.made import OFFICE, Desk
from tests.forum.measures_made import CALENDAR, ONE

VISIT: dict[str, Any] = {
    "title": "x", "sort": "visit", "place": "y", "begins": "2030-03-05T10:00:00Z",
}  # fmt: skip


def at(machine: Machine, stage: str) -> Desk:
    """A desk at which the object of a machine stands in a stage."""
    desk = machines.desk_of()
    for steps in (machine.before.get(""), machine.stages[stage]):
        if steps is not None:
            steps(desk)
    return desk


@pytest.mark.parametrize(
    ("machine", "stage", "by", "name", "told"),
    [
        (machines.EXCHANGE, "window-open", "XAL", "exchange.close", "has its window open"),
        (
            machines.EXCHANGE, "questions", "XBE", "exchange.open",
            "has questions that wait for an answer",
        ),
        (machines.EXCHANGE, "clarified", "XBE", "exchange.open", "has its questions answered"),
        (machines.EXCHANGE, "closed", "XBE", "exchange.open", "is closed"),
        (machines.HAND_UP, "reply-due", "XAL", "hand-up.receive", "awaits its reply"),
        (machines.REQUEST, "asked", "XBE", "request.join", "is asked"),
        (machines.REQUEST, "meeting-called", "XBE", "request.call", "has its meeting called"),
        (machines.REQUEST, "met", "XBE", "request.join", "has had its meeting"),
        (machines.REQUEST, "measures", "XBE", "request.join", "has measures named with it"),
        (machines.INSPECTION, "team-in", "XBE", "inspection.accept", "has its team in"),
        (machines.INSPECTION, "on-site", "XBE", "inspection.accept", "is on site"),
        (machines.INSPECTION, "report-due", "XBE", "inspection.accept", "awaits its report"),
        (machines.INSPECTION, "comments", "XBE", "inspection.accept", "is open for comments"),
    ],
)  # fmt: skip
def test_a_stage_reads_behind_the_name_of_what_stands_in_it(
    machine: Machine, stage: str, by: str, name: str, told: str
) -> None:
    said: dict[str, Any] = {"request.call": {"scope": "all"}}.get(name, {})
    refusal = at(machine, stage).refused(by, name, THIS, **said)
    assert f"{THIS} {told}; {name} is no step from there." in refusal.why


def test_what_is_over_is_not_begun_anew_where_the_forum_has_ended() -> None:
    desk = at(machines.WIND_UP, "proposed")
    desk.do("XBE", "framework.wind-up", "X2", words="x")
    desk.do("XBE", "framework.keep", "X2")
    refusal = desk.refused("XBE", "framework.keep", "X2")
    assert refusal.remedy == "Nothing more is done about it; begin a new one."
    machines.WIND_UP.acts["framework.end"](desk)
    refusal = desk.refused("XBE", "framework.keep", "X2")
    assert refusal.remedy == "Nothing more is done about it; this forum has ended."


@pytest.mark.parametrize(
    ("by", "name", "remedy"),
    [
        ("XBE", "framework.keep", "Name a winding up of this body. None was begun yet."),
        ("XBE", "framework.drop", "Name a taking over of this body. None was begun yet."),
        ("XAL", "hand-up.receive", "Name a text handed up of this body. None was begun yet."),
        ("XBE", "offices.end", "Name good offices of this body. None was begun yet."),
    ],
)
def test_what_an_act_is_about_has_the_name_of_a_thing(by: str, name: str, remedy: str) -> None:
    assert Desk().refused(by, name, "W9").remedy == remedy


def test_a_clause_that_is_not_suspended_is_not_said_to_be_running_by_somebody() -> None:
    desk = Desk()
    desk.do("XBE", "commitment.make", "C1", words="x", parts=["a", "b"], owners=["XBE"],
            recipients=["XCO"])  # fmt: skip
    refusal = desk.refused("XBE", "commitment.resume", "C1", words="x", part=2)
    assert refusal.why == "XBE has not suspended clause 2 of C1."
    assert refusal.remedy == "Nothing is to be resumed there; name what is suspended."
    desk.do("XBE", "commitment.suspend", "C1", words="x")
    refusal = desk.refused("XBE", "commitment.suspend", "C1", words="x")
    assert refusal.why == "XBE has suspended C1 as a whole already."
    assert refusal.remedy.startswith("Nothing more is needed for that")


def test_what_is_owed_to_nobody_in_particular_needs_no_acceptance() -> None:
    desk = Desk()
    desk.do("XBE", "commitment.make", "C1", words="x", owners=["XBE"])
    refusal = desk.refused("XCO", "commitment.accept", "C1")
    assert refusal.why == "C1 is owed to nobody in particular."
    assert refusal.remedy == "It needs no acceptance."


def test_one_clause_is_told_as_one() -> None:
    desk = Desk()
    desk.do("XBE", "commitment.make", "C1", words="x", parts=["a"], owners=["XBE"])
    refusal = desk.refused("XBE", "commitment.suspend", "C1", words="x", part=2)
    assert refusal.why == "C1 has clause 1 alone, and none of number 2."


@pytest.mark.parametrize(
    ("guests", "why"),
    [
        (["XBE"], "XBE is the host, and no guest."),
        (["XCO", "XCO"], "Named more than once: XCO."),
        (["XCO", "XZZ"], "Without a place here: XZZ."),
    ],
)
def test_a_guest_that_cannot_be_one_is_told_with_the_reason(guests: list[str], why: str) -> None:
    refusal = Desk().refused("XBE", "visit.invite", "V1", guests=guests, **VISIT)
    assert refusal.why == why


def test_a_host_of_a_visit_is_told_from_a_guest_that_does_not_sit_here() -> None:
    desk = Desk()
    desk.do("XBE", "visit.invite", "V1", guests=["XCO"], **VISIT)
    refusal = desk.refused("XCO", "visit.cancel", "V1", words="x")
    assert refusal.why == "This step about V1 is for XBE, and not for XCO."


def calendar() -> Desk:
    """A yearly notification that one party offers alone."""
    desk = Desk()
    desk.do("XBE", "measure.offer", "M1", **CALENDAR, direction=ONE)
    return desk


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"kinds": ["ships"], "figures": []},
         "Things that are named: 1; figures that are given: 0."),
        ({"kinds": ["ships", "ships"], "figures": [1, 2]}, "Named more than once: “ships”."),
        ({"ends": "2030-03-05T10:00:00Z"}, "Its end is named, and no beginning."),
        ({"begins": "2030-03-06T10:00:00Z", "ends": "2030-03-05T10:00:00Z"},
         "It would end before it begins."),
    ],
)  # fmt: skip
def test_a_notification_is_told_what_of_it_does_not_fit(said: dict[str, Any], why: str) -> None:
    refusal = calendar().refused(
        "XBE", "notification.send", "N1", measure="M1", year=2030, words="x", **said
    )
    assert refusal.why == why


def test_who_sent_a_notification_and_who_acknowledged_it_are_told_apart() -> None:
    desk = calendar()
    desk.do("XBE", "notification.send", "N1", measure="M1", year=2030, words="x")
    refusal = desk.refused("XBE", "notification.acknowledge", "N1")
    assert refusal.why == "XBE sent N1; the others acknowledge it."
    desk.do("XCO", "notification.acknowledge", "N1")
    refusal = desk.refused("XCO", "notification.acknowledge", "N1")
    assert refusal.why == "XCO has acknowledged N1 as it stands."


def test_a_round_that_cannot_lapse_says_which_of_the_two_stands_in_the_way() -> None:
    desk = at(machines.EXCHANGE, "window-open")
    one = desk.forum.exchanges[THIS]
    refusal = desk.refused("XBE", "exchange.lapse", THIS)
    assert refusal.why == f"Returns to {THIS} can be handed in until {one.until}."
    assert refusal.remedy == "It lapses after that moment, if its condition is not met then."


def test_a_decision_about_nothing_is_not_told_as_one_about_something() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    refusal = desk.refused(OFFICE, "member.invite", "XNE", category="member", decision="P1")
    assert refusal.why == "P1 names nothing that it is about; this takes a decision to invite XNE."
    refusal = desk.refused(OFFICE, "member.invite", "XNE", category="member")
    assert refusal.remedy == (
        "Table a proposal to invite XNE, with “XNE” as its subject; name it once adopted."
    )
