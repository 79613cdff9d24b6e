"""Somebody before a browser, with a keyboard and without a mouse.

Whatever is done here is reached by Tab, one place after the other, as by somebody who has no mouse:
what Tab does not reach cannot be done. The place that is reached is seen, and marked. Each page on
the way breaks no rule of accessibility and is no wider than the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from tests.web.browser import WIDE, address

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # what holds is not told: half the work
}
MOST = 600
"""So many places a page has at most; who pressed Tab more often has come round."""

_NOWHERE = "() => document.activeElement === document.body"
_IN_MAIN = "(one) => Boolean(one.closest('main'))"
_HERE = "(one) => one === document.activeElement"
_BEFORE = """(one) => Boolean(
  one.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"""
_SEEN = """(one) => {
  const [box] = one.getClientRects(), style = getComputedStyle(one);
  const x = box.left + Math.min(box.width / 2, 8), y = box.top + Math.min(box.height / 2, 8);
  const on = document.elementFromPoint(x, y);
  return {
    free: Boolean(on && (one.contains(on) || on.contains(one))),
    marked: style.outlineStyle !== "none",
  };
}"""

_HELD_UP = """() => ({
  focus: document.activeElement.outerHTML.slice(0, 200),
  wanting: [...document.querySelectorAll(":user-invalid, :invalid")].map((one) => one.id),
  line: document.querySelector(".live-line")?.textContent,
})"""

# ---------------------------------------------------------------- the keyboard


def reaches(page: Page, target: Locator) -> None:
    """Press Tab until a place has the focus; it is seen there, and marked."""
    if page.evaluate(_NOWHERE) and target.evaluate(_IN_MAIN):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # past everything that stands on all pages
    step = "Shift+Tab" if target.evaluate(_BEFORE) else "Tab"
    for _ in range(MOST):
        if target.evaluate(_HERE):
            break
        page.keyboard.press(step)
    else:
        pytest.fail(f"{target} is not reached by Tab on {page.url}")
    assert target.evaluate(_SEEN) == {"free": True, "marked": True}, f"{target} on {page.url}"


def presses(page: Page, target: Locator | str) -> None:
    """Press a button, or follow a link, that leads to another page."""
    one = page.get_by_role("button", name=target, exact=True) if isinstance(target, str) else target
    reaches(page, one)
    try:
        with page.expect_navigation():
            page.keyboard.press("Enter")
    except PlaywrightTimeout:
        pytest.fail(f"{target} leads nowhere on {page.url}: {page.evaluate(_HELD_UP)}")


def follows(page: Page, words: str) -> None:
    """Follow the first link of these words to a page that breaks no rule."""
    presses(page, page.get_by_role("link", name=words, exact=True).first)
    sound(page)


def opens(page: Page, words: str) -> None:
    """Open what is folded under these words."""
    fold = page.locator("summary", has_text=words).first
    reaches(page, fold)
    page.keyboard.press("Enter")
    expect(fold.locator("xpath=..")).to_have_attribute("open", "")


def writes(page: Page, target: Locator | str, words: str) -> None:
    """Write into a field, in place of what stands there."""
    field = page.locator(target) if isinstance(target, str) else target
    reaches(page, field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)
    expect(field).to_have_value(words)


def chooses(page: Page, target: Locator | str, value: str) -> None:
    """Choose in a list, by its value or by its words."""
    field = page.locator(target) if isinstance(target, str) else target
    reaches(page, field)
    page.keyboard.press("Home")
    for _ in range(field.locator("option").count()):
        chosen = field.evaluate("(one) => [one.value, one.selectedOptions[0].label]")
        if value in chosen:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{value} is not chosen on {page.url}")


def hands_over(page: Page, target: Locator, file: Path) -> None:
    """Choose a file in a field for one."""
    with page.expect_file_chooser() as chooser:
        # Within, for a browser that is told too late opens a window of its own now and then.
        reaches(page, target)
        page.keyboard.press("Space")
    chooser.value.set_files(file)


# ---------------------------------------------------------------- pages


@contextmanager
def opened(chromium: Browser, width: int = WIDE) -> Iterator[Page]:
    """A page of a browser of its own, in which no script fails."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert not complaints
    context.close()


@contextmanager
def seat(chromium: Browser, name: str, width: int = WIDE) -> Iterator[Page]:
    """A page of a browser of its own, in which somebody has sat down."""
    with opened(chromium, width) as page:
        page.goto(address())
        presses(page, page.get_by_role("button", name=name).first)  # in the first forum listed
        assert page.url.endswith("/today")
        yield page


def goes(page: Page, place: str) -> None:
    """Go to a page of the site by its address."""
    page.goto(address() + place)
    sound(page)


_A_THING = re.compile(
    r"/([A-Z]+[A-Z0-9-]*|[0-9]+|[0-9a-f]{24}-[0-9]+)(?=/|$)|(?<=/do)/[a-z.-]+(?=/draft$)"
)
"""In an address: the short name of a thing, a number, a run; the act that was prepared."""

_sound = set[tuple[object, ...]]()


def kind_of(page: Page) -> str:
    """Of what kind the page at hand is: its address without what things are called in it.

    What is shown in a look of its own under the address of others is of a kind of its own.
    """
    look = page.evaluate("document.querySelector('[data-look]')?.dataset.look ?? ''")
    return f"{_A_THING.sub('/*', urlsplit(page.url).path)}{look and f' {look}'}"


def sound(page: Page) -> None:
    """The page at hand breaks no rule of accessibility and is no wider than the screen.

    A page of a kind that this program has looked at, at this width, it does not look at again.
    """
    seen = (urlsplit(page.url).port, kind_of(page), page.evaluate("window.innerWidth"))
    if seen in _sound:
        return
    _sound.add(seen)
    found = Axe().run(page, options=RULES).response["violations"]
    told = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]
    assert not told, page.url
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, page.url


# ---------------------------------------------------------------- acts


def fills(page: Page, **fields: str) -> str:
    """Fill in the form of an act at hand, and prepare it; the short name that it is about."""
    for name, value in fields.items():
        field = page.locator(f"#f-{name}")
        chosen = field.evaluate("(one) => one.tagName") == "SELECT"
        (chooses if chosen else writes)(page, field, value)
    about = page.locator("#object")
    name = about.input_value() if about.count() else ""
    presses(page, "Prepare it")
    return name


def signs(page: Page, confirm: str = "") -> None:
    """Sign in the browser; at the first time the key is made and certified on the way."""
    expect(page.get_by_role("heading", name="Look at it before it is signed")).to_be_visible()
    sound(page)
    for _ in range(2):
        if confirm:
            writes(page, "form[data-sign] [name=confirm]", confirm)
        presses(page, page.locator("form[data-sign] button"))
        if "stands in the record" in page.title() or "second person" in page.title():
            break
    sound(page)


def does(page: Page, place: str, act: str, about: str = "", **fields: str) -> str:
    """Fill in the form of an act, sign it, and come to its receipt; its short name."""
    goes(page, f"{place}/do/{act}?object={about}" if about else f"{place}/do/{act}")
    name = fills(page, **fields)
    signs(page)
    assert "stands in the record" in page.title(), page.url
    return name
