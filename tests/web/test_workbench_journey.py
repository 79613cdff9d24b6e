"""An analyst writes in a case by the keyboard alone, in a real browser; every page is sound."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.web.browser import NARROW, WIDE, browser
from tests.web.journey import opened, presses, reaches, sound, writes

from dipoli.codec.case_folder import read_case

_ADDRESS = re.compile(r"http://127\.0\.0\.1:[0-9]+/workbench/\?key=\S+")
BANNER = "Assessed by the analyst, not stated by any government"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the cases lie."""
    return tmp_path_factory.mktemp("analyst") / "cases"


@pytest.fixture(scope="module")
def program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """`dipoli workbench`, ended in any case."""
    words = [sys.executable, "-m", "dipoli.cli.main", "workbench", str(folder)]
    with subprocess.Popen(  # noqa: S603 - our own words
        words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as started:
        yield started
        started.kill()


def first_address(program: subprocess.Popen[str]) -> str:
    """The address that the console prints."""
    assert program.stdout is not None
    for line in program.stdout:
        found = _ADDRESS.search(line)
        if found is not None:
            return found.group()
    pytest.fail("no address was printed")


def settled(page: Page) -> None:
    """The page is sound wide and narrow."""
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        sound(page)
    page.set_viewport_size({"width": WIDE, "height": 900})
    expect(page.get_by_text(BANNER)).to_be_visible()


def test_an_analyst_writes_in_a_case_by_keyboard(
    program: subprocess.Popen[str], folder: Path
) -> None:
    address = first_address(program)
    with browser() as chromium, opened(chromium) as page:
        page.goto(address)
        assert "key=" not in page.url
        settled(page)
        page.get_by_label("A case that comes with Dipoli").select_option("lake")
        presses(page, "Copy it to the desk")
        settled(page)
        presses(page, page.get_by_role("link", name="Requirements"))
        settled(page)
        presses(page, page.locator("main ol a").first)
        settled(page)
        reaches(page, page.get_by_label("Reason", exact=True))
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        presses(page, page.get_by_role("button", name="Save"))
        settled(page)
        expect(page.get_by_text("expected: the key reason; found: it is missing.")).to_be_visible()
        presses(page, page.get_by_role("button", name="Undo"))
        expect(page.get_by_text("Sound: it can be computed with")).to_be_visible()
        case = read_case(folder / "lake")
        party = case.parties[0].names["en"]
        presses(page, page.locator(".wb-who").first.get_by_role("link", name=party))
        settled(page)
        printed = PdfReader(io.BytesIO(page.pdf()))
        assert all(BANNER in sheet.extract_text() for sheet in printed.pages)
        presses(page, page.locator("tbody a").first)
        settled(page)
        writes(page, page.get_by_label("What does the party want here"), "Water, in writing.")
        presses(page, page.get_by_role("button", name="Save").first)
        page.reload()
        expect(page.get_by_label("What does the party want here")).to_have_value(
            "Water, in writing."
        )
    after = read_case(folder / "lake")
    code = case.parties[0].code
    assert after.positions["positions"][code].issues[0].interest == "Water, in writing."
