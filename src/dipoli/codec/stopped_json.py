"""What was known when a search for common ground was stopped, as one JSON object.

The object is marked ``"complete": false`` and has a schema of its own,
``docs/reference/json/agree-stopped.schema.json``: nobody should take it for an answer. What was not
yet asked is null or not listed; that is unknown, and never none.
"""

from __future__ import annotations

from dipoli.analysis.agreement.answers import Question
from dipoli.analysis.agreement.anytime import Sofar
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.codec.agreement_json import (
    basket_object,
    found_object,
    package_object,
    status_quo_object,
)
from dipoli.codec.clash_json import explanation_object
from dipoli.codec.receipt_json import Json, question_receipt

SCHEMA = "dipoli.agree-stopped/1"
_STANDING = ("negotiable", "held", "cautious", "generous")


def stopped_object(
    case: Case,
    question: Question,
    sofar: Sofar,
    receipt: Receipt,
    *,
    gives: bool = False,
    clash: bool = False,
) -> dict[str, Json]:
    """What is known so far as plain values for JSON.

    Args:
        case: the case, for names.
        question: what was asked of it.
        sofar: what is known.
        receipt: how it was obtained.
        gives: whether to tell, beside what each party gets, what it gives.
        clash: whether what clashes was asked for.

    Returns:
        One object; numbers that are not finite are null.
    """
    seeking = sofar.seeking
    best = None if seeking is None else seeking.answer()
    standing: dict[str, Json] = {
        name: found_object(sofar.standing[name]) if name in sofar.standing else None
        for name in _STANDING
    }
    return {
        "complete": False,
        "zone": {**standing, "status_quo": status_quo_object(sofar.status_quo)},
        "baskets": [basket_object(question, one) for one in tuple(sofar.baskets)],
        "packages": [package_object(one, gives=gives) for one in tuple(sofar.packages)],
        "sought": None
        if seeking is None
        else {"rule": seeking.rule.value, "soft_lines": seeking.question.soft_lines.value},
        "best_so_far": None if best is None else package_object(best, gives=gives),
        "not_begun": [
            {"rule": rule.value, "soft_lines": soft.value} for rule, soft in sofar.left()
        ],
        "clash": [explanation_object(one) for one in tuple(sofar.clash)] if clash else None,
        "receipt": question_receipt(case, question, receipt, SCHEMA),
    }
