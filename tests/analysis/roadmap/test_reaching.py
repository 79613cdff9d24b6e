"""As far as it goes: what is said of steps left out is held against every order of starts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.analysis.roadmap.frames import frame, step
from tests.analysis.roadmap.naive import faults
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.case import (
    Atom,
    Basis,
    Bundle,
    Calendar,
    Case,
    ConsentAct,
    Cost,
    Requirement,
    Window,
)
from dipoli.analysis.roadmap import Cause, Means, Question, Status, check, find, question_of
from dipoli.analysis.roadmap.answers import Reach, Schedule, Start
from dipoli.analysis.roadmap.asked import acts_for, acts_of, bundles_of, steps_of
from dipoli.analysis.roadmap.closure import needed_for, out_of_reach
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.greedy import search
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.reaching import followed, untimed
from dipoli.analysis.roadmap.walk import replayed
from dipoli.codec.case_folder import read_case

CASES = Path(__file__).resolve().parents[3] / "cases"
SEEDS = st.integers(0, 10**6)
LITTLE = Means(work=10.0)


def told(road: Roadmap) -> dict[str, tuple[Reach | None, int | None]]:
    return {one.step: (one.reach, one.alone) for one in road.schedule.unscheduled}


# ---------------------------------------------------------------- every order of starts


def small(seed: int) -> tuple[Case, Question]:
    """A made-up road of at most six steps, open calendars and a far horizon."""
    case = random_road(seed)
    steps = tuple(evolve(one, after=one.after[:1]) for one in case.steps[:6])
    names = {one.id for one in steps}
    case = evolve(
        case,
        steps=steps,
        bundles=tuple(one for one in case.bundles if set(one.steps) <= names),
        acts=tuple(
            evolve(act, windows=()) for act in case.acts if set(act.steps) <= names
        ),
        calendars=(),
    )  # fmt: skip
    asked = random_question(seed, random_road(seed))
    return case, evolve(
        question_of(case), accounting=asked.accounting, guarantees=asked.guarantees, horizon=240
    )


def reachable(case: Case, asked: Question) -> list[frozenset[str]]:
    """Every set of steps that some order starts, each start after all before it is verified."""
    seen: dict[frozenset[str], Schedule] = {frozenset(): Schedule(starts=())}
    ahead = [frozenset[str]()]
    units: list[tuple[str, ...]] = [(one,) for one in steps_of(case, asked)]
    units += [one.steps for one in bundles_of(case, asked)]
    while ahead:
        before = ahead.pop()
        for unit in units:
            after = before.union(unit)
            if before.isdisjoint(unit) and after not in seen:
                road = Schedule(
                    starts=(*seen[before].starts, *_next(case, asked, seen[before], unit))
                )
                if check(case, evolve(asked, wanted=()), road).safe:
                    seen[after] = road
                    ahead.append(after)
    return list(seen)


def _next(case: Case, asked: Question, road: Schedule, unit: tuple[str, ...]) -> Iterator[Start]:
    """A start of a unit and of what acts it needs, when everything before is verified."""
    steps, acts = steps_of(case, asked), acts_of(case, asked)
    spans = {name: one.months + one.verification_months for name, one in steps.items()}
    spans |= {name: act.months for name, act in acts.items()}
    month = max((start + spans[name] for name, start in road.months.items()), default=0)
    for act in dict.fromkeys(act for name in unit for act in acts_for(case, asked, steps[name])):
        if act not in road.months:
            yield Start(month=month, act=act)
            month += acts[act].months
    yield Start(month=month, steps=unit)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_what_reckoning_rules_out_starts_in_no_order(seed: int) -> None:
    case, asked = small(seed)
    model = compile_model(case, asked)
    out = {model.steps[n].id for n in out_of_reach(model)} | set(model.ruled_out)
    assert all(out.isdisjoint(one) for one in reachable(case, asked))


@example(1703)
@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_what_is_said_of_steps_left_out_holds_in_every_order(seed: int) -> None:
    case, asked = small(seed)
    road = find(case, asked, tries=5, means=LITTLE)
    sets = reachable(case, asked)
    reached = {name for start in road.schedule.starts for name in start.steps}
    assert frozenset(reached) in sets
    for name, (reach, _alone) in told(road).items():
        assert reach is not None
        having = [one for one in sets if name in one]
        assert bool(having) != reach.proven_out
        # On a few steps nothing is left undecided: what can be added has been.
        assert reach in {Reach.RECKONED, Reach.SOLVER, Reach.APART}
        assert not any(one >= reached for one in having)
    everything = frozenset(steps_of(case, asked)) in sets
    assert (road.status is Status.INFEASIBLE) == (not everything)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_without_a_solver_nothing_is_said_that_does_not_hold(seed: int) -> None:
    case, asked = small(seed)
    road = find(case, asked, tries=5)
    sets = reachable(case, asked)
    for name, (reach, alone) in told(road).items():
        having = any(name in one for one in sets)
        assert reach in {Reach.RECKONED, Reach.ALONE, Reach.OPEN}
        assert having or reach in {Reach.RECKONED, Reach.OPEN}
        assert not having or reach in {Reach.ALONE, Reach.OPEN}
        assert (alone is None) == (reach is not Reach.ALONE)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_roads_with_calendars_and_near_horizons_go_on_safely(seed: int) -> None:
    case = random_road(seed)
    asked = random_question(seed, case)
    road = find(case, asked, tries=4, means=Means(work=1.0))
    assert faults(case, asked, road.schedule) == frozenset()
    assert len(road.check.left_out) <= len(find(case, asked, tries=4).check.left_out)
    wanted = steps_of(case, asked) if asked.wanted is None else asked.wanted
    for name, (reach, _alone) in told(road).items():
        assert (reach is not None) == (name in wanted)


# ---------------------------------------------------------------- by hand


def test_a_step_that_costs_more_than_ever_comes_in_is_ruled_out_with_what_waits_for_it() -> None:
    # 3 to begin with and 2 from the other side are 5, never 6.
    case = frame(
        step("dear", "P1", cost={"P1>P2": 6}),
        step("then", "P2", after=("dear",), issue=1),
        step("give", "P2", benefits={"P1": 2}, issue=2),
        limit=3,
    )
    road = find(case, question_of(case))
    assert told(road) == {"dear": (Reach.RECKONED, None), "then": (Reach.RECKONED, None)}
    assert road.status is Status.INFEASIBLE
    assert road.schedule.months == {"give": 0}


def test_one_point_more_and_it_is_reached() -> None:
    case = frame(
        step("dear", "P1", cost={"P1>P2": 5}),
        step("give", "P2", benefits={"P1": 2}, issue=2),
        limit=3,
    )
    assert find(case, question_of(case), tries=1).check.complete


def test_a_rule_that_no_step_can_keep_rules_out_what_breaks_it() -> None:
    rule = Requirement(
        id="rq", if_=Atom(issue="i0", options=(1,)), then=Atom(issue="i1", options=(2,)),
        basis=Basis.TECHNICAL, reason="-",
    )  # fmt: skip
    case = frame(step("a", "P1"), step("b", "P2", issue=1), requirements=(rule,))
    assert told(find(case, question_of(case))) == {"a": (Reach.RECKONED, None)}


def test_a_chain_that_is_longer_than_the_horizon_is_ruled_out_by_its_months() -> None:
    case = frame(
        step("a", "P1", months=3),
        step("b", "P1", months=3, after=("a",), consents=("L1",), issue=1),
        calendars=(Calendar(body="L1", windows=(Window(from_=4, to=4, every=None),)),),
    )
    asked = question_of(case)
    assert told(find(case, evolve(asked, horizon=6))) == {"b": (Reach.RECKONED, None)}
    assert find(case, evolve(asked, horizon=7)).check.complete


def test_of_two_that_cannot_both_be_had_the_other_is_told_as_reached_alone() -> None:
    # 3 points between them, nothing comes back: one or the other.
    case = frame(
        step("a", "P1", months=2, cost={"P1>P2": 2}),
        step("b", "P1", months=5, cost={"P1>P2": 2}, issue=1),
        limit=3,
    )
    walked = find(case, question_of(case))
    (left,) = walked.schedule.unscheduled
    assert (left.reach, left.alone) == (Reach.ALONE, {"a": 2, "b": 5}[left.step])
    assert walked.status is Status.UNKNOWN
    solved = find(case, question_of(case), means=LITTLE)
    assert [one.reach for one in solved.schedule.unscheduled] == [Reach.APART]
    assert solved.status is Status.INFEASIBLE


def test_a_bundle_is_reached_by_holding_back_what_takes_its_points() -> None:
    # The small step comes first by the plan and leaves too little for the two that go as one.
    case = frame(
        step("small", "P1", months=30, cost={"P1>P2": 1}, benefits={"P2": 9}),
        step("one", "P1", cost={"P1>P2": 3}, after=("two",), issue=1),
        step("two", "P2", after=("one",), issue=2),
        bundles=(Bundle(id="bu", steps=("one", "two"), reason="-"),),
        limit=3,
    )
    road = find(case, evolve(question_of(case), wanted=("one", "two")), tries=4)
    assert road.check.complete


def test_a_decision_that_nothing_taken_needs_costs_nothing() -> None:
    # To ask for the second one leaves nothing for the first; who leaves it out need not ask.
    ask = ConsentAct(
        id="ask", title="-", body="L1", steps=("asked",), months=0,
        cost=(Cost(party="P1", towards="P2", points=2),), windows=(),
    )  # fmt: skip
    case = frame(
        step("first", "P1", cost={"P1>P2": 2}),
        step("asked", "P1", consents=("L1",), issue=1),
        acts=(ask,),
        limit=2,
    )
    road = find(case, question_of(case), means=LITTLE)
    assert len(road.schedule.starts) in {1, 2}
    assert [one.reach for one in road.schedule.unscheduled] == [Reach.APART]


def test_a_search_that_is_stopped_at_once_leaves_everything_open() -> None:
    case = frame(
        step("a", "P1", cost={"P1>P2": 2}), step("b", "P1", cost={"P1>P2": 2}, issue=1), limit=3
    )
    road = find(case, question_of(case), means=LITTLE, stop=lambda: True)
    assert [one.reach for one in road.schedule.unscheduled] == [Reach.OPEN]


def test_a_walk_follows_starts_and_one_replays_them() -> None:
    case = read_case(CASES / "korea")
    model = compile_model(case, question_of(case))
    walked = search(model, seed=0, tries=1).walk
    assert replayed(model, walked.starts) == walked
    assert followed(model, walked.starts).walk.months == walked.months
    ordered = search(untimed(model), seed=0, tries=1).walk
    after = followed(model, ordered.starts).walk
    assert {n for n, month in enumerate(after.months) if month >= 0} >= {
        n for n, month in enumerate(ordered.months) if month >= 0
    }


def test_goals_need_what_they_come_after_and_their_bundles() -> None:
    case = frame(
        step("a", "P1"),
        step("b", "P1", after=("a",), issue=1),
        step("c", "P2", after=("b",), issue=2),
        step("d", "P2", issue=3),
        bundles=(Bundle(id="bu", steps=("c", "d"), reason="-"),),
    )
    model = compile_model(case, question_of(case))
    assert needed_for(model, frozenset({2})) == {0, 1, 2, 3}
    assert needed_for(model, frozenset({1})) == {0, 1}


# ---------------------------------------------------------------- the Korean case

FAR = {"st-seal", "st-norm2", "st-five", "st-zero", "st-lift", "st-treaty"}


@pytest.mark.parametrize("seed", [0, 2])
def test_the_korean_road_goes_through_the_middle_and_not_to_the_end(seed: int) -> None:
    case = read_case(CASES / "korea")
    road = find(case, evolve(question_of(case), seed=seed))
    left = told(road)
    assert {name for name, (reach, _m) in left.items() if reach is Reach.RECKONED} == FAR
    assert {"st-othercheck", "st-sector", "st-dism", "st-basic"} <= set(road.schedule.months)
    assert {reach for name, (reach, _m) in left.items() if name not in FAR} <= {Reach.ALONE}
    assert road.status is Status.INFEASIBLE
    assert faults(case, road.question, road.schedule) == frozenset()


def test_a_body_without_a_calendar_is_never_told_to_have_no_session() -> None:
    # The solver leaves decisions out that nothing reached needs: that is not a want of sessions.
    case = read_case(CASES / "korea")
    asked = evolve(question_of(case), wanted=("st-sector", "st-sohae", "st-lift"), others=False)
    road = find(case, asked, means=Means(work=1.0))
    left = {one.step: {block.cause for block in one.blocks} for one in road.schedule.unscheduled}
    assert left["st-lift"]
    assert not case.calendars
    assert not any(Cause.WINDOW in causes for causes in left.values())
