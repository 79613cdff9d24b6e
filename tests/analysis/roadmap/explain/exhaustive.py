"""Every order and every month, tried one after another: the reference for small roads."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap import Cause, Question, Schedule, Start, check
from dipoli.analysis.roadmap.asked import acts_of, bundles_of, steps_of

HORIZON = 5


def small(seed: int) -> tuple[Case, Question]:
    """A made-up road of three steps, and a question about it that ends soon."""
    case = random_road(seed)
    kept = tuple(step.id for step in case.steps[:3])
    steps = tuple(
        evolve(
            step,
            after=tuple(one for one in step.after if one in kept),
            months=min(step.months, 2),
            verification_months=min(step.verification_months, 1),
        )
        for step in case.steps[:3]
    )
    acts = [evolve(act, steps=tuple(one for one in act.steps if one in kept)) for act in case.acts]
    bundles = tuple(one for one in case.bundles if set(one.steps) <= set(kept))
    case = evolve(case, steps=steps, bundles=bundles, acts=tuple(act for act in acts if act.steps))
    accounting = random_question(seed, random_road(seed)).accounting
    asked = Question(
        positions=case.position_sets[0].id, horizon=HORIZON, accounting=accounting, seed=seed
    )
    return case, asked


def there_is_one(case: Case, question: Question) -> bool:
    """Whether some order of starts, in some months, is a safe roadmap with all wanted steps.

    What can follow hangs on what started when, not on the order within a month, so each such set
    is gone on from once.
    """
    steps = tuple(steps_of(case, question))
    wanted = set(steps if question.wanted is None else question.wanted)
    units: list[tuple[str, ...]] = [(name,) for name in steps]
    units += [tuple(dict.fromkeys(one.steps)) for one in bundles_of(case, question)]
    acts = tuple(acts_of(case, question))
    ahead: list[tuple[Start, ...]] = [()]
    seen: set[frozenset[Start]] = set()
    while ahead:
        starts = ahead.pop()
        begun = {name for start in starts for name in (*start.steps, start.act)}
        if wanted <= begun:
            return True
        for start in _next(starts, begun, units, acts, question.horizon):
            further = (*starts, start)
            if frozenset(further) not in seen and _is_safe(case, question, further):
                seen.add(frozenset(further))
                ahead.append(further)
    return False


def _next(
    starts: tuple[Start, ...],
    begun: set[str],
    units: list[tuple[str, ...]],
    acts: tuple[str, ...],
    horizon: int,
) -> Iterator[Start]:
    for month in range(starts[-1].month if starts else 0, horizon + 1):
        for unit in units:
            if not begun.intersection(unit):
                yield Start(month=month, steps=unit)
        for act in acts:
            if act not in begun:
                yield Start(month=month, act=act)


def _is_safe(case: Case, question: Question, starts: tuple[Start, ...]) -> bool:
    faults = check(case, question, Schedule(starts=starts)).faults
    return all(one.block.cause is Cause.MISSING for one in faults)
