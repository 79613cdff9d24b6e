"""Every test of a page, run again with desk and records on a PostgreSQL server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.web.keep.sites import fresh_database

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


CAMPAIGNS: Mapping[str, tuple[Callable[[int], None], int]] = {
    "pages: with desk and records on a server, a file of tests": (on_a_server, len(FILES)),
}
