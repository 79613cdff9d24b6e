"""Rebasing: what does not overlap is carried over, what overlaps is told, brackets never vanish."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dipoli.forum.rebase import Clash, apply, carried, edits, rebase, tokens

BASE = "The parties shall reopen the bridge by 2031 and report each year."


def test_two_changes_in_different_places_both_stand() -> None:
    present = BASE.replace("2031", "2032")
    amended = BASE.replace("each year", "every month")
    both = "The parties shall reopen the bridge by 2032 and report every month."
    assert rebase(BASE, present, amended) == both


def test_two_changes_of_the_same_words_clash_and_tell_what_changed() -> None:
    clash = rebase(BASE, BASE.replace("2031", "2032"), BASE.replace("2031", "2040"))
    assert clash == Clash(base="2031", present="2032", amended="2040")


def test_changes_of_neighbouring_words_clash_since_they_may_be_one_thought() -> None:
    clash = rebase(BASE, BASE.replace("2031", "2032"), BASE.replace("by 2031", "until 2031"))
    assert clash == Clash(base="by 2031", present="by 2032", amended="until 2031")


def test_the_same_change_twice_is_one_change() -> None:
    later = BASE.replace("2031", "2032")
    assert rebase(BASE, later, later) == later


def test_signs_without_spaces_are_compared_one_by_one() -> None:
    assert rebase(
        "双方于明年开会并公布结果", "双方于今年开会并公布结果", "双方于明年开会并公布全文"
    ) == ("双方于今年开会并公布全文")


def test_a_bracket_around_changed_words_stands_around_the_new_ones() -> None:
    start = BASE.index("by 2031")
    later = BASE.replace("2031", "2032 at the latest")
    begin, end = carried(BASE, later, start, start + len("by 2031"))
    # Words that come in at the edge of a passage are outside; those that replace its own, inside.
    assert later[begin:end].startswith("by 2032")


def test_a_bracket_whose_words_go_reserves_their_place() -> None:
    start = BASE.index("by 2031 ")
    later = BASE.replace("by 2031 ", "")
    assert carried(BASE, later, start, start + len("by 2031 ")) == (start, start)


def test_words_that_come_into_an_empty_bracket_are_in_it() -> None:
    place = BASE.index("by 2031")
    later = BASE.replace("by 2031", "together by 2031")
    begin, end = carried(BASE, later, place, place)
    assert later[begin:end].strip() == "together"


WORDS = st.lists(st.sampled_from(["we", "shall", "not", "by", "2031", ",", "水"]), max_size=9).map(
    " ".join
)


@given(WORDS, WORDS)
def test_edits_make_the_new_text_of_the_old_one(old: str, new: str) -> None:
    assert apply(old, list(edits(old, new))) == new
    assert "".join(tokens(old)) == old


@given(WORDS, WORDS, WORDS)
def test_rebasing_is_the_same_from_both_sides(base: str, one: str, other: str) -> None:
    there, back = rebase(base, one, other), rebase(base, other, one)
    assert isinstance(there, Clash) == isinstance(back, Clash)
    if isinstance(there, str):
        assert there == back


@given(WORDS, WORDS)
def test_an_amendment_against_the_present_words_is_taken_as_it_is(base: str, one: str) -> None:
    assert rebase(base, base, one) == one
    assert rebase(base, one, base) == one


@given(WORDS, WORDS, st.data())
def test_a_passage_stays_a_passage_and_whole_stays_whole(
    old: str, new: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    begin, stop = carried(old, new, start, end)
    assert 0 <= begin <= stop <= len(new)
    if (start, end) == (0, len(old)) and old and new and old.split()[:1] == new.split()[:1]:
        assert begin == 0


def test_very_long_passages_are_compared_in_bounded_time_as_one_change() -> None:
    old, new = "a b " * 4000, "b a " * 4000
    assert len(edits(old, new)) == 1
    assert apply(old, list(edits(old, new))) == new
