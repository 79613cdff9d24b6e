"""A long invented forum in which much is promised, and what is asked of it: commitments, relations.

The rounds are those of `benches.long_forum`; in each, one party undertakes something towards
another, both say how it stands, and two hold a round of talks. Who does so moves on from pair to
pair, so that every pair of the four has its share.
"""

from __future__ import annotations

import gc
import itertools
import json
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from attrs import evolve
from benches.long_forum import Step, _round, beginning
from tests.forum.made import NAMES, START, Desk

from dipoli.forum.commitment_list import listing
from dipoli.forum.commitment_told import told
from dipoli.forum.doubt import between, within
from dipoli.forum.procedure import enter, rule
from dipoli.forum.relations import Happening, Held, pair_of, relations
from dipoli.forum.standing import Forum
from dipoli.record.shape import write_time

PAIRS = tuple(itertools.permutations(NAMES, 2))
TIMES = 5


def promising(size: int) -> Forum:
    """The standing after so many acts, each in order."""
    desk, number = Desk(beginning()), 0
    while True:
        for by, name, about, hours, deadline, said in _steps(desk, number):
            desk.now += timedelta(hours=hours)
            act = desk.act(by, name, about, deadline, **said)
            refusal = rule(desk.forum, act)
            assert refusal is None, (act, refusal)
            desk.forum = enter(desk.forum, act)
            if desk.forum.acts == size:
                return desk.forum
        number += 1


def _steps(desk: Desk, number: int) -> Iterator[Step]:
    giver, taker = PAIRS[number % len(PAIRS)]
    now = write_time(desk.now)
    if number < len(PAIRS):
        talks = {"title": "Talks", "parties": [giver, taker], "since": write_time(START)}
        yield giver, "strand.register", f"B{number}", 0, None, dict(talks)
    name, talks_of = f"C{number}", f"B{number % len(PAIRS)}"
    made = {"words": "To open the bridge.", "owners": [giver], "recipients": [taker]}
    yield giver, "commitment.make", name, 0, None, dict(made)
    yield giver, "commitment.evidence", name, 0, None, {"words": "The report of the year."}
    yield giver, "commitment.assess", name, 0, None, {"words": "It is.", "verdict": "fulfilled"}
    seen = "fulfilled" if number % 3 else "not-fulfilled"
    yield taker, "commitment.assess", name, 0, None, {"words": "We looked.", "verdict": seen}
    held = {"date": now, "place": "A hall", "rank": "officials"}
    yield taker, "strand.hold", talks_of, 0, None, dict(held)
    yield from _round(number, desk.now)


def timeline(count: int = 231) -> list[Happening]:
    """As many events as the shipped case has, of the four."""
    codes = tuple(NAMES)
    return [
        Happening(
            id=f"K{n}",
            date=f"{1990 + n // 7}-0{1 + n % 7}-15",
            precision="day",
            type="statement",
            words="They spoke.",
            parties=(codes[n % 4], codes[(n + 1) % 4]),
            source="A paper",
            confidence="high",
        )
        for n in range(count)
    ]


def _timed(asked: Iterator[float]) -> tuple[float, float, float]:
    found = sorted(asked)
    return found[0], median(found), found[-1]


def _spent(work: object) -> float:
    start = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - start


def main() -> int:
    """Print what was measured, as JSON: seconds of the list, of the relations, and of the limit."""
    here, events = promising(int(sys.argv[1])), timeline()
    gc.collect()
    gc.freeze()  # what the making left behind is not told as the cost of the asking
    pair = pair_of(Held(origin="here", forum=here), "XBE", "XCO", here.time)

    def both() -> None:
        fresh = evolve(pair)
        relations([fresh], events)
        within([fresh], events, other=False)
        within([fresh], events, other=True)
        between([fresh])

    def each() -> None:
        for one in here.commitments.values():
            told(here, one, here.time)

    listed = _timed(_spent(lambda: listing(here, here.time)) for _ in range(TIMES))
    related = _timed(_spent(both) for _ in range(TIMES))
    bare = _timed(_spent(each) for _ in range(TIMES))[1]
    kept = len(here.commitments), len(relations([pair], events))
    print(json.dumps([listed, related, bare, *kept]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
