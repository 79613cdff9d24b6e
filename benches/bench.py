"""Timings: the Korean case, `dipoli --help`, and a large made-up case, with ratios to limits.

Each figure is the median of some runs and stands beside the ratio to a limit measured in the same
run. Nothing here asserts on a clock. A finished row is saved at once to ``out/bench.json``; a run
that was stopped goes on after its last row. A full run leaves a table in ``docs/measurements/``.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benches.agreement import LARGE
from benches.bargain import bargain
from benches.ledger import Ledger, Row
from tests.analysis.agreement.reference import zone
from tests.generators import SMALL, random_case

from dipoli.analysis.agreement import Means, Rule, Verdict, agree, answer, find, question_of
from dipoli.analysis.agreement.enumeration import count, enumerate_zone
from dipoli.analysis.agreement.model import build
from dipoli.analysis.agreement.packages import tell_issues
from dipoli.codec.case_folder import read_case

ROOT = Path(__file__).parents[1]
SEEDS = range(5)
"""Seeds of the large made-up cases."""


def main() -> int:
    """Run what is not in the ledger yet, print all, and leave the table."""
    ledger = Ledger(name="bench", title="Bench")
    for name, run in BENCHES.items():
        ledger.take(name, run)
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def timed(run: Callable[[], object], times: int = 5) -> tuple[float, float, float]:
    """Least, median and most seconds of some runs, after one that does not count."""
    run()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds), statistics.median(seconds), max(seconds)


def _command(*words: str) -> Callable[[], object]:
    def run() -> object:
        return subprocess.run(words, check=True, capture_output=True, cwd=ROOT)  # noqa: S603 - our own words

    return run


def help_command() -> Row:
    """`dipoli --help` beside a bare Python that starts and ends."""
    told = timed(_command(sys.executable, "-m", "dipoli.cli.main", "--help"), 9)
    bare = timed(_command(sys.executable, "-c", "pass"), 9)
    return Row.of(told, goal=0.5, limit=bare[1], against="bare python start")


def korea_all() -> Row:
    """Every answer about the Korean case, beside reading its papers."""
    read = timed(lambda: read_case(ROOT / "cases" / "korea"), 3)
    case = read_case(ROOT / "cases" / "korea")
    told = timed(lambda: agree(case, question_of(case), Means(), clashes=True), 3)
    return Row.of(told, goal=20, limit=read[1], against="reading the case")


def korea_command() -> Row:
    """The command `dipoli agree cases/korea --clash`, whole process."""
    words = (sys.executable, "-m", "dipoli.cli.main", "agree", "cases/korea", "--clash", "--json")
    bare = timed(_command(sys.executable, "-c", "import numpy, scipy.optimize"), 3)
    return Row.of(timed(_command(*words), 3), goal=20, limit=bare[1], against="importing SciPy")


def report_command() -> Row:
    """The command `dipoli report cases/korea`, whole process."""
    out = ROOT / "out" / "bench-report.html"
    words = (sys.executable, "-m", "dipoli.cli.main", "report", "cases/korea", "--out", str(out))
    bare = timed(_command(sys.executable, "-c", "import matplotlib.figure, scipy.optimize"), 3)
    return Row.of(
        timed(_command(*words), 3), goal=None, limit=bare[1], against="importing libraries"
    )


def large(rule: Rule, seed: int) -> Callable[[], Row]:
    """One rule on 8 parties, 100 issues of 5 options, 46 red lines, 20 synergies."""

    def run() -> Row:
        case = bargain(LARGE, seed)
        asked = question_of(case)
        told = answer(case, asked, rule, Means())
        assert told.verdict is Verdict.COMMON_GROUND
        assert told.proven, told.gap
        assert told.package is not None
        again = timed(lambda: answer(case, asked, rule, Means()), 3)
        package = told.package
        checked = timed(lambda: tell_issues(case, asked, package), 3)
        note = f"gap {told.gap:.1e}, proven {told.proven}"
        return Row.of(again, goal=10, limit=checked[1], against="telling the package", note=note)

    return run


def counting() -> Row:
    """Counting every package of a small case, beside the slow obvious reference."""
    case = random_case(4, SMALL)
    asked = question_of(case)
    model = build(case, asked)
    assert len(enumerate_zone(model)) == len(zone(case, asked))
    fast = timed(lambda: enumerate_zone(model), 9)
    slow = timed(lambda: zone(case, asked), 3)
    return Row.of(
        fast,
        goal=None,
        limit=slow[1],
        against="the slow reference",
        note=f"{count(model)} packages",
    )


def emptiness() -> Row:
    """Proving that the Hanoi papers have no common ground, beside writing the model."""
    case = read_case(ROOT / "cases" / "korea")
    asked = question_of(case, "positions-hanoi")
    assert find(case, asked, Means()).verdict is Verdict.NONE
    told = timed(lambda: find(case, asked, Means()), 5)
    built = timed(lambda: build(case, asked), 5)
    return Row.of(told, goal=None, limit=built[1], against="building the model")


BENCHES: dict[str, Callable[[], Row]] = {
    "dipoli --help": help_command,
    "the Korean case, all answers": korea_all,
    "dipoli agree cases/korea --clash --json": korea_command,
    "dipoli report cases/korea": report_command,
    "no common ground proven (Hanoi papers)": emptiness,
    "counting a small case": counting,
    **{
        f"8 x 100 x 5, 46 red lines, {rule.value}, seed {seed}": large(rule, seed)
        for rule in (Rule.TOTAL_GAIN, Rule.NASH)
        for seed in SEEDS
    },
}
"""What is timed: a name, and the function that times it."""


if __name__ == "__main__":
    sys.exit(main())
