"""A copy of a record in a folder: its files, one at a time, and nothing believed.

The folder is laid out as any web server can serve it: ``checkpoint``, ``tile/``, ``tile/entries/``,
``bodies/``. Paths come from the numbers of acts alone, never from what a file says.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dipoli.faults import RecordError
from dipoli.record.audit_files import CHECKPOINT, body_path
from dipoli.record.quorum import OFFICIAL, TO_COSIGN
from dipoli.record.tile import coordinates, entries_path, tile_path

LIMIT = 1 << 25
"""More bytes than any file of a copy can have; a larger one is read no further."""

_PIECE = 1 << 16
"""Bytes read at a time: nearly every file is smaller, and a record has a million of them."""


class MirrorFolder:
    """The files of one copy.

    Args:
        folder: where they lie.

    Raises:
        RecordError: there is no such folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            message = f"There is no folder {folder}. Give the folder of a copy of a record."
            raise RecordError(message)
        self._top = f"{folder}{os.sep}"

    def read(self, path: str) -> bytes | None:
        """The bytes at a path; None when no file is there."""
        try:
            file = os.open(f"{self._top}{path}", _READING)
        except OSError as fault:
            if fault.errno in _NO_FILE:
                return None
            raise
        try:
            told = os.fstat(file)
            if not stat.S_ISREG(told.st_mode):
                return None
            data = os.read(file, _PIECE)
            return data if len(data) == told.st_size else b"".join([data, *_further(file)])
        finally:
            os.close(file)

    def strays(self, size: int) -> int:
        """How many files there are that a record of so many acts does not need.

        Files of an earlier head, and of acts that came after the checkpoint, are among them.
        """
        due = {CHECKPOINT, OFFICIAL, TO_COSIGN, *map(body_path, range(size))}
        for level, index, width in coordinates(size):
            due.add(tile_path(level, index, width))
            if level == 0:
                due.add(entries_path(index, width))
        found = 0
        for top, _folders, names in os.walk(self.folder):
            inside = f"{top}{os.sep}".removeprefix(self._top).replace(os.sep, "/")
            found += sum(f"{inside}{name}" not in due for name in names)
        return found


_READING = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
"""Without waiting for a pipe that somebody laid in place of a file."""

_NO_FILE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO}


def _further(file: int) -> Iterator[bytes]:
    """What follows the first piece of a file, as far as it is read."""
    left = LIMIT - _PIECE
    while left and (data := os.read(file, min(left, _PIECE))):
        yield data
        left -= len(data)


def write_proof(data: bytes, beside: Path, out: Path | None) -> Path:
    """Write a proof, whole or not at all, and never over a proof that lies there already.

    Args:
        data: the proof.
        beside: the folder of the copy; the file lies beside it when no other place is given.
        out: where to write it, or None.

    Returns:
        Where it lies.

    Raises:
        OSError: it could not be written.
    """
    beside = beside.resolve()
    place = out or beside.with_name(f"{beside.name}.proof.json")
    number = 1
    while out is None and place.exists() and place.read_bytes() != data:
        number += 1
        place = beside.with_name(f"{beside.name}.proof-{number}.json")
    partial = place.with_name(f"{place.name}.new")
    partial.write_bytes(data)
    partial.replace(place)
    return place
