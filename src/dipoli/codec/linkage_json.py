"""Links between baskets, and the size of the table, as one JSON object.

Its schema is ``docs/reference/json/linkage.schema.json``. Figures by party are told on request
only, each set against figures of the same party; nothing is added up over parties. What does not
stand together is named on request only.
"""

from __future__ import annotations

import math

from dipoli.analysis.agreement.answers import PackageAnswer
from dipoli.analysis.agreement.linkage.answers import (
    Balance,
    BasketLink,
    Join,
    Linkage,
    LinkedPair,
    Most,
    SeatGain,
    SideBySide,
    Table,
)
from dipoli.analysis.case import Case
from dipoli.codec.receipt_json import Json, question_receipt

SCHEMA = "dipoli.linkage/1"


def linkage_object(
    case: Case, found: Linkage, *, figures: bool = False, clash: bool = False
) -> dict[str, Json]:
    """The answers as plain values for JSON.

    Args:
        case: the case, for names.
        found: the answers.
        figures: whether to tell points of each seat.
        clash: whether to name what does not stand together.

    Returns:
        One object.
    """
    kept = {one.basket: one for one in found.kept}
    return {
        "baskets": [
            {
                **_basket(one),
                "kept_while_these_stall": list(kept[one.basket].stalled),
                "asked_to_stay": one.basket in found.question.still,
            }
            for one in found.baskets
        ],
        "pairs": [_pair(one, figures=figures) for one in found.pairs],
        "joins": [_join(one) for one in found.joins],
        "side_by_side": [_beside(one, clash=clash) for one in found.beside],
        "balanced": [_balance(one, figures=figures) for one in found.balances],
        "tables": [_table(one) for one in found.tables],
        "receipt": question_receipt(case, found.question, found.receipt, SCHEMA),
    }


def _basket(one: BasketLink) -> dict[str, Json]:
    return {
        "basket": one.basket,
        "alone": one.alone.verdict.value,
        "together": {
            "verdict": one.verdict.value,
            "with": [list(company) for company in one.together],
            "complete": one.complete,
        },
    }


def _pair(one: LinkedPair, *, figures: bool) -> dict[str, Json]:
    return {
        "baskets": list(one.baskets),
        "alone": [verdict.value for verdict in one.alone],
        "both": {
            "verdict": one.both.verdict.value,
            "count": one.both.count,
            "engine": one.both.engine.value,
            "package": None if one.both.witness is None else dict(one.both.witness),
        },
        "opened": list(one.opened),
        "seats": [
            {"party": code, "together": seat.added.value, **(_seat(seat) if figures else {})}
            for code, seat in one.seats.items()
        ],
    }


def _seat(one: SeatGain) -> dict[str, Json]:
    return {
        "points": {
            "first": _most(one.first),
            "second": _most(one.second),
            "both": _most(one.together),
        }
    }


def _most(one: Most) -> dict[str, Json]:
    return {"value": one.value, "bound": one.bound}


def _join(one: Join) -> dict[str, Json]:
    return {
        "baskets": list(one.baskets),
        "requirements": [
            {
                "id": row.id,
                "basket": row.basket,
                "on": row.on,
                "moves": row.moves,
                "reason": row.reason,
            }
            for row in one.requirements
        ],
        "exclusions": list(one.exclusions),
        "synergies": list(one.synergies),
        "bodies": list(one.bodies),
        "red_lines": one.lines,
    }


def _beside(one: SideBySide, *, clash: bool) -> dict[str, Json]:
    told: dict[str, Json] = {
        "baskets": list(one.baskets),
        "stands": one.stands.value,
        "settlements": None if one.settled is None else [dict(each) for each in one.settled],
    }
    if clash:
        told["broken"] = list(one.broken)
    return told


def _balance(one: Balance, *, figures: bool) -> dict[str, Json]:
    told: dict[str, Json] = {
        "share": one.share,
        "verdict": one.verdict.value,
        "sets": [
            {"baskets": list(each.baskets), "package": dict(each.package)} for each in one.sets
        ],
        "complete": one.complete,
    }
    if figures:
        told["needs"] = None if one.needs is None else dict(one.needs)
    return told


def _table(one: Table) -> dict[str, Json]:
    return {
        "seats": list(one.seats),
        "verdict": one.zone.verdict.value,
        "count": one.zone.count,
        "baskets": [
            {"basket": each.basket, "alone": each.verdict.value, "count": each.count}
            for each in one.baskets
        ],
        "ratio": _ratio(one.ratio),
    }


def _ratio(one: PackageAnswer) -> dict[str, Json]:
    bound = one.bound if one.bound is not None and math.isfinite(one.bound) else None
    return {
        "verdict": one.verdict.value,
        "value": one.value,
        "exact": one.value_exact,
        "bound": bound,
        "proven": one.proven,
        "package": None if one.package is None else dict(one.package),
        "note": one.note,
    }
