"""What is owed in numbers, one seed at a time: `make campaign` runs all, `make test` a sample.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong.
"""

from __future__ import annotations

import math
import random

from attrs import evolve
from tests.analysis.agreement.boxes_campaign import boxes_hold
from tests.analysis.agreement.linkage_campaign import links_hold
from tests.analysis.agreement.reference import best, zone
from tests.generators import TINY, as_outcomes, random_case

from dipoli.analysis.agreement import (
    Means,
    Question,
    Reading,
    Rule,
    SoftLines,
    Verdict,
    alone,
    answer,
    find,
    question_of,
)
from dipoli.analysis.agreement.answers import Engine, PackageAnswer, SynergyResult
from dipoli.analysis.agreement.checker import check_answer
from dipoli.analysis.agreement.finder import basket_answer
from dipoli.analysis.case import Atom

COUNTED = Means(counted=1 << 20)
SOLVED = Means(counted=0, choices=0)
NEAR = Means(counted=0)


def question_for(seed: int) -> Question:
    """A question about the made-up case of a seed, in every respect chosen by the seed."""
    dice = random.Random(seed + 1_000_003)
    case = random_case(seed)
    away = tuple(code for code in case.members[1:] if dice.random() < 0.15)
    unclaimed = tuple(code for code in ("L1", "C1", *case.members) if dice.random() < 0.15)
    issue = dice.choice(case.issues)
    atom = Atom(issue=issue.id, options=tuple(range(1, len(issue.options))))
    hold = (atom,) if dice.random() < 0.3 else ()
    others = [one.id for one in case.baskets if not hold or one.id != issue.basket]
    return evolve(
        question_of(case, away=away, unclaimed=unclaimed),
        hold=hold,
        still=tuple(others[:1]) if dice.random() < 0.2 else (),
        soft_lines=dice.choice(tuple(SoftLines)),
        reading=dice.choice(tuple(Reading)),
    )


def engines_agree(seed: int) -> None:
    """Counting, solving and the search near a bound agree in verdicts, values and bounds."""
    case, asked = random_case(seed), question_for(seed)
    counted, solved, near = (find(case, asked, means) for means in (COUNTED, SOLVED, NEAR))
    assert (counted.engine, solved.engine) == (Engine.ENUMERATION, Engine.MIP)
    assert counted.verdict is solved.verdict is near.verdict
    for rule in Rule:
        one = answer(case, asked, rule, COUNTED)
        for means in (SOLVED, NEAR):
            other = answer(case, asked, rule, means)
            assert one.verdict is other.verdict, rule
            assert one.value_exact == other.value_exact, rule
            found = one.verdict is Verdict.COMMON_GROUND
            assert (one.proven, other.proven) == (found, found), rule
            assert one.levels == other.levels, rule
    for basket in case.baskets:
        told = basket_answer(case, asked, basket.id, COUNTED)
        again = basket_answer(case, asked, basket.id, SOLVED)
        assert told.alone.negotiable.verdict is again.alone.negotiable.verdict
        assert (told.together_verdict, told.together) == (again.together_verdict, again.together)


def slow_and_fast_agree(seed: int) -> None:
    """Every answer is that of the slow obvious reference."""
    case = random_case(seed, TINY)
    asked = evolve(question_for(seed), seats=case.members, hold=(), without=())
    expected = zone(case, asked)
    found = find(case, asked, COUNTED)
    assert found.count == len(expected)
    assert (found.verdict is Verdict.COMMON_GROUND) == bool(expected)
    for basket in case.baskets:
        one = alone(case, asked, basket.id)
        assert find(case, one, COUNTED).count == len(zone(case, one))
    for rule in Rule:
        told = answer(case, asked, rule, COUNTED)
        wanted = best(case, asked, rule)
        if wanted is None:
            assert told.verdict is Verdict.NONE
        elif rule is Rule.LEXIMIN:
            assert isinstance(wanted, tuple)
            sums = [sum(wanted[: k + 1]) for k in range(len(wanted))]
            assert [level.value for level in told.levels] == sums
        else:
            assert told.value_exact == str(wanted)


def outcomes_agree(seed: int) -> None:
    """In a set of outcomes engines and reference agree, all first options included."""
    case = as_outcomes(random_case(seed, TINY), seed)
    plain = question_of(case)
    asked = evolve(plain, soft_lines=question_for(seed).soft_lines)
    expected = zone(case, asked)
    found, solved = find(case, asked, COUNTED), find(case, asked, SOLVED)
    assert found.count == len(expected)
    assert found.verdict is solved.verdict
    for rule in Rule:
        one, other = answer(case, asked, rule, COUNTED), answer(case, asked, rule, SOLVED)
        assert one.value_exact == other.value_exact, rule
        wanted = best(case, asked, rule)
        if wanted is None:
            assert one.verdict is Verdict.NONE
        elif not isinstance(wanted, tuple):
            assert one.value_exact == str(wanted)
        if one.package is not None:
            assert [row.issue for row in one.issues] == list(one.package)


