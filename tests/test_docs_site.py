"""The documentation as a site: whole, by itself, found through, and fit to be read by anybody."""

from __future__ import annotations

import functools
import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from attrs import frozen
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser
from tests.report.browsing import RULES
from tests.web.browser import NARROW, browser
from tools.build_docs import DOCS, build
from tools.docs import notebooks, pages, pictured

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("Tutorial", "Notebooks", "How-to", "Explanation", "Reference", "Stories")
APART = ("Architecture decision records", "Measurements")
SAMPLES = (
    ("light", 1280, ("README", "howto/walk-through-a-forum", "stories/01-hanoi", "search")),
    (
        "dark",
        NARROW,
        ("README", "notebooks/common-ground", "reference/record-export", "adr/README"),
    ),
)
"""Pages of every make: pictures, code, tables, a list and the search."""


# ---------------------------------------------------------------- the site, built once


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, with empty pictures in place of those that only `make docs` takes."""
    folder: Path = tmp_path_factory.mktemp("documentation")
    (folder / "pictures").mkdir()
    for name in pictured.shown(DOCS):
        (folder / "pictures" / f"{name}.png").write_bytes(dot())
    assert build(folder / "site", pictures=folder / "pictures") == 0, "Sphinx warns of something"
    return folder / "site"


def dot() -> bytes:
    """A picture of one point."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@frozen(kw_only=True)
class Named:
    """What a page refers to, and the places in it that can be referred to."""

    targets: frozenset[str]
    places: frozenset[str]


@functools.cache
def named(page: Path) -> Named:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r'\s(?:href|src|srcset|action|data|poster)="([^"]+)"', text)
    return Named(
        targets=frozenset(map(unescape, targets)),
        places=frozenset(map(unescape, re.findall(r'\sid="([^"]+)"', text))),
    )


# ---------------------------------------------------------------- whole, and by itself


def test_the_site_has_every_page_and_refers_to_nothing_outside(site: Path) -> None:
    kept = {one.relative_to(DOCS).with_suffix(".html") for one in DOCS.rglob("*.md")}
    kept |= {one.relative_to(DOCS).with_suffix(".html") for one in DOCS.rglob("*.ipynb")}
    assert kept <= {one.relative_to(site) for one in site.rglob("*.html")}
    lost = []
    for page in site.rglob("*.html"):
        for target in named(page).targets:
            place, _, anchor = target.partition("#")
            if target.startswith("data:image/"):
                continue
            aimed = (page.parent / unquote(place.partition("?")[0])).resolve() if place else page
            inside = aimed.is_relative_to(site) and aimed.is_file()
            known = not anchor or aimed.suffix != ".html" or unquote(anchor) in named(aimed).places
            if not (inside and known):
                lost.append((str(page.relative_to(site)), target))
    assert lost == []
    styles = "".join(one.read_text(encoding="utf-8") for one in site.rglob("*.css"))
    asked = re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)", styles)
    assert [one for one in asked if re.match(r"(https?:)?//", one)] == []


def test_the_navigation_has_the_five_kinds_and_what_stands_apart(site: Path) -> None:
    html = (site / "README.html").read_text(encoding="utf-8")
    tree = html[html.index('class="sidebar-tree"') :]
    tree = tree[: tree.index("</nav>") if "</nav>" in tree else tree.index("</aside>")]
    titles = [
        re.sub("<[^>]+>", "", one) for one in re.findall(r"toctree-l1[^>]*>(<a.*?</a>)", tree)
    ]
    assert titles == [*KINDS[:1], "Worked notebooks", *KINDS[2:], *APART]


# ---------------------------------------------------------------- read in a browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser."""
    with browser() as opened:
        yield opened


