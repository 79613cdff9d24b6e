"""``dipoli forum take``: what a folder can read, as files for other programs."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.cli.test_forum import LETTER, at_work, beginning, run, told
from tests.codec.akoma.reader import faults, read
from tests.codec.printing.glyphs import check_letters

from dipoli.forum.registers import REGISTERS

__all__ = ["at_work", "beginning"]


def close(words: str) -> str:
    """Words without their blanks and breaks, which paper has elsewhere."""
    return "".join(words.split())


def sheets(path: Path) -> list[str]:
    """The words of each sheet, by another program's reading; every letter is embedded."""
    assert check_letters(path.read_bytes())
    return [one.extract_text() for one in PdfReader(path).pages]


def wide(path: Path) -> bool:
    """Whether sheets lie on their side."""
    return all(one.mediabox.width > one.mediabox.height for one in PdfReader(path).pages)


@pytest.fixture
def entered(at_work: Path) -> Path:
    """A text of XCO, whose letters the office enters."""
    for line in (
        'text.table T1 "A text" symbol=L.1 kind=working-paper language=en everything=no',
        'clause.propose T1-1 "They reopen the bridge by 2031." sort=words',
        'clause.bracket T1-1 "by 2031"',
    ):
        run("forum", "act", "office", line, *LETTER)
    return at_work


@pytest.mark.usefixtures("entered")
def test_a_text_is_written_as_akoma_ntoso(capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "take", "office", "T1", "--to", "T1.xml")
    written = Path("T1.xml").read_bytes()
    assert faults(written) == []
    assert (answer["size"], answer["digest"]) == (len(written), hashlib.sha256(written).hexdigest())
    (clause,) = read(written)
    assert clause["brackets"] == [(23, 30, ("XCO",), False)]


@pytest.mark.usefixtures("entered")
def test_the_calendar_is_written_for_other_programs(capsys: pytest.CaptureFixture[str]) -> None:
    line = 'commitment.make C1 "To send it." owners=XCO recipients=XAL due=2031-05-01T10:00'
    run("forum", "act", "office", line, *LETTER)
    told(capsys, "take", "office", "calendar", "--to", "c.ics")
    (event,) = Calendar.from_ical(Path("c.ics").read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "EXERCISE: Commitment: To send it. (C1)"


@pytest.mark.usefixtures("entered")
def test_a_text_stands_on_sheets_with_mark_readers_and_brackets(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = 'amendment.propose A1 clause=T1-1 version=1 words="They reopen the old bridge by 2031."'
    run("forum", "act", "office", line, *LETTER)
    for view, shown in (
        ("clean", "They reopen the bridge."),
        ("bracketed", "They reopen the bridge [by 2031]."),
        ("attributed", "They reopen the old (Corvia) bridge [by 2031 - Corvia]."),
    ):
        told(capsys, "take", "office", "T1", "--to", "T1.pdf", "--view", view)
        (words,) = sheets(Path("T1.pdf"))
        for part in (
            "EXERCISE: every state in it is invented.", "L.1 A text", "1 / 1",
            "This circle is OPEN to the host", "T1 · Version 1 · SHA-256", shown,
        ):  # fmt: skip
            assert close(part) in close(words), (part, words)


@pytest.mark.usefixtures("entered")
def test_registers_are_written_as_tables_and_on_sheets(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for register in REGISTERS:
        for ending in ("csv", "xlsx", "pdf"):
            told(capsys, "take", "office", register.name, "--to", f"{register.name}.{ending}")
        mark, head, *rows = csv.reader(Path(f"{register.name}.csv").read_text("utf-8").splitlines())
        (book,) = load_workbook(f"{register.name}.xlsx").worksheets
        marked, heads, *same = book.iter_rows(values_only=True)
        assert mark == ["# EXERCISE: every state in it is invented."] == [marked[0]]
        assert (head, list(heads)) == (list(register.columns), list(register.columns.values()))
        assert [[one or "" for one in row] for row in same] == rows
        (words,) = sheets(Path(f"{register.name}.pdf"))
        assert wide(Path(f"{register.name}.pdf"))
        wanted = [one for row in rows for one in row] or ["Nothing is entered here."]
        for part in (mark[0].removeprefix("# "), register.title, *wanted):
            assert close(part) in close(words)
    (row,) = csv.reader(Path("documents.csv").read_text("utf-8").splitlines()[2:])
    assert row[:6] == ["T1", "L.1", "A text", "working paper", "Corvia", "Corvia"]


@pytest.mark.usefixtures("entered")
def test_what_is_not_there_is_told_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words, why in (
        (("T9", "--to", "x.xml"), "T9 is no text here. Texts: T1."),
        (("T1", "--to", "x.txt"), "name a file that ends in .xml, .pdf"),
        (("documents", "--to", "x.ics"), "name a file that ends in .csv, .xlsx, .pdf"),
        (("T1", "--to", "x"), "name a file that ends in .xml"),
    ):
        run("forum", "take", "office", *words, code=3)
        assert why in capsys.readouterr().err
    assert not any(Path().glob("x*"))
