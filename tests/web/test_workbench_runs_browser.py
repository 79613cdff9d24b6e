"""A desk officer asks the case what a change would do, in a real browser, by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.bench_stage import LONG, folder_desk, workbench
from tests.web.browser import NARROW, WIDE, address, browser
from tests.web.journey import opens, sound, writes

_WAIT = LONG * 1000


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser before a desk with the lake on it."""
    desk = folder_desk(tmp_path_factory.mktemp("desk"))
    with workbench(desk), browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of it."""
    context = chromium.new_context(viewport={"width": WIDE, "height": 900}, bypass_csp=True)
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda fault: faults.append(str(fault)))
    yield made
    assert not faults
    context.close()


def _at(page: Page, role: str, name: str) -> None:
    """Go to something by the key that goes from one to the next, and no other way."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]  # a role
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    pytest.fail(f"no key leads to {name} on {page.url}")


def _press(page: Page, role: str, name: str) -> None:
    _at(page, role, name)
    page.keyboard.press("Enter")


def _both(page: Page) -> None:
    """Wide and narrow, the page breaks no rule and fits the screen."""
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        sound(page)


def _ask(page: Page, months: str) -> None:
    _at(page, "textbox", "Months of verification more")
    page.keyboard.press("Control+a")
    page.keyboard.type(months)
    _press(page, "button", "Ask it")
    expect(page.get_by_role("heading", name="WHAT CHANGES")).to_be_visible(timeout=_WAIT)


def test_a_desk_officer_asks_what_a_change_would_do(page: Page) -> None:
    page.goto(f"{address()}/workbench/lake/")
    _press(page, "link", "Ask the case")
    page.wait_for_url("**/ask")
    _both(page)
    _press(page, "link", "What if, on the roadmap")
    page.wait_for_url("**/ask/whatif")
    _both(page)
    _ask(page, "6")
    expect(page.get_by_role("complementary")).to_contain_text("What it does not show")
    _both(page)
    first = page.url
    _press(page, "link", "Change the question")
    page.wait_for_url("**/ask/whatif?**")
    assert page.get_by_role("textbox", name="Months of verification more").input_value() == "6"
    _ask(page, "9")
    assert page.url != first
    _press(page, "button", "Put them side by side")
    page.wait_for_url("**/runs-compared?**")
    expect(page.get_by_text("both rest on the same papers")).to_be_visible()
    _both(page)
    _press(page, "link", "Questions and answers")
    page.wait_for_url("**/runs")
    _both(page)


def test_long_work_tells_how_far_it_is_and_can_be_stopped(page: Page) -> None:
    page.goto(f"{address()}/workbench/lake/ask/roadmap")
    opens(page, "More of the question")
    writes(page, page.get_by_role("textbox", name="Walks that are compared"), "1000000")
    writes(page, page.get_by_role("textbox", name="Units of work of the solver"), "0")
    _press(page, "button", "Ask it")
    told = page.get_by_role("status")
    expect(told).to_contain_text("walk", timeout=_WAIT)
    expect(told).to_contain_text(re.compile(r"[1-9]\d* s"), timeout=_WAIT)
    _both(page)
    _press(page, "button", "Stop")
    expect(page.get_by_text("What follows was known by then")).to_be_visible(timeout=_WAIT)
    _both(page)


def test_the_explorer_of_an_answer_runs_under_a_policy_without_exceptions(
    chromium: Browser,
) -> None:
    context = chromium.new_context(viewport={"width": WIDE, "height": 900})  # its policy holds
    page, said = context.new_page(), list[str]()
    page.on("console", lambda one: said.append(one.text))
    page.goto(f"{address()}/workbench/lake/ask/agree")
    page.get_by_role("button", name="Ask it").click()
    page.get_by_role("link", name="The report with pictures and the explorer").click(timeout=_WAIT)
    told = page.locator("#x-told")
    before = told.inner_text()
    page.locator("#explorer [data-start='-1']").click()
    expect(told).not_to_have_text(before)
    assert not said
    context.close()
