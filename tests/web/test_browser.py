"""Every sort of page in a real browser: accessible, within the screen, quiet, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page
from tests.web.browser import NARROW, WIDE, address, browser, sit
from tests.web.stage import stage
from tests.web.test_site import links

stage()
from django.urls import resolve  # noqa: E402 - Django is asked after its settings

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # what holds is not told: half the work
}
NAMES = {"XTV": "Tavrena", "SECRETARIAT": "The secretariat"}
LOOKS = (("XTV", "light"), ("SECRETARIAT", "dark"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all; the pages are found first, since Django minds the browser's loop."""
    for code in NAMES:
        links(code)
    with browser() as opened:
        yield opened


def one_of_each(code: str) -> list[str]:
    """A page of each route that a reader comes to."""
    return list({resolve(page).url_name: page for page in sorted(links(code))}.values())


@contextmanager
def opened(
    chromium: Browser, width: int, code: str = "XTV", scheme: str = "light"
) -> Iterator[Page]:
    """A page of a browser in which somebody has sat down; closed at the end."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # the checker is a script of ours
    )
    page = context.new_page()
    sit(page, NAMES[code])
    yield page
    context.close()


def look(chromium: Browser, code: str, scheme: str, places: Iterable[str]) -> None:
    """No rule of accessibility is broken on any of these pages."""
    axe = Axe()
    with opened(chromium, WIDE, code, scheme) as page:
        for place in places:
            page.goto(address() + place)
            found = axe.run(page, options=RULES).response["violations"]
            told = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]
            assert not told, place


def shared(code: str) -> list[str]:
    """Pages of one reader: all of its own, and every second of those that both have."""
    own = {resolve(page).url_name: page for page in one_of_each(code)}
    both = [set(map(str, (resolve(page).url_name for page in one_of_each(one)))) for one in NAMES]
    turns = sorted(set.intersection(*both))[1 - list(NAMES).index(code) :: 2]
    return [page for name, page in own.items() if name not in turns]


@pytest.mark.parametrize(("code", "scheme"), LOOKS)
def test_no_page_breaks_a_rule_of_accessibility(chromium: Browser, code: str, scheme: str) -> None:
    """Each sort of page as one of the two; as both, it is the campaign's."""
    look(chromium, code, scheme, shared(code))


def test_no_page_is_wider_than_the_screen(chromium: Browser) -> None:
    with opened(chromium, WIDE) as page:
        for place in one_of_each("XTV"):
            page.goto(address() + place)
            for width in (WIDE, WIDE // 2, NARROW):  # the second is a zoom of 200 %
                page.set_viewport_size({"width": width, "height": 900})
                over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert over <= 0, (place, width)


LINES = """(one) => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return new Set([...words.getClientRects()].map((box) => Math.round(box.top))).size;
}"""
"""On how many lines the words of an element stand."""


@contextmanager
def read_in(chromium: Browser, code: str, place: str) -> Iterator[Page]:
    """A page as a browser of a language shows it, on a wide screen."""
    context = chromium.new_context(viewport={"width": WIDE + 80, "height": 900}, locale=code)
    page = context.new_page()
    page.goto(address())
    page.locator("form:has([value=XTV]) button").first.click()
    page.wait_for_url("**/today")
    page.goto(address() + place)
    assert page.locator("html").get_attribute("lang") == code
    yield page
    context.close()


@pytest.mark.parametrize("code", ["ko", "zh-Hans", "ru", "mn"])
def test_no_short_state_breaks_in_the_table_of_baskets(chromium: Browser, code: str) -> None:
    with read_in(chromium, code, "/forums/exercise") as page:
        states = page.locator("td .state").all()
        assert states
        assert {one.evaluate(LINES) for one in states} == {1}


@pytest.mark.parametrize("code", ["ru", "mn"])
def test_no_word_breaks_in_the_table_of_measures(chromium: Browser, code: str) -> None:
    with read_in(chromium, code, "/forums/exercise/plenary/measures") as page:
        broken = page.evaluate(
            """[...document.querySelectorAll(".k-measures :is(td, th)")].filter((one) => {
              one.style.overflowWrap = "normal";
              return one.scrollWidth > one.clientWidth;
            }).map((one) => one.textContent)"""
        )
        assert not broken


def test_how_long_it_is_has_no_blanks_in_a_language_without(chromium: Browser) -> None:
    with read_in(chromium, "ja", "/today") as page:
        told = page.evaluate(
            "import('/static/dipoli/clocks.js').then((one) => one.inWords(2e8, 'ja', {}))"
        )
        assert told == "2日7時間"


def test_no_field_to_fill_in_is_printed(chromium: Browser) -> None:
    with opened(chromium, WIDE) as page:
        page.emulate_media(media="print")
        for place in one_of_each("XTV"):
            page.goto(address() + place)
            seen = page.evaluate(
                """[...document.querySelectorAll("input, select, textarea, button")]
                .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"""
            )
            assert not seen, place


def test_the_browser_has_nothing_to_complain_of(chromium: Browser) -> None:
    page, told = chromium.new_page(), list[str]()
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda fault: told.append(f"{page.url}: {fault}"))
    sit(page, "Tavrena")
    asked = set[str]()
    page.on("request", lambda request: asked.add(request.url))
    for place in one_of_each("XTV"):
        page.goto(address() + place)
    page.close()
    assert not told
    assert all(one.startswith(address()) for one in asked)


def test_the_first_stop_of_the_keyboard_leads_to_the_page(chromium: Browser) -> None:
    page = chromium.new_page()
    sit(page, "Tavrena")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()
