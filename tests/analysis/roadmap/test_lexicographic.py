"""One objective after another: what is reached, what is proven of it, and what is not."""

from __future__ import annotations

import pytest
from attrs import evolve
from benches.itinerary import INSTANCES, Kind
from benches.itinerary_limits import instance_case
from tests.analysis.roadmap.campaigns import objectives_are_best
from tests.analysis.roadmap.frames import frame, step
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.case import Case, ConsentAct, Cost
from dipoli.analysis.roadmap import (
    Accounting,
    Attained,
    Means,
    Objective,
    Reach,
    Status,
    find,
    finder,
    lexicographic,
    question_of,
)
from dipoli.analysis.roadmap.figures import OBJECTIVES, order_of
from dipoli.analysis.roadmap.greedy import Found, search
from dipoli.analysis.roadmap.lexicographic import Search, attain
from dipoli.analysis.roadmap.model import Model, compile_model
from dipoli.analysis.roadmap.reaching import Reached
from dipoli.analysis.roadmap.solving import Solved
from dipoli.analysis.roadmap.walk import Walk, walk

LITTLE = Means(work=5.0)
SHORTEST, PEAK, BALANCED, VALUE = Objective


def _rows(attained: tuple[Attained, ...]) -> list[tuple[Objective | None, int, int | None]]:
    return [(one.objective, one.value, one.bound) for one in attained]


def _trade() -> Case:
    """P1 gives 3 twice and has each back after two months; P2 gives 1 once, for good.

    Side by side they take 2 months and draw P1 by 6; one after the other 4 months and 3.
    """
    return frame(
        step("a", "P1", cost={"P1>P2": 3}, recoverable=100, months=2),
        step("b", "P1", cost={"P1>P2": 3}, recoverable=100, months=2, issue=1),
        step("c", "P2", cost={"P2>P1": 1}, benefits={"P1": 5}, secured=0, months=1, issue=2),
        limit=9,
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((SHORTEST, PEAK), [(SHORTEST, 2, 2), (PEAK, 6, 6)]),
        ((PEAK, SHORTEST), [(PEAK, 3, 3), (SHORTEST, 4, 4)]),
        ((BALANCED, PEAK), [(BALANCED, 3, 3), (PEAK, 3, 3)]),
        ((SHORTEST, BALANCED), [(SHORTEST, 2, 2), (BALANCED, 6, 6)]),
    ],
)
def test_what_is_asked_for_first_decides(
    order: tuple[Objective, ...], expected: list[tuple[Objective, int, int]]
) -> None:
    # P3 is never drawn: the spread is the peak of P1.
    case = _trade()
    road = find(case, question_of(case), objectives=order, tries=1, means=LITTLE)
    assert _rows(road.attained) == [(None, 0, 0), *expected]
    assert road.receipt.parameters["compared by walks alone"] == "none"


def test_a_member_with_several_accounts_is_as_far_exposed_as_all_together() -> None:
    # Towards each 2, at one moment 4, unless one waits for the other to come back.
    case = frame(
        step("a", "P1", cost={"P1>P2": 2}, recoverable=100, months=2),
        step("b", "P1", cost={"P1>P3": 2}, recoverable=100, months=2, issue=1),
        limit=5,
    )
    asked = question_of(case)
    road = find(case, asked, objectives=(SHORTEST, BALANCED), tries=1, means=LITTLE)
    assert _rows(road.attained)[1:] == [(SHORTEST, 2, 2), (BALANCED, 4, 4)]
    road = find(case, asked, objectives=(BALANCED, SHORTEST), tries=1, means=LITTLE)
    assert _rows(road.attained)[1:] == [(BALANCED, 2, 2), (SHORTEST, 4, 4)]


def test_value_counts_what_is_verified_by_the_month() -> None:
    case = frame(
        step("slow", "P1", cost={"P1>P2": 2}, recoverable=100, months=4, issue=1),
        step("worth", "P1", cost={"P1>P2": 2}, recoverable=100, months=2, benefits={"P2": 9}),
        limit=2,
    )
    asked = question_of(case)
    for by, value in ((1, 0), (2, 9), (None, 9)):
        question = evolve(asked, by=by)
        road = find(case, question, objectives=(VALUE, SHORTEST), tries=1, means=LITTLE)
        assert _rows(road.attained)[1:] == [(VALUE, value, value), (SHORTEST, 6, 6)]


