"""The best package by a figure, by going through all that come near a bound.

Theory of operation. A dual gives weights and the largest weighted sum of gains. A package that is
better than the best one known loses at most so much against that sum; all that lose so little are
gone through (Lagrangian relaxation and enumeration, Carlyle, Royset and Wood 2008), first those
that lose very little, then more, until none that is left out could be better: then the best one is
proven, and how many packages equal it is known. Ended before, the search still proves a bound: what
it has not seen loses more than all that it has.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Callable

import numpy as np
from attrs import frozen

from dipoli.analysis.agreement.compiled import COMPILED
from dipoli.analysis.agreement.limit import Limit
from dipoli.analysis.agreement.near.buckets import Plan
from dipoli.analysis.agreement.near.dual import UNIT, Aim, Dual, dual
from dipoli.analysis.agreement.near.frame import LOST, LOW, lay_out, with_reach
from dipoli.analysis.agreement.near.grid import Ints
from dipoli.analysis.agreement.near.walk import (
    KEPT,
    LOGARITHM,
    RATIO,
    SMALLEST,
    SUM,
    Goal,
    begin,
    walk,
)

STRETCH = 1 << 22
"""Choices between two looks at the clock."""
_FIRST, _GROWTH = 4096, 1.5


class Kind(enum.IntEnum):
    """What is made as large as possible; the numbers are those that the compiled loop knows."""

    SMALLEST = SMALLEST
    RATIO = RATIO
    LOGARITHM = LOGARITHM
    SUM = SUM


@frozen(kw_only=True, eq=False)
class Sought:
    """A figure over seats.

    Args:
        kind: which figure.
        seats: number of seats; their floors come first.
        shares: for `Kind.RATIO`, ideal gains; a seat with 0 is left out.
        sums: for `Kind.SUM`, whole weights; for `Kind.LOGARITHM`, gains of a package near which
            the best one is looked for.
    """

    kind: Kind
    seats: int
    shares: tuple[int, ...] = ()
    sums: tuple[int, ...] = ()


@frozen(kw_only=True, eq=False)
class Near:
    """What a search gave.

    Args:
        packages: packages of the best figure, at most `KEPT`; options of the free issues.
        best: the figure as the loop reckons it; minus infinity without a package.
        equal: how many packages have it, among those gone through.
        bound: no package of the zone exceeds it.
        complete: all that could be better were gone through.
        weights: of the dual; whole.
        most: largest weighted sum under them.
        seen: packages of the zone met.
        choices: choices made.
    """

    packages: tuple[tuple[int, ...], ...]
    best: float
    equal: int
    bound: float
    complete: bool
    weights: Ints
    most: int
    seen: int
    choices: int


def search(
    found: Plan,
    sought: Sought,
    limit: Limit,
    improved: Callable[[tuple[int, ...]], None] = lambda _options: None,
    below: Callable[[float], None] = lambda _bound: None,
) -> Near:
    """Look for the best package by a figure.

    Args:
        found: order of elimination, with the question.
        sought: the figure.
        limit: how long it may take.
        improved: told each better package as it is met, by options of the free issues.
        below: told what no package exceeds, as that is proven.

    Returns:
        The best packages met and the bound that was proven.
    """
    held = dual(found, _aim(found, sought), stop=limit.stop)
    choices = limit.choices if COMPILED else limit.choices // 100
    goal = _goal(sought, held)
    needs = np.where(found.grid.always, 0, LOW)
    if sought.kind == Kind.LOGARITHM:
        needs[: sought.seats] = 1
    frame, least = lay_out(found.grid, held.tables, needs)
    widest = int(np.where(least < LOST, least, 0).max(axis=1, initial=0).sum())
    kept = np.zeros((KEPT, len(found.order)), np.int64)
    row = np.zeros(sought.seats, np.int64)
    state = np.array([-math.inf, 0, 0, 0, 0], np.float64)
    told, stretch = -math.inf, min(STRETCH, max(1, choices)) if not limit.first else 1 << 12
    best_kept: Ints = kept[:0]
    slack, done = max(1, widest // _FIRST), -1
    below(_bound(sought, held, done))
    while done < _needed(goal, sought, float(state[0])):
        slack = min(slack, _needed(goal, sought, float(state[0])))
        framed = with_reach(found.grid, frame, least, slack)
        stack = begin(framed)
        state[1] = state[3] = state[4] = 0
        while stack.depth[0] >= 0 and state[2] < choices and not limit.stop():
            walk(framed, goal, stack, np.array([slack, stretch]), kept, row, state)
            if state[1]:
                best_kept = kept[: int(state[1])].copy()
            if state[0] > told:
                told = float(state[0])
                improved(tuple(int(one) for one in kept[0]))
            if limit.first and state[1]:
                break
        if stack.depth[0] >= 0:
            break
        done = slack
        below(max(float(state[0]), _bound(sought, held, done)))
        slack = math.ceil(slack * _GROWTH)
    best = float(state[0])
    complete = done >= _needed(goal, sought, best)
    return Near(
        packages=tuple(tuple(map(int, one)) for one in best_kept),
        best=best,
        equal=int(state[4]),
        bound=best if complete else max(best, _bound(sought, held, done)),
        complete=complete,
        weights=held.weights,
        most=held.tables.most,
        seen=int(state[3]),
        choices=int(state[2]),
    )


def _aim(found: Plan, sought: Sought) -> Aim:
    floors = len(found.grid.base)
    given, shares = np.zeros(floors), np.zeros(floors)
    mine = slice(0, sought.seats)
    if sought.kind == Kind.SUM:
        given[mine] = sought.sums
        return Aim(given=given, free=found.grid.always)
    if sought.kind == Kind.LOGARITHM:
        given[mine] = np.mean(sought.sums) / np.array(sought.sums)
        return Aim(given=given, free=found.grid.always)
    shares[mine] = 1
    if sought.kind == Kind.RATIO:
        ideals = np.maximum(0, sought.shares)
        shares[mine] = ideals / max(1.0, float(ideals.mean()))
    return Aim(given=given, free=found.grid.always, shares=shares)


def _goal(sought: Sought, held: Dual) -> Goal:
    shares = np.array(sought.shares if sought.kind == Kind.RATIO else (1,) * sought.seats)
    return Goal(
        kind=int(sought.kind),
        seats=sought.seats,
        shares=shares.astype(np.float64),
        sums=np.array(sought.sums if sought.kind == Kind.SUM else (0,) * sought.seats, np.int64),
        most=held.tables.most,
        divisor=_divisor(sought, held),
    )


def _divisor(sought: Sought, held: Dual) -> float:
    """Weighted points that a package needs at least for each unit of its figure."""
    weights = [int(one) for one in held.weights[: sought.seats]]
    if sought.kind == Kind.SUM:
        return float(UNIT)
    if sought.kind == Kind.SMALLEST:
        return float(sum(weights))
    if sought.kind == Kind.RATIO:
        return float(sum(w * max(0, s) for w, s in zip(weights, sought.shares, strict=True)))
    return 0.0


def _needed(goal: Goal, sought: Sought, best: float) -> int:
    """What a package that is at least as good as the best one known loses at most."""
    if best == -math.inf:
        return goal.most
    if sought.kind == Kind.LOGARITHM:
        inside = (best + _logs(sought)) / sought.seats
        asked = sought.seats * math.exp(inside) * (1 - 1e-12)
    else:
        asked = best * goal.divisor * (1 - 1e-12)
    return min(goal.most, goal.most - math.floor(asked) + 1)


def _bound(sought: Sought, held: Dual, done: int) -> float:
    """What no package can exceed that loses more than all that were gone through."""
    left = held.tables.most - max(0, done)
    if sought.kind != Kind.LOGARITHM:
        return left / max(_divisor(sought, held), 1.0) if left > 0 else 0.0
    if left <= 0:
        return -math.inf
    return sought.seats * math.log(left / sought.seats) - _logs(sought)


def _logs(sought: Sought) -> float:
    """Sum of the logarithms of the given weights, as whole numbers."""
    given = np.mean(sought.sums) / np.array(sought.sums)
    return float(np.log(np.rint(given * UNIT)).sum())
