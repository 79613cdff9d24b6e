"""The pages of a room off the record: nothing attributes, nothing leaves unasked, nothing stays."""

from __future__ import annotations

import gc
import json
import os
import random
import re
import subprocess
import sys
import time
import urllib.error
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from tests.web.stage import stage

stage()
from django.test import Client, override_settings  # noqa: E402 - after its settings
from django.urls import Resolver404, resolve  # noqa: E402 - likewise

from dipoli.analysis.common_case import Draft  # noqa: E402 - likewise
from dipoli.cli.room_pages import left_of, on_pages  # noqa: E402 - likewise
from dipoli.codec.common_form import SORTS  # noqa: E402 - likewise
from dipoli.forum.name_scan import Known, Sort  # noqa: E402 - likewise
from dipoli.forum.room_case import named  # noqa: E402 - likewise
from dipoli.web.language import LANGUAGES  # noqa: E402 - likewise
from dipoli.web.room.__main__ import told  # noqa: E402 - likewise
from dipoli.web.room.forms import stamp  # noqa: E402 - likewise
from dipoli.web.room.held import HeldRoom, Left, hold  # noqa: E402 - likewise
from dipoli.web.who import LANGUAGE  # noqa: E402 - likewise

ROOM = "/workbench/room/"
URLS = "dipoli.web.room.urls"
LAKE = str(Path(__file__).parents[2] / "cases" / "lake")
WORKS = "A works that all pay for"
MEMBERS = ("XAL", "XBE", "XCE", "XDO")
PAGES = ("", "case", "proposals", "ranges", "taken", "text", "consent", "leaving",
         *(f"propose/{sort}" for sort in SORTS))  # fmt: skip
SECRET = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
OPTION = ("propose/option", {"issue": "w-clean", "text": WORKS})
PROPOSALS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("propose/exclusion", {"when": ["w-dam=2", "f-boats=2"], "reason": "No room"}),
    ("propose/source", {"id": "s-pact", "kind": "primary", "title": "The pact", "seen": "read"}),
    ("propose/consent", {"options": "w-clean=3", "bodies": ["XAL"], "kind": "legal",
                         "reason": "It is law"}),
    ("propose/step", {"id": "st-look", "basket": "water", "title": "A look", "actors": ["XAL"],
                      "advances": "t-data=1", "months": "2", "verification_months": "0",
                      "cost.0.a": "XAL", "cost.0.b": "XBE", "cost.0.n": "1", "benefits.XBE": "3",
                      "recoverable": "50", "secured": "50", "reversible": "yes",
                      "condition": "exchange"}),
    ("propose/subject", {"issues": "w-dam", "stakes": ["XAL:w-dam", "XCE:f-boats"],
                         "compensation.0.a": "XCE", "compensation.0.b": "w-dam=1",
                         "reason": "Both"}),
)  # fmt: skip
SLIPS = tuple({f"low.{who}.w-clean.3": low, f"high.{who}.w-clean.3": high}
              for who in MEMBERS for low, high in ((13, 57), (61, 29), (8, 83)))  # fmt: skip


class People:
    """A group before one screen.

    Args:
        is_over: whether the announced end has come.
    """

    def __init__(self, names: str = "N. Holm\nO. Quist", *, is_over: Callable[[], bool]) -> None:
        self.out: list[Left | None] = []
        self.room = HeldRoom(
            known=(Known(name="XAL", sort=Sort.CODE),), least=5, ranges=3, is_over=is_over,
            done=self.out.append,
        )  # fmt: skip
        hold(self.room)
        self.client = Client(headers={"host": "127.0.0.1"})
        self.post("", people="5", names=names)
        self.post("do/frame", folder=LAKE)

    def get(self, page: str = "", language: str = "en") -> str:
        """A page, without what guards its forms; every one bears the marks, and no cache has it."""
        self.client.cookies[LANGUAGE] = language
        answer = self.client.get(ROOM + page, follow=True)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        html = SECRET.sub("", str(answer.content.decode()))
        assert html.count('class="mark"') == (2 if self.room.closed else 3)
        return html

    def post(self, page: str, **sent: Any) -> str:  # noqa: ANN401 - fields of a form
        """Send a form; never is the answer a page."""
        answer = self.client.post(ROOM + page, sent)
        assert (answer.status_code, answer.content) == (302, b"")
        return str(answer["Location"]).removeprefix(ROOM)

    def fill(self, page: str, sent: Mapping[str, Any]) -> str:
        """Send a form with the stamp of the options as they are."""
        assert self.room.draft is not None
        return self.post(page, stamp=stamp(self.room.draft), **sent)

    def all_pages(self) -> list[str]:
        """Every page as it stands."""
        return [self.get(page) for page in PAGES]

    def agree(self) -> None:
        """A text that names the case, to which nobody objects, and which two have read."""
        self.post("text", title="A case on the lake", words="They call weekly.")
        self.post("do/carry")
        self.post("consent", answer="nobody")
        self.post("do/read", first="A. Clerk", second="B. Clerk", answer="none")


