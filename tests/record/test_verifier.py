"""Keys of notes: Go's published example, ways to write one wrong, keys that bind nobody."""

from __future__ import annotations

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from dipoli.faults import MalformedError
from dipoli.record.verifier import (
    Alg,
    Signer,
    VerifierKey,
    cosigner_key,
    is_small_order,
    read_key,
    write_key,
)

# The example of Go's package sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
P = 2**255 - 19


def told_as(name: str, data: bytes, key_id: str | None = None) -> str:
    """The text of a key, its id right unless given."""
    right = hashlib.sha256(name.encode("utf-8", "replace") + b"\n" + data).hexdigest()[:8]
    return f"{name}+{key_id or right}+{base64.b64encode(data).decode()}"


def test_the_published_example_is_read_and_written_back() -> None:
    key = read_key(PETER)
    assert (key.name, key.alg, key.key_id.hex()) == ("PeterNeumann", Alg.LOG, "c74f20a3")
    assert write_key(key) == PETER
    private = Ed25519PrivateKey.from_private_bytes(PETER_SEED)
    assert Signer(name="PeterNeumann", key=private).verifier == key


def test_a_private_key_is_not_shown() -> None:
    signer = Signer(name="PeterNeumann", key=Ed25519PrivateKey.from_private_bytes(PETER_SEED))
    assert repr(signer) == "Signer(name='PeterNeumann')"


def test_one_key_has_another_id_for_each_kind_and_name() -> None:
    private = Ed25519PrivateKey.from_private_bytes(PETER_SEED)
    witness = cosigner_key("PeterNeumann", private)
    other = cosigner_key("peter.example", private)
    assert (witness.alg, other.alg) == (Alg.COSIGNATURE, Alg.COSIGNATURE)
    public = private.public_key().public_bytes_raw()
    assert witness.key_id == hashlib.sha256(b"PeterNeumann\n\x04" + public).digest()[:4]
    assert len({witness.key_id, other.key_id, read_key(PETER).key_id}) == 3
    assert read_key(write_key(witness)) == witness


def test_a_key_of_ml_dsa_44_is_read_and_written_back() -> None:
    private = MLDSA44PrivateKey.from_seed_bytes(bytes(32))
    key = cosigner_key("xla.example/witness", private)
    public = private.public_key().public_bytes_raw()
    assert (key.alg, key.public) == (Alg.COSIGNATURE_MLDSA44, public)
    assert key.key_id == hashlib.sha256(b"xla.example/witness\n\x06" + public).digest()[:4]
    assert read_key(write_key(key)) == key


GOOD = base64.b64decode("GlzZBxQ8OExB6DDFvOEqqIF+xWSaqr8sMTiLNbLXRNY=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a3+",
        PETER[:-1],
        PETER + "=",
        PETER + "\n",
        " " + PETER,
        PETER.replace("c74f20a3", "C74F20A3"),
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("c74f20a3", "0c74f20a3"),
        PETER.replace("+c74f20a3", ""),
        PETER.replace("PeterNeumann", "PeterNewmann"),
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        told_as("", b"\x01" + GOOD),
        told_as("a b", b"\x01" + GOOD),
        told_as("a\u00a0b", b"\x01" + GOOD),
        told_as("a\u2003b", b"\x01" + GOOD),
        told_as("a\u0085b", b"\x01" + GOOD),
        told_as("a\nb", b"\x01" + GOOD),
        told_as("a\x07b", b"\x01" + GOOD),
        told_as("a\ud800b", b"\x01" + GOOD),
        told_as("name", b"\x01" + GOOD[:31]),
        told_as("name", b"\x04" + GOOD + b"\0"),
        told_as("name", b"\x02" + GOOD),
        told_as("name", b"\x06" + GOOD),
        told_as("name", b"\x00" + GOOD),
        told_as("name", b"\x01" + bytes(32)),
        told_as("name", b"\x04" + b"\x01" + bytes(31)),
        told_as("n" * 256, b"\x06" + bytes(1312)),
        told_as("é" * 128, b"\x06" + bytes(1312)),
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match="verifier key"):
        read_key(text)


def test_names_may_have_any_letters_and_a_cosigner_255_bytes() -> None:
    for name in ["x", "søndag.example/møte", "会.example", "a-b/c_d~e", "\u200b"]:
        assert read_key(told_as(name, b"\x01" + GOOD)).name == name
    assert len(read_key(told_as("n" * 255, b"\x06" + bytes(1312))).name) == 255
    assert len(read_key(told_as("n" * 256, b"\x01" + GOOD)).name) == 256


def test_a_key_that_cannot_be_is_not_built() -> None:
    with pytest.raises(ValueError, match="no name for a key: 'a b'"):
        VerifierKey(name="a b", alg=Alg.LOG, public=GOOD)
    with pytest.raises(ValueError, match="has 1312 bytes"):
        VerifierKey(name="a", alg=Alg.COSIGNATURE_MLDSA44, public=GOOD)
    with pytest.raises(ValueError, match="binds nobody"):
        VerifierKey(name="a", alg=Alg.COSIGNATURE, public=bytes(32))


def points_of_small_order() -> set[tuple[int, int]]:
    """Every point whose order divides 8, from the curve's own equation and addition.

    -x*x + y*y = 1 + d*x*x*y*y; a point of order 8 is found as 8-torsion of any point: L times it.
    """
    d = -121665 * pow(121666, -1, P) % P

    def add(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
        (a, b), (x, y) = one, other
        k = d * a * b * x * y % P
        return (a * y + b * x) * pow(1 + k, -1, P) % P, (b * y + a * x) * pow(1 - k, -1, P) % P

    def times(factor: int, point: tuple[int, int]) -> tuple[int, int]:
        told = (0, 1)
        for digit in f"{factor:b}":
            told = add(told, told)
            told = add(told, point) if digit == "1" else told
        return told

    prime_order = 2**252 + 27742317777372353535851937790883648493
    found: set[tuple[int, int]] = {(0, 1)}
    for y in range(2, 60):
        square = (y * y - 1) * pow(d * y * y + 1, -1, P) % P
        x = pow(square, (P + 3) // 8, P)
        if x * x % P != square:
            x = x * pow(2, (P - 1) // 4, P) % P
        if x * x % P == square:
            found.add(times(prime_order, (x, y)))
    return found


def test_all_eight_points_of_small_order_are_refused_however_they_are_written() -> None:
    points = points_of_small_order()
    assert len(points) == 8
    for y in {y for _, y in points}:
        for told in (y, y + P):
            for sign in (0, 1 << 255):
                if told < 1 << 255:
                    assert is_small_order((told | sign).to_bytes(32, "little"))


def test_a_key_of_small_order_would_accept_one_signature_for_any_text() -> None:
    """Why it is refused: what is checked is S*B = R + k*A, and k*A is nothing."""
    identity = (1).to_bytes(32, "little")
    public = Ed25519PublicKey.from_public_bytes(identity)
    for text in (b"we agree", b"we do not agree"):
        public.verify(identity + bytes(32), text)
    assert is_small_order(identity)


@given(st.binary(min_size=32, max_size=32))
def test_an_honest_key_is_not_of_small_order(seed: bytes) -> None:
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    assert not is_small_order(public)


@given(st.text(max_size=40) | st.binary(max_size=40).map(lambda data: told_as("name", data)))
def test_whatever_key_is_read_is_written_back_or_refused(text: str) -> None:
    try:
        key = read_key(text)
    except MalformedError:
        return
    assert write_key(key) == text
