"""The meaning of a text as one JSON object.

Its schema is ``docs/reference/json/meaning.schema.json``. Rows are ways to settle a place, in the
order of the text; members stand in the order of the case, and nothing is added up over them. What
clashes with the package to which the text amounts is told on request only. The words of the text,
of the issues and of the names are in it, so that an answer that was kept can be shown when the text
and the case have moved.
"""

from __future__ import annotations

from collections.abc import Mapping

from dipoli.analysis.agreement.answers import Figure
from dipoli.analysis.case import Case
from dipoli.analysis.meaning import (
    MEND,
    TOLD,
    Clash,
    Draft,
    Faulty,
    Meaning,
    Place,
    WayWorth,
    Within,
    clashes,
    marks,
)
from dipoli.codec.receipt_json import Json, question_receipt

SCHEMA = "dipoli.meaning/1"
TEMPLATE = "dipoli.meaning-template/1"


def meaning_object(
    case: Case, draft: Draft, found: Meaning, *, clash: bool = False
) -> dict[str, Json]:
    """The answers as plain values for JSON.

    Args:
        case: the case, for names.
        draft: the text.
        found: the answers.
        clash: whether to name assumptions that clash with the package of the text.

    Returns:
        One object.
    """
    told: dict[str, Json] = {
        "marks": [str(one) for one in marks(case, draft)],
        "text": {
            "id": draft.id,
            "title": draft.title,
            "version": draft.version,
            "exercise": draft.exercise,
        },
        "places": [_place(one) for one in draft.places],
        "issues": [
            {
                "id": one.id,
                "question": one.question,
                "options": [option.text for option in one.options],
            }
            for one in case.issues
        ],
        "ways": [_way(one, draft) for one in found.ways],
        "settled": dict(found.settled),
        "open": [{"issue": issue, "options": list(held)} for issue, held in found.open.items()],
        "silent": list(found.silent),
        "packages": found.packages,
        "contradictory": found.contradictory,
        "amounts_to": None if found.amounts_to is None else dict(found.amounts_to),
        "by_itself": _within(found.by_itself),
        "with_others": _within(found.with_others),
        "faulty": [_faulty(one) for one in found.faulty],
        "receipt": question_receipt(case, found.question, found.receipt, SCHEMA),
    }
    if clash:
        told["clash"] = (
            None
            if found.amounts_to is None
            else [_clash(case, one) for one in clashes(case, found.question, found.amounts_to)]
        )
    return told


def _place(one: Place) -> Json:
    within = None if one.within is None else {"place": one.within[0], "way": one.within[1]}
    return {"clause": one.clause, "place": one.key, "within": within, "passage": one.passage}


def _way(one: WayWorth, draft: Draft) -> dict[str, Json]:
    place = draft.place(one.clause, one.place)
    within = None if place is None or place.within is None else place.within
    return {
        "clause": one.clause,
        "place": one.place,
        "way": one.way,
        "within": None if within is None else {"place": within[0], "way": within[1]},
        "words": one.words,
        "reads": dict(one.reads),
        "worth": [{"party": code, **_figure(figure)} for code, figure in one.worth.items()],
    }


def _figure(one: Figure) -> dict[str, Json]:
    return {"value": one.value, "low": one.low, "high": one.high}


def _within(one: Within) -> dict[str, Json]:
    return {
        "verdict": one.verdict.value,
        "acceptable": one.acceptable,
        "package": None if one.witness is None else dict(one.witness),
        "stopped": one.stopped,
    }


def _faulty(one: Faulty) -> dict[str, Json]:
    tie = one.tie
    return {
        "clause": tie.clause,
        "place": tie.place,
        "way": tie.way,
        "issue": tie.issue,
        "option": tie.option,
        "meant": tie.meant,
        "why": one.why.value,
        "told": str(TOLD[one.why]),
        "mend": str(MEND[one.why]),
    }


def _clash(case: Case, one: Clash) -> Json:
    names: dict[str, Mapping[str, str]] = {body.code: {"en": body.name} for body in case.ratifiers}
    names |= {party.code: party.names for party in case.parties}
    return {
        "assumption": one.key,
        "told": one.sentence,
        "sort": one.sort.value,
        "holder": one.holder,
        "names": dict(names.get(one.holder, {})),
        "reason": one.reason,
    }
