"""The compiled loop: every package that loses at most so much, one after another, depth first.

Issues are chosen in the order opposite to their elimination, so that what an option loses is known
when it is chosen; options stand in ascending order of loss, and what would lose too much, or could
leave a floor missed whatever follows, is not entered.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dipoli.analysis.agreement.compiled import loop
from dipoli.analysis.agreement.near.grid import Ints

SMALLEST: Final = 0
"""Gains in ascending order, compared one after another (leximin), exactly."""
RATIO: Final = 1
"""Smallest of gain over share."""
LOGARITHM: Final = 2
"""Sum of logarithms of gains; every seat must gain."""
SUM: Final = 3
"""Weighted sum of gains, exactly."""

KEPT: Final = 64
"""At most so many of the best packages are kept."""


LEVELS: Final = 64
"""In so many steps of what may still be lost is told what can still be gained."""


class Frame(NamedTuple):
    """A question as the loop needs it; ragged rows are padded, with their lengths beside.

    ``need`` is what the whole search asks of each floor, far below any gain for none.
    """

    issue: Ints  # by depth
    size: Ints  # by depth
    start: Ints  # by depth: where its rows begin in option and loss
    ties: Ints  # by depth: how many issues its row depends on
    tie: Ints  # (depth, tie): issue
    stride: Ints  # (depth, tie)
    option: Ints  # flat: options of a row in ascending order of loss
    loss: Ints  # flat
    worth: Ints  # (floor, issue, option)
    base: Ints  # (floor,)
    need: Ints  # (floor,)
    reach: Ints  # (LEVELS + 1, depth + 1, floor): most that can still be added, by what may be lost
    level: int  # weighted points between two levels
    term_floor: Ints
    term_points: Ints
    term_size: Ints
    term_issue: Ints  # (term, atom)
    term_held: NDArray[np.bool_]  # (term, atom, option)
    bar_gate: Ints
    bar_size: Ints
    bar_issue: Ints
    bar_held: NDArray[np.bool_]
    call_gate: Ints
    call_issue: Ints
    call_held: NDArray[np.bool_]  # (call, option)
    floor_gate: Ints  # (floor,): gate or -1
    gates: int
    group: NDArray[np.bool_]  # (group, issue)


class Goal(NamedTuple):
    """What is sought.

    ``divisor``: weight units per unit of the figure, by which a better figure tightens the search;
    0 where it does not.
    """

    kind: int
    seats: int
    shares: NDArray[np.float64]  # (seats,): for RATIO; <= 0 leaves a seat out
    sums: Ints  # (seats,): for SUM
    most: int
    divisor: float


@loop
def acceptable(  # noqa: C901, PLR0912 - one compiled loop
    frame: Frame, chosen: Ints, gains: Ints
) -> bool:
    """Whether a package is in the zone; fills the gains of all floors."""
    for f in range(len(frame.base)):
        gains[f] = frame.base[f]
    for k in range(len(chosen)):
        for f in range(len(frame.base)):
            gains[f] += frame.worth[f, k, chosen[k]]
    for t in range(len(frame.term_floor)):
        holds = True
        for a in range(frame.term_size[t]):
            if not frame.term_held[t, a, chosen[frame.term_issue[t, a]]]:
                holds = False
                break
        if holds:
            gains[frame.term_floor[t]] += frame.term_points[t]
    called = np.zeros(frame.gates + 1, np.bool_)
    for c in range(len(frame.call_gate)):
        issue = frame.call_issue[c]
        if issue < 0 or frame.call_held[c, chosen[issue]]:
            called[frame.call_gate[c]] = True
    for f in range(len(frame.base)):
        gate = frame.floor_gate[f]
        if gains[f] < 0 and (gate < 0 or called[gate]):
            return False
    for b in range(len(frame.bar_gate)):
        gate = frame.bar_gate[b]
        if gate >= 0 and not called[gate]:
            continue
        holds = True
        for a in range(frame.bar_size[b]):
            if not frame.bar_held[b, a, chosen[frame.bar_issue[b, a]]]:
                holds = False
                break
        if holds:
            return False
    for g in range(len(frame.group)):
        moved = False
        for k in range(len(chosen)):
            if frame.group[g, k] and chosen[k] > 0:
                moved = True
                break
        if not moved:
            return False
    return True


@loop
def figure(goal: Goal, gains: Ints) -> float:
    """The figure of a package, by its kind; minus infinity where it has none."""
    if goal.kind == RATIO:
        least = np.inf
        for s in range(goal.seats):
            if goal.shares[s] > 0:
                least = min(least, gains[s] / goal.shares[s])
        return least
    if goal.kind == LOGARITHM:
        total = 0.0
        for s in range(goal.seats):
            if gains[s] <= 0:
                return -np.inf
            total += np.log(gains[s])
        return total
    if goal.kind == SUM:
        whole = 0
        for s in range(goal.seats):
            whole += goal.sums[s] * gains[s]
        return float(whole)
    smallest = gains[0]
    for s in range(goal.seats):
        smallest = min(smallest, gains[s])
    return float(smallest)


@loop
def ahead(one: Ints, other: Ints) -> int:
    """Which of two ascending rows is larger where they first differ: 1, 0 or -1."""
    for s in range(len(one)):
        if one[s] != other[s]:
            return 1 if one[s] > other[s] else -1
    return 0


@loop
def fill(
    reach: Ints, flat: Ints, depth_of: Ints, loss_of: Ints, worth_of: Ints, slack: int
) -> None:
    """The most that a floor can still gain, by what may still be lost and by depth.

    A knapsack filled in order of worth per loss, its last piece cut: no choice of options that
    loses so little gains more.

    Args:
        reach: is filled; shape (LEVELS + 1, depth + 1).
        flat: by depth, what is gained without loss.
        depth_of: depth of each step beyond that, best worth per loss first.
        loss_of: what it loses.
        worth_of: what it gains.
        slack: what may be lost at most; the last level.
    """
    depths = len(flat)
    level = max(1, -(-slack // LEVELS))
    for depth in range(depths - 1, -1, -1):
        base = 0
        for d in range(depth, depths):
            base = max(base + flat[d], -(1 << 60))
        at, lost = 0, 0
        for n in range(LEVELS + 1):
            room = n * level
            while at < len(depth_of):
                if depth_of[at] >= depth:
                    if lost + loss_of[at] > room:
                        break
                    lost += loss_of[at]
                    base += worth_of[at]
                at += 1
            part = 0
            if at < len(depth_of):
                part = -(-worth_of[at] * (room - lost) // loss_of[at])
            reach[n, depth] = base + part


class Stack(NamedTuple):
    """Where a search stands; it goes on from there."""

    chosen: Ints  # (issue,)
    at: Ints  # (depth + 1,): next option of the row
    row: Ints
    lost: Ints
    gains: Ints  # (depth + 1, floor), terms left out
    depth: Ints  # (1,): -1 at the end


def begin(frame: Frame) -> Stack:
    """A search that has not begun."""
    depths, floors = len(frame.issue), len(frame.base)
    stack = Stack(
        chosen=np.zeros(depths, np.int64),
        at=np.zeros(depths + 1, np.int64),
        row=np.zeros(depths + 1, np.int64),
        lost=np.zeros(depths + 1, np.int64),
        gains=np.zeros((depths + 1, floors), np.int64),
        depth=np.zeros(1, np.int64),
    )
    stack.gains[0] = frame.base
    return stack


@loop
def walk(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - one compiled loop
    frame: Frame,
    goal: Goal,
    stack: Stack,
    limits: Ints,
    kept: Ints,
    best_row: Ints,
    state: NDArray[np.float64],
) -> None:
    """Go through packages that lose at most so much, and keep the best; goes on where it stood.

    Args:
        frame: the question.
        goal: what is sought.
        stack: where the search stands; -1 as its depth when all were gone through.
        limits: the most that may be lost, in weighted points, and the choices made at most.
        kept: packages; shape (KEPT, issues); those of the best figure are written here.
        best_row: for SMALLEST, ascending gains of the best package known.
        state: best figure known (minus infinity for none), number kept, choices made, packages of
            the zone seen, and how many of those have the best figure.
    """
    depths, floors = len(frame.issue), len(frame.base)
    whole = np.zeros(floors, np.int64)
    best, count, made = state[0], int(state[1]), 0
    left = limits[0]
    if best > -np.inf and goal.divisor > 0:
        left = min(left, int(np.floor(goal.most - best * goal.divisor)) + 1)
    depth = stack.depth[0]
    while depth >= 0 and made < limits[1]:
        if depth == depths:
            depth -= 1
            if not acceptable(frame, stack.chosen, whole):
                continue
            state[3] += 1
            found = figure(goal, whole)
            hair = 0.0
            if goal.kind not in (SMALLEST, SUM) and np.isfinite(best):
                hair = 1e-9 * max(1.0, abs(best))
            better = found > best + hair
            same = not better and found >= best - hair
            if goal.kind == SMALLEST and same:
                order = ahead(np.sort(whole[: goal.seats]), best_row)
                better, same = order > 0, order == 0
            if goal.kind == SMALLEST and better:
                best_row[:] = np.sort(whole[: goal.seats])
            if better:
                best, count, state[4] = found, 0, 0.0
                if goal.divisor > 0:
                    left = min(left, int(np.floor(goal.most - best * goal.divisor)) + 1)
            if better or same:
                best = max(best, found)
                state[4] += 1
                if count < len(kept):
                    kept[count] = stack.chosen
                    count += 1
            continue
        if stack.at[depth] >= frame.size[depth]:
            depth -= 1
            continue
        place = stack.row[depth] + stack.at[depth]
        loss = stack.lost[depth] + frame.loss[place]
        if loss > left:
            depth -= 1
            continue
        stack.at[depth] += 1
        made += 1
        issue, option = frame.issue[depth], frame.option[place]
        possible = True
        level = min(LEVELS, (left - loss + frame.level - 1) // frame.level)
        for f in range(floors):
            stack.gains[depth + 1, f] = stack.gains[depth, f] + frame.worth[f, issue, option]
            need = frame.need[f]
            if best > -np.inf and f < goal.seats:
                if goal.kind == SMALLEST:
                    need = max(need, best_row[0])
                elif goal.kind == RATIO and goal.shares[f] > 0:
                    need = max(need, int(np.floor(best * goal.shares[f] * (1 - 1e-9))))
            if stack.gains[depth + 1, f] + frame.reach[level, depth + 1, f] < need:
                possible = False
                break
        if not possible:
            continue
        stack.chosen[issue] = option
        stack.lost[depth + 1] = loss
        depth += 1
        if depth < depths:
            stack.at[depth] = 0
            first = frame.start[depth]
            for t in range(frame.ties[depth]):
                first += stack.chosen[frame.tie[depth, t]] * frame.stride[depth, t]
            stack.row[depth] = first
    state[0], state[1] = best, count
    state[2] += made
    stack.depth[0] = depth
