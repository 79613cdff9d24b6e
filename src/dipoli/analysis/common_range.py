"""Ranges of a group, joined without attribution: when an envelope shows, and what it shows.

Ranges are gathered in rounds. At the end of a round those of one position join its envelope if at
least `LEAST_RANGES` of them wait; else they wait on, and nothing of them shows. So an envelope
never moves by one range or two: who looks before and after sees what so many ranges did. Within a
round no order of the ranges is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from attrs import frozen

LEAST_RANGES = 3
"""So many ranges of one position join at once, or none. With two, each who gave one would read the
other's off the envelope; with three, an end of it may be either of the other two's."""


class Cell(NamedTuple):
    """One position: what an option is worth to a party; where no option is named, the issue."""

    party: str
    issue: str
    option: str | None


class Range(NamedTuple):
    """What somebody holds a position to be, at the least and at the most."""

    cell: Cell
    low: int
    high: int


@frozen
class Envelope:
    """Ranges that were joined; of how many, it does not say.

    Among few people, how many ranges there are tells how many gave none, and who was not seen at
    the keyboard is one of them.

    Args:
        low: the lowest of their lows.
        high: the highest of their highs.
    """

    low: int
    high: int

    @property
    def middle(self) -> int:
        """The figure between both ends, rounded down; nobody gave it."""
        return (self.low + self.high) // 2


def join(
    waiting: Iterable[Range], joined: Mapping[Cell, Envelope], least: int
) -> tuple[tuple[Range, ...], dict[Cell, Envelope]]:
    """What waits on, and the envelopes, at the end of a round.

    Args:
        waiting: ranges that were given and show nowhere.
        joined: envelopes so far.
        least: so many ranges of a position join at once.
    """
    held = in_order(waiting)
    waits = Counter(one.cell for one in held)
    envelopes = dict(joined)
    for one in held:
        if waits[one.cell] < least:
            continue
        old = envelopes.get(one.cell, Envelope(one.low, one.high))
        envelopes[one.cell] = Envelope(min(old.low, one.low), max(old.high, one.high))
    left = tuple(one for one in held if waits[one.cell] < least)
    return left, dict(sorted(envelopes.items(), key=lambda row: _cell_key(row[0])))


def in_order(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in the order of what they say, and of nothing else."""
    return tuple(sorted(ranges, key=lambda one: (_cell_key(one.cell), one.low, one.high)))


def _cell_key(cell: Cell) -> tuple[str, str, str]:
    return (cell.party, cell.issue, "" if cell.option is None else f"={cell.option}")
