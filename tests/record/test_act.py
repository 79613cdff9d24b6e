"""Acts: bytes that say who did what in whose name, and nothing else."""

from __future__ import annotations

import json

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.record.acts import at_work, seed

from dipoli.faults import MalformedError
from dipoli.record import forms
from dipoli.record.act import (
    Envelope,
    Seen,
    Signature,
    Trace,
    entry_of,
    quick_entry,
    read_entry,
    read_trace,
    signed_bytes,
    write_entry,
)
from dipoli.record.canon import Json, read_canonical
from dipoli.record.shape import read_time, write_time
from dipoli.record.tree import EMPTY_ROOT, leaf_hash

ENVELOPE = Envelope(
    forum="lake.example/talks",
    circle="plenary",
    name="note.say/1",
    by="XAL",
    entered_by="XAL",
    role="head",
    seq=0,
    prev=None,
    object="P1",
    deadline=None,
    body_hash=None,
    seen=Seen(size=0, root=EMPTY_ROOT),
    time="2030-03-01T10:00:00Z",
    nonce=bytes(16),
)
WRITTEN = (
    b'{"act":{"body_hash":null,"by":"XAL","circle":"plenary","deadline":null,"entered_by":"XAL",'
    b'"forum":"lake.example/talks","name":"note.say/1","nonce":"AAAAAAAAAAAAAAAAAAAAAA==",'
    b'"object":"P1","prev":null,"role":"head",'
    b'"seen":{"root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","size":0},"seq":0,'
    b'"time":"2030-03-01T10:00:00Z","v":1},'
    b'"signatures":[{"alg":"ed25519","key":"AAAAAAAAAAAAAAAAAAAAAA==","signature":"AAA="}]}'
)
SIGNATURE = Signature(alg="ed25519", key="AAAAAAAAAAAAAAAAAAAAAA==", signature=bytes(2))


def test_an_entry_is_written_as_the_specification_shows_it() -> None:
    assert write_entry(ENVELOPE, [SIGNATURE]) == WRITTEN


def test_what_was_written_is_read_again() -> None:
    entry = read_entry(WRITTEN)
    assert (entry.envelope, entry.signatures) == (ENVELOPE, (SIGNATURE,))
    assert (entry.data, entry.leaf) == (WRITTEN, leaf_hash(WRITTEN))


def test_signatures_are_over_the_domain_and_the_envelope_as_it_came() -> None:
    expected = b"dipoli/act/v1\n" + WRITTEN[7 : WRITTEN.index(b',"signatures"')]
    assert signed_bytes(ENVELOPE) == expected == read_entry(WRITTEN).signed


def test_an_id_that_looks_like_the_list_of_signatures_changes_nothing() -> None:
    envelope = evolve(ENVELOPE, object='","signatures":[')
    entry = read_entry(write_entry(envelope, [SIGNATURE]))
    assert entry.signed == signed_bytes(envelope)


def test_the_name_of_the_record_is_forum_and_circle() -> None:
    assert ENVELOPE.origin == "lake.example/talks/plenary"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("v", 0),
        ("forum", "Lake.example"),
        ("forum", "lake.example/"),
        ("circle", "plenary/2"),
        ("name", "note.say/0"),
        ("name", "note.say/1\n"),
        ("by", "X"),
        ("by", "XABCDEFGHIJ"),
        ("role", ""),
        ("seq", 2**53),
        ("prev", ""),
        ("object", "a b"),
        ("object", "x" * 201),
        ("deadline", "2030-13-01T00:00:00Z"),
        ("time", "2030-03-01T24:00:00Z"),
        ("time", "2030-03-01T10:00:60Z"),
        ("time", "\u0662030-03-01T10:00:00Z"),
        ("seen", {"size": 0}),
        ("nonce", "AAAAAAAAAAAAAAAAAAAAAA"),
    ],
)
def test_a_value_of_another_form_is_refused_with_its_place(key: str, value: Json) -> None:
    changed = json.loads(WRITTEN)
    changed["act"][key] = value
    data = json.dumps(changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    with pytest.raises(MalformedError) as caught:
        read_entry(data)
    assert caught.value.findings[0].where.startswith(f"act.{key}") or key == "seq"


def test_the_secretariat_may_have_its_usual_code() -> None:
    envelope = evolve(ENVELOPE, by="SECRETARIAT", entered_by="SECRETARIAT")
    assert read_entry(write_entry(envelope, [SIGNATURE])).envelope == envelope


def test_times_are_moments_of_utc() -> None:
    moment = read_time("2030-03-01T10:00:00Z")
    assert moment.timestamp() == 1_898_589_600  # date -u -d 2030-03-01T10:00:00Z +%s
    assert write_time(moment) == "2030-03-01T10:00:00Z"


# ---------------------------------------------------------------- properties

ENVELOPES = st.builds(
    Envelope,
    forum=st.just("lake.example/talks"),
    circle=st.just("plenary"),
    name=st.sampled_from(sorted(forms.FORMS)),
    by=st.sampled_from(["XAL", "XBE", "SECRETARIAT"]),
    entered_by=st.sampled_from(["XAL", "XBE", "SECRETARIAT"]),
    role=st.just("head"),
    seq=st.integers(0, 2**53 - 1),
    prev=st.none() | st.binary(min_size=32, max_size=32),
    object=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=200),
    deadline=st.none() | st.just("2030-03-04T10:00:00Z"),
    body_hash=st.none() | st.binary(min_size=32, max_size=32),
    seen=st.builds(Seen, size=st.integers(0, 9), root=st.binary(min_size=32, max_size=32)),
    time=st.just("2030-03-01T10:00:00Z"),
    nonce=st.binary(min_size=16, max_size=16),
)
SIGNATURES = st.lists(
    st.builds(
        Signature,
        alg=st.sampled_from(["ed25519", "mldsa44"]),
        key=st.just(SIGNATURE.key),
        signature=st.binary(max_size=64),
    ),
    max_size=4,
)


