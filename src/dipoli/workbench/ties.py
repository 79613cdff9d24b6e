"""Texts that were tied to a case, and where they lie: beside the case, and no part of it.

    FOLDER/<case>/.meaning/<text>/draft.yaml   the text, as it was taken
    FOLDER/<case>/.meaning/<text>/ties.yaml    its readings, as `dipoli meaning` reads them

On a node both lie in one file, sealed to the delegation's keys. Whoever is given the case, as a zip
or as a copy, is not given them. A draft is put in place before its ties: crash between the two, and
the ties are held against the newer text, which is what their digests are for.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from attrs import field, frozen

from dipoli.analysis.case import Case
from dipoli.analysis.meaning import Draft
from dipoli.codec.draft_file import draft_bytes, read_draft
from dipoli.codec.ties_file import Ties, read_ties, ties_bytes
from dipoli.faults import Finding, MalformedError, RefusedError
from dipoli.node import sealed_files
from dipoli.node.box import KeyBox
from dipoli.told import tell
from dipoli.workbench.desk import Desk, unknown
from dipoli.workbench.disk import make_folder, put
from dipoli.workbench.folder_desk import FolderDesk
from dipoli.workbench.sealed_desk import SealedDesk

PLACE = ".meaning"
SEALED = "meaning"
FORMAT = "dipoli.sealed-meaning/1"
_DRAFT, _TIES = "draft.yaml", "ties.yaml"
_CASE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
TEXT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_MOST = 4_000_000


@frozen(kw_only=True)
class Tied:
    """A text on the desk, with its readings as files.

    Args:
        draft: the file of the text.
        ties: the file of its ties; empty before the first.
    """

    draft: bytes = field(repr=False)
    ties: bytes = field(default=b"", repr=False)

    @property
    def version(self) -> str:
        """Another one whenever something was kept."""
        told = hashlib.sha256(f"{len(self.draft)}\n".encode())
        told.update(self.draft + self.ties)
        return told.hexdigest()[:32]

    def text(self) -> Draft:
        """The text.

        Raises:
            MalformedError: its file is damaged.
        """
        return read_draft(self.draft, _DRAFT)

    def readings(self, case: str) -> Ties:
        """Its ties; none before the first.

        Raises:
            MalformedError: their file is damaged.
        """
        if not self.ties:
            return Ties(case=case, text=self.text().id, ties=())
        return read_ties(self.ties, _TIES)


def tied(draft: Draft, ties: Ties | None = None, case: Case | None = None) -> Tied:
    """A text with its ties as files.

    Raises:
        RefusedError: it is too long to be kept.
    """
    made = Tied(
        draft=draft_bytes(draft),
        ties=b"" if ties is None or case is None else ties_bytes(ties, case),
    )
    if len(made.draft) > _MOST or len(made.ties) > _MOST:
        raise RefusedError(tell("The text or its ties are too long to be kept."))
    return made


class Drawer(Protocol):
    """Where texts that were tied to cases of one desk lie."""

    def names(self, case: str) -> Iterator[str]:
        """Short names of the texts of a case, by name."""
        ...

    def read(self, case: str, text: str) -> Tied | None:
        """A text with its ties; None where there is none of this name."""
        ...

    def keep(self, case: str, text: str, held: Tied, expected: str) -> None:
        """Keep a text with its ties.

        Args:
            case: id of the case on the desk.
            text: short name of the text.
            held: what is kept.
            expected: the version that was read; empty where there was none.

        Raises:
            StaleTiesError: another one is there by now; nothing was written.
        """
        ...

    def remove(self, case: str, text: str) -> None:
        """Take a text with its ties away."""
        ...


class StaleTiesError(RefusedError):
    """The ties were changed since they were read."""


def drawer_of(desk: Desk) -> Drawer:
    """The drawer of a desk."""
    if isinstance(desk, SealedDesk):
        return SealedDrawer(folder=desk.folder, box=desk.box)
    if isinstance(desk, FolderDesk):
        return FolderDrawer(folder=desk.folder)
    message = f"no drawer goes with {type(desk).__name__}"
    raise ValueError(message)


def _check(held: Tied | None, expected: str) -> None:
    if (held.version if held is not None else "") != expected:
        raise StaleTiesError(
            tell(
                "The text or its ties were changed since this page was opened, perhaps in another "
                "window. Nothing was saved. Load the page again and make the change once more."
            )
        )


@frozen(kw_only=True)
class FolderDrawer:
    """Texts and ties as files in the folders of their cases.

    Args:
        folder: in which the cases lie.
    """

    folder: Path

    def names(self, case: str) -> Iterator[str]:
        """Short names of the texts of a case, by name."""
        place = self._case(case) / PLACE
        if place.is_dir():
            for path in sorted(place.iterdir()):
                if TEXT_NAME.fullmatch(path.name) and (path / _DRAFT).is_file():
                    yield path.name

    def read(self, case: str, text: str) -> Tied | None:
        """A text with its ties; None where there is none of this name."""
        place = self._text(case, text)
        try:
            draft = (place / _DRAFT).read_bytes()
        except FileNotFoundError:
            return None
        ties = place / _TIES
        return Tied(draft=draft, ties=ties.read_bytes() if ties.is_file() else b"")

    def keep(self, case: str, text: str, held: Tied, expected: str) -> None:
        """Keep a text with its ties.

        Raises:
            StaleTiesError: another one is there by now; nothing was written.
        """
        _check(self.read(case, text), expected)
        place = self._text(case, text)
        make_folder(place)
        put(place / _DRAFT, held.draft)
        # Crash now: the ties are older than the text, and say so by their digests.
        put(place / _TIES, held.ties)

    def files(self, case: str, text: str) -> Mapping[str, Path]:
        """Where a text and its ties lie, by the options of the command that name them."""
        place = self._text(case, text)
        return {"text": place / _DRAFT, "ties": place / _TIES}

    def remove(self, case: str, text: str) -> None:
        """Take a text with its ties away."""
        place = self._text(case, text)
        (place / _DRAFT).unlink(missing_ok=True)
        # Crash now: there is no text of this name; what is left of it is passed over.
        shutil.rmtree(place, ignore_errors=True)

    def _case(self, case: str) -> Path:
        place = self.folder / case
        if _CASE.fullmatch(case) is None or not (place / "case.yaml").is_file():
            raise unknown()
        return place

    def _text(self, case: str, text: str) -> Path:
        if TEXT_NAME.fullmatch(text) is None:
            raise unknown()
        return self._case(case) / PLACE / text


@frozen(kw_only=True)
class SealedDrawer:
    """Texts and ties that open with the keys of one delegation, each in a file of its own.

    Args:
        folder: of its node.
        box: its keys.
    """

    folder: Path
    box: KeyBox = field(repr=False)

    def names(self, case: str) -> Iterator[str]:
        """Short names of the texts of a case, by name."""
        yield from sorted(text for of, text, _file, _held in self._all() if of == case)

    def read(self, case: str, text: str) -> Tied | None:
        """A text with its ties; None where there is none of this name."""
        found = self._find(case, text)
        return None if found is None else found[1]

    def keep(self, case: str, text: str, held: Tied, expected: str) -> None:
        """Keep a text with its ties.

        Raises:
            StaleTiesError: another one is there by now; nothing was written.
        """
        found = self._find(case, text)
        _check(None if found is None else found[1], expected)
        self._place.mkdir(mode=0o700, exist_ok=True)
        name = sealed_files.free_name(self._place, secrets.token_bytes)
        told = {
            "format": FORMAT,
            "case": case,
            "text": text,
            "draft": held.draft.decode(),
            "ties": held.ties.decode(),
        }
        data = json.dumps(told, ensure_ascii=False).encode()
        sealed_files.keep(self._place, self.box, name if found is None else found[0], data)

    def remove(self, case: str, text: str) -> None:
        """Take a text with its ties away."""
        found = self._find(case, text)
        if found is not None:
            sealed_files.remove(self._place, found[0])

    @property
    def _place(self) -> Path:
        return self.folder / SEALED

    def _find(self, case: str, text: str) -> tuple[str, Tied] | None:
        held = ((file, one) for of, name, file, one in self._all() if (of, name) == (case, text))
        return next(held, None)

    def _all(self) -> Iterator[tuple[str, str, str, Tied]]:
        """Case, text, name of the file and what it holds; a file that does not open is told."""
        for file in sealed_files.names(self._place):
            try:
                told = json.loads(sealed_files.open_(self._place, self.box, file))
                if told["format"] != FORMAT:
                    raise ValueError  # noqa: TRY301 - told below, like every other fault
                made = Tied(draft=told["draft"].encode(), ties=told["ties"].encode())
                yield str(told["case"]), str(told["text"]), file, made
            except (ValueError, KeyError, TypeError, AttributeError):
                finding = Finding(
                    file=f"{file}.age",
                    expected="a text with its ties as the workbench seals it",
                    found="something else",
                    mend="put back a copy of the file",
                )
                raise MalformedError([finding]) from None
