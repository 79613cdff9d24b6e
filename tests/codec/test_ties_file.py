"""Ties are written as they are read, and a text of a forum becomes places in its own order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map

from dipoli.analysis.meaning.draft import Tie, digest_of
from dipoli.codec.case_folder import read_case
from dipoli.codec.draft_of import draft_of
from dipoli.codec.ties_file import Ties, read_ties, ties_bytes
from dipoli.faults import MalformedError
from dipoli.forum.text import Bracket, Clause, Kind, Option, Sort, Text

CASE = read_case(Path(__file__).parents[2] / "cases" / "lake")
NAME = st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
TIES = st.builds(
    Tie,
    clause=NAME,
    place=NAME,
    way=NAME,
    issue=NAME,
    option=st.integers(0, 9),
    digest=WORDS.map(digest_of),
    meant=WORDS,
    note=WORDS,
)


@settings(max_examples=60)
@given(st.lists(TIES, max_size=6))
def test_ties_are_read_as_they_were_written(ties: list[Tie]) -> None:
    kept = Ties(case="lake", text="T-1", ties=tuple(ties))
    assert read_ties(ties_bytes(kept, CASE), "ties.yaml") == kept


def test_a_file_of_ties_bears_the_mark_of_its_case() -> None:
    written = ties_bytes(Ties(case="lake", text="T-1", ties=()), CASE).decode()
    assert CASE.mark in written


def test_a_digest_that_is_none_is_told_with_its_line() -> None:
    tie = Tie(clause="a", place="b", way="c", issue="d", option=1, digest="0" * 63)
    with pytest.raises(MalformedError) as caught:
        read_ties(ties_bytes(Ties(case="lake", text="T-1", ties=(tie,)), CASE), "ties.yaml")
    (finding,) = caught.value.findings
    assert finding.line is not None
    assert "tie the words anew" in finding.mend


def clause(words: str, brackets: dict[int, Bracket], alternatives: tuple[str, ...] = ()) -> Clause:
    options = {
        n: Option(sort=Sort.WORDS, words=said, by="XAL", number=n)
        for n, said in enumerate((words, *alternatives), 1)
    }
    return Clause(
        id="T-1-1",
        text="T-1",
        since="2030-01-01T00:00:00Z",
        version=1,
        options=Map(options),
        brackets=Map(brackets),
        history=Map({1: words}),
    )


TEXT = Text(
    id="T-1",
    symbol="WP.1",
    title="Waters",
    kind=Kind.WORKING,
    language="en",
    by="XAL",
    pen="XAL",
    number=1,
    first="T-1-1",
    last="T-1-1",
)


def test_a_bracket_lies_within_the_smallest_one_around_it() -> None:
    words = "Water flows freely to all."
    held = {
        1: Bracket(start=12, end=18, holders=("XAL",)),
        2: Bracket(start=6, end=25, holders=("XBE",)),
        3: Bracket(start=0, end=5, holders=("XBE",)),
    }
    draft = draft_of(TEXT, lambda _name: clause(words, held, ("None.",)))
    within = {place.key: place.within for place in draft.places}
    assert within == {
        "wording": None,
        "bracket-2": ("wording", "option-1"),
        "bracket-1": ("bracket-2", "stays"),
        "bracket-3": ("wording", "option-1"),
    }
    inner = draft.place("T-1-1", "bracket-1")
    assert inner is not None
    assert [way.words for way in inner.ways] == ["freely", ""]
    wording = draft.place("T-1-1", "wording")
    assert wording is not None
    assert [way.key for way in wording.ways] == ["option-1", "option-2"]


SPANS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).map(sorted), max_size=5)


@settings(max_examples=80)
@given(SPANS, st.booleans())
def test_every_bracket_has_a_place_behind_the_one_around_it(
    spans: list[list[int]],
    whole: bool,  # noqa: FBT001 - drawn
) -> None:
    brackets = {
        n: Bracket(start=start, end=end, holders=("XAL",), whole=whole and n == 1)
        for n, (start, end) in enumerate(spans, 1)
    }
    draft = draft_of(TEXT, lambda _name: clause("All water", brackets))
    assert {place.key for place in draft.places} == {"wording", *(f"bracket-{n}" for n in brackets)}
    for place in draft.places[1:]:
        assert place.within is not None
        outer = draft.place(place.clause, place.within[0])
        assert outer is not None
        assert place.ways[0].words in next(
            way.words for way in outer.ways if way.key == place.within[1]
        )
