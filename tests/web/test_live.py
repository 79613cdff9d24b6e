"""Others' acts appear by themselves, deadlines tick, and what was written survives."""

from __future__ import annotations

import json
import re
import signal
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tests.web.browser import WIDE, browser
from tests.web.journey import RULES
from tests.web.living import PLENARY, Table, made
from tests.web.stage import stage
from tests.web.test_main import address, opened, started

stage()
from dipoli.web.live import OF_ONE  # noqa: E402 - Django is asked after its settings

TAVRENA, ORLEA = "XTV", "XOR"
FORM = """<form method="post" action="/leave" data-keep="a letter">
<input type="hidden" name="csrfmiddlewaretoken" value="x">
<label>Words <textarea name="words"></textarea></label>
<label>Of what sort
<select name="sort"><option>note</option><option>letter</option></select></label>
<label><input type="checkbox" name="urgent" value="yes"> urgent</label>
<label>Secret <input type="password" name="secret"></label><button>Send</button></form>"""
NEWS = 20_000
"""Milliseconds for which a test waits for news at most; how long they take is no test's to say."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a short exercise."""
    return made(tmp_path_factory.mktemp("living"))


@pytest.fixture(scope="module")
def sites(folder: Path) -> Iterator[tuple[str, str]]:
    """Two programs that serve the same site."""
    with started(str(folder), "--demo") as one:
        first = address(one)
        opened(first)
        with started(str(folder), "--demo") as two:
            second = address(two)
            opened(second)
            yield first.rstrip("/"), second.rstrip("/")


@pytest.fixture(scope="module")
def table(folder: Path) -> Table:
    """Where acts are entered, by neither of the two."""
    return Table(folder)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    with browser() as found:
        yield found


class Reader:
    """Somebody before a browser of one's own; what the browser complains of is kept."""

    def __init__(
        self, chromium: Browser, site: str, code: str = TAVRENA, *, bypass_csp: bool = False
    ) -> None:
        self.context: BrowserContext = chromium.new_context(
            viewport={"width": WIDE, "height": 900}, bypass_csp=bypass_csp
        )
        self.page, self.site, self.told = self.context.new_page(), site, list[str]()
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda fault: self.told.append(str(fault)))
        self.page.goto(site)
        self.page.locator(f"form:has(input[name=code][value={code}]) button").first.click()
        self.page.wait_for_url("**/today")

    def open(self, page: str) -> Page:
        """A page, once its stream of events is open."""
        with self.page.expect_response(lambda one: one.url.endswith("/live"), timeout=NEWS):
            self.page.goto(self.site + page)
        return self.page

    def with_form(self, page: str) -> None:
        """Let a page have a form whose words are kept."""

        def served(route: Route) -> None:
            answer = route.fetch()
            body = answer.text().replace("</main>", f"{FORM}</main>")
            route.fulfill(response=answer, body=body)

        self.page.route(f"{self.site}{page}", served)

    def close(self) -> None:
        """Leave; a page that was just being asked anew is no fault of the next test."""
        self.page.unroute_all(behavior="ignoreErrors")
        self.context.close()


@pytest.fixture
def reader(chromium: Browser, sites: tuple[str, str]) -> Iterator[Reader]:
    """Tavrena, before the first of the two programs."""
    one = Reader(chromium, sites[0])
    yield one
    one.close()


# ---------------------------------------------------------------- others' acts


def test_an_act_entered_elsewhere_appears_before_the_readers_of_two_programs(
    chromium: Browser, sites: tuple[str, str], table: Table
) -> None:
    readers = [Reader(chromium, sites[0]), Reader(chromium, sites[1], ORLEA)]
    for one in readers:
        one.open(f"{PLENARY}/log")
    name = table.propose("A bridge over the sound")
    for one in readers:
        expect(one.page.locator("main")).to_contain_text(name, timeout=NEWS)
        status = one.page.locator("#live [role=status]")
        expect(status).to_have_text("New acts: 1. The page shows them.")
        assert not one.told
        one.close()


