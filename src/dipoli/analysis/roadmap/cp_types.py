"""Types of a constraint program, named in one place: OR-Tools is an extra that may be missing.

Only `dipoli.analysis.roadmap.cp` imports it to run; all others take its types from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import (
        Constraint,
        CpModel,
        CpSolver,
        CpSolverStatus,
        Domain,
        IntVar,
        LinearExprT,
        LiteralT,
    )

    __all__ = [
        "Constraint",
        "CpModel",
        "CpSolver",
        "CpSolverStatus",
        "Domain",
        "IntVar",
        "LinearExprT",
        "LiteralT",
    ]
