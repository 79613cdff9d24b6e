"""Weights from what people can say: an order of importance, or how much each swing matters.

A *rank-order centroid* is the mean of all weights that an order allows: those that sum to 1 and of
which none is below 0 or above the one before it. So much, and no more, does a ranking say. A *swing
weight* asks more: how much does it matter to go from the worst to the best of this issue, if the
greatest such swing is 100.

Source: bibliography: barron-barrett-1996 (rank-order centroids); bibliography:
von-winterfeldt-edwards-1986,
section 8 (swing weights). Departure: issues of one rank share the mean of the centroids of the
places that they take up; weights are exact fractions.

Neither shows that the weights are right, nor how sure they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def centroids(ranks: Sequence[int]) -> tuple[Fraction, ...]:
    """Rank-order centroid weights.

    Args:
        ranks: of each issue; the smallest is the most important, equal ones matter the same.

    Returns:
        The weight of each; they sum to 1.

    Raises:
        ValueError: there is no issue.

    >>> [str(one) for one in centroids([1, 2, 3])]
    ['11/18', '5/18', '1/9']
    >>> [str(one) for one in centroids([2, 1, 2])]
    ['7/36', '11/18', '7/36']
    """
    count = len(ranks)
    if not count:
        message = "a ranking has at least one issue"
        raise ValueError(message)
    places = [Fraction(0)] * (count + 1)
    for place in range(count - 1, -1, -1):  # the last place has 1/n of 1/n, each other one more
        places[place] = places[place + 1] + Fraction(1, count * (place + 1))
    order = sorted(ranks)
    taken = {rank: [n for n, one in enumerate(order) if one == rank] for rank in set(ranks)}
    mean = {rank: sum((places[n] for n in at), Fraction(0)) / len(at) for rank, at in taken.items()}
    return tuple(mean[rank] for rank in ranks)


def swings(points: Sequence[int | Fraction]) -> tuple[Fraction, ...]:
    """Weights in proportion to how much each swing from worst to best matters.

    Args:
        points: of each swing, from 0 up; the greatest is 100 by custom, and need not be.

    Returns:
        The weight of each; they sum to 1.

    Raises:
        ValueError: one is below 0, or none is above.

    >>> [str(one) for one in swings([100, 50, 50])]
    ['1/2', '1/4', '1/4']
    """
    total = sum(map(Fraction, points), Fraction(0))
    if total <= 0 or min(points) < 0:
        message = "swings are 0 or more, and one of them matters"
        raise ValueError(message)
    return tuple(Fraction(one) / total for one in points)


def shared(weights: Sequence[Fraction], total: int) -> tuple[int, ...]:
    """Whole points in proportion to weights, by largest remainders.

    Each gets its share rounded down; points that are left over go to the largest remainders, of
    equal ones to the first.

    Args:
        weights: from 0 up; they sum to 1.
        total: the points to be shared out, from 0 up.

    Returns:
        Points that sum to ``total``; each differs from its share by less than 1.

    Raises:
        ValueError: the weights do not sum to 1, or one is below 0.

    >>> shared((Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)), 100)
    (34, 33, 33)
    """
    if sum(weights) != 1 or min(weights) < 0:
        message = "weights are 0 or more and sum to 1"
        raise ValueError(message)
    exact = [one * total for one in weights]
    points = [int(one) for one in exact]
    rest = sorted(range(len(points)), key=lambda n: (points[n] - exact[n], n))
    for n in rest[: total - sum(points)]:
        points[n] += 1
    return tuple(points)
