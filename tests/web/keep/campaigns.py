"""Every test of a page with desk and records on a server; a site from a folder of wheels."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.web.browser import browser
from tests.web.keep.sites import fresh_database, old_site
from tests.web.test_browser import LOOKS, look, one_of_each
from tests.web.test_site import links
from tools.wheelhouse import LIST, ROOT

WEB = Path(__file__).parents[1]
OWN_PLACES = {"test_main.py"}
"""Tests that make sites of their own, in files."""

FILES = sorted(one for one in WEB.glob("test_*.py") if one.name not in OWN_PLACES)


def on_a_server(seed: int) -> None:
    """The tests of one file; the stage puts the golden records on the server.

    Args:
        seed: number of the file, in the order of their names.
    """
    words = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:unraisableexception"]
    with fresh_database() as address:
        done = subprocess.run(  # noqa: S603 - our own words
            [*words, str(FILES[seed])],
            env={**os.environ, "DIPOLI_DATABASE": address},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-4000:]


def from_a_folder_of_wheels(_seed: int) -> None:
    """A site is installed from a folder of wheels, with no index to ask, and keeps old data."""
    with tempfile.TemporaryDirectory() as place:
        wheels, fresh, site = (Path(place) / one for one in ("wheels", "venv", "site"))
        python = fresh / "bin" / "python"
        old_site(site)
        install = [python, "-m", "pip", "install", "--quiet", "--no-index"]
        commands: list[list[object]] = [
            [sys.executable, "-m", "tools.wheelhouse", wheels],
            [sys.executable, "-m", "venv", fresh],
            [*install, "--find-links", wheels, "--require-hashes", "-r", wheels / LIST],
            [*install, "--no-deps", "--find-links", wheels, "dipoli"],
            [python, "-I", "-m", "dipoli.web.keep", "upgrade", site],
            [python, "-I", "-m", "dipoli.web.keep", "check", site],
        ]
        for command in commands:
            done = subprocess.run(  # noqa: S603 - our own words
                list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, (command, done.stderr[-4000:])


def accessible(seed: int) -> None:
    """Each sort of page, as one of two readers, by the rules of accessibility.

    Args:
        seed: number of the reader.
    """
    code, scheme = LOOKS[seed]
    links(code)
    with browser() as opened:
        look(opened, code, scheme, one_of_each(code))


CAMPAIGNS: Mapping[str, tuple[Callable[[int], None], int]] = {
    "pages: with desk and records on a server, a file of tests": (on_a_server, len(FILES)),
    "pages: each sort breaks no rule of accessibility, as two readers": (accessible, len(LOOKS)),
    "host: a site from a folder of wheels alone": (from_a_folder_of_wheels, 1),
}
