"""Numbers in sentences: one is one, and many are many."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.forum.made import Desk, charter, forum

from dipoli.forum.exchange import shares_needed
from dipoli.forum.kind import hours, times


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 hours"), (1, "1 hour"), (2, "2 hours"), (72, "72 hours")]
)
def test_hours_are_told_in_words(number: int, told: str) -> None:
    assert hours(number) == told


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 times"), (1, "once"), (2, "twice"), (3, "3 times")]
)
def test_how_often_is_told_in_words(number: int, told: str) -> None:
    assert times(number) == told


@pytest.mark.parametrize(
    ("percent", "holders", "shares"),
    [(66, 3, 2), (67, 3, 3), (100, 3, 3), (1, 3, 2), (50, 7, 4), (66, 200, 132), (100, 200, 200)],
)
def test_shares_are_so_many_in_a_hundred_rounded_up_and_two_at_least(
    percent: int, holders: int, shares: int
) -> None:
    assert shares_needed(percent, holders) == shares


@pytest.mark.parametrize("allowed", [True, False])
def test_the_steps_that_are_left_are_those_that_the_charter_knows(*, allowed: bool) -> None:
    desk = Desk(forum(charter(silence=evolve(charter().silence, allowed=allowed))))
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    remedy = desk.refused("XAL", "proposal.adopt", "P1").remedy
    assert remedy.startswith("Steps from there: ")
    assert ("silence.open" in remedy) is allowed