@pytest.mark.parametrize("page", ["/today", f"{PLENARY}/log", "/forums/exercise", PLENARY])
def test_focus_scroll_and_open_details_stay_where_they_were(
    reader: Reader, table: Table, page: str
) -> None:
    shown = reader.open(page)
    shown.evaluate("""() => {
        const one = document.createElement("details");
        one.id = "opened"; one.open = true; document.querySelector("footer").append(one);
        const links = [...document.querySelectorAll("main a, .side a")].filter(
            (each) => each.checkVisibility());  // what is folded away takes no focus
        window.focused = links[Math.floor(links.length / 2)];
        window.focused.focus({preventScroll: true}); window.scrollTo(0, 40);
    }""")
    before = shown.evaluate("window.scrollY")
    with shown.expect_event("console", timeout=NEWS):
        shown.evaluate("document.addEventListener('dipoli:renewed', () => console.log('renewed'))")
        table.propose("A ferry")
    assert shown.evaluate("document.activeElement === window.focused")
    assert shown.evaluate("window.scrollY") == before
    assert shown.evaluate("document.getElementById('opened').open")
    assert reader.told == ["renewed"]


def test_who_writes_is_not_disturbed_and_asks_for_the_news(reader: Reader, table: Table) -> None:
    reader.with_form(f"{PLENARY}/log")
    page = reader.open(f"{PLENARY}/log")
    page.get_by_label("Words").fill("To the chair")
    name = table.propose("A lighthouse")
    line = page.locator(".live-line")
    expect(line).to_contain_text("New acts: 1.", timeout=NEWS)
    assert name not in page.locator("main").inner_text()
    line.get_by_role("button", name="Show them").click()
    expect(page.locator("main")).to_contain_text(name)
    expect(page.get_by_label("Words")).to_have_value("To the chair")
    expect(line).to_be_hidden()


def test_where_no_stream_can_be_had_the_site_is_asked_from_time_to_time(
    reader: Reader, table: Table
) -> None:
    reader.page.route("**/live", lambda route: route.abort())
    reader.page.goto(f"{reader.site}{PLENARY}/log")
    name = table.propose("A buoy")
    expect(reader.page.locator("main")).to_contain_text(name, timeout=NEWS)


def test_a_lost_connection_is_told_and_so_is_its_return(reader: Reader, table: Table) -> None:
    page = reader.open(f"{PLENARY}/log")
    reader.context.set_offline(True)
    expect(page.locator(".live-line")).to_contain_text("The connection is lost.", timeout=NEWS)
    name = table.propose("A cable")
    reader.context.set_offline(False)
    expect(page.locator("main")).to_contain_text(name, timeout=NEWS)
    expect(page.locator(".live-line")).to_be_hidden()
    expect(page.locator("#live [role=status]")).not_to_have_text("")


def test_who_gets_up_in_one_tab_is_led_away_in_the_other(reader: Reader) -> None:
    page = reader.open("/today")
    other = reader.context.new_page()
    other.goto(f"{reader.site}/today")
    other.get_by_role("button", name="Get up").click()
    page.bring_to_front()
    page.wait_for_url(f"{reader.site}/", timeout=NEWS)


def test_pages_that_tell_the_news_break_no_rule_of_accessibility(
    chromium: Browser, sites: tuple[str, str], table: Table
) -> None:
    one = Reader(chromium, sites[0], bypass_csp=True)  # the checker is a script of ours
    one.with_form(f"{PLENARY}/log")
    page = one.open(f"{PLENARY}/log")
    page.get_by_label("Words").fill("To the chair")
    table.propose("A canal")
    expect(page.locator(".live-line")).to_be_visible(timeout=NEWS)
    page.evaluate("document.querySelector('[data-keep]').remove()")
    found = Axe().run(page, options=RULES).response
    assert not found["violations"]
    one.close()


# ---------------------------------------------------------------- the stream itself