@pytest.mark.parametrize(("scheme", "width", "names"), SAMPLES)
def test_pages_open_as_files_fit_the_screen_and_break_no_rule_of_accessibility(
    site: Path,
    chromium: Browser,
    scheme: Literal["light", "dark"],
    width: int,
    names: tuple[str, ...],
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, told, asked = context.new_page(), list[str](), set[str]()
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda fault: told.append(str(fault)))
    page.on("request", lambda request: asked.add(request.url))
    for name in names:
        page.goto((site / f"{name}.html").as_uri())
        found = Axe().run(page, options=RULES | {"preload": False}).response["violations"]
        broken = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]
        assert not broken, name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    assert not told
    assert {one.partition(":")[0] for one in asked} <= {"file", "data"}
    context.close()


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("silence procedure", "Why consensus, and why silence"),
        ("한반도", "What counting cannot say"),
        ("반도", "What counting cannot say"),  # a part of a word
        ("хүрээ", "Languages of the site"),
    ],
)
def test_the_search_finds_words_without_a_network(
    site: Path, chromium: Browser, words: str, page: str
) -> None:
    opened = chromium.new_page()
    opened.goto((site / "README.html").as_uri())
    opened.get_by_role("textbox").first.focus()
    opened.keyboard.type(words)
    opened.keyboard.press("Enter")
    found = opened.locator("#search-results ul.search li", has_text=page)
    found.first.wait_for(timeout=10_000)
    status = opened.get_by_text("Search finished")
    status.wait_for(timeout=10_000)
    links = opened.locator("#search-results ul.search li > a")
    where = [str(one.get_attribute("href")) for one in links.all()]
    made = [one.startswith(("adr/", "measurements/")) for one in where]
    assert made == sorted(made), "what tells how it was made stands behind what is for its users"
    told = [
        one.evaluate("(link) => getComputedStyle(link, '::after').content")
        for one in links.all()[:5]
    ]
    assert all(one != "none" for one, to in zip(told, where, strict=False) if "/" in to)
    opened.close()


def test_the_keyboard_skips_to_the_page_and_the_old_address_leads_on(
    site: Path, chromium: Browser
) -> None:
    page = chromium.new_page()
    page.goto((site / "index.html").as_uri())
    page.wait_for_url("**/README.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    page.close()


def test_on_paper_stands_the_page_alone(site: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto((site / "howto/read-the-report.html").as_uri())
    around = [page.locator(one) for one in (".sidebar-drawer", ".related-pages")]
    assert all(one.is_visible() for one in around)  # on the screen they stand there
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not any(one.is_visible() for one in around)
    page.close()


# ---------------------------------------------------------------- pictures and notebooks


def test_every_picture_that_is_shown_is_made_and_every_one_made_is_shown() -> None:
    assert set(pictured.makers(ROOT)) == pictured.shown(DOCS)
    assert not (DOCS / pages.MADE).exists(), "pictures are kept nowhere: they would age"
    for page in DOCS.rglob("*.md"):
        words = re.findall(r"!\[([^\]]*)\]\(", page.read_text(encoding="utf-8"))
        assert all(len(one) > 20 for one in words), f"{page.name}: say what the picture shows"


def test_pictures_are_of_exercises() -> None:
    makers = pictured.makers(ROOT)
    assert makers
    for test in makers.values():
        text = (ROOT / test.partition("::")[0]).read_text(encoding="utf-8")
        body = text[text.index(f"def {test.partition('::')[2]}(") :].partition("\n\n\n")[0]
        assert "korea" not in body.lower().replace("the korean peninsula in its region", "")


def test_a_notebook_that_was_run_is_shown_with_what_it_showed() -> None:
    table = (
        '<div>\n<style scoped>\n  a {}\n</style>\n<table border="1">\n\n<tr></tr></table>\n</div>'
    )
    page = notebooks.written(
        {
            "cells": [
                {"cell_type": "markdown", "source": ["# A title\n", "Words."]},
                {
                    "cell_type": "code",
                    "source": "print(1)\ntable",
                    "outputs": [
                        {"output_type": "stream", "name": "stdout", "text": ["1\n"]},
                        {"output_type": "stream", "name": "stderr", "text": "a warning"},
                        {"output_type": "execute_result", "data": {"text/html": table}},
                    ],
                },
            ]
        }
    )
    assert page.startswith(
        "# A title\nWords.\n\n```python\nprint(1)\ntable\n```\n\n```text\n1\n```"
    )
    assert "<table>\n<tr></tr></table>" in page
    assert "a warning" not in page
    assert "style" not in page


def test_links_are_rewritten_outside_blocks_alone(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    change = pages.led(tmp_path / "page.md", tmp_path, tmp_path / "elsewhere")
    text = (
        "[a](folder/) [b](../out.md) ![c](pictures/made/x.png)\n```\n[d](folder/)\n```\n[e](#here)"
    )
    assert pages.outside_fences(text, lambda part: pages._LINK.sub(change, part)) == (  # noqa: SLF001
        "[a](folder/README.md) b ![c](elsewhere/x.png)\n```\n[d](folder/)\n```\n[e](#here)"
    )
