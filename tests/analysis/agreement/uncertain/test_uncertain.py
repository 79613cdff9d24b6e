"""Ranges carried through to the last figure."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from tests.analysis.agreement.uncertain.reference import uncertain_case
from tests.generators import SET, random_case, with_position

from dipoli.analysis.agreement import Means, Reading, Rule, Verdict, find, question_of
from dipoli.analysis.agreement.program import Outcome, Program, Status
from dipoli.analysis.agreement.uncertain import Run, Sample, ask, largest, robust
from dipoli.analysis.agreement.uncertain.answers import SEARCHED
from dipoli.analysis.agreement.uncertain.budget import errors_of, solve_budget
from dipoli.analysis.agreement.uncertain.judgements import draw_profiles
from dipoli.analysis.agreement.uncertain.largest import search
from dipoli.analysis.agreement.uncertain.shares import accepted_by_all
from dipoli.analysis.agreement.uncertain.solving import one_by_one
from dipoli.analysis.case import Case, IssuePosition, Position
from dipoli.analysis.share import share
from dipoli.codec.case_folder import read_case

ROOT = Path(__file__).parents[4]
LAKE = read_case(ROOT / "cases" / "lake")
FEW = Sample(profiles=60, seed=5)
COUNTED = Means(counted=1 << 20)
SOLVED = Means(counted=0)
seeds = st.integers(0, 10**6)
few = settings(max_examples=15, deadline=None)


@given(st.integers(1, 3000), st.data())
def test_intervals_are_wilsons(of: int, data: st.DataObject) -> None:
    accepted = data.draw(st.integers(0, of))
    told = share(accepted, of)
    wilson = binomtest(accepted, of).proportion_ci(0.95, method="wilson")
    assert told.low == pytest.approx(wilson.low, abs=1e-12)
    assert told.high == pytest.approx(wilson.high, abs=1e-12)
    assert told.low <= accepted / of <= told.high


def test_another_party_or_issue_shifts_no_draw_of_the_others() -> None:
    made = ask(LAKE, question_of(LAKE), FEW).judgements
    fewer = ask(LAKE, question_of(LAKE, away=("XAL",)), FEW).judgements
    whole, rest = draw_profiles(made, range(20)), draw_profiles(fewer, range(20))
    place = {holder.floor.code: h for h, holder in enumerate(made.holders)}
    for h, holder in enumerate(fewer.holders):
        assert (rest.worth[h] == whole.worth[place[holder.floor.code]]).all()
    shorter = evolve(LAKE, issues=LAKE.issues[:-1], positions=_without(LAKE, LAKE.issues[-1].id))
    shorter = evolve(shorter, requirements=(), exclusions=(), synergies=(), consents=())
    plain = evolve(LAKE, synergies=(), consents=())
    one = draw_profiles(ask(plain, question_of(plain), FEW).judgements, range(20))
    other = draw_profiles(ask(shorter, question_of(shorter), FEW).judgements, range(20))
    left = len(shorter.issues)
    assert (other.importance == one.importance[:, :left]).all()


def _without(case: Case, issue: str) -> dict[str, dict[str, Position]]:
    def mine(rows: tuple[IssuePosition, ...]) -> tuple[IssuePosition, ...]:
        return tuple(row for row in rows if row.issue != issue)

    return {
        name: {
            code: evolve(one, issues=mine(one.issues), red_lines=()) for code, one in held.items()
        }
        for name, held in case.positions.items()
    }


@given(seeds)
@few
def test_without_ranges_every_profile_is_the_question_as_coded(seed: int) -> None:
    case = random_case(seed)
    for code, position in case.positions[SET].items():
        rows = tuple(
            evolve(row, importance_range=(row.importance,) * 2, low=row.value, high=row.value)
            for row in position.issues
        )
        case = with_position(case, evolve(case.positions[SET][code], issues=rows))
    asked = ask(case, question_of(case), FEW)
    coded = find(case, question_of(case), COUNTED)
    for means in (COUNTED, SOLVED):
        told = search(asked.judgements, FEW, means, one_by_one, print)
        assert told.common.every is coded.verdict
        assert told.accepted == (60 if coded.verdict is Verdict.COMMON_GROUND else 0)


@given(seeds)
@few
def test_a_budget_of_none_is_as_coded_and_of_all_is_the_cautious_reading(seed: int) -> None:
    case = random_case(seed)
    asked = question_of(case)
    errors = errors_of(case, asked)
    ends = ((0, Reading.CODED), (errors.most, Reading.CAUTIOUS))
    for budget, reading in ends:
        verdict, _package = solve_budget(errors, budget, 60.0)
        assert verdict is find(case, evolve(asked, reading=reading), COUNTED).verdict


@given(seeds)
@few
def test_a_larger_budget_is_borne_by_no_more_packages(seed: int) -> None:
    case = uncertain_case(seed)
    errors = errors_of(case, question_of(case))
    found = [
        solve_budget(errors, budget, 60.0)[0] is Verdict.COMMON_GROUND
        for budget in range(errors.most + 1)
    ]
    assert found == sorted(found, reverse=True)


def test_what_ran_out_of_time_is_unknown_and_never_none(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = Outcome(status=Status.LIMIT, columns=None, value=None, bound=None)
    monkeypatch.setattr(Program, "solve", lambda _self, _objective, _limit: ended)
    asked = ask(LAKE, question_of(LAKE), FEW)
    told = largest(asked, "zone", Run(sample=FEW, means=SOLVED))
    assert told.verdict is Verdict.UNKNOWN
    assert (told.common.found, told.common.none, told.common.unknown) == (0, 0, 60)
    assert (told.common.low, told.common.high) == (0.0, 1.0)
    assert (told.accepted, told.bound) == (0, 60)
    assert not told.proven
    assert solve_budget(asked.errors, 1, 1.0) == (Verdict.UNKNOWN, None)


def test_the_lake_from_end_to_end() -> None:
    asked = question_of(LAKE)
    heard: list[str] = []
    run = Run(sample=FEW, means=COUNTED, progress=heard.append)
    given_package = {issue.id: 0 for issue in LAKE.issues} | {LAKE.issues[0].id: 1}
    told = robust(LAKE, asked, run, given=given_package)
    assert heard
    assert [one.about for one in told.baskets] == [one.id for one in LAKE.baskets]
    assert [one.rule for one in told.rules] == list(Rule)
    assert told.zone.proven
    assert told.zone.judged is not None
    assert list(told.zone.judged.shares.each)[: len(asked.seats)] == list(asked.seats)
    assert told.given is not None
    assert dict(told.given.package) == given_package
    assert told.receipt.seed == FEW.seed
    assert told.receipt.assumptions[0].startswith("Each judgement is most likely")
    again = robust(LAKE, asked, Run(sample=FEW, means=COUNTED), given=given_package)
    assert again == told


def test_the_package_found_is_told_by_profiles_that_were_not_searched() -> None:
    sample = Sample(profiles=SEARCHED + 500)
    assert len(sample.searched()) == SEARCHED
    assert not set(sample.searched()) & set(sample.judged())
    assert len(sample.judged()) == sample.profiles


def test_more_profiles_only_add_profiles() -> None:
    asked = ask(LAKE, question_of(LAKE), FEW)
    told = search(asked.judgements, FEW, COUNTED, one_by_one, print)
    assert told.options is not None
    short = accepted_by_all(draw_profiles(asked.judgements, range(40)), told.options)
    long = accepted_by_all(draw_profiles(asked.judgements, range(90)), told.options)
    assert np.array_equal(long[:40], short)


def test_points_too_large_to_be_added_are_refused() -> None:
    case = random_case(1)
    position = case.positions[SET]["P1"]
    rows = tuple(
        evolve(row, importance=1 << 30, importance_range=(0, 1 << 31)) for row in position.issues
    )
    huge = with_position(case, evolve(position, issues=rows))
    with pytest.raises(ValueError, match="too large"):
        ask(huge, question_of(huge), FEW)
