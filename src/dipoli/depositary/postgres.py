"""Records on a PostgreSQL server: the same promise, for a host that already keeps a server.

The owner of the tables lays them once (``setup``) and is not used again. The secretariat connects
as a role that may add rows and read them, and nothing else: no update, no delete, no truncate. The
one change there is, a body withheld, goes through a function of the owner's that can do only that.

    setup     as owner: tables, guards, what the role may do
    create    as the role: a record, on purpose
    open_     as the role: a record that exists

Writers of one record wait for each other on an advisory lock; writers of different records do not.
The server must be set to make commits durable; ``open_`` looks, and refuses otherwise. When the
server does not answer, so does nothing here: the static files go on (``tiles.py``). A lost
connection is taken up again at the next call. This is the only module that imports psycopg.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import groupby
from operator import itemgetter

import psycopg
from psycopg import sql

from dipoli.depositary.carried import COLUMNS, QUERIES, Whole, steps
from dipoli.depositary.carried import whole as _whole
from dipoli.depositary.form import (
    CheckedTree,
    check_time,
    checkpoint_of,
    head_of,
    no_head,
    signature_lines,
    stale,
    told,
)
from dipoli.depositary.postgres_tables import DESK, SCHEMA
from dipoli.faults import DipoliError, RecordError, StaleHeadError, TamperedError
from dipoli.record.custody import Head, Stored

WAIT = 30
"""Seconds to wait for another writer."""

_SETTINGS = {"fsync": "on", "full_page_writes": "on"}
"""What a server must be set to, or a crash of the machine may take acknowledged acts."""

_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""Head and acts are read as of one moment."""

_WRITING = "BEGIN ISOLATION LEVEL READ COMMITTED"
"""What is read after the lock was got is what the last writer left."""


