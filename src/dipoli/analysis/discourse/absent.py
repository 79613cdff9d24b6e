"""Expected and absent: what an actor's other texts mostly raise, and one text, or a time, does not.

Plainly: of an actor's documents in one genre and language, those that are looked at are set against
all others. An issue is expected when there are at least `FEWEST` others and more than the share
`EXPECTED` of them raise it; it is absent when none of those looked at does. With fewer others
nothing is expected, and nothing is known of what is absent. That an issue is absent says nothing of
why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from dipoli.analysis.discourse.bootstrap import FEWEST
from dipoli.analysis.discourse.counts import Cell, Found, Reading, cells
from dipoli.analysis.discourse.texts import Document

EXPECTED = 0.5
"""An issue is expected of a document when more than this share of the others raise it."""
FEW_OTHERS = f"fewer than {FEWEST} other documents to hold it against; this is not “nothing absent”"
ABSENCE = (
    "That an issue is absent says nothing of why. It may have been said elsewhere, or here in "
    "words that the codebook does not know; the occasion, the length or an agreement may have left "
    "it out. Silence is no rejection, and no change of position."
)
"""Stands wherever it is told that something is absent."""


@frozen(kw_only=True)
class Absent:
    """An issue that was expected of a text, or of a time, and is not there.

    Args:
        issue: id.
        carried: how many of the actor's other documents raise it.
        evidence: the passages in those others.
    """

    issue: str
    carried: int
    evidence: tuple[Found, ...] = field(repr=False)


@frozen(kw_only=True)
class Expectation:
    """What was expected of some documents of one actor, genre and language, and is not there.

    Args:
        actor: code.
        genre: of all documents.
        language: of all documents.
        documents: names of those that were looked at.
        others: how many other documents of the actor they were held against.
        absent: in the order of the codebook; empty too where it is not known, and `why` says so.
        unread: issues for which the codebook has no seeds here: unknown, not absent.
        why: why it is not known what is absent; empty where it is.
        note: what absence does not show.
    """

    actor: str
    genre: str
    language: str
    documents: tuple[str, ...]
    others: int
    absent: tuple[Absent, ...]
    unread: tuple[str, ...]
    why: str = ""
    note: str = ABSENCE


def absent(
    reading: Reading,
    genre: str,
    inside: Callable[[Document], bool],
    *,
    expected: float = EXPECTED,
) -> tuple[Expectation, ...]:
    """What an actor's other documents of the genre mostly raise, and these do not.

    Args:
        reading: what was read.
        genre: one genre.
        inside: whether a document is one of those that are looked at: one document, or a time.
        expected: from 0 to 1, without 1.

    Returns:
        By actor and language in the order of the corpus, for each that has a document inside.

    Raises:
        ValueError: the corpus has no document of the genre, or ``expected`` is out of range.
    """
    if not 0 <= expected < 1:
        message = f"a share from 0 to less than 1 is expected, not {expected}"
        raise ValueError(message)
    masks = ((cell, _mask(map(inside, cell.documents))) for cell in cells(reading, genre))
    return tuple(_expectation(cell, mask, expected) for cell, mask in masks if mask.any())


def absent_from_last(reading: Reading, genre: str) -> tuple[Expectation, ...]:
    """The same for the last document of each actor in each language, as far as dates are known.

    Several of one date are looked at one by one. Where no date is known, none is the last.
    """
    found = []
    for cell in cells(reading, genre):
        last = max((one.date for one in cell.documents), default="")
        for here in cell.documents:
            if last and here.date == last:
                mask = _mask(one.file == here.file for one in cell.documents)
                found.append(_expectation(cell, mask, EXPECTED))
    return tuple(found)


def _mask(inside: Iterable[bool]) -> NDArray[np.bool_]:
    return np.array(list(inside), bool)


def _expectation(cell: Cell, mask: NDArray[np.bool_], expected: float) -> Expectation:
    others = cell.kept(~mask)
    enough = len(others.documents) >= FEWEST
    return Expectation(
        actor=cell.actor,
        genre=cell.genre,
        language=cell.language,
        documents=tuple(cell.documents[int(at)].file for at in np.flatnonzero(mask)),
        others=len(others.documents),
        absent=tuple(_absent(cell, mask, others, expected)) if enough else (),
        unread=tuple(issue for issue in cell.issues if issue in cell.unread),
        why="" if enough else FEW_OTHERS,
    )


def _absent(cell: Cell, mask: NDArray[np.bool_], others: Cell, expected: float) -> Iterable[Absent]:
    raising = (others.hits > 0).sum(axis=0)
    silent = cell.hits[mask].sum(axis=0) == 0
    for n, issue in enumerate(cell.issues):
        much = raising[n] > expected * len(others.documents)
        if issue not in cell.unread and silent[n] and much:
            yield Absent(issue=issue, carried=int(raising[n]), evidence=others.found(issue))
