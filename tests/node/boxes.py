"""Boxes whose keys follow from words, and chance that is the same each time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from tests.record.acts import sealing, seed, signing

from dipoli.node.box import BoxKey, KeyBox
from dipoli.node.lock import Cost
from dipoli.record.keys import KeyUse

LIGHT = Cost(n=1 << 14)
"""The least cost that is read back: tests lock many boxes."""

PASS = "five words drawn by lot"  # noqa: S105 - it locks invented keys


def chance_of(*words: object) -> Callable[[int], bytes]:
    """Bytes that follow from words, never the same twice."""
    count = 0

    def draw(length: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.shake_256(seed("chance", count, *words)).digest(length)

    return draw


def box_of(code: str) -> KeyBox:
    """The box of a delegation of tests/record/acts.py."""
    return KeyBox(
        id=seed("box", code)[:16],
        code=code,
        keys=(
            BoxKey(use=KeyUse.SIGN, private=signing(code, "sign")),
            BoxKey(use=KeyUse.WITNESS, private=signing(code, "witness")),
            BoxKey(use=KeyUse.SEAL, private=sealing(code, "seal")),
        ),
    )


def officer_box(code: str, number: int) -> KeyBox:
    """The box of one of its officers."""
    key = BoxKey(use=KeyUse.OFFICER, private=signing(code, f"officer-{number}"))
    return KeyBox(id=seed("box", code, number)[:16], code=code, keys=(key,))