class PostgresCustody:
    """One record on a server; threads may share it, processes open their own."""

    def __init__(self, server: str, origin: str) -> None:
        self.origin = origin
        self._server = server
        self._db = _connect(server)
        self._tree = CheckedTree(origin=origin)
        self._lock = threading.RLock()

    def head(self) -> Head:
        """The last signed checkpoint, bare and with the cosignatures that came for it."""
        with self._transaction(_READING):
            size, root, checkpoint = self._checked()
            lines = self._db.execute(
                "SELECT line FROM dipoli.cosignature WHERE origin = %s AND size = %s ORDER BY line",
                (self.origin, size),
            )
            return head_of(size, root, checkpoint, (line for (line,) in lines))

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts from ``start`` up to, not including, ``end``, or up to the head."""
        with self._transaction(_READING):
            size, _, _ = self._checked()
            rows = self._db.execute(
                "SELECT number, entry, body FROM dipoli.entry"
                " WHERE origin = %s AND number >= %s AND number < %s ORDER BY number",
                (self.origin, max(start, 0), min(end, size)),
                binary=True,
            )
            return self._tree.read(rows)

    def leaves(self) -> Sequence[bytes]:
        """Every leaf hash up to the head, as they were found to agree with it."""
        with self._transaction(_READING):
            self._checked()
            return tuple(self._tree.leaves)

    def append(self, expected: int, stored: Sequence[Stored], checkpoint: bytes) -> None:
        """Keep acts and the checkpoint over them; when this returns, they are kept.

        Raises:
            StaleHeadError: the head is not at ``expected``.
            RecordError: they are not acknowledged; it says why and what to do.
            ValueError: they are not in due form, or none.
        """
        if not stored:
            message = "an append has at least one act"
            raise ValueError(message)
        with self._transaction(_WRITING):
            # Crash now: nothing was written; the server lets the lock go with the connection.
            size, _, kept = self._checked()
            if size != expected:
                raise StaleHeadError(stale(self.origin, expected, size))
            fresh = self._tree.due_form(stored, checkpoint)
            check_time(self.origin, kept, checkpoint)
            self._write(stored, fresh, checkpoint)
            # Crash now, here or of the server: no commit, so nothing of it is ever seen.
        # Committed and on the server's disk. Crash now: it is true, though nobody was told; the
        # author's sequence number shows it when the act is sent again.

    def retime(self, size: int, checkpoint: bytes) -> None:
        """Keep the newest head as the host signed it anew, with a later time of its own.

        Raises:
            StaleHeadError: the head is not of that size, or was timed later already.
            RecordError: it is not kept; it says why and what to do.
            ValueError: it is the note of another head, or carries no time of the host.
        """
        with self._transaction(_WRITING):
            held, _, kept = self._checked()
            if held != size:
                raise StaleHeadError(stale(self.origin, size, held))
            self._tree.due_time(kept, checkpoint)
            # Crash before the commit: the head stands with its earlier time.
            self._db.execute(
                "INSERT INTO dipoli.retimed SELECT %(origin)s::text, %(size)s::bigint,"
                " coalesce(max(number), 0) + 1, %(note)s FROM dipoli.retimed"
                " WHERE origin = %(origin)s AND size = %(size)s",
                {"origin": self.origin, "size": size, "note": checkpoint},
            )

    def cosigned(self, start: int = 0) -> Sequence[Head]:
        """Every head from a size on under which a witness's line was kept, the smallest first."""
        with self._transaction(_READING):
            self._checked()
            lines = self._db.execute(
                "SELECT size, line FROM dipoli.cosignature"
                " WHERE origin = %s AND size >= %s ORDER BY size, line",
                (self.origin, start),
            ).fetchall()
            return [
                head_of(size, root, checkpoint, [line for _, line in group])
                for size, group in groupby(lines, key=itemgetter(0))
                for _, root, checkpoint in [self._head(size) or (0, b"", b"")]
            ]

    def add_cosignatures(self, size: int, lines: Sequence[str]) -> None:
        """Keep signature lines of witnesses for the head of that size; a line twice is one line."""
        with self._transaction(_WRITING):
            known = "SELECT 1 FROM dipoli.head WHERE origin = %s AND size = %s"
            if self._db.execute(known, (self.origin, size)).fetchone() is None:
                raise RecordError(no_head(self.origin, size))
            # Crash before the commit: the lines are not there, and the witness is asked again.
            with self._db.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO dipoli.cosignature VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                    [(self.origin, size, line) for line in signature_lines(lines)],
                )

    def withhold(self, index: int) -> None:
        """Delete the body of an act; its entry, its hash and the tree stand.

        No reader is given it from now on. Its bytes leave the server's files when the owner
        rewrites the table: ``VACUUM FULL dipoli.entry``.
        """
        with self._transaction(_WRITING):
            size, _, _ = self._checked()
            if not 0 <= index < size:
                message = f"there is no act {index}: {self.origin} has {size}"
                raise ValueError(message)
            # Crash before the commit: the body is still there, and is withheld when asked again.
            self._db.execute("SELECT dipoli.withhold(%s, %s)", (self.origin, index))

    def close(self) -> None:
        """Let go of the server."""
        with self._lock:
            self._db.close()

    def _checked(self) -> tuple[int, bytes, bytes]:
        """The head, once the tree in memory has been carried up to it."""
        row = self._head(None)
        if row is None:
            # The words by which the server is reached are not told: they may hold a password.
            why = f"the server holds {', '.join(_origins(self._db)) or 'no record'}"
            mend = "name one of them; to begin a record, create it on purpose"
            raise RecordError(told(f"The record {self.origin} was not opened", why, mend))
        rows = self._db.execute(
            "SELECT leaf FROM dipoli.entry WHERE origin = %s AND number >= %s ORDER BY number",
            (self.origin, len(self._tree.leaves)),
            binary=True,
        )
        size, root, checkpoint = row
        self._tree.agree([leaf for (leaf,) in rows], size, root, checkpoint)
        return size, root, checkpoint

    def _head(self, size: int | None) -> tuple[int, bytes, bytes] | None:
        """A head that was kept, or the newest, as it was signed last."""
        return self._db.execute(
            "SELECT size, root, coalesce((SELECT checkpoint FROM dipoli.retimed r"
            " WHERE r.origin = h.origin AND r.size = h.size ORDER BY number DESC LIMIT 1),"
            " checkpoint) FROM dipoli.head h"
            " WHERE origin = %(origin)s AND size = coalesce(%(size)s,"
            " (SELECT max(size) FROM dipoli.head WHERE origin = %(origin)s))",
            {"origin": self.origin, "size": size},
            binary=True,
        ).fetchone()

    def _write(self, stored: Sequence[Stored], leaves: Sequence[bytes], checkpoint: bytes) -> None:
        with self._db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO dipoli.entry (origin, number, leaf, entry, body)"
                " VALUES (%s, %s, %s, %s, %s)",
                [
                    (self.origin, one.index, leaf, one.entry, one.body)
                    for one, leaf in zip(stored, leaves, strict=True)
                ],
            )
        signed = checkpoint_of(checkpoint)
        self._db.execute(
            "INSERT INTO dipoli.head (origin, size, root, checkpoint) VALUES (%s, %s, %s, %s)",
            (self.origin, signed.size, signed.root, checkpoint),
        )

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        doing = "read" if begin == _READING else "written"
        with self._lock, _telling(f"The record {self.origin} was not {doing}"):
            if self._db.closed or self._db.broken:
                self._db = _connect(self._server)
            with _commit(self._db, begin):
                if begin == _WRITING:
                    _wait_turn(self._db, self.origin)
                yield


