"""Walking by the keyboard alone: what cannot be done so is told, and no journey does otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.outcomes import Failed
from playwright.sync_api import Browser
from tests.web import journey
from tests.web.browser import browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    with browser() as opened:
        yield opened


@pytest.mark.parametrize(
    "harm", ["tabindex=-1", "style=outline:none", "style=position:fixed;inset-block-start:-9em"]
)
def test_what_the_keyboard_does_not_reach_or_nobody_sees_is_told(
    chromium: Browser, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journey, "MOST", 9)
    with journey.opened(chromium) as page:
        page.set_content(f"<main><p><button>One</button><p><button {harm}>Two</button></main>")
        with pytest.raises((AssertionError, Failed)):
            journey.reaches(page, page.get_by_role("button", name="Two"))
        journey.reaches(page, page.get_by_role("button", name="One"))


def test_no_journey_takes_a_mouse() -> None:
    words = re.compile(r"\.(click|dblclick|tap|hover|fill|check|set_checked|select_option|focus)\(")
    for file in Path(__file__).parent.glob("*journey*.py"):
        assert not words.search(file.read_text("utf-8")), file.name
