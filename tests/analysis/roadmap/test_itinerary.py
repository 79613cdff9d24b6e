"""The frozen itineraries are what they are said to be."""

from __future__ import annotations

from collections import Counter

import pytest
from benches.itinerary import INSTANCES, Instance, Kind, itinerary, loose_limit
from benches.itinerary_limits import instance_case, limits

from dipoli.analysis.case import Case, Condition, Step
from dipoli.analysis.roadmap import find, question_of

Pair = tuple[str, str]
SMALLEST = [one for one in INSTANCES if one.steps == 40]


def received(step: Step, pair: Pair) -> int:
    """What an account gets when a step is verified, costs that return left out."""
    party, towards = pair
    others = [actor for actor in step.actors if actor != party]
    if towards not in others or step.condition is Condition.UNCONDITIONAL:
        return 0
    points = step.benefits.get(party, 0) * step.secured + 100 * step.trust.get(party, 0)
    return points // (100 * len(others))


def ends(case: Case) -> dict[Pair, int]:
    """Level of each account when everything is verified, whatever the order."""
    found = {(row.party, row.towards): row.points for row in case.exposure_limits}
    for act in case.acts:
        for row in act.cost:
            found[row.party, row.towards] -= row.points
    for step in case.steps:
        for row in step.cost if step.condition is Condition.EXCHANGE else ():
            back = row.points * step.recoverable // 100
            found[row.party, row.towards] += back - row.points
        for pair in found:
            found[pair] += received(step, pair)
    return found


def test_there_are_a_hundred_and_twenty() -> None:
    counts = Counter((one.kind, one.steps) for one in INSTANCES)
    assert len(INSTANCES) == len({one.name for one in INSTANCES}) == 120
    for kind, owed in {
        Kind.LOOSE: 10, Kind.TIGHT: 10, Kind.CONSENTS: 10, Kind.BALANCE: 5, Kind.DEADLOCK: 5,
    }.items():  # fmt: skip
        assert [counts[kind, steps] for steps in (40, 80, 120)] == [owed] * 3


def test_an_instance_is_the_same_each_time_it_is_made() -> None:
    for one in INSTANCES[::13]:
        assert itinerary(one) == itinerary(one)


@pytest.mark.parametrize("one", INSTANCES[::3], ids=lambda one: one.name)
def test_accounts_end_below_zero_where_a_road_fails_by_balance_and_nowhere_else(
    one: Instance,
) -> None:
    least = min(ends(itinerary(one)).values())
    assert (least < 0) == (one.kind is Kind.BALANCE)


@pytest.mark.parametrize("one", INSTANCES[::5], ids=lambda one: one.name)
def test_limits_of_loose_ones_are_four_mean_costs_and_every_third_step_needs_a_consent(
    one: Instance,
) -> None:
    case = itinerary(one)
    points = [row.points for step in case.steps for row in step.cost]
    if one.kind not in {Kind.BALANCE, Kind.DEADLOCK}:
        assert loose_limit(case) == -(-4 * sum(points) // len(points))
    gated = sum(1 for step in case.steps if step.consents)
    assert gated == (one.steps // 3 if one.kind is Kind.CONSENTS else 0)
    for calendar in case.calendars:
        assert sum(window.is_open(m) for window in calendar.windows for m in range(12)) == 1


@pytest.mark.parametrize(
    "one", [x for x in INSTANCES if x.kind is Kind.DEADLOCK], ids=lambda one: one.name
)
def test_steps_of_a_deadlock_wait_for_each_other(one: Instance) -> None:
    case = itinerary(one)
    inside = [step for step in case.steps if step.condition is Condition.EXCHANGE]
    most = {(row.party, row.towards): row.points for row in case.exposure_limits}
    for step in inside:
        for row in step.cost:
            most[row.party, row.towards] += row.points * step.recoverable // 100
        for pair in most:
            most[pair] += received(step, pair)
    waits: dict[str, set[str]] = {}
    for step in inside:
        for row in step.cost:
            pair = (row.party, row.towards)
            own = received(step, pair) + row.points * step.recoverable // 100
            for giver in inside:
                without = most[pair] - own - received(giver, pair)
                if giver is not step and row.points > without:
                    waits.setdefault(step.id, set()).add(giver.id)
    while stuck := [name for name, givers in waits.items() if not givers & set(waits)]:
        for name in stuck:
            del waits[name]
    assert waits  # each of these needs another of these to be verified first


@pytest.mark.parametrize(
    "one",
    [x for x in SMALLEST if x.kind in {Kind.LOOSE, Kind.TIGHT, Kind.CONSENTS}][::4],
    ids=lambda one: one.name,
)
def test_a_road_that_is_claimed_is_there(one: Instance) -> None:
    case = instance_case(one)
    assert find(case, question_of(case), tries=200).check.complete


@pytest.mark.parametrize(
    "one",
    [x for x in SMALLEST if x.kind in {Kind.BALANCE, Kind.DEADLOCK}],
    ids=lambda one: one.name,
)
def test_no_walk_finds_a_road_where_there_is_none(one: Instance) -> None:
    case = itinerary(one)
    assert find(case, question_of(case), tries=30).check.left_out


def test_every_tight_one_has_a_limit_no_larger_than_its_loose_one() -> None:
    tight = [one for one in INSTANCES if one.kind is Kind.TIGHT]
    assert list(limits()) == [one.name for one in tight]
    for one in tight:
        assert 0 <= limits()[one.name] <= loose_limit(itinerary(one))
