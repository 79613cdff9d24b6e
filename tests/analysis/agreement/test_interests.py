"""Interests, win-sets and sitting: a seeded sample of what is owed."""

from __future__ import annotations

import random

import pytest
from tests.analysis.agreement.interests_campaigns import CAMPAIGNS

SAMPLE = 12
SEEDS = random.Random(7).sample(range(100_000), SAMPLE)


@pytest.mark.parametrize("sentence", CAMPAIGNS)
def test_a_sample_of_the_campaign_holds(sentence: str) -> None:
    check, _owed = CAMPAIGNS[sentence]
    for seed in SEEDS:
        check(seed)
