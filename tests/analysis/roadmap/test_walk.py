"""A walk looks at nothing twice that cannot have changed, and finds what it would have found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.roadmap.plain_walk import plain_figures, plain_walk
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.roadmap import Accounting, question_of
from dipoli.analysis.roadmap.figures import figures
from dipoli.analysis.roadmap.model import Model, compile_model
from dipoli.analysis.roadmap.walk import replayed, walk
from dipoli.codec.case_folder import read_case

CASES = Path(__file__).resolve().parents[3] / "cases"


def _hold_alike(model: Model, seed: int) -> bool:
    """Hold one walk by lot against the slow one, in everything; whether it started anything."""
    dice = random.Random(seed)
    steps = range(len(model.steps))
    rank = [dice.choice((dice.random(), float(dice.randint(0, 3)))) for _step in steps]
    often, rarely = dice.choice((0.0, 0.1, 0.5)), dice.choice((0.0, 0.1))
    holds = {
        n: frozenset(dice.choices(steps, k=dice.randint(1, 3)))
        for n in steps
        if dice.random() < often
    }
    skipped = frozenset(n for n in steps if dice.random() < rarely)
    found = walk(model, rank, holds=holds, skipped=skipped)
    assert found == plain_walk(model, rank, holds, skipped)
    by = dice.randint(0, model.horizon)
    assert figures(model, found, by) == plain_figures(model, found, by)
    again = replayed(model, found.starts)
    assert (again.starts, again.months, again.verified) == (
        found.starts, found.months, found.verified,
    )  # fmt: skip
    return bool(found.starts)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6))
def test_a_walk_of_a_made_up_road_is_the_one_that_looks_at_everything_anew(seed: int) -> None:
    case = random_road(seed)
    _hold_alike(compile_model(case, random_question(seed, case)), seed)


@pytest.mark.parametrize("accounting", [Accounting.PAIR, Accounting.BASKET])
def test_so_is_a_walk_of_the_korean_case(accounting: Accounting) -> None:
    case = read_case(CASES / "korea")
    asked = evolve(question_of(case), accounting=accounting, horizon=48)
    assert _hold_alike(compile_model(case, asked), 7)
