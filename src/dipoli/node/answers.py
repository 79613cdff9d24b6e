"""The host's answers to acts that this node wrote: whose they are, and which act they are for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dipoli.faults import CredentialError, MalformedError, RecordError
from dipoli.node.drawer import waiting
from dipoli.record.note import read_note
from dipoli.record.parcel import Parcel
from dipoli.record.receipt import Receipt, Refusal, read_receipt, read_refusal
from dipoli.record.standing import Standing
from dipoli.record.tree import leaf_hash
from dipoli.told import said_by, tell


def origin_of(data: bytes, path: str) -> str:
    """The record that a note says it is for; nothing is believed of it yet.

    Args:
        data: the note.
        path: how it is called where it cannot be read.

    Raises:
        RecordError: it is no note.
    """
    try:
        found = read_note(data).text.split("\n")
    except MalformedError:
        message = tell(
            "{path} is no receipt and no refusal. Give it as it came, from its first line to its "
            "last.",
            path=path,
        )
        raise RecordError(message) from None
    return found[1] if len(found) > 1 else ""


def read_answer(data: bytes, standing: Standing) -> Receipt | Refusal:
    """The answer, if a log key of the record signed it.

    Raises:
        CredentialError: none did, or it is no answer.
    """
    why: str = tell("it is neither a receipt nor a refusal.")
    for one in reversed(standing.log_keys):
        for read in (read_receipt, read_refusal):
            try:
                return read(data, one.key)
            except MalformedError:
                continue
            except CredentialError as fault:
                why = said_by(fault)
    message = tell(
        "The answer was not kept: {why} No log key of {origin} stands behind it.",
        why=why,
        origin=standing.origin,
    )
    raise CredentialError(message)


def answered(folder: Path, answer: Receipt | Refusal) -> tuple[Path, Parcel]:
    """The act in the outbox that an answer is for.

    Raises:
        RecordError: there is none.
    """
    for path, parcel in waiting(folder).items():
        if _is_for(answer, parcel):
            return path, parcel
    message = tell(
        "The answer is for no act in the outbox. If the act lies elsewhere, name it with --act; "
        "if you never wrote it, keep the answer and ask the host."
    )
    raise RecordError(message)


def _is_for(answer: Receipt | Refusal, parcel: Parcel) -> bool:
    if isinstance(answer, Receipt):
        return answer.leaf == leaf_hash(parcel.entry)
    return answer.digest == hashlib.sha256(parcel.entry).digest()
