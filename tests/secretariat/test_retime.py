"""An idle head is timed anew, by an office that sits alone or beside another."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.depositary.places import Place
from tests.record.acts import OFFICE, START, Desk, at_work, log_signer
from tests.record.hostile import moved
from tests.secretariat.keepers import Through
from tests.secretariat.offices import LOG, entered, in_file, kept, office, when

from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import RecordError, StaleHeadError
from dipoli.record import forms
from dipoli.record.note import open_checkpoint
from dipoli.record.proof_parts import timed_by_host
from dipoli.record.proofs import rollback, verify_proof

HOUR = timedelta(hours=1)


def times(note: bytes) -> tuple[int, ...]:
    return timed_by_host(note, LOG.verifier)


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def test_an_idle_head_is_signed_again_with_the_time_of_now(place: Place) -> None:
    desk = at_work(4)
    with closing(kept(desk, place)) as custody:
        at_desk = office(custody)
        for minutes in (60, 61, 62):
            at = START + timedelta(minutes=minutes)
            head = at_desk.retime(at)
            assert times(head.checkpoint) == (seconds(at),)
            opened = open_checkpoint(head.checkpoint, LOG.verifier).checkpoint
            assert (opened.size, opened.root) == (desk.standing.size, desk.standing.root)
        assert custody.head() == head
    with closing(place.open_("lake.example/talks/plenary")) as custody:
        assert office(custody).custody.head() == head


def test_a_head_without_acts_is_timed_too(tmp_path: Path) -> None:
    with closing(in_file(Desk(), tmp_path)) as custody:
        head = office(custody).retime(START + HOUR)
        assert times(head.checkpoint) == (seconds(START + HOUR),)


def test_a_clock_that_was_set_back_gives_no_earlier_time(tmp_path: Path) -> None:
    with closing(in_file(at_work(4), tmp_path)) as custody:
        at_desk = office(custody)
        first = at_desk.retime(START + HOUR)
        assert at_desk.retime(START) == first
        assert office(custody).retime(START) == first


def test_the_next_head_is_never_timed_before_the_last_time_of_the_one_before(
    tmp_path: Path,
) -> None:
    desk = at_work(4)
    with closing(in_file(desk, tmp_path)) as custody:
        at_desk = office(custody)
        idle = at_desk.retime(START + HOUR).checkpoint
        written = desk.write(forms.SAY, "XAL", {"text": "After the break"})
        answer = entered(at_desk, written)  # its clock was set back by most of an hour
        assert when(written) < START + HOUR
        assert times(answer.checkpoint) == (seconds(START + HOUR),)
        with pytest.raises(RecordError, match="no smaller head is timed later"):
            verify_proof(rollback(answer.checkpoint, idle), LOG.verifier)


def test_two_offices_on_one_record_time_it_without_contradicting_each_other(place: Place) -> None:
    desk = at_work(4)
    with (
        closing(kept(desk, place)) as one,
        closing(place.open_("lake.example/talks/plenary")) as two,
    ):
        first, second = office(one), office(two)
        second.retime(START + 2 * HOUR)
        assert times(first.retime(START + HOUR).checkpoint) == (seconds(START + 2 * HOUR),)
        answer = entered(first, desk.write(forms.SAY, "XAL", {"text": "Here"}))
        assert times(answer.checkpoint) == (seconds(START + 2 * HOUR),)


class _Busy(Through):
    """Another always times the head first."""

    def retime(self, size: int, checkpoint: bytes) -> None:  # noqa: ARG002 - a keeper's face
        message = "the head was timed meanwhile"
        raise StaleHeadError(message)


def test_an_office_that_always_comes_second_says_so(tmp_path: Path) -> None:
    with (
        closing(in_file(at_work(4), tmp_path)) as custody,
        pytest.raises(StaleHeadError, match="meanwhile"),
    ):
        office(_Busy(custody)).retime(START + HOUR)


def test_after_custody_moved_the_old_office_times_nothing(tmp_path: Path) -> None:
    with closing(in_file(moved(), tmp_path)) as custody:
        before = custody.head()
        with pytest.raises(RecordError, match="custody has moved"):
            office(custody).retime(START + HOUR)
        assert custody.head() == before
        new = office(custody, log=log_signer(host="second-host"), code=OFFICE)
        assert new.retime(START + HOUR).size == before.size


def test_the_time_is_published_with_the_head(tmp_path: Path) -> None:
    with closing(in_file(at_work(4), tmp_path)) as custody:
        at_desk, files = office(custody), StaticFiles(tmp_path / "static")
        files.publish(custody)
        at_desk.retime(START + HOUR)
        files.publish(custody)
        assert times(files.head().checkpoint) == (seconds(START + HOUR),)
