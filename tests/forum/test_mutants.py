"""A sample of the mutants of tables and presets, drawn by a seed: each makes a test fail."""

from __future__ import annotations

import subprocess
import sys

from benches.ledger import ROOT


def test_mutants_of_tables_and_presets_are_all_noticed() -> None:
    words = [sys.executable, "-m", "benches.forum_mutants", "--sample", "60", "--seed", "2030"]
    told = subprocess.run(words, check=False, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own words
    assert told.returncode == 0, told.stdout + told.stderr
    assert "60 mutants, 0 survived" in told.stdout
