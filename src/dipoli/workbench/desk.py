"""A desk holds cases by id; what lies behind it, folders or sealed files, its users do not know.

Whoever writes says which version was read: where another came first, nothing is written. A case is
kept whole or as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Protocol

from attrs import field, frozen

from dipoli.codec.case_zip import is_name
from dipoli.faults import RefusedError
from dipoli.told import tell
from dipoli.workbench.history import History, Papers

MOST_BYTES = 16_000_000
"""So many bytes the papers of a case may have together."""


@frozen(kw_only=True)
class Held:
    """A case as a desk holds it, sound or a draft.

    Args:
        id: by which the desk and addresses name it; says nothing about the case.
        papers: name of each paper to its text.
        history: what was done to it.
    """

    id: str
    papers: Papers
    history: History = field(factory=History)

    @property
    def version(self) -> str:
        """Another one whenever something was written."""
        told = hashlib.sha256(f"{self.history.saved} {self.history.done}\n".encode())
        for name in sorted(self.papers):
            told.update(f"{name}\0{len(self.papers[name])}\0{self.papers[name]}".encode())
        return told.hexdigest()[:32]


class Desk(Protocol):
    """Where cases lie."""

    @property
    def sealed(self) -> bool:
        """Whether what lies here opens with the owner's keys alone."""
        ...

    def list(self) -> Iterator[str]:
        """Ids of the cases, in an order that stays."""
        ...

    def read(self, case: str) -> Held:
        """A case.

        Raises:
            UnknownCaseError: there is none of this id.
            DipoliError: it cannot be read; the words say why.
        """
        ...

    def add(self, name: str, papers: Papers) -> Held:
        """Lay a new case on the desk.

        Args:
            name: a wish for its id; another is taken where that is not free.
            papers: its papers.
        """
        ...

    def write(self, held: Held, expected: str) -> None:
        """Keep a case in place of the version that was read.

        Raises:
            StaleCaseError: another version is there by now; nothing was written.
        """
        ...

    def remove(self, case: str, expected: str) -> None:
        """Take a case away.

        Raises:
            StaleCaseError: another version is there by now; nothing was done.
        """
        ...


class UnknownCaseError(RefusedError):
    """There is no case of this id on the desk."""


class StaleCaseError(RefusedError):
    """The case was changed since it was read."""


def unknown() -> UnknownCaseError:
    """There is no such case."""
    return UnknownCaseError(tell("There is no such case on this desk."))


def stale() -> StaleCaseError:
    """Another version is there."""
    return StaleCaseError(
        tell(
            "The case was changed since this page was opened, perhaps in another window. "
            "Nothing was saved. Load the page again and make the change once more."
        )
    )


def check_size(papers: Papers) -> None:
    """Refuse papers that are too large to be worked on.

    Raises:
        RefusedError: they are.
    """
    size = sum(len(text.encode()) for text in papers.values())
    if size > MOST_BYTES:
        raise RefusedError(
            tell(
                "The papers have {size} bytes together, and the most is {most}.",
                size=size,
                most=MOST_BYTES,
            )
        )


def check_names(papers: Papers) -> None:
    """Refuse what cannot be a paper of a case: nothing is ever written elsewhere.

    Raises:
        RefusedError: a name is no name of a paper.
    """
    for name in papers:
        if not is_name(name):
            raise RefusedError(tell("{paper} is no name of a paper of a case.", paper=name[:80]))
