"""Weights under which the largest weighted sum of gains is as small as can be: a bound with proof.

Theory of operation. Whatever weights of floors are chosen, none negative, no package of the zone
brings more than the largest weighted sum over all packages. Some weights are given (of what is
maximised), others are free (of floors that must not be missed, or that share a stated total when
the smallest gain is maximised). The best free weights are found by cutting planes (Kelley 1960)
inside a region that shrinks when a step fails; what is returned are whole weights and the largest
sum that was reckoned for them, so that the bound does not rest on the floating point of the search.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.near.buckets import Plan, Tables, tables
from dipoli.analysis.agreement.near.grid import Ints
from dipoli.analysis.agreement.program import Linear

Floats = NDArray[np.float64]
UNIT = 1 << 20
"""Weights are whole numbers; so many stand for a weight of one."""
_ROUNDS = 120
_ENOUGH = 2e-5
_TINY = 1e-4


@frozen(kw_only=True, eq=False)
class Aim:
    """What is maximised.

    Args:
        given: weights of floors that are fixed; shape (floors,).
        free: floors whose weights are chosen; shape (floors,).
        shares: for the smallest gain: what a unit of it asks of each floor (1, or the ideal);
            weights times these add up to 1, and 0 of a floor that is only not to be missed.
            None where all are.
    """

    given: Floats
    free: NDArray[np.bool_]
    shares: Floats | None = None


@frozen(kw_only=True, eq=False)
class Dual:
    """Weights and what they prove.

    Args:
        weights: whole, not negative; shape (floors,).
        tables: reckoned for them.
    """

    weights: Ints
    tables: Tables


def dual(
    found: Plan,
    aim: Aim,
    *,
    rounds: int = _ROUNDS,
    stop: Callable[[], bool] = lambda: False,
    until: float | None = None,
) -> Dual:
    """The best weights that some rounds of cutting planes find.

    Args:
        found: the order of elimination.
        aim: what is maximised.
        rounds: at most so many.
        stop: asked before each round; True ends the search with what was found.
        until: ends the search too once the bound lies below this, or once it is seen that no
            weights can bring it there; None to go on to the best weights.

    Returns:
        The weights with the smallest bound, and their tables.
    """
    free = np.flatnonzero(aim.free)
    center, unit = _start(aim, free)
    best = _at(found, aim, center)
    if not len(free):
        return best
    value = _value(best)
    cuts: list[Floats] = []
    latest = best
    size = 1.0 / len(free)
    for _round in range(rounds):
        if stop() or size < _TINY or (until is not None and value < until):
            break
        cuts.append(_gains(found, latest))
        if until is not None and _out_of_reach(cuts, aim, free, unit, until):
            break
        step = _master(np.array(cuts), aim, free, center, size * unit)
        if step is None:
            break
        aimed, at = step
        if value - aimed <= _ENOUGH * max(1.0, abs(value)):
            if size >= 1.0 / len(free):
                break
            size = min(1.0, size * 8)
        latest = _at(found, aim, at)
        reached = _value(latest)
        if reached < value:
            if value - reached > (value - aimed) / 2:
                size = min(1.0, size * 2)
            best, value, center = latest, reached, at
        else:
            size /= 2
    return best


def _out_of_reach(
    cuts: list[Floats], aim: Aim, free: NDArray[np.intp], unit: Floats, until: float
) -> bool:
    """Whether all weights that share the total leave more than this, so far as cuts tell."""
    if aim.shares is None:
        return False
    whole = _master(np.array(cuts), aim, free, np.zeros(len(aim.given)), unit * len(free))
    return whole is not None and whole[0] > until


def _start(aim: Aim, free: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Weights to begin with, and what a large step of each free weight is."""
    center, unit = np.zeros(len(aim.given)), np.ones(len(free))
    if aim.shares is not None and len(free):
        sharing = free[aim.shares[free] > 0]
        center[sharing] = 1 / (len(sharing) * aim.shares[sharing])
        most = 1 / aim.shares[sharing]
        unit[:] = most.min()
        unit[aim.shares[free] > 0] = most
    return center, unit


def _at(found: Plan, aim: Aim, free: Floats) -> Dual:
    weights = np.rint((aim.given + free) * UNIT).astype(np.int64)
    return Dual(weights=weights, tables=tables(found, weights))


def _value(one: Dual) -> float:
    return one.tables.most / UNIT


def _gains(found: Plan, one: Dual) -> Floats:
    return np.asarray(found.grid.points(one.tables.best()), np.float64)


def _master(
    cuts: Floats, aim: Aim, free: NDArray[np.intp], center: Floats, size: Floats
) -> tuple[float, Floats] | None:
    """Weights near the best ones for which the cuts allow least, and what they allow."""
    gains = cuts[:, free]
    scale = max(1.0, float(np.abs(cuts).max()))
    cost = np.zeros(len(free) + 1)
    cost[-1] = 1.0
    rows = np.hstack([gains / scale, -np.ones((len(cuts), 1))])
    limits = -(cuts @ aim.given) / scale
    low = np.maximum(0.0, center[free] - size)
    high = center[free] + size
    solved = Linear(
        cost=cost,
        rows=rows,
        limits=limits,
        total=None if aim.shares is None else np.append(aim.shares[free], 0.0),
        bounds=[*zip(low.tolist(), high.tolist(), strict=True), (None, None)],
    ).solve()
    if solved is None:
        return None
    allowed, columns = solved
    at = np.zeros(len(center))
    at[free] = np.maximum(columns[:-1], 0.0)
    return allowed * scale, at
