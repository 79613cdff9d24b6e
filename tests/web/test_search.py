"""Search on the site: each reader finds its own, and what is another's changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from attrs import evolve
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from tests.web.browser import NARROW, WIDE, address, browser
from tests.web.journey import chooses, opens, presses, seat
from tests.web.matrix import SEALED, SITS
from tests.web.stage import EARLY, Visitor, latecomer, made, visitor
from tests.web.walks import shown

from dipoli.record.act import read_entry
from dipoli.record.body import read_body
from dipoli.secretariat.search.letters import pieces
from dipoli.secretariat.search.passages import passages
from dipoli.secretariat.search.query import LONGEST
from dipoli.secretariat.search.shelf import Shelf
from dipoli.web.site import Hall, Site

ORDERS = ("", "&order=oldest", "&order=newest")
READERS = ("", "XOR", "XUL", "XKS", "XOB", "SECRETARIAT")


def answer(code: str, question: str) -> dict[str, object]:
    """What a reader of the exercise is told."""
    told: dict[str, object] = visitor(code).twin(f"/search?{question}")
    return told


@cache
def vocabulary() -> tuple[str, ...]:
    """Words that stand in some circle of the exercise, whoever reads it."""
    found = dict[str, None]()
    for room in made().halls["exercise"].rooms.values():
        read = room.by("")
        for stored in read.acts(0, read.standing.size):
            for one in passages(stored, read.opener, sound=True):
                found |= dict.fromkeys(pieces(one.words))
    return tuple(found)


@cache
def readable(code: str) -> frozenset[tuple[str, str]]:
    """The circles of the exercise whose own page a reader can open."""
    held = {
        ("exercise", name)
        for name in made().halls["exercise"].rooms
        if visitor(code).get(f"/forums/exercise/{name}").status_code == 200
    }
    for place, seats in SITS.items():  # and so says the list of the matrix
        if place[0] == "exercise":
            sits = code in seats or (code == "SECRETARIAT" and place not in SEALED)
            assert (place in held) == sits
    return frozenset(held)


# ---------------------------------------------------------------- access


@settings(max_examples=3, derandomize=True)  # many more by `search_worlds`
@given(
    st.sampled_from(READERS), st.sampled_from(vocabulary()), st.sampled_from(["", "&order=oldest"])
)
def test_each_hit_is_a_page_that_the_reader_can_open_and_says_what_was_asked(
    code: str, word: str, more: str
) -> None:
    told = answer(code, f"q={word}{more}")
    assert told["fault"] is None
    rows = told["rows"]
    assert isinstance(rows, list)
    for row in rows[::11]:
        marked = "".join(part["words"] for part in row["parts"] if part["match"])
        assert marked
        if row["circle_of"] is None:
            continue
        hall, circle = row["circle_of"]["name"].split("/")
        assert hall == "six-party-talks" or (hall, circle) in readable(code)
        assert visitor(code).get(row["page"].partition("#")[0]).status_code == 200
        log = visitor(code).twin(row["record"].partition("#")[0])
        number = int(row["record"].rpartition("#act-")[2])
        line = next(one for one in log["rows"] if one["number"] == number)
        assert line["state"] == "open"  # the reader has the words of that act in the record too


def test_what_stands_in_a_circle_of_the_reader_is_found_there() -> None:
    for code in ("XOR", "XOB"):
        for hall, circle in sorted(readable(code)):
            room = made().halls[hall].rooms[circle]
            read = room.by(code)
            for stored in read.acts(0, read.standing.size)[:: read.standing.size // 2 or 1]:
                for one in [*passages(stored, read.opener, sound=True)][:1]:
                    typed = "+".join(pieces(one.words)[:6])
                    told = answer(code, f"q={typed}&circle={hall}/{circle}&order=oldest")
                    assert told["number"], (circle, one)


def without(circle: str, of: str = "exercise") -> Site:
    """The site on stage without a circle."""
    site = made()
    hall = site.halls[of]
    rooms = {name: room for name, room in hall.rooms.items() if name != circle}
    return Site({**site.halls, of: Hall(name=of, rooms=rooms)})


@pytest.mark.parametrize("code", ["", "XOB", "XOR", "XKS"])
def test_a_foreign_circle_changes_no_byte_of_the_answer(code: str) -> None:
    site = made()
    mine = {circle for _, circle in readable(code)}
    foreign = [name for name in site.halls["exercise"].rooms if name not in mine]
    assert foreign
    questions = [
        f"q={word}&{more}" for word in ("the", "inspection", "sea") for more in ("", "page=2")
    ]
    # The time of the answer is of the answer, and the token of a form of the session.
    before = cache(lambda page: _still(visitor(code).html(page)))
    for at, circle in enumerate(foreign if code else foreign[:2]):
        # All questions with the first circle away, and one of them with each of the others.
        for question in questions if not at else questions[at % 6 : at % 6 + 1]:
            for page in (f"/search?{question}", f"/search.json?{question}"):
                kept = before(page)
                with shown(without(circle)):
                    assert _still(visitor(code).html(page)) == kept


def _still(page: str) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|data-session="\w*"', "", page)
    page = re.sub(r'data-known="[^"]*"', "", page)
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|\b\d[\d,]* ?(seconds?|s)\b", "", page)


def test_a_circle_that_is_anothers_answers_like_one_that_is_not_there() -> None:
    theirs, none = (answer("XOB", f"q=the&circle=exercise/{name}") for name in ("economy", "none"))
    assert theirs["fault"] == none["fault"]
    assert theirs["number"] is none["number"] is None


def test_who_came_later_finds_only_what_is_open_to_it() -> None:
    room = made().halls[EARLY].rooms["plenary"]
    standing = room.by("XOB").standing
    told = latecomer().twin(f"/search?q=the&circle={EARLY}/plenary&order=newest")
    numbers = [int(row["record"].rpartition("#act-")[2]) for row in told["rows"] if row["at"]]
    assert told["rows"]
    assert all(standing.may_read("XOB", number) for number in numbers)
    assert numbers
    since = standing.seats["XOB"].since
    assert all(number == 0 or number >= since for number in numbers)  # 0: the title of the circle
    full = Visitor("XOR", EARLY).twin(f"/search?q=the&circle={EARLY}/plenary&order=oldest")
    assert full["number"] > told["number"]


def test_what_is_sealed_is_searched_where_it_is_opened_and_not_on_the_hosts_site() -> None:
    site = made()
    room = site.halls["exercise"].rooms["offices-xks"]
    held = room.shelf.index(room.by("XKS"))
    words = {
        word
        for stored in room.by("XKS").acts(0, 99)
        if stored.body and read_entry(stored.entry).envelope.name != "circle.open/1"
        for word in [read_body(stored.body).media]
    }
    assert words  # there are bodies, and none that a host can read
    assert len(held.acts) <= 1  # the title of the circle, which is open
    told = answer("XKS", "q=the")
    closed = told["closed"]
    assert isinstance(closed, list)
    assert [one["page"] for one in closed] == ["/forums/exercise/offices-xks"]


def test_an_erased_body_is_found_no_more_on_the_next_question() -> None:
    site = made()
    room = site.halls["exercise"].rooms["plenary"]
    question = "/search?q=waters&circle=exercise/plenary"
    before = visitor("XOR").twin(question)
    number = int(before["rows"][0]["record"].rpartition("#act-")[2])

    class Erased(type(room.reading)):  # type: ignore[misc]  # as it is at run time
        def by(self, code: str) -> object:
            read = room.reading.by(code)
            held = {**read.standing.withheld, number: None}
            return evolve(read, standing=evolve(read.standing, withheld=held))

    reading = Erased(origin=room.reading.origin, source=room.reading.source)
    kept = evolve(room, reading=reading, shelf=Shelf())
    kept.shelf.index(room.by("XOR"))  # it was searched before
    hall = site.halls["exercise"]
    rooms = {**hall.rooms, "plenary": kept}
    with shown(Site({**site.halls, "exercise": Hall(name="exercise", rooms=rooms)})):
        after = visitor("XOR").twin(question)
    acts = [int(row["record"].rpartition("#act-")[2]) for row in after["rows"]]
    assert number not in acts
    assert after["number"] < before["number"]


# ---------------------------------------------------------------- questions


def test_a_seat_is_asked_for_by_the_name_that_the_reader_uses() -> None:
    told = answer("XOR", "q=from:Halvorin+waters")
    assert told["number"]
    assert "no seat here" in str(answer("XOR", "q=from:XHA")["fault"])
    assert "no seat here" in str(answer("XOR", "q=from:Nowhere")["fault"])


@pytest.mark.parametrize(
    ("question", "among", "mixed"),
    [("inspection", True, True), ("sea", True, False), ("denuclearization", False, True)],
)
def test_a_page_bears_the_mark_of_everything_that_it_tells_of(
    question: str,
    among: bool,  # noqa: FBT001 - one of two cases
    mixed: bool,  # noqa: FBT001 - the same
) -> None:
    mark = "EXERCISE: every state in it is invented."
    told = visitor("XOR").twin(f"/search?q={question}")
    bears = [mark in row["marks"] for row in told["rows"]]
    assert any(bears) is told["exercise"] is (mark in told["marks"]) is among
    assert told["mixed"] is mixed
    page = visitor("XOR").html(f"/search?q={question}")
    assert (f'<p class="mark">{mark}' in page) is among  # at its head
    assert page.count(f'<p class="note">{mark}') == (sum(bears) if mixed else 0)


def test_nobody_finds_by_a_name_who_said_what_rises_without_its_author() -> None:
    drafted = answer("XUL", 'q="teach it in every school"&kind=hand-up')
    rows = drafted["rows"]
    assert isinstance(rows, list)
    assert rows
    assert {row["told"] for row in rows} == {None}  # the answer names no author of it
    for name in ("Orvessa", "Halvorin", "Ulmara"):
        for kind in ("hand-up", ""):
            found = answer("XUL", f"q=from:{name}+teach+school&kind={kind}")
            assert (found["fault"], found["number"]) == (None, 0)
        assert answer("XUL", f"q=from:{name}&kind=hand-up")["number"] == 0
        assert answer("XUL", f"q=from:{name}")["number"]  # of other kinds there is much


def test_the_page_says_what_it_does_not_look_through() -> None:
    for question in ("", "q=sea", "q=nothingofthekind", "q=from:Nowhere"):
        assert "Not searched: what is inside attached files" in visitor("XOR").html(
            f"/search?{question}"
        )


def test_versions_are_told_apart() -> None:
    told = answer("XUL", "q=waters&kind=text&circle=exercise/plenary")
    rows = told["rows"]
    assert isinstance(rows, list)
    assert {row["state"] for row in rows} >= {"current version", "earlier version"}


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest"])
def test_pages_of_an_answer_follow_each_other_without_gap(order: str) -> None:
    first = answer("XOR", f"q=inspection&order={order}")
    rows, later = first["rows"], first["later"]
    assert isinstance(rows, list)
    number, seen = first["number"], [str(row["record"]) + str(row["parts"]) for row in rows]
    while later:
        told = visitor("XOR").twin(str(later))
        seen += [str(row["record"]) + str(row["parts"]) for row in told["rows"]]
        later = told["later"]
    assert len(seen) == number


HOSTILE = [
    "x" * (LONGEST + 1),
    "(a+)+$ [^a]{99999} \\",
    '"never closed',
    'a""b -"" -',
    "bri\x00dge",
    "\u202eevil\u202c \u2066x\u2069",
    "' OR 1=1 --",
    "from:",
    'from:"<b>"',
    "{{ twin }} {% csrf %} {seat}",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "a " * 140,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_questions_get_a_clear_answer(typed: str) -> None:
    client = visitor("XOR").client
    page = client.get("/search", {"q": typed, "page": "-1", "order": typed[:9]})
    assert page.status_code == 200
    twin = client.get("/search.json", {"q": typed, "kind": "nothing"}).json()
    assert twin["fault"]
    bad = client.get("/search.json", {"q": "sea", "after": typed[:20]}).json()
    assert bad["fault"] or not typed[:20].strip()


def test_what_is_typed_runs_nowhere() -> None:
    typed = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    page = visitor("XOR").client.get("/search", {"q": typed, "circle": typed, "after": typed})
    said = page.content.decode()
    assert "<script>alert" not in said
    assert "<img" not in said
    assert "&lt;script&gt;" in said


def test_every_page_has_one_search_box() -> None:
    for code, page in (("", "/"), ("XOR", "/today"), ("XOR", "/search?q=sea"), ("", "/frameworks")):
        assert visitor(code).html(page).count('id="find"') == 1


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One for all of these tests."""
    address()
    with browser() as opened:
        yield opened


def test_search_by_keyboard_alone_at_every_width(chromium: Browser) -> None:
    with seat(chromium, "Orvessa") as page:
        by_keyboard(page)


def by_keyboard(page: Page) -> None:
    """Ask by the box of any page, look at the answer, and open what was found."""
    page.keyboard.press("/")
    page.keyboard.type("inspection")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=inspection")
    assert page.locator(".found mark").first.inner_text().lower() == "inspection"
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not Axe().run(page).response["violations"]  # every rule, also of good practice
    opens(page, "Narrow it down")
    chooses(page, "#kind", "text")
    presses(page, page.locator("form.narrow button").first)
    assert "kind=text" in page.url
    found = page.locator(".found .thing a").first
    words = page.locator(".found mark").first.inner_text()
    presses(page, found)
    page.wait_for_url("**/texts/*")
    assert words in page.locator("main").inner_text()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("a/b")
    assert page.locator("#find").input_value() == "a/b"


def test_search_works_without_a_script(chromium: Browser) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address()}/frameworks")
    page.locator("#find").fill("denuclearization")
    page.locator("#find").press("Enter")
    assert "/search?q=denuclearization" in page.url
    assert page.locator(".found li").count() > 3
