"""A delegation reads and writes a sealed circle on the pages of its own node, in a real browser.

It does so by the keyboard alone, as in the other journeys. A node has no server: these rest on
files, wherever the host has its records.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.demonstration.golden_files import kept
from tests.web.browser import browser
from tests.web.journey import fills, follows, opened, presses, sound, writes
from tests.web.own_node import CODE, box, make_node
from tests.web.test_node_desk import Desk, running

from dipoli.node.drawer import waiting
from dipoli.node.unsealing import opener
from dipoli.record.act import read_entry
from dipoli.record.body import read_body
from dipoli.record.parcel import Parcel
from dipoli.record.rules import rule
from dipoli.record.ruling import InOrder
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

CIRCLE = "/forums/dialogue/offices-xse"
WORDS = "We would hear that once more, and alone."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node of its own."""
    return make_node(tmp_path_factory.mktemp("delegation") / "node")


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Desk]:
    """Its pages."""
    with running(folder) as (desk, _program):
        yield desk


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    with browser() as opened:
        yield opened


def drafted(page: Page, desk: Desk, words: str) -> None:
    """A statement, prepared and shown."""
    page.goto(f"{desk.address}{CIRCLE[1:]}/do")
    follows(page, "Make a statement, which changes nothing by itself.")
    fills(page, text=words)
    sound(page)


@pytest.fixture(scope="module")
def asked(chromium: Browser, desk: Desk) -> set[str]:
    """What the pages asked for until a statement was signed and lay in the outbox."""
    asked = set[str]()
    with opened(chromium) as page:
        page.on("request", lambda request: asked.add(request.url))
        page.goto(desk.door(f"{CIRCLE[1:]}/log"))
        sound(page)
        words = "sealed against the host, and so against this site"
        expect(page.get_by_text(words)).to_have_count(0)
        drafted(page, desk, WORDS)
        expect(page.get_by_text("to whose keys it is sealed")).to_be_visible()
        writes(page, page.get_by_label("To do this, type sign"), "sign")
        presses(page, "Sign, and lay it in the outbox")
        sound(page)
        assert page.url.endswith("/node")
    return asked


def test_a_sealed_circle_is_read_and_written_on_the_node(
    chromium: Browser, desk: Desk, folder: Path, asked: set[str]
) -> None:
    with opened(chromium) as page:
        page.goto(desk.door("node"))
        expect(page.get_by_role("link", name=".act")).to_have_count(1)
    assert all(one.startswith((desk.address, "data:")) for one in asked)
    (parcel,) = waiting(folder).values()
    assert isinstance(ruled(parcel), InOrder)
    assert parcel.body is not None
    assert WORDS.encode() not in parcel.entry + parcel.body
    entry, body = read_entry(parcel.entry), read_body(parcel.body)
    assert entry.envelope.by == CODE
    for reader in (CODE, "XSE"):
        assert opener(box(reader), {})(entry, body) == {"text": WORDS}


def ruled(parcel: Parcel) -> object:
    """How the host of the circle rules on an act."""
    one = next(one for one in kept("exercise") if one.circle == "offices-xse")
    standing, time = replay(beginning(one.origin), one.acts), read_entry(parcel.entry).envelope.time
    return rule(standing, parcel.entry, parcel.body, at=time)


@pytest.mark.usefixtures("asked")
def test_no_second_act_of_the_same_number_is_signed(chromium: Browser, desk: Desk) -> None:
    with opened(chromium) as page:
        page.goto(desk.door())
        drafted(page, desk, "Another.")
        expect(page.get_by_text("An act of this number was signed already")).to_be_visible()


@pytest.mark.usefixtures("asked")
def test_what_is_no_answer_is_not_kept(chromium: Browser, desk: Desk) -> None:
    with opened(chromium) as page:
        page.goto(desk.door("node"))
        writes(page, page.get_by_label("The host's answer, whole"), "Thank you for your letter.")
        presses(page, "Check it and keep it")
        expect(page.get_by_text("It was not kept.")).to_be_visible()


def test_a_private_paper_is_kept_on_the_node_under_its_keys(
    chromium: Browser, desk: Desk, folder: Path
) -> None:
    with opened(chromium) as page:
        page.goto(desk.door())
        follows(page, "Private papers")
        writes(page, page.get_by_label("Title"), "Before the third round")
        writes(page, page.get_by_label("What it says"), WORDS)
        presses(page, "Keep it on this node")
        sound(page)
        expect(page.get_by_text(WORDS)).to_be_visible()
    (file,) = (folder / "private").iterdir()
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"third round" not in file.read_bytes()
