"""The finder on large made-up bargains: solutions, emptiness, frontiers, the edge of the zone.

Each row is ten seeds of one size of the frozen generator (`benches.bargain`): seconds, largest gap,
how many seeds meet the goal. A goal is met when the median of the seconds meets it and at least
eight of ten seeds do, gap included. The ratio is to the time of one linear bound of the same case,
measured beside it: the largest total gain by weights, the cheapest proof that there is. Rows are
saved as they come; a run that was stopped goes on. Nothing here asserts on a clock.

    python -m benches.agreement             the frozen bargains
    python -m benches.agreement frontiers   whole frontiers, fewest changes
    python -m benches.agreement commands    whole commands on the Korean case
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from benches.bargain import Bargain, bargain
from benches.ledger import ROOT, Ledger

from dipoli.analysis.agreement import Means, Rule, Verdict, answer, find, question_of
from dipoli.analysis.agreement.frontier.finder import frontier
from dipoli.analysis.agreement.model import build
from dipoli.analysis.agreement.near.buckets import plan
from dipoli.analysis.agreement.near.engine import Kind, Sought, search
from dipoli.analysis.agreement.near.grid import grid
from dipoli.analysis.agreement.why_not.deciding import Decider
from dipoli.analysis.agreement.why_not.fewest import lightest
from dipoli.analysis.agreement.why_not.firmness import firmness
from dipoli.analysis.case import Case

SEEDS = range(1, 11)
ENOUGH = 8
HALF = Fraction(1, 2)
MEANS = Means(limit=8.0, choices=3 << 26, clock=time.perf_counter)
"""A search near the bound, then at most so many seconds of the solver."""

Run = Callable[[Case], tuple[float, float]]
"""Seconds, and the gap that was left as a share of the value; infinity where nothing was found."""


def main() -> int:
    """Run what is not in the ledger yet, print all, and leave the table.

    Returns:
        0, whatever was measured.
    """
    if sys.argv[1:] == ["frontiers"]:
        ledger = Ledger(name="bench-agreement-frontiers", title="Frontiers and fewest changes")
        _warm()
        for name, row in FRONTIERS.items():
            _taken(ledger, name, partial(_row, *row))
    elif sys.argv[1:] == ["commands"]:
        ledger = Ledger(name="bench-agreement-commands", title="Commands of the finder, whole")
        for name, (words, goal) in COMMANDS.items():
            _taken(ledger, name, partial(_command, words, goal))
    else:
        ledger = Ledger(name="bench-agreement", title="The finder on made-up bargains")
        _warm()
        for name, row in ROWS.items():
            _taken(ledger, name, partial(_row, *row))
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def _taken(ledger: Ledger, name: str, run: Callable[[], dict[str, object]]) -> None:
    """Measure what has not been measured yet, and save it at once."""
    if name in ledger.rows:
        print(f"kept: {name}", flush=True)
        return
    ledger.record(name, run())
    print(f"{name}: {ledger.rows[name]}", flush=True)


def _warm() -> None:
    """Compile what is compiled, apart from what is measured."""
    case = bargain(_size(3, 8), 0)
    for rule in Rule:
        answer(case, question_of(case), rule, Means(counted=0))


def _row(size: Bargain, run: Run, seconds: float | None, gap: float) -> dict[str, object]:
    """One row: all seeds of one size, one way of asking."""
    taken, gaps, limits = [], [], []
    for seed in SEEDS:
        case = bargain(size, seed)
        limits.append(_limit(case))
        spent, left = run(case)
        taken.append(spent)
        gaps.append(left)
    meet = [
        (seconds is None or one <= seconds) and left <= gap
        for one, left in zip(taken, gaps, strict=True)
    ]
    middle = statistics.median(taken)
    return {
        "least": round(min(taken), 3),
        "median": round(middle, 3),
        "most": round(max(taken), 3),
        "largest gap": f"{max(gaps):.2e}",
        "median gap": f"{statistics.median(gaps):.2e}",
        "goal": "none" if seconds is None else f"{seconds:g} s, gap {gap:g}",
        "seeds that meet it": "" if seconds is None else f"{sum(meet)} of {len(SEEDS)}",
        "met": ""
        if seconds is None
        else "yes" if sum(meet) >= ENOUGH and middle <= seconds else "no",
        "ratio": float(f"{middle / statistics.median(limits):.3g}"),
    }  # fmt: skip


def _command(words: tuple[str, ...], seconds: float) -> dict[str, object]:
    """One row: a whole command, three times, beside a command that reads the same case."""
    taken = sorted(_seconds(words) for _time in range(3))
    read = _seconds(("check", "cases/korea"))
    return {
        "least": round(taken[0], 3),
        "median": round(taken[1], 3),
        "most": round(taken[2], 3),
        "largest gap": "",
        "median gap": "",
        "goal": f"{seconds:g} s",
        "seeds that meet it": "",
        "met": "yes" if taken[1] <= seconds else "no",
        "ratio": float(f"{taken[1] / read:.3g}"),
    }


def _seconds(words: tuple[str, ...]) -> float:
    start = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "dipoli.cli.main", *words], check=True, capture_output=True, cwd=ROOT
    )
    return time.perf_counter() - start


def _limit(case: Case) -> float:
    """Seconds for the cheapest bound of the same case: the largest total gain by weights."""
    model = build(case, question_of(case))
    start = time.perf_counter()
    found = plan(grid(model))
    seats = len(model.seats)
    search(found, Sought(kind=Kind.SUM, seats=seats, sums=(1,) * seats), MEANS.spare(1 << 12))
    return time.perf_counter() - start


def _by(rule: Rule) -> Run:
    """The package of a rule; the gap is a share of the value."""

    def run(case: Case) -> tuple[float, float]:
        start = time.perf_counter()
        told = answer(case, question_of(case), rule, MEANS)
        spent = time.perf_counter() - start
        if told.verdict is not Verdict.COMMON_GROUND or told.value is None or told.bound is None:
            return spent, float("inf")
        open_ = [one for one in told.levels if not one.proven]
        gap = (told.bound - told.value) / max(1e-9, abs(told.value))
        return spent, max(gap, 1e-5) if open_ and not gap else gap

    return run


def _empty(case: Case) -> tuple[float, float]:
    """The proof that there is no package."""
    start = time.perf_counter()
    found = find(case, question_of(case), MEANS)
    spent = time.perf_counter() - start
    return spent, 0.0 if found.verdict is Verdict.NONE else float("inf")


def _frontier(case: Case) -> tuple[float, float]:
    """Every package that cannot be improved for one seat without loss to another."""
    start = time.perf_counter()
    found = frontier(case, question_of(case), MEANS)
    return time.perf_counter() - start, 0.0 if found.complete else float("inf")


def _fewest(case: Case) -> tuple[float, float]:
    """The lightest set of assumptions whose change opens the zone, weighed by firmness."""
    question = question_of(case)
    start = time.perf_counter()
    model = build(case, question)
    decider = Decider(case=case, question=question, model=model, means=MEANS)
    found = lightest(decider, firmness(case, question, model))
    spent = time.perf_counter() - start
    if found.weight is None:
        return spent, float("inf")
    return spent, (found.weight - found.bound) / found.weight


def _verdict(case: Case) -> tuple[float, float]:
    """Whether there is a package, near the edge: decided either way."""
    start = time.perf_counter()
    found = find(case, question_of(case), MEANS)
    spent = time.perf_counter() - start
    return spent, float("inf") if found.verdict is Verdict.UNKNOWN else 0.0


def _size(parties: int, issues: int, share: Fraction = HALF, bodies: int = 0) -> Bargain:
    return Bargain(
        parties=parties, issues=issues, combinations=30, singles=16, terms=20,
        share=share, bodies=bodies, body_share=HALF,
    )  # fmt: skip


WIDE = Bargain(parties=4, issues=20)
COUPLED = Bargain(parties=3, issues=20, combinations=30)
LARGE, BODIES, MIDDLE = _size(8, 100), _size(8, 100, bodies=16), _size(6, 60)
ROWS: dict[str, tuple[Bargain, Run, float | None, float]] = {
    "8 x 100: largest total gain, proven": (LARGE, _by(Rule.TOTAL_GAIN), 10, 1e-6),
    "8 x 100: Nash, proven": (LARGE, _by(Rule.NASH), 10, 1e-6),
    "8 x 100, 16 bodies: largest total gain, proven": (BODIES, _by(Rule.TOTAL_GAIN), 30, 1e-6),
    "8 x 100, 16 bodies: Nash, proven": (BODIES, _by(Rule.NASH), 30, 1e-6),
    "8 x 100: smallest gain, gap 0.5 %": (LARGE, _by(Rule.LEXIMIN), 30, 0.005),
    "8 x 100: Kalai-Smorodinsky, gap 1 %": (LARGE, _by(Rule.KALAI_SMORODINSKY), 30, 0.01),
    "6 x 60: Kalai-Smorodinsky, proven": (MIDDLE, _by(Rule.KALAI_SMORODINSKY), 60, 1e-6),
    "6 x 60: leximin, every level proven": (MIDDLE, _by(Rule.LEXIMIN), 60, 1e-6),
    **{
        f"8 x 100, asking for {share}: no package, proven": (
            _size(8, 100, Fraction(share)), _empty, 5, 0.0,
        )
        for share in ("0.72", "0.75")
    },
    **{
        f"8 x 100, asking for {share}, near the edge: decided": (
            _size(8, 100, Fraction(share)), _verdict, None, 0.0,
        )
        for share in ("0.60", "0.64", "0.66", "0.68", "0.70")
    },
}  # fmt: skip
"""By name: size, what is asked, seconds and gap that are the goal."""

FRONTIERS: dict[str, tuple[Bargain, Run, float | None, float]] = {
    **{
        f"8 x 100, asking for {share}: fewest changes by firmness, proven": (
            _size(8, 100, Fraction(share)), _fewest, 60, 1e-6,
        )
        for share in ("0.72", "0.75")
    },
    "4 x 20: the whole frontier": (WIDE, _frontier, 30, 0.0),
    "3 x 20, 30 red lines over several issues: the whole frontier": (COUPLED, _frontier, 60, 0.0),
}  # fmt: skip
"""The same of whole frontiers, and of what would have to change."""

COMMANDS: dict[str, tuple[tuple[str, ...], float]] = {
    "Korea: `dipoli robust`, 1,000 profiles, two processes": (
        ("robust", "cases/korea", "--profiles", "1000", "--processes", "2", "--json"), 60,
    ),
    "Korea: `dipoli linkage`": (("linkage", "cases/korea", "--json"), 120),
    "Korea: `dipoli agree --clash`": (("agree", "cases/korea", "--clash", "--json"), 20),
}  # fmt: skip
"""By name: words of the command, and seconds that are the goal; the ratio is to `dipoli check`."""


if __name__ == "__main__":
    raise SystemExit(main())
