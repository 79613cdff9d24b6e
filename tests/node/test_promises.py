"""What the host promised or refused, held against what it then shows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve
from tests.node.hosts import NOW, Delegation, Host, kinds
from tests.record.acts import ORIGIN, Written, at_work, log_signer, seed

from dipoli.faults import CredentialError, RecordError
from dipoli.node.alarm import AlarmKind
from dipoli.record import forms
from dipoli.record.checkpoint import Checkpoint
from dipoli.record.proofs import verify_proof
from dipoli.record.receipt import Receipt, refusal_of, write_receipt, write_refusal
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.tree import leaf_hash

HOUR = timedelta(hours=1)


@pytest.fixture
def one(tmp_path: Path) -> Delegation:
    """A delegation that has looked once."""
    found = Delegation(folder=tmp_path, host=Host(desk=at_work(3)).publish())
    found.host.cosigned("XBE", "XCE")
    assert not kinds(found.look())
    return found


def written(one: Delegation, text: str = "Promised") -> Written:
    return one.host.desk.write(forms.SAY, "XAL", {"text": text})


def receipt(act: Written, leaf: bytes | None = None, host: str = "first-host") -> bytes:
    said = Receipt(
        origin=log_signer().name,
        leaf=leaf or leaf_hash(act.entry),
        received=write_time(NOW),
        deadline=write_time(NOW + HOUR),
    )
    return write_receipt(said, log_signer(host=host))


def refusal(act: Written, clause: str, by: Checkpoint | None = None) -> bytes:
    ruling = OutOfOrder(clause=clause, why="It is said to be out of order.", remedy="None.")
    head = by or Checkpoint(origin=ORIGIN, size=4, root=at_work(3).standing.root)
    said = refusal_of(act.entry, act.body, ruling, write_time(NOW), head)
    return write_refusal(said, log_signer())


def answered(one: Delegation, act: Written, note: bytes, head: bytes | None = None) -> set[str]:
    found = one.node.answer(one.circle, act.entry, act.body, note, head, one.host.now)
    return {alarm.kind.value for alarm in found}


def test_a_promise_that_is_kept_is_forgotten(one: Delegation) -> None:
    act = written(one)
    assert answered(one, act, receipt(act)) == set()
    one.host.desk.enter(act)
    one.host.lines = []
    one.host.publish().cosigned("XBE", "XCE")
    assert not kinds(one.later().look())
    assert one.node.status(one.circle).awaited == ()
    assert not kinds(one.later(120).look())


def test_a_promise_that_is_broken_is_proven_after_its_deadline(one: Delegation) -> None:
    act = written(one)
    answered(one, act, receipt(act))
    assert not kinds(one.later(60).look())
    one.restart()
    look = one.later().look()
    assert kinds(look) == {"broken-receipt"}
    alarm = look.alarms[0]
    assert alarm.proof is not None
    assert alarm.log_key is not None
    assert "promised to enter an act" in verify_proof(alarm.proof, alarm.log_key)
    again = one.later().look()
    assert [alarm.is_new for alarm in again.alarms] == [False]


def test_a_promise_past_its_deadline_under_a_head_that_is_not_timed_has_no_proof_yet(
    one: Delegation,
) -> None:
    act = written(one)
    answered(one, act, receipt(act))
    look = one.later(63, retimed=False).look()
    assert kinds(look) == {"promise", "stale"}
    assert all(alarm.proof is None and alarm.other_way for alarm in look.alarms)


def test_a_receipt_for_another_act_is_told_at_once(one: Delegation) -> None:
    act = written(one)
    assert answered(one, act, receipt(act, leaf=bytes(32))) == {"wrong-receipt"}


def test_an_answer_that_the_host_did_not_sign_is_no_answer(one: Delegation) -> None:
    act = written(one)
    with pytest.raises(CredentialError):
        answered(one, act, receipt(act, host="somebody"))
    with pytest.raises(RecordError, match="neither a receipt nor a refusal"):
        answered(one, act, one.host.files["checkpoint"])
    with pytest.raises(RecordError, match="other bytes"):
        answered(one, act, refusal(written(one, "Another"), "R14"))


def test_no_answer_within_a_period_is_told(one: Delegation) -> None:
    act = written(one)
    one.node.sent(one.circle, act.entry, act.body, one.host.now)
    assert not kinds(one.later().look())
    look = one.later().look()
    assert kinds(look) == {"no-receipt"}
    assert "Nothing was signed." in look.alarms[0].sentence
    answered(one, act, receipt(act))
    assert not kinds(one.later().look())


def test_a_refusal_that_the_rules_bear_out_is_just(one: Delegation) -> None:
    act = one.host.desk.write(forms.SAY, "XAL", {"text": "x"}, seq=9)
    answered(one, act, refusal(act, "R14"))
    assert not kinds(one.later().look())
    assert one.node.status(one.circle).awaited == ()


def test_a_refusal_that_the_record_does_not_bear_out_is_proven(one: Delegation) -> None:
    act = written(one)
    answered(one, act, refusal(act, "R14"))
    look = one.later().look()
    assert kinds(look) == {"unjust-refusal"}
    alarm = look.alarms[0]
    assert alarm.proof is not None
    assert alarm.log_key is not None
    assert "under R14; by the acts of the head of size 4" in verify_proof(
        alarm.proof, alarm.log_key
    )
    assert one.node.status(one.circle).awaited == ()
    assert [each.is_new for each in one.later().look().alarms] == [False]


def test_a_refusal_by_a_head_that_never_was_is_proven(one: Delegation) -> None:
    act = written(one)
    answered(one, act, refusal(act, "R14", Checkpoint(origin=ORIGIN, size=3, root=seed("never"))))
    look = one.later().look()
    assert kinds(look) == {"false-head"}
    assert look.alarms[0].proof is not None


def test_a_refusal_by_a_head_that_nobody_was_shown_is_told(one: Delegation) -> None:
    act = written(one)
    answered(one, act, refusal(act, "R14", Checkpoint(origin=ORIGIN, size=99, root=seed("never"))))
    look = one.later().look()
    assert kinds(look) == {"refusal"}
    assert "names a head of 99 acts" in look.alarms[0].sentence


def test_a_refusal_of_another_body_is_not_taken_for_that_of_the_act(one: Delegation) -> None:
    act = written(one)
    with pytest.raises(RecordError, match="another body"):
        answered(one, act, refusal(evolve(act, body=b"another"), "R14"))


@pytest.mark.parametrize("clause", ["R99", "R31"])
def test_a_refusal_that_the_rules_do_not_bear_out_is_told(one: Delegation, clause: str) -> None:
    act = written(one)
    answered(one, act, refusal(act, clause))
    look = one.later().look()
    assert kinds(look) == {"refusal"}
    assert look.alarms[0].proof is None
    assert look.alarms[0].kind is AlarmKind.REFUSAL
    assert set(look.alarms[0].papers) == {"refusal", "act"}


def test_an_act_that_was_overtaken_is_justly_refused_under_the_earlier_standing(
    one: Delegation,
) -> None:
    """Refused by its number, since another machine's act came first; the mirror sees that later."""
    first, second = written(one, "First"), written(one, "Second")
    one.node.sent(one.circle, first.entry, first.body, one.host.now)
    one.host.desk.enter(first)
    by = Checkpoint(origin=ORIGIN, size=5, root=one.host.desk.standing.root)
    answered(one, second, refusal(second, "R14", by))
    one.host.lines = []
    one.host.publish().cosigned("XBE", "XCE")
    assert not kinds(one.later().look())


def test_a_head_that_came_with_an_answer_and_is_of_another_history_is_proven(
    one: Delegation,
) -> None:
    act = written(one)
    fork = at_work(2)
    fork.say("XCE", "Another third statement")
    head = one.host.head(fork.standing)
    assert answered(one, act, receipt(act), head) == {"split-view"}
