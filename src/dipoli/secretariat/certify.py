"""What the host signs: heads, receipts, refusals; and what witnesses sign under its heads.

A head carries two lines of the log key: the signature, and a *timed* line that says when this was
the head. With the times a delegation can prove that a promise was broken or that acts were lost
(`dipoli.record.proofs`). A larger head is therefore never timed earlier than a smaller one: honest
clocks that disagree would make an honest host look dishonest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dipoli.faults import CredentialError, RecordError, TamperedError
from dipoli.record.keys import KeyUse
from dipoli.record.note import (
    Checkpoint,
    SignedNote,
    Signer,
    VerifierKey,
    add_signatures,
    cosign,
    open_checkpoint,
    read_signature,
    sign_note,
    verify_note,
    write_checkpoint,
    write_key,
    write_note,
)
from dipoli.record.proof_parts import timed_by_host
from dipoli.record.receipt import Receipt, refusal_of, write_receipt, write_refusal
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing, witness_key
from dipoli.terms import counted


def first_head(log: Signer, at: datetime) -> bytes:
    """The signed head of a record without acts, with which a depositary makes the record.

    Args:
        log: the log key; its name is the origin.
        at: the time.
    """
    return certify(beginning(log.name), log, seconds(at))


def beginning(origin: str) -> Standing:
    """The standing of a record before its first act."""
    forum, _, circle = origin.rpartition("/")
    return Standing(forum=forum, circle=circle)


def certify(standing: Standing, log: Signer, time: int) -> bytes:
    """The signed head of a standing.

    Args:
        standing: what is certified.
        log: the log key.
        time: POSIX seconds at which this is the head; not before that of any smaller head.
    """
    text = head_text(standing, standing.size)
    timed = cosign(text, log.key, log.name, time)
    return write_note(add_signatures(sign_note(text, log), [timed]))


def last_head(standing: Standing, to: VerifierKey, log: Signer) -> bytes:
    """The head of a standing, signed as the last one of a log key, when custody moves.

    Whoever signs it must sign no larger head: the two together prove that a host went on.

    Args:
        standing: now.
        to: the log key that signs from the next act on.
        log: the log key that ends.
    """
    head = Checkpoint(origin=standing.origin, size=standing.size, root=standing.root)
    return write_note(sign_note(write_checkpoint(head.last(write_key(to))), log))


def head_text(standing: Standing, size: int) -> str:
    """The text of a head, present or past, as signatures on it are made."""
    root = standing.heads[size].root()
    return write_checkpoint(Checkpoint(origin=standing.origin, size=size, root=root))


def check_head(note: bytes, standing: Standing, own: VerifierKey) -> int:
    """Hold the head that was kept against the acts that were kept.

    Args:
        note: the signed head.
        standing: the acts replayed.
        own: the key of this office, which signs the head of no acts.

    Returns:
        When the host said that this was its head, in POSIX seconds; 0 when it did not.

    Raises:
        CredentialError: the log key in force at that size did not sign it.
        TamperedError: it is the head of other acts.
    """
    key = standing.log_key(standing.size) or own
    head = open_checkpoint(note, key).checkpoint
    if (head.size, head.root) != (standing.size, standing.root):
        message = (
            f"The signed head of {standing.origin} has {counted(head.size, 'act')}, and is not "
            "the head of the"
            f" {standing.size} that are kept. Enter nothing; compare with a mirror."
        )
        raise TamperedError(message)
    return max(timed_by_host(note, key), default=0)


def check_cosignatures(standing: Standing, size: int, lines: Sequence[str], latest: int) -> None:
    """Hold witnesses' lines against a head, present or past, and the keys in force at it.

    Args:
        standing: of the circle.
        size: of the head.
        lines: signature lines of a note.
        latest: POSIX seconds after which a time lies in the future.

    Raises:
        CredentialError: a line is of no witness key in force at that head, does not hold, or is
            timed in the future.
        MalformedError: a line is none.
        RecordError: there is no such head.
    """
    if not 0 < size <= standing.size:
        message = (
            f"{standing.origin} has no head of {counted(size, 'act')} to cosign; it has "
            f"{standing.size}. "
            "Fetch the head again. If it was shown, raise the alarm."
        )
        raise RecordError(message)
    text = head_text(standing, size)
    keys = [
        witness_key(standing.forum, key)
        for key in standing.keys.values()
        if key.use is KeyUse.WITNESS and key.is_in_force(size)
    ]
    for line in lines:
        note = SignedNote(text=text, signatures=(read_signature(line),))
        if any(time > latest for one in verify_note(note, keys) for time in one.times):
            message = "The cosignature is timed in the future. Set the clock right, and sign again."
            raise CredentialError(message)


def receipt_for(leaf: bytes, log: Signer, at: datetime, within: timedelta) -> bytes:
    """The signed promise that an act will stand in the record.

    Args:
        leaf: leaf hash of the act.
        log: the log key.
        at: when it came.
        within: from then to the deadline.
    """
    received, deadline = write_time(at), write_time(at + within)
    receipt = Receipt(origin=log.name, leaf=leaf, received=received, deadline=deadline)
    return write_receipt(receipt, log)


def refusal_for(
    sent: tuple[bytes, bytes | None],
    ruling: OutOfOrder,
    standing: Standing,
    log: Signer,
    at: datetime,
) -> bytes:
    """The signed refusal of bytes that came: clause, reason, remedy, and by which head.

    Args:
        sent: entry and body, as they came.
        ruling: on them.
        standing: by which was ruled.
        log: the log key.
        at: the time by which was ruled.
    """
    head = Checkpoint(origin=log.name, size=standing.size, root=standing.root)
    return write_refusal(refusal_of(*sent, ruling, write_time(at), head), log)


def other_host(origin: str) -> str:
    """What is told when the heads of a record are signed by another host's log key."""
    return (
        f"The heads of {origin} are signed by another log key than that of this office: custody "
        "has moved. Nothing was signed. Go on at the office that holds that key."
    )


def seconds(moment: datetime) -> int:
    """A moment in POSIX seconds.

    Raises:
        ValueError: the moment does not say in which time zone it is.
    """
    if moment.tzinfo is None:
        message = "a time at the door has a time zone"
        raise ValueError(message)
    return int(moment.timestamp())
