"""Spreadsheets: in, out, and round; and what is refused by name."""

from __future__ import annotations

import builtins
import itertools
import tempfile
import zipfile
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.codec.interchange.writers import WRITERS, Made, made
from tests.generators import SMALL, as_outcomes, random_case

from dipoli.analysis.agreement import Means, find, question_of
from dipoli.analysis.agreement.checker import gain
from dipoli.analysis.case import Case
from dipoli.codec.case_folder import read_case
from dipoli.codec.case_writer import write_case
from dipoli.codec.interchange.csv_folder import read_csv_folder, write_csv_folder
from dipoli.codec.interchange.exports import json_text, read_sheet, write_export
from dipoli.codec.interchange.imports import READERS
from dipoli.codec.interchange.scenario import shown, source_file
from dipoli.codec.interchange.scenario_case import Named, case_of
from dipoli.codec.interchange.sheet_in import case_of_tables
from dipoli.codec.interchange.sheet_out import left_out, tables_of
from dipoli.codec.interchange.tables import Rows, Tables
from dipoli.codec.interchange.workbook import read_workbook, write_workbook
from dipoli.faults import CaseError, DipoliError, MalformedError, RefusedError

CASES = Path(__file__).resolve().parents[3] / "cases"
NAMED = Named(id="plain", title="Plain", exercise=False, as_of="2031-04-30")

FILES = (source_file("plain.xlsx", b""),)

PLAIN: dict[str, Rows] = {
    "parties": (("code", "name", "reservation"), ("XAL", "Upstream", "0.3"), ("XBE", "", "0")),
    "issues": (
        ("issue", "text", "question"),
        ("fee", "low", "How high is the fee?"),
        ("fee", "high", ""),
        ("days", "three", ""),
        ("days", "four", ""),
        ("days", "five", ""),
    ),
    "XAL": (
        ("issue", "value", "importance"),
        ("fee", "0", "0.25"),
        ("fee", "1", ""),
        ("days", "0.4", "0.75"),
        ("days", "0.5", ""),
        ("days", "1", ""),
    ),
    "XBE": (
        ("issue", "option", "value", "importance"),
        ("fee", "1", "0.1", ""),
        ("fee", "0", "0.9", "0.5"),
        ("days", "0", "1", "0.5"),
        ("days", "1", "0.2", ""),
        ("days", "2", "0", ""),
    ),
}


def changed(name: str, old: str, new: str) -> Tables:
    """The plain tables with the cells of one value changed in one of them."""
    rows = PLAIN[name]
    assert any(old in row for row in rows)
    return {**PLAIN, name: tuple(tuple(new if c == old else c for c in row) for row in rows)}


def sheet_of(one: Made) -> Tables:
    """A made-up scenario as a plain spreadsheet."""
    codes = ["XA", "XB", "XC", "XD"][: len(one.weights)]
    issues = [(f"i{k}", texts) for k, texts in enumerate(one.options)]
    tables: dict[str, Rows] = {
        "parties": (
            ("code", "reservation"),
            *((c, shown(r)) for c, r in zip(codes, one.reservations, strict=True)),
        ),
        "issues": (("issue", "text"), *((i, text) for i, texts in issues for text in texts)),
    }
    for p, code in enumerate(codes):
        rows = [
            (issue, shown(value), shown(weight) if n == 0 else "")
            for (issue, _texts), weight, row in zip(
                issues, one.weights[p], one.values[p], strict=True
            )
            for n, value in enumerate(row)
        ]
        tables[code] = (("issue", "value", "importance"), *rows)
    return tables


def written(tables: Tables, kind: str, place: Path) -> Path:
    """The tables as a file or folder."""
    target = place / ("sheets" if kind == "csv" else "sheets.xlsx")
    if kind == "csv":
        target.mkdir()
        write_csv_folder(tables, "A mark.", target)
    else:
        write_workbook(tables, "A mark.", target)
    return target


