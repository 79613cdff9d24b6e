"""Bodies: withheld without harm to the tree, sealed to the seats of the moment and nobody else."""

from __future__ import annotations

import hashlib
import re

import pytest
from attrs import evolve
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st
from tests.record.acts import (
    CIRCLE,
    FORUM,
    KEYED,
    OFFICE,
    ORIGIN,
    PAPER,
    Desk,
    Written,
    at_work,
    body_of,
    eventful,
    new_key,
    replay,
    sealing,
    seat,
    seed,
)

from dipoli.faults import CredentialError, MalformedError, SealedError
from dipoli.record import forms
from dipoli.record.act import read_entry, sealing_bytes
from dipoli.record.body import (
    BODY_BYTES,
    CONTENT_KEY_BYTES,
    SALT_BYTES,
    SEAL_NONCE_BYTES,
    Body,
    Chance,
    open_box,
    open_sealed,
    plain_body,
    read_body,
    read_box,
    read_plain,
    seal,
    unwrap,
    wrap,
    write_body,
)
from dipoli.record.canon import Json, canonical, from_base64, read_canonical, to_base64
from dipoli.record.keys import KeyUse
from dipoli.record.rules import rule
from dipoli.record.ruling import InOrder
from dipoli.record.standing import Standing, enter

SEATS = (*KEYED, PAPER)


def sealed_statement(text: str = "In confidence") -> tuple[Desk, Written]:
    """A sealed circle and the last statement in it."""
    desk = at_work(2, sealed=True)
    desk.do(forms.SAY, "XAL", {"text": text})
    return desk, desk.entered[-1]


def test_the_hash_of_a_body_is_salted_and_names_its_media() -> None:
    body = plain_body({"text": "Yes"}, bytes(32))
    media = hashlib.sha256(b"application/json").digest()
    told = b"dipoli/body/v1\n" + bytes(32) + media + b'{"text":"Yes"}'
    assert body.digest() == hashlib.sha256(told).digest()
    assert plain_body({"text": "Yes"}, seed(1)).digest() != body.digest()
    assert evolve(body, media="text/plain").digest() != body.digest()


def test_a_salt_has_its_length() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        plain_body(None, bytes(31))


def test_what_was_written_is_read_again() -> None:
    body = plain_body({"text": "Yes"}, seed(1))
    assert read_body(write_body(body)) == body
    assert read_plain(body) == {"text": "Yes"}


@pytest.mark.parametrize("seat_", SEATS)
def test_a_sealed_body_opens_for_each_seat_of_that_moment(seat_: str) -> None:
    _desk, written = sealed_statement()
    key = new_key(KeyUse.SEAL, seat_, "seal").id
    content = open_sealed(body_of(written), written.envelope, key, sealing(seat_, "seal"))
    assert content == {"text": "In confidence"}


def test_a_sealed_body_opens_for_nobody_else() -> None:
    _desk, written = sealed_statement()
    body, stranger = body_of(written), sealing("XZZ", "seal")
    with pytest.raises(SealedError, match="not sealed to this key"):
        open_sealed(body, written.envelope, new_key(KeyUse.SEAL, "XZZ", "seal").id, stranger)
    for key in read_box(body).to:
        with pytest.raises(SealedError, match=r"wrapped to another key.*Nothing leaked"):
            open_sealed(body, written.envelope, key, stranger)


def test_a_newcomer_opens_what_follows_and_not_what_went_before() -> None:
    desk, before = sealed_statement()
    added = seat("XEF")
    desk.consent(forms.ADD_SEAT, added, desk.standing.seated)
    desk.do(forms.ADD_SEAT, OFFICE, added)
    desk.do(forms.SAY, "XBE", {"text": "Welcome"})
    key, private = new_key(KeyUse.SEAL, "XEF", "seal").id, sealing("XEF", "seal")
    after = desk.entered[-1]
    assert open_sealed(body_of(after), after.envelope, key, private) == {"text": "Welcome"}
    with pytest.raises(SealedError):
        open_sealed(body_of(before), before.envelope, key, private)


def test_who_has_left_cannot_open_what_follows() -> None:
    desk, _before = sealed_statement()
    desk.do(forms.REMOVE_SEAT, "XCE", {"code": "XCE", "reason": "At its own wish"})
    desk.do(forms.SAY, "XAL", {"text": "Among us"})
    assert new_key(KeyUse.SEAL, "XCE", "seal").id not in read_box(body_of(desk.entered[-1])).to


