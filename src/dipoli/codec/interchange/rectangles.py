"""A sum of hyper-rectangles as an additive part and terms over several issues, exactly.

A rectangle over one issue is a value of the options inside it. One over no issue, or over the whole
of each, is a constant. One with an empty side holds in no outcome. All others are terms: in a case,
synergies whose atoms list the options inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from dipoli.codec.interchange.scenario import SourceParty, Term


@frozen(kw_only=True)
class Rectangle:
    """Points of the outcomes whose options lie inside, issue by issue."""

    when: Mapping[int, frozenset[int]]
    points: Fraction


def additive_and_terms(
    name: str, rectangles: Iterable[Rectangle], sizes: Sequence[int]
) -> SourceParty:
    """A party that values outcomes by a sum of rectangles.

    Args:
        name: the party.
        rectangles: the rectangles.
        sizes: number of options of each issue.

    Returns:
        The party with weight 1 for each issue; rectangles over the same options are one term.
    """
    constant = Fraction(0)
    values = [[Fraction(0)] * size for size in sizes]
    terms: dict[tuple[tuple[int, frozenset[int]], ...], Fraction] = {}
    for one in rectangles:
        sides = tuple(
            (issue, options)
            for issue, options in sorted(one.when.items())
            if len(options) < sizes[issue]
        )
        if any(not options for _issue, options in sides):
            continue
        if not sides:
            constant += one.points
        elif len(sides) == 1:
            for option in sides[0][1]:
                values[sides[0][0]][option] += one.points
        else:
            terms[sides] = terms.get(sides, Fraction(0)) + one.points
    return SourceParty(
        name=name,
        weights=(Fraction(1),) * len(sizes),
        values=tuple(map(tuple, values)),
        terms=tuple(
            Term(when=dict(sides), points=points) for sides, points in terms.items() if points
        ),
        constant=constant,
    )