class Client:
    """A program that signs in and asks."""

    def __init__(self, site: str, code: str) -> None:
        self.site = site
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(jar)
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', self.get("/"))
        assert token is not None
        self.token = token.group(1)
        self.post("/sit", hall="exercise", code=code)

    def get(self, page: str) -> str:
        """What a page says."""
        with self._opener.open(self.site + page, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, page: str, **sent: str) -> None:
        """Do something."""
        data = urlencode({"csrfmiddlewaretoken": self.token, **sent}).encode()
        headers = {"Origin": self.site}
        request = urllib.request.Request(self.site + page, data, headers)  # noqa: S310 - our own
        self._opener.open(request, timeout=60).close()

    def events(self) -> Generator[tuple[str, dict[str, object]], None, None]:
        """The events of a stream, until it ends."""
        headers = {"Accept": "text/event-stream"}
        request = urllib.request.Request(self.site + "/live", headers=headers)  # noqa: S310 - our own
        with self._opener.open(request, timeout=60) as answer:
            name = ""
            for line in answer:
                word, _, said = line.decode().strip().partition(": ")
                if word == "event":
                    name = said
                elif word == "data":
                    yield name, json.loads(said)


def test_a_stream_tells_names_of_circles_and_numbers_of_acts_alone(
    sites: tuple[str, str], table: Table
) -> None:
    client = Client(sites[0], TAVRENA)
    with closing(client.events()) as events:
        name, first = next(events)
        table.propose("A dam")
        then = next(said for name, said in events if name == "acts")
    assert name == "acts"
    assert first.keys() == then.keys() == {"circles", "now"}
    told = json.loads(client.get("/live.json"))["circles"]
    bare = [{key: one[key] for key in ("hall", "circle", "acts")} for one in told]
    assert then["circles"] == bare
    grown = [
        (old["circle"], new["acts"] - old["acts"])
        for old, new in zip(first["circles"], then["circles"], strict=True)  # type: ignore[call-overload]
        if old != new
    ]
    assert grown == [("plenary", 1)]


def test_a_stream_ends_with_its_session_before_it_says_another_word(
    sites: tuple[str, str], table: Table
) -> None:
    client = Client(sites[0], TAVRENA)
    events = client.events()
    next(events)
    client.post("/leave")
    table.propose("A lock")
    assert list(events) == []


def test_a_server_that_is_told_to_stop_ends_its_streams(folder: Path) -> None:
    with started(str(folder), "--demo") as program:
        site = address(program).rstrip("/")
        opened(site)
        with closing(Client(site, TAVRENA).events()) as events:
            next(events)
            program.send_signal(signal.SIGINT)
            assert not [name for name, _ in events if name != "beat"]
        told, faults = program.communicate(timeout=60)
    assert "The site has stopped." in told
    assert not faults


def test_who_has_not_sat_down_is_given_no_stream(sites: tuple[str, str]) -> None:
    headers = {"Accept": "text/event-stream"}
    request = urllib.request.Request(sites[0] + "/live", headers=headers)  # noqa: S310 - our own
    with pytest.raises(urllib.error.HTTPError, match="401") as refused:
        urllib.request.urlopen(request, timeout=60)  # noqa: S310 - our own
    refused.value.close()


def test_one_session_has_so_many_streams_and_no_more(sites: tuple[str, str]) -> None:
    client = Client(sites[0], TAVRENA)
    with ExitStack() as held:
        for _ in range(OF_ONE):
            next(held.enter_context(closing(client.events())))
        with pytest.raises(urllib.error.HTTPError, match="429") as refused:
            next(client.events())
        refused.value.close()
        another = held.enter_context(closing(Client(sites[0], ORLEA).events()))
        assert next(another)[0] == "acts"  # nobody's streams hang on another's


# ---------------------------------------------------------------- clocks


