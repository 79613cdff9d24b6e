"""A seeded sample of each campaign; `make campaign` runs them whole."""

from __future__ import annotations

import random

import pytest
from tests.analysis.roadmap.campaigns import CAMPAIGNS

SAMPLE = 60
SEEDS = random.Random(8).sample(range(100_000), SAMPLE)


@pytest.mark.parametrize("sentence", CAMPAIGNS)
def test_a_sample_of_the_campaign_holds(sentence: str) -> None:
    check, _owed = CAMPAIGNS[sentence]
    for seed in SEEDS:
        check(seed)
