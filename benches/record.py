"""Timings of the depositary: durable signed acts beside a bare fsync, and opening a long record.

Run alone with ``python -m benches.record``. Nothing here asserts on a clock.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benches.ledger import ROOT, Ledger, Row
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.depositary.acts import ORIGIN, log_key, signed, signed_head

from dipoli.depositary import sqlite
from dipoli.record.act import Envelope, Seen, write_entry
from dipoli.record.custody import Stored
from dipoli.record.keys import sign_act
from dipoli.record.note import open_checkpoint
from dipoli.record.tree import Frontier, leaf_hash, root

AUTHOR = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
BODY = bytes(range(256)) * 2
APPENDS = 2000
LONG = 100_000
CHUNK = 2000

OPEN = """
import json, resource, sys, time
from pathlib import Path
from dipoli.depositary import sqlite
start = time.perf_counter()
custody = sqlite.open_(Path(sys.argv[1]), sys.argv[2])
opened = time.perf_counter()
acts = sum(len(custody.read(at, at + 1000)) for at in range(0, custody.head().size, 1000))
read = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([opened - start, read - start, peak, acts]))
"""
"""Opened in a program of its own, so that its memory is its own: seconds, seconds, MB, acts."""


def main() -> int:
    """Run what is not in the ledger yet, print all, and leave the table."""
    ledger = Ledger(name="bench-record", title="Bench of the record")
    for name, run in BENCHES.items():
        ledger.take(name, run)
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def entry(index: int, prev: bytes | None) -> bytes:
    """A signed act of some 700 bytes."""
    forum, circle = ORIGIN.split("/")
    envelope = Envelope(
        forum=forum, circle=circle, name="note.say/1", by="XLA", entered_by="XLA", role="delegate",
        seq=index, prev=prev, object="", deadline=None, body_hash=bytes(32),
        seen=Seen(size=index, root=bytes(32)), time="2030-03-04T09:00:00Z",
        nonce=index.to_bytes(16, "big"),
    )  # fmt: skip
    return write_entry(envelope, sign_act(envelope, AUTHOR))


def durable_acts() -> Row:
    """Sign, hash, certify and keep acts one by one; after each, the same bytes in a bare file."""
    kept, bare = [], []
    with tempfile.TemporaryDirectory(dir=_disk()) as name:
        path, frontier, prev = Path(name) / "record.db", Frontier(), None
        sqlite.create(path, ORIGIN, signed([]))
        file = os.open(Path(name) / "bare", os.O_CREAT | os.O_WRONLY)
        with closing(sqlite.open_(path, ORIGIN)) as custody:
            for index in range(APPENDS):
                start = time.perf_counter()
                act = Stored(index=index, entry=entry(index, prev), body=BODY)
                prev = leaf_hash(act.entry)
                frontier = frontier.add(prev)
                note = signed_head(frontier.size, frontier.root())
                custody.append(index, [act], note)
                kept.append(time.perf_counter() - start)
                start = time.perf_counter()
                os.write(file, act.entry + BODY + note)
                os.fsync(file)
                bare.append(time.perf_counter() - start)
            assert custody.head().root == frontier.root()
        os.close(file)
    words = ", ".join(
        f"{what} p50 {_ms(times, 0.5)} p99 {_ms(times, 0.99)} ms"
        for what, times in (("act", kept), ("bare fsync", bare))
    )
    ratio = _at(kept, 0.99) / _at(bare, 0.99)
    return Row.of(
        (min(kept), statistics.median(kept), max(kept)),
        goal=0.025,
        limit=statistics.median(bare),
        against="bare fsync of the same bytes",
        note=f"{words}; p99 ratio {ratio:.3g}; the goal is for p99; {APPENDS} acts",
    )


def opened() -> Row:
    """Open a record of 100,000 acts, tree recomputed; the same with every act read and hashed."""
    with tempfile.TemporaryDirectory(dir=_disk()) as name:
        path = Path(name) / "record.db"
        leaves = _long(path)
        told = [_open(path) for _ in range(3)]
        start = time.perf_counter()
        root(leaves)
        bare = time.perf_counter() - start
        size = path.stat().st_size / 1e6
    seconds = sorted(one[0] for one in told)
    read, peak = statistics.median(one[1] for one in told), max(one[2] for one in told)
    return Row.of(
        (seconds[0], seconds[1], seconds[2]),
        goal=3.0,
        limit=bare,
        against="hashing the tree",
        note=f"with every act read {read:.2f} s, peak {peak:.0f} MB, file {size:.0f} MB",
    )


def _long(path: Path) -> list[bytes]:
    """A record of 100,000 acts; its leaf hashes."""
    frontier, leaves, prev = Frontier(), list[bytes](), None
    sqlite.create(path, ORIGIN, signed([]))
    with closing(sqlite.open_(path, ORIGIN)) as custody:
        for start in range(0, LONG, CHUNK):
            acts = []
            for index in range(start, start + CHUNK):
                acts.append(Stored(index=index, entry=entry(index, prev), body=BODY))
                prev = leaf_hash(acts[-1].entry)
                frontier = frontier.add(prev)
                leaves.append(prev)
            custody.append(start, acts, signed_head(frontier.size, frontier.root()))
        note = custody.head().checkpoint
    assert open_checkpoint(note, log_key(ORIGIN)).checkpoint.root == root(leaves)
    return leaves


def _open(path: Path) -> list[float]:
    words = [sys.executable, "-c", OPEN, str(path), ORIGIN]
    told = subprocess.run(words, check=True, capture_output=True, cwd=ROOT).stdout  # noqa: S603 - our own words
    found: list[float] = json.loads(told)
    assert found[3] == LONG
    return found


def _disk() -> Path:
    """A folder on the disk of the repository: a file system in memory would flatter."""
    folder = ROOT / "out"
    folder.mkdir(exist_ok=True)
    return folder


def _at(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


def _ms(times: list[float], share: float) -> str:
    return f"{_at(times, share) * 1000:.2f}"


BENCHES: dict[str, Callable[[], Row]] = {
    "a durable signed act on SQLite": durable_acts,
    "opening a record of 100,000 acts on SQLite": opened,
}
"""What is timed: a name, and the function that times it."""


if __name__ == "__main__":
    sys.exit(main())
