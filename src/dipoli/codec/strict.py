"""Plain values to frozen values, strictly: form is checked here, once.

cattrs does the work. It is made strict: a text is a text and a number a number (``"3"`` is not
3), a list is a list, an unknown key is a fault, a missing one too. All faults of shape are
gathered at once; each becomes a finding with the line on which it stands.

An attribute whose name ends in an underscore (``if_``) is read from the key without it (``if``).
"""

from __future__ import annotations

import difflib
import enum
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from dipoli.codec.yaml12 import Paper, Place, show_place
from dipoli.faults import Finding, MalformedError
from dipoli.told import tell

T = TypeVar("T")

_WORDS = {
    str: tell("text"),
    int: tell("a whole number"),
    bool: tell("true or false"),
    type(None): tell("null"),
}


class _ShapeError(Exception):
    """A value of the wrong kind: what was found, what was expected, how to mend it."""

    def __init__(self, found: object, expected: str, mend: str) -> None:
        super().__init__(expected)
        self.expected = expected
        self.found = found
        self.mend = mend


def structure(paper: Paper, form: type[T]) -> T:
    """Read a paper as a value of a form.

    Args:
        paper: what the YAML reader returned.
        form: an attrs class that mirrors the paper.

    Returns:
        The value.

    Raises:
        MalformedError: with every fault of shape, each with its line.
    """
    try:
        return _CONVERTER.structure(paper.data, form)
    except Exception as error:  # noqa: BLE001 - whatever is wrong becomes findings, below
        raise MalformedError(list(_findings(error, paper, ()))) from None


def key_of(attribute: str) -> str:
    """The key in the paper for an attribute: ``if_`` is written ``if``."""
    return attribute.rstrip("_")


def _findings(error: BaseException, paper: Paper, place: Place) -> typing.Iterator[Finding]:
    if isinstance(error, cattrs.BaseValidationError):
        for inner in error.exceptions:
            yield from _findings(inner, paper, (*place, *_step(inner)))
    elif isinstance(error, cattrs.ForbiddenExtraKeysError):
        known = [key_of(attribute.name) for attribute in attrs.fields(error.cl)]
        for extra in sorted(error.extra_fields):
            near = difflib.get_close_matches(extra, known, n=1)
            mend = tell("correct its spelling, or delete it")
            if near:
                mend = tell("write {name} if that is meant, or delete it", name=near[0])
            expected = tell("only the keys {keys}", keys=", ".join(known))
            found = tell("the key {key}", key=extra)
            yield _placed(paper, (*place, extra), expected, found, mend)
    else:
        yield _finding(error, paper, place)


def _step(error: BaseException) -> Place:
    steps: list[str | int] = []
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, cattrs.IterableValidationNote):
            steps.append(note.index)
        elif isinstance(note, cattrs.AttributeValidationNote):
            steps.append(key_of(note.name))
    return tuple(steps)


def _finding(error: BaseException, paper: Paper, place: Place) -> Finding:
    if isinstance(error, _ShapeError):
        return _placed(paper, place, error.expected, show(error.found), error.mend)
    if isinstance(error, KeyError):
        key = key_of(str(error.args[0]))
        around = place[:-1] if place and place[-1] == key else place
        expected, mend = tell("the key {key}", key=key), tell("add {key}: with its value", key=key)
        return _placed(paper, around, expected, tell("it is missing"), mend)
    expected, mend = tell("a value of the form"), tell("see the reference of the format")
    if isinstance(error, ValueError):
        expected = tell("a value that makes sense by itself")
        mend = tell("correct the figures on this line")
    return _placed(paper, place, expected, str(error), mend)


def _placed(paper: Paper, place: Place, expected: str, found: str, mend: str) -> Finding:
    return Finding(
        file=paper.file,
        line=paper.line_of(place),
        where=show_place(place),
        expected=expected,
        found=found,
        mend=mend,
    )


def show(found: object) -> str:
    """A value as a reader would say it, short."""
    if found is None:
        return "null"
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, str):
        return tell('the text "{text}"', text=found[:60]) if found else tell("an empty text")
    if isinstance(found, Mapping):
        return tell("a mapping of keys to values")
    if isinstance(found, Sequence):
        return tell("a list of {number}", number=len(found))
    return tell("the number {number}", number=found)


