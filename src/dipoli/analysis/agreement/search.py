"""Is there a package in the zone? Asked of whichever engine fits, and checked.

Small questions are counted out; larger ones go to the solver. A package that the solver returns
is checked in exact integers before it counts; should the solver's rounding ever let a wrong one
through, that package is ruled out and the question asked again.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import (
    Check,
    Engine,
    Found,
    Package,
    Question,
    Reading,
    SoftLines,
    Standing,
    Verdict,
)
from dipoli.analysis.agreement.checker import check_package
from dipoli.analysis.agreement.enumeration import count, enumerate_zone
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.limit import Limit
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.program import Outcome, Row, Status
from dipoli.analysis.agreement.way import Way
from dipoli.analysis.case import Case

FEW = 1 << 21
"""Choices of a search that should not take long."""

Clock = Callable[[], float]
"""Seconds, from any start; given from outside, as the core reads no clock."""


_NOWHERE = Way()


@frozen(kw_only=True)
class Means:
    """With what a question is answered.

    Args:
        limit: seconds for one solve.
        counted: questions with at most this many packages are counted one by one.
        choices: larger ones are first looked for near a bound, with at most so many choices in
            one search (a hundredth of them where loops are not compiled); 0 leaves that out.
        clock: where seconds come from; None when times are not told.
        stop: asked now and then by long searches; True ends them with what they have.
        way: told what is met on the way to the package that a rule singles out.
    """

    limit: float = 60.0
    counted: int = 1 << 17
    choices: int = 1 << 28
    clock: Clock | None = None
    stop: Callable[[], bool] = lambda: False
    way: Way = _NOWHERE

    def now(self) -> float:
        """Seconds on the given clock; 0 without one."""
        return self.clock() if self.clock is not None else 0.0

    def since(self, start: float) -> float | None:
        """Seconds since a start, or None without a clock."""
        return self.clock() - start if self.clock is not None else None

    def spare(self, choices: int | None = None, *, first: bool = False) -> Limit:
        """How long one search near a bound may take; never longer than these means allow."""
        most = self.choices if choices is None else min(choices, self.choices)
        return Limit(choices=most, stop=self.stop, first=first)

    def counts(self, model: Model) -> bool:
        """Whether a question is small enough to be counted one by one."""
        return count(model) <= self.counted


def find(case: Case, question: Question, means: Means) -> Found:
    """Whether a package lies in the zone of a question.

    Args:
        case: the case.
        question: what is asked.
        means: engines and limits.

    Returns:
        The verdict with a checked witness. Unknown when the time limit ended the search.
    """
    start = means.now()
    model = build(case, question)
    if means.counts(model):
        zone = enumerate_zone(model)
        witness = model.package(zone.package(0)) if len(zone) else None
        verdict = Verdict.COMMON_GROUND if len(zone) else Verdict.NONE
        return Found(
            verdict=verdict,
            witness=witness,
            count=len(zone),
            engine=Engine.ENUMERATION,
            seconds=means.since(start),
            check=accepted(case, question, witness),
        )
    engine, verdict, package = Engine.NEAR_BOUND, *near_zone(model, means)
    if verdict is Verdict.UNKNOWN:
        made = formulate(model)
        outcome, package = solve(case, question, made, {}, means)
        engine, verdict = Engine.MIP, verdict_of(outcome, package)
    return Found(
        verdict=verdict,
        witness=package,
        count=None,
        engine=engine,
        seconds=means.since(start),
        check=accepted(case, question, package),
    )


def near_zone(model: Model, means: Means) -> tuple[Verdict, Package | None]:
    """Whether there is a package, looked for near the bound on the smallest gain.

    Args:
        model: the question.
        means: limits; only a little is spent here, as a solver may know at once.

    Returns:
        Common ground with a package, none when proven, unknown otherwise.
    """
    if not means.choices or not model.seats or not model.free:
        return Verdict.UNKNOWN, None
    from dipoli.analysis.agreement.near.buckets import plan  # noqa: PLC0415 - loops load slowly
    from dipoli.analysis.agreement.near.engine import Kind, Sought  # noqa: PLC0415
    from dipoli.analysis.agreement.near.engine import search as near  # noqa: PLC0415
    from dipoli.analysis.agreement.near.grid import grid  # noqa: PLC0415

    held = plan(grid(model))
    sought = Sought(kind=Kind.SMALLEST, seats=len(model.seats))
    found = near(held, sought, means.spare(FEW, first=True))
    if found.packages:
        return Verdict.COMMON_GROUND, model.package(held.grid.whole(found.packages[0]))
    return (Verdict.NONE if found.complete else Verdict.UNKNOWN), None


def standing(
    case: Case,
    question: Question,
    means: Means,
    told: Callable[[str, Found], None] = lambda _name, _found: None,
) -> Standing:
    """The verdict with soft lines negotiable and held, and at both ends of the ranges.

    Args:
        case: the case.
        question: what is asked of it.
        means: engines and limits.
        told: told each of the four as it is found.

    Returns:
        The four.
    """
    asked = {
        "negotiable": evolve(question, soft_lines=SoftLines.NEGOTIABLE),
        "held": evolve(question, soft_lines=SoftLines.HELD),
        "cautious": evolve(question, reading=Reading.CAUTIOUS),
        "generous": evolve(question, reading=Reading.GENEROUS),
    }
    found: dict[str, Found] = {}
    for name, one in asked.items():
        found[name] = find(case, one, means)
        told(name, found[name])
    return Standing(**found)


def solve(
    case: Case, question: Question, made: Formulation, objective: Row, means: Means
) -> tuple[Outcome, Package | None]:
    """Solve a program and return a package only when the checker accepts it.

    Args:
        case: the case.
        question: the question that the program stands for.
        made: the program; packages that the checker refuses are ruled out in it.
        objective: what to maximise.
        means: limits.

    Returns:
        The outcome of the last solve, and the accepted package if there is one.
    """
    for _attempt in itertools.count():
        outcome = made.program.solve(objective, means.limit)
        if outcome.columns is None:
            return outcome, None
        options = made.options(outcome.columns)
        package = made.model.package(options)
        if check_package(case, question, package).accepted:
            return outcome, package
        made.bar_package(options)
    raise RuntimeError


def verdict_of(outcome: Outcome, witness: Package | None) -> Verdict:
    """Common ground with a witness, none when proven, unknown otherwise."""
    if witness is not None:
        return Verdict.COMMON_GROUND
    return Verdict.NONE if outcome.status is Status.INFEASIBLE else Verdict.UNKNOWN


def accepted(case: Case, question: Question, witness: Package | None) -> Check | None:
    """The checker's verdict on a witness.

    Raises:
        RuntimeError: an engine returned a package that the checker refuses.
    """
    if witness is None:
        return None
    check = check_package(case, question, witness)
    if not check.accepted:
        message = f"an engine returned a package that is not in the zone: {check.reasons}"
        raise RuntimeError(message)
    return check
