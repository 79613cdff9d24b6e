"""Registers as tables: the rows of the page, as this reader has it, and no formula among them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.web.stage import Visitor, stage, visitor

stage()
from dipoli.codec.interchange.csv_folder import csv_text  # noqa: E402 - after Django's settings
from dipoli.forum.registers import REGISTERS  # noqa: E402

HERE = "/forums/exercise/plenary"
Twin = dict[str, Any]

# ---------------------------------------------------------------- the second way: from the page


def plain(key: str) -> Callable[[Twin], str]:
    """A word of the row as the page shows it."""
    return lambda row: str(row.get(f"{key}_told", row.get(key)) or "")


def flag(key: str) -> Callable[[Twin], str]:
    """Yes or no."""
    return lambda row: "yes" if row[key] else "no"


def party(key: str) -> Callable[[Twin], str]:
    """A party by its name."""
    return lambda row: row[key]["name"] if row[key] else ""


def parties(key: str) -> Callable[[Twin], str]:
    """Several of them."""
    return lambda row: "; ".join(one["name"] for one in row[key])


def moment(key: str) -> Callable[[Twin], str]:
    """A moment in UTC."""
    return lambda row: row[key]["utc"] if row[key] else ""


def listed(key: str) -> Callable[[Twin], str]:
    """Several words."""
    return lambda row: "; ".join(row[f"{key}_told" if f"{key}_told" in row else key])


def named(key: str) -> Callable[[Twin], str]:
    """A thing by its short name."""
    return lambda row: row[key]["object"] if row[key] else ""


def languages(row: Twin) -> str:
    """Versions of a text."""
    return "; ".join(f"{one['name']}: {one['told']}" for one in row["languages"])


def documents(code: str) -> Iterator[Twin]:
    """Rows of the page."""
    yield from visitor(code).twin(f"{HERE}/texts")["texts"]


def meetings(code: str) -> Iterator[Twin]:
    """Rows of the page."""
    twin = visitor(code).twin(f"{HERE}/meetings")
    yield from (*twin["coming"], *twin["past"])


def commitments(code: str) -> Iterator[Twin]:
    """Rows of the page."""
    twin = visitor(code).twin(f"{HERE}/commitments")
    for group in (*twin["groups"], {"heading": "", "pairs": twin["ended"]}):
        for pair in group["pairs"]:
            yield from ({**row, "heading": group["heading"]} for row in pair["rows"])


def exchanges(code: str) -> Iterator[Twin]:
    """A page for each row, in the order in which rounds were announced."""
    for name in ("XR1", "XR2", "XR3"):
        yield visitor(code).twin(f"{HERE}/exchanges/{name}")


PAGES: dict[str, tuple[Callable[[str], Iterator[Twin]], dict[str, Callable[[Twin], str]]]] = {
    "documents": (documents, {
        "id": plain("object"), "symbol": plain("symbol"), "title": plain("title"),
        "kind": plain("kind"), "tabled by": party("author"), "pen": party("pen"),
        "stands": plain("stands"), "version": plain("version"), "languages": languages,
        "nothing until everything": flag("everything"), "not known here": flag("unsure"),
    }),
    "meetings": (meetings, {
        "id": plain("object"), "title": plain("title"), "place": plain("place"),
        "opens": moment("opens"), "goes on": moment("until"), "stands": plain("stage"),
        "levels": listed("levels"), "presided": parties("presided"),
        "outcome": plain("outcome"), "still needed": plain("needed"),
    }),
    "commitments": (commitments, {
        "basket": plain("heading"), "id": plain("object"), "undertaken": plain("words"),
        "by": parties("owners"), "to": parties("recipients"), "due": moment("due"),
        "due otherwise": plain("due_told"), "stands": plain("state"),
        "suspended in part": flag("in_part_suspended"), "said": listed("said"),
        "decision": named("decision"), "not known here": flag("unknown"),
    }),
    "exchanges": (exchanges, {
        "id": plain("object"), "title": plain("title"), "stands": plain("stage"),
        "announced by": party("by"), "measure": named("measure"), "opens": moment("opens"),
        "until": moment("until"), "still needed": plain("needed"),
        "not known here": flag("unknown"),
    }),
}  # fmt: skip


def sheet(answer: Any) -> tuple[str, list[list[str]]]:  # noqa: ANN401 - an answer of Django
    """Name and rows of a workbook, as another program reads them."""
    book = load_workbook(io.BytesIO(answer.content))
    (one,) = book.worksheets
    assert all(cell.data_type != "f" for row in one.iter_rows() for cell in row)
    rows = [[str(cell or "") for cell in row] for row in one.iter_rows(values_only=True)]
    return one.title, rows


@pytest.mark.parametrize("code", ["XTV", "XNU", "SECRETARIAT"])
@pytest.mark.parametrize("name", PAGES)
def test_each_cell_is_what_the_page_tells_and_rows_stand_in_its_order(name: str, code: str) -> None:
    rows_of, columns = PAGES[name]
    expected = [[cell(row) for cell in columns.values()] for row in rows_of(code)]
    text = visitor(code).get(f"{HERE}/{name}.csv").content.decode()
    mark, head, *rows = csv.reader(io.StringIO(text))
    assert mark == ["# EXERCISE: every state in it is invented."]
    assert head == list(columns)
    assert rows == expected != []
    twin = visitor(code).twin(f"{HERE}/{name}.csv")
    assert (twin["columns"], twin["rows"]) == (head, rows)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.name)
def test_a_workbook_speaks_the_readers_language_from_its_first_line(register: Any) -> None:  # noqa: ANN401
    reader = Visitor("XTV")
    told = {}
    for language in ("en", "ko"):
        reader.client.post("/language", {"language": language, "page": "/today"})
        told[language] = sheet(reader.get(f"{HERE}/{register.name}.xlsx"))
    (title, english), (own_title, own) = told.values()
    assert (title, english[1]) == (register.title, list(register.columns.values()))
    assert len(own) == len(english) > 2
    for mine, other in zip((own_title, own[0][0], *own[1]), (title, english[0][0], *english[1]),
                           strict=True):  # fmt: skip
        assert mine != other
        assert any("가" <= sign <= "힣" for sign in mine)
    flags = [at for at, one in enumerate(register.columns) if one == "not known here"]
    assert {row[at] for row in own[2:] for at in flags} <= {"예", "아니요", "아니오"}
    ids = list(register.columns).index("id")
    assert [row[ids] for row in own[2:]] == [row[ids] for row in english[2:]]
    head = reader.get(f"{HERE}/{register.name}.csv").content.decode().splitlines()[1]
    assert head == ",".join(register.columns)


def test_parties_stand_by_the_names_that_the_reader_uses_and_nothing_is_added_up() -> None:
    for register in REGISTERS:
        twin = visitor("XTV").twin(f"{HERE}/{register.name}.csv")
        assert not {"count", "total", "sum"} & {
            word for one in twin["columns"] for word in one.split()
        }
        assert not any("XTV" in cell for row in twin["rows"] for cell in row)


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1"])
def test_what_a_spreadsheet_would_take_for_a_formula_is_guarded(word: str) -> None:
    text = csv_text("documents", (("title",), (word,)), "")
    assert list(csv.reader(io.StringIO(text)))[1] == [f"'{word}"]
