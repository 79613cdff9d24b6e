"""Boxes of the space of gains: what is left of it, points in it, and what is said of the rest."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from benches.bargain import Bargain, bargain
from tests.analysis.agreement.boxes_campaign import NEAR, SOLVED, betters, boxes_hold, slow_frontier
from tests.generators import Size, random_case

from dipoli.analysis.agreement import Means, question_of
from dipoli.analysis.agreement.frontier.boxes import by_boxes, directions
from dipoli.analysis.agreement.frontier.regions import Regions, inside
from dipoli.analysis.agreement.model import build


@pytest.mark.parametrize(("parties", "seed", "points"), [(1, 30, 1), (2, 35, 6), (4, 45, 4)])
def test_boxes_give_the_frontier_for_any_number_of_seats(
    parties: int, seed: int, points: int
) -> None:
    case = random_case(seed, Size(parties=parties, issues=5, lines=1, links=1, leaves=1))
    asked = question_of(case)
    assert len(slow_frontier(case, asked)) == points
    boxes_hold(case, asked)


def test_packages_of_equal_gains_are_counted_and_some_are_listed() -> None:
    case = bargain(Bargain(parties=2, issues=4, options=3), 5)
    still = {  # nothing in the last two issues is worth anything to anybody
        code: evolve(
            row,
            issues=(
                *row.issues[:2], *(evolve(one, value=(0, 0, 0)) for one in row.issues[2:]),
            ),
        )
        for code, row in case.positions["positions"].items()
    }  # fmt: skip
    case = evolve(case, positions={"positions": still})
    asked = question_of(case)
    slow = slow_frontier(case, asked)
    assert max(map(len, slow.values())) >= 8
    near = by_boxes(case, asked, build(case, asked), NEAR, listed=4)
    assert near.counts == [len(every) for every in slow.values()]
    assert not near.coverage
    solved = by_boxes(case, asked, build(case, asked), SOLVED, listed=4)
    assert solved.counts == [min(5, len(every)) for every in slow.values()]
    assert "at least as many as are told" in solved.coverage
    assert solved.complete


def test_a_zone_that_is_proven_empty_has_no_points() -> None:
    case = bargain(Bargain(parties=3, issues=5, share=Fraction(1)), 1)
    asked = question_of(case)
    for means in (NEAR, SOLVED):
        found = by_boxes(case, asked, build(case, asked), means)
        assert (found.complete, found.counts, found.coverage) == (True, [], "")
        assert found.gains.shape == (0, 3)


def test_a_search_that_is_stopped_says_what_is_open() -> None:
    case = bargain(Bargain(parties=3, issues=8, share=Fraction(1, 2)), 1)
    asked = question_of(case)
    looks = itertools.count()
    means = Means(stop=lambda: next(looks) > 40)
    found = by_boxes(case, asked, build(case, asked), means)
    assert not found.complete
    assert "more are open" in found.coverage
    none = by_boxes(case, asked, build(case, asked), Means(stop=lambda: True))
    assert (none.complete, none.counts) == (False, [])


def test_with_many_seats_a_few_boxes_give_points_that_lie_apart() -> None:
    case = bargain(Bargain(parties=5, issues=10, share=Fraction(2, 5)), 1)
    asked = question_of(case)
    model = build(case, asked)
    found = by_boxes(case, asked, model, NEAR, boxes=40)
    assert not found.complete
    assert "40 of them were looked into" in found.coverage
    assert len(found.counts) == 40
    rows = found.gains.tolist()
    assert not any(betters(a, b) for a, b in itertools.permutations(rows, 2))
    assert rows == sorted(rows, reverse=True)
    spread = (found.gains.max(axis=0) - found.gains.min(axis=0)) / found.gains.max(axis=0)
    assert spread.min() > 0.4  # every seat has points that are good for it, and others


def test_regions_cover_exactly_what_no_point_dominates() -> None:
    dice = random.Random(7)
    for seats in (1, 2, 3, 4):
        for _case in range(15):
            ideals = np.array([dice.randint(0, 4) for _seat in range(seats)], np.int64)
            regions = Regions(ideals)
            every = list(itertools.product(*(range(one + 1) for one in ideals.tolist())))
            points: list[tuple[int, ...]] = []
            for _turn in range(6):
                left = {one for one in every if not any(betters(p, one) for p in points)}
                covered = {
                    one
                    for one in every
                    if any(
                        all(a > b for a, b in zip(one, low, strict=True))
                        for low in regions.lows.tolist()
                    )
                }
                assert covered == left
                lows = regions.lows.tolist()
                assert not any(betters(a, b) for a, b in itertools.permutations(lows, 2))
                if not left:
                    break
                # Within a box, whatever has the largest sum is a point.
                low = regions.largest()
                inner = [one for one in left if all(a > b for a, b in zip(one, low, strict=True))]
                point = max(inner, key=sum)
                points.append(point)
                regions.split(np.array(point, np.int64))


def test_what_is_closed_closes_what_lies_within_it() -> None:
    regions = Regions(np.array([9, 9], np.int64))
    regions.split(np.array([5, 5], np.int64))
    assert sorted(regions.lows.tolist()) == [[-1, 5], [5, -1]]
    regions.close(np.array([-1, 5], np.int64))
    regions.split(np.array([7, 3], np.int64))
    assert sorted(regions.lows.tolist()) == [[5, 3], [7, -1]]
    assert regions.shut == 1


def test_what_lies_within_others_is_said_as_the_slow_way_says() -> None:
    dice = np.random.default_rng(3)
    for _turn in range(30):
        boxes = np.unique(dice.integers(0, 5, (12, 3)), axis=0)
        others = dice.integers(0, 5, (7, 3))
        for given, needed in ((others, 1), (boxes, 2)):
            fast = inside(boxes, given, needed)
            slow = [
                sum(betters(one, two) for two in given.tolist()) >= needed for one in boxes.tolist()
            ]
            assert fast.tolist() == slow


def test_directions_are_positive_and_measured_by_each_seats_own_ideal() -> None:
    small, large = (
        directions(np.array([100, 100, 100]), 16),
        directions(np.array([100, 100, 1000]), 16),
    )
    for one, two in zip(small, large, strict=True):
        assert (one > 0).all()
        assert two[0] == pytest.approx(10 * one[0], rel=0.01)
        assert two[2] == one[2]
    assert len({tuple(one.tolist()) for one in small}) == 16
