"""A frontier as one JSON object.

Its schema is ``docs/reference/json/frontier.schema.json``. A point tells what its packages are
worth to each party, on that party's own scale: figures of an analyst, which are never added up,
compared between parties or turned into ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dipoli.analysis.agreement.frontier.answers import Frontier, FrontierPoint
from dipoli.analysis.case import Case, Position
from dipoli.codec.receipt_json import Json, question_receipt

SCHEMA = "dipoli.frontier/1"

ORDER = "descending lexicographic in the order of parties; an order of vectors, not of merit"


def frontier_object(case: Case, found: Frontier) -> dict[str, Json]:
    """The frontier as plain values for JSON.

    What a package is worth to a party is told as the case was coded: in points, or in units of the
    source from which the position was imported.

    Args:
        case: the case, for names and what parties ask for.
        found: the frontier.

    Returns:
        One object.
    """
    positions = case.positions_of(found.question.positions)
    seats = [positions[code] for code in found.question.seats]
    return {
        "parties": [_party(one) for one in seats],
        "verdict": found.verdict.value,
        "points": [_point(seats, one) for one in found.points],
        "order": ORDER,
        "complete": found.complete,
        "coverage": str(found.coverage),
        "engine": found.engine.value,
        "receipt": question_receipt(case, found.question, found.receipt, SCHEMA),
    }


def _party(one: Position) -> dict[str, Json]:
    units = one.source_units
    return {
        "code": one.party,
        "unit": "points" if units is None else units.unit,
        "error": "0" if units is None else units.error,
        "no_agreement": _number(one.in_source_units(0)),
    }


def _point(seats: Sequence[Position], one: FrontierPoint) -> dict[str, Json]:
    return {
        "values": {
            position.party: _number(position.in_source_units(gain))
            for position, gain in zip(seats, one.gains, strict=True)
        },
        "count": one.count,
        "packages": [dict(package) for package in one.packages],
    }


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
