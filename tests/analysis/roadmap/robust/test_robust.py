"""How far a roadmap holds, beside every subset of judgements tried one after another."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from attrs import evolve
from tests.analysis.roadmap.frames import frame, schedule, step
from tests.analysis.roadmap.roads import random_road

from dipoli.analysis.case import Case, StepRanges
from dipoli.analysis.roadmap import (
    Account,
    Accounting,
    Question,
    Roadmap,
    Schedule,
    check,
    find,
    question_of,
)
from dipoli.analysis.roadmap.answers import Happening
from dipoli.analysis.roadmap.robust import (
    Assumed,
    Judgement,
    Sample,
    What,
    drivers,
    how_far,
    judged,
    judgements_of,
    sturdy,
    worst_of,
)
from dipoli.analysis.roadmap.robust.sampling import drawn, safe_in, share_of

SEEDS = random.Random(86).sample(range(100_000), 40)
FEW = 9


def road(seed: int) -> tuple[Case, Question, Roadmap]:
    """A made-up road, kept by one of the three accountings, and a roadmap of it."""
    case = random_road(seed)
    accounting = random.Random(seed).choice(tuple(Accounting))
    asked = evolve(question_of(case), accounting=accounting)
    return case, asked, find(case, asked, tries=2)


def is_safe(case: Case, asked: Question, plan: Schedule, off: tuple[Judgement, ...]) -> bool:
    """The checker's word, with some judgements at their bad ends."""
    return check(*judged(case, asked, {one: one.bad for one in off}), plan).safe


def lowest(case: Case, asked: Question, plan: Schedule) -> int:
    """The lowest level of any account after any start."""
    trace = check(case, asked, plan).trace
    assert trace is not None
    return min(
        level
        for moment in trace.moments
        if moment.happening is Happening.STARTED
        for level in moment.levels
    )


# ---------------------------------------------------------------- the worst, exactly


@pytest.mark.parametrize("seed", SEEDS)
def test_the_worst_of_all_is_what_the_checker_finds_with_all_at_their_bad_ends(seed: int) -> None:
    case, asked, found = road(seed)
    if not found.schedule.starts:
        return
    every = judgements_of(case, asked, Assumed.percent(20))
    told = worst_of(case, asked, found.schedule, every)
    whole = judged(case, asked, {one: one.bad for one in every})
    assert told.lowest == lowest(*whole, found.schedule)
    assert told.safe_within(None) is check(*whole, found.schedule).safe


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fewest_are_the_fewest_of_all_subsets(seed: int) -> None:
    case, asked, found = road(seed)
    dice = random.Random(seed)
    every = judgements_of(case, asked, Assumed.percent(60))
    some = tuple(sorted(dice.sample(every, min(FEW, len(every))), key=every.index))
    told = worst_of(case, asked, found.schedule, some)
    sizes = [
        size
        for size in range(len(some) + 1)
        for which in itertools.combinations(some, size)
        if not is_safe(case, asked, found.schedule, which)
    ]
    if not sizes:
        assert told.weakest is None
        return
    assert told.weakest is not None
    assert len(told.weakest.judgements) == min(sizes)
    assert not is_safe(case, asked, found.schedule, told.weakest.judgements)
    assert told.safe_within(min(sizes) - 1)
    assert not told.safe_within(min(sizes))


def test_the_weakest_link_names_the_account_the_start_and_the_judgement() -> None:
    case = frame(
        step("a", "P2", benefits={"P1": 4}),
        step("b", "P1", cost={"P1>P2": 5}, issue=1),
        limit=2,
    )
    asked = question_of(case)
    plan = schedule((0, "a"), (1, "b"))
    told = worst_of(case, asked, plan, judgements_of(case, asked, Assumed.percent(30)))
    assert told.weakest is not None
    assert told.weakest.account == Account(party="P1", towards="P2")
    assert (told.weakest.start, told.weakest.level) == (1, 1)
    (one,) = told.weakest.judgements
    assert (one.what, one.step, one.low, one.coded, one.high) == (What.BENEFIT, "a", 2, 4, 6)
    assert told.lowest == 1 - 1 - 3 - 2


def test_of_an_unsafe_schedule_nothing_is_told() -> None:
    case = frame(step("b", "P1", cost={"P1>P2": 5}))
    asked = question_of(case)
    with pytest.raises(ValueError, match="safe schedules only"):
        worst_of(case, asked, schedule((0, "b")), ())


# ---------------------------------------------------------------- ranges


