"""What an act says, field by field: one description from which it is read, printed and documented.

A form is a list of fields. From the same list come the strict reader of the body, the line of the
log (``dipoli.forum.line``) and the reference of acts, so that none of the three can say otherwise.

At most one field of a form is its *text*: what is printed in quotation marks behind the object. The
others are printed as ``name=value``, and not at all where they are null.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import Any

from attrs import field as attr
from attrs import frozen

from dipoli.record import shape
from dipoli.record.canon import Json, to_base64
from dipoli.told import as_told

LINE, TEXT = 300, 20_000
ID = r"[A-Z][A-Z0-9]{0,11}(?:-[A-Z0-9]{1,12}){0,4}"
LANGUAGE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?"
SLUG = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"


class Sort(enum.Enum):
    """What sort of value a field holds."""

    TEXT = "text"
    LINE = "line"
    CODE = "code"
    ID = "id"
    SLUG = "slug"
    LANGUAGE = "language"
    TIME = "time"
    WHOLE = "whole number"
    TRUTH = "yes or no"
    DIGEST = "digest"
    OCTETS = "bytes"


READERS: Mapping[Sort, shape.Reader[Any]] = {
    Sort.TEXT: shape.words(TEXT),
    Sort.LINE: shape.words(LINE),
    Sort.CODE: shape.code,
    Sort.ID: shape.text(ID, "a short name such as P1 or MTG-3"),
    Sort.SLUG: shape.text(SLUG, "a word in small letters, with hyphens"),
    Sort.LANGUAGE: shape.text(LANGUAGE, "a language such as en, ko or mn"),
    Sort.TIME: shape.time,
    Sort.WHOLE: shape.whole(),
    Sort.TRUTH: shape.truth,
    Sort.DIGEST: shape.octets(32),
    Sort.OCTETS: shape.octets(),
}

_NAMING = frozenset({Sort.ID, Sort.CODE})


@frozen(kw_only=True)
class Field:
    """One thing that an act says.

    Args:
        name: key in the body.
        sort: what sort of value.
        meaning: in a sentence, for the reference.
        needed: whether it must be said; else it may be null.
        many: whether it is a list.
        choice: the words allowed, where they are few; the value is then one of this enum.
    """

    name: str
    sort: Sort
    meaning: str = attr(converter=as_told)
    needed: bool = True
    many: bool = False
    choice: type[enum.Enum] | None = None

    def reader(self) -> shape.Reader[Any]:
        """The strict reader of the field."""
        one = READERS[self.sort] if self.choice is None else choice_of(self.choice)
        if self.many:
            return shape.list_of(one, 1 if self.needed else 0, 200)
        return one if self.needed else shape.perhaps(one)


@frozen(kw_only=True)
class Form:
    """What an act of one name says.

    Args:
        build: makes the value of the act from its fields, by name.
        fields: in the order in which they are printed.
        text: name of the field that is printed as the text of the line; None for none.
        names: attributes of the value that name things or parties, each with whether it is a list.
    """

    build: Callable[..., object]
    fields: tuple[Field, ...] = ()
    text: str | None = None
    names: tuple[tuple[str, bool], ...] = attr(init=False, eq=False, repr=False)
    _reader: shape.Reader[Any] = attr(init=False, eq=False, repr=False)

    @names.default
    def _names(self) -> tuple[tuple[str, bool], ...]:
        """Fields that name things or parties, and whether each is a list."""
        named = (one for one in self.fields if one.sort in _NAMING and one.choice is None)
        return tuple((_attribute(one.name), one.many) for one in named)

    @_reader.default
    def _one_reader(self) -> shape.Reader[Any]:
        """The reader of the whole, made once: every act that is followed is read by it."""
        readers = {_attribute(field.name): field.reader() for field in self.fields}
        return shape.value_of(self.build, **readers)

    def read(self, content: Json) -> object:
        """The value of the content of a body.

        Raises:
            MalformedError: it has not this form.
        """
        return self._reader(content, "")

    def write(self, said: object) -> dict[str, Json]:
        """The content of a body that says this value: `read` of it gives the value back."""
        return {field.name: _json(getattr(said, _attribute(field.name))) for field in self.fields}


def _json(value: Any) -> Json:  # noqa: ANN401 - a value of any field
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, bytes):
        return to_base64(value)
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    said: Json = value
    return said


def _attribute(name: str) -> str:
    """A key that is a word of Python is an attribute with ``_`` behind it."""
    return f"{name}_" if name in {"from", "as", "with", "by", "is", "in"} else name


def choice_of(choice: type[enum.Enum]) -> shape.Reader[enum.Enum]:
    """A reader of one of a few words, as the enum that has them."""
    words = {one.value: one for one in choice}
    expected = "one of " + ", ".join(words)

    def read(value: Json, where: str) -> enum.Enum:
        if not isinstance(value, str) or value not in words:
            raise shape.malformed(where, expected, value)
        return words[value]

    return read
