"""Sealing with chance that is given: what comes out is what the library opens."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st

from dipoli.demonstration.chance import stream
from dipoli.demonstration.sealing import seal_with, wrap_with
from dipoli.faults import SealedError
from dipoli.record.body import unwrap

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=300), st.binary(max_size=60))
def test_the_library_opens_it(ephemeral: bytes, message: bytes, info: bytes) -> None:
    reader = X25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = reader.public_key().public_bytes_raw()
    sealed = seal_with(ephemeral, message, public, info)
    assert SUITE.decrypt(sealed, reader, info) == message
    assert seal_with(ephemeral, message, public, info) == sealed


@given(st.binary(min_size=32, max_size=32))
def test_a_wrapped_key_is_what_the_library_unwraps(key: bytes) -> None:
    reader = X25519PrivateKey.from_private_bytes(bytes(range(32)))
    wrapped = wrap_with(stream("x"))(key, reader.public_key().public_bytes_raw(), "a.example/b")
    assert unwrap(wrapped, reader, "a.example/b") == key
    with pytest.raises(SealedError):
        unwrap(wrapped, reader, "a.example/c")
