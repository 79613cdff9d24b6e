"""The counts of Word files that are owed, whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.codec.word.edits import EDITS
from tests.codec.word.hostile import FILES
from tests.codec.word.papers import check_amended, check_unchanged
from tests.codec.word.rounds import all_edited, faults_of
from tests.codec.word.test_hostile import check_refused


def check_edited(seed: int) -> None:
    """One edit done in LibreOffice."""
    edit = EDITS[seed]
    faults = faults_of(edit, all_edited()[edit.name])
    assert not faults, (edit.name, faults)


def check_hostile(seed: int) -> None:
    """One hostile file."""
    check_refused(tuple(FILES)[seed])


CAMPAIGNS: Mapping[str, tuple[Callable[[int], None], int]] = {
    "an edit made in LibreOffice arrives as the right party's": (check_edited, len(EDITS)),
    "a hostile Word file is refused for what it is": (check_hostile, len(FILES)),
    "a random text laid on paper comes back without a change": (check_unchanged, 500),
    "changes tracked by another writer arrive as they were made": (check_amended, 500),
}
