"""How good a schedule is, by each objective, reckoned on the model."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.question import Objective
from dipoli.analysis.roadmap.rows import Entry
from dipoli.analysis.roadmap.walk import Walk

OBJECTIVES = (Objective.SHORTEST, Objective.LEAST_PEAK, Objective.BALANCED)
"""What is compared unless something else is asked for, in turn."""


@frozen(kw_only=True)
class Figures:
    """A schedule in figures.

    Args:
        months: month in which the last wanted step is verified.
        peak: largest exposure of any account at any moment, in points; an act that no step of the
            schedule needs is none of it.
        spread: largest less smallest of the peaks of members; the peak of a member is the largest
            sum of the exposures of its accounts at one moment.
        value: points of benefit, to all members together, of steps verified by the stated month.
    """

    months: int
    peak: int
    spread: int
    value: int


def figures(model: Model, found: Walk, by: int | None = None) -> Figures:
    """The figures of a walk.

    Args:
        model: the question.
        found: the walk.
        by: month by which steps are verified for their value to count; None for the horizon.
    """
    members = sorted({account.party for account in model.accounts})
    owner = [members.index(account.party) for account in model.accounts]
    net = [0] * len(model.cells)
    exposed, drawn = [0] * len(model.accounts), [0] * len(members)
    peak, peaks = 0, [0] * len(members)
    for entries in _moments(model, found):
        touched = set[int]()
        for cell, points in entries:
            before = net[cell]
            net[cell] = after = before + points
            more = min(0, before) - min(0, after)
            if more:
                account = model.cells[cell]
                exposed[account] += more
                drawn[owner[account]] += more
                touched.add(account)
        # Only now: what one moment takes and gives counts as one.
        for account in touched:
            peak = max(peak, exposed[account])
            peaks[owner[account]] = max(peaks[owner[account]], drawn[owner[account]])
    last = model.horizon if by is None else by
    value = sum(
        row.value
        for n, row in enumerate(model.steps)
        if found.months[n] >= 0 and found.months[n] + row.months <= last
    )
    spread = max(peaks, default=0) - min(peaks, default=0)
    return Figures(months=found.verified, peak=peak, spread=spread, value=value)


def _moments(model: Model, found: Walk) -> list[list[Entry]]:
    """Entries of each moment, in order: what is verified, then each start."""
    ends = sorted(
        (found.months[n] + row.months, n)
        for n, row in enumerate(model.steps)
        if found.months[n] >= 0
    )
    needed = needed_acts(model, found)
    moments: list[list[Entry]] = []
    at = 0
    for month, steps, act in found.starts:
        if act >= 0 and act not in needed:
            continue
        while at < len(ends) and ends[at][0] <= month:
            moments.append(list(model.steps[ends[at][1]].gain))
            at += 1
        rows = model.acts[act].loss if act >= 0 else [e for n in steps for e in model.steps[n].loss]
        moments.append([(cell, -points) for cell, points in rows])
    return moments


def needed_acts(model: Model, found: Walk) -> frozenset[int]:
    """Acts that a step of a walk needs."""
    begun = (row for n, row in enumerate(model.steps) if found.months[n] >= 0)
    return frozenset(act for row in begun for act in row.acts)


def worth(told: Figures, objective: Objective) -> int:
    """The figure of an objective."""
    by_objective = {
        Objective.SHORTEST: told.months,
        Objective.LEAST_PEAK: told.peak,
        Objective.BALANCED: told.spread,
        Objective.VALUE: told.value,
    }
    return by_objective[objective]


def order_of(
    model: Model, objectives: Sequence[Objective], by: int | None, found: Walk
) -> tuple[int, ...]:
    """What a walk is compared by: wanted steps left out, then each objective; lower is better."""
    told = figures(model, found, by)
    signs = (-1 if one is Objective.VALUE else 1 for one in objectives)
    rows = (sign * worth(told, one) for sign, one in zip(signs, objectives, strict=True))
    return (found.missing, *rows)
