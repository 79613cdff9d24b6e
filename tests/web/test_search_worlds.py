"""Search in random forums: a sample of `tests.web.search_worlds`; the whole is the campaign's."""

from __future__ import annotations

import pytest
from tests.web.search_worlds import HALL, each_finds_its_own, nothing_foreign_is_felt, world

from dipoli.record import forms
from dipoli.record.standing import Standing

SAMPLE = (0, 6, 9)


@pytest.mark.parametrize("seed", SAMPLE)
def test_each_reader_finds_exactly_what_it_may_read_and_pages_show_it(seed: int) -> None:
    each_finds_its_own(seed, 2)


@pytest.mark.parametrize("seed", SAMPLE[:1])
def test_a_circle_that_is_foreign_changes_no_byte_of_an_answer(seed: int) -> None:
    nothing_foreign_is_felt(seed)


def test_a_reader_to_whom_too_much_is_shown_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Standing, "may_read", lambda *_asked: True)
    with pytest.raises(AssertionError):
        each_finds_its_own(SAMPLE[0])


def test_the_sample_has_what_it_is_about() -> None:
    names, late, sealed, void = set[str](), set[str](), 0, 0
    for seed in SAMPLE:
        one = world(seed)
        sealed += len(one.sealed)
        for name, room in one.site.halls[HALL].rooms.items():
            read = room.by("")
            names |= set(read.standing.names)
            void += len(read.void)
            seats = read.standing.seats
            late |= {
                f"{name} {code}" for code in one.readers if code in seats and seats[code].since
            }
    held = {forms.ADD_SEAT, forms.OPEN_BODY, forms.WITHHOLD_BODY, forms.REMOVE_SEAT}
    assert names >= {*held, "circle.call/1", "circle.close/1", "room.announce/1"}
    assert sealed
    assert void
    assert late
