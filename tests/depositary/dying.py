"""A writer that kills itself before the statement number N that it would send.

python -m tests.depositary.dying sqlite|postgres WHERE append|withhold|cosign N
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
from tests.depositary.acts import ORIGIN, acts, leaves, line, signed, timed
from tests.depositary.places import Opened

from dipoli.depositary import postgres, sqlite


def main(kind: str, where: str, doing: str, left: int) -> None:
    """Open a record of 3 acts, and do one thing to it."""
    opened = (
        sqlite.open_(Path(where), ORIGIN) if kind == "sqlite" else postgres.open_(where, ORIGIN)
    )
    with closing(opened) as custody:
        note = custody.head().checkpoint
        index = next(one.index for one in custody.read(0, 3) if one.body is not None)
        _die_at(left, custody)
        if doing == "append":
            custody.append(3, acts(1, 3, 6), signed(leaves(acts(1, 0, 6))))
        elif doing == "withhold":
            custody.withhold(index)
        elif doing == "retime":
            custody.retime(3, timed(note, 100))
        else:
            custody.add_cosignatures(3, [line(note, 1)])


def _die_at(left: int, custody: Opened) -> None:
    count = iter(range(left))

    def look(statement: str) -> None:
        if not statement.startswith("--") and next(count, None) is None:  # -- is said by a guard
            os.kill(os.getpid(), signal.SIGKILL)

    db = custody._db  # type: ignore[attr-defined]  # noqa: SLF001 - nothing else sees each statement
    if isinstance(db, sqlite3.Connection):
        db.set_trace_callback(look)
        return
    for kind, name in ((psycopg.Connection, "execute"), (psycopg.Cursor, "executemany")):
        setattr(kind, name, _looking(getattr(kind, name), look))


def _looking(real: Callable[..., object], look: Callable[[str], None]) -> Callable[..., object]:
    def before(*words: object, **more: object) -> object:
        look(words[1] if isinstance(words[1], str) else "bytes")
        return real(*words, **more)

    return before


if __name__ == "__main__":
    _, KIND, WHERE, DOING, LEFT = sys.argv
    main(KIND, WHERE, DOING, int(LEFT))
