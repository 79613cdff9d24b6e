"""What was drawn within a second is the same page for the same reader, and nobody else's."""

from __future__ import annotations

import re

import pytest
from tests.web.stage import Visitor, stage

stage()
from dipoli.web.site import Site  # noqa: E402 - Django is asked after its settings

NOW = "2026-11-22T10:00:0{}Z"
PAGES = ("/today", "/forums/exercise", "/forums/exercise/plenary", "/today.json")
_TOKEN = re.compile(r'csrfmiddlewaretoken" value="(\w+)"')
_MARK = re.compile(r'data-session="(\w+)"')


def at(monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    """Let the site's clock stand."""
    monkeypatch.setattr(Site, "now", lambda _site: now)


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
