"""What rules single out, by mixed-integer programs: with a bound, proven or not.

The logarithm of Nash's product is bounded from above by tangents, which are added at each package
found until bound and value meet. Leximin goes level by level: the sum of the k smallest gains is
linear in the ordered-outcome form (Ogryczak and Sliwinski 2006, bibliography).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import frozen

from dipoli.analysis.agreement.answers import Engine, Package, Question, Rule, Verdict
from dipoli.analysis.agreement.checker import TOLERANCE
from dipoli.analysis.agreement.choice import LEFT_OUT, NOBODY, Choice, leximin_choice, whole_bound
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.model import Model
from dipoli.analysis.agreement.program import Outcome, Status
from dipoli.analysis.agreement.search import Means, solve, verdict_of
from dipoli.analysis.case import Case

_SCALE = 1e4
"""Ratios are solved for in ten-thousandths, so that the solver's tolerance is far below them."""
_CUT = 1e3
"""Logarithms are solved for in thousandths, for the same reason."""
_ROUNDS = 60


@frozen(kw_only=True)
class Solver:
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
        """The last outcome, and a package that the checker accepts."""
        outcome, package = solve(self.case, self.question, made, objective, self.means)
        if package is not None:
            self.means.way.met(package, Engine.MIP)
        return outcome, package

    def ideal(self, seat: int) -> tuple[int | None, Verdict]:
        """The largest gain of a seat in the zone, or None: there is no package, or no proof."""
        made, seats = self.fresh()
        outcome, package = self.solve(made, seats[seat][0])
        if package is None:
            return None, verdict_of(outcome, None)
        value = self.gains(package)[seat]
        if outcome.bound is None or whole_bound(outcome.bound + seats[seat][1], value) != value:
            return None, Verdict.UNKNOWN
        return value, Verdict.COMMON_GROUND

    def gains(self, package: Package) -> list[int]:
        """Exact gains of the seats, in whole numbers."""
        return list(self.model.gains(tuple(package.values())))


def solved_total(solver: Solver) -> Choice:
    """The largest total gain."""
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
    whole = whole_bound(None if bound is None else bound + constant, value)
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=package,
        value=float(value),
        exact=str(value),
        bound=float(whole) if bound is not None else math.inf,
    )


def _smallest(solver: Solver, weights: list[int | None]) -> tuple[Outcome, Package | None]:
    """Maximise the smallest gain, each divided by its weight; seats without weight are left out."""
    made, seats = solver.fresh()
    least = made.program.column(0, _SCALE, whole=False)
    for (row, constant), weight in zip(seats, weights, strict=True):
        if weight is not None:
            made.program.row({**row, least: -weight / _SCALE}, lower=-constant)
    return solver.solve(made, {least: 1.0})


def solved_ratio(solver: Solver) -> Choice:
    """The largest smallest ratio of gain to ideal gain."""
    ideals: list[int] = []
    for seat in range(len(solver.model.seats)):
        ideal, verdict = solver.ideal(seat)
        if ideal is None:
            note = "An ideal was not proven in time." if verdict is Verdict.UNKNOWN else ""
            return Choice(verdict=verdict, note=note)
        ideals.append(ideal)
    able = [ideal if ideal > 0 else None for ideal in ideals]
    note = LEFT_OUT if None in able else ""
    solver.means.way.ideals(tuple(ideals))
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


def solved_nash(solver: Solver) -> Choice:
    """The largest product of gains."""
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
        solver.means.way.below(bound)
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


def _nobody(solver: Solver) -> Choice:
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
        note=NOBODY,
    )


def _log(gains: list[int]) -> float:
    product = math.prod(gains)
    return math.log(product) if product > 0 and min(gains) > 0 else -math.inf


def _gain_column(made: Formulation, row: Mapping[int, float], constant: int) -> int:
    """A column for a gain, at least 1: with a gain of nothing the product is 0."""
    column = made.program.column(1, 1 << 40, whole=False)
    made.program.row({**row, column: -1.0}, lower=-constant, upper=-constant)
    return column


def solved_leximin(solver: Solver) -> Choice:
    """Leximin, one level after another."""
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
        bounds.append(None if outcome.bound is None else whole_bound(outcome.bound, value))
        if level == 1 and bounds[0] is not None:
            solver.means.way.below(bounds[0])
        made.program.row(objective, lower=value)
        if bounds[-1] != value:
            break
    if package is None:
        return Choice(verdict=Verdict.UNKNOWN)
    unknown: list[int | None] = [None] * (len(seats) - len(bounds))
    return leximin_choice(package, sorted(solver.gains(package)), [*bounds, *unknown])


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


SOLVED: Mapping[Rule, Callable[[Solver], Choice]] = {
    Rule.TOTAL_GAIN: solved_total,
    Rule.NASH: solved_nash,
    Rule.KALAI_SMORODINSKY: solved_ratio,
    Rule.LEXIMIN: solved_leximin,
}
