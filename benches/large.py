"""A large made-up case: 8 parties, 100 issues of 5 options, 46 red lines, 20 synergies."""

from __future__ import annotations

import random

from attrs import evolve
from tests.generators import Size, random_case, with_position

from dipoli.analysis.case import Atom, Case, Firmness, RedLine, Synergy
from dipoli.terms import Confidence

SIZE = Size(parties=8, issues=100, options=5, baskets=10, leaves=0, lines=0, links=0, even=True)
SET = "positions"


def large_case(seed: int) -> Case:
    """The case of a seed.

    Args:
        seed: the same seed gives the same case.

    Returns:
        30 combination lines spread over the parties and 2 single lines for each of them, all hard;
        20 synergies; reservation values are the status quo.
    """
    dice = random.Random(seed)
    case = random_case(seed, SIZE)
    lines: dict[str, list[RedLine]] = {code: [] for code in case.members}
    for k in range(30):
        code = case.members[k % 8]
        lines[code].append(_line(dice, case, f"combination-{k}", dice.randint(2, 3)))
    for code in case.members:
        lines[code] += [_line(dice, case, f"{code.lower()}-single-{k}", 1) for k in range(2)]
    for code in case.members:
        case = with_position(case, evolve(case.positions[SET][code], red_lines=tuple(lines[code])))
    return evolve(case, synergies=tuple(_synergy(dice, case, k) for k in range(20)))


def _line(dice: random.Random, case: Case, name: str, atoms: int) -> RedLine:
    when = tuple(
        Atom(issue=issue.id, options=(dice.randint(1, 4),))
        for issue in dice.sample(case.issues, atoms)
    )
    return RedLine(
        id=name, when=when, firmness=Firmness.HARD, reason="-", sources=("s",),
        confidence=Confidence.LOW,
    )  # fmt: skip


def _synergy(dice: random.Random, case: Case, k: int) -> Synergy:
    when = tuple(
        Atom(issue=issue.id, options=(dice.randint(1, 4),)) for issue in dice.sample(case.issues, 2)
    )
    points = dice.choice((-900, -300, 300, 900))
    return Synergy(
        id=f"sy{k}", party=dice.choice(case.members), when=when, points=points, reason="-"
    )
