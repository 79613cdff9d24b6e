"""What stands on everything that is made here."""

from __future__ import annotations

from dipoli.analysis.case import EXERCISE_MARK
from dipoli.analysis.meaning.marks import ASSESSED

BANNER = ASSESSED
"""On every page, print and file of the workbench."""


def marks(*, exercise: bool) -> tuple[str, ...]:
    """The marks of a case: the banner, and for an invented case that it is one."""
    return (BANNER, EXERCISE_MARK) if exercise else (BANNER,)
