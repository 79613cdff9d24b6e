"""The file of records itself: tables, guards, how it is opened, and what its faults mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dipoli.depositary.form import told
from dipoli.faults import DipoliError, RecordError, TamperedError

APPLICATION = 0x4449504F
"""What stands in the file's header to say that it holds records: the letters DIPO."""

FORM = 2
"""The form of the tables."""

PAGE = 8192
"""Bytes of a page, fixed when the file is made: an act of 2,000 bytes lies in one piece."""

WAIT = 30.0
"""Seconds to wait for another writer."""

SCHEMA = (
    """CREATE TABLE entry (
  origin TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 0),
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  entry BLOB NOT NULL CHECK (length(entry) BETWEEN 1 AND 65535),
  body BLOB,
  PRIMARY KEY (origin, number)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE head (
  origin TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  checkpoint BLOB NOT NULL,
  PRIMARY KEY (origin, size)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE cosignature (
  origin TEXT NOT NULL,
  size INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (origin, size, line),
  FOREIGN KEY (origin, size) REFERENCES head (origin, size)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE retimed (
  origin TEXT NOT NULL,
  size INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  checkpoint BLOB NOT NULL,
  PRIMARY KEY (origin, size, number),
  FOREIGN KEY (origin, size) REFERENCES head (origin, size)
) STRICT, WITHOUT ROWID""",
    # Refuses gaps, and with them INSERT OR REPLACE, which no trigger on update or delete sees.
    """CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.number IS NOT (SELECT coalesce(max(number) + 1, 0) FROM entry WHERE origin = NEW.origin)
BEGIN SELECT RAISE(ABORT, 'an act is numbered on from the last'); END""",
    # The one change there is: a body goes, and all else stays as it is.
    """CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
WHEN NOT (NEW.origin IS OLD.origin AND NEW.number IS OLD.number AND NEW.leaf IS OLD.leaf
  AND NEW.entry IS OLD.entry AND OLD.body IS NOT NULL AND NEW.body IS NULL)
BEGIN SELECT RAISE(ABORT, 'what was entered stays as it is'); END""",
    """CREATE TRIGGER entry_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'what was entered is never deleted'); END""",
    """CREATE TRIGGER head_follows BEFORE INSERT ON head
WHEN NEW.size IS NOT (SELECT coalesce(max(number) + 1, 0) FROM entry WHERE origin = NEW.origin)
  OR NEW.size <= (SELECT max(size) FROM head WHERE origin = NEW.origin)
BEGIN SELECT RAISE(ABORT, 'a head counts the acts, and only grows'); END""",
    """CREATE TRIGGER head_stays BEFORE UPDATE ON head
BEGIN SELECT RAISE(ABORT, 'what was signed stays as it is'); END""",
    """CREATE TRIGGER head_kept BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'what was signed is never deleted'); END""",
    """CREATE TRIGGER retimed_follows BEFORE INSERT ON retimed
WHEN NEW.size IS NOT (SELECT max(size) FROM head WHERE origin = NEW.origin)
  OR NEW.number IS NOT (SELECT coalesce(max(number) + 1, 1) FROM retimed
    WHERE origin = NEW.origin AND size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'only the newest head is timed anew, one time after another'); END""",
    """CREATE TRIGGER retimed_stays BEFORE UPDATE ON retimed
BEGIN SELECT RAISE(ABORT, 'what was signed stays as it is'); END""",
    """CREATE TRIGGER retimed_kept BEFORE DELETE ON retimed
BEGIN SELECT RAISE(ABORT, 'what was signed is never deleted'); END""",
    """CREATE TRIGGER cosignature_stays BEFORE UPDATE ON cosignature
BEGIN SELECT RAISE(ABORT, 'what was signed stays as it is'); END""",
    """CREATE TRIGGER cosignature_kept BEFORE DELETE ON cosignature
BEGIN SELECT RAISE(ABORT, 'what was signed is never deleted'); END""",
)


