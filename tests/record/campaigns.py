"""What is owed in numbers for the record, one seed at a time: 1,000 trials, or one log, a seed.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong.
"""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.record.oracle.ask import random_log_agrees

from dipoli.faults import DipoliError, MalformedError
from dipoli.record.canon import canonical, read_canonical
from dipoli.record.checkpoint import Checkpoint, write_checkpoint
from dipoli.record.note import (
    add_signatures,
    cosign,
    cosigner_key,
    open_checkpoint,
    sign_note,
    write_note,
)
from dipoli.record.proof_file import open_proof_file, proof_file
from dipoli.record.tree import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)
from dipoli.record.verifier import Signer

TRIALS = 1000


class ObviousTree:
    """The tree of RFC 6962 by its recursive definition, remembering what it hashed."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves = leaves
        self.root = cache(self._root)

    def _root(self, start: int, end: int) -> bytes:
        if end - start < 2:
            return self.leaves[start]
        middle = start + self.split(end - start)
        return node_hash(self.root(start, middle), self.root(middle, end))

    @staticmethod
    def split(size: int) -> int:
        """The largest power of two smaller than the size."""
        return max(1 << power for power in range(64) if 1 << power < size)

    def path(self, index: int, start: int, end: int) -> list[bytes]:
        """PATH."""
        if end - start == 1:
            return []
        middle = start + self.split(end - start)
        if index < middle:
            return [*self.path(index, start, middle), self.root(middle, end)]
        return [*self.path(index, middle, end), self.root(start, middle)]

    def subproof(self, old: int, start: int, end: int, *, known: bool) -> list[bytes]:
        """SUBPROOF."""
        if old == end:
            return [] if known else [self.root(start, end)]
        middle = start + self.split(end - start)
        if old <= middle:
            return [*self.subproof(old, start, middle, known=known), self.root(middle, end)]
        return [*self.subproof(old, middle, end, known=False), self.root(start, middle)]


def random_size(dice: random.Random, most: int = 3000) -> int:
    """A size, often beside a power of two or a full tile."""
    if dice.random() < 0.5:
        return dice.randrange(1, most)
    return min(
        most, max(1, (1 << dice.randrange(11)) * dice.randrange(1, 4) + dice.randrange(-2, 3))
    )


def proofs_equal_the_obvious_tree(seed: int) -> None:
    """For 1,000 random sizes and indexes both proofs are the obvious ones, and verify."""
    dice = random.Random(seed)
    for _ in range(TRIALS // 50):
        most = random_size(dice, 400)
        leaves = [leaf_hash(dice.randbytes(8)) for _ in range(most)]
        tree = ObviousTree(leaves)
        for _ in range(50):
            size = dice.randint(1, most)
            index, old, whole = dice.randrange(size), dice.randint(1, size), leaves[:size]
            top, before = tree.root(0, size), tree.root(0, old)
            proof, steps = inclusion_proof(index, whole), consistency_proof(old, whole)
            assert root(whole) == top, size
            assert list(proof) == tree.path(index, 0, size), (size, index)
            assert list(steps) == tree.subproof(old, 0, size, known=True), (old, size)
            assert verify_inclusion(index, size, leaves[index], proof, top), (size, index)
            assert verify_consistency(old, size, before, top, steps), (old, size)
        frontier = Frontier()
        for leaf in leaves:
            frontier = frontier.add(leaf)
        assert frontier.root() == tree.root(0, most), most


def flipped(dice: random.Random, data: bytes) -> bytes:
    """The bytes with one bit the other way."""
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def _changed_hashes(dice: random.Random, hashes: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """The hashes with one bit, place or number of them changed."""
    at = dice.randrange(len(hashes) + 1)
    ways: list[tuple[bytes, ...]] = [(*hashes[:at], dice.randbytes(32), *hashes[at:])]
    if hashes:
        at = dice.randrange(len(hashes))
        ways += [
            (*hashes[:at], flipped(dice, hashes[at]), *hashes[at + 1 :]),
            (*hashes[:at], hashes[at][: dice.randrange(32)], *hashes[at + 1 :]),
            (*hashes[:at], hashes[at] + b"\x00", *hashes[at + 1 :]),
            hashes[:at] + hashes[at + 1 :],
            hashes[:at],
        ]
    if len(hashes) > 1:
        ways.append(tuple(reversed(hashes)))
    return dice.choice(ways)


def mutated_proofs_are_refused(seed: int) -> None:
    """Of 1,000 proofs in which one thing was changed, none holds.

    The size is not among the things changed: a proof does not bind it, the checkpoint does.
    """
    dice = random.Random(seed)
    leaves = [leaf_hash(dice.randbytes(8)) for _ in range(random_size(dice, 600) + 1)]
    tree = ObviousTree(leaves)
    for _ in range(TRIALS // 2):
        size = dice.randint(2, len(leaves))
        index, old = dice.randrange(size), dice.randrange(1, size)
        leaf, top, before = leaves[index], tree.root(0, size), tree.root(0, old)
        proof = inclusion_proof(index, leaves[:size])
        other = dice.choice([n for n in range(-1, size + 2) if n != index])
        told = dice.choice(
            [
                (index, leaf, _changed_hashes(dice, proof), top),
                (index, flipped(dice, leaf), proof, top),
                (index, leaf, proof, flipped(dice, top)),
                (other, leaf, proof, top),
            ]
        )
        assert not verify_inclusion(told[0], size, *told[1:]), (size, index, told)
        steps = consistency_proof(old, leaves[:size])
        changed = dice.choice(
            [
                (before, top, _changed_hashes(dice, steps)),
                (flipped(dice, before), top, steps),
                (before, flipped(dice, top), steps),
                (top, before, steps),
            ]
        )
        assert not verify_consistency(old, size, *changed), (old, size, changed)


def changed_bytes(dice: random.Random, data: bytes) -> bytes:
    """The bytes with one bit, byte, stretch or place changed; never the same."""
    at, to = sorted(dice.choices(range(len(data) + 1), k=2))
    while True:
        told = dice.choice(
            [
                flipped(dice, data),
                data[:at] + dice.randbytes(1) + data[at:],
                data[:at] + dice.choice([b"\n", b" ", b"=", b"\n\n", b"\r"]) + data[at:],
                data[:at] + data[to:],
                data[:at] + data[at:to][::-1] + data[to:],
                data[:to],
                data + dice.randbytes(dice.randrange(1, 4)),
            ]
        )
        if told != data:
            return told
        at, to = sorted(dice.choices(range(len(data) + 1), k=2))


def mutated_notes_are_refused(seed: int) -> None:
    """Of 1,000 checkpoints and proof files in which something was changed, none passes as it was.

    Refused is: not opened; or opened with the same head and fewer signers than before, where the
    change fell into a witness's line and made it that of an unknown key.
    """
    dice = random.Random(seed)
    leaves = [leaf_hash(dice.randbytes(8)) for _ in range(random_size(dice, 300))]
    index = dice.randrange(len(leaves))
    log = Signer(name="lake.example/plenary", key=_key(dice))
    witness, name = _key(dice), "xla.example/witness"
    keys = (log.verifier, [cosigner_key(name, witness)])
    head = Checkpoint(origin=log.name, size=len(leaves), root=root(leaves))
    text = write_checkpoint(head)
    bare = sign_note(text, log)
    signed = write_note(bare)
    note = write_note(add_signatures(bare, [cosign(text, witness, name, dice.randrange(1 << 40))]))
    proof = inclusion_proof(index, leaves)
    for _ in range(TRIALS // 4):
        _refused(lambda: open_checkpoint(changed_bytes(dice, signed), *keys))
        try:
            opened = open_checkpoint(changed_bytes(dice, note), *keys)
        except DipoliError:
            pass
        else:
            assert opened.checkpoint == head
            assert not opened.cosignatures
        file = proof_file(index, proof, signed)
        _refused(lambda: open_proof_file(changed_bytes(dice, file), leaves[index], *keys))  # noqa: B023 - at once
        _refused(lambda: open_proof_file(file, flipped(dice, leaves[index]), *keys))  # noqa: B023 - at once


def _key(dice: random.Random) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(dice.randbytes(32))


def _refused(attempt: Callable[[], object]) -> None:
    try:
        told = attempt()
    except DipoliError:
        return
    raise AssertionError(told)


SPECIAL = ["\x00", "\n", '"', "\\", "/", "\x7f", "é", "\u20ac", "\ufb33", "\U0001f600", "\u2028"]


def random_json(dice: random.Random, depth: int = 4) -> Any:  # noqa: ANN401 - any JSON
    """A value, often nested, with text of many kinds."""
    kind = dice.randrange(7 if depth else 5)
    if kind == 5:
        return [random_json(dice, depth - 1) for _ in range(dice.randrange(4))]
    if kind == 6:
        return {_word(dice): random_json(dice, depth - 1) for _ in range(dice.randrange(5))}
    return [None, True, False, dice.randint(-(2**53) + 1, 2**53 - 1), _word(dice)][kind]


def _word(dice: random.Random) -> str:
    return "".join(dice.choices([*string.ascii_letters, *SPECIAL], k=dice.randrange(6)))


def mutated_canonical_texts_are_refused(seed: int) -> None:
    """Of 1,000 other texts, none passes for the value: written otherwise it is refused.

    Half say the same in another way, and are refused; half were changed at random, and are refused
    or say something else.
    """
    dice = random.Random(seed)
    for _ in range(TRIALS // 2):
        value = {"a": random_json(dice), "b": random_json(dice), "n": dice.randrange(100)}
        data = canonical(value)
        assert read_canonical(data) == value
        _refused(lambda: read_canonical(_otherwise(dice, value, data)))  # noqa: B023 - at once
        try:
            told = read_canonical(changed_bytes(dice, data))
        except MalformedError:
            continue
        assert json.dumps(told) != json.dumps(value)


def _otherwise(dice: random.Random, value: dict[str, Any], data: bytes) -> bytes:
    """The same value in another text."""
    backwards = dict(reversed(value.items()))
    text = data.decode()
    number = f'"n":{value["n"]}'
    return dice.choice(
        [
            json.dumps(value, ensure_ascii=False).encode(),
            json.dumps(backwards, ensure_ascii=False, separators=(",", ":")).encode(),
            data + dice.choice([b"\n", b" ", b"\t"]),
            dice.choice([b"\n", b" ", b"\xef\xbb\xbf"]) + data,
            text.replace(number, number + dice.choice([".0", "e0", "E+0"])).encode(),
            text.replace(number, number.replace(":", ":-0" if value["n"] == 0 else ":0")).encode(),
            text.replace('"n"', '"\\u006e"').encode(),
            (text[:-1] + f",{number}}}").encode(),
            (f"{{{number}," + text[1:]).encode(),
        ]
    )


CAMPAIGNS: dict[str, tuple[Callable[[int], None], int]] = {
    "1,000 random proofs equal those of the obvious tree": (proofs_equal_the_obvious_tree, 100),
    "1,000 mutated proofs are refused": (mutated_proofs_are_refused, 100),
    "1,000 mutated notes and proof files are refused": (mutated_notes_are_refused, 100),
    "1,000 mutated canonical texts are refused": (mutated_canonical_texts_are_refused, 100),
    "Go and the record agree on a random log": (random_log_agrees, 500),
}
"""What is owed: sentence to the check and the number of seeds."""
