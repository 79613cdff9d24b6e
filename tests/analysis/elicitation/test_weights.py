"""Weights from rankings and swings, beside slow and obvious second ways."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.analysis.elicitation import centroids, shared, swings


def mean_of_corners(count: int) -> list[Fraction]:
    """The centroid of all weights in order: the mean of the corners of that set.

    Its corners are the weights that are equal on the first k places and 0 on the others.
    """
    corners = [
        [Fraction(1, k) if n < k else Fraction(0) for n in range(count)]
        for k in range(1, count + 1)
    ]
    return [sum(column, Fraction(0)) / count for column in zip(*corners, strict=True)]


def mean_of_orders(ranks: tuple[int, ...]) -> tuple[Fraction, ...]:
    """With ties: the mean over every strict order that does not contradict the ranks."""
    count = len(ranks)
    weights = mean_of_corners(count)
    orders = [
        order
        for order in itertools.permutations(range(count))
        if all(ranks[a] <= ranks[b] for a, b in itertools.pairwise(order))
    ]
    total = [Fraction(0)] * count
    for order in orders:
        for place, issue in enumerate(order):
            total[issue] += weights[place]
    return tuple(one / len(orders) for one in total)


@pytest.mark.parametrize("count", range(1, 9))
def test_centroids_are_the_mean_of_what_an_order_allows(count: int) -> None:
    assert list(centroids(range(count))) == mean_of_corners(count)


def test_centroids_of_three_are_those_of_the_literature() -> None:
    found = [round(float(one), 4) for one in centroids([1, 2, 3])]
    assert found == [0.6111, 0.2778, 0.1111]


@given(st.lists(st.integers(-2, 3), min_size=1, max_size=6).map(tuple))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_ties_share_the_mean_over_all_orders(ranks: tuple[int, ...]) -> None:
    assert centroids(ranks) == mean_of_orders(ranks)


def test_a_ranking_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="at least one"):
        centroids([])


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8).filter(any))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_swings_keep_every_ratio_and_sum_to_one(points: list[int]) -> None:
    found = swings(points)
    assert sum(found) == 1
    for n, m in itertools.product(range(len(points)), repeat=2):
        assert found[n] * points[m] == found[m] * points[n]


@pytest.mark.parametrize("points", [[], [0, 0], [-1, 2]])
def test_swings_that_say_nothing_are_refused(points: list[int]) -> None:
    with pytest.raises(ValueError, match="swings"):
        swings(points)


def compositions(total: int, parts: int) -> list[tuple[int, ...]]:
    """Every way to share whole points out."""
    if parts == 1:
        return [(total,)]
    return [
        (first, *rest)
        for first in range(total + 1)
        for rest in compositions(total - first, parts - 1)
    ]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4).filter(any), st.integers(0, 9))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_no_other_whole_points_are_nearer_to_the_weights(points: list[int], total: int) -> None:
    weights = swings(points)
    found = shared(weights, total)

    def away(candidate: tuple[int, ...]) -> Fraction:
        pairs = zip(candidate, weights, strict=True)
        return sum((abs(one - weight * total) for one, weight in pairs), Fraction(0))

    assert sum(found) == total
    assert away(found) == min(map(away, compositions(total, len(weights))))


def test_weights_that_do_not_sum_to_one_are_refused() -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        shared((Fraction(1, 2),), 10)