def corrupted_answer_is_refused(seed: int) -> None:
    """An answer in which one thing was changed is not accepted."""
    dice = random.Random(seed)
    while True:
        case = random_case(dice.randrange(1 << 30))
        rule = dice.choice(tuple(Rule))
        asked = question_of(case)
        told = answer(case, asked, rule, COUNTED)
        if told.verdict is Verdict.COMMON_GROUND:
            break
    assert check_answer(case, asked, told).accepted
    corrupted = _corrupt(dice, told)
    assert not check_answer(case, asked, corrupted).accepted, (rule, corrupted)


def _corrupt(dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    """The answer with one thing changed."""
    ways = [_package, _value, _exact, _bound, _gap, _proven, _gain, _issues, _worth, _line]
    ways += [_verdict, _range, _synergies]
    return dice.choice([*ways, _levels] if told.levels else ways)(dice, told)


def _package(dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    assert told.package is not None
    issue = dice.choice(list(told.package))
    other = dice.choice([n for n in (0, 1, 2, 9) if n != told.package[issue]])
    return evolve(told, package={**told.package, issue: other})


def _verdict(dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    return evolve(told, verdict=dice.choice((Verdict.NONE, Verdict.UNKNOWN)))


def _range(dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    row = dice.choice(told.issues)
    seat = dice.choice(list(told.gains))
    figure = row.worth[seat]
    wrong = dice.choice((evolve(figure, low=figure.low - 1), evolve(figure, high=figure.high + 1)))
    rows = [
        evolve(one, worth={**one.worth, seat: wrong}) if one is row else one for one in told.issues
    ]
    return evolve(told, issues=tuple(rows))


def _synergies(_dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    added = SynergyResult(id="sy0", party="P1", points=1)
    return evolve(told, synergies=(*told.synergies, added))


def _value(dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    return evolve(told, value=_finite(told) + dice.choice((-1.0, 0.5, 7.0)))


def _exact(_dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    return evolve(told, value_exact=f"{told.value_exact}1")


def _bound(dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    return evolve(told, bound=_finite(told) - dice.choice((1.0, 100.0)))


def _gap(dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    return evolve(told, gap=dice.choice((0.5, 1.0, -1.0)))


def _proven(_dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    return evolve(told, proven=not told.proven)


def _gain(dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    seat = dice.choice(list(told.gains))
    return evolve(told, gains={**told.gains, seat: told.gains[seat] + dice.choice((-1, 1))})


def _issues(_dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    return evolve(told, issues=told.issues[1:])


def _worth(dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    row = told.issues[0]
    seat = dice.choice(list(told.gains))
    figure = evolve(row.worth[seat], value=row.worth[seat].value + 1)
    changed = evolve(row, worth={**row.worth, seat: figure})
    return evolve(told, issues=(changed, *told.issues[1:]))


def _line(_dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    return evolve(told, soft_lines_crossed=(*told.soft_lines_crossed, "red-line/P1/none"))


def _levels(_dice: random.Random, told: PackageAnswer) -> PackageAnswer:
    first = evolve(told.levels[0], value=told.levels[0].value + 1)
    return evolve(told, levels=(first, *told.levels[1:]))


def _finite(told: PackageAnswer) -> float:
    assert told.value is not None
    return told.value if math.isfinite(told.value) else 0.0


def boxes_agree(seed: int) -> None:
    """Boxes give the frontier of the slow obvious way, in a set of outcomes too."""
    boxes_hold(random_case(seed), question_for(seed))
    outcomes = as_outcomes(random_case(seed, TINY), seed)
    boxes_hold(outcomes, question_of(outcomes))


CAMPAIGNS = {
    "enumeration, mixed-integer programming and the search near a bound agree": (
        engines_agree,
        2000,
    ),
    "the slow obvious reference and the engines agree": (slow_and_fast_agree, 2000),
    "boxes give the frontier of the slow obvious reference": (boxes_agree, 2000),
    "links between baskets are those of the slow obvious reference": (links_hold, 500),
    "engines and reference agree on sets of outcomes": (outcomes_agree, 500),
    "a corrupted answer is refused": (corrupted_answer_is_refused, 2000),
}
"""What is owed: sentence to the check and the number of seeds."""
