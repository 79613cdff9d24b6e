"""Files put into a folder whole: all of them, or none.

What is true if we crash. A new folder is made beside its place and put there whole. In one that
is there, files come first, under names that no line of the manifest has, and the manifest last, in
one step: before that step the corpus is as it was, with files too many that nobody reads, and after
it the corpus is whole. One writes at a time: the folder is locked meanwhile.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from dipoli.codec.corpus.manifest import NAME
from dipoli.codec.corpus.table import told
from dipoli.faults import MalformedError, RefusedError

_PART = ".dipoli-part-"


@contextlib.contextmanager
def begun(folder: Path) -> Iterator[Path]:
    """A new folder, filled beside its place and put there whole when all went well.

    Raises:
        MalformedError: there is no folder to put it in.
        RefusedError: somebody else put something there meanwhile.
    """
    parent = folder.absolute().parent
    if not parent.is_dir():
        fault = ("", "a folder to put the corpus in", "no such folder", "make it first")
        raise MalformedError([told(str(parent), 0, *fault)])
    part = Path(tempfile.mkdtemp(prefix=_PART, dir=parent))
    try:
        part.chmod(0o755)
        yield part
        try:
            part.rename(folder)
        except OSError:
            if not folder.exists():
                raise
            message = f"{folder}: somebody else put something there meanwhile. Nothing was added."
            raise RefusedError(message) from None
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _synced(parent)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """A folder that nobody else adds to meanwhile; what a killed program left half is removed.

    Raises:
        RefusedError: somebody else is adding to it.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = f"{folder}: somebody else is adding to it. Wait until that is done."
            raise RefusedError(message) from None
        for where in {folder, *(one for one in folder.iterdir() if one.is_dir())}:
            for left in where.glob(f"{_PART}*"):
                left.unlink(missing_ok=True)
        yield
    finally:
        os.close(descriptor)


def put_all(folder: Path, files: Sequence[tuple[str, bytes]], manifest: bytes) -> None:
    """Files, and then the manifest by which the corpus has them.

    Args:
        folder: of the corpus.
        files: each with its path from the folder; one that is there already stays as it is.
        manifest: the new one.

    Raises:
        MalformedError: a folder inside is a link that leads out.
        OSError: the disk refused. The corpus is as it was.
    """
    done: list[Path] = []
    try:
        for file, content in files:
            path = folder / file
            _inside(folder, path.parent)
            if not path.exists():
                done.append(path)
                _put(path, content)
        # Their names are durable before the manifest that names them is.
        for place in {path.parent for path in done}:
            _synced(place)
        _put(folder / NAME, manifest)
        _synced(folder)
    except BaseException:
        # Once the manifest is in place the corpus has these files, whatever failed after that.
        if not _holds(folder / NAME, manifest):
            for path in done:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
        raise


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _inside(folder: Path, place: Path) -> None:
    place.mkdir(exist_ok=True)
    if not place.resolve().is_relative_to(folder.resolve()):
        fault = ("", "a folder", "a link that leads out of the corpus", "delete the link")
        raise MalformedError([told(str(place), 0, *fault)])


def _put(path: Path, content: bytes) -> None:
    """A file in its place, whole, or none; its name is durable once its folder is synced."""
    handle, name = tempfile.mkstemp(prefix=_PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _synced(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
