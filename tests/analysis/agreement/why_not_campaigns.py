"""What is owed in numbers about what clashes and what is near, one seed at a time.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve
from tests.analysis.agreement.reference import best, named, packages, zone
from tests.generators import TINY, random_case

from dipoli.analysis.agreement import Means, Question, Rule, SoftLines, Verdict, alone, question_of
from dipoli.analysis.agreement.certificate import Certificate
from dipoli.analysis.agreement.certificate_checker import check_bound, check_emptiness
from dipoli.analysis.agreement.checker import check_package, gain, violations
from dipoli.analysis.agreement.claims import claim
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.search import find
from dipoli.analysis.agreement.why_not import Explanation, Nearby, Relaxations, explain
from dipoli.analysis.agreement.why_not.deciding import Decider
from dipoli.analysis.agreement.why_not.nearest import own_range
from dipoli.analysis.agreement.why_not.shrinking import supposing
from dipoli.analysis.case import Case

COUNTED = Means(counted=1 << 20)
SOLVED = Means(counted=0)
CASES = evolve(TINY, lines=2)


def empty_question(seed: int) -> tuple[Case, Question]:
    """A question about a made-up case to which the answer is none."""
    dice = random.Random(seed)
    while True:
        case = random_case(dice.randrange(1 << 30), CASES)
        asked = question_of(case)
        if dice.random() < 0.5:
            asked = alone(case, asked, dice.choice(case.baskets).id)
        asked = evolve(asked, soft_lines=dice.choice(tuple(SoftLines)))
        if find(case, asked, COUNTED).verdict is Verdict.NONE:
            return case, asked


def is_empty(model: Model, keys: frozenset[str]) -> bool:
    """No package keeps these assumptions, by counting them all."""
    return not len(enumerate_zone(model.only(keys)))


def told_as_by_hand(seed: int) -> None:
    """Clashes are irreducible, changes are the lightest and packages the nearest, by trying all."""
    case, asked = empty_question(seed)
    model = build(case, asked)
    for means in (COUNTED, SOLVED):
        told = explain(case, asked, "zone", means, listed=3)
        assert told.verdict is Verdict.NONE
        assert told.clashes
        for clash in told.clashes:
            assert is_empty(model, clash.keys)
            assert clash.without.keys() == clash.keys
            for key, package in clash.without.items():
                kept = supposing(case, asked, clash.keys - {key})
                assert check_package(kept, asked, package).accepted
        _in_order_of_the_papers(model, told)
        for changes in (told.weighted, told.counted):
            _lightest_by_hand(case, asked, model, changes)
        _nearest_by_hand(case, asked, model, told.weighted.weights, told.nearest.packages, means)


def _lightest_by_hand(case: Case, asked: Question, model: Model, told: Relaxations) -> None:
    keys = sorted(model.assumptions)
    every = [
        frozenset(group)
        for size in range(len(keys) + 1)
        for group in itertools.combinations(keys, size)
    ]
    every.sort(key=lambda group: sum(told.weights[key] for key in group))
    wanted: set[frozenset[str]] = set()
    least = None
    for group in every:
        weight = sum(told.weights[key] for key in group)
        if least is not None and weight > least:
            break
        if not is_empty(model, frozenset(keys) - group):
            wanted.add(group)
            least = weight
    found = {frozenset(one.key for one in group) for group in told.sets}
    assert told.weight == told.bound == least
    assert found == wanted if told.complete else len(found) >= 5 and found <= wanted
    for members, package in zip(told.sets, told.packages, strict=True):
        kept = supposing(case, asked, frozenset(keys) - {one.key for one in members})
        assert check_package(kept, asked, package).accepted


def _nearest_by_hand(
    case: Case,
    asked: Question,
    model: Model,
    weights: Mapping[str, int],
    told: tuple[Nearby, ...],
    means: Means,
) -> None:
    """Every package that holds what is asked, by the rows of the case."""
    free = supposing(case, asked, frozenset())
    outside = [
        named(case, chosen)
        for chosen in packages(case)
        if not violations(free, asked, named(case, chosen))
    ]
    every = sorted(_distance(case, asked, model, weights, one) for one in outside)
    for one in told:
        assert one.distance == _distance(case, asked, model, weights, dict(one.package))
        assert one.violations == violations(case, asked, one.package)
    distances = [one.distance for one in told]
    assert distances == sorted(distances)
    if means is COUNTED:
        assert distances == every[:3]
        missed: dict[tuple[int, tuple[Fraction, ...]], set[frozenset[str]]] = {}
        for package in outside:
            distance = _distance(case, asked, model, weights, package)
            missed.setdefault(distance, set()).add(_missed(case, asked, package))
        for distance in set(distances):
            mine = [one for one in told if one.distance == distance]
            sets = {_missed(case, asked, dict(one.package)) for one in mine}
            assert len(sets) == min(len(mine), len(missed[distance])), "each set has its turn"


def _missed(case: Case, asked: Question, package: dict[str, int]) -> frozenset[str]:
    """What a package does not keep, as the checker says it."""
    return frozenset(one.key for one in violations(case, asked, package))


def _in_order_of_the_papers(model: Model, told: Explanation) -> None:
    """Members of sets, and sets that are alike else, stand as the papers have them."""
    place = {key: number for number, key in enumerate(model.assumptions)}
    clashes = [[place[one.key] for one in clash.assumptions] for clash in told.clashes]
    assert clashes == sorted(clashes, key=lambda one: (len(one), one))
    for changes in (told.weighted, told.counted):
        sets = [[place[one.key] for one in members] for members in changes.sets]
        assert sets == sorted(sets)
        assert all(members == sorted(members) for members in sets)
    for near in told.nearest.packages:
        broken = [place[one.key] for one in near.broken]
        assert broken == sorted(broken)


def _distance(
    case: Case, asked: Question, model: Model, weights: Mapping[str, int], package: dict[str, int]
) -> tuple[int, tuple[Fraction, ...]]:
    weight, shares = 0, []
    ranges = {floor.code: own_range(model, floor) for floor in model.floors}
    options = tuple(package.values())
    gains = {floor.code: floor.gain(options) for floor in model.floors}
    for found in violations(case, asked, package):
        if found.key in ranges:
            weight += weights[f"reservation/{found.key}"]
            shares.append(Fraction(-gains[found.key], ranges[found.key]))
        else:
            (key,) = {one for one in weights if one.rpartition("/")[2] == found.key}
            weight += weights[key]
    return weight, tuple(sorted(shares, reverse=True))


def certified(seed: int) -> tuple[Case, Question, Certificate]:
    """A question with weights that prove that it has no package."""
    for attempt in itertools.count():
        case, asked = empty_question(seed * 1_000_003 + attempt)
        model = build(case, asked)
        decider = Decider(case=case, question=asked, model=model, means=SOLVED)
        clash = decider.weigh(frozenset(model.assumptions))
        if clash is not None and decider.certificates[clash].weights:
            return case, asked, decider.certificates[clash]
    raise AssertionError


def corrupted_certificate_is_refused(seed: int) -> None:
    """A certificate is accepted as it is, and refused when one thing in it was changed."""
    case, asked, right = certified(seed)
    assert check_emptiness(case, asked, right).accepted
    assert right.most is not None
    dice = random.Random(seed)
    code = dice.choice(sorted(right.weights))
    key = dice.choice(right.keys)
    wrong = (
        evolve(right, most=right.most + dice.choice((-1, 1, -right.most))),
        evolve(right, most=None),
        evolve(right, weights={**right.weights, code: 0}),
        evolve(right, weights={**right.weights, code: -right.weights[code]}),
        evolve(right, weights={one: w for one, w in right.weights.items() if one != code}),
        evolve(right, keys=tuple(one for one in right.keys if one != f"reservation/{code}")),
        evolve(right, keys=(*right.keys, key)),
        evolve(right, keys=(*right.keys, "red-line/P1/none")),
        evolve(right, order=right.order[1:]),
        evolve(right, loose=("none",)),
    )
    for one in wrong:
        assert not check_emptiness(case, asked, one).accepted, one


def bound_of_a_rule_is_proven(seed: int) -> None:
    """Bounds hold for the best package, are accepted, and are refused when they are changed."""
    dice = random.Random(seed)
    while True:
        case = random_case(dice.randrange(1 << 30), TINY)
        asked = evolve(question_of(case), soft_lines=dice.choice(tuple(SoftLines)))
        inside = zone(case, asked)
        if inside:
            break
    gains = [
        {code: gain(case, asked, code, named(case, one)) for code in asked.seats} for one in inside
    ]
    ideals = {code: max(row[code] for row in gains) for code in asked.seats}
    fair = max(gains, key=lambda row: min(row.values()))
    for rule in Rule:
        figures = {Rule.KALAI_SMORODINSKY: ideals, Rule.NASH: fair}.get(rule)
        told = claim(case, asked, rule, figures)
        if told is None:
            assert rule is Rule.NASH or not any(ideals.values())
            continue
        wanted = best(case, asked, rule)
        assert wanted is not None
        value = wanted[0] if isinstance(wanted, tuple) else wanted
        assert Fraction(*told.bound) >= value, rule
        assert check_bound(case, asked, told).accepted
        certificate = told.certificate
        assert certificate.most is not None
        code = dice.choice(sorted(certificate.weights))
        more = {**certificate.weights, code: certificate.weights[code] * 2 + 1}
        for wrong in (
            evolve(told, bound=(told.bound[0] - 1, told.bound[1])),
            evolve(told, bound=(told.bound[0], 0)),
            evolve(told, certificate=evolve(certificate, most=certificate.most - 1)),
            evolve(told, certificate=evolve(certificate, weights={**more, code: -1})),
            evolve(told, certificate=evolve(certificate, keys=certificate.keys[:-1], most=None)),
        ):
            assert not check_bound(case, asked, wrong).accepted, (rule, wrong)


CAMPAIGNS = {
    "clashes, lightest changes and nearest packages are those found by trying all": (
        told_as_by_hand,
        2000,
    ),
    "a certificate is accepted and a corrupted one refused": (
        corrupted_certificate_is_refused,
        2000,
    ),
    "a certificate of a rule's bound holds, and is refused when it was changed": (
        bound_of_a_rule_is_proven,
        2000,
    ),
}
"""What is owed: sentence to the check and the number of seeds."""
