"""Since when a thing stands where it stands: since it came there, and not since it was touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.forum.machines import MACHINES, Machine, desk_of
from tests.forum.made import Desk

PARTS = ("seats", "bodies", "meetings", "commitments", "strands", "outcomes", "requests", "lines")
ROWS = [
    pytest.param(machine, stage, act, id=f"{machine.table}: {stage}: {act}")
    for machine in MACHINES
    for stage, act, _after in machine.each()
]


def standing(desk: Desk) -> Iterator[tuple[tuple[str, str], object, str]]:
    """Each of these things, where it stands, and since when."""
    for part in PARTS:
        for name, one in getattr(desk.forum, part).items():
            yield (part, name), one.stage, one.since


@pytest.mark.parametrize(("machine", "stage", "act"), ROWS)
def test_a_thing_has_stood_where_it_stands_since_it_came_there(
    machine: Machine, stage: str, act: str
) -> None:
    desk = desk_of()
    for steps in (machine.before.get(act) or machine.before.get(""), machine.stages[stage]):
        if steps is not None:
            steps(desk)
    before = {name: (where, since) for name, where, since in standing(desk)}
    desk.wait(seconds=1)
    (machine.acts.get(f"{stage}: {act}") or machine.acts[act])(desk)
    for name, where, since in standing(desk):
        if name in before:
            assert (since == before[name][1]) is (where is before[name][0])
