"""Ties that cannot be used: told with the reason, and left out of every figure."""

from __future__ import annotations

from collections.abc import Iterable

from dipoli.analysis.case import Case
from dipoli.analysis.meaning.answers import Faulty, Why
from dipoli.analysis.meaning.draft import Draft, Tie


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
    if way is None:
        return Why.GONE
    if way.digest != tie.digest:
        return Why.MOVED
    if not tie.is_of(case):
        return Why.NO_OPTION
    if any(_clashes(tie, one) for one in ties):
        return Why.TWICE
    return None


def _clashes(tie: Tie, other: Tie) -> bool:
    same = (tie.clause, tie.place, tie.way, tie.issue, tie.digest)
    theirs = (other.clause, other.place, other.way, other.issue, other.digest)
    return same == theirs and tie.option != other.option
