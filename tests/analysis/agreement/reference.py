"""The slow obvious way: every package, one after another, judged by the rows of the case."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction

from dipoli.analysis.agreement.answers import Question, Rule
from dipoli.analysis.agreement.checker import gain, violations
from dipoli.analysis.case import Case

Chosen = tuple[int, ...]


def packages(case: Case) -> Iterator[Chosen]:
    """Every choice of options, in counting order."""
    yield from itertools.product(*(range(len(issue.options)) for issue in case.issues))


def zone(case: Case, question: Question) -> list[Chosen]:
    """Every package in which nobody has a reason to refuse."""
    return [
        chosen for chosen in packages(case) if not violations(case, question, named(case, chosen))
    ]


def named(case: Case, chosen: Chosen) -> dict[str, int]:
    """Options as a package by id."""
    return dict(zip((issue.id for issue in case.issues), chosen, strict=True))


def best(case: Case, question: Question, rule: Rule) -> Fraction | tuple[int, ...] | None:
    """The figure of a rule for the best package of the zone, from the rule's definition.

    Returns:
        Total, product, smallest ratio, or the sorted gains; None when the zone is empty.
    """
    gains = [
        [gain(case, question, seat, named(case, chosen)) for seat in question.seats]
        for chosen in zone(case, question)
    ]
    if not gains:
        return None
    if rule is Rule.TOTAL_GAIN:
        return Fraction(max(sum(row) for row in gains))
    if rule is Rule.NASH:
        return Fraction(max(math.prod(row) for row in gains))
    if rule is Rule.LEXIMIN:
        return max(tuple(sorted(row)) for row in gains)
    ideals = [max(column) for column in zip(*gains, strict=True)]
    able = [seat for seat, ideal in enumerate(ideals) if ideal > 0]
    ratios = [
        min((Fraction(row[s], ideals[s]) for s in able), default=Fraction(1)) for row in gains
    ]
    return max(ratios)
