"""Why there is no roadmap, what if, and how far one holds, each as one JSON object.

Their schema is ``docs/reference/json/roadmap-explain.schema.json``. Nothing is added up or sorted
by party. Whose red line or limit stands in the way, and by how much, is told on request only.
"""

from __future__ import annotations

from collections.abc import Sequence

from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.analysis.roadmap.answers import Block, Cause
from dipoli.analysis.roadmap.explain import (
    BETWEEN_MEMBERS,
    Explanation,
    Group,
    GroupKind,
    Repair,
    Shortfall,
)
from dipoli.analysis.roadmap.question import Question
from dipoli.analysis.roadmap.robust import Driver, Judgement, Robustness, Sturdy
from dipoli.analysis.roadmap.together import Together
from dipoli.analysis.roadmap.whatif import Link, Needs, WhatIf
from dipoli.codec.receipt_json import Json, receipt_object
from dipoli.codec.roadmap_json import plain

EXPLAIN_SCHEMA = "dipoli.roadmap-explain/1"
WHATIF_SCHEMA = "dipoli.roadmap-whatif/1"
ROBUST_SCHEMA = "dipoli.roadmap-robust/1"
RED_LINE = "red line"
"""Stands for a red line that is not to be named."""
LIMIT = "exposure limit"
"""Stands for the members between whom a limit stands that is not to be named."""


def explain_object(case: Case, told: Explanation, *, clash: bool = False) -> dict[str, Json]:
    """An explanation as plain values for JSON.

    Args:
        case: the case, for names.
        told: the explanation.
        clash: whether to say whose red line or limit stands in the way, and by how much.
    """
    conflict, escrow = told.conflict, told.escrow
    return {
        "question": plain(told.question),
        "verdict": told.decision.verdict.value,
        "by_solver": told.decision.by_solver,
        "shortfalls": [_shortfall(one, clash=clash) for one in told.shortfalls],
        "left_out": [
            {
                "step": one.step,
                "never": one.never,
                "otherwise": None
                if one.otherwise is None
                else {
                    "months": one.otherwise.figures.months,
                    "starts": plain(one.otherwise.schedule.starts),
                },
                "blocks": [_block(case, block, clash=clash) for block in one.blocks],
                "bundles": list(one.bundles),
            }
            for one in told.left_out
        ],
        "circle": [
            {
                "step": one.step,
                "waits_for": one.other,
                "block": _block(case, one.block, clash=clash),
            }
            for one in told.circle
        ],
        "circle_proven": told.circle_proven,
        "conflict": None
        if conflict is None
        else {
            "smallest": conflict.smallest,
            "demands": [
                {
                    **_group(case, one.group, clash=clash),
                    "needed": None if one.roadmap is None else True,
                }
                for one in conflict.demands
            ],
        },
        "escrow": None
        if escrow is None
        else {
            "total": escrow.total,
            "bound": escrow.bound,
            "exact": escrow.exact,
            "guarantees": [
                {
                    "party": one.party if clash else None,
                    "towards": one.towards if clash else None,
                    "points": one.points,
                    "candidates": list(codes) if clash else None,
                }
                for one, codes in zip(escrow.guarantees, escrow.candidates, strict=True)
            ],
        },
        "repairs": [_repair(one, clash=clash) for one in told.repairs],
        "not_found": [kind.value for kind in told.not_found],
        "tried": [
            {
                "kind": one.kind.value,
                "possible": one.possible,
                "sure": one.sure,
                "still": [
                    {
                        "step": row.step,
                        "blocks": [_block(case, block, clash=clash) for block in row.blocks],
                    }
                    for row in one.still
                ],
                "end": [_block(case, block, clash=clash) for block in one.end],
            }
            for one in told.tried
        ],
        "receipt": _receipt(case, told.receipt, EXPLAIN_SCHEMA),
    }


