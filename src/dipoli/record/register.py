"""What the register holds: seats, powers, log keys, and what became of bodies.

    seat stage | seat.add   seat.remove         the record  | circle.open   custody.move
    absent     | seated                         unopened    | here
    seated     |            removed             here        |               here, by a new log key
    removed    | seated

Where a body is, is a stage too: whole, then withheld; sealed, then opened to a newcomer. Stages of
keys stand in `dipoli.record.keys`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

from dipoli.record.note import VerifierKey


class SeatStage(enum.Enum):
    """Where a seat stands; who never had one is absent."""

    SEATED = "seated"
    REMOVED = "removed"


class SeatMove(enum.Enum):
    """What moves a seat; the values are names of acts."""

    ADD = "seat.add/1"
    REMOVE = "seat.remove/1"


SEAT_MOVES: Mapping[SeatStage | None, Mapping[SeatMove, SeatStage]] = {
    None: {SeatMove.ADD: SeatStage.SEATED},
    SeatStage.SEATED: {SeatMove.REMOVE: SeatStage.REMOVED},
    SeatStage.REMOVED: {SeatMove.ADD: SeatStage.SEATED},
}


@frozen(kw_only=True)
class Seat:
    """A place in the circle.

    Args:
        code: of the delegation.
        stage: seated, or removed.
        paper: it takes part on paper: it has never had a signing key here.
        since: number of the act that seated it; bodies are its own to read from there on.
        until: number of the act that removed it.
    """

    code: str
    stage: SeatStage = SeatStage.SEATED
    paper: bool
    since: int
    until: int | None = None


@frozen(kw_only=True)
class Author:
    """Where an author's chain of acts stands: how many, the last leaf, the last head, the time."""

    acts: int
    leaf: bytes
    seen: int
    time: str


@frozen(kw_only=True)
class Powers:
    """Full powers: with which key, who, in what office, may bind the delegation, and when."""

    key: str
    person: str
    title: str
    since: str
    until: str | None

    def are_in_force(self, time: str) -> bool:
        """Whether a time lies in their period."""
        return self.since <= time and (self.until is None or time < self.until)


@frozen(kw_only=True)
class LogKey:
    """A key that signs heads of sizes in ``[since, until)``."""

    key: VerifierKey
    since: int
    until: int | None = None


@frozen(kw_only=True)
class Withheld:
    """A body that was withheld: who demanded it, by which law, by which act."""

    who: str
    law: str
    number: int


@frozen(kw_only=True)
class Opened:
    """Bodies of acts in ``[start, until)``, opened to a newcomer."""

    to: str
    start: int
    until: int


@frozen(kw_only=True)
class Participation:
    """Who takes part in what way; stands beside every head that is official or provisional.

    Args:
        seats: how many delegations sit in the circle.
        witnesses: how many of them have a witness key.
        paper: how many take part on paper.
        needed: how many must cosign a head to make it official; None when nobody can.
    """

    seats: int
    witnesses: int
    paper: int
    needed: int | None
