"""Records in an SQLite file: one file for a forum, one record in it for each circle.

Anything that reads SQLite reads it for decades: three tables, every signed byte in a blob.

    entry        one row for each act: its bytes, its leaf hash, its body if it has one
    head         one row for each signed checkpoint; the last is the head; none is ever replaced
    cosignature  signature lines of witnesses, for the head that they signed
    retimed      the newest head as it was signed again, with a later time of the host

A record is made only on purpose: ``create`` makes one and refuses what exists, ``open_`` opens one
and refuses what does not. Every change is one transaction, taken as the only writer, made durable
before the call returns (write-ahead log, ``synchronous=FULL``). A crash at any point leaves the
record as it was before the change or as it is after it; recovery is SQLite's own, at the next
opening. Tables have no hidden row number, through which a row could be replaced past the guards.

SQLite lays a small file beside the record for those who read and write at once. On a disk without
any room it cannot, and the file is then opened for one reader alone: reading goes on, writing is
refused with the reason until there is room and the file is opened again.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from dipoli.depositary.disk import sync_folder
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
from dipoli.depositary.sqlite_file import (
    check_file,
    commit,
    connect,
    has_no_room,
    is_empty,
    lay_tables,
    origins_in,
    telling,
    write_ahead,
)
from dipoli.faults import RecordError, StaleHeadError, TamperedError
from dipoli.record.custody import Head, Stored


class SqliteCustody:
    """One record in a file; threads may share it, processes open their own."""

    def __init__(self, db: sqlite3.Connection, origin: str, *, alone: bool = False) -> None:
        self.origin = origin
        self._alone = alone
        self._db = db
        self._tree = CheckedTree(origin=origin)
        self._lock = threading.RLock()

    def head(self) -> Head:
        """The last signed checkpoint, bare and with the cosignatures that came for it."""
        with self._transaction("BEGIN"):
            size, root, checkpoint = self._checked()
            lines = self._db.execute(
                "SELECT line FROM cosignature WHERE origin = ? AND size = ? ORDER BY line",
                (self.origin, size),
            )
            return head_of(size, root, checkpoint, (line for (line,) in lines))

    def version(self) -> tuple[int, int]:
        """Another value whenever anything in the file was changed, by whomever; cheap to ask."""
        with self._lock:
            (others,) = self._db.execute("PRAGMA data_version").fetchone()
            return int(others), self._db.total_changes

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts from ``start`` up to, not including, ``end``, or up to the head."""
        with self._transaction("BEGIN"):
            size, _, _ = self._checked()
            rows = self._db.execute(
                "SELECT number, entry, body FROM entry"
                " WHERE origin = ? AND number >= ? AND number < ? ORDER BY number",
                (self.origin, max(start, 0), min(end, size)),
            )
            return self._tree.read(rows)

    def leaves(self) -> Sequence[bytes]:
        """Every leaf hash up to the head, as they were found to agree with it."""
        with self._transaction("BEGIN"):
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
        with self._transaction("BEGIN IMMEDIATE"):
            # Crash now: nothing was written; the lock goes with the process.
            size, _, kept = self._checked()
            if size != expected:
                raise StaleHeadError(stale(self.origin, expected, size))
            fresh = self._tree.due_form(stored, checkpoint)
            check_time(self.origin, kept, checkpoint)
            self._write(stored, fresh, checkpoint)
            # Crash now: pages may stand in the write-ahead log, but no commit; the next opening
            # passes over them.
        # Committed and on the disk. Crash now: it is true, though nobody was told; the author's
        # sequence number shows it when the act is sent again.

    def retime(self, size: int, checkpoint: bytes) -> None:
        """Keep the newest head as the host signed it anew, with a later time of its own.

        Raises:
            StaleHeadError: the head is not of that size, or was timed later already.
            RecordError: it is not kept; it says why and what to do.
            ValueError: it is the note of another head, or carries no time of the host.
        """
        with self._transaction("BEGIN IMMEDIATE"):
            held, _, kept = self._checked()
            if held != size:
                raise StaleHeadError(stale(self.origin, size, held))
            self._tree.due_time(kept, checkpoint)
            # Crash before the commit: the head stands with its earlier time.
            self._db.execute(
                "INSERT INTO retimed SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3"
                " FROM retimed WHERE origin = ?1 AND size = ?2",
                (self.origin, size, checkpoint),
            )

    def cosigned(self, start: int = 0) -> Sequence[Head]:
        """Every head from a size on under which a witness's line was kept, the smallest first."""
        with self._transaction("BEGIN"):
            self._checked()
            lines = self._db.execute(
                "SELECT size, line FROM cosignature"
                " WHERE origin = ? AND size >= ? ORDER BY size, line",
                (self.origin, start),
            )
            return [
                head_of(size, root, checkpoint, [line for _, line in group])
                for size, group in groupby(lines.fetchall(), key=itemgetter(0))
                for root, checkpoint in [self._head(size)]
            ]

    def add_cosignatures(self, size: int, lines: Sequence[str]) -> None:
        """Keep signature lines of witnesses for the head of that size; a line twice is one line."""
        with self._transaction("BEGIN IMMEDIATE"):
            known = "SELECT 1 FROM head WHERE origin = ? AND size = ?"
            if self._db.execute(known, (self.origin, size)).fetchone() is None:
                raise RecordError(no_head(self.origin, size))
            # Crash before the commit: the lines are not there, and the witness is asked again.
            self._db.executemany(
                "INSERT INTO cosignature VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(self.origin, size, line) for line in signature_lines(lines)],
            )

    def withhold(self, index: int) -> None:
        """Delete the body of an act for good; its entry, its hash and the tree stand."""
        with self._transaction("BEGIN IMMEDIATE"):
            size, _, _ = self._checked()
            if not 0 <= index < size:
                message = f"there is no act {index}: {self.origin} has {size}"
                raise ValueError(message)
            # Crash before the commit: the body is still there, and is withheld when asked again.
            self._db.execute(
                "UPDATE entry SET body = NULL WHERE origin = ? AND number = ? AND body IS NOT NULL",
                (self.origin, index),
            )
        # Crash now: the body is read by nobody, but its bytes are in the write-ahead log until
        # that is emptied, here or at the next opening.
        self._empty_log()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def _checked(self) -> tuple[int, bytes, bytes]:
        """The head, once the tree in memory has been carried up to it."""
        (size,) = self._db.execute(
            "SELECT max(size) FROM head WHERE origin = ?", (self.origin,)
        ).fetchone()
        if size is None:
            why, mend = "its heads are gone", "keep the file aside, and restore a backup"
            raise TamperedError(told(f"The record {self.origin} was not read", why, mend))
        root, checkpoint = self._head(size)
        rows = self._db.execute(
            "SELECT leaf FROM entry WHERE origin = ? AND number >= ? ORDER BY number",
            (self.origin, len(self._tree.leaves)),
        )
        self._tree.agree([leaf for (leaf,) in rows], size, root, checkpoint)
        return size, root, checkpoint

    def _head(self, size: int) -> tuple[bytes, bytes]:
        """Root and checkpoint of a head that was kept, as it was signed last."""
        row: tuple[bytes, bytes] = self._db.execute(
            "SELECT root, coalesce((SELECT checkpoint FROM retimed r WHERE r.origin = head.origin"
            " AND r.size = head.size ORDER BY number DESC LIMIT 1), checkpoint)"
            " FROM head WHERE origin = ? AND size = ?",
            (self.origin, size),
        ).fetchone()
        return row

    def _write(self, stored: Sequence[Stored], leaves: Sequence[bytes], checkpoint: bytes) -> None:
        self._db.executemany(
            "INSERT INTO entry (origin, number, leaf, entry, body) VALUES (?, ?, ?, ?, ?)",
            [
                (self.origin, one.index, leaf, one.entry, one.body)
                for one, leaf in zip(stored, leaves, strict=True)
            ],
        )
        signed = checkpoint_of(checkpoint)
        self._db.execute(
            "INSERT INTO head (origin, size, root, checkpoint) VALUES (?, ?, ?, ?)",
            (self.origin, signed.size, signed.root, checkpoint),
        )

    def _empty_log(self) -> None:
        with self._lock, telling(f"The body was withheld from {self.origin}, its bytes remain"):
            busy, _, _ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                what = "The body is withheld, but its bytes are still in the write-ahead log"
                why = "another program was reading the file"
                raise RecordError(told(what, why, "withhold it again once that program has ended"))

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        doing = "was not read" if begin == "BEGIN" else "was not written"
        if self._alone and begin != "BEGIN":
            raise RecordError(told(f"The record {self.origin} {doing}", _ALONE, _ROOM))
        with self._lock, telling(f"The record {self.origin} {doing}"), commit(self._db, begin):
            yield


