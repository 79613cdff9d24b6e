"""A randomised greedy: many walks, each in an order of its own; the best is kept.

The first walk takes steps by what waits for them and by what they give for what they take; others
shake that order, or the best one found so far, by lot. Where a walk leaves a wanted step out for
want of points or because of a rule of state, one of the steps that took the points or brought the
state about is held back in the next walk until the step left out has started. So later walks
learn from what went wrong in earlier ones; when that leads nowhere they forget it.

Not complete: that no walk has a step does not show that no roadmap has it.

Source: priorities that follow complaints are the squeaky wheel of Joslin and Clements 1999
(bibliography: joslin-clements-1999); we hold back the cause instead of moving up the complainant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from dipoli.analysis.draws import words
from dipoli.analysis.roadmap.answers import Block, Cause, Reach, Schedule, Start, Unscheduled
from dipoli.analysis.roadmap.closure import needed_for
from dipoli.analysis.roadmap.figures import needed_acts
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.walk import Holds, Walk, walk

BLOCK = 64
"""Walks whose random words are drawn at once."""
PATIENCE = 24
"""Walks without anything better after which what was learned is forgotten."""
_DEEPEST = 0.6
"""How far the first shaken orders lie from the planned one; later ones lie nearer to the best."""


def planned(model: Model) -> list[float]:
    """The order of the first walk: what much waits for, and what gives for what it takes.

    Returns:
        A rank of each step, from 0 to about 2; lower ones are tried first.
    """
    tail = [row.months for row in model.steps]
    for _round in model.steps:
        longer = list(tail)
        for n, row in enumerate(model.steps):
            for one in (*row.after, *row.orders):
                longer[one] = max(longer[one], model.steps[one].months + tail[n])
        longer = [min(one, model.horizon) for one in longer]
        if longer == tail:
            break
        tail = longer
    longest = max(tail, default=1)
    taken = [sum(points for _cell, points in row.loss) for row in model.steps]
    given = [sum(points for _cell, points in row.gain) for row in model.steps]
    scale = max((abs(g - t) for g, t in zip(given, taken, strict=True)), default=1) or 1
    return [
        (1 - tail[n] / longest) + (0 if not taken[n] else 0.5 - 0.5 * (given[n] - taken[n]) / scale)
        for n in range(len(model.steps))
    ]


@frozen(kw_only=True)
class Found:
    """A walk, and how to walk it again."""

    walk: Walk
    rank: tuple[float, ...]
    holds: Holds


Measure = Callable[[Walk], tuple[int, ...]]
"""How good a walk is; lower is better."""


def plain_measure(found: Walk) -> tuple[int, ...]:
    """Fewest wanted steps left out, then the shortest."""
    return (found.missing, found.verified)


def search(  # noqa: PLR0913 - all but the first three have plain defaults
    model: Model,
    *,
    seed: int,
    tries: int,
    measure: Measure = plain_measure,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[int, Found], None] = lambda _n, _found: None,
    heeded: frozenset[int] | None = None,
    begun: Found | None = None,
    all_at_once: bool = False,
) -> Found:
    """The best of many walks.

    Args:
        model: the question.
        seed: of the random numbers; the same seed and number of tries give the same walk.
        tries: walks, at least one.
        measure: what is better.
        stop: asked before every walk but the first.
        told: called with the number of the walk whenever one is better.
        heeded: steps from whose absence later walks learn; None for the wanted ones and what
            comes before them. Leave out what starts in no roadmap: all would wait for it.
        begun: a walk to begin with in place of the planned one; what it learned is kept.
        all_at_once: hold back everything that stood in the way of a heeded step and is not heeded
            itself, instead of one step drawn by lot.
    """
    if heeded is None:
        heeded = needed_for(model, frozenset(n for n, row in enumerate(model.steps) if row.wanted))
    rank = planned(model) if begun is None else list(begun.rank)
    found = begun or Found(walk=walk(model, rank), rank=tuple(rank), holds={})
    best = found.walk
    value = measure(best)
    told(0, found)
    lessons = _Lessons(model=model, heeded=heeded, all_at_once=all_at_once, holds=dict(found.holds))
    last = best
    since = 0
    noise, lots = _noise(model, seed, range(0)), words(seed, "roadmap/lots", range(0))
    for n in range(1, tries):
        if stop():
            break
        if (n - 1) % BLOCK == 0:
            noise = _noise(model, seed, range(n, n + BLOCK))
            lots = words(seed, "roadmap/lots", range(n, n + BLOCK))
        if since >= PATIENCE and best.missing:
            lessons.forget()
            since = 0
        lessons.learn(last, int(lots[(n - 1) % BLOCK]))
        reach = _DEEPEST if n % 2 else _DEEPEST / (2 + n % 7)
        shaken = [a + reach * float(b) for a, b in zip(rank, noise[(n - 1) % BLOCK], strict=True)]
        last = walk(model, shaken, holds=lessons.holds)
        since += 1
        if measure(last) < value:
            best, value, rank = last, measure(last), shaken
            found = Found(walk=best, rank=tuple(rank), holds=dict(lessons.holds))
            since = 0
            told(n, found)
    return found


@define(kw_only=True)
class _Lessons:
    """Steps that are held back until others have started, for what went wrong before."""

    model: Model
    heeded: frozenset[int]
    all_at_once: bool = False
    holds: dict[int, frozenset[int]] = field(factory=dict)

    def forget(self) -> None:
        """Begin anew."""
        self.holds = {}

    def learn(self, last: Walk, lot: int) -> None:
        """Hold back a cause of each complaint of a walk that has no cause before it."""
        rows = [((n,), blocks) for n, blocks in last.left]
        for unit, blocks in (*rows, *last.bundles):
            if not self.heeded.issuperset(unit) or any(one.cause in _FOLLOWS for one in blocks):
                continue
            for block in blocks:
                before = self._before(unit)
                causes = [
                    one
                    for one in self._causes(last, unit, block)
                    if one not in before and not (self.all_at_once and one in self.heeded)
                ]
                if causes and not self.all_at_once:
                    lot, chosen = divmod(lot, len(causes))
                    causes = [causes[chosen]]
                for held in causes:
                    self.holds[held] = self.holds.get(held, frozenset()) | set(unit)

    def _causes(self, last: Walk, unit: tuple[int, ...], block: Block) -> list[int]:
        """Started steps without which a step, or steps as one, would not be blocked."""
        model = self.model
        begun = [k for k, month in enumerate(last.months) if month >= 0 and k not in unit]
        if block.cause is Cause.ACCOUNT:
            cells = [c for c, a in enumerate(model.cells) if model.accounts[a] == block.account]
            return [k for k in begun if any(cell in cells for cell, _points in model.steps[k].loss)]
        if block.cause is Cause.STATE:
            atoms = [dict(rule.atoms) for rule in model.rules if rule.name == block.about]
            return [
                k
                for k in begun
                if any(o in atom.get(i, ()) for atom in atoms for i, o in model.steps[k].reach)
            ]
        return []

    def _before(self, unit: tuple[int, ...]) -> set[int]:
        """What starts as one, and all that must come before it already, by whatever chain."""
        seen: set[int] = set()
        ahead = list(unit)
        while ahead:
            one = ahead.pop()
            if one not in seen:
                seen.add(one)
                row = self.model.steps[one]
                ahead += [*row.after, *row.orders, *self.holds.get(one, ())]
        return seen


_FOLLOWS = (Cause.PREREQUISITE, Cause.ORDER, Cause.NOT_WANTED)
"""What follows from another step that is left out."""


def _noise(model: Model, seed: int, numbers: range) -> NDArray[np.float64]:
    """From -1 to 1 for each walk and step; shape (walks, steps)."""
    columns = [
        (words(seed, f"roadmap/{row.id}", numbers) >> np.uint64(11)).astype(np.float64) * 2.0**-52
        for row in model.steps
    ]
    return np.column_stack(columns) - 1.0 if columns else np.zeros((len(numbers), 0))


def prune(model: Model, found: Found) -> Found:
    """Leave out what is not wanted, one step after another from the last, where it is not missed.

    Returns:
        A walk that leaves out no more wanted steps; the same one where every step is wanted, or
        where some wanted step is left out, so that it shows how far the road goes.
    """
    if found.walk.missing:
        return found
    skipped: frozenset[int] = frozenset(
        n for n, row in enumerate(model.steps) if not row.wanted and found.walk.months[n] < 0
    )
    unwanted = [n for n, row in enumerate(model.steps) if not row.wanted and n not in skipped]
    best = found.walk
    for n in sorted(unwanted, key=lambda one: (-found.walk.months[one], one)):
        shorter = walk(model, found.rank, holds=found.holds, skipped=skipped | {n})
        if shorter.missing <= best.missing and shorter.verified <= best.verified:
            best, skipped = shorter, skipped | {n}
    return Found(walk=best, rank=found.rank, holds=found.holds)


def schedule_of(
    model: Model,
    found: Walk,
    reach: Mapping[int, tuple[Reach, int | None]] = MappingProxyType({}),
) -> Schedule:
    """A walk as a schedule, by names, with everything that it leaves out and why.

    Args:
        model: the question.
        found: the walk.
        reach: what is known of steps that it leaves out, and the month by which another has them.
    """
    starts = tuple(
        Start(month=month, act=model.acts[act].id)
        if act >= 0
        else Start(month=month, steps=tuple(model.steps[n].id for n in steps))
        for month, steps, act in _needed(model, found)
    )
    left = []
    for n, blocks in found.left:
        known, alone = reach.get(n, (None, None))
        left.append(Unscheduled(step=model.steps[n].id, blocks=blocks, reach=known, alone=alone))
    ruled = [
        Unscheduled(
            step=name,
            blocks=blocks,
            reach=Reach.RECKONED if name in model.lost else None,
        )
        for name, blocks in model.ruled_out.items()
    ]
    return Schedule(starts=starts, unscheduled=(*left, *ruled))


def _needed(model: Model, found: Walk) -> list[tuple[int, tuple[int, ...], int]]:
    """Starts without acts that no step of the walk needs."""
    used = needed_acts(model, found)
    return [one for one in found.starts if one[2] < 0 or one[2] in used]