def people(names: str = "N. Holm\nO. Quist", *, over: bool = False) -> People:
    """A group in an open room with a frame."""
    ends = [False]
    found = People(names, is_over=lambda: ends[0])
    ends[0] = over
    return found


def built(
    names: str = "N. Holm\nO. Quist",
    proposals: Sequence[tuple[str, Mapping[str, Any]]] = PROPOSALS,
    slips: Sequence[Mapping[str, int]] = SLIPS,
) -> People:
    """A group that has proposed this, and ended one round of these slips."""
    group = people(names)
    for page, sent in (OPTION, *proposals):
        assert group.fill(page, sent) == "proposals"
    for slip in slips:
        assert group.fill("ranges", slip) == "taken"
    group.post("do/join")
    return group


@pytest.fixture(autouse=True)
def _of_a_room() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=URLS, DATA_UPLOAD_MAX_NUMBER_FIELDS=50_000):
        yield


# ---------------------------------------------------------------- nothing attributes


@pytest.mark.parametrize("seed", [3])
def test_other_people_in_another_order_see_the_same_pages_and_leave_the_same_line(
    seed: int,
) -> None:
    first, rng = built(), random.Random(seed)
    mixed = [*PROPOSALS, rng.choice(PROPOSALS)]
    other = built("R. Sund\nP. Vartan", rng.sample(mixed, len(mixed)), rng.sample(SLIPS, 12))
    for group in (first, other):
        hold(group.room)
        group.agree()
    hold(first.room)
    seen = first.all_pages()
    hold(other.room)
    assert other.all_pages() == seen
    for group in (first, other):
        hold(group.room)
        group.post("do/leave", folder="out")
    assert told(first.out[0]) == told(other.out[0]) != "null"


@pytest.mark.parametrize("slips", [[], SLIPS[:1], SLIPS[:2], [{}], [*SLIPS[:2], {}]])
def test_what_one_or_two_gave_shows_on_no_page(slips: Sequence[Mapping[str, int]]) -> None:
    group, before = people(), people()
    hold(group.room)
    for slip in slips:
        assert group.fill("ranges", slip) == "taken"
    group.post("do/join")
    seen = group.all_pages()
    hold(before.room)
    assert seen == before.all_pages()


@pytest.mark.parametrize(
    "slip",
    [
        {"low.XAL.w-clean.1": "71"},
        {"low.XAL.w-clean.1": "7", "high.XAL.w-clean.1": "101"},
        {"low.XAL.w-clean.1": "\u0667", "high.XAL.w-clean.1": "9"},
        {**SLIPS[0], "low.XAL.w-clean.1": "71"},
    ],
)
def test_a_slip_that_is_none_is_not_taken_and_nothing_says_why(slip: Mapping[str, Any]) -> None:
    group = built(slips=())
    before = group.room.draft
    assert group.fill("ranges", slip) == "not-taken"
    assert group.room.draft == before
    assert "71" not in "".join(group.all_pages())
    assert group.post("ranges", stamp="another", **SLIPS[0]) == "not-taken"


def test_no_field_is_remembered_and_no_figure_shown_by_the_browser() -> None:
    group = people()
    for page in PAGES:
        html = group.get(page)
        fields = re.findall(r"<(?:input|textarea|select)\b[^>]*>", html)
        asked = [one for one in fields if 'type="hidden"' not in one and 'name="sure"' not in one]
        assert all('autocomplete="off"' in one for one in asked), (page, asked)
    assert 'class="wb-form room-unseen"' in group.get("ranges")


