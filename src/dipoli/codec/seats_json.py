"""Answers about one seat, or about a deal and the seats, as JSON objects.

Schemas: ``docs/reference/json/interests.schema.json``, ``home.schema.json`` and
``sitting.schema.json``. What a package is worth is told issue by issue, never added up by party;
what a party loses is told on request only, and so is which limit rules packages out.
"""

from __future__ import annotations

from collections.abc import Mapping

from dipoli.analysis.agreement.additions import Additions
from dipoli.analysis.agreement.answers import Assumption, Figure, Package, Question
from dipoli.analysis.agreement.extents import Extent
from dipoli.analysis.agreement.guarantees import Guarantee, Guarantees
from dipoli.analysis.agreement.interests import Interest, Touched, told_of
from dipoli.analysis.agreement.left_out import LeftOut
from dipoli.analysis.agreement.model import worth_of
from dipoli.analysis.agreement.sitting import Sitting, Without
from dipoli.analysis.agreement.win_sets import BodyAtHome, Home
from dipoli.analysis.case import Atom, Case
from dipoli.codec.receipt_json import Json, question_receipt

INTERESTS = "dipoli.interests/1"
HOME = "dipoli.home/1"
SITTING = "dipoli.sitting/1"


def interests_object(case: Case, found: LeftOut, *, gives: bool = False) -> dict[str, Json]:
    """Who is left out by a deal, as plain values for JSON.

    Args:
        case: the case, for names.
        found: the answer.
        gives: whether to tell what the whole covers too, and points.

    Returns:
        One object.
    """
    rule = found.singled_out
    return {
        "deal": {
            "parties": list(found.parties),
            "package": _package(found.package),
            "rule": None if rule is None else rule.rule.value,
            "verdict": None if rule is None else rule.verdict.value,
        },
        "touched": [_touched(one, gives=gives) for one in found.touched],
        "additions": [_additions(one) for one in found.additions],
        "receipt": question_receipt(case, found.question, found.receipt, INTERESTS),
    }


def home_object(
    case: Case, found: Home, *, gives: bool = False, clash: bool = False
) -> dict[str, Json]:
    """What a seat could bring home, as plain values for JSON.

    Args:
        case: the case, for names and words.
        found: the answer.
        gives: whether to tell what the packages at the ends take from the seat.
        clash: whether to tell which limit of a body rules packages out.

    Returns:
        One object.
    """
    none = found.none_claimed
    return {
        "seat": found.seat,
        "words": _words_of(case, found.question, found.seat),
        "alone": _extent(case, found.alone, gives=gives),
        "win_set": _extent(case, found.win_set, gives=gives),
        "zone": _extent(case, found.zone, gives=gives),
        "none_claimed": None if none is None else _extent(case, none, gives=gives),
        "bodies": [
            _body(case, found.question, one, gives=gives, clash=clash) for one in found.bodies
        ],
        "receipt": question_receipt(case, found.question, found.receipt, HOME),
    }


def sitting_object(case: Case, found: Sitting, *, gives: bool = False) -> dict[str, Json]:
    """What a seat gains by sitting, as plain values for JSON.

    Args:
        case: the case, for names.
        found: the answer.
        gives: whether to tell what the packages at the ends take from the seat.

    Returns:
        One object.
    """
    return {
        "seat": found.seat,
        "own": list(found.own),
        "consents": list(found.consents),
        "at_table": _extent(case, found.at_table, gives=gives),
        "away": {
            "consents_asked": _without(case, found.asked, gives=gives),
            "not_claimed": _without(case, found.unclaimed, gives=gives),
        },
        "alone": {
            "options": _alone(found) if gives else None,
            "least": found.alone.least,
            "most": found.alone.most,
        },
        "guarantees": _guarantees(found.guarantees),
        "receipt": question_receipt(case, found.question, found.receipt, SITTING),
    }


def _package(package: Package | None) -> Json:
    return None if package is None else {issue: n for issue, n in package.items() if n}


def _figure(figure: Figure) -> dict[str, Json]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}


def _atoms(atoms: tuple[Atom, ...]) -> Json:
    return [{"issue": one.issue, "options": list(one.options)} for one in atoms]


def _touched(one: Touched, *, gives: bool) -> Json:
    told: dict[str, Json] = {
        "party": one.party,
        "made_it": one.made_it,
        "marked": one.marked,
        "no_loss": one.no_loss,
        "alone_against_all": one.alone_against_all,
        "interests": [_interest(each, gives=gives) for each in told_of(one, gives=gives)],
    }
    return {**told, "alone_on": list(one.alone_on)} if gives else told


