"""Whether each member has reason to go on at every start of a roadmap, with discounting.

A safe roadmap is not yet self-enforcing: that nobody loses more than it can bear does not show that
nobody gains by stopping. Here every member is taken to weigh its own points alone. Before each
start it compares two things.

- *Going on*: what it still pays at its own starts, with what returns and what it gains when steps
  are verified, each discounted by a factor for every month that it lies ahead.
- *Stopping*: it takes back what is recoverable of its own reversible steps under way, and loses
  what is not secured of the benefits of verified reversible steps, as the others take back too.

The *critical discount factor* of a member is the smallest factor per month, in whole thousandths,
from which up to 1 going on is never worse than stopping. It is None where stopping pays even at 1:
the last payments of such a member bring nothing that the future of the roadmap could repay, and
only a stream of value that goes on after the end, and ends with whoever stops, can keep it. How
large a stream would do at a stated factor is told with it.

Source: self-enforcing agreements (bibliography: telser-1980): keeping an agreement must be worth
more at every moment than what breaking it brings; value that continues, and growing stakes
(bibliography: watson-1999). We depart from both: one given path, points instead of payoffs, no
beliefs, no renegotiation. It does not show that a member would go on or stop.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from dipoli.analysis.case import Case, Condition, Step
from dipoli.analysis.roadmap.answers import PATIENT, Incentive, Schedule
from dipoli.analysis.roadmap.asked import acts_of, steps_of
from dipoli.analysis.roadmap.checker import verified_in
from dipoli.analysis.roadmap.question import Question

GRID = 1000
"""The factor is told in whole parts of this many."""


@frozen
class _Event:
    """One moment: month, points that the member then gets, and the worth of stopping before it.

    ``stop`` is in hundredths of a point, and None at moments that are no decision.
    """

    month: int
    points: int
    start: int | None
    stop: int | None


def for_all(found: Sequence[Incentive]) -> Fraction | None:
    """The factor from which on no member gains by stopping; None where some member always does."""
    factors = [one.critical for one in found if one.start is not None]
    known = [one for one in factors if one is not None]
    return max(known, default=Fraction(0)) if len(known) == len(factors) else None


def incentives(case: Case, question: Question, schedule: Schedule) -> tuple[Incentive, ...]:
    """The critical discount factor of each member, in the order of the case.

    Args:
        case: the case.
        question: what was asked of it.
        schedule: a schedule of known names.
    """
    return tuple(
        _incentive(code, list(_events(case, question, schedule, code))) for code in case.members
    )


def _incentive(code: str, events: Sequence[_Event]) -> Incentive:
    if not any(event.points < 0 for event in events):
        return Incentive(party=code, critical=Fraction(0), start=None, stream=0)
    factor = GRID
    while factor >= 0 and all(margin >= 0 for margin, _, _ in _margins(events, factor, GRID)):
        factor -= 1
    critical = None if factor == GRID else Fraction(factor + 1, GRID)
    at = Fraction(1) if critical is None else critical
    margins = [
        (Fraction(margin, scale), event.start or 0)
        for margin, scale, event in _margins(events, at.numerator, at.denominator)
    ]
    return Incentive(party=code, critical=critical, start=min(margins)[1], stream=_stream(events))


def _margins(events: Sequence[_Event], top: int, under: int) -> Iterator[tuple[int, int, _Event]]:
    """Going on less stopping before each start at a factor of top over under, from the last back.

    Yields:
        The margin in hundredths of a point times a scale, the scale, and the moment: whole numbers
        are exact, and much faster than fractions.
    """
    worth, scale, later = 0, 1, events[-1].month
    for event in reversed(events):
        gap = later - event.month
        worth, scale, later = worth * top**gap, scale * under**gap, event.month
        worth += 100 * event.points * scale
        if event.stop is not None:
            yield worth - event.stop * scale, scale, event


def _stream(events: Sequence[_Event]) -> int:
    """Points a month after the end that make `PATIENT` enough."""
    needed = 0
    last = max(event.month for event in events)
    for margin, scale, event in _margins(events, PATIENT.numerator, PATIENT.denominator):
        weight = 100 * PATIENT ** (last - event.month) * PATIENT / (1 - PATIENT)
        if margin < 0:
            needed = max(needed, math.ceil(Fraction(-margin, scale) / weight))
    return needed


def _events(case: Case, question: Question, schedule: Schedule, code: str) -> Iterator[_Event]:
    """What happens to a member, in order of time; unconditional steps are outside."""
    steps, acts = steps_of(case, question), acts_of(case, question)
    ends: list[tuple[int, str]] = []
    under_way: set[str] = set()
    verified: set[str] = set()
    last = max((start.month for start in schedule.starts), default=0)
    for n, start in enumerate((*schedule.starts, None)):
        until = start.month if start is not None else max((*dict(ends), last))
        for month, name in sorted(ends):
            if month <= until:
                ends.remove((month, name))
                under_way.remove(name)
                verified.add(name)
                yield _Event(month, _returns(steps[name], code), None, None)
        if start is None:
            return
        stop = sum(_back(steps[name], code) * 100 for name in under_way if steps[name].reversible)
        stop -= sum(_unsecured(steps[name], code) for name in verified)
        paid = 0
        for name in start.steps:
            if steps[name].condition is Condition.EXCHANGE:
                paid += sum(row.points for row in steps[name].cost if row.party == code)
                under_way.add(name)
                ends.append((verified_in(question, steps[name], start.month), name))
        if start.act:
            act = acts[start.act]
            served = [steps[name] for name in act.steps if name in steps]
            if all(step.condition is Condition.EXCHANGE for step in served):
                paid += sum(row.points for row in act.cost if row.party == code)
        yield _Event(start.month, -paid, n, stop)


def _back(step: Step, code: str) -> int:
    """Points of a step's cost that return to a member."""
    return sum(row.points * step.recoverable // 100 for row in step.cost if row.party == code)


def _returns(step: Step, code: str) -> int:
    """Points that a member gets when a step is verified."""
    return _back(step, code) + step.benefits.get(code, 0)


def _unsecured(step: Step, code: str) -> int:
    """Hundredths of a point that a member loses when the others take a step back."""
    others = any(actor != code for actor in step.actors)
    if not step.reversible or not others:
        return 0
    return step.benefits.get(code, 0) * (100 - step.secured)
