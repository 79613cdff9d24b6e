"""A charter as one text, and back: what ``circle.open/1`` carries in its ``charter``.

The text is canonical JSON, so that the same charter is the same text on every desk, and its hash
the same hash. Every key is there, also those that are null. The readers are made from the values
of `dipoli.charter.rules` themselves, key by key; a key that is missing, unknown or of another sort
is refused, and a charter of the right form that is incoherent is refused as well.
"""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Mapping
from typing import Any

import attrs

from dipoli.charter.coherence import LONGEST, MOST, incoherences
from dipoli.charter.rules import Charter
from dipoli.faults import CharterError, Finding
from dipoli.record import shape
from dipoli.record.canon import Json, canonical, read_canonical

SCHEMA = "dipoli.charter/1"
LIMIT = 500_000
"""The longest text of a charter that an act of opening can carry, in bytes."""


def write_charter(charter: Charter) -> str:
    """The text of a charter.

    Raises:
        MalformedError: a text in it has no canonical bytes.
    """
    said = _json(charter)
    assert isinstance(said, dict)  # noqa: S101 - an attrs value becomes an object
    return canonical({"schema": SCHEMA, **said}).decode("utf-8")


def read_charter_text(text: str, file: str = "charter") -> Charter:
    """The charter of a text.

    Args:
        text: as `write_charter` wrote it.
        file: how findings name it.

    Raises:
        MalformedError: not canonical, or not of the form.
        CharterError: of the form, and incoherent; with every fault.
    """
    charter = _CHARTER(read_canonical(text.encode("utf-8"), limit=LIMIT), "")
    faults = [
        Finding(
            file=file,
            where=fault.where,
            expected=fault.expected,
            found=fault.found,
            mend=fault.mend,
        )
        for fault in incoherences(charter)
    ]
    if faults:
        raise CharterError(faults)
    return charter


# ---------------------------------------------------------------- writing


def _json(value: object) -> Json:
    """A value of the charter as JSON: words of choice by their value, everything else as it is."""
    if isinstance(value, enum.Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    kind: Any = type(value)
    return {field.name: _json(getattr(value, field.name)) for field in attrs.fields(kind)}


# ---------------------------------------------------------------- reading


def _reader(kind: Any) -> shape.Reader[Any]:  # noqa: ANN401 - a form of typing
    """The strict reader of one sort of value that a charter holds."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        (only,) = (one for one in inner if one is not type(None))
        return shape.perhaps(_reader(only))
    if origin is tuple:
        return shape.list_of(_reader(inner[0]), 0, MOST)
    if origin is Mapping:
        return shape.map_of(shape.words(LONGEST), _reader(inner[1]), MOST)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _choice(kind)
    plain: dict[Any, shape.Reader[Any]] = {
        str: shape.words(LONGEST),
        bool: shape.truth,
        int: shape.whole(),
    }
    return plain[kind] if kind in plain else _value(kind)


def _choice(kind: type[enum.Enum]) -> shape.Reader[enum.Enum]:
    words = {str(one.value): one for one in kind}
    expected = "one of " + ", ".join(words)

    def read(value: Json, where: str) -> enum.Enum:
        if not isinstance(value, str) or value not in words:
            raise shape.malformed(where, expected, value)
        return words[value]

    return read


def _value(kind: type[Any], **more: shape.Reader[object]) -> shape.Reader[Any]:
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in attrs.fields(kind)}

    def build(schema: object = None, **parts: object) -> object:
        del schema
        return kind(**parts)

    return shape.value_of(build, **more, **readers)


_CHARTER: shape.Reader[Charter] = _value(
    Charter, schema=shape.text(SCHEMA.replace(".", r"\."), SCHEMA)
)
