"""Who is here does not read what leaves, however the name is typed."""

from __future__ import annotations

import unicodedata

import pytest

from dipoli.faults import RefusedError
from dipoli.web.room.held import HeldRoom


def _room() -> HeldRoom:
    made = HeldRoom(known=(), least=2, ranges=3, is_over=lambda: False, done=lambda _left: None)
    made.begin("2", "José Ibarra\n김 가온")
    made.say("A title", "The coastguards call each other once a week.")
    return made


@pytest.mark.parametrize(
    "name",
    [
        "José Ibarra",
        unicodedata.normalize("NFD", "José Ibarra"),
        "IBARRA, Jose",
        unicodedata.normalize("NFD", "김 가온"),
    ],
)
def test_who_is_here_under_any_spelling_is_no_reader(name: str) -> None:
    room = _room()
    with pytest.raises(RefusedError, match="two who take no part"):
        room.check((name, "Ann Berg"), "none")
    assert room.read is None


def test_one_person_under_two_spellings_is_not_two() -> None:
    room = _room()
    with pytest.raises(RefusedError, match="not read by two"):
        room.check(("Ané Berg", unicodedata.normalize("NFD", "Berg, Ané")), "none")
    room.check(("Ané Berg", "Ann Berg"), "none")
    assert room.read is not None
