"""Boxes against the slow obvious way, one seed at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.analysis.agreement.reference import Chosen, named, zone

from dipoli.analysis.agreement import Means, Question
from dipoli.analysis.agreement.checker import gain
from dipoli.analysis.agreement.frontier.answers import Raw
from dipoli.analysis.agreement.frontier.boxes import by_boxes
from dipoli.analysis.agreement.model import build
from dipoli.analysis.case import Case

SOLVED = Means(counted=0, choices=0)
NEAR = Means(counted=0)


def slow_frontier(case: Case, question: Question) -> Mapping[tuple[int, ...], list[Chosen]]:
    """Gains that no package of the zone betters, with all packages that have them."""
    rows = {
        chosen: tuple(gain(case, question, seat, named(case, chosen)) for seat in question.seats)
        for chosen in zone(case, question)
    }
    found: dict[tuple[int, ...], list[Chosen]] = {}
    for one in sorted(set(rows.values()), reverse=True):
        if not any(other != one and betters(other, one) for other in set(rows.values())):
            found[one] = [chosen for chosen, gains in rows.items() if gains == one]
    return found


def betters(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether nobody gains less."""
    return all(a >= b for a, b in zip(one, other, strict=True))


def boxes_hold(case: Case, question: Question, *, listed: int = 3) -> None:
    """Both ways into a box give the whole frontier; a few boxes give points of it."""
    model, slow = build(case, question), slow_frontier(case, question)
    for means in (SOLVED, NEAR):
        found = by_boxes(case, question, model, means, listed=listed, boxes=10_000)
        assert found.complete
        assert list(map(tuple, found.gains.tolist())) == list(slow)
        assert _cut(found, slow, listed) <= bool(found.coverage)
        few = by_boxes(case, question, model, means, listed=listed, boxes=2)
        assert {tuple(one) for one in few.gains.tolist()} <= set(slow)
        assert few.complete <= (len(few.counts) == len(slow))
        assert few.complete or few.coverage


def _cut(found: Raw, slow: Mapping[tuple[int, ...], list[Chosen]], listed: int) -> bool:
    """Packages are some of the right ones; whether some count is not the whole."""
    for count, packages, every in zip(found.counts, found.packages, slow.values(), strict=True):
        assert len(packages) == min(listed, count)
        assert packages == sorted(set(packages))
        assert set(packages) <= set(every)
        assert count == len(every) or len(every) > count == listed + 1
    return found.counts != [len(every) for every in slow.values()]
