"""Frozen values as plain values for JSON, key by key, and the JSON Schema of what comes out.

Both are read from one place, the types of the values, so that neither can drift from the other. A
key is the name of the attribute, an enumeration is told by its value, None is null and means
unknown. An infinite number is null, too, and the schema must say so where there can be one.
"""

from __future__ import annotations

import enum
import inspect
import math
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any

import attrs

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
Schema = dict[str, Any]
More = Callable[[object], Mapping[str, Plain]]
"""Keys that are told of a value beside its attributes."""


def _no_more(_value: object) -> Mapping[str, Plain]:
    return {}


def plain(value: object, more: More = _no_more) -> Plain:
    """A value as mappings, lists, texts, numbers, true, false and null.

    Args:
        value: attrs values, enumerations, tuples, mappings of texts, single values.
        more: keys beside the attributes of a value.

    Raises:
        ValueError: something that is no number, or a value that cannot be told.
    """
    if isinstance(value, enum.Enum):
        return plain(value.value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        if math.isnan(value):
            message = "a number that is none cannot be told in JSON"
            raise ValueError(message)
        return value if math.isfinite(value) else None
    return _several(value, more)


def _several(value: object, more: More) -> Plain:
    if isinstance(value, Mapping):
        return {str(key): plain(one, more) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(one, more) for one in value]
    if attrs.has(type(value)):
        form: Any = type(value)
        names = [one.name for one in attrs.fields(form)]
        return {**{name: plain(getattr(value, name), more) for name in names}, **more(value)}
    message = f"a {type(value).__name__} cannot be told in JSON"
    raise ValueError(message)


# ---------------------------------------------------------------- the schema


def define(
    form: type[Any], definitions: dict[str, Schema], more: Mapping[type[Any], Schema]
) -> str:
    """Add the definition of a form, and of all forms inside of it.

    Args:
        form: an attrs class.
        definitions: by name of the class; filled here.
        more: for a form, keys that may stand beside its attributes, or what they may be else.

    Returns:
        A reference to the definition.
    """
    name = form.__name__
    if name not in definitions:
        definition: Schema = {"type": "object", "additionalProperties": False}
        definitions[name] = definition
        hints = typing.get_type_hints(form)
        names = [one.name for one in attrs.fields(form)]
        definition["description"] = (inspect.getdoc(form) or "").splitlines()[0]
        definition["required"] = names
        definition["properties"] = {
            **{one: _shape(hints[one], definitions, more) for one in names},
            **more.get(form, {}),
        }
    return f"#/$defs/{name}"


def _shape(hint: Any, definitions: dict[str, Schema], more: Mapping[type[Any], Schema]) -> Schema:  # noqa: ANN401 - a typing form
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        return {"anyOf": [_shape(one, definitions, more) for one in inside]}
    if origin is tuple:
        if inside[-1] is Ellipsis:
            return {"type": "array", "items": _shape(inside[0], definitions, more)}
        each = [_shape(one, definitions, more) for one in inside]
        return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _shape(inside[1], definitions, more)}
    return _single(hint, definitions, more)


def _single(hint: Any, definitions: dict[str, Schema], more: Mapping[type[Any], Schema]) -> Schema:  # noqa: ANN401 - a typing form
    if attrs.has(hint):
        return {"$ref": define(hint, definitions, more)}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return {"enum": [one.value for one in hint]}
    return {
        "type": {
            str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null",
        }[hint]
    }  # fmt: skip
