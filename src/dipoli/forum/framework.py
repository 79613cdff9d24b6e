"""Succession of frameworks: one forum ends, and another takes over what its members list.

Dialogues end with governments, and what follows begins from nothing. Here the record of a forum
outlives it. In the *old* record its members wind it up by a decision; the act that ends it names
the forum that comes after, if any, and the head at which it closes. After that nothing new is begun
there, except a request for an explanation; what was begun can be brought to its end, and is read as
before.

In the *new* record somebody lists what is to be taken over: seats, commitments, terms, open
matters, bodies. Each is a reference to a short name in the old record at a head that is cited, so
that it is one thing and no copy of it. The list takes effect by a decision of the new forum's
members that was tabled after the list was made. What is not listed is not taken over. A commitment
that is listed binds nobody anew: it stands where it was made, and its owner's word is its owner's.

Neither forum can read the other's record. Whoever holds both compares them
(`dipoli.forum.inherit`).

This is not the hand-over of a host. There the same record goes on at another office, with the same
charter and the same members (`dipoli.secretariat.take_over`); here another forum begins a record of
its own.

Source: docs/explanation/succession.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

WIND_UP, END, KEEP = "framework.wind-up/1", "framework.end/1", "framework.keep/1"
TAKE_OVER, LIST = "framework.take-over/1", "framework.list/1"
ENTER, DROP = "framework.enter/1", "framework.drop/1"


class WindUpStage(enum.Enum):
    """Where the winding up of a forum stands, in its own record."""

    PROPOSED = "proposed"
    ENDED = "ended"
    KEPT = "kept"


WIND_UP_MOVES: Mapping[WindUpStage, Mapping[str, WindUpStage]] = {
    WindUpStage.PROPOSED: {END: WindUpStage.ENDED, KEEP: WindUpStage.KEPT},
    WindUpStage.ENDED: {},
    WindUpStage.KEPT: {},
}
"""The stages of winding up. A forum that has ended is not begun again: another follows it."""


class TakeOverStage(enum.Enum):
    """Where a taking over stands, in the record of the forum that takes over."""

    LISTED = "listed"
    TAKEN = "taken-over"
    DROPPED = "dropped"


TAKE_OVER_MOVES: Mapping[TakeOverStage, Mapping[str, TakeOverStage]] = {
    TakeOverStage.LISTED: {
        LIST: TakeOverStage.LISTED,
        ENTER: TakeOverStage.TAKEN,
        DROP: TakeOverStage.DROPPED,
    },
    TakeOverStage.TAKEN: {},
    TakeOverStage.DROPPED: {},
}
"""The stages of taking over. What was forgotten is listed in another one."""


class Carried(enum.Enum):
    """Of what sort a thing is that is taken over; the words are those of the old record."""

    SEAT = "seat"
    COMMITMENT = "commitment"
    TERM = "term"
    PROPOSAL = "proposal"
    TEXT = "text"
    BODY = "body"
    MATTER = "matter"
    STRAND = "strand"
    OUTCOME = "outcome"
    INTEREST = "interest"
    REQUEST = "request"
    ROUND = "round"
    MEASURE = "measure"


@frozen(kw_only=True)
class WindUp:
    """The winding up of this forum.

    Args:
        id: its short name.
        words: why, in the words of who proposed it.
        by: who proposed it.
        successor: name of the record of the forum that comes after; None for none.
        stage: where it stands.
        since: time of the act that brought it there.
        number: of the act that proposed it.
        decision: by which it was ended; None before.
        size: how many acts this record had where it closed; None before.
        root: of the head at that size; None before.
        ended: number of the act that ended it; None before.
    """

    id: str
    words: str
    by: str
    successor: str | None
    stage: WindUpStage = WindUpStage.PROPOSED
    since: str
    number: int
    decision: str | None = None
    size: int | None = None
    root: bytes | None = None
    ended: int | None = None


@frozen(kw_only=True)
class TakeOver:
    """What is taken over from a forum that ended.

    Args:
        id: its short name.
        words: in those of who began the list.
        by: who began it.
        origin: name of the old record.
        size: of the head of it that is cited, in acts.
        root: of that head.
        things: sort and short name in the old record, to the number of the act that listed it.
        listed: number of the act that listed something last.
        stage: where it stands.
        since: time of the act that brought it there.
        number: of the act that began it.
        decision: by which it was taken over; None before.
    """

    id: str
    words: str
    by: str
    origin: str
    size: int
    root: bytes
    things: Map[tuple[str, str], int] = Map()  # noqa: RUF009 - an immutable map
    listed: int
    stage: TakeOverStage = TakeOverStage.LISTED
    since: str
    number: int
    decision: str | None = None

    def in_order(self) -> tuple[tuple[str, str, int], ...]:
        """What is listed: sort, short name and act, as it was listed."""
        rows = ((sort, name, number) for (sort, name), number in self.things.items())
        places = {one.value: n for n, one in enumerate(Carried)}
        return tuple(sorted(rows, key=lambda row: (row[2], places[row[0]], row[1])))
