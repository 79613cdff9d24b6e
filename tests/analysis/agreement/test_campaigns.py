"""A seeded sample of each campaign; `make campaign` runs them whole."""

from __future__ import annotations

import random

import pytest
from tests.analysis.agreement.campaigns import CAMPAIGNS, engines_agree

from dipoli.analysis.agreement.program import Program, Status

SAMPLE = 40
SEEDS = random.Random(2).sample(range(100_000), SAMPLE)


@pytest.mark.parametrize("sentence", CAMPAIGNS)
def test_a_sample_of_the_campaign_holds(sentence: str) -> None:
    check, _owed = CAMPAIGNS[sentence]
    for seed in SEEDS:
        check(seed)


@pytest.mark.parametrize("seed", [615, 1159, 1498])
def test_engines_agree_where_a_basket_has_nothing_to_choose(seed: int) -> None:
    """Found by the whole campaign: the solver refuses a program without columns."""
    engines_agree(seed)


def test_a_program_without_columns_is_decided_by_its_rows() -> None:
    program = Program()
    assert program.solve({}, 1.0).status is Status.OPTIMAL
    program.row({}, lower=-1, upper=0)
    assert program.solve({}, 1.0).columns == ()
    program.row({}, lower=1)
    assert program.solve({}, 1.0).status is Status.INFEASIBLE
