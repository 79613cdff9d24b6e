"""What stands on every page, print and file on which words of a text are read as options."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.analysis.case import EXERCISE_MARK, Case
from dipoli.analysis.meaning.draft import Draft
from dipoli.told import tell

ASSESSED = tell("Assessed by the analyst, not stated by any government")
"""Whose the figures are, of an invented case too: the banner of everything that is made there."""
PRIVATE = tell("Private to who made it: a reading of a text that nobody stated")
"""Whose the reading is, and who can read it."""


def marks(case: Case, draft: Draft | None = None) -> tuple[str, ...]:
    """What stands on everything that tells of readings.

    Args:
        case: on whose options they are.
        draft: the text; its own states may be invented where those of the case are not.
    """
    return tuple(_marks(exercise=case.exercise or (draft is not None and draft.exercise)))


def _marks(*, exercise: bool) -> Iterator[str]:
    if exercise:
        yield EXERCISE_MARK
    yield ASSESSED
    yield PRIVATE


def line_of(case: Case, draft: Draft | None = None) -> str:
    """The marks as one line, for the head of a file."""
    return " ".join(f"{str(one).removesuffix('.')}." for one in marks(case, draft))