def setup(owner: str, role: str) -> None:
    """Lay the tables and their guards, as their owner, for a role that may add and read.

    Args:
        owner: connection words of the owner; a role of its own, not the secretariat's.
        role: the role of the secretariat, which must exist.

    Raises:
        RecordError: the tables exist, or the role does not.
    """
    with _telling("The tables were not laid"), closing(_connect(owner)) as db:
        if db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is None:
            mend = f"as administrator: CREATE ROLE {role} LOGIN"
            raise RecordError(told("The tables were not laid", f"there is no role {role}", mend))
        # One transaction: crash now, and nothing was laid.
        with _commit(db, _WRITING):
            for statement in (*SCHEMA, *DESK):
                db.execute(sql.SQL(statement).format(role=sql.Identifier(role)))


def create(server: str, origin: str, checkpoint: bytes, stored: Sequence[Stored] = ()) -> None:
    """Make a record, on purpose, beside the other circles on the server.

    Args:
        server: connection words of the role.
        origin: the record, ``forum/circle``.
        checkpoint: its first signed checkpoint, of the acts in ``stored``; of none as a rule.
        stored: the acts so far, where a record came from another host or is mirrored.

    Raises:
        RecordError: the record exists, or the tables were not laid.
    """
    what = f"The record {origin} was not made"
    with _telling(what), closing(PostgresCustody(server, origin)) as custody:
        db = custody._db  # noqa: SLF001 - same room
        _check_server(db, what)
        with _commit(db, _WRITING):
            _wait_turn(db, origin)
            if origin in _origins(db):
                mend = "open it; to begin another history, choose another circle's name"
                raise RecordError(told(what, "the server holds it already", mend))
            custody._write(stored, custody._tree.due_form(stored, checkpoint), checkpoint)  # noqa: SLF001 - same room
            # Crash now: no commit, so no record; `create` is run again.


def open_(server: str, origin: str) -> PostgresCustody:
    """Open a record that exists, and check that acts, head and signed checkpoint agree.

    Args:
        server: connection words of the role.
        origin: the record, ``forum/circle``.

    Raises:
        RecordError: there is no such record, or the server is not set to keep it safely.
        TamperedError: it does not agree with itself.
    """
    what = f"The record {origin} was not opened"
    with _telling(what), ExitStack() as undo:
        custody = undo.enter_context(closing(PostgresCustody(server, origin)))
        _check_server(custody._db, what)  # noqa: SLF001 - same room
        custody.head()
        undo.pop_all()
        return custody


def whole(server: str, origin: str) -> Whole:
    """A record with all of its history, as of one moment, to be carried elsewhere.

    Raises:
        RecordError: there is no such record, or the server cannot be read.
    """
    with _telling(f"The record {origin} was not carried"), closing(_connect(server)) as db:
        with _commit(db, _READING):
            db.execute("SET LOCAL search_path = dipoli")
            found = [
                db.execute(query.replace("?", "%s").encode(), (origin,), binary=True).fetchall()
                for query in QUERIES
            ]
        return _whole(origin, *found)


def lay_whole(server: str, origin: str, history: Whole) -> None:
    """Lay a record that was carried here, with all of its history, in one transaction.

    Raises:
        RecordError: the record exists, or the tables were not laid.
    """
    what = f"The record {origin} was not carried"
    with _telling(what), closing(_connect(server)) as db:
        _check_server(db, what)
        with _commit(db, _WRITING):
            _wait_turn(db, origin)
            if origin in _origins(db):
                mend = "open it; to begin another history, choose another circle's name"
                raise RecordError(told(what, "the server holds it already", mend))
            with db.cursor() as cursor:
                for table, rows in steps(history):
                    cursor.executemany(_ADD[table], rows)
            # Crash now: no commit, so nothing of it is ever seen.


