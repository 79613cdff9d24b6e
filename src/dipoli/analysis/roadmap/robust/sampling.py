"""In how many drawn profiles no account of a schedule falls below 0.

Each judgement has a stream of its own (`dipoli.analysis.spread`), so a profile is the same whatever
else is drawn. All profiles are followed through the schedule together, in 64-bit integers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.case import Case, Condition, Step
from dipoli.analysis.roadmap.answers import Happening, Schedule
from dipoli.analysis.roadmap.asked import acts_of, steps_of
from dipoli.analysis.roadmap.checker import Pair, check, limits_of
from dipoli.analysis.roadmap.question import Accounting, Question
from dipoli.analysis.roadmap.robust.answers import Judgement, What
from dipoli.analysis.share import Share, share
from dipoli.analysis.spread import Spread, draw

Ints = NDArray[np.int64]
Drawn = Mapping[Judgement, Ints]
"""Figures of each judgement; shape (profiles,)."""


@frozen(kw_only=True)
class Sample:
    """Which profiles are drawn: how many, by which seed, with which spread over the ranges."""

    profiles: int = 1000
    seed: int = 0
    spread: Spread = Spread.TRIANGULAR


def drawn(judgements: Sequence[Judgement], sample: Sample) -> dict[Judgement, Ints]:
    """Figures of all judgements in all profiles."""
    numbers = range(sample.profiles)
    return {
        one: draw(sample.seed, one.name, numbers, (one.low, one.coded, one.high), sample.spread)
        for one in judgements
    }


def share_of(
    case: Case,
    question: Question,
    schedule: Schedule,
    judgements: Sequence[Judgement],
    sample: Sample,
) -> Share:
    """The share of drawn profiles in which a schedule stays safe, with its interval."""
    safe = safe_in(case, question, schedule, drawn(judgements, sample), sample.profiles)
    return share(int(safe.sum()), sample.profiles)


def safe_in(
    case: Case, question: Question, schedule: Schedule, figures: Drawn, profiles: int
) -> NDArray[np.bool_]:
    """In which profiles no account falls below 0; shape (profiles,).

    The order of all moments is that of the schedule as coded.

    Raises:
        ValueError: the names of the schedule are not known.
    """
    verdict = check(case, question, schedule)
    if verdict.trace is None:
        message = "names in the schedule are not known"
        raise ValueError(message)
    following = _Following(case=case, question=question, figures=figures, profiles=profiles)
    safe = following.levels_hold()
    for moment in verdict.trace.moments:
        if moment.happening is Happening.VERIFIED:
            following.verify(moment.names[0])
        elif moment.happening is Happening.STARTED:
            following.start(moment.names)
            safe &= following.levels_hold()
    return safe


class _Following:
    """All profiles at once, moment after moment."""

    def __init__(self, *, case: Case, question: Question, figures: Drawn, profiles: int) -> None:
        self.case, self.question = case, question
        self.profiles = profiles
        self.steps, self.acts = steps_of(case, question), acts_of(case, question)
        self.figures = {
            (one.what, one.step, one.party, one.towards, one.row): rows
            for one, rows in figures.items()
        }
        self.opening = {
            pair: self._limit(pair, points) for pair, points in limits_of(case, question).items()
        }
        self.nets: dict[Pair, dict[str, Ints]] = {pair: {} for pair in self.opening}

    def _limit(self, pair: Pair, points: int) -> Ints:
        party, towards = pair
        coded = next(
            one.points
            for one in self.case.exposure_limits
            if (one.party, one.towards) == (party, towards)
        )
        found = self._figure(What.LIMIT, "", party, towards, 0, coded)
        return found + (points - coded)

    def _figure(
        self, what: What, step: str, party: str, towards: str, row: int, coded: int
    ) -> Ints:
        found = self.figures.get((what, step, party, towards, row))
        return np.full(self.profiles, coded, np.int64) if found is None else found

    def start(self, names: Sequence[str]) -> None:
        """What is lost at a start."""
        for name in names:
            if name in self.acts:
                act = self.acts[name]
                served = [self.steps[one] for one in act.steps if one in self.steps]
                if all(step.condition is Condition.EXCHANGE for step in served):
                    for row in act.cost:
                        lost = np.full(self.profiles, -row.points, np.int64)
                        self._enter((row.party, row.towards), served[0].basket, lost)
            elif self.steps[name].condition is Condition.EXCHANGE:
                step = self.steps[name]
                for n, row in enumerate(step.cost):
                    points = self._cost(step, n)
                    self._enter((row.party, row.towards), step.basket, -points)

    def _cost(self, step: Step, n: int) -> Ints:
        row = step.cost[n]
        return self._figure(What.COST, step.id, row.party, row.towards, n, row.points)

    def verify(self, name: str) -> None:
        """What returns and is received when a step is verified."""
        step = self.steps[name]
        if step.condition is not Condition.EXCHANGE:
            return
        back = self._figure(What.RECOVERABLE, name, "", "", 0, step.recoverable)
        for n, row in enumerate(step.cost):
            points = self._cost(step, n) * back // 100
            self._enter((row.party, row.towards), step.basket, points)
        secured = self._figure(What.SECURED, name, "", "", 0, step.secured)
        for party in self.case.members:
            others = [actor for actor in step.actors if actor != party]
            benefit = self._figure(What.BENEFIT, name, party, "", 0, step.benefits.get(party, 0))
            trust = self._figure(What.TRUST, name, party, "", 0, step.trust.get(party, 0))
            for actor in others:
                received = (benefit * secured + 100 * trust) // (100 * len(others))
                self._enter((party, actor), step.basket, received)

    def _enter(self, pair: Pair, basket: str, points: Ints) -> None:
        nets = self.nets[pair]
        nets[basket] = nets.get(basket, np.zeros(self.profiles, np.int64)) + points

    def levels_hold(self) -> NDArray[np.bool_]:
        """In which profiles no account is below 0 now."""
        levels: dict[Pair, Ints] = defaultdict(lambda: np.zeros(self.profiles, np.int64))
        by_party = self.question.accounting is Accounting.PARTY
        apart = self.question.accounting is Accounting.BASKET
        for pair, opening in self.opening.items():
            level = opening.copy()
            for net in self.nets[pair].values():
                level += np.minimum(net, 0) if apart else net
            key = (pair[0], "") if by_party else pair
            levels[key] = levels[key] + level
        found = np.ones(self.profiles, np.bool_)
        for level in levels.values():
            found &= level >= 0
        return found