def _interest(one: Interest, *, gives: bool) -> Json:
    told: dict[str, Json] = {
        "sort": one.sort.value,
        "id": one.id,
        "covered": one.covered,
        "words": list(one.words),
        "issues": list(one.issues),
        "left": list(one.left),
        "covered_by": list(one.covered_by),
    }
    if gives:
        told["figure"] = None if one.figure is None else _figure(one.figure)
    return told


def _additions(one: Additions) -> Json:
    return {
        "whom": one.whom.value,
        "verdict": one.verdict.value,
        "cheapest": [dict(each) for each in one.cheapest],
        "issues": one.issues,
        "moves": one.moves,
        "proven": one.proven,
        "complete": one.complete,
    }


def _extent(case: Case, found: Extent, *, gives: bool) -> Json:
    ends: dict[str, Json] = {}
    for name, end in (("least", found.least), ("most", found.most)):
        if end is None:
            ends[name] = None
            continue
        rows = case.positions_of(found.question.positions)[found.code].issues
        worth = {
            row.issue: worth_of(row, end.package[row.issue])
            for row in rows
            if end.package[row.issue]
        }
        told: dict[str, Json] = {
            "proven": end.proven,
            "package": _package(end.package),
            "gets": _side(worth, 1),
        }
        if gives:
            told["gives"] = _side(worth, -1)
        ends[name] = told
    return {
        "verdict": found.verdict.value,
        "count": found.count,
        "engine": found.engine.value,
        **ends,
    }


def _side(worth: Mapping[str, Figure], sign: int) -> Json:
    return {issue: _figure(figure) for issue, figure in worth.items() if figure.value * sign > 0}


def _words_of(case: Case, question: Question, code: str) -> Json:
    """Limits and interests of a party or body, in the words of the papers."""
    position = case.positions_of(question.positions)[code]
    return {
        "red_lines": [
            {
                "id": line.id,
                "firmness": line.firmness.value,
                "reason": line.reason,
                "atoms": _atoms(line.when),
                "sources": list(line.sources),
                "confidence": line.confidence.value,
            }
            for line in position.red_lines
        ],
        "interests": [
            {
                "issue": row.issue,
                "interest": row.interest,
                "confidence": row.confidence.value,
            }
            for row in position.issues
        ],
    }


def _body(case: Case, question: Question, one: BodyAtHome, *, gives: bool, clash: bool) -> Json:
    (paper,) = (body for body in case.ratifiers if body.code == one.code)
    told: dict[str, Json] = {
        "code": one.code,
        "name": paper.name,
        "rule": paper.rule,
        "words": _words_of(case, question, one.code),
        "consents": [
            {
                "id": row.id,
                "issue": row.issue,
                "options": list(row.options),
                "kind": row.kind.value,
                "reason": row.reason,
            }
            for row in case.consents
            if row.id in one.consents
        ],
        "binds": one.binds.value,
        "ruled_out": one.ruled_out,
        "opens": one.opens.value,
        "lowers_most": one.lowers_most.value,
        "unclaimed": _extent(case, one.unclaimed, gives=gives),
        "limits": None,
    }
    if clash:
        told["limits"] = [
            {
                **_assumption(each.assumption),
                "rules_out": each.rules_out.value,
                "witness": _package(each.witness),
            }
            for each in one.limits
        ]
    return told


def _assumption(one: Assumption) -> dict[str, Json]:
    return {
        "key": one.key,
        "kind": one.kind.value,
        "sentence": one.sentence,
        "atoms": _atoms(one.atoms),
        "sources": list(one.sources),
        "confidence": None if one.confidence is None else one.confidence.value,
    }


def _without(case: Case, one: Without, *, gives: bool) -> Json:
    return {
        "packages": _extent(case, one.extent, gives=gives),
        "against_it": one.harms.value,
        "alone_against_all": one.alone_against_all.value,
        "witness": _package(one.witness),
        "least_lower_than_at_table": one.least_lower.value,
        "most_higher_than_at_table": one.most_higher.value,
    }


def _alone(found: Sitting) -> Json:
    return {issue: list(some) for issue, some in found.alone.options.items()}


def _guarantees(one: Guarantees) -> Json:
    return {
        "needed": one.harms.value,
        "size": one.size,
        "sets": [[_guarantee(each) for each in some] for some in one.sets],
        "proven": one.proven,
        "complete": one.complete,
        "at_least": one.least,
        "at_most": None if one.known is None else len(one.known),
        "known": None if one.known is None else [_guarantee(each) for each in one.known],
    }


def _guarantee(one: Guarantee) -> Json:
    return {"sort": one.sort.value, "id": one.id, "rules_out": _atoms(one.when)}
