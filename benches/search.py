"""Search in a forum of a hundred thousand acts in six languages, through the site and without it.

The site answers in a program of its own, as ``python -m dipoli.web`` does; one reader asks question
after question, each of them several times, mixed. Beside stand the look-up in the index alone, and
the limit: to look through the folded texts with ``str.find``. Nothing here asserts on a clock.

    python -m benches.search [ACTS]
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from benches.ledger import ROOT, Ledger, Row
from benches.long_site import HALL, copied
from benches.long_words import QUESTIONS, long_words
from benches.site import Browser, at, served
from tests.record.acts import CIRCLE

from dipoli.secretariat.premises import open_premises
from dipoli.secretariat.search.index import Wish
from dipoli.secretariat.search.letters import normal
from dipoli.secretariat.search.passages import passages
from dipoli.secretariat.search.query import Query, read_query
from dipoli.secretariat.search.shelf import Indexed

SIZE, TIMES = 100_000, 5
GOAL = 0.150


async def through_the_site(port: int) -> tuple[list[float], float]:
    """Seconds of each answer, and those of the first, for which all is read and indexed."""
    for _ in range(600):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            break
        await asyncio.sleep(0.2)
    reader = Browser(port)
    await reader.sit("XBE")
    start = time.perf_counter()
    await reader.ask("/search?q=bridge")
    first = time.perf_counter() - start
    asked = list(QUESTIONS) * TIMES
    random.Random(1).shuffle(asked)
    spent = []
    for question in asked:
        start = time.perf_counter()
        status, _ = await reader.ask(f"/search?q={quote(question)}")
        spent.append(time.perf_counter() - start)
        assert status == 200, question
    return spent, first


def alone(folder: Path) -> tuple[list[float], list[float], float, float, int]:
    """Look-ups in the index, bare scans, seconds to build, megabytes of it, passages."""
    reading = open_premises(folder / HALL / "offices" / CIRCLE).reading()
    read = reading.by("XBE")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    held, start = Indexed(), time.perf_counter()
    held.follow(read)
    built = time.perf_counter() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    texts = [
        normal(one.words)
        for stored in read.acts(0, read.standing.size)
        for one in passages(stored, read.opener, sound=True)
    ]
    looked, scanned = [], []
    for question in QUESTIONS * TIMES:
        query = read_query(question)
        assert isinstance(query, Query)
        start = time.perf_counter()
        held.acts.find(query, Wish(), 20)
        looked.append(time.perf_counter() - start)
        start = time.perf_counter()
        wanted = [one.needle for one in query.wanted]
        found = [text for text in texts if all(text.find(one) >= 0 for one in wanted)]
        scanned.append(time.perf_counter() - start)
        del found
    return looked, scanned, built, memory, len(texts)


def main() -> int:
    """Ask, and leave the table."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    ledger = Ledger(name="bench-search", title="Bench of search")
    folder = long_words(size)
    looked, scanned, built, memory, count = alone(folder)
    bare = at(scanned, 0.95)
    against = f"a bare scan of the same {count} texts with str.find, p95 ({bare * 1e3:.0f} ms)"
    note = f"{size} acts; {memory:.0f} MB; once for all who sit there from the first act"
    once = (built, built, built)
    row = Row.of(once, goal=None, limit=bare, against=against, note=note)
    ledger.take("the index is built", lambda: row)
    ledger.take("look-up alone", lambda: _row(looked, None, bare, against, ""))
    with tempfile.TemporaryDirectory(dir=ROOT / "out") as name:
        place = copied(folder, Path(name))
        with served(place) as port:
            spent, first = asyncio.run(through_the_site(port))
    more = f"the first answer, which reads and indexes the record: {first:.1f} s"
    ledger.take("through the site", lambda: _row(spent, GOAL, bare, against, more))
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def _row(times: list[float], goal: float | None, limit: float, against: str, more: str) -> Row:
    note = f"{len(QUESTIONS)} questions in six languages, {TIMES} times each; "
    note += f"p95 {at(times, 0.95) * 1e3:.1f} ms; load of the machine {os.getloadavg()[0]:.1f}"
    return Row.of(
        (min(times), statistics.median(times), max(times)),
        goal=goal, limit=limit, against=against, note="; ".join(filter(None, [note, more])),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