def test_an_act_that_costs_is_not_put_to_make_exposures_alike() -> None:
    # Were P2 drawn by 2 as well, the spread would be 0; no step that is taken needs the act.
    act = ConsentAct(
        id="act", title="Act", body="L2", steps=("other",), months=0,
        cost=(Cost(party="P2", towards="P1", points=2),),
    )  # fmt: skip
    case = frame(
        step("a", "P1", cost={"P1>P2": 2}),
        step("b", "P3", cost={"P3>P2": 2}, issue=2),
        step("other", "P2", cost={"P2>P3": 3}, consents=("L2",), issue=1),
        limit=4,
        acts=(act,),
    )
    only = evolve(question_of(case), wanted=("a", "b"))
    road = find(case, only, objectives=(PEAK, BALANCED), tries=1, means=LITTLE)
    assert _rows(road.attained) == [(None, 0, 0), (PEAK, 2, 2), (BALANCED, 2, 2)]
    assert [start.act for start in road.schedule.starts if start.act] == []


# ---------------------------------------------------------------- wanted steps left out


def _either() -> Case:
    """There is room for 4 points: for one step, or for the two others."""
    return frame(
        step("dear", "P1", cost={"P1>P2": 4}),
        step("one", "P1", cost={"P1>P2": 2}, issue=1, months=3),
        step("two", "P1", cost={"P1>P2": 2}, issue=2),
        limit=4,
    )


def test_the_fewest_steps_left_out_come_first_and_are_proven() -> None:
    case = _either()
    road = find(case, question_of(case), tries=1, means=LITTLE)
    assert road.status is Status.INFEASIBLE
    assert road.check.left_out == ("dear",)
    assert _rows(road.attained)[:2] == [(None, 1, 1), (SHORTEST, 3, 3)]
    assert all(one.proven for one in road.attained)


def test_without_a_solver_nothing_is_proven_that_reckoning_does_not_prove() -> None:
    case = _trade()
    road = find(case, question_of(case), tries=1)
    assert [one.bound for one in road.attained] == [0, None, None, None]
    assert [one.by_walks_alone for one in road.attained] == [False, True, True, True]
    told = road.receipt.parameters["compared by walks alone"]
    assert told == ", ".join(one.value for one in OBJECTIVES)


def test_a_step_reached_before_and_left_out_now_is_told_as_in_another_roadmap() -> None:
    # Two ways to leave one out of two; the shorter is asked for first, whatever walks found.
    case = frame(
        step("long", "P1", cost={"P1>P2": 3}, months=9),
        step("short", "P1", cost={"P1>P2": 3}, issue=1, months=2),
        limit=4,
    )
    road = find(case, question_of(case), tries=1, means=LITTLE)
    assert road.check.left_out == ("long",)
    (left,) = road.schedule.unscheduled
    assert left.reach in {Reach.APART, Reach.ALONE}
    assert left.alone == 9


def test_steps_that_take_each_others_place_are_apart_where_no_roadmap_leaves_out_fewer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The longest is reached first, and no other beside it; then another is taken in its place.
    def to_the_longest(model: Model, *_a: object, **_k: object) -> Reached:
        alone = {n: walk(model, [0.0] * 3, skipped=frozenset({0, 1, 2} - {n})) for n in range(3)}
        found = Found(walk=alone[0], rank=(0.0,) * 3, holds={})
        return Reached(found=found, reach=dict.fromkeys((1, 2), Reach.APART), roads=alone)

    monkeypatch.setattr(finder, "further", to_the_longest)
    case = frame(
        step("long", "P1", cost={"P1>P2": 3}, months=9),
        step("short", "P1", cost={"P1>P2": 3}, issue=1, months=2),
        step("dear", "P1", cost={"P1>P2": 4}, issue=2, months=5),
        limit=4,
    )
    road = find(case, question_of(case), tries=1, means=LITTLE)
    assert set(road.check.left_out) == {"long", "dear"}
    assert {one.step: one.reach for one in road.schedule.unscheduled} == {
        "long": Reach.APART,
        "dear": Reach.APART,
    }


