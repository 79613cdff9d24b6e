"""One profile at a time, by the solver; and who does many of them.

What is solved for a profile hangs on its model and the limit alone, so that work may be split
among processes in any way. Only a time limit can make two runs differ; what it cut off is told as
unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from attrs import frozen

from dipoli.analysis.agreement.answers import Verdict
from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.model import Model
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.uncertain.shares import lines_of

T = TypeVar("T")
R = TypeVar("R")


class Many(Protocol):
    """Does a job for many values and returns the results in their order.

    Whatever does it, the results are those of `one_by_one`. Jobs are functions of modules and
    values can be pickled, so that it may be done by other processes or machines.
    """

    def __call__(self, job: Callable[[T], R], values: Sequence[T], /) -> Iterable[R]:
        """Do the job."""


def one_by_one(job: Callable[[T], R], values: Sequence[T], /) -> Iterator[R]:
    """Do a job for one value after another, here."""
    return map(job, values)


@frozen(kw_only=True)
class Task:
    """A model to be solved, and the seconds for it."""

    model: Model
    limit: float


@frozen(kw_only=True)
class Solved:
    """Whether the zone of a model holds a package, and one that was checked."""

    verdict: Verdict
    options: tuple[int, ...] | None


def solve_model(task: Task) -> Solved:
    """Ask the solver for a package in the zone of a model.

    Args:
        task: the model and the limit.

    Returns:
        A package, checked in whole numbers; or the verdict none or unknown.
    """
    made = formulate(task.model)
    while True:
        outcome = made.program.solve({}, task.limit)
        if outcome.columns is None:
            infeasible = outcome.status is Status.INFEASIBLE
            return Solved(verdict=Verdict.NONE if infeasible else Verdict.UNKNOWN, options=None)
        options = made.options(outcome.columns)
        if in_zone(task.model, options):
            return Solved(verdict=Verdict.COMMON_GROUND, options=options)
        made.bar_package(options)


def in_zone(model: Model, options: Sequence[int]) -> bool:
    """Whether a package lies in the zone of a model, in whole numbers."""
    lines = lines_of(model, options)
    asked = zip(model.floors, lines.asked, strict=True)
    return lines.possible() and all(f.gain(options) >= 0 for f, is_asked in asked if is_asked)
