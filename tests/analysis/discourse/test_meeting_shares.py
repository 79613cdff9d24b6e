"""Shares of pairs of passages that meet in a way: beside a slow count and a slow bootstrap."""

from __future__ import annotations

import math
import random
from statistics import variance

import numpy as np
import pytest
from scipy import stats
from tests.analysis.discourse.counted import Said, Text, reading
from tests.analysis.discourse.meeting_campaigns import MEETS, shares_of_pairs_cover

from dipoli.analysis.discourse.bootstrap import weights
from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.converge import Convergence, converge
from dipoli.analysis.discourse.meeting import Meeting
from dipoli.analysis.discourse.meeting_shares import (
    BOUND,
    NO_PAIR,
    STANCES,
    TOO_FEW_RAISE,
    of_pairs,
)

FOR, AGAINST = Stance.SUPPORTS, Stance.OPPOSES


def test_intervals_of_a_few_shares_hold_the_truth() -> None:
    shares_of_pairs_cover(1, 60)


def told(one: list[list[Stance]], other: list[list[Stance]]) -> Convergence:
    """Two actors, each with documents whose passages on peace take these stances."""
    texts = [
        Text(
            file=f"{actor}/{n}.txt",
            actors=(actor,),
            said=tuple(Said(words="peace", issues=("peace",), stance=each) for each in stances)
            or (Said(words="Thank you."),),
            date=f"{2000 + n}",
        )
        for actor, side in (("P1", one), ("P2", other))
        for n, stances in enumerate(side)
    ]
    (found,) = converge(reading(texts), ("P1", "P2"), "peace", "speech")
    return found


def test_it_is_the_share_of_pairs_with_an_interval_around_it() -> None:
    found = told([[FOR], [FOR, AGAINST], [FOR]] * 3, [[FOR], [AGAINST], [FOR, FOR]] * 2)
    # 9 of 12 and 6 of 8 support, 3 of 12 and 2 of 8 oppose: 54 + 6 of 96 are compatible
    one = dict(found.shares)[Meeting.COMPATIBLE]
    assert one.value == 60 / 96
    assert one.interval is not None
    assert 0 < one.interval.low < 60 / 96 < one.interval.high < 1
    assert not one.interval.bound


def test_without_a_pair_it_is_unknown_and_with_few_documents_it_has_no_interval() -> None:
    silent = dict(told([[FOR]] * 6, [[]] * 6).shares)[Meeting.COMPATIBLE]
    assert (silent.value, silent.interval, silent.why) == (None, None, NO_PAIR)
    # twelve documents each, of which four raise the issue
    few = dict(told([[FOR]] * 4 + [[]] * 8, [[FOR]] * 12).shares)[Meeting.COMPATIBLE]
    assert (few.value, few.interval, few.why) == (1.0, None, TOO_FEW_RAISE)


def test_where_no_pair_or_every_pair_meets_so_it_is_a_bound() -> None:
    found = dict(told([[FOR]] * 10, [[FOR]] * 20).shares)
    edge = (1 - 0.025 ** (1 / 10)) + (1 - 0.025 ** (1 / 20))
    for way, low, high in (
        (Meeting.COMPATIBLE, 1 - edge, 1.0),
        (Meeting.OPPOSED, 0.0, edge),
    ):
        interval = found[way].interval
        assert interval is not None
        assert interval.bound
        assert (interval.low, interval.high) == pytest.approx((low, high))
        assert found[way].why == BOUND


@pytest.mark.parametrize("seed", range(2))
def test_the_interval_is_that_of_a_slow_bootstrap_of_documents(seed: int) -> None:
    dice = random.Random(f"slow/{seed}")
    sides = [
        [[dice.randrange(len(STANCES)) for _ in range(dice.randint(1, 4))] for _ in range(count)]
        for count in (8, 13)
    ]
    way = dice.choice([Meeting.COMPATIBLE, Meeting.OPPOSED, Meeting.UNKNOWN])

    def share(one: list[list[int]], other: list[list[int]]) -> float:
        pairs = [
            MEETS[way][mine][theirs]
            for first in one
            for mine in first
            for second in other
            for theirs in second
        ]
        return float(sum(pairs) / len(pairs))

    value = share(sides[0], sides[1])
    spreads, degrees, least = [], [], 0.0
    for n, side in enumerate(sides):
        rest = sides[1 - n]

        def held(documents: list[list[int]], n: int = n, rest: list[list[int]] = rest) -> float:
            return share(documents, rest) if n == 0 else share(rest, documents)

        drawn = [held(dice.choices(side, k=len(side))) for _ in range(1500)]
        spreads.append(variance(drawn) * len(side) / (len(side) - 1))
        off = [(held([one]) - value) * len(one) for one in side]
        squares, fourth = sum(one**2 for one in off), sum(one**4 for one in off)
        degrees.append(min(max(3 * squares**2 / fourth, 1), len(side) - 1))
        passages = [one for document in side for one in document]
        least += sum((held([[one]]) - value) ** 2 for one in passages) / len(passages) ** 2
    welch = sum(spreads) ** 2 / sum(
        one**2 / free for one, free in zip(spreads, degrees, strict=True)
    )
    t = float(stats.t.ppf(0.975, welch))
    over = t**2 * max(sum(spreads), least) / (value * (1 - value))
    half = math.sqrt(over * value * (1 - value) + over**2 / 4)
    low, high = ((value + over / 2 + sign * half) / (1 + over) for sign in (-1, 1))
    counts = [
        np.array([[document.count(one) for one in range(len(STANCES))] for document in side], float)
        for side in sides
    ]
    found = of_pairs(
        (counts[0], counts[1]),
        MEETS[way],
        (weights(seed, "one", 8, 4000), weights(seed, "other", 13, 4000)),
    )
    assert found.value == pytest.approx(value)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=0.015)
