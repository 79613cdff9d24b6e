"""Packages that named rules single out, with what is proven about them.

Gains are utility above the reservation value, in whole points on each party's own scale.

* *Largest total gain* adds gains of different parties: it compares what cannot be compared, and
  says so. Proven when no package adds up to more.
* *Nash* maximises the product of gains and does not depend on anybody's scale. Its logarithm is
  bounded from above by tangents, which are added at each package found until bound and value meet.
  When in every package somebody gains nothing, all products are 0 and the rule singles out none.
* *Kalai-Smorodinsky* maximises the smallest ratio of gain to ideal gain, where the ideal is the
  largest gain of that party inside the zone. Seats that can gain nothing are left out of the
  smallest ratio.
* *Leximin* maximises the smallest gain, then the second smallest, and so on: level by level the
  sum of the k smallest gains, which is linear in the ordered-outcome form.

The set of packages is discrete: solutions need not be unique and the axioms of the continuous
theory need not hold.

Sources: Nash 1950; Kalai and Smorodinsky 1975; Imai 1983; Ogryczak and Sliwinski 2006 for the
sums of the smallest (bibliography). Departure: Kalai-Smorodinsky is the max-min ratio over the
discrete zone, not the point on the line to the ideal; leximin compares gains as they are, where
Imai divides them by the ideals.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.answers import Engine, Package, Question, Rule, Verdict
from dipoli.analysis.agreement.checker import TOLERANCE
from dipoli.analysis.agreement.enumeration import Zone, enumerate_zone
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.model import Model
from dipoli.analysis.agreement.program import Outcome, Status
from dipoli.analysis.agreement.search import Means, solve, verdict_of
from dipoli.analysis.case import Case

_NOBODY = (
    "In every package of the zone somebody gains nothing, so every product is 0 and this rule "
    "singles out none; the package shown is any of them."
)
_LEFT_OUT = "Seats that gain nothing in any package of the zone are left out of the smallest ratio."
_SCALE = 1e4
"""Ratios are solved for in ten-thousandths, so that the solver's tolerance is far below them."""
_CUT = 1e3
"""Logarithms are solved for in thousandths, for the same reason."""
_ROUNDS = 60


@frozen(kw_only=True)
class Choice:
    """A package that a rule singles out, before it is told issue by issue.

    Args:
        verdict: common ground, none or unknown.
        options: the package; None without one.
        value: the rule's figure.
        exact: the same as text.
        bound: what no package can exceed, as far as proven.
        levels: for leximin: (value, bound or None) of each level.
        ideals: for Kalai-Smorodinsky: largest gain of each seat in the zone.
        note: a sentence where the rule needs one.
    """

    verdict: Verdict
    options: Package | None = None
    value: float | None = None
    exact: str = ""
    bound: float | None = None
    levels: tuple[tuple[int, int | None], ...] = ()
    ideals: tuple[int, ...] = ()
    note: str = ""


def choose(
    case: Case, question: Question, model: Model, rule: Rule, means: Means
) -> tuple[Choice, Engine]:
    """Find the package that a rule singles out.

    Args:
        case: the case.
        question: what is asked of it.
        model: the question in whole numbers.
        rule: the rule.
        means: engines and limits.

    Returns:
        The choice and the engine that made it.
    """
    if means.counts(model):
        return _COUNTED[rule](enumerate_zone(model)), Engine.ENUMERATION
    return _SOLVED[rule](
        _Solver(case=case, question=question, model=model, means=means)
    ), Engine.MIP


# ---------------------------------------------------------------- counted one by one


def _counted_total(zone: Zone) -> Choice:
    return _counted(zone, zone.gains.sum(axis=1), sum)


def _counted_nash(zone: Zone) -> Choice:
    if len(zone) and not (zone.gains > 0).all(axis=1).any():
        return _counted(
            zone,
            np.zeros(len(zone)),
            lambda _gains: 0,
            shown=lambda _product: -math.inf,
            note=_NOBODY,
        )
    logs = np.log(np.maximum(zone.gains, 1)).sum(axis=1)
    logs[(zone.gains <= 0).any(axis=1)] = -np.inf
    return _counted(zone, logs, math.prod, shown=_log_of)


def _log_of(product: int | Fraction) -> float:
    return math.log(int(product))


