"""A witness never signs both sides of a fork, wherever it is killed."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.node.hosts import LOG, NOW, Host, head_over
from tests.record.acts import FORUM, ORIGIN, Desk, at_work, signing

from dipoli.faults import RecordError
from dipoli.node import witness as room
from dipoli.node.witness import Cosigned, Declined, Witness, begin_witness
from dipoli.record.audit_files import CHECKPOINT
from dipoli.record.note import (
    SignedNote,
    cosigner_key,
    read_note,
    read_signature,
    verify_note,
)
from dipoli.record.standing import witness_name
from dipoli.record.tree import consistency_proof

KEY, NAME = signing("XAL", "witness"), witness_name(FORUM, "XAL")
HOST = Host(desk=at_work(6))
DESK = HOST.desk


def begun(folder: Path) -> Witness:
    begin_witness(folder, ORIGIN)
    return Witness(folder, KEY, NAME)


def head(size: int, desk: Desk = DESK) -> bytes:
    standings = [*desk.past, desk.standing]
    return HOST.head(standings[size], NOW)


def other(size: int) -> bytes:
    """A head of the same size in another history."""
    desk = Desk(standing=DESK.past[size - 1], entered=DESK.entered[: size - 1])
    desk.say(desk.standing.seated[size % 4], "Another history")
    return HOST.head(desk.standing, NOW)


def proof(old: int, new: int) -> tuple[bytes, ...]:
    leaves = list(DESK.standing.leaves)[:new]
    return consistency_proof(old, leaves) if 0 < old < new else ()


def ask(witness: Witness, old: int, new: int, note: bytes | None = None) -> Cosigned | Declined:
    return witness.add_checkpoint(old, proof(old, new), note or head(new), LOG, NOW)


def code(answer: Cosigned | Declined) -> int:
    assert isinstance(answer, Declined), answer
    return answer.code


def test_a_head_that_goes_on_is_cosigned_with_a_line_that_holds(tmp_path: Path) -> None:
    witness = begun(tmp_path)
    for old, new in [(0, 3), (3, 5), (5, 5), (5, 7)]:
        answer = ask(witness, old, new)
        assert isinstance(answer, Cosigned), answer
        alone = SignedNote(
            text=read_note(head(new)).text, signatures=(read_signature(answer.line),)
        )
        signed = verify_note(alone, [cosigner_key(NAME, KEY)])
        assert signed[0].times == (int(NOW.timestamp()),)
    assert Witness(tmp_path, KEY, NAME).size == 7


def test_answers_are_those_of_the_standard(tmp_path: Path) -> None:
    witness = begun(tmp_path)
    assert code(witness.add_checkpoint(0, (), b"no note", LOG, NOW)) == 400
    stranger = Host(log="somebody").head(DESK.past[3], NOW)
    assert code(ask(witness, 0, 3, stranger)) == 403
    assert isinstance(ask(witness, 0, 5), Cosigned)
    assert code(ask(witness, 6, 5)) == 400
    assert code(ask(witness, 3, 5)) == 409
    assert code(ask(witness, 5, 5, other(5))) == 409
    assert code(witness.add_checkpoint(5, (), head(7), LOG, NOW)) == 422
    assert code(ask(witness, 5, 6, other(6))) == 422
    assert witness.size == 5
    (tmp_path / "water").mkdir()
    begin_witness(tmp_path / "water", f"{FORUM}/water")
    assert code(ask(Witness(tmp_path / "water", KEY, NAME), 0, 3)) == 404


@pytest.mark.parametrize("seconds", [-3600, -91, 31, 3600])
def test_a_head_that_the_host_did_not_time_of_late_is_declined(
    tmp_path: Path, seconds: int
) -> None:
    note = HOST.head(DESK.past[3], NOW + timedelta(seconds=seconds))
    assert code(ask(begun(tmp_path), 0, 3, note)) == 422
    assert code(ask(begun(tmp_path), 0, 3, Desk(standing=DESK.past[3]).note())) == 422


def test_a_clock_that_runs_backwards_signs_nothing(tmp_path: Path) -> None:
    witness = begun(tmp_path)
    assert isinstance(ask(witness, 0, 3), Cosigned)
    early = NOW - timedelta(seconds=20)
    assert code(witness.add_checkpoint(3, (), head(3), LOG, early)) == 422


def test_killed_between_the_disk_and_the_answer_it_signs_no_other_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(tmp_path)

    def killed(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(room, "cosign", killed)
    with pytest.raises(KeyboardInterrupt):
        ask(Witness(tmp_path, KEY, NAME), 0, 5)
    monkeypatch.undo()
    again = Witness(tmp_path, KEY, NAME)
    assert code(ask(again, 0, 5, other(5))) == 409
    assert code(ask(again, 5, 5, other(5))) == 409
    assert isinstance(ask(again, 5, 5), Cosigned)


def test_killed_before_the_disk_it_has_signed_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(tmp_path)
    signed = []

    def killed(*_words: object) -> None:
        message = "no room"
        raise OSError(message)

    monkeypatch.setattr(room, "cosign", lambda *_words: signed.append(1))
    monkeypatch.setattr(room, "write_durably", killed)
    with pytest.raises(OSError, match="no room"):
        ask(Witness(tmp_path, KEY, NAME), 0, 5)
    monkeypatch.undo()
    assert not signed
    assert Witness(tmp_path, KEY, NAME).size == 0


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"size": -1}', b"\xff"])
def test_a_witness_that_does_not_know_what_it_signed_signs_nothing(
    tmp_path: Path, data: bytes
) -> None:
    begun(tmp_path)
    (tmp_path / "witness.json").write_bytes(data)
    with pytest.raises(RecordError, match="other side of a fork"):
        ask(Witness(tmp_path, KEY, NAME), 0, 3)
    (tmp_path / "witness.json").unlink()
    with pytest.raises(RecordError, match="cannot be read"):
        ask(Witness(tmp_path, KEY, NAME), 0, 3)


def test_what_was_begun_is_not_begun_again(tmp_path: Path) -> None:
    assert isinstance(ask(begun(tmp_path), 0, 5), Cosigned)
    begin_witness(tmp_path, ORIGIN)
    assert json.loads((tmp_path / "witness.json").read_bytes())["size"] == 5


def test_an_act_more_under_a_false_proof_is_declined(tmp_path: Path) -> None:
    witness = begun(tmp_path)
    assert isinstance(ask(witness, 0, 7), Cosigned)
    longer = head_over(Host(desk=DESK), b"x").files[CHECKPOINT]
    assert code(witness.add_checkpoint(7, (), longer, LOG, NOW)) == 422


@settings(deadline=None, max_examples=60)  # each waits for the disk
@given(st.lists(st.tuples(st.integers(2, 7), st.booleans()), max_size=8))
def test_whatever_is_asked_in_whatever_order_one_history_is_signed(
    tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[int, bool]]
) -> None:
    """A host that may ask for any head of two histories, and restart the witness as it likes."""
    folder = tmp_path_factory.mktemp("witness")
    signed = list[tuple[int, bool]]()
    for size, false in asked:
        witness = begun(folder)
        answer = ask(witness, witness.size, size, other(size) if false else None)
        if isinstance(answer, Cosigned):
            signed.append((size, false))
    assert [size for size, _ in signed] == sorted(size for size, _ in signed)
    # Heads of another history share all acts but the last with the true one.
    forks = [size for size, false in signed if false]
    assert all(size == forks[0] for size, _ in signed if forks and size >= forks[0])