def connect(path: Path, mode: str, *, alone: bool = False) -> sqlite3.Connection:
    """A connection whose commits are durable; the file's own form is not looked at yet.

    Args:
        path: the file.
        mode: ``rw`` for a file that exists, ``rwc`` to make one.
        alone: nobody else has the file open meanwhile, and nothing is written: then no further
            file is needed beside it, so that it opens on a disk without any room.
    """
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True, isolation_level=None, timeout=WAIT, check_same_thread=False,
    )  # fmt: skip
    try:
        for setting in (
            *(("locking_mode = EXCLUSIVE", "query_only = ON") if alone else ()),
            "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON",
            "secure_delete = ON", "trusted_schema = OFF",
        ):  # fmt: skip
            db.execute(f"PRAGMA {setting}")
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def commit(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    """One transaction: all of it, or none of it."""
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def is_empty(db: sqlite3.Connection) -> bool:
    """Whether nothing was ever laid in the file."""
    return db.execute("SELECT 1 FROM sqlite_schema").fetchone() is None


def write_ahead(db: sqlite3.Connection) -> None:
    """Let readers read while a writer writes; both settings stay with the file."""
    db.execute(f"PRAGMA page_size = {PAGE}")  # of no effect on a file that holds something
    db.execute("PRAGMA journal_mode = WAL")


def lay_tables(db: sqlite3.Connection) -> None:
    """Lay the tables and guards in an empty file, inside the transaction of the caller."""
    for statement in SCHEMA:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {FORM}")


def check_file(db: sqlite3.Connection, path: Path) -> None:
    """Check that a file holds records, with the tables and guards as they were laid.

    Raises:
        RecordError: it is another kind of file.
        TamperedError: tables or guards were changed.
    """
    found = [
        db.execute(f"PRAGMA {word}").fetchone()[0] for word in ("application_id", "user_version")
    ]
    if found != [APPLICATION, FORM]:
        why = f"{path} is not a file of records in form {FORM}"
        mend = "name the right file; if making it was cut short, create the record again"
        raise RecordError(told("The file was not opened", why, mend))
    rows = db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
    if {sql for (sql,) in rows} != set(SCHEMA):
        why = f"the tables or guards of {path} were changed"
        mend = "keep the file aside, and open a backup or a mirror whose checkpoint others know"
        raise TamperedError(told("The file was not opened", why, mend))


def origins_in(db: sqlite3.Connection) -> tuple[str, ...]:
    """The records in a file, in the order of their names' letters."""
    rows = db.execute("SELECT DISTINCT origin FROM head ORDER BY origin")
    return tuple(origin for (origin,) in rows)


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Tell a fault of SQLite or of the disk as a fault of the record: why, and what to do."""
    try:
        yield
    except DipoliError:
        raise
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for beginning, why, mend in _REASONS:
            if name.startswith(beginning):
                kind = TamperedError if beginning in _DAMAGED else RecordError
                raise kind(told(what, f"{why} ({error})", mend)) from error
        raise RecordError(told(what, str(error), _LOOK)) from error
    except OSError as error:
        raise RecordError(told(what, str(error), _LOOK)) from error


def has_no_room(fault: RecordError) -> bool:
    """Whether a file may have failed to open since its disk has no room for the files beside it."""
    name = getattr(fault.__cause__, "sqlite_errorname", "")
    return name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN"))


_LOOK = (
    "look at the disk and the rights of the file, and read the head before you send again; where "
    "it cannot be opened, read from the static files meanwhile"
)
_PAST = "another program wrote past the depositary: compare the record with a mirror"
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_DAMAGE = "keep it aside, and restore a backup (docs/howto/back-up-and-restore.md)"
_REASONS = (
    ("SQLITE_FULL", "the disk is full, or the size allowed to the file is reached",
     "make room; nothing of this was kept, and reading goes on; then send again"),
    ("SQLITE_IOERR", "the disk refused, or a limit on file sizes is reached", _LOOK),
    ("SQLITE_CANTOPEN", "the file cannot be opened; the disk may be full", _LOOK),
    ("SQLITE_BUSY", f"another writer held it for more than {WAIT:g} seconds",
     "end what holds the file, then send again"),
    ("SQLITE_READONLY", "the file or its folder may not be written", _LOOK),
    ("SQLITE_CONSTRAINT", "a guard of the tables refused the change", _PAST),
    *((word, "the file is damaged, or is no file of records", _DAMAGE) for word in _DAMAGED),
)  # fmt: skip
