"""What rules single out when every package of the zone is there: exact, by looking at all."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from dipoli.analysis.agreement.answers import Rule, Verdict
from dipoli.analysis.agreement.choice import LEFT_OUT, NOBODY, Choice, leximin_choice
from dipoli.analysis.agreement.enumeration import Zone


def counted_total(zone: Zone) -> Choice:
    """The largest total gain."""
    return _counted(zone, zone.gains.sum(axis=1), sum)


def counted_nash(zone: Zone) -> Choice:
    """The largest product of gains."""
    if len(zone) and not (zone.gains > 0).all(axis=1).any():
        return _counted(
            zone,
            np.zeros(len(zone)),
            lambda _gains: 0,
            shown=lambda _product: -math.inf,
            note=NOBODY,
        )
    logs = np.log(np.maximum(zone.gains, 1)).sum(axis=1)
    logs[(zone.gains <= 0).any(axis=1)] = -np.inf
    return _counted(zone, logs, math.prod, shown=_log_of)


def _log_of(product: int | Fraction) -> float:
    return math.log(int(product))


def counted_ratio(zone: Zone) -> Choice:
    """The largest smallest ratio of gain to ideal gain."""
    ideals = tuple(int(ideal) for ideal in zone.gains.max(axis=0)) if len(zone) else ()
    able = [seat for seat, ideal in enumerate(ideals) if ideal > 0]
    note = LEFT_OUT if len(able) < len(ideals) else ""
    if not able:
        return _counted(zone, np.zeros(len(zone)), lambda _gains: 1, ideals=ideals, note=note)
    ratios = (zone.gains[:, able] / np.array(ideals)[able]).min(axis=1)

    def exact(gains: tuple[int, ...]) -> Fraction:
        return min(Fraction(gains[seat], ideals[seat]) for seat in able)

    return _counted(zone, ratios, exact, ideals=ideals, note=note)


def counted_leximin(zone: Zone) -> Choice:
    """Leximin: gains compared in ascending order."""
    if not len(zone):
        return Choice(verdict=Verdict.NONE)
    ordered = np.sort(zone.gains, axis=1)
    row = int(np.lexsort(ordered.T[::-1])[-1])
    same = np.flatnonzero((ordered == ordered[row]).all(axis=1))
    return leximin_choice(
        zone.model.package(zone.package(int(same[0]))),
        [int(value) for value in ordered[row]],
        [int(total) for total in np.cumsum(ordered[row])],
    )


def _counted(
    zone: Zone,
    scores: NDArray[np.float64] | NDArray[np.int64],
    exact: Callable[[tuple[int, ...]], int | Fraction],
    *,
    shown: Callable[[int | Fraction], float] = float,
    ideals: tuple[int, ...] = (),
    note: str = "",
) -> Choice:
    """The best package: floating scores narrow the field, exact figures decide."""
    if not len(zone):
        return Choice(verdict=Verdict.NONE)
    near = scores >= scores.max() - 1e-9 * max(1.0, abs(float(scores.max())))
    rows = [int(row) for row in np.flatnonzero(near)]
    figures = [exact(tuple(int(one) for one in zone.gains[row])) for row in rows]
    best = max(figures)
    value = shown(best)
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=zone.model.package(zone.package(rows[figures.index(best)])),
        value=value,
        exact=str(best),
        bound=value,
        ideals=ideals,
        note=note,
    )


COUNTED: Mapping[Rule, Callable[[Zone], Choice]] = {
    Rule.TOTAL_GAIN: counted_total,
    Rule.NASH: counted_nash,
    Rule.KALAI_SMORODINSKY: counted_ratio,
    Rule.LEXIMIN: counted_leximin,
}
