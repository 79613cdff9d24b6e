"""Each form of claim, held against standings in which it is so and in which it is not."""

from __future__ import annotations

import pytest
from tests.forum import machines
from tests.forum.machines import THIS, Doing, Machine, desk_of, does, then
from tests.forum.made import OFFICE, Desk

from dipoli.forum.story_claims import claim_of


def reached(machine: Machine, stage: str, *steps: Doing) -> Desk:
    desk = desk_of()
    then(machine.before.get("", then()), machine.stages[stage], *steps)(desk)
    return desk


def instead(desk: Desk, sentence: str) -> str | None:
    """What is so instead of what a sentence claims; None when it is so."""
    read = claim_of(sentence)
    assert read is not None
    claim, match = read
    return claim.check(desk.forum, match)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("X1 is served on XAL, XCO", None),
        ("X1 is served on XCO", None),
        ("X1 is not served on XBE, XDE", None),
        ("X1 is served on XAL, XBE", "X1 is served on XAL, XCO"),
        ("X1 is not served on XAL", "X1 is served on XAL, XCO"),
        ("X1 is not served on XBE, XCO", "X1 is served on XAL, XCO"),
    ],
)
def test_on_whom_a_text_is_served(sentence: str, found: str | None) -> None:
    served = (
        does(OFFICE, "text.serve", channel=f"mailbox of {code}", seat=code, how="delivered")
        for code in ("XCO", "XAL")
    )
    assert instead(reached(machines.SILENCE, "running", *served), sentence) == found


@pytest.mark.parametrize(
    ("stage", "sentence", "found"),
    [
        ("agreed", "P1 waits for P2", None),
        ("agreed", "P1 waits for nothing", "P1 waits for P2"),
        ("agreed", "P2 waits for nothing", None),
        ("claimed", "P1 waits for nothing", None),
        ("claimed", "P1 waits for P2", "P1 waits for nothing"),
    ],
)
def test_a_decision_waits_for_another_by_a_link_that_is_agreed(
    stage: str, sentence: str, found: str | None
) -> None:
    assert instead(reached(machines.LINK, stage), sentence) == found


def test_a_decision_waits_for_consents_at_home_behind_its_links() -> None:
    desk = desk_of()
    then(machines.CLAIMS.before["ratify.report"], machines.PROPOSAL.stages["adopted"])(desk)
    assert instead(desk, 'X1 waits for "Assembly (XBE)"') is None
    assert instead(desk, "X1 waits for nothing") == "X1 waits for Assembly (XBE)"


@pytest.mark.parametrize(
    ("stage", "sentence", "found"),
    [
        ("disputed", "X1 is marked with W1", None),
        ("disputed", "X1 is not marked", "X1 is marked with W1"),
        ("disputed", "X1 is marked with W2", "X1 is marked with W1"),
        ("settled", "X1 is not marked", None),
        ("settled", "X1 is marked with W1", "X1 is not marked"),
        ("disputed", "W1 in X1 is disputed", None),
        ("disputed", "W1 in X1 is settled", "W1 in X1 is disputed"),
        ("meaning-offered", "W1 in X1 is meaning offered", None),
        ("meaning-offered", "W1 in X1 is disputed", "W1 in X1 is meaning offered"),
        ("meaning-offered", 'W1 in X1 still needs "XCO"', None),
        ("settled", "W1 in X1 is settled", None),
    ],
)
def test_a_term_marks_a_text_until_it_is_settled_there(
    stage: str, sentence: str, found: str | None
) -> None:
    assert instead(reached(machines.TERM, stage), sentence) == found


def test_what_a_term_still_needs_is_told_where_it_needs_something_else() -> None:
    desk = reached(machines.TERM, "meaning-offered", does("XCO", "term.accept", "W1", text=THIS))
    assert instead(desk, 'W1 in X1 still needs "XDE"') is None
    told = instead(desk, 'W1 in X1 still needs "rain"')
    assert told is not None
    assert "XDE" in told
    assert "XCO" not in told


@pytest.mark.parametrize(
    ("stage", "sentence", "found"),
    [
        ("running", "water is running", None),
        ("running", "water is parked", "water is running"),
        ("parked", "water is parked", None),
        ("parked", "water is running", "water is parked"),
    ],
)
def test_a_basket_has_one_stage_whether_it_was_ever_parked_or_not(
    stage: str, sentence: str, found: str | None
) -> None:
    assert instead(reached(machines.BASKET, stage), sentence) == found


def test_what_is_counted_of_influence_is_told_in_its_order() -> None:
    desk = reached(machines.MEETING, "open")
    placed = "XCO took the chair 0 times, presided at 0 meetings, holds 0 pens, placed 1 item"
    assert instead(desk, placed) is None
    told = instead(desk, placed.replace("placed 1", "placed 2"))
    assert told == "XCO took the chair 0, presided at 0 of the meetings, holds 0 and placed 1"


def test_a_pen_is_counted_for_who_holds_it() -> None:
    desk = reached(machines.TEXT, "open")
    holds = "XBE took the chair 0 times, presided at 0 meetings, holds 1 pen, placed 0 items"
    assert instead(desk, holds) is None
    assert instead(desk, holds.replace("XBE", "XCO")) is not None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("without XCO goes on: nothing", None),
        ("without XCO goes on: X1", "what does not wait for XCO: nothing"),
        ("without XCO cannot be settled: X1", None),
        ("without XCO cannot be settled: nothing", "without XCO not settled: X1"),
        ("without XDE goes on: X1", None),
        ("without XDE goes on: nothing", "what does not wait for XDE: X1"),
        ("without XDE cannot be settled: nothing", None),
        ("without XDE cannot be settled: X1", "without XDE not settled: nothing"),
    ],
)
def test_what_waits_for_a_party_and_what_goes_on_without_it(
    sentence: str, found: str | None
) -> None:
    needs = does("XBE", "necessary.claim", party="XCO", source="x")
    desk = reached(machines.PROPOSAL, "under-decision", needs)
    for code in ("XCO", "XDE"):
        desk.do(code, "member.pause", code)
    assert instead(desk, sentence) == found
