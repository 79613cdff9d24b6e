"""The search near a bound: its oracle, its losses, its bound, and its loops without a compiler."""

from __future__ import annotations

import itertools
import math
import os
import random
import subprocess
import sys

import numpy as np
import pytest
from tests.analysis.agreement.campaigns import NEAR, question_for
from tests.generators import random_case

from dipoli.analysis.agreement import Rule, agree, answer, find, question_of
from dipoli.analysis.agreement.limit import Limit
from dipoli.analysis.agreement.model import build
from dipoli.analysis.agreement.near.buckets import NEVER, losses, plan, tables
from dipoli.analysis.agreement.near.engine import Kind, Sought, search
from dipoli.analysis.agreement.near.grid import Grid, grid

SEEDS = random.Random(11).sample(range(10_000), 25)


def gridded(seed: int) -> Grid:
    """A small question as arrays."""
    return grid(build(random_case(seed), question_for(seed)))


def every(held: Grid) -> list[tuple[int, ...]]:
    """Every choice that breaks no bar of everybody, one after another."""
    return [
        one
        for one in itertools.product(*map(range, held.sizes))
        if not any(held.closed[issue, option] for issue, option in enumerate(one))
        and not any(all(one[issue] in options for issue, options in bar) for bar in held.bars)
    ]


def weights_for(held: Grid, seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Whole weights from a seed, some of them nothing."""
    return np.random.default_rng(seed).integers(0, 5, len(held.base))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_largest_weighted_sum_is_that_of_every_package_in_turn(seed: int) -> None:
    held = gridded(seed)
    weights = weights_for(held, seed)
    found = tables(plan(held), weights)
    sums = [int(weights @ held.points(one)) for one in every(held)]
    if not sums:
        assert found.most <= NEVER // 2
        return
    assert found.most == max(sums)
    assert int(weights @ held.points(found.best())) == max(sums)


@pytest.mark.parametrize("seed", SEEDS)
def test_tables_that_may_not_grow_still_give_a_bound(seed: int) -> None:
    held = gridded(seed)
    weights = weights_for(held, seed)
    sums = [int(weights @ held.points(one)) for one in every(held)]
    assert tables(plan(held, cap=max(held.sizes)), weights).most >= max(sums, default=NEVER)


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_the_losses_of_a_package_add_up_to_what_it_lacks(seed: int) -> None:
    held = gridded(seed)
    weights = weights_for(held, seed)
    found = tables(plan(held), weights)
    for one in every(held)[:50]:
        lost = 0
        for p, (own, table) in zip(
            reversed(range(len(found.plan.order))), losses(found), strict=True
        ):
            scope = [issue for issue in found.plan.scopes[p] if issue != own]
            lost += int(table[(*(one[issue] for issue in scope), one[own])])
        assert lost == found.most - int(weights @ held.points(one))


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_a_search_that_is_stopped_proves_a_bound_all_the_same(seed: int) -> None:
    held = gridded(seed)
    seats = len(held.model.seats)
    whole = search(plan(held), Sought(kind=Kind.SMALLEST, seats=seats), Limit())
    assert whole.complete
    met: list[int] = []
    cut = search(
        plan(held),
        Sought(kind=Kind.SMALLEST, seats=seats),
        Limit(choices=400),
        improved=lambda options: met.append(min(held.points(options)[:seats])),
    )
    assert met == sorted(met)
    if whole.packages:
        assert cut.bound >= whole.best - 1e-9
        assert cut.best <= whole.best
    assert cut.best == (met[-1] if met else -math.inf)


def test_without_a_compiler_the_loops_say_the_same() -> None:
    seeds = SEEDS[:3]
    told = [_figures(seed) for seed in seeds]
    words = (
        "import sys; sys.modules['numba'] = None; "
        "from tests.analysis.agreement.test_near import _figures; "
        f"print([_figures(seed) for seed in {seeds}])"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", words],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(told)


def _figures(seed: int) -> list[tuple[str, str]]:
    """Engine and exact figure of each rule."""
    case, asked = random_case(seed), question_for(seed)
    found = [answer(case, asked, rule, NEAR) for rule in Rule]
    return [(one.engine.value, one.value_exact) for one in found]


def test_each_better_package_is_told_as_it_is_met() -> None:
    cases = map(random_case, itertools.count())
    case = next(one for one in cases if find(one, question_of(one), NEAR).witness)
    told: list[str] = []
    agree(case, question_of(case), NEAR, progress=told.append)
    counts = [words.partition(" packages, each better")[0] for words in told if "better" in words]
    assert counts
    for one in {words.rpartition(": ")[0] for words in counts}:
        mine = [int(words.rpartition(": ")[2]) for words in counts if words.startswith(one)]
        assert mine == list(range(1, len(mine) + 1))
