"""Everything that the finder answers about a case."""

from __future__ import annotations

from attrs import frozen

from dipoli.analysis.agreement.answers import BasketAnswer, PackageAnswer, Question, ZoneAnswer
from dipoli.analysis.agreement.why_not.answers import Explanation
from dipoli.analysis.receipt import Receipt


@frozen(kw_only=True)
class Agreement:
    """Everything that the finder answers about a case: where common ground is, and where none.

    ``baskets`` is empty in a set of outcomes: where nothing stays as it is, no basket is alone.
    ``clash`` is None unless it was asked for: what clashes is told on request only.
    """

    question: Question
    zone: ZoneAnswer
    baskets: tuple[BasketAnswer, ...]
    packages: tuple[PackageAnswer, ...]
    clash: tuple[Explanation, ...] | None
    receipt: Receipt
