"""A record as a whole, to be carried from one keeper to another: nothing of its history is lost.

The reading half of a custody gives the acts and the newest head. A record holds more: every head
that was signed, each later time of a head, every line of a witness. An office that is carried to
another keeper answers for all of it, so all of it is carried, in the order in which it was written,
and the guards of the new keeper look at each row as if it were entered there.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from attrs import frozen

from dipoli.depositary.disk import sync_folder
from dipoli.depositary.form import told
from dipoli.depositary.sqlite import open_
from dipoli.depositary.sqlite_file import (
    check_file,
    commit,
    connect,
    lay_tables,
    telling,
    write_ahead,
)
from dipoli.faults import RecordError

Row = tuple[object, ...]


@frozen(kw_only=True)
class Signed:
    """A head as it was kept.

    Args:
        size: number of acts.
        root: of the tree over them.
        checkpoint: the note as it was signed first.
        later: the same as it was timed anew, in order.
        lines: of witnesses.
    """

    size: int
    root: bytes
    checkpoint: bytes
    later: tuple[bytes, ...] = ()
    lines: tuple[str, ...] = ()


@frozen(kw_only=True)
class Whole:
    """A record with its history.

    Args:
        origin: its name.
        acts: number, leaf, entry and body of each, in order.
        heads: every head, the smallest first.
    """

    origin: str
    acts: Sequence[tuple[int, bytes, bytes, bytes | None]]
    heads: tuple[Signed, ...]


def whole(
    origin: str,
    acts: Sequence[Row],
    heads: Sequence[Row],
    later: Sequence[Row],
    lines: Sequence[Row],
) -> Whole:
    """A record from the rows of its tables.

    Args:
        origin: its name.
        acts: number, leaf, entry, body.
        heads: size, root, checkpoint.
        later: size, checkpoint; in the order in which they were signed.
        lines: size, line.

    Raises:
        RecordError: there is no such record.
    """
    if not heads:
        what = f"The record {origin} was not carried"
        raise RecordError(told(what, "there is no record of this name", "name the right one"))
    timed: dict[object, list[bytes]] = {}
    for size, note in later:
        timed.setdefault(size, []).append(bytes(note))  # type: ignore[call-overload]
    witnessed: dict[object, list[str]] = {}
    for size, line in lines:
        witnessed.setdefault(size, []).append(str(line))
    return Whole(
        origin=origin,
        acts=tuple(acts),  # type: ignore[arg-type] # rows of that shape
        heads=tuple(
            Signed(
                size=size,  # type: ignore[arg-type] # as above
                root=root,  # type: ignore[arg-type]
                checkpoint=note,  # type: ignore[arg-type]
                later=tuple(timed.get(size, ())),
                lines=tuple(witnessed.get(size, ())),
            )
            for size, root, note in heads
        ),
    )


def of_file(path: Path, origin: str) -> Whole:
    """The record in a file, as of one moment.

    Raises:
        RecordError: it cannot be read, or holds no such record.
        TamperedError: its tables or guards were changed.
    """
    what = f"The record {origin} was not carried"
    if not path.exists():
        raise RecordError(told(what, f"there is no file {path}", "name the right file"))
    with telling(what), closing(connect(path, "rw")) as db:
        check_file(db, path)
        with commit(db, "BEGIN"):
            found = [db.execute(query, (origin,)).fetchall() for query in QUERIES]
    return whole(origin, *found)


QUERIES = (
    "SELECT number, leaf, entry, body FROM entry WHERE origin = ? ORDER BY number",
    "SELECT size, root, checkpoint FROM head WHERE origin = ? ORDER BY size",
    "SELECT size, checkpoint FROM retimed WHERE origin = ? ORDER BY size, number",
    "SELECT size, line FROM cosignature WHERE origin = ? ORDER BY size, line",
)
"""What is read of a record, in both databases."""


def steps(history: Whole) -> Sequence[tuple[str, Sequence[Row]]]:
    """What is written, in the order in which the guards let it in.

    Returns:
        name of a table, and the rows that are added to it next.
    """
    found: list[tuple[str, Sequence[Row]]] = []
    done, origin = 0, history.origin
    for head in history.heads:
        acts = history.acts[done : head.size]
        found += [
            ("entry", [(origin, *act) for act in acts]),
            ("head", [(origin, head.size, head.root, head.checkpoint)]),
            ("retimed", [(origin, head.size, n, note) for n, note in enumerate(head.later, 1)]),
            ("cosignature", [(origin, head.size, line) for line in head.lines]),
        ]
        done = head.size
    return [(table, rows) for table, rows in found if rows]


COLUMNS = {
    "entry": ("origin", "number", "leaf", "entry", "body"),
    "head": ("origin", "size", "root", "checkpoint"),
    "retimed": ("origin", "size", "number", "checkpoint"),
    "cosignature": ("origin", "size", "line"),
}
"""The tables, and the order in which `steps` gives what stands in them."""


def to_file(history: Whole, target: Path) -> None:
    """Lay a record in a fresh file, check it, and only then give it its name.

    Raises:
        RecordError: the name is taken, or it could not be written.
        TamperedError: it does not agree with itself.
    """
    what = f"The copy {target} was not made"
    if target.exists():
        mend = "move that file aside, and keep it until you have compared the two"
        raise RecordError(told(what, f"{target} exists", mend))
    partial = target.with_name(f"{target.name}.partial")
    with telling(what):
        try:
            _remove(partial)
            _lay(history, partial)
            open_(partial, history.origin).close()
            with closing(connect(partial, "rw")) as db:
                db.execute("PRAGMA journal_mode = DELETE")  # whole in one file
            # Crash now: only a file named .partial, which the next copy takes away.
            partial.rename(target)
            sync_folder(target.parent)
        finally:
            _remove(partial)


def _lay(history: Whole, path: Path) -> None:
    with closing(connect(path, "rwc")) as db:
        write_ahead(db)
        with commit(db, "BEGIN IMMEDIATE"):
            lay_tables(db)
            for table, rows in steps(history):
                places = ", ".join("?" for _ in COLUMNS[table])
                names = ", ".join(COLUMNS[table])
                add = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - our own names
                db.executemany(add, rows)


def _remove(path: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
