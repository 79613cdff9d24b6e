"""What every page of a workbench must be, on the way of somebody without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import define, field
from playwright.sync_api import Browser, Page, expect
from tests.web.bench_stage import LONG
from tests.web.browser import NARROW, WIDE
from tests.web.journey import kind_of, opened, presses, reaches, sound

BANNER = "Assessed by the analyst, not stated by any government"
EXERCISE = "An exercise: states, figures and events are invented."
TALL = 900


@define
class Walk:
    """Somebody's way through the pages.

    Args:
        page: at hand.
        been: of each kind of page that was looked at the first address.
    """

    page: Page
    been: dict[str, str] = field(factory=dict)

    def settled(self) -> None:
        """The page is sound, wide and narrow, and bears its banner there and on paper."""
        page = self.page
        expect(page.get_by_text(BANNER)).to_be_visible()
        if kind_of(page) in self.been:
            return
        self.been[kind_of(page)] = page.url
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": TALL})
            sound(page)
        page.emulate_media(media="print")
        expect(page.get_by_text(BANNER)).to_be_visible()
        page.emulate_media(media="null")

    def goes(self, *links: str) -> None:
        """Follow links, one after the other."""
        for words in links:
            presses(self.page, self.page.get_by_role("link", name=words, exact=True).first)
            self.settled()

    def presses(self, words: str) -> None:
        """Press a button that leads to another page."""
        presses(self.page, self.page.get_by_role("button", name=words, exact=True).first)
        self.settled()

    def asks(self) -> str:
        """Put the question at hand; the address of its answer, once it is there."""
        presses(self.page, "Ask it")
        answer = self.page.locator("#wb-answer-h")
        expect(answer).to_be_visible(timeout=LONG * 1000)
        expect(self.page.locator("[data-news]")).to_have_count(0)
        self.settled()
        expect(self.page.get_by_role("complementary")).to_contain_text("What it does not show")
        return self.page.url

    def takes(self, words: str, place: Path) -> Path:
        """Take a file by its link, as a browser saves it."""
        link = self.page.get_by_role("link", name=words).first
        reaches(self.page, link)
        with self.page.expect_download() as download:
            self.page.keyboard.press("Enter")
        file = place / download.value.suggested_filename
        download.value.save_as(file)
        return file

    def shows(self, *words: str) -> None:
        """Each of these stands on the page itself."""
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)


@contextmanager
def walking(chromium: Browser, address: str) -> Iterator[Walk]:
    """Somebody before the first page; at the end each page is opened anew under its policy.

    While axe looks at a page its policy is set aside. So each page that was on the way is asked for
    once more by a browser that holds to it, and nothing may be complained of there.
    """
    with opened(chromium) as page:
        page.goto(address)
        walk = Walk(page)
        walk.settled()
        yield walk
        kept = page.context.storage_state()
    context = chromium.new_context(storage_state=kept)
    strict, said = context.new_page(), list[str]()
    strict.on("console", lambda one: said.append(f"{strict.url}: {one.text}"))
    for one in walk.been.values():
        strict.goto(one)
    context.close()
    assert not said
