"""JSON and YAML that others made, as plain values whose figures are exact.

Numbers become fractions, never floats. Keys that stand twice, infinities, anchors, aliases and tags
are refused. Nothing is built from what a file names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import yaml

from dipoli.codec.interchange.scenario import MOST_BYTES, number, refusal, shown
from dipoli.faults import MalformedError

Foreign = Any
"""Mappings, lists, texts, fractions, true, false and null; keys of mappings are texts."""

MOST_DEPTH = 40
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NO_NUMBERS = frozenset({".inf", "-.inf", "+.inf", ".nan", "inf", "-inf", "nan"})


def read_json(content: bytes, file: str) -> Foreign:
    """Read JSON.

    Raises:
        MalformedError: it is none, is too large or too deep, or holds a key twice.
    """

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        entries = dict(found)
        if len(entries) != len(found):
            twice = next(key for key, _value in found if [k for k, _v in found].count(key) > 1)
            raise refusal(file, "each key once", f"{twice[:60]} a second time", "delete one")
        return entries

    def figure(text: str) -> Fraction:
        return number(text, file, "a number")

    def constant(text: str) -> Fraction:
        raise refusal(file, "figures that end", text, "write a number, or null")

    text = _text(content, file)
    try:
        found = json.loads(
            text,
            object_pairs_hook=pairs,
            parse_float=figure,
            parse_int=figure,
            parse_constant=constant,
        )
    except MalformedError:
        raise
    except RecursionError:
        raise refusal(file, f"at most {MOST_DEPTH} levels", "deeper", "flatten it") from None
    except ValueError as error:
        raise refusal(file, "a file in JSON", str(error)[:120], "look at that line") from None
    _look_at(found, file, 0)
    return found


def read_foreign_yaml(content: bytes, file: str) -> Foreign:
    """Read YAML, keys as texts and figures as fractions.

    Raises:
        MalformedError: it is none, is too large or too deep, or holds what is not read.
    """
    text = _text(content, file)
    try:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        return _Reader(file).document(events)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark is not None else ""
        found = f"{line}{getattr(error, 'problem', None) or 'no YAML'}"
        raise refusal(file, "a file in YAML", found[:120], "look at that line") from None


def text_of(value: Foreign) -> str | None:
    """A text or a figure as a text, so that ``1`` and ``1.0`` are the same; None for anything else.

    >>> text_of("a"), text_of(Fraction(3)), text_of(Fraction(1, 4)), text_of(True)
    ('a', '3', '0.25', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        return shown(value)
    return None


def _text(content: bytes, file: str) -> str:
    if len(content) > MOST_BYTES:
        mend = "check that it is the file you meant"
        raise refusal(file, f"at most {MOST_BYTES:,} bytes", f"{len(content):,}", mend)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal(file, "text in UTF-8", "other bytes", "save it as UTF-8") from None
    return text


def _look_at(value: Foreign, file: str, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise refusal(file, f"at most {MOST_DEPTH} levels", "deeper", "flatten it")
    if isinstance(value, str) and not value.isprintable() and _surrogates(value):
        raise refusal(file, "text", "half of a character", "write the whole character")
    if isinstance(value, dict):
        for key, inner in value.items():
            _look_at(key, file, depth + 1)
            _look_at(inner, file, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _look_at(inner, file, depth + 1)


def _surrogates(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


class _Reader:
    """Builds values from the events of a YAML file."""

    def __init__(self, file: str) -> None:
        self.file = file

    def document(self, events: Iterator[yaml.Event]) -> Foreign:
        next(events)
        if isinstance(next(events), yaml.StreamEndEvent):
            raise refusal(self.file, "a file with something in it", "an empty file", "fill it")
        found = self.node(next(events), events, 0)
        next(events)
        if not isinstance(next(events), yaml.StreamEndEvent):
            raise refusal(self.file, "one document", "a second one", "split the file")
        return found

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Foreign:
        line = event.start_mark.line + 1 if event.start_mark is not None else 0
        if depth > MOST_DEPTH:
            raise refusal(self.file, f"at most {MOST_DEPTH} levels", "deeper", "flatten it")
        for what in ("anchor", "tag"):
            if getattr(event, what, None):
                found = f"line {line}: the {what} {getattr(event, what)}"
                raise refusal(self.file, "no anchors, aliases or tags", found, "write it out")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self.node(inner, events, depth + 1))
            return items
        entries: dict[str, Foreign] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = text_of(self.node(inner, events, depth + 1))
            if key is None or key in entries:
                found = f"line {line}: {'a key twice' if key else 'a key that is no text'}"
                raise refusal(self.file, "each key once, as a text or figure", found, "mend it")
            entries[key] = self.node(next(events), events, depth + 1)
        return entries

    def scalar(self, event: yaml.ScalarEvent, line: int) -> Foreign:
        text = event.value
        if event.style:
            return text
        if text in {"", "~", "null", "Null", "NULL"}:
            return None
        if text.lower() in {"true", "false"}:
            return text.lower() == "true"
        if text.lower() in _NO_NUMBERS:
            raise refusal(
                self.file, "figures that end", f"line {line}: {text}", "write a number, or null"
            )
        return number(text, self.file, f"line {line}") if _NUMBER.fullmatch(text) else text
