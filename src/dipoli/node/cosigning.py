"""Which head a node cosigns once its mirror has reached the newest, and with which key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dipoli.node.alarm import Alarm, AlarmKind
from dipoli.node.box import KeyBox, signing
from dipoli.node.circle import Circle
from dipoli.node.mirror import Mirror
from dipoli.node.sync import Report
from dipoli.node.witness import Cosigned, Declined, Witness, cosigned_size, timed
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.keys import KeyUse
from dipoli.record.note import read_note
from dipoli.record.quorum import lines_that_hold
from dipoli.record.standing import witness_name
from dipoli.record.tree import consistency_proof

_AGAINST = {
    AlarmKind.SPLIT_VIEW,
    AlarmKind.ROLLBACK,
    AlarmKind.OTHER_HISTORY,
    AlarmKind.OWN_KEYS,
}
"""After these it could not truly be said that a head goes on from all others that were seen."""

_WAITS = 2
"""Periods for which one head may wait for witnesses while others follow it."""


def cosign_head(
    folder: Path,
    circle: Circle,
    mirror: Mirror,
    box: KeyBox,
    shown: tuple[Report, Sequence[Alarm], datetime],
) -> Cosigned | str | None:
    """A node's line on the head that was reached.

    Args:
        folder: of the circle in the node.
        circle: which record.
        mirror: of it.
        box: the keys.
        shown: report of the sync, every alarm that stands, and the time.

    Returns:
        The line; or in a sentence why there is none; or None where none is needed.

    Raises:
        RecordError: what was cosigned last cannot be read.
    """
    report, alarms, at = shown
    if not report.reached or report.key is None or not mirror.size:
        return None
    note, size = _asked(folder, circle, mirror, box, report)
    if box.code in lines_that_hold(mirror.standing, note, size):
        return None
    key, why = _key(mirror, box, size), None
    if any(alarm.kind in _AGAINST for alarm in alarms):
        why = "an alarm stands that speaks against it"
    elif mirror.heads.largest() > mirror.size:
        why = "a larger head was seen, and is not mirrored yet"
    if key is None or why is not None:
        return f"Nothing was cosigned: {why or 'no witness key of this box is enrolled here'}."
    name = witness_name(mirror.standing.forum, box.code)
    # The newest head was just seen to be timed of late; one before it may have waited for others.
    period = circle.period if size == mirror.size else _WAITS * circle.period
    witness = Witness(folder, key, name, period)
    old = witness.size
    leaves = list(mirror.standing.leaves)[:size]
    proof = consistency_proof(old, leaves) if 0 < old < size else ()
    answer = witness.add_checkpoint(old, proof, note, mirror.due_key(size), at)
    if isinstance(answer, Declined):
        return f"Nothing was cosigned ({answer.code}): {answer.why}"
    return answer


def _asked(
    folder: Path, circle: Circle, mirror: Mirror, box: KeyBox, report: Report
) -> tuple[bytes, int]:
    """The head to cosign, and its size: that which all are asked for, or else the newest.

    One that waits for too long, for which no key of the box was in force, or that is older than
    what this node cosigned last, is not what an honest host asks for.
    """
    newest, asked = (report.note, mirror.size), report.to_cosign
    if asked is None or report.key is None:
        return newest
    size = read_checkpoint(read_note(asked).text).size
    if size >= mirror.size or _key(mirror, box, size) is None or size < cosigned_size(folder):
        return newest
    then = max(timed(asked, mirror.due_key(size)), default=0)
    now = max(timed(report.note, report.key), default=0)
    return newest if now - then > _WAITS * circle.period else (asked, size)


def _key(mirror: Mirror, box: KeyBox, size: int) -> Ed25519PrivateKey | None:
    """The box's newest witness key that is in force at the head of a size."""
    listed = mirror.standing.keys
    held = [
        key
        for key in box.of(KeyUse.WITNESS)
        if key.id in listed
        and listed[key.id].holder == box.code
        and listed[key.id].is_in_force(size)
    ]
    return signing(held[-1]) if held else None
