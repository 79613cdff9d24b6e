"""``timeline.csv`` to events: one line for each dated event behind the case.

Comma-separated text in UTF-8 with one head line, quoted where a field holds a comma (RFC 4180).
Types are neutral and the same for every party: what a party itself calls an event belongs into
the text of the event.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping

import attrs

from dipoli.analysis.case import Event
from dipoli.codec.case_format import KINDS, is_date
from dipoli.faults import Finding, MalformedError
from dipoli.terms import Confidence
from dipoli.told import tell

COLUMNS: Mapping[str, str] = {
    "id": "id of the event: letters, digits and hyphens",
    "date": "the day, YYYY-MM-DD; where only the month or year is sure, a day in it",
    "date_precision": "`day`, `month` or `year`: how much of the date is sure",
    "type": "a neutral type, the same words for every party",
    "event": "what happened, in a sentence",
    "parties": "codes of those concerned, separated by semicolons",
    "format": "in what form",
    "basket": "subject of the event, a word of the compiler's; may be empty",
    "reference": "document to which it belongs; may be empty",
    "framework": "process to which it belongs; may be empty",
    "confidence": "`high`, `medium` or `low`",
}
"""The columns of the timeline, in order."""

PRECISIONS = ("day", "month", "year")

TYPES = (
    "agreement",
    "breakdown",
    "election",
    "exercise",
    "implementation",
    "incident",
    "launch",
    "leadership_change",
    "legislation",
    "report",
    "sanction",
    "sanction_relief",
    "statement",
    "summit",
    "talks",
    "test",
    "un_resolution",
    "un_statement",
    "un_veto",
    "unilateral_measure",
)
"""Neutral types of events."""

FORMATS = ("unilateral", "bilateral", "multilateral", "track1.5", "track2")

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "date_precision": PRECISIONS,
    "type": TYPES,
    "format": FORMATS,
    "confidence": tuple(confidence.value for confidence in Confidence),
}
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,79}")
_LENGTH_OF_A_DAY = len("2031-04-30")


@attrs.frozen
class Timeline:
    """The events, with the line on which each begins."""

    events: tuple[Event, ...]
    lines: tuple[int, ...]


def read_timeline(content: bytes, file: str) -> Timeline:
    """Read a timeline.

    Args:
        content: the bytes of the paper.
        file: its name, for findings.

    Raises:
        MalformedError: with every fault of form.
    """
    rows = list(_rows(content, file))
    _check_head(rows[0] if rows else (0, []), file)
    findings = [finding for line, row in rows[1:] for finding in _faults(row, line, file)]
    if findings:
        raise MalformedError(findings)
    events = tuple(_event(dict(zip(COLUMNS, row, strict=True))) for _line, row in rows[1:])
    return Timeline(events, tuple(line for line, _row in rows[1:]))


def _rows(content: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{content[error.start]:02x}, which is not UTF-8"
        mend = "save the file again with the encoding UTF-8"
        raise _refusal(file, line, "text in UTF-8", found, mend) from None
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        mend = "look at the quotes on this line: a quote inside a field is written twice"
        raise _refusal(file, line, "comma-separated text", str(error), mend) from None


def _refusal(file: str, line: int, expected: str, found: str, mend: str) -> MalformedError:
    finding = Finding(file=file, line=line, expected=expected, found=found, mend=mend)
    return MalformedError([finding])


def _check_head(head: tuple[int, list[str]], file: str) -> None:
    line, row = head
    if row != list(COLUMNS):
        mend = "write the head line so; save without a byte order mark"
        found = ",".join(row)[:200] or "an empty file"
        raise _refusal(file, line, f"the head line {','.join(COLUMNS)}", found, mend)


def _faults(row: list[str], line: int, file: str) -> Iterator[Finding]:
    def finding(where: str, expected: str, found: str, mend: str) -> Finding:
        return Finding(file=file, line=line, where=where, expected=expected, found=found, mend=mend)

    if len(row) != len(COLUMNS):
        mend = "put a text with a comma in it in quotes; leave an empty field empty"
        yield finding("", f"{len(COLUMNS)} fields", f"{len(row)}", mend)
        return
    fields = dict(zip(COLUMNS, row, strict=True))
    for column, choices in _CHOICES.items():
        if fields[column] not in choices:
            expected = tell("one of {choices}", choices=", ".join(choices))
            mend = tell("choose one of these words")
            yield finding(column, expected, _quote(fields[column]), mend)
    if not _WORD.fullmatch(fields["id"]):
        yield finding(
            "id",
            tell("id of the event: letters, digits and hyphens"),
            _quote(fields["id"]),
            tell("write it like E001"),
        )
    if len(fields["date"]) != _LENGTH_OF_A_DAY or not is_date(fields["date"]):
        expected, mend = tell("a real day as YYYY-MM-DD"), tell("correct it")
        yield finding("date", expected, _quote(fields["date"]), mend)
    if not fields["event"].strip():
        expected, mend = tell("what happened"), tell("write it in a sentence")
        yield finding("event", expected, _quote(""), mend)
    words, mend = KINDS["code"].told
    for party in fields["parties"].split(";"):
        if not KINDS["code"].fits(party):
            expected = tell("{kind}; codes apart by ;", kind=words)
            yield finding("parties", expected, _quote(party), mend)


def _quote(text: str) -> str:
    return tell('the text "{text}"', text=text[:60]) if text else tell("an empty field")


def _event(fields: Mapping[str, str]) -> Event:
    return Event(
        id=fields["id"],
        date=fields["date"],
        date_precision=fields["date_precision"],
        type=fields["type"],
        event=fields["event"],
        parties=tuple(fields["parties"].split(";")),
        format=fields["format"],
        basket=fields["basket"],
        reference=fields["reference"],
        framework=fields["framework"],
        confidence=Confidence(fields["confidence"]),
    )
