"""The judgements on the steps of a case, and the case as it would be with other figures.

Every account is the better for a higher limit, benefit, secured share, trust or recoverable share,
and for a lower cost, at every moment alike: a cost that is a point higher returns at most a point
more. So there is one worst profile for all accounts and moments, with each judgement at its bad
end; where a schedule is safe in it, it is safe throughout the ranges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from dipoli.analysis.case import Case, Condition, ExposureLimit, Step, StepRanges
from dipoli.analysis.roadmap.asked import steps_of, with_steps
from dipoli.analysis.roadmap.question import Question
from dipoli.analysis.roadmap.robust.answers import Assumed, Judgement, What

_WHOLE = 100
Values = Mapping[Judgement, int]
"""Figures in place of those that are coded."""


def judgements_of(
    case: Case, question: Question, assumed: Assumed | None = None
) -> tuple[Judgement, ...]:
    """All judgements that have a range and enter an account: limits, then step after step.

    Args:
        case: the case.
        question: what is asked of it.
        assumed: ranges where the case states none.
    """
    every = (*_limits(case, assumed), *_steps(case, question, assumed))
    return tuple(one for one in every if one.low < one.high)


def uses(case: Case, question: Question, assumed: Assumed | None) -> bool:
    """Whether anything is assumed beside what the case states."""
    if assumed is None:
        return False
    steps = steps_of(case, question).values()
    stated = case.step_ranges is not None or all(step.ranges is not None for step in steps)
    return not stated or (not case.limit_range and bool(assumed.limit))


def _limits(case: Case, assumed: Assumed | None) -> Iterator[Judgement]:
    percent = case.limit_range or (assumed.limit if assumed else 0)
    for limit in case.exposure_limits:
        low, high = _around(limit.points, percent)
        yield Judgement(
            what=What.LIMIT, step="", party=limit.party, towards=limit.towards, row=0,
            low=low, coded=limit.points, high=high,
        )  # fmt: skip


def ranges_of(case: Case, step: Step, assumed: Assumed | None) -> StepRanges:
    """The ranges of a step: its own, else those of the paper, else the assumed ones."""
    fallback = assumed.ranges if assumed else StepRanges()
    return step.ranges or case.step_ranges or fallback


def _steps(case: Case, question: Question, assumed: Assumed | None) -> Iterator[Judgement]:
    for step in steps_of(case, question).values():
        if step.condition is Condition.EXCHANGE:
            yield from _of_step(case, step, ranges_of(case, step, assumed))


def _of_step(case: Case, step: Step, ranges: StepRanges) -> Iterator[Judgement]:
    def told(
        what: What, ends: tuple[int, int], coded: int, party: str = "", towards: str = "",
        row: int = 0,
    ) -> Judgement:  # fmt: skip
        return Judgement(
            what=what, step=step.id, party=party, towards=towards, row=row,
            low=ends[0], coded=coded, high=ends[1],
        )  # fmt: skip

    for n, row in enumerate(step.cost):
        ends = _around(row.points, ranges.cost)
        yield told(What.COST, ends, row.points, row.party, row.towards, n)
    if step.cost:
        ends = _share(step.recoverable, ranges.recoverable)
        yield told(What.RECOVERABLE, ends, step.recoverable)
    members = [code for code in case.members if set(step.actors) - {code}]
    gaining = [code for code in members if step.benefits.get(code, 0)]
    for code in gaining:
        points = step.benefits[code]
        yield told(What.BENEFIT, _around(points, ranges.benefits), points, code)
    if gaining:
        yield told(What.SECURED, _share(step.secured, ranges.secured), step.secured)
    for code in members:
        points = step.trust.get(code, 0)
        if points:
            yield told(What.TRUST, _around(points, ranges.trust), points, code)


def _around(points: int, percent: int) -> tuple[int, int]:
    """A range of so many per cent either way, rounded outward, not below 0."""
    off = -(-points * percent // _WHOLE)
    return max(0, points - off), points + off


def _share(share: int, points: int) -> tuple[int, int]:
    return max(0, share - points), min(_WHOLE, share + points)


# ---------------------------------------------------------------- with other figures


def judged(case: Case, question: Question, values: Values) -> tuple[Case, Question]:
    """The case and question with some judgements at other figures."""
    limits = tuple(_limit(limit, values) for limit in case.exposure_limits)
    by_step: dict[str, dict[Judgement, int]] = {}
    for one, value in values.items():
        if one.step:
            by_step.setdefault(one.step, {})[one] = value
    steps = steps_of(case, question)
    changed = [_step(steps[name], rows) for name, rows in by_step.items()]
    return evolve(case, exposure_limits=limits), with_steps(case, question, changed)


def _limit(limit: ExposureLimit, values: Values) -> ExposureLimit:
    for one, value in values.items():
        of = (one.what, one.party, one.towards)
        if of == (What.LIMIT, limit.party, limit.towards):
            return evolve(limit, points=value)
    return limit


def _step(step: Step, values: Values) -> Step:
    cost, benefits, trust = list(step.cost), dict(step.benefits), dict(step.trust)
    recoverable, secured = step.recoverable, step.secured
    for one, value in values.items():
        if one.what is What.COST:
            cost[one.row] = evolve(cost[one.row], points=value)
        elif one.what is What.BENEFIT:
            benefits[one.party] = value
        elif one.what is What.TRUST:
            trust[one.party] = value
        elif one.what is What.RECOVERABLE:
            recoverable = value
        else:
            secured = value
    return evolve(
        step,
        cost=tuple(cost),
        benefits=benefits,
        trust=trust,
        recoverable=recoverable,
        secured=secured,
    )
