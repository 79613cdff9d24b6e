"""Answers over texts as one JSON object each, and the schema of them all.

An object holds the answer key by key as its value has it, ``command``, and ``receipt``. A passage
is told by the name of its document, its offsets and the SHA-256 of its words; the words stand
beside it where they were asked for. So everything that an answer rests on can be looked up, and
`dipoli.codec.discourse_verify` looks it up. The schema, in
``docs/reference/json/discourse.schema.json``, is printed from the same values by
``tools/write_discourse_schema.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from dipoli.analysis.discourse.bootstrap import Interval
from dipoli.analysis.discourse.bridges import AffirmedByAll
from dipoli.analysis.discourse.emphasis import Emphasis
from dipoli.analysis.discourse.keyness import Keyness
from dipoli.analysis.discourse.near import Likes, Suggestions
from dipoli.analysis.discourse.standing import standing_of
from dipoli.analysis.discourse.texts import Corpus, Passage
from dipoli.analysis.discourse.uses import TermUses
from dipoli.analysis.receipt import Receipt
from dipoli.codec.discourse_forms import (
    ChangeAnswer,
    Codes,
    Concordance,
    Meetings,
    Opened,
    SalienceAnswer,
    Verified,
)
from dipoli.codec.plain_json import Plain, Schema, define, plain

SCHEMA = "dipoli.discourse/1"

ORDER = (
    "Actors stand in the order in which the corpus, by date, first has words of each; issues in "
    "that of the codebook. Nothing is sorted by value, and no actor is ranked."
)
"""Every answer says so."""
CASE_ORDER = (
    "Actors stand in the order of the case; those that it does not know come after them, in the "
    "order in which the corpus first has words of each. No actor is ranked."
)
"""What an answer about a disputed term says in its place."""
NEAR_ORDER = (
    "Passages stand by an encoder's nearness, the nearest first, those that are equally near in "
    "the order of the corpus. Nearness is no agreement, and no actor is ranked."
)
"""What an answer by nearness says in its place."""

FORMS: Mapping[str, type[Any]] = {
    "code": Codes,
    "salience": SalienceAnswer,
    "emphasis": Emphasis,
    "change": ChangeAnswer,
    "keyness": Keyness,
    "converge": Meetings,
    "affirmed": AffirmedByAll,
    "kwic": Concordance,
    "like": Likes,
    "suggest": Suggestions,
    "open": Opened,
    "term": TermUses,
    "verify": Verified,
}
"""What each command answers, by its name."""

MORE: Mapping[type[Any], Schema] = {
    Interval: {
        "degrees": {
            "type": ["number", "null"],
            "description": "of freedom; null where the normal distribution stands",
        }
    },
    Passage: {"words": {"type": "string", "description": "the words, where they were asked for"}},
}
"""For some forms, what their keys may be else, or which may stand beside them."""


def answer_object(
    command: str, answer: object, receipt: Receipt, corpus: Corpus, *, words: bool, mark: str = ""
) -> dict[str, Plain]:
    """An answer as plain values for JSON.

    Args:
        command: by what it was asked for; one of `FORMS`.
        answer: of the form that the command answers with.
        receipt: how it was obtained.
        corpus: on which it rests.
        words: whether to tell the words of each passage.
        mark: that it is an exercise, or whose texts these are; by the corpus when empty.

    Raises:
        ValueError: the answer is of another form.
    """
    if type(answer) is not FORMS[command]:
        message = f"dipoli discourse {command} answers with {FORMS[command].__name__}"
        raise ValueError(message)

    def more(value: object) -> Mapping[str, Plain]:
        return {"words": corpus.words(value)} if words and isinstance(value, Passage) else {}

    told = plain(answer, more)
    assert isinstance(told, dict)  # noqa: S101 - a form is told as a mapping
    told.pop("receipt", None)
    return {"command": command, **told, "receipt": receipt_object(command, receipt, corpus, mark)}


def order_of(command: str) -> str:
    """In what order actors stand in the answer to a command."""
    return {"term": CASE_ORDER, "like": NEAR_ORDER, "suggest": NEAR_ORDER}.get(command, ORDER)


def receipt_object(
    command: str, receipt: Receipt, corpus: Corpus, mark: str = ""
) -> dict[str, Plain]:
    """A receipt with what it says of the corpus."""
    told = plain(receipt)
    assert isinstance(told, dict)  # noqa: S101 - the same
    return {
        "schema": SCHEMA,
        "mark": mark or standing_of(corpus),
        "corpus": {
            "sha256": corpus.digest,
            "documents": len(corpus.documents),
            "passages": len(corpus.passages),
        },
        "order": order_of(command),
        **told,
    }


def json_schema() -> Schema:
    """The JSON Schema (2020-12) of every answer."""
    definitions: dict[str, Schema] = {}
    define(Receipt, definitions, {})
    definitions["AnswerReceipt"] = answer_receipt(definitions["Receipt"])
    for command, form in FORMS.items():
        name = define(form, definitions, MORE).removeprefix("#/$defs/")
        definition = definitions[name]
        definition["properties"] = {
            "command": {"const": command},
            **definition["properties"],
            "receipt": {"$ref": "#/$defs/AnswerReceipt"},
        }
        required = [one for one in definition["required"] if one != "receipt"]
        definition["required"] = ["command", *required, "receipt"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers of dipoli discourse",
        "description": "Offsets count code points from 0; an end is one past the last. Null is "
        "unknown, which is not nought.",
        "oneOf": [{"$ref": f"#/$defs/{form.__name__}"} for form in FORMS.values()],
        "$defs": definitions,
    }


def answer_receipt(inner: Schema, schema: str = SCHEMA) -> Schema:
    """The receipt of an answer: that of a value, with schema, corpus and order before it."""
    more: Schema = {
        "schema": {"const": schema},
        "mark": {
            "type": "string",
            "description": "that states are invented, or that texts are as they were collected",
        },
        "corpus": {
            "type": "object",
            "additionalProperties": False,
            "required": ["sha256", "documents", "passages"],
            "properties": {
                "sha256": {"type": "string"},
                "documents": {"type": "integer"},
                "passages": {"type": "integer"},
            },
        },
        "order": {"enum": [ORDER, CASE_ORDER, NEAR_ORDER]},
    }
    return {
        **inner,
        "required": [*more, *inner["required"]],
        "properties": {**more, **inner["properties"]},
    }


def names_of(form: type[Any]) -> tuple[str, ...]:
    """The keys of a form, in order."""
    return tuple(one.name for one in attrs.fields(form))
