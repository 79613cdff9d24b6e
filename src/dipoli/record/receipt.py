"""What the secretariat gives at the door: a receipt, or a refusal. Both are signed, both bind.

A *receipt* is a promise: this act will stand in the record by this time. If the host's own timed
head from after the deadline lacks the act, the two papers together prove the promise broken
(`dipoli.record.proofs`). A *refusal* says under which clause, why, and what would be in order; it
names the head by which was ruled, and binds entry and body. So whoever has the acts under that
head can rule again, and show a refusal unjust.

Both are signed notes by the log key. Their first line can be that of no checkpoint, since the
second line of a checkpoint is a number.
"""

from __future__ import annotations

import hashlib

from attrs import frozen

from dipoli.faults import CredentialError, MalformedError
from dipoli.record import shape
from dipoli.record.canon import from_base64, to_base64
from dipoli.record.checkpoint import Checkpoint, read_number
from dipoli.record.note import Signer, VerifierKey, read_note, sign_note, verify_note, write_note
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell

RECEIPT_HEAD = "dipoli/receipt/v1"
REFUSAL_HEAD = "dipoli/refusal/v1"
_HASH = 32
_PAPER = "note"
_NO_BODY = "-"


@frozen(kw_only=True)
class Receipt:
    """The promise that an act will stand in the record by a time.

    Args:
        origin: name of the record.
        leaf: leaf hash of the act.
        received: when it came.
        deadline: by when it will stand there.
    """

    origin: str
    leaf: bytes
    received: str
    deadline: str


@frozen(kw_only=True)
class Refusal:
    """A signed refusal.

    Args:
        origin: name of the record.
        digest: SHA-256 of the bytes of the entry that came.
        body: SHA-256 of the bytes of the body that came with it; None when none came.
        size: of the head by which was ruled.
        root: of that head.
        time: when they came, as it was ruled by.
        ruling: clause, reason and remedy.
    """

    origin: str
    digest: bytes
    body: bytes | None
    size: int
    root: bytes
    time: str
    ruling: OutOfOrder


def write_receipt(receipt: Receipt, signer: Signer) -> bytes:
    """Sign a receipt.

    Args:
        receipt: the promise.
        signer: the log key; its name is the origin.

    Raises:
        MalformedError: a time is none, or the deadline does not follow the receipt.
        ValueError: the receipt is for another record than the key.
    """
    _check(receipt.origin, signer.name)
    _check_times(receipt)
    lines = (receipt.origin, to_base64(receipt.leaf), receipt.received, receipt.deadline)
    return _signed(RECEIPT_HEAD, lines, signer)


def read_receipt(data: bytes, log_key: VerifierKey) -> Receipt:
    """Read a receipt and hold it against the log key.

    Raises:
        MalformedError: it is no receipt.
        CredentialError: the log key did not sign it, or it is for another record.
    """
    origin, leaf, received, deadline = _read(data, log_key, RECEIPT_HEAD, 4)
    receipt = Receipt(
        origin=origin,
        leaf=from_base64(leaf, size=_HASH, what="leaf hash"),
        received=received,
        deadline=deadline,
    )
    _check_times(receipt)
    return receipt


def refusal_of(
    entry: bytes, body: bytes | None, ruling: OutOfOrder, time: str, head: Checkpoint
) -> Refusal:
    """The refusal of bytes that came.

    Args:
        entry: as it came.
        body: as it came; None when none came.
        ruling: why it is refused.
        time: when it came.
        head: of the record, by which was ruled.
    """
    return Refusal(
        origin=head.origin,
        digest=digest_of(entry),
        body=None if body is None else digest_of(body),
        size=head.size,
        root=head.root,
        time=time,
        ruling=ruling,
    )


def digest_of(data: bytes) -> bytes:
    """What a refusal names bytes by."""
    return hashlib.sha256(data).digest()


def write_refusal(refusal: Refusal, signer: Signer) -> bytes:
    """Sign a refusal.

    Raises:
        MalformedError: its time is none.
        ValueError: it is for another record than the key.
    """
    _check(refusal.origin, signer.name)
    shape.time(refusal.time, "time")
    ruling = refusal.ruling
    lines = (
        refusal.origin,
        to_base64(refusal.digest),
        _NO_BODY if refusal.body is None else to_base64(refusal.body),
        str(refusal.size),
        to_base64(refusal.root),
        refusal.time,
        *(ruling.clause, ruling.why, ruling.remedy),
    )
    return _signed(REFUSAL_HEAD, lines, signer)


def read_refusal(data: bytes, log_key: VerifierKey) -> Refusal:
    """Read a refusal and hold it against the log key.

    Raises:
        MalformedError: it is no refusal.
        CredentialError: the log key did not sign it, or it is for another record.
    """
    origin, digest, body, size, root, time, clause, why, remedy = _read(
        data, log_key, REFUSAL_HEAD, 9
    )
    return Refusal(
        origin=origin,
        digest=from_base64(digest, size=_HASH, what="digest"),
        body=None if body == _NO_BODY else from_base64(body, size=_HASH, what="digest of the body"),
        size=read_number(size, _PAPER),
        root=from_base64(root, size=_HASH, what="root"),
        time=shape.time(time, "time"),
        ruling=OutOfOrder(clause=clause, why=why, remedy=remedy),
    )


def _signed(head: str, lines: tuple[str, ...], signer: Signer) -> bytes:
    return write_note(sign_note("".join(f"{line}\n" for line in (head, *lines)), signer))


def _read(data: bytes, log_key: VerifierKey, head: str, count: int) -> list[str]:
    note = read_note(data)
    verify_note(note, [log_key])
    first, *lines = note.text[:-1].split("\n")
    if first != head or len(lines) != count:
        raise shape.malformed(_PAPER, f"a note {head} with {count} lines", first)
    if lines[0] != log_key.name:
        message = tell(
            "This is for the record {other}, not for {origin}.", other=lines[0], origin=log_key.name
        )
        raise CredentialError(message)
    return lines


def _check(origin: str, name: str) -> None:
    if origin != name:
        message = f"a paper for {origin} cannot be signed by the key of {name}"
        raise ValueError(message)


def _check_times(receipt: Receipt) -> None:
    shape.time(receipt.received, "received")
    shape.time(receipt.deadline, "deadline")
    if receipt.deadline <= receipt.received:
        raise _late(receipt)


def _late(receipt: Receipt) -> MalformedError:
    expected = "a deadline later than the receipt"
    return shape.malformed("deadline", expected, receipt.deadline)
