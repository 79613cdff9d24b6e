"""The chair: whose turn it is under each rota and term, and influence without a verdict."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import OFFICE, Desk, charter, clause, forum, member

from dipoli.charter.points import Point
from dipoli.charter.rules import Rota, Term
from dipoli.forum.chair_rules import rota, still_needed, whose_turn
from dipoli.forum.influence import Influence, influence, side_by_side
from dipoli.forum.procedure import enter, rule

CODES = ("XAL", "XBE", "XCO", "XDE")


def desk(**changes: Any) -> Desk:  # noqa: ANN401 - fields of several types
    """Nobody presides yet; each keyword changes the rules of the chair."""
    return Desk(forum(charter(chair=evolve(charter().chair, **changes)), chair=(), sits=False))


def now(at: Desk) -> str:
    return at.act("XAL", "chair.take").moment


def turn(at: Desk) -> tuple[str, ...]:
    return whose_turn(at.forum, now(at))


def meet(at: Desk, name: str) -> None:
    """A meeting from its invitation to its end."""
    hours = at.forum.charter.meeting.notice
    opens = at.act(OFFICE, "meeting.cancel", deadline=hours).deadline
    at.do(OFFICE, "meeting.invite", name, title="Round", place="Hall", opens=opens)
    chair = at.forum.chair[0]
    at.wait(hours=hours).do(chair, "meeting.open", name)
    at.do(chair, "meeting.close", name, outcome="nothing")


def test_the_chair_goes_on_in_the_order_of_the_charter_with_each_meeting() -> None:
    at = desk()
    presided = []
    for number in range(5):
        at.do(turn(at)[0], "chair.take")
        presided.append(at.forum.chair[0])
        meet(at, f"M{number}")
    assert presided == ["XAL", "XBE", "XCO", "XDE", "XAL"]


def test_nobody_takes_the_chair_out_of_turn_or_twice_in_one_turn() -> None:
    at = desk()
    assert clause(at.refused("XBE", "chair.take"), Point.TURN)
    at.do("XAL", "chair.take")
    assert clause(at.refused("XAL", "chair.take"), Point.TURN)
    assert clause(at.refused("XBE", "chair.take"), Point.TURN)
    assert turn(at) == ("XAL",)


def test_a_turn_of_a_day_is_over_on_the_next_day_in_utc() -> None:
    at = desk(term=Term.DAY)
    at.do("XAL", "chair.take")
    assert whose_turn(at.forum, "2030-03-01T23:59:59Z") == ("XAL",)
    assert whose_turn(at.forum, "2030-03-02T00:00:00Z") == ("XBE",)
    at.wait(hours=14)
    assert at.forum.chair == ("XAL",)
    at.do("XBE", "chair.take")
    assert at.forum.chair == ("XBE",)


def test_an_author_whose_clock_is_ahead_begins_no_second_turn_on_the_same_day() -> None:
    at = desk(term=Term.DAY)
    at.do("XAL", "chair.take")
    ahead = evolve(at.act("XAL", "chair.take"), time="2030-03-02T00:00:10Z")
    refusal = rule(at.forum, evolve(ahead, at="2030-03-01T23:59:50Z"))
    assert refusal is not None
    assert "presides already" in refusal.why


@pytest.mark.parametrize("term", [Term.DAY, Term.YEAR])
def test_a_turn_that_began_by_a_clock_ahead_is_not_over_by_one_behind(term: Term) -> None:
    at = desk(term=term)
    before, after = "2030-12-31T23:59:50Z", "2031-01-01T00:00:10Z"
    first = evolve(at.act("XAL", "chair.take"), time=after, at=before)
    at.forum = enter(at.forum, first)
    assert whose_turn(at.forum, before) == ("XAL",)
    assert rule(at.forum, evolve(at.act("XBE", "chair.take"), time=after, at=before)) is not None


def test_a_turn_of_a_year_is_over_with_the_year() -> None:
    at = desk(term=Term.YEAR)
    at.do("XAL", "chair.take")
    assert whose_turn(at.forum, "2030-12-31T23:59:59Z") == ("XAL",)
    assert whose_turn(at.forum, "2031-01-01T00:00:00Z") == ("XBE",)


def test_a_standing_turn_lasts_until_it_is_handed_on() -> None:
    at = desk(term=Term.STANDING)
    at.do("XAL", "chair.take")
    assert whose_turn(at.forum, "2039-01-01T00:00:00Z") == ("XAL",)
    assert clause(at.refused("XCO", "chair.pass"), Point.PASS)
    at.do("XAL", "chair.pass")
    assert at.forum.chair == ()
    assert turn(at) == ("XBE",)


def test_a_turn_that_passes_goes_to_the_next_in_the_rota() -> None:
    at = desk()
    at.do("XAL", "chair.pass")
    at.do("XBE", "chair.pass")
    assert turn(at) == ("XCO",)


def test_the_turn_of_who_is_absent_goes_to_the_next_who_is_present() -> None:
    at = desk()
    at.do("XAL", "member.leave", "XAL")
    assert turn(at) == ("XBE",)
    for code in ("XBE", "XCO", "XDE"):
        at.do(code, "member.leave", code)
    assert turn(at) == ("XAL",)


def test_who_withdrew_has_no_turn_and_its_place_stays() -> None:
    at = desk()
    at.do("XAL", "chair.take")
    at.do("XBE", "member.pause", "XBE")
    at.do("XAL", "chair.pass")
    assert rota(at.forum) == CODES
    assert turn(at) == ("XCO",)


def test_the_alphabet_of_the_stated_language_decides_the_rota() -> None:
    names = {"XAL": "호수", "XBE": "가람", "XCO": "바다", "XDE": "나루"}
    members = tuple(evolve(member(code), names={"ko": name}) for code, name in names.items())
    paper = charter(
        members=members, chair=evolve(charter().chair, rota=Rota.ALPHABET, language="ko")
    )
    at = Desk(forum(paper, chair=(), sits=False))
    assert rota(at.forum) == ("XBE", "XDE", "XCO", "XAL")


def test_an_alphabet_that_is_not_known_waits_for_the_published_order() -> None:
    at = desk(rota=Rota.ALPHABET, language="ja")
    assert turn(at) == ()
    refusal = at.refused("XAL", "chair.take")
    assert clause(refusal, Point.TURN)
    assert "ja" in refusal.why
    act = "order.publish use=language language=ja order=..."
    assert act in refusal.remedy
    assert still_needed(at.forum, now(at)).endswith(f"has to be published ({act}).")
    said = {"how": "by the dictionary", "use": "language", "language": "ja"}
    at.do(OFFICE, "order.publish", order=["XDE", "XAL", "XCO", "XBE"], **said)
    assert turn(at) == ("XDE",)


def test_a_lot_decides_the_rota_once_it_is_published() -> None:
    at = desk(rota=Rota.LOT)
    assert turn(at) == ()
    at.do(OFFICE, "order.publish", how="drawn", use="chair", order=["XCO", "XAL", "XDE", "XBE"])
    assert rota(at.forum) == ("XCO", "XAL", "XDE", "XBE")
    at.do("XCO", "chair.take")
    assert still_needed(at.forum, now(at)) == "XCO presides; nothing is needed."


def test_a_fixed_chair_takes_every_turn_and_lets_none_pass() -> None:
    at = desk(rota=Rota.FIXED, fixed=("XCO",))
    assert still_needed(at.forum, now(at)) == "It needs XCO to take the chair."
    assert clause(at.refused("XAL", "chair.take"), Point.TURN)
    for number in range(2):
        at.do("XCO", "chair.take")
        meet(at, f"M{number}")
    assert at.forum.turns["XCO"] == 2
    assert clause(at.refused("XCO", "chair.pass"), Point.PASS)


def test_two_who_share_the_chair_both_preside() -> None:
    at = desk(rota=Rota.CO_CHAIRS, fixed=("XDE", "XBE"), term=Term.STANDING)
    at.do("XBE", "chair.take")
    assert clause(at.refused("XBE", "chair.take"), Point.TURN)
    assert still_needed(at.forum, now(at)) == "It needs XDE to take the chair."
    at.do("XDE", "chair.take")
    assert at.forum.chair == ("XDE", "XBE")


def test_an_observer_is_never_in_the_rota() -> None:
    seats = evolve(charter().seats, admission=False)
    at = Desk(forum(charter(seats=seats)))
    at.do("XAL", "member.invite", "XEX", category="observer")
    at.do("XEX", "member.accept", "XEX")
    assert rota(at.forum) == CODES
    assert clause(at.refused("XEX", "chair.take"), Point.TURN)


# ---------------------------------------------------------------- the deputy


def test_the_delegation_of_the_chair_speaks_through_its_deputy() -> None:
    at = Desk()
    at.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    at.wait(hours=24).do("XAL", "proposal.put", "P1")
    at.role = "head"
    refusal = at.refused("XAL", "objection.raise", "P1", reason="substance")
    assert clause(refusal, Point.DEPUTY)
    at.role = "deputy"
    at.do("XAL", "objection.raise", "P1", reason="substance")
    free = Desk(forum(charter(chair=evolve(charter().chair, speaks=False))))
    free.role = "head"
    free.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    free.wait(hours=24).do("XAL", "proposal.put", "P1")
    free.do("XAL", "objection.raise", "P1", reason="substance")


# ---------------------------------------------------------------- influence


def year(**changes: Any) -> Desk:  # noqa: ANN401 - fields of several types
    """Four meetings under one rota."""
    at = desk(**changes)
    for number in range(4):
        at.do(turn(at)[0], "chair.take")
        meet(at, f"M{number}")
    return at


def test_a_fixed_chair_and_a_rotation_stand_side_by_side_in_charter_order() -> None:
    fixed, rotation = year(rota=Rota.FIXED, fixed=("XCO",)), year()
    rows = side_by_side(fixed.forum, rotation.forum)
    told = [
        (row.code, row.left.turns, row.right.turns)
        for row in rows
        if row.left is not None and row.right is not None
    ]
    assert told == [("XAL", 0, 1), ("XBE", 0, 1), ("XCO", 4, 1), ("XDE", 0, 1)]


def test_who_sits_on_one_side_only_is_shown_so() -> None:
    small = forum(charter(members=(member("XBE"), member("XZZ"))))
    rows = side_by_side(small, forum())
    assert [row.code for row in rows] == ["XBE", "XZZ", "XAL", "XCO", "XDE"]
    assert rows[1].right is None
    assert rows[2].left is None


def test_items_placed_are_counted_and_objections_are_not() -> None:
    at = Desk()
    opens = at.act(OFFICE, "meeting.cancel", deadline=48).deadline
    at.do(OFFICE, "meeting.invite", "M1", title="Round", place="Hall", opens=opens)
    at.do("XDE", "agenda.place", "I1", title="Water", meeting="M1")
    at.do("XDE", "agenda.place", "I2", title="Trade", meeting="M1")
    at.do("XBE", "agenda.place", "I3", title="Visits", meeting="M1")
    assert [(row.code, row.items) for row in influence(at.forum)] == [
        ("XAL", 0),
        ("XBE", 1),
        ("XCO", 0),
        ("XDE", 2),
    ]
    assert {one.name for one in Influence.__attrs_attrs__} == {
        "code", "turns", "meetings", "pens", "items",
    }  # fmt: skip


# ---------------------------------------------------------------- properties


@given(st.permutations(CODES), st.integers(0, 9))
def test_in_any_charter_order_the_turns_of_a_rotation_differ_by_one_at_most(
    order: list[str], terms: int
) -> None:
    paper = charter(
        members=tuple(member(code) for code in order),
        chair=evolve(charter().chair, term=Term.STANDING),
    )
    at = Desk(forum(paper, chair=(), sits=False))
    for _ in range(terms):
        code = turn(at)[0]
        at.do(code, "chair.take")
        at.do(code, "chair.pass")
    counts = [at.forum.turns.get(code, 0) for code in order]
    assert counts == [terms // 4 + (place < terms % 4) for place in range(4)]


@pytest.mark.parametrize("term", list(Term))
def test_whose_turn_it_is_changes_nothing(term: Term) -> None:
    at = desk(term=term)
    before = at.forum
    assert whose_turn(at.forum, now(at)) == whose_turn(at.forum, now(at))
    assert at.forum == before


def test_who_is_out_of_turn_is_told_whom_the_charter_names_or_whose_turn_it_is() -> None:
    refusal = desk(rota=Rota.FIXED, fixed=("XCO",)).refused("XAL", "chair.take")
    assert refusal.why == "The charter names who presides: XCO."
    refusal = desk().refused("XCO", "chair.take")
    assert refusal.why == "It is the turn of XAL in the chair."
