"""Where runs are kept: a folder for each, or sealed to the keys of a delegation.

    FOLDER/<run>/run.json       question, state, answer and receipt
    FOLDER/<run>/document.html  a page that was drawn of the answer, where there is one

A page is put in place before the run that names its digest. So a run is there whole or as it was
before, and a page that no run names is passed over.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from attrs import field, frozen

from dipoli.codec.lately import Lately
from dipoli.workbench.disk import make_folder, put
from dipoli.workbench.runs.run import Run, brief, read, written

NAME = re.compile(r"[0-9a-f]{24}-[0-9]{1,6}")
_RUN, _DOCUMENT = "run.json", "document.html"
_MOST_KNOWN = 4_000


class Shelf(Protocol):
    """Keeps runs."""

    def names(self) -> Iterator[str]:
        """Names of the runs, by name."""
        ...

    def read(self, name: str) -> Run | None:
        """A run; None where there is none of this name.

        Raises:
            MalformedError: it is damaged.
        """
        ...

    def brief(self, name: str) -> Run | None:
        """A run as a list has it, without its answer; None where there is none of this name.

        Raises:
            MalformedError: it is damaged.
        """
        ...

    def document(self, run: Run) -> bytes | None:
        """The page that was drawn of the answer of a run; None where there is none."""
        ...

    def keep(self, run: Run, document: bytes | None = None) -> None:
        """Keep a run in place of what was kept of it.

        Args:
            run: the run, with the digest of the page in it.
            document: the page; None where it has none, or the one that is kept already.
        """
        ...

    def remove(self, name: str) -> None:
        """Remove a run and all that belongs to it."""
        ...


@frozen(kw_only=True)
class FolderShelf:
    """Runs as plain files.

    Args:
        folder: where they lie; made when the first is kept.
    """

    folder: Path
    _briefs: Lately[tuple[str, int, int, int, int], Run | None] = field(
        factory=lambda: Lately(_MOST_KNOWN), init=False, repr=False, eq=False
    )
    """Runs without their answers, by name and by what the disk says of the file."""

    def names(self) -> Iterator[str]:
        """Names of the runs, by name."""
        if self.folder.is_dir():
            for path in sorted(self.folder.iterdir()):
                if NAME.fullmatch(path.name) and (path / _RUN).is_file():
                    yield path.name

    def read(self, name: str) -> Run | None:
        """A run; None where there is none of this name.

        Raises:
            MalformedError: it is damaged.
        """
        found = self._bytes(name, _RUN)
        return None if found is None else read(found, f"{name}/{_RUN}")

    def brief(self, name: str) -> Run | None:
        """A run as a list has it; a file that was not replaced since is not read again.

        Raises:
            MalformedError: it is damaged.
        """
        try:
            file = (self._place(name) / _RUN).stat() if NAME.fullmatch(name) else None
        except (FileNotFoundError, NotADirectoryError):
            file = None
        if file is None:
            return None
        # A run is put in place whole, as another file: it is never written into.
        key = (name, file.st_ino, file.st_ctime_ns, file.st_mtime_ns, file.st_size)
        return self._briefs.of(key, lambda: self._brief(name))

    def document(self, run: Run) -> bytes | None:
        """The page that was drawn of the answer of a run; None where there is none."""
        found = self._bytes(run.id, _DOCUMENT) if run.document else None
        return found if found is not None and digest(found) == run.document else None

    def keep(self, run: Run, document: bytes | None = None) -> None:
        """Keep a run in place of what was kept of it."""
        place = self._place(run.id)
        make_folder(place)
        if document is not None:
            put(place / _DOCUMENT, document)
            # If we stop here, no run names this page, and it is passed over.
        put(place / _RUN, written(run))

    def remove(self, name: str) -> None:
        """Remove a run and all that belongs to it."""
        place = self._place(name)
        (place / _RUN).unlink(missing_ok=True)
        # If we stop here, there is no run of this name; what is left of it is passed over.
        shutil.rmtree(place, ignore_errors=True)

    def _brief(self, name: str) -> Run | None:
        found = self.read(name)
        return None if found is None else brief(found)

    def _bytes(self, name: str, part: str) -> bytes | None:
        try:
            return (self._place(name) / part).read_bytes() if NAME.fullmatch(name) else None
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _place(self, name: str) -> Path:
        if NAME.fullmatch(name) is None:
            message = f"{name!r} is no name of a run"
            raise ValueError(message)
        return self.folder / name


def digest(data: bytes) -> str:
    """How a run names the page that was drawn of its answer."""
    return hashlib.sha256(data).hexdigest()
