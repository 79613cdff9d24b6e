"""The solver shortens, bounds and proves; what it says is held against every schedule there is."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import evolve
from benches.itinerary import INSTANCES, Instance, Kind, itinerary
from benches.itinerary_limits import instance_case
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.roadmap.frames import frame, schedule, step
from tests.analysis.roadmap.naive import faults
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.case import (
    Atom,
    Basis,
    Bundle,
    Calendar,
    Case,
    Exclusion,
    Requirement,
    Step,
    Window,
)
from dipoli.analysis.roadmap import (
    Accounting,
    Means,
    Objective,
    Question,
    Status,
    check,
    find,
    question_of,
)
from dipoli.analysis.roadmap.asked import acts_of, bundles_of, steps_of
from dipoli.analysis.roadmap.cp import is_installed, shortest
from dipoli.analysis.roadmap.greedy import search
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.shortening import by_phases
from dipoli.codec.case_folder import read_case

CASES = Path(__file__).resolve().parents[3] / "cases"
LITTLE = Means(work=5.0)


def test_the_solver_is_there() -> None:
    assert is_installed()


def test_the_shortest_road_is_proven_where_the_first_walk_takes_longer() -> None:
    # Whoever takes the short step first has nothing left for the long one, until it returns.
    case = frame(
        step("long", "P1", cost={"P1>P2": 3}, recoverable=100, months=9),
        step("short", "P1", cost={"P1>P2": 2}, recoverable=100, months=2, issue=1),
        step("give", "P2", benefits={"P1": 2}, months=4, issue=2),
        limit=3,
    )
    road = find(case, question_of(case), means=LITTLE)
    assert (road.status, road.figures.months, road.bound, road.gap) == (Status.OPTIMAL, 9, 9, 0.0)
    assert road.receipt.exact


def test_no_road_is_proven_where_one_account_ends_below_zero() -> None:
    case = frame(step("a", "P1", cost={"P1>P2": 3}), limit=2)
    road = find(case, question_of(case), means=LITTLE)
    assert road.status is Status.INFEASIBLE
    assert (road.check.safe, road.check.left_out, road.bound) == (True, ("a",), None)


def test_the_peak_is_lowered_at_the_same_length_and_not_below() -> None:
    # Both fit side by side; the short one has time to wait until the other has returned its 3.
    case = frame(
        step("a", "P1", cost={"P1>P2": 3}, recoverable=100, months=2),
        step("b", "P1", cost={"P1>P2": 3}, recoverable=100, months=2, issue=1),
        step("c", "P2", months=4, issue=2),
        limit=9,
    )
    road = find(case, question_of(case), tries=1, means=LITTLE)
    assert (road.figures.months, road.figures.peak) == (4, 3)
    long = find(case, question_of(case), objectives=(Objective.SHORTEST,), tries=1, means=LITTLE)
    assert (long.figures.months, long.figures.peak) == (4, 6)


def test_what_is_asked_for_first_is_not_given_up_for_a_shorter_road() -> None:
    # All within 4 months, or the one of value first and then 6: both cannot go side by side.
    case = frame(
        step("worth", "P1", cost={"P1>P2": 2}, recoverable=100, months=2, benefits={"P2": 9}),
        step("slow", "P1", cost={"P1>P2": 2}, recoverable=100, months=4, issue=1),
        step("pay", "P2", benefits={"P1": 2}, months=2, after=("slow",), issue=2),
        limit=2,
    )
    asked = evolve(question_of(case), by=2)
    quick = find(case, asked, tries=40, means=LITTLE)
    rich = find(case, asked, objectives=(Objective.VALUE,), tries=40, means=LITTLE)
    assert (quick.figures.months, quick.status) == (6, Status.OPTIMAL)
    assert (rich.figures.value, rich.figures.months, rich.status) == (9, 8, Status.FEASIBLE)
    assert rich.bound == 6
    assert [(one.value, one.bound) for one in rich.attained] == [(0, 0), (9, 9)]


def test_a_rule_of_state_within_one_month_is_kept_by_the_order_of_starts() -> None:
    rule = Requirement(
        id="rq", if_=Atom(issue="i0", options=(1,)), then=Atom(issue="i1", options=(1,)),
        basis=Basis.TECHNICAL, reason="-",
    )  # fmt: skip
    case = frame(step("a", "P1"), step("b", "P2", issue=1), requirements=(rule,))
    said = shortest(compile_model(case, question_of(case)), seed=0, means=LITTLE)
    assert (said.status, said.value) == (Status.OPTIMAL, 1)
    assert [steps for _month, steps, _act in said.starts] == [(1,), (0,)]


def test_starts_that_no_order_within_a_month_keeps_apart_are_cut_off() -> None:
    # i0 at 1 excludes i1 at 0 and the other way round: alone neither may start, in any month.
    def bar(name: str, first: int, second: int) -> Exclusion:
        atoms = (Atom(issue=f"i{first}", options=(1,)), Atom(issue=f"i{second}", options=(0,)))
        return Exclusion(id=name, atoms=atoms, reason="-")

    case = frame(
        step("a", "P1"), step("b", "P2", issue=1), exclusions=(bar("e", 0, 1), bar("f", 1, 0)),
    )  # fmt: skip
    short = evolve(question_of(case), horizon=3)
    said = shortest(compile_model(case, short), seed=0, means=LITTLE)
    assert said.status is Status.INFEASIBLE
    together = evolve(case, bundles=(Bundle(id="bu", steps=("a", "b"), reason="-"),))
    said = shortest(compile_model(together, short), seed=0, means=LITTLE)
    assert (said.status, said.value) == (Status.OPTIMAL, 1)


def test_a_window_decides_the_length() -> None:
    case = frame(
        step("a", "P1", consents=("L1",)),
        calendars=(Calendar(body="L1", windows=(Window(from_=7, to=8, every=12),)),),
    )
    road = find(case, question_of(case), means=LITTLE)
    assert (road.status, road.figures.months, road.bound) == (Status.OPTIMAL, 8, 8)


def test_shortfalls_of_several_baskets_are_found_and_cut_off() -> None:
    case = frame(
        step("a", "P1", cost={"P1>P2": 2}, recoverable=100, months=3),
        step("b", "P1", cost={"P1>P2": 2}, recoverable=100, months=3, issue=1),
        limit=3,
    )
    asked = evolve(question_of(case), accounting=Accounting.BASKET)
    road = find(case, asked, means=LITTLE)
    assert (road.status, road.figures.months) == (Status.OPTIMAL, 6)


def test_the_same_seed_and_work_give_the_same_roadmap() -> None:
    one = next(x for x in INSTANCES if x.kind is Kind.TIGHT)
    case = instance_case(one)
    roads = [find(case, question_of(case), tries=5, means=Means(work=1.0)) for _again in range(2)]
    assert roads[0] == roads[1]


def test_the_solver_is_stopped_while_it_works_on_one_question() -> None:
    # Left alone it would work on this one for hours.
    one = next(x for x in INSTANCES if x.kind is Kind.TIGHT and x.steps == 120)
    case = instance_case(one)
    model = compile_model(case, question_of(case))
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 5

    walked = search(model, seed=0, tries=5).walk
    said = shortest(model, seed=0, means=Means(work=1e5), known=walked, stop=stop)
    assert said.status in {Status.FEASIBLE, Status.UNKNOWN}
    assert asked >= 5


@pytest.mark.parametrize("first", ["scipy", "ortools"])
def test_two_solvers_work_in_one_process_in_either_order(first: str) -> None:
    # Both carry a HiGHS of their own: whichever is loaded first must not break the other.
    script = """
