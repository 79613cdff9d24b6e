"""The package acceptable in most profiles, by counting: for questions small enough.

Only packages of the widest model can be acceptable in any profile, so only they are looked at, each
in every profile, in 64-bit integers. What is largest by counting is largest.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.enumeration import Zone, count, enumerate_zone
from dipoli.analysis.agreement.model import Model
from dipoli.analysis.agreement.uncertain.judgements import Profiles
from dipoli.analysis.agreement.uncertain.shares import Truth

MOST_PAIRS = 20_000_000
"""More packages times profiles than this are not looked at one by one."""
_PAIRS = 1 << 20


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


def possible(wide: Model, profiles: int, counted: int) -> Zone | None:
    """Every package that some profile could accept, where they are few enough to be counted.

    Args:
        wide: the widest model of a question.
        profiles: how many profiles each is to be looked at in.
        counted: questions with at most this many packages are counted.

    Returns:
        The packages; None when they are too many.
    """
    if count(wide) > counted:
        return None
    zone = enumerate_zone(wide)
    return zone if len(zone) * max(profiles, 1) <= MOST_PAIRS else None


def most_accepted(profiles: Profiles, zone: Zone) -> Counted:
    """Look at every package in every profile.

    Args:
        profiles: some profiles.
        zone: every package that could be acceptable in one of them.

    Returns:
        The package acceptable in most of them, and where there is any.
    """
    none = np.zeros(len(profiles), np.bool_)
    best, most, where, common = None, 0, none, none.copy()
    step = max(1, _PAIRS // max(1, len(profiles)))
    for start in range(0, len(zone), step):
        rows = zone.options[start : start + step]
        fine = _accepted(profiles, rows)
        common |= fine.any(axis=0)
        counts = fine.sum(axis=1)
        first = int(counts.argmax())
        if counts[first] > most:
            best, most, where = zone.package(start + first), int(counts[first]), fine[first].copy()
    return Counted(best=best, accepted=where, common=common)


def _accepted(profiles: Profiles, rows: NDArray[np.int8]) -> Truth:
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
            held = np.ones(len(rest), np.bool_)
            for issue, options in atoms:
                held &= np.isin(rows[rest, issue], list(options))
            points[held] += added * profiles.scale[h]
        fine[rest] &= points >= 0
    return np.asarray(fine)


def _asked(model: Model, gate: str | None, rows: NDArray[np.int8]) -> Truth:
    """In which packages a holder is asked; shape (packages,)."""
    if gate is None:
        return np.ones(len(rows), np.bool_)
    asked = np.zeros(len(rows), np.bool_)
    for call in model.calls:
        if call.body == gate:
            issue, options = call.atom
            asked |= np.isin(rows[:, issue], list(options))
    return asked
