"""Ties that cannot be used: told with the reason, and left out of every figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dipoli.analysis.case import Case
from dipoli.analysis.meaning.answers import Faulty, Why
from dipoli.analysis.meaning.draft import Draft, Tie
from dipoli.told import tell

TOLD: Mapping[Why, str] = {
    Why.GONE: tell("The text has no such place or way any more."),
    Why.MOVED: tell("The words, or those around them, are no longer those that were read."),
    Why.NO_OPTION: tell("The case has no such issue or option."),
    Why.CHANGED: tell("The case says this option in other words than when it was tied."),
    Why.TWICE: tell("The same words are read as two options of one issue."),
}
"""Why a tie is not used, in a sentence."""
MEND: Mapping[Why, str] = {
    Why.GONE: tell("Take the tie out, or tie the words that stand there now."),
    Why.MOVED: tell("Read the words as they stand now, and tie them anew."),
    Why.NO_OPTION: tell("Choose an issue and an option that the case has."),
    Why.CHANGED: tell("Look whether the option is still the one that was meant, and tie it anew."),
    Why.TWICE: tell("Keep one of the two readings, and take the other out."),
}
"""What to do about it."""


def faulty(case: Case, draft: Draft, ties: Iterable[Tie]) -> tuple[Faulty, ...]:
    """Ties that are not used, in their order.

    Args:
        case: whose issues are meant.
        draft: the text as it stands.
        ties: readings of its words, or of earlier ones.

    Returns:
        Each with the first reason that holds. Where the same words are read as two options of one
        issue, both readings are told, since neither is more right than the other.
    """
    ties = tuple(ties)
    found = (Faulty(tie=tie, why=why) for tie in ties if (why := _why(case, draft, tie, ties)))
    return tuple(found)


def _why(case: Case, draft: Draft, tie: Tie, ties: tuple[Tie, ...]) -> Why | None:
    place = draft.place(tie.clause, tie.place)
    way = None if place is None else place.way(tie.way)
    if place is None or way is None:
        return Why.GONE
    if place.digest(way) != tie.digest:
        return Why.MOVED
    words = tie.words_in(case)
    if words is None:
        return Why.NO_OPTION
    if tie.meant and tie.meant != words:
        return Why.CHANGED
    if any(_clashes(tie, one) for one in ties):
        return Why.TWICE
    return None


def _clashes(tie: Tie, other: Tie) -> bool:
    same = (tie.clause, tie.place, tie.way, tie.issue, tie.digest)
    theirs = (other.clause, other.place, other.way, other.issue, other.digest)
    return same == theirs and tie.option != other.option
