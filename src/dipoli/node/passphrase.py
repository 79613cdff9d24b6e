"""The passphrase of a box: asked for on the console without showing it, or read from a file."""

from __future__ import annotations

import getpass
import stat
import sys
from pathlib import Path

from dipoli.faults import RefusedError
from dipoli.record.canon import malformed

_BYTES = 8192


def passphrase(file: Path | None, prompt: str) -> str:
    """A passphrase, from a file or asked for without showing it.

    Raises:
        RefusedError: none was given.
    """
    if file is not None:
        return _from_file(file)
    try:
        return getpass.getpass(prompt, stream=sys.stderr)
    except EOFError:
        message = "No passphrase was given. Nothing was done."
        raise RefusedError(message) from None


def _from_file(file: Path) -> str:
    with file.open("rb") as opened:
        data = opened.read(_BYTES)
    if file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        sys.stderr.write(f"Others on this machine can read {file}.\n")
    first = data.split(b"\n", 1)[0].rstrip(b"\r")
    try:
        return first.decode("utf-8")
    except UnicodeDecodeError:
        raise malformed(
            str(file), "a passphrase in UTF-8", "other bytes", "write the file anew"
        ) from None