# ---------------------------------------------------------------- proposing


def test_what_cannot_be_proposed_is_told_once_and_what_was_typed_stands_there() -> None:
    group = people()
    wrong = {"when": ["w-dam=2"], "reason": "Alone it is none"}
    assert group.fill("propose/exclusion", wrong) == "propose/exclusion"
    html = group.get("propose/exclusion")
    assert 'role="alert"' in html
    assert 'value="Alone it is none"' in html
    assert re.search(r'value="w-dam=2" checked', html)
    assert "Alone it is none" not in group.get("propose/exclusion")
    assert group.room.draft is not None
    assert group.room.draft.proposals == frozenset()
    assert group.post("propose/option", stamp="x", **OPTION[1]) == "propose/option"
    assert "The options changed" in group.get("propose/option")


def test_a_proposal_is_taken_out_and_a_text_that_named_the_case_names_it_no_more() -> None:
    group = built()
    group.agree()
    assert named(group.room.room.words) is not None
    name = re.findall(r'name="id" value="(group-\w+)"', group.get("proposals"))[1]
    group.post("do/out", id=name)
    assert named(group.room.room.words) is None
    assert name not in group.get("proposals")
    group.post("do/leave", folder="out")
    assert not group.out


# ---------------------------------------------------------------- consent, closing


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("consent", {"answer": "somebody"}),
        ("consent", {}),
        ("text", {"title": "A case on the lake", "words": "They call daily."}),
        ("do/read", {"first": "N. Holm", "second": "B. Clerk", "answer": "none"}),
        ("do/read", {"first": "A. Clerk", "second": "B. Clerk", "answer": ""}),
        ("ranges", SLIPS[0]),
    ],
)
def test_without_consent_to_the_very_words_nothing_leaves(page: str, sent: Any) -> None:  # noqa: ANN401 - a form
    group = built(proposals=())
    group.post("text", title="A case on the lake", words="They call weekly.")
    group.post("do/carry")
    group.post("consent", answer="nobody")
    if page != "do/read":
        group.post("do/read", first="A. Clerk", second="B. Clerk", answer="none")
    group.fill(page, sent) if page == "ranges" else group.post(page, **sent)
    group.post("do/leave", folder="out")
    assert group.out == []
    assert 'role="alert"' in group.get("leaving")


def test_what_leaves_is_what_was_looked_at_and_the_command_reads_it() -> None:
    group = built()
    group.agree()
    html = group.get("leaving")
    group.post("do/leave", folder="out")
    left = left_of(json.loads(told(group.out[0])))
    assert left is not None
    assert left.case is not None
    assert left.case.digest == named(left.words)
    assert left.words in html
    assert left.case.digest in html
    assert [one.id for one in left.case.steps][-1] == "st-look"
    changed = json.loads(told(group.out[0]))
    changed["papers"]["case.yaml"] += "# another\n"
    with pytest.raises(Exception, match="names other papers"):
        left_of(changed)


def drafts() -> int:
    gc.collect()
    return sum(type(one) is Draft for one in gc.get_objects())


@pytest.mark.parametrize("end", ["leave", "drop", "over"])
def test_when_the_room_is_closed_every_page_says_so_and_memory_lets_go(end: str) -> None:
    group = built(proposals=()) if end == "leave" else people()
    before = drafts()
    group.agree()
    if end == "over":
        group.room.is_over = lambda: True
    else:
        group.post(f"do/{end}", folder="out", sure="yes")
    pages = set(group.all_pages())
    assert [one is not None for one in group.out] == [end == "leave"]
    assert all("The room is closed" in one and WORKS not in one for one in pages)
    assert len(pages) == 1
    assert drafts() < before
    held = (group.room.room.words, group.room.title, group.room.draft, group.room.told)
    assert held == ("", "", None, None)
    assert (group.room.here, group.room.known) == (frozenset(), ())


# ---------------------------------------------------------------- languages, and who has it


