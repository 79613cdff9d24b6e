"""Parcels: one act on its way, in exactly one spelling."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.faults import MalformedError
from dipoli.record.body import BODY_BYTES
from dipoli.record.canon import ENTRY_BYTES
from dipoli.record.parcel import PARCEL_BYTES, Parcel, read_parcel, write_parcel


def test_a_parcel_is_the_json_that_its_form_says() -> None:
    assert write_parcel(Parcel(entry=b"ab", body=b"c")) == b'{"body":"Yw==","entry":"YWI="}'
    assert read_parcel(b'{"body":null,"entry":""}') == Parcel(entry=b"", body=None)


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"{}",
        b"null",
        b'{"entry":"YWI="}',
        b'{"body":null,"entry":null}',
        b'{"body":null,"entry":"YWI"}',
        b'{"body":null,"entry":"YWJ="}',
        b'{"entry":"YWI=","body":null}',
        b'{"body":null,"entry":"YWI="} ',
        b'{"body":null,"entry":"YWI=","more":1}',
        b'{"body":null,"body":null,"entry":"YWI="}',
        b'{"body":7,"entry":"YWI="}',
        b"\xff",
    ],
)
def test_anything_else_is_malformed(wrong: bytes) -> None:
    with pytest.raises(MalformedError):
        read_parcel(wrong)


def test_a_fault_of_a_parcel_is_told_of_the_file_and_not_of_an_act() -> None:
    with pytest.raises(MalformedError) as raised:
        read_parcel(b'{"body":7,"entry":"YWI="}')
    (finding,) = raised.value.findings
    assert (finding.file, finding.where) == ("file of an act", "body")
    assert finding.mend == "copy it again from the node or the office that wrote it"


def test_the_longest_act_fits_and_a_longer_file_is_not_read() -> None:
    longest = Parcel(entry=bytes(ENTRY_BYTES), body=bytes(BODY_BYTES))
    data = write_parcel(longest)
    assert len(data) <= PARCEL_BYTES
    assert read_parcel(data) == longest
    with pytest.raises(MalformedError):
        read_parcel(bytes(PARCEL_BYTES + 1))


@given(st.binary(), st.none() | st.binary())
def test_what_was_written_is_read_again(entry: bytes, body: bytes | None) -> None:
    parcel = Parcel(entry=entry, body=body)
    assert read_parcel(write_parcel(parcel)) == parcel


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_the_declared_fault(data: bytes) -> None:
    with contextlib.suppress(MalformedError):
        assert write_parcel(read_parcel(data)) == data


def test_a_parcel_has_room_for_the_longest_entry_and_body_and_no_more() -> None:
    """Of 1,114,111 bytes base64 makes a third more; the keys around take some 40."""
    assert PARCEL_BYTES == 1_485_481 + 64
    longest = Parcel(entry=bytes(ENTRY_BYTES), body=bytes(BODY_BYTES))
    assert read_parcel(write_parcel(longest)) == longest
    with pytest.raises(MalformedError):
        read_parcel(write_parcel(Parcel(entry=b"", body=bytes(PARCEL_BYTES * 3 // 4))))
