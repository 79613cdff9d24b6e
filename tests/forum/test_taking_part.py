"""Who takes part: from accepting a seat to leaving it; what a suspended seat can still do."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.forum.made import SITS, Desk, clause, forum

from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum import bodies_rules, seat
from dipoli.forum.kind import Who, allowed
from dipoli.forum.seat import Stage

AWAY = (Stage.INVITED, Stage.WITHDRAWN, Stage.SUCCEEDED)
SUSPENDED = (Stage.SELF_SUSPENDED, Stage.SUSPENDED)


def with_seat(stage: Stage) -> Desk:
    """A desk at which one party's seat stands so."""
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    held = evolve(desk.forum.seats["XCO"], stage=stage)
    desk.forum = evolve(desk.forum, seats=desk.forum.seats.set("XCO", held))
    return desk


FLOOR: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("floor.ask", SITS, {}),
    ("proposal.speak", "P1", {}),
    ("point.raise", "O1", {"words": "x", "meeting": SITS}),
    ("objection.raise", "P1", {"reason": "substance"}),
    ("proposal.refer", "P1", {}),
    ("chair.take", "", {}),
)
PAPER: dict[str, Any] = {
    "title": "x", "symbol": "WP.1", "kind": "working-paper", "language": "en", "everything": False,
}  # fmt: skip


@pytest.mark.parametrize("stage", [*AWAY, *SUSPENDED])
@pytest.mark.parametrize(("act", "about", "said"), FLOOR)
def test_who_has_not_accepted_has_left_or_is_suspended_takes_no_floor_and_decides_nothing(
    stage: Stage, act: str, about: str, said: dict[str, Any]
) -> None:
    assert clause(with_seat(stage).refused("XCO", act, about, **said), Point.WHO_ACTS)


@pytest.mark.parametrize("stage", AWAY)
def test_who_does_not_take_part_hands_in_no_paper(stage: Stage) -> None:
    assert clause(with_seat(stage).refused("XCO", "text.table", "T1", **PAPER), Point.WHO_ACTS)


@pytest.mark.parametrize("stage", SUSPENDED)
def test_a_suspended_seat_hands_in_papers_and_withdraws(stage: Stage) -> None:
    desk = with_seat(stage)
    desk.do("XCO", "text.table", "T1", **PAPER)
    desk.do("XCO", "clause.propose", "T1-1", words="They meet.", sort="words")
    desk.do("XCO", "member.notify", "XCO")
    desk.wait(hours=24).do("XCO", "member.withdraw", "XCO")


def test_a_suspended_seat_may_give_up_what_it_holds() -> None:
    desk = Desk()
    desk.do("XBE", "text.table", "T1", **PAPER)
    desk.do("XBE", "clause.propose", "T1-1", words="They meet.", sort="words")
    desk.do("XCO", "clause.bracket", "T1-1", words="meet")
    held = evolve(desk.forum.seats["XCO"], stage=Stage.SUSPENDED, barred=True)
    desk.forum = evolve(desk.forum, seats=desk.forum.seats.set("XCO", held))
    assert clause(desk.refused("XAL", "clause.clean", "T1-1"), Point.BRACKETS)
    desk.do("XCO", "clause.lift", "T1-1", which=1)


@pytest.mark.parametrize(("stage", "row"), [(one, seat.MOVES[one]) for one in Stage])
def test_the_acts_by_which_a_seat_moves_stay_open_to_its_party(
    stage: Stage, row: dict[str, Stage]
) -> None:
    own = {
        seat.ACCEPT, seat.ATTEND, seat.LEAVE, seat.PAUSE, seat.RETURN, seat.NOTIFY, seat.STAY,
        seat.WITHDRAW, seat.REPLY,
    }  # fmt: skip
    who = allowed(with_seat(stage).forum, "XCO")
    assert {Who.PLACE, Who.ANYONE} <= who
    assert own & set(row) or stage is Stage.SUCCEEDED


def test_an_observer_takes_part_and_has_no_voice() -> None:
    here = forum()
    guest = evolve(here.seats["XDE"], category=Category.OBSERVER)
    who = allowed(evolve(here, seats=here.seats.set("XDE", guest)), "XDE")
    assert Who.SEAT in who
    assert not who & {Who.MEMBER, Who.HOLDER, Who.PAPERS, Who.MEMBER_OR_CHAIR}


def test_giving_up_what_a_delegation_holds_binds_it_as_much_as_taking_it_up() -> None:
    assert {Who.HOLDER, Who.PAPERS} <= bodies_rules.BINDING
