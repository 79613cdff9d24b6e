"""What the compiled loop needs, laid out from a grid and the tables of a dual."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.model import Bar, Model
from dipoli.analysis.agreement.near.buckets import Tables, losses
from dipoli.analysis.agreement.near.grid import Atoms, Grid, Ints
from dipoli.analysis.agreement.near.walk import LEVELS, Frame, fill

LOW = -(1 << 60)
"""Below any gain: nothing is asked."""
LOST = 1 << 51
"""Losses are cut here: what cannot be had."""


def lay_out(grid: Grid, found: Tables, needs: Ints) -> tuple[Frame, Ints]:
    """The frame of a search.

    Args:
        grid: the question.
        found: tables of the weights under which losses are reckoned.
        needs: what the search asks of each floor; `LOW` for nothing; shape (floors,).

    Returns:
        The frame, without the reach of floors, and the least that each option loses; shape
        (issues, options), `LOST` for what cannot be had.
    """
    depths = len(found.plan.order)
    widest = max((len(scope) for scope in found.plan.scopes), default=1)
    issue, size, start, ties = (np.zeros(depths, np.int64) for _ in range(4))
    tie, stride = np.zeros((depths, widest), np.int64), np.zeros((depths, widest), np.int64)
    options, values = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    least = np.full(grid.closed.shape, LOST)
    where = 0
    for depth, (own, table) in enumerate(losses(found)):
        scope = [one for one in found.plan.scopes[depths - 1 - depth] if one != own]
        flat = np.minimum(table.reshape(-1, grid.sizes[own]), LOST)
        order = np.argsort(flat, axis=1, kind="stable")
        issue[depth], size[depth], start[depth], ties[depth] = (
            own, grid.sizes[own], where, len(scope),
        )  # fmt: skip
        step = grid.sizes[own]
        for t in reversed(range(len(scope))):
            tie[depth, t], stride[depth, t] = scope[t], step
            step *= grid.sizes[scope[t]]
        options.append(order.reshape(-1))
        values.append(np.take_along_axis(flat, order, axis=1).reshape(-1))
        least[own, : grid.sizes[own]] = flat.min(axis=0)
        where += flat.size
    gates = tuple(dict.fromkeys(call.body for call in grid.model.calls))
    bars = [(bar, atoms) for bar in grid.model.bars if (atoms := _atoms(grid.model, bar))]
    bar_issue, bar_size, bar_held = _held(grid, [atoms for _bar, atoms in bars])
    term_issue, term_size, term_held = _held(grid, [term.atoms for term in grid.terms])
    calls = _held(grid, [_call(grid.model, call.atom) for call in grid.model.calls])
    frame = Frame(
        issue=issue, size=size, start=start, ties=ties, tie=tie, stride=stride,
        option=np.concatenate(options), loss=np.concatenate(values), worth=grid.worth,
        base=grid.base, need=needs, reach=np.zeros((0, 0, 0), np.int64), level=1,
        term_floor=np.array([term.floor for term in grid.terms], np.int64),
        term_points=np.array([term.points for term in grid.terms], np.int64),
        term_size=term_size, term_issue=term_issue, term_held=term_held,
        bar_gate=np.array([_gate(gates, bar.gate) for bar, _atoms in bars], np.int64),
        bar_size=bar_size, bar_issue=bar_issue, bar_held=bar_held,
        call_gate=np.array([gates.index(call.body) for call in grid.model.calls], np.int64),
        call_issue=np.where(calls[1] > 0, calls[0][:, 0], -1), call_held=calls[2][:, 0],
        floor_gate=np.array([_gate(gates, one.gate) for one in grid.model.floors], np.int64),
        gates=len(gates), group=_groups(grid.model),
    )  # fmt: skip
    return frame, least


@frozen(kw_only=True, eq=False)
class Climb:
    """How much more each floor gains by losing more, depth by depth.

    Args:
        flat: what is gained without loss; shape (depths, floors).
        steps: by floor, depth, loss and worth of each step beyond that, best worth per loss first.
        added: points of terms that may still come, by floor.
    """

    flat: Ints
    steps: tuple[tuple[Ints, Ints, Ints], ...]
    added: Ints


def climb(grid: Grid, frame: Frame, least: Ints, most: int) -> Climb:
    """How much more each floor gains by options that lose at most so much each."""
    depths, floors = len(frame.issue), len(grid.base)
    flat = np.zeros((depths, floors), np.int64)
    steps: list[list[tuple[float, int, int, int]]] = [[] for _ in range(floors)]
    for depth, issue in enumerate(frame.issue):
        held = np.flatnonzero(least[issue] <= most)
        held = held[np.argsort(least[issue, held], kind="stable")]
        for f in range(floors):
            points = zip(
                least[issue, held].tolist(), grid.worth[f, issue, held].tolist(), strict=True
            )
            hull = _hull(points)
            flat[depth, f] = hull[0][1] if hull else LOW
            for (loss, worth), (more, higher) in itertools.pairwise(hull):
                steps[f].append(
                    ((higher - worth) / (more - loss), depth, more - loss, higher - worth)
                )
    for one in steps:
        one.sort(key=lambda step: -step[0])
    added = np.zeros(floors, np.int64)
    for term in grid.terms:
        # Points that are added may still come; points that are taken may not.
        added[term.floor] += max(0, term.points)
    items = (
        tuple(np.array([step[n] for step in one], np.int64) for n in (1, 2, 3)) for one in steps
    )
    return Climb(flat=flat, steps=tuple(items), added=added)  # type: ignore[arg-type]


def with_reach(grid: Grid, frame: Frame, least: Ints, slack: int) -> Frame:
    """The frame of a search in which a package loses at most so much in all."""
    return reaching(frame, climb(grid, frame, least, slack), slack)


def reaching(frame: Frame, found: Climb, slack: int) -> Frame:
    """The same, where steps are known of options that lose so much or more."""
    depths, floors = found.flat.shape
    reach = np.zeros((LEVELS + 1, depths + 1, floors), np.int64)
    for f, (depth_of, loss_of, worth_of) in enumerate(found.steps):
        fill(reach[:, :, f], found.flat[:, f], depth_of, loss_of, worth_of, slack)
    reach += found.added
    return frame._replace(reach=reach, level=max(1, -(-slack // LEVELS)))


def _hull(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Corners of the least concave line above points that stand in ascending order of loss."""
    hull: list[tuple[int, int]] = []
    for loss, worth in points:
        if hull and worth <= hull[-1][1]:
            continue
        if hull and loss == hull[-1][0]:
            hull.pop()
        while len(hull) > 1 and (worth - hull[-1][1]) * (hull[-1][0] - hull[-2][0]) >= (
            hull[-1][1] - hull[-2][1]
        ) * (loss - hull[-1][0]):
            hull.pop()
        hull.append((loss, worth))
    return hull


