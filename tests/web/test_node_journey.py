"""A delegation reads and writes a sealed circle on the pages of its own node, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.demonstration.golden_files import kept
from tests.web.browser import browser
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
    page.get_by_role("link", name="Make a statement").click()
    page.get_by_label("The statement").fill(words)
    page.get_by_role("button", name="Prepare").click()


def test_a_sealed_circle_is_read_and_written_on_the_node(
    chromium: Browser, desk: Desk, folder: Path
) -> None:
    page, asked = chromium.new_page(), set[str]()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(f"{desk.address}{CIRCLE[1:]}/log")
    expect(page.get_by_text("sealed against the host, and so against this site")).to_have_count(0)
    drafted(page, desk, WORDS)
    expect(page.get_by_text("to whose keys it is sealed")).to_be_visible()
    page.get_by_label("To do this, type sign").fill("sign")
    page.get_by_role("button", name="Sign, and lay it in the outbox").click()
    page.wait_for_url("**/node")
    expect(page.get_by_role("link", name=".act")).to_have_count(1)
    page.close()
    assert all(one.startswith(desk.address) for one in asked)

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


def test_no_second_act_of_the_same_number_is_signed(chromium: Browser, desk: Desk) -> None:
    page = chromium.new_page()
    drafted(page, desk, "Another.")
    expect(page.get_by_text("An act of this number was signed already")).to_be_visible()
    page.close()


def test_what_is_no_answer_is_not_kept(chromium: Browser, desk: Desk) -> None:
    page = chromium.new_page()
    page.goto(f"{desk.address}node")
    page.get_by_label("The host's answer, whole").fill("Thank you for your letter.")
    page.get_by_role("button", name="Check it and keep it").click()
    expect(page.get_by_text("It was not kept.")).to_be_visible()
    page.close()


def test_a_private_paper_is_kept_on_the_node_under_its_keys(
    chromium: Browser, desk: Desk, folder: Path
) -> None:
    page = chromium.new_page()
    page.goto(f"{desk.address}private")
    page.get_by_label("Title").fill("Before the third round")
    page.get_by_label("What it says").fill(WORDS)
    page.get_by_role("button", name="Keep it on this node").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.close()
    (file,) = (folder / "private").iterdir()
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"third round" not in file.read_bytes()
