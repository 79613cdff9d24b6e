"""A report in a real browser: opened as a file, quiet, walked through by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # what holds is not told: half the work
}
WIDE, ZOOMED, NARROW = 1280, 640, 390


@contextmanager
def opened(
    chromium: Browser, address: str, width: int = WIDE, *, scripts: bool = True, axe: bool = False
) -> Iterator[Page]:
    """The report in a browser; its own policy holds unless the checker of accessibility runs."""
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts, bypass_csp=axe
    )
    page = context.new_page()
    faults: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("request", lambda request: asked.add(request.url))
    page.goto(address)
    yield page
    assert not faults
    assert {one.partition("#")[0] for one in asked} == {address.partition("#")[0]}
    context.close()


def faults_of_access(page: Page, part: str) -> list[tuple[str, list[str]]]:
    """Rules of accessibility that a part of the page breaks."""
    found = Axe().run(page, context=part, options=RULES).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]


def wider_than_the_screen(page: Page) -> list[int]:
    """Widths at which the page is wider than the screen."""
    over = []
    for width in (WIDE, ZOOMED, NARROW):  # the second is a zoom of 200 %
        page.set_viewport_size({"width": width, "height": 450})
        if page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0:
            over.append(width)
    return over


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until a control has the focus; it can be seen then, and that it has it."""
    for _ in range(250):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("(one) => document.activeElement.matches(one)", selector):
            break
    else:
        pytest.fail(f"the keyboard does not come to {selector}")
    seen = page.evaluate(
        """() => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          const top = document.querySelector("#x-told").getBoundingClientRect();
          const hidden = top.top <= box.top && box.bottom <= top.bottom && one.closest("#x-room");
          const style = getComputedStyle(one);
          return !hidden && box.bottom > 0 && box.top < innerHeight
            && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        }"""
    )
    assert seen, selector
