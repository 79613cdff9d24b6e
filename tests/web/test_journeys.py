"""Journeys of people in a real browser, by the keyboard, in a house where acts are entered.

Each is what somebody of that place does on an ordinary day, from sitting down to the receipt.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from tests.web.browser import NARROW, WIDE, address, browser, renewed
from tests.web.house import PLENARY, house
from tests.web.stage import stage

stage()

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser before one house."""
    with house(("plenary", "experts", "offices-xks")), browser() as opened:
        yield opened


@contextmanager
def seat(chromium: Browser, name: str, width: int = WIDE) -> Iterator[Page]:
    """A page of a browser of its own, in which somebody has sat down by the keyboard."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address())
    chair = page.get_by_role("button", name=name).first
    chair.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/today")
    yield page
    assert not complaints
    context.close()


def goes(page: Page, place: str) -> None:
    """Go to a page, which breaks no rule of accessibility and is no wider than the screen."""
    page.goto(address() + place)
    sound(page)


def sound(page: Page) -> None:
    """The page at hand breaks no rule of accessibility and is no wider than the screen."""
    found = Axe().run(page, options=RULES).response["violations"]
    told = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]
    assert not told, page.url
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, page.url


def presses(page: Page, button: str) -> None:
    """Press a button by the keyboard."""
    page.get_by_role("button", name=button, exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def signs(page: Page, confirm: str = "") -> None:
    """Sign in the browser; at the first time the key is made and certified on the way."""
    expect(page.get_by_role("heading", name="Look at it before it is signed")).to_be_visible()
    sound(page)
    for _ in range(2):
        if confirm:
            page.locator("form[data-sign] [name=confirm]").fill(confirm)
        form = page.locator("form[data-sign] button")
        form.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if "stands in the record" in page.title() or "second person" in page.title():
            break
    sound(page)


def test_a_head_of_delegation_breaks_a_silence_on_a_telephone_and_holds_the_receipt(
    chromium: Browser,
) -> None:
    with seat(chromium, "Tavrena", NARROW) as page:
        sound(page)
        link = page.get_by_role("link", name="Break a silence by an objection or an amendment.")
        link.first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/do/silence.break*")
        sound(page)
        page.locator("#f-reason").select_option(index=1)
        page.locator("#f-words").fill("Our capital asks for more time.")
        about = page.locator("#object").input_value()
        presses(page, "Prepare it")
        signs(page, about)
        expect(page.locator("pre").first).to_contain_text("dipoli/receipt/v1")


def test_a_delegation_makes_a_statement_and_another_reads_it(chromium: Browser) -> None:
    with seat(chromium, "Kessorin") as page:
        goes(page, f"{PLENARY}/do")
        goes(page, f"{PLENARY}/do/note.say")
        page.locator("#f-text").fill("Kessorin thanks the host of the round.")
        presses(page, "Prepare it")
        signs(page)
        number = page.url.rpartition("/")[2]
        goes(page, f"{PLENARY}/keys")
    with seat(chromium, "Ulmara") as page:
        goes(page, f"{PLENARY}/log?from={number}")
        expect(page.locator("main")).to_contain_text("Kessorin thanks the host of the round.")


def test_two_persons_reserve_a_matter(chromium: Browser) -> None:
    with seat(chromium, "Ulmara") as first, seat(chromium, "Ulmara") as second:
        goes(second, f"{PLENARY}/do/note.say")
        second.locator("#f-text").fill("Good morning.")
        presses(second, "Prepare it")
        signs(second)  # with this the second person's key is certified
        goes(first, f"{PLENARY}/do/matter.reserve")
        first.locator("#f-title").fill("The status of the shelf.")
        first.locator("#f-names").fill("shelf")
        name = first.locator("#object").input_value()
        presses(first, "Prepare it")
        signs(first, name)
        expect(first.get_by_role("heading", level=1)).to_have_text(
            "Acts that wait for a second person"
        )
        goes(second, f"{PLENARY}/waiting")
        renewed(second)  # an act of others takes away nothing of what the script has drawn
        second.locator("[name=confirm]").first.fill(name)
        second.locator("form[data-sign] button").first.focus()
        with second.expect_navigation():
            second.keyboard.press("Enter")
        assert "stands in the record" in second.title()


def test_the_secretariat_enters_a_letter_of_the_seat_on_paper(chromium: Browser) -> None:
    with seat(chromium, "Nuremi") as page:
        goes(page, f"{PLENARY}/do/note.say")
        page.locator("#f-text").fill("Nuremi will host the next meeting.")
        presses(page, "Prepare it")
        sound(page)
        expect(page.get_by_role("heading", name="Send it as a letter")).to_be_visible()
    with seat(chromium, "The secretariat") as page:
        goes(page, f"{PLENARY}/do/note.say")
        page.locator("#f-text").fill("Nuremi will host the next meeting.")
        page.get_by_text("This is a letter of a seat on paper").focus()
        page.keyboard.press("Enter")
        page.locator("#by").select_option(label="Nuremi")
        page.locator("#person-1").fill("First Clerk")
        page.locator("#person-2").fill("Second Clerk")
        page.locator("#scan").fill("ab" * 32)
        presses(page, "Prepare it")
        sound(page)
        presses(page, "Enter it")
        assert "stands in the record" in page.title()


def does(page: Page, place: str, act: str, about: str, **fields: str) -> str:
    """Fill in the form of an act, sign it, and come to its receipt; its short name."""
    goes(page, f"{place}/do/{act}?object={about}" if about else f"{place}/do/{act}")
    for name, value in fields.items():
        field = page.locator(f"#f-{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    name = page.locator("#object").input_value() if page.locator("#object").count() else ""
    presses(page, "Prepare it")
    signs(page)
    assert "stands in the record" in page.title(), page.url
    return name


def test_a_chair_gives_a_receipt_for_a_recommendation_and_replies(chromium: Browser) -> None:
    with seat(chromium, "Kessorin") as page:
        expect(page.get_by_text("the chair gives a receipt").first).to_be_visible()
        does(page, PLENARY, "hand-up.receive", "HU5")
        does(page, PLENARY, "hand-up.reply", "HU5", answer="noted", words="The body thanks for it.")


def test_a_focal_point_acknowledges_and_accepts_a_visit(chromium: Browser) -> None:
    with seat(chromium, "Orvessa") as page:
        expect(page.get_by_text("can be acknowledged").first).to_be_visible()
        does(page, PLENARY, "notification.acknowledge", "NT15")
    with seat(chromium, "Ulmara") as page:
        does(page, PLENARY, "visit.accept", "VI4")


def test_an_expert_of_track_2_drafts_a_recommendation_without_names(chromium: Browser) -> None:
    experts = "/forums/exercise/experts"
    with seat(chromium, "Tavrena") as page:
        words = "Each side names one office that answers the other within a day."
        name = does(page, experts, "recommendation.draft", "", title="One office", words=words)
        goes(page, f"{experts}/hand-up")
        expect(page.locator("main")).to_contain_text(name)


def test_without_scripts_an_act_is_prepared_and_the_demonstration_signs_it(
    chromium: Browser,
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address())
    page.get_by_role("button", name="Halvorin").first.press("Enter")
    page.wait_for_url("**/today")
    page.goto(f"{address()}{PLENARY}/do/note.say")
    page.locator("#f-text").fill("Without a script.")
    page.get_by_role("button", name="Prepare it").press("Enter")
    page.get_by_role("button", name="Sign as the node would").press("Enter")
    page.wait_for_url("**/receipts/*")
    context.close()


def test_in_a_sealed_circle_nothing_is_typed_on_the_host(chromium: Browser) -> None:
    with seat(chromium, "Kessorin") as page:
        answer = page.goto(f"{address()}/forums/exercise/offices-xks/do")
        assert answer is not None
        assert answer.status == 200
        expect(page.locator("main")).to_contain_text("Its acts are written with your own node.")
        goes(page, "/forums/exercise/offices-xks/do/note.say")
        expect(page.locator("main")).to_contain_text("Its acts are written with your own node.")
        expect(page.locator("form.act")).to_have_count(0)  # what is typed, the host could read
