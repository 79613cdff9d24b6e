"""The slow obvious frontier: every package of the zone beside every other."""

from __future__ import annotations

from tests.analysis.agreement.reference import Chosen, named, zone

from dipoli.analysis.agreement import Question
from dipoli.analysis.agreement.checker import gain
from dipoli.analysis.case import Case

Points = list[tuple[tuple[int, ...], list[Chosen]]]


def frontier(case: Case, question: Question) -> Points:
    """Gains that no package of the zone dominates, in descending order, with their packages."""
    found: dict[tuple[int, ...], list[Chosen]] = {}
    for chosen in zone(case, question):
        package = named(case, chosen)
        gains = tuple(gain(case, question, seat, package) for seat in question.seats)
        found.setdefault(gains, []).append(chosen)
    return sorted(
        (
            (gains, packages)
            for gains, packages in found.items()
            if not any(dominates(other, gains) for other in found)
        ),
        reverse=True,
    )


def dominates(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether one is at least as good for every seat, and better for one."""
    pairs = list(zip(one, other, strict=True))
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)
