"""Links between baskets: every answer against the slow obvious way, one seed at a time."""

from __future__ import annotations

import itertools
import random

from attrs import evolve
from tests.analysis.agreement.linkage_reference import (
    balanced_sets,
    companies,
    holds_beside,
    inside,
    joined,
    most_of,
    settled,
)
from tests.analysis.agreement.reference import best, zone
from tests.generators import Size, random_case

from dipoli.analysis.agreement import Means, Question, Rule, SoftLines, Verdict, question_of
from dipoli.analysis.agreement.checker import check_package
from dipoli.analysis.agreement.linkage import (
    Added,
    Stands,
    balance,
    basket_link,
    joins,
    kept,
    linked_pairs,
    side_by_side,
    tables,
    within,
)
from dipoli.analysis.agreement.linkage.answers import BasketLink
from dipoli.analysis.case import Atom, Case

SIZE = Size(parties=3, issues=5, options=2, baskets=3, leaves=2, lines=1, links=2)
ENGINES = (Means(counted=1 << 20), Means(counted=0))


def quiet(_words: str) -> None:
    """Nobody listens."""


def links_hold(seed: int) -> None:
    """What linking adds, what stands, what is balanced and what seats cost is as defined."""
    case, question, means = random_case(seed, SIZE), question_for(seed), ENGINES[seed % 2]
    links = tuple(basket_link(case, question, one.id, means) for one in case.baskets)
    _alone(case, question, links)
    _pairs(case, question, links, means)
    _ties(case, question)
    _kept(case, question, links)
    _beside(case, question, links, means)
    _balances(case, question, random.Random(seed).choice([0, 10, 40, 80, 100]), means)
    _tables(case, question, means)


def question_for(seed: int) -> Question:
    """A question about the made-up case of a seed, in every respect chosen by the seed."""
    dice = random.Random(seed + 7_000_003)
    case = random_case(seed, SIZE)
    unclaimed = tuple(code for code in ("L1", "C1", *case.members) if dice.random() < 0.1)
    issue = dice.choice(case.issues)
    atom = Atom(issue=issue.id, options=tuple(range(1, len(issue.options))))
    others = [one.id for one in case.baskets if one.id != issue.basket]
    return evolve(
        question_of(case, unclaimed=unclaimed),
        hold=(atom,) if dice.random() < 0.2 else (),
        still=tuple(others[:1]) if dice.random() < 0.15 else (),
        soft_lines=dice.choice(tuple(SoftLines)),
    )


def _alone(case: Case, question: Question, links: tuple[BasketLink, ...]) -> None:
    for one in links:
        ways = settled(case, question, (one.basket,))
        found = bool(ways) and one.basket not in question.still
        assert (one.alone.verdict is Verdict.COMMON_GROUND) == found
        if found or one.basket in question.still:
            assert one.together == ()
            continue
        wanted = companies(case, question, one.basket)
        assert set(map(frozenset, one.together)) == wanted - {frozenset()}
        assert (one.verdict is Verdict.COMMON_GROUND) == bool(wanted)
        assert one.complete


def _pairs(case: Case, question: Question, links: tuple[BasketLink, ...], means: Means) -> None:
    for one in linked_pairs(case, question, links, means, quiet):
        for side, verdict in zip(one.baskets, one.alone, strict=True):
            ways = settled(case, question, (side,))
            assert verdict is (Verdict.COMMON_GROUND if ways else Verdict.NONE)
        moving = [each for each in settled(case, question, one.baskets) if len(each[0]) == 2]
        assert (one.both.verdict is Verdict.COMMON_GROUND) == bool(moving)
        assert list(one.seats) == list(question.seats)
        for code, seat in one.seats.items():
            apart = [most_of(case, question, (side,), code) for side in one.baskets]
            together = most_of(case, question, one.baskets, code)
            assert [seat.first.value, seat.second.value, seat.together.value] == [*apart, together]
            assert seat.first.proven
            assert seat.second.proven
            assert seat.together.proven
            wanted = Added.SAME if together == sum(apart) else Added.LESS
            assert seat.added is (Added.MORE if together > sum(apart) else wanted)


def _ties(case: Case, question: Question) -> None:
    told = {one.baskets: one for one in joins(case, question)}
    for pair in itertools.combinations([one.id for one in case.baskets], 2):
        wanted = joined(case, question, pair)
        assert (pair in told) == any(wanted)
        if pair in told:
            one = told[pair]
            assert wanted == (
                {row.id for row in one.requirements},
                set(one.exclusions),
                set(one.synergies),
                set(one.bodies),
                one.lines,
            )


def _kept(case: Case, question: Question, links: tuple[BasketLink, ...]) -> None:
    for one in kept(case, question, links):
        alone = {each for _moved, each in settled(case, question, (one.basket,))}
        assert (one.settlement is not None) == bool(alone)
        others = [each.id for each in case.baskets if each.id not in {one.basket, *question.still}]
        assert list(one.stalled) == (others if alone else [])
        held = inside(case, question, (one.basket,))
        for other in others:
            assert alone <= set(zone(case, evolve(held, still=(other,))))


def _beside(case: Case, question: Question, links: tuple[BasketLink, ...], means: Means) -> None:
    for one in side_by_side(case, question, links, means, quiet):
        always = holds_beside(case, question, one.baskets)
        assert one.stands is (Stands.ALWAYS if always else Stands.NOT_ALWAYS)
        assert (one.settled is None) == always
        assert bool(one.broken) != always
        for basket, package in zip(one.baskets, one.settled or (), strict=not always):
            assert check_package(case, within(case, question, (basket,)), package).accepted


def _balances(case: Case, question: Question, share: int, means: Means) -> None:
    told = balance(case, question, share, means)
    wanted = balanced_sets(case, question, share)
    assert told.complete
    assert {frozenset(one.baskets) for one in told.sets} == wanted
    assert len(told.sets) == len(wanted)
    assert (told.verdict is Verdict.COMMON_GROUND) == bool(wanted)
    sizes = [len(one.baskets) for one in told.sets]
    assert sizes == sorted(sizes)
    for one in told.sets:
        assert check_package(case, question, one.package).accepted
        moving = {issue.basket for issue in case.issues if one.package[issue.id]}
        assert moving == set(one.baskets)


def _tables(case: Case, question: Question, means: Means) -> None:
    told = list(tables(case, question, means, quiet))
    assert [one.seats for one in told] == [question.seats[:2], question.seats[:3]]
    counts = []
    for one in told:
        seated = evolve(question, seats=one.seats)
        held = zone(case, seated)
        counts.append(len(held))
        assert (one.zone.verdict is Verdict.COMMON_GROUND) == bool(held)
        assert one.zone.count in {None, len(held)}
        wanted = best(case, seated, Rule.KALAI_SMORODINSKY)
        assert one.ratio.value_exact == ("" if wanted is None else str(wanted))
        assert one.ratio.proven == bool(held)
        for each in one.baskets:
            ways = len(settled(case, seated, (each.basket,)))
            assert (each.verdict is Verdict.COMMON_GROUND) == bool(ways)
            assert each.count in {None, ways}
    assert counts == sorted(counts, reverse=True)
