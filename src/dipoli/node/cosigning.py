"""Whether a node cosigns the head that its mirror has reached, and with which key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dipoli.node.alarm import Alarm, AlarmKind
from dipoli.node.box import KeyBox, signing
from dipoli.node.circle import Circle
from dipoli.node.mirror import Mirror
from dipoli.node.official import lines_that_hold
from dipoli.node.sync import Report
from dipoli.node.witness import Cosigned, Declined, Witness
from dipoli.record.keys import KeyUse
from dipoli.record.standing import witness_name
from dipoli.record.tree import consistency_proof

_AGAINST = {
    AlarmKind.SPLIT_VIEW,
    AlarmKind.ROLLBACK,
    AlarmKind.OTHER_HISTORY,
    AlarmKind.OWN_KEYS,
}
"""After these it could not truly be said that a head goes on from all others that were seen."""


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
    if box.code in lines_that_hold(mirror.standing, report.note):
        return None
    key, why = _key(mirror, box), None
    if any(alarm.kind in _AGAINST for alarm in alarms):
        why = "an alarm stands that speaks against it"
    elif mirror.heads.largest() > mirror.size:
        why = "a larger head was seen, and is not mirrored yet"
    if key is None or why is not None:
        return f"Nothing was cosigned: {why or 'no witness key of this box is enrolled here'}."
    name = witness_name(mirror.standing.forum, box.code)
    witness = Witness(folder, key, name, circle.period)
    old = witness.size
    leaves = list(mirror.standing.leaves)
    proof = consistency_proof(old, leaves) if 0 < old < mirror.size else ()
    answer = witness.add_checkpoint(old, proof, report.note, report.key, at)
    if isinstance(answer, Declined):
        return f"Nothing was cosigned ({answer.code}): {answer.why}"
    return answer


def _key(mirror: Mirror, box: KeyBox) -> Ed25519PrivateKey | None:
    """The box's newest witness key that is in force."""
    enrolled = {key.id for key in mirror.standing.keys_of(box.code, KeyUse.WITNESS)}
    held = [key for key in box.of(KeyUse.WITNESS) if key.id in enrolled]
    return signing(held[-1]) if held else None
