"""Journeys of an observer and of a mediator, by the keyboard, in a small forum of today.

The observer works on the site of the host. What the mediator hears and says is sealed against the
host: it is read and written on the pages of the mediator's own node, carried to the host's site as
a file, and the receipt carried back. `tests.web.journeys_on` runs them with a server as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen
from playwright.sync_api import Browser, Page, expect
from tests.web import shore
from tests.web.browser import browser
from tests.web.house import at_work
from tests.web.journey import (
    fills,
    follows,
    hands_over,
    opened,
    presses,
    reaches,
    seat,
    signs,
    sound,
    writes,
)
from tests.web.own_node import box
from tests.web.pictures import keep_picture
from tests.web.stage import stage
from tests.web.test_node_desk import running

from dipoli.demonstration.keys import signing_keys
from dipoli.demonstration.parties import TITLE
from dipoli.node.unsealing import opener
from dipoli.record.act import read_entry
from dipoli.record.body import read_body
from dipoli.record.canon import Json
from dipoli.record.drafting import Draft, Wish
from dipoli.record.keys import sign_act
from dipoli.record.parcel import read_parcel
from dipoli.record.shape import write_time
from dipoli.secretariat.premises import Premises
from dipoli.secretariat.receive import Receipted

SAY = "Make a statement, which changes nothing by itself."

stage()
from dipoli.web.drafting import read_slip, slip_of  # noqa: E402 - Django comes after its settings
from dipoli.web.site import Site  # noqa: E402


@frozen(kw_only=True)
class Scene:
    """A browser before the site of a house at work."""

    chromium: Browser
    site: Site

    @property
    def offices(self) -> list[Premises]:
        """Those of its circles."""
        rooms = self.site.halls["exercise"].rooms.values()
        return [room.door.premises for room in rooms if room.door is not None]


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    """One browser before one house."""
    now = shore.this_minute()
    make = at_work(lambda folder: shore.build(folder, now), shore.this_minute)
    with make as site, browser() as chromium:
        yield Scene(chromium=chromium, site=site)


def shows(page: Page, *words: str) -> None:
    """Each of these stands on the page itself."""
    for one in words:
        expect(page.locator("main")).to_contain_text(one)


# ---------------------------------------------------------------- an observer


def test_an_observer_reads_what_is_on_the_table_and_asks_for_the_floor(scene: Scene) -> None:
    with seat(scene.chromium, "Gurren") as page:
        sound(page)
        for link in ("Forum", TITLE["en"], "Documents", "On lights at sea"):
            follows(page, link)
        shows(page, "Each shore keeps its lights burning.")
        expect(page.get_by_role("link", name="Bracket words.")).to_have_count(0)  # for members
        for link in ("Meetings", "The lights of the shores", "Ask for the floor."):
            follows(page, link)
        fills(page)
        signs(page)
        does_by_node(scene, "XTV", "floor.give", shore.MEETING, seat="XGU", words=None)
        for link in ("Meetings", "The lights of the shores"):
            follows(page, link)
        shows(page, "Gurren has the floor.")


def test_an_observer_submits_a_paper_through_a_member(scene: Scene) -> None:
    words = "Each lighthouse answers a ship's lamp by night."
    with seat(scene.chromium, "Gurren") as page:
        for link in ("Forum", TITLE["en"], "Do something"):
            follows(page, link)
        expect(page.get_by_role("link", name="Put a text on the table.")).to_have_count(0)
        follows(page, SAY)
        fills(page, text=f"We ask a member to table this: {words}")
        signs(page)
        does_by_node(scene, "XOR", "text.table", "T2", title="On lamps by night", symbol="NP/1",
                     kind="non-paper", language="en", everything=False, matters=[])  # fmt: skip
        does_by_node(scene, "XOR", "clause.propose", "T2-1", words=words, sort="words", behind=None)
        for link in (TITLE["en"], "Documents", "On lamps by night"):
            follows(page, link)
        shows(page, words)


def test_words_in_brackets_stand_with_those_who_hold_them(scene: Scene) -> None:
    clauses = (
        "Each shore keeps one chart of its lights, without prejudice to any line.",
        "A lamp that fails is told to all within a day.",
        "Costs are borne in equal parts.",
    )
    does_by_node(scene, "XOR", "text.table", "T3", title="A common chart of lights", symbol="WP/2",
                 kind="working-paper", language="en", everything=True, matters=[])  # fmt: skip
    for number, words in enumerate(clauses, 1):
        name = f"T3-{number}"
        does_by_node(scene, "XOR", "clause.propose", name, words=words, sort="words", behind=None)
    held = (
        ("XKS", 1, "without prejudice to any line"),
        ("XSE", 2, "within a day"),
        ("XHA", 2, "to all"),
        ("XKS", 3, "in equal parts"),
    )
    for who, number, words in held:
        does_by_node(scene, who, "clause.bracket", f"T3-{number}", words=words, nth=1, behind=None)
    with seat(scene.chromium, "Kessorin") as page:
        for link in ("Forum", TITLE["en"], "Documents", "A common chart of lights"):
            follows(page, link)
        shows(page, "My brackets: 2")
        for who, _number, words in held:
            mark = page.locator(".clauses .bracket", has_text=words)
            expect(mark.last).to_be_visible()
            assert ("mine" in str(mark.last.get_attribute("class"))) == (who == "XKS")
        keep_picture(page, "a-text-in-brackets", height=820)


def does_by_node(scene: Scene, by: str, act: str, about: str, **said: Json) -> None:
    """A member does something, by its own node: what is no journey of this file."""
    door = scene.site.halls["exercise"].plenary.door
    assert door is not None
    now = shore.this_minute()
    wish = Wish(name=f"{act}/1", content=said, at=write_time(now), role="delegation", object=about)
    made = door.office().draft(by, wish)
    assert isinstance(made, Draft), made
    slip = read_slip(slip_of(made))
    came = door.receive(slip.signed(*sign_act(slip.envelope, signing_keys()[by])), now)
    assert isinstance(came, Receipted), came


# ---------------------------------------------------------------- a mediator

SELKAND = "Good offices with Selkand"
KESSORIN = "Good offices with Kessorin"


def test_a_mediator_carries_what_may_be_carried_and_tells_its_author(
    scene: Scene, tmp_path: Path
) -> None:
    now = shore.this_minute()
    folder = shore.node(tmp_path / "node", shore.MEDIATOR, scene.offices, now)
    with (
        running(folder) as (desk, _program),
        seat(scene.chromium, "Ulmara") as host,
        opened(scene.chromium) as own,
    ):
        shows(host, "what waits there is read through your own node")
        for link in ("Forum", KESSORIN, "Good offices"):
            follows(host, link)
        for words in (shore.ALONE, shore.IDEA, shore.CONVEY):
            assert words not in host.content()

        own.goto(desk.door())
        for link in (KESSORIN, "Good offices"):
            follows(own, link)
        shows(own, shore.ALONE, "for you alone", shore.IDEA, shore.CONVEY, "you may convey")

        follows(own, "Put it to Selkand as your own idea")
        assert "MS" not in own.url  # of an idea nothing says whence it comes
        fills(own, words=f"One hears: {shore.ALONE}")
        shows(
            own,
            "In your words stands a run of the party's own",
            "Put the idea in words of your own.",
        )
        sound(own)
        for link in (KESSORIN, "Good offices", "Carry it to Selkand, with its source"):
            follows(own, link)
        assert "pier" not in own.url
        expect(own.locator("#f-words")).to_have_value(shore.CONVEY)
        fills(own)
        shows(own, "to whose keys it is sealed", shore.CONVEY)
        file = signed(own, tmp_path)
        answered(host, own, SELKAND, file)
        parcel = read_parcel(file.read_bytes())
        assert parcel.body is not None
        entry, body = read_entry(parcel.entry), read_body(parcel.body)
        for party in (shore.MEDIATOR, "XSE"):
            said = opener(box(party), {})(entry, body)
            assert isinstance(said, dict)
            assert (said["words"], said["from"]) == (shore.CONVEY, "XKS")

        tells = "As the mediator: tell the author of a message that it was conveyed, and when."
        for link in (KESSORIN, "Good offices", "MS3", tells):
            follows(own, link)
        day = now.strftime("%Y-%m-%d 00:00")
        fills(own, to="Selkand", how="with-its-source", day=day)
        enters(scene, "offices-xks", signed(own, tmp_path))  # as it was handed in before
        presses(own, "Look at the circles now")
        for link in (SELKAND, "Good offices"):
            follows(own, link)
        shows(own, shore.CONVEY, "The mediator carried it here word for word, with its source.")
        for link in (KESSORIN, "Good offices"):
            follows(own, link)
        shows(own, "Conveyed to Selkand")
        assert shore.CONVEY not in host.content()


def signed(own: Page, place: Path) -> Path:
    """Sign what is shown, with the key of the node; the file of the act, as it is saved."""
    sound(own)
    writes(own, own.get_by_label("To do this, type"), "sign")
    presses(own, "Sign, and lay it in the outbox")
    sound(own)
    link = own.get_by_role("link", name=".act")
    reaches(own, link)
    with own.expect_download() as download:
        own.keyboard.press("Enter")
    file = place / download.value.suggested_filename
    download.value.save_as(file)
    return file


def enters(scene: Scene, room: str, file: Path) -> None:
    """The host enters an act that came in a file."""
    door = scene.site.halls["exercise"].rooms[room].door
    assert door is not None
    assert isinstance(door.receive(read_parcel(file.read_bytes()), shore.this_minute()), Receipted)


def answered(host: Page, own: Page, circle: str, file: Path) -> None:
    """Hand the file in on the site of the host, and put its receipt in on the node."""
    for link in ("Forum", circle, "Do something", "Hand in a signed act"):
        follows(host, link)
    hands_over(host, host.get_by_label("The file"), file)
    presses(host, "Hand it in")
    assert "stands in the record" in host.title()
    sound(host)
    reaches(host, host.get_by_label("Receipt"))
    host.keyboard.press("ControlOrMeta+a")
    host.keyboard.press("ControlOrMeta+c")
    reaches(own, own.get_by_label("The host's answer, whole"))
    own.keyboard.press("ControlOrMeta+v")
    presses(own, "Check it and keep it")
    shows(own, "Kept: the host promises that the act will stand in the record")
    presses(own, "Look at the circles now")
    shows(own, "No act that was signed here waits to be carried.")
    sound(own)
