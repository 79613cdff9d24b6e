"""Timings of the record: acts through the one door, a long record verified, a long record opened.

Each stands beside a limit that was measured in the same run: a bare fsync, bare checks of the same
signatures, the bare hashing of the tree. Nothing here asserts on a clock. A million acts take
minutes and some gigabytes under ``out/``, so they are verified only when they are asked for.

    python -m benches.record            the three rows of every bench
    python -m benches.record million    a million acts verified on one core
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
from datetime import timedelta
from pathlib import Path

from benches.ledger import ROOT, Ledger, Row
from benches.long_record import long_acts, long_copy, long_file
from tests.record.acts import OFFICE, ORIGIN, START, log_signer, signing

from dipoli.depositary import sqlite
from dipoli.record.tree import leaf_hash, root
from dipoli.secretariat.certify import first_head
from dipoli.secretariat.office import Office
from dipoli.secretariat.receive import Receipted

APPENDS = 2000
LONG = 100_000
SHORT, MILLION = 20_000, 1_000_000
SECONDS_PER_ACT = 240 / MILLION
"""The goal: a million acts in four minutes."""

OPEN = """
import json, os, resource, sys, time
from pathlib import Path
from dipoli.depositary import sqlite
from dipoli.secretariat.office import Office
from tests.record.acts import OFFICE, ORIGIN, log_signer, signing
log, keeper = log_signer(), signing(OFFICE, "sign")
start = time.perf_counter()
custody = sqlite.open_(Path(sys.argv[1]), ORIGIN)
opened = time.perf_counter()
office = Office(custody=custody, log=log, keeper=keeper, chance=os.urandom)
stands = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([stands - start, opened - start, peak, office.standing.size]))
"""
"""Opened in a program of its own, so that its memory is its own: seconds, seconds, MB, acts."""

VERIFY = """
import contextlib, io, json, os, resource, sys, time
from pathlib import Path
from dipoli.cli.main import main
from dipoli.codec.mirror_folder import MirrorFolder
from dipoli.record.act import read_entry
from dipoli.record.audit_files import entries_of
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.record.acts import signing
from benches.long_record import SEATS
os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
acts = [read_entry(data) for data in entries_of(MirrorFolder(Path(sys.argv[1])).read, 801)][1:]
keys = {code: signing(code, "sign").public_key() for code in SEATS}
due = [(keys[one.envelope.by], one.signatures[0].signature, one.signed) for one in acts[:799]]

def bare():
    start = time.process_time()
    for _ in range(12):
        for key, signature, message in due:
            key.verify(signature, message)
    return (time.process_time() - start) / 12 / len(due)

before, told = bare(), io.StringIO()
start, spent = time.perf_counter(), time.process_time()
with contextlib.redirect_stdout(told):
    code = main(["verify", "--json", sys.argv[1]])
seconds, spent = time.perf_counter() - start, time.process_time() - spent
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
after, found = bare(), json.loads(told.getvalue())
assert code == 0 and found["verified"], found["faults"]
print(json.dumps([spent, seconds, before, after, peak, found["head"]["size"]]))
"""
"""Seconds by the clock and of the processor, of one bare check before and after; MB; acts.

Of one core: seconds of the processor are what it takes, also where others share the machine.
"""


def main() -> int:
    """Run what is not in the ledger yet, print all, and leave the table."""
    million = sys.argv[1:] == ["million"]
    name = "bench-record-million" if million else "bench-record"
    ledger = Ledger(name=name, title="Bench of the record")
    for what, run in (MILLIONS if million else BENCHES).items():
        ledger.take(what, run)
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def durable_acts() -> Row:
    """Acts through the door, one by one; after each, the same bytes in a bare file.

    The office reads, verifies, rules, signs the head twice, keeps both, and signs the receipt.
    """
    kept, bare = list[float](), list[float]()
    with tempfile.TemporaryDirectory(dir=_disk()) as name:
        path, log = Path(name) / "record.db", log_signer()
        sqlite.create(path, ORIGIN, first_head(log, START))
        file = os.open(Path(name) / "bare", os.O_CREAT | os.O_WRONLY)
        with closing(sqlite.open_(path, ORIGIN)) as custody:
            keeper = signing(OFFICE, "sign")
            office = Office(custody=custody, log=log, keeper=keeper, chance=os.urandom)
            for act in long_acts(APPENDS):
                at = START + timedelta(seconds=act.index)
                start = time.perf_counter()
                answer = office.receive(act.entry, act.body, at)
                kept.append(time.perf_counter() - start)
                assert isinstance(answer, Receipted), answer
                start = time.perf_counter()
                os.write(file, act.entry + (act.body or b"") + answer.checkpoint)
                os.fsync(file)
                bare.append(time.perf_counter() - start)
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


def verified(size: int, times: int) -> Callable[[], Row]:
    """The command ``dipoli verify`` on one core, beside bare checks of the same signatures."""

    def run() -> Row:
        folder = long_copy(size)
        told = sorted(_told(VERIFY, folder, size) for _ in range(times))
        spent, seconds, before, after, peak, _ = told[len(told) // 2]
        bare = size * (before + after) / 2
        share = f"of the processor, {spent / size * 1e6:.0f} microseconds an act"
        checks = f"a bare check {before * 1e6:.0f} before and {after * 1e6:.0f} after"
        return Row.of(
            (told[0][0], spent, told[-1][0]),
            goal=size * SECONDS_PER_ACT,
            limit=bare,
            against="bare checks of as many signatures",
            note=f"{share}; {checks}; by the clock {seconds:.4g} s; peak {peak:.0f} MB",
        )

    return run


def opened() -> Row:
    """Open a record of 100,000 acts: depositary with its tree, and the office's standing."""
    path = long_file(LONG)
    told = sorted(_told(OPEN, path, LONG) for _ in range(3))
    with closing(sqlite.open_(path, ORIGIN)) as custody:
        leaves = [
            leaf_hash(act.entry)
            for at in range(0, LONG, 1000)
            for act in custody.read(at, at + 1000)
        ]
    start = time.perf_counter()
    root(leaves)
    bare = time.perf_counter() - start
    peak, size = max(one[2] for one in told), path.stat().st_size / 1e6
    return Row.of(
        (told[0][0], told[1][0], told[2][0]),
        goal=3.0,
        limit=bare,
        against="hashing the tree",
        note=f"the depositary alone {told[1][1]:.2f} s; peak {peak:.0f} MB; file {size:.0f} MB",
    )


def _told(program: str, path: Path, size: int) -> list[float]:
    """What a program of its own tells of a record; the last figure is its size."""
    words = [sys.executable, "-c", program, str(path)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    told = subprocess.run(words, check=True, capture_output=True, cwd=ROOT, env=env).stdout  # noqa: S603 - our own words
    found: list[float] = json.loads(told)
    assert found[-1] == size
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
    "record-durable: a signed act through the door, on SQLite": durable_acts,
    f"record-verify: {SHORT} acts verified on one core": verified(SHORT, 3),
    f"record-open: {LONG} acts opened, on SQLite": opened,
}
"""What is timed: a name, and the function that times it."""

MILLIONS: dict[str, Callable[[], Row]] = {
    f"record-verify: {MILLION} acts verified on one core": verified(MILLION, 1),
}
"""The whole count, when it is asked for."""


if __name__ == "__main__":
    sys.exit(main())
