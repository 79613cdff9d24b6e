"""A spreadsheet as a folder of CSV files, one for each table, in UTF-8 (RFC 4180).

A text that a spreadsheet program would take for a formula is written with an apostrophe before it,
and read without. Each file that is written bears the mark of the case in a first line of its own,
which begins with ``#``; such a line is passed over when a file is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from dipoli.codec.interchange.files import read_folder
from dipoli.codec.interchange.scenario import refusal
from dipoli.codec.interchange.tables import Rows, Tables, is_figure

MOST_ROWS = 60_000
MOST_COLUMNS = 60
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read_csv_folder(folder: Path) -> tuple[Tables, dict[str, bytes]]:
    """Read every CSV file of a folder.

    Returns:
        The tables by the names of the files, and the contents.

    Raises:
        MalformedError: a file cannot be read.
    """
    contents = dict(read_folder(folder, (".csv",)))
    tables = {name[: -len(".csv")]: _rows(content, name) for name, content in contents.items()}
    return tables, contents


def _rows(content: bytes, file: str) -> Rows:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal(file, "text in UTF-8", "other bytes", "save it as CSV UTF-8") from None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise refusal(file, "comma-separated text", str(error), "look at the quotes") from None
    return tidy((tuple(map(_unguarded, row)) for row in rows), file)


def tidy(rows: object, file: str) -> Rows:
    """Rows without marks before the first and without empty cells and rows at the end.

    Args:
        rows: an iterable of rows of texts.
        file: for a refusal.

    Raises:
        MalformedError: there are too many rows or columns.
    """
    kept: list[tuple[str, ...]] = []
    for row in rows:  # type: ignore[attr-defined]
        if not kept and (not any(row) or str(row[0]).startswith("#")):
            continue
        last = max((n for n, one in enumerate(row, start=1) if one != ""), default=0)
        kept.append(tuple(row[:last]))
        if len(kept) > MOST_ROWS or last > MOST_COLUMNS:
            expected = f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns"
            raise refusal(file, expected, "more", "split the sheet")
    while kept and not kept[-1]:
        kept.pop()
    width = len(kept[0]) if kept else 0
    return tuple((*row, *("",) * (width - len(row))) for row in kept)


def write_csv_folder(tables: Tables, mark: str, folder: Path) -> None:
    """Write a file for each table into an empty folder."""
    for name, rows in tables.items():
        text = csv_text(name, rows, mark)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")


def csv_text(
    name: str, rows: Rows, mark: str, figure: Callable[[str, str, str], bool] = is_figure
) -> str:
    """A table as comma-separated text, below a line with a mark.

    Args:
        name: of the table, by which its figures are known.
        rows: the first holds the names of the columns.
        mark: what the table bears; empty for nothing.
        figure: by table, column and text, whether a cell is a number.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if mark:
        writer.writerow([f"# {mark}"])
    for row in rows:
        writer.writerow(
            one if figure(name, column, one) else _guarded(one)
            for one, column in zip(row, rows[0], strict=True)
        )
    return text.getvalue()


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text
