"""Documents drawn again with replacement, and the interval in which a figure then lies.

Theory of operation. The interval is that of percentiles, moved by how far the figure lies from the
middle of the draws, and by how unevenly single documents bear on it (BCa): agreement and F1 end at
1, and their draws lean. It is approximate. It says how far a figure hangs on the documents that
happen to be in the sample, and nothing about mistakes that all coders share.

Source: Efron and Tibshirani 1993, chapter 14 (bibliography: efron-tibshirani-1993).
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.draws import words

REPLICATES = 1_000
"""Draws unless asked otherwise."""
_ENDS = (0.025, 0.975)
_NORMAL = NormalDist()
_FEWEST = 2
_LOST = 20
"""One draw of so many may leave the figure undefined."""


@frozen(kw_only=True)
class Interval:
    """95 % of the figures from documents drawn again.

    Args:
        low: its lower end.
        high: its upper end.
        replicates: number of draws in which the figure is defined.
        undefined: number of draws in which it is not; they are left out.
    """

    low: float
    high: float
    replicates: int
    undefined: int


def times_drawn(seed: int, name: str, documents: int, replicates: int) -> NDArray[np.int64]:
    """How often each document is drawn in each draw of as many documents as there are.

    Args:
        seed: of the draws.
        name: of the stream.
        documents: number of documents.
        replicates: number of draws.

    Returns:
        Counts; shape (replicates, documents). Every row adds up to the number of documents.
    """
    if not documents:
        return np.zeros((replicates, 0), np.int64)
    drawn = words(seed, name, range(documents * replicates)) % np.uint64(documents)
    places = drawn.astype(np.int64).reshape(replicates, documents)
    places += np.arange(replicates, dtype=np.int64)[:, None] * documents
    counts = np.bincount(places.ravel(), minlength=documents * replicates)
    return counts.reshape(replicates, documents)


def interval(
    figures: NDArray[np.float64], whole: float, without: NDArray[np.float64]
) -> Interval | None:
    """The interval of a figure.

    Args:
        figures: from each draw; what is not a number is left out; shape (replicates,).
        whole: of all documents.
        without: of all documents but one, for each; shape (documents,).

    Returns:
        The interval; None with fewer than two documents, where the figure is undefined, where
        more than one draw of twenty leaves it so, since what is left would be no fair sample, and
        where all draws give one figure: an interval without width would claim what it cannot know.
    """
    defined = np.sort(figures[~np.isnan(figures)])
    undefined = len(figures) - len(defined)
    few = len(without) < _FEWEST or not len(defined) or undefined * _LOST > len(figures)
    if few or np.isnan(whole) or defined[0] == defined[-1]:
        return None
    low, high = np.quantile(defined, _levels(defined, whole, without), method="inverted_cdf")
    return Interval(low=float(low), high=float(high), replicates=len(defined), undefined=undefined)


def _levels(
    defined: NDArray[np.float64], whole: float, without: NDArray[np.float64]
) -> tuple[float, float]:
    """The shares of draws that lie below the interval and below its end."""
    below = (np.sum(defined < whole) + np.sum(defined <= whole)) / (2 * len(defined))
    if not 0 < below < 1:
        return _ENDS
    moved = _NORMAL.inv_cdf(float(below))
    kept = without[~np.isnan(without)]
    apart = kept.mean() - kept if len(kept) else kept
    spread = float((apart**2).sum()) ** 1.5
    lean = float((apart**3).sum()) / (6 * spread) if spread else 0.0

    def level(end: float) -> float:
        place = moved + _NORMAL.inv_cdf(end)
        return _NORMAL.cdf(moved + place / (1 - lean * place))

    return level(_ENDS[0]), level(_ENDS[1])
