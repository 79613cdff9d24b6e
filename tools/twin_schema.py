# noqa: INP001 - a part of a script, not a package
"""A schema that is drawn from values of JSON, and widened just so far that a further one fits.

What it holds already is never narrowed, so that what was bettered by hand stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

_FORMATS = {
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "uri-reference": re.compile(r"/(?!/)\S*"),
}
_FIELD = re.compile(r"[a-z][a-z0-9_]*")
_LANGUAGES = {"en", "fr", "ko", "ja", "ru", "mn", "zh"}


def widened(schema: Json | None, value: object, parts: Mapping[str, Json]) -> Json:
    """A schema that lets a value pass, and whatever passed before.

    Args:
        schema: as it was; None where nothing was seen before.
        value: that passes from now on.
        parts: schemas that are told by their name, where a value fits them.

    >>> widened(None, "2032-01-01", {})
    {'type': 'string', 'format': 'date'}
    >>> widened({"type": "string", "format": "date"}, None, {})
    {'type': ['string', 'null'], 'format': 'date'}
    """
    if schema is None or "const" in schema or _fits(schema, value, parts):
        return _drawn(value, parts) if schema is None else schema
    if "anyOf" in schema or "$ref" in schema:
        return _beside_part(schema, value, parts)
    held = [schema["type"]] if isinstance(schema["type"], str) else list(schema["type"])
    if _kind(value) not in held:
        return _of_another_kind(schema, held, value, parts)
    if isinstance(value, dict):
        return {**schema, **_fields(schema, value, parts)}
    if isinstance(value, list):
        return {**schema, **_items(schema.get("items"), value, parts)}
    return _without_format(schema)


def _of_another_kind(
    schema: Json, held: list[str], value: object, parts: Mapping[str, Json]
) -> Json:
    drawn = _drawn(value, parts)
    if "$ref" in drawn:
        return {"anyOf": [drawn, schema]}
    kinds = [*held, _kind(value)]
    kinds = [one for one in kinds if not (one == "integer" and "number" in kinds)]
    kinds = [*(one for one in kinds if one != "null"), *(one for one in kinds if one == "null")]
    return {**schema, **drawn, "type": kinds}


def _fits(schema: Any, value: object, parts: Mapping[str, Json]) -> bool:  # noqa: ANN401 - a schema
    """Whether a value passes, as far as the words go that are drawn here; formats are held."""
    if isinstance(schema, bool):
        return schema
    if "$ref" in schema:
        return _fits(parts[schema["$ref"].rpartition("/")[2]], value, parts)
    if "anyOf" in schema:
        return any(_fits(one, value, parts) for one in schema["anyOf"])
    if "const" in schema:
        return bool(schema["const"] == value)
    return _is_of_kind(schema, value) and _within_fits(schema, value, parts)


def _is_of_kind(schema: Json, value: object) -> bool:
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    kind = _kind(value)
    return kind in kinds or (kind == "integer" and "number" in kinds)


def _within_fits(schema: Json, value: object, parts: Mapping[str, Json]) -> bool:
    if isinstance(value, str):
        form = _FORMATS.get(str(schema.get("format")))
        formed = form is None or form.fullmatch(value) is not None
        return formed and value in schema.get("enum", [value])
    if isinstance(value, list):
        return all(_fits(schema.get("items", True), one, parts) for one in value)
    return not isinstance(value, dict) or _fields_fit(schema, value, parts)


def _fields_fit(schema: Json, value: Json, parts: Mapping[str, Json]) -> bool:
    fields, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    return all(key in value for key in schema.get("required", [])) and all(
        _fits(fields.get(key, others), one, parts) for key, one in value.items()
    )


def _without_format(schema: Json) -> Json:
    loose = {"format", "enum", "pattern", "maxLength", "minLength"}
    return {key: one for key, one in schema.items() if key not in loose}


def _kind(value: object) -> str:
    if value is None:
        return "null"
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return kinds.get(type(value), "object")


def _drawn(value: object, parts: Mapping[str, Json]) -> Json:
    if isinstance(value, str):
        for name, form in _FORMATS.items():
            if form.fullmatch(value):
                return {"type": "string", "format": name}
    if isinstance(value, list):
        return {"type": "array", **_items(None, value, parts)}
    if isinstance(value, dict):
        for name in ("party", "clock"):
            if name in parts and _fits(parts[name], value, parts):
                return {"$ref": f"parts.json#/$defs/{name}"}
        return {"type": "object", **_fields(None, value, parts)}
    return {"type": _kind(value)}


def _items(items: Json | None, value: list[Any], parts: Mapping[str, Json]) -> Json:
    for one in value:
        items = widened(items if isinstance(items, dict) else None, one, parts)
    return {"items": False if items is None else items}


def _fields(schema: Json | None, value: Json, parts: Mapping[str, Json]) -> Json:
    held = schema or {}
    others = held.get("additionalProperties")
    if isinstance(others, dict) or not all(_is_field(key) for key in value):
        begun = others if isinstance(others, dict) else None
        for one in value.values():
            begun = widened(begun, one, parts)
        return {"additionalProperties": begun, "properties": {}, "required": []}
    fields = dict(held.get("properties", {}))
    for key, one in value.items():
        fields[key] = widened(fields.get(key), one, parts)
    needed = list(value) if schema is None else [k for k in held["required"] if k in value]
    return {"properties": fields, "required": needed, "additionalProperties": False}


def _is_field(key: str) -> bool:
    return key not in _LANGUAGES and _FIELD.fullmatch(key) is not None


def _beside_part(schema: Json, value: object, parts: Mapping[str, Json]) -> Json:
    """A part that may be absent, or a value that has more to tell than the part."""
    choices = list(schema.get("anyOf", [schema]))
    if value is None:
        return {"anyOf": [*choices, {"type": "null"}]}
    for at, one in enumerate(choices):
        if "$ref" not in one and _kind(value) in one["type"]:
            return {"anyOf": [*choices[:at], widened(one, value, parts), *choices[at + 1 :]]}
    if isinstance(value, dict) and any("$ref" in one for one in choices):
        at = next(number for number, one in enumerate(choices) if "$ref" in one)
        whole = dict(parts[choices[at]["$ref"].rpartition("/")[2]])
        whole.pop("description", None)
        choices[at] = widened(whole, value, parts)
        return choices[0] if len(choices) == 1 else _joined(choices)
    drawn = _drawn(value, parts)
    return {"anyOf": [*choices, drawn]}


def _joined(choices: list[Json]) -> Json:
    """Null and one other kind in one schema."""
    others = [one for one in choices if one != {"type": "null"}]
    if len(others) == 1 and "$ref" not in others[0] and isinstance(others[0].get("type"), str):
        return {**others[0], "type": [others[0]["type"], "null"]}
    return {"anyOf": choices}


def unknown(schema: Any, where: str = "") -> list[str]:  # noqa: ANN401 - any value of JSON
    """Places of a schema of which too little was seen: always null, always empty."""
    if not isinstance(schema, dict):
        return []
    found = [where] if schema.get("type") == "null" or schema.get("items", 0) is False else []
    for key, one in schema.get("properties", {}).items():
        found += unknown(one, f"{where}/{key}")
    found += unknown(schema.get("items"), f"{where}[]")
    found += unknown(schema.get("additionalProperties"), f"{where}/*")
    for one in schema.get("anyOf", []):
        found += [] if one == {"type": "null"} else unknown(one, where)
    return found
