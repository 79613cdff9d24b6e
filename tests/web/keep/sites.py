"""Sites in folders, and the programs that keep them, each in a process of its own."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import tarfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.depositary.server import shared
from tests.web.keep.commands import Done, do

OLD = Path(__file__).parents[2] / "golden" / "site-b8e06b0.tar.xz"
"""A site as commit b8e06b0 left it: the replay with its office and its desk, layout 0."""

ORIGIN = "six-party-talks.example/replay/plenary"
_NUMBERS = itertools.count()


def old_site(folder: Path) -> Path:
    """That site, in a folder."""
    with tarfile.open(OLD) as archive:
        archive.extractall(folder, filter="data")
    return folder


@cache
def _server() -> ProcessPoolExecutor:
    """Makes a process for each command, from one that has loaded what commands need already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.web.keep.commands"])
    return ProcessPoolExecutor(1, context, max_tasks_per_child=1)


def run(name: str, *words: str | Path, database: str = "", **more: str) -> Done:
    """What came of a program of `tests.web.keep.commands`, run in a process of its own."""
    surroundings = {**more, **({"DIPOLI_DATABASE": database} if database else {})}
    return _server().submit(do, name, tuple(map(str, words)), surroundings).result(timeout=300)


def keep(*words: str | Path, database: str = "", **more: str) -> str:
    """What a command on a site says, which must succeed."""
    done = run("keep", *words, database=database, **more)
    assert done.code == 0, done.faults
    return done.told


def refused(*words: str | Path, database: str = "", **more: str) -> str:
    """Why a command on a site was not carried out."""
    done = run("keep", *words, database=database, **more)
    assert done.code == 2, (done.told, done.faults)
    return done.faults


@contextmanager
def fresh_database() -> Iterator[str]:
    """The address of a database with tables and without records."""
    server = shared()
    database = server.fresh(f"site_{os.getpid()}_{next(_NUMBERS)}")
    yield f"postgresql:///{database}?host={server.folder}&user=secretariat"
    server.drop(database)


def ask(folder: Path, *pages: str, database: str = "") -> list[str]:
    """Status of each page of a site, and whether it says anything."""
    done = run("ask", folder, *pages, database=database)
    assert done.code == 0, done.faults
    return done.told.splitlines()
