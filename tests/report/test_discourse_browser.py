"""The page on texts in a real browser: every width, by keyboard alone, accessible, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.report.browsing import NARROW, WIDE, faults_of_access, opened, wider_than_the_screen
from tests.report.exploring import browser
from tests.report.test_discourse_page import html
from tests.web.pictures import keep_picture

PARTS = ("#often", "#years", "#periods", "#after", "#meet", "#issues", "#texts", "#grounds")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of the system."""
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page is, as a file."""
    path: Path = tmp_path_factory.mktemp("texts") / "page.html"
    path.write_text(html(), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_breaks_no_rule_of_access(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address, width, axe=True) as page:
        page.evaluate("document.querySelectorAll('#meet details').forEach(one => one.open = true)")
        assert [(part, found) for part in PARTS if (found := faults_of_access(page, part))] == []


def test_it_fits_every_width_open_or_closed(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        assert wider_than_the_screen(page) == []
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert wider_than_the_screen(page) == []


def test_the_keyboard_opens_passages_and_where_each_stands(chromium: Browser, address: str) -> None:
    with opened(chromium, address, scripts=True) as page:
        page.locator("#often summary").first.focus()
        said = page.locator("#often .said li").first
        assert not said.is_visible()
        page.keyboard.press("Enter")
        assert said.is_visible()
        context = said.locator(".a").last
        assert not context.is_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert context.is_visible()
        assert "SHA-256 of the passage" in said.inner_text()
        keep_picture(page, "passages-behind-a-figure", of="#often", width=900, height=900)


def test_on_paper_stands_what_is_open(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        said = page.locator("#often .said li .w")
        page.locator("#often summary").first.click()
        page.emulate_media(media="print")
        assert said.first.is_visible()
        assert not said.last.is_visible()
        assert page.locator("svg.dl").first.is_visible()
