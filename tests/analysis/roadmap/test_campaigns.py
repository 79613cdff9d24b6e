"""A seeded sample of each campaign; `make campaign` runs them whole."""

from __future__ import annotations

import random

import pytest
from tests.analysis.roadmap.campaigns import CAMPAIGNS, found_is_safe
from tests.analysis.roadmap.frames import frame, step

from dipoli.analysis.roadmap import Accounting, Question
from dipoli.analysis.roadmap.model import compile_model

SAMPLE = 60
FEW = 8
"""Of a campaign that looks at every schedule there is."""
SEEDS = random.Random(8).sample(range(100_000), SAMPLE)


@pytest.mark.parametrize("sentence", CAMPAIGNS)
def test_a_sample_of_the_campaign_holds(sentence: str) -> None:
    check, owed = CAMPAIGNS[sentence]
    for seed in SEEDS if owed > SAMPLE * 10 else SEEDS[:FEW]:
        check(seed)


def test_a_road_whose_cells_are_as_many_as_its_accounts_is_safe() -> None:
    """Found by the whole campaign: one account had two cells, and another none."""
    found_is_safe(5398)


def test_an_account_of_two_baskets_is_not_single_however_many_cells_there_are() -> None:
    first = step("s", "P1", cost={"P1>P2": 1})
    case = frame(first, step("t", "P1", cost={"P1>P2": 1}, issue=1), limit=2)
    by_pair = Question(positions=case.position_sets[0].id)
    by_basket = Question(positions=by_pair.positions, accounting=Accounting.BASKET)
    model = compile_model(case, by_basket)
    assert len(model.cells) == len(model.accounts)
    assert not model.single
    assert compile_model(case, by_pair).single
