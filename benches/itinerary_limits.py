"""The smallest limits that the greedy still solves, for the tight ones of the frozen itineraries.

    python -m benches.itinerary_limits      find them again and write itinerary_limits.json

A limit counts as solved when `GREEDY_TRIES` walks from seed 0 find a complete roadmap that the
checker accepts. Limits are tried downward from the loose one until the first that is not solved,
so that the figure is the smallest of an unbroken run.
"""

from __future__ import annotations

import json
from pathlib import Path

from attrs import evolve
from benches.itinerary import INSTANCES, Instance, Kind, itinerary, loose_limit

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap import find, question_of
from dipoli.analysis.roadmap.greedy import Found

PAPER = Path(__file__).with_name("itinerary_limits.json")
GREEDY_TRIES = 200


def limits() -> dict[str, int]:
    """Limit by name of the instance, as found once and kept."""
    found: dict[str, int] = json.loads(PAPER.read_text(encoding="utf-8"))
    return found


def instance_case(instance: Instance) -> Case:
    """The case of an instance, a tight one with its kept limit."""
    limit = limits()[instance.name] if instance.kind is Kind.TIGHT else None
    return itinerary(instance, limit)


def smallest(instance: Instance) -> int:
    """The smallest limit of an unbroken run that the greedy solves.

    Raises:
        ValueError: not even the loose limit is solved.
    """
    case = itinerary(instance)
    limit = loose_limit(case)
    while limit >= 0 and _is_solved(case, limit):
        limit -= 1
    if limit == loose_limit(case):
        message = f"{instance.name} is not solved at its loose limit"
        raise ValueError(message)
    return limit + 1


def _is_solved(case: Case, limit: int) -> bool:
    rows = tuple(evolve(row, points=limit) for row in case.exposure_limits)
    tight = evolve(case, exposure_limits=rows)
    found = False

    def told(_n: int, one: Found) -> None:
        nonlocal found
        found = one.walk.complete

    road = find(tight, question_of(tight), tries=GREEDY_TRIES, told=told, stop=lambda: found)
    return road.check.complete


def main() -> None:
    """Find all limits and write them."""
    found = {}
    for instance in INSTANCES:
        if instance.kind is Kind.TIGHT:
            found[instance.name] = smallest(instance)
            print(instance.name, found[instance.name], flush=True)
    PAPER.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
