"""Made-up cases, from a seed: small ones with every kind of link, and large ones for timing.

A small case is coherent in everything that the agreement finder reads. Its names mean nothing.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from attrs import evolve, frozen

from dipoli.analysis.case import (
    Agreement,
    Atom,
    Basis,
    Basket,
    Case,
    Consent,
    ConsentKind,
    Exclusion,
    Firmness,
    Group,
    Issue,
    IssueKind,
    IssuePosition,
    Option,
    Party,
    Position,
    PositionSet,
    Ratifier,
    RatifierKind,
    RedLine,
    Requirement,
    Reservation,
    Role,
    Scale,
    Synergy,
)
from dipoli.terms import Confidence

SET = "positions"


@frozen(kw_only=True)
class Size:
    """How large a case is.

    Args:
        parties: members.
        issues: issues, spread over the baskets.
        options: at most so many for an issue; exactly so many when ``even``.
        baskets: baskets.
        leaves: leaf bodies.
        lines: red lines of each member.
        links: requirements, exclusions, synergies and consents, so many of each.
        even: every issue has the same number of options.
    """

    parties: int = 3
    issues: int = 5
    options: int = 3
    baskets: int = 2
    leaves: int = 2
    lines: int = 2
    links: int = 2
    even: bool = False


SMALL = Size()
TINY = Size(parties=2, issues=4, baskets=2, leaves=1, lines=1, links=1)


def random_case(seed: int, size: Size = SMALL) -> Case:
    """A made-up case.

    Args:
        seed: the same seed gives the same case.
        size: how large it is.

    Returns:
        A case with members P1, P2 and so on, leaf bodies L1, L2, a composite body C1 of a member
        and the leaf bodies, and a procedural body Q1.
    """
    dice = random.Random(seed)
    issues = tuple(_issue(dice, k, size) for k in range(size.issues))
    members = tuple(f"P{p + 1}" for p in range(size.parties))
    leaves = tuple(f"L{b + 1}" for b in range(size.leaves))
    positions = {code: _position(dice, code, issues, size, every=True) for code in members}
    positions |= {code: _position(dice, code, issues, size, every=False) for code in leaves}
    return Case(
        id="made-up",
        title="A made-up case",
        exercise=True,
        as_of="2030-01-01",
        moment="Never.",
        purpose="Tests.",
        scale=Scale(
            value_min=0, value_max=100, importance_sum=1000, utility_max=100000, step_points="none"
        ),
        languages=("en",),
        position_sets=(
            PositionSet(
                id=SET, folder=SET, as_of="2030-01-01", agreement=Agreement.OPEN, inherits=None,
                note="Made up.",
            ),
        ),
        rules={"utility": "sum over issues of importance times value"},
        how_to_read=(),
        limits=("Everything is made up.",),
        parties=tuple(_party(code) for code in members),
        ratifiers=_ratifiers(members, leaves),
        members_as_consenters=(),
        necessary=(),
        broadening=(),
        baskets=tuple(
            Basket(id=f"b{b}", title=f"Basket {b}", definition="Made up.")
            for b in range(size.baskets)
        ),
        groups=tuple(
            Group(id=f"g{b}", basket=f"b{b}", title=f"Group {b}") for b in range(size.baskets)
        ),
        issues=issues,
        positions={SET: positions},
        requirements=tuple(_requirement(dice, k, issues) for k in range(size.links)),
        exclusions=tuple(_exclusion(dice, k, issues) for k in range(size.links)),
        synergies=tuple(_synergy(dice, k, issues, members) for k in range(size.links)),
        consents=tuple(
            _consent(dice, k, issues, (*members, *leaves, "C1", "Q1")) for k in range(size.links)
        ) if leaves else (),
        subjects=(), accounting={}, exposure_limits=(), bundles=(), steps=(), terms=(),
        channel_states={}, channels=(), seen_values={}, sources=(), timeline=(), digest="made-up",
    )  # fmt: skip


def _party(code: str) -> Party:
    names = {"en": f"State {code}"}
    return Party(
        code=code, role=Role.MEMBER, seat_language="en", names=names, called_by=(), note=""
    )


def _ratifiers(members: Sequence[str], leaves: Sequence[str]) -> tuple[Ratifier, ...]:
    def body(code: str, kind: RatifierKind, inside: tuple[str, ...] | None = None) -> Ratifier:
        return Ratifier(
            code=code, of=None, name=f"Body {code}", kind=kind, rule="made up", note="", binds=(),
            all_of=inside,
        )  # fmt: skip

    if not leaves:
        return ()
    return (
        *(body(code, RatifierKind.LEAF) for code in leaves),
        body("C1", RatifierKind.COMPOSITE, (members[0], *leaves)),
        body("Q1", RatifierKind.PROCEDURAL),
    )


def _issue(dice: random.Random, k: int, size: Size) -> Issue:
    count = size.options if size.even else dice.randint(2, size.options)
    basket = k % size.baskets
    return Issue(
        id=f"i{k}", basket=f"b{basket}", group=f"g{basket}", kind=IssueKind.MEASURE,
        question=f"Question {k}?", definition="Made up.",
        options=tuple(Option(n=n, text=f"Option {n}") for n in range(count)), raised_by=("s",),
    )  # fmt: skip


def _atom(dice: random.Random, issue: Issue, *, moved: bool = False) -> Atom:
    numbers = list(range(1 if moved else 0, len(issue.options)))
    count = dice.randint(1, max(1, len(numbers) - 1))
    return Atom(issue=issue.id, options=tuple(sorted(dice.sample(numbers, count))))


def _requirement(dice: random.Random, k: int, issues: Sequence[Issue]) -> Requirement:
    first, second = dice.sample(issues, 2)
    return Requirement(
        id=f"rq{k}", if_=_atom(dice, first, moved=True), then=_atom(dice, second),
        basis=Basis.LEGAL, reason=f"Requirement {k}.",
    )  # fmt: skip


def _exclusion(dice: random.Random, k: int, issues: Sequence[Issue]) -> Exclusion:
    atoms = tuple(_atom(dice, one, moved=True) for one in dice.sample(issues, dice.randint(2, 3)))
    return Exclusion(id=f"ex{k}", atoms=atoms, reason=f"Exclusion {k}.")


def _synergy(
    dice: random.Random, k: int, issues: Sequence[Issue], members: Sequence[str]
) -> Synergy:
    atoms = tuple(_atom(dice, one) for one in dice.sample(issues, 2))
    points = dice.choice((-9000, -3000, 3000, 9000))
    return Synergy(
        id=f"sy{k}", party=dice.choice(members), when=atoms, points=points, reason=f"Synergy {k}."
    )


def _consent(
    dice: random.Random, k: int, issues: Sequence[Issue], bodies: Sequence[str]
) -> Consent:
    atom = _atom(dice, dice.choice(issues), moved=True)
    return Consent(
        id=f"cn{k}", issue=atom.issue, options=atom.options,
        bodies=tuple(dice.sample(bodies, dice.randint(1, 2))), kind=ConsentKind.LEGAL,
        reason=f"Consent {k}.",
    )  # fmt: skip


def _position(
    dice: random.Random, code: str, issues: Sequence[Issue], size: Size, *, every: bool
) -> Position:
    weighed = list(issues) if every else dice.sample(issues, max(1, len(issues) // 2))
    shares = _shares(dice, len(weighed))
    rows = tuple(_row(dice, *pair) for pair in zip(weighed, shares, strict=True))
    base = sum(row.importance * row.value[0] for row in rows)
    return Position(
        party=code, set=SET, as_of="2030-01-01", agreement=Agreement.OPEN,
        reservation=Reservation(rule="status-quo", value=base, low=base, high=base, note="-"),
        basket_importance=None, issues=rows,
        red_lines=tuple(_line(dice, code, k, issues) for k in range(size.lines)),
    )  # fmt: skip


def _shares(dice: random.Random, count: int) -> list[int]:
    cuts = sorted(dice.randint(0, 1000) for _ in range(count - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]


def _row(dice: random.Random, issue: Issue, importance: int) -> IssuePosition:
    value = tuple(dice.randint(0, 100) for _ in issue.options)
    spread = dice.choice((5, 10, 20))
    return IssuePosition(
        issue=issue.id,
        importance=importance,
        importance_range=(importance * 3 // 4, importance * 5 // 4),
        value=value,
        low=tuple(max(0, one - spread) for one in value),
        high=tuple(min(100, one + spread) for one in value),
        confidence=Confidence.MEDIUM,
        interest="Made up.",
    )


def _line(dice: random.Random, code: str, k: int, issues: Sequence[Issue]) -> RedLine:
    chosen = dice.sample(issues, dice.randint(1, 3))
    atoms = [_atom(dice, one, moved=True) for one in chosen]
    return RedLine(
        id=f"{code.lower()}-line-{k}", when=tuple(atoms),
        firmness=dice.choice((Firmness.HARD, Firmness.SOFT)), reason=f"Line {k}.",
        sources=("s",), confidence=Confidence.LOW,
    )  # fmt: skip


def with_position(case: Case, position: Position) -> Case:
    """The case with one position exchanged."""
    mine = {**case.positions[SET], position.party: position}
    return evolve(case, positions={SET: mine})


def as_outcomes(case: Case, seed: int) -> Case:
    """The case as other programs write scenarios: every choice is an outcome.

    Reservation values are stated, by the seed; some options that a link or a red line names become
    the first of their issue, so that the choice of all first options may break a line.
    """
    dice = random.Random(seed)

    def stated(position: Position) -> Position:
        value = dice.randint(0, 60_000)
        return evolve(
            position,
            agreement=Agreement.OUTCOMES,
            reservation=Reservation(
                rule="stated", value=value, low=value, high=value, note="stated"
            ),
            red_lines=tuple(
                evolve(line, when=tuple(map(first, line.when))) for line in position.red_lines
            ),
        )

    def first(atom: Atom) -> Atom:
        return evolve(atom, options=(0, *atom.options[1:])) if dice.random() < 0.5 else atom

    only = evolve(case.position_sets[0], agreement=Agreement.OUTCOMES)
    return evolve(
        case,
        position_sets=(only,),
        positions={SET: {code: stated(one) for code, one in case.positions[SET].items()}},
        exclusions=tuple(
            evolve(one, atoms=tuple(map(first, one.atoms))) for one in case.exclusions
        ),
    )


def renamed(case: Case, names: dict[str, str]) -> Case:
    """The case with codes of parties and bodies exchanged, in the same order of rows."""

    def name(code: str) -> str:
        return names.get(code, code)

    def all_of(body: Ratifier) -> tuple[str, ...] | None:
        return None if body.all_of is None else tuple(map(name, body.all_of))

    return evolve(
        case,
        parties=tuple(evolve(one, code=name(one.code)) for one in case.parties),
        ratifiers=tuple(
            evolve(one, code=name(one.code), all_of=all_of(one)) for one in case.ratifiers
        ),
        positions={
            SET: {
                name(code): evolve(one, party=name(code))
                for code, one in case.positions[SET].items()
            }
        },
        synergies=tuple(evolve(one, party=name(one.party)) for one in case.synergies),
        consents=tuple(evolve(one, bodies=tuple(map(name, one.bodies))) for one in case.consents),
    )
