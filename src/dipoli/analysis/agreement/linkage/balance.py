"""The smallest sets of baskets that hold a balanced package.

A package is *balanced at a share* when every seat gains at least one point by it, and at least that
share of the most that it gains in any package of the zone. With a share of nothing, everybody has
to gain something, however little.

A set of baskets *holds* a balanced package when one exists that moves issues of these baskets and
of no others. It is *minimal* when no part of it holds one. Larger questions are solved: as few
baskets as possible are moved, whatever contains a set that was found is ruled out, and so on until
nothing is left. As the fewest are proven each time, each set is minimal; as the last solve proves
that there is no other, the list is complete.

The share is of each seat's own largest gain, so that it hangs on nobody's scale. Source of such
shares: Kalai and Smorodinsky 1975 (bibliography: kalai-smorodinsky-1975).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from attrs import evolve

from dipoli.analysis.agreement.answers import Package, Question, Verdict
from dipoli.analysis.agreement.checker import gain
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.linkage.answers import Balance, Holding
from dipoli.analysis.agreement.linkage.pairs import reach, still_gain
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.search import Means, solve
from dipoli.analysis.case import Case

MAX_SETS = 100
"""At most this many sets of baskets are listed."""


def balance(
    case: Case,
    question: Question,
    share: int,
    means: Means,
    progress: Callable[[str], None] = lambda _words: None,
) -> Balance:
    """The smallest sets of baskets that hold a package balanced at a share.

    Args:
        case: the case.
        question: what is asked; baskets that it asks to stay are in no set.
        share: per cent of each seat's largest gain, 0 to 100.
        means: engines and limits.
        progress: told what is being worked on.

    Returns:
        The minimal sets, each with a checked package, and whether they are all.

    Raises:
        ValueError: the share is no percentage.
    """
    if not 0 <= share <= 100:  # noqa: PLR2004 - per cent
        message = f"a share from 0 to 100 per cent, not {share}"
        raise ValueError(message)
    model = build(case, question)
    needs = [1] * len(question.seats)
    if share:
        found = reach(case, question, means)
        if found.verdict is Verdict.NONE:
            return _answer(case, question, share, None, Verdict.NONE)
        if found.verdict is Verdict.UNKNOWN or not all(most.proven for most in found.most):
            return _answer(case, question, share, None, Verdict.UNKNOWN)
        for seat, most in enumerate(found.most):
            largest = most.value + still_gain(model, seat)
            needs[seat] = max(1, -(-share * largest // 100))
    if means.counts(model):
        sets, verdict = _counted(case, model, needs), Verdict.COMMON_GROUND
        return _answer(case, question, share, needs, verdict if sets else Verdict.NONE, sets)
    return _solved(case, question, share, needs, means, progress)


def _answer(
    case: Case,
    question: Question,
    share: int,
    needs: Sequence[int] | None,
    verdict: Verdict,
    sets: Sequence[Holding] = (),
) -> Balance:
    order = [one.id for one in case.baskets]
    listed = sorted(sets, key=lambda one: (len(one.baskets), [*map(order.index, one.baskets)]))
    return Balance(
        share=share,
        needs=None if needs is None else dict(zip(question.seats, needs, strict=True)),
        verdict=verdict,
        sets=tuple(listed),
        complete=verdict is not Verdict.UNKNOWN,
    )


def _moved(case: Case, package: Package) -> tuple[str, ...]:
    """Baskets of which a package moves something, in the order of the case."""
    moving = {issue.basket for issue in case.issues if package[issue.id]}
    return tuple(one.id for one in case.baskets if one.id in moving)


def _counted(case: Case, model: Model, needs: Sequence[int]) -> list[Holding]:
    """Every minimal set, from every package of the zone."""
    zone = enumerate_zone(model)
    rows = np.flatnonzero((zone.gains >= np.array(needs, np.int64)).all(axis=1))
    first: dict[frozenset[str], Holding] = {}
    for row in rows:
        package = model.package(zone.package(int(row)))
        moved = _moved(case, package)
        first.setdefault(frozenset(moved), Holding(baskets=moved, package=package))
    return [one for each, one in first.items() if not any(other < each for other in first)]


def _solved(
    case: Case,
    question: Question,
    share: int,
    needs: Sequence[int],
    means: Means,
    progress: Callable[[str], None],
) -> Balance:
    made = formulate(build(case, question))
    for floor, need in zip(made.model.seat_floors(), needs, strict=True):
        made.program.row(made.points(floor), lower=floor.threshold + need)
    numbers = {one.id: b for b, one in enumerate(case.baskets)}
    columns = dict(_columns(made))
    sets: list[Holding] = []
    found = Verdict.UNKNOWN
    while len(sets) < MAX_SETS:
        progress(f"balanced packages, share {share} per cent: {len(sets)} sets of baskets")
        outcome, package = solve(case, question, made, dict.fromkeys(columns.values(), -1.0), means)
        if outcome.status is Status.INFEASIBLE:
            verdict = Verdict.COMMON_GROUND if sets else Verdict.NONE
            return _answer(case, question, share, needs, verdict, sets)
        if package is None:
            break
        if not _gains(case, question, needs, package):
            made.bar_package(tuple(package.values()))
            continue
        found = Verdict.COMMON_GROUND
        if outcome.status is Status.LIMIT:
            break
        moved = _moved(case, package)
        sets.append(Holding(baskets=moved, package=package))
        made.program.row({columns[numbers[one]]: 1.0 for one in moved}, upper=len(moved) - 1)
    return evolve(_answer(case, question, share, needs, found, sets), complete=False)


def _columns(made: Formulation) -> Iterator[tuple[int, int]]:
    """For each basket that may move, a column that is 1 as soon as one of its issues does."""
    for basket in sorted({made.model.baskets[issue] for issue in made.model.free}):
        column = made.program.column()
        for (issue, option), choice in made.choices.items():
            if option and made.model.baskets[issue] == basket:
                made.program.row({choice: 1.0, column: -1.0}, upper=0)
        yield basket, column


def _gains(case: Case, question: Question, needs: Sequence[int], package: Package) -> bool:
    """Whether every seat gains what it needs, in whole numbers and by the checker's reckoning."""
    told = zip(question.seats, needs, strict=True)
    return all(gain(case, question, code, package) >= need for code, need in told)
