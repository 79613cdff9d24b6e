"""A delegation's node for tests: its own copies of circles of the exercise, and its box.

The keys are the published ones of the demonstration, and the witness key is a word's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.demonstration.golden_files import kept
from tests.node.boxes import LIGHT, PASS, chance_of

from dipoli.demonstration.golden import Kept
from dipoli.demonstration.keys import sealing_keys, signing_keys
from dipoli.node.box import BoxKey, KeyBox
from dipoli.node.drawer import keep_box, make_folder
from dipoli.node.lock import lock
from dipoli.node.node import Node
from dipoli.record.act import read_entry
from dipoli.record.audit_files import CHECKPOINT, body_path
from dipoli.record.keys import KeyUse
from dipoli.record.note import VerifierKey
from dipoli.record.tile import WIDTH, entries_path, entry_bundle, tiles
from dipoli.record.tree import leaf_hash
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

CODE = "XUL"
"""It sits in both circles of good offices, which are sealed, and among the friends of the chair."""

JOINED = ("before-plenary", "friends-of-the-chair", "offices-xks", "offices-xse")
SOON = timedelta(minutes=1)


@frozen(kw_only=True)
class Files:
    """The static files of a record, in memory."""

    held: Mapping[str, bytes]

    def read(self, path: str) -> bytes | None:
        """A source's face."""
        return self.held.get(path)


def files_of(one: Kept) -> Files:
    """The files in which a golden record is served."""
    entries = [act.entry for act in one.acts]
    leaves = [leaf_hash(entry) for entry in entries]
    held = dict(tiles(leaves, len(leaves)))
    for start in range(0, len(entries), WIDTH):
        row = entries[start : start + WIDTH]
        held[entries_path(start // WIDTH, len(row))] = entry_bundle(row)
    held |= {body_path(act.index): act.body for act in one.acts if act.body is not None}
    return Files(held={**held, CHECKPOINT: one.head})


def log_key(one: Kept) -> VerifierKey:
    """The log key under which a golden record stands."""
    key = replay(beginning(one.origin), one.acts).log_key(len(one.acts))
    assert key is not None
    return key


def box(code: str = CODE) -> KeyBox:
    """The box of a delegation of the exercise."""
    witness = hashlib.sha256(f"witness of {code}".encode()).digest()
    return KeyBox(
        id=hashlib.sha256(code.encode()).digest()[:16],
        code=code,
        keys=(
            BoxKey(use=KeyUse.SIGN, private=signing_keys()[code]),
            BoxKey(use=KeyUse.WITNESS, private=Ed25519PrivateKey.from_private_bytes(witness)),
            BoxKey(use=KeyUse.SEAL, private=sealing_keys()[code]),
        ),
    )


def make_node(
    folder: Path, code: str = CODE, joined: Sequence[str] = JOINED, source: str = "memory"
) -> Path:
    """A node that has joined circles of the exercise, and looked at each once."""
    make_folder(folder)
    keep_box(folder, lock(box(code), PASS, chance_of(code), LIGHT))
    node = Node(folder, None)
    for one in kept("exercise"):
        if one.circle in joined:
            last = _last(one)
            node.join(one.origin, log_key(one), source, last)
            node.look(one.origin, files_of(one), last)
    node.close()
    return folder


def _last(one: Kept) -> datetime:
    """A while after the last act."""
    time = read_entry(one.acts[-1].entry).envelope.time
    return datetime.fromisoformat(time).astimezone(UTC) + SOON
