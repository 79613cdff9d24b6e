"""The plain way of writing: habits go, what is said stays, and what is plain stays as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.forum.plain_wording import SPELLINGS, is_plain, plain

WORDS = "the lake coastguards call each other weekly signal harbour ship line".split()  # noqa: SIM905 - one line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The lake  is\u00a0shared", "The lake is shared."),
        ("the lake is shared!!", "The lake is shared."),
        ("Is it shared?!", "Is it shared?"),
        ("“Shared” it is…", '"Shared" it is.'),
        ("the line \u2013 the old one \u2014 stays", "The line, the old one, stays."),
        ("It's 3 ships , e.g. boats", "It is three ships, for example boats."),
        ("50% of 12 centers", "50 per cent of 12 centres."),
        ("A & B", "A and B."),
        ("(a) First\n(b) Second", "1. First.\n2. Second."),
        ("* First\n\n\n- Second;", "1. First.\n2. Second."),
        ("1) Only one", "1. Only one."),
        ("Only\nTwo", "1. Only.\n2. Two."),
        ("7.5 km, 3-mile zone, 12:30", "7.5 km, 3-mile zone, 12:30."),
        ("Harbors open\u200b.", "Harbours open."),
        ("Har\u034fbors\ufe0e o\u3164pen\U000e0101\u2800.", "Harbours open."),
        ("호수는  모두의 것이다", "호수는 모두의 것이다"),
        ("озеро общее", "Озеро общее."),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_text_in_plain_writing(text: str, told: str) -> None:
    assert plain(text) == told
    assert is_plain(told)
    assert is_plain(text) is (text == told)


def test_every_spelling_leads_to_one_plain_one() -> None:
    for spelling, better in SPELLINGS.items():
        assert plain(f"So {spelling} so") == f"So {better} so."
        assert not {better, *better.split()} & set(SPELLINGS)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert is_plain(plain(text))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.data())
def test_spaces_signs_and_numbering_tell_nothing(words: list[str], data: st.DataObject) -> None:
    gaps = st.sampled_from([" ", "  ", "\t", "\u00a0", " \u200b"])
    marks = st.sampled_from(["", "- ", "1) ", "(a) ", "• ", "iv. "])
    ends = st.sampled_from(["", ".", "!", " !", ";", "...", "…"])
    written = data.draw(marks) + words[0]
    for word in words[1:]:
        written += data.draw(gaps) + word
    usual = plain(" ".join(words))
    assert plain(written + data.draw(ends)).removeprefix("1. ") == usual


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_no_word_that_is_no_habit_is_changed(words: list[str]) -> None:
    assert re.findall(r"\w+", plain(" ".join(words)).lower()) == words
