"""An idle head is signed again with a later time: kept beside the first, on file and server."""

from __future__ import annotations

import pytest
from tests.depositary.acts import ORIGIN, act, acts, leaves, line, log_key, signed, timed
from tests.depositary.places import Place, begin, opened

from dipoli.faults import RecordError, StaleHeadError
from dipoli.record.note import open_checkpoint
from dipoli.record.proof_parts import timed_by_host


def times(note: bytes) -> tuple[int, ...]:
    return timed_by_host(note, log_key(ORIGIN))


def test_the_head_is_shown_with_its_newest_time_also_after_reopening(place: Place) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        before = custody.head()
        for time in (100, 160, 220):
            custody.retime(3, timed(before.checkpoint, time))
            assert times(custody.head().checkpoint) == (time,)
    with opened(place) as custody:
        after = custody.head()
        assert times(after.checkpoint) == (220,)
        assert (after.size, after.root) == (before.size, before.root)
        assert list(custody.read(0, 9)) == acts(1, 0, 3)


def test_cosignatures_stay_under_the_head_that_was_timed_anew(place: Place) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        note = custody.head().checkpoint
        custody.add_cosignatures(3, [line(note, 70)])
        custody.retime(3, timed(note, 100))
        shown = custody.head()
        assert shown.cosigned == timed(note, 100) + f"{line(note, 70)}\n".encode()
        assert open_checkpoint(shown.cosigned, log_key(ORIGIN)).checkpoint.size == 3


def test_the_record_goes_on_after_a_new_time(place: Place) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        custody.retime(3, timed(custody.head().checkpoint, 100))
        custody.append(3, [act(1, 3)], timed(signed(leaves(acts(1, 0, 4))), 100))
        assert times(custody.head().checkpoint) == (100,)
        custody.retime(4, timed(custody.head().checkpoint, 160))
        assert times(custody.head().checkpoint) == (100, 160)


def test_a_head_that_is_no_longer_the_newest_is_not_timed(place: Place) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        for size in (2, 4):
            note = timed(signed(leaves(acts(1, 0, size))), 100)
            with pytest.raises(StaleHeadError, match="read the head again"):
                custody.retime(size, note)
        assert times(custody.head().checkpoint) == ()


def test_a_time_that_is_not_later_is_refused(place: Place) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        note = custody.head().checkpoint
        custody.retime(3, timed(note, 100))
        for time in (99, 100):
            with pytest.raises(StaleHeadError, match="sign with a later time"):
                custody.retime(3, timed(note, time))
        assert times(custody.head().checkpoint) == (100,)


def test_a_larger_head_is_never_kept_with_an_earlier_time_than_a_smaller_one(place: Place) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as one, opened(place) as two:
        two.retime(3, timed(two.head().checkpoint, 100))
        with pytest.raises(StaleHeadError, match="timed meanwhile"):
            one.append(3, [act(1, 3)], timed(signed(leaves(acts(1, 0, 4))), 99))
        assert one.head().size == 3
        one.append(3, [act(1, 3)], timed(signed(leaves(acts(1, 0, 4))), 100))


@pytest.mark.parametrize(
    "note",
    [
        signed(leaves(acts(1, 0, 3))),
        timed(signed(leaves(acts(1, 0, 2))), 100),
        timed(signed(leaves(acts(2, 0, 3))), 100),
    ],
    ids=["no time", "another size", "another history"],
)
def test_what_is_not_the_same_head_with_a_time_is_not_kept(place: Place, note: bytes) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        before = custody.head()
        with pytest.raises(ValueError, match=r"checkpoint|timed"):
            custody.retime(3, note)
        assert custody.head() == before


GUARDED = {
    "a time for an earlier head": "INSERT INTO retimed VALUES ('{o}', 3, 1, {p})",
    "a time out of its turn": "INSERT INTO retimed VALUES ('{o}', 4, 3, {p})",
    "a time again": "INSERT INTO retimed VALUES ('{o}', 4, 1, {p})",
    "update of a time": "UPDATE retimed SET checkpoint = {p}",
    "deleting a time": "DELETE FROM retimed",
}


@pytest.mark.parametrize("change", GUARDED)
def test_the_guards_refuse_every_change_of_times_past_the_depositary(
    place: Place, change: str
) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        custody.append(3, [act(1, 3)], signed(leaves(acts(1, 0, 4))))
        custody.retime(4, timed(custody.head().checkpoint, 100))
        before = custody.head()
    statement = GUARDED[change].format(o=ORIGIN, p=place.parameter)
    with pytest.raises(place.faults):
        place.run(statement, [b"x"] * statement.count(place.parameter))
    with opened(place) as custody:
        assert custody.head() == before


def test_an_insert_that_replaces_a_time_is_refused_by_a_file(place: Place) -> None:
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        custody.retime(3, timed(custody.head().checkpoint, 100))
    if place.kind == "sqlite":
        with pytest.raises(place.faults, match="one time after another"):
            place.run("REPLACE INTO retimed VALUES (?, 3, 1, ?)", [ORIGIN, b"x"])
    with opened(place) as custody:
        assert times(custody.head().checkpoint) == (100,)


def test_every_head_that_was_cosigned_is_shown_with_its_lines(place: Place) -> None:
    begin(place, seed=1, size=2)
    with opened(place) as custody:
        first = custody.head().checkpoint
        custody.add_cosignatures(2, [line(first, 70), line(first, 50)])
        custody.append(2, acts(1, 2, 4), signed(leaves(acts(1, 0, 4))))
        custody.append(4, acts(1, 4, 5), signed(leaves(acts(1, 0, 5))))
        last = custody.head().checkpoint
        custody.add_cosignatures(5, [line(last, 90)])
        custody.retime(5, timed(last, 100))
        shown = custody.cosigned()
        assert list(custody.cosigned(3)) == list(custody.cosigned(5)) == list(shown[1:])
        assert list(custody.cosigned(6)) == []
    assert [head.size for head in shown] == [2, 5]
    assert shown[0].cosigned == first + f"{line(first, 50)}\n".encode()
    assert shown[1].cosigned == timed(last, 100) + f"{line(last, 90)}\n".encode()


def test_a_record_without_cosignatures_shows_no_cosigned_head(place: Place) -> None:
    begin(place, seed=1, size=2)
    with opened(place) as custody:
        assert list(custody.cosigned()) == []


def test_a_head_that_never_was_is_told_as_such_when_it_is_timed(place: Place) -> None:
    begin(place, seed=1)
    with opened(place) as custody, pytest.raises(RecordError, match="it has 0 acts"):
        custody.retime(7, timed(signed(leaves(acts(1, 0, 7))), 100))
