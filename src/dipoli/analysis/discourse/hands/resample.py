"""Documents drawn again with replacement, and the interval in which a figure then lies.

The interval is that of percentiles. It is approximate and says how far a figure hangs on the
documents that happen to be in the sample, and nothing about mistakes that all coders share.

Source: Efron and Tibshirani 1993, chapters 6 and 13 (bibliography: efron-tibshirani-1993).
"""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.draws import words

REPLICATES = 1_000
"""Draws unless asked otherwise."""
_FEWEST = 2
_LOST = 20
"""One draw of so many may leave the figure undefined."""


@frozen(kw_only=True)
class Interval:
    """95 % of the figures from documents drawn again.

    Args:
        low: the percentile 2.5.
        high: the percentile 97.5.
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


def interval(figures: NDArray[np.float64], documents: int) -> Interval | None:
    """The interval of figures, one from each draw; those that are not a number are left out.

    Args:
        figures: shape (replicates,).
        documents: number of documents that were drawn from.

    Returns:
        The interval; None with fewer than two documents, or where more than one draw of twenty
        leaves the figure undefined, since what is left would be no fair sample of draws.
    """
    defined = np.sort(figures[~np.isnan(figures)])
    undefined = len(figures) - len(defined)
    if documents < _FEWEST or not len(defined) or undefined * _LOST > len(figures):
        return None
    low, high = np.quantile(defined, (0.025, 0.975), method="inverted_cdf")
    return Interval(low=float(low), high=float(high), replicates=len(defined), undefined=undefined)
