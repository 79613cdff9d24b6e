"""Changes at home: a delegation changes its government, its names and its people, and sits on.

A seat is a party's, and not a government's. A new government opens the same record: it finds the
same commitments, objections, brackets, terms and reserved matters, since they are the seat's. That
the government changed is told by the seat itself, in its own words; nobody else tells it, and it
moves nothing. New names are given by ``name.give``, new people come by credentials and full powers,
new keys by the acts of the record.

What was entered before stays as it was entered. So that a reader finds the party again, the name
that it gave itself then is kept and shown beside the present one
(`dipoli.forum.government_rules.name_then`).

Source: docs/explanation/succession.md.
"""

from __future__ import annotations

import enum

from attrs import frozen
from immutables import Map

CHANGE = "government.change/1"


class Sort(enum.Enum):
    """What changed at home."""

    GOVERNMENT = "government"
    POWERS = "full-powers-withdrawn"


@frozen(kw_only=True)
class Change:
    """A change at home, as its own party told it.

    Args:
        sort: what changed.
        by: whose it is.
        words: in its own words; None where it said none.
        since: since when.
        names: language to the name that the party gave itself before.
        time: of the act.
        number: of the act.
    """

    sort: Sort
    by: str
    words: str | None
    since: str
    names: Map[str, str]
    time: str
    number: int
