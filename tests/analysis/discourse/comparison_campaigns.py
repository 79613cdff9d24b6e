"""What is owed in numbers of corpora for comparisons, one seed at a time: `make campaign` runs all.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from tests.analysis.discourse.figures_campaigns import HIGHEST, LOWEST, Sort, simulated

from dipoli.analysis.discourse.bootstrap import Interval, apart, of_shares, weights
from dipoli.analysis.discourse.change import slopes_of
from dipoli.analysis.discourse.comparison import by_chance
from dipoli.analysis.discourse.discoveries import Rule, adjusted

ROUNDS = 150
TREND_ROUNDS = 600
"""For slopes, of which one seed otherwise counts too few: of 1,800 intervals that hold the truth in
96.2 of 100, chance alone puts the mean of one seed in thirty above 97. More draws of documents
within an interval change nothing there (97.1, 97.2 and 97.1 of 100 with 400, 1,600 and 6,400 draws
at one such seed); four times the corpora halve the error of the count."""
SHARES = ((0.05, 0.05), (0.05, 0.1), (0.02, 0.06), (0.2, 0.25))
SIZES = (("even", "even"), ("varied", "varied"), ("varied", "even"))
DOCUMENTS = ((5, 10), (10, 10), (30, 12))
FALSE = 0.07
"""So often at most is a p of 0.05 or less told where there is no difference."""


def differences_cover(seed: int, rounds: int = ROUNDS) -> None:
    """Of 100 intervals of a difference 92 to 97 hold the true one, over all sorts of pairs."""
    for documents in DOCUMENTS:
        dice = np.random.default_rng([seed, *documents])
        held = []
        for shares in SHARES:
            for sizes in SIZES:
                for spread in (0.0, 0.7, 1.1):
                    for _ in range(rounds):
                        sides = [
                            _told(dice, documents[n], shares[n], spread, sizes[n], seed)
                            for n in (0, 1)
                        ]
                        (one, first), (other, second) = sides
                        told = apart(one, first, other, second)
                        if not told.bound:
                            held.append(told.low <= shares[0] - shares[1] <= told.high)
        assert LOWEST <= np.mean(held) <= HIGHEST, f"{documents}: {np.mean(held):.3f}"


def _told(
    dice: np.random.Generator, documents: int, share: float, spread: float, sizes: str, seed: int
) -> tuple[Interval, float]:
    sort = Sort(documents=documents, share=share, spread=spread, sizes=sizes)
    hits, of = simulated(sort, dice)
    drawn = weights(seed, sizes, documents, 400)
    return of_shares(hits[:, None], of, drawn)[0], float(hits.sum() / of.sum())


def chance_is_told_as_chance(seed: int, rounds: int = ROUNDS) -> None:
    """Where both sides are of one kind, or of one share only, few p fall below 0.05."""
    for documents in DOCUMENTS:
        dice = np.random.default_rng([seed, *documents, 1])
        alike, unlike = [], []
        for share in (0.01, 0.05, 0.2):
            for spread in (0.0, 0.7, 1.1):
                for _ in range(rounds):
                    sorts = [
                        Sort(documents=n, share=share, spread=spread, sizes="varied")
                        for n in documents
                    ]
                    alike.append(_chance(sorts, dice, seed))
                    sorts[0] = Sort(documents=documents[0], share=share, spread=0.3, sizes="even")
                    unlike.append(_chance(sorts, dice, seed))
        assert np.mean(np.array(alike) <= 0.05) <= FALSE, f"{documents}: {alike}"
        assert np.mean(np.array(unlike) <= 0.05) <= 0.09, f"{documents}: unlike spreads"


def _chance(sorts: list[Sort], dice: np.random.Generator, seed: int) -> float:
    (hits, of), (others, of_others) = (simulated(sort, dice) for sort in sorts)
    return float(by_chance(hits[:, None], of, others[:, None], of_others, seed, 999)[0])


def trends_cover(seed: int, rounds: int = TREND_ROUNDS) -> None:
    """Of 100 intervals of a slope 92 to 97 hold the true one; where it is nought, few p are low."""
    for documents in (8, 15, 30):
        dice = np.random.default_rng([seed, documents, 2])
        held, chance = [], []
        years = np.arange(2000.0, 2000.0 + documents)
        for slope in (0.0, 0.003):
            for spread in (0.0, 0.7, 1.1):
                for sizes in ("even", "varied"):
                    for _ in range(rounds):
                        sort = Sort(documents=documents, share=0.1, spread=spread, sizes=sizes)
                        _none, of = simulated(sort, dice)
                        own = 0.08 + slope * (years - 2000)
                        if spread:
                            own = own * dice.gamma(1 / spread**2, spread**2, documents)
                        hits = dice.binomial(of, np.minimum(own, 1.0))
                        found, half, p = slopes_of(hits[:, None], of, years, seed, "t", 400, 999)
                        held.append(abs(float(found[0]) - slope) <= float(half[0]))
                        if slope == 0:
                            chance.append(float(p[0]))
        assert LOWEST <= np.mean(held) <= HIGHEST, f"{documents}: {np.mean(held):.3f}"
        assert np.mean(np.array(chance) <= 0.05) <= FALSE, f"{documents}: {chance}"


def discoveries_are_mostly_true(seed: int) -> None:
    """Of what is called different after correction, at most 5 in 100 are chance, on average.

    A hundred questions of 40 comparisons, ten of which are of a true difference, with p that hang
    together; the mean share of false ones among those called is held against the rate.
    """
    dice = np.random.default_rng([seed, 3])
    for rule in Rule:
        false = []
        for _ in range(300):
            shared = dice.normal(0, 1) if rule is Rule.ANY_DEPENDENCE else 0.0
            values = np.sqrt(0.5) * (
                dice.normal(0, 1, 40) + shared * np.sign(np.arange(40) % 2 - 0.5)
            )
            if rule is Rule.INDEPENDENT:
                values = dice.normal(0, 1, 40)
            values[:10] += 3.5
            raw = [float(2 * _upper(abs(value))) for value in values]
            called = [n for n, p in enumerate(adjusted(raw, rule)) if p is not None and p <= 0.05]
            false.append(sum(n >= 10 for n in called) / max(1, len(called)))
        assert np.mean(false) <= 0.06, f"{rule}: {np.mean(false):.3f}"


def _upper(value: float) -> float:
    return 1 - NormalDist().cdf(value)


CAMPAIGNS: dict[str, tuple[Callable[[int], None], int]] = {
    "intervals of differences hold the truth in 92 to 97 of 100": (differences_cover, 20),
    "comparisons of equals are told as chance": (chance_is_told_as_chance, 20),
    "intervals of trends hold the truth in 92 to 97 of 100": (trends_cover, 20),
    "of discoveries 5 in 100 are chance": (discoveries_are_mostly_true, 20),
}
"""Sentence to the check and the number of seeds that are owed."""
