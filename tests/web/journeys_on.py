"""Every journey with desk and records in files, and with both on a PostgreSQL server.

The keeper is the one parameter: the setting by which a site is told of its server. Each journey is
run in a program of its own, since Django takes its database but once, and on a server in a fresh
database. The gate runs all of them in files, and one on a server; the whole is the campaign's.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from tests.web.keep.sites import fresh_database

from dipoli.secretariat.keepers import DATABASE

HOST, NODE = ("test_journeys.py", "test_shore_journeys.py"), ("test_node_journey.py",)
"""Files of tests: of those whose pages rest on a host's records, and of a node's own."""

FILES, SERVER = "in files", "on a server"
BROWSERS = {"chromium", "scene"}
"""Who asks for one of these walks before a browser."""


def walked(journey: str, keeper: str) -> None:
    """Walk a journey.

    Args:
        journey: file and name of the test, as pytest has it.
        keeper: where desk and records lie.
    """
    words = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider",
             "-p", "no:unraisableexception"]  # fmt: skip
    with fresh_database() if keeper == SERVER else nullcontext("") as address:
        done = subprocess.run(  # noqa: S603 - our own words
            [*words, str(Path(__file__).parent / journey)],
            env={**os.environ, DATABASE: address},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-4000:]


def journeys(file: str) -> Iterator[str]:
    """Names of the tests of a file that walk before a browser, in their order."""
    tree = ast.parse((Path(__file__).parent / file).read_text("utf-8"))
    for one in (each for each in tree.body if isinstance(each, ast.FunctionDef)):
        if one.name.startswith("test_") and BROWSERS & {each.arg for each in one.args.args}:
            yield one.name


def _whole(journey: str, keeper: str, _seed: int) -> None:
    walked(journey, keeper)


CAMPAIGNS: Mapping[str, tuple[Callable[[int], None], int]] = {
    f"{keeper}: {name.removeprefix('test_').replace('_', ' ')}": (
        partial(_whole, f"{file}::{name}", keeper),
        1,
    )
    for keeper, files in ((FILES, HOST + NODE), (SERVER, HOST))
    for file in files
    for name in journeys(file)
}
"""What is owed: each journey on each keeper; those on a node's pages have no server."""
