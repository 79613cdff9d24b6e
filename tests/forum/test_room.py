"""A room off the record holds one text and nothing about anybody, and only that text leaves it."""

from __future__ import annotations

import inspect

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.forum import room
from dipoli.forum.name_scan import Known, Sort
from dipoli.forum.room import FILE_BYTES, MOST_BYTES, Leaving, Room, asked, filled, leaving, worded

TEXT = "The coastguards call each other once a week."


def agreed(people: int = 5, words: str = TEXT) -> Room:
    return asked(worded(Room(people=people), words), objected=False)


def test_what_leaves_is_the_text_and_that_it_was_consented_to() -> None:
    assert leaving(agreed(), 5) == Leaving(words=TEXT, consented=True)
    assert [one.name for one in attrs.fields(Leaving)] == ["words", "consented"]


def test_a_text_is_plain_from_the_moment_it_is_typed() -> None:
    assert worded(Room(people=5), "they call  weekly !!").words == "They call weekly."


def test_nothing_leaves_that_was_not_asked_about_or_to_which_somebody_objects() -> None:
    typed = worded(Room(people=5), TEXT)
    assert leaving(typed, 5) is None
    assert leaving(asked(typed, objected=True), 5) is None
    assert leaving(asked(Room(people=5), objected=False), 5) is None
    assert leaving(asked(asked(typed, objected=True), objected=False), 5) is not None


def test_consent_is_to_one_text_and_falls_with_it() -> None:
    assert leaving(worded(agreed(), f"{TEXT} Daily."), 5) is None


def test_a_new_text_leaves_nothing_of_the_old_one() -> None:
    objected = asked(worded(Room(people=6), "The old text."), objected=True)
    assert worded(objected, TEXT) == worded(Room(people=6), TEXT)


def test_nothing_leaves_a_room_of_fewer_than_the_charter_says() -> None:
    assert leaving(agreed(people=4), 5) is None
    assert leaving(agreed(people=5), 5) is not None


def test_a_text_beyond_measure_does_not_leave() -> None:
    fits = "a" * (MOST_BYTES - 1)
    assert leaving(agreed(words=fits), 5) is not None
    assert leaving(agreed(words=f"{fits}a"), 5) is None


def test_the_readers_see_names_and_flags_of_the_text_as_it_stands() -> None:
    found, flagged = room.read_over(
        worded(Room(people=5), "As Holm said, I agree."), [Known(name="Holm", sort=Sort.PERSON)]
    )
    assert [one.words for one in found] == ["Holm"]
    assert [one.words for one in flagged] == ["I"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_every_file_that_leaves_has_one_length(text: str) -> None:
    assert len(filled(text)) == FILE_BYTES
    assert filled(text).startswith(text.encode())


def test_no_longer_file_is_made() -> None:
    with pytest.raises(ValueError, match="32768 bytes, not 32769"):
        filled("a" * (FILE_BYTES + 1))
    assert filled("a" * FILE_BYTES) == b"a" * FILE_BYTES


def test_no_function_of_a_room_takes_a_person_an_order_or_a_time() -> None:
    taken = {
        name
        for _, function in inspect.getmembers(room, inspect.isfunction)
        if function.__module__ == room.__name__
        for name in inspect.signature(function).parameters
    }
    assert taken == {"room", "words", "objected", "known", "least", "text"}
    assert [one.name for one in attrs.fields(Room)] == ["people", "words", "asked", "objected"]


@given(st.lists(st.tuples(st.sampled_from(["A.", "B.", "C."]), st.booleans()), max_size=20))
def test_whatever_happened_inside_only_the_last_text_and_answer_show(
    told: list[tuple[str, bool]],
) -> None:
    here = Room(people=7)
    for words, objected in told:
        here = asked(worded(here, words), objected=objected)
    last = told[-1:]
    again = Room(people=7)
    for words, objected in last:
        again = asked(worded(again, words), objected=objected)
    assert leaving(here, 5) == leaving(again, 5)
    assert here == again