def whatif_object(
    case: Case,
    told: WhatIf,
    *,
    links: Sequence[tuple[str, Sequence[Link]]] = (),
    joint: Sequence[tuple[str, Sequence[Together]]] = (),
    needs: Sequence[Needs] = (),
) -> dict[str, Json]:
    """A changed question beside the plain one as plain values for JSON.

    Args:
        case: the case, for names.
        told: the answer.
        links: baskets asked about, with what waits for them.
        joint: baskets asked about, with what they bring about together with others.
        needs: whose consent each step needs; nothing where that was not asked.
    """
    return {
        "plain": {
            "question": plain(told.plain.question),
            "months": told.plain.figures.months,
            "starts": plain(told.plain.schedule.starts),
        },
        "changed": {
            "question": plain(told.roadmap.question),
            "months": told.roadmap.figures.months,
            "starts": plain(told.roadmap.schedule.starts),
        },
        "falls": [{"step": name, "never": name in told.never} for name in told.falls],
        "starts": list(told.starts),
        "moved": plain(told.moved),
        "now": plain(told.now),
        "links": [{"basket": basket, "rows": plain(tuple(rows))} for basket, rows in links],
        "together": [{"basket": basket, "rows": plain(tuple(rows))} for basket, rows in joint],
        "consents": [{**plain(one), "own_power": one.own_power} for one in needs],
        "receipt": _receipt(case, told.roadmap.receipt, WHATIF_SCHEMA),
    }


def robust_roadmap_object(
    case: Case,
    question: Question,
    told: Robustness,
    *,
    sturdy: Sturdy | None = None,
    drivers: Sequence[Driver] | None = None,
    clash: bool = False,
) -> dict[str, Json]:
    """How far a roadmap holds as plain values for JSON.

    Args:
        case: the case, for names.
        question: to which the roadmap is an answer.
        told: how far it holds.
        sturdy: one that holds within a budget; None where not asked.
        drivers: judgements that change the order; None where not asked.
        clash: whether to say between whom it gives way first, and whose judgements those are.
    """
    weakest: dict[str, Json] | None = None
    if told.weakest is not None:
        rows = [_judgement(one, clash=clash) for one in told.weakest.judgements]
        weakest = plain(told.weakest) | {"judgements": rows}
        if not clash:
            weakest |= {"account": None}
    return {
        "question": plain(question),
        "judgements": told.judgements,
        "assumed": None if told.assumed is None else plain(told.assumed),
        "share": plain(told.share),
        "worst": told.worst,
        "fewest": told.fewest,
        "weakest": weakest,
        "months": told.months,
        "sturdy": None
        if sturdy is None
        else {
            "budget": sturdy.budget,
            "starts": plain(sturdy.schedule.starts),
            "left_out": list(sturdy.check.left_out),
        },
        "drivers": None
        if drivers is None
        else [
            plain(one) | {"judgement": _judgement(one.judgement, clash=clash)} for one in drivers
        ],
        "receipt": _receipt(case, told.receipt, ROBUST_SCHEMA),
    }


def _receipt(case: Case, receipt: Receipt, schema: str) -> dict[str, Json]:
    return receipt_object(case, receipt, schema, case.members, {})


def _shortfall(one: Shortfall, *, clash: bool) -> dict[str, Json]:
    told: dict[str, Json] = plain(one)
    return told if clash else dict.fromkeys(told)


def _group(case: Case, group: Group, *, clash: bool) -> dict[str, Json]:
    """A demand; a red line or a limit is not told to be anybody's unless asked for."""
    about, other = group.about, group.other
    if group.kind is GroupKind.STATE and _hidden(case, about, clash=clash):
        about = RED_LINE
    if group.kind is GroupKind.LIMIT and not clash:
        about, other = LIMIT, ""
    return {"kind": group.kind.value, "about": about, "other": other}


def _repair(one: Repair, *, clash: bool) -> dict[str, Json]:
    """A repair; the question of one that stands between two members names them."""
    named = clash or one.kind not in BETWEEN_MEMBERS
    unnamed: dict[str, Json] = {} if named else {"about": None, "towards": None}
    return {
        "kind": one.kind.value,
        "changes": [plain(row) | unnamed for row in one.changes],
        "question": plain(one.question) if named else None,
        "months": one.roadmap.figures.months,
        "starts": plain(one.roadmap.schedule.starts),
    }


def _judgement(one: Judgement, *, clash: bool) -> dict[str, Json]:
    told: dict[str, Json] = plain(one)
    return told if clash else told | {"party": None, "towards": None, "row": None}


def _hidden(case: Case, rule: str, *, clash: bool) -> bool:
    known = {row.id for row in case.requirements} | {row.id for row in case.exclusions}
    return rule not in known and not clash


def _block(case: Case, block: Block, *, clash: bool) -> dict[str, Json]:
    told: dict[str, Json] = plain(block)
    if not clash:
        told |= {"account": None, "short": None}
    if block.cause is Cause.STATE and _hidden(case, block.about, clash=clash):
        told["about"] = RED_LINE
    return told
