"""One server for all tests of a run, and a place of its own for each test."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.depositary.places import Place, PostgresPlace, SqlitePlace
from tests.depositary.server import Server, shared

_NUMBERS = itertools.count()


@pytest.fixture
def server() -> Server:
    """The PostgreSQL server of this run."""
    return shared()


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where records are kept: a file, then a server."""
    if request.param == "sqlite":
        yield SqlitePlace(tmp_path / "record.db")
        return
    server: Server = request.getfixturevalue("server")
    database = server.fresh(f"records_{next(_NUMBERS)}")
    yield PostgresPlace(server, database)
    server.drop(database)
