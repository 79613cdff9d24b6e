"""Aids for who puts a judgement into points: suggestions and hints, never figures of their own.

    weights   points from a ranking (rank-order centroids), points from swings, whole points
    hints     where what was written contradicts itself

What is suggested stands beside what was written and never in its place. That a judgement holds
together does not say that it is right.
"""

from dipoli.analysis.elicitation.hints import (
    AgainstRank,
    BasketSum,
    CrossedRange,
    Hint,
    NobodyAccepts,
    RefusedBest,
    SecondLine,
    TotalSum,
    contradictions,
    crossed,
    refused_best,
    refused_by_all,
    second_lines,
    sums,
)
from dipoli.analysis.elicitation.weights import centroids, shared, swings

__all__ = [
    "AgainstRank",
    "BasketSum",
    "CrossedRange",
    "Hint",
    "NobodyAccepts",
    "RefusedBest",
    "SecondLine",
    "TotalSum",
    "centroids",
    "contradictions",
    "crossed",
    "refused_best",
    "refused_by_all",
    "second_lines",
    "shared",
    "sums",
    "swings",
]
