"""YAML papers to plain values, strictly, with the line of everything that was read.

Theory of operation. The events come from libyaml (through PyYAML); what a scalar *means* is
decided here, by the core schema of YAML 1.2 narrowed to what every reader of YAML 1.1 and 1.2
reads alike. So `NO`, `on`, `12:30`, `1.10`, `0x1F`, `~` and `2019-04-30` are refused unless they
stand in quotes: none of them can turn into something else on another desk. Anchors, aliases,
tags, merges, floats, duplicate keys and second documents are refused as well. Aliases are
refused when they are read, before anything is built, so a paper cannot grow in memory.

Every fault that can be told apart is reported, not the first alone; only a paper that is no YAML
at all ends where its grammar breaks.

Source: YAML 1.2.2, chapter 10.3 (core schema); YAML 1.1 type repository (bool, int, float, null,
timestamp, merge). Departure: narrower than both, see ``docs/adr/0003-one-reading-of-yaml.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeGuard

import yaml
from attrs import define, field, frozen

from dipoli.faults import Finding, MalformedError

MAX_BYTES = 4_000_000
"""Largest paper that is read, in bytes."""
MAX_DEPTH = 40
"""Deepest nesting that is read."""
MAX_FINDINGS = 200
"""More faults than this in one paper are not listed."""

Place = tuple[str | int, ...]
"""Where in a paper: keys and positions from the root."""

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_NUMBER_LIKE = re.compile(
    r"[-+]?(\.?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F_]+|\.(inf|Inf|INF))"
    r"|\.(nan|NaN|NAN)"
)
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
_DATE_LIKE = re.compile(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2}([Tt \t].*)?)?")
_TWO_READINGS = frozenset({"yes", "no", "on", "off"})
_SHORT_WORDS = _TWO_READINGS | {"true", "false", "null"}
_LINE_BREAKS = re.compile("[\u0085\u2028\u2029]")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@frozen(kw_only=True)
class Paper:
    """A paper as read.

    Args:
        file: its name, as its author knows it.
        data: mappings, lists, texts, integers, true, false and null.
        lines: line of every place, counted from 1.
    """

    file: str
    data: object
    lines: Mapping[Place, int]

    def line_of(self, place: Place) -> int:
        """Line of a place, or of the nearest place around it."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_yaml(content: bytes, file: str) -> Paper:
    r"""Read one YAML paper.

    Args:
        content: the bytes of the paper.
        file: its name, for findings.

    Returns:
        The paper with its places.

    Raises:
        MalformedError: with every fault found.

    >>> read_yaml(b'code: "NO"\n', "parties.yaml").data
    {'code': 'NO'}
    """
    text = _decode(content, file)
    reader = _Reader(file=file)
    try:
        data = reader.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        reader.fault(*_grammar(error))
        raise MalformedError(reader.findings) from None
    except _GivenUpError:
        raise MalformedError(reader.findings) from None
    if reader.findings:
        raise MalformedError(reader.findings)
    return Paper(file=file, data=data, lines=reader.lines)


def show_place(place: Place) -> str:
    """A place as a reader would write it: ``issues[3].options``."""
    shown = ""
    for part in place:
        shown += f"[{part}]" if isinstance(part, int) else (f".{part}" if shown else part)
    return shown


