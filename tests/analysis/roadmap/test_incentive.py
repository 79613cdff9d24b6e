"""Defection and the reason to go on, as a hand reckons them."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.roadmap.frames import frame, schedule, step
from tests.analysis.roadmap.roads import random_road

from dipoli.analysis.case import Case, Condition, ConsentAct, Cost, Step
from dipoli.analysis.roadmap import (
    Accounting,
    Schedule,
    Start,
    defections,
    find,
    incentives,
    question_of,
)
from dipoli.analysis.roadmap.answers import PATIENT, Exposed, Incentive


def worst(case: Case, road: Schedule, defectors: tuple[str, ...], party: str) -> Exposed:
    found = defections(case, question_of(case), road)
    (one,) = [x for x in found if (x.defectors, x.party) == (defectors, party)]
    return one


def of(case: Case, road: Schedule, party: str) -> Incentive:
    (one,) = [x for x in incentives(case, question_of(case), road) if x.party == party]
    return one


# ---------------------------------------------------------------- defection


def test_a_member_takes_back_what_is_reversible_and_under_way_and_keeps_what_is_secured() -> None:
    case = frame(
        step("give", "P2", benefits={"P1": 5}, secured=50, trust={"P1": 1}),
        step("pay", "P1", cost={"P1>P2": 7, "P1>P3": 2}, recoverable=40, issue=1, months=9),
        limit=5,
    )
    road = schedule((0, "give"), (1, "pay"))
    # Towards P2: 7 spent, 7 * 40 / 100 = 2 taken back, 5 * 50 / 100 = 2.5 kept: 2.5 lost;
    # it bears 5 and the trust of 1. Towards P3: 2 spent, 0 taken back.
    told = worst(case, road, ("P2",), "P1")
    assert (told.loss, told.limit, told.start) == (Fraction(5, 2), Fraction(6), 1)
    both = worst(case, road, ("P2", "P3"), "P1")
    assert (both.loss, both.limit, both.slack) == (Fraction(9, 2), Fraction(11), Fraction(13, 2))
    stuck = evolve(case, steps=(case.steps[0], evolve(case.steps[1], reversible=False)))
    assert worst(stuck, road, ("P2",), "P1").loss == Fraction(9, 2)
    assert worst(case, road, ("P1",), "P2").slack == 5


def test_the_looser_check_by_party_leaves_somebody_exposed_to_one_defector() -> None:
    case = frame(step("pay", "P1", cost={"P1>P2": 8}), limit=5)
    asked = evolve(question_of(case), accounting=Accounting.PARTY)
    road = find(case, asked)
    assert road.check.complete
    slack = {(x.defectors, x.party): x.slack for x in defections(case, asked, road.schedule)}
    assert slack[("P2",), "P1"] == -3
    assert slack[("P2", "P3"), "P1"] == 2


def test_every_one_and_every_two_are_tried_and_none_defects_on_itself() -> None:
    case = frame(step("a", "P1"))
    found = defections(case, question_of(case), schedule((0, "a")))
    assert [(one.defectors, one.party) for one in found] == [
        (("P1",), "P2"),
        (("P1",), "P3"),
        (("P2",), "P1"),
        (("P2",), "P3"),
        (("P3",), "P1"),
        (("P3",), "P2"),
        (("P1", "P2"), "P3"),
        (("P1", "P3"), "P2"),
        (("P2", "P3"), "P1"),
    ]


# ---------------------------------------------------------------- incentives


def test_who_pays_first_and_gains_a_month_later_needs_a_factor_of_cost_over_gain() -> None:
    # P1 pays 3 in month 0 and gains 4 in month 1: it goes on when 4 d >= 3. P2 pays 1 in month 0,
    # and gains nothing: it stops, whatever the future weighs.
    case = frame(
        step("a", "P1", cost={"P1>P2": 3}),
        step("b", "P2", cost={"P2>P1": 1}, benefits={"P1": 4}, issue=1),
        limit=9,
    )
    road = schedule((0, "a"), (0, "b"))
    assert of(case, road, "P1") == Incentive(
        party="P1", critical=Fraction(750, 1000), start=0, stream=0
    )
    told = of(case, road, "P2")
    assert (told.critical, told.start) == (None, 0)
    # A stream v from the month after the end, month 1: v * d**2 / (1 - d) >= 1 at d = 0.99 when
    # v >= 0.0102...: one point a month.
    assert Fraction(99, 100) == PATIENT
    assert told.stream == 1
    assert of(case, road, "P3") == Incentive(party="P3", critical=Fraction(0), start=None, stream=0)


def test_the_factor_is_rounded_up_to_a_thousandth() -> None:
    case = frame(
        step("a", "P1", cost={"P1>P2": 2}),
        step("b", "P2", benefits={"P1": 3}, issue=1),
        limit=9,
    )
    assert of(case, schedule((0, "a"), (0, "b")), "P1").critical == Fraction(667, 1000)


def test_what_the_others_can_take_back_holds_a_member_to_its_last_payment() -> None:
    # P1 gains 10 in month 1, of which half is secured, and then pays 4 for nothing. To stop would
    # lose it 5, to go on costs 4: it goes on. Where nothing can be taken back it stops.
    gain = step("gain", "P2", benefits={"P1": 10}, secured=50)
    pay = step("pay", "P1", cost={"P1>P2": 4}, issue=1)
    road = schedule((0, "gain"), (1, "pay"))
    assert of(frame(gain, pay, limit=9), road, "P1").critical == 0
    for kept in (evolve(gain, reversible=False), evolve(gain, secured=100)):
        told = of(frame(kept, pay, limit=9), road, "P1")
        assert (told.critical, told.start) == (None, 1)


def test_large_needs_of_a_stream_are_reckoned_from_the_end() -> None:
    # 200 are paid in month 0; the road ends in month 1. A stream v is worth v * d * d / (1 - d)
    # = v * 98.01 in month 0 at d = 0.99: 2 are too little (196.02), 3 enough.
    case = frame(step("pay", "P1", cost={"P1>P2": 200}), limit=200)
    assert of(case, schedule((0, "pay")), "P1").stream == 3


def test_unconditional_steps_are_outside_and_acts_inside() -> None:
    free = step("a", "P1", cost={"P1>P2": 5}, condition=Condition.UNCONDITIONAL)
    assert of(frame(free), schedule((0, "a")), "P1").critical == 0
    act = ConsentAct(
        id="res", title="-", body="L1", steps=("a",),
        cost=(Cost(party="P1", towards="P2", points=1),),
    )  # fmt: skip
    case = frame(step("a", "P2", consents=("L1",)), acts=(act,), limit=1)
    assert of(case, schedule((0, "act:res"), (0, "a")), "P1").critical is None


def _inside(case: Case, start: Start) -> list[Step]:
    """Steps of a start that are part of the exchange."""
    rows = [one for one in case.steps if one.id in start.steps]
    return [one for one in rows if one.condition is Condition.EXCHANGE]


def _paid(one: Step, party: str) -> int:
    return sum(row.points for row in one.cost if row.party == party)


def _back(one: Step, party: str) -> int:
    return sum(row.points * one.recoverable // 100 for row in one.cost if row.party == party)


def _going(case: Case, road: Schedule, party: str, n: int, factor: Fraction) -> Fraction:
    """Everything that is still to come from start number n on, discounted."""
    now, total = road.starts[n].month, Fraction(0)
    for k, start in enumerate(road.starts):
        for one in _inside(case, start):
            end = start.month + one.months + one.verification_months
            if k >= n:
                total -= _paid(one, party) * factor ** (start.month - now)
            if k >= n or end > now:
                gained = _back(one, party) + one.benefits.get(party, 0)
                total += gained * factor ** (end - now)
    return total


def _stopping(case: Case, road: Schedule, party: str, n: int) -> Fraction:
    """What is taken back before start number n, less what others take back."""
    now, total = road.starts[n].month, Fraction(0)
    for start in road.starts[:n]:
        for one in _inside(case, start):
            end = start.month + one.months + one.verification_months
            if one.reversible and end > now:
                total += _back(one, party)
            elif one.reversible and set(one.actors) - {party}:
                total -= Fraction(one.benefits.get(party, 0) * (100 - one.secured), 100)
    return total


def _slow(case: Case, road: Schedule, party: str) -> Fraction | None:
    """The critical factor by its definition, start by start, every power written out."""
    found = None
    for top in range(1000, -1, -1):
        factor = Fraction(top, 1000)
        for n in range(len(road.starts)):
            if _going(case, road, party, n, factor) < _stopping(case, road, party, n):
                return found
        found = factor
    return found


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_the_critical_factor_is_that_of_its_definition(seed: int) -> None:
    case = random_road(seed)
    plain = evolve(case, steps=tuple(evolve(one, consents=()) for one in case.steps), acts=())
    road = find(plain, question_of(plain), tries=2)
    for told in incentives(plain, question_of(plain), road.schedule):
        pays = any(
            row.points and row.party == told.party
            for one in plain.steps
            for row in one.cost
            if one.id in road.schedule.months and one.condition is Condition.EXCHANGE
        )
        if pays:
            assert told.critical == _slow(plain, road.schedule, told.party)
        else:
            assert told.critical == 0
