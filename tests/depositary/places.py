"""The two places where a record is kept, with one face, so that one suite runs against both."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from tests.depositary.acts import ORIGIN, acts, leaves, signed
from tests.depositary.server import Server

from dipoli.depositary import postgres, sqlite
from dipoli.depositary.sqlite_file import connect
from dipoli.record.custody import Custody, Stored


class Opened(Custody, Protocol):
    """A custody that is closed by hand and shows its leaf hashes."""

    def leaves(self) -> Sequence[bytes]:
        """Every leaf hash."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


class Place(Protocol):
    """Where records are kept."""

    kind: str
    where: str
    parameter: str
    faults: type[Exception]

    def create(self, origin: str, checkpoint: bytes, stored: Sequence[Stored] = ()) -> None:
        """Make a record."""
        ...

    def open_(self, origin: str = ORIGIN) -> Opened:
        """Open a record."""
        ...

    def origins(self) -> tuple[str, ...]:
        """The records there are."""
        ...

    def run(
        self, statement: str, values: Sequence[bytes | str | int] = (), *, owner: bool = False
    ) -> None:
        """Run a statement past the depositary; as owner with the guards taken off."""
        ...

    def lines(self) -> set[tuple[int, str]]:
        """Every cosignature line with the size that it is for."""
        ...


class SqlitePlace:
    """A file."""

    kind = "sqlite"
    parameter = "?"
    faults: type[Exception] = sqlite3.Error

    def __init__(self, path: Path) -> None:
        self.path = path
        self.where = str(path)

    def create(self, origin: str, checkpoint: bytes, stored: Sequence[Stored] = ()) -> None:
        """Make a record."""
        sqlite.create(self.path, origin, checkpoint, stored)

    def open_(self, origin: str = ORIGIN) -> Opened:
        """Open a record."""
        return sqlite.open_(self.path, origin)

    def origins(self) -> tuple[str, ...]:
        """The records there are."""
        return sqlite.origins(self.path)

    def run(
        self, statement: str, values: Sequence[bytes | str | int] = (), *, owner: bool = False
    ) -> None:
        """Run a statement past the depositary."""
        with closing(connect(self.path, "rw")) as db:
            db.execute("BEGIN IMMEDIATE")
            found = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            guards = found.fetchall() if owner else []
            for name, _ in guards:
                db.execute(f"DROP TRIGGER {name}")
            db.execute(statement, values)
            for _, text in guards:
                db.execute(text)
            db.execute("COMMIT")

    def lines(self) -> set[tuple[int, str]]:
        """Every cosignature line with the size that it is for."""
        with closing(connect(self.path, "rw")) as db:
            return set(db.execute("SELECT size, line FROM cosignature"))


class PostgresPlace:
    """A database on a server."""

    kind = "postgres"
    parameter = "%s"
    faults: type[Exception] = psycopg.Error

    def __init__(self, server: Server, database: str = "records") -> None:
        self.server = server
        self.database = database
        self.where = server.words(database=database)

    def create(self, origin: str, checkpoint: bytes, stored: Sequence[Stored] = ()) -> None:
        """Make a record."""
        postgres.create(self.where, origin, checkpoint, stored)

    def open_(self, origin: str = ORIGIN) -> Opened:
        """Open a record."""
        return postgres.open_(self.where, origin)

    def origins(self) -> tuple[str, ...]:
        """The records there are."""
        return postgres.origins(self.where)

    def run(
        self, statement: str, values: Sequence[bytes | str | int] = (), *, owner: bool = False
    ) -> None:
        """Run a statement past the depositary."""
        role = self.server.words("root" if owner else "secretariat", self.database)
        with closing(psycopg.connect(role)) as db, db.transaction():
            db.execute("SET search_path = dipoli")
            if owner:
                db.execute("SET session_replication_role = replica")
            db.execute(statement.encode(), values)

    def lines(self) -> set[tuple[int, str]]:
        """Every cosignature line with the size that it is for."""
        with closing(psycopg.connect(self.where)) as db:
            return set(db.execute("SELECT size, line FROM dipoli.cosignature"))


def begin(place: Place, seed: int, size: int = 0, origin: str = ORIGIN) -> list[Stored]:
    """A record with the first acts of the history of a seed."""
    stored = acts(seed, 0, size)
    place.create(origin, signed(leaves(stored), origin), stored)
    return stored


@contextmanager
def opened(place: Place, origin: str = ORIGIN) -> Iterator[Opened]:
    """A record, open for a while."""
    with closing(place.open_(origin)) as custody:
        yield custody