def test_an_act_put_for_a_step_that_never_starts_is_no_part_of_the_figures() -> None:
    act = ConsentAct(
        id="act", title="Act", body="L2", steps=("other",), months=0,
        cost=(Cost(party="P2", towards="P1", points=2),),
    )  # fmt: skip
    case = frame(
        step("a", "P1", cost={"P1>P2": 1}),
        step("other", "P2", cost={"P2>P3": 5}, consents=("L2",), issue=1),
        limit=4,
        acts=(act,),
    )
    road = find(case, question_of(case), tries=1)
    assert road.check.trace is not None
    assert road.figures.peak == max(road.check.trace.peaks()) == 1
    assert [start.act for start in road.schedule.starts if start.act] == []


def test_a_stop_leaves_the_best_so_far_and_says_what_no_solver_looked_at() -> None:
    case = _trade()
    model = compile_model(case, question_of(case))
    known = search(model, seed=0, tries=1).walk
    given = Search(
        model=model, objectives=OBJECTIVES, by=None, seed=0, means=LITTLE, stop=lambda: True
    )
    walk, attained = attain(given, known)
    assert walk == known
    assert [one.by_walks_alone for one in attained] == [False, True, True, True]


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Solved(status=Status.INFEASIBLE, value=None, bound=None, starts=()), "denies"),
        (Solved(status=Status.OPTIMAL, value=0, bound=0, starts=((0, (0,), -1),)), "not what"),
        (Solved(status=Status.UNKNOWN, value=None, bound=7, starts=()), "beyond the bound"),
    ],
)
def test_what_does_not_fit_is_never_told(
    said: Solved, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = frame(step("a", "P1", cost={"P1>P2": 3}), limit=3)
    model = compile_model(case, question_of(case))
    known = search(model, seed=0, tries=1).walk
    monkeypatch.setattr(lexicographic, "best_for", lambda *_a, **_k: said)
    given = Search(model=model, objectives=(PEAK,), by=None, seed=0, means=LITTLE)
    with pytest.raises(RuntimeError, match=words):
        attain(given, known)


# ---------------------------------------------------------------- larger questions


def _walks(case: Case, order: tuple[Objective, ...]) -> list[tuple[int, ...]]:
    """What ever better walks are worth in an order of objectives; lower is better."""
    model = compile_model(case, question_of(case))
    met: list[Found] = []

    def measure(one: Walk) -> tuple[int, ...]:
        return order_of(model, order, None, one)

    search(model, seed=3, tries=40, measure=measure, told=lambda _n, found: met.append(found))
    return [measure(found.walk) for found in met]


@pytest.mark.parametrize("kind", [Kind.LOOSE, Kind.TIGHT, Kind.CONSENTS])
@pytest.mark.parametrize("order", [(BALANCED, SHORTEST), (PEAK, VALUE), (VALUE, BALANCED)])
def test_no_walk_is_better_than_a_bound(kind: Kind, order: tuple[Objective, ...]) -> None:
    case = instance_case(next(x for x in INSTANCES if x.kind is kind))
    road = find(case, question_of(case), objectives=order, tries=5, means=Means(work=1.0))
    signs = [-1 if one.objective is VALUE else 1 for one in road.attained]
    values = [sign * one.value for sign, one in zip(signs, road.attained, strict=True)]
    bounds = [
        None if one.bound is None else sign * one.bound
        for sign, one in zip(signs, road.attained, strict=True)
    ]
    assert bounds[0] == 0
    for worth in _walks(case, order):
        for k, bound in enumerate(bounds):
            if bound is not None and all(w <= v for w, v in zip(worth[:k], values, strict=False)):
                assert worth[k] >= bound


def test_the_same_seed_gives_the_same_roadmap_and_bounds() -> None:
    case = instance_case(next(x for x in INSTANCES if x.kind is Kind.TIGHT))
    order = (BALANCED, VALUE)
    roads = [
        find(case, question_of(case), objectives=order, tries=5, means=Means(work=1.0))
        for _again in range(2)
    ]
    assert roads[0] == roads[1]


@pytest.mark.parametrize("accounting", Accounting)
def test_roads_of_every_accounting_are_the_best_of_all(accounting: Accounting) -> None:
    seeds = [n for n in range(60) if random_question(n, random_road(n)).accounting is accounting]
    for seed in seeds[:3]:
        objectives_are_best(seed)