def _gate(gates: tuple[str, ...], gate: str | None) -> int:
    return -1 if gate is None else gates.index(gate)


def _atoms(model: Model, bar: Bar) -> Atoms:
    """Atoms over free issues; one over any issue that never holds when one at rest fails."""
    number = {issue: k for k, issue in enumerate(model.free)}
    if any(issue not in number and 0 not in held for issue, held in bar.atoms):
        return ((0, frozenset()),)
    found = tuple((number[issue], held) for issue, held in bar.atoms if issue in number)
    return found or ((0, frozenset(range(max(model.sizes)))),)


def _call(model: Model, atom: tuple[int, frozenset[int]]) -> Atoms:
    """The atom over a free issue; none when an issue at rest calls; never when it does not."""
    issue, held = atom
    if issue in model.free:
        return ((model.free.index(issue), held),)
    return () if 0 in held else ((0, frozenset()),)


def _held(grid: Grid, rows: Sequence[Atoms]) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Issue of each atom, number of atoms, and by option whether the atom holds."""
    longest = max([1, *map(len, rows)])
    issue = np.zeros((len(rows), longest), np.int64)
    size = np.array([len(atoms) for atoms in rows], np.int64)
    held = np.zeros((len(rows), longest, grid.closed.shape[1]), np.bool_)
    for r, atoms in enumerate(rows):
        for a, (number, options) in enumerate(atoms):
            issue[r, a] = number
            held[r, a, [one for one in options if one < held.shape[2]]] = True
    return issue, size, held


def _groups(model: Model) -> NDArray[np.bool_]:
    found = np.zeros((len(model.moves), len(model.free)), np.bool_)
    for g, group in enumerate(model.moves):
        for k, issue in enumerate(model.free):
            found[g, k] = issue in group
    return found
