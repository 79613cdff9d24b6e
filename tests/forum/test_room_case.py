"""Papers leave a room off the record with the text that names them, and with no other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dipoli.forum.plain_wording import is_plain, plain
from dipoli.forum.room import Leaving, Room, asked, leaving, worded
from dipoli.forum.room_case import goes_with, named, naming, not_naming

DIGESTS = st.integers(0, 16**64 - 1).map(lambda one: f"{one:064x}")
TEXTS = st.lists(st.sampled_from(["They call weekly.", "A centre.", "(b) No!"]), max_size=4).map(
    "\n".join
)


@given(TEXTS, DIGESTS, DIGESTS)
def test_a_text_names_the_last_papers_and_no_others(text: str, old: str, new: str) -> None:
    words = naming(naming(text, old), new)
    assert named(words) == new
    assert is_plain(words)
    assert words == naming(text, new)
    assert not_naming(words).removeprefix("1. ") == plain(text).removeprefix("1. ")
    assert is_plain(not_naming(words))
    assert named(not_naming(words)) is None


def test_one_point_that_is_left_is_written_as_one() -> None:
    assert not_naming(naming("They call weekly.", "0" * 64)) == "They call weekly."


@given(TEXTS)
def test_a_text_that_nobody_asked_to_name_papers_names_none(text: str) -> None:
    assert named(plain(text)) is None


@given(DIGESTS, DIGESTS)
def test_papers_go_with_the_consented_text_that_names_them(one: str, other: str) -> None:
    room = worded(Room(people=5), naming("They call weekly.", one))
    assert not goes_with(leaving(room, 5), one)
    assert not goes_with(leaving(asked(room, objected=True), 5), one)
    left = leaving(asked(room, objected=False), 5)
    assert goes_with(left, one)
    assert goes_with(left, other) is (one == other)
    assert not goes_with(Leaving(words="They call weekly.", consented=True), one)


@given(DIGESTS, DIGESTS)
def test_a_text_with_two_such_sentences_names_nothing(one: str, other: str) -> None:
    assert named(f"{naming('', one)}\n{naming('', other)}") is None
