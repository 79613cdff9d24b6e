"""The package acceptable in most profiles, by counting: for questions small enough.

Only packages of the widest model can be acceptable in any profile, so only they are looked at, each
in every profile, in 64-bit integers. What is largest by counting is largest.

They are found issue by issue. A beginning of a package is left out as soon as no end can save it:
a red line or link is crossed already, or somebody who is always asked would stay below what it
asks even if every issue that is left brought it the most. So a question of many more packages
than could be counted one by one may still be counted, when few of them are possible.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.model import Floor, Model, Where
from dipoli.analysis.agreement.uncertain.judgements import Profiles
from dipoli.analysis.agreement.uncertain.shares import Truth

MOST_PAIRS = 100_000_000
"""More packages times profiles than this are not looked at one by one."""
_PAIRS = 1 << 20

Rows = NDArray[np.int8]
"""Packages, or beginnings of them: an option of every issue; shape (packages, issues)."""


@frozen(kw_only=True, eq=False)
class Counted:
    """What counting gives.

    Args:
        best: the package acceptable in most profiles, the first of them in counting order; None
            when no package is acceptable in any.
        accepted: in which profiles it is; shape (profiles,).
        common: in which profiles any package is; shape (profiles,).
    """

    best: tuple[int, ...] | None
    accepted: Truth
    common: Truth


def possible(wide: Model, profiles: int, counted: int) -> Rows | None:
    """Every package that some profile could accept, where they are few enough to be counted.

    Args:
        wide: the widest model of a question.
        profiles: how many profiles each is to be looked at in.
        counted: at most so many beginnings of packages are kept at once.

    Returns:
        The packages, in counting order; shape (packages, issues). None when they are too many.
    """
    rows = np.zeros((1, len(wide.sizes)), np.int8)
    for done, issue in enumerate(wide.free, start=1):
        size = wide.sizes[issue]
        if len(rows) * size > counted:
            return None
        rows = np.repeat(rows, size, axis=0)
        rows[:, issue] = np.tile(np.arange(size, dtype=np.int8), len(rows) // size)
        rows = rows[_begun(wide, rows, frozenset(wide.free[done:]))]
    rows = rows[_in_zone(wide, rows)]
    return rows if len(rows) * profiles <= MOST_PAIRS else None


def _begun(model: Model, rows: Rows, left: frozenset[int]) -> Truth:
    """Which beginnings of packages can still end in the zone, as far as is seen at once."""
    kept = np.ones(len(rows), np.bool_)
    for bar in model.bars:
        if bar.gate is None and not left & {issue for issue, _options in bar.atoms}:
            kept &= ~_every(rows, bar.atoms)
    for floor in model.floors:
        if floor.gate is None:
            rest = sum(max(floor.worth[issue]) for issue in left)
            rest += sum(
                max(points, 0)
                for atoms, points in floor.synergies
                if left & {issue for issue, _options in atoms}
            )
            kept &= _points(floor, rows, left) + rest >= floor.threshold
    return kept


def _in_zone(model: Model, rows: Rows) -> Truth:
    """Which packages lie in the zone of a model."""
    kept = np.ones(len(rows), np.bool_)
    for group in model.moves:
        kept &= rows[:, list(group)].any(axis=1)
    for where in model.hold:
        kept &= _every(rows, (where,))
    for bar in model.bars:
        kept &= ~(_every(rows, bar.atoms) & _asked(model, bar.gate, rows))
    for floor in model.floors:
        missed = _points(floor, rows, frozenset()) < floor.threshold
        kept &= ~(missed & _asked(model, floor.gate, rows))
    return kept


def _points(floor: Floor, rows: Rows, left: frozenset[int]) -> NDArray[np.int64]:
    """What beginnings of packages are worth, but for points that hang on an issue that is left."""
    points = np.zeros(len(rows), np.int64)
    for issue, worth in enumerate(floor.worth):
        if issue not in left and any(worth):
            points += np.array(worth, np.int64)[rows[:, issue]]
    for atoms, added in floor.synergies:
        if not left & {issue for issue, _options in atoms}:
            points += added * _every(rows, atoms)
    return points


def _every(rows: Rows, atoms: tuple[Where, ...]) -> Truth:
    held = np.ones(len(rows), np.bool_)
    for issue, options in atoms:
        held &= np.isin(rows[:, issue], list(options))
    return held


def most_accepted(profiles: Profiles, zone: Rows) -> Counted:
    """Look at every package in every profile.

    Args:
        profiles: some profiles.
        zone: every package that could be acceptable in one of them; shape (packages, issues).

    Returns:
        The package acceptable in most of them, and where there is any.
    """
    none = np.zeros(len(profiles), np.bool_)
    best: tuple[int, ...] | None = None
    most, where, common = 0, none, none.copy()
    step = max(1, _PAIRS // max(1, len(profiles)))
    for start in range(0, len(zone), step):
        rows = zone[start : start + step]
        fine = _accepted(profiles, rows)
        common |= fine.any(axis=0)
        counts = fine.sum(axis=1)
        first = int(counts.argmax())
        if counts[first] > most:
            best = tuple(int(option) for option in rows[first])
            most, where = int(counts[first]), fine[first].copy()
    return Counted(best=best, accepted=where, common=common)


def _accepted(profiles: Profiles, rows: Rows) -> Truth:
    """Which packages, all of a zone, are acceptable to all in which profiles.

    Returns:
        Shape (packages, profiles).
    """
    made = profiles.judgements
    fine = np.ones((len(rows), len(profiles)), np.bool_)
    threshold = profiles.threshold()
    for h, holder in enumerate(made.holders):
        rest = np.flatnonzero(_asked(made.model, holder.floor.gate, rows) & fine.any(axis=1))
        if not len(rest):
            continue
        points = np.repeat(-threshold[h][None, :], len(rest), axis=0)
        for row in holder.rows:
            chosen = rows[rest, row.issue]
            if chosen.any():
                points += profiles.worth[h, row.issue][chosen]
        for atoms, added in holder.floor.synergies:
            held = _every(rows[rest], atoms)
            points[held] += added * profiles.scale[h]
        fine[rest] &= points >= 0
    return np.asarray(fine)


def _asked(model: Model, gate: str | None, rows: Rows) -> Truth:
    """In which packages a holder is asked; shape (packages,)."""
    if gate is None:
        return np.ones(len(rows), np.bool_)
    asked = np.zeros(len(rows), np.bool_)
    for call in model.calls:
        if call.body == gate:
            issue, options = call.atom
            asked |= np.isin(rows[:, issue], list(options))
    return asked
