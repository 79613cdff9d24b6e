"""One file of codings, of the kind that its name ends in: ``.csv``, ``.xlsx`` or ``.json``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dipoli.analysis.discourse.hands.codings import Codings
from dipoli.codec.codings.cells import ABOUT, COLUMNS, SCHEMA, about_of, rows_of
from dipoli.codec.codings.csv_file import about_lines, csv_bytes, read_csv, read_lines
from dipoli.codec.codings.json_file import json_bytes, read_json
from dipoli.codec.interchange.files import read_file
from dipoli.codec.interchange.scenario import refusal
from dipoli.codec.interchange.workbook import read_workbook, write_workbook
from dipoli.faults import RefusedError

KINDS = (".csv", ".xlsx", ".json")
_SHEET, _ABOUT = "codings", "about"
_BEFORE = 2
"""Row of the names of columns in a workbook, below the mark."""


def read_codings(path: Path) -> Codings:
    """Read a file of codings.

    Raises:
        MalformedError: it cannot be read, or a row is not what was drawn.
        RefusedError: it is of another kind, or a workbook where openpyxl is not installed.
    """
    kind = kind_of(path)
    if kind == ".xlsx":
        return _read_workbook(path)
    content = read_file(path)
    return (read_csv if kind == ".csv" else read_json)(content, path.name)


def codings_bytes(codings: Codings, kind: str) -> bytes:
    """Codings as the content of a file.

    Args:
        codings: the codings.
        kind: one of `KINDS`.

    Raises:
        RefusedError: a workbook is asked for where openpyxl is not installed.
    """
    if kind == ".xlsx":
        return _workbook(codings)
    return csv_bytes(codings) if kind == ".csv" else json_bytes(codings)


def kind_of(path: Path) -> str:
    """The kind of a file by its name.

    Raises:
        RefusedError: it is of no kind that is read and written.
    """
    kind = path.suffix.casefold()
    if kind not in KINDS:
        message = f"{path.name}: codings stand in a file whose name ends in {', '.join(KINDS)}."
        raise RefusedError(message)
    return kind


def _workbook(codings: Codings) -> bytes:
    about = about_of(codings)
    told = [("key", "value"), ("schema", SCHEMA), *((key, about[key]) for key in ABOUT)]
    rows = [tuple(row[column] for column in COLUMNS) for row in rows_of(codings)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codings.xlsx"
        write_workbook({_SHEET: (COLUMNS, *rows), _ABOUT: tuple(told)}, about["mark"], path)
        return path.read_bytes()


def _read_workbook(path: Path) -> Codings:
    tables, _contents = read_workbook(path)
    missing = [name for name in (_SHEET, _ABOUT) if name not in tables]
    if missing:
        mend = "put the sheet back, as the queue has it"
        raise refusal(path.name, f"the sheet {missing[0]}", "none", mend)
    about = {row[0]: row[1] if len(row) > 1 else "" for row in tables[_ABOUT][1:]}
    if about.get("schema") != SCHEMA:
        mend = "give a file that dipoli discourse annotate wrote"
        raise refusal(path.name, f"the schema {SCHEMA}", "another, or none", mend, _ABOUT)
    told = {key: about.get(key, "") for key in ABOUT}
    above = [[line] for line in about_lines(told)]
    table = [
        (number, list(row)) for number, row in enumerate(tables[_SHEET], start=_BEFORE) if any(row)
    ]
    return read_lines([*((0, row) for row in above), *table], path.name, "row")
