"""Answers about uncertain positions as one JSON object.

The object has the keys ``zone``, ``baskets``, ``rules``, ``budget``, ``given`` (null unless a
package was given) and ``receipt``; its schema is ``docs/reference/json/robust.schema.json``. Shares
by party are told on request only, as lists in the order of the case, never sorted or added up.
"""

from __future__ import annotations

from dipoli.analysis.agreement.uncertain.answers import (
    Budget,
    Common,
    Fixed,
    Judged,
    Largest,
    Robust,
    Ruled,
)
from dipoli.analysis.case import Case
from dipoli.analysis.share import Share
from dipoli.codec.receipt_json import Json, question_receipt

SCHEMA = "dipoli.robust/1"


def robust_object(case: Case, found: Robust, *, each: bool = False) -> dict[str, Json]:
    """The answers as plain values for JSON.

    Args:
        case: the case, for names.
        found: the answers.
        each: whether to tell the share acceptable to each who is asked; null otherwise.

    Returns:
        One object.
    """
    return {
        "zone": _largest(found, found.zone, each=each),
        "baskets": [_largest(found, one, each=each) for one in found.baskets],
        "rules": [_ruled(one, each=each) for one in found.rules],
        "budget": _budget(found.budget, each=each),
        "given": _judged(found.given, each=each),
        "receipt": question_receipt(case, found.question, found.receipt, SCHEMA),
    }


def _largest(found: Robust, one: Largest, *, each: bool) -> dict[str, Json]:
    return {
        "about": one.about,
        "asked_to_stay": one.about in found.question.still,
        "verdict": one.verdict.value,
        "common_ground": _common(one.common, one.of),
        "searched": {
            "accepted": one.accepted,
            "bound": one.bound,
            "of": one.of,
            "proven": one.proven,
        },
        "package": _judged(one.judged, each=each),
    }


def _common(common: Common, of: int) -> dict[str, Json]:
    return {
        "found": common.found,
        "none": common.none,
        "unknown": common.unknown,
        "of": of,
        "low": common.low,
        "high": common.high,
        "every": None if common.every is None else common.every.value,
    }


def _ruled(one: Ruled, *, each: bool) -> dict[str, Json]:
    return {
        "rule": one.rule.value,
        "verdict": one.verdict.value,
        "package": _judged(one.judged, each=each),
        "note": one.note,
    }


def _budget(one: Budget, *, each: bool) -> dict[str, Json]:
    return {
        "errors": one.errors,
        "verdict": one.verdict.value,
        "most": one.most,
        "bound": one.bound,
        "every": one.every,
        "check": None
        if one.check is None
        else {"accepted": one.check.accepted, "reasons": list(one.check.reasons)},
        "package": _judged(one.judged, each=each),
    }


def _judged(one: Judged | None, *, each: bool) -> Json:
    if one is None:
        return None
    return {
        "options": dict(one.package),
        "keeps_links": one.shares.keeps,
        "all": _share(one.shares.all),
        "each": _each(one) if each else None,
        "always": one.always,
        "endures": one.endures,
        "matter": {
            "kinds": [_fixed(row) for row in one.matter.kinds],
            "baskets": [_fixed(row) for row in one.matter.baskets],
            "issues": [_fixed(row) for row in one.matter.issues],
        },
    }


def _each(one: Judged) -> list[Json]:
    return [{"code": code, **_share(share)} for code, share in one.shares.each.items()]


def _share(one: Share) -> dict[str, Json]:
    return {"accepted": one.accepted, "of": one.of, "low": one.low, "high": one.high}


def _fixed(one: Fixed) -> dict[str, Json]:
    return {"as_coded": one.about, "gained": one.gained, "lost": one.lost}
