"""Rows of a file of codings to the value, with every fault at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, evolve, field

from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.hands.codings import (
    AT_RANDOM,
    CODER,
    Coding,
    Codings,
    Half,
    Item,
    Listed,
    Mark,
    Marks,
    Reading,
    item_id,
)
from dipoli.analysis.discourse.texts import digest_of
from dipoli.codec.codings.cells import AND, BY, COLUMNS, NONE, OR, RANDOM, STANCES, Row, unshown
from dipoli.codec.interchange.scenario import refusal
from dipoli.faults import Finding, MalformedError

MOST_ROWS = 60_000
_MOST_FAULTS = 50
_MOST_SHOWN = 60
_DASHES = frozenset({NONE, "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"})
"""What programs make of a hyphen."""
_ID = re.compile(r"[a-z0-9_]+")
_HASH = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_NOTHING = "nothing"
_FROM_QUEUE = "take it from the queue"
_SEED = re.compile(r"0|[1-9][0-9]{0,18}")
_LAST_SEED = 2**63 - 1


class _Fault(Exception):  # noqa: N818 - it becomes a finding
    """One cell that cannot be read: what was expected, what was found, how to mend it."""

    def __init__(self, found: str, column: str, expected: str, mend: str) -> None:
        super().__init__(expected)
        self.column, self.expected, self.mend = column, expected, mend
        short = found if len(found) <= _MOST_SHOWN else f"{found[:_MOST_SHOWN]}..."
        self.found = short.strip() or _NOTHING


@define(kw_only=True)
class _Book:
    """What was read so far."""

    issues: tuple[Listed, ...]
    items: dict[str, Item] = field(factory=dict)
    codings: dict[tuple[str, str], Coding] = field(factory=dict)
    lines: dict[tuple[str, str], str] = field(factory=dict)


def codings_of_rows(file: str, about: Mapping[str, str], rows: Sequence[Row]) -> Codings:
    """Read rows as codings.

    Args:
        file: its name, for faults.
        about: what the file tells of the whole.
        rows: with cells under `cells.COLUMNS`, those of texts as they stand in the file.

    Returns:
        The codings.

    Raises:
        MalformedError: with every fault, up to fifty.
    """
    try:
        whole = _whole(about)
    except _Fault as fault:
        raise MalformedError([_finding(file, Row(cells={}), fault)]) from None
    if len(rows) > MOST_ROWS:
        raise refusal(file, f"at most {MOST_ROWS:,} rows", f"{len(rows):,}", "split the file")
    book = _Book(issues=whole.issues)
    faults: list[Finding] = []
    for row in rows:
        try:
            _read(book, row)
        except _Fault as fault:
            faults.append(_finding(file, row, fault))
            if len(faults) == _MOST_FAULTS:
                break
    if faults:
        raise MalformedError(faults)
    return evolve(whole, items=tuple(book.items.values()), codings=book.codings)


def _finding(file: str, row: Row, fault: _Fault) -> Finding:
    where = ", ".join(filter(None, (row.where, fault.column and f"column {fault.column}")))
    return Finding(
        file=file, line=row.line, where=where, expected=fault.expected, found=fault.found,
        mend=fault.mend,
    )  # fmt: skip


def _whole(about: Mapping[str, str]) -> Codings:
    """What is told of the whole file, as codings without items."""
    missing = [
        key for key in ("corpus", "codebook", "digest", "issues", "seed") if key not in about
    ]
    if missing:
        mend = "keep the first lines of the file, which begin with #, as they were written"
        raise _Fault(_NOTHING, "", f"a line of its own for {missing[0]}", mend)
    for key in ("corpus", "digest"):
        if not _HASH.fullmatch(about[key]):
            raise _Fault(about[key], key, "a SHA-256 in hexadecimal", _FROM_QUEUE)
    seed = about["seed"]
    if not _SEED.fullmatch(seed) or int(seed) > _LAST_SEED:
        raise _Fault(seed, "seed", "a whole number", _FROM_QUEUE)
    adjudicator = about.get("adjudicator", "")
    if adjudicator and not CODER.fullmatch(adjudicator):
        raise _Fault(adjudicator, "adjudicator", "a name of a coder", _FROM_QUEUE)
    return Codings(
        corpus=about["corpus"], codebook=about["digest"], name=about["codebook"],
        issues=tuple(_issues(about["issues"])), seed=int(seed), items=(), adjudicator=adjudicator,
    )  # fmt: skip


def _issues(text: str) -> Iterator[Listed]:
    seen = set[str]()
    for word in text.split():
        own, of, parent = word.partition("<")
        if not _ID.fullmatch(own) or (of and not _ID.fullmatch(parent)) or own in seen:
            raise _Fault(word, "issues", "ids of issues, each once", _FROM_QUEUE)
        seen.add(own)
        yield Listed(id=own, parent=parent or None)


# ---------------------------------------------------------------- one row


def _read(book: _Book, row: Row) -> None:
    cells = {column: row.cells.get(column, "") for column in COLUMNS}
    coder = cells["coder"].strip()
    if not CODER.fullmatch(coder):
        mend = "give the coder's name as the queue has it"
        raise _Fault(coder, "coder", "a name of up to 40 letters and digits", mend)
    item = _item(book, cells, coder)
    key = (item.id, coder)
    if key in book.lines:
        mend = "keep the row that holds, and delete the other"
        found = f"the item of {book.lines[key]} again"
        raise _Fault(found, "item", "each item once for each coder", mend)
    coding = Coding(
        marks=_marks(book.issues, cells["codes"], "codes"),
        note=unshown(cells["note"]),
        when=unshown(cells["when"]),
    )
    _keep_item(book, item, coder, cells["drawn"])
    book.lines[key] = f"line {row.line}" if row.line else row.where
    if not coding.blank:
        book.codings[key] = coding


def _keep_item(book: _Book, item: Item, coder: str, drawn: str) -> None:
    known = book.items.get(item.id)
    if known is None:
        book.items[item.id] = item
        return
    if (item.drawn, item.readings) != (known.drawn, known.readings):
        expected = "drawn and readings the same in all rows of an item"
        raise _Fault(drawn, "drawn", expected, _FROM_QUEUE)
    book.items[item.id] = evolve(known, coders=(*known.coders, coder))


def _item(book: _Book, cells: Mapping[str, str], coder: str) -> Item:
    text, sha256 = unshown(cells["text"]), cells["sha256"].strip()
    start, end = (_number(cells, column) for column in ("start", "end"))
    if not _HASH.fullmatch(sha256):
        raise _Fault(sha256, "sha256", "a SHA-256 in hexadecimal", _FROM_QUEUE)
    if digest_of(text) != sha256 or end - start != len(text):
        mend = (
            "take the text from the queue; if other signs are broken, too, save as CSV UTF-8 or as "
            "xlsx"
        )
        expected = "the words that were drawn, unchanged"
        raise _Fault(text, "text", expected, mend)
    half = cells["half"].strip()
    if half not in {one.value for one in Half}:
        raise _Fault(half, "half", "dev or test", _FROM_QUEUE)
    actors, date = _said(cells["said"].strip())
    file, language = unshown(cells["file"]), cells["language"].strip()
    name = item_id(file, start, end, sha256, language, *actors, date, half)
    if cells["item"].strip() != name:
        mend = "take language, said, half, file, start and end of this row from the queue"
        expected = f"{name}, which place, words and speaker make"
        raise _Fault(cells["item"].strip(), "item", expected, mend)
    return Item(
        file=file, start=start, end=end, sha256=sha256, text=text, language=language,
        actors=actors, date=date, half=Half(half), coders=(coder,),
        drawn=_drawn(book, cells["drawn"].strip()), readings=_readings(book, cells["readings"]),
    )  # fmt: skip


def _number(cells: Mapping[str, str], column: str) -> int:
    text = cells[column].strip()
    if not _NUMBER.fullmatch(text):
        raise _Fault(text, column, "a whole number", _FROM_QUEUE)
    return int(text)


def _said(text: str) -> tuple[tuple[str, ...], str]:
    before, comma, date = text.rpartition(", ")
    actors = tuple((before if comma else text).split(AND))
    if not all(re.fullmatch(r"[\w.-]+", one) for one in actors) or (
        comma and not _DATE.fullmatch(date)
    ):
        raise _Fault(text, "said", "codes of actors and a date", _FROM_QUEUE)
    return actors, date if comma else ""


def _drawn(book: _Book, text: str) -> str | None:
    if not text:
        return None
    if text != RANDOM and text not in {one.id for one in book.issues}:
        raise _Fault(text, "drawn", f"an issue, {RANDOM!r} or nothing", _FROM_QUEUE)
    return AT_RANDOM if text == RANDOM else text


def _readings(book: _Book, text: str) -> tuple[Reading, ...]:
    if not text.strip():
        return ()
    found = []
    for part in text.split(OR):
        coder, by, codes = part.rpartition(BY)
        marks = _marks(book.issues, codes, "readings")
        if marks is None or (by and not CODER.fullmatch(coder)):
            raise _Fault(part, "readings", "readings of coders", _FROM_QUEUE)
        found.append(Reading(marks=marks, coder=coder))
    return tuple(found)


# ---------------------------------------------------------------- codes


def marks_of(issues: Sequence[Listed], text: str) -> Marks | None:
    """Codes as a coder wrote them.

    Args:
        issues: that may be coded.
        text: such as ``water:s fishing``; ``-`` for none; empty where not yet coded.

    Returns:
        Marks in the order of the codebook; None where not yet coded.

    Raises:
        MalformedError: a word is no issue with a stance, or an issue stands there twice.
    """
    try:
        return _marks(issues, text, "")
    except _Fault as fault:
        raise MalformedError([_finding("codes", Row(cells={}), fault)]) from None


def _marks(issues: Sequence[Listed], text: str, column: str) -> Marks | None:
    words = [word for word in re.split(r"[\s,;]+", text) if word]
    if not words:
        return None
    if len(words) == 1 and words[0] in _DASHES:
        return ()
    known = {one.id: number for number, one in enumerate(issues)}
    found: dict[str, Mark] = {}
    for word in words:
        mark = _mark(list(known), word, column)
        if found.setdefault(mark.issue, mark) != mark:
            mend = "leave one of them"
            raise _Fault(word, column, f"one stance for {mark.issue}", mend)
    return tuple(sorted(found.values(), key=lambda one: known[one.issue]))


def _mark(known: Sequence[str], word: str, column: str) -> Mark:
    issue, colon, letter = word.casefold().partition(":")
    if issue not in known:
        near = difflib.get_close_matches(issue, known, n=1)
        mend = f"write {near[0]}" if near else "write ids of the codebook, with spaces between"
        if word in _DASHES:
            mend = "write - alone where there is no issue, and leave it out where there is one"
        raise _Fault(word, column, "an issue of the codebook", mend)
    return Mark(issue=issue, stance=_stance(word, letter, column) if colon else None)


def _stance(word: str, letter: str, column: str) -> Stance:
    named = {**STANCES, **{stance.value: stance for stance in Stance}}
    if letter not in named:
        mend = f"write one of {', '.join(STANCES)} after the colon"
        raise _Fault(word, column, "a stance", mend)
    return named[letter]
