"""Every package, one by one, in NumPy's compiled loops: for questions small enough.

Packages are counted in mixed radix over the free issues, in blocks. Within a block the last issues
run through all their options and the first ones stand still, so that an atom over a first issue is
one truth value and an atom over a last one a table made once. Gains are int64; that no sum can
overflow is proven by `proof_of_range` before anything is counted.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.model import Bar, Floor, Model, Where

MAX_PACKAGES = 10_000_000
"""More packages than this are not counted one by one."""
_BLOCK = 1 << 16
_SAFE = 1 << 62

Truth = NDArray[np.bool_] | bool


@frozen(kw_only=True)
class Zone:
    """Every package of the zone of a question.

    Args:
        model: the question.
        options: chosen option of every issue; shape (packages, issues), int8, in counting order.
        gains: points above the threshold for each seat; shape (packages, seats), int64.
    """

    model: Model
    options: NDArray[np.int8]
    gains: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.options)

    def package(self, row: int) -> tuple[int, ...]:
        """One package: an option for every issue."""
        return tuple(int(option) for option in self.options[row])


def count(model: Model) -> int:
    """How many packages a question has, the status quo included."""
    return math.prod(model.sizes[issue] for issue in model.free)


def enumerate_zone(model: Model) -> Zone:
    """Find every package of the zone.

    Args:
        model: the question; at most `MAX_PACKAGES` packages.

    Returns:
        The packages with the gains of the seats.

    Raises:
        ValueError: there are too many packages, or sums could leave the range of int64.
    """
    if count(model) > MAX_PACKAGES:
        message = f"{count(model):,} packages are too many to count one by one"
        raise ValueError(message)
    proof_of_range(model)
    options, gains = [], []
    for block in _blocks(model):
        kept = np.flatnonzero(_kept(model, block))
        if len(kept):
            options.append(block.rows(kept))
            seats = [_points(block, floor)[kept] - floor.threshold for floor in model.seat_floors()]
            gains.append(np.stack(seats, axis=1) if seats else np.zeros((len(kept), 0), np.int64))
    return Zone(
        model=model,
        options=np.concatenate(options) if options else np.zeros((0, len(model.sizes)), np.int8),
        gains=np.concatenate(gains) if gains else np.zeros((0, len(model.seats)), np.int64),
    )


def proof_of_range(model: Model) -> None:
    """Prove that no gain can leave the range of int64.

    Raises:
        ValueError: it could.
    """
    for floor in model.floors:
        most = abs(floor.threshold) + sum(max(map(abs, row)) for row in floor.worth)
        most += sum(abs(points) for _atoms, points in floor.synergies)
        if most >= _SAFE:
            message = f"points of {floor.code} are too large to be added safely"
            raise ValueError(message)


@frozen(kw_only=True, eq=False)
class _Block:
    """Packages in which the first free issues stand still and the last run through all options."""

    model: Model
    fixed: dict[int, int]
    running: dict[int, NDArray[np.int8]]
    size: int

    def atom(self, where: Where) -> Truth:
        issue, options = where
        if issue in self.fixed:
            return self.fixed[issue] in options
        table = np.zeros(self.model.sizes[issue], np.bool_)
        table[list(options)] = True
        return np.asarray(table[self.running[issue]])

    def every(self, atoms: tuple[Where, ...]) -> NDArray[np.bool_]:
        truth = np.ones(self.size, np.bool_)
        for where in atoms:
            truth &= self.atom(where)
        return truth

    def rows(self, kept: NDArray[np.intp]) -> NDArray[np.int8]:
        rows = np.zeros((len(kept), len(self.model.sizes)), np.int8)
        for issue, option in self.fixed.items():
            rows[:, issue] = option
        for issue, options in self.running.items():
            rows[:, issue] = options[kept]
        return rows


def _blocks(model: Model) -> Iterator[_Block]:
    running: list[int] = []
    size = 1
    for issue in reversed(model.free):
        if size * model.sizes[issue] > _BLOCK:
            break
        running.insert(0, issue)
        size *= model.sizes[issue]
    first = [issue for issue in model.free if issue not in running]
    grids = np.indices([model.sizes[issue] for issue in running], dtype=np.int8)
    tables = {issue: grids[i].reshape(-1) for i, issue in enumerate(running)}
    still = {issue: 0 for issue in range(len(model.sizes)) if issue not in model.free}
    for choice in itertools.product(*(range(model.sizes[issue]) for issue in first)):
        fixed = {**still, **dict(zip(first, choice, strict=True))}
        yield _Block(model=model, fixed=fixed, running=tables, size=size)


def _kept(model: Model, block: _Block) -> NDArray[np.bool_]:
    kept = np.ones(block.size, np.bool_)
    for group in model.moves:
        moved = np.zeros(block.size, np.bool_)
        for issue in group:
            moved |= ~np.asarray(block.atom((issue, frozenset({0}))), np.bool_)
        kept &= moved
    for where in model.hold:
        kept &= block.atom(where)
    gates = _gates(model, block)
    for bar in model.bars:
        kept &= ~_bound(bar, block.every(bar.atoms), gates)
    for floor in model.floors:
        if kept.any():
            kept &= ~_bound(floor, _points(block, floor) < floor.threshold, gates)
    return kept


def _bound(
    assumption: Bar | Floor, broken: NDArray[np.bool_], gates: dict[str, NDArray[np.bool_]]
) -> NDArray[np.bool_]:
    return broken if assumption.gate is None else broken & gates[assumption.gate]


def _gates(model: Model, block: _Block) -> dict[str, NDArray[np.bool_]]:
    asked = [bar.gate for bar in model.bars] + [floor.gate for floor in model.floors]
    gates = {gate: np.zeros(block.size, np.bool_) for gate in asked if gate is not None}
    for call in model.calls:
        if call.body in gates:
            gates[call.body] |= block.atom(call.atom)
    return gates


def _points(block: _Block, floor: Floor) -> NDArray[np.int64]:
    points = np.zeros(block.size, np.int64)
    for issue, worth in enumerate(floor.worth):
        if issue in block.fixed:
            points += worth[block.fixed[issue]]
        elif any(worth):
            points += np.array(worth, np.int64)[block.running[issue]]
    for atoms, added in floor.synergies:
        points += added * block.every(atoms).astype(np.int64)
    return points