def create(path: Path, origin: str, checkpoint: bytes, stored: Sequence[Stored] = ()) -> None:
    """Make a record, on purpose, in a new file or beside the other circles of a file.

    Args:
        path: the file of the forum.
        origin: the record, ``forum/circle``.
        checkpoint: its first signed checkpoint, of the acts in ``stored``; of none as a rule.
        stored: the acts so far, where a record came from another host or is mirrored.

    Raises:
        RecordError: the record exists, or the file holds something else.
    """
    what = f"The record {origin} was not made"
    with telling(what), closing(connect(path, "rwc")) as db:
        if not is_empty(db):
            check_file(db, path)
        write_ahead(db)
        # Crash now: an empty file, which the next `create` takes as its own and `open_` refuses.
        with commit(db, "BEGIN IMMEDIATE"):
            if is_empty(db):
                lay_tables(db)
            if origin in origins_in(db):
                mend = "open it; to begin another history, choose another circle's name"
                raise RecordError(told(what, f"{path} holds it already", mend))
            custody = SqliteCustody(db, origin)
            custody._write(stored, custody._tree.due_form(stored, checkpoint), checkpoint)  # noqa: SLF001 - same room
            # Crash now: no commit, so no record; `create` is run again.
        sync_folder(path.parent)


def open_(path: Path, origin: str) -> SqliteCustody:
    """Open a record that exists, and check that leaf hashes, head and signed checkpoint agree.

    The bytes of an act are held against its leaf hash when they are read.

    Where the disk has no room at all, it is opened for reading, alone: no other program can open
    it meanwhile, and writing is refused.

    Args:
        path: the file of the forum.
        origin: the record, ``forum/circle``.

    Raises:
        RecordError: there is no such record.
        TamperedError: it does not agree with itself.
    """
    if not path.exists():
        what = f"The record {origin} was not opened"
        mend = "name the right file or restore a backup; to begin a record, create it on purpose"
        raise RecordError(told(what, f"there is no file {path}", mend))
    try:
        return _opened(path, origin, alone=False)
    except TamperedError:
        raise
    except RecordError as fault:
        if not has_no_room(fault):
            raise
    return _opened(path, origin, alone=True)


