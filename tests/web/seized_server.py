"""The PostgreSQL server of a host, and what is taken when it is seized.

Taken are a dump, also as text, and every value of every table as it is; then the server is
killed, and its data folder lies there with the log of changes and what it logged of itself. It logs
every statement with what came with it, and keeps every change: hosts do both. Files that were there
before anything was planted, bit for bit, are left out: they are the server's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from attrs import frozen
from psycopg import sql
from tests.depositary.server import Server

DATABASE = "site"
_TABLES = (
    "SELECT schemaname, tablename FROM pg_tables"
    " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
)


@frozen(kw_only=True)
class Machine:
    """A server at work.

    Args:
        server: with its tables.
        own: digests of its files before anything was planted.
    """

    server: Server
    own: frozenset[bytes]

    @property
    def address(self) -> str:
        """By which a site reaches it."""
        return f"postgresql:///{DATABASE}?host={self.server.folder}&user=secretariat"

    def dump(self, folder: Path) -> None:
        """Lay a dump into a folder, also as text, and every value of every table."""
        self.server.dump(DATABASE, folder / "site.dump", "root")
        self.server.tell(folder / "site.dump", folder / "site.sql")
        with closing(psycopg.connect(self.server.words("root", DATABASE))) as db:
            values = [
                value if isinstance(value, bytes) else str(value).encode()
                for schema, table in db.execute(_TABLES).fetchall()
                for row in db.execute(sql.SQL("SELECT * FROM {}").format(
                    sql.Identifier(schema, table)))
                for value in row
            ]  # fmt: skip
        (folder / "values").write_bytes(b"\n".join(values))

    def seize(self, folder: Path) -> None:
        """Kill the server, once what it holds in memory was due on its disk, and take its files."""
        with closing(psycopg.connect(self.server.words("root", DATABASE), autocommit=True)) as db:
            db.execute("CHECKPOINT")
        self.server.kill()
        for path in sorted(self.server.folder.rglob("*")):
            data = path.read_bytes() if path.is_file() else b""
            if data and hashlib.sha256(data).digest() not in self.own:
                target = folder / path.relative_to(self.server.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)


@contextmanager
def machine() -> Iterator[Machine]:
    """A server with a fresh database for a site, gone at the end."""
    server = Server.ready()
    try:
        for setting, value in (("log_statement", "all"), ("wal_keep_size", "1GB")):
            server.set(setting, value)
        server.fresh(DATABASE)
        with closing(psycopg.connect(server.words("root", DATABASE), autocommit=True)) as db:
            db.execute("SELECT pg_switch_wal()")  # what is planted is logged in files of its own
            db.execute("CHECKPOINT")
        own = frozenset(
            hashlib.sha256(path.read_bytes()).digest()
            for path in server.folder.rglob("*")
            if path.is_file()
        )
        yield Machine(server=server, own=own)
    finally:
        server.end()
