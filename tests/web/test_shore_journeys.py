"""Journeys of an observer and of a mediator, by the keyboard, in a small forum of today.

The observer works on the site of the host. What the mediator hears and says is sealed against the
host: it is read and written on the pages of the mediator's own node, carried to the host's site as
a file, and the receipt carried back. `tests.web.journeys_on` runs them with a server as well.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import frozen
from playwright.sync_api import Browser, Page, expect
from tests.web import shore
from tests.web.browser import browser
from tests.web.house import at_work
from tests.web.journey import (
    fills,
    follows,
    seat,
    signs,
    sound,
)
from tests.web.stage import stage

from dipoli.demonstration.keys import signing_keys
from dipoli.demonstration.parties import TITLE
from dipoli.record.canon import Json
from dipoli.record.drafting import Draft, Wish
from dipoli.record.keys import sign_act
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
