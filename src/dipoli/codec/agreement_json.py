"""Answers of the agreement finder as one JSON object.

The object has the keys ``zone``, ``baskets``, ``packages``, ``clash`` (null unless asked for) and
``receipt``; its schema is ``docs/reference/json/agree.schema.json``. Gains by party are told issue
by issue and never added up by party. What a package takes is told on request only.
"""

from __future__ import annotations

import math

from dipoli.analysis.agreement.answers import (
    BasketAnswer,
    Check,
    Figure,
    Found,
    IssueResult,
    PackageAnswer,
    Question,
    Standing,
    StatusQuo,
)
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Case
from dipoli.codec.clash_json import explanation_object
from dipoli.codec.receipt_json import Json, question_receipt

SCHEMA = "dipoli.agree/1"


def agreement_object(case: Case, found: Agreement, *, gives: bool = False) -> dict[str, Json]:
    """The answers as plain values for JSON.

    Args:
        case: the case, for names.
        found: the answers.
        gives: whether to tell, beside what each party gets, what it gives.

    Returns:
        One object; numbers that are not finite are null.
    """
    clash: Json = None if found.clash is None else [explanation_object(one) for one in found.clash]
    return {
        "zone": {
            **_standing(found.zone.standing),
            "status_quo": status_quo_object(found.zone.status_quo),
        },
        "baskets": [basket_object(found.question, one) for one in found.baskets],
        "packages": [package_object(one, gives=gives) for one in found.packages],
        "clash": clash,
        "receipt": question_receipt(case, found.question, found.receipt, SCHEMA),
    }


def _standing(standing: Standing) -> dict[str, Json]:
    return {
        "negotiable": found_object(standing.negotiable),
        "held": found_object(standing.held),
        "cautious": found_object(standing.cautious),
        "generous": found_object(standing.generous),
    }


def found_object(found: Found) -> dict[str, Json]:
    """Whether there is common ground, as plain values for JSON."""
    return {
        "verdict": found.verdict.value,
        "witness": None if found.witness is None else dict(found.witness),
        "count": found.count,
        "engine": found.engine.value,
        "seconds": found.seconds,
        "check": _check(found.check),
    }


def _check(check: Check | None) -> Json:
    return None if check is None else {"accepted": check.accepted, "reasons": list(check.reasons)}


def status_quo_object(status_quo: StatusQuo | None) -> Json:
    """The state of things, as plain values for JSON; null in a set of outcomes."""
    if status_quo is None:
        return None
    return {
        "acceptable": status_quo.acceptable,
        "red_lines": list(status_quo.red_lines),
        "links": list(status_quo.links),
    }


def basket_object(question: Question, one: BasketAnswer) -> dict[str, Json]:
    """What one basket can do, as plain values for JSON."""
    return {
        "basket": one.basket,
        "asked_to_stay": one.basket in question.still,
        "alone": _standing(one.alone),
        "together": {
            "verdict": one.together_verdict.value,
            "with": [list(company) for company in one.together],
            "complete": one.together_complete,
            "witness": None if one.together_witness is None else dict(one.together_witness),
        },
    }


def package_object(one: PackageAnswer, *, gives: bool) -> dict[str, Json]:
    """What one rule singles out, as plain values for JSON."""
    told: dict[str, Json] = {
        "rule": one.rule.value,
        "soft_lines": one.soft_lines.value,
        "verdict": one.verdict.value,
        "package": None if one.package is None else dict(one.package),
        "value": _finite(one.value),
        "value_exact": one.value_exact,
        "bound": _finite(one.bound),
        "gap": _finite(one.gap),
        "proven": one.proven,
        "engine": one.engine.value,
        "seconds": one.seconds,
        "check": _check(one.check),
        "issues": [_issue(row, gives=gives) for row in one.issues],
        "synergies": [
            {"id": row.id, "party": row.party, "points": row.points}
            for row in one.synergies
            if gives or row.points > 0
        ],
        "soft_lines_crossed": len(one.soft_lines_crossed),
        "note": one.note,
    }
    if gives:
        told["crossed"] = list(one.soft_lines_crossed)
    return told


def _issue(row: IssueResult, *, gives: bool) -> dict[str, Json]:
    told: dict[str, Json] = {
        "issue": row.issue,
        "option": row.option,
        "gets": {code: _figure(figure) for code, figure in row.worth.items() if figure.value > 0},
    }
    if gives:
        told["gives"] = {
            code: _figure(figure) for code, figure in row.worth.items() if figure.value < 0
        }
    return told


def _figure(figure: Figure) -> dict[str, Json]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}


def _finite(number: float | None) -> float | None:
    return number if number is not None and math.isfinite(number) else None
