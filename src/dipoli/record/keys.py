"""Keys: whose they are, what they are for, from which act to which they are in force.

A key has one use. A *signing* key signs acts; a *witness* key cosigns heads; to a *sealing* key
bodies are sealed; an *officer's* key signs, with others, what must survive the loss of a signing
key. Its id is a hash of algorithm and public key, so that a signature names exactly one key.

A key is in force in ``[since, until)``, counted in numbers of acts, so that what it signed before
it was rotated, revoked or lost stays valid for ever, and nothing after. No clock takes part.

    stage      | key.rotate  key.revoke  key.recover  seat.remove  custody.move
    enrolled   | rotated     revoked     lost         unseated     handed over
    all others | (final)

Source: rfc-8032 (Ed25519); rfc-7748 (X25519); fips-204 (ML-DSA-44). Departure: keys of small order
and keys with more than one spelling are refused, since anything verifies under the former, and
nothing can be sealed to them.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from dipoli.faults import CredentialError
from dipoli.record.act import Envelope, Signature, signed_bytes
from dipoli.record.canon import Json, canonical, to_base64
from dipoli.record.verifier import is_small_order

KEY_DOMAIN = b"dipoli/key/v1\n"
POSSESSION_DOMAIN = b"dipoli/possession/v1\n"
OFFICERS_DOMAIN = b"dipoli/officers/v1\n"
ED25519, MLDSA44, X25519 = "ed25519", "mldsa44", "x25519"
LENGTHS: Mapping[str, int] = {ED25519: 32, MLDSA44: 1312, X25519: 32}

PrivateKey = Ed25519PrivateKey | MLDSA44PrivateKey


class KeyUse(enum.Enum):
    """What a key is for. One key, one use."""

    SIGN = "sign"
    WITNESS = "witness"
    SEAL = "seal"
    OFFICER = "officer"


ALGORITHMS: Mapping[KeyUse, tuple[str, ...]] = {
    KeyUse.SIGN: (ED25519, MLDSA44),
    KeyUse.WITNESS: (ED25519, MLDSA44),
    KeyUse.SEAL: (X25519,),
    KeyUse.OFFICER: (ED25519, MLDSA44),
}


class KeyStage(enum.Enum):
    """Where a key stands."""

    ENROLLED = "enrolled"
    ROTATED = "rotated"
    REVOKED = "revoked"
    LOST = "lost"
    UNSEATED = "unseated"
    HANDED_OVER = "handed-over"


class KeyMove(enum.Enum):
    """What moves a key on; the values are names of acts."""

    ROTATE = "key.rotate/1"
    REVOKE = "key.revoke/1"
    RECOVER = "key.recover/1"
    UNSEAT = "seat.remove/1"
    HAND_OVER = "custody.move/1"


MOVES: Mapping[KeyStage, Mapping[KeyMove, KeyStage]] = {
    KeyStage.ENROLLED: {
        KeyMove.ROTATE: KeyStage.ROTATED,
        KeyMove.REVOKE: KeyStage.REVOKED,
        KeyMove.RECOVER: KeyStage.LOST,
        KeyMove.UNSEAT: KeyStage.UNSEATED,
        KeyMove.HAND_OVER: KeyStage.HANDED_OVER,
    },
    KeyStage.ROTATED: {},
    KeyStage.REVOKED: {},
    KeyStage.LOST: {},
    KeyStage.UNSEATED: {},
    KeyStage.HANDED_OVER: {},
}


@frozen(kw_only=True)
class NewKey:
    """A key as an act gives it.

    Args:
        use: what it is for.
        alg: its algorithm.
        public: the public key.
        proof: signature by the new key over `possession_bytes`; None where none is asked for.
    """

    use: KeyUse
    alg: str
    public: bytes
    proof: bytes | None = None

    @property
    def id(self) -> str:
        """The id of the key."""
        return key_id(self.alg, self.public)


@frozen(kw_only=True)
class HeldKey:
    """A key in the register.

    Args:
        id: its id.
        use: what it is for.
        alg: its algorithm.
        public: the public key.
        holder: code of the delegation or of the secretariat.
        since: number of the first act at which it is in force.
        until: number of the first act at which it no longer is; None while it is.
        stage: where it stands.
    """

    id: str
    use: KeyUse
    alg: str
    public: bytes
    holder: str
    since: int
    until: int | None = None
    stage: KeyStage = KeyStage.ENROLLED

    def is_in_force(self, number: int) -> bool:
        """Whether it is in force for the act of this number, or for the head of this size."""
        return self.since <= number and (self.until is None or number < self.until)


@frozen(kw_only=True)
class Officer:
    """An officer's signature under the body of an act: id of the key, and the bytes."""

    key: str
    signature: bytes


