"""Who cosigned a head, past or present, and whether that makes it official.

Beside the checkpoint a host serves two more notes:

    official    the newest head whose cosignatures meet the quorum of its size
    to-cosign   the head that witnesses are asked to cosign now

In a busy circle the newest head is never the head that others cosigned a moment ago. So all are
asked for the same one, until it is official; and what is official stays in sight while the record
goes on. Neither note is believed: each is held against the tree and the keys of its size.

A line of an unknown key counts for nothing, however many there are; two keys of one delegation are
one delegation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dipoli.faults import CredentialError, MalformedError, RecordError
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.note import (
    Signature,
    SignedNote,
    VerifierKey,
    open_checkpoint,
    read_note,
    verify_note,
)
from dipoli.record.standing import Standing
from dipoli.terms import counted
from dipoli.told import tell

OFFICIAL = "official"
TO_COSIGN = "to-cosign"


def lines_that_hold(
    standing: Standing, note: bytes, size: int | None = None
) -> Mapping[str, Signature]:
    """One cosignature line that holds for each delegation that cosigned.

    Each line is verified by itself: a broken one that somebody put beside it takes nothing away.

    Args:
        standing: of the circle, at this head or later.
        note: the head.
        size: of the head; that of the standing when None.

    Raises:
        MalformedError: it is no note.
    """
    signed, found = read_note(note), dict[str, Signature]()
    for code, keys in standing.witness_keys(size).items():
        named = {(key.name, key.key_id) for key in keys}
        for line in signed.signatures:
            if (line.name, line.key_id) not in named or code in found:
                continue
            if _holds(SignedNote(text=signed.text, signatures=(line,)), keys):
                found[code] = line
    return found


def broken_lines(standing: Standing, note: bytes, size: int | None = None) -> tuple[str, ...]:
    """Delegations under whose witness key a line stands that does not hold.

    Args:
        standing: of the circle, at this head or later.
        note: the head.
        size: of the head; that of the standing when None.

    Raises:
        MalformedError: it is no note.
    """
    signed, found = read_note(note), list[str]()
    for code, keys in standing.witness_keys(size).items():
        named = {(key.name, key.key_id) for key in keys}
        lines = [one for one in signed.signatures if (one.name, one.key_id) in named]
        if not all(_holds(SignedNote(text=signed.text, signatures=(one,)), keys) for one in lines):
            found.append(code)
    return tuple(found)


def is_official(standing: Standing, note: bytes, size: int) -> bool:
    """Whether the quorum of its size has cosigned a head.

    Args:
        standing: of the circle, at this head or later.
        note: the head.
        size: of the head.

    Raises:
        MalformedError: it is no note.
    """
    needed = standing.needed(size)
    return needed is not None and len(lines_that_hold(standing, note, size)) >= needed


def official_size(note: bytes, standing: Standing) -> int:
    """How many acts a note shows to be official; 0 where the acts under it are not at hand.

    Args:
        note: as it lies in a copy.
        standing: of the circle as far as the copy goes.

    Raises:
        MalformedError: it is no head.
        CredentialError: the log key of its size did not sign it.
        RecordError: it is of another record or history, a line in it does not hold, or its quorum
            is missing.
    """
    head = read_checkpoint(read_note(note).text)
    if head.size > standing.size:
        return 0
    key, message = standing.log_key(head.size), ""
    if key is None or head.origin != standing.origin:
        message = (
            f"It is a head of {counted(head.size, 'act')} of {head.origin}, and not of this record."
        )
        raise RecordError(message)
    open_checkpoint(note, key)
    called = f"The head of {counted(head.size, 'act')} in it"
    if head.root != standing.heads[head.size].root():
        message = f"{called} is signed by the log key, and is not of this history."
    elif broken := broken_lines(standing, note, head.size):
        message = f"{called} has a line in the name of {broken[0]} that does not hold."
    elif not is_official(standing, note, head.size):
        signed = counted(len(lines_that_hold(standing, note, head.size)), "delegation")
        due = standing.needed(head.size)
        message = (
            f"{called} was cosigned by {signed}; {needed(due) if due else 'others are needed'}."
        )
    if message:
        raise RecordError(message)
    return head.size


def _holds(alone: SignedNote, keys: Iterable[VerifierKey]) -> bool:
    try:
        return bool(verify_note(alone, keys))
    except (CredentialError, MalformedError):
        return False


# ---------------------------------------------------------------- in words


def cosigned(number: int, of: int, what: str) -> str:
    """How many delegations have cosigned a head, as the beginning of a sentence.

    Args:
        number: of delegations whose cosignature holds.
        of: delegations that have a witness key.
        what: the head, as the sentence names it.

    >>> cosigned(0, 1, "it"), cosigned(2, 3, "it")[-20:]
    ('0 of 1 delegation with a witness key has cosigned it', 'key have cosigned it')
    """
    template = "{number} of {delegations} with a witness key have cosigned {head}"
    if 1 in (number, of):
        template = "{number} of {delegations} with a witness key has cosigned {head}"
    return tell(template, number=number, delegations=counted(of, "delegation"), head=what)


def needed(number: int | None) -> str:
    """How many cosignatures make a head official, as the end of that sentence."""
    return tell("nobody can") if number is None else counted(number, "is needed", "are needed")
