"""What the documentation shows of the site, and what stands on those pages.

Each test proves what the words beside a picture say, and keeps the picture where one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.browser import NARROW, address, browser, sit
from tests.web.house import PLENARY, house
from tests.web.pictures import keep_picture
from tests.web.stage import stage

stage()

EXERCISE = "EXERCISE: every state in it is invented."


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser before one house."""
    with house() as _site, browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a browser of its own."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


def shows(page: Page, place: str, heading: str, *words: str) -> None:
    """A page of the exercise as Tavrena has it: marked, and with all of this on it."""
    sit(page, "Tavrena")
    page.goto(address() + place)
    expect(page.locator("body")).to_contain_text(EXERCISE)
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    for one in words:
        expect(page.locator("main")).to_contain_text(one)


def test_the_first_page_lists_delegations_and_the_secretariat(page: Page) -> None:
    page.goto(address())
    seats = page.locator("form:has([name=code]) button").all_inner_texts()
    assert "The secretariat" in seats[-1]
    assert any("takes part by letter" in one for one in seats)
    expect(page.locator("main")).to_contain_text("The Korean Peninsula in its region")
    keep_picture(page, "first-page", height=780)


def test_today_says_what_waits_and_until_when_in_two_clocks(page: Page) -> None:
    shows(page, "/today", "Today", "UTC", "in your capital", "A silence runs")
    expect(page.get_by_role("link", name="Break a silence by").first).to_be_visible()
    keep_picture(page, "today", height=590)


def test_today_is_read_on_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": NARROW, "height": 844})
    shows(page, "/today", "Today")
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0
    keep_picture(page, "today-on-a-telephone", width=NARROW, height=844)


def test_a_silence_tells_its_end_and_who_was_served(page: Page) -> None:
    place = f"{PLENARY}/decisions/P44/silence"
    shows(page, place, "A ferry for the summer", "in your capital", "that second included")
    expect(page.get_by_role("heading", name="Service and receipts")).to_be_visible()
    keep_picture(page, "silence", height=760)


def test_baskets_are_rows_and_each_stands_for_itself(page: Page) -> None:
    shows(page, "/forums/exercise", "Dialogue of the Veyra Sea")
    rows = page.locator("table", has_text="Maritime security").first.locator("tbody tr")
    assert rows.count() > 4
    keep_picture(page, "baskets", height=760)


def test_commitments_stand_by_basket_with_each_sides_view(page: Page) -> None:
    shows(page, f"{PLENARY}/commitments", "Commitments", "Maritime security", "How it stands")
    assert "score" not in page.locator("main").inner_text().lower()
    keep_picture(page, "commitments", height=760)


def test_meanings_of_a_term_stand_side_by_side(page: Page) -> None:
    shows(page, f"{PLENARY}/terms/W1", "free passage", "Kessorin", "Halvorin")
    keep_picture(page, "a-term", height=560)


def test_what_the_host_sees_is_told(page: Page) -> None:
    sit(page, "Tavrena")
    page.goto(f"{address()}/what-the-host-sees")
    expect(page.get_by_role("heading", name="What it does not see")).to_be_visible()
    keep_picture(page, "what-the-host-sees", height=620)