def key_id(alg: str, public: bytes) -> str:
    """The id of a key: 16 bytes of a hash, in base64."""
    return to_base64(hashlib.sha256(KEY_DOMAIN + alg.encode() + b"\n" + public).digest()[:16])


def possession_bytes(origin: str, code: str, key: NewKey) -> bytes:
    """What a new key signs to show that its owner holds it."""
    told: dict[str, Json] = {
        "origin": origin,
        "code": code,
        "use": key.use.value,
        "alg": key.alg,
        "public": to_base64(key.public),
    }
    return POSSESSION_DOMAIN + canonical(told)


def officers_bytes(envelope: Envelope, body: Mapping[str, Json]) -> bytes:
    """What officers sign: the body without their signatures, tied to one act of one record."""
    told: dict[str, Json] = {
        "origin": envelope.origin,
        "by": envelope.by,
        "seq": envelope.seq,
        "name": envelope.name,
        "body": {key: value for key, value in body.items() if key != "officers"},
    }
    return OFFICERS_DOMAIN + canonical(told)


# ---------------------------------------------------------------- signing and checking


def sign(private: PrivateKey, message: bytes) -> bytes:
    """Sign bytes. ML-DSA draws its own random bytes inside the library."""
    return private.sign(message)


def public_bytes(private: PrivateKey) -> bytes:
    """The public key of a signing key."""
    return private.public_key().public_bytes_raw()


def algorithm_of(private: PrivateKey) -> str:
    """The algorithm of a signing key."""
    return ED25519 if isinstance(private, Ed25519PrivateKey) else MLDSA44


def sign_act(envelope: Envelope, *keys: PrivateKey) -> tuple[Signature, ...]:
    """The signatures of an act, one for each key given."""
    message = signed_bytes(envelope)
    return tuple(
        Signature(
            alg=algorithm_of(key),
            key=key_id(algorithm_of(key), public_bytes(key)),
            signature=sign(key, message),
        )
        for key in keys
    )


def is_signed(alg: str, public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature holds.

    Raises:
        CredentialError: this machine cannot check the algorithm; nothing is known then.
    """
    try:
        if alg == ED25519:
            _ed25519(public).verify(signature, message)
        elif alg == MLDSA44:
            MLDSA44PublicKey.from_public_bytes(public).verify(signature, message)
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    except UnsupportedAlgorithm:
        message_ = f"This machine cannot check signatures of {alg}. Check on another."
        raise CredentialError(message_) from None
    return True


@lru_cache(maxsize=1024)
def _ed25519(public: bytes) -> Ed25519PublicKey:
    """A key loaded once: a record has few keys and many signatures."""
    return Ed25519PublicKey.from_public_bytes(public)


# ---------------------------------------------------------------- sound keys

_P = 2**255 - 19
SMALL_X25519 = frozenset(
    {
        0,
        1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
        _P - 1,
    }
)
"""The points of curve and twist whose order divides 8: every exchange with them gives zero."""


def is_sound(alg: str, public: bytes) -> bool:
    """Whether a public key has the length of its algorithm, one spelling, and no small order.

    Under an Ed25519 key of small order a signature can be made that holds over any text, so that
    its owner could deny everything; sealing to an X25519 key of small order fails, so that one
    seat could silence a sealed circle.
    """
    if alg not in LENGTHS or len(public) != LENGTHS[alg]:
        return False
    if alg == MLDSA44:
        return True
    number = int.from_bytes(public, "little")
    if alg == X25519:
        return number < _P and number not in SMALL_X25519
    return number & (2**255 - 1) < _P and not is_small_order(public)