def test_a_deadline_ticks_by_the_time_of_the_site_and_the_page_is_asked_anew_at_its_end(
    reader: Reader,
) -> None:
    page = reader.page
    page.route(
        re.compile(r"/live(\.json)?$"), lambda route: route.abort()
    )  # nobody sets its clock right meanwhile
    page.clock.install(time="2001-01-01T00:00:00Z")  # a visitor's clock that is wrong by decades
    page.goto(f"{reader.site}/today")
    page.evaluate("""() => {
        const now = Date.parse(document.getElementById("live").dataset.now);
        const time = document.createElement("time");
        time.dateTime = new Date(now + 65000).toISOString().slice(0, 19) + "Z";
        time.textContent = "the end"; document.querySelector("footer").prepend(time);
    }""")
    page.clock.run_for(61_000)
    left = page.locator("footer .left")
    expect(left).to_have_text(re.compile("^in [0-9] seconds$"))
    with page.expect_request(f"{reader.site}/today", timeout=NEWS):
        page.clock.run_for(12_000)


def test_what_lies_behind_has_no_clock(reader: Reader) -> None:
    page = reader.open(f"{PLENARY}/log")
    assert page.locator("main time").count()
    assert page.locator("main .left").count() == 0


# ---------------------------------------------------------------- drafts


def written(page: Page) -> None:
    """Something is written in every field of the form."""
    page.get_by_label("Words").fill("Dear colleagues")
    page.get_by_label("Of what sort").select_option("letter")
    page.get_by_label("urgent").check()
    page.get_by_label("Secret").fill("hunter2")
    assert page.evaluate("Object.keys(sessionStorage).length") == 1


def test_what_was_written_is_there_when_the_page_is_loaded_again(reader: Reader) -> None:
    reader.with_form(f"{PLENARY}/log")
    page = reader.open(f"{PLENARY}/log")
    written(page)
    page.reload()
    expect(page.get_by_label("Words")).to_have_value("Dear colleagues")
    expect(page.get_by_label("Of what sort")).to_have_value("letter")
    expect(page.get_by_label("urgent")).to_be_checked()
    expect(page.get_by_label("Secret")).to_have_value("")
    assert "hunter2" not in page.evaluate("JSON.stringify(sessionStorage)")
    expect(page.locator(".kept")).to_contain_text("It has not been sent.")
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_label("Words")).to_have_value("")
    expect(page.get_by_label("Words")).to_be_focused()
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_without_a_connection_nothing_is_sent_and_nothing_is_lost(reader: Reader) -> None:
    reader.with_form(f"{PLENARY}/log")
    page = reader.open(f"{PLENARY}/log")
    written(page)
    reader.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".kept")).to_contain_text("Nothing was sent")
    expect(page.get_by_label("Words")).to_have_value("Dear colleagues")
    reader.context.set_offline(False)


def test_what_was_written_goes_with_its_session(reader: Reader) -> None:
    reader.with_form(f"{PLENARY}/log")
    page = reader.open(f"{PLENARY}/log")
    written(page)
    page.goto(f"{reader.site}/today")
    page.get_by_role("button", name="Get up").click()
    page.wait_for_url(f"{reader.site}/")
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_a_session_finds_nothing_of_the_one_before(reader: Reader) -> None:
    reader.with_form(f"{PLENARY}/log")
    page = reader.open(f"{PLENARY}/log")
    written(page)
    reader.context.clear_cookies()  # as when a session has run out
    page.goto(reader.site)
    page.locator(f"form:has(input[name=code][value={TAVRENA}]) button").first.click()
    page.wait_for_url("**/today")
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_what_is_done_is_dropped_and_what_is_refused_is_not(reader: Reader) -> None:
    reader.with_form(f"{PLENARY}/log")
    page = reader.open(f"{PLENARY}/log")
    written(page)
    page.get_by_role("button", name="Send").click()  # with a token of another session: refused
    page.wait_for_url("**/leave")
    page.goto(f"{reader.site}{PLENARY}/log")
    expect(page.get_by_label("Words")).to_have_value("Dear colleagues")
    reader.context.add_cookies(
        [  # as the answer to an action that was done sets it
            {"name": "dipoli-done", "value": "%2Fleave", "url": reader.site}
        ]
    )
    page.goto(f"{reader.site}{PLENARY}/log")
    expect(page.get_by_label("Words")).to_have_value("")
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
