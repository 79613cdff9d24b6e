"""Journeys of people in a real browser, by the keyboard, in a house where acts are entered.

Each is what somebody of that place does on an ordinary day, from sitting down to the receipt. They
run with records and desk in files, and on a server where the surroundings name one
(`tests.web.journeys_on`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.web.browser import NARROW, address, browser, renewed
from tests.web.house import PLENARY, house
from tests.web.journey import (
    chooses,
    does,
    fills,
    goes,
    opens,
    presses,
    seat,
    signs,
    sound,
    writes,
)
from tests.web.stage import stage

stage()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser before one house."""
    with house(("plenary", "experts", "offices-xks")), browser() as opened:
        yield opened


def test_a_head_of_delegation_breaks_a_silence_on_a_telephone_and_holds_the_receipt(
    chromium: Browser,
) -> None:
    with seat(chromium, "Tavrena", NARROW) as page:
        sound(page)
        words = "Break a silence by an objection or an amendment."
        presses(page, page.get_by_role("link", name=words).first)
        assert "/do/silence.break" in page.url
        sound(page)
        reason = page.locator("#f-reason option").nth(1).get_attribute("value")
        about = fills(page, reason=reason or "", words="Our capital asks for more time.")
        signs(page, about)
        expect(page.get_by_label("Receipt")).to_have_value(re.compile("dipoli/receipt/v1"))


def test_a_delegation_makes_a_statement_and_another_reads_it(chromium: Browser) -> None:
    with seat(chromium, "Kessorin") as page:
        goes(page, f"{PLENARY}/do")
        presses(page, page.get_by_role("link", name="Make a statement").first)
        sound(page)
        fills(page, text="Kessorin thanks the host of the round.")
        signs(page)
        number = page.url.rpartition("/")[2]
        goes(page, f"{PLENARY}/keys")
    with seat(chromium, "Ulmara") as page:
        goes(page, f"{PLENARY}/log?from={number}")
        expect(page.locator("main")).to_contain_text("Kessorin thanks the host of the round.")


def test_two_persons_reserve_a_matter(chromium: Browser) -> None:
    with seat(chromium, "Ulmara") as first, seat(chromium, "Ulmara") as second:
        does(second, PLENARY, "note.say", text="Good morning.")  # the second person's key
        goes(first, f"{PLENARY}/do/matter.reserve")
        name = fills(first, title="The status of the shelf.", names="shelf")
        signs(first, name)
        expect(first.get_by_role("heading", level=1)).to_have_text(
            "Acts that wait for a second person"
        )
        goes(second, f"{PLENARY}/waiting")
        renewed(second)  # an act of others takes away nothing of what the script has drawn
        writes(second, second.locator("[name=confirm]").first, name)
        presses(second, second.locator("form[data-sign] button").first)
        assert "stands in the record" in second.title()


def test_the_secretariat_enters_a_letter_of_the_seat_on_paper(chromium: Browser) -> None:
    words = "Nuremi will host the next meeting."
    with seat(chromium, "Nuremi") as page:
        goes(page, f"{PLENARY}/do/note.say")
        fills(page, text=words)
        sound(page)
        expect(page.get_by_role("heading", name="Send it as a letter")).to_be_visible()
    with seat(chromium, "The secretariat") as page:
        goes(page, f"{PLENARY}/do/note.say")
        writes(page, "#f-text", words)
        opens(page, "This is a letter of a seat on paper")
        chooses(page, "#by", "Nuremi")
        for field, told in (("#person-1", "First Clerk"), ("#person-2", "Second Clerk")):
            writes(page, field, told)
        writes(page, "#scan", "ab" * 32)
        presses(page, "Prepare it")
        sound(page)
        presses(page, "Enter it")
        assert "stands in the record" in page.title()


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
        name = does(page, experts, "recommendation.draft", title="One office", words=words)
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
    page.locator("#f-text").press_sequentially("Without a script.")
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
