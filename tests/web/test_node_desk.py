"""The pages of a delegation's own node: what is sealed is read there, and nothing goes outside."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.node.boxes import PASS
from tests.web.own_node import CODE, JOINED, make_node
from tests.web.stage import visitor
from tests.web.test_main import opened

_ADDRESS = re.compile(r"(http://127\.0\.0\.1:[0-9]+/)\?key=(\S+)")
# Whoever would connect to anywhere is stopped, and the program with it. So is whoever asks for a
# circle while it holds the node: who reads a circle comes to the node after it, and the two would
# wait for each other for ever.
_PROGRAM = """
import os, socket, sys
def connect(*words):
    os._exit(77)
socket.socket.connect = socket.socket.connect_ex = connect
from dipoli.secretariat.reading import Reading
def first(asks):
    def asked(reading, *words):
        if reading.source.own.lock._is_owned():
            os._exit(78)
        return asks(reading, *words)
    return asked
Reading.by, Reading.standing = first(Reading.by), first(Reading.standing)
from dipoli.web.node_desk import main
sys.exit(main())
"""
SEALED = "/forums/dialogue/offices-xks"


class Desk:
    """The pages of a node, as its owner's browser asks for them.

    Args:
        console: what the program prints: an address with a key, and a fresh one for each spent.
    """

    def __init__(self, console: Iterable[str]) -> None:
        found = (one for one in map(_ADDRESS.search, console) if one is not None)
        self._keys = ((one[1], one[2]) for one in found)
        self.address, key = next(self._keys)
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        opened(f"{self.address}node?key={key}", self.browser.open)

    def door(self, page: str = "") -> str:
        """The address of a page with the newest key in it, for another browser."""
        address, key = next(self._keys)
        return f"{address}{page}?key={key}"

    def html(self, page: str) -> str:
        """A page that must be there."""
        return opened(self.address.rstrip("/") + page, self.browser.open)

    def twin(self, page: str) -> dict[str, Any]:
        """Its twin."""
        said: dict[str, Any] = json.loads(self.html(f"{page}.json"))
        return said

    def status(self, page: str) -> int:
        """With which number a page is answered."""
        try:
            self.html(page)
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code
        return 200


def passphrase_file(folder: Path) -> Path:
    """The passphrase, for its owner's eyes alone."""
    file = folder / "passphrase"
    file.touch(mode=0o600)
    file.write_text(PASS, encoding="utf-8")
    return file


@contextmanager
def running(folder: Path) -> Iterator[tuple[Desk, subprocess.Popen[str]]]:
    """The program over a node, ended in any case, and its pages."""
    words = [str(folder), "--passphrase-file", str(passphrase_file(folder))]
    program = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", _PROGRAM, *words],
        # A site beside it may have a server, and listen elsewhere; a node does neither.
        env={
            **os.environ,
            "DIPOLI_DATABASE": "postgresql:///nowhere?host=/nowhere",
            "DIPOLI_LISTEN": "127.0.0.2",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield _desk(program), program
    finally:
        program.kill()
        program.communicate()


def _desk(program: subprocess.Popen[str]) -> Desk:
    assert program.stdout is not None
    try:
        return Desk(program.stdout)
    except StopIteration:
        assert program.stderr is not None
        pytest.fail(program.stderr.read())


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Desk, subprocess.Popen[str]]]:
    """The program, over a node that has joined sealed circles."""
    with running(make_node(tmp_path_factory.mktemp("delegation") / "node")) as found:
        yield found


@pytest.fixture(scope="module")
def desk(both: tuple[Desk, subprocess.Popen[str]]) -> Desk:
    """Its pages."""
    return both[0]


# ---------------------------------------------------------------- examples


def test_words_that_the_host_does_not_have_are_read_on_the_node(desk: Desk) -> None:
    words = "We were at fault on the hour, not on the place."
    assert words in desk.html(f"{SEALED}/log")
    assert words not in visitor(CODE).html("/forums/exercise/offices-xks/log")


