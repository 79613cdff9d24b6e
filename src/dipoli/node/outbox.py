"""The outbox: acts that this node wrote, and the cosigned head to hand to the host."""

from __future__ import annotations

import json
from pathlib import Path

from dipoli.depositary.disk import write_durably
from dipoli.faults import DipoliError
from dipoli.node.heads import host_lines
from dipoli.record.act import read_entry
from dipoli.record.canon import from_base64
from dipoli.record.note import (
    VerifierKey,
    add_signatures,
    read_note,
    read_signature,
    write_note,
)

OUTBOX = "outbox"


def put_out(folder: Path, slug: str, note: bytes, key: VerifierKey, line: str) -> Path:
    """Lay a cosigned head for the host into the outbox; older ones of the circle go.

    Args:
        folder: of the node.
        slug: name of the circle in it.
        note: the head, as it was served.
        key: the log key that signed it.
        line: this node's cosignature line.

    Returns:
        Where it lies: the head with the host's lines and this node's, and no others.
    """
    head, own = host_lines(note, key)
    place = folder / OUTBOX / f"{slug}-{head.size}.cosignature"
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_durably(place, write_note(add_signatures(read_note(own), [read_signature(line)])))
    for old in place.parent.glob(f"{slug}-*.cosignature"):
        if old != place:
            old.unlink(missing_ok=True)
    return place


def written_leaves(folder: Path) -> frozenset[bytes]:
    """Leaf hashes of the acts that lie in a node's outbox, those put aside among them."""
    found = set[bytes]()
    for path in (folder / OUTBOX).glob("*.act*"):
        try:
            said = json.loads(path.read_bytes())
            found.add(read_entry(from_base64(said["entry"], what="act")).leaf)
        except (OSError, ValueError, KeyError, TypeError, DipoliError):
            continue  # no act of ours
    return frozenset(found)