def _opened(path: Path, origin: str, *, alone: bool) -> SqliteCustody:
    what = f"The record {origin} was not opened"
    with telling(what), ExitStack() as undo:
        db = undo.enter_context(closing(connect(path, "rw", alone=alone)))
        check_file(db, path)
        if origin not in (held := origins_in(db)):
            why = f"{path} holds {', '.join(held) or 'no record'}"
            mend = "name one of them; to begin a record, create it on purpose"
            raise RecordError(told(what, why, mend))
        if not alone:
            write_ahead(db)
        custody = SqliteCustody(db, origin, alone=alone)
        custody.head()
        undo.pop_all()
        return custody


_ALONE = "its disk had no room when it was opened, so that it is open for reading alone"
_ROOM = "make room, open it again, and read the head before you send again"


def origins(path: Path) -> tuple[str, ...]:
    """The records that a file holds."""
    with telling(f"{path} was not read"), closing(connect(path, "rw")) as db:
        check_file(db, path)
        return origins_in(db)


def backup(path: Path, target: Path) -> None:
    """Copy a file of records while it is in use, check the copy, and only then give it its name.

    Args:
        path: the file of the forum.
        target: a name that is not taken.

    Raises:
        RecordError: the name is taken, or the copy could not be made.
        TamperedError: what was copied does not agree with itself.
    """
    _copy(path, target, f"The backup {target} was not made")


def restore(source: Path, path: Path) -> None:
    """Make a backup the file of records again. Compare it with checkpoints from outside next.

    Args:
        source: the backup.
        path: a name that is not taken: a file in the way is moved aside by hand, never here.

    Raises:
        RecordError: the name is taken, or the copy could not be made.
        TamperedError: the backup does not agree with itself.
    """
    _copy(source, path, f"The backup {source} was not restored")


def _copy(source: Path, target: Path, what: str) -> None:
    if target.exists():
        mend = "move that file aside, and keep it until you have compared the two"
        raise RecordError(told(what, f"{target} exists", mend))
    if not source.exists():
        raise RecordError(told(what, f"there is no file {source}", "name the right file"))
    partial = target.with_name(f"{target.name}.partial")
    with telling(what):
        _remove(partial)
        try:
            _copy_checked(source, partial)
            # Crash now: only a file named .partial, which the next copy takes away.
            partial.rename(target)
            sync_folder(target.parent)
        finally:
            _remove(partial)


def _copy_checked(source: Path, copy: Path) -> None:
    """Copy page by page, as of one moment; then open every record in the copy."""
    with closing(connect(source, "rw")) as old, closing(connect(copy, "rwc")) as new:
        check_file(old, source)
        old.backup(new)
    for origin in origins(copy):
        open_(copy, origin).close()
    with closing(connect(copy, "rw")) as new:
        new.execute("PRAGMA journal_mode = DELETE")  # whole in one file, so it can be carried


def _remove(path: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
