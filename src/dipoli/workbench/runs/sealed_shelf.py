"""Runs of a delegation's own cases: each is one file on its node, sealed to its keys.

    FOLDER/runs/cases/5f0c....age

Question, answer and page lie in the one sealed file, which is put in place whole; the name of the
file is chance. Of what was opened, memory keeps what lists need of every run, and a few runs whole.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from dipoli.faults import DipoliError
from dipoli.node import sealed_files
from dipoli.node.box import KeyBox
from dipoli.workbench.runs import run as runs
from dipoli.workbench.runs.run import Run
from dipoli.workbench.runs.shelf import NAME, digest

RUNS = "runs"
_MOST_WHOLE = 4


@frozen(kw_only=True)
class SealedShelf:
    """Runs that open with the keys of one delegation.

    Args:
        folder: of its node.
        box: its keys.
    """

    folder: Path
    box: KeyBox = field(repr=False)
    _files: dict[str, str] = field(factory=dict, init=False, repr=False)
    _briefs: dict[str, Run] = field(factory=dict, init=False, repr=False)
    _whole: dict[str, tuple[Run, str]] = field(factory=dict, init=False, repr=False)
    """Runs with their pages, the latest asked for last: no more than a few."""
    _damaged: set[str] = field(factory=set, init=False, repr=False)
    _lock: threading.RLock = field(factory=threading.RLock, init=False, repr=False, eq=False)

    def names(self) -> Iterator[str]:
        """Names of the runs, by name; a file that does not open is passed over."""
        with self._lock:
            self._look()
            yield from sorted(self._files)

    def read(self, name: str) -> Run | None:
        """A run; None where there is none of this name, or its file does not open any more."""
        held = self._open(name)
        return None if held is None else held[0]

    def brief(self, name: str) -> Run | None:
        """A run as a list has it; None where there is none of this name."""
        with self._lock:
            self._look()
            return self._briefs.get(name)

    def document(self, run: Run) -> bytes | None:
        """The page that was drawn of the answer of a run; None where there is none."""
        held = self._open(run.id)
        page = b"" if held is None else held[1].encode()
        return page if run.document and digest(page) == run.document else None

    def keep(self, run: Run, document: bytes | None = None) -> None:
        """Keep a run in place of what was kept of it."""
        if NAME.fullmatch(run.id) is None:
            message = f"{run.id!r} is no name of a run"
            raise ValueError(message)
        with self._lock:
            self._look()
            kept = self._open(run.id) if run.document and document is None else None
            page = "" if kept is None else kept[1]
            page = page if document is None else document.decode()
            self._place.mkdir(mode=0o700, exist_ok=True)
            file = self._files.get(run.id) or sealed_files.free_name(
                self._place, secrets.token_bytes
            )
            told = {"run": json.loads(runs.written(run)), "page": page}
            data = json.dumps(told, ensure_ascii=False).encode()
            sealed_files.keep(self._place, self.box, file, data)
            self._files[run.id] = file
            self._know(run, page)

    def remove(self, name: str) -> None:
        """Remove a run."""
        with self._lock:
            self._look()
            file = self._files.pop(name, None)
            self._briefs.pop(name, None)
            self._whole.pop(name, None)
            if file is not None:
                sealed_files.remove(self._place, file)

    @property
    def _place(self) -> Path:
        return self.folder / RUNS

    def _look(self) -> None:
        """Open what was not opened yet."""
        known = {*self._files.values(), *self._damaged}
        for file in sealed_files.names(self._place):
            if file in known:
                continue
            found = self._opened(file)
            if found is None:
                self._damaged.add(file)
            else:
                self._files[found[0].id] = file
                self._know(*found)

    def _open(self, name: str) -> tuple[Run, str] | None:
        """A run with its page, from memory or from its file."""
        with self._lock:
            self._look()
            if name not in self._files:
                return None
            found = self._whole.get(name) or self._opened(self._files[name])
            if found is not None:
                self._know(*found)
            return found

    def _opened(self, file: str) -> tuple[Run, str] | None:
        """What a file holds; None where it does not open."""
        try:
            told = json.loads(sealed_files.open_(self._place, self.box, file))
            return runs.read(json.dumps(told["run"]).encode(), file), str(told["page"])
        except (DipoliError, ValueError, KeyError, TypeError):
            return None

    def _know(self, run: Run, page: str) -> None:
        self._briefs[run.id] = runs.brief(run)
        self._whole.pop(run.id, None)
        self._whole[run.id] = (run, page)
        while len(self._whole) > _MOST_WHOLE:
            del self._whole[next(iter(self._whole))]
