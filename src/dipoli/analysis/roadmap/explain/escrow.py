"""The smallest guarantee by third parties with which there is a roadmap.

Where nothing starts any more even at the best, every guarantee that is enough must let at least one
of the stuck starts happen, and so covers all that it is short of. So the least guarantee of the
relaxation is found by going on from the smallest total (uniform-cost search over sums of such
shortages); nothing smaller is enough: a proof. Whether it is enough, a roadmap shows; where walks
find none, more is added where they are short, and then taken away again while they still find one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from attrs import evolve, frozen

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.answers import Account, Block, Cause
from dipoli.analysis.roadmap.closure import close
from dipoli.analysis.roadmap.explain.answers import Escrow
from dipoli.analysis.roadmap.explain.deciding import TRIES, first
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.model import Model, compile_model
from dipoli.analysis.roadmap.question import Accounting, Guarantee, Question

THIRD_PARTY = "a third party"
"""By whom: whoever is asked to; see `Escrow.candidates`."""
_EXPANSIONS = 60
_ROUNDS = 12

Points = tuple[int, ...]
"""Points added to each account of the model."""


@frozen(kw_only=True)
class Least:
    """The least guarantee of the relaxation.

    Args:
        points: added to each account; None where no guarantee of any size is enough.
        bound: no smaller total is enough; None as well.
    """

    points: Points | None
    bound: int | None


def least_at_best(model: Model) -> Least:
    """The smallest guarantee that is enough even at the best: a bound on every other."""
    ample = tuple(
        one + sum(p for row in model.steps for _cell, p in row.loss)
        + sum(p for row in model.acts for _cell, p in row.loss)
        for one in model.opening
    )  # fmt: skip
    if close(model, ample).impossible(model) or _ruled_out(model):
        return Least(points=None, bound=None)
    none: Points = (0,) * len(model.accounts)
    queue: list[tuple[int, Points]] = [(0, none)]
    seen = {none}
    for _expansion in range(_EXPANSIONS):
        total, points = heappop(queue)
        more = _further(model, points)
        if not more:
            return Least(points=points, bound=total)
        for one in more:
            further = tuple(a + b for a, b in zip(points, one, strict=True))
            if further not in seen:
                seen.add(further)
                heappush(queue, (sum(further), further))
    total, points = queue[0]
    return Least(points=points, bound=total)


def _ruled_out(model: Model) -> bool:
    needless = (Block(cause=Cause.NOT_WANTED),)
    return any(blocks != needless for blocks in model.ruled_out.values())


def _further(model: Model, points: Points) -> list[Points]:
    """What every larger guarantee that is enough adds one of; empty when this one is enough."""
    opening = [a + b for a, b in zip(model.opening, points, strict=True)]
    closure = close(model, opening)
    if not closure.impossible(model):
        return []
    end = _shortages(model, closure.end)
    if end is not None and any(end):
        return [end]
    stuck = [_shortages(model, blocks) for blocks in closure.units]
    return list(dict.fromkeys(one for one in stuck if one is not None and any(one)))


def _shortages(model: Model, blocks: Sequence[Block]) -> Points | None:
    """What each account is short of, where nothing else is in the way."""
    found = [0] * len(model.accounts)
    for block in blocks:
        if block.account is None or block.short is None:
            return None
        found[model.accounts.index(block.account)] = block.short
    return tuple(found)


# ---------------------------------------------------------------- with a roadmap


def escrow_of(case: Case, question: Question, tries: int = TRIES) -> Escrow:
    """The smallest guarantee that was found, and what is proven of smaller ones.

    Args:
        case: the case.
        question: one without a roadmap that has all wanted steps.
        tries: walks for each guarantee that is tried.
    """
    model = compile_model(case, question)
    least = least_at_best(model)
    if least.points is None:
        return Escrow(guarantees=(), candidates=(), total=None, bound=None, roadmap=None)
    seeking = _Seeking(case=case, question=question, model=model, tries=tries)
    points, road = seeking.enough(least.points)
    if road is None:
        return Escrow(guarantees=(), candidates=(), total=None, bound=least.bound, roadmap=None)
    points, road = seeking.shrunk(points, least.points, road)
    given = seeking.guarantees(points)
    return Escrow(
        guarantees=given,
        candidates=tuple(candidates(case, one) for one in given),
        total=sum(points),
        bound=least.bound,
        roadmap=road,
    )


def candidates(case: Case, given: Guarantee) -> tuple[str, ...]:
    """Everybody in the case but the two whose account it is, in the order of the case."""
    return tuple(one.code for one in case.parties if one.code not in (given.party, given.towards))


@frozen(kw_only=True)
class _Seeking:
    case: Case
    question: Question
    model: Model
    tries: int

    def guarantees(self, points: Points) -> tuple[Guarantee, ...]:
        """Points of accounts as guarantees; for one account of a member, towards the first."""
        return tuple(
            Guarantee(
                party=account.party, towards=self._towards(account), points=one, by=THIRD_PARTY
            )
            for account, one in zip(self.model.accounts, points, strict=True)
            if one
        )

    def _towards(self, account: Account) -> str:
        if self.question.accounting is not Accounting.PARTY:
            return account.towards
        limits = self.case.exposure_limits
        return next(one.towards for one in limits if one.party == account.party)

    def road(self, points: Points) -> Roadmap:
        """The first complete roadmap with a guarantee, else the furthest."""
        given = (*self.question.guarantees, *self.guarantees(points))
        return first(self.case, evolve(self.question, guarantees=given), self.tries)

    def enough(self, points: Points) -> tuple[Points, Roadmap | None]:
        """Add where walks are short until one is complete."""
        for _round in range(_ROUNDS):
            road = self.road(points)
            if road.check.complete:
                return points, road
            short = self._short_of({one.step: one.blocks for one in road.schedule.unscheduled})
            if short is None:
                return points, None
            points = tuple(a + b for a, b in zip(points, short, strict=True))
        return points, None

    def _short_of(self, blocks: Mapping[str, Sequence[Block]]) -> Points | None:
        """The smallest shortage of a step that nothing else stands in the way of."""
        found = [_shortages(self.model, rows) for rows in blocks.values()]
        kept = [one for one in found if one is not None and any(one)]
        return min(kept, key=sum, default=None)

    def shrunk(self, points: Points, least: Points, road: Roadmap) -> tuple[Points, Roadmap]:
        """Take away from each account in turn while a roadmap is found."""
        for account, low in enumerate(least):
            bottom, top = low, points[account]
            while bottom < top:
                middle = (bottom + top) // 2
                tried = (*points[:account], middle, *points[account + 1 :])
                found = self.road(tried)
                if found.check.complete:
                    points, road, top = tried, found, middle
                else:
                    bottom = middle + 1
        return points, road
