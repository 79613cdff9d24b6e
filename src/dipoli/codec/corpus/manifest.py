"""The manifest of a corpus folder, read strictly and told fault by fault, and written.

CSV in UTF-8 (RFC 4180), a heading and a line for each text. Nothing is guessed: an
unknown column, a path that leaves the folder, a day that no calendar has and a hash that is none
are faults, each with its line.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from dipoli.analysis.discourse.texts import LANGUAGES, Translation
from dipoli.analysis.discourse.turns import speakers_of
from dipoli.codec.corpus.table import tables, told
from dipoli.faults import Finding, MalformedError

NAME = "MANIFEST.csv"
REQUIRED = (
    "file", "title", "date", "actors", "language", "genre", "source", "licence", "chars", "sha256",
)  # fmt: skip
"""Columns that every manifest has."""
OPTIONAL = ("venue", "role", "translation", "speakers", "original")
"""Columns that it may have."""
_LONGEST_CELL = 4_000
_LONGEST_PATH = 240
_CODE = re.compile(r"[A-Z]{2,12}(?:-[A-Z]{1,12})?")
_GENRE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_HASH = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")
_MOST_FINDINGS = 200


@frozen(kw_only=True)
class Row:
    """A line of a manifest.

    Args:
        line: in the manifest, counted from 1; 0 when it is not written yet.
        file: of the text, from the folder, with ``/`` between folders.
        title: as the compiler wrote it.
        date: year, month or day; empty when not known.
        actors: codes.
        language: ISO 639-1.
        genre: small letters, digits and underscores.
        source: where it was found.
        licence: on what terms.
        chars: length in code points.
        sha256: of the file.
        venue: where it was said.
        role: in what capacity.
        translation: whether it is in the language in which it was made.
        speakers: speakers of a transcript, as ``name=CODE; ...``.
        original: what the text was made from, from the folder; empty where it came as it is.
    """

    line: int = 0
    file: str
    title: str
    date: str
    actors: tuple[str, ...]
    language: str
    genre: str
    source: str = ""
    licence: str = ""
    chars: int = 0
    sha256: str = ""
    venue: str = ""
    role: str = ""
    translation: Translation = field(default=Translation.UNKNOWN)
    speakers: str = ""
    original: str = ""


def read_manifest(content: bytes, name: str = NAME) -> tuple[Row, ...]:
    """Read a manifest.

    Args:
        content: its bytes.
        name: how a finding names it.

    Raises:
        MalformedError: with every fault, by line.
    """
    rows = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for line, cells in tables(content, name, required=REQUIRED, optional=OPTIONAL):
        faults = [*_faults(cells), *_measured(cells)]
        spelled = unicodedata.normalize("NFC", cells["file"]).casefold()
        if spelled in seen:
            faults.append(
                ("file", "each file once", f"{cells['file']}, as in line {seen[spelled]}",
                 "delete one of the two lines")
            )  # fmt: skip
        seen.setdefault(spelled, line)
        findings += [told(name, line, *fault) for fault in faults]
        if len(findings) >= _MOST_FINDINGS:
            break
        if not faults:
            rows.append(row_of(cells, line))
    if findings:
        raise MalformedError(findings)
    return tuple(rows)


def row_of(cells: dict[str, str], line: int = 0) -> Row:
    """A line as a value; its cells have no fault."""
    return Row(
        line=line,
        file=cells["file"],
        title=cells["title"],
        date=cells["date"],
        actors=actors_of(cells["actors"]),
        language=cells["language"],
        genre=cells["genre"],
        source=cells["source"],
        licence=cells["licence"],
        chars=int(cells.get("chars") or 0),
        sha256=cells.get("sha256", ""),
        venue=cells.get("venue", ""),
        role=cells.get("role", ""),
        translation=Translation(cells.get("translation") or "unknown"),
        speakers=cells.get("speakers", ""),
        original=cells.get("original", ""),
    )


def actors_of(cell: str) -> tuple[str, ...]:
    """Codes with semicolons between them."""
    return tuple(part.strip() for part in cell.split(";"))


# ---------------------------------------------------------------- the cells


Fault = tuple[str, str, str, str]


def _measured(cells: dict[str, str]) -> Iterator[Fault]:
    """Faults of what is measured: path, length and hash."""
    yield from path_faults("file", cells["file"])
    if cells.get("original"):
        yield from path_faults("original", cells["original"])
    if not _NUMBER.fullmatch(cells["chars"]):
        yield (
            "chars",
            "a number of characters",
            cells["chars"],
            "count them, or add the text again",
        )
    if not _HASH.fullmatch(cells["sha256"]):
        mend = "write the SHA-256 of the file, or add the text again"
        yield ("sha256", "64 of 0-9 and a-f", cells["sha256"], mend)


def path_faults(where: str, path: str) -> Iterator[Fault]:
    """Faults of a path that must stay inside of the folder."""
    parts = path.split("/")
    mend = "name a file inside of the folder, such as texts/speech.txt"
    if not path or len(path) > _LONGEST_PATH:
        yield (where, f"a path of 1 to {_LONGEST_PATH} characters", path, mend)
    elif path.startswith("/") or "\\" in path or re.match(r"[A-Za-z]:", path):
        yield (where, "a path from the folder, with / between folders", path, mend)
    elif any(part in ("", ".", "..") or part.startswith(".") for part in parts):
        yield (where, "a path that stays in the folder, without hidden files", path, mend)
    elif path == NAME or not path.isprintable():
        yield (where, "the name of a text, in letters that can be seen", path, mend)


def _faults(cells: dict[str, str]) -> Iterator[Fault]:
    """Faults of what is said of a text."""
    for column, cell in cells.items():
        if len(cell) > _LONGEST_CELL:
            yield (column, f"at most {_LONGEST_CELL:,} characters", cell, "shorten it")
        elif any(unicodedata.category(letter) in ("Cc", "Cs") for letter in cell):
            yield (column, "one line of text without control characters", cell, "delete them")
    yield from said_faults(cells)


def said_faults(cells: dict[str, str]) -> Iterator[Fault]:
    """Faults of title, date, actors, language, genre, translation and speakers."""
    if not cells["title"].strip():
        yield ("title", "a title", "nothing", "write how you call the text")
    if cells["date"] and not is_day(cells["date"]):
        mend = "write YYYY, YYYY-MM or YYYY-MM-DD, or nothing if it is not known"
        yield ("date", "a day that the calendar has", cells["date"], mend)
    actors = actors_of(cells["actors"])
    if not all(map(_CODE.fullmatch, actors)) or len(set(actors)) < len(actors):
        mend = "write codes in capitals, once each, with ; between them"
        yield ("actors", "codes such as USA or USA;PRK", cells["actors"], mend)
    if cells["language"] not in LANGUAGES:
        mend = "write the code of the language"
        yield ("language", f"one of {', '.join(LANGUAGES)}", cells["language"], mend)
    if not _GENRE.fullmatch(cells["genre"]):
        mend = "use the same word for texts that may be compared"
        yield ("genre", "small letters, such as speech or joint_statement", cells["genre"], mend)
    kinds = [kind.value for kind in Translation]
    if cells.get("translation") and cells["translation"] not in kinds:
        mend = "write one of these, or nothing"
        yield ("translation", ", ".join(kinds), cells["translation"], mend)
    yield from _speaker_faults(cells.get("speakers", ""))


def _speaker_faults(cell: str) -> Iterator[Fault]:
    mend = "write name=CODE; name=CODE, with nothing behind = for somebody else's words"
    try:
        codes = speakers_of(cell).values()
    except ValueError:
        yield ("speakers", "name=CODE; name=CODE", cell, mend)
        return
    if not all(not code or _CODE.fullmatch(code) for code in codes):
        yield ("speakers", "codes in capitals behind =", cell, mend)


def is_day(text: str) -> bool:
    """Whether a text is a year, a month or a day that the calendar has.

    >>> is_day("2031-02"), is_day("2031-02-31")
    (True, False)
    """
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


# ---------------------------------------------------------------- written


def write_manifest(rows: Iterable[Row]) -> bytes:
    """A manifest as it is written; optional columns only where a row has something in them."""
    rows = list(rows)
    cells = [_cells(row) for row in rows]
    columns = [*REQUIRED, *(one for one in OPTIONAL if any(row[one] for row in cells))]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(cells)
    return text.getvalue().encode("utf-8")


def _cells(row: Row) -> dict[str, str]:
    kind = row.translation
    return {
        "file": row.file,
        "title": row.title,
        "date": row.date,
        "actors": ";".join(row.actors),
        "language": row.language,
        "genre": row.genre,
        "source": row.source,
        "licence": row.licence,
        "chars": str(row.chars),
        "sha256": row.sha256,
        "venue": row.venue,
        "role": row.role,
        "translation": "" if kind is Translation.UNKNOWN else kind.value,
        "speakers": row.speakers,
        "original": row.original,
    }
