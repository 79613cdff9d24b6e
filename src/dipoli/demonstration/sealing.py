"""Sealing with chance that is given: the same bytes each time, for demonstrations alone.

`dipoli.record.sealed_return` seals with HPKE, whose library draws its ephemeral key by itself. A
demonstration must give the same bytes each time, so that key is an argument here. What comes out is
what the library opens. Nobody may use this where anything is secret: who knows the seed of a
demonstration opens everything in it.

Source: rfc-9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from dipoli.forum.proceedings import Open, plain, says
from dipoli.record.act import Entry
from dipoli.record.body import PLAIN, Body, Wrap, open_sealed, read_box, tie
from dipoli.record.canon import Json
from dipoli.record.keys import X25519, key_id

_KEY = 32
_KEM = b"KEM\x00\x20"
_SUITE = b"HPKE\x00\x20\x00\x01\x00\x03"
_VERSION = b"HPKE-v1"


def seal_with(ephemeral: bytes, message: bytes, public: bytes, info: bytes) -> bytes:
    """Seal a message to a public key.

    Args:
        ephemeral: 32 bytes, the private half of the key that is used once.
        message: what is sealed.
        public: key of the reader.
        info: to what it is tied.
    """
    private = X25519PrivateKey.from_private_bytes(ephemeral)
    sent = private.public_key().public_bytes_raw()
    agreed = private.exchange(X25519PublicKey.from_public_bytes(public))
    secret = _extract(_KEM, b"", b"eae_prk", agreed)
    shared = _expand(_KEM, secret, b"shared_secret", sent + public, 32)
    told = b"\x00" + _extract(_SUITE, b"", b"psk_id_hash", b"")
    told += _extract(_SUITE, b"", b"info_hash", info)
    root = _extract(_SUITE, shared, b"secret", b"")
    key = _expand(_SUITE, root, b"key", told, 32)
    nonce = _expand(_SUITE, root, b"base_nonce", told, 12)
    return sent + ChaCha20Poly1305(key).encrypt(nonce, message, None)


def wrap_with(chance: Callable[[int], bytes]) -> Wrap:
    """Wraps the keys of the bodies of a sealed circle, as `dipoli.record.body.wrap` does.

    Args:
        chance: gives the ephemeral key of each wrapping.
    """
    return lambda content_key, public, origin: seal_with(
        chance(_KEY), content_key, public, tie(origin)
    )


def opener(keys: Iterable[X25519PrivateKey]) -> Open:
    """Opens the bodies of a sealed circle that were sealed to one of several keys.

    Args:
        keys: sealing keys; those of a demonstration are published, and open all of it.
    """
    held = {key_id(X25519, key.public_key().public_bytes_raw()): key for key in keys}

    def open_(entry: Entry, body: Body) -> Json:
        if body.media == PLAIN:
            return plain(entry, body)
        for one in read_box(body).to:
            if one in held:
                return says(open_sealed(body, entry.envelope, one, held[one]))
        return None

    return open_


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return _hmac(salt or bytes(32), _VERSION + suite + label + material)


def _expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """One block is enough for every length that is asked for here."""
    told = length.to_bytes(2, "big") + _VERSION + suite + label + info
    return _hmac(key, told + b"\x01")[:length]


def _hmac(key: bytes, message: bytes) -> bytes:
    made = HMAC(key, SHA256())
    made.update(message)
    return made.finalize()
