"""A desk officer and a mediator think with a case of their own on their own node, by the keyboard.

The case is sealed to the keys of the node and computed on its machine; nothing of it lies open on
the disk. Of a text on the table a Word file is taken, changed, and handed in again.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from attrs import frozen
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from tests.web.bench_stage import LONG
from tests.web.bench_walk import BANNER, EXERCISE, Walk, walking
from tests.web.browser import browser
from tests.web.journey import (
    chooses,
    follows,
    hands_over,
    opened,
    opens,
    presses,
    reaches,
    sound,
    writes,
)
from tests.web.own_node import make_node
from tests.web.test_node_desk import Desk, running

from dipoli.analysis.meaning import PRIVATE
from dipoli.codec.case_folder import read_case
from dipoli.codec.shipped import shipped

FILES = Path(__file__).parents[2] / "docs" / "howto" / "files"
TEXT = "forums/dialogue/friends-of-the-chair/texts/T1"
MORE = "More of the question"
MESSAGE = "We were at fault on the hour, not on the place."
FORUM, OTHER = "dialogue", "contact-meeting"


@frozen(kw_only=True)
class Scene:
    """A browser before a node.

    Args:
        chromium: the browser.
        folder: of the node.
        desk: its pages.
    """

    chromium: Browser
    folder: Path
    desk: Desk


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One browser before one node."""
    folder = make_node(tmp_path_factory.mktemp("delegation") / "node")
    with running(folder) as (desk, _program), browser() as chromium:
        yield Scene(chromium=chromium, folder=folder, desk=desk)


@pytest.fixture(scope="module")
def title(scene: Scene) -> str:
    """Of a case that lies on the desk of the node, sealed."""
    lake = read_case(shipped("cases") / "lake").title
    with walking(scene.chromium, scene.desk.door("workbench/")) as walk:
        chooses(walk.page, walk.page.get_by_label("A case that comes with Dipoli"), lake)
        walk.presses("Copy it to the desk")
        expect(walk.page.locator("footer")).to_contain_text("sealed to the keys of your node")
    files = [one for one in (scene.folder / "cases").iterdir() if one.is_file()]
    assert files
    assert not [one for one in files if not one.read_bytes().startswith(b"age-encryption.org/v1\n")]
    return lake


def asks(walk: Walk, case: str, question: str) -> None:
    """Go to the form of a question."""
    walk.goes("Cases on your desk", case, "Ask the case", question)


