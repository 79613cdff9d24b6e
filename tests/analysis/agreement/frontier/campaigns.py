"""What is owed in numbers about frontiers, one seed at a time."""

from __future__ import annotations

import random

from attrs import evolve
from tests.analysis.agreement.campaigns import question_for
from tests.analysis.agreement.frontier.reference import frontier
from tests.generators import SET, random_case

from dipoli.analysis.agreement.frontier.answers import Raw
from dipoli.analysis.agreement.frontier.counting import by_counting
from dipoli.analysis.agreement.frontier.sums import by_sums
from dipoli.analysis.agreement.model import build
from dipoli.analysis.case import Case, IssuePosition, Position, Reservation


def engines_are_the_reference(seed: int) -> None:
    """Counting and sums give the points, counts and packages of the slow obvious reference."""
    case, asked = random_case(seed), question_for(seed)
    case = case if seed % 3 else coarse(case)
    expected = frontier(case, asked)
    model = build(case, asked)
    listed = random.Random(seed).choice((0, 1, 2, 1000))
    for raw in (by_counting(model, listed=listed), by_sums(model, listed=listed)):
        assert raw.complete
        assert not raw.coverage
        assert told(raw) == [
            (gains, len(packages), packages[:listed]) for gains, packages in expected
        ]


def told(raw: Raw) -> list[tuple[tuple[int, ...], int, list[tuple[int, ...]]]]:
    """What an engine found, row by row."""
    gains = [tuple(row) for row in raw.gains.tolist()]
    return list(zip(gains, raw.counts, raw.packages, strict=True))


def coarse(case: Case, step: int = 50) -> Case:
    """The case with so few different values that many packages are worth the same."""

    def row(one: IssuePosition) -> IssuePosition:
        value = tuple(points // step * step for points in one.value)
        return evolve(
            one, importance=100, importance_range=(100, 100), value=value, low=value, high=value
        )

    def position(one: Position) -> Position:
        rows = tuple(map(row, one.issues))
        base = sum(each.importance * each.value[0] for each in rows)
        asked = Reservation(rule="status-quo", value=base, low=base, high=base, note="-")
        return evolve(one, issues=rows, reservation=asked)

    mine = {code: position(one) for code, one in case.positions[SET].items()}
    return evolve(case, positions={SET: mine})


CAMPAIGNS = {
    "frontiers by counting and by sums are those of the slow obvious reference": (
        engines_are_the_reference,
        2000,
    ),
}
"""What is owed: sentence to the check and the number of seeds."""
