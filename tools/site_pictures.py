# noqa: INP001 - a script, not a package
"""Take a picture of every page of a running demonstration, as one reader comes to it by its links.

Run it from the top folder, while ``make site`` serves:

    python -m tools.site_pictures http://127.0.0.1:8400 out/pictures --sits XTV --width 390

Each page is walked to from the first one. Some pages of every route are taken, whole, and laid on
sheets side by side, to be looked at many at a time. For each page it is told what no picture shows
well: what axe finds, what is wider than the screen, what is too small to be hit with a finger.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from attrs import define, frozen
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE, DESK = 390, 1280
HEIGHT = 900
SHEET, CAPTION, LEAST = 1560, 22, 160
"""Sides of a sheet, height of what stands over a picture, and of the least piece of one: pixels."""
SCALE = {True: 0.97, False: 0.6}
"""How large a narrow and a wide page stand on a sheet."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TWIN = ".json"
_SMALL = """() => [...document.querySelectorAll("a[href],button,summary,input,select,textarea")]
  .filter((one) => {
    const box = (one.closest("label") ?? one).getBoundingClientRect();
    const inLine = getComputedStyle(one).display === "inline";
    return one.checkVisibility() && !inLine && box.width && (box.width < 24 || box.height < 24);
  }).map((one) => one.outerHTML.slice(0, 120))"""
_WIDER = "document.documentElement.scrollWidth - innerWidth"


@frozen(kw_only=True)
class Taken:
    """A page of which there is a picture.

    Args:
        route: address of its route, with names in braces.
        page: where it stands.
        picture: where the picture lies.
        size: width and height of the picture, in pixels.
    """

    route: str
    page: str
    picture: Path
    size: tuple[int, int]


def main(words: Sequence[str] | None = None) -> int:
    """Take the pictures.

    Returns:
        0; 1 where something was found that no page should have.
    """
    asked = _asked(words)
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        context = browser.new_context(
            viewport={"width": asked.width, "height": HEIGHT},
            color_scheme="dark" if asked.dark else "light",
            forced_colors="active" if asked.forced else "none",
            bypass_csp=True,  # the checker is a script of ours
        )
        page = context.new_page()
        _begin(page, asked)
        found, taken = Counter[str](), list[Taken]()
        for route, place in walk(context, asked.address, asked.each):
            if asked.only and not re.search(asked.only, place):
                continue
            page.goto(asked.address + place)
            if asked.print:
                page.emulate_media(media="print")
            taken.append(_take(page, route, place, asked.folder / f"{len(taken):03}.png"))
            for fault in () if asked.quick else faults(page):
                found[fault] += 1
                print(f"{place}\n    {fault}")  # noqa: T201 - a script tells
        sheets = lay(browser, taken, asked.folder, asked.longest)
        print(f"{len(taken)} pages of {len({one.route for one in taken})} routes; {sheets} sheets")  # noqa: T201
    return int(bool(found))


def walk(context: BrowserContext, address: str, each: int) -> Iterator[tuple[str, str]]:
    """Every page that links lead to: so many of one route at most, with the route of each.

    Addresses with words behind the question mark are another page of the same route.
    """
    described = json.loads(context.request.get(f"{address}/api/openapi.json").text())
    routes = {path.removesuffix(TWIN): _reads(path) for path in described["paths"]}
    left, seen, counted = deque(["/"]), set[str](), Counter[tuple[str, str]]()
    while left:
        place = left.popleft()
        if place in seen:
            continue
        seen.add(place)
        path, _, query = place.partition("?")
        route = next((route for route, reads in routes.items() if reads.fullmatch(path)), None)
        if route is None:
            continue
        asks = ",".join(re.findall(r"(\w+)=", query))
        if counted[route, asks] >= each:
            continue
        answer = context.request.get(address + place)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:  # noqa: PLR2004
            continue
        counted[route, asks] += 1
        yield route, place
        for link in re.findall(r'<a [^>]*?href="([^"]+)"', answer.text()):
            whole = urlsplit(urljoin(address + place, link.replace("&amp;", "&")))
            if f"{whole.scheme}://{whole.netloc}" == address:
                left.append(whole.path + (f"?{whole.query}" if whole.query else ""))