def test_ranges_are_those_of_the_step_else_of_the_paper_else_assumed() -> None:
    own = step("a", "P1", cost={"P1>P2": 10}, ranges=StepRanges(cost=50))
    case = frame(own, step("b", "P1", cost={"P1>P2": 10}, issue=1))
    assumed = Assumed(ranges=StepRanges(cost=10), limit=0)

    def costs(one: Case) -> list[tuple[int, int]]:
        rows = judgements_of(one, question_of(one), assumed)
        return [(row.low, row.high) for row in rows if row.what is What.COST]

    assert costs(case) == [(5, 15), (9, 11)]
    assert costs(evolve(case, step_ranges=StepRanges(cost=20))) == [(5, 15), (8, 12)]


def test_what_was_assumed_is_told_and_only_then() -> None:
    case = frame(step("a", "P1"), limit=1)
    asked = question_of(case)
    plan = schedule((0, "a"))
    assumed = Assumed.percent(10)
    assert how_far(case, asked, plan, assumed=assumed).assumed == assumed
    stated = evolve(case, step_ranges=StepRanges(cost=5), limit_range=5)
    assert how_far(stated, asked, plan, assumed=assumed).assumed is None


def test_without_ranges_nothing_can_be_off() -> None:
    case, asked, found = road(3)
    told = how_far(case, asked, found.schedule)
    assert told.judgements == 0
    assert told.fewest is None
    assert (told.share.accepted, told.share.of) == (1000, 1000)


# ---------------------------------------------------------------- drawn profiles


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_each_drawn_profile_is_judged_as_the_checker_judges_the_case_with_its_figures(
    seed: int,
) -> None:
    case, asked, found = road(seed)
    every = judgements_of(case, asked, Assumed.percent(40))
    sample = Sample(profiles=12, seed=seed)
    figures = drawn(every, sample)
    told = safe_in(case, asked, found.schedule, figures, sample.profiles)
    for n in range(sample.profiles):
        profile = judged(case, asked, {one: int(rows[n]) for one, rows in figures.items()})
        assert bool(told[n]) is check(*profile, found.schedule).safe
    counted = share_of(case, asked, found.schedule, every, sample)
    assert (counted.accepted, counted.of) == (int(np.sum(told)), 12)
    assert counted.low <= counted.accepted / 12 <= counted.high


def test_a_longer_sample_begins_with_the_shorter_one() -> None:
    case, asked, _found = road(5)
    every = judgements_of(case, asked, Assumed.percent(40))
    short, long = drawn(every, Sample(profiles=5)), drawn(every, Sample(profiles=9))
    assert all(long[one][:5].tolist() == short[one].tolist() for one in every)


# ---------------------------------------------------------------- roadmaps that hold further


@pytest.mark.parametrize("seed", SEEDS[:20])
@pytest.mark.parametrize("budget", [0, 1, 2, None])
def test_a_sturdy_roadmap_is_safe_within_its_budget(seed: int, budget: int | None) -> None:
    case, asked, _found = road(seed)
    assumed = Assumed.percent(30)
    told = sturdy(
        case, asked, budget, assumed=assumed, look=lambda one, other: find(one, other, tries=2)
    )
    assert told.check.safe
    every = judgements_of(case, asked, assumed)
    dice = random.Random(seed)
    size = len(every) if budget is None else min(budget, len(every))
    for _try in range(12):
        which = tuple(dice.sample(every, size))
        assert is_safe(case, asked, told.schedule, which)


def test_a_driver_changes_the_order_and_others_do_not() -> None:
    case = frame(
        step("a", "P1", cost={"P1>P2": 2}),
        step("b", "P2", benefits={"P1": 4}, issue=1, after=("a",)),
        limit=2,
        step_ranges=StepRanges(cost=50, benefits=50),
    )
    asked = question_of(case)
    rows = judgements_of(case, asked)
    assert {row.step for row in rows} == {"a", "b"}
    (one,) = drivers(case, asked, rows)
    assert one.judgement.step == "a"
    assert (one.low, one.high) == (False, True)


def test_the_length_with_long_durations_keeps_the_order_of_moments() -> None:
    case = frame(
        step("a", "P1", months=4, verification_months=2),
        step("b", "P2", months=3, issue=1, after=("a",)),
        step_ranges=StepRanges(months=50, verification_months=100),
    )
    told = how_far(case, question_of(case), schedule((0, "a"), (6, "b")))
    assert told.months == (6 + 4) + 5
