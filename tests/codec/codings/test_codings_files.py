"""Files of codings: written and read again they are the same; Excel's habits; broken files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.discourse.hands.worlds import any_codings, coded, codings_of, item, marks

from dipoli.analysis.discourse.hands.adjudication import adjudication
from dipoli.analysis.discourse.hands.codings import Codings
from dipoli.codec.codings.cells import COLUMNS, codes_text, shown, unshown
from dipoli.codec.codings.csv_file import csv_bytes, read_csv
from dipoli.codec.codings.file import codings_bytes, read_codings
from dipoli.codec.codings.json_file import json_bytes, read_json
from dipoli.codec.codings.reading import marks_of
from dipoli.faults import DipoliError, MalformedError, RefusedError

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs/reference/json/codings.schema.json").read_text("utf-8")
)
SIGNS = "\ud800ab ,;\"'\n\r\t=+-@#\\|:_xu0041\x00\x85\u2028\ufeff\ufffe조선ё한"
TEXTS = st.text(SIGNS, min_size=1, max_size=12) | st.text(min_size=1, max_size=5)
WORDS = 'He said: "Water; for all,\nand now."'


def small() -> Codings:
    one, two = item(WORDS), item("=1+1 boats", file="-b.txt", start=7, drawn="water")
    return coded(codings_of([one, two]), (one.id, "A", "water:supports crews"), (two.id, "B", ""))


def told(kind: str, tmp_path: Path, codings: Codings) -> Codings:
    path = tmp_path / f"codings{kind}"
    path.write_bytes(codings_bytes(codings, kind))
    return read_codings(path)


@settings(max_examples=150, deadline=None)
@given(any_codings(TEXTS))
def test_what_is_written_and_read_again_is_the_same(codings: Codings) -> None:
    assert read_csv(csv_bytes(codings), "x.csv") == codings
    content = json_bytes(codings)
    assert read_json(content, "x.json") == codings
    jsonschema.validate(json.loads(content), SCHEMA)
    for one in (adjudication(codings, "chair"), adjudication(codings, "chair", names=True)):
        assert read_csv(csv_bytes(one), "x.csv") == one
        assert read_json(json_bytes(one), "x.json") == one


@settings(max_examples=20, deadline=None)
@given(any_codings(TEXTS))
def test_a_workbook_is_the_same_when_read_again(
    tmp_path_factory: pytest.TempPathFactory, codings: Codings
) -> None:
    assert told(".xlsx", tmp_path_factory.mktemp("books"), codings) == codings


@given(TEXTS)
def test_a_cell_gives_back_its_text(text: str) -> None:
    assert unshown(shown(text)) == text
    assert unshown(shown(text).replace("\n", "\r\n")) == text


# ---------------------------------------------------------------- what programs make of a file


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def saved(
    table: list[list[str]], separator: str = ",", end: str = "\r\n", encoding: str = "utf-8"
) -> bytes:
    """A table as a spreadsheet program saves it: every row as wide as the widest."""
    text = io.StringIO()
    width = max(map(len, table))
    writer = csv.writer(text, delimiter=separator, lineterminator=end)
    writer.writerows([*row, *[""] * (width - len(row))] for row in table)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_habits_of_spreadsheet_programs_are_survived(
    separator: str, end: str, encoding: str
) -> None:
    table = rows(csv_bytes(small()))
    again = saved([*table, [""] * 20], separator, end, encoding)
    assert read_csv(again, "x.csv") == small()
    inner = again.replace(b",\nand", b",\r\nand")
    assert read_csv(inner, "x.csv") == small()


def test_a_first_line_with_the_separator_and_columns_moved_are_read() -> None:
    table = rows(csv_bytes(small()))
    moved = [row[::-1] if len(row) == len(COLUMNS) else row for row in table]
    assert read_csv(b"sep=;\r\n" + saved(moved, ";"), "x.csv") == small()


def test_no_cell_is_a_formula() -> None:
    for row in rows(csv_bytes(small())):
        assert not [cell for cell in row if re.match(r"[=+@\t\r]|-.", cell)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("water:s", "water:supports"),
        ("Water:S, crews", "water:supports crews"),
        ("crews;water:opposes", "water:opposes crews"),
        ("water:r\nwater:r", "water:reported"),
        ("\u2013", ""),
    ],
)
def test_codes_are_read_as_coders_type_them(typed: str, meant: str) -> None:
    assert marks_of(codings_of([]).issues, typed) == marks(meant)


def test_an_empty_cell_is_not_yet_coded() -> None:
    assert marks_of(codings_of([]).issues, " \n") is None


def test_a_workbook_in_which_places_became_numbers_is_read_and_a_formula_is_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "codings.xlsx"
    path.write_bytes(codings_bytes(small(), ".xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book["codings"]
    for row in sheet.iter_rows(min_row=3):
        for name in ("start", "end"):
            cell = row[COLUMNS.index(name)]
            cell.value = int(str(cell.value))
    book.save(path)
    assert read_codings(path) == small()
    sheet.cell(3, COLUMNS.index("codes") + 1).value = "=1+1"
    book.save(path)
    with pytest.raises(MalformedError, match="a formula"):
        read_codings(path)


def test_a_fault_in_a_workbook_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "codings.xlsx"
    path.write_bytes(codings_bytes(small(), ".xlsx"))
    book = openpyxl.load_workbook(path)
    book["codings"].cell(4, COLUMNS.index("codes") + 1).value = "watr"
    book.save(path)
    with pytest.raises(MalformedError, match="row 4, column codes"):
        read_codings(path)
    del book["about"]
    book.save(path)
    with pytest.raises(MalformedError, match="the sheet about"):
        read_codings(path)


# ---------------------------------------------------------------- broken and hostile files


def column(name: str, value: str, number: int = 0) -> Callable[[bytes], bytes]:
    """A change of one cell."""

    def change(content: bytes) -> bytes:
        table = rows(content)
        first = next(n for n, row in enumerate(table) if row[0] == "item") + 1
        table[first + number][COLUMNS.index(name)] = value
        return saved(table)

    return change


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())

    return change


def twice(content: bytes) -> bytes:
    table = rows(content)
    return saved([*table, table[-1]])


def dropped(name: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        place = COLUMNS.index(name)
        return saved([[c for n, c in enumerate(row) if n != place] for row in rows(content)])

    return change


def behind(content: bytes) -> bytes:
    return content.removesuffix(b"\r\n") + b",x\r\n"


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _content: b"", "a line # dipoli.codings/1"),
    "another table": (lambda _content: b"a,b\r\n1,2\r\n", "a line # dipoli.codings/1"),
    "zeros": (lambda _content: b"\0" * 300, "a line # dipoli.codings/1"),
    "latin 1": (lambda content: content + "é".encode("latin-1"), "CSV UTF-8"),
    "old korean": (lambda _content: "조선".encode("euc-kr") * 9, "CSV UTF-8"),
    "half of utf-16": (lambda _content: b"\xff\xfea", "CSV UTF-8"),
    "an open quote": (lambda content: content + b'"open', "look at the quotes"),
    "a quote inside": (swap('""Water', '"Water'), "look at the quotes"),
    "signs that were lost": (column("text", 'He said: "Water? for all,\nand now."'), "unchanged"),
    "a text of another row": (column("text", "=1+1 boats"), "unchanged"),
    "no text": (column("text", ""), "unchanged"),
    "another place": (column("start", "3"), "unchanged"),
    "a place that is no number": (column("start", "0.0"), "a whole number"),
    "a place that is too large": (column("end", "9" * 30), "a whole number"),
    "another file": (column("file", "c.txt"), "place, words and speaker"),
    "another speaker": (column("said", "TEL, 2031"), "place, words and speaker"),
    "a date as a program writes it": (column("said", "ORV, 1/1/31"), "actors and a date"),
    "the other half": (column("half", "test"), "place, words and speaker"),
    "no half": (column("half", "both"), "dev or test"),
    "a hash that was cut": (column("sha256", "1.2E+60"), "SHA-256"),
    "an issue that is misspelt": (column("codes", "watr"), "write water"),
    "a stance that is none": (column("codes", "water:x"), "one of s, o, c, r, n"),
    "two stances": (column("codes", "water:s water:o"), "one stance for water"),
    "none and an issue": (column("codes", "water -"), "write - alone"),
    "a formula as codes": (column("codes", "=HYPERLINK(1)"), "an issue of the codebook"),
    "no coder": (column("coder", ""), "the coder's name"),
    "a coder with a path": (column("coder", "../../etc"), "the coder's name"),
    "a row twice": (twice, "the item of line"),
    "no column of codes": (dropped("codes"), "the column codes"),
    "a column of one's own": (swap("item,text", "item,mine,text"), "the column mine"),
    "a column twice": (swap("item,text", "item,item,text"), "the column item twice"),
    "cells behind the table": (behind, "put quotes around"),
    "no list of issues": (swap("# issues: ", "# issue: "), "delete the line"),
    "an issue twice": (swap("# issues: water", "# issues: water water"), "each once"),
    "a seed that is no number": (swap("# seed: 3", "# seed: -3"), "a whole number"),
    "a digest that was cut": (swap("# corpus: cc", "# corpus: c"), "SHA-256"),
    "why drawn, misspelt": (column("drawn", "watr", 2), "an issue, 'at random' or nothing"),
    "readings of nobody": (column("readings", "x y = water"), "readings of coders"),
    "two readings of one item": (column("drawn", "at random", 3), "the same in all rows"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_and_the_error_says_what_to_mend(name: str) -> None:
    change, says = BROKEN[name]
    with pytest.raises(MalformedError) as caught:
        read_csv(change(csv_bytes(small())), "mine.csv")
    assert says in str(caught.value)
    assert all(one.file == "mine.csv" and one.mend for one in caught.value.findings)


def test_every_fault_is_told_with_its_line() -> None:
    content = csv_bytes(small())
    for number in (0, 2):
        content = column("codes", "wrong", number)(content)
    with pytest.raises(MalformedError) as caught:
        read_csv(content, "mine.csv")
    lines = content.decode().split("\r\n")
    found = [one.line for one in caught.value.findings]
    text = content.decode().split("\n")
    assert len(found) == 2
    assert all("p" in text[line - 1][:1] for line in found)
    assert [lines[0][:3], found[0] < found[1]] == ["# d", True]


JSON_BROKEN = {
    "no json": ("{", "JSON"),
    "a list": ("[]", "an object"),
    "deep": ("[" * 100_000, "JSON"),
    "a key twice": ('{"schema": 1, "schema": 1}', "JSON"),
    "another schema": ('"dipoli.codings/1"', '"dipoli.codings/2"', "give a file of codings"),
    "a number as a text": ('"seed": 3', '"seed": "3"', "a whole number"),
    "true as a number": ('"seed": 3', '"seed": true', "a whole number"),
    "a key too many": ('"seed": 3', '"seed": 3, "x": 1', "the key x"),
    "a key too few": ('"seed": 3,', "", "the key seed"),
    "no coder": ('"coder": "A"', '"coder": ""', "the coder's name"),
    "a stance by its letter": ('"stance": "supports"', '"stance": "s"', "one of supports"),
    "an issue with a space": ('"issue": "crews"', '"issue": "crews x"', "an issue of the codebook"),
    "other words": ("Water; for all", "Water! for all", "unchanged"),
    "actors as a text": ('"actors": [\n    "ORV"\n   ]', '"actors": "ORV"', "a list"),
    "an actor as a number": ('"actors": [\n    "ORV"\n   ]', '"actors": [1]', "a text"),
}


@pytest.mark.parametrize("name", JSON_BROKEN)
def test_broken_json_is_refused(name: str) -> None:
    *change, says = JSON_BROKEN[name]
    whole = json_bytes(small()).decode()
    if len(change) == 2:
        assert change[0] in whole
    content = whole.replace(change[0], change[1]) if len(change) == 2 else change[0]
    with pytest.raises(MalformedError, match=re.escape(says)):
        read_json(content.encode(), "mine.json")


def test_other_kinds_of_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"ends in \.csv, \.xlsx, \.json"):
        read_codings(tmp_path / "codings.ods")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(DipoliError, match="an ordinary file"):
        read_codings(tmp_path / "folder.csv")
    (tmp_path / "link.csv").symlink_to("/dev/zero")
    with pytest.raises(DipoliError, match="an ordinary file"):
        read_codings(tmp_path / "link.csv")
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04 no book")
    with pytest.raises(MalformedError):
        read_codings(tmp_path / "no.xlsx")


def test_codes_are_written_as_they_are_read() -> None:
    assert codes_text(marks("water:conditional crews:none")) == "water:c crews:n"
