"""Frontiers beside NegMAS: the same additive scenario, equal as sets of value vectors, timed.

NegMAS runs in an environment of its own under ``out/negmas`` and in a process of its own
(`benches/negmas_run.py`); so does each engine of ours, so that memory can be compared. What each
makes ready at its first call does not count, on either side. Ours is the median of some runs,
theirs is one. A finished row is saved at once; a full run leaves a table in ``docs/measurements``.

    python -m benches.negmas_peer            all sizes: minutes, and 4 GB
    python -m benches.negmas_peer 6x5x4      parties x issues x options, printed only
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen
from benches.bargain import Bargain, bargain
from benches.ledger import ROOT, Ledger

from dipoli.analysis.agreement import question_of
from dipoli.analysis.agreement.frontier.answers import Ints
from dipoli.analysis.agreement.frontier.counting import by_counting
from dipoli.analysis.agreement.frontier.filter import undominated
from dipoli.analysis.agreement.frontier.sums import by_sums
from dipoli.analysis.agreement.model import Model, build

PEER = "negmas==0.16.0"
FOLDER = ROOT / "out" / "negmas"
ENGINES = {"counting": by_counting, "sums": by_sums}
SEED = 1
Told = dict[str, Any]
"""What a process tells: points, seconds and megabytes."""
TIMES = 5


@frozen(kw_only=True)
class Size:
    """A size, and what was asked for.

    Args:
        parties: at the table.
        issues: all of which may move.
        options: of each issue.
        faster: so many times as fast as NegMAS, or None.
        memory: peak memory at most this share of that of NegMAS, or None.
    """

    parties: int
    issues: int
    options: int
    faster: float | None = None
    memory: float | None = None

    @property
    def name(self) -> str:
        """As it stands on the command line."""
        return f"{self.parties}x{self.issues}x{self.options}"

    @classmethod
    def read(cls, text: str) -> Size:
        """A size from the command line."""
        parties, issues, options = map(int, text.split("x"))
        return cls(parties=parties, issues=issues, options=options)

    def model(self) -> Model:
        """The scenario: additive, nothing barred, nobody asks for anything."""
        size = Bargain(parties=self.parties, issues=self.issues, options=self.options)
        case = bargain(size, SEED)
        return build(case, question_of(case))


SIZES = (
    Size(parties=6, issues=8, options=5, faster=20),
    Size(parties=6, issues=10, options=4, faster=80),
    Size(parties=4, issues=10, options=5, memory=1 / 3),
)


def main(words: list[str]) -> int:
    """Compare all sizes and leave the table, or some and print them."""
    if words[:1] == ["--ours"]:
        print(json.dumps(ours(words[1], Size.read(words[2]))))
        return 0
    if words:
        for word in words:
            for engine in ENGINES:
                print(word, engine, row(engine, Size.read(word)))
        return 0
    ledger = Ledger(name="bench-negmas", title="Frontiers beside NegMAS")
    for size in SIZES:
        for engine in ENGINES:
            name = f"{size.name}, by {engine}"
            if name not in ledger.rows:
                ledger.record(name, row(engine, size))
            print(name, ledger.rows[name], flush=True)
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def row(engine: str, size: Size) -> dict[str, object]:
    """One engine of ours beside NegMAS; both frontiers must be the same set of value vectors."""
    mine = _told([sys.executable, "-m", "benches.negmas_peer", "--ours", engine, size.name])
    other = peer(size)
    assert vectors(mine["points"]) == vectors(other["points"]), f"{size.name}: frontiers differ"
    return {
        "points": len(mine["points"]),
        "ours, s": round(mine["seconds"], 4),
        "NegMAS, s": round(other["seconds"], 3),
        "times as fast": round(other["seconds"] / mine["seconds"], 1),
        "asked": size.faster,
        "ours, MB": round(mine["megabytes"]),
        "NegMAS, MB": round(other["megabytes"]),
        "share of memory": round(mine["megabytes"] / other["megabytes"], 3),
        "asked at most": size.memory,
    }


def ours(engine: str, size: Size) -> dict[str, object]:
    """The frontier by an engine of ours, in this process: points, median seconds, peak memory.

    NegMAS counts the state of things as an outcome, and we do not count it as a package: it is put
    beside ours here, so that the same vectors are compared.
    """
    run = ENGINES[engine]
    run(Size(parties=2, issues=2, options=2).model())
    model = size.model()
    seconds = []
    for _ in range(TIMES):
        start = time.perf_counter()
        raw = run(model)
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    still = np.array([model.gains((0,) * size.issues)], np.int64)
    every: Ints = np.concatenate([raw.gains, still])
    kept = undominated(every, np.zeros(len(every), np.int64), size.parties).chosen
    return {
        "points": every[kept].tolist(),
        "seconds": statistics.median(seconds),
        "megabytes": peak,
    }


@cache
def peer(size: Size) -> Told:
    """The frontier by NegMAS, in its own environment and process."""
    model = size.model()
    # As its reservation value is 0, what a party gains is its value; option 0 has a value, too.
    worth = [[list(row) for row in floor.worth] for floor in model.seat_floors()]
    for mine, floor in zip(worth, model.seat_floors(), strict=True):
        mine[0] = [points - floor.threshold for points in mine[0]]
    words = [str(_environment()), str(ROOT / "benches" / "negmas_run.py")]
    return _told(words, json.dumps(worth))


def vectors(points: list[list[float]]) -> set[tuple[int, ...]]:
    """Value vectors as a set; all are whole."""
    assert all(value == int(value) for point in points for value in point)
    return {tuple(int(value) for value in point) for point in points}


def _environment() -> Path:
    """The Python of an environment with NegMAS and nothing of ours; made when it is missing."""
    python = FOLDER / "bin" / "python"
    ready = FOLDER / PEER
    if not ready.exists():
        print(f"making an environment with {PEER} under {FOLDER.relative_to(ROOT)}", flush=True)
        install = ("-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
        _run([sys.executable, "-m", "venv", str(FOLDER)])
        _run([str(python), *install, PEER])
        ready.touch()
    return python


def _told(words: list[str], given: str = "") -> Told:
    found: Told = json.loads(_run(words, given))
    return found


def _run(words: list[str], given: str = "") -> str:
    return subprocess.run(  # noqa: S603 - our own words
        words, check=True, capture_output=True, text=True, input=given, cwd=ROOT
    ).stdout


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
