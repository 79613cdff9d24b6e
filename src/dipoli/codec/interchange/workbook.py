"""A spreadsheet as an xlsx workbook: the only place that imports openpyxl.

Formulas, macros, links to other workbooks and embedded objects are refused, and so is XML with a
document type. What a workbook unpacks to is looked at before it is unpacked. Whichever library of
XML openpyxl reads through, it never sees what is refused here.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dipoli.codec.interchange.csv_folder import MOST_COLUMNS, MOST_ROWS, tidy
from dipoli.codec.interchange.files import read_file
from dipoli.codec.interchange.scenario import MOST_BYTES, number, refusal, shown
from dipoli.codec.interchange.tables import Rows, Tables, is_figure
from dipoli.faults import DipoliError, RefusedError
from dipoli.told import tell

if TYPE_CHECKING:
    from types import ModuleType

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
_NO_PARTS = ("xl/vbaproject", "xl/externallinks", "xl/embeddings", "xl/connections", "xl/activex")
_EXACT_DIGITS = 15
"""A number with more digits stands as a text, since a spreadsheet would round it."""


def _openpyxl() -> ModuleType:
    try:
        import defusedxml  # noqa: F401, PLC0415 - openpyxl reads XML through it where it is there
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError:
        message = tell(
            "Spreadsheets cannot be read or written here: install Dipoli as dipoli[files]."
        )
        raise RefusedError(message) from None
    return openpyxl


def read_workbook(path: Path) -> tuple[Tables, dict[str, bytes]]:
    """Read every sheet of a workbook.

    Returns:
        The tables by the names of the sheets, and the content of the file.

    Raises:
        MalformedError: it is no workbook, or holds what is not read.
        RefusedError: openpyxl is not installed.
    """
    content = read_file(path)
    return tables_in(content, path.name), {path.name: content}


def tables_in(content: bytes, file: str) -> Tables:
    """Every sheet of a workbook in memory.

    Args:
        content: the bytes of the file.
        file: its name, for faults.

    Raises:
        MalformedError: it is no workbook, or holds what is not read.
        RefusedError: openpyxl is not installed.
    """
    library = _openpyxl()
    if len(content) > MOST_BYTES:
        mend = "check that it is the file you meant"
        raise refusal(file, f"at most {MOST_BYTES:,} bytes", "more", mend)
    _look_inside(content, file)
    try:
        book = library.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        tables = {
            sheet.title: tidy(_rows(sheet, file), f"{file}, sheet {sheet.title}")
            for sheet in book.worksheets
        }
    except DipoliError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the library stumbles over is in the file
        mend = "save it again as an xlsx workbook"
        raise refusal(file, "a workbook", str(error)[:120], mend) from None
    if len(book.sheetnames) != len(tables):
        raise refusal(file, "sheets of cells", "a chart", "delete the sheet with the chart")
    return {name: rows for name, rows in tables.items() if rows}


def _look_inside(content: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        mend = "save it as an xlsx workbook"
        raise refusal(file, "an xlsx workbook", "a file of another kind", mend) from None
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        expected = f"at most {MOST_UNPACKED:,} bytes unpacked, in {MOST_PARTS:,} parts"
        raise refusal(file, expected, "more", "check that it is the file you meant")
    for one in parts:
        if one.filename.lower().startswith(_NO_PARTS):
            mend = "save it without macros, links and embedded objects"
            raise refusal(file, "cells only", f"the part {one.filename[:80]}", mend)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            plain = all(_is_plain(packed.read(one), one.filename) for one in parts)
    except Exception:  # noqa: BLE001 - whatever the library stumbles over is in the file
        mend = "save it again as an xlsx workbook"
        raise refusal(file, "a workbook that can be unpacked", "a damaged one", mend) from None
    if not plain:
        mend = "save it again as an xlsx workbook"
        raise refusal(file, "plain XML in UTF-8", "a document type, or another encoding", mend)


def _is_plain(part: bytes, name: str) -> bool:
    """Whether a part declares no document type, by which XML hides things, and XML is in UTF-8."""
    if any("<!DOCTYPE".encode(one) in part for one in ("utf-8", "utf-16-le", "utf-16-be")):
        return False
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return True
    begin = part.removeprefix(b"\xef\xbb\xbf").lstrip()
    encoding = re.match(rb"<\?xml[^>]*encoding=[\"']([^\"']*)", begin)
    known = encoding is None or encoding[1].lower() in {b"utf-8", b"us-ascii", b"ascii"}
    return known and begin.startswith(b"<") and b"\0" not in part


def _rows(sheet: Any, file: str) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - of openpyxl
    sheet.reset_dimensions()
    where = f"sheet {sheet.title}"
    for n, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        if n > MOST_ROWS:
            raise refusal(file, f"at most {MOST_ROWS:,} rows", "more", "split the sheet", where)
        yield tuple(_text(one, file, f"{where}, row {n}") for one in row)


def _text(cell: Any, file: str, where: str) -> str:  # noqa: ANN401 - of openpyxl
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise refusal(file, "a text or a number", "a formula", "write its value", where)
    if cell.data_type == "e":
        raise refusal(file, "a text or a number", f"the error {value}", "mend the cell", where)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return shown(number(repr(value), file, where))
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    return str(value)


def write_workbook(tables: Tables, mark: str, path: Path) -> None:
    """Write a workbook with a sheet for each table, each with the mark of the case on top.

    Args:
        tables: by the names of the sheets.
        mark: what stands on top; empty for nothing.
        path: where to.

    Raises:
        RefusedError: openpyxl is not installed, or a text cannot stand in a workbook.
    """
    path.write_bytes(workbook_of(tables, mark))


def workbook_of(
    tables: Tables, mark: str, figure: Callable[[str, str, str], bool] = is_figure
) -> bytes:
    """The same workbook as bytes; nothing of it passes through a file.

    Args:
        tables: by the names of the sheets.
        mark: what stands on top; empty for nothing.
        figure: by table, column and text, whether a cell is a number.

    Raises:
        RefusedError: openpyxl is not installed, or a text cannot stand in a workbook.
    """
    library = _openpyxl()
    book = library.Workbook(write_only=False)
    book.remove(book.active)
    book.properties.creator = "Dipoli"
    book.properties.description = mark
    for name, rows in tables.items():
        _write(book.create_sheet(name), rows, mark, figure)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as packed:
        _in_memory()(book, packed).save()
    return made.getvalue()


def _in_memory() -> Any:  # noqa: ANN401 - of openpyxl
    """Openpyxl's writer, which lays each sheet in a file for passing things; here in memory."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing  # noqa: PLC0415 - an extra
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415 - an extra
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 - an extra

    class Writer(ExcelWriter):
        def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - of openpyxl
            ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as the method does
            made = io.BytesIO()
            writer = WorksheetWriter(ws, made)
            writer.write()
            ws._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001 - the same
            self._archive.writestr(  # type: ignore[attr-defined]
                ws.path[1:], made.getvalue()
            )
            self.manifest.append(ws)

    return Writer


def _write(
    sheet: Any,  # noqa: ANN401 - of openpyxl
    rows: Rows,
    mark: str,
    figure: Callable[[str, str, str], bool],
) -> None:
    if mark:
        _put(sheet, 1, 1, f"# {mark}", number=False)
    first = 2 if mark else 1
    for n, row in enumerate(rows, start=first):
        for m, (text, column) in enumerate(zip(row, rows[0], strict=True), start=1):
            if text:
                _put(sheet, n, m, text, number=figure(sheet.title, column, text))
    sheet.freeze_panes = f"A{first + 1}"


def _put(sheet: Any, row: int, column: int, text: str, *, number: bool) -> None:  # noqa: ANN401
    cell = sheet.cell(row=row, column=column)
    exact = number and sum(one.isdigit() for one in text) <= _EXACT_DIGITS
    try:
        if exact:
            figure = Fraction(text)
            cell.value = int(figure) if figure.denominator == 1 else float(text)
        else:
            cell.value = text
            cell.data_type = "s"
    except ValueError as error:
        message = f"{sheet.title}, row {row}: {text[:40]!r} cannot stand in a workbook ({error})."
        raise RefusedError(message) from None
