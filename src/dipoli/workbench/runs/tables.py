"""An answer as tables, for a spreadsheet: what the command prints as JSON, and nothing else.

Every list of objects is a table with a row for each, in the order in which the answer tells them;
what stands in an object beside lists is told field by field. A list inside a row is a table of its
own, whose rows say to which row they belong. Nothing is left out, added up or sorted: each figure
of the answer stands in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from dipoli.analysis.case import Case
from dipoli.codec.interchange.tables import Rows, Tables

FIELDS = "answer"
"""The table of what stands in no list: a row for each field and its value."""
NAMES = "names"
"""The table of what ids and codes of the case mean."""
NUMBER = "row"
"""The column in which a row is counted, and in tables below it, to which row it belongs."""
_DIGITS = 12
"""Of a fraction: a spreadsheet has fifteen."""
_LONGEST = 31
_PACKAGES = frozenset({"package", "options", "witness"})
"""Objects that lead from issues to options: each is one cell, as in a spreadsheet of a case."""
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")
_NOT_IN_A_NAME = re.compile(r"[^\w .-]")


@frozen
class Spread:
    """An answer as tables.

    Args:
        tables: by their names; the first row of each holds the names of its columns.
        figures: tables with those of their columns that hold numbers.
    """

    tables: Tables
    figures: frozenset[tuple[str, str]]

    def is_figure(self, table: str, column: str, text: str) -> bool:
        """Whether a cell is a number, and not a text that may look like one."""
        return (table, column) in self.figures and _FIGURE.fullmatch(text) is not None


@frozen
class _Table:
    """A table while it is put together: cells by column, and columns in the order of meeting."""

    rows: list[dict[str, Any]] = field(factory=list)
    columns: dict[str, None] = field(factory=dict)

    def add(self, cells: Mapping[str, Any]) -> None:
        self.rows.append(dict(cells))
        self.columns.update(dict.fromkeys(cells))


def spread(told: Mapping[str, Any], case: Case | None = None) -> Spread:
    """An answer as tables.

    Args:
        told: the answer as the command prints it with ``--json``.
        case: that it was asked of, as it was then, for the meaning of ids; None for none.
    """
    made: dict[str, _Table] = {FIELDS: _Table()}
    for path, value in _fields(told, ""):
        if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
            _list(made, path, value, {})
        elif isinstance(value, list):
            for number, one in enumerate(value, 1):
                made[FIELDS].add({"field": f"{path}.{number}", "value": one})
        else:
            made[FIELDS].add({"field": path, "value": value})
    if case is not None:
        made[NAMES] = _Table()
        for row in _names(case):
            made[NAMES].add(dict(zip(("what", "id", "name"), row, strict=True)))
    titles = dict(zip(made, _titles(made), strict=True))
    return Spread(
        {titles[name]: _written(one) for name, one in made.items() if one.rows},
        frozenset(
            (titles[name], column)
            for name, one in made.items()
            for column in one.columns
            if all(_is_number(row.get(column)) for row in one.rows)
        ),
    )


def _fields(held: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    """Everything in an object that is no object itself, by its path."""
    for name, value in held.items():
        here = f"{path}.{name}" if path else str(name)
        if _is_package(name, value):
            yield here, "; ".join(f"{issue}={option}" for issue, option in value.items())
        elif isinstance(value, Mapping):
            yield from _fields(value, here)
        else:
            yield here, value


def _is_package(name: str, value: object) -> bool:
    return (
        name in _PACKAGES
        and isinstance(value, Mapping)
        and all(isinstance(option, int) for option in value.values())
    )


def _list(made: dict[str, _Table], path: str, held: Sequence[Any], of: Mapping[str, int]) -> None:
    """A list as a table; the rows of lists inside it say to which of its rows they belong."""
    table = made.setdefault(path, _Table())
    above = dict(of)
    for number, one in enumerate(held, 1):
        row: dict[str, Any] = {**above, NUMBER: number}
        below = {**above, f"{NUMBER} of {path.rpartition('.')[2]}": number}
        named = one if isinstance(one, Mapping) else _numbered(one)
        for name, value in _fields(named, ""):
            if isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
                _list(made, f"{path}.{name}", value, below)
            else:
                row[name] = "; ".join(map(_text, value)) if isinstance(value, list) else value
        table.add(row)


def _numbered(one: object) -> dict[str, Any]:
    """What is no object as one: by the number of its place."""
    if isinstance(one, list):
        return {str(number): each for number, each in enumerate(one, 1)}
    return {"value": one}


def _names(case: Case) -> Iterator[tuple[str, str, str]]:
    """What ids and codes mean, in the order of the case."""
    for party in case.parties:
        yield "party", party.code, next(iter(party.names.values()), party.code)
    for body in case.ratifiers:
        yield "body", body.code, body.name
    for basket in case.baskets:
        yield "basket", basket.id, basket.title
    for issue in case.issues:
        yield "issue", issue.id, issue.question
        for option in issue.options:
            yield "option", f"{issue.id}={option.n}", option.text
    for step in case.steps:
        yield "step", step.id, step.title


def _titles(names: Mapping[str, object]) -> Iterator[str]:
    """Names that sheets of a workbook may have, each once, whatever the case of its letters."""
    taken = set[str]()
    for number, name in enumerate(names):
        plain = _NOT_IN_A_NAME.sub("_", name)[:_LONGEST]
        if plain.lower() in taken:
            plain = f"{plain[: _LONGEST - 5]}~{number}"
        taken.add(plain.lower())
        yield plain


def _written(one: _Table) -> Rows:
    columns = tuple(one.columns)
    return columns, *(tuple(_text(row.get(name)) for name in columns) for row in one.rows)


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _text(value: object) -> str:
    """A cell; what is unknown is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.{_DIGITS}g}" if isinstance(value, float) else str(value)
