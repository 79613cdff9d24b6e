"""Who keeps the record of an office: a file in its folder, or a PostgreSQL server.

An office names its keeper by a line of its paper; the words by which the server is reached stand in
the surroundings (``DIPOLI_DATABASE``), never in the paper, since they may hold a password. The two
keepers make the same promise, and a record is carried from one to the other whole: acts, every
head, every line of a witness, every later time.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Protocol

from attrs import field, frozen

from dipoli.depositary import carried, sqlite
from dipoli.depositary.form import told
from dipoli.faults import RecordError
from dipoli.record.custody import Custody

DATABASE = "DIPOLI_DATABASE"
"""Under this name the surroundings say how the server is reached."""

SERVER = "postgresql"
"""The line of an office whose record lies on a server."""


class Opened(Custody, Protocol):
    """A record that is closed by hand."""

    def close(self) -> None:
        """Let go."""
        ...


class Keeper(Protocol):
    """What an office asks of whoever keeps its record."""

    def has(self) -> bool:
        """Whether there is a record."""
        ...

    def create(self, note: bytes) -> None:
        """Make the record, on purpose, without acts."""
        ...

    def open_(self) -> Opened:
        """Open the record that exists."""
        ...

    def backup(self, target: Path) -> None:
        """Copy the record as of one moment into a file, checked before it gets its name."""
        ...

    def settle(self, source: Path) -> None:
        """Go on with a record that was made ready in a file of its own; the file goes."""
        ...


@frozen(kw_only=True)
class FileKeeper:
    """A file of its own for one record.

    Args:
        path: the file.
        origin: name of the record.
    """

    path: Path
    origin: str

    def has(self) -> bool:
        """Whether the file is there."""
        return self.path.exists()

    def create(self, note: bytes) -> None:
        """Make the file."""
        sqlite.create(self.path, self.origin, note)

    def open_(self) -> Opened:
        """Open the file."""
        return sqlite.open_(self.path, self.origin)

    def backup(self, target: Path) -> None:
        """Copy it page by page, as of one moment."""
        sqlite.backup(self.path, target)

    def settle(self, source: Path) -> None:
        """Give the file its name here."""
        source.rename(self.path)


@frozen(kw_only=True)
class ServerKeeper:
    """A server that keeps many records.

    Args:
        words: by which it is reached; they may hold a password.
        origin: name of the record.
    """

    words: str = field(repr=False)
    origin: str

    def has(self) -> bool:
        """Whether the server holds the record."""
        return bool(self.origin in _postgres().origins(self.words))

    def create(self, note: bytes) -> None:
        """Make it there."""
        _postgres().create(self.words, self.origin, note)

    def open_(self) -> Opened:
        """Open it there."""
        opened: Opened = _postgres().open_(self.words, self.origin)
        return opened

    def backup(self, target: Path) -> None:
        """Read it as of one moment, and lay it in a file of the same form as any other."""
        carried.to_file(_postgres().whole(self.words, self.origin), target)

    def settle(self, source: Path) -> None:
        """Carry it to the server, in one transaction; then the file goes."""
        carry(source, self)
        source.unlink()


def carry(source: Path, keeper: ServerKeeper) -> None:
    """Carry the record of a file to a server, whole; asked again, it looks that both are the same.

    Raises:
        RecordError: the server holds another record of that name, or refuses.
        TamperedError: what was carried does not agree with itself.
    """
    history = carried.of_file(source, keeper.origin)
    if not keeper.has():
        # Crash before the commit: the server holds nothing of it. After it: asked again, the two
        # are compared.
        _postgres().lay_whole(keeper.words, keeper.origin, history)
    with closing(keeper.open_()) as custody:
        head = custody.head()
    if (head.size, head.root) != (history.heads[-1].size, history.heads[-1].root):
        what, why = f"{keeper.origin} was not carried", "the server holds another record of it"
        mend = "compare both with a mirror; use a fresh database for the one that holds"
        raise RecordError(told(what, why, mend))


def server_words(given: str | None = None) -> str:
    """How the server is reached.

    Args:
        given: the words, where the caller has them; else those of the surroundings.

    Raises:
        RecordError: nobody says it, or it is no address of a PostgreSQL server.
    """
    words = os.environ.get(DATABASE, "") if given is None else given
    if not words:
        what, why = "The record was not opened", "it lies on a server, and nothing says which"
        raise RecordError(told(what, why, f"set {DATABASE}=postgresql://USER@HOST/NAME"))
    return words


def lay(owner: str, role: str) -> None:
    """Lay the tables on a server, as their owner, for the role of the site.

    Args:
        owner: by which the owner of the database reaches it; not used again.
        role: the role of the site.

    Raises:
        RecordError: they are there already, or the role is not.
    """
    _postgres().setup(owner, role)


def _postgres() -> ModuleType:
    """The adapter; asked for only where a server is: its driver may be missing elsewhere."""
    try:
        from dipoli.depositary import postgres  # noqa: PLC0415 - as above
    except ImportError:
        what, why = "The server was not reached", "psycopg is not installed"
        raise RecordError(told(what, why, "pip install 'dipoli[postgres]'")) from None
    return postgres
