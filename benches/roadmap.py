"""Roads of the frozen generator (`benches.itinerary`): the first safe schedule, length and bound.

A row is one instance: walks and solver within the seconds of its size, as a user would ask. Below
them stands a row for each goal, with how many instances meet it. Every time is beside its ratio to
one plain walk of the same instance, measured in the same run, which is the least that any search
spends. Rows are saved as they come; a run that was stopped goes on. Nothing here asserts on a
clock; whether the checker accepts a schedule is looked at again for every row.

    python -m benches.roadmap               all 120 instances (hours)
    python -m benches.roadmap some          six of them
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping

from benches.itinerary import INSTANCES, Instance, Kind
from benches.itinerary_limits import instance_case
from benches.ledger import ROOT, Ledger

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap import Means, Objective, Question, Roadmap, check, find, question_of
from dipoli.analysis.roadmap.greedy import Found, planned, schedule_of, search
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.walk import walk

Row = dict[str, object]
TRIES = 200
SECONDS = {40: 60.0, 80: 60.0, 120: 120.0}
"""By number of steps, after which the best so far is told."""
NONE = (Kind.BALANCE, Kind.DEADLOCK)
FREE = (Kind.LOOSE, Kind.TIGHT)
FIRST = 0.05
"""Seconds that are the goal for the first safe schedule of 120 steps without consents."""
SIX = ("loose, 80 steps, seed 0", "loose, 120 steps, seed 0", "tight, 80 steps, seed 100",
       "consents and windows, 80 steps, seed 200", "none, by balance, 80 steps, seed 300",
       "none, by deadlock, 80 steps, seed 400")  # fmt: skip
"""Names of the instances that `make bench` takes."""


def main() -> int:
    """Run what is not in the ledger yet, print all, and leave the table."""
    few = sys.argv[1:] == ["some"]
    chosen = [one for one in INSTANCES if not few or one.name in SIX]
    ledger = Ledger(
        name="bench-roadmap-some" if few else "bench-roadmap",
        title="Six frozen roads" if few else "The 120 frozen roads",
    )
    _run(Instance(kind=Kind.LOOSE, steps=10, seed=0), seconds=1.0)
    for one in chosen:
        if one.name in ledger.rows:
            print(f"kept: {one.name}", flush=True)
            continue
        ledger.record(one.name, _run(one, SECONDS[one.steps]))
        print(f"{one.name}: {ledger.rows[one.name]}", flush=True)
    rows = {one: ledger.rows[one.name] for one in chosen}
    for name, row in summary(rows).items():
        ledger.record(name, row)
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


def _run(one: Instance, seconds: float) -> Row:
    """One instance: the first safe schedule, then walks and solver within some seconds."""
    case = instance_case(one)
    asked = question_of(case)
    plain = _plain_walk(case, asked)
    first = _first(case, asked)
    start = time.perf_counter()

    def over() -> bool:
        return time.perf_counter() - start > seconds

    means = Means(work=10 * seconds, seconds=seconds)
    length = (Objective.SHORTEST,)  # what the goals are about; no time goes to other objectives
    road = find(case, asked, objectives=length, tries=TRIES, means=means, stop=over)
    spent = time.perf_counter() - start
    return {
        "status": road.status.value,
        "months": road.figures.months if road.check.complete else None,
        "bound": road.bound,
        "gap": road.gap,
        "left out": len(road.check.left_out),
        "proven out": sum(
            row.reach is not None and row.reach.proven_out for row in road.schedule.unscheduled
        ),
        "seconds": round(spent, 3),
        "first safe": None if first is None else round(first, 4),
        "checker": "accepted" if _is_accepted(case, asked, road) else "refused",
        "ratio": float(f"{spent / plain:.3g}"),
        "first ratio": None if first is None else float(f"{first / plain:.3g}"),
    }


def _is_accepted(case: Case, asked: Question, road: Roadmap) -> bool:
    return check(case, asked, road.schedule).safe


def _plain_walk(case: Case, asked: Question) -> float:
    """Seconds of one walk in the planned order, the median of five."""
    model = compile_model(case, asked)
    rank = planned(model)
    return statistics.median(_seconds(lambda: walk(model, rank)) for _time in range(5))


def _first(case: Case, asked: Question) -> float | None:
    """Seconds until the first complete schedule that the checker accepts; None if walks miss it.

    From a compiled model, as when the question is asked again; the check is part of it.
    """
    model = compile_model(case, asked)
    start = time.perf_counter()
    complete = False

    def told(_number: int, one: Found) -> None:
        nonlocal complete
        complete = one.walk.complete

    found = search(model, seed=asked.seed, tries=TRIES, stop=lambda: complete, told=told)
    accepted = check(case, asked, schedule_of(model, found.walk)).complete
    spent = time.perf_counter() - start
    return spent if accepted else None


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


# ---------------------------------------------------------------- goals


def summary(rows: Mapping[Instance, Row]) -> dict[str, Row]:
    """A row for each goal: what was asked for and how many of the instances meet it."""
    found: dict[str, Row] = {}
    long = [row for one, row in rows.items() if one.kind in FREE and one.steps == 120]
    firsts = [row["first safe"] for row in long]
    if firsts:
        middle = statistics.median(_or_inf(one) for one in firsts)
        found["goal: first safe schedule, 120 steps without consents, median 50 ms"] = {
            "first safe": round(middle, 4),
            "first ratio": statistics.median(_or_inf(row["first ratio"]) for row in long),
            "met": "yes" if middle <= FIRST else "no",
        }
    for steps, gap, share in ((80, 0.05, 0.9), (120, 0.15, 0.8)):
        those = [row for one, row in rows.items() if one.kind in FREE and one.steps == steps]
        text = f"gap of at most {gap:.0%} in {SECONDS[steps]:g} s, {steps} steps without consents"
        found |= _goal(text, (_or_inf(row["gap"]) <= gap for row in those), share)
    those = [row for one, row in rows.items() if one.kind is Kind.CONSENTS]
    found |= _goal(
        "a safe schedule with consents and windows", (row["left out"] == 0 for row in those), 0.9
    )
    those = [row for one, row in rows.items() if one.kind in NONE]
    found |= _goal("proven that there is none", (row["status"] == "infeasible" for row in those), 1)
    found |= _goal(
        "the checker accepts", (row["checker"] == "accepted" for row in rows.values()), 1
    )
    return found


def _goal(text: str, meets: Iterable[bool], share: float) -> dict[str, Row]:
    """One goal that a share of some instances is to meet; none where there are no instances."""
    met = list(meets)
    if not met:
        return {}
    row: Row = {
        "meet it": f"{sum(met)} of {len(met)}",
        "met": "yes" if sum(met) >= share * len(met) else "no",
    }
    return {f"goal: {text}, on {share:.0%}": row}


def _or_inf(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("inf")


if __name__ == "__main__":
    raise SystemExit(main())
