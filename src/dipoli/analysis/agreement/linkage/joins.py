"""What in the papers ties two baskets to each other: rows that have something in each of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from dipoli.analysis.agreement.answers import Question, SoftLines
from dipoli.analysis.agreement.linkage.answers import Join, Wait
from dipoli.analysis.agreement.model import leaves
from dipoli.analysis.case import Atom, Case, Firmness


def joins(case: Case, question: Question) -> Iterator[Join]:
    """What ties each two baskets that are tied, in the order of the case.

    Args:
        case: the case.
        question: names the positions whose lines count, and the consents that are not claimed.
    """
    basket = {issue.id: issue.basket for issue in case.issues}
    for pair in itertools.combinations([one.id for one in case.baskets], 2):
        both = set(pair)
        join = Join(
            baskets=pair,
            requirements=tuple(
                Wait(
                    id=row.id,
                    basket=basket[row.if_.issue],
                    on=basket[row.then.issue],
                    moves=0 not in row.then.options,
                    reason=row.reason,
                )
                for row in case.requirements
                if {basket[row.if_.issue], basket[row.then.issue]} == both
            ),
            exclusions=tuple(
                row.id for row in case.exclusions if both <= _baskets(basket, row.atoms)
            ),
            synergies=tuple(row.id for row in case.synergies if both <= _baskets(basket, row.when)),
            bodies=tuple(_bodies(case, question, pair)),
            lines=_lines(case, question, both),
        )
        if join.requirements or join.exclusions or join.synergies or join.bodies or join.lines:
            yield join


def _baskets(basket: dict[str, str], atoms: Iterable[Atom]) -> set[str]:
    return {basket[atom.issue] for atom in atoms}


def _bodies(case: Case, question: Question, pair: tuple[str, str]) -> Iterator[str]:
    """Bodies that one of two baskets calls on, and that weigh or refuse something in the other."""
    basket = {issue.id: issue.basket for issue in case.issues}
    positions = case.positions_of(question.positions)
    called: dict[str, set[str]] = {}
    for consent in case.consents:
        for body in consent.bodies:
            for leaf in leaves(case, body, question.without):
                if leaf not in question.seats:
                    called.setdefault(leaf, set()).add(basket[consent.issue])
    for code, where in called.items():
        position = positions[code]
        counts = {
            basket[row.issue]
            for row in position.issues
            if row.importance and len(set(row.value)) > 1
        }
        counts |= {basket[atom.issue] for line in position.red_lines for atom in line.when}
        counts |= {
            basket[atom.issue] for one in case.synergies if one.party == code for atom in one.when
        }
        one, other = pair
        if (one in where and other in counts) or (other in where and one in counts):
            yield code


def _lines(case: Case, question: Question, both: set[str]) -> int:
    basket = {issue.id: issue.basket for issue in case.issues}
    positions = case.positions_of(question.positions)
    called = (
        leaf
        for consent in case.consents
        for body in consent.bodies
        for leaf in leaves(case, body, question.without)
    )
    return sum(
        both <= _baskets(basket, line.when)
        for code in dict.fromkeys((*question.seats, *called))
        for line in positions[code].red_lines
        if line.firmness is Firmness.HARD or question.soft_lines is SoftLines.HELD
    )
