"""What linking two baskets adds, and to whom.

Two baskets are *apart* when each is settled while every other stays as it is, and *linked* when
one package moves both. Linked, a loss in one can be made good in the other. So a seat may gain more
from the two together than the sum of the most that it gains from each apart; and less, where one
stands in the way of the other.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import Question, Verdict
from dipoli.analysis.agreement.checker import TOLERANCE
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.finder import companies
from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.linkage.answers import (
    Added,
    BasketLink,
    LinkedPair,
    Most,
    SeatGain,
)
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.search import Means, find, solve
from dipoli.analysis.case import Case

_NOTHING = Most(value=0, bound=0)


@frozen(kw_only=True)
class Reach:
    """The most that each seat gains in the zone of a question.

    Args:
        verdict: whether the zone holds a package.
        most: for each seat, in the order of the question, as packages of the zone have it; 0 where
            there is none.
    """

    verdict: Verdict
    most: tuple[Most, ...]


def within(case: Case, question: Question, baskets: tuple[str, ...]) -> Question:
    """The same question over some baskets alone: every other stays as it is."""
    others = tuple(one.id for one in case.baskets if one.id not in baskets)
    inside = {issue.id for issue in case.issues if issue.basket in baskets}
    held = tuple(atom for atom in question.hold if atom.issue in inside)
    still = tuple(dict.fromkeys((*question.still, *others)))
    return evolve(question, still=still, moves=(), hold=held)


def reach(case: Case, question: Question, means: Means) -> Reach:
    """The most that each seat gains in the zone of a question, in points over the state of things.

    Args:
        case: the case.
        question: what is asked.
        means: engines and limits.

    Returns:
        For each seat a value that a checked package reaches, and a bound.
    """
    model = build(case, question)
    still = [still_gain(model, seat) for seat in range(len(model.seats))]
    if means.counts(model):
        zone = enumerate_zone(model)
        if not len(zone):
            return Reach(verdict=Verdict.NONE, most=(_NOTHING,) * len(still))
        best = [int(gain) for gain in zone.gains.max(axis=0)]
        points = [gain - start for gain, start in zip(best, still, strict=True)]
        return Reach(
            verdict=Verdict.COMMON_GROUND, most=tuple(Most(value=p, bound=p) for p in points)
        )
    made = formulate(model)
    verdict, most = Verdict.UNKNOWN, []
    for seat, floor in enumerate(model.seat_floors()):
        outcome, package = solve(case, question, made, made.points(floor), means)
        if outcome.status is Status.INFEASIBLE:
            return Reach(verdict=Verdict.NONE, most=(_NOTHING,) * len(still))
        if package is None:
            most.append(Most(value=0, bound=None))
            continue
        verdict = Verdict.COMMON_GROUND
        value = model.gains(tuple(package.values()))[seat] - still[seat]
        bound = None
        if outcome.bound is not None:
            whole = math.floor(outcome.bound + TOLERANCE) - floor.threshold - still[seat]
            bound = max(whole, value)
        most.append(Most(value=value, bound=bound))
    return Reach(verdict=verdict, most=tuple(most))


def basket_link(case: Case, question: Question, basket: str, means: Means) -> BasketLink:
    """What one basket can do alone, and with which others.

    Args:
        case: the case.
        question: what is asked, its soft lines as it has them.
        basket: id; a basket that is asked to stay as it is can do nothing.
        means: engines and limits.
    """
    alone = find(case, within(case, question, (basket,)), means)
    if alone.verdict is Verdict.COMMON_GROUND or basket in question.still:
        return BasketLink(
            basket=basket, alone=alone, together=(), verdict=alone.verdict, complete=True
        )
    verdict, together, complete, _witness = companies(case, question, basket, means)
    return BasketLink(
        basket=basket, alone=alone, together=together, verdict=verdict, complete=complete
    )


def still_gain(model: Model, seat: int) -> int:
    """Points of the state of things above a seat's reservation value."""
    return model.seat_floors()[seat].gain((0,) * len(model.sizes))


def linked_pairs(
    case: Case,
    question: Question,
    answers: tuple[BasketLink, ...],
    means: Means,
    progress: Callable[[str], None],
) -> Iterator[LinkedPair]:
    """What linking each two baskets adds, in the order of the case.

    Args:
        case: the case.
        question: what is asked.
        answers: what each basket can do alone; baskets asked to stay are left out.
        means: engines and limits.
        progress: told what is being worked on.
    """
    titles = {one.id: one.title for one in case.baskets}
    moving = [one.basket for one in answers if one.basket not in question.still]
    apart = {}
    for basket in moving:
        progress(f"basket: {titles[basket]}")
        apart[basket] = _or_stay(reach(case, within(case, question, (basket,)), means))
    for first, second in itertools.combinations(moving, 2):
        progress(f"baskets: {titles[first]}; {titles[second]}")
        asked = within(case, question, (first, second))
        together = _or_stay(reach(case, asked, means))
        seats = zip(
            question.seats, apart[first].most, apart[second].most, together.most, strict=True
        )
        yield LinkedPair(
            baskets=(first, second),
            alone=(apart[first].verdict, apart[second].verdict),
            both=find(case, evolve(asked, moves=(first, second)), means),
            seats={
                code: SeatGain(first=one, second=two, together=both, added=added(one, two, both))
                for code, one, two, both in seats
            },
        )


def _or_stay(found: Reach) -> Reach:
    """The same, where a seat may also be left with the state of things."""
    most = (
        Most(
            value=max(0, one.value),
            bound=None if one.bound is None else max(0, one.bound),
        )
        for one in found.most
    )
    return evolve(found, most=tuple(most))


def added(first: Most, second: Most, together: Most) -> Added:
    """What the two together give at most, against the sum of the two apart.

    >>> added(Most(value=2, bound=2), Most(value=3, bound=3), Most(value=6, bound=None)).value
    'more than apart'
    """
    apart = first.value + second.value
    if first.bound is not None and second.bound is not None:
        most_apart = first.bound + second.bound
        if together.value > most_apart:
            return Added.MORE
        if together.proven and first.proven and second.proven and together.value == apart:
            return Added.SAME
    if together.bound is not None and together.bound < apart:
        return Added.LESS
    return Added.UNDECIDED
