"""The timeline as rows that an edit can change: a line stays as it was where nothing in it changed.

``timeline.csv`` is the one paper that is no YAML. Among the plain values of a case it stands as the
others do, ``{"events": [...]}``, with a mapping for each line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from dipoli.codec.case_format import Key
from dipoli.codec.case_papers import TIMELINE
from dipoli.codec.timeline import COLUMNS
from dipoli.codec.yaml12 import show_place
from dipoli.faults import Finding

EVENTS = "events"
"""The key under which the rows stand."""
EVENT_KEYS: Mapping[str, Key] = {
    "id": Key("text", COLUMNS["id"]),
    "date": Key("text", COLUMNS["date"]),
    "date_precision": Key("text", COLUMNS["date_precision"]),
    "type": Key("text", COLUMNS["type"]),
    "event": Key("text", COLUMNS["event"]),
    "parties": Key("code", "who is concerned", least=1),
    "format": Key("text", COLUMNS["format"]),
    "basket": Key("text, may be empty", COLUMNS["basket"]),
    "reference": Key("text, may be empty", COLUMNS["reference"]),
    "framework": Key("text, may be empty", COLUMNS["framework"]),
    "confidence": Key("", "how sure the compiler is of the event"),
}
"""What a form says of each column."""

Row = dict[str, Any]


def events_in(text: str | None) -> list[Row] | None:
    """The events of a timeline, sound or not; None where its lines are not of its columns.

    >>> events_in("id,date") is None, events_in(None)
    (True, [])
    """
    if text is None:
        return []
    lines = _lines(text)
    if not lines or lines[0][0] != list(COLUMNS):
        return None
    if any(len(row) != len(COLUMNS) for row, _raw, _line in lines):
        return None
    return [_event(row) for row, _raw, _line in lines[1:]]


def timeline_with(text: str | None, events: Sequence[Row]) -> str:
    """A timeline with these events; a line that says what it said stays byte for byte.

    Args:
        text: the timeline before, whose lines are of its columns; None where there is none.
        events: what it shall hold, in order.
    """
    lines = [] if text is None else _lines(text)
    head = lines[0][1] if lines else _line(list(COLUMNS))
    kept = [(_event(row), raw) for row, raw, _at in lines[1:]]
    made = [head if head.endswith("\n") else f"{head}\n"]
    for event in events:
        at = next((n for n, (old, _raw) in enumerate(kept) if old == event), None)
        raw = _line(_row(event)) if at is None else kept.pop(at)[1]
        made.append(raw if raw.endswith("\n") else f"{raw}\n")
    return "".join(made)


def placed(findings: Iterable[Finding], text: str | None) -> Iterator[Finding]:
    """Findings of a case, those of the timeline at the event that they are about."""
    begins = [] if text is None else [line for _row, _raw, line in _lines(text)[1:]]
    for one in findings:
        if one.file != TIMELINE or one.where.startswith(EVENTS) or one.line not in begins:
            yield one
        else:
            column = (one.where,) if one.where else ()
            yield evolve(one, where=show_place((EVENTS, begins.index(one.line), *column)))


def _lines(text: str) -> list[tuple[list[str], str, int]]:
    """Each line with its fields, as it was written, and its number; nothing where it is no CSV."""
    raw, found, last = text.splitlines(keepends=True), [], 0
    reader = csv.reader(raw, strict=True)
    try:
        for row in reader:
            if row:
                found.append((row, "".join(raw[last : reader.line_num]), last + 1))
            last = reader.line_num
    except csv.Error:
        return []
    return found


def _event(row: Sequence[str]) -> Row:
    told: Row = dict(zip(COLUMNS, row, strict=True))
    told["parties"] = [one for one in told["parties"].split(";") if one]
    return told


def _row(event: Mapping[str, Any]) -> list[str]:
    held = {**event, "parties": ";".join(event.get("parties") or [])}
    return [str(held.get(column) or "") for column in COLUMNS]


def _line(row: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue()
