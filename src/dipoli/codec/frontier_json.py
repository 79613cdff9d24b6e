"""A frontier as one JSON object.

Its schema is ``docs/reference/json/frontier.schema.json``. A point tells what its packages are
worth to each party, on that party's own scale: figures of an analyst, which are never added up,
compared between parties or turned into ranks.
"""

from __future__ import annotations

from dipoli.analysis.agreement.frontier.answers import Frontier, FrontierPoint
from dipoli.analysis.case import Case
from dipoli.codec.agreement_json import Json

SCHEMA = "dipoli.frontier/1"

ORDER = "descending lexicographic in the order of parties; an order of vectors, not of merit"


def frontier_object(case: Case, found: Frontier) -> dict[str, Json]:
    """The frontier as plain values for JSON.

    What a package is worth to a party is told in the points of the case: its value of no agreement,
    which stands beside the party, and its gain.

    Args:
        case: the case, for names and what parties ask for.
        found: the frontier.

    Returns:
        One object.
    """
    positions = case.positions_of(found.question.positions)
    asked = {code: positions[code].reservation.value for code in found.question.seats}
    return {
        "parties": [{"code": code, "reservation": asked[code]} for code in found.question.seats],
        "verdict": found.verdict.value,
        "points": [_point(asked, one) for one in found.points],
        "order": ORDER,
        "complete": found.complete,
        "coverage": str(found.coverage),
        "engine": found.engine.value,
        "receipt": _receipt(case, found),
    }


def _point(asked: dict[str, int], one: FrontierPoint) -> dict[str, Json]:
    return {
        "values": {
            code: least + gain for (code, least), gain in zip(asked.items(), one.gains, strict=True)
        },
        "count": one.count,
        "packages": [dict(package) for package in one.packages],
    }


def _receipt(case: Case, found: Frontier) -> dict[str, Json]:
    receipt = found.receipt
    names = {party.code: party.names for party in case.parties}
    return {
        "schema": SCHEMA,
        "case": case.id,
        "as_of": case.as_of,
        "mark": case.mark,
        "exercise": case.exercise,
        "parties": [{"code": code, "names": dict(names[code])} for code in found.question.seats],
        "method": receipt.method,
        "exact": receipt.exact,
        "parameters": dict(receipt.parameters),
        "seed": receipt.seed,
        "inputs": receipt.inputs,
        "versions": dict(receipt.versions),
        "seconds": receipt.seconds,
        "assumptions": list(receipt.assumptions),
        "does_not_show": list(receipt.does_not_show),
    }
