"""What everything kept in files needs of the disk."""

from __future__ import annotations

import os
from pathlib import Path

_TAIL = ".new"
"""How a file is called until it is whole."""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a new file is lost in a crash if its name is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, data: bytes) -> None:
    """Put a file in place whole, readable by its owner alone; when this returns, it is kept.

    Crash at any point: the old file stands, or the new one, never half of one.

    Args:
        path: of the file; its folder exists.
        data: all of its bytes.

    Raises:
        OSError: the disk refused. The old file stands.
    """
    partial = path.with_name(path.name + _TAIL)
    with partial.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync_folder(path.parent)