_ADD = {
    table: sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier("dipoli", table),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join(sql.Placeholder() * len(names)),
    )
    for table, names in COLUMNS.items()
}


def origins(server: str) -> tuple[str, ...]:
    """The records that a server holds."""
    with _telling("The server was not read"), closing(_connect(server)) as db:
        return _origins(db)


def _connect(server: str) -> psycopg.Connection:
    waits = f"-c synchronous_commit=on -c lock_timeout={WAIT}s"
    return psycopg.connect(server, autocommit=True, options=waits)


@contextmanager
def _commit(db: psycopg.Connection, begin: str) -> Iterator[None]:
    db.execute(begin.encode())
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if not db.closed:
            db.execute("ROLLBACK")
        raise


def _wait_turn(db: psycopg.Connection, origin: str) -> None:
    """One writer of a record at a time; the server lets go at the end of the transaction."""
    db.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (origin,))


def _check_server(db: psycopg.Connection, what: str) -> None:
    for name, due in _SETTINGS.items():
        found = db.execute("SELECT current_setting(%s)", (name,)).fetchone()
        if found != (due,):
            why = (
                f"the server is set to {name} = {found and found[0]}, and may lose acts in a crash"
            )
            raise RecordError(told(what, why, f"set {name} = {due} and restart the server"))
    rows = db.execute(
        "SELECT t.name, p.name FROM unnest(%s::text[]) t(name), unnest(%s::text[]) p(name)"
        " WHERE has_table_privilege('dipoli.' || t.name, p.name)",
        (["entry", "head", "cosignature", "retimed"], ["UPDATE", "DELETE", "TRUNCATE", "TRIGGER"]),
    ).fetchall()
    if rows:
        rights = ", ".join(sorted(f"{right} on {table}" for table, right in rows))
        mend = "connect as the role named in setup, which may add and read, and nothing else"
        raise RecordError(told(what, f"this role has the right to {rights}", mend))


def _origins(db: psycopg.Connection) -> tuple[str, ...]:
    rows = db.execute('SELECT DISTINCT origin COLLATE "C" FROM dipoli.head ORDER BY 1')
    return tuple(origin for (origin,) in rows)


@contextmanager
def _telling(what: str) -> Iterator[None]:
    """Tell a fault of the server as a fault of the record: why, and what to do."""
    try:
        yield
    except DipoliError:
        raise
    except psycopg.Error as error:
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        for kind, why, mend in _REASONS:
            if isinstance(error, kind):
                raise RecordError(told(what, f"{why} ({cause})", mend)) from error
        if isinstance(error, psycopg.errors.DataCorrupted | psycopg.errors.IndexCorrupted):
            raise TamperedError(
                told(what, f"the server found damage ({cause})", _DAMAGE)
            ) from error
        raise RecordError(told(what, cause, _LOOK)) from error


_LOOK = "look at the server and its log, then read the head before you send again"
_PAST = "another program wrote past the depositary: compare the record with a mirror"
_DAMAGE = "stop writing, and restore a backup (docs/howto/back-up-and-restore.md)"
_AGAIN = (
    "read from the static files meanwhile; when it answers, read the head before you send again, "
    "for whether this was kept is not known"
)
_ROOM = (
    "make room; if it cannot be read either, read from the static files meanwhile; then read the "
    "head before you send again"
)
_REASONS: tuple[tuple[type[psycopg.Error], str, str], ...] = (
    (psycopg.errors.DiskFull, "the server's disk is full",
     _ROOM),
    (psycopg.errors.IoError, "the server's disk refused to read or write", _LOOK),
    (psycopg.errors.LockNotAvailable, f"another writer held it for more than {WAIT} seconds",
     "end what holds the record, then send again"),
    (psycopg.errors.UndefinedTable, "the tables were not laid",
     "lay them as their owner: setup (docs/howto/back-up-and-restore.md)"),
    (psycopg.errors.InvalidSchemaName, "the tables were not laid", "lay them as owner: setup"),
    (psycopg.errors.DuplicateSchema, "they exist", "go on with them, or choose another database"),
    (psycopg.errors.RaiseException, "a guard of the tables refused the change", _PAST),
    (psycopg.errors.IntegrityError, "a guard of the tables refused the change", _PAST),
    (psycopg.errors.InsufficientPrivilege, "this role may not", "connect as the role of setup"),
    (psycopg.OperationalError, "the server does not answer, or broke off", _AGAIN),
)  # fmt: skip
