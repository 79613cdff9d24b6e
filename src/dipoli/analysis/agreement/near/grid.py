"""A question as arrays: worth by floor, issue and option; what may not hold together; who is asked.

Only free issues stand here, numbered from 0 in the order of the model. What an issue at rest
decides is decided already: its atoms either hold, and fall away, or fail, and take their bar, term
or call with them. Options that a hold or a bar over one issue rules out are marked as closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.enumeration import proof_of_range
from dipoli.analysis.agreement.model import Floor, Model, Where

Ints = NDArray[np.int64]
Atoms = tuple[tuple[int, frozenset[int]], ...]
"""Atoms over free issues, by their number here."""


@frozen(kw_only=True)
class Term:
    """Points that a floor gains when all atoms hold."""

    floor: int
    atoms: Atoms
    points: int


@frozen(kw_only=True, eq=False)
class Grid:
    """A question over its free issues.

    Args:
        model: where it comes from.
        sizes: number of options of each free issue.
        closed: options that cannot be chosen; shape (issues, options), True beyond an issue's own.
        worth: points of each option; shape (floors, issues, options).
        base: points of each floor whatever is chosen, less its threshold; shape (floors,).
        terms: synergies over two issues or more.
        bars: what may not hold together, over two issues or more, asked of everybody.
        always: floors that bind in every package: no gate, or one that is always called.
    """

    model: Model
    sizes: tuple[int, ...]
    closed: NDArray[np.bool_]
    worth: Ints
    base: Ints
    terms: tuple[Term, ...]
    bars: tuple[Atoms, ...]
    always: NDArray[np.bool_]

    def points(self, options: Sequence[int]) -> Ints:
        """Gain of each floor, for an option of every free issue; exact."""
        gains = self.base.copy()
        for issue, option in enumerate(options):
            gains += self.worth[:, issue, option]
        for term in self.terms:
            if all(options[issue] in held for issue, held in term.atoms):
                gains[term.floor] += term.points
        return gains

    def whole(self, options: Sequence[int]) -> tuple[int, ...]:
        """An option for every issue of the model, those at rest at 0."""
        every = [0] * len(self.model.sizes)
        for issue, option in zip(self.model.free, options, strict=True):
            every[issue] = int(option)
        return tuple(every)


def grid(model: Model) -> Grid:
    """Bring a model to arrays.

    Raises:
        ValueError: sums could leave the range of int64.
    """
    proof_of_range(model)
    number = {issue: k for k, issue in enumerate(model.free)}
    sizes = tuple(model.sizes[issue] for issue in model.free)
    widest = max(sizes, default=1)
    closed = np.ones((len(sizes), widest), np.bool_)
    for k, size in enumerate(sizes):
        closed[k, :size] = False
    worth, base, terms = _worth(model, number, sizes, widest)
    bars: list[Atoms] = []
    for bar in model.bars:
        found = _open(bar.atoms, number) if bar.gate is None else None
        if found is not None and len(found) > 1:
            bars.append(found)
        elif found is not None:
            _close(found, closed)
    for where in model.hold:
        _hold(where, number, closed)
    return Grid(
        model=model, sizes=sizes, closed=closed, worth=worth, base=base, terms=tuple(terms),
        bars=tuple(bars), always=np.array([_always(model, one, sizes) for one in model.floors]),
    )  # fmt: skip


def _worth(
    model: Model, number: dict[int, int], sizes: tuple[int, ...], widest: int
) -> tuple[Ints, Ints, list[Term]]:
    """Points of each option, of each floor whatever is chosen, and terms over several issues."""
    worth = np.zeros((len(model.floors), len(sizes), widest), np.int64)
    base = np.zeros(len(model.floors), np.int64)
    terms: list[Term] = []
    for f, floor in enumerate(model.floors):
        base[f] = -floor.threshold
        for issue, k in number.items():
            worth[f, k, : sizes[k]] = floor.worth[issue]
        for atoms, points in _terms(floor, number):
            if not atoms:
                base[f] += points
            elif len(atoms) == 1:
                (issue, held) = atoms[0]
                worth[f, issue, list(held)] += points
            else:
                terms.append(Term(floor=f, atoms=atoms, points=points))
    return worth, base, terms


def _close(atoms: Atoms, closed: NDArray[np.bool_]) -> None:
    """Rule out the options of a bar over one issue; everything, by a bar that always holds."""
    for issue, held in atoms:
        closed[issue, list(held)] = True
    if not atoms:
        closed[:] = True


def _terms(floor: Floor, number: dict[int, int]) -> Iterator[tuple[Atoms, int]]:
    for atoms, points in floor.synergies:
        found = _open(atoms, number)
        if found is not None:
            yield found, points


def _open(atoms: tuple[Where, ...], number: dict[int, int]) -> Atoms | None:
    """Atoms over free issues; None when one at rest fails, or one can never hold."""
    found = []
    for issue, options in atoms:
        if not options:
            return None
        if issue in number:
            found.append((number[issue], options))
        elif 0 not in options:
            return None
    return tuple(found)


def _hold(where: Where, number: dict[int, int], closed: NDArray[np.bool_]) -> None:
    issue, options = where
    if issue in number:
        for option in range(closed.shape[1]):
            closed[number[issue], option] |= option not in options
    elif 0 not in options:
        closed[:] = True


def _always(model: Model, floor: Floor, sizes: tuple[int, ...]) -> bool:
    if floor.gate is None:
        return True
    free = dict(zip(model.free, sizes, strict=True))
    return any(
        call.body == floor.gate
        and (
            call.atom[1] >= set(range(free[call.atom[0]]))
            if call.atom[0] in free
            else 0 in call.atom[1]
        )
        for call in model.calls
    )
