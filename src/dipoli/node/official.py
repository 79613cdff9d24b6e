"""Is a head official? Counted from lines that hold under keys that the record itself enrolled.

A line of an unknown key counts for nothing, however many there are; a line that does not hold is as
if it were not there; two keys of one delegation are one delegation. Whether a head is official
says nothing of whether an act was wise, or whether those who did not cosign object: a node may be
off.
"""

from __future__ import annotations

from attrs import frozen

from dipoli.record.quorum import cosigned, lines_that_hold, needed
from dipoli.record.standing import Standing
from dipoli.terms import counted


@frozen(kw_only=True)
class Official:
    """Who cosigned a head, and who could have.

    Args:
        size: of the head, in acts.
        cosigned_by: delegations whose cosignature holds, in the order of seating.
        needed: how many must cosign; None when nobody can.
        witnesses: how many delegations have a witness key.
        paper: how many take part on paper.
        seats: how many delegations sit in the circle.
    """

    size: int
    cosigned_by: tuple[str, ...]
    needed: int | None
    witnesses: int
    paper: int
    seats: int

    @property
    def is_official(self) -> bool:
        """Whether the quorum has cosigned."""
        return self.needed is not None and len(self.cosigned_by) >= self.needed

    def __str__(self) -> str:
        state = "official" if self.is_official else "provisional"
        return (
            f"The head of {counted(self.size, 'act')} is {state}: {self._cosigned('it')}. "
            f"Seats: {self.seats}; on paper: {self.paper}."
        )

    @property
    def up_to(self) -> str:
        """What is official, where this head is, and what is not."""
        return (
            f"Official up to act {self.size - 1}: "
            f"{self._cosigned('the head of ' + counted(self.size, 'act'))}. Provisional since."
        )

    def _cosigned(self, what: str) -> str:
        signed = cosigned(len(self.cosigned_by), self.witnesses, what)
        return f"{signed}, {needed(self.needed)}"


def officialness(standing: Standing, note: bytes, size: int | None = None) -> Official:
    """How far a head is official.

    Args:
        standing: of the circle, at this head or later; seats and paper are told as of then.
        note: the head, whose log signature was verified.
        size: of the head; that of the standing when None.

    Raises:
        MalformedError: it is no note.
    """
    part = standing.participation()
    return Official(
        size=standing.size if size is None else size,
        cosigned_by=tuple(lines_that_hold(standing, note, size)),
        needed=standing.needed(size),
        witnesses=len(standing.witness_keys(size)),
        paper=part.paper,
        seats=part.seats,
    )
