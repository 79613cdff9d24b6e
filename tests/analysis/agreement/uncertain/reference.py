"""The slow obvious way: every package, every profile, every choice of errors."""

from __future__ import annotations

import itertools
import random

from attrs import evolve
from tests.analysis.agreement.reference import Chosen, named, packages
from tests.generators import SET, TINY, Size, random_case

from dipoli.analysis.agreement import Question, Reading, question_of
from dipoli.analysis.agreement.answers import Package
from dipoli.analysis.agreement.checker import gain, violations
from dipoli.analysis.agreement.uncertain import Sample, Spread
from dipoli.analysis.agreement.uncertain.checker import refusing
from dipoli.analysis.case import Case, Position


def uncertain_case(seed: int, size: Size = TINY) -> Case:
    """A made-up case in which some reservation values have a rule and a range of their own."""
    dice = random.Random(seed + 77)
    case = random_case(seed, size)

    def mine(one: Position) -> Position:
        if dice.random() < 0.6:
            return one
        coded = one.reservation.value + dice.randint(-4000, 4000)
        low, high = coded - dice.randint(0, 6000), coded + dice.randint(0, 6000)
        asked = evolve(one.reservation, rule="other", value=coded, low=low, high=high)
        return evolve(one, reservation=asked)

    return evolve(
        case, positions={SET: {code: mine(one) for code, one in case.positions[SET].items()}}
    )


def asked_of(case: Case, seed: int) -> Question:
    """A question about a case: sometimes a member is away, or a basket stays."""
    dice = random.Random(seed + 78)
    away = tuple(code for code in case.members[1:] if dice.random() < 0.2)
    still = (case.baskets[0].id,) if dice.random() < 0.2 else ()
    return evolve(question_of(case, away=away), still=still)


def zone_in(case: Case, question: Question, sample: Sample, number: int) -> set[Chosen]:
    """Every package in which nobody has a reason to refuse, in one profile."""
    place = (sample.seed, number, sample.spread)
    return {
        chosen
        for chosen in packages(case)
        if refusing(case, question, named(case, chosen), place) == (True, set())
        and not _not_asked(case, question, named(case, chosen))
    }


def _not_asked(case: Case, question: Question, package: Package) -> bool:
    """The state of things, and packages that move what should stay, are no packages."""
    moved = {issue.basket for issue in case.issues if package[issue.id]}
    return not moved or bool(moved & set(question.still))


def bears_by_trial(case: Case, question: Question, package: Package, budget: int) -> bool:
    """Whether a package is in the zone whichever judgements are off, tried one by one.

    For every set of at most so many issues the position is coded anew, at its worst on those.
    """
    coded = evolve(question, reading=Reading.CODED)
    if violations(case, coded, package):
        return False
    for code in _asked(case, coded, package):
        position = case.positions[SET][code]
        rows = [row.issue for row in position.issues]
        reserved = position.reservation.rule == "other"
        everything = [*rows, *([None] if reserved else [])]
        for size in range(min(budget, len(everything)) + 1):
            for off in itertools.combinations(everything, size):
                left = gain(case, coded, code, package)
                cautious = evolve(coded, reading=Reading.CAUTIOUS)
                for issue in off:
                    if issue is None:
                        left -= position.reservation.high - position.reservation.value
                    else:
                        alone = {**package, **dict.fromkeys((o for o in package if o != issue), 0)}
                        plain = evolve(case, synergies=())
                        left -= gain(plain, coded, code, alone) - gain(plain, cautious, code, alone)
                if left < 0:
                    return False
    return True


def _asked(case: Case, question: Question, package: Package) -> list[str]:
    """Whose consent a package needs: whoever would refuse if everybody asked for the impossible."""
    everything = {
        code: evolve(one, reservation=evolve(one.reservation, value=10**12))
        for code, one in case.positions[SET].items()
    }
    refused = violations(evolve(case, positions={SET: everything}), question, package)
    return [one.key for one in refused if one.key in everything]


SAMPLES = [Sample(profiles=4, seed=9, spread=spread) for spread in Spread]
