"""The site is ready for a language that is read from right to left: nothing knows the sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from playwright.sync_api import Browser
from tests.web.browser import NARROW, WIDE, address, browser
from tests.web.stage import Visitor, stage
from tests.web.test_site import links

stage()
from django.urls import resolve  # noqa: E402 - Django is asked after its settings
from tests.web import pseudo  # noqa: E402 - likewise

from dipoli.web import speech  # noqa: E402
from dipoli.web.files import FILES  # noqa: E402
from dipoli.web.language import LANGUAGES  # noqa: E402

STYLE = Path(speech.__file__).parent / "static" / "dipoli" / "style"
ROUTES = ("today", "hall", "text", "silence", "commitments", "log", "meeting", "frameworks")

_SIDES = re.compile(r"(?<![\w.-])(?:left|right)(?![\w-])|(?:margin|padding|border)-(?:left|right)")
_FOUR = re.compile(
    r"(?<![\w-])(?:margin|padding|inset|border-width)\s*:\s*([^\s;}]+)" + r"\s+([^\s;}]+)" * 3
)
_TURNS = re.compile(r"box-shadow:[^;}]*?inset (?!0\b|calc\()[^;}]*")

# Texts that lie on one another, and what is not where reading begins.
_FAULTS = """() => {
  const isOver = (one) => one && (["sticky", "fixed"].includes(getComputedStyle(one).position)
    || isOver(one.parentElement));
  const rects = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({visibilityProperty: true})) continue;
    if (parent.closest(".heard, .skip, select, option, script, style, svg, pre")) continue;
    if (isOver(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = node.data.trim();
    for (const one of range.getClientRects()) if (one.width > 2) rects.push([one, text]);
  }
  const told = [];
  for (let i = 0; i < rects.length; i++) for (let j = i + 1; j < rects.length; j++) {
    const [a, b] = [rects[i][0], rects[j][0]];
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 3 && down > 8) told.push(`${rects[i][1]} on ${rects[j][1]}`.slice(0, 160));
  }
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over > 0) told.push(`${over} pixels wider than the screen`);
  const box = (one) => one.getBoundingClientRect();
  const main = document.querySelector("main"), side = document.querySelector(".side");
  if (side && side.checkVisibility() && box(side).top < box(main).bottom && innerWidth > 900
      && box(side).left < box(main).left) told.push("the menu is not where reading begins");
  const text = document.createRange();
  for (const one of main.querySelectorAll("h1, h2, h3")) {
    if (one.closest("[lang]:not(html)") || one.querySelector("[lang], .state, .id")) continue;
    text.selectNodeContents(one);
    const begins = Math.max(...[...text.getClientRects()].map((line) => line.right));
    if (box(one).right - begins > 3) told.push(`${one.textContent} begins within its line`);
  }
  for (const one of main.querySelectorAll("*")) {
    const style = getComputedStyle(one);
    const [left, right] = [style.borderLeftWidth, style.borderRightWidth].map(parseFloat);
    if (left > right && style.display !== "inline" && !one.closest("svg, pre")) {
      told.push(`${one.className || one.tagName} has its border at the end`);
    }
  }
  return told;
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all; the pages are found first, since Django minds the browser's loop."""
    links("XTV")
    Visitor("XTV")
    with browser() as opened:
        yield opened


def test_the_style_knows_no_left_and_no_right() -> None:
    for path in sorted(STYLE.glob("*.css")):
        style = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert _SIDES.search(style) is None, path.name
        for top, end, bottom, start in _FOUR.findall(style):
            assert end == start, f"{path.name}: {top} {end} {bottom} {start}"
        assert _TURNS.search(style) is None, path.name
    assert b"--onward:-1" in FILES["dipoli/site.css"].data


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_page_from_right_to_left_begins_at_the_right(
    chromium: Browser, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned = evolve(LANGUAGES[pseudo.READ_IN], direction="rtl")
    monkeypatch.setitem(LANGUAGES, pseudo.READ_IN, turned)
    held = pseudo.Turned(
        language=turned, sentences={}, counted={}, checked=False, missing=Counter()
    )
    monkeypatch.setattr(speech, "catalogue_of", lambda _language: held)
    pages = {resolve(page).url_name: page for page in sorted(links("XTV"))}
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, locale=pseudo.READ_IN, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address())
    page.locator('form[action="/sit"] button').first.click()
    page.wait_for_url("**/today")
    assert page.locator("html").get_attribute("dir") == "rtl"
    for route in ROUTES:
        page.goto(address() + pages[route])
        assert page.evaluate(_FAULTS) == [], route
    context.close()