def _counted_ratio(zone: Zone) -> Choice:
    ideals = tuple(int(ideal) for ideal in zone.gains.max(axis=0)) if len(zone) else ()
    able = [seat for seat, ideal in enumerate(ideals) if ideal > 0]
    note = _LEFT_OUT if len(able) < len(ideals) else ""
    if not able:
        return _counted(zone, np.zeros(len(zone)), lambda _gains: 1, ideals=ideals, note=note)
    ratios = (zone.gains[:, able] / np.array(ideals)[able]).min(axis=1)

    def exact(gains: tuple[int, ...]) -> Fraction:
        return min(Fraction(gains[seat], ideals[seat]) for seat in able)

    return _counted(zone, ratios, exact, ideals=ideals, note=note)


def _counted_leximin(zone: Zone) -> Choice:
    if not len(zone):
        return Choice(verdict=Verdict.NONE)
    ordered = np.sort(zone.gains, axis=1)
    row = int(np.lexsort(ordered.T[::-1])[-1])
    same = np.flatnonzero((ordered == ordered[row]).all(axis=1))
    return _leximin_choice(
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


# ---------------------------------------------------------------- solved


@frozen(kw_only=True)
class _Solver:
    """A question with a fresh program for each rule."""

    case: Case
    question: Question
    model: Model
    means: Means

    def fresh(self) -> tuple[Formulation, list[tuple[dict[int, float], int]]]:
        """A program, and for each seat its gain as a row and the constant to add to it."""
        made = formulate(self.model)
        floors = self.model.seat_floors()
        return made, [(made.points(floor), -floor.threshold) for floor in floors]

    def solve(
        self, made: Formulation, objective: Mapping[int, float]
    ) -> tuple[Outcome, Package | None]:
        return solve(self.case, self.question, made, objective, self.means)

    def gains(self, package: Package) -> list[int]:
        """Exact gains of the seats, in whole numbers."""
        return list(self.model.gains(tuple(package.values())))


def _whole_bound(bound: float | None, value: int) -> int:
    """A bound on a whole number, rounded down; never below a value that was reached."""
    return value if bound is None else max(value, math.floor(bound + TOLERANCE))


def _solved_total(solver: _Solver) -> Choice:
    made, seats = solver.fresh()
    objective: dict[int, float] = {}
    for row, _constant in seats:
        for column, points in row.items():
            objective[column] = objective.get(column, 0.0) + points
    outcome, package = solver.solve(made, objective)
    if package is None:
        return Choice(verdict=verdict_of(outcome, None))
    value = sum(solver.gains(package))
    bound = outcome.bound
    constant = sum(constant for _row, constant in seats)
    whole = _whole_bound(None if bound is None else bound + constant, value)
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=package,
        value=float(value),
        exact=str(value),
        bound=float(whole) if bound is not None else math.inf,
    )


def _smallest(solver: _Solver, weights: list[int | None]) -> tuple[Outcome, Package | None]:
    """Maximise the smallest gain, each divided by its weight; seats without weight are left out."""
    made, seats = solver.fresh()
    least = made.program.column(0, _SCALE, whole=False)
    for (row, constant), weight in zip(seats, weights, strict=True):
        if weight is not None:
            made.program.row({**row, least: -weight / _SCALE}, lower=-constant)
    return solver.solve(made, {least: 1.0})


def _solved_ratio(solver: _Solver) -> Choice:
    ideals: list[int] = []
    for seat in range(len(solver.model.seats)):
        made, seats = solver.fresh()
        outcome, package = solver.solve(made, seats[seat][0])
        if package is None:
            return Choice(verdict=verdict_of(outcome, None))
        value = solver.gains(package)[seat]
        bound = None if outcome.bound is None else outcome.bound + seats[seat][1]
        if _whole_bound(bound, value) != value or outcome.bound is None:
            return Choice(verdict=Verdict.UNKNOWN, note="An ideal was not proven in time.")
        ideals.append(value)
    able = [ideal if ideal > 0 else None for ideal in ideals]
    note = _LEFT_OUT if None in able else ""
    outcome, package = _smallest(solver, able)
    if package is None:
        return Choice(verdict=verdict_of(outcome, None))
    gains = solver.gains(package)
    ratios = [Fraction(one, ideal) for one, ideal in zip(gains, able, strict=True) if ideal]
    ratio = min(ratios, default=Fraction(1))
    bound_ratio = math.inf if outcome.bound is None else outcome.bound / _SCALE
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=package,
        value=float(ratio),
        exact=str(ratio),
        bound=max(float(ratio), bound_ratio) if ratios else 1.0,
        ideals=tuple(ideals),
        note=note,
    )


