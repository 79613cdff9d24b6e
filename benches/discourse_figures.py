"""Figures of coded texts: how long they take, and how often their intervals hold the truth.

Times are on a corpus by lot of 25,000 passages and 5 million characters. The limit beside them is
one pass over all codes in Python. Coverage is on the simulated corpora of
``tests/analysis/discourse/figures_campaigns.py``; beside the intervals in use stand those that are
not: percentiles of the draws, and percentiles corrected for bias and acceleration.

    python -m benches.discourse_figures             both tables
    python -m benches.discourse_figures times       one of them: times, coverage
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from benches.bench import timed
from benches.ledger import ROOT, Ledger, Row
from tests.analysis.discourse.counted import Said, Text, reading
from tests.analysis.discourse.figures_campaigns import DOCUMENTS, simulated, sorts

from dipoli.analysis.discourse.bootstrap import Counts, Floats, of_shares, weights
from dipoli.analysis.discourse.change import by_year
from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.common import common_words
from dipoli.analysis.discourse.comparison import compared
from dipoli.analysis.discourse.concordance import concordance
from dipoli.analysis.discourse.converge import converge
from dipoli.analysis.discourse.counts import Reading, cells
from dipoli.analysis.discourse.figures import resolves
from dipoli.analysis.discourse.salience import salience

ISSUES = tuple(f"issue_{n}" for n in range(25))
TEXTS, SENTENCES, WORDS, ACTORS, OFTEN = 390, 64, 36, 6, 0.05
ROUNDS = 100
NORMAL = NormalDist()


def main() -> int:
    """Leave the tables that were asked for."""
    asked = sys.argv[1:] or ["times", "coverage"]
    if "times" in asked:
        _times(Ledger(name="bench-figures", title="Figures of coded texts: times"))
    if "coverage" in asked:
        _coverage(Ledger(name="figures-coverage", title="Figures of coded texts: coverage"))
    return 0


def _times(ledger: Ledger) -> None:
    held = by_lot(1)
    _least, limit, _most = timed(lambda: sum(len(one.codes) for one in held.coded))
    one, other = cells(held, "speech")[:2]
    figures = salience(held, "speech").figures
    runs: dict[str, tuple[Callable[[], object], float | None]] = {
        "salience: 1,000 draws, 6 actors, 25 issues": (lambda: salience(held, "speech"), 1.0),
        "every hash of those 150 figures": (
            lambda: [resolves(held.corpus, figure) for figure in figures],
            None,
        ),
        "two actors compared, 25 issues": (lambda: compared(one, other, 1), None),
        "trends of 6 actors, 25 issues": (lambda: by_year(held, "speech"), None),
        "convergence of a pair on an issue": (
            lambda: converge(held, ("P1", "P2"), ISSUES[1], "speech"),
            None,
        ),
        "common words of a pair on an issue": (
            lambda: common_words(held, ("P1", "P2"), ISSUES[1], "speech"),
            None,
        ),
        "concordance of a plain word, no index": (lambda: concordance(held.corpus, "w17"), 0.2),
        "concordance of two words with *": (lambda: concordance(held.corpus, "w12 w1*"), None),
    }
    for name, (run, goal) in runs.items():
        ledger.take(
            name,
            lambda run=run, goal=goal: Row.of(  # type: ignore[misc]
                timed(run, 3), goal=goal, limit=limit, against="one pass over all codes"
            ),
        )
    print(f"written to {ledger.write().relative_to(ROOT)}")


def by_lot(seed: int) -> Reading:
    """A corpus of 24,960 passages of six actors."""
    dice = random.Random(seed)
    vocabulary = [f"w{n}" for n in range(3000)]
    return reading(
        [
            Text(
                file=f"{n}.txt",
                actors=(f"P{n % ACTORS}",),
                date=str(1990 + n % 30),
                said=tuple(
                    Said(
                        words=" ".join(dice.choices(vocabulary, k=WORDS)),
                        issues=tuple(one for one in ISSUES if dice.random() < OFTEN),
                        stance=dice.choice((None, *Stance)),
                    )
                    for _ in range(SENTENCES)
                ),
            )
            for n in range(TEXTS)
        ],
        *ISSUES,
    )


def _coverage(ledger: Ledger) -> None:
    for documents in DOCUMENTS:
        ledger.record(f"{documents} documents", _covered(documents))
        print(ledger.rows[f"{documents} documents"], flush=True)
    print(f"written to {ledger.write().relative_to(ROOT)}")


def _covered(documents: int) -> dict[str, object]:
    """How many of 100 intervals hold the truth, over all sorts, by sort, and by other methods."""
    dice = np.random.default_rng(documents)
    told: dict[str, list[bool]] = {"in use": [], "bounds": [], "percentiles": [], "corrected": []}
    by_sort = []
    for n, sort in enumerate(sorts(documents)):
        here = []
        for _ in range(ROUNDS):
            hits, of = simulated(sort, dice)
            drawn = weights(1, f"{n}", documents, 400)
            interval = of_shares(hits[:, None], of, drawn)[0]
            inside = interval.low <= sort.share <= interval.high
            told["bounds" if interval.bound else "in use"].append(inside)
            if not interval.bound:
                here.append(inside)
                for name, (low, high) in _others(hits, of, drawn).items():
                    told[name].append(low <= sort.share <= high)
        by_sort.append(100 * float(np.mean(here)))
    row: dict[str, object] = {
        name: round(100 * float(np.mean(held)), 1) if held else None for name, held in told.items()
    }
    return {
        **row,
        "sorts": len(by_sort),
        "lowest sort": round(min(by_sort), 1),
        "sorts below 92": sum(one < 92 for one in by_sort),
        "sorts above 97": sum(one > 97 for one in by_sort),
        "corpora": len(by_sort) * ROUNDS,
    }


def _others(hits: Counts, of: Counts, drawn: Floats) -> dict[str, tuple[float, float]]:
    """Percentiles of the draws, plain and corrected for bias and acceleration (Efron 1987)."""
    share = hits.sum() / of.sum()
    again = (drawn @ hits) / (drawn @ of)
    below = float((again < share).mean() + (again == share).mean() / 2)
    bias = NORMAL.inv_cdf(min(max(below, 1e-3), 1 - 1e-3))
    without = (hits.sum() - hits) / (of.sum() - of)
    off = without.mean() - without
    spread = float((off**2).sum())
    faster = float((off**3).sum()) / (6 * spread**1.5) if spread > 0 else 0.0
    ends = []
    for tail in (0.025, 0.975):
        z = bias + NORMAL.inv_cdf(tail)
        ends.append(NORMAL.cdf(bias + z / (1 - faster * z)))
    plain, corrected = np.quantile(again, [0.025, 0.975]), np.quantile(again, ends)
    return {
        "percentiles": (float(plain[0]), float(plain[1])),
        "corrected": (float(corrected[0]), float(corrected[1])),
    }


if __name__ == "__main__":
    sys.exit(main())