def test_a_page_of_a_sealed_circle_does_not_send_its_reader_elsewhere(desk: Desk) -> None:
    for page in ("", "/log", "/good-offices", "/decisions"):
        html = desk.html(SEALED + page)
        assert "sealed against the host, and so against this site" not in html
        assert "through your delegation's own node" not in html
    told = desk.twin(SEALED)
    assert (told["sealed"], told["unsealed"], told["blind"]) == (True, True, None)


def test_the_host_s_own_site_says_that_nothing_is_opened_there() -> None:
    told = visitor(CODE).twin("/forums/exercise/offices-xks")
    assert (told["sealed"], told["unsealed"]) == (True, False)


def test_nothing_that_waits_is_unread_on_the_node(desk: Desk) -> None:
    assert desk.twin("/today")["unread"] == []


def test_every_forum_that_was_joined_stands_on_the_first_page(desk: Desk) -> None:
    told = json.loads(desk.html("/index.json"))
    assert {one["hall"] for one in told["forums"]} == {"dialogue", "contact-meeting"}
    assert all(one["page"] for one in told["forums"])


def test_nobody_sits_down_as_another(desk: Desk) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        desk.browser.open(
            f"{desk.address}sit.json", data=b'{"hall": "dialogue", "code": "XKS"}', timeout=30
        )
    with refused.value as answer:
        assert answer.code in {403, 404}


def test_the_exercise_bears_its_mark_there_too(desk: Desk) -> None:
    assert "EXERCISE: every state in it is invented." in desk.html(f"{SEALED}/log")


def test_who_can_read_says_that_the_words_are_opened_here(desk: Desk) -> None:
    assert "on your own machine" in desk.html(f"{SEALED}/who-can-read")


def test_a_circle_in_which_the_delegation_does_not_sit_is_not_there(desk: Desk) -> None:
    assert desk.status("/forums/dialogue/economy") == 404


def test_the_page_of_the_node_tells_of_every_circle(desk: Desk) -> None:
    told = desk.twin("/node")
    assert len(told["circles"]) == len(JOINED)
    assert told["exercise"] is True


STRANGER = urllib.request.build_opener()
CLOSED = ("/", "/today.json", f"{SEALED}/log", f"{SEALED}/log.json", "/private", "/node", "/live",
          "/workbench/", "/workbench/?key=guessed", "/node?key=", "/no-such-page")  # fmt: skip


@pytest.mark.parametrize("page", CLOSED)
def test_no_page_is_open_to_others_who_work_on_the_machine(desk: Desk, page: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        opened(desk.address.rstrip("/") + page, STRANGER.open)
    with refused.value as answer:
        said = answer.read().decode()
        assert answer.code == 403
        assert "set-cookie" not in answer.headers
    assert "opens with the newest address that the console printed" in said
    assert "Orvanna" not in said


def test_what_is_closed_can_still_be_read_and_the_owner_finds_the_workbench(desk: Desk) -> None:
    assert "body" in opened(f"{desk.address}static/dipoli/site.css", STRANGER.open)
    assert '<a href="/workbench/">Workbench</a>' in desk.html("/today")
    assert "Cases on your desk" in desk.html("/workbench/")


def test_no_connection_went_out(both: tuple[Desk, subprocess.Popen[str]]) -> None:
    desk, program = both
    for page in ("/", "/today", "/frameworks", SEALED, f"{SEALED}/archive"):
        desk.html(page)
    assert program.poll() is None


def test_a_wrong_passphrase_shows_no_page(tmp_path: Path) -> None:
    folder = make_node(tmp_path / "node", joined=("offices-xks",))
    wrong = tmp_path / "wrong"
    wrong.touch(mode=0o600)
    wrong.write_text("another five words by lot", encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "dipoli.cli.main", "node", "serve", str(folder),
         "--passphrase-file", str(wrong)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "The pages of the node were not started." in done.stderr
    assert not (folder / "desk").exists()
