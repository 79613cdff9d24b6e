"""Made-up acts for the depositary, which looks at none of their words: bytes from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dipoli.record.canon import canonical
from dipoli.record.checkpoint import Checkpoint, write_checkpoint
from dipoli.record.custody import Stored
from dipoli.record.note import (
    add_signatures,
    cosign,
    read_note,
    sign_note,
    write_note,
    write_signature,
)
from dipoli.record.tree import leaf_hash, root
from dipoli.record.verifier import Signer, VerifierKey

ORIGIN = "lake.example/plenary"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)


def act(seed: int, index: int, bulk: int = 2000) -> Stored:
    """Act number ``index`` of the history of a seed; two in three have a body.

    Args:
        seed: of the history.
        index: of the act.
        bulk: bodies have fewer bytes than this.
    """
    dice = random.Random(f"{seed}/{index}")
    entry = canonical({"number": index, "words": dice.randbytes(dice.randrange(1000)).hex()})
    body = dice.randbytes(dice.randrange(1, bulk)) if dice.randrange(3) else None
    return Stored(index=index, entry=entry, body=body)


def acts(seed: int, start: int, end: int, bulk: int = 2000) -> list[Stored]:
    """Acts of the history of a seed, from ``start`` up to ``end``."""
    return [act(seed, index, bulk) for index in range(start, end)]


def leaves(stored: Iterable[Stored]) -> list[bytes]:
    """Their leaf hashes."""
    return [leaf_hash(one.entry) for one in stored]


def signer(origin: str) -> Signer:
    """The hand that signs checkpoints of a record."""
    return Signer(name=origin, key=KEY)


def log_key(origin: str) -> VerifierKey:
    """The key that checks them."""
    return signer(origin).verifier


def signed(hashes: Sequence[bytes], origin: str = ORIGIN) -> bytes:
    """The signed checkpoint over leaf hashes."""
    return signed_head(len(hashes), root(hashes), origin)


def signed_head(size: int, top: bytes, origin: str = ORIGIN) -> bytes:
    """The signed checkpoint of a size and root, true or not."""
    text = write_checkpoint(Checkpoint(origin=origin, size=size, root=top))
    return write_note(sign_note(text, signer(origin)))


def line(checkpoint: bytes, time: int, name: str = "witness.example/one") -> str:
    """The cosignature line of a witness."""
    return write_signature(cosign(read_note(checkpoint).text, WITNESS, name, time))


def timed(note: bytes, time: int) -> bytes:
    """A head with the host's own line under it, made at a time."""
    read = read_note(note)
    host = signer(ORIGIN)
    return write_note(add_signatures(read, [cosign(read.text, host.key, host.name, time)]))