def _solved_nash(solver: _Solver) -> Choice:
    made, seats = solver.fresh()
    gains = [_gain_column(made, row, constant) for row, constant in seats]
    logs = [made.program.column(-40 * _CUT, 40 * _CUT, whole=False) for _seat in seats]
    outcome, point = solver.solve(made, dict.fromkeys(gains, 1.0))
    if point is None:
        return (
            _nobody(solver)
            if outcome.status is Status.INFEASIBLE
            else Choice(verdict=Verdict.UNKNOWN)
        )
    best, value, bound = point, _log(solver.gains(point)), math.inf
    for _round in range(_ROUNDS):
        for gained, log, at in zip(gains, logs, solver.gains(point), strict=True):
            # The tangent of the logarithm at the gain found.
            row = {log: 1.0, gained: -_CUT / at}
            made.program.row(row, upper=_CUT * (math.log(at) - 1))
        outcome, found = solver.solve(made, dict.fromkeys(logs, 1.0))
        bound = min(bound, math.inf if outcome.bound is None else outcome.bound / _CUT)
        if found is not None and _log(solver.gains(found)) > value:
            best, value = found, _log(solver.gains(found))
        if found is None or found == point or bound - value <= TOLERANCE / 10:
            break
        point = found
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=best,
        value=value,
        exact=str(math.prod(solver.gains(best))),
        bound=max(bound, value),
    )


def _nobody(solver: _Solver) -> Choice:
    """No package gives everybody a gain: any package of the zone, or none at all."""
    made, _seats = solver.fresh()
    outcome, package = solver.solve(made, {})
    if package is None:
        return Choice(verdict=verdict_of(outcome, None))
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=package,
        value=-math.inf,
        exact="0",
        bound=-math.inf,
        note=_NOBODY,
    )


def _log(gains: list[int]) -> float:
    product = math.prod(gains)
    return math.log(product) if product > 0 and min(gains) > 0 else -math.inf


def _gain_column(made: Formulation, row: Mapping[int, float], constant: int) -> int:
    """A column for a gain, at least 1: with a gain of nothing the product is 0."""
    column = made.program.column(1, 1 << 40, whole=False)
    made.program.row({**row, column: -1.0}, lower=-constant, upper=-constant)
    return column


def _solved_leximin(solver: _Solver) -> Choice:
    made, seats = solver.fresh()
    package: Package | None = None
    bounds: list[int | None] = []
    for level in range(1, len(seats) + 1):
        objective = _k_smallest(made, seats, level)
        outcome, found = solver.solve(made, objective)
        if found is None:
            if package is None:
                return Choice(verdict=verdict_of(outcome, None))
            break
        package = found
        value = sum(sorted(solver.gains(found))[:level])
        bounds.append(None if outcome.bound is None else _whole_bound(outcome.bound, value))
        made.program.row(objective, lower=value)
        if bounds[-1] != value:
            break
    if package is None:
        return Choice(verdict=Verdict.UNKNOWN)
    unknown: list[int | None] = [None] * (len(seats) - len(bounds))
    return _leximin_choice(package, sorted(solver.gains(package)), [*bounds, *unknown])


def _k_smallest(
    made: Formulation, seats: list[tuple[dict[int, float], int]], k: int
) -> dict[int, float]:
    """The sum of the k smallest gains, as a row."""
    level = made.program.column(0, 1 << 40)
    row: dict[int, float] = {level: float(k)}
    for points, constant in seats:
        short = made.program.column(0, 1 << 40, whole=False)
        # What the gain falls short of the level.
        made.program.row({**points, short: 1.0, level: -1.0}, lower=-constant)
        row[short] = -1.0
    return row


def _leximin_choice(package: Package, ordered: list[int], bounds: Sequence[int | None]) -> Choice:
    sums = [sum(ordered[: k + 1]) for k in range(len(ordered))]
    levels = tuple(
        (value, None if bound is None else max(value, bound))
        for value, bound in zip(sums, bounds, strict=True)
    )
    first = levels[0][1]
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=package,
        value=float(ordered[0]),
        exact=str(ordered[0]),
        bound=math.inf if first is None else float(first),
        levels=levels,
    )


_COUNTED: Mapping[Rule, Callable[[Zone], Choice]] = {
    Rule.TOTAL_GAIN: _counted_total,
    Rule.NASH: _counted_nash,
    Rule.KALAI_SMORODINSKY: _counted_ratio,
    Rule.LEXIMIN: _counted_leximin,
}
_SOLVED: Mapping[Rule, Callable[[_Solver], Choice]] = {
    Rule.TOTAL_GAIN: _solved_total,
    Rule.NASH: _solved_nash,
    Rule.KALAI_SMORODINSKY: _solved_ratio,
    Rule.LEXIMIN: _solved_leximin,
}
