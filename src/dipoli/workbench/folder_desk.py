"""A desk of plain case folders, each as `dipoli check` reads it.

    FOLDER/<case>/case.yaml ...      the papers, as the case format has them
    FOLDER/<case>/.workbench.json    what was done, for undo; other programs pass it over

Writing takes two steps. First the log is put in place, with every change of the papers in it; then
each paper. Crash between the two: the log says what the papers become, and the next reading
completes it. A paper that somebody changed by another program is neither the one nor the other: it
is left as it is, and what the log says of it can no longer be undone.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from attrs import field, frozen

from dipoli.codec.case_papers import TIMELINE
from dipoli.codec.case_zip import README
from dipoli.codec.lately import Lately
from dipoli.codec.yaml12 import MAX_BYTES
from dipoli.faults import Finding, MalformedError
from dipoli.workbench import history_json
from dipoli.workbench.desk import Held, check_names, check_size, stale, unknown
from dipoli.workbench.disk import put, sync_folder
from dipoli.workbench.history import Change, History, Papers, digest_of

LOG = ".workbench.json"
_LOCK = ".workbench.lock"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_MOST_LOG = 64_000_000
_MOST_KNOWN = 8

_Log = tuple[History, Mapping[str, str] | None]
"""The history, and the digest of each paper as it leaves them; None where there is no log."""


@frozen(kw_only=True)
class FolderDesk:
    """Cases as folders in one folder.

    Args:
        folder: where they lie; made if it is not there.
        sealed: no: whoever reads the folder reads them.
    """

    folder: Path
    sealed: bool = field(default=False, init=False)
    _logs: Lately[str, _Log] = field(
        factory=lambda: Lately(_MOST_KNOWN), init=False, repr=False, eq=False
    )
    """What logs say, by digest of their bytes: a log of many edits takes long to read."""

    def list(self) -> Iterator[str]:
        """Ids: names of folders with a ``case.yaml`` in them, by name."""
        if self.folder.is_dir():
            for path in sorted(self.folder.iterdir()):
                if _ID.fullmatch(path.name) and (path / "case.yaml").is_file():
                    yield path.name

    def read(self, case: str) -> Held:
        """A case; what a crash left half-done is completed first.

        Raises:
            UnknownCaseError: there is none of this id.
            MalformedError: a paper is no text, or the log is damaged.
            OSError: a file cannot be read.
        """
        place = self._place(case)
        if not (place / "case.yaml").is_file():
            raise unknown()
        with self._locked():
            return self._read(case)

    def add(self, name: str, papers: Papers) -> Held:
        """Lay a new case here, whole or not at all.

        Raises:
            RefusedError: it is too large, or a name is no name of a paper.
        """
        check_size(papers)
        check_names(papers)
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._locked():
            case, number = _slug(name), 1
            while (self.folder / case).exists():
                number += 1
                case = f"{_slug(name)}-{number}"
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=".new-") as made:
                place = Path(made) / case
                place.mkdir()
                for paper, text in papers.items():
                    (place / paper).parent.mkdir(exist_ok=True)
                    put(place / paper, text.encode())
                place.rename(self.folder / case)
            sync_folder(self.folder)
        return Held(id=case, papers=dict(sorted(papers.items())))

    def write(self, held: Held, expected: str) -> None:
        """Keep a case in place of the version that was read.

        Raises:
            StaleCaseError: another version is there by now; nothing was written.
        """
        check_size(held.papers)
        check_names(held.papers)
        with self._locked():
            if not (self._place(held.id) / "case.yaml").is_file():
                raise unknown()
            before = self._read(held.id)
            if before.version != expected:
                raise stale()
            place = self._place(held.id)
            digests = _digests(held.papers)
            log = {**history_json.plain(held.history), "papers": digests}
            data = json.dumps(log, ensure_ascii=False).encode()
            known = history_json.as_read(held.history, before.history)
            put(place / LOG, data)
            self._logs.of(_digest(data), lambda: (known, digests))
            # Crash now: the log is ahead, and the next reading carries its changes out.
            for name in held.papers.keys() | before.papers.keys():
                if held.papers.get(name) != before.papers.get(name):
                    _keep(place / name, held.papers.get(name))

    def remove(self, case: str, expected: str) -> None:
        """Take a case away.

        Raises:
            StaleCaseError: another version is there by now; nothing was done.
        """
        place = self._place(case)
        if not (place / "case.yaml").is_file():
            raise unknown()
        with self._locked():
            if self._read(case).version != expected:
                raise stale()
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=".old-") as gone:
                place.rename(Path(gone) / case)
            sync_folder(self.folder)

    # ------------------------------------------------------------ inside

    def _place(self, case: str) -> Path:
        if _ID.fullmatch(case) is None:
            raise unknown()
        return self.folder / case

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One program at a time, and one page of it."""
        descriptor = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _read(self, case: str) -> Held:
        place = self._place(case)
        papers = _papers(place)
        history, awaited = self._log(place / LOG)
        if awaited is not None and awaited != _digests(papers):
            papers = _completed(place, papers, history, awaited)
        return Held(id=case, papers=papers, history=history)

    def _log(self, path: Path) -> _Log:
        try:
            with path.open("rb") as file:
                data = file.read(_MOST_LOG)
        except FileNotFoundError:
            return History(), None
        return self._logs.of(_digest(data), lambda: _read_log(data, path.name))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:50] or "case"


def _is_paper(path: Path) -> bool:
    return path.suffix in {".yaml", ".yml"} or path.name in {TIMELINE, README}


def _papers(place: Path) -> dict[str, str]:
    """Every paper of a folder, as text."""
    found: dict[str, str] = {}
    for path in sorted(place.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for one in inside:
            if one.is_file() and not one.is_symlink() and _is_paper(one):
                found[one.relative_to(place).as_posix()] = _text(one)
    return found


def _text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        finding = Finding(
            file=path.name,
            line=content.count(b"\n", 0, error.start) + 1,
            expected="text in UTF-8",
            found=f"the byte 0x{content[error.start]:02x}, which is not UTF-8",
            mend="save the file again with the encoding UTF-8",
        )
        raise MalformedError([finding]) from None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_log(data: bytes, name: str) -> _Log:
    try:
        value = json.loads(data)
    except ValueError:
        value = None
    awaited = value.pop("papers", None) if isinstance(value, dict) else None
    history = history_json.read(value, name)
    return history, awaited if isinstance(awaited, dict) else None


def _completed(
    place: Path, papers: dict[str, str], history: History, awaited: Mapping[str, str]
) -> dict[str, str]:
    """The papers, once what a crash left open was done; a paper of another's making stays."""
    for one in _moves(history):
        text = papers.get(one.paper)
        wanted = awaited.get(one.paper, "")
        if digest_of(text) == wanted:
            continue
        for before, after, move in (
            (one.before, one.after, one.forward),
            (one.after, one.before, one.back),
        ):
            if digest_of(text) == before and after == wanted:
                made = move(text)
                _keep(place / one.paper, made)
                papers = {name: held for name, held in papers.items() if name != one.paper}
                if made is not None:
                    papers[one.paper] = made
                break
    return dict(sorted(papers.items()))


def _moves(history: History) -> Iterator[Change]:
    """Changes that the last writing may have made: those of the last step, or of one undone."""
    for step in (history.last, history.next):
        yield from step.changes if step is not None else ()


def _digests(papers: Papers) -> dict[str, str]:
    return {name: digest_of(text) for name, text in papers.items()}


def _keep(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            shutil.rmtree(path.parent)
    else:
        path.parent.mkdir(exist_ok=True)
        put(path, text.encode())
