"""Where a node reads a record: static files by their paths, whoever serves them.

A source is under the host's hand, so it may give anything, or as much as it likes, or nothing at
all. Three things are told apart: there is no such file; there is no answer; and there is more than
any honest file can hold. How long a file may be follows from its path alone.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Protocol

from dipoli.faults import RecordError
from dipoli.record.audit_files import CHECKPOINT
from dipoli.record.canon import ENTRY_BYTES
from dipoli.record.note import MAX_NOTE_BYTES
from dipoli.record.quorum import OFFICIAL, TO_COSIGN
from dipoli.record.tile import LENGTH_BYTES, WIDTH
from dipoli.record.tree import HASH_BYTES

BODY_BYTES = 1 << 20
TILE_BYTES = WIDTH * HASH_BYTES
BUNDLE_BYTES = WIDTH * (LENGTH_BYTES + ENTRY_BYTES)


class SourceError(RecordError):
    """There is no answer: whether the file exists is not known."""


class OversizeError(RecordError):
    """There is more at a path than any honest file there can hold. It was not read."""


class Source(Protocol):
    """Static files of one circle, laid out as `dipoli.depositary.tiles` says."""

    def read(self, path: str) -> bytes | None:
        """The bytes at a path; None when no file is there.

        Raises:
            SourceError: there is no answer.
            OversizeError: there is more than ``most(path)`` bytes.
        """
        ...


def most(path: str) -> int:
    """How many bytes an honest file at a path has at most.

    >>> most("tile/0/000")
    8192
    """
    if path in {CHECKPOINT, OFFICIAL, TO_COSIGN}:
        return MAX_NOTE_BYTES
    if path.startswith("tile/entries/"):
        return BUNDLE_BYTES
    return TILE_BYTES if path.startswith("tile/") else BODY_BYTES


def read_at_most(source: Source, path: str) -> bytes | None:
    """Read from a source, whose own care about sizes is not relied on.

    Raises:
        SourceError: there is no answer.
        OversizeError: there is more than an honest file can hold.
    """
    data = source.read(path)
    if data is not None and len(data) > most(path):
        raise _oversize(path)
    return data


class FolderSource:
    """The files in a folder: a mounted disk, or a copy that was carried by hand.

    Args:
        folder: where they lie. It need not be there yet: then there is no answer.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str) -> bytes | None:
        """The bytes at a path; None when no file is there. Waits for nothing."""
        if not self.folder.is_dir():
            message = f"There is no folder {self.folder}: nothing can be read from it."
            raise SourceError(message)
        try:
            descriptor = os.open(self.folder / path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            message = f"The file {path} could not be read: {error}."
            raise SourceError(message) from None
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            try:
                data = file.read(most(path) + 1)
            except OSError as error:
                message = f"The file {path} could not be read: {error}."
                raise SourceError(message) from None
        if len(data) > most(path):
            raise _oversize(path)
        return data


def _oversize(path: str) -> OversizeError:
    return OversizeError(f"The file {path} has more than {most(path)} bytes. It was not read.")
