"""Alpha: published examples, a slow reference from the definition, and what has no alpha."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dipoli.analysis.discourse.hands.alpha import Undefined, alpha, alpha_between
from dipoli.analysis.discourse.hands.resample import interval, times_drawn

BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units_of(coders: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(one for one in unit if one != ".") for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)]
)
def test_the_examples_of_krippendorff_2011(coders: Sequence[str], published: float) -> None:
    found = alpha(units_of(coders)).value
    assert found is not None
    assert round(float(found), 3) == published


def test_the_example_with_missing_values_counts_forty_values_in_eleven_units() -> None:
    found = alpha(units_of(MISSING))
    assert (found.units, found.values) == (11, 40)


def reference(units: Sequence[Sequence[object]]) -> Fraction | None:
    """Alpha from the definition: every ordered pair in a unit, every ordered pair of all values."""
    kept = [unit for unit in units if len(unit) > 1]
    values = [one for unit in kept for one in unit]
    observed = sum(
        (
            Fraction(int(unit[i] != unit[k]), len(unit) - 1)
            for unit in kept
            for i, k in itertools.permutations(range(len(unit)), 2)
        ),
        Fraction(),
    )
    chance = sum(a != b for a, b in itertools.permutations(values, 2))
    if not chance:
        return None
    return 1 - (observed / len(values)) / Fraction(chance, len(values) * (len(values) - 1))


UNITS = st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=7)


@given(UNITS)
def test_alpha_is_that_of_the_definition(units: list[list[str]]) -> None:
    assert alpha(units).value == reference(units)


@given(UNITS, st.randoms(use_true_random=False))
def test_neither_names_of_values_nor_order_matter(units: list[list[str]], dice: object) -> None:
    renamed = [[{"a": 3, "b": 1, "c": 2}[one] for one in reversed(unit)] for unit in units]
    dice.shuffle(renamed)  # type: ignore[attr-defined]
    assert alpha(renamed).value == alpha(units).value


@given(UNITS)
def test_a_unit_with_one_value_says_nothing(units: list[list[str]]) -> None:
    assert alpha([*units, ["d"], []]) == alpha(units)


@pytest.mark.parametrize(
    ("units", "why"),
    [
        ([], Undefined.NO_PAIRS),
        ([["a"], ["b"]], Undefined.NO_PAIRS),
        ([["a", "a"], ["a", "a", "a"]], Undefined.ONE_VALUE),
    ],
)
def test_where_nothing_varies_alpha_is_undefined(units: list[list[str]], why: Undefined) -> None:
    found = alpha(units)
    assert found.value is None
    assert found.why is why


# ---------------------------------------------------------------- intervals


def test_each_draw_draws_as_many_documents_as_there_are() -> None:
    times = times_drawn(4, "x", 7, 50)
    assert times.shape == (50, 7)
    assert (times.sum(axis=1) == 7).all()
    assert (times == times_drawn(4, "x", 7, 50)).all()
    assert (times != times_drawn(5, "x", 7, 50)).any()


@settings(max_examples=20)
@given(st.lists(st.lists(st.lists(st.sampled_from("ab"), max_size=3), max_size=4), max_size=4))
def test_the_interval_is_that_of_alpha_of_the_documents_drawn(
    documents: list[list[list[str]]],
) -> None:
    kept = [one for one in documents if any(len(unit) > 1 for unit in one)]

    def of(times: Sequence[int]) -> float:
        units = [unit for n, one in zip(times, kept, strict=True) for unit in one * int(n)]
        value = alpha(units).value
        return float("nan") if value is None else float(value)

    count = len(kept)
    expected = interval(
        np.array([of(row) for row in times_drawn(1, "n", count, 40)]),
        of([1] * count),
        np.array([of([int(n != k) for n in range(count)]) for k in range(count)]),
    )
    found = alpha_between(documents, 1, "n", 40)
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert found.low == pytest.approx(expected.low)
        assert found.high == pytest.approx(expected.high)
        assert found.undefined == expected.undefined


def test_one_document_has_no_interval() -> None:
    assert alpha_between([[("a", "b"), ("a", "a")]], 0, "n", 100) is None


def test_full_agreement_has_no_interval_since_draws_cannot_tell_how_far_it_holds() -> None:
    assert alpha_between([[("a", "a"), ("b", "b")]] * 6, 0, "n", 200) is None


def test_figures_that_are_mostly_undefined_have_no_interval() -> None:
    figures = np.array([0.4, 0.6] * 47 + [np.nan] * 6)
    without = np.full(9, 0.5)
    assert interval(figures, 0.5, without) is None
    assert interval(figures[:98], 0.5, without) is not None
    assert interval(figures[:98], float("nan"), without) is None


def test_where_nothing_leans_the_ends_are_the_percentiles() -> None:
    figures = np.arange(990, 0, -1).astype(float)
    found = interval(figures, 495.5, np.array([-1.0, 0.0, 1.0]))
    assert found is not None
    assert (found.low, found.high) == (25.0, 966.0)


def test_the_ends_are_those_of_another_implementation() -> None:
    """SciPy draws by itself, so that only many draws of both come to the same ends."""
    data = np.array([0.1, 0.2, 0.2, 0.4, 0.5, 0.9, 1.7, 3.0])
    times = times_drawn(3, "mean", 8, 20_000)
    found = interval(times @ data / 8, float(data.mean()), (data.sum() - data) / 7)
    theirs = stats.bootstrap(
        (data,), np.mean, n_resamples=20_000, method="BCa", rng=np.random.default_rng(1)
    ).confidence_interval
    assert found is not None
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=0.03)


def simulated(dice: random.Random, documents: int) -> list[list[tuple[bool, bool]]]:
    """Documents that differ in how often an issue is there, and two coders who err apart."""
    found = []
    for _ in range(documents):
        share = dice.betavariate(0.8, 3.2)
        truths = [dice.random() < share for _ in range(dice.choice((1, 2, 3, 6)))]
        found.append(
            [(one ^ (dice.random() < 0.07), one ^ (dice.random() < 0.07)) for one in truths]
        )
    return found


def test_the_interval_holds_the_true_alpha_in_95_of_100_simulated_samples() -> None:
    dice = random.Random(11)
    true = alpha(unit for one in simulated(dice, 30_000) for unit in one).value
    assert true is not None
    held = 0
    for seed in range(600):
        found = alpha_between(simulated(dice, 50), seed, "x", 400)
        held += found is not None and found.low <= true <= found.high
    assert 0.92 <= held / 600 <= 0.97
