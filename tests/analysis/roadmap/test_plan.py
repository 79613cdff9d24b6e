"""The plan of a roadmap says what its schedule says, and decisions stand where they are needed."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.roadmap.frames import frame, step
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.case import Bundle, Calendar, Case, Window
from dipoli.analysis.roadmap import question_of
from dipoli.analysis.roadmap.asked import acts_for, acts_of, steps_of
from dipoli.analysis.roadmap.effort import Effort, Ended, ended, find_within
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.plan import Plan, calendar_month, plan_of

SEEDS = st.integers(min_value=0, max_value=10_000)


@functools.cache
def planned(seed: int) -> tuple[Case, Roadmap, Plan]:
    """A made-up road with a roadmap that was found for it."""
    case = random_road(seed)
    found = find_within(case, random_question(seed, case), Effort(tries=3, work=0))
    return case, found, plan_of(case, found)


@settings(max_examples=60)
@given(SEEDS)
def test_every_bar_is_a_start_of_the_schedule_and_every_start_a_bar(seed: int) -> None:
    case, found, plan = planned(seed)
    steps, question = steps_of(case, found.question), found.question
    told = {
        bar.step.id: (bar.start, bar.worked, bar.verified, len(bar.together)) for bar in plan.bars
    }
    assert told == {
        name: (
            start.month,
            start.month + steps[name].months,
            start.month
            + steps[name].months
            + steps[name].verification_months
            + question.more_verification,
            len(start.steps) - 1,
        )
        for start in found.schedule.starts
        for name in start.steps
    }
    assert all(bar.verified <= plan.months for bar in plan.bars)


@settings(max_examples=60)
@given(SEEDS)
def test_steps_are_numbered_once_in_the_order_of_their_starts(seed: int) -> None:
    case, found, plan = planned(seed)
    assert [row.number for row in plan.waiting] == list(range(1, len(plan.waiting) + 1))
    assert {row.step.id for row in plan.waiting} == set(steps_of(case, found.question))
    starts = [bar.start for bar in plan.bars]
    assert starts == sorted(starts)
    assert [bar.number for bar in plan.bars] == list(range(1, len(plan.bars) + 1))
    assert [row.reached for row in plan.waiting] == sorted(
        (row.reached for row in plan.waiting), reverse=True
    )


@settings(max_examples=60)
@given(SEEDS)
def test_what_is_not_drawn_as_a_bar_is_told_as_left_out(seed: int) -> None:
    _case, found, plan = planned(seed)
    left = {number for number, _one in plan.left_out}
    assert left == {row.number for row in plan.waiting if not row.reached}
    assert all(one.blocks for _number, one in plan.left_out)
    assert found.check.safe


@settings(max_examples=60)
@given(SEEDS)
def test_curves_are_the_trace_of_the_checker_account_by_account(seed: int) -> None:
    case, found, plan = planned(seed)
    trace = found.check.trace
    assert trace is not None
    curves = {curve.account: curve for curve in plan.curves}
    assert {*curves, *plan.undrawn} == set(trace.accounts)
    for n, account in enumerate(trace.accounts):
        assert (account in plan.undrawn) == (trace.peaks()[n] == 0)
        if account in plan.undrawn:
            continue
        curve = curves[account]
        assert (curve.limit, curve.peak) == (trace.opening[n], trace.peaks()[n])
        for month in range(plan.months + 1):
            until = [one for one in trace.moments if one.month <= month]
            shown = [points for when, points in curve.points if when <= month]
            assert shown[-1] == trace.exposure(until[-1])[n]
    order = [case.members.index(curve.account.party) for curve in plan.curves]
    assert order == sorted(order)


@settings(max_examples=60)
@given(SEEDS)
def test_a_decision_that_costs_nothing_is_put_as_late_as_a_step_needs_it(seed: int) -> None:
    case, found, plan = planned(seed)
    acts, steps = acts_of(case, found.question), steps_of(case, found.question)
    starts = found.schedule.months
    for body in plan.decisions:
        for row in body.rows:
            needed = min(
                starts[name]
                for name in starts
                if name in steps and row.act.id in acts_for(case, found.question, steps[name])
            )
            assert row.decided <= needed
            later = range(row.put + 1, needed - row.act.months + 1)
            if not acts[row.act.id].cost:
                assert not any(
                    all(
                        any(window.is_open(month + row.act.months) for window in windows)
                        for windows in body.windows
                    )
                    for month in later
                )


@settings(max_examples=60)
@given(SEEDS)
def test_a_step_stands_after_all_that_it_waits_for(seed: int) -> None:
    _case, _found, plan = planned(seed)
    for row in plan.waiting:
        assert all(plan.waiting[one - 1].layer < row.layer for one in row.after)
        assert all(row.number in plan.waiting[one - 1].opens for one in row.after)
        longest = [plan.waiting[one - 1].layer + 1 for one in row.after]
        assert row.layer == max(longest, default=0)


def test_steps_of_a_bundle_that_wait_for_each_other_have_layers_all_the_same() -> None:
    bundle = Bundle(id="both", steps=("one", "two"), reason="Together.")
    case = frame(
        step("one", "P1", after=("two",)), step("two", "P2", after=("one",)), bundles=(bundle,)
    )
    plan = plan_of(case, find_within(case, question_of(case), Effort(tries=1, work=0)))
    assert [bar.together for bar in plan.bars] == [(2,), (1,)]
    assert {row.layer for row in plan.waiting} <= {0, 1, 2}


def test_a_body_with_sessions_decides_in_the_last_one_that_is_in_time() -> None:
    case = frame(
        step("first", "P1", months=7),
        step("then", "P1", after=("first",), consents=("P2",)),
        calendars=(Calendar(body="P2", windows=(Window(from_=1, to=1, every=4),)),),
    )
    (body,) = plan_of(case, find_within(case, question_of(case), Effort(tries=1, work=0))).decisions
    assert [(row.put, row.decided) for row in body.rows] == [(5, 5)]


def test_the_calendar_month_is_counted_from_the_day_of_the_case() -> None:
    months = [calendar_month("2019-11-30", month) for month in (0, 1, 2, 14, 1200)]
    assert months == ["2019-11", "2019-12", "2020-01", "2021-01", "2119-11"]


def test_a_search_says_why_it_ended() -> None:
    case = frame(step("first", "P1"), step("then", "P1", after=("first",)))
    question = question_of(case)
    ticks = iter(range(100))
    assert ended(find_within(case, question, Effort(tries=3, work=0))) is Ended.WHOLE
    stopped = find_within(case, question, Effort(tries=3, work=0, stop=lambda: True))
    late = find_within(
        case, question, Effort(tries=9, work=0, limit=2, clock=lambda: float(next(ticks)))
    )
    assert ended(stopped) is Ended.STOPPED
    assert ended(late) is Ended.TIME
    assert stopped.check.complete
    assert late.receipt.seconds is not None
    assert late.receipt.seconds > 2


@pytest.mark.parametrize("changes", [{"tries": 0}, {"limit": 0.0}, {"limit": -1.0}])
def test_an_effort_that_makes_no_sense_are_refused(changes: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Effort(**changes)  # type: ignore[arg-type]
