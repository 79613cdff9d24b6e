"""An analyst works on a case from the file to the answer, by the keyboard alone, in a real browser.

She takes the case in, ranks, corrects, mends a fault, takes it back, asks what could be agreed,
changes something, asks again, puts the two answers side by side, finds the first again by its
address, and takes the case away. Every page on the way is sound, and says whose assessment it is.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from pypdf import PdfReader
from tests.web.bench_walk import BANNER, EXERCISE, Walk, walking
from tests.web.browser import browser
from tests.web.journey import chooses, hands_over, presses, reaches, writes
from tests.workbench.runs.asking import LAKE

from dipoli.codec.case_folder import read_case

_ADDRESS = re.compile(r"http://127\.0\.0\.1:[0-9]+/workbench/\?key=\S+")
PARTY, ISSUE = "XAL", "w-flow"
QUESTION = {
    "corpus": "lake", "codebook": "lake", "one": "XAL", "other": "XBE", "issue": "floods",
    "genre": "speech",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the cases lie."""
    return tmp_path_factory.mktemp("analyst") / "cases"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """`dipoli workbench`, ended in any case; the address that its console prints."""
    words = [sys.executable, "-m", "dipoli.cli.main", "workbench", str(folder)]
    with subprocess.Popen(  # noqa: S603 - our own words
        words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as program:
        assert program.stdout is not None
        found = (one.group() for one in map(_ADDRESS.search, program.stdout) if one is not None)
        yield next(found)
        program.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser."""
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented case in one file, as a colleague would send it."""
    file = tmp_path_factory.mktemp("post") / "lake.zip"
    with zipfile.ZipFile(file, "w") as made:
        for path in LAKE.rglob("*.yaml"):
            made.write(path, path.relative_to(LAKE))
    return file


def test_an_analyst_works_on_a_case_from_the_file_to_the_answer(
    chromium: Browser, address: str, folder: Path, lake: Path, tmp_path: Path
) -> None:
    with walking(chromium, address) as walk:
        page = walk.page
        assert "key=" not in page.url
        hands_over(page, page.get_by_label("A zip of a case folder"), lake)
        walk.presses("Take it in")
        walk.shows("Sound: it can be computed with")
        title = read_case(LAKE).title
        mends_a_fault(walk)

        walk.goes(title)
        ranks(walk)
        (case,) = (one for one in folder.iterdir() if (one / "case.yaml").exists())
        rows = read_case(case).positions["positions"][PARTY].issues
        assert [one.value for one in rows if one.issue == ISSUE] == [(60, 100, 33, 0)]

        walk.goes(title, "Ask the case", "Common ground")
        first = walk.asks()
        walk.shows("ALL BASKETS TOGETHER", "PACKAGES", "Points of different parties are on")
        writes_points(walk, title, "80")
        walk.goes(title, "Ask the case", "Common ground")
        second = walk.asks()
        assert second != first

        walk.presses("Put them side by side")
        expect(page.get_by_text(EXERCISE).first).to_be_visible()
        walk.shows("Nothing: both ask the same.", "positions positions: says something else")
        presses(page, page.locator("ol.lines a").nth(1))
        assert page.url == first
        walk.goes("The address of this question")
        assert page.url == first  # its papers are no longer there; its answer is

        reads_where_words_meet(walk)
        walk.goes("Cases on your desk", title)
        takes_it_away(walk, tmp_path)


def mends_a_fault(walk: Walk) -> None:
    """A reason is taken out: it is missed at its place, and comes back by an undo and by hand."""
    page = walk.page
    walk.goes("Requirements")
    presses(page, page.locator("main ol a").first)
    reason = page.get_by_label("Reason", exact=True)
    before = reason.input_value()
    for mend in ("undo", "by hand"):
        reaches(page, reason)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.press("Delete")
        walk.presses("Save")
        walk.shows("expected: the key reason; found: it is missing.")
        if mend == "undo":
            presses(page, page.get_by_role("button", name="Undo"))
            walk.settled()
            presses(page, page.get_by_role("link", name="Requirements"))
            presses(page, page.locator("main ol a").first)
        else:
            writes(page, reason, before)
            walk.presses("Save")
        expect(reason).to_have_value(before)
        expect(page.locator(".wb-fault")).to_have_count(0)


def ranks(walk: Walk) -> None:
    """Options are ranked first; points and ranges follow from the ranks; then one is corrected."""
    page = walk.page
    party = read_case(LAKE).parties[0].names["en"]
    presses(page, page.locator(".wb-who").first.get_by_role("link", name=party))
    walk.settled()
    printed = PdfReader(io.BytesIO(page.pdf()))
    assert all(BANNER in sheet.extract_text() for sheet in printed.pages)
    presses(page, page.locator("tbody a").first)
    walk.settled()
    for option, rank in enumerate("2134"):
        writes(page, page.get_by_label(f"Rank of option {option}"), rank)
    walk.presses("Points from the ranks")
    expect(page.get_by_label("Points of option 1")).to_have_value("100")
    writes(page, page.get_by_label("Points of option 0"), "60")
    walk.presses("Save")
    expect(page.get_by_label("Points of option 0")).to_have_value("60")


def writes_points(walk: Walk, title: str, points: str) -> None:
    """Go back to the same place by links, and write other points."""
    page = walk.page
    walk.goes(title)
    presses(page, page.locator(".wb-who a").first)
    presses(page, page.locator("tbody a").first)
    writes(page, page.get_by_label("Points of option 0"), points)
    walk.presses("Save")


def reads_where_words_meet(walk: Walk) -> None:
    """Of an issue that two cannot discuss, the parts on which their words meet (story 10)."""
    page = walk.page
    walk.goes("Questions and answers", "Declarations", "Where words of two meet")
    for name, value in QUESTION.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("(one) => one.tagName") == "SELECT":
            chooses(page, field, value)
        else:
            writes(page, field, value)
    walk.asks()
    walk.shows("Passages of compatible stance, side by side", "warning")
    expect(page.get_by_text(EXERCISE).first).to_be_visible()


def takes_it_away(walk: Walk, place: Path) -> None:
    """The case leaves as papers and as a spreadsheet, each with the banner in it."""
    with zipfile.ZipFile(walk.takes("All papers as a zip", place)) as papers:
        kept = [one for one in papers.namelist() if one.endswith((".yaml", ".txt"))]
        assert "case.yaml" in kept
        assert not [one for one in kept if BANNER not in papers.read(one).decode()]
        papers.extractall(place / "papers")
    rows = read_case(place / "papers").positions["positions"][PARTY].issues
    assert [one.value[0] for one in rows if one.issue == ISSUE] == [80]
    book = load_workbook(walk.takes("Spreadsheet: positions", place))
    assert book.worksheets
    for sheet in book:
        cells = [str(one) for row in sheet.iter_rows(values_only=True) for one in row]
        assert any(BANNER in one for one in cells), sheet.title
