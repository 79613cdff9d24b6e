"""Mixed-integer programs, solved by HiGHS through SciPy: the only place that imports the solver.

A program is built row by row in whole numbers, and solved for one objective at a time. The
solver reckons in floating point: a solution is returned as rounded whole numbers, for the caller
to check exactly; a bound is returned as it came.

Source: HiGHS (bibliography: huangfu-hall-2018) as shipped in SciPy's ``optimize.milp``.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix

Row = Mapping[int, float]
"""Coefficients by column."""

_OPTIMAL, _LIMIT, _INFEASIBLE = 0, 1, 2


class Status(enum.Enum):
    """How a solve ended; ``LIMIT`` is without a proof, whatever stopped it."""

    OPTIMAL = "optimal"
    LIMIT = "limit"
    INFEASIBLE = "infeasible"


@frozen(kw_only=True)
class Outcome:
    """What a solve gave.

    Args:
        status: optimal, stopped by the time limit, or infeasible.
        columns: value of every column, or None when no solution was found.
        value: the objective of the solution; None without one.
        bound: what the objective cannot exceed, as far as proven; None when nothing is known.
    """

    status: Status
    columns: tuple[float, ...] | None
    value: float | None
    bound: float | None


@define
class Program:
    """Columns and rows; objectives are given to `solve`."""

    lower: list[float] = field(factory=list)
    upper: list[float] = field(factory=list)
    whole: list[bool] = field(factory=list)
    rows: list[tuple[Row, float, float]] = field(factory=list)

    def column(self, lower: float = 0, upper: float = 1, *, whole: bool = True) -> int:
        """Add a column and return its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(self, coefficients: Row, lower: float = -np.inf, upper: float = np.inf) -> None:
        """Add a row: lower <= sum of coefficients times columns <= upper."""
        self.rows.append((coefficients, lower, upper))

    def copy(self) -> Program:
        """A program to which rows and columns can be added without changing this one."""
        return Program(
            lower=list(self.lower),
            upper=list(self.upper),
            whole=list(self.whole),
            rows=list(self.rows),
        )

    def solve(self, objective: Row, limit: float) -> Outcome:
        """Maximise an objective.

        Args:
            objective: coefficients by column; empty to ask only for a solution.
            limit: seconds.

        Returns:
            The outcome; the gap asked for is zero. A solve that fails twice, with and without
            presolve, counts as ended without an answer.
        """
        if not self.lower:
            return self._without_columns()
        cost = np.zeros(len(self.lower))
        for column, coefficient in objective.items():
            cost[column] = -coefficient
        for presolve in (True, False):
            result = milp(
                cost,
                constraints=_matrix(self.rows, len(self.lower)),
                bounds=Bounds(np.array(self.lower), np.array(self.upper)),
                integrality=np.array(self.whole, dtype=np.int8),
                options={"time_limit": max(limit, 0.01), "mip_rel_gap": 0.0, "presolve": presolve},
            )
            if result.status in {_OPTIMAL, _LIMIT, _INFEASIBLE}:
                break
        if result.status == _INFEASIBLE:
            return Outcome(status=Status.INFEASIBLE, columns=None, value=None, bound=None)
        if result.status not in {_OPTIMAL, _LIMIT}:
            return Outcome(status=Status.LIMIT, columns=None, value=None, bound=None)
        dual = result.mip_dual_bound
        return Outcome(
            status=Status.OPTIMAL if result.status == _OPTIMAL else Status.LIMIT,
            columns=None if result.x is None else tuple(map(float, result.x)),
            value=None if result.x is None else -float(result.fun),
            bound=None if dual is None or not np.isfinite(dual) else -float(dual),
        )

    def _without_columns(self) -> Outcome:
        """The outcome where nothing is to be chosen, which the solver refuses to be asked."""
        if all(lower <= 0 <= upper for _row, lower, upper in self.rows):
            return Outcome(status=Status.OPTIMAL, columns=(), value=0.0, bound=0.0)
        return Outcome(status=Status.INFEASIBLE, columns=None, value=None, bound=None)


def _matrix(rows: Sequence[tuple[Row, float, float]], width: int) -> LinearConstraint:
    numbers, columns, values = [], [], []
    for number, (coefficients, _lower, _upper) in enumerate(rows):
        for column, value in coefficients.items():
            numbers.append(number)
            columns.append(column)
            values.append(value)
    matrix = csr_matrix((values, (numbers, columns)), shape=(len(rows), width))
    return LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])


@frozen(kw_only=True, eq=False)
class Linear:
    """A small linear program without whole numbers: minimise ``cost`` times the columns.

    Args:
        cost: by column.
        rows: what may be at most ``limits``; shape (rows, columns).
        limits: by row.
        total: a row that must be exactly 1, or None.
        bounds: least and most by column; None for no bound.
    """

    cost: NDArray[np.float64]
    rows: NDArray[np.float64]
    limits: NDArray[np.float64]
    total: NDArray[np.float64] | None
    bounds: Sequence[tuple[float | None, float | None]]

    def solve(self) -> tuple[float, NDArray[np.float64]] | None:
        """The least cost and the columns that have it; None when there is none."""
        found = linprog(
            self.cost,
            A_ub=self.rows,
            b_ub=self.limits,
            A_eq=None if self.total is None else self.total[None, :],
            b_eq=None if self.total is None else [1.0],
            bounds=list(self.bounds),
            method="highs",
        )
        if found.status != _OPTIMAL or found.x is None or found.fun is None:
            return None
        return float(found.fun), np.asarray(found.x, np.float64)
