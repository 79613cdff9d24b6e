"""The site as a program: it starts, says where it is, and stops when it is told to."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import types
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dipoli.demonstration.replay import make_replay
from dipoli.web import __main__ as door
from dipoli.web import main as program

_ADDRESS = re.compile(r"at  http://(?:127\.0\.0\.1|localhost):([0-9]+)/")
# A runner may have interruptions ignored; the program is to hear them.
_PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from dipoli.web.main import main
sys.exit(main())
"""
QUIET = lambda _now, _acts: None  # noqa: E731 - nobody listens


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the replay alone."""
    place = tmp_path_factory.mktemp("site")
    make_replay(place / "six-party-talks", QUIET)
    return place


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[str]]:
    """The program, ended in any case."""
    command = [sys.executable, "-c", _PROGRAM, *words]
    program = subprocess.Popen(  # noqa: S603 - our own words
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def address(program: subprocess.Popen[str]) -> str:
    """Where the program says that it is."""
    assert program.stdout is not None
    for line in program.stdout:
        found = _ADDRESS.search(line)
        if found is not None:
            return f"http://127.0.0.1:{found[1]}/"
    assert program.stderr is not None
    pytest.fail(program.stderr.read())


def told_before(program: subprocess.Popen[str]) -> tuple[str, str]:
    """What the program says before it says where it is, and where that is."""
    assert program.stdout is not None
    lines = list[str]()
    for line in program.stdout:
        found = _ADDRESS.search(line)
        if found is not None:
            return "".join(lines), f"http://127.0.0.1:{found[1]}/"
        lines.append(line)
    pytest.fail("it never said where it is")


def opened(page: str, by: Callable[..., Any] = urllib.request.urlopen) -> str:
    """A page, as soon as the program answers."""
    for _ in range(200):
        try:
            with by(page, timeout=30) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail("it never answered")


def test_it_says_where_it_is_and_stops_at_ctrl_c(folder: Path) -> None:
    with started(str(folder)) as program:
        page = opened(address(program))
        assert "Six-Party Talks, compiled from public documents" in page
        program.send_signal(signal.SIGINT)
        told, faults = program.communicate(timeout=60)
        assert "The site has stopped. Nothing was lost." in told
        assert not faults
        assert program.returncode == 0


def test_it_stops_when_it_is_told_to_before_it_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    # The room of streams is still being read: it has a name, and nothing in it.
    half = types.ModuleType("dipoli.web.live")
    monkeypatch.setitem(sys.modules, "dipoli.web.live", half)
    server = program.Server(uvicorn.Config("nowhere:nothing"))
    server.handle_exit(signal.SIGTERM, None)
    assert server.should_exit


def test_a_site_without_accounts_prints_a_code_that_it_keeps_hashed(folder: Path) -> None:
    codes = []
    for _ in range(2):
        with started(str(folder)) as program:
            told, at = told_before(program)
            codes += re.findall(r"^ {4}((?:[0-9A-Z]{5}-){3}[0-9A-Z]{5})$", told, re.MULTILINE)
            opened(at)
            with urllib.request.urlopen(f"{at}log-in", timeout=30) as page:  # noqa: S310 - our own
                cookies = page.headers.get_all("Set-Cookie")
    assert len(set(codes)) == 2
    assert all(one.startswith("__Host-dipoli-form=") and "Secure" in one for one in cookies)
    kept = b"".join(path.read_bytes() for path in folder.glob("desk.db*"))
    assert not [one for one in codes if one.encode() in kept]


def test_the_next_free_port_is_taken(folder: Path) -> None:
    with started(str(folder)) as first:
        one = address(first)
        opened(one)
        with started(str(folder)) as second:
            assert address(second) != one


def test_a_folder_without_a_forum_is_named_with_what_to_do(tmp_path: Path) -> None:
    with started(str(tmp_path)) as program:
        _told, faults = program.communicate(timeout=60)
        assert "The site was not started." in faults
        assert "dipoli demonstrate exercise" in faults
        assert program.returncode == 2


def test_a_demonstration_made_today_is_kept(folder: Path) -> None:
    today = datetime.now(UTC).date().isoformat()  # noqa: TID251 - the program's own day
    (folder / "made-on").write_text(today, encoding="ascii")
    with started(str(folder), "--demo") as program:
        opened(address(program))
    assert not (folder / "exercise").exists()


def test_what_the_site_lacks_is_named_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(door, "_NEEDED", ("django", "no_such_library"))
    assert door.main() == 2
    told = capsys.readouterr().err
    assert "no_such_library cannot be found" in told
    assert "pip install 'dipoli[site]'" in told
