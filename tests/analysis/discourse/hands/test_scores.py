"""The lexicon against the hand: tallies, what is missing, and intervals."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.discourse.hands.worlds import (
    ISSUES,
    MARKS,
    any_codings,
    coded,
    codings_of,
    item,
)

from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.hands.adjudication import decided
from dipoli.analysis.discourse.hands.codings import Codings
from dipoli.analysis.discourse.hands.resample import interval, times_drawn
from dipoli.analysis.discourse.hands.scores import Found, Tally, score

TEXTS = st.text("ab", min_size=1, max_size=4)


def test_precision_and_recall_of_an_example_reckoned_by_hand() -> None:
    items = [item(file=f"{n}.txt", coders=("A",), drawn="" if n else "water") for n in range(3)]
    a, b, c = (one.id for one in items)
    whole = coded(codings_of(items), (a, "A", "water:supports"), (b, "A", "fishing:opposes crews"),
                  (c, "A", ""))  # fmt: skip
    found = {
        a: Found(issues={"water": Stance.SUPPORTS, "fishing": None}),
        b: Found(issues={"fishing": Stance.SUPPORTS}, missing=frozenset({"crews"})),
        c: Found(issues={"water": None}),
    }
    told = score(whole, decided(whole), found, replicates=0)
    assert told.overall.tally == Tally(both=2, lexicon=2, hand=0)
    assert told.overall.tally.f1 == Fraction(4, 6)
    assert (told.missing, told.missed) == (1, 1)
    assert told.at_random is not None
    assert told.at_random.tally == Tally(both=1, lexicon=1)
    assert told.issues["levels"].tally.precision is None
    assert told.cells["water", "en"].tally == Tally(both=1, lexicon=1)
    stance = told.stance
    assert (stance.cases, stance.right, stance.unread) == (2, 1, 0)
    assert stance.classes[Stance.SUPPORTS] == Tally(both=1, lexicon=1)
    assert stance.f1 == Fraction(1, 2) * Fraction(2, 3)


@settings(max_examples=30, deadline=None)
@given(any_codings(TEXTS), st.data())
def test_parts_add_up_to_the_whole(whole: Codings, data: st.DataObject) -> None:
    hand = decided(whole)
    found = {
        one.id: Found(
            issues=whole.with_parents(data.draw(MARKS)),
            missing=frozenset(data.draw(st.sets(st.sampled_from(ISSUES)))),
        )
        for one in whole.items
    }
    told = score(whole, hand, found, replicates=0)
    for parts in (told.issues, told.languages, told.cells):
        assert sum((one.tally for one in parts.values()), Tally()) == told.overall.tally
    said = {
        (one, issue)
        for one, read in hand.marks.items()
        for issue in whole.with_parents(read)
        if issue in found[one].issues or issue not in found[one].missing
    }
    machine = {(one, issue) for one in hand.marks for issue in found[one].issues}
    assert told.overall.tally == Tally(
        both=len(said & machine), lexicon=len(machine - said), hand=len(said - machine)
    )


def test_the_interval_of_f1_is_that_of_the_documents_drawn() -> None:
    items = [item(file=f"{n // 2}.txt", start=n, coders=("A",)) for n in range(24)]
    whole = codings_of(items)
    found = {}
    for n, one in enumerate(items):
        hand = "water:supports crews:opposes" if n % 3 else "crews:reported"
        whole = coded(whole, (one.id, "A", hand))
        read = Stance.SUPPORTS if n % 5 else Stance.OPPOSES
        found[one.id] = Found(issues={"water": read, "crews": read} if n % 4 else {})
    told = score(whole, decided(whole), found, seed=7, replicates=60)

    def of(times: Sequence[int]) -> tuple[float, float]:
        again, there = [], {}
        for number, count in enumerate(times):
            for copy in range(int(count)):
                for one in items[2 * number : 2 * number + 2]:
                    twin = evolve(one, file=f"{one.file}/{copy}")
                    again.append((twin, one.id))
                    there[twin.id] = found[one.id]
        copied = codings_of([one for one, _id in again])
        for twin, old in again:
            copied = copied.put(twin.id, "A", whole.of(old, "A"))
        part = score(copied, decided(copied), there, replicates=0)
        figures = (part.overall.tally.f1, part.stance.f1)
        first, second = (float("nan") if one is None else float(one) for one in figures)
        return first, second

    for n, (name, mine) in enumerate(
        (("score overall", told.overall.f1), ("score stance", told.stance.between))
    ):
        expected = interval(
            np.array([of(row)[n] for row in times_drawn(7, name, 12, 60)]),
            of([1] * 12)[n],
            np.array([of([int(k != left) for k in range(12)])[n] for left in range(12)]),
        )
        assert mine is not None
        assert expected is not None
        assert (mine.low, mine.high) == pytest.approx((expected.low, expected.high))


def test_a_stance_that_was_not_read_is_unknown_and_no_miss() -> None:
    one, two = item(coders=("A",)), item(start=1, coders=("A",))
    whole = coded(
        codings_of([one, two]), (one.id, "A", "water:supports"), (two.id, "A", "water:opposes")
    )
    found = {one.id: Found(issues={"water": None}), two.id: Found(issues={"water": None})}
    told = score(whole, decided(whole), found, replicates=0).stance
    assert (told.cases, told.unread, told.right, told.f1) == (2, 2, 0, None)
    found[two.id] = Found(issues={"water": Stance.OPPOSES})
    told = score(whole, decided(whole), found, replicates=0).stance
    assert (told.cases, told.unread, told.right) == (2, 1, 1)
    assert told.f1 == 1
