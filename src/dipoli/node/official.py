"""Is a head official? Counted from lines that hold under keys that the record itself enrolled.

A line of an unknown key counts for nothing, however many there are; a line that does not hold is as
if it were not there; two keys of one delegation are one delegation. Whether a head is official
says nothing of whether an act was wise, or whether those who did not cosign object: a node may be
off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from dipoli.faults import CredentialError, MalformedError
from dipoli.record.note import Signature, SignedNote, VerifierKey, read_note, verify_note
from dipoli.record.standing import Standing


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
        needed = "nobody can" if self.needed is None else f"{self.needed} are needed"
        return (
            f"The head of {self.size} acts is {state}: {len(self.cosigned_by)} of {self.witnesses} "
            f"delegations with a witness key have cosigned it, {needed}. "
            f"Seats: {self.seats}; on paper: {self.paper}."
        )


def officialness(standing: Standing, note: bytes) -> Official:
    """How far a head is official.

    Args:
        standing: of the circle at exactly this head.
        note: the head, whose log signature was verified.

    Raises:
        MalformedError: it is no note.
    """
    part = standing.participation()
    return Official(
        size=standing.size,
        cosigned_by=tuple(lines_that_hold(standing, note)),
        needed=part.needed,
        witnesses=part.witnesses,
        paper=part.paper,
        seats=part.seats,
    )


def broken_lines(standing: Standing, note: bytes) -> tuple[str, ...]:
    """Delegations under whose witness key a line stands that does not hold."""
    signed, found = read_note(note), list[str]()
    for code, keys in standing.witness_keys().items():
        named = {(key.name, key.key_id) for key in keys}
        lines = [one for one in signed.signatures if (one.name, one.key_id) in named]
        if not all(_holds(SignedNote(text=signed.text, signatures=(one,)), keys) for one in lines):
            found.append(code)
    return tuple(found)


def _holds(alone: SignedNote, keys: Iterable[VerifierKey]) -> bool:
    try:
        return bool(verify_note(alone, keys))
    except (CredentialError, MalformedError):
        return False


def lines_that_hold(standing: Standing, note: bytes) -> Mapping[str, Signature]:
    """One cosignature line that holds for each delegation that cosigned.

    Each line is verified by itself: a broken one that somebody put beside it takes nothing away.
    """
    signed, found = read_note(note), dict[str, Signature]()
    for code, keys in standing.witness_keys().items():
        named = {(key.name, key.key_id) for key in keys}
        for line in signed.signatures:
            if (line.name, line.key_id) not in named or code in found:
                continue
            if _holds(SignedNote(text=signed.text, signatures=(line,)), keys):
                found[code] = line
    return found
