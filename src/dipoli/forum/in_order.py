"""Things of one sort in the order in which they were begun: a persistent map has none of its own.

Never in the order of their short names as text, in which NT10 would stand before NT2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from immutables import Map

from dipoli.forum.standing import Forum

ThingT = TypeVar("ThingT")


def in_order(forum: Forum, held: Map[str, ThingT]) -> list[ThingT]:
    """All of them, as they were begun.

    Args:
        forum: the standing.
        held: short name to thing; a silence and a waiver have the name of their proposal.
    """
    return [held[name] for name in names_in_order(forum, held)]


def those(forum: Forum, held: Map[str, ThingT], wanted: Callable[[ThingT], bool]) -> list[ThingT]:
    """Those that are wanted, as they were begun."""
    names = [name for name, one in held.items() if wanted(one)]
    return [held[name] for name in names_in_order(forum, names)]


def names_in_order(forum: Forum, names: Iterable[str]) -> list[str]:
    """Short names, as what they stand for was begun; what no act began stands first, by name."""
    begun = forum.begun
    return sorted(names, key=lambda name: (begun.get(name, -1), name))
