"""The receipt of an answer as plain values for JSON, with the same keys for every command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dipoli.analysis.agreement import Question, claims_missed
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt

Json = Mapping[str, "Json"] | list["Json"] | str | int | float | bool | None


def receipt_object(
    case: Case, receipt: Receipt, schema: str, parties: Iterable[str], told: Mapping[str, Json]
) -> dict[str, Json]:
    """A receipt with the case that it is about.

    Args:
        case: the case, for marks and names.
        receipt: of the answer.
        schema: name and version of the object that it stands in.
        parties: codes of those whose names are told, in the order of the case.
        told: what the command says beside, such as who is away.

    Returns:
        One object.
    """
    names = {party.code: party.names for party in case.parties}
    return {
        "schema": schema,
        "case": case.id,
        "as_of": case.as_of,
        "mark": case.mark,
        "exercise": case.exercise,
        "parties": [{"code": code, "names": dict(names[code])} for code in parties],
        **told,
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


def question_receipt(
    case: Case, question: Question, receipt: Receipt, schema: str
) -> dict[str, Json]:
    """The receipt of an answer to a question: who is away, and what cannot be settled without.

    Args:
        case: the case.
        question: what was asked.
        receipt: of the answer.
        schema: name and version of the object that it stands in.

    Returns:
        One object.
    """
    told: dict[str, Json] = {
        "away": [code for code in case.members if code not in question.seats],
        "unclaimed": list(question.without),
        "not_settled_without": [
            {"subject": claim.subject, "parties": list(absent), "reason": claim.reason}
            for claim, absent in claims_missed(case, question)
        ],
    }
    return receipt_object(case, receipt, schema, question.seats, told)
