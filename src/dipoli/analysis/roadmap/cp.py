"""The adapter to CP-SAT: better roadmaps, with a proven bound. OR-Tools runs here alone.

Theory of operation. A question becomes a constraint program: its variables, orders and accounts in
`cp_program`, what may not stand together in `cp_state`, what is made best in `cp_aims` and
`cp_figures`. Where no order of the starts of a month keeps the rules of state, or where accounts
are kept by basket and several fall short together, the solution is cut off and the solver asked
again.

The solver is never trusted: what it finds goes to the checker, and its bound is told as its word.
One worker, a seed and a limit in the solver's own units of work make it repeatable; a limit in
seconds, if given, does not.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from dipoli.analysis.roadmap.answers import Status
from dipoli.analysis.roadmap.arranging import arranged, lowest
from dipoli.analysis.roadmap.cp_aims import aim
from dipoli.analysis.roadmap.cp_program import Program
from dipoli.analysis.roadmap.cp_state import keep_rules
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.question import Objective
from dipoli.analysis.roadmap.solving import Means, Solved, Target
from dipoli.analysis.roadmap.walk import Starts, Walk

if TYPE_CHECKING:
    from dipoli.analysis.roadmap.cp_types import CpModel, CpSolver, CpSolverStatus

ASKED_EVERY = 0.2
"""Seconds between two questions whether to stop, while the solver works."""
MOST_CUTS = 40
"""Solutions that are cut off before the search is told as undecided."""


def is_installed() -> bool:
    """Whether OR-Tools can be imported here."""
    try:
        import ortools.sat.python.cp_model  # noqa: F401, PLC0415 - heavy, and may be missing
    except ImportError:
        return False
    return True


def shortest(
    model: Model,
    *,
    seed: int,
    means: Means,
    known: Walk | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Solved:
    """The shortest roadmap that holds every wanted step, as far as the means go.

    Args:
        model: the question; steps that are not wanted may be left out.
        seed: of the solver.
        means: how much may be spent.
        known: a complete walk; it shows a length to begin with and bounds the months.
        stop: asked several times a second, from another thread.

    Raises:
        ImportError: OR-Tools is not installed.
    """
    return _Search(model=model, known=known, means=means).solve(seed, stop)


def best_for(
    model: Model,
    target: Target,
    *,
    known: Walk,
    seed: int,
    means: Means,
    stop: Callable[[], bool] = lambda: False,
) -> Solved:
    """The best roadmap for a target, as far as the means go.

    Args:
        model: the question; steps that are not wanted may be left out.
        target: what is made best, and what is kept.
        known: a walk that keeps what is to be kept.
        seed: of the solver.
        means: how much may be spent.
        stop: asked several times a second, from another thread.

    Raises:
        ImportError: OR-Tools is not installed.
    """
    peak = target.kept.get(Objective.LEAST_PEAK)
    if peak is not None:  # an account is drawn no further where it opens with no more
        model = evolve(model, opening=tuple(min(one, peak) for one in model.opening))
    return _Search(model=model, known=known, means=means, target=target).solve(seed, stop)


def _solved(solver: CpSolver, program: CpModel, stop: Callable[[], bool]) -> CpSolverStatus:
    """Solve, and ask all the while whether to stop: the solver itself would not."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(ASKED_EVERY):
            if stop():
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return solver.solve(program)
    finally:
        over.set()
        watcher.join()


@define(kw_only=True)
class _Search:
    """A search with the program of a model."""

    model: Model
    known: Walk | None
    means: Means
    target: Target | None = None
    program: Program = field(init=False)

    def __attrs_post_init__(self) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, and may be missing

        target = self.target
        self.program = Program(
            cp=cp_model.CpModel(),
            domains=cp_model.Domain,
            model=self.model,
            known=self.known,
            horizon=self._latest(),
            every=target is None or target.left_out is None,
        )
        keep_rules(self.program)
        if self.known is not None:
            self.program.hint(self.known)
            if self.means.phase is not None:
                self.program.hold(self.known, self.means.phase)
        if target is not None:
            aim(self.program, target)
        elif not self.means.any_length:
            self.program.cp.minimize(self.program.length)

    def _latest(self) -> int:
        """The month by which wanted steps are verified."""
        if self.target is not None:
            return self.target.kept.get(Objective.SHORTEST, self.model.horizon)
        complete = self.known is not None and self.known.complete
        return self.known.verified if self.known and complete else self.model.horizon

    def solve(self, seed: int, stop: Callable[[], bool]) -> Solved:
        """Solve, look at what was found, cut it off if it cannot be put in order, and again."""
        from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, and may be missing

        left, bound = self.means.work, None
        for _cut in range(MOST_CUTS):
            solver = cp_model.CpSolver()
            self._limit(solver, seed, left)
            said = _solved(solver, self.program.cp, stop)
            left -= solver.response_proto.deterministic_time
            if said == cp_model.INFEASIBLE:
                return Solved(status=Status.INFEASIBLE, value=None, bound=None, starts=())
            if self.target is not None or not self.means.any_length:
                bound = max(0, round(solver.best_objective_bound))
            if said not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
                break
            starts = self._read(solver)
            if starts is not None:
                optimal = said == cp_model.OPTIMAL
                return Solved(
                    status=Status.OPTIMAL if optimal else Status.FEASIBLE,
                    value=self._value(solver),
                    bound=bound,
                    starts=starts,
                    work=self.means.work - left,
                )
            if left <= 0 or stop():
                break
        work = self.means.work - left
        return Solved(status=Status.UNKNOWN, value=None, bound=bound, starts=(), work=work)

    def _limit(self, solver: CpSolver, seed: int, left: float) -> None:
        """One worker, a seed and what is left of the means."""
        solver.parameters.num_workers = 1
        # Ctrl-C is the program's: the solver would leave no handler behind, and end it.
        solver.parameters.catch_sigint_signal = False
        solver.parameters.random_seed = seed & 0x7FFFFFFF
        solver.parameters.max_deterministic_time = max(left, 0.01)
        if self.target is not None:
            # Literals by the thousand, few of which bind: to probe and to relax them costs
            # more than the whole search.
            solver.parameters.cp_model_probing_level = 0
            solver.parameters.linearization_level = 0
            solver.parameters.symmetry_level = 0
        if self.means.seconds is not None:
            solver.parameters.max_time_in_seconds = self.means.seconds

    def _value(self, solver: CpSolver) -> int:
        return (
            solver.value(self.program.length)
            if self.target is None
            else round(solver.objective_value)
        )

    def _read(self, solver: CpSolver) -> Starts | None:
        """What was found, in order; None when it has none, and then it is cut off."""
        program = self.program
        months = {
            n: solver.value(start)
            for n, start in enumerate(program.start)
            if (taken := program.active[n]) is None or solver.boolean_value(taken)
        }
        used = {act for n in months for act in self.model.steps[n].acts}
        acts = {act: solver.value(program.put[act]) for act in sorted(used)}
        bundles = [
            bundle
            for joined, bundle in zip(program.joined, self.model.bundles, strict=True)
            if solver.boolean_value(joined)
        ]
        starts = arranged(self.model, months, acts, bundles)
        if starts is None:
            program.cut(months, bundles)
            return None
        short = lowest(self.model, starts)
        if short is not None:
            account, cells = short
            program.reservoir(account, cells)
            return None
        return starts
