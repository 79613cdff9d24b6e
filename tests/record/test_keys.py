"""Keys: sound, held by their owner, in force from one act to another, and a table that says so."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from tests.record.acts import (
    Desk,
    at_work,
    eventful,
    new_key,
    opened,
    proven,
    recover,
    replay,
    seed,
    signing,
)

from dipoli.record import forms, keys
from dipoli.record.canon import Json
from dipoli.record.keys import (
    MOVES,
    HeldKey,
    KeyMove,
    KeyStage,
    KeyUse,
    is_signed,
    is_sound,
    key_id,
    officers_bytes,
    possession_bytes,
    sign,
)
from dipoli.record.ruling import InOrder

P = 2**255 - 19


def test_the_id_of_a_key_is_a_hash_of_algorithm_and_key() -> None:
    told = hashlib.sha256(b"dipoli/key/v1\ned25519\n" + bytes(32)).digest()[:16]
    assert key_id("ed25519", bytes(32)) == b64encode(told).decode()
    assert key_id("x25519", bytes(32)) != key_id("ed25519", bytes(32))


def test_what_new_keys_and_officers_sign_begins_with_its_domain() -> None:
    """Signed with the words of the specification, so that one signature is never two."""
    key = new_key(KeyUse.SIGN, "XAL", "sign")
    assert possession_bytes("a/b", "XAL", key).startswith(b'dipoli/possession/v1\n{"alg":')
    envelope = at_work(1).envelope("powers.grant/1", "XAL")
    expected = (
        b'dipoli/officers/v1\n{"body":{"a":1},"by":"XAL","name":"powers.grant/1",'
        b'"origin":"lake.example/talks/plenary","seq":1}'
    )
    assert officers_bytes(envelope, {"a": 1, "officers": []}) == expected


def test_every_stage_has_a_row_and_only_an_enrolled_key_moves_on() -> None:
    assert set(MOVES) == set(KeyStage)
    assert set(MOVES[KeyStage.ENROLLED]) == set(KeyMove)
    assert all(not moves for stage, moves in MOVES.items() if stage is not KeyStage.ENROLLED)
    assert {move.value for move in KeyMove} <= set(forms.FORMS)


def test_the_table_in_words_is_the_table_in_code() -> None:
    words = {stage.value.replace("-", " ") for stage in KeyStage}
    assert keys.__doc__ is not None
    assert all(word in keys.__doc__ for word in words)


def test_every_stage_of_a_key_is_reached_by_its_act() -> None:
    held = eventful().standing.keys.values()
    reached = {key.stage for key in held}
    assert reached == set(KeyStage) - {KeyStage.HANDED_OVER}
    assert all((key.until is None) == (key.stage is KeyStage.ENROLLED) for key in held)


def test_a_key_is_in_force_from_the_act_after_its_enrolment_to_the_act_that_ends_it() -> None:
    desk = opened()
    desk.do(forms.ENROL_KEY, "XAL", {"key": proven(KeyUse.SIGN, "XAL", "XAL", "b"), "officers": []})
    key = new_key(KeyUse.SIGN, "XAL", "b").id
    desk.do(forms.SAY, "XAL", {"text": "Signed by b"}, signers=[signing("XAL", "b")])
    revoked: dict[str, Json] = {"key": key, "officers": []}
    desk.do(forms.REVOKE_KEY, "XAL", revoked, signers=[signing("XAL", "b")])
    held = desk.standing.keys[key]
    assert (held.since, held.until) == (2, 4)
    assert [held.is_in_force(number) for number in range(6)] == [False] * 2 + [True] * 2 + [
        False
    ] * 2
    assert (
        desk.refused(forms.SAY, "XAL", {"text": "A"}, signers=[signing("XAL", "b")]).clause == "R9"
    )


def test_what_a_lost_key_signed_before_stays_valid() -> None:
    desk = at_work(4)
    recover(desk, "XAL")
    assert replay(desk) == desk.standing
    lost = desk.standing.keys[new_key(KeyUse.SIGN, "XAL", "sign").id]
    assert lost.stage is KeyStage.LOST
    thief = desk.write(forms.SAY, "XAL", {"text": "A"}, signers=[signing("XAL", "sign")])
    assert "R9" in str(desk.rule(thief))


def test_more_than_half_of_the_officers_sign_and_at_least_two() -> None:
    standing = at_work(2).standing
    assert [standing.officers_needed(code) for code in ("XAL", "XDE", "XZZ")] == [2, 0, 0]


@pytest.mark.parametrize("number", [0, 1, P - 1, P, P + 1])
def test_a_key_of_small_order_or_of_two_spellings_is_not_sound(number: int) -> None:
    for top in (0, 1 << 255):
        public = (number | top).to_bytes(32, "little")
        assert not is_sound("ed25519", public)
        assert not is_sound("x25519", public)


def test_every_small_x25519_key_gives_an_exchange_of_zero() -> None:
    private = X25519PrivateKey.from_private_bytes(seed("x"))
    for number in keys.SMALL_X25519:
        public = X25519PublicKey.from_public_bytes(number.to_bytes(32, "little"))
        with pytest.raises(ValueError, match="shared key"):
            private.exchange(public)


def test_under_a_key_of_small_order_one_signature_holds_over_every_text() -> None:
    identity = (1).to_bytes(32, "little")
    signature = identity + bytes(32)
    assert is_signed("ed25519", identity, signature, b"one text")
    assert is_signed("ed25519", identity, signature, b"another text")
    assert not is_sound("ed25519", identity)


def test_a_key_after_the_quantum_signs_too() -> None:
    private = MLDSA44PrivateKey.from_seed_bytes(seed("ml-dsa"))
    public = keys.public_bytes(private)
    assert is_sound("mldsa44", public)
    assert not is_sound("mldsa44", public[1:])
    signature = sign(private, b"text")
    assert is_signed("mldsa44", public, signature, b"text")
    assert not is_signed("mldsa44", public, signature, b"another")


def test_no_other_algorithm_signs() -> None:
    assert not is_sound("rsa", bytes(32))
    assert not is_signed("x25519", bytes(32), bytes(64), b"text")
    assert not is_signed("ed25519", bytes(31), bytes(64), b"text")


# ---------------------------------------------------------------- properties


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100))
def test_what_a_key_signs_holds_over_that_and_nothing_else(told: bytes, text: bytes) -> None:
    private = signing(told)
    signature = sign(private, text)
    public = keys.public_bytes(private)
    assert is_sound("ed25519", public)
    assert is_signed("ed25519", public, signature, text)
    assert not is_signed("ed25519", public, signature, text + b".")


@given(st.integers(0, 20), st.none() | st.integers(0, 20), st.integers(0, 20))
def test_a_key_is_in_force_in_one_stretch(since: int, until: int | None, number: int) -> None:
    key = HeldKey(
        id="", use=KeyUse.SIGN, alg="", public=b"", holder="XAL", since=since, until=until
    )
    stretch = range(since, 100 if until is None else until)
    assert key.is_in_force(number) == (number in stretch)


@given(st.lists(st.sampled_from(["rotate", "revoke", "enrol", "recover"]), max_size=8))
def test_at_every_act_there_is_a_way_to_act(moves: list[str]) -> None:
    desk = opened()
    for number, move in enumerate(moves):
        try_to(desk, move, number)
        assert desk.standing.keys_of("XAL", KeyUse.SIGN) or desk.standing.officers_needed("XAL")
    assert replay(desk) == desk.standing


def try_to(desk: Desk, move: str, number: int) -> None:
    """One move of XAL's keys, entered if it is in order."""
    words = ("XAL", f"key {number}")
    held = desk.standing.keys_of("XAL", KeyUse.SIGN)
    new, name = proven(KeyUse.SIGN, "XAL", *words), f"key.{move}/1"
    old = held[0].id if held else new_key(KeyUse.SIGN, "XAL", "sign").id
    content: dict[str, Json] = {
        "rotate": {"old": old, "key": new},
        "revoke": {"key": old},
        "enrol": {"key": new},
        "recover": {"lost": [old], "key": new},
    }[move]  # type: ignore[assignment]
    if move == "recover":
        content = desk.officers(name, "XAL", content)
    signer = [signing(*words)] if move == "recover" else []
    written = desk.write(name, "XAL", {"officers": [], **content}, signers=signer)
    if isinstance(desk.rule(written), InOrder):
        desk.enter(written)
        if move in {"rotate", "recover"}:
            desk.keys["XAL"] = words


def test_a_sealing_key_is_rotated_and_the_next_body_is_sealed_to_the_new_one() -> None:
    desk = at_work(1, sealed=True)
    content: dict[str, Json] = {
        "old": new_key(KeyUse.SEAL, "XBE", "seal").id,
        "key": proven(KeyUse.SEAL, "XBE", "XBE", "next"),
        "officers": [],
    }
    desk.do(forms.ROTATE_KEY, "XBE", content)
    held = [key.id for key in desk.standing.keys_of("XBE", KeyUse.SEAL)]
    assert held == [new_key(KeyUse.SEAL, "XBE", "next").id]
    assert held[0] in desk.standing.sealing_keys()
    desk.say("XAL", "To the new key")


@pytest.mark.parametrize("number", range(P, 2**255))
def test_a_key_beyond_the_field_is_a_second_spelling_and_not_sound(number: int) -> None:
    for spelled in (number, number | 2**255):
        assert not is_sound("ed25519", spelled.to_bytes(32, "little"))
    assert not is_sound("x25519", number.to_bytes(32, "little"))
