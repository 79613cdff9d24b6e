"""What-ifs of the Korean roadmap through the pages of the workbench, and when progress is shown.

A form is sent; the page of the run is asked for until the answer stands on it. The limit is the
same command in a program that is loaded and holds the roadmap of the plain question. The first
answer waits for a process to be loaded and for that roadmap, and does not count; it is noted. A
second round asks questions of every sort, one of each, for some make the whole roadmap anew.

    python -m benches.workbench_runs
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from benches.ledger import ROOT, Ledger, Row
from tests.web.bench_stage import Visitor, folder_desk, workbench

from dipoli.analysis.case import Case
from dipoli.cli.answering import answer
from dipoli.codec.case_folder import read_case

TIMES = 20
ANSWER, PROGRESS = 2.0, 0.5
EVERY_SORT: tuple[dict[str, str], ...] = (
    {"longer": "40"}, {"freezes": "peace"}, {"freezes": "sanctions"}, {"accounting": "party"},
    {"accounting": "basket"}, {"consents": "yes"}, {"refuses": "PRK"}, {"refuses": "USA"},
    {"refused": "PRK"}, {"refused": "KOR"}, {"refused": "CHN"}, {"still": "denuc"},
    {"still": "relations"}, {"drops": "st-tb"}, {"drops": "st-food"}, {"waits-for": "peace"},
    {"wanted": "st-tb"}, {"wanted": "st-exempt"}, {"away": "USA"}, {"horizon": "200"},
)  # fmt: skip


def main() -> int:
    """Leave a table."""
    ledger = Ledger(
        name="bench-workbench-runs", title="What-ifs through the pages of the workbench"
    )
    with tempfile.TemporaryDirectory() as place:
        desk = folder_desk(Path(place))
        shutil.copytree(ROOT / "cases" / "korea", Path(place) / "korea")
        with workbench(desk):
            _take(ledger)
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def _take(ledger: Ledger) -> None:
    visitor = Visitor()
    visitor.get("korea/ask/whatif")
    first, _progress = _asked(visitor, {"longer": "100"})
    bare, told, shown = list[float](), list[float](), list[float]()
    worked = list[float]()
    case = read_case(ROOT / "cases" / "korea")
    _bare(case, 100)
    for months in range(1, TIMES + 1):  # in turn, so that both meet the same load
        before = time.process_time()
        bare.append(_bare(case, months))
        worked.append(time.process_time() - before)
        answered, progress = _asked(visitor, {"longer": str(months)})
        told.append(answered)
        shown.append(progress)
    every = [_asked(visitor, one) for one in EVERY_SORT]
    limit = statistics.median(bare)
    against = "the command, in a loaded program"
    note = (
        f"{TIMES} questions; the first of all, with its process: {first:.2f} s; "
        f"limit {limit:.2f} s, of a core {statistics.median(worked):.2f} s; "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )
    ledger.take("a what-if answers", lambda: _row(told, ANSWER, limit, against, note))
    ledger.take(
        "progress is shown", lambda: _row(shown, PROGRESS, limit, against, "from the sending")
    )
    sorts = [answered for answered, _progress in every]
    slow = ", ".join(
        f"{name} {value} {spent:.1f} s"
        for one, spent in zip(EVERY_SORT, sorts, strict=True)
        for name, value in one.items()
        if spent > ANSWER
    )
    note = f"{len(sorts)} questions, one of each sort; over the goal: {slow or 'none'}"
    begun = [progress for _answered, progress in every]
    beside = f"{against}, on months more of verification"
    ledger.take("a what-if of any sort answers", lambda: _row(sorts, ANSWER, limit, beside, note))
    ledger.take("progress of any sort is shown", lambda: _row(begun, PROGRESS, limit, beside, ""))


def _row(seconds: list[float], goal: float, limit: float, against: str, note: str) -> Row:
    told = (min(seconds), statistics.median(seconds), max(seconds))
    return Row.of(told, goal=goal, limit=limit, against=against, note=note)


def _asked(visitor: Visitor, changed: dict[str, str]) -> tuple[float, float]:
    """Seconds until the answer stood on the page, and until the page said that it is under way."""
    start = time.perf_counter()
    sent = {"kind": "whatif", "case": "korea", **changed}
    run = visitor.post("do/ask", sent)["Location"].removeprefix("/workbench/")
    page = visitor.get(run)
    progress = time.perf_counter() - start
    assert "data-news" in page or "WHAT CHANGES" in page
    while "data-news" in page:
        time.sleep(0.1)  # as the stream of events looks
        page = visitor.get(run)
    assert "WHAT CHANGES" in page
    return time.perf_counter() - start, progress


def _bare(case: Case, months: int) -> float:
    start = time.perf_counter()
    words = ["roadmap", "CASE", "whatif", f"--longer={months}"]
    came = answer("whatif", words, case, lambda _told: None)
    assert came["told"]
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