def ticks(page: Page, group: str, words: str) -> None:
    """Tick one of several."""
    box = page.get_by_role("group", name=group, exact=True).get_by_label(words, exact=True)
    reaches(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()


# ---------------------------------------------------------------- a desk officer


def test_a_desk_officer_asks_before_a_round_what_could_be_agreed_and_what_goes_first(
    scene: Scene, title: str
) -> None:
    with walking(scene.chromium, scene.desk.door("workbench/")) as walk:
        page = walk.page
        asks(walk, title, "Common ground")
        walk.asks()
        walk.shows("BASKET BY BASKET", "Can be settled alone.", EXERCISE)

        asks(walk, title, "Roadmap")
        opens(page, MORE)
        writes(page, page.get_by_label("Walks that are compared"), "5")
        writes(page, page.get_by_label("Units of work of the solver"), "0")
        walk.asks()
        walk.shows("Crews go home")

        asks(walk, title, "What if, on the roadmap")
        ticks(page, "Consent refused", "State of Dornay")
        walk.asks()
        walk.shows("WHAT CHANGES", "State of Dornay")
        expect(page.locator(".wb-asked").first).to_contain_text("Consent refused")
    open_ones = [one for one in scene.folder.rglob("*") if one.is_file() and one.suffix != ".age"]
    assert not [one for one in open_ones if b"Orvanna" in one.read_bytes()]


def test_a_desk_officer_reads_a_text_on_the_table_and_sees_what_each_bracket_is_worth(
    scene: Scene, title: str
) -> None:
    with walking(scene.chromium, scene.desk.door("workbench/")) as walk:
        page = walk.page
        walk.goes("Cases on your desk", title, "Texts and what they mean")
        presses(page, page.get_by_role("button", name="Take ").first)
        walk.settled()
        chooses(page, page.get_by_label("Issue", exact=True), "w-flow")
        walk.presses("Save")
        expect(page.get_by_role("alert")).to_contain_text("is not saved yet")
        chooses(page, page.get_by_label("Option", exact=True), "w-flow=2")
        walk.presses("Save")
        walk.shows("1 tie")

        walk.goes("Texts and what they mean")
        hands_over(
            page, page.get_by_label("A draft, or the JSON twin"), FILES / "lake-text.draft.yaml"
        )
        hands_over(page, page.get_by_label("A file of ties"), FILES / "lake-text.ties.yaml")
        walk.presses("Take it")
        text = page.get_by_role("heading", level=1).inner_text()
        walk.presses("What it means")
        expect(page.locator("#wb-answer-h")).to_be_visible(timeout=LONG * 1000)
        walk.settled()
        assert page.get_by_role("heading", level=1).inner_text() == f"What it means: {text}"
        walk.shows("Read as: How much water passes the dam", "By itself:", "Berrowan Federation")
        sheets = [one.extract_text() for one in PdfReader(io.BytesIO(page.pdf())).pages]
        for mark in (BANNER, EXERCISE, PRIVATE):
            expect(page.get_by_text(mark)).to_be_visible()
            assert all(mark in normalize("NFKC", sheet) for sheet in sheets)
        typed = "dipoli meaning CASE --text=T-1.draft.yaml --ties=T-1.ties.yaml"
        expect(page.get_by_role("complementary").locator("pre")).to_have_text(typed)
        first = page.url

        walk.goes("Change the question")
        reaches(page, page.get_by_label("Tell assumptions that clash"))
        page.keyboard.press("Space")
        assert walk.asks() != first
        walk.shows("Assumptions that clash")
        walk.presses("Put them side by side")
        walk.shows("both rest on the same papers", "Read as: How much water passes the dam")
        walk.goes("Questions and answers")
        presses(page, page.get_by_role("link", name="What a text means").nth(1))
        assert page.url == first
    open_ones = [one for one in scene.folder.rglob("*") if one.is_file() and one.suffix != ".age"]
    assert not [one for one in open_ones if b"w-flow" in one.read_bytes()]


def test_a_desk_officer_takes_a_text_to_word_and_hands_the_changed_file_in(
    scene: Scene, tmp_path: Path
) -> None:
    with opened(scene.chromium) as page:
        page.goto(scene.desk.door(TEXT))
        sound(page)
        link = page.locator("a[download][href*=bracketed]").first
        reaches(page, link)
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        file = tmp_path / "T1.docx"
        download.value.save_as(file)
        changed = tracked(file, tmp_path / "T1-changed.docx")
        follows(page, "Hand in a changed Word file")
        hands_over(page, page.locator("input[type=file]"), changed)
        presses(page, page.locator("main form button").first)
        sound(page)
        expect(page.locator("main")).to_contain_text("An amendment to the clause")
        expect(page.locator("main")).to_contain_text(ADDED)


ADDED = " The shores write it down."
_RUN = "then the chart.</w:t></w:r>"
_INSERTED = (
    '<w:ins w:id="900" w:author="Ulmara" w:date="2030-10-01T09:00:00Z"><w:r>'
    f'<w:t xml:space="preserve">{ADDED}</w:t></w:r></w:ins>'
)


def tracked(file: Path, target: Path) -> Path:
    """The file as somebody of the delegation left it: words put in behind the first clause's."""
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(target, "w") as out:
        for one in made.infolist():
            data = made.read(one)
            if one.filename == "word/document.xml":
                assert data.decode().count(_RUN) == 1
                data = data.decode().replace(_RUN, _RUN + _INSERTED).encode()
            out.writestr(one, data)
    return target


# ---------------------------------------------------------------- a mediator


def test_a_mediator_finds_again_what_was_said_to_it_in_confidence(scene: Scene) -> None:
    with opened(scene.chromium) as page:
        page.goto(scene.desk.door())
        sound(page)
        finds(page, '"at fault on the hour"')
        first = page.locator(".found li").first
        expect(first).to_contain_text(MESSAGE)
        expect(first).to_contain_text("Good offices of Ulmara")
        presses(page, first.get_by_role("link", name="In the record"))
        sound(page)
        expect(page.locator("main")).to_contain_text(MESSAGE)
        # From there in another forum that the node has joined, by another word.
        finds(page, "contact meeting")
        assert {FORUM, OTHER} <= set(circles(page))
    with opened(scene.chromium) as page:  # what is sealed lies open nowhere
        page.goto(scene.desk.door())
        finds(page, '"nobody said so"')
        expect(page.locator(".empty")).to_contain_text("Nothing that you can read has all of this")
    data = [one.read_bytes() for one in scene.folder.rglob("*") if one.is_file()]
    assert not [one for one in data if MESSAGE.encode() in one]


def finds(page: Page, words: str) -> None:
    """Ask the box of the page at hand, by the key that leads to it."""
    page.keyboard.press("/")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Not searched: what is inside attached files")).to_be_visible()
    sound(page)


def circles(page: Page) -> list[str]:
    """Where what was found stands, by the addresses of the circles."""
    links = page.locator(".found .kicker a")
    return [str(one.get_attribute("href")).split("/")[2] for one in links.all()]


def test_a_mediator_sees_what_a_link_adds_and_what_a_reluctant_party_gains_by_coming(
    scene: Scene, title: str
) -> None:
    with walking(scene.chromium, scene.desk.door("workbench/")) as walk:
        page = walk.page
        asks(walk, title, "Links between baskets")
        walk.asks()
        walk.shows("WHAT LINKING TWO BASKETS ADDS", "Each seat is compared with itself alone.")

        asks(walk, title, "What a seat gains by sitting")
        chooses(page, page.get_by_label("Seat", exact=True), "Berrowan Federation")
        walk.asks()
        walk.shows("BERROWAN FEDERATION: AT THE TABLE", "WHAT WOULD PROTECT IT")
        expect(page.locator(".wb-asked").first).to_contain_text("Berrowan Federation")

        asks(walk, title, "Interests touched and not covered")
        walk.asks()

        asks(walk, title, "Common ground")
        opens(page, MORE)
        ticks(page, "Away from the table", "State of Dornay")
        walk.asks()
        walk.shows("Parties at the table", "Away from the table")
        expect(page.locator(".wb-asked").first).to_contain_text("State of Dornay")

        walk.goes("Questions and answers", "Frameworks side by side")
        for one in range(2):
            box = page.locator("[name=ids]").nth(one)
            reaches(page, box)
            page.keyboard.press("Space")
        presses(page, "Ask it")
        expect(page.locator("#wb-answer-h")).to_be_visible()
        walk.settled()
