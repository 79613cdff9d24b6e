"""What it means for papers not to fit together, and how it is told."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from dipoli.analysis.case import Case, PositionSet
from dipoli.told import tell

Place = tuple[str | int, ...]
"""Where in a paper: keys and positions from the root."""


@frozen(kw_only=True)
class Incoherence:
    """One fault between values that are each well formed.

    Args:
        paper: name of the paper inside the case folder, such as ``positions/XAL.yaml``.
        place: keys and positions from the root of that paper.
        expected: what should stand there.
        found: what stands there.
        mend: what to do next.
    """

    paper: str
    place: Place
    expected: str
    found: str
    mend: str


Rule = Callable[[Case], Iterator[Incoherence]]
"""A rule of coherence: gives every fault against it that the case holds."""


def incoherence(paper: str, place: Place, expected: str, found: str, mend: str) -> Incoherence:
    """An incoherence, with its parts in the order in which they are read."""
    return Incoherence(paper=paper, place=place, expected=expected, found=found, mend=mend)


def listing(words: Iterable[object], limit: int = 12) -> str:
    """Words one after another, the first few of them when there are many."""
    shown = [str(word) for word in words]
    if len(shown) > limit:
        first = ", ".join(shown[:limit])
        return tell("{some} and {number} more", some=first, number=len(shown) - limit)
    return ", ".join(shown) if shown else tell("none")


def correction(word: str, known: Iterable[str]) -> str:
    """How to mend a name that is not known: the nearest known one, if one is near."""
    near = difflib.get_close_matches(word, sorted(known), n=1)
    if near:
        return tell("write {name} if that is meant, or correct the name", name=near[0])
    return tell("correct the name, or add what it names")


def paper_of(case: Case, set_id: str, party: str) -> str:
    """Name of the paper that holds the position of a party in a set's own folder."""
    folders = {one.id: one.folder for one in case.position_sets}
    return f"{folders.get(set_id, set_id)}/{party}.yaml"


def lineage(case: Case, one: PositionSet) -> tuple[PositionSet, ...]:
    """A set and those from which it inherits, nearest first; ends where a circle closes."""
    by_id = {other.id: other for other in case.position_sets}
    found = [one]
    while (parent := by_id.get(found[-1].inherits or "")) is not None and parent not in found:
        found.append(parent)
    return tuple(found)


def holders(case: Case, one: PositionSet) -> dict[str, str]:
    """For each code with a position in a set, inherited ones included, the set that files it."""
    found: dict[str, str] = {}
    for ancestor in lineage(case, one):
        for party in case.positions.get(ancestor.id, {}):
            found.setdefault(party, ancestor.id)
    return found
