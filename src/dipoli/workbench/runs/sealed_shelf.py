"""Runs of a delegation's own cases: each is one file on its node, sealed to its keys.

    FOLDER/runs/cases/5f0c....age

Question, answer and page lie in the one sealed file, which is put in place whole; the name of the
file is chance. What was opened stays in memory.
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
    _held: dict[str, tuple[Run, str]] = field(factory=dict, init=False, repr=False)
    _damaged: set[str] = field(factory=set, init=False, repr=False)
    _lock: threading.RLock = field(factory=threading.RLock, init=False, repr=False, eq=False)

    def names(self) -> Iterator[str]:
        """Names of the runs, by name; a file that does not open is passed over."""
        with self._lock:
            self._look()
            yield from sorted(self._files)

    def read(self, name: str) -> Run | None:
        """A run; None where there is none of this name."""
        with self._lock:
            self._look()
            held = self._held.get(name)
        return None if held is None else held[0]

    def brief(self, name: str) -> Run | None:
        """A run as a list has it; None where there is none of this name."""
        found = self.read(name)
        return None if found is None else runs.brief(found)

    def document(self, run: Run) -> bytes | None:
        """The page that was drawn of the answer of a run; None where there is none."""
        with self._lock:
            self._look()
            held = self._held.get(run.id)
        page = b"" if held is None else held[1].encode()
        return page if run.document and digest(page) == run.document else None

    def keep(self, run: Run, document: bytes | None = None) -> None:
        """Keep a run in place of what was kept of it."""
        if NAME.fullmatch(run.id) is None:
            message = f"{run.id!r} is no name of a run"
            raise ValueError(message)
        with self._lock:
            self._look()
            kept = self._held[run.id][1] if run.id in self._held and run.document else ""
            page = kept if document is None else document.decode()
            self._place.mkdir(mode=0o700, exist_ok=True)
            file = self._files.get(run.id) or sealed_files.free_name(
                self._place, secrets.token_bytes
            )
            told = {"run": json.loads(runs.written(run)), "page": page}
            data = json.dumps(told, ensure_ascii=False).encode()
            sealed_files.keep(self._place, self.box, file, data)
            self._files[run.id], self._held[run.id] = file, (run, page)

    def remove(self, name: str) -> None:
        """Remove a run."""
        with self._lock:
            self._look()
            file = self._files.pop(name, None)
            self._held.pop(name, None)
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
            try:
                told = json.loads(sealed_files.open_(self._place, self.box, file))
                found = runs.read(json.dumps(told["run"]).encode(), file)
                self._files[found.id], self._held[found.id] = file, (found, str(told["page"]))
            except (DipoliError, ValueError, KeyError, TypeError):
                self._damaged.add(file)
