"""Codings as JSON; the schema is ``docs/reference/json/codings.schema.json``.

Codes that are null are not yet coded; an empty list is coded, and no issue found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from dipoli.analysis.discourse.hands.codings import Codings, Item, Marks, Reading
from dipoli.codec.codings.cells import (
    AND,
    BY,
    LETTERS,
    NONE,
    OR,
    SCHEMA,
    STANCES,
    Row,
    drawn_text,
    mark_of,
    shown,
)
from dipoli.codec.codings.reading import codings_of_rows
from dipoli.codec.receipt_json import Json
from dipoli.faults import Finding, MalformedError

T = TypeVar("T")
_WHOLE = {
    "schema": str, "mark": str, "corpus": str, "codebook": str, "digest": str, "issues": list,
    "seed": int, "adjudicator": str, "items": list,
}  # fmt: skip
_ITEM = {
    "item": str, "file": str, "start": int, "end": int, "sha256": str, "text": str,
    "language": str, "actors": list, "date": str, "half": str, "drawn": str, "readings": list,
    "codings": list,
}  # fmt: skip
_CODING = {"coder": str, "codes": (list, type(None)), "note": str, "when": str}
_READING = {"coder": str, "codes": list}
_LISTED = {"id": str, "parent": (str, type(None))}
_CODE = {"issue": str, "stance": (str, type(None))}
_KINDS = {str: "a text", int: "a whole number", list: "a list", type(None): "null"}


def json_bytes(codings: Codings) -> bytes:
    """Codings as one JSON object in UTF-8."""
    whole: dict[str, Json] = {
        "schema": SCHEMA,
        "mark": mark_of(codings),
        "corpus": codings.corpus,
        "codebook": codings.name,
        "digest": codings.codebook,
        "issues": [{"id": one.id, "parent": one.parent} for one in codings.issues],
        "seed": codings.seed,
        "adjudicator": codings.adjudicator,
        "items": [_item(codings, item) for item in codings.items],
    }
    told = json.dumps(whole, ensure_ascii=False, indent=1)
    try:
        return f"{told}\n".encode()
    except UnicodeEncodeError:  # half of a pair of UTF-16, which only an escape can hold
        return f"{json.dumps(whole, indent=1)}\n".encode()


def _item(codings: Codings, item: Item) -> dict[str, Json]:
    return {
        "item": item.id,
        "file": item.file,
        "start": item.start,
        "end": item.end,
        "sha256": item.sha256,
        "text": item.text,
        "language": item.language,
        "actors": list(item.actors),
        "date": item.date,
        "half": item.half.value,
        "drawn": drawn_text(item.drawn),
        "readings": [_reading(one) for one in item.readings],
        "codings": [
            {
                "coder": coder,
                "codes": _codes(codings.of(item.id, coder).marks),
                "note": codings.of(item.id, coder).note,
                "when": codings.of(item.id, coder).when,
            }
            for coder in item.coders
        ],
    }


def _reading(reading: Reading) -> dict[str, Json]:
    return {"coder": reading.coder, "codes": _codes(reading.marks)}


def _codes(marks: Marks | None) -> Json:
    if marks is None:
        return None
    return [
        {"issue": one.issue, "stance": one.stance.value if one.stance else None} for one in marks
    ]


# ---------------------------------------------------------------- back


def read_json(content: bytes, file: str) -> Codings:
    """Read JSON as codings, strictly.

    Args:
        content: of the file.
        file: its name, for faults.

    Raises:
        MalformedError: it is no such JSON, or holds faults.
    """
    try:
        found = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise _refusal(file, "JSON", error.msg, "look at the line", line=error.lineno) from None
    except (ValueError, RecursionError) as error:
        mend = "take the file from the queue anew"
        raise _refusal(file, "JSON in UTF-8", str(error)[:80], mend) from None
    whole = _object(found, _WHOLE, "", file)
    if whole["schema"] != SCHEMA:
        raise _refusal(file, SCHEMA, whole["schema"][:60], "give a file of codings", "schema")
    about = {key: whole[key] for key in ("corpus", "digest", "adjudicator")}
    about |= {
        "codebook": whole["codebook"],
        "seed": str(whole["seed"]),
        "issues": " ".join(_listed(one, file) for one in _each(whole["issues"], "issues")),
    }
    rows = [row for where, one in _each(whole["items"], "items") for row in _rows(one, where, file)]
    return codings_of_rows(file, about, rows)


def _rows(value: object, where: str, file: str) -> Iterable[Row]:
    """The rows of an item, with texts as they stand in cells."""
    item = _object(value, _ITEM, where, file)
    cells = {key: item[key] for key in ("item", "language", "drawn", "half", "sha256")}
    cells |= {key: shown(item[key]) for key in ("text", "file")}
    cells |= {key: str(item[key]) for key in ("start", "end")}
    actors = [_text(one, place, file) for place, one in _each(item["actors"], f"{where}.actors")]
    cells["said"] = ", ".join(filter(None, (AND.join(actors), item["date"])))
    read = [
        (place, _object(one, _READING, place, file))
        for place, one in _each(item["readings"], f"{where}.readings")
    ]
    cells["readings"] = OR.join(
        f"{one['coder']}{BY if one['coder'] else ''}{_cell(one['codes'], place, file)}"
        for place, one in read
    )
    if not item["codings"]:
        raise _refusal(file, "a coder at least", "none", "name who codes it", f"{where}.codings")
    for place, one in _each(item["codings"], f"{where}.codings"):
        coding = _object(one, _CODING, place, file)
        yield Row(
            where=place,
            cells=cells
            | {
                "coder": coding["coder"],
                "codes": _cell(coding["codes"], place, file),
                "note": shown(coding["note"]),
                "when": shown(coding["when"]),
            },
        )


def _cell(codes: list[object] | None, where: str, file: str) -> str:
    """Codes as a coder would write them."""
    if codes is None:
        return ""
    told = []
    for place, one in _each(codes, f"{where}.codes"):
        code = _object(one, _CODE, place, file)
        stance = code["stance"]
        if stance is not None and stance not in {one.value for one in LETTERS}:
            expected = f"one of {', '.join(one.value for one in STANCES.values())}, or null"
            raise _refusal(file, expected, stance[:60], "write one of them", f"{place}.stance")
        told.append(code["issue"] if stance is None else f"{code['issue']}:{stance}")
    return " ".join(told) or NONE


def _listed(place_and_issue: tuple[str, object], file: str) -> str:
    place, value = place_and_issue
    issue = _object(value, _LISTED, place, file)
    return issue["id"] if issue["parent"] is None else f"{issue['id']}<{issue['parent']}"


def _each(values: list[T], where: str) -> Iterable[tuple[str, T]]:
    return ((f"{where}[{number}]", one) for number, one in enumerate(values))


def _text(value: object, where: str, file: str) -> str:
    if not isinstance(value, str):
        raise _refusal(file, "a text", type(value).__name__, "put it in quotes", where)
    return value


def _object(value: object, form: Mapping[str, Any], where: str, file: str) -> dict[str, Any]:
    """An object with exactly these keys, each of its kind; true and false are no numbers."""
    if not isinstance(value, dict):
        raise _refusal(file, "an object", type(value).__name__, "see the schema", where)
    for key in [*form, *value]:
        if key not in value or key not in form:
            found = "none" if key not in value else f"the key {str(key)[:40]}"
            expected = f"the key {key}" if key not in value else f"only {', '.join(form)}"
            raise _refusal(file, expected, found, "see the schema", where)
        if not isinstance(value[key], form[key]) or isinstance(value[key], bool):
            kinds = form[key] if isinstance(form[key], tuple) else (form[key],)
            expected = " or ".join(_KINDS[one] for one in kinds)
            place = f"{where}.{key}".lstrip(".")
            raise _refusal(file, expected, json.dumps(value[key])[:60], "see the schema", place)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key that stands twice"
        raise ValueError(message)
    return found


def _refusal(
    file: str, expected: str, found: str, mend: str, where: str = "", line: int = 0
) -> MalformedError:
    finding = Finding(file=file, line=line, where=where, expected=expected, found=found, mend=mend)
    return MalformedError([finding])
