"""What each further seat costs in common ground (R1): the same question with a seat more each time.

The first two seats of the case sit down, then the third joins, and so on. Those who are not at the
table are not asked, except where a consent names them. A seat more can only take packages from the
zone. The Kalai-Smorodinsky ratio is of those at the table: what each of them could gain at most
shrinks with the zone, so the ratio may rise or fall.

The order is that of the case and means nothing: in another order other seats would seem to cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from dipoli.analysis.agreement.answers import Question, Rule
from dipoli.analysis.agreement.linkage.answers import BasketZone, Table
from dipoli.analysis.agreement.linkage.pairs import within
from dipoli.analysis.agreement.packages import answer
from dipoli.analysis.agreement.search import Means, find
from dipoli.analysis.case import Case


def tables(
    case: Case, question: Question, means: Means, progress: Callable[[str], None]
) -> Iterator[Table]:
    """Common ground of the first two seats, of the first three, and so on to all of them.

    Args:
        case: the case.
        question: what is asked; of its seats the first are taken.
        means: engines and limits.
        progress: told what is being worked on.
    """
    for many in range(min(2, len(question.seats)), len(question.seats) + 1):
        progress(f"table of {many}")
        asked = evolve(question, seats=question.seats[:many])
        moving = [one.id for one in case.baskets if one.id not in question.still]
        found = [(one, find(case, within(case, asked, (one,)), means)) for one in moving]
        yield Table(
            seats=asked.seats,
            zone=find(case, asked, means),
            baskets=tuple(
                BasketZone(basket=one, verdict=each.verdict, count=each.count)
                for one, each in found
            ),
            ratio=answer(case, asked, Rule.KALAI_SMORODINSKY, means),
        )
