"""Where everything stands, as a delegation reads it: in the order of the charter and of tabling."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forum import machines
from tests.forum.machines import THIS, desk_of, then
from tests.forum.made import OFFICE, SITS, Desk

from dipoli.forum.overview import Line, of_object, overview

PAPER: dict[str, Any] = {
    "title": "On the lake", "symbol": "A/1", "kind": "working-paper", "language": "en",
    "everything": False,
}  # fmt: skip


def lines(desk: Desk, heading: str) -> list[Line]:
    """What stands under a heading; nothing where there is no such heading."""
    groups = overview(desk.forum, desk.forum.time)
    return [line for group in groups if group.heading == heading for line in group.lines]


# ---------------------------------------------------------------- meetings


def test_a_meeting_that_runs_is_told_by_what_it_needs_itself() -> None:
    (line,) = lines(Desk(), "Meetings")
    assert (line.object, line.stage) == (SITS, "open")
    assert line.needed.startswith("It is open; it needs the chair to close it")


def test_a_meeting_that_is_over_is_told_by_its_summary_record() -> None:
    desk = Desk()
    desk.do("XAL", "meeting.close", SITS, outcome="nothing")
    assert lines(desk, "Meetings")[0].needed.startswith("It needs the secretariat to issue its")
    desk.do(OFFICE, "minutes.issue", SITS, words="They met.")
    assert lines(desk, "Meetings")[0].needed.startswith("Its summary record can be corrected until")


def test_a_meeting_that_was_cancelled_needs_no_summary_record() -> None:
    desk = desk_of()
    then(machines.MEETING.stages["called"], machines.MEETING.acts["meeting.cancel"])(desk)
    (line,) = [one for one in lines(desk, "Meetings") if one.object == THIS]
    assert line.needed == "It was cancelled; nothing is needed."


# ---------------------------------------------------------------- texts and their clauses


@pytest.fixture(name="desk")
def with_clauses() -> Desk:
    """A text with a clause that two seats hold in brackets, and one that nobody does."""
    desk = Desk()
    desk.do("XBE", "text.table", "T1", **PAPER)
    desk.do("XBE", "clause.propose", "T1-1", words="They meet by the lake.", sort="words")
    desk.do("XBE", "clause.propose", "T1-2", words="They report.", sort="words")
    for by in ("XDE", "XBE"):
        desk.do(by, "clause.bracket", "T1-1", words="by the lake")
    return desk


def test_a_clause_in_brackets_says_who_holds_them_in_protocol_order(desk: Desk) -> None:
    told = {line.object: (line.stage, line.needed) for line in lines(desk, "Texts")}
    assert list(told) == ["T1", "T1-1", "T1-2"]
    assert told["T1-1"] == (
        "bracketed",
        "Its brackets are held by XBE, XDE; each lifts its own.",
    )
    assert told["T1-2"] == ("proposed", "It needs the chair to find that nobody holds it open.")


def test_a_clause_that_lost_its_brackets_names_nobody(desk: Desk) -> None:
    desk.do("XCO", "clause.alternative", "T1-2", words="They tell.", sort="words")
    told = {line.object: line.needed for line in lines(desk, "Texts")}
    assert told["T1-2"] == "It needs its brackets and alternatives to be settled."


def test_what_is_asked_for_by_its_name_stands_alone_under_its_heading(desk: Desk) -> None:
    (group,) = of_object(desk.forum, desk.forum.time, "T1-1")
    assert (group.heading, [line.object for line in group.lines]) == ("Texts", ["T1-1"])
    assert of_object(desk.forum, desk.forum.time, "T9") == ()


def test_a_basket_is_asked_for_by_its_name_as_well() -> None:
    (group,) = of_object(Desk().forum, Desk().forum.time, "water")
    assert (group.basket, [line.sort for line in group.lines]) == ("water", ["basket"])


def test_a_clause_of_a_text_that_is_not_open_is_told_by_itself(desk: Desk) -> None:
    desk.do("XBE", "text.withdraw", "T1")
    (group,) = of_object(desk.forum, desk.forum.time, "T1-2")
    assert (group.heading, [line.object for line in group.lines]) == ("Clauses", ["T1-2"])


# ---------------------------------------------------------------- proposals, links and matters


def test_proposals_stand_in_their_basket_or_in_none_with_the_links_by_which_they_wait() -> None:
    desk = Desk()
    for name, basket in (("P2", "water"), ("P1", "water"), ("P9", None)):
        desk.do("XBE", "proposal.table", name, title="x", purpose="measure", basket=basket)
    desk.do("XCO", "link.claim", "L1", waits="P2", other="P9", how="after", source="x")
    told = {
        group.heading: [(line.object, line.stage) for line in group.lines]
        for group in overview(desk.forum, desk.forum.time)
    }
    link = ("L1", "claimed, claimed by XCO")
    assert told["water"] == [("water", "running"), ("P2", "tabled"), link, ("P1", "tabled")]
    assert told["trade"] == [("trade", "running")]
    assert told["In no basket"] == [("P9", "tabled")]
    assert "Texts" not in told


def test_while_a_silence_runs_a_proposal_needs_what_the_silence_needs() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.do("XAL", "silence.open", "P1", deadline=72)

    def needed() -> str:
        return lines(desk, "In no basket")[0].needed

    assert "XAL, XBE, XCO, XDE by 2030-03-03T10:00:00Z" in needed()
    desk.do("XAL", "silence.suspend", "P1")
    assert "the chair to let it go on" in needed()
    desk.do("XAL", "silence.resume", "P1")
    desk.do("XCO", "silence.break", "P1", reason="substance")
    assert needed().startswith("It can be put to the body")


def test_matters_stand_by_the_seats_that_reserve_them_in_protocol_order() -> None:
    desk = Desk()
    for by, name in (("XDE", "R1"), ("XBE", "R3"), ("XBE", "R2")):
        desk.do(by, "matter.reserve", name, title=name, names=[f"the {name}"])
    told = [(line.object, line.stage) for line in lines(desk, "Reserved matters")]
    assert told == [
        ("R3", "reserved, by XBE"), ("R2", "reserved, by XBE"), ("R1", "reserved, by XDE"),
    ]  # fmt: skip
