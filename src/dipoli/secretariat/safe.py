"""The two private keys of an office as a file: plain, or locked with a passphrase.

The log key signs heads, receipts and refusals; the keeper's key signs the secretariat's own acts.
Plain, the file is guarded by the rights of its folder alone; whoever reads it can sign in the name
of the host. Locked, it takes the passphrase too: scrypt makes a key of it, ChaCha20-Poly1305
encrypts, and the name of the record is bound in, so that a file moved to another office does not
open there. Nothing helps against who reads the memory of the program at work.

Source: rfc-7914 (scrypt); rfc-8439. Departure: the passphrase is put into Unicode form NFC first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from attrs import field, frozen
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from dipoli.faults import CredentialError, RefusedError
from dipoli.record import shape
from dipoli.record.canon import Json, canonical, read_canonical, to_base64

PLAIN = "dipoli/office-keys/v1"
LOCKED = "dipoli/office-keys-locked/v1"
LEAST_PASSPHRASE = 12
"""Characters of a passphrase."""

_KEY, _SALT, _NONCE = 32, 16, 12
_COST = {"n": 1 << 17, "r": 8, "p": 1}
_MOST_BYTES = 1 << 16

Chance = Callable[[int], bytes]


@frozen(kw_only=True)
class OfficeKeys:
    """The private keys of an office.

    Args:
        log: signs heads, receipts and refusals.
        keeper: signs the secretariat's own acts.
    """

    log: Ed25519PrivateKey = field(repr=False)
    keeper: Ed25519PrivateKey = field(repr=False)


def make_keys(chance: Chance) -> OfficeKeys:
    """Two fresh keys.

    Args:
        chance: gives so many fresh random bytes.
    """
    log, keeper = (Ed25519PrivateKey.from_private_bytes(chance(_KEY)) for _ in range(2))
    return OfficeKeys(log=log, keeper=keeper)


def write_safe(keys: OfficeKeys, origin: str, passphrase: str | None, chance: Chance) -> bytes:
    """The bytes of the file.

    Args:
        keys: what it holds.
        origin: of the record that they are for.
        passphrase: that locks it; None leaves it plain.
        chance: gives so many fresh random bytes.

    Raises:
        RefusedError: the passphrase is too short.
    """
    held: dict[str, Json] = {
        "log": to_base64(keys.log.private_bytes_raw()),
        "keeper": to_base64(keys.keeper.private_bytes_raw()),
    }
    if passphrase is None:
        return canonical({"form": PLAIN, "origin": origin, **held})
    if len(_normal(passphrase)) < LEAST_PASSPHRASE:
        message = (
            f"A passphrase has at least {LEAST_PASSPHRASE} characters. Nothing was written. "
            "Take five words drawn by lot."
        )
        raise RefusedError(message)
    salt, nonce = chance(_SALT), chance(_NONCE)
    cipher = ChaCha20Poly1305(_stretch(passphrase, salt, **_COST))
    text = cipher.encrypt(nonce, canonical(held), _bound(origin))
    told: dict[str, Json] = {
        "form": LOCKED,
        "origin": origin,
        "salt": to_base64(salt),
        "nonce": to_base64(nonce),
        "ciphertext": to_base64(text),
        **_COST,
    }
    return canonical(told)


def is_locked(data: bytes) -> bool:
    """Whether a passphrase is needed.

    Raises:
        MalformedError: it is no such file.
    """
    value = read_canonical(data, limit=_MOST_BYTES)
    return isinstance(value, dict) and value.get("form") == LOCKED


def read_safe(data: bytes, origin: str, passphrase: str | None) -> OfficeKeys:
    """The keys in a file.

    Args:
        data: of the file.
        origin: of the record that they must be for.
        passphrase: when it is locked.

    Raises:
        MalformedError: it is no such file.
        CredentialError: the passphrase is missing or another, or the keys are of another record.
    """
    value = read_canonical(data, limit=_MOST_BYTES)
    told = value.get("origin") if isinstance(value, dict) else None
    if isinstance(told, str) and told != origin:
        message = f"These keys are of the office of {told}, and this is {origin}. Take its own."
        raise CredentialError(message)
    if is_locked(data):
        value = _opened(value, origin, passphrase)
    log, keeper = _PLAIN(value, "")
    return OfficeKeys(
        log=Ed25519PrivateKey.from_private_bytes(log),
        keeper=Ed25519PrivateKey.from_private_bytes(keeper),
    )


def _opened(value: Json, origin: str, passphrase: str | None) -> Json:
    if passphrase is None:
        message = "The keys of this office are locked. Give their passphrase."
        raise CredentialError(message)
    salt, nonce, text, cost = _LOCKED(value, "")
    try:
        cipher = ChaCha20Poly1305(_stretch(passphrase, salt, **cost))
        held = read_canonical(cipher.decrypt(nonce, text, _bound(origin)), limit=_MOST_BYTES)
    except InvalidTag:
        message = (
            "The passphrase does not open the keys of this office, or their file was changed. "
            "Try again, or put back a copy of the file."
        )
        raise CredentialError(message) from None
    whole = held if isinstance(held, dict) else {}
    return {"form": PLAIN, "origin": origin, **whole}


def _stretch(passphrase: str, salt: bytes, *, n: int, r: int, p: int) -> bytes:
    return Scrypt(salt=salt, length=_KEY, n=n, r=r, p=p).derive(_normal(passphrase).encode())


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase)


def _bound(origin: str) -> bytes:
    return f"{LOCKED}\n{origin}".encode()


def _exactly(form: str) -> shape.Reader[str]:
    return shape.text(form.replace("/", "[/]"), form)


_TEXT = shape.words(1000)
_PLAIN = shape.value_of(
    lambda form, origin, log, keeper: (log, keeper),  # noqa: ARG005 - names of the keys of the file
    form=_exactly(PLAIN),
    origin=_TEXT,
    log=shape.octets(_KEY),
    keeper=shape.octets(_KEY),
)
# A file from elsewhere must not ask for all of the memory, so that the cost is bounded.
_LOCKED = shape.value_of(
    lambda form, origin, salt, nonce, ciphertext, n, r, p: (  # noqa: ARG005 - as above
        salt,
        nonce,
        ciphertext,
        {"n": n, "r": r, "p": p},
    ),
    form=_exactly(LOCKED),
    origin=_TEXT,
    salt=shape.octets(_SALT),
    nonce=shape.octets(_NONCE),
    ciphertext=shape.octets(),
    n=shape.whole(_COST["n"], _COST["n"]),
    r=shape.whole(_COST["r"], _COST["r"]),
    p=shape.whole(_COST["p"], _COST["p"]),
)
