"""What was drawn within a second is the same page for the same reader, and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from typing import NoReturn

import pytest
from tests.web.own_node import box
from tests.web.stage import Visitor, stage
from tests.web.walks import beginnings

from dipoli.node.paper_box import paper_keys

stage()
from django.db import connection  # noqa: E402 - Django is asked after its settings
from django.http import HttpRequest  # noqa: E402

from dipoli.web import view  # noqa: E402
from dipoli.web.asked import Asked  # noqa: E402
from dipoli.web.once import Drawn  # noqa: E402
from dipoli.web.route import Route  # noqa: E402
from dipoli.web.routes import ROUTES  # noqa: E402
from dipoli.web.site import Site, site_at  # noqa: E402

NOW = "2026-11-22T10:00:0{}Z"
PAGES = ("/today", "/forums/exercise", "/forums/exercise/plenary", "/today.json")
_TOKEN = re.compile(r'csrfmiddlewaretoken" value="(\w+)"')
_MARK = re.compile(r'data-session="(\w+)"')


def at(monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    """Let the site's clock stand."""
    monkeypatch.setattr(Site, "now", lambda _site: now)


def _undisturbed(draw: Callable[..., Drawn]) -> Callable[..., Drawn]:
    """The same drawing; where it is kept for a second, it may ask the desk for nothing."""

    def refuse(*_asked: object) -> NoReturn:
        pytest.fail("a page that is drawn once a second asks the desk")

    def made(request: HttpRequest, route: Route, asked: Asked, twin: bool) -> Drawn:  # noqa: FBT001 - as it is called
        with connection.execute_wrapper(refuse) if route.on_records else nullcontext():
            return draw(request, route, asked, twin)

    return made


def told(visitor: Visitor, page: str) -> str:
    """A page without what is the session's own."""
    return _MARK.sub("", _TOKEN.sub("", visitor.html(page)))


@pytest.mark.parametrize("page", PAGES)
def test_two_sessions_of_one_seat_are_told_the_same_and_keep_their_own_tokens(
    monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    one, two = Visitor("XTV"), Visitor("XTV")
    at(monkeypatch, NOW.format(1))
    assert told(one, page) == told(two, page)
    if not page.endswith(".json"):
        first, second = one.html(page), two.html(page)
        assert _TOKEN.findall(first) != _TOKEN.findall(second)
        assert _MARK.findall(first) != _MARK.findall(second)
        assert len(_MARK.findall(first)) == 1


@pytest.mark.parametrize("page", PAGES)
def test_within_one_second_no_seat_is_shown_anothers_page(
    monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    at(monkeypatch, NOW.format(2))
    seats = [Visitor(code) for code in ("XTV", "XOR", "SECRETARIAT")]
    together = [told(one, page) for one in seats]
    for number, one in enumerate(seats):  # a second later each is drawn anew
        at(monkeypatch, NOW.format(3 + number))
        alone = told(one, page).replace(NOW.format(3 + number), NOW.format(2))
        assert alone.replace(f"10:00:0{3 + number}", "10:00:02") == together[number]
    if page == "/today":
        assert len(set(together)) == len(seats)


def test_what_is_drawn_once_rests_on_nothing_of_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_made", _undisturbed(view._made))  # noqa: SLF001 - what it draws
    one = Visitor("XTV")
    for page in beginnings(site_at(stage())):
        if page.startswith(("/forums/exercise/plenary", "/today", "/live", "/private")):
            assert one.get(page).status_code in {200, 404}, page


def test_what_lies_beside_the_records_is_drawn_for_each_who_asks() -> None:
    beside = {route.name for route in ROUTES if route.of_desk}
    assert beside == {"private", "private_paper", "private_box", "files", "file"}
    assert not any(route.on_records for route in ROUTES if route.of_desk)


def test_a_page_of_the_desk_tells_within_the_same_second_what_was_laid_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at(monkeypatch, NOW.format(6))
    one, public = Visitor("XNU"), paper_keys(box("XOR"))[0].public
    assert public.code not in one.html("/private")
    one.client.post("/private/do/offer-key", {"public": public.text})
    assert public.code in one.html("/private")


def test_a_token_from_a_page_that_was_kept_opens_its_own_sessions_forms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at(monkeypatch, NOW.format(7))
    one, two = Visitor("XTV"), Visitor("XTV")
    for visitor in (one, two):
        visitor.client.handler.enforce_csrf_checks = True
    one.html("/today")
    token = _TOKEN.findall(two.html("/today"))[0]
    refused = one.client.post("/leave", {"csrfmiddlewaretoken": token})
    done = two.client.post("/leave", {"csrfmiddlewaretoken": token})
    assert (refused.status_code, done.status_code) == (403, 302)


def test_words_behind_the_question_mark_are_part_of_what_was_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at(monkeypatch, NOW.format(8))
    one = Visitor("XTV")
    log = "/forums/exercise/plenary/log"
    assert told(one, log) != told(one, f"{log}?from=1")
