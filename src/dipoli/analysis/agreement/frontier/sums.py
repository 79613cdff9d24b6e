"""A frontier by sums: issue after issue is added, and what is dominated falls away after each.

Whatever the issues that follow add to one partial package they add to another that stands no worse
in any respect, so a partial package may be dropped when another is at least as good in every number
and mark (`coupled`) and gains more for some seat. Those of equal gains are kept together, with back
pointers, so that packages are counted exactly and the first ones listed. Partial packages that can
no longer keep a floor fall away on the way.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.enumeration import proof_of_total
from dipoli.analysis.agreement.frontier.answers import Ints, Raw
from dipoli.analysis.agreement.frontier.coupled import Hung, Layout, Step, lay_out
from dipoli.analysis.agreement.frontier.filter import Limits, descending, undominated
from dipoli.analysis.agreement.model import Model

MOST = 1 << 20
"""Partial packages at one step; beyond that the engine gives up."""


@frozen(kw_only=True, eq=False)
class _Back:
    """Where the vectors of a step come from: rows of members, sorted by what they make.

    Args:
        owner: place of the vector.
        before: place of the vector of the step before.
        option: the option added.
        size: how many vectors there are.
    """

    owner: Ints
    before: Ints
    option: Ints
    size: int


def by_sums(
    model: Model, *, listed: int = 10, most: int = MOST, stop: Callable[[], bool] = lambda: False
) -> Raw:
    """The frontier of a question, by sums issue by issue.

    Args:
        model: the question; it may have any number of packages.
        listed: at most so many packages are listed for each point.
        most: at most so many partial packages are kept at one step.
        stop: asked now and then; True ends it.

    Returns:
        The frontier, complete.

    Raises:
        Outgrown: more would have to be kept, or it was ended.
        ValueError: sums could leave the range of int64.
    """
    proof_of_total(model)
    layout = lay_out(model)
    seats = len(model.seats)
    rows = layout.grid.base[list(layout.numbers)][None, :]
    marks = np.array([layout.marks], np.int64)
    backs: list[_Back] = []
    limits = Limits(most=most, stop=stop)
    for number, step in enumerate(layout.steps if layout.possible else ()):
        rows, marks, before, option = _added(layout, step, rows, marks)
        rows, marks, alive = _judged(layout, number, rows, marks)
        before, option = before[alive], option[alive]
        if number == len(layout.steps) - 1:
            rows, marks = np.ascontiguousarray(rows[:, :seats]), np.zeros_like(marks)
        kept = undominated(rows, marks, seats, limits)
        order = np.argsort(kept.owner, kind="stable")
        order = order[kept.owner[order] >= 0]
        backs.append(
            _Back(
                owner=kept.owner[order], before=before[order], option=option[order],
                size=len(kept.chosen),
            )
        )  # fmt: skip
        rows, marks = rows[kept.chosen], marks[kept.chosen]
    if not layout.possible:
        rows = rows[:0]
    return _told(model, layout, rows[:, :seats], backs, listed)


def _added(layout: Layout, step: Step, rows: Ints, marks: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Every vector with every option of an issue; what a bar forbids is left out.

    Returns:
        Numbers and marks, and for each the vector it was made from and the option.
    """
    found = []
    for option in step.options:
        more = rows + layout.grid.worth[list(layout.numbers), step.issue, option]
        bits = _moved(layout, step, option, marks)
        kept = np.ones(len(rows), np.bool_)
        for hung in step.ties:
            bits, whole = _tied(hung, option, bits)
            if whole is None:
                continue
            tie = hung.tie
            if tie.gate >= 0:
                bits = np.where(whole, bits & ~(1 << layout.gates[tie.gate].broken), bits)
            elif tie.floor in layout.numbers:
                more[:, layout.numbers.index(tie.floor)] += tie.points * whole
            elif tie.floor < 0:
                kept &= ~whole
        places = np.flatnonzero(kept)
        found.append((more[kept], bits[kept], places, np.full(len(places), option)))
    joined = [np.concatenate(column) for column in zip(*found, strict=True)]
    return joined[0], joined[1], joined[2], joined[3]


def _moved(layout: Layout, step: Step, option: int, marks: Ints) -> Ints:
    """Marks after an option was chosen: who is called on by it, and what has moved."""
    called = sum(
        1 << gate.called for gate in layout.gates if option in gate.calls.get(step.issue, ())
    )
    moved = sum(1 << one.moved for one in layout.groups if option and step.issue in one.issues)
    return (marks & ~called) | moved


