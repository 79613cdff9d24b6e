"""Each row of each table, done as an act, leads to the stage that practice says."""

from __future__ import annotations

import enum
import importlib

import pytest
from tests.forum.machines import MACHINES, Machine
from tests.forum.made import moves

ROWS = [
    pytest.param(machine, *row, id=f"{machine.table}: {row[0]}: {row[1]}")
    for machine in MACHINES
    for row in machine.each()
]


@pytest.mark.parametrize(("machine", "stage", "act", "after"), ROWS)
def test_an_act_leads_to_the_stage_of_its_row(
    machine: Machine, stage: str, act: str, after: str
) -> None:
    assert machine.follow(stage, act) == after


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.table)
def test_a_table_has_these_rows_and_no_others(machine: Machine) -> None:
    module, name = machine.table.split(".")
    table = getattr(importlib.import_module(f"dipoli.forum.{module}"), name)
    assert moves(table) == set(machine.each())


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.table)
def test_every_stage_of_a_table_has_a_row_and_so_has_a_final_one(machine: Machine) -> None:
    module, name = machine.table.split(".")
    table = getattr(importlib.import_module(f"dipoli.forum.{module}"), name)
    stages: type[enum.Enum] = type(next(iter(table)))
    assert set(table) == set(stages)
