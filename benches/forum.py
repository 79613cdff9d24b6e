"""Timings of the forum: the acts of a long record, already read, ruled on and followed.

The limit beside it is to read the bodies of the same acts from JSON, in the same run. How the cost
of an act grows from a thousand acts to a hundred thousand stands in the note. Nothing here asserts
on a clock.

    python -m benches.forum
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from benches.ledger import ROOT, Ledger, Row

SHORT, LONG = 1_000, 100_000

FOLD = """
import json, resource, sys, time
from benches.long_forum import beginning, bodies, long_forum, read
from dipoli.forum.procedure import enter, rule
size, short = int(sys.argv[1]), int(sys.argv[2])
acts = long_forum(size)
made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def fold(acts):
    start, standing = time.process_time(), beginning()
    for act in acts:
        refusal = rule(standing, act)
        assert refusal is None, (act, refusal)
        standing = enter(standing, act)
    assert standing.acts == len(acts)
    return time.process_time() - start

few = sorted(fold(acts[:short]) for _ in range(5))[2]
many = fold(acts)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
texts = bodies(acts)
start = time.process_time()
read(acts, texts)
bare = time.process_time() - start
print(json.dumps([many, few, bare, made, peak]))
"""
"""In a program of its own, so that its memory is its own: seconds of the processor, and MB."""


def main() -> int:
    """Run what is not in the ledger yet, print all, and leave the table."""
    ledger = Ledger(name="bench-forum", title="Bench of the forum")
    ledger.take(f"forum-fold: {LONG} acts ruled on and followed", folded)
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def folded() -> Row:
    """Rule on and follow the acts of a long forum, one after the other."""
    told = sorted(_told(LONG, SHORT) for _ in range(3))
    many, few, bare, made, peak = told[1]
    growth = (many / LONG) / (few / SHORT)
    note = f"{many / LONG * 1e6:.0f} microseconds an act, {growth:.2f} times that of {SHORT} acts"
    note += f"; peak {peak:.0f} MB, of which the acts themselves {made:.0f} MB"
    return Row.of(
        (told[0][0], many, told[2][0]),
        goal=10,
        limit=bare,
        against="reading the bodies of the same acts from JSON",
        note=note,
    )


def _told(size: int, short: int) -> list[float]:
    words = [sys.executable, "-c", FOLD, str(size), str(short)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    told = subprocess.run(words, check=True, capture_output=True, cwd=ROOT, env=env).stdout  # noqa: S603 - our own words
    found: list[float] = json.loads(told)
    return found


if __name__ == "__main__":
    sys.exit(main())
