"""What people type, hostile people among them, and what is answered."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.secretariat.search.index import Index, Passage, Wish
from dipoli.secretariat.search.query import LONGEST, MOST, Query, Unclear, read_query
from dipoli.secretariat.search.snippet import snippet


def pieces(typed: str) -> list[tuple[str, ...]]:
    """Of what is wanted."""
    query = read_query(typed)
    assert isinstance(query, Query), query
    return [one.pieces for one in query.wanted]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ('"joint inspection', [("joint", "inspection")]),
        ('a "b', [("a",), ("b",)]),
        ("「平和 条約」", [("平和", "条約")]),
        ("«мирный договор»", [("мирный", "договор")]),
        ("(.*)+ lake[^a]{9}", [("lake", "a", "9")]),
        ("bri\x00dge", [("bri", "dge")]),
        ("\u202eegdirb\u202c", [("egdirb",)]),
        ("lake lake", [("lake",)]),
        ("3단계", [("3", "단계")]),
    ],
)
def test_odd_questions_are_read_for_the_words_in_them(
    typed: str, wanted: list[tuple[str, ...]]
) -> None:
    assert pieces(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type one or more words."),
        (" \t ", "Type one or more words."),
        ('""', "There is no letter and no figure"),
        (".*?", "There is no letter and no figure"),
        ("\u200f\u202e", "Type one or more words."),
        ("1 2 3 4 5", "At most 4 single letters and figures"),
        ("-lake", "Say what to look for as well"),
        ("-from:Aral", "not left out"),
        ("x" * (LONGEST + 1), f"{LONGEST + 1} signs long"),
        (" ".join(f"w{n}" for n in range(MOST + 1)), f"At most {MOST}"),
    ],
)
def test_what_cannot_be_answered_says_why(typed: str, told: str) -> None:
    answer = read_query(typed)
    assert isinstance(answer, Unclear)
    assert told in answer.told


def test_a_seat_is_named_by_its_whole_name() -> None:
    query = read_query('FROM:"Republic of Aral" from：Beril lake')
    assert isinstance(query, Query)
    assert query.by == ("Republic of Aral", "Beril")
    assert [one.pieces for one in query.wanted] == [("lake",)]


@settings(max_examples=100, derandomize=True)
@given(st.text(max_size=LONGEST), st.text(max_size=60))
def test_no_question_breaks_anything(typed: str, words: str) -> None:
    query = read_query(typed)
    if isinstance(query, Unclear):
        assert query.told
        return
    index = Index()
    index.add(Passage(number=0, kind="text", minute=0, words=words))
    index.find(query, Wish(), 1)
    shown = "".join(one.words for one in snippet(words, query))
    assert shown == words