def faults(page: Page) -> Iterator[str]:
    """What no page should have."""
    for one in Axe().run(page, options=RULES).response["violations"]:
        yield f"axe, {one['id']}: {[node['html'][:120] for node in one['nodes']][:3]}"
    if page.evaluate(_WIDER) > 0:
        yield "wider than the screen"
    for one in page.evaluate(_SMALL):
        yield f"small: {one}"


def lay(browser: Browser, taken: Sequence[Taken], folder: Path, longest: int = 0) -> int:
    """Lay pictures on sheets, in columns as a newspaper does.

    Args:
        browser: that draws the sheets.
        taken: the pictures, all of one width.
        folder: where they lie, and where the sheets come to lie.
        longest: so many columns of one picture at most; all of it when 0.

    Returns:
        How many sheets there are.
    """
    columns = list(_columns(taken, longest))
    page = browser.new_page(viewport={"width": SHEET, "height": SHEET})
    across = int(SHEET / columns[0].width) if columns else 1
    starts = range(0, len(columns), across)
    for number, start in enumerate(starts):
        html = folder / "sheet.html"
        told = "".join(f"<section>{one.html}</section>" for one in columns[start : start + across])
        html.write_text(_STYLE + told, encoding="utf-8")
        page.goto(html.resolve().as_uri())
        page.screenshot(path=folder / f"sheet-{number:02}.png")
        html.unlink()
    page.close()
    return len(starts)


_STYLE = (
    "<!doctype html><meta charset=utf-8><style>body{margin:0;display:flex;background:#888}"
    "section{flex:none}div{background-repeat:no-repeat}p{margin:0;font:13px/22px sans-serif;"
    "height:22px;overflow:hidden;white-space:nowrap;background:#fd6}</style>"
)


@define
class _Column:
    """A column of a sheet, while it is filled."""

    width: int
    html: str = ""
    filled: int = 0


def _columns(taken: Sequence[Taken], longest: int) -> Iterator[_Column]:
    column = None
    for one in taken:
        scale = SCALE[one.size[0] < DESK // 2]
        width, left, done, used = round(one.size[0] * scale), round(one.size[1] * scale), 0, 0
        while left > 0 and not used > longest > 0:
            if column is None or SHEET - column.filled < LEAST:
                if column is not None:
                    yield column
                column = _Column(width=width)
                used += 1
            tall = min(left, SHEET - column.filled - CAPTION)
            style = f"width:{width}px;height:{tall}px;background:url('{one.picture.name}')"
            column.html += (
                f'<p style="width:{width}px">{escape(one.page)}{" …" if done else ""}</p>'
                f'<div style="{style} 0 -{done}px/{width}px"></div>'
            )
            column.filled += CAPTION + tall
            left, done = left - tall, done + tall
    if column is not None:
        yield column


def _take(page: Page, route: str, place: str, picture: Path) -> Taken:
    page.screenshot(path=picture, full_page=True)
    size = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    return Taken(route=route, page=place, picture=picture, size=(size[0], size[1]))


def _reads(path: str) -> re.Pattern[str]:
    """What addresses of a route look like."""
    parts = re.split(r"\{\w+\}", path.removesuffix(TWIN))
    return re.compile("/?" if path == "/index.json" else "[^/]+".join(map(re.escape, parts)))


def _begin(page: Page, asked: argparse.Namespace) -> None:
    """Choose a language, and sit down."""
    page.goto(asked.address)
    if asked.language != "en":
        page.locator(f"button[name=language][value={asked.language}]").click()
        page.wait_for_load_state()
    if asked.sits:
        page.locator(f"form:has(input[name=code][value={asked.sits}]) button").first.click()
        page.wait_for_url("**/today")


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", type=lambda told: told.rstrip("/"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sits", default="", help="code of the seat; nobody without it")
    parser.add_argument("--width", type=int, default=DESK, help="640 is a zoom of 200 %%")
    parser.add_argument("--each", type=int, default=1, help="so many pages of a route at most")
    parser.add_argument("--longest", type=int, default=0, help="so many columns of a page at most")
    parser.add_argument("--only", default="", help="addresses in which this expression is found")
    parser.add_argument("--language", default="en")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--forced", action="store_true", help="colours of the system alone")
    parser.add_argument("--print", action="store_true", help="as on paper")
    parser.add_argument("--quick", action="store_true", help="pictures alone")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
