"""Registers as tables: the rows of the page, as this reader has it, and no formula among them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.web.stage import stage, visitor

stage()
from dipoli.codec.interchange.csv_folder import csv_text  # noqa: E402 - after Django's settings
from dipoli.web.pages.tables import TABLES  # noqa: E402

HERE = "/forums/exercise/plenary"
PAGES = {"documents": "texts", "meetings": "meetings", "commitments": "commitments"}


def sheet(name: str, code: str) -> list[list[str]]:
    """The rows of a workbook, as another program reads them, below the mark."""
    book = load_workbook(io.BytesIO(visitor(code).get(f"{HERE}/{name}.xlsx").content))
    (one,) = book.worksheets
    assert all(cell.data_type != "f" for row in one.iter_rows() for cell in row)
    return [[str(cell or "") for cell in row] for row in one.iter_rows(values_only=True)]


def shown(told: Any) -> list[str]:  # noqa: ANN401 - any part of a twin
    """Short names of the things of a register, in the order in which its twin has them."""
    if isinstance(told, list):
        return [name for one in told for name in shown(one)]
    if "rows" in told or "pairs" in told:
        return shown(told.get("rows", told.get("pairs")))
    return [told["object"]]


@pytest.mark.parametrize("code", ["XTV", "XNU", "SECRETARIAT"])
@pytest.mark.parametrize("name", PAGES)
def test_a_table_has_the_rows_of_the_page_in_its_order(name: str, code: str) -> None:
    twin = visitor(code).twin(f"{HERE}/{PAGES[name]}")
    parts = {"documents": ("texts",), "meetings": ("coming", "past"),
             "commitments": ("groups", "ended")}[name]  # fmt: skip
    expected = [one for part in parts for one in shown(twin[part])]
    text = visitor(code).get(f"{HERE}/{name}.csv").content.decode()
    mark, head, *rows = csv.reader(io.StringIO(text))
    assert mark == ["# EXERCISE: every state in it is invented."]
    at = head.index("id")
    assert [row[at] for row in rows] == expected != []
    assert visitor(code).twin(f"{HERE}/{name}.csv")["rows"] == rows
    marked, *same = sheet(name, code)
    assert marked[0] == mark[0]
    assert same == [head, *rows]


def test_parties_stand_by_the_names_that_the_reader_uses_and_nothing_is_added_up() -> None:
    for table in TABLES:
        twin = visitor("XTV").twin(f"{HERE}/{table.name}.csv")
        assert not {"count", "total", "sum"} & {
            word for one in twin["columns"] for word in one.split()
        }
        assert not any("XTV" in cell for row in twin["rows"] for cell in row)


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1"])
def test_what_a_spreadsheet_would_take_for_a_formula_is_guarded(word: str) -> None:
    text = csv_text("documents", (("title",), (word,)), "")
    assert list(csv.reader(io.StringIO(text)))[1] == [f"'{word}"]


def test_rounds_of_exchange_are_listed_as_they_were_announced() -> None:
    twin = visitor("XTV").twin(f"{HERE}/exchanges.csv")
    at, title = twin["columns"].index("id"), twin["columns"].index("title")
    assert [row[at] for row in twin["rows"]] == ["XR1", "XR2", "XR3"]
    assert all(row[title] for row in twin["rows"])


@pytest.mark.parametrize("code", ["XTV", "XNU", "SECRETARIAT"])
def test_a_round_of_exchange_is_told_in_the_table_as_on_its_page(code: str) -> None:
    twin = visitor(code).twin(f"{HERE}/exchanges.csv")
    for cells in twin["rows"]:
        row = dict(zip(twin["columns"], cells, strict=True))
        page = visitor(code).twin(f"{HERE}/exchanges/{row['id']}")
        assert row == {
            "id": page["object"],
            "title": page["title"],
            "stands": page["stage"],
            "announced by": page["by"]["name"],
            "measure": page["measure"]["object"] if page["measure"] else "",
            "opens": page["opens"]["utc"],
            "until": page["until"]["utc"],
            "still needed": page["needed"],
            "not known here": "yes" if page["unknown"] else "no",
        }
