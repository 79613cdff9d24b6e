"""Pages of a room off the record in a real browser: they break no rule, and fit the screen."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route
from tests.web.browser import NARROW, WIDE, browser
from tests.web.journey import opened, sound
from tests.web.stage import stage

stage()
from django.test import Client, override_settings  # noqa: E402 - after its settings
from tests.web.test_room_pages import PAGES, ROOM, URLS, built  # noqa: E402 - likewise

AT = "http://room.invalid"
FILES = ("/static/dipoli/site.css",)


def kept() -> dict[str, tuple[bytes, str]]:
    """Every page of a room in which much was said, and its styles and scripts, by address."""
    group = built()
    group.agree()
    group.post("do/out", id="none")
    found = {ROOM + page: (group.get(page).encode(), "text/html; charset=utf-8") for page in PAGES}
    client = Client(headers={"host": "127.0.0.1"})
    for name in FILES:
        answer = client.get(name)
        assert answer.status_code == 200, name
        found[name] = (b"".join(answer) if answer.streaming else answer.content,
                       str(answer["Content-Type"]))  # fmt: skip
    return found


@pytest.mark.parametrize(("width", "pages"), [(NARROW, PAGES), (WIDE, ("", "case", "ranges"))])
def test_no_page_of_a_room_breaks_a_rule_or_is_wider_than_the_screen(
    width: int, pages: tuple[str, ...]
) -> None:
    with override_settings(ROOT_URLCONF=URLS, DATA_UPLOAD_MAX_NUMBER_FIELDS=50_000):
        held = kept()

    def given(route: Route) -> None:
        found = held.get(urlsplit(route.request.url).path)
        if found is None:
            route.fulfill(status=404)
        else:
            route.fulfill(body=found[0], content_type=found[1])

    with browser() as chromium, opened(chromium, width) as page:
        page.route("**/*", given)
        for one in pages:
            page.goto(AT + ROOM + one)
            assert page.locator("h1").count() == 1
            sound(page)
