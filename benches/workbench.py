"""Saving an edit of the Korean case through its page, beside reading and writing the same files.

    python -m benches.workbench

The page is answered by the program of the workbench, in this process, over folders on the disk. The
limit is the plain work that saves nothing: every paper of the case is read, and written once. Each
saving changes one figure of one position; the page that the browser goes on to is not timed, and
the form that it came from neither. Nothing here asserts on a clock.
"""

from __future__ import annotations

import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benches.ledger import ROOT, Ledger, Row

TIMES, GOAL = 20, 0.200
KOREA = ROOT / "cases" / "korea"
CODE, ISSUE = "PRK", "dn-definition"
PAGE = f"/workbench/korea/positions/positions/{CODE}/{ISSUE}"


def main() -> int:
    """Time both by turns, and leave the table."""
    ledger = Ledger(name="bench-workbench", title="Bench of the workbench")
    with tempfile.TemporaryDirectory() as name:
        saved, plain, worked = [], [], []
        for seconds, of_core in savings(Path(name) / "desk"):
            saved.append(seconds)
            worked.append(of_core)
            plain.append(limit(Path(name) / "plain"))
    p95 = sorted(saved)[math.ceil(0.95 * TIMES) - 1]
    note = f"p95 {p95 * 1e3:.0f} ms; of a core {statistics.median(worked) * 1e3:.0f} ms; "
    note += f"load of the machine {os.getloadavg()[0]:.1f}"
    against = f"the same papers read and written once ({statistics.median(plain) * 1e3:.0f} ms)"
    times = (min(saved), statistics.median(saved), max(saved))
    row = partial(
        Row.of, times, goal=GOAL, limit=statistics.median(plain), against=against, note=note
    )
    ledger.take(f"saving an edit of the Korean case, {TIMES} times", row)
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def savings(folder: Path) -> Iterator[tuple[float, float]]:
    """Seconds of each saving, and those of them in which a core worked on it."""
    from dipoli.web.workbench.__main__ import ready  # noqa: PLC0415 - it sets Django up

    ready(folder)
    from django.test import Client  # noqa: PLC0415 - likewise

    from dipoli.web.local_key import KEYS  # noqa: PLC0415 - likewise
    from dipoli.web.workbench.at import bench  # noqa: PLC0415 - likewise

    bench().copy_shipped("korea")
    client = Client(headers={"host": "127.0.0.1"})
    client.get(KEYS.begin("/workbench/"))
    for n in range(TIMES):
        case = bench().open("korea")
        assert case.case is not None
        row = case.case.positions["positions"][CODE].issues[0]
        sent: dict[str, object] = {"version": case.version, "do": "save"}
        for key in ("value", "low", "high"):
            sent |= {f"{key}.{k}": one for k, one in enumerate(getattr(row, key))}
        sent |= {"importance": row.importance, "confidence": row.confidence.value}
        sent |= {f"importance_range.{k}": one for k, one in enumerate(row.importance_range)}
        sent["value.0"] = row.low[0] + n % (row.high[0] - row.low[0] + 1)
        sent["interest"] = f"Words {n}."
        begun, core = time.perf_counter(), time.process_time()
        answer = client.post(PAGE, sent)
        taken, of_core = time.perf_counter() - begun, time.process_time() - core
        assert answer.status_code == 302, answer.content
        yield taken, of_core


def limit(folder: Path) -> float:
    """Seconds of reading every paper of the case, and of writing each once."""
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - beside what it is held to

    begun = time.perf_counter()
    read_case(KOREA)
    for path in KOREA.rglob("*.yaml"):
        place = folder / path.relative_to(KOREA)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
