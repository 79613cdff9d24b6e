"""Go's own implementation and ours accept each other's notes, tiles and proofs."""

from __future__ import annotations

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.record.campaigns import changed_bytes
from tests.record.oracle import ask as oracle_module
from tests.record.oracle.ask import MISSING, SOURCES, ask, oracle, random_log_agrees

from dipoli.faults import DipoliError
from dipoli.record.canon import to_base64
from dipoli.record.checkpoint import Checkpoint, write_checkpoint
from dipoli.record.note import open_checkpoint, sign_note, write_note
from dipoli.record.tree import leaf_hash
from dipoli.record.verifier import Signer, write_key


@pytest.mark.parametrize("seed", range(20))
def test_go_and_the_record_agree_on_a_random_log(seed: int) -> None:
    random_log_agrees(seed)


def test_what_we_accept_go_accepts() -> None:
    """We are never laxer; where we are stricter is written in the reference of the format."""
    dice = random.Random(7)
    log = Signer(name="lake.example/plenary", key=Ed25519PrivateKey.from_private_bytes(bytes(32)))
    head = Checkpoint(origin=log.name, size=3, root=leaf_hash(b"x"))
    note = write_note(sign_note(write_checkpoint(head), log))
    told = [changed_bytes(dice, note) for _ in range(300)] + [note, note + note.split(b"\n\n")[1]]
    accepted = 0
    for data in told:
        refused = "error" in ask(do="open", note=data, keys=[write_key(log.verifier)])
        try:
            open_checkpoint(data, log.verifier)
        except DipoliError:
            continue
        assert not refused, data
        accepted += 1
    assert accepted == 2


def test_go_lets_stray_bits_of_base64_pass_and_we_do_not() -> None:
    """A key of 33 bytes has no stray bits; a signature of 68 bytes has two."""
    log = Signer(name="lake.example/plenary", key=Ed25519PrivateKey.from_private_bytes(bytes(32)))
    head = Checkpoint(origin=log.name, size=3, root=leaf_hash(b"x"))
    note = write_note(sign_note(write_checkpoint(head), log))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = note.decode()[-3]
    stray = note[:-3] + letters[letters.index(last) + 1].encode() + note[-2:]
    assert "error" not in ask(do="open", note=stray, keys=[write_key(log.verifier)])
    with pytest.raises(DipoliError, match="standard base64"):
        open_checkpoint(stray, log.verifier)


def test_the_oracle_refuses_what_is_wrong() -> None:
    assert ask(do="open", note=b"no note")["error"] == "malformed note"
    assert ask(do="sing")["error"] == 'unknown job "sing"'
    assert "malformed verifier id" in ask(do="open", note=b"", keys=["key"])["error"]
    assert to_base64(b"") == ""


def test_a_missing_system_package_is_told_with_the_command_that_mends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(oracle_module, "SOURCES", SOURCES / "gone")
    with pytest.raises(RuntimeError, match="scripts/system-packages"):
        oracle.__wrapped__()
    assert (oracle_module.HERE.parents[2] / MISSING.split()[-1]).is_file()
