"""What was drawn a moment ago is the same page for the same reader, and nobody else's."""

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

from dipoli.web import once, view  # noqa: E402
from dipoli.web.asked import Asked, Document  # noqa: E402
from dipoli.web.once import KEPT, Drawn, drop_all, last_second  # noqa: E402
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
    """The same drawing; where it is kept, it may ask the desk for nothing."""

    def refuse(*_asked: object) -> NoReturn:
        pytest.fail("a page that is kept asks the desk")

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
def test_no_seat_is_shown_anothers_page_that_is_kept(
    monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    at(monkeypatch, NOW.format(2))
    seats = [Visitor(code) for code in ("XTV", "XOR", "SECRETARIAT")]
    together = [told(one, page) for one in seats]
    for number, one in enumerate(seats):
        drop_all()
        assert told(one, page) == together[number]
    if page == "/today":
        assert len(set(together)) == len(seats)


@pytest.mark.parametrize("code", ["XTV", "XOR", "SECRETARIAT"])
def test_what_is_kept_is_what_would_be_drawn(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    one, first, last = Visitor(code), NOW.format(0), NOW.format(KEPT - 1)
    pages = [
        page
        for page in beginnings(site_at(stage()))
        if page.startswith(("/forums/exercise/plenary", "/today"))
        and one.get(page).status_code == 200
        and one.get(page)["Content-Type"].startswith("text/html")
    ]
    assert len(pages) > 20
    for page in pages:
        drop_all()
        at(monkeypatch, first)
        told(one, page)
        at(monkeypatch, last)
        kept = told(one, page)
        drop_all()
        assert told(one, page) == kept, page


def test_a_page_is_kept_for_seconds_never_past_its_minute_nor_a_moment_that_it_names() -> None:
    begun, end = "2026-11-22T10:00:00Z", "2026-11-22T10:00:04Z"
    assert last_second("nothing", begun) == end
    assert last_second("nothing", "2026-11-22T10:00:57Z") == "2026-11-22T10:00:59Z"
    # What runs until 03 has ended in 04; what begins at 03 has begun in 03.
    assert last_second("until 2026-11-22T10:00:03Z", begun) == "2026-11-22T10:00:02Z"
    assert last_second("2026-11-22T10:00:03Z 2026-11-22T10:00:02Z", begun) == NOW.format(1)
    assert last_second("2026-11-22T10:00:02Z 2026-11-22T10:00:03Z", begun) == NOW.format(1)
    assert last_second("until 2026-11-22T10:00:00Z", begun) == begun
    assert last_second("2026-11-22T09:59:59Z and 2026-11-22T10:00:05Z", begun) == end
    assert last_second(Document(data=b"", media="text/plain", name=""), begun) == begun


def test_a_page_is_drawn_anew_when_its_seconds_are_over_and_when_the_clock_goes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []
    made = view._made  # noqa: SLF001 - what draws

    def noted(request: HttpRequest, route: Route, asked: Asked, twin: bool) -> Drawn:  # noqa: FBT001 - as it is called
        drawn.append(asked.now)
        return made(request, route, asked, twin)

    monkeypatch.setattr(view, "_made", noted)
    one = Visitor("XTV")
    for now in (0, 1, 4, 5, 2, 3):
        at(monkeypatch, NOW.format(now))
        assert one.get("/live.json").json()["now"] == NOW.format(now)
    assert drawn == [NOW.format(now) for now in (0, 5, 2)]


def test_so_many_pages_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOW.format(0))
    monkeypatch.setattr(once, "MOST", 3)
    one = Visitor("XTV")
    for number in range(5):
        one.client.get("/live.json", headers={"accept-language": f"en;q=0.{number}"})
    assert len(once._kept) == 3  # noqa: SLF001 - what is held


def test_a_fault_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOW.format(0))
    one = Visitor("XTV")
    one.client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(view, "_made", lambda *_asked: 1 / 0)
        assert one.get("/live").status_code == 500
    assert one.get("/live").status_code == 200


def test_what_is_drawn_once_rests_on_nothing_of_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_made", _undisturbed(view._made))  # noqa: SLF001 - what it draws
    one = Visitor("XTV")
    for page in beginnings(site_at(stage())):
        if page.startswith(("/forums/exercise/plenary", "/today", "/live", "/private")):
            assert one.get(page).status_code in {200, 404}, page


def test_what_lies_beside_the_records_is_drawn_for_each_who_asks() -> None:
    beside = {route.name for route in ROUTES if route.of_desk}
    papers, marks = {"private", "private_paper", "private_box"}, {"news", "since"}
    assert beside == {"files", "file", "word"} | papers | marks
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
