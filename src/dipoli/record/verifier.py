"""Keys that sign notes: their names, kinds, ids and text form.

A key id is four bytes: with the name it says which key to try, and proves nothing. A public
Ed25519 key of small order is refused: one signature by it can hold for many texts, so whoever holds
it could deny any of them.

Source: c2sp-signed-note; c2sp-tlog-cosignature; rfc-8032; fips-204. Departure: keys of small order
are refused.
"""

from __future__ import annotations

import enum
import hashlib
import re
from typing import TypeAlias

from attrs import field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from dipoli.record.canon import from_base64, malformed, quoted, to_base64

PrivateKey: TypeAlias = Ed25519PrivateKey | MLDSA44PrivateKey

KEY_ID_BYTES = 4
NAME = re.compile(r"[^\x00-\x1f\ud800-\udfff\s+]+")
"""The name of a key: no spaces of any kind, no plus."""


class Alg(enum.Enum):
    """What kind of signature a key makes, as numbered by the standard."""

    LOG = 0x01
    """Ed25519 over the text: the log, receipts, refusals."""
    COSIGNATURE = 0x04
    """Ed25519 over time and checkpoint."""
    COSIGNATURE_MLDSA44 = 0x06
    """ML-DSA-44 over name, time, origin, size and root."""


PUBLIC_BYTES = {Alg.LOG: 32, Alg.COSIGNATURE: 32, Alg.COSIGNATURE_MLDSA44: 1312}
MAX_COSIGNER_NAME = 255
"""Bytes in the name of a cosigner with ML-DSA-44: its length is written in 8 bits."""

_FIELD = 2**255 - 19
_ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL_ORDER = frozenset({0, 1, _FIELD - 1, _FIELD, _FIELD + 1, _ORDER_8, _FIELD - _ORDER_8})
"""The y of every point of order 1, 2, 4 or 8, and two not reduced; the sign is left out."""


@frozen(kw_only=True)
class VerifierKey:
    """A public key with the name under which it signs notes.

    Args:
        name: without spaces and without ``+``.
        alg: what kind of signature it makes.
        public: its public bytes.

    Raises:
        ValueError: such a key cannot be.
    """

    name: str
    alg: Alg
    public: bytes = field(repr=to_base64)

    def __attrs_post_init__(self) -> None:
        """Refuse a key that cannot be."""
        if not NAME.fullmatch(self.name):
            message = f"no name for a key: {quoted(self.name)}"
            raise ValueError(message)
        if len(self.public) != PUBLIC_BYTES[self.alg]:
            message = f"a public key of this kind has {PUBLIC_BYTES[self.alg]} bytes"
            raise ValueError(message)
        if self.alg is not Alg.COSIGNATURE_MLDSA44:
            if is_small_order(self.public):
                message = "a public key of small order: what it signs binds nobody"
                raise ValueError(message)
        elif len(self.name.encode()) > MAX_COSIGNER_NAME:
            message = f"the name of this kind of key has at most {MAX_COSIGNER_NAME} bytes"
            raise ValueError(message)

    @property
    def key_id(self) -> bytes:
        """Four bytes that, with the name, say which key signed."""
        told = self.name.encode() + b"\n" + bytes([self.alg.value]) + self.public
        return hashlib.sha256(told).digest()[:KEY_ID_BYTES]


def read_key(text: str) -> VerifierKey:
    """Read a key from its text.

    Args:
        text: name, key id in eight small hexadecimal digits, and in base64 the number of the kind
            and the public bytes, joined by ``+``.

    Raises:
        MalformedError: no such text, or the id is not that of the key.
    """
    expected = "name+key id+base64 of kind and public key"
    name, _, rest = text.partition("+")
    told, _, public = rest.partition("+")
    data = from_base64(public, what=_PAPER)
    try:
        key = VerifierKey(name=name, alg=Alg(int.from_bytes(data[:1], "big")), public=data[1:])
    except ValueError as error:
        raise malformed(_PAPER, expected, str(error), _AGAIN) from None
    if key.key_id.hex() != told:
        raise malformed(_PAPER, f"the key id {key.key_id.hex()}", quoted(told), _AGAIN)
    return key


def write_key(key: VerifierKey) -> str:
    """The text of a key, as it is handed to verifiers."""
    return f"{key.name}+{key.key_id.hex()}+{to_base64(bytes([key.alg.value]) + key.public)}"


def is_small_order(public: bytes) -> bool:
    """Whether an Ed25519 public key is one of the few points under which signatures bind nobody.

    >>> is_small_order(bytes(32))
    True
    """
    return int.from_bytes(public, "little") & (1 << 255) - 1 in _SMALL_ORDER


@frozen(kw_only=True)
class Signer:
    """A private key with the name under which it signs notes: the log's own.

    Args:
        name: the origin, for the key of a log.
        key: Ed25519.
    """

    name: str
    key: Ed25519PrivateKey = field(repr=False)

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        public = self.key.public_key().public_bytes_raw()
        return VerifierKey(name=self.name, alg=Alg.LOG, public=public)


def cosigner_key(name: str, key: PrivateKey) -> VerifierKey:
    """The public half of a key that cosigns.

    Args:
        name: of the witness.
        key: Ed25519 or ML-DSA-44.
    """
    ed25519 = isinstance(key, Ed25519PrivateKey)
    alg = Alg.COSIGNATURE if ed25519 else Alg.COSIGNATURE_MLDSA44
    return VerifierKey(name=name, alg=alg, public=key.public_key().public_bytes_raw())


_PAPER = "verifier key"
_AGAIN = "copy it again from its source"