# ---------------------------------------------------------------- in


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), places=st.integers(0, 3))
def test_utilities_are_those_of_the_spreadsheet(kind: str, seed: int, places: int) -> None:
    one = made(seed, places=places)
    with tempfile.TemporaryDirectory() as place:
        case = read_sheet(written(sheet_of(one), kind, Path(place)), NAMED)
    asked = question_of(case)
    for p, code in enumerate(case.members):
        position = case.positions["outcomes"][code]
        assert position.in_source_units(-position.reservation.value) == 0
        assert position.in_source_units(0) == one.reservations[p]
        for outcome in itertools.islice(itertools.product(*map(_range, one.options)), 50):
            package = {f"i{k}": n for k, n in enumerate(outcome)}
            told = position.in_source_units(gain(case, asked, code, package))
            assert told == one.utility(p, outcome)


def _range(texts: tuple[str, ...]) -> range:
    return range(len(texts))


def test_a_plain_spreadsheet_says_little_and_that_is_enough(tmp_path: Path) -> None:
    case = case_of_tables(PLAIN, NAMED, FILES)
    assert case.members == ("XAL", "XBE")
    assert case.parties[0].names == {"en": "Upstream"}
    units = case.positions["outcomes"]["XAL"].source_units
    assert units is not None
    assert (units.factor, units.importance_factor, units.error) == (40, 4, "0")
    assert case.positions["outcomes"]["XBE"].issues[0].value == (9, 1)
    # both weights of XBE are 0.5: (high, five) is worth 0.05 to it, which is not below 0
    assert find(case, question_of(case), Means()).count == 6
    again = read_sheet(written(PLAIN, "xlsx", tmp_path), NAMED)
    assert write_case(again, tmp_path / "case").positions == case.positions


# ---------------------------------------------------------------- round


def normal(case: Case) -> Case:
    """The case without what names the files from which it came."""
    return evolve(case, sources=(), digest="", how_to_read=())


@pytest.mark.parametrize("name", ["lake", "korea"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_spreadsheet_of_a_case_comes_back_as_it_went(
    name: str, kind: str, tmp_path: Path
) -> None:
    case = read_case(CASES / name)
    for one in case.position_sets:
        tables = tables_of(case, one.id)
        place = tmp_path / one.id
        place.mkdir()
        back = read_sheet(written(tables, kind, place), NAMED)
        assert tables_of(back, one.id) == tables
        asked, again = question_of(case, one.id), question_of(back)
        package = {issue.id: len(issue.options) - 1 for issue in case.issues}
        for code in case.members:
            assert gain(case, asked, code, package) == gain(back, again, code, package)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), places=st.integers(0, 3), kind=st.sampled_from(["csv", "xlsx"]))
def test_a_plain_spreadsheet_comes_back_as_it_went(seed: int, places: int, kind: str) -> None:
    tables = sheet_of(made(seed, places=places))
    case = case_of_tables(tables, NAMED, FILES)
    out = tables_of(case, "outcomes")
    for code in case.members:
        read = {column: n for n, column in enumerate(out[code][0])}
        for given_row, out_row in zip(tables[code][1:], out[code][1:], strict=True):
            assert out_row[read["value"]] == given_row[1]
            if "importance" in read:
                assert out_row[read["importance"]] == given_row[2]
    with tempfile.TemporaryDirectory() as place:
        back = read_sheet(written(out, kind, Path(place)), NAMED)
    assert normal(back) == normal(case)
    assert tables_of(back, "outcomes") == out


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), outcomes=st.booleans())
def test_every_kind_of_link_comes_back(seed: int, outcomes: bool) -> None:  # noqa: FBT001 - drawn
    case = coherent(random_case(seed, SMALL), seed, outcomes=outcomes)
    tables = tables_of(case, "positions")
    back = case_of_tables(tables, NAMED, FILES)
    assert tables_of(back, "positions") == tables
    found = find(case, question_of(case), Means())
    assert find(back, question_of(back), Means()).count == found.count


