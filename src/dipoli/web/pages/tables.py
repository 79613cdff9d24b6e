"""Registers of a circle as tables: the rows of the page, in its order, for a spreadsheet.

A table is made of the twin of its page, so it holds the rows that this reader is shown, in their
order: by date, by basket or as they were entered, and never by party. Nothing is added up. A text
that a spreadsheet program would take for a formula is guarded (`dipoli.codec.interchange`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve, frozen

from dipoli.codec.interchange.csv_folder import csv_text
from dipoli.codec.interchange.tables import Rows
from dipoli.codec.interchange.workbook import workbook_of
from dipoli.faults import RefusedError
from dipoli.forum.in_order import names_in_order
from dipoli.told import tell
from dipoli.web.asked import Answer, Asked, Document, Page, Twin, UnmadeError, marks_of
from dipoli.web.pages import commitments, exchanges, measures, meetings, texts
from dipoli.web.route import Route
from dipoli.web.taking import SANDBOX

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Column = Callable[[Twin], str]


@frozen(kw_only=True)
class Table:
    """A register as a table.

    Args:
        name: of the file and of the sheet.
        page: route of the page.
        told: what it holds, in a sentence.
        rows: what the page tells, as one twin for each row.
        columns: name of a column to how its cell is told.
    """

    name: str
    page: Route
    told: str
    rows: Callable[[Asked, Twin], Iterable[Twin]]
    columns: Mapping[str, Column]


# ---------------------------------------------------------------- cells


def _plain(key: str) -> Column:
    """A word of the row as it is shown."""

    def cell(row: Twin) -> str:
        found = row.get(f"{key}_told", row.get(key))
        return "" if found is None else str(found)

    return cell


def _flag(key: str) -> Column:
    return lambda row: "yes" if row[key] else "no"


def _party(key: str) -> Column:
    return lambda row: str(row[key]["name"]) if row[key] else ""


def _parties(key: str) -> Column:
    return lambda row: "; ".join(str(one["name"]) for one in row[key])


def _moment(key: str) -> Column:
    """A moment in UTC; dates of the archive are written so."""
    return lambda row: str(row[key]["utc"]) if row[key] else ""


def _listed(key: str) -> Column:
    return lambda row: "; ".join(map(str, row[key]))


def _titled(key: str) -> Column:
    """A thing by its short name."""
    return lambda row: str(row[key]["object"] or "") if row[key] else ""


def _languages(row: Twin) -> str:
    return "; ".join(f"{one['name']}: {one['told']}" for one in row["languages"])


# ---------------------------------------------------------------- rows


def _commitments(_asked: Asked, twin: Twin) -> Iterator[Twin]:
    for group in twin["groups"]:
        for pair in group["pairs"]:
            yield from ({**row, "heading": group["heading"]} for row in pair["rows"])
    for pair in twin["ended"]:
        yield from ({**row, "heading": None} for row in pair["rows"])


def _exchanges(asked: Asked, _twin: Twin) -> Iterator[Twin]:
    for name in names_in_order(asked.forum, asked.forum.exchanges):
        one = evolve(asked, words={**asked.words, "object": name})
        page = exchanges.exchange(one)
        yield asked.speech.said({"title": page.title, **page.twin})


def _routes(rows: Iterable[Route]) -> Mapping[str, Route]:
    return {one.name: one for one in rows}


_PAGES = _routes((*texts.ROUTES, *commitments.ROUTES, *meetings.ROUTES, *measures.ROUTES))
TABLES = (
    Table(
        name="documents",
        page=_PAGES["documents"],
        told="The register of documents as a table.",
        rows=lambda _asked, twin: twin["texts"],
        columns={
            "id": _plain("object"), "symbol": _plain("symbol"), "title": _plain("title"),
            "kind": _plain("kind"), "tabled by": _party("author"), "pen": _party("pen"),
            "stands": _plain("stands"), "version": _plain("version"), "languages": _languages,
            "nothing until everything": _flag("everything"),
            "not known here": _flag("unsure"),
        },
    ),
    Table(
        name="meetings",
        page=_PAGES["meetings"],
        told="Meetings as a table: those to come first, then those past.",
        rows=lambda _asked, twin: (*twin["coming"], *twin["past"]),
        columns={
            "id": _plain("object"), "title": _plain("title"), "place": _plain("place"),
            "opens": _moment("opens"), "goes on": _moment("until"), "stands": _plain("stage"),
            "levels": _listed("levels"), "presided": _parties("presided"),
            "outcome": _plain("outcome"), "still needed": _plain("needed"),
        },
    ),
    Table(
        name="commitments",
        page=_PAGES["commitments"],
        told="The register of commitments as a table: by basket, then by date.",
        rows=_commitments,
        columns={
            "basket": _plain("heading"), "id": _plain("object"), "undertaken": _plain("words"),
            "by": _parties("owners"), "to": _parties("recipients"), "due": _moment("due"),
            "due otherwise": _plain("due_told"), "stands": _plain("state"),
            "suspended in part": _flag("in_part_suspended"), "said": _listed("said"),
            "decision": _titled("decision"), "not known here": _flag("unknown"),
        },
    ),
    Table(
        name="exchanges",
        page=_PAGES["measures"],
        told="Rounds of exchange as a table, as they were announced.",
        rows=_exchanges,
        columns={
            "id": _plain("object"), "title": _plain("title"), "stands": _plain("stage"),
            "announced by": _party("by"), "measure": _titled("measure"),
            "opens": _moment("opens"), "until": _moment("until"), "still needed": _plain("needed"),
            "not known here": _flag("unknown"),
        },
    ),
)  # fmt: skip
"""Every register that can be taken away."""


def rows_of(table: Table, asked: Asked) -> Rows:
    """A table as this reader has it: the names of the columns, then a row for each thing."""
    twin = asked.speech.said(table.page.answer(asked).twin)
    body = (tuple(cell(row) for cell in table.columns.values()) for row in table.rows(asked, twin))
    return (tuple(table.columns), *body)


def _answer(table: Table, ending: str) -> Answer:
    def answer(asked: Asked) -> Page:
        assert asked.room is not None  # noqa: S101 - the address names a circle
        rows, mark = rows_of(table, asked), " ".join(map(asked.speech.said, marks_of(asked.forum)))
        data = csv_text(table.name, rows, mark).encode() if ending == "csv" else b""
        if ending == "xlsx":
            data = _workbook(table.name, rows, mark)
        name = f"{asked.room.hall}-{asked.room.name}-{table.name}.{ending}"
        media = CSV if ending == "csv" else XLSX
        return Page(
            title=tell("Table"),
            twin={
                "name": name,
                "media": media.partition(";")[0],
                "columns": list(rows[0]),
                "rows": [list(row) for row in rows[1:]],
            },
            document=Document(data=data, media=media, name=name, policy=SANDBOX),
        )

    return answer


def _workbook(name: str, rows: Rows, mark: str) -> bytes:
    try:
        return workbook_of({name: rows}, mark)
    except RefusedError as fault:
        raise UnmadeError(fault.args[0]) from None


ROUTES = tuple(
    Route(
        name=f"{table.name}_{ending}",
        path=f"{table.page.path.rpartition('/')[0]}/{table.name}.{ending}",
        rule=table.page.rule,
        answer=_answer(table, ending),
        about=f"{table.told[:-1]}, {told}.",
        media=media,
    )
    for table in TABLES
    for ending, media, told in (("csv", CSV, "as CSV"), ("xlsx", XLSX, "as an xlsx workbook"))
)