def test_every_page_speaks_every_language() -> None:
    group = built()
    group.agree()
    group.post("do/out", id="none")
    looks = {"propose/step", "propose/subject", "propose/issue"}  # every look of a field
    pages = [one for one in PAGES if not one.startswith("propose/") or one in looks]
    english = [_sentences(group.get(page)) for page in pages]
    assert min(map(len, english)) >= 4  # three marks, and a heading
    for code in LANGUAGES:
        if code == "en":
            continue
        for page, said in zip(pages, english, strict=True):
            same = _sentences(group.get(page, code)) & said
            assert same <= {"Dipoli"}, (code, page, same)


def _sentences(html: str) -> set[str]:
    """Headings, labels of forms, buttons and notes of the program."""
    found = re.findall(
        r'<(?:h1|h2|button(?! class="quiet" name="language")|p class="(?:note|sub|mark)")[^>]*>'
        r"([^<]{4,})<", html,
    )  # fmt: skip
    ours = {"An exercise: the waters of Lake Orvanna"}
    return {one.strip() for one in found if one.strip() not in ours}


def test_no_site_has_such_an_address() -> None:
    for page in PAGES:
        assert resolve(ROOM + page, urlconf=URLS)
        with pytest.raises(Resolver404):
            resolve(ROOM + page, urlconf="dipoli.web.urls")


# ---------------------------------------------------------------- the program, and the disk

MARKS = ("Holm", "Quist", WORKS, "gauge keeper", "No room")


def test_while_the_program_runs_and_after_nothing_is_on_the_disk(tmp_path: Path) -> None:
    home = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    asked = {"known": [], "least": 5, "ranges": 3, "ends": time.time() + 600, "port": None}
    with subprocess.Popen(
        [sys.executable, "-m", "dipoli.web.room"], cwd=tmp_path, text=True, encoding="utf-8",
        env={**os.environ, **home, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as program:  # fmt: skip
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdin.write(f"{json.dumps(asked)}\n")
        program.stdin.flush()
        address = re.search(r"http\S+", program.stderr.readline())
        assert address is not None
        visit, page = build_opener(HTTPCookieProcessor(CookieJar())), address[0].partition("?")[0]
        _first(visit, address[0])
        _send(visit, page, "", people="5", names="N. Holm\nO. Quist")
        _send(visit, page, "do/frame", folder=LAKE)
        assert WORKS in _send(visit, page, "propose/option", **OPTION[1])
        _send(visit, page, "text", title="A text", words="The gauge keeper calls.")
        assert _found(tmp_path, program.pid) == set()
        assert "The room is closed" in _send(visit, page, "do/drop", sure="yes")
        assert program.stdout.readline() == "null\n"
        program.stdin.close()
        assert program.wait(10) == 0
        assert "Holm" not in program.stderr.read()
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_the_command_is_told_by_the_clock_alone_that_the_room_is_closed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with on_pages((), 5, 3, time.time() - 1, None) as left:
        assert left is None
    assert "http://127.0.0.1:" in capfd.readouterr().err


def _first(visit: OpenerDirector, address: str) -> None:
    for _try in range(100):
        try:
            visit.open(address, timeout=20).read()
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return


def _send(visit: OpenerDirector, home: str, page: str, **sent: str) -> str:
    at = "" if page.startswith("do/") else page
    form = visit.open(home + at, timeout=20).read().decode()
    for name in ("csrfmiddlewaretoken", "stamp"):
        found = re.search(rf'name="{name}" value="(\w+)"', form)
        sent |= {name: found[1]} if found else {}
    data = urlencode(sent).encode()
    request = Request(home + page, data, {"Referer": home})  # noqa: S310 - our own program
    answer = visit.open(request, timeout=20)
    return str(answer.read().decode())


def _found(folder: Path, number: int) -> set[str]:
    """Marks below a folder, and in words, surroundings and open files of a process."""
    place = Path(f"/proc/{number}")
    told_ = [(place / name).read_bytes() for name in ("cmdline", "environ")]
    opened = [str(one.readlink()) for one in (place / "fd").iterdir()]
    assert not [one for one in opened if "(deleted)" in one or one.startswith(str(folder))]
    data = [one.read_bytes() for one in folder.rglob("*") if one.is_file()]
    return {mark for mark in MARKS for held in (*told_, *data) if mark.encode() in held}
