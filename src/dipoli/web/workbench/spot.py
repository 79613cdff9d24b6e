"""A key of a form of the case format, as a page walks along it to draw a field or to read one."""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
from attrs import evolve, frozen

from dipoli.analysis.case import Event
from dipoli.codec.case_format import KEYS, Key
from dipoli.codec.strict import key_of
from dipoli.told import as_told
from dipoli.workbench.events import EVENT_KEYS

HIDDEN = frozenset({"schema", "case", "set", "assessed", "binds", "span"})
"""Keys that the program itself writes, or that no hand does."""
_LONG = frozenset({"text", "text, may be empty"})
_SHORT = frozenset(
    {
        *("title", "term", "native", "symbol", "name", "names", "as_", "subject", "rule"),
        *("date", "date_precision", "basket", "reference", "framework", "type", "format", "id"),
    }
)


@frozen(kw_only=True)
class Spot:
    """One key of a row.

    Args:
        form: of the format, in which the key is.
        attribute: the key.
        hint: the type of what may stand there, other than null.
        nothing: whether null may stand there and says *none*.
        may_go: whether the key may be left out of a sound paper.
        key: what the format says of it.
        name: under which its field is sent.
        path: where it is in the row, as faults have it.
    """

    form: type[Any]
    attribute: str
    hint: Any
    nothing: bool
    may_go: bool
    key: Key
    name: str
    path: str

    @property
    def said(self) -> str:
        """The key as the paper has it."""
        return key_of(self.attribute)

    @property
    def meaning(self) -> str:
        """What the format says that it means, as a sentence of the program."""
        return as_told(self.key.meaning.replace("`", ""))

    @property
    def inner(self) -> tuple[Any, ...]:
        """Of a list what its entries are; of a mapping what its keys and values are."""
        return typing.get_args(self.hint)

    @property
    def is_list(self) -> bool:
        """Whether a list stands there."""
        return typing.get_origin(self.hint) is tuple

    @property
    def sort(self) -> str:
        """How it is drawn, where nothing is chosen from a list of things."""
        if typing.get_origin(self.hint) is not None:
            if not self.is_list or attrs.has(self.inner[0]):
                return "rows"
            return "numbers" if self.inner[0] is int else "lines"
        if attrs.has(self.hint):
            return "group"
        if issubclass(self.hint, enum.Enum):
            return "choice"
        plain = {bool: "yesno", int: "number"}.get(self.hint, "text")
        is_long = self.key.kind in _LONG and self.attribute not in _SHORT
        return "long" if plain == "text" and is_long else plain

    def value_of(self, n: int, own: str) -> Spot:
        """The value behind a key of a mapping, which is drawn in its n-th row."""
        part = Key(self.key.kind, "", self.key.least)
        path, name = f"{self.path}.{own}", f"{self.name}.{n}.value"
        return evolve(self, hint=self.inner[1], key=part, nothing=False, name=name, path=path)


def keys_of(form: type[Any]) -> Mapping[str, Key]:
    """The keys of a form, each with what it means."""
    return EVENT_KEYS if form is Event else KEYS[form]


def spots(
    form: type[Any], name: str = "", path: str = "", but: Iterable[str] = ()
) -> Iterator[Spot]:
    """The keys of a form that a page shows.

    Args:
        form: of the format.
        name: under which its row is sent; empty for the whole form.
        path: where the row is, as faults have it.
        but: keys that are not shown.
    """
    hints, fields = typing.get_type_hints(form), attrs.fields_dict(form)
    left_out = {*HIDDEN, *but}
    for attribute, key in keys_of(form).items():
        said, hint = key_of(attribute), hints[attribute]
        if attribute in left_out or said in left_out:
            continue
        nothing, may_go = False, fields[attribute].default is not attrs.NOTHING
        if typing.get_origin(hint) in {types.UnionType, typing.Union}:
            hint = next(one for one in typing.get_args(hint) if one is not type(None))
            nothing = not may_go
        yield Spot(
            form=form,
            attribute=attribute,
            hint=hint,
            nothing=nothing,
            may_go=may_go,
            key=key,
            name=f"{name}.{said}".lstrip("."),
            path=f"{path}.{said}",
        )