def coherent(case: Case, seed: int, *, outcomes: bool) -> Case:
    """A made-up case with names and codes that a case folder may have."""
    letters = {"P1": "XA", "P2": "XB", "P3": "XC", "L1": "XL", "L2": "XM", "C1": "XN", "Q1": "XQ"}
    made_up = as_outcomes(case, seed) if outcomes else case
    sets = {
        code: evolve(
            one,
            party=letters[code],
            basket_importance={
                basket.id: sum(
                    row.importance for row in one.issues if row.issue in _inside(case, basket.id)
                )
                for basket in case.baskets
            }
            if code.startswith("P")
            else None,
            issues=tuple(
                evolve(
                    row,
                    importance_range=(row.importance * 3 // 4, min(1000, row.importance * 5 // 4)),
                )
                for row in sorted(one.issues, key=lambda row: row.issue)
            ),
            reservation=evolve(one.reservation, note="made up")
            if outcomes
            else evolve(
                one.reservation,
                **{
                    key: sum(row.importance * getattr(row, key)[0] for row in one.issues)
                    for key in ("value", "low", "high")
                },
            ),
        )
        for code, one in made_up.positions["positions"].items()
    }
    consents = tuple(
        evolve(one, bodies=tuple(letters[code] for code in one.bodies)) for one in made_up.consents
    )
    return evolve(
        made_up,
        title="An exercise: made up",
        parties=tuple(evolve(one, code=letters[one.code]) for one in made_up.parties),
        ratifiers=tuple(
            evolve(
                one,
                code=letters[one.code],
                all_of=None if one.all_of is None else tuple(letters[c] for c in one.all_of),
            )
            for one in made_up.ratifiers
        ),
        positions={"positions": {letters[code]: one for code, one in sets.items()}},
        synergies=tuple(
            evolve(one, party=letters[one.party], when=tuple(_moved(a, outcomes) for a in one.when))
            for one in made_up.synergies
        ),
        requirements=tuple(
            evolve(one, then=evolve(one.then, options=tuple(sorted({0, *one.then.options}))))
            for one in made_up.requirements
        ),
        consents=consents,
        sources=(),
    )


def _moved(atom: Any, outcomes: bool) -> Any:  # noqa: ANN401, FBT001 - an atom
    """An atom that the state of things does not hold, where there is one."""
    rest = tuple(n for n in atom.options if n) or (1,)
    return atom if outcomes else evolve(atom, options=rest)


def _inside(case: Case, basket: str) -> set[str]:
    return {issue.id for issue in case.issues_of(basket)}


@pytest.mark.parametrize("kind", WRITERS)
def test_an_imported_scenario_keeps_its_units_by_way_of_a_spreadsheet(
    kind: str, tmp_path: Path
) -> None:
    reader, write = WRITERS[kind]
    source = tmp_path / "source"
    source.mkdir()
    write(made(3, places=3), source)
    case = case_of(READERS[reader](source), NAMED, 1000)
    back = read_sheet(written(tables_of(case, "outcomes"), "xlsx", tmp_path), NAMED)
    units = {code: one.source_units for code, one in case.positions["outcomes"].items()}
    assert {c: one.source_units for c, one in back.positions["outcomes"].items()} == units
    assert "sources" in left_out(case, "outcomes")


# ---------------------------------------------------------------- out


@pytest.mark.parametrize("name", ["lake", "korea"])
def test_what_an_export_does_not_hold_is_named_and_carriers_never_leave(name: str) -> None:
    case = read_case(CASES / name)
    first = case.position_sets[0].id
    assert any(one.intermediaries for one in case.channels)
    named = {row[0]: row[1] for row in tables_of(case, first)["scenario"][1:]}
    assert named["mark"] == case.mark
    for words in ("steps", "terms", "channels", "the timeline", "other sets of positions"):
        assert words in named["left out"]
    text = json_text(case)
    assert "who could carry what" in text
    assert '"intermediaries": []' in text
    assert all(
        f'"code": "{c.code}", "issues"' not in text for o in case.channels for c in o.intermediaries
    )
    assert case.mark in text


def test_every_file_of_an_export_bears_the_mark(tmp_path: Path) -> None:
    case = read_case(CASES / "lake")
    write_export(case, "positions", tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert case.mark in first
    write_export(case, "positions", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert all(case.mark in str(sheet["A1"].value) for sheet in book.worksheets)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    case = read_case(CASES / "lake")
    for name in ("a.xlsx", "a.json", "a"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
        with pytest.raises(RefusedError, match="something stands there"):
            write_export(case, "positions", tmp_path / name)
    with pytest.raises(RefusedError, match="ends in"):
        write_export(case, "positions", tmp_path / "a.pdf")
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"mine"}


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=6, unique=True))
def test_no_text_becomes_a_formula_and_every_text_comes_back(texts: list[str]) -> None:
    texts = [*texts, "=1+1", "'=1", "+x", "-x", "@x", "1.50", "007"]
    rows = (("issue", "text"), *(("fee", text) for text in texts))
    for kind in ("csv", "xlsx"):
        with tempfile.TemporaryDirectory() as place:
            path = written({"issues": rows}, kind, Path(place))
            back, _contents = read_csv_folder(path) if kind == "csv" else read_workbook(path)
            assert back["issues"] == rows
            if kind == "csv":
                lines = (path / "issues.csv").read_text(encoding="utf-8").splitlines()
                assert not any(line.partition(",")[2][:1] in {"=", "+", "@"} for line in lines[1:])


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({}, "a table parties"),
        ({"parties": PLAIN["parties"]}, "a table issues"),
        ({**PLAIN, "XCE": PLAIN["XAL"]}, "the table XCE"),
        (changed("XAL", "value", "worth"), "the column worth"),
        (changed("XAL", "0.4", "much"), "the text 'much'"),
        (changed("XAL", "0.4", "-0.4"), "a figure from 0 up"),
        (changed("XAL", "0.4", ""), "something under value"),
        (changed("XAL", "0.75", "0.7"), "the same sum for every party"),
        (changed("XAL", "0.4", "0.4000000000000001"), "more"),
        (changed("XAL", "fee", "Fee"), "id: small letters"),
        (changed("XBE", "2", "3"), "numbered from 0 without a gap"),
        (changed("issues", "four", ""), "something under text"),
        (changed("issues", "days", "fee"), "5 figures, one for each option of fee"),
        (changed("parties", "XAL", "Upstream"), "code: 2 to 12"),
        (changed("parties", "0.3", ""), "something under reservation"),
        ({**PLAIN, "scenario": (("key", "value"), ("colour", "red"))}, "the key colour"),
        ({**PLAIN, "scenario": (("key", "value"), ("as of", "soon"))}, "date"),
        ({**PLAIN, "scenario": (("key", "value"), ("sheet", "dipoli.sheet/9"))}, "dipoli.sheet/1"),
        ({**PLAIN, "scenario": (("key", "value"), ("exercise", "maybe"))}, "yes or no"),
        ({**PLAIN, "scenario": (("key", "value"), ("mark", "A game."))}, "the mark"),
        ({**PLAIN, "scenario": (("key", "value"), ("agreement", "open"))}, "option 0"),
        ({**PLAIN, "exclusions": (("id", "not together"), ("e", "fee"))}, "such as dam=1|2"),
        ({**PLAIN, "exclusions": (("id", "not together"), ("e", "fee=1; days=7"))}, "option 7"),
        (
            {
                **PLAIN,
                "synergies": (
                    ("id", "party", "when", "points"),
                    ("s", "XAL", "fee=1; days=1", "x"),
                ),
            },
            "'x'",
        ),
        (
            {
                **PLAIN,
                "red lines": (("party", "id", "when", "firmness"), ("XAL", "r", "fee=1", "firm")),
            },
            "hard or soft",
        ),
        ({**PLAIN, "issues": (*PLAIN["issues"], ("fee", "x", "y", "z"))}, "beyond the columns"),
    ],
)
def test_a_spreadsheet_that_is_not_known_is_refused_by_name(tables: Tables, words: str) -> None:
    with pytest.raises((MalformedError, CaseError)) as caught:
        case_of_tables(tables, NAMED, FILES)
    assert words in str(caught.value), str(caught.value)