def test_an_earlier_body_is_opened_to_a_newcomer_by_consent_of_all_others() -> None:
    desk, before = sealed_statement()
    index = desk.standing.size - 1
    added = seat("XEF")
    desk.consent(forms.ADD_SEAT, added, desk.standing.seated)
    desk.do(forms.ADD_SEAT, OFFICE, added)
    span: dict[str, Json] = {"to": "XEF", "from": index, "until": index + 1}
    for code in SEATS:
        desk.act(forms.CONSENT_BODY, code, span)
    mine = new_key(KeyUse.SEAL, "XAL", "seal").id
    content_key = unwrap(read_box(body_of(before)).to[mine], sealing("XAL", "seal"), ORIGIN)
    key = new_key(KeyUse.SEAL, "XEF", "seal")
    told: list[Json] = [
        {"index": index, "to": {key.id: to_base64(wrap(content_key, key.public, ORIGIN))}}
    ]
    answer = desk.do(forms.OPEN_BODY, "XAL", {**span, "keys": told})
    said = forms.read_form(forms.OPEN_BODY, answer.content)
    assert isinstance(said, forms.OpenBody)
    found = unwrap(said.keys[0].to[key.id], sealing("XEF", "seal"), ORIGIN)
    assert open_box(read_box(body_of(before)), before.envelope, found) == {"text": "In confidence"}
    assert desk.standing.may_read("XEF", index)
    assert not desk.standing.may_read("XEF", index - 1)


def test_a_sealed_body_does_not_open_beside_another_act() -> None:
    _desk, written = sealed_statement()
    key = new_key(KeyUse.SEAL, "XBE", "seal").id
    for other in (
        evolve(written.envelope, object="P1"),
        evolve(written.envelope, by="XBE"),
        evolve(written.envelope, nonce=bytes(16)),
        evolve(written.envelope, circle="water"),
    ):
        with pytest.raises(SealedError):
            open_sealed(body_of(written), other, key, sealing("XBE", "seal"))


@pytest.mark.parametrize(
    ("length", "padded"), [(0, 1), (990, 1), (1100, 4), (5000, 16), (60_000, 64), (70_000, 128)]
)
def test_the_length_of_a_sealed_text_shows_its_class_only(length: int, padded: int) -> None:
    _desk, written = sealed_statement("x" * length)
    assert len(read_box(body_of(written)).ciphertext) == padded * 1024 + 16


def test_nothing_can_be_sealed_to_a_key_of_small_order() -> None:
    with pytest.raises(CredentialError):
        wrap(bytes(32), bytes(32), ORIGIN)


def test_a_box_without_its_end_mark_is_no_text() -> None:
    desk = at_work(2, sealed=True)
    envelope = desk.envelope(forms.SAY, "XAL")
    chance = Chance(salt=seed(1), content_key=seed(2), nonce=seed(3)[:12])
    body = seal(None, envelope, {}, chance)
    cipher = ChaCha20Poly1305(chance.content_key)
    text = cipher.encrypt(chance.nonce, bytes(1024), sealing_bytes(envelope))
    box = evolve(read_box(body), ciphertext=text)
    with pytest.raises(SealedError, match="end mark"):
        open_box(box, envelope, chance.content_key)


def test_the_host_finds_no_text_in_a_sealed_circle() -> None:
    desk = at_work(2, sealed=True)
    canary = "a canary of fourteen words"
    desk.do(forms.SAY, "XAL", {"text": canary})
    stored = b"".join(one.entry + (one.body or b"") for one in desk.entered)
    for shown in (canary.encode(), canary.encode().hex().encode(), canary.encode("utf-16-le")):
        assert shown not in stored
    assert to_base64(canonical({"text": canary})).encode()[:24] not in stored


def test_a_withheld_body_leaves_root_and_verification_as_they_were() -> None:
    desk = eventful()
    standing = Standing(forum=FORUM, circle=CIRCLE)
    for index, written in enumerate(desk.entered):
        gone = index in desk.standing.withheld
        body = None if gone else written.body
        answer = rule(standing, written.entry, body, absent=gone)
        assert isinstance(answer, InOrder)
        standing = enter(standing, answer.entry, answer.body)
    assert len(desk.standing.withheld) == 1
    assert standing == desk.standing == replay(desk)
    (told,) = standing.withheld.values()
    assert (told.who, told.law) == ("A court", "An invented law")


# ---------------------------------------------------------------- properties


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_any_changed_bit_of_a_box_keeps_it_shut(place: int, bit: int) -> None:
    desk = at_work(1, sealed=True)
    envelope = desk.envelope(forms.SAY, "XAL")
    chance = Chance(salt=seed(1), content_key=seed(2), nonce=seed(3)[:12])
    box = read_box(seal({"text": "A"}, envelope, desk.standing.sealing_keys(), chance))
    changed = bytearray(box.ciphertext)
    changed[place % len(changed)] ^= 1 << bit
    with pytest.raises(SealedError):
        open_box(evolve(box, ciphertext=bytes(changed)), envelope, chance.content_key)


