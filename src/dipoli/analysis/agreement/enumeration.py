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


@frozen(kw_only=True, eq=False)
class Part:
    """Packages of the zone that follow one another in counting order.

    Args:
        numbers: place of each package in counting order, the first of all being 0.
        gains: points above the threshold for each seat; shape (packages, seats), int64.
    """

    numbers: NDArray[np.int64]
    gains: NDArray[np.int64]


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
    parts = [part for part in zone_parts(model) if len(part.numbers)]
    gains = [part.gains for part in parts]
    return Zone(
        model=model,
        options=decoded(
            model, np.concatenate([np.zeros(0, np.int64), *(p.numbers for p in parts)])
        ),
        gains=np.concatenate([np.zeros((0, len(model.seats)), np.int64), *gains]),
    )


def zone_parts(model: Model) -> Iterator[Part]:
    """Go through the zone without keeping it.

    Args:
        model: the question; at most `MAX_PACKAGES` packages.

    Yields:
        The packages of one block after another, in counting order; a part may be empty.

    Raises:
        ValueError: there are too many packages, or sums could leave the range of int64.
    """
    if count(model) > MAX_PACKAGES:
        message = f"{count(model):,} packages are too many to count one by one"
        raise ValueError(message)
    proof_of_range(model)
    for number, block in enumerate(_blocks(model)):
        kept, points = _kept(model, block)
        rows = np.flatnonzero(kept)
        gains = np.zeros((len(rows), len(model.seats)), np.int64)
        for seat, floor in enumerate(model.seat_floors()):
            if len(rows):
                gains[:, seat] = points[seat][rows] - floor.threshold
        yield Part(numbers=rows + number * block.size, gains=gains)


def decoded(model: Model, numbers: NDArray[np.int64]) -> NDArray[np.int8]:
    """Packages by their place in counting order; shape (packages, issues)."""
    rows = np.zeros((len(numbers), len(model.sizes)), np.int8)
    left = numbers
    for issue in reversed(model.free):
        left, rows[:, issue] = np.divmod(left, model.sizes[issue])
    return rows


def proof_of_range(model: Model) -> None:
    """Prove that no gain can leave the range of int64.

    Raises:
        ValueError: it could.
    """
    for floor in model.floors:
        if _most(floor) >= _SAFE:
            message = f"points of {floor.code} are too large to be added safely"
            raise ValueError(message)


def proof_of_total(model: Model) -> None:
    """Prove that no sum of the gains of all seats can leave the range of int64.

    Raises:
        ValueError: it could.
    """
    if sum(map(_most, model.seat_floors())) >= _SAFE:
        message = "points of the seats are too large to be added safely"
        raise ValueError(message)


def _most(floor: Floor) -> int:
    """More than any gain of a floor, or any loss, can come to."""
    most = abs(floor.threshold) + sum(max(map(abs, row)) for row in floor.worth)
    return most + sum(abs(points) for _atoms, points in floor.synergies)


@frozen(kw_only=True, eq=False)
class _Block:
    """Packages in which the first free issues stand still and the last run through all options.

    ``sums`` has the points of the running issues, synergies left out, for each floor; they are the
    same in every block.
    """

    model: Model
    fixed: dict[int, int]
    running: dict[int, NDArray[np.int8]]
    sums: tuple[NDArray[np.int64], ...]
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

    def points(self, number: int, floor: Floor) -> NDArray[np.int64]:
        """Points of a floor, by its number, in each package."""
        points = self.sums[number] + sum(
            floor.worth[issue][option] for issue, option in self.fixed.items()
        )
        for atoms, added in floor.synergies:
            points += added * self.every(atoms).astype(np.int64)
        return points


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
    sums = tuple(_sums(floor, tables, size) for floor in model.floors)
    still = {issue: 0 for issue in range(len(model.sizes)) if issue not in model.free}
    for choice in itertools.product(*(range(model.sizes[issue]) for issue in first)):
        fixed = {**still, **dict(zip(first, choice, strict=True))}
        yield _Block(model=model, fixed=fixed, running=tables, sums=sums, size=size)


def _sums(floor: Floor, tables: dict[int, NDArray[np.int8]], size: int) -> NDArray[np.int64]:
    points = np.zeros(size, np.int64)
    for issue, options in tables.items():
        if any(floor.worth[issue]):
            points += np.array(floor.worth[issue], np.int64)[options]
    return points


def _kept(model: Model, block: _Block) -> tuple[NDArray[np.bool_], list[NDArray[np.int64]]]:
    """Which packages are in the zone, and points by floor as far as they were reckoned."""
    kept = np.ones(block.size, np.bool_)
    points: list[NDArray[np.int64]] = []
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
    for number, floor in enumerate(model.floors):
        if not kept.any():
            break
        points.append(block.points(number, floor))
        kept &= ~_bound(floor, points[-1] < floor.threshold, gates)
    return kept, points


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
