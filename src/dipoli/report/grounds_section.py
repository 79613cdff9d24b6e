"""What all of a page rests on, and receipts in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.report.names import Names
from dipoli.report.words import in_words, say
from dipoli.terms import Confidence


@frozen(kw_only=True)
class Told:
    """A receipt as a page tells it.

    Args:
        receipt: the receipt.
        chosen: what was chosen, with names in the place of codes.
        resting: assumptions that the page has not told already.
    """

    receipt: Receipt
    chosen: tuple[tuple[str, Markup], ...]
    resting: tuple[str, ...]


def tell_receipt(case: Case, receipt: Receipt, names: Names) -> Told:
    """A receipt as a page tells it, beside the limits and rules of the case.

    Args:
        case: the case.
        receipt: how a result was obtained.
        names: names of parties and bodies.
    """
    told = {*case.limits, *(f"{key}: {text}" for key, text in case.rules.items())}
    return Told(
        receipt=receipt,
        chosen=tuple(_parameters(receipt, names)),
        resting=tuple(one for one in receipt.assumptions if one not in told),
    )


def grounds_section(case: Case, agreement: Agreement, names: Names) -> dict[str, object]:
    """What the last part of the page tells.

    Args:
        case: the case.
        agreement: what the agreement finder answered.
        names: names of parties and bodies.

    Returns:
        Values for its template.
    """
    return {
        "receipt": tell_receipt(case, agreement.receipt, names),
        "confidence": _confidence(case, agreement.question.positions),
        "levels": [level.value for level in Confidence],
        "called": [
            (party.code, [(one.party, one.language, one.name) for one in party.called_by])
            for party in case.parties
            if party.called_by
        ],
    }


def _parameters(receipt: Receipt, names: Names) -> Iterator[tuple[str, Markup]]:
    """What was chosen, with names in the place of codes."""
    for key, value in receipt.parameters.items():
        words = value.split()
        if words and all(word in names.marks for word in words):
            yield in_words(key), Markup(", ").join(map(names.mark, words))
        else:
            yield in_words(key), say("number", value=value) if value else say("nobody")


def _confidence(case: Case, set_id: str) -> list[tuple[str, Mapping[str, int]]]:
    """For each basket, how many judgements bear each mark of confidence; never by party."""
    basket_of = {issue.id: issue.basket for issue in case.issues}
    counts: Counter[tuple[str, str]] = Counter(
        (basket_of[judged.issue], judged.confidence.value)
        for position in case.positions_of(set_id).values()
        for judged in position.issues
    )
    return [
        (basket.title, {level.value: counts[basket.id, level.value] for level in Confidence})
        for basket in case.baskets
    ]
