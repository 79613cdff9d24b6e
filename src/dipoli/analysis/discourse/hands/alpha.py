"""Krippendorff's alpha for nominal values, exactly: how far coders agree beyond chance.

Theory of operation. A *unit* is what was coded, with one value from each coder who coded it. Units
with fewer than two values say nothing about agreement and are left out; a value that is missing is
no value of its own. Of ``m`` values in a unit every ordered pair counts ``1 / (m - 1)``, so that a
unit weighs as many as it has values. With ``n_c`` values of category ``c`` among all ``n``, and
``o`` the weight of pairs that differ,

    alpha = 1 - observed / expected,  observed = o / n,
    expected = (n * n - sum of n_c * n_c) / (n * (n - 1)).

1 is full agreement and 0 what chance alone would give; below 0 coders differ by more than chance.
Where all values are the same there is nothing that chance could explain, and alpha is undefined: it
is neither 0 nor 1.

Source: Krippendorff 2011, sections A to C (bibliography: krippendorff-2011), and Krippendorff 2018,
chapter 12 (bibliography: krippendorff-2018).
"""

from __future__ import annotations

import enum
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.discourse.hands.resample import Interval, interval, times_drawn

Unit = Sequence[Hashable]
"""The values that coders gave to one unit; those that are missing are left out."""
LEAST = 2
"""Values that a unit needs to say anything about agreement."""


class Undefined(enum.Enum):
    """Why there is no alpha."""

    NO_PAIRS = "no pairs"
    ONE_VALUE = "one value"


@frozen(kw_only=True)
class Alpha:
    """Agreement of coders on units.

    Args:
        value: alpha, at most 1; None where it is undefined.
        why: why it is undefined; None where it is not.
        units: number of units with two values or more.
        values: number of values in them.
        observed: share of pairs that differ; None without pairs.
        expected: share of pairs that would differ by chance; None without pairs.
        between: 95 % of resampled documents; None where it was not asked for or cannot be had.
    """

    value: Fraction | None
    why: Undefined | None
    units: int
    values: int
    observed: Fraction | None
    expected: Fraction | None
    between: Interval | None = None


@frozen(kw_only=True)
class _Counts:
    """What alpha needs of some units: weight of unlike pairs times ``scale``, and categories."""

    unlike: int
    of: Counter[Hashable]
    units: int


def alpha(units: Iterable[Unit]) -> Alpha:
    """Alpha of units, nominal, in exact fractions.

    Args:
        units: values by unit, in any order.

    Returns:
        The agreement, without an interval.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "b")]).value
    Fraction(4, 9)
    >>> alpha([("a", "a"), ("a", "a")]).why
    <Undefined.ONE_VALUE: 'one value'>
    """
    paired = [unit for unit in units if len(unit) >= LEAST]
    scale = _scale(paired)
    counts = _count(paired, scale)
    total = sum(counts.of.values())
    if not total:
        return Alpha(
            value=None, why=Undefined.NO_PAIRS, units=0, values=0, observed=None, expected=None
        )
    chance = total * total - sum(one * one for one in counts.of.values())
    observed = Fraction(counts.unlike, scale * total)
    expected = Fraction(chance, total * (total - 1))
    return Alpha(
        value=1 - observed / expected if expected else None,
        why=None if expected else Undefined.ONE_VALUE,
        units=counts.units,
        values=total,
        observed=observed,
        expected=expected,
    )


def alpha_between(
    documents: Sequence[Sequence[Unit]], seed: int, name: str, replicates: int
) -> Interval | None:
    """The interval of alpha when documents are drawn again with replacement.

    Passages of one document hang together, so documents are drawn, and not differences of single
    pairs. Source, from which we depart so: Hayes and Krippendorff 2007 (bibliography:
    hayes-krippendorff-2007).

    Args:
        documents: units by document.
        seed: of the draws.
        name: of the stream of draws, such as the issue.
        replicates: number of draws.

    Returns:
        The interval; None where fewer than two documents have units with two values or more, alpha
        is undefined in more than one draw of twenty, or all draws give one figure, as they do where
        coders agree on everything.
    """
    kept = [[unit for unit in units if len(unit) >= LEAST] for units in documents]
    kept = [units for units in kept if units]
    scale = _scale([unit for units in kept for unit in units])
    counts = [_count(units, scale) for units in kept]
    categories = list(dict.fromkeys(one for each in counts for one in each.of))
    rows = np.array(
        [[one.unlike, *(one.of[value] for value in categories)] for one in counts], np.int64
    ).reshape(len(kept), len(categories) + 1)
    whole = rows.sum(axis=0)
    return interval(
        _alphas(times_drawn(seed, name, len(kept), replicates) @ rows, scale),
        float(_alphas(whole[None, :], scale)[0]),
        _alphas(whole - rows, scale),
    )


def _alphas(sums: NDArray[np.int64], scale: int) -> NDArray[np.float64]:
    """Alpha from weights of unlike pairs and categories; not a number where it is undefined."""
    unlike, of = sums[:, 0] / scale, sums[:, 1:].astype(np.float64)
    total = of.sum(axis=1)
    chance = total * total - (of * of).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1 - (total - 1) * unlike / chance
    return np.where(chance > 0, found, np.nan)


def _scale(units: Iterable[Unit]) -> int:
    """The least number by which the weight of every pair becomes whole."""
    return math.lcm(*{len(unit) - 1 for unit in units})


def _count(units: Iterable[Unit], scale: int) -> _Counts:
    unlike, number, of = 0, 0, Counter[Hashable]()
    for unit in units:
        here = Counter(unit)
        size = len(unit)
        unlike += (size * size - sum(one * one for one in here.values())) * scale // (size - 1)
        of.update(here)
        number += 1
    return _Counts(unlike=unlike, of=of, units=number)
