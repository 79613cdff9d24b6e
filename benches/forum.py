"""Timings of the forum: a long record ruled on and followed, and what a seat is told of it today.

Beside each stands a limit from the same run. For ruling and following it is to read the bodies of
the same acts from JSON; how the cost of an act grows from a thousand acts to a hundred thousand
stands in the note, and how it grows in forums of other shapes (`benches.forum_shapes`) in a row of
its own. For what is told today it is to put the short names of everything that was ever begun in
order, once. Nothing here asserts on a clock.

    python -m benches.forum
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from benches.ledger import ROOT, Ledger, Row

from dipoli.cli.forum_today import MOST

SHORT, LONG = 1_000, 100_000
SHAPE = 10_000
LEFT_OPEN = 4_000

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

SHAPED = """
import json, sys, time
from benches.forum_shapes import SHAPES, acts_of
from benches.long_forum import beginning, bodies, read
from dipoli.forum.procedure import enter, rule

def fold(acts):
    start, standing = time.process_time(), beginning()
    for act in acts:
        refusal = rule(standing, act)
        assert refusal is None, (act, refusal)
        standing = enter(standing, act)
    return time.process_time() - start

told = {}
for shape in SHAPES:
    acts = acts_of(shape, int(sys.argv[1]))
    few = sorted(fold(acts[: int(sys.argv[2])]) for _ in range(3))[1]
    many, texts = fold(acts), bodies(acts)
    start = time.process_time()
    read(acts, texts)
    told[shape] = [many, few, time.process_time() - start]
print(json.dumps(told))
"""

TODAY = """
import json, sys, time
from datetime import timedelta
from benches.long_forum import beginning, long_forum
from tests.forum.made import OFFICE, Desk
from dipoli.forum.procedure import enter
from dipoli.cli.forum_today import MOST
from dipoli.forum.today import first
from dipoli.record.shape import read_time, write_time
size, left = int(sys.argv[1]), int(sys.argv[2])
acts = long_forum(size - left)
desk = Desk(beginning())
for act in acts:
    desk.forum = enter(desk.forum, act)
desk.now = read_time(acts[-1].time)
for number in range(left):
    desk.do("XBE", "proposal.table", f"Z{number}", title="A line", purpose="measure")
forum, now = desk.forum, write_time(desk.now + timedelta(hours=30))
assert forum.acts == size
told = {}
for code in (*forum.order, OFFICE):
    spent = []
    for _ in range(9):
        start = time.process_time()
        due, more = first(forum, code, now, MOST)
        spent.append(time.process_time() - start)
    start = time.process_time()
    whole = first(forum, code, now, None)[0]
    told[code] = [sorted(spent), len(whole), code in forum.chair, time.process_time() - start]
start = time.process_time()
sorted(forum.sorts)
print(json.dumps([told, time.process_time() - start, len(forum.sorts)]))
"""


def main() -> int:
    """Run what is not in the ledger yet, print all, and leave the table."""
    ledger = Ledger(name="bench-forum", title="Bench of the forum")
    ledger.take(f"forum-fold: {LONG} acts ruled on and followed", folded)
    ledger.take(f"forum-shapes: {SHAPE} acts each, in forums of other shapes", shaped)
    ledger.take(f"forum-today: what waits for a seat, on {LONG} acts", told_today)
    ledger.take(f"forum-commitments: all of them, in a forum of {LONG} acts", lambda: asked(0))
    ledger.take(f"forum-relations: two parties, in a forum of {LONG} acts", lambda: asked(1))
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


def shaped() -> Row:
    """The same for forums that have many of one sort, or much in one place."""
    told = _run(SHAPED, SHAPE, SHORT)
    costs = sorted(many for many, _few, _bare in told.values())
    worst = max(told, key=lambda shape: told[shape][0])
    grown = {shape: (many / SHAPE) / (few / SHORT) for shape, (many, few, _) in told.items()}
    note = f"time per act against that of {SHORT} acts: "
    note += ", ".join(f"{shape} {times:.2f}" for shape, times in grown.items())
    return Row.of(
        (costs[0], costs[len(costs) // 2], costs[-1]),
        goal=None,
        limit=told[worst][2],
        against=f"reading the bodies of the dearest of them from JSON ({worst})",
        note=note,
    )


def told_today() -> Row:
    """What needs the act of the seat for which it takes longest: one that presides."""
    told, limit, begun = _run(TODAY, LONG, LEFT_OPEN)
    code = max(told, key=lambda one: told[one][0][4])
    spent, many, presides, whole = told[code]
    note = f"of {begun} things that were begun, {many} wait for the seat"
    note += ", which presides" if presides else ""
    others = [f"{held[0][4] * 1e3:.1f} ms" for one, held in told.items() if one != code]
    note += f"; the other seats and the secretariat: {', '.join(others)}"
    note += f"; told are the first {MOST}, as the command does; the whole list, once: {whole:.2f} s"
    return Row.of(
        (spent[0], spent[4], spent[8]),
        goal=0.05,
        limit=limit,
        against="putting the short names of all of them in order",
        note=note,
    )


def asked(which: int) -> Row:
    """Ask a forum in which much is promised, after it was opened.

    Args:
        which: 0 for the list of all commitments, 1 for the relations of two parties.
    """
    told = _of(["-m", "benches.long_relations", str(LONG)])
    _listed, _related, bare, commitments, entries = told
    kept = f"{commitments} commitments of four parties"
    note = kept if which == 0 else f"{entries} entries, with 231 events of a timeline; {kept}"
    return Row.of(
        tuple(told[which]),
        goal=0.1,
        limit=bare,
        against="telling what each side says of each commitment, once",
        note=note,
    )


def _told(size: int, short: int) -> list[float]:
    found: list[float] = _run(FOLD, size, short)
    return found


def _run(program: str, *numbers: int) -> Any:  # noqa: ANN401 - as the program prints it
    return _of(["-c", program, *map(str, numbers)])


def _of(words: list[str]) -> Any:  # noqa: ANN401 - as the program prints it
    """What a program of its own prints, as JSON."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, *words], check=True, capture_output=True, cwd=ROOT, env=env
    ).stdout
    return json.loads(told)


if __name__ == "__main__":
    sys.exit(main())