def _tied(hung: Hung, option: int, bits: Ints) -> tuple[Ints, NDArray[np.bool_] | None]:
    """Marks after an option was chosen, and where all atoms of a tie hold once that is known."""
    whole = np.full(len(bits), option in hung.options)
    wanted, bit = hung.tie.wanted, hung.bit
    if not hung.first and option in hung.options:
        whole = (bits & bit != 0) == wanted
    if hung.last:
        return bits & ~bit, whole
    return np.where(whole == wanted, bits | bit, bits & ~bit), None


def _judged(
    layout: Layout, number: int, rows: Ints, marks: Ints
) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Drop what can no longer be accepted; set what is sure to one figure."""
    step = layout.steps[number]
    place = {floor: n for n, floor in enumerate(layout.numbers)}
    seats = len(layout.grid.model.seats)
    alive = np.ones(len(rows), np.bool_)
    for floor in layout.bound:
        n = place[floor]
        alive &= rows[:, n] + step.most[floor] >= 0
        if n >= seats:
            np.minimum(rows[:, n], -step.least[floor], out=rows[:, n])
    for group in layout.groups:
        if all(layout.last[issue] <= number for issue in group.issues):
            alive &= marks >> group.moved & 1 == 1
    for gate in layout.gates:
        fails = marks >> gate.broken & 1 == 0
        for floor in gate.floors:
            fails |= rows[:, place[floor]] + step.most[floor] < 0
        called = marks >> gate.called & 1 == 0
        alive &= ~(fails & called)
        over = all(layout.last[issue] <= number for issue in gate.calls)
        fails = np.zeros(len(rows), np.bool_) if over else fails
        settled = ~called if over else np.zeros(len(rows), np.bool_)
        for floor in gate.floors:
            column = rows[:, place[floor]]
            np.minimum(column, -step.least[floor], out=column)
            column[fails] = -step.most[floor] - 1
            column[settled] = -step.least[floor]
        bit = 1 << gate.broken
        marks = np.where(fails, marks & ~bit, np.where(settled, marks | bit, marks))
    return rows[alive], marks[alive], alive


def _told(model: Model, layout: Layout, gains: Ints, backs: list[_Back], listed: int) -> Raw:
    """The points with their packages, by way of the back pointers."""
    if not len(gains):
        return Raw(gains=gains, counts=[], packages=[])
    needed = [np.arange(len(gains))]
    for back in reversed(backs):
        wanted = np.zeros(back.size, np.bool_)
        wanted[needed[0]] = True
        needed.insert(0, np.unique(back.before[wanted[back.owner]]))
    counts = _zeros(model, 1) + 1
    packages = np.zeros((1, len(model.sizes)), np.int8)
    owners = np.zeros(1, np.int64)
    for back, step, want in zip(backs, layout.steps, needed[1:], strict=False):
        wanted = np.zeros(back.size, np.bool_)
        wanted[want] = True
        rows = np.flatnonzero(wanted[back.owner])
        owner, before, option = back.owner[rows], back.before[rows], back.option[rows]
        fresh = _zeros(model, back.size)
        np.add.at(fresh, owner, counts[before])
        counts = fresh
        starts = np.searchsorted(owners, before)
        lengths = np.searchsorted(owners, before, side="right") - starts
        at = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        packages = packages[at]
        packages[:, model.free[step.issue]] = np.repeat(option, lengths)
        owners, packages = _first(np.repeat(owner, lengths), packages, listed)
    told: list[list[tuple[int, ...]]] = [[] for _ in gains]
    for owner_, package in zip(owners.tolist(), packages.tolist(), strict=True):
        told[owner_].append(tuple(package))
    order = descending(gains)
    return Raw(
        gains=gains[order],
        counts=[int(counts[point]) for point in order],
        packages=[told[point] for point in order],
    )


def _zeros(model: Model, size: int) -> NDArray[np.int64]:
    """Counts; of any size where they could leave the range of int64."""
    safe = math.prod(model.sizes[issue] for issue in model.free) < 1 << 62
    return np.zeros(size, np.int64 if safe else object)


def _first(owners: Ints, packages: NDArray[np.int8], listed: int) -> tuple[Ints, NDArray[np.int8]]:
    """The first packages of each owner in counting order; owners ascending."""
    order = np.argsort(owners, kind="stable")
    owners, packages = owners[order], packages[order]
    several = np.zeros(len(owners), np.bool_)
    several[1:] = owners[1:] == owners[:-1]
    several[:-1] |= several[1:]
    rows = np.flatnonzero(several)
    if len(rows):
        inner = np.lexsort([*packages[rows].T[::-1], owners[rows]])
        packages[rows] = packages[rows[inner]]
    rank = np.arange(len(owners)) - np.searchsorted(owners, owners)
    return owners[rank < listed], packages[rank < listed]
