"""The door: what is hostile is refused, with clause, reason and remedy; nothing is entered."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.acts import START, log_signer
from tests.record.hostile import HOSTILE, Hostile, plain
from tests.secretariat.offices import LOG, host_of, in_file, office

from dipoli.faults import RecordError
from dipoli.record import forms
from dipoli.record.door_proofs import false_head, unjust_refusal
from dipoli.record.proof_parts import timed_by_host
from dipoli.record.proofs import verify_proof
from dipoli.record.receipt import read_receipt, read_refusal
from dipoli.record.rules import say_only
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import read_time, write_time
from dipoli.secretariat.receive import Receipted, Refused, decide


@pytest.mark.parametrize("row", HOSTILE, ids=lambda row: f"{row.clause}: {row.wrong}")
def test_a_hostile_act_gets_a_signed_refusal_and_is_not_entered(
    row: Hostile, tmp_path: Path
) -> None:
    desk = row.table()
    log = log_signer(host=host_of(desk))
    custody = in_file(desk, tmp_path)
    door = office(custody, log=log)
    before = custody.head(), door.standing
    entry, body = row.make(desk)
    at = read_time(row.at or desk.time())
    answer = door.receive(entry, body, at)
    assert isinstance(answer, Refused)
    refusal = read_refusal(answer.note, log.verifier)
    assert refusal.ruling == answer.ruling
    assert refusal.ruling.clause == row.clause
    assert min(len(refusal.ruling.why), len(refusal.ruling.remedy)) > 10
    assert refusal.digest == hashlib.sha256(entry).digest()
    assert refusal.body == (None if body is None else hashlib.sha256(body).digest())
    assert (refusal.size, refusal.root) == (desk.standing.size, desk.standing.root)
    acts = [(one.entry, one.body) for one in desk.entered]
    with pytest.raises(RecordError, match="proves nothing"):
        verify_proof(unjust_refusal(answer.note, entry, body, acts), log.verifier)
    with pytest.raises(RecordError, match="proves nothing"):
        verify_proof(
            false_head(answer.note, before[0].checkpoint, list(desk.standing.leaves), refusal.size),
            log.verifier,
        )
    assert (custody.head(), door.standing) == before
    custody.close()


@settings(max_examples=200, deadline=None)
@given(entry=st.binary(max_size=300), body=st.none() | st.binary(max_size=100))
def test_whatever_bytes_come_the_answer_is_a_refusal(entry: bytes, body: bytes | None) -> None:
    answer = decide(
        plain().standing,
        entry,
        body,
        at="2030-03-01T10:09:00Z",
        forum_rule=say_only,
        own=LOG.verifier,
    )
    assert isinstance(answer, OutOfOrder)


def test_an_office_whose_clock_was_set_back_contradicts_no_time_that_it_signed(
    tmp_path: Path,
) -> None:
    """Its clock ran a month ahead, and was set right: acts are received no earlier than before."""
    desk = plain()
    custody = in_file(desk, tmp_path)
    door, month = office(custody), START + timedelta(days=30)
    door.retime(month)
    timely = desk.write(forms.SAY, "XAL", {"text": "In time"})
    answer = door.receive(timely.entry, timely.body, START + timedelta(hours=1))
    assert isinstance(answer, Refused)
    refusal = read_refusal(answer.note, LOG.verifier)
    assert (refusal.ruling.clause, refusal.time) == ("R11", write_time(month))
    late = desk.write(forms.SAY, "XAL", {"text": "Then"}, time=write_time(month))
    given = door.receive(late.entry, late.body, START + timedelta(hours=1))
    assert isinstance(given, Receipted)
    assert read_receipt(given.receipt, LOG.verifier).received == write_time(month)
    assert timed_by_host(given.checkpoint, LOG.verifier) == (int(month.timestamp()),)
    custody.close()


def test_a_time_without_a_zone_is_our_own_fault(tmp_path: Path) -> None:
    custody = in_file(plain(), tmp_path)
    with pytest.raises(ValueError, match="time zone"):
        office(custody).receive(b"", None, START.replace(tzinfo=None))
    custody.close()
