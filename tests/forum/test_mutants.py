"""A sample of the mutants of tables and presets, drawn by a seed: each makes a test fail."""

from __future__ import annotations

import subprocess
import sys

import pytest
from benches.ledger import ROOT
from benches.mutants import of_room
from benches.rooms import ROOMS
from benches.survivors import REASONS


def test_mutants_of_tables_and_presets_are_all_noticed() -> None:
    words = [sys.executable, "-m", "benches.forum_mutants", "--sample", "60", "--seed", "2030"]
    told = subprocess.run(words, check=False, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own words
    assert told.returncode == 0, told.stdout + told.stderr
    assert "60 mutants, 0 survived" in told.stdout


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_survivor_that_has_a_reason_is_a_mutant(room: str) -> None:
    names = {one.name for one in of_room(ROOMS[room])}
    assert [one for one in REASONS[room] if one not in names] == []
