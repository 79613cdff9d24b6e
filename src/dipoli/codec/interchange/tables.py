"""Tables of a spreadsheet: what each may hold, and how rows are read and written.

A spreadsheet is a table for the scenario, one for the parties, one for the issues, one for each
party or body that has a position, and, where there is something to say, one for baskets and for
each sort of link. A column in which every cell is what is taken without it is left out. Cells are
texts; a number stands in decimal digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from dipoli.analysis.case import Atom
from dipoli.codec.interchange.scenario import refusal, unknown

Rows = tuple[tuple[str, ...], ...]
"""A table: the first row holds the names of the columns."""
Tables = Mapping[str, Rows]
"""The tables of a spreadsheet by name."""

SCHEMA = "dipoli.sheet/1"
SHEET_UNIT = "as in the spreadsheet"
LEFT_OUT = "Left out of the spreadsheet: "
"""How the limit of a case begins that says what a spreadsheet did not hold."""

SPREADSHEET, IMPORTANCE = "the spreadsheet", "importance"
SCENARIO, PARTIES, ISSUES, BASKETS = "scenario", "parties", "issues", "baskets"
RED_LINES, REQUIREMENTS, EXCLUSIONS = "red lines", "requirements", "exclusions"
SYNERGIES, CONSENTS = "synergies", "consents"

POSITION_COLUMNS = (
    "issue", "option", "value", "low", "high", "importance", "importance low", "importance high",
    "confidence", "interest",
)  # fmt: skip
COLUMNS: Mapping[str, tuple[str, ...]] = {
    SCENARIO: ("key", "value"),
    PARTIES: (
        "code", "name", "kind", "language", "of", "rule", "all of", "reservation",
        "reservation low", "reservation high", "reservation note", "unit", "factor",
        "importance factor", "shift", "error", "unit note", "note",
    ),
    ISSUES: ("issue", "option", "text", "question", "basket", "kind", "definition"),
    BASKETS: ("basket", "title", "definition"),
    RED_LINES: ("party", "id", "when", "firmness", "reason", "confidence"),
    REQUIREMENTS: ("id", "if", "then", "basis", "reason"),
    EXCLUSIONS: ("id", "not together", "reason"),
    SYNERGIES: ("id", "party", "when", "points", "reason"),
    CONSENTS: ("id", "issue", "options", "bodies", "kind", "reason"),
}  # fmt: skip
"""Every table but those of the positions, with its columns in order."""

NUMBERS = frozenset(
    {
        "option", "value", "low", "high", "importance", "importance low", "importance high",
        "reservation", "reservation low", "reservation high", "factor", "importance factor",
        "shift", "error", "points",
    }
)  # fmt: skip
"""Columns whose cells are numbers."""


_FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@frozen(kw_only=True)
class Row:
    """One row of a table: cells by column, and where it stands."""

    table: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def where(self) -> str:
        """Where the row stands, for a refusal."""
        return f"row {self.line}"

    def need(self, column: str) -> str:
        """A cell that may not be empty.

        Raises:
            MalformedError: it is.
        """
        if not self[column].strip():
            expected, mend = f"something under {column}", "fill the cell"
            raise refusal(self.table, expected, "an empty cell", mend, self.where)
        return self[column]


def is_figure(name: str, column: str, text: str) -> bool:
    """Whether a cell of a table is a number, and not a text that may look like one."""
    return name != SCENARIO and column in NUMBERS and _FIGURE.fullmatch(text) is not None


def rows_of(tables: Tables, name: str, columns: Sequence[str]) -> list[Row]:
    """The rows of a table; none when it is not there.

    Raises:
        MalformedError: a column is not known, or stands twice; or a row is longer than the first.
    """
    table = tables.get(name, ())
    if not table:
        return []
    head = [cell.strip() for cell in table[0]]
    names = [*columns, *(one for one in head if name == PARTIES and one.startswith("name "))]
    unknown("column", head, names, name, "the first row")
    if len(set(head)) != len(head):
        raise refusal(name, "each column once", ", ".join(head), "rename one", "the first row")
    made = []
    for line, cells in enumerate(table[1:], start=2):
        if any(cell.strip() for cell in cells[len(head) :]):
            mend = "name the column in the first row"
            raise refusal(name, "no cell beyond the columns", "one", mend, f"row {line}")
        if any(cell.strip() for cell in cells):
            made.append(Row(table=name, line=line, cells=dict(zip(head, cells, strict=False))))
    return made


def table(columns: Sequence[str], rows: Sequence[Mapping[str, tuple[str, str]]]) -> Rows:
    """A table without the columns whose every cell is what is taken without it.

    Args:
        columns: names of columns, in order.
        rows: by column, the cell and what is taken without it.

    Returns:
        The names of the columns that are kept, and a row for each of the rows.
    """
    kept = [
        column
        for column in columns
        if any(column in row and row[column][0] != row[column][1] for row in rows)
    ]
    body = tuple(tuple(row[column][0] if column in row else "" for column in kept) for row in rows)
    return (tuple(kept), *body)


def cell(text: str, without: str | None = None) -> tuple[str, str]:
    """A cell, and what is taken without it; nothing for a column that is always kept."""
    return text, "\0" if without is None else without


# ---------------------------------------------------------------- atoms


def show_atoms(atoms: Sequence[Atom]) -> str:
    """Atoms as a cell.

    >>> show_atoms([Atom(issue="dam", options=(1, 2)), Atom(issue="fee", options=(0,))])
    'dam=1|2; fee=0'
    """
    return "; ".join(f"{one.issue}={show_options(one.options)}" for one in atoms)


def show_options(options: Sequence[int]) -> str:
    """Numbers of options as a cell."""
    return "|".join(map(str, options))


def read_atoms(row: Row, column: str) -> tuple[Atom, ...]:
    """Atoms from a cell.

    Raises:
        MalformedError: it is not of the form.
    """
    return tuple(_atoms(row, column))


def _atoms(row: Row, column: str) -> Iterator[Atom]:
    for part in row.need(column).split(";"):
        issue, _equals, options = part.strip().partition("=")
        yield Atom(issue=issue.strip(), options=read_options(row, column, options))


def read_options(row: Row, column: str, text: str) -> tuple[int, ...]:
    """Numbers of options from a cell.

    Raises:
        MalformedError: they are not of the form.
    """
    words = [word.strip() for word in text.split("|")]
    plain = all(word.isascii() and word.isdigit() and len(word) <= 3 for word in words)  # noqa: PLR2004
    if not plain or len(set(map(int, words))) != len(words):
        mend = "write it so"
        raise refusal(
            row.table, f"{column} such as dam=1|2; fee=0", text[:60] or "nothing", mend, row.where
        )
    return tuple(map(int, words))