import sys
def scipy():
    from scipy.optimize import milp
    assert milp([-1], bounds=(0, 7), integrality=[1]).x[0] == 7
def ortools():
    from ortools.sat.python import cp_model
    model, solver = cp_model.CpModel(), cp_model.CpSolver()
    seven = model.new_int_var(0, 7, "")
    model.maximize(seven)
    assert solver.solve(model) == cp_model.OPTIMAL and solver.value(seven) == 7
ways = {"scipy": scipy, "ortools": ortools}
for name in sorted(ways, key=lambda one: one != sys.argv[1]):
    ways[name]()
scipy()
"""
    subprocess.run([sys.executable, "-c", script, first], check=True, timeout=100)  # noqa: S603 - our own words


@pytest.mark.parametrize(
    "one",
    [next(x for x in INSTANCES if x.kind is kind) for kind in Kind],
    ids=lambda one: one.kind.value,
)
def test_frozen_itineraries_are_decided(one: Instance) -> None:
    case = instance_case(one)
    length = (Objective.SHORTEST,)
    road = find(case, question_of(case), objectives=length, tries=40, means=Means(work=20.0))
    none = one.kind in {Kind.BALANCE, Kind.DEADLOCK}
    assert (road.status is Status.INFEASIBLE) == none
    assert road.check.complete != none
    assert faults(case, road.question, road.schedule) == frozenset()
    if not none:
        assert road.gap is not None
        assert 0 <= road.gap <= 0.05


def test_more_than_a_hundred_and_twenty_steps_are_shortened_phase_by_phase() -> None:
    case = itinerary(Instance(kind=Kind.LOOSE, steps=140, seed=1))
    asked = question_of(case)
    walked = find(case, asked, tries=60)
    assert walked.check.complete
    model = compile_model(case, asked)
    found = search(model, seed=0, tries=60).walk
    known = by_phases(model, found, 0, Means(work=4.0), lambda: False)
    assert known.complete
    assert known.verified <= found.verified
    length = (Objective.SHORTEST,)
    road = find(case, asked, objectives=length, tries=60, means=Means(work=4.0))
    assert road.figures.months <= walked.figures.months
    assert faults(case, asked, road.schedule) == frozenset()


def test_the_lake_is_proven_to_lack_one_point() -> None:
    case = read_case(CASES / "lake")
    assert find(case, question_of(case), means=LITTLE).status is Status.INFEASIBLE


# ---------------------------------------------------------------- every schedule there is


def _least(case: Case, asked: Question) -> int | None:
    """The length of the shortest complete roadmap, by trying every month and order; or None."""
    steps, acts = steps_of(case, asked), acts_of(case, asked)
    units: list[tuple[str, ...]] = [(name,) for name in steps]
    bundles = [one.steps for one in bundles_of(case, asked)]
    groupings = [units, *([*(u for u in units if u[0] not in b), b] for b in bundles)]
    best: int | None = None
    for grouping in groupings:
        names = ["+".join(unit) for unit in grouping] + [f"act:{name}" for name in acts]
        for months in itertools.product(range(asked.horizon + 1), repeat=len(names)):
            ends = [
                month + max(_length(steps[name]) for name in unit)
                for unit, month in zip(grouping, months, strict=False)
            ]
            length = max(ends, default=0)
            if length > asked.horizon or (best is not None and length >= best):
                continue
            for order in itertools.permutations(range(len(names))):
                rows = sorted((months[k], place, names[k]) for place, k in enumerate(order))
                road = schedule(*((month, name) for month, _place, name in rows))
                if check(case, asked, road).complete:
                    best = length
                    break
    return best


def _length(one: Step) -> int:
    return one.months + one.verification_months


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**6))
def test_the_length_is_that_of_the_shortest_of_all_schedules(seed: int) -> None:
    case = random_road(seed)
    steps = tuple(
        evolve(one, consents=one.consents[:1] if k == 0 else (), after=one.after[:1])
        for k, one in enumerate(
            evolve(row, months=1 + row.months % 2, verification_months=row.verification_months % 2)
            for row in case.steps[:3]
        )
    )
    names = {one.id for one in steps}
    bundles = tuple(one for one in case.bundles if set(one.steps) <= names)
    small = evolve(case, steps=steps, bundles=bundles, acts=())
    accounting = random_question(seed, case).accounting
    asked = evolve(question_of(small), horizon=5, accounting=accounting)
    expected = _least(small, asked)
    model = compile_model(small, asked)
    if model.ruled_out:
        assert expected is None
        return
    said = shortest(model, seed=0, means=LITTLE)
    assert said.value == expected
    assert said.status is (Status.INFEASIBLE if expected is None else Status.OPTIMAL)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_what_the_solver_finds_is_safe_to_the_naive_checker(seed: int) -> None:
    case = random_road(seed)
    asked = random_question(seed, case)
    road = find(case, asked, tries=3, means=Means(work=1.0))
    assert faults(case, asked, road.schedule) == frozenset()
    if road.status is Status.INFEASIBLE:
        assert not road.check.complete
        assert not find(case, asked, tries=60).check.complete
    if road.bound is not None and road.check.complete:
        assert road.bound <= road.figures.months
