"""Where words of two meet and who could carry it, as one JSON object.

For an analyst's or a mediator's eyes only: the object says so at its head. Its schema is
``docs/reference/json/discourse-carry.schema.json``.
"""

from __future__ import annotations

from collections.abc import Mapping

from dipoli.analysis.case import Case
from dipoli.analysis.discourse.carried import WhoCouldCarry
from dipoli.analysis.discourse.common import CommonWords
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.texts import Passage
from dipoli.codec.carry_json import carrying_object
from dipoli.codec.discourse_json import MORE, answer_receipt, receipt_object
from dipoli.codec.plain_json import Plain, Schema, define, plain

SCHEMA = "dipoli.discourse.carry/1"


def carry_object(case: Case, reading: Reading, found: WhoCouldCarry) -> dict[str, object]:
    """The answer as plain values for JSON, the words beside each passage.

    Args:
        case: whose channels were read.
        reading: what was read.
        found: the answer.
    """
    corpus = reading.corpus

    def more(value: object) -> Mapping[str, Plain]:
        return {"words": corpus.words(value)} if isinstance(value, Passage) else {}

    return {
        "who_may_read": found.who_may_read,
        "mark": case.mark,
        "actors": list(found.actors),
        "blocked": found.blocked,
        "found": [
            {
                "issue": one.issue,
                "words": plain(one.words, more),
                "in_case": list(one.in_case),
                "carrying": None if one.carrying is None else carrying_object(case, one.carrying),
                "why": one.why,
            }
            for one in found.found
        ],
        "without": list(found.without),
        "receipt": {**receipt_object("carry", found.receipt, corpus, case.mark), "schema": SCHEMA},
    }


def carry_schema(carrying: Schema) -> Schema:
    """The JSON Schema (2020-12) of the answer.

    Args:
        carrying: the schema of what ``dipoli carry`` prints, which stands inside.
    """
    definitions: dict[str, Schema] = {}
    words = {"$ref": define(CommonWords, definitions, MORE)}
    definitions["AnswerReceipt"] = answer_receipt(definitions["Receipt"], SCHEMA)
    definitions["Carrying"] = {**carrying, "$id": "carry.schema.json"}
    texts: Schema = {"type": "array", "items": {"type": "string"}}
    text: Schema = {"type": "string"}
    found = {
        "issue": text,
        "words": words,
        "in_case": texts,
        "carrying": {"anyOf": [{"$ref": "carry.schema.json"}, {"type": "null"}]},
        "why": text,
    }
    told: Schema = {
        "who_may_read": text,
        "mark": text,
        "actors": texts,
        "blocked": text,
        "found": {"type": "array", "items": _whole(found)},
        "without": texts,
        "receipt": {"$ref": "#/$defs/AnswerReceipt"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What dipoli discourse carry prints with --json; for one reader's own eyes",
        **_whole(told),
        "$defs": definitions,
    }


def _whole(properties: Schema) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }
