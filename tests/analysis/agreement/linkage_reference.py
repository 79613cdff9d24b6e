"""Links between baskets the slow obvious way: every package, judged by the rows of the case."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from attrs import evolve
from tests.analysis.agreement.reference import Chosen, named, zone

from dipoli.analysis.agreement.answers import Question, SoftLines
from dipoli.analysis.agreement.checker import gain, violations
from dipoli.analysis.case import Atom, Case, Firmness, RatifierKind


def moved(case: Case, chosen: Chosen) -> frozenset[str]:
    """Baskets of which a package moves something."""
    return frozenset(
        issue.basket for issue, option in zip(case.issues, chosen, strict=True) if option
    )


def inside(case: Case, question: Question, baskets: Iterable[str]) -> Question:
    """The question without what it holds in other baskets."""
    basket = {issue.id: issue.basket for issue in case.issues}
    held = tuple(atom for atom in question.hold if basket[atom.issue] in set(baskets))
    return evolve(question, hold=held)


def settled(
    case: Case, question: Question, baskets: Iterable[str]
) -> list[tuple[frozenset[str], Chosen]]:
    """Packages of the zone that move some of these baskets and nothing else."""
    every = zone(case, inside(case, question, baskets))
    return [
        (moved(case, chosen), chosen) for chosen in every if moved(case, chosen) <= set(baskets)
    ]


def points(case: Case, question: Question, code: str, chosen: Chosen) -> int:
    """Points over the state of things."""
    still = gain(case, question, code, case.status_quo())
    return gain(case, question, code, named(case, chosen)) - still


def most_of(case: Case, question: Question, baskets: Iterable[str], code: str) -> int:
    """The most that a seat gains from some baskets; nothing where it is better off without."""
    every = [
        points(case, question, code, chosen) for _moved, chosen in settled(case, question, baskets)
    ]
    return max([0, *every])


def companies(case: Case, question: Question, basket: str) -> set[frozenset[str]]:
    """Sets of other baskets with which one can be settled, and of which no part would do."""
    others = {
        moved(case, chosen) - {basket}
        for chosen in zone(case, question)
        if basket in moved(case, chosen)
    }
    return {one for one in others if not any(other < one for other in others)}


def balanced_sets(case: Case, question: Question, share: int) -> set[frozenset[str]]:
    """Smallest sets of baskets with a package that moves all and gives every seat enough."""
    held = zone(case, question)
    gains = {
        chosen: [gain(case, question, code, named(case, chosen)) for code in question.seats]
        for chosen in held
    }
    if not held:
        return set()
    ideals = [max(column) for column in zip(*gains.values(), strict=True)]
    good = {
        moved(case, chosen)
        for chosen, row in gains.items()
        if all(
            one > 0 and 100 * one >= share * ideal for one, ideal in zip(row, ideals, strict=True)
        )
    }
    return {one for one in good if not any(other < one for other in good)}


def holds_beside(case: Case, question: Question, baskets: tuple[str, str]) -> bool:
    """Whether every settlement of one basket stands beside every settlement of the other."""
    first, second = (settled(case, question, (basket,)) for basket in baskets)
    both = inside(case, question, baskets)
    return not any(
        violations(case, both, named(case, _laid(one, other)))
        for _moved, one in first
        for _also, other in second
    )


def _laid(one: Chosen, other: Chosen) -> Chosen:
    return tuple(a or b for a, b in zip(one, other, strict=True))


def joined(
    case: Case, question: Question, pair: tuple[str, str]
) -> tuple[set[str], set[str], set[str], set[str], int]:
    """Ids of requirements, exclusions and synergies, codes of bodies, and the number of lines."""
    basket = {issue.id: issue.basket for issue in case.issues}

    def across(atoms: Iterable[Atom]) -> bool:
        return set(pair) <= {basket[atom.issue] for atom in atoms}

    bodies = set[str]()
    asked = set(question.seats)
    positions = case.positions_of(question.positions)
    for consent in case.consents:
        called = [whose(case, body, question.without) for body in consent.bodies]
        for code in itertools.chain.from_iterable(called):
            asked.add(code)
            if basket[consent.issue] not in pair or code in question.seats:
                continue
            (other,) = set(pair) - {basket[consent.issue]}
            position = positions[code]
            heard = {
                basket[row.issue]
                for row in position.issues
                if row.importance and len(set(row.value)) > 1
            }
            heard |= {basket[atom.issue] for line in position.red_lines for atom in line.when}
            heard |= {
                basket[atom.issue]
                for one in case.synergies
                if one.party == code
                for atom in one.when
            }
            if other in heard:
                bodies.add(code)
    lines = [
        line
        for code in asked
        for line in positions[code].red_lines
        if across(line.when)
        and (line.firmness is Firmness.HARD or question.soft_lines is SoftLines.HELD)
    ]
    return (
        {row.id for row in case.requirements if across((row.if_, row.then))},
        {row.id for row in case.exclusions if across(row.atoms)},
        {row.id for row in case.synergies if across(row.when)},
        bodies,
        len(lines),
    )


def whose(case: Case, code: str, without: tuple[str, ...]) -> list[str]:
    """Whose own position decides for a body."""
    if code in without:
        return []
    for body in case.ratifiers:
        if body.code == code and body.kind is RatifierKind.PROCEDURAL:
            return []
        if body.code == code and body.kind is RatifierKind.COMPOSITE:
            return [leaf for one in body.all_of or () for leaf in whose(case, one, without)]
    return [code]
