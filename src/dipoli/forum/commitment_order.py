"""Commitments as a register lists them: by basket, then by date, the two of a pair together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dipoli.forum.commitment import Stage
from dipoli.forum.commitment_list import Row
from dipoli.forum.standing import Forum

ENDED = frozenset(
    {Stage.FULFILLED, Stage.LAPSED, Stage.RELEASED, Stage.SUPERSEDED, Stage.WITHDRAWN}
)
"""Stages in which nothing of a commitment is owed any more."""
Together = tuple[Row, ...]
"""One commitment, or the two of a pair, the earlier one first."""

_LAST = "9999"
"""Behind every date: what has none stands after what has one."""


def together(rows: Sequence[Row]) -> tuple[Together, ...]:
    """Rows, with the two of a pair as one; a pair is listed one behind the other."""
    units: list[Together] = []
    for one in rows:
        before = units[-1] if units else ()
        if one.paired and len(before) == 1 and before[0].one.pair == one.one.id:
            units[-1] = (*before, one)
        else:
            units.append((one,))
    return tuple(units)


def has_ended(unit: Together) -> bool:
    """Whether nothing is owed any more; of a pair, by either side."""
    return all(one.one.stage in ENDED for one in unit)


def by_basket(
    forum: Forum, units: Sequence[Together]
) -> Iterator[tuple[str | None, tuple[Together, ...]]]:
    """By basket in the order of the charter; in each by date, what has none last.

    Yields:
        The short name of a basket, None for what rests on none, and what is in it; none is empty.
    """
    listed = (*(one.id for one in forum.charter.baskets), *forum.opened)
    for basket in (*dict.fromkeys(listed), None):
        held = [one for one in units if _basket(forum, one) == basket]
        held.sort(key=lambda unit: (_first(unit), unit[0].one.number))
        if held:
            yield basket, tuple(held)


def _basket(forum: Forum, unit: Together) -> str | None:
    """The basket of the decision on which a commitment rests; None where it rests on none."""
    for one in unit:
        proposal = forum.proposals.get(one.one.decision or "")
        if proposal is not None and proposal.basket is not None:
            return proposal.basket
    return None


def _first(unit: Together) -> str:
    """The first date by which something of it is due."""
    return min(one.due or _LAST for one in unit)
