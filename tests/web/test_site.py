"""Every page of the site, as every reader: what is there, what is not, what stands around it."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from tests.demonstration.golden_files import forum, kept
from tests.web.moments import LATE
from tests.web.stage import EARLY, Visitor, latecomer, made, stage, visitor

from dipoli.record.shape import CODE
from dipoli.record.standing import Standing
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

stage()
from django.urls import resolve, reverse  # noqa: E402 - Django is asked after its settings

from dipoli.web.asked import Asked  # noqa: E402
from dipoli.web.headers import HEADERS  # noqa: E402
from dipoli.web.policy import Rule  # noqa: E402
from dipoli.web.reader import Reader  # noqa: E402
from dipoli.web.route import Route  # noqa: E402
from dipoli.web.routes import PAGES, ROUTES  # noqa: E402

SEATS = ("XTV", "XOR", "XKS", "XSE", "XUL", "XNU", "XHA", "XOB", "SECRETARIAT")
READERS = ("", *SEATS)
WALKERS = ("", "XTV", "XNU", "XOB", "SECRETARIAT", LATE)
"""A visitor, a member, who takes part by letter, who came later, the office; and before opening."""

EACH = 4
"""So many pages of one route are looked at by each walker."""

ROOMS = ("plenary", "economy", "experts", "friends-of-the-chair", "offices-xks", "before-plenary")


def circle_pages(hall: str, room: str) -> list[str]:
    """Every page of a circle that needs no other word in its address, and one for each thing."""
    pages = []
    for route in ROUTES:
        names = set(re.findall(r"<\w+:(\w+)>", route.path))
        if route.rule is Rule.CIRCLE and names <= {"hall", "room"}:
            words = {"hall": hall, "room": room}
            pages.append(reverse(route.name, kwargs={name: words[name] for name in names}))
    return pages


def walker(code: str) -> Visitor:
    """The browser of one who walks."""
    return latecomer() if code == LATE else visitor(code)


@cache
def html_of(code: str, page: str) -> str:
    """A page as one who walks has it; drawn once for all tests."""
    return walker(code).html(page)


@cache
def twin_of(code: str, page: str) -> dict[str, Any]:
    """The twin of a page as one who walks has it; given out once for all tests."""
    own = page if page.endswith(".json") else f"{page}.json" if page != "/" else "/index.json"
    told: dict[str, Any] = json.loads(walker(code).html(own))
    return told


FILES = (".json", ".txt", ".pdf", ".csv", ".xlsx", ".xml", ".ics")
"""How the addresses end of what is saved, and no page."""


@cache
def links(code: str) -> frozenset[str]:
    """Where a reader comes to by following links from the first page: some pages of each route."""
    seen, left, counted = set[str](), ["/"], Counter[str]()
    while left:
        page = left.pop(0)
        route = str(resolve(page).url_name)
        if page in seen or counted[route] >= EACH:
            continue
        counted[route] += 1
        seen.add(page)
        found = _Links()
        found.feed(html_of(code, page))
        plain = (one.partition("#")[0].partition("?")[0] for one in found.links)
        left += [one for one in plain if one.startswith("/")]
        left = [one for one in left if one not in seen and not one.endswith(FILES)]
    return frozenset(seen)


@cache
def standing(room: str) -> Standing:
    """Of the record of a circle of the exercise."""
    one = next(one for one in kept("exercise") if one.circle == room)
    return replay(beginning(one.origin), one.acts)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and "download" not in dict(attrs):  # what is to be saved is no page
            self.links.append(dict(attrs).get("href") or "")
        self._hidden = tag in {"script", "style", "code", "pre"}

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "code", "pre"}:
            self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def words_of(html: str) -> str:
    """What a reader sees of a page, without its tags."""
    found = _Links()
    found.feed(html)
    return " ".join(" ".join(found.words).split())


# ---------------------------------------------------------------- examples


def test_a_visitor_is_told_where_to_sit_down() -> None:
    twin = visitor().twin("/index.json")
    exercise = next(one for one in twin["forums"] if one["hall"] == "exercise")
    assert [seat["name"] for seat in exercise["seats"]][-1] == "the secretariat"
    assert {seat["code"] for seat in exercise["seats"]} == set(SEATS)
    assert exercise["page"] is None


def test_the_seats_stand_in_protocol_order_and_the_office_last() -> None:
    twin = visitor().twin("/index.json")
    seats = [one["code"] for one in twin["forums"][0]["seats"]]
    order = [code for code in forum("exercise", "plenary").order if code in seats]
    assert seats == [*order, "SECRETARIAT"]


def test_nobody_sits_down_in_the_place_of_a_real_state() -> None:
    replay = next(one for one in visitor().twin("/index.json")["forums"] if one["compiled"])
    assert replay["seats"] == []
    answer = visitor().client.post("/sit", {"hall": "six-party-talks", "code": "KOR"})
    assert answer.status_code == 404


def test_who_has_not_sat_down_is_led_to_the_first_page() -> None:
    assert visitor().get("/today").headers["Location"] == "/"
    assert visitor().get("/today.json").status_code == 401


def test_another_address_is_refused_in_a_demonstration() -> None:
    assert visitor().client.get("/", headers={"host": "dipoli.example"}).status_code == 400


def test_what_is_anothers_answers_like_what_does_not_exist() -> None:
    here = visitor("XTV")  # sits in neither circle of good offices
    there, nowhere = (
        here.get("/forums/exercise/offices-xks"),
        here.get("/forums/exercise/offices-x"),
    )
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    assert dict(there.headers) == dict(nowhere.headers)


def test_a_page_is_read_and_nothing_else() -> None:
    assert visitor("XTV").client.post("/today").status_code == 405


def test_who_came_later_is_told_what_cannot_be_read() -> None:
    assert "not open to you" in latecomer().html(f"/forums/{EARLY}/plenary")
    assert "not open to you" not in visitor("XOB").html("/forums/exercise/plenary")


@pytest.mark.parametrize("code", ["XKS", "XUL"])
def test_of_a_sealed_circle_every_page_says_where_its_words_are_read(code: str) -> None:
    room = "offices-xks"
    assert standing(room).is_sealed
    spoken = {one.words for one in forum("exercise", room).messages.values()}
    assert spoken
    for page in circle_pages("exercise", room):
        answer = visitor(code).get(page)
        body = answer.content.decode(errors="replace")  # a file need not be text
        assert not any(words in body for words in spoken), page
        if answer.headers["Content-Type"].startswith("text/html") and room in page:
            assert "reads the words through its own node" in words_of(body), page
            assert "may be opened by the circle" not in body, page
            assert not re.search(r"\b[Nn]o entry\b", words_of(body)), page


def test_who_sits_in_a_sealed_circle_is_not_told_that_nothing_waits_there() -> None:
    told = visitor("XKS").twin("/today")["unread"]
    assert [(one["page"], one["sealed"]) for one in told] == [
        ("/forums/exercise/offices-xks", True)
    ]
    assert "read through your own node" in visitor("XKS").html("/today")
    assert visitor("XTV").twin("/today")["unread"] == []
    assert [one["sealed"] for one in latecomer().twin("/today")["unread"]] == [False]


# ---------------------------------------------------------------- every page, as every reader


@pytest.mark.parametrize("code", WALKERS)
def test_every_link_leads_to_a_page_with_its_twin(code: str) -> None:
    for page in links(code):
        told = twin_of(code, page)
        assert told["schema"].startswith("dipoli.site-")
        assert told["title"], page


@pytest.mark.parametrize("code", READERS)
@pytest.mark.parametrize("room", ROOMS)
def test_a_circle_is_read_by_who_sits_in_it_and_the_secretariat_alone(room: str, code: str) -> None:
    open_ = not standing(room).is_sealed  # what is sealed, the secretariat does not read either
    sits = standing(room).is_seated(code) or (code == "SECRETARIAT" and open_)
    for page in circle_pages("exercise", room):
        expected = sits if "/" in page.removeprefix("/forums/") else code != ""
        assert visitor(code).get(page).status_code == (200 if expected else 404), page


@pytest.mark.parametrize("code", WALKERS)
def test_every_page_of_an_exercise_bears_its_mark(code: str) -> None:
    for page in links(code):
        html = html_of(code, page)
        if page.startswith(("/forums/exercise", f"/forums/{EARLY}", "/today")):
            assert '<p class="mark">EXERCISE: every state in it is invented.</p>' in html, page
        if page.startswith("/forums/six-party-talks"):
            assert '<p class="mark">COMPILED: ' in html, page


@pytest.mark.parametrize("room", [room.name for room in made().halls["exercise"].rooms.values()])
def test_whatever_has_an_address_has_a_page(room: str) -> None:
    place = made().halls["exercise"].rooms[room]
    code = standing(room).seated[0]
    asked = Asked(
        site=made(),
        reader=Reader(code=code, hall="exercise"),
        now="2032-02-01T09:00:00Z",
        words={},
        query={},
        hall=made().halls["exercise"],
        room=place,
        read=place.by(code),
        pages=PAGES,
    )
    pages = {asked.thing(name) for name in asked.forum.sorts} - {None}
    for page in {str(one).partition("#")[0] for one in pages}:
        assert visitor(code).get(page).status_code == 200, page


def test_every_answer_bears_the_headers() -> None:
    for page in [
        *links("XTV"),
        "/nowhere",
        "/nowhere.json",
        "/static/dipoli/site.css",
        "/static/x",
    ]:
        headers = visitor("XTV").get(page).headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS, page


def test_no_page_shows_a_code_where_a_name_is_known() -> None:
    codes = set(forum("exercise", "plenary").seats) - {"XGU"}
    for page in links("XTV"):
        if page.startswith("/forums/exercise") and "/log" not in page:
            shown = set(re.findall(rf"\b{CODE}\b", words_of(html_of("XTV", page))))
            assert not shown & codes, page


def test_no_route_goes_without_a_rule_and_a_sentence() -> None:
    for route in ROUTES:
        assert isinstance(route, Route)
        assert isinstance(route.rule, Rule)
        assert route.about.endswith(".")
    assert len({route.name for route in ROUTES}) == len(ROUTES)
