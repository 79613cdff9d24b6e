"""Whose objection counts, whose answer is awaited: once somebody stays out or gives up a seat."""

from __future__ import annotations

import pytest
from tests.forum import machines
from tests.forum.machines import THIS, Doing, desk_of, does, then
from tests.forum.made import Desk

from dipoli.forum.decision_parties import capitals_awaited, claims, entitled

_GIVES_UP = then(
    does("XCO", "member.notify", "XCO"),
    lambda desk: desk.wait(hours=24),
    does("XCO", "member.withdraw", "XCO"),
)
_STAYS_OUT = does("XCO", "proposal.opt-out")


def reached(stage: str, *steps: Doing) -> Desk:
    desk = desk_of()
    then(machines.PROPOSAL.before[""], machines.PROPOSAL.stages[stage], *steps)(desk)
    return desk


@pytest.mark.parametrize("leaves", [_GIVES_UP, _STAYS_OUT], ids=["gives up", "stays out"])
def test_nothing_is_awaited_of_a_capital_whose_party_is_out_of_it(leaves: Doing) -> None:
    desk = reached("referred-to-capitals", does("XDE", "proposal.refer", THIS, 168))
    assert capitals_awaited(desk.forum, desk.forum.proposals[THIS]) == ("XCO", "XDE")
    leaves(desk)
    assert capitals_awaited(desk.forum, desk.forum.proposals[THIS]) == ("XDE",)


def test_a_claim_falls_with_the_seat_of_its_author() -> None:
    desk = reached(
        "under-decision", does("XCO", "necessary.claim", party="XDE", source="a statement")
    )
    assert set(claims(desk.forum, desk.forum.proposals[THIS])) == {"XDE"}
    _GIVES_UP(desk)
    assert set(claims(desk.forum, desk.forum.proposals[THIS])) == set()


def test_who_is_to_be_suspended_is_not_counted_and_everybody_else_is() -> None:
    desk = desk_of()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="suspend", subject="XCO")
    assert entitled(desk.forum, desk.forum.proposals["P1"]) == ("XAL", "XBE", "XDE")
    desk.wait(hours=24)
    desk.do("XAL", "proposal.put", "P1")
    desk.refused("XCO", "objection.raise", "P1", reason="substance")
    desk.do("XDE", "objection.raise", "P1", reason="substance")
