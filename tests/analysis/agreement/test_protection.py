"""Smallest sets that protect: equal to trying every set; true bounds wherever the search ends."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve
from benches.bargain import Bargain, bargain
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.agreement.interests_campaigns import _possible
from tests.analysis.agreement.interests_reference import of_the_others, refuses

from dipoli.analysis.agreement import Means, question_of
from dipoli.analysis.agreement.answers import Verdict
from dipoli.analysis.agreement.guarantees import guarantees
from dipoli.analysis.agreement.protection import MAX_LISTED, Smallest, smallest
from dipoli.analysis.agreement.sitting import consents_naming, staying_out

Ways = list[frozenset[int]]
Against = Callable[[frozenset[int], float], tuple[Verdict, frozenset[int]]]


def told_by(ways: Ways) -> Against:
    """What goes wrong where the ways are known: the first of the fewest things that is not met."""

    def against(given_: frozenset[int], _seconds: float) -> tuple[Verdict, frozenset[int]]:
        left = [way for way in ways if not way & given_]
        if not left:
            return Verdict.NONE, frozenset()
        return Verdict.COMMON_GROUND, min(left, key=len)

    return against


def by_trying(things: range, ways: Ways) -> list[frozenset[int]]:
    """Every smallest set that meets every way, by trying every set."""
    for size in range(len(things) + 1):
        found = [
            frozenset(some)
            for some in itertools.combinations(things, size)
            if all(way & set(some) for way in ways)
        ]
        if found:
            return found
    return []


things = st.integers(1, 8)


@st.composite
def of_ways(draw: st.DrawFn) -> tuple[range, Ways]:
    """Things, and at least one way; a way of nothing cannot be met."""
    some = range(draw(things))
    way = st.frozensets(st.sampled_from(some), min_size=draw(st.sampled_from((0, 1, 1, 1))))
    return some, draw(st.lists(way, min_size=1, max_size=12))


def check_bounds(found: Smallest[int], wanted: list[frozenset[int]], ways: Ways) -> None:
    """Nothing is said that is not so, whether the search came to its end or not."""
    if not wanted:
        assert found.sets == ()
        return
    size = len(wanted[0])
    assert found.least is not None
    assert found.least <= size
    assert found.known is None or all(way & found.known for way in ways)
    assert found.proven == bool(found.sets)
    assert set(found.sets) <= set(wanted)
    assert len(set(found.sets)) == len(found.sets)
    if found.proven:
        assert found.least == size
        assert found.known is not None
        assert len(found.known) == size
    if found.complete:
        assert set(found.sets) == set(wanted)


@given(of_ways())
def test_they_are_those_found_by_trying_every_set(drawn: tuple[range, Ways]) -> None:
    some, ways = drawn
    wanted = by_trying(some, ways)
    found = smallest(tuple(some), told_by(ways), Means())
    check_bounds(found, wanted, ways)
    assert found.proven or not wanted
    assert found.complete == (len(wanted) < MAX_LISTED)
    if not wanted:
        assert (found.proven, found.least, found.known) == (True, None, None)


@given(of_ways(), st.integers(0, 40))
def test_wherever_the_time_ends_nothing_is_said_that_is_not_so(
    drawn: tuple[range, Ways], solves: int
) -> None:
    some, ways = drawn
    asked = itertools.count()
    against, clock = told_by(ways), Steps()

    def slow(given_: frozenset[int], seconds: float) -> tuple[Verdict, frozenset[int]]:
        assert seconds > 0
        clock.now += 1.0
        if next(asked) > solves:
            return Verdict.UNKNOWN, frozenset()
        return against(given_, seconds)

    found = smallest(tuple(some), slow, Means(limit=solves + 1.0, clock=clock))
    wanted = by_trying(some, ways)
    check_bounds(found, wanted, ways)
    if not found.proven:
        assert not found.complete
        assert found.least is not None


@given(of_ways(), st.integers(0, 6))
def test_a_clean_stop_leaves_true_bounds(drawn: tuple[range, Ways], steps: int) -> None:
    some, ways = drawn
    left = iter(range(steps))
    stopped = Means(stop=lambda: next(left, None) is None)
    check_bounds(smallest(tuple(some), told_by(ways), stopped), by_trying(some, ways), ways)


class Steps:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


def test_after_so_many_ways_it_ends_in_bounds_and_a_set_that_cannot_be_shortened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Any five of nine things are a way: 126 of them, more than are asked for here."""
    monkeypatch.setattr("dipoli.analysis.agreement.protection.FIRST_WAYS", 8)
    monkeypatch.setattr("dipoli.analysis.agreement.protection.MAX_WAYS", 24)
    some = range(9)

    def against(given_: frozenset[int], _seconds: float) -> tuple[Verdict, frozenset[int]]:
        left = [one for one in some if one not in given_]
        if len(left) < 5:
            return Verdict.NONE, frozenset()
        dice = random.Random(repr(sorted(given_)))
        return Verdict.COMMON_GROUND, frozenset(dice.sample(left, 5))

    found = smallest(tuple(some), against, Means())
    assert found.least is not None
    assert found.known is not None
    assert found.least <= 5
    assert len(found.known) == 5  # one thing after another was left out as long as it protects


# ---------------------------------------------------------------- bargains of the frozen generator


SMALL = Bargain(parties=3, issues=5, options=3, combinations=4, singles=2, terms=4)
SHARES = (Fraction(1, 2), Fraction(3, 10), Fraction(1, 10))


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("seed", range(20))
def test_of_small_bargains_they_are_those_counted_out_and_bounds_are_true(
    seed: int, share: Fraction
) -> None:
    case = bargain(evolve(SMALL, share=share), seed)
    question, seat = question_of(case), case.members[seed % 3]
    away = staying_out(case, question, seat, claimed=False)
    settled = of_the_others(case, question, seat, claimed=False)
    harmful = [one for one in settled if refuses(case, question, seat, one)]
    possible = _possible(case, away, seat, consents_naming(case, seat))
    names = [name for name, _rules_out in possible]
    ways = [
        frozenset(n for n, (_name, rules_out) in enumerate(possible) if rules_out(one))
        for one in harmful
    ]
    wanted = by_trying(range(len(names)), ways) if harmful else [frozenset()]
    for means in (Means(), Means(limit=3.0, clock=Ticking())):
        told = guarantees(case, away, seat, consents_naming(case, seat), means)
        sets = {
            frozenset(names.index(f"{one.sort.value} {one.id}") for one in some)
            for some in told.sets
        }
        assert sets <= set(wanted)
        if told.proven:
            assert told.size == (len(wanted[0]) if wanted else None)
        elif wanted:
            assert told.least is not None
            assert told.least <= len(wanted[0])
        if told.known is not None:
            known = {names.index(f"{one.sort.value} {one.id}") for one in told.known}
            assert all(way & known for way in ways)
        assert told.proven or means.clock is not None


class Ticking:
    """A clock on which a little time passes each time that it is looked at."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        self.now += 0.1
        return self.now
