"""Single cells of a spreadsheet, and the rows of one issue; refusals say where they stand."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from dipoli.codec.case_format import KINDS
from dipoli.codec.interchange import tables as form
from dipoli.codec.interchange.scenario import number, refusal, whole
from dipoli.codec.interchange.sheet_out import DEFAULTS
from dipoli.codec.interchange.tables import Row

E = TypeVar("E", bound=enum.Enum)


def word(kind: str, text: str, where: str) -> str:
    """A cell of the first table that must be of a kind."""
    if not KINDS[kind].fits(text):
        raise refusal(form.SCENARIO, KINDS[kind].words, text[:60], KINDS[kind].mend, where)
    return text


def of_kind(row: Row, kind: str, text: str) -> str:
    """A cell of a row that must be of a kind."""
    if not KINDS[kind].fits(text):
        raise refusal(row.table, KINDS[kind].words, text[:60], KINDS[kind].mend, row.where)
    return text


def choice(choices: type[E], text: str, where: str, table: str = form.SCENARIO) -> E:
    """The value that a word stands for."""
    known = [one.value for one in choices]
    if text not in known:
        raise refusal(table, " or ".join(known), text[:60] or "nothing", "choose one", where)
    return choices(text)


def chosen(choices: type[E], row: Row, column: str, without: str) -> E:
    """The value that a cell stands for, or the one that is taken without it."""
    return choice(choices, row[column] or without, f"{row.where}, {column}", row.table)


def figure(row: Row, column: str, without: Fraction | None = None) -> Fraction:
    """A figure from 0 up, or what is taken without it."""
    if without is not None and not row[column].strip():
        return without
    found = number(row.need(column), row.table, f"{row.where}, {column}")
    if found < 0 and column != "points":
        mend = "add the same to every value of the issue"
        raise refusal(row.table, "a figure from 0 up", row[column][:60], mend, row.where)
    return found


def id_of(row: Row, column: str = "id") -> str:
    """A cell that must be an id."""
    return of_kind(row, "id", row.need(column))


def said(row: Row, column: str, without: str = "reason") -> str:
    """A text, or what is taken where a spreadsheet says nothing."""
    return row[column] or DEFAULTS[without]


def by_issue(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows of each issue in the order of their options."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(id_of(row, "issue"), []).append(row)
    for issue, lines in found.items():
        numbers = [
            whole(row["option"], row.table, row.where) if row["option"].strip() else n
            for n, row in enumerate(lines)
        ]
        if sorted(numbers) != list(range(len(lines))):
            expected = f"options of {issue} numbered from 0 without a gap"
            shown_numbers = ", ".join(map(str, numbers))
            raise refusal(lines[0].table, expected, shown_numbers, "number them", lines[0].where)
        found[issue] = [row for _n, row in sorted(zip(numbers, lines, strict=True), key=_first)]
    return found


def _first(pair: tuple[int, Row]) -> int:
    return pair[0]


def of_issue(lines: Sequence[Row], column: str) -> str:
    """What the rows of an issue say of it as a whole: once, or alike.

    Raises:
        MalformedError: they say two things.
    """
    told = [row[column] for row in lines if row[column].strip()]
    if len(set(told)) > 1:
        row = lines[0]
        mend = f"say the {column} in the first row of the issue"
        raise refusal(
            row.table, f"one {column} for an issue", " and ".join(told[:2]), mend, row.where
        )
    return told[0] if told else ""
