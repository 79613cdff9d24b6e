"""Frontiers by counting and by sums, and the filter below them."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from benches.bargain import Bargain, bargain
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.agreement.frontier.campaigns import CAMPAIGNS, coarse, told
from tests.generators import SET, TINY, random_case

from dipoli.analysis.agreement import Means, question_of
from dipoli.analysis.agreement.enumeration import proof_of_total
from dipoli.analysis.agreement.frontier import filter as filter_
from dipoli.analysis.agreement.frontier.answers import FrontierEngine, Ints, Outgrown
from dipoli.analysis.agreement.frontier.counting import by_counting
from dipoli.analysis.agreement.frontier.filter import (
    Limits,
    Screen,
    scan_compiled,
    scan_plain,
    undominated,
)
from dipoli.analysis.agreement.frontier.finder import frontier
from dipoli.analysis.agreement.frontier.sums import by_sums
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.case import Case

SEEDS = random.Random(5).sample(range(100_000), 60)


@pytest.mark.parametrize("sentence", CAMPAIGNS)
def test_a_sample_of_the_campaign_holds(sentence: str) -> None:
    check, _owed = CAMPAIGNS[sentence]
    for seed in SEEDS:
        check(seed)


@pytest.mark.parametrize("seed", range(4))
def test_engines_agree_on_larger_bargains(seed: int) -> None:
    model = bargain_model(
        Bargain(
            parties=3, issues=8, options=3, combinations=6, singles=3, terms=6, bodies=2,
            share=Fraction(1, 3), body_share=Fraction(1, 3),
        ),
        seed,
    )  # fmt: skip
    counted, summed = by_counting(model), by_sums(model)
    assert told(counted) == told(summed)
    assert len(counted.gains)


def test_packages_of_equal_gains_are_all_counted_however_many() -> None:
    size = Bargain(parties=2, issues=42, options=3)
    case = bargain(size, 0)
    model = build(worthless(case), question_of(case))
    raw = by_sums(model, listed=2)
    assert raw.gains.tolist() == [[0, 0]]
    assert raw.counts == [3**42 - 1]
    assert raw.packages == [[(0,) * 41 + (1,), (0,) * 41 + (2,)]]


def test_what_is_counted_in_many_blocks_is_one_frontier() -> None:
    model = build(coarse_case(), question_of(coarse_case()))
    counted, summed = by_counting(model, listed=3), by_sums(model, listed=3)
    assert told(counted) == told(summed)
    assert max(counted.counts) > 3


def test_a_question_over_nobody_has_one_point() -> None:
    case = random_case(3, TINY)
    model = evolve(build(case, evolve(question_of(case), seats=())), floors=(), bars=())
    for raw in (by_counting(model, listed=1), by_sums(model, listed=1)):
        assert raw.gains.shape == (1, 0)
        assert raw.counts == [np.prod(model.sizes) - 1]


def test_sums_come_first_only_where_nothing_hangs_on_two_issues() -> None:
    plain = bargain(Bargain(parties=3, issues=5, options=3), 1)
    tied = bargain(Bargain(parties=3, issues=5, options=3, combinations=4), 1)
    for case, engine in ((plain, FrontierEngine.SUMS), (tied, FrontierEngine.ENUMERATION)):
        found = frontier(case, question_of(case), Means())
        other = frontier(case, question_of(case), Means(), engine=_other(engine))
        assert (found.engine, found.complete) == (engine, True)
        assert found.points == other.points


def _other(engine: FrontierEngine) -> FrontierEngine:
    (one,) = {FrontierEngine.SUMS, FrontierEngine.ENUMERATION} - {engine}
    return one


def test_an_engine_that_is_ended_says_so() -> None:
    model = bargain_model(Bargain(parties=4, issues=6, options=4), 1)
    for engine in (by_counting, by_sums):
        with pytest.raises(Outgrown):
            engine(model, stop=lambda: True)
    with pytest.raises(Outgrown):
        by_sums(model, most=10)
    assert len(by_sums(model, most=10_000).gains) > 10


def test_totals_beyond_the_range_of_whole_numbers_are_refused() -> None:
    model = bargain_model(Bargain(parties=4, issues=3, options=3), 1)
    floors = tuple(evolve(one, threshold=-(1 << 60)) for one in model.floors)
    proof_of_total(model)
    for engine in (by_counting, by_sums):
        with pytest.raises(ValueError, match="too large to be added"):
            engine(evolve(model, floors=floors))


vectors = st.integers(1, 4).flatmap(
    lambda numbers: st.lists(
        st.tuples(*[st.integers(-3, 3)] * numbers, st.integers(0, 7)), min_size=1, max_size=60
    )
)


@given(vectors, st.integers(1, 3))
@settings(max_examples=200)
def test_the_filter_keeps_what_nothing_dominates(drawn: list[tuple[int, ...]], seats: int) -> None:
    rows = np.array([one[:-1] for one in drawn], np.int64)
    marks = np.array([one[-1] for one in drawn], np.int64)
    kept = undominated(rows, marks, seats)
    expected = {one for one in drawn if not any(dominates(other, one, seats) for other in drawn)}
    assert {drawn[row] for row in kept.chosen} == expected
    assert len(kept.chosen) == len(expected)
    for one, owner in zip(drawn, kept.owner, strict=True):
        assert (owner >= 0) == (one in expected)
        assert owner < 0 or drawn[kept.chosen[owner]] == one


def dominates(one: tuple[int, ...], other: tuple[int, ...], seats: int) -> bool:
    """The definition: numbers and marks no worse, and some seat gains more."""
    *_numbers, better = one
    *_others, worse = other
    pairs = list(zip(one[:-1], other[:-1], strict=True))
    return (
        all(a >= b for a, b in pairs)
        and better & worse == worse
        and any(a > b for a, b in pairs[:seats])
    )


@pytest.mark.parametrize("numbers", [1, 3, 70])
def test_the_compiled_filter_is_the_plain_one(numbers: int) -> None:
    rows, marks, totals = many(numbers)
    assert (scan_compiled(rows, marks, totals) == scan_plain(rows, marks, totals)).all()
    with pytest.raises(Outgrown):
        scan_plain(rows, marks, totals, Limits(most=0))


def many(numbers: int) -> tuple[Ints, Ints, Ints]:
    """Distinct vectors in descending order of totals."""
    dice = np.random.default_rng(numbers)
    rows = np.unique(dice.integers(-40, 40, (2000, numbers)), axis=0)
    marks = dice.integers(0, 1 << 50, len(rows)) | (1 << 62) - 1 - 0b1011
    order = np.argsort(-rows.sum(axis=1), kind="stable")
    return rows[order], marks[order], rows[order].sum(axis=1)


def test_a_screen_lets_pass_what_nothing_on_it_dominates(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(0)
    held = dice.integers(0, 100, (300, 3))
    rows = np.concatenate([dice.integers(0, 130, (500, 3)), held])
    pairs = held[None, :, :] - rows[:, None, :]
    expected = ~((pairs.min(axis=2) >= 0) & (pairs.max(axis=2) > 0)).any(axis=1)
    assert (Screen.of(held).passes(rows) == expected).all()
    assert 0 < expected.sum() < len(rows)
    monkeypatch.setattr(filter_, "COMPILED", False)
    assert (Screen.of(held).passes(rows) == expected).all()


@pytest.mark.parametrize("seed", range(3))
def test_without_compiled_loops_the_answer_is_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = random_case(seed)
    model = build(case, question_of(case))
    before = told(by_counting(model))
    monkeypatch.setattr(filter_, "COMPILED", False)
    assert told(by_counting(model)) == told(by_sums(model)) == before


def bargain_model(size: Bargain, seed: int) -> Model:
    """The model of a bargain, with everybody at the table."""
    case = bargain(size, seed)
    return build(case, question_of(case))


def worthless(case: Case) -> Case:
    """The case with every value 0."""
    nothing = {
        code: evolve(
            one,
            issues=tuple(
                evolve(row, value=(0,) * 3, low=(0,) * 3, high=(0,) * 3) for row in one.issues
            ),
        )
        for code, one in case.positions[SET].items()
    }
    return evolve(case, positions={SET: nothing})


def coarse_case() -> Case:
    """A bargain of 177,147 packages, many of equal worth."""
    return coarse(bargain(Bargain(parties=3, issues=11, options=3, combinations=4), 2), step=300)
