"""What each step adds to an account at a moment, as its judgements have it.

Written for the worst of few judgements: a step meets an account in few figures, and what one step
adds does not hang on the judgements of another.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence

from attrs import frozen

from dipoli.analysis.case import Case, Condition, Step
from dipoli.analysis.roadmap.answers import Account, Happening, Schedule, Start
from dipoli.analysis.roadmap.asked import acts_of, steps_of
from dipoli.analysis.roadmap.checker import check
from dipoli.analysis.roadmap.question import Accounting, Question
from dipoli.analysis.roadmap.robust.answers import Judgement, What


class Phase(enum.Enum):
    """How far a step is at a moment: started, or verified."""

    STARTED = "started"
    VERIFIED = "verified"


@frozen(kw_only=True)
class Prefix:
    """What has happened after one start.

    Args:
        start: number of the start.
        begun: the start itself.
        acts: consent acts put so far.
        phases: how far each step is.
        levels: points in each account as coded, in the order of the accounts.
    """

    start: int
    begun: Start
    acts: tuple[str, ...]
    phases: dict[str, Phase]
    levels: tuple[int, ...]


def prefixes_of(
    case: Case, question: Question, schedule: Schedule
) -> tuple[tuple[Account, ...], tuple[Prefix, ...]]:
    """The accounts, and every prefix of a schedule that the checker accepts.

    Raises:
        ValueError: the checker does not accept it.
    """
    verdict = check(case, question, schedule)
    if verdict.trace is None or not verdict.safe:
        message = "how far a schedule holds is asked of safe schedules only"
        raise ValueError(message)
    phases: dict[str, Phase] = {}
    found: list[Prefix] = []
    acts: tuple[str, ...] = ()
    for moment in verdict.trace.moments:
        if moment.happening is Happening.VERIFIED:
            phases[moment.names[0]] = Phase.VERIFIED
        elif moment.happening is Happening.STARTED:
            start = schedule.starts[len(found)]
            phases.update(dict.fromkeys(start.steps, Phase.STARTED))
            acts += (start.act,) if start.act else ()
            found.append(
                Prefix(
                    start=len(found),
                    begun=start,
                    acts=acts,
                    phases=dict(phases),
                    levels=moment.levels,
                )
            )
    return verdict.trace.accounts, tuple(found)


Figure = Callable[[What, str, int], int]
"""A figure of a step, by what it is of, whose, and the row of a cost."""


def added(step: Step, account: Account, phase: Phase, figure: Figure) -> int:
    """Points that a step has added to an account by a phase; below 0 when it has taken more."""
    if step.condition is not Condition.EXCHANGE:
        return 0
    total = 0
    for n, row in enumerate(step.cost):
        if row.party == account.party and account.towards in ("", row.towards):
            points = figure(What.COST, row.party, n)
            total -= points
            if phase is Phase.VERIFIED:
                total += points * figure(What.RECOVERABLE, "", 0) // 100
    others = [actor for actor in step.actors if actor != account.party]
    counted = [actor for actor in others if account.towards in ("", actor)]
    if phase is Phase.VERIFIED and counted:
        secured = figure(What.BENEFIT, account.party, 0) * figure(What.SECURED, "", 0)
        worth = secured + 100 * figure(What.TRUST, account.party, 0)
        total += len(counted) * (worth // (100 * len(others)))
    return total


def coded(step: Step) -> Figure:
    """The figures of a step as the case has them."""

    def figure(what: What, party: str, row: int) -> int:
        if what is What.COST:
            return step.cost[row].points
        if what is What.BENEFIT:
            return step.benefits.get(party, 0)
        if what is What.TRUST:
            return step.trust.get(party, 0)
        return step.recoverable if what is What.RECOVERABLE else step.secured

    return figure


def shifted(step: Step, at: Sequence[Judgement]) -> Figure:
    """The figures of a step with some judgements at their bad ends."""
    plain = coded(step)
    bad = {(one.what, one.party, one.row): one.bad for one in at}

    def figure(what: What, party: str, row: int) -> int:
        return bad.get((what, party, row), plain(what, party, row))

    return figure


def meets(step: Step, account: Account, one: Judgement) -> bool:
    """Whether a judgement on a step can matter to an account."""
    if one.what is What.COST:
        return one.party == account.party and account.towards in ("", one.towards)
    if one.what in (What.BENEFIT, What.TRUST):
        return one.party == account.party
    return any(row.party == account.party for row in step.cost) or account.party in {
        *step.benefits,
        *step.trust,
    }


def taken_by_acts(
    case: Case, question: Question, acts: Sequence[str], account: Account
) -> dict[str, int]:
    """Points that consent acts have taken from an account, by part of it."""
    steps, rows = steps_of(case, question), acts_of(case, question)
    found: dict[str, int] = {}
    for name in acts:
        served = [steps[one] for one in rows[name].steps if one in steps]
        if all(step.condition is Condition.EXCHANGE for step in served):
            part = baskets(question, served[0])
            for row in rows[name].cost:
                if row.party == account.party and account.towards in ("", row.towards):
                    found[part] = found.get(part, 0) + row.points
    return found


def baskets(question: Question, step: Step) -> str:
    """The part of an account in which a step is entered."""
    return step.basket if question.accounting is Accounting.BASKET else ""
