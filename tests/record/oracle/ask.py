"""Asking the oracle: Go's own implementation of notes, trees and tiles, in a process of its own."""

from __future__ import annotations

import atexit
import base64
import json
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dipoli.record.checkpoint import Checkpoint, read_checkpoint, write_checkpoint
from dipoli.record.note import (
    Signature,
    add_signatures,
    cosign,
    open_checkpoint,
    sign_note,
    write_note,
)
from dipoli.record.proof_file import open_proof_file, proof_file
from dipoli.record.tile import WIDTH, entries_path, entry_bundle, tile_nodes, tiles
from dipoli.record.tree import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    prove_consistency,
    prove_inclusion,
    root,
)
from dipoli.record.verifier import Signer, cosigner_key, read_key, write_key

HERE = Path(__file__).parent
SOURCES = Path("/usr/share/gocode")
ORIGIN = "lake.example/plenary"
MISSING = "The oracle needs Go and its sumdb sources. Run as root: scripts/system-packages"


@cache
def oracle() -> subprocess.Popen[str]:
    """The oracle, built offline from Debian's sources and started once.

    Raises:
        RuntimeError: a system package is missing; it says which command mends that.
    """
    if shutil.which("go") is None or not (SOURCES / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        raise RuntimeError(MISSING)
    folder = tempfile.mkdtemp(prefix="dipoli-oracle-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    program = f"{folder}/oracle"
    build = {**os.environ, "GO111MODULE": "off", "GOPATH": str(SOURCES)}
    build.setdefault("HOME", folder)  # where Go keeps its cache
    words = ["go", "build", "-o", program, "."]
    subprocess.run(words, cwd=HERE, env=build, check=True)  # noqa: S603 - our own words
    pipe = subprocess.PIPE
    running = subprocess.Popen([program], stdin=pipe, stdout=pipe, text=True)  # noqa: S603 - built
    atexit.register(_end, running)
    return running


def _end(running: subprocess.Popen[str]) -> None:
    with running:
        assert running.stdin is not None
        running.stdin.close()


def ask(**job: object) -> dict[str, Any]:
    """One job, one answer; bytes go as base64."""
    running = oracle()
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(json.dumps(job, default=text) + "\n")
    running.stdin.flush()
    told: dict[str, Any] = json.loads(running.stdout.readline())
    return told


def text(data: bytes) -> str:
    """Bytes as the oracle reads them."""
    return base64.b64encode(data).decode()


def hashes(told: Sequence[str]) -> tuple[bytes, ...]:
    """Hashes as the oracle writes them."""
    return tuple(map(base64.b64decode, told or ()))


def write_log(folder: Path, entries: Sequence[bytes]) -> None:
    """Our tiles and bundles as files."""
    files = dict(tiles([leaf_hash(entry) for entry in entries], len(entries)))
    for start in range(0, len(entries), WIDTH):
        part = entries[start : start + WIDTH]
        files[entries_path(start // WIDTH, len(part))] = entry_bundle(part)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def random_log_agrees(seed: int) -> None:
    """On one random log Go accepts all that is ours, and we accept all that is Go's."""
    dice = random.Random(seed)
    size = dice.choice([1, 2, 255, 256, 257, 511, 513, dice.randint(1, 300), dice.randint(1, 2000)])
    entries = [dice.randbytes(dice.randrange(60)) for _ in range(size)]
    indexes = sorted({0, size - 1, *(dice.randrange(size) for _ in range(6))})
    olds = sorted({1, size, *(dice.randint(1, size) for _ in range(6))})
    go_accepts_ours(dice, entries, indexes, olds)
    we_accept_what_go_made(dice, entries, indexes, olds)


def go_accepts_ours(
    dice: random.Random, entries: list[bytes], indexes: list[int], olds: list[int]
) -> None:
    """Go opens our note, reads our tiles and makes the proofs that we made."""
    leaves = [leaf_hash(entry) for entry in entries]
    log = Signer(name=ORIGIN, key=_key(dice))
    head = Checkpoint(origin=ORIGIN, size=len(leaves), root=root(leaves))
    bare = sign_note(write_checkpoint(head), log)
    hand = _key(dice)
    witness = cosign(bare.text, hand, "xla.example/witness", dice.randrange(1 << 40))
    unknown = cosign(bare.text, _key(dice), "xlb.example/witness", dice.randrange(1 << 40))
    stranger = Signature(name="new.example", key_id=dice.randbytes(4), blob=dice.randbytes(99))
    with tempfile.TemporaryDirectory() as folder:
        write_log(Path(folder), entries)
        told = ask(
            do="read",
            note=write_note(add_signatures(bare, [witness, unknown, stranger])),
            keys=[write_key(log.verifier), write_key(cosigner_key("xla.example/witness", hand))],
            dir=folder,
            indexes=indexes,
            olds=olds,
            proofs=[list(inclusion_proof(index, leaves)) for index in indexes],
            steps=[list(consistency_proof(old, leaves)) for old in olds],
        )
        stored = tile_nodes(lambda path: (Path(folder) / path).read_bytes(), len(leaves))
        from_tiles = [prove_inclusion(index, len(leaves), stored) for index in indexes]
        steps_from_tiles = [prove_consistency(old, len(leaves), stored) for old in olds]
    assert "error" not in told, told
    assert told["signed"] == [ORIGIN, "xla.example/witness"]
    assert told["unknown"] == ["xlb.example/witness", "new.example"]
    assert read_checkpoint(told["text"]) == head
    assert hashes(told["leaves"]) == tuple(leaves[index] for index in indexes)
    assert hashes(told["roots"]) == tuple(root(leaves[:old]) for old in olds)
    assert [hashes(proof) for proof in told["proofs"]] == from_tiles
    assert [hashes(steps) for steps in told["steps"]] == steps_from_tiles
    assert from_tiles == [inclusion_proof(index, leaves) for index in indexes]
    assert steps_from_tiles == [consistency_proof(old, leaves) for old in olds]


def we_accept_what_go_made(
    dice: random.Random, entries: list[bytes], indexes: list[int], olds: list[int]
) -> None:
    """We open Go's note, verify its proofs and make the tiles that it made."""
    told = ask(
        do="make",
        name=ORIGIN,
        seed=dice.randbytes(32),
        entries=entries,
        indexes=indexes,
        olds=olds,
    )
    assert "error" not in told, told
    key, note = read_key(told["key"]), base64.b64decode(told["note"])
    head = open_checkpoint(note, key).checkpoint
    leaves = hashes(told["leaves"])
    assert leaves == tuple(map(leaf_hash, entries))
    assert (head.origin, head.size, head.root) == (ORIGIN, len(entries), root(leaves))
    for index, proof in zip(indexes, told["proofs"], strict=True):
        assert head.includes(index, leaves[index], hashes(proof))
        open_proof_file(proof_file(index, hashes(proof), note), leaves[index], key)
    for old, before, steps in zip(olds, hashes(told["roots"]), told["steps"], strict=True):
        older = Checkpoint(origin=ORIGIN, size=old, root=before)
        assert head.continues(older, hashes(steps))
    ours = {path: text(data) for path, data in tiles(leaves, len(leaves))}
    assert told["tiles"] == ours


def _key(dice: random.Random) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(dice.randbytes(32))