@given(st.binary(max_size=20), st.data())
def test_the_quick_way_reads_what_the_slow_way_reads(content: bytes, data: st.DataObject) -> None:
    whole = write_body(Body(salt=seed(1), media="application/json", content=content))
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(start + 4, len(whole))))
    changed = (
        whole[:start] + data.draw(st.sampled_from([b"", b"A", b"=", b"Q==", b'"'])) + whole[end:]
    )
    try:
        slow = body_slowly(changed)
    except MalformedError:
        with pytest.raises(MalformedError):
            read_body(changed)
    else:
        assert read_body(changed) == slow


def body_slowly(data: bytes) -> Body:
    """A body by JSON and base64 alone."""
    value = read_canonical(data)
    assert isinstance(value, dict)
    if set(value) != {"content", "media", "salt"}:
        raise MalformedError([])
    salt, media, content = (str(value[key]) for key in ("salt", "media", "content"))
    if not re.fullmatch("[a-z+/-]{1,60}", media):
        raise MalformedError([])
    return Body(salt=from_base64(salt, size=32), media=media, content=from_base64(content))


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_the_declared_fault(data: bytes) -> None:
    with pytest.raises(MalformedError):
        read_body(data)
    for media in ("application/json", "application/dipoli-sealed+json"):
        body = Body(salt=bytes(32), media=media, content=data)
        try:
            read_plain(body)
        except MalformedError:
            with pytest.raises(MalformedError):
                read_box(body)


def test_a_body_has_a_greatest_length() -> None:
    with pytest.raises(MalformedError, match=str(BODY_BYTES)):
        read_body(b" " * (BODY_BYTES + 1))


def test_an_entry_does_not_say_what_its_body_says() -> None:
    desk, written = sealed_statement()
    assert read_entry(written.entry).envelope.body_hash == body_of(written).digest()
    assert desk.standing.is_sealed


def test_the_key_of_a_body_is_wrapped_under_the_domain_and_the_name_of_the_record() -> None:
    """Opened by the library alone, with the words of the specification."""
    wrapped = wrap(seed("content"), sealing("XAL").public_key().public_bytes_raw(), ORIGIN)
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    told = suite.decrypt(wrapped, sealing("XAL"), b"dipoli/seal/v1\n" + ORIGIN.encode())
    assert told == seed("content")
    assert len(wrapped) == 80


def test_a_stored_body_has_at_most_a_mebibyte() -> None:
    """Three bytes of content are four of base64, so the longest is found by its own length."""
    frame = len(write_body(Body(salt=bytes(32), media="a", content=b"")))
    room = 1_048_576 - frame
    content = bytes(room // 4 * 3)
    media = "a" * (1 + room % 4)
    longest = write_body(Body(salt=bytes(32), media=media, content=content))
    assert len(longest) == 1_048_576
    assert read_body(longest).content == content
    with pytest.raises(MalformedError):
        read_body(write_body(Body(salt=bytes(32), media=media + "a", content=content)))


@pytest.mark.parametrize("text", ["AB==", "AAB=", "A", "AA=A", "AAAA="])
def test_the_content_of_a_body_has_one_spelling(text: str) -> None:
    stored = {"content": text, "media": "application/json", "salt": to_base64(bytes(32))}
    with pytest.raises(MalformedError):
        read_body(canonical(stored))


def test_what_is_sealed_is_not_read_as_plain_and_what_is_plain_not_as_a_box() -> None:
    _desk, written = sealed_statement()
    box = body_of(written)
    read_box(box)
    for other in ("application/json", "text/plain"):
        with pytest.raises(MalformedError):
            read_box(evolve(box, media=other))
    with pytest.raises(MalformedError):
        read_plain(box)


@pytest.mark.parametrize(("length", "padded"), [(1023, 1024), (1024, 4096), (65_535, 65_536)])
def test_a_text_and_its_mark_fill_a_length_to_the_last_byte(length: int, padded: int) -> None:
    """A text is canonical JSON, two bytes longer than its words; a box has a tag of 16 bytes."""
    desk = at_work(1, sealed=True)
    envelope = desk.envelope(forms.SAY, "XAL")
    chance = Chance(salt=seed("s"), content_key=seed("k"), nonce=seed("n")[:12])
    body = seal("w" * (length - 2), envelope, desk.standing.sealing_keys(), chance)
    assert len(read_box(body).ciphertext) == padded + 16


def test_a_stored_body_cut_short_or_drawn_out_is_none() -> None:
    whole = write_body(plain_body({"text": "Yes"}, seed("salt")))
    for changed in (whole[:-1], whole[:-2], whole[1:], whole + b"}", b" " + whole):
        with pytest.raises(MalformedError):
            read_body(changed)


def test_lengths_are_those_of_the_cipher() -> None:
    """RFC 8439: a key of 256 bits, a nonce of 96."""
    assert (SALT_BYTES, CONTENT_KEY_BYTES, SEAL_NONCE_BYTES) == (32, 32, 12)