def _strict_primitive(value: object, kind: type[Any]) -> object:
    if type(value) is not kind:
        hint = tell("write it without quotes, in plain digits")
        if kind is not int:
            hint = tell("put it in quotes") if kind is str else tell("write true or false")
        raise _ShapeError(value, _WORDS[kind], hint)
    return value


def _strict_text(value: object, kind: type[str]) -> str:
    text = str(_strict_primitive(value, str))
    if kind is str:
        return text
    try:  # a text with a form of its own, such as a date or a code
        return kind(text)
    except ValueError as error:
        raise _ShapeError(value, str(error), tell("write it in that form")) from None


def _strict_enum(value: object, kind: type[enum.Enum]) -> enum.Enum:
    for choice in kind:
        if choice.value == value and type(choice.value) is type(value):
            return choice
    choices = ", ".join(str(choice.value) for choice in kind)
    mend = tell("choose one of these words")
    raise _ShapeError(value, tell("one of {choices}", choices=choices), mend)


def _strict_tuple(value: object, kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a typing form
    arguments = typing.get_args(kind)
    if not isinstance(value, list):
        mend = tell("write it as [a, b] or as lines that start with -")
        raise _ShapeError(value, tell("a list"), mend)
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        return tuple(_CONVERTER.structure(value, list[arguments[0]]))  # type: ignore[valid-type]
    if len(value) != len(arguments):
        expected = tell("a list of {number}", number=len(arguments))
        raise _ShapeError(value, expected, tell("add or remove entries"))
    return tuple(_CONVERTER.structure(value, list[arguments[0]]))  # type: ignore[valid-type]


def _strict_mapping(value: object, kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a typing form
    if not isinstance(value, dict):
        mend = tell("write it as {{key: value}}")
        raise _ShapeError(value, tell("a mapping of keys to values"), mend)
    key_kind, inner = typing.get_args(kind)
    result: dict[str, Any] = {}
    errors: list[Exception] = []
    for key, item in value.items():
        try:
            result[_CONVERTER.structure(key, key_kind)] = _CONVERTER.structure(item, inner)
        except Exception as error:  # noqa: BLE001 - gathered, and raised below
            error.__notes__ = [
                cattrs.IterableValidationNote("in a mapping", key, inner),
                *getattr(error, "__notes__", ()),
            ]
            errors.append(error)
    if errors:
        message = "in a mapping"
        raise cattrs.IterableValidationError(message, errors, dict)
    return result


def _strict_optional(value: object, kind: Any) -> object:  # noqa: ANN401 - a typing form
    if value is None:
        return None
    (inner,) = (argument for argument in typing.get_args(kind) if argument is not type(None))
    return _CONVERTER.structure(value, inner)


def _attrs_hook(kind: type[Any]) -> Any:  # noqa: ANN401 - cattrs' own type
    overrides = {a.name: override(rename=key_of(a.name)) for a in attrs.fields(kind)}
    build = make_dict_structure_fn(
        kind,
        _CONVERTER,
        _cattrs_forbid_extra_keys=True,
        **overrides,  # type: ignore[arg-type]
    )

    def read(value: object, _kind: object) -> object:
        if not isinstance(value, dict):
            keys = ", ".join(key_of(a.name) for a in attrs.fields(kind))
            expected = tell("a mapping with the keys {keys}", keys=keys)
            raise _ShapeError(value, expected, tell("write key: value pairs"))
        return build(value, kind)

    return read


def _origin_is(*origins: object) -> Any:  # noqa: ANN401 - a predicate for cattrs
    return lambda kind: typing.get_origin(kind) in origins


_CONVERTER = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
_CONVERTER.register_structure_hook(str, _strict_text)
for _kind in (int, bool):
    _CONVERTER.register_structure_hook(_kind, _strict_primitive)
_CONVERTER.register_structure_hook_func(
    lambda kind: isinstance(kind, type) and issubclass(kind, enum.Enum), _strict_enum
)
_CONVERTER.register_structure_hook_func(_origin_is(tuple), _strict_tuple)
_CONVERTER.register_structure_hook_func(_origin_is(Mapping, dict), _strict_mapping)
_CONVERTER.register_structure_hook_func(_origin_is(types.UnionType, typing.Union), _strict_optional)
_CONVERTER.register_structure_hook_factory(
    lambda kind: isinstance(kind, type) and attrs.has(kind), _attrs_hook
)