def _decode(content: bytes, file: str) -> str:
    def refuse(line: int, expected: str, found: str, mend: str) -> MalformedError:
        return MalformedError(
            [Finding(file=file, line=line, expected=expected, found=found, mend=mend)]
        )

    if len(content) > MAX_BYTES:
        raise refuse(
            0,
            f"a paper of at most {MAX_BYTES:,} bytes",
            f"{len(content):,} bytes",
            "split the paper, or check that it is the one you meant",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse(
            line,
            "text in UTF-8",
            f"the byte 0x{content[error.start]:02x}, which is not UTF-8",
            "save the file again with the encoding UTF-8",
        ) from None
    odd = _LINE_BREAKS.search(text)
    if odd:
        raise refuse(
            text.count("\n", 0, odd.start()) + 1,
            "lines that end as lines do in every program",
            f"the line break U+{ord(odd.group()):04X}",
            "replace it by an ordinary line break or a space",
        )
    hidden = _UNPRINTABLE.search(text)
    if hidden:
        raise refuse(
            text.count("\n", 0, hidden.start()) + 1,
            "text that can be printed",
            f"the control character U+{ord(hidden.group()):04X}",
            "delete it",
        )
    return text


def _grammar(error: yaml.YAMLError) -> tuple[int, Place, str, str, str]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark is not None else 0
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "no YAML"
    return (
        line,
        (),
        "a paper in YAML",
        str(problem),
        "look at this line and the one before it: quotes, indentation, colons, brackets",
    )


class _GivenUpError(Exception):
    """The rest of the paper cannot be read, or too many faults were found."""


@define
class _Reader:
    file: str
    findings: list[Finding] = field(factory=list)
    lines: dict[Place, int] = field(factory=dict)

    def fault(self, line: int, place: Place, expected: str, found: str, mend: str) -> None:
        self.findings.append(
            Finding(
                file=self.file,
                line=line,
                where=show_place(place),
                expected=expected,
                found=found,
                mend=mend,
            )
        )
        if len(self.findings) >= MAX_FINDINGS:
            raise _GivenUpError

    def document(self, events: Iterator[yaml.Event]) -> object:
        next(events)  # the stream starts
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            self.fault(0, (), "a paper with something in it", "an empty file", "write the paper")
            raise _GivenUpError
        if getattr(first, "version", None) or getattr(first, "tags", None):
            self.fault(_line(first), (), "no directive", "a % directive", "delete the line")
        data = self.node(next(events), events, ())
        next(events)  # the document ends
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.fault(
                _line(after),
                (),
                "one document in a file",
                "a second document",
                "put it into a file of its own, or delete the line ---",
            )
        return data

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], place: Place) -> object:
        line = _line(event)
        self.lines.setdefault(place, line)
        if len(place) > MAX_DEPTH:
            self.fault(
                line,
                place[:3],
                f"at most {MAX_DEPTH} levels",
                "deeper nesting",
                "flatten the paper",
            )
            raise _GivenUpError
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.fault(
                line,
                place,
                "no anchors (&) and no aliases (*)",
                f"the anchor or alias {anchor}",
                "write the text out where it is needed, or put it in quotes if it is text",
            )
            if isinstance(event, yaml.AliasEvent):
                return None
        tag = getattr(event, "tag", None)
        if tag:
            self.fault(line, place, "no tags", f"the tag {tag}", "delete the tag")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, place)
        return self.mapping(events, place)

    def sequence(self, events: Iterator[yaml.Event], place: Place) -> list[object]:
        items: list[object] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, (*place, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], place: Place) -> dict[str, object]:
        entries: dict[str, object] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = _line(event)
            key = self.key(event, events, place, line)
            inside = (*place, key)
            value_event = next(events)
            if key in entries:
                self.fault(
                    line,
                    inside,
                    "each key once",
                    f"{key} a second time (first on line {self.lines.get(inside, 0)})",
                    "delete one of the two, or rename it",
                )
                inside = (*inside, "(again)")
            self.lines[inside] = line
            value = self.node(value_event, events, inside)
            entries.setdefault(key, value)
        return entries

    def key(self, event: yaml.Event, events: Iterator[yaml.Event], place: Place, line: int) -> str:
        if _is_plain(event) and len(place) < MAX_DEPTH and _is_word(event.value):
            return event.value  # as node would tell it, without a place that is dropped again
        key = self.node(event, events, (*place, "(key)"))
        self.lines.pop((*place, "(key)"), None)
        if isinstance(key, str):
            return key
        self.fault(line, place, "a key that is text", f"{key!r}", "put the key in quotes")
        return f"(key on line {line})"

    def scalar(self, event: yaml.ScalarEvent, place: Place, line: int) -> object:
        text = event.value
        if event.style or _is_word(text):
            return text
        if _INTEGER.fullmatch(text):
            return int(text)
        if text in {"true", "false", "null"}:
            return {"true": True, "false": False, "null": None}[text]
        refusal = _refusal(text)
        if refusal is not None:
            self.fault(line, place, *refusal)
        return text


def _is_plain(event: yaml.Event) -> TypeGuard[yaml.ScalarEvent]:
    return isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None


def _is_word(text: str) -> bool:
    """Whether no rule can read it as anything but text, nor refuse it.

    Each rule asks for a sign or a digit at the beginning, or for one of a few short words.
    """
    return text[:1].isalpha() and (len(text) > len("false") or text.lower() not in _SHORT_WORDS)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _refusal(text: str) -> tuple[str, str, str] | None:  # noqa: PLR0911 - a table of what is refused
    """Why a plain scalar is refused: what was expected, what was found, how to mend it."""
    quoted = f'"{text[:60]}"'
    if text == "":
        return "a value", "nothing", 'write null if there is none, or "" for an empty text'
    if text.lower() in {"true", "false", "null"} or text == "~":
        return (
            "true, false or null in small letters",
            text,
            f"write it in small letters, or {quoted} if it is text",
        )
    if text.lower() in _TWO_READINGS:
        return (
            "a value that all programs read alike",
            f"{text}, which some programs read as yes or no",
            f"write {quoted} if it is a code or a word, true or false if it is not",
        )
    if _DATE_LIKE.fullmatch(text):
        return "a date in quotes", text, f"write {quoted}"
    if _SEXAGESIMAL.fullmatch(text):
        return "text in quotes", f"{text}, which some programs read as a number", f"write {quoted}"
    if _NUMBER_LIKE.fullmatch(text):
        return (
            "a whole number such as 40 or -3",
            text[:60],
            f"write a whole number in plain digits, or {quoted} if it is text",
        )
    if text == "=":
        return "text in quotes", "=, which some programs cannot read", f"write {quoted}"
    if text.startswith("<<"):
        return "no merge keys", text, "write the entries out"
    return None
