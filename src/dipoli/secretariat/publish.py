"""What an office lays out for its seats, and in which order.

    acts and checkpoint    first: whatever comes after speaks of them
    official               the newest head that its quorum cosigned; only a larger one, or the same
                           with more lines, takes its place
    to-cosign              the head that witnesses are asked for
    bodies withheld        deleted last, when the act that withholds them can be read

Where acts follow each other faster than witnesses look, each would cosign another head, and none
would find its quorum. So a head that somebody has cosigned is kept out for the others until it is
official, or until it has waited too long.
"""

from __future__ import annotations

from collections.abc import Sequence

from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import CredentialError, MalformedError
from dipoli.record.audit_files import CHECKPOINT
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.custody import Custody, Head
from dipoli.record.note import read_note
from dipoli.record.proof_parts import timed_by_host
from dipoli.record.quorum import OFFICIAL, TO_COSIGN, is_official
from dipoli.record.standing import Standing

_BACK = 1000
"""How many acts behind the newest an earlier head may be to become official yet."""


def publish(custody: Custody, standing: Standing, files: StaticFiles, patience: int) -> None:
    """Carry the static files up to the head, with what stands beside it.

    Args:
        custody: the record.
        standing: of the circle at its head.
        files: the folder of the circle.
        patience: seconds for which witnesses are asked for one head while others follow it.

    Raises:
        RecordError: the files could not be written, or the custody is older than they are.
    """
    is_fresh = files.note(CHECKPOINT) is None
    files.publish(custody)
    # Crash now: the head is out, and what stands beside it is as it was; the next to publish goes
    # on from here.
    shown, asked = shown_size(files.note(OFFICIAL)), shown_size(files.note(TO_COSIGN))
    least = min(shown, asked)
    heads = custody.cosigned(least if is_fresh else max(least, standing.size - _BACK))
    official = newest_official(heads, standing)
    if official is not None and official.size >= shown:
        files.put_note(OFFICIAL, official.cosigned)
        shown = official.size
    newest = custody.head()
    waiting = next((head for head in heads if head.size == asked), None)
    if waiting is None or asked <= shown or _has_waited(waiting, newest, standing, patience):
        waiting = newest
    files.put_note(TO_COSIGN, waiting.cosigned)
    # Crash now: a body that was withheld is still given out; the next to publish ends it.
    for act in standing.withheld:
        files.withhold(act)


def newest_official(heads: Sequence[Head], standing: Standing) -> Head | None:
    """The largest of some cosigned heads that its quorum has cosigned; None without one."""
    for head in reversed(heads):
        needed = standing.needed(head.size) if head.size <= standing.size else None
        lines = read_note(head.cosigned).signatures
        # Few have enough lines, and only those are verified.
        if needed is None or sum(one.name != standing.origin for one in lines) < needed:
            continue
        if is_official(standing, head.cosigned, head.size):
            return head
    return None


def _has_waited(waiting: Head, newest: Head, standing: Standing, patience: int) -> bool:
    """Whether witnesses are to be asked for the newest head in the place of one before it.

    The clock is the host's own, as it signed it under both heads.
    """
    if waiting.size >= newest.size or waiting.size < 1:
        return True
    if standing.log_key(waiting.size) != standing.log_key(newest.size):
        return True  # custody has moved
    then, now = _time(waiting, standing), _time(newest, standing)
    return now - then > patience


def _time(head: Head, standing: Standing) -> int:
    key = standing.log_key(head.size)
    if key is None:
        return 0
    try:
        return max(timed_by_host(head.checkpoint, key), default=0)
    except CredentialError:
        return 0


def shown_size(note: bytes | None) -> int:
    """Of how many acts a note in the folder is; 0 where there is none that can be read."""
    try:
        return 0 if note is None else read_checkpoint(read_note(note).text).size
    except MalformedError:
        return 0
