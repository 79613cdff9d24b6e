"""What stands on all that is made from texts: that they are an exercise, or as they were collected.

Nobody may take words of an invented state for those of a real one. By the codes of the actors it is
known which a corpus holds, whether or not a case is given with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from dipoli.analysis.case import EXERCISE_MARK, Case
from dipoli.analysis.discourse.texts import Corpus

COLLECTED = (
    "Texts as they were collected; counts of their words are not statements of any government."
)
"""Stands on everything made from texts of real actors."""
_PART = "An exercise in part: these states, and all that is told of them, are invented: {actors}."
_INVENTED = "X"
"""Codes of invented states begin so; no state's code does."""


def standing_of(corpus: Corpus, case: Case | None = None) -> str:
    """The mark of a corpus.

    Args:
        corpus: the texts.
        case: with which it was asked; an exercise makes one of everything.
    """
    if case is not None and case.exercise:
        return case.mark
    return standing(actor for one in corpus.documents.values() for actor in one.actors)


def standing(actors: Iterable[str]) -> str:
    """The mark of texts by whose words they are.

    >>> standing(["XAL", "XBE"]) == EXERCISE_MARK, standing(["XAL", "KOR"])[:19]
    (True, 'An exercise in part')
    """
    held = tuple(dict.fromkeys(actors))
    invented = [actor for actor in held if actor.startswith(_INVENTED)]
    if not invented:
        return COLLECTED
    return EXERCISE_MARK if len(invented) == len(held) else _PART.format(actors=", ".join(invented))
