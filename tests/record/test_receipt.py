"""Receipts and refusals: signed, for one record, of one form."""

from __future__ import annotations

import hashlib

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.record.acts import ORIGIN, log_signer, seed, signing

from dipoli.faults import CredentialError, MalformedError
from dipoli.record.canon import to_base64
from dipoli.record.checkpoint import Checkpoint
from dipoli.record.note import Signer, read_note, sign_note, write_note
from dipoli.record.receipt import (
    Receipt,
    read_receipt,
    read_refusal,
    refusal_of,
    write_receipt,
    write_refusal,
)
from dipoli.record.ruling import OutOfOrder

RECEIPT = Receipt(
    origin=ORIGIN,
    leaf=seed("leaf"),
    received="2030-03-01T10:00:00Z",
    deadline="2030-03-01T10:01:00Z",
)
RULING = OutOfOrder(clause="R12", why="XZZ does not sit here.", remedy="Add a seat first.")
LOG = log_signer()
HEAD = Checkpoint(origin=ORIGIN, size=3, root=seed("root"))


def test_a_receipt_is_a_signed_note_of_five_lines() -> None:
    note = read_note(write_receipt(RECEIPT, LOG))
    leaf = to_base64(seed("leaf"))
    assert note.text == (
        f"dipoli/receipt/v1\n{ORIGIN}\n{leaf}\n2030-03-01T10:00:00Z\n2030-03-01T10:01:00Z\n"
    )


def test_a_receipt_is_read_again_by_who_knows_the_log_key() -> None:
    assert read_receipt(write_receipt(RECEIPT, LOG), LOG.verifier) == RECEIPT


def test_a_refusal_says_of_what_bytes_under_which_clause_and_why() -> None:
    refusal = refusal_of(b"bytes that came", b"a body", RULING, "2030-03-01T10:00:00Z", HEAD)
    assert refusal.digest == hashlib.sha256(b"bytes that came").digest()
    assert refusal.body == hashlib.sha256(b"a body").digest()
    assert (refusal.size, refusal.root) == (HEAD.size, HEAD.root)
    data = write_refusal(refusal, LOG)
    assert read_refusal(data, LOG.verifier) == refusal
    assert read_note(data).text.splitlines()[-3:] == ["R12", RULING.why, RULING.remedy]


def test_a_refusal_says_when_no_body_came() -> None:
    nothing = refusal_of(b"entry", None, RULING, "2030-03-01T10:00:00Z", HEAD)
    empty = refusal_of(b"entry", b"", RULING, "2030-03-01T10:00:00Z", HEAD)
    digest = to_base64(hashlib.sha256(b"entry").digest())
    assert read_note(write_refusal(nothing, LOG)).text == (
        f"dipoli/refusal/v1\n{ORIGIN}\n{digest}\n-\n3\n{to_base64(seed('root'))}\n"
        f"2030-03-01T10:00:00Z\nR12\n{RULING.why}\n{RULING.remedy}\n"
    )
    assert read_refusal(write_refusal(nothing, LOG), LOG.verifier).body is None
    assert read_refusal(write_refusal(empty, LOG), LOG.verifier) == empty != nothing


def test_a_refusal_cannot_be_split_into_other_lines_by_what_it_quotes() -> None:
    ruling = OutOfOrder(clause="R2", why="Found: a\nR1\r\u2028b\x1b.", remedy="Mend it.")
    refusal = refusal_of(b"", b"", ruling, "2030-03-01T10:00:00Z", HEAD)
    assert read_refusal(write_refusal(refusal, LOG), LOG.verifier).ruling == ruling
    assert ruling.why == "Found: a R1  b ."


def test_a_paper_of_another_key_is_refused() -> None:
    stranger = Signer(name=ORIGIN, key=signing("stranger"))
    with pytest.raises(CredentialError):
        read_receipt(write_receipt(RECEIPT, stranger), LOG.verifier)


def test_a_paper_for_another_record_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be signed"):
        write_receipt(evolve(RECEIPT, origin="lake.example/other"), LOG)
    text = read_note(write_receipt(RECEIPT, LOG)).text.replace(ORIGIN, "lake.example/other")
    with pytest.raises(CredentialError, match="not for"):
        read_receipt(write_note(sign_note(text, LOG)), LOG.verifier)


def test_a_receipt_is_no_refusal_and_a_refusal_no_receipt() -> None:
    refusal = refusal_of(b"", None, RULING, "2030-03-01T10:00:00Z", HEAD)
    with pytest.raises(MalformedError):
        read_receipt(write_refusal(refusal, LOG), LOG.verifier)
    with pytest.raises(MalformedError):
        read_refusal(write_receipt(RECEIPT, LOG), LOG.verifier)


@pytest.mark.parametrize(
    "change",
    [
        evolve(RECEIPT, received="today"),
        evolve(RECEIPT, deadline="2030-03-01T10:00:00Z"),
        evolve(RECEIPT, deadline="2030"),
    ],
)
def test_a_promise_without_a_time_is_none(change: Receipt) -> None:
    with pytest.raises(MalformedError):
        write_receipt(change, LOG)


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_any_changed_bit_of_a_receipt_is_refused(place: int, bit: int) -> None:
    data = bytearray(write_receipt(RECEIPT, LOG))
    data[place % len(data)] ^= 1 << bit
    with pytest.raises((MalformedError, CredentialError)):
        read_receipt(bytes(data), LOG.verifier)


def noted(*lines: str) -> bytes:
    """A note of any lines, signed by the log key."""
    return write_note(sign_note("".join(f"{one}\n" for one in lines), LOG))


GOOD = (
    "dipoli/receipt/v1",
    ORIGIN,
    to_base64(seed("leaf")),
    "2030-03-01T10:00:00Z",
    "2030-03-01T10:01:00Z",
)


def test_the_lines_of_a_good_receipt_are_read() -> None:
    assert read_receipt(noted(*GOOD), LOG.verifier) == RECEIPT


@pytest.mark.parametrize(
    "lines",
    [
        ("dipoli/receipt/v2", *GOOD[1:]),
        (*GOOD, "one more"),
        GOOD[:-1],
        (*GOOD[:3], "2030-03-01", GOOD[4]),
        (*GOOD[:4], "2030-03-32T10:01:00Z"),
        (*GOOD[:3], GOOD[4], GOOD[3]),
        (*GOOD[:4], GOOD[3]),
    ],
    ids=["another form", "too long", "too short", "no time", "no day", "too early", "at once"],
)
def test_a_signed_note_of_another_form_is_no_receipt(lines: tuple[str, ...]) -> None:
    with pytest.raises(MalformedError):
        read_receipt(noted(*lines), LOG.verifier)


def test_a_refusal_of_another_record_or_at_no_time_is_not_signed() -> None:
    good = refusal_of(b"act", None, RULING, "2030-03-01T10:00:00Z", HEAD)
    with pytest.raises(ValueError, match="cannot be signed by the key of"):
        write_refusal(evolve(good, origin="lake.example/other"), LOG)
    with pytest.raises(MalformedError):
        write_refusal(evolve(good, time="at noon"), LOG)


@pytest.mark.parametrize(
    "receipt",
    [evolve(RECEIPT, received="1999"), evolve(RECEIPT, deadline="9999")],
    ids=["received", "deadline"],
)
def test_a_receipt_at_no_time_is_not_signed(receipt: Receipt) -> None:
    with pytest.raises(MalformedError):
        write_receipt(receipt, LOG)
