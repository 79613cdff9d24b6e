"""Codings as CSV in UTF-8 (RFC 4180), and what spreadsheet programs make of it.

Above the table stand lines that begin with ``#`` and tell of the whole file. A text that a
spreadsheet program would take for a formula has an apostrophe before it, and is read without. Read
are commas, semicolons and tabs between cells, with or without a byte order mark, in UTF-8 or, as
"Unicode text" is saved, in UTF-16 with a mark.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence

from dipoli.analysis.discourse.hands.codings import Codings
from dipoli.codec.codings.cells import ABOUT, COLUMNS, NONE, SCHEMA, Row, about_of, rows_of
from dipoli.codec.codings.reading import codings_of_rows
from dipoli.faults import Finding, MalformedError

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_SEPARATORS = (",", ";", "\t")
_LONGEST_CELL = 1_000_000
Lines = Sequence[tuple[int, list[str]]]
"""Rows of cells, each with the line on which it begins."""


def csv_bytes(codings: Codings) -> bytes:
    """Codings as CSV, with a byte order mark, so that spreadsheet programs see UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for line in about_lines(about_of(codings)):
        writer.writerow([line])
    writer.writerow(COLUMNS)
    for row in rows_of(codings):
        writer.writerow(_guarded(row[column]) for column in COLUMNS)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def read_csv(content: bytes, file: str) -> Codings:
    """Read CSV as codings.

    Args:
        content: of the file.
        file: its name, for faults.

    Raises:
        MalformedError: with every fault, each with its line.
    """
    lines = _lines(_text(content, file), file)
    lines = [(number, [_unguarded(cell) for cell in row]) for number, row in lines if any(row)]
    return read_lines(lines, file)


def about_lines(about: Mapping[str, str]) -> list[str]:
    """What is told of the whole file, as lines that begin with ``#``."""
    return [f"# {SCHEMA}", *(f"# {key}: {about[key]}" for key in ABOUT if about[key])]


def read_lines(lines: Lines, file: str, place: str = "") -> Codings:
    """Rows of cells as codings.

    Args:
        lines: rows that are not empty, with those above the table.
        file: its name, for faults.
        place: what stands before the number of a row where there are no lines, such as ``row``.

    Raises:
        MalformedError: with every fault.
    """
    above = [row[0].strip() for _line, row in lines if row[0].startswith("#")]
    table = [(line, row) for line, row in lines if not row[0].startswith("#")]
    if f"# {SCHEMA}" not in above:
        mend = "give a file that dipoli discourse annotate wrote, with its first lines"
        raise _refusal(file, f"a line # {SCHEMA}", "none", mend)
    about = dict(_pair(one, file) for one in above if one != f"# {SCHEMA}")
    if not table:
        raise _refusal(file, "a table of items", "nothing", "take the file from the queue anew")
    names = _head(table[0][1], file, table[0][0])
    rows = [_row(names, row, line, file, place) for line, row in table[1:]]
    return codings_of_rows(file, about, rows)


def _pair(line: str, file: str) -> tuple[str, str]:
    key, colon, value = line.removeprefix("#").strip().partition(":")
    if not colon or key not in ABOUT:
        expected = f"lines above the table for {', '.join(ABOUT)}"
        raise _refusal(file, expected, line[:60], "delete the line")
    return key, value.strip()


def _head(cells: Sequence[str], file: str, line: int) -> list[str]:
    names = [cell.strip().casefold() for cell in cells]
    missing = [one for one in COLUMNS if one not in names]
    extra = [one for one in names if one and one not in COLUMNS]
    twice = [one for one in COLUMNS if names.count(one) > 1]
    if missing:
        mend = "put the column back, with its name in the first row of the table"
        raise _refusal(file, f"the column {missing[0]}", "none", mend, line)
    if extra or twice:
        found = f"the column {extra[0][:40]}" if extra else f"the column {twice[0]} twice"
        mend = "delete the column; words of your own go under note"
        raise _refusal(file, "the columns of the queue alone", found, mend, line)
    return names


def _row(names: Sequence[str], cells: Sequence[str], line: int, file: str, place: str) -> Row:
    if any(cell for cell in cells[len(names) :]):
        mend = "put quotes around a cell that holds a separator, or delete what stands behind"
        raise _refusal(file, f"{len(names)} cells", f"{len(cells)}", mend, line)
    held = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    if place:
        return Row(cells=held, where=f"{place} {line}")
    return Row(cells=held, line=line)


# ---------------------------------------------------------------- signs and cells


def _text(content: bytes, file: str) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        mend = "save it as CSV UTF-8"
        raise _refusal(file, "text in UTF-8", "other bytes", mend, line) from None


def _lines(text: str, file: str) -> list[tuple[int, list[str]]]:
    """Rows with the lines on which they begin, by the separator under which the table has columns.

    A first line such as ``sep=;``, which some programs write, is passed over.
    """
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = csv.field_size_limit(_LONGEST_CELL)
    rows: list[tuple[int, list[str]]] = []
    try:
        begins = 1
        for row in reader:
            rows.append((begins, row))
            begins = reader.line_num + 1
    except csv.Error as error:
        mend = "look at the quotes: a cell with quotes in it stands in quotes, each of them twice"
        raise _refusal(file, "rows of cells", str(error), mend, reader.line_num) from None
    finally:
        csv.field_size_limit(before)
    if rows and re.fullmatch(r"sep=.?", "".join(rows[0][1])):
        rows.pop(0)
    return rows


def _separator(text: str) -> str:
    """The separator of the line with the names of the columns; a comma where there is none."""
    for line in io.StringIO(text):
        cells = line.strip().casefold()
        for one in _SEPARATORS:
            names = {cell.strip().strip('"') for cell in cells.split(one)}
            if {"item", "text"} <= names:
                return one
    return ","


def _guarded(text: str) -> str:
    return f"'{text}" if text != NONE and _FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


def _refusal(file: str, expected: str, found: str, mend: str, line: int = 0) -> MalformedError:
    return MalformedError(
        [Finding(file=file, line=line, expected=expected, found=found, mend=mend)]
    )