@given(ENVELOPES, SIGNATURES)
def test_read_is_the_inverse_of_write(envelope: Envelope, signatures: list[Signature]) -> None:
    data = write_entry(envelope, signatures)
    entry = read_entry(data)
    assert (entry.envelope, list(entry.signatures)) == (envelope, signatures)
    assert entry.signed == signed_bytes(envelope)
    assert quick_entry(data) == entry == entry_of(read_canonical(data), data)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_the_declared_fault(data: bytes) -> None:
    with pytest.raises(MalformedError):
        read_entry(data)


@given(ENVELOPES, SIGNATURES, st.data())
def test_the_quick_way_reads_what_the_slow_way_reads_and_nothing_else(
    envelope: Envelope, signatures: list[Signature], data: st.DataObject
) -> None:
    """An entry with a stretch of bytes put in place of another, now and then still one."""
    whole = write_entry(envelope, signatures)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(start + 4, len(whole))))
    put = data.draw(st.binary(max_size=4) | st.sampled_from(BITS))
    changed = whole[:start] + put + whole[end:]
    try:
        slow = entry_of(read_canonical(changed), changed)
    except MalformedError:
        slow = None
    assert quick_entry(changed) == slow


BITS = [b"A", b"=", b"Q", b"null", b"0", b"9", b'"', b"\\", b'\\"', b"/", b",", b"]", b"2", b"-"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seq", 2**53),
        ("seen", {"size": 2**53, "root": "A" * 43 + "="}),
        ("v", 2),
        ("object", "\x7f"),
    ],
)
def test_the_quick_way_leaves_to_the_slow_way_what_it_does_not_read(key: str, value: Json) -> None:
    changed = json.loads(WRITTEN)
    changed["act"][key] = value
    data = json.dumps(changed, sort_keys=True, separators=(",", ":")).encode()
    assert quick_entry(data) is None


def test_the_quick_way_keeps_to_the_length_of_an_entry_and_of_its_list() -> None:
    long = evolve(SIGNATURE, signature=bytes(50_000))
    assert quick_entry(write_entry(ENVELOPE, [long])) is None
    many = [evolve(SIGNATURE, alg="a", signature=b"")] * 1001
    assert quick_entry(write_entry(ENVELOPE, many)) is None
    assert quick_entry(write_entry(ENVELOPE, many[1:])) is not None


def test_two_acts_of_the_same_text_have_different_leaves() -> None:
    desk = at_work(2)
    one = desk.write(forms.SAY, "XAL", {"text": "Yes"})
    other = desk.write(forms.SAY, "XAL", {"text": "Yes"}, nonce=seed("another")[:16])
    assert leaf_hash(one.entry) != leaf_hash(other.entry)


def test_a_trace_is_what_the_whole_entry_says() -> None:
    for written in at_work(5).entered:
        act = read_entry(written.entry).envelope
        assert read_trace(written.entry) == Trace(
            name=act.name, by=act.by, seq=act.seq, seen=act.seen.size, time=act.time
        )


@given(st.binary(max_size=300))
def test_what_is_no_entry_leaves_no_trace(data: bytes) -> None:
    with pytest.raises(MalformedError):
        read_trace(data)
    with pytest.raises(MalformedError):
        read_trace(WRITTEN + data + b"\xff")
