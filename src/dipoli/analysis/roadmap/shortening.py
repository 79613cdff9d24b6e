"""What a solver adds to walks first: a shorter roadmap, a bound of its length, a proof of none."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from dipoli.analysis.roadmap.answers import Status
from dipoli.analysis.roadmap.arranging import walk_of
from dipoli.analysis.roadmap.cp import shortest
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.solving import Means
from dipoli.analysis.roadmap.walk import Walk

LARGEST = 120
"""Steps that are solved at once; above, phase after phase first."""
PHASE = 60
"""Steps of a phase; the next one begins half a phase later."""


@frozen(kw_only=True)
class Shortened:
    """A walk after the solver.

    Args:
        walk: the known one or a better one.
        status: what is known of a roadmap with every wanted step.
        bound: no complete roadmap is shorter, else None.
    """

    walk: Walk
    status: Status
    bound: int | None


def shortened(
    model: Model,
    known: Walk,
    *,
    seed: int,
    means: Means,
    stop: Callable[[], bool] = lambda: False,
) -> Shortened:
    """A walk made shorter, as far as the means go.

    Raises:
        ImportError: OR-Tools is not installed.
    """
    best = known
    if len(model.steps) > LARGEST and known.complete:
        best = by_phases(model, best, seed, means, stop)
    said = shortest(model, seed=seed, means=means, known=best, stop=stop)
    if said.value is not None and (not best.complete or said.value < best.verified):
        best = walk_of(model, said.starts)
    status = said.status
    if status is Status.UNKNOWN and best.complete:
        status = Status.FEASIBLE
    if said.bound is not None and best.complete and said.bound >= best.verified:
        status = Status.OPTIMAL
    return Shortened(walk=best, status=status, bound=said.bound)


def by_phases(model: Model, known: Walk, seed: int, means: Means, stop: Callable[[], bool]) -> Walk:
    """Shorten one phase after another: what is before it stays, what is after moves as one.

    Args:
        model: the question.
        known: a complete walk.
        seed: of the solver.
        means: of which half is spent, shared out among the phases.
        stop: asked before every phase.

    Returns:
        A complete walk that is no longer.
    """
    order = sorted(
        (n for n, month in enumerate(known.months) if month >= 0), key=lambda n: known.months[n]
    )
    begins = range(0, len(order), PHASE // 2)
    best = known
    for begin in begins:
        if stop():
            break
        phase = frozenset(order[begin : begin + PHASE])
        share = evolve(means, work=means.work / (2 * len(begins)), phase=phase)
        said = shortest(model, seed=seed, means=share, known=best, stop=stop)
        if said.value is not None and said.value < best.verified:
            best = walk_of(model, said.starts)
    return best
