"""Sorts of things: what an act begins or is about, as a sentence names it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dipoli.told import plain, tell

_SORTS: Mapping[str, str] = MappingProxyType(
    {
        "amendment": tell("an amendment"),
        "body": tell("a body"),
        "clause": tell("a clause"),
        "commitment": tell("a commitment"),
        "entry": tell("an entry"),
        "focal-point": tell("a focal point"),
        "hand-up": tell("a text handed up"),
        "inspection": tell("an inspection"),
        "interest": tell("an interest"),
        "item": tell("an item"),
        "line": tell("a line"),
        "link": tell("a link"),
        "matter": tell("a matter"),
        "measure": tell("a measure"),
        "mediation": tell("good offices"),
        "meeting": tell("a meeting"),
        "message": tell("a message"),
        "notification": tell("a notification"),
        "outcome": tell("an outcome"),
        "permission": tell("a permission"),
        "point-of-order": tell("a point of order"),
        "proposal": tell("a proposal"),
        "recommendation": tell("a recommendation"),
        "report": tell("a report"),
        "request": tell("a request"),
        "room": tell("a room"),
        "round": tell("a round"),
        "seat": tell("a seat"),
        "strand": tell("a strand"),
        "summit": tell("a summit"),
        "take-over": tell("a taking over"),
        "term": tell("a term"),
        "text": tell("a text"),
        "visit": tell("a visit"),
        "wind-up": tell("a winding up"),
    }
)


def a_sort(sort: str) -> str:
    """A sort of thing, with its article.

    >>> a_sort("amendment"), a_sort("mediation")
    ('an amendment', 'good offices')
    """
    return _SORTS.get(sort) or plain(sort)
