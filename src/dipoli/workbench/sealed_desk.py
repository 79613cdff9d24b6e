"""A delegation's own desk: each case is one file on its node, sealed to its keys.

Papers and log of a case lie in one sealed file, which is put in place whole. Nothing of a case is
ever on the disk otherwise: no paper, no log, no title, no name.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from dipoli.codec.lately import Lately
from dipoli.faults import Finding, MalformedError
from dipoli.node import sealed_files
from dipoli.node.box import KeyBox
from dipoli.workbench import history_json
from dipoli.workbench.desk import Held, check_names, check_size, stale, unknown
from dipoli.workbench.history import History, Papers

FORMAT = "dipoli.sealed-case/1"
_MOST_KNOWN = 8


@frozen(kw_only=True)
class SealedDesk:
    """Cases that open with the keys of one delegation.

    Args:
        folder: of its node.
        box: its keys.
    """

    folder: Path
    box: KeyBox = field(repr=False)
    sealed: bool = field(default=True, init=False)
    _lock: threading.RLock = field(factory=threading.RLock, init=False, repr=False, eq=False)
    _known: Lately[bytes, tuple[Papers, History]] = field(
        factory=lambda: Lately(_MOST_KNOWN), init=False, repr=False, eq=False
    )
    """What was opened, by digest: a log of many edits takes long to read; in memory alone."""

    def list(self) -> Iterator[str]:
        """Ids, which are chance and say nothing."""
        yield from sealed_files.names(self.folder)

    def read(self, case: str) -> Held:
        """A case, opened.

        Raises:
            UnknownCaseError: there is none of this id.
            SealedError: it does not open with these keys, or was altered.
        """
        with self._lock:
            if not sealed_files.is_kept(self.folder, case):
                raise unknown()
            data = sealed_files.open_(self.folder, self.box, case)
        papers, history = self._known.of(_digest(data), lambda: _read(case, data))
        return Held(id=case, papers=dict(papers), history=history)

    def add(self, name: str, papers: Papers) -> Held:  # noqa: ARG002 - no name shows on the disk
        """Lay a new case here; its id is chance, whatever name was wished."""
        check_names(papers)
        with self._lock:
            case = sealed_files.free_name(self.folder, secrets.token_bytes)
            held = Held(id=case, papers=dict(sorted(papers.items())))
            self._keep(held, History())
        return held

    def write(self, held: Held, expected: str) -> None:
        """Keep a case in place of the version that was read.

        Raises:
            StaleCaseError: another version is there by now; nothing was written.
        """
        check_names(held.papers)
        with self._lock:
            before = self.read(held.id)
            if before.version != expected:
                raise stale()
            self._keep(held, before.history)

    def remove(self, case: str, expected: str) -> None:
        """Take a case away.

        Raises:
            StaleCaseError: another version is there by now; nothing was done.
        """
        with self._lock:
            if self.read(case).version != expected:
                raise stale()
            sealed_files.remove(self.folder, case)

    def _keep(self, held: Held, before: History) -> None:
        check_size(held.papers)
        told = {
            "format": FORMAT,
            "papers": dict(held.papers),
            "history": history_json.plain(held.history),
        }
        data = json.dumps(told, ensure_ascii=False).encode()
        history = history_json.as_read(held.history, before)
        sealed_files.keep(self.folder, self.box, held.id, data)
        self._known.of(_digest(data), lambda: (dict(held.papers), history))


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _read(case: str, data: bytes) -> tuple[Papers, History]:
    file = f"{case}.age"
    try:
        value = json.loads(data)
        papers = value["papers"]
        texts = all(isinstance(one, str) for pair in papers.items() for one in pair)
        if value["format"] != FORMAT or not texts:
            raise ValueError  # noqa: TRY301 - told below, like every other fault
        history = history_json.read(value["history"], file)
    except (ValueError, KeyError, TypeError, AttributeError):
        finding = Finding(
            file=file,
            expected="a case as the workbench seals it",
            found="something else",
            mend="put back a copy of the file",
        )
        raise MalformedError([finding]) from None
    return papers, history
