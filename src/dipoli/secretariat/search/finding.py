"""One question to several circles: each is asked by its own index, and the answers stand together.

What stands in one circle changes nothing in what is told of another: a passage has its rank by its
own words and its own date alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, field, frozen

from dipoli.forum.names import Names
from dipoli.forum.standing import Forum
from dipoli.forum.text import NO_STATUS
from dipoli.secretariat.search.index import Hit, Index, Wish, merged
from dipoli.secretariat.search.letters import normal
from dipoli.secretariat.search.query import Query, Unclear
from dipoli.told import tell


@frozen(kw_only=True)
class Place:
    """Where something is looked for.

    Args:
        name: by which its hits are told apart.
        index: of what the reader may read there.
        seats: how the reader calls each seat, to its code.
        hides: whether a thing, by its short name, shows no author; None where all do.
    """

    name: str
    index: Index = field(repr=False)
    seats: Mapping[str, str] = field(factory=dict)
    hides: Callable[[str], bool] | None = field(default=None, repr=False)


@frozen(kw_only=True)
class Found:
    """An answer.

    Args:
        hits: each with the name of its place, the first first.
        number: how many there are in all.
    """

    hits: tuple[tuple[str, Hit], ...]
    number: int


def find(
    places: Sequence[Place], query: Query, wish: Wish, start: int, count: int
) -> Found | Unclear:
    """What stands in some places, from one hit on.

    Args:
        places: where the reader may look, in the order in which equals are told.
        query: what is asked.
        wish: which of it, and in what order.
        start: how many hits are passed over.
        count: so many are told.
    """
    found, number = dict[str, list[Hit]](), 0
    unknown = [one for one in query.by if not any(normal(one) in at.seats for at in places)]
    if unknown:
        return Unclear(told=tell("Your seat calls no seat here “{name}”.", name=unknown[0]))
    for at in places:
        own = wish
        if query.by:
            codes = frozenset(at.seats[key] for key in map(normal, query.by) if key in at.seats)
            own = evolve(wish, by=codes, hides=at.hides)
        found[at.name], held = at.index.find(query, own, start + count)
        number += held
    return Found(hits=tuple(merged(found, start + count)[start:]), number=number)


def seats_of(forum: Forum, names: Names) -> dict[str, str]:
    """How a reader calls each seat of a circle, and its secretariat, to the code."""
    codes = (*forum.order, *(one for one in forum.seats if one not in forum.order))
    return {normal(names.party(code)): code for code in (forum.secretariat, *codes)}


def shows_no_author(forum: Forum, name: str) -> bool:
    """Whether a thing is a paper that shows no author, a clause of one or an amendment to one."""
    amendment = forum.amendments.get(name)
    clause = forum.clauses.get(name if amendment is None else amendment.clause)
    text = forum.texts.get(name if clause is None else clause.text)
    return text is not None and text.kind in NO_STATUS
