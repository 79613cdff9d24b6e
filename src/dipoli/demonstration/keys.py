"""The worthless keys: made from words that everybody can read here, and of use to nobody.

`dipoli.record.worthless` knows them all, and lets none stand outside a demonstration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from dipoli.demonstration.chance import stream
from dipoli.demonstration.parties import BEFORE, FORUM, GUESTS, NODES
from dipoli.secretariat.safe import make_keys

WARNING = "WORTHLESS: the private halves of these keys are published. They protect nothing."
REPLAY = "six-party-talks.example/replay"
OFFICES = (
    (BEFORE, "plenary"), (REPLAY, "plenary"),
    *((FORUM, circle) for circle in (
        "plenary", "maritime", "nuclear-safety", "economy", "humanitarian", "experts",
        "friends-of-the-chair", "offices-xks", "offices-xse",
    )),
)  # fmt: skip
"""Forum and circle of every office that a demonstration makes."""

_KEY = 32


def signing_keys() -> dict[str, Ed25519PrivateKey]:
    """Seat to its signing key."""
    codes = (*NODES, *GUESTS)
    return {code: Ed25519PrivateKey.from_private_bytes(stream("key", code)(_KEY)) for code in codes}


def sealing_keys() -> dict[str, X25519PrivateKey]:
    """Seat to its sealing key."""
    codes = (*NODES, *GUESTS)
    return {code: X25519PrivateKey.from_private_bytes(stream("seal", code)(_KEY)) for code in codes}


def public_keys() -> Iterator[bytes]:
    """Every public key of a demonstration, those of its offices included."""
    for forum, circle in OFFICES:
        keys = make_keys(stream("office", forum, circle))
        yield keys.log.public_key().public_bytes_raw()
        yield keys.keeper.public_key().public_bytes_raw()
    for signing in signing_keys().values():
        yield signing.public_key().public_bytes_raw()
    for sealing in sealing_keys().values():
        yield sealing.public_key().public_bytes_raw()


def paper() -> Mapping[str, object]:
    """The private halves, as they lie beside a demonstration, below their warning."""
    return {
        "warning": WARNING,
        "sign": {code: key.private_bytes_raw().hex() for code, key in signing_keys().items()},
        "seal": {code: key.private_bytes_raw().hex() for code, key in sealing_keys().items()},
    }
