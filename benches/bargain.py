"""Made-up bargains of a stated size, from a seed: the generator that the finder is judged on.

It was committed before the finder was tuned, and stays as it is: another one is another file.

Values are whole numbers from 0 to 1000, the smaller of two equal draws, so that of five options
one mostly stands out for a party and the rest lie low. Every issue weighs 1. A party's best is the
sum of its highest values, synergies left out; it and each of its bodies ask for the same stated
share of their own best. Red lines are hard. A body is asked whatever is chosen.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve, frozen
from tests.generators import SET, Size, random_case

from dipoli.analysis.case import (
    Agreement,
    Atom,
    Case,
    Consent,
    ConsentKind,
    Firmness,
    Issue,
    IssuePosition,
    Position,
    Ratifier,
    RatifierKind,
    RedLine,
    Reservation,
    Scale,
    Synergy,
)
from dipoli.terms import Confidence

HIGHEST = 1000
POINTS = 500
"""A pairwise term adds or takes at most so many points."""


@frozen(kw_only=True)
class Bargain:
    """How large a bargain is, and how much everybody asks for.

    Args:
        parties: members.
        issues: issues, ten baskets at most.
        options: of each issue.
        combinations: red lines over two or three issues, one option each, dealt round the parties.
        singles: red lines over one option, dealt round the parties.
        terms: synergies over two issues, each of a party drawn by lot.
        bodies: bodies whose consent is needed whatever is chosen, dealt round the parties.
        share: what a party asks for, as a share of its best.
        body_share: what a body asks for, as a share of its own best.
    """

    parties: int
    issues: int
    options: int = 5
    combinations: int = 0
    singles: int = 0
    terms: int = 0
    bodies: int = 0
    share: Fraction = Fraction(0)
    body_share: Fraction = Fraction(0)


def bargain(size: Bargain, seed: int) -> Case:
    """The case of a size and a seed; the same ones give the same case.

    Args:
        size: how large, and how much everybody asks for.
        seed: any whole number.

    Returns:
        A case with members P1, P2 and so on, and leaf bodies B1, B2 and so on.
    """
    dice = random.Random(f"{size.parties}x{size.issues}x{size.options}/{seed}")
    frame = Size(
        parties=size.parties, issues=size.issues, options=size.options,
        baskets=min(10, size.issues), leaves=0, lines=0, links=0, even=True,
    )  # fmt: skip
    case = random_case(seed, frame)
    bodies = tuple(f"B{k + 1}" for k in range(size.bodies))
    positions = {code: _position(dice, code, case.issues, size.share) for code in case.members}
    positions |= {code: _position(dice, code, case.issues, size.body_share) for code in bodies}
    for k in range(size.combinations + size.singles):
        atoms = dice.randint(2, 3) if k < size.combinations else 1
        code = case.members[k % size.parties]
        line = _line(dice, case.issues, f"line-{k}", atoms)
        positions[code] = evolve(positions[code], red_lines=(*positions[code].red_lines, line))
    every = tuple(range(size.options))
    return evolve(
        case,
        scale=Scale(
            value_min=0,
            value_max=HIGHEST,
            importance_sum=size.issues,
            utility_max=HIGHEST * size.issues,
            step_points="none",
        ),
        positions={SET: positions},
        ratifiers=tuple(_body(code) for code in bodies),
        synergies=tuple(_synergy(dice, case, k) for k in range(size.terms)),
        consents=tuple(
            Consent(
                id=f"consent-{code}", issue=case.issues[0].id, options=every, bodies=(code,),
                kind=ConsentKind.LEGAL, reason="Whatever is chosen.",
            )
            for code in bodies
        ),
    )  # fmt: skip


def _position(dice: random.Random, code: str, issues: Sequence[Issue], share: Fraction) -> Position:
    rows = tuple(_row(dice, issue) for issue in issues)
    asked = int(share * sum(max(row.value) for row in rows))
    return Position(
        party=code, set=SET, as_of="2030-01-01", agreement=Agreement.OPEN,
        reservation=Reservation(rule="share", value=asked, low=asked, high=asked, note="-"),
        basket_importance=None, issues=rows, red_lines=(),
    )  # fmt: skip


def _row(dice: random.Random, issue: Issue) -> IssuePosition:
    value = tuple(
        min(dice.randint(0, HIGHEST), dice.randint(0, HIGHEST)) for _option in issue.options
    )
    return IssuePosition(
        issue=issue.id, importance=1, importance_range=(1, 1), value=value, low=value, high=value,
        confidence=Confidence.MEDIUM, interest="Made up.",
    )  # fmt: skip


def _line(dice: random.Random, issues: Sequence[Issue], name: str, atoms: int) -> RedLine:
    when = tuple(_atom(dice, issue) for issue in dice.sample(issues, atoms))
    return RedLine(
        id=name, when=when, firmness=Firmness.HARD, reason="Made up.", sources=("s",),
        confidence=Confidence.LOW,
    )  # fmt: skip


def _synergy(dice: random.Random, case: Case, k: int) -> Synergy:
    when = tuple(_atom(dice, issue) for issue in dice.sample(case.issues, 2))
    points = dice.choice((-1, 1)) * dice.randint(1, POINTS)
    return Synergy(
        id=f"term-{k}", party=dice.choice(case.members), when=when, points=points, reason="Made up."
    )


def _atom(dice: random.Random, issue: Issue) -> Atom:
    return Atom(issue=issue.id, options=(dice.randrange(len(issue.options)),))


def _body(code: str) -> Ratifier:
    return Ratifier(
        code=code, of=None, name=f"Body {code}", kind=RatifierKind.LEAF, rule="made up", note="",
        binds=(),
    )  # fmt: skip