def refused(path: Path, words: str, fault: type[DipoliError] = MalformedError) -> None:
    """The file is refused with these words."""
    with pytest.raises(fault) as caught:
        read_sheet(path, NAMED)
    assert words in str(caught.value), str(caught.value)


def test_a_workbook_with_more_than_cells_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("issues")
    sheet.append(["issue", "text"])
    sheet.append(["fee", "=1+1"])
    book.save(tmp_path / "formula.xlsx")
    refused(tmp_path / "formula.xlsx", "a formula")
    for n, part in enumerate(("xl/vbaProject.bin", "xl/externalLinks/one.xml", "xl/embeddings/o")):
        path = written(PLAIN, "xlsx", tmp_path)
        with zipfile.ZipFile(path, "a") as packed:
            packed.writestr(part, b"-")
        refused(path.rename(tmp_path / f"{n}.xlsx"), part)


def test_a_workbook_that_unpacks_to_too_much_or_is_none_is_refused(tmp_path: Path) -> None:
    path = written(PLAIN, "xlsx", tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/big.xml", b" " * 100_000_001)
    refused(path, "100,000,000 bytes unpacked")
    path.write_bytes(b"no zip")
    refused(path, "an xlsx workbook")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("readme.txt", "-")
    refused(path, "a workbook")


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    good = written(PLAIN, "xlsx", tmp_path)
    bad = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for one in old.infolist():
            content = old.read(one)
            if one.filename == "xl/workbook.xml":
                hidden = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
                content = hidden + content.removeprefix(b"<?xml version='1.0'?>")
            new.writestr(one.filename, content)
    refused(bad, "a document type")


def test_a_table_too_long_or_too_wide_is_refused(tmp_path: Path) -> None:
    (tmp_path / "issues.csv").write_text("issue\n" * 60_002, encoding="utf-8")
    refused(tmp_path, "60,000 rows")
    (tmp_path / "issues.csv").write_text("," * 80 + "x\n", encoding="utf-8")
    refused(tmp_path, "60 columns")
    (tmp_path / "issues.csv").write_text('issue\n"a', encoding="utf-8")
    refused(tmp_path, "comma-separated")
    (tmp_path / "issues.csv").write_bytes(b"\xff\xfe")
    refused(tmp_path, "UTF-8")
    book = openpyxl.Workbook()
    book.worksheets[0].cell(row=70_000, column=1, value="x")
    book.worksheets[0].cell(row=1, column=1, value="y")
    book.save(tmp_path / "long.xlsx")
    refused(tmp_path / "long.xlsx", "60,000 rows")


def test_cells_that_people_type_are_taken_as_they_mean_them(tmp_path: Path) -> None:
    import datetime as dt  # noqa: PLC0415 - for one cell

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "scenario"
    for row in (["key", "value"], ["as of", dt.date(2031, 4, 30)], ["exercise", "yes"]):
        sheet.append(row)
    for name, rows in PLAIN.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append([_typed(cell) for cell in cells])
    book.save(tmp_path / "typed.xlsx")
    case = read_sheet(tmp_path / "typed.xlsx", NAMED)
    plain = case_of_tables(PLAIN, evolve(NAMED, exercise=True), FILES)
    assert case.positions == plain.positions
    assert case.title == "An exercise: Plain"


def _typed(cell: str) -> str | float | None:
    try:
        return float(cell)
    except ValueError:
        return cell or None


def test_without_the_library_the_reader_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(PLAIN, "xlsx", tmp_path)
    really = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as the builtin
        if name == "openpyxl":
            raise ImportError(name)
        return really(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    refused(path, "dipoli[files]", RefusedError)
    with pytest.raises(RefusedError, match=r"dipoli\[files\]"):
        write_export(read_case(CASES / "lake"), "positions", tmp_path / "b.xlsx")


def test_a_party_that_is_called_as_another_sheet_is_refused() -> None:
    case = case_of_tables(PLAIN, NAMED, FILES)
    positions: Mapping[str, Any] = {"ISSUES": case.positions["outcomes"]["XAL"]}
    with pytest.raises(RefusedError, match="ISSUES"):
        tables_of(evolve(case, positions={"outcomes": positions}), "outcomes")


def test_figures_are_exact_fractions(tmp_path: Path) -> None:
    path = written(PLAIN, "xlsx", tmp_path)
    tables, _contents = read_workbook(path)
    assert tables["XAL"][3][1] == "0.4"
    assert Fraction(tables["XAL"][3][1]) == Fraction(2, 5)
