"""The worst that so many judgements at their bad ends can do, exactly; the fewest that suffice.

What one step adds to an account hangs on a few judgements of its own, so the worst of ``k`` of them
is found by trying all; the worst of ``k`` of all steps together by dynamic programming over steps.
Where accounts are kept by basket, the same is done within each basket first, since what is
gained in one does not cover another.

Source: a budget of errors is that of Bertsimas and Sim 2004 (bibliography: bertsimas-sim-2004); we
keep products and rounding as they are, and so count instead of using their linear rows.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from attrs import define, field, frozen

from dipoli.analysis.case import Case, Step
from dipoli.analysis.roadmap.answers import Account, Schedule
from dipoli.analysis.roadmap.asked import steps_of
from dipoli.analysis.roadmap.question import Accounting, Question
from dipoli.analysis.roadmap.robust.accounts import (
    Phase,
    Prefix,
    added,
    baskets,
    coded,
    meets,
    prefixes_of,
    shifted,
    taken_by_acts,
)
from dipoli.analysis.roadmap.robust.answers import Judgement, Weakest, What

Drops = list[tuple[int, tuple[Judgement, ...]]]
"""For each number of judgements the most points that they can take, and which ones do."""


@frozen(kw_only=True)
class Worst:
    """The worst of a schedule.

    Args:
        lowest: lowest level of any account at any prefix with all judgements at their bad ends.
        weakest: where the fewest judgements bring an account below 0; None when all cannot.
    """

    lowest: int
    weakest: Weakest | None

    def safe_within(self, budget: int | None) -> bool:
        """Whether no so many judgements at once, None for all, make the schedule unsafe."""
        if self.weakest is None:
            return True
        return budget is not None and len(self.weakest.judgements) > budget


def worst_of(
    case: Case, question: Question, schedule: Schedule, judgements: Sequence[Judgement]
) -> Worst:
    """The worst that judgements at their bad ends can do to a safe schedule.

    Raises:
        ValueError: the checker does not accept the schedule.
    """
    accounts, prefixes = prefixes_of(case, question, schedule)
    table = _Table(case=case, question=question, judgements=judgements)
    lowest: int | None = None
    weakest: Weakest | None = None
    for prefix in prefixes:
        for account, level in zip(accounts, prefix.levels, strict=True):
            if prefix.start and not table.draws(account, prefix):
                continue
            most = table.most(account, prefix)
            lowest = level - most if lowest is None else min(lowest, level - most)
            if most <= level:
                continue
            fewest = next(which for points, which in table.drops(account, prefix) if points > level)
            if weakest is None or len(fewest) < len(weakest.judgements):
                which = tuple(sorted(fewest, key=table.order.__getitem__))
                weakest = Weakest(
                    account=account, start=prefix.start, level=level, judgements=which
                )
    return Worst(lowest=0 if lowest is None else lowest, weakest=weakest)


@define(kw_only=True)
class _Table:
    case: Case
    question: Question
    judgements: Sequence[Judgement]
    steps: dict[str, Step] = field(init=False)
    of_step: dict[str, list[Judgement]] = field(init=False)
    order: dict[Judgement, int] = field(init=False)
    kept: dict[tuple[str, Account, Phase], Drops] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.steps = steps_of(self.case, self.question)
        self.of_step = defaultdict(list)
        self.order = {one: n for n, one in enumerate(self.judgements)}
        for one in self.judgements:
            self.of_step[one.step].append(one)

    def draws(self, account: Account, prefix: Prefix) -> bool:
        """Whether the last start takes from an account; only then can it be lower than before."""
        if prefix.begun.act:
            return bool(taken_by_acts(self.case, self.question, (prefix.begun.act,), account))
        return any(
            row.party == account.party and account.towards in ("", row.towards)
            for name in prefix.begun.steps
            for row in self.steps[name].cost
        )

    def most(self, account: Account, prefix: Prefix) -> int:
        """The most that all judgements together take from an account."""
        limits, parts = self._items(account, prefix)
        return sum(drops[-1][0] for drops in limits) + sum(
            min(0, net) - min(0, net - sum(drops[-1][0] for drops in rows))
            if self.question.accounting is Accounting.BASKET
            else sum(drops[-1][0] for drops in rows)
            for net, rows in parts
        )

    def drops(self, account: Account, prefix: Prefix) -> Drops:
        """For each number of judgements the most that they can take from an account."""
        limits, parts = self._items(account, prefix)
        if self.question.accounting is not Accounting.BASKET:
            return _best([*limits, *(drops for _net, rows in parts for drops in rows)])
        return _best([*limits, *(_covered(_best(rows), net) for net, rows in parts)])

    def _items(
        self, account: Account, prefix: Prefix
    ) -> tuple[list[Drops], list[tuple[int, list[Drops]]]]:
        """What limits can take, and for each part of the account its net and what steps can."""
        rows: dict[str, list[Drops]] = defaultdict(list)
        nets: dict[str, int] = defaultdict(int)
        for name, phase in prefix.phases.items():
            step = self.steps[name]
            part = baskets(self.question, step)
            nets[part] += added(step, account, phase, coded(step))
            drops = self._of_step(step, account, phase)
            if len(drops) > 1:
                rows[part].append(drops)
        acts = taken_by_acts(self.case, self.question, prefix.acts, account)
        limits = [_one(one) for one in self.of_step[""] if _is_limit(one, account)]
        return limits, [(nets[part] - acts.get(part, 0), found) for part, found in rows.items()]

    def _of_step(self, step: Step, account: Account, phase: Phase) -> Drops:
        key = (step.id, account, phase)
        if key not in self.kept:
            own = [one for one in self.of_step[step.id] if meets(step, account, one)]
            plain = added(step, account, phase, coded(step))
            found: Drops = [(0, ())]
            for size in range(1, len(own) + 1):
                tried = [
                    (plain - added(step, account, phase, shifted(step, which)), which)
                    for which in itertools.combinations(own, size)
                ]
                best = max(tried, key=lambda one: one[0])
                if best[0] <= found[-1][0]:
                    best = found[-1]
                found.append(best)
            while len(found) > 1 and found[-1][0] == found[-2][0]:
                found.pop()
            self.kept[key] = found
        return self.kept[key]


def _is_limit(one: Judgement, account: Account) -> bool:
    return (
        one.what is What.LIMIT
        and one.party == account.party
        and account.towards in ("", one.towards)
    )


def _one(limit: Judgement) -> Drops:
    return [(0, ()), (limit.coded - limit.low, (limit,))]


def _covered(drops: Drops, net: int) -> Drops:
    """What a basket loses when it only counts below 0."""
    return [(min(0, net) - min(0, net - points), which) for points, which in drops]


def _best(items: Sequence[Drops]) -> Drops:
    """The most that so many judgements of all items together take."""
    total: Drops = [(0, ())]
    for drops in items:
        longer: Drops = []
        for count in range(len(total) + len(drops) - 1):
            tried = [
                (total[count - k][0] + drops[k][0], (*total[count - k][1], *drops[k][1]))
                for k in range(max(0, count - len(total) + 1), min(count, len(drops) - 1) + 1)
            ]
            longer.append(max(tried, key=lambda one: one[0]))
        total = longer
    return total
