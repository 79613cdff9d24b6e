"""What a solver may spend, what it makes best, and what it says: values, and no solver."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from dipoli.analysis.roadmap.answers import Status
from dipoli.analysis.roadmap.question import Objective
from dipoli.analysis.roadmap.walk import Starts


@frozen(kw_only=True)
class Means:
    """How much may be spent.

    Args:
        work: limit in the solver's deterministic time, about seconds of one core.
        seconds: limit in seconds, or None; an answer that it cuts short is not repeatable.
        phase: steps that may move on their own; what starts before them in the known walk stays,
            what starts after them moves forward as one. None: all may.
        any_length: whether any roadmap will do that has every wanted step.
    """

    work: float = 20.0
    seconds: float | None = None
    phase: frozenset[int] | None = None
    any_length: bool = False


@frozen(kw_only=True)
class Target:
    """What is made best, and what is kept.

    Args:
        objective: what is made best; None for the fewest wanted steps left out.
        kept: values of other objectives that must not become worse.
        by: for `Objective.VALUE`, the month by which steps are verified; None for the horizon.
        left_out: None where every wanted step is taken, else how many may be left out.
        never: steps that are not taken, since they are proven to be in no roadmap.
    """

    objective: Objective | None = Objective.SHORTEST
    kept: Mapping[Objective, int] = field(factory=dict)
    by: int | None = None
    left_out: int | None = None
    never: frozenset[int] = frozenset()


@frozen(kw_only=True)
class Solved:
    """What the solver says of the best roadmap for a target.

    Args:
        status: proven best, found, proven to be none, or nothing known.
        value: what was found by the target's objective (of value by a month: what is missed of
            all there is), else None.
        bound: nothing is better by the objective, else None.
        starts: what starts when, in order; empty when nothing was found.
        work: what was spent, in the solver's deterministic time.
    """

    status: Status
    value: int | None
    bound: int | None
    starts: Starts
    work: float = 0.0
