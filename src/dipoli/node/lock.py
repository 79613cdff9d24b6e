"""The key box as a file: locked with a passphrase, and with a recovery key kept in shares.

The file is canonical JSON. Its keys lie in it under a random *content key*; the content key lies in
it wrapped once under a key from the passphrase (scrypt) and, once shares were made, wrapped once
more under a random recovery key that no file holds. All three use ChaCha20-Poly1305, with the
header of the file as associated data, so that no part can be carried into another box.

What the file tells whoever finds it: that it is a box, of which delegation, whether shares exist,
how many keys lie in it. What it does not: any key, or anything by which a guess of the passphrase
is tested cheaper than by one run of scrypt.

Damage and a wrong passphrase are told apart by a checksum over the file. It needs no key and knows
no secret, so it tells a guesser nothing. Who alters the file on purpose can make the checksum fit;
then the one answer is that the passphrase is wrong or the file was altered.

The content key stays when the passphrase changes, so that shares stay good. Somebody who knew the
old passphrase and has an old copy of the file has had the keys: what helps then is to rotate the
keys, not to change the passphrase. New shares come with a new content key.

Nothing here can wipe memory: Python copies bytes as it likes. A machine that is read while the box
is open gives the keys away.

Source: bibliography: rfc-7914 (scrypt); bibliography: rfc-8439 (ChaCha20-Poly1305). Departure: the
passphrase is put into Unicode form NFC first, so that the same Korean or accented letters open the
box whichever keyboard wrote them.
"""

from __future__ import annotations

import contextlib
import hashlib
import unicodedata
from collections.abc import Mapping

from attrs import evolve, field, frozen
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from dipoli.faults import CredentialError, Finding, MalformedError, RefusedError
from dipoli.node.box import BoxKey, Chance, KeyBox, read_key
from dipoli.record import shape
from dipoli.record.canon import Json, canonical, read_canonical, to_base64
from dipoli.record.keys import KeyUse

FORMAT = "dipoli/box/v1"
BOX_BYTES = 1 << 20
"""The longest box file that is read."""

LEAST_PASSPHRASE, MOST_PASSPHRASE = 12, 1024
_ID, _SALT, _NONCE, _KEY, _TAG = 16, 16, 12, 32, 16
_MIB = 1 << 20
_OTHER = "bytes that are no canonical JSON"
_FORMAT = "a file of another format"
_CHECKSUM = "a checksum that does not fit: the file is damaged"
_FORM = "a box with a part missing, unknown, or out of bounds"
_ALTERED = "keys that were altered under the passphrase"


@frozen(kw_only=True)
class Cost:
    """What one guess of the passphrase costs: the parameters of scrypt.

    Args:
        n: rounds, a power of two from 2**14 to 2**20.
        r: size of a block, from 1 to 16.
        p: how often, from 1 to 4.
    """

    n: int = field(default=1 << 17)
    r: int = 8
    p: int = 1

    @n.validator
    def _bounded(self, _attribute: object, n: int) -> None:
        # A file from elsewhere must not ask for all of the memory, nor for next to no work.
        power = n & (n - 1) == 0 and 1 << 14 <= n <= 1 << 20
        if not power or not 1 <= self.r <= 16 or not 1 <= self.p <= 4:  # noqa: PLR2004 - the bounds
            message = "scrypt asks for n = 2**14 to 2**20, r = 1 to 16, p = 1 to 4"
            raise ValueError(message)
        if 128 * n * self.r > 1024 * _MIB:
            message = "scrypt would need more than 1 GiB of memory"
            raise ValueError(message)

    def stretch(self, passphrase: str, salt: bytes) -> bytes:
        """The key from a passphrase."""
        text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
        return Scrypt(salt=salt, length=_KEY, n=self.n, r=self.r, p=self.p).derive(text)


COST = Cost()


@frozen(kw_only=True)
class Wrapped:
    """Something encrypted: the nonce, and the ciphertext with its tag."""

    nonce: bytes
    ciphertext: bytes


@frozen(kw_only=True)
class LockedBox:
    """A box as it lies in its file.

    Args:
        id: of the box.
        code: of the delegation.
        cost: of one guess.
        salt: for scrypt.
        by_passphrase: the content key under the passphrase.
        by_recovery: the content key under the recovery key; None while there are no shares.
        split: which making of shares holds now, 4 random bytes; None while there are none.
        content: the keys under the content key.
    """

    id: bytes
    code: str
    cost: Cost
    salt: bytes
    by_passphrase: Wrapped
    by_recovery: Wrapped | None
    split: bytes | None
    content: Wrapped

    def bound(self, what: str) -> bytes:
        """The associated data of one part: the header of the file, and which part it is."""
        return canonical([FORMAT, to_base64(self.id), self.code, what])


@frozen(kw_only=True)
class OpenBox:
    """A box that was opened, and the key that its content lies under."""

    box: KeyBox
    content_key: bytes = field(repr=False)


# ---------------------------------------------------------------- locking and opening


def lock(box: KeyBox, passphrase: str, chance: Chance, cost: Cost = COST) -> bytes:
    """The bytes of a new box file. There are no shares of it yet.

    Raises:
        RefusedError: the passphrase is too short or too long.
    """
    blank = LockedBox(
        id=box.id,
        code=box.code,
        cost=cost,
        salt=b"",
        by_passphrase=_NOTHING,
        by_recovery=None,
        split=None,
        content=_NOTHING,
    )
    return write_locked(
        _closed(blank, OpenBox(box=box, content_key=chance(_KEY)), passphrase, chance)
    )


def unlock(data: bytes, passphrase: str) -> KeyBox:
    """The keys of a box file.

    Raises:
        MalformedError: the file is no box file, or is damaged.
        CredentialError: the passphrase does not open it.
    """
    return open_with_passphrase(read_locked(data), passphrase).box


def open_with_passphrase(locked: LockedBox, passphrase: str) -> OpenBox:
    """Open a box with its passphrase.

    Raises:
        CredentialError: the passphrase is another, or the file was altered on purpose.
        MalformedError: the passphrase is right, and what lies under it was altered.
    """
    try:
        key = locked.cost.stretch(passphrase, locked.salt)
        content_key = _decrypt(key, locked.by_passphrase, locked.bound("passphrase"))
    except InvalidTag:
        message = (
            f"The passphrase does not open this box of {locked.code}. The file is whole by its "
            "checksum, so the passphrase is another, or somebody altered the file on purpose."
        )
        raise CredentialError(message) from None
    return _opened(locked, content_key)


def open_with_recovery(locked: LockedBox, recovery_key: bytes) -> OpenBox:
    """Open a box with the recovery key that two shares gave.

    Raises:
        CredentialError: there are no shares of this box, or these are not of its last making.
        MalformedError: what lies under the key was altered.
    """
    if locked.by_recovery is None:
        message = "No shares of this box were ever made. Only its passphrase opens it."
        raise CredentialError(message)
    try:
        content_key = _decrypt(recovery_key, locked.by_recovery, locked.bound("recovery"))
    except InvalidTag:
        message = "The two shares do not open this box. Take two of its last making."
        raise CredentialError(message) from None
    return _opened(locked, content_key)


def relock(locked: LockedBox, opened: OpenBox, passphrase: str, chance: Chance) -> bytes:
    """The box file anew: with other keys, or under another passphrase. Shares stay good.

    Raises:
        RefusedError: the passphrase is too short or too long.
    """
    return write_locked(_closed(locked, opened, passphrase, chance))


def relock_with_shares(
    locked: LockedBox, box: KeyBox, passphrase: str, recovery_key: bytes, chance: Chance
) -> LockedBox:
    """The box under a new content key and a new recovery key. Earlier shares open it no more.

    Args:
        locked: the box as it was.
        box: what lies in it.
        passphrase: as before.
        recovery_key: 32 fresh random bytes, to be kept in shares and nowhere else.
        chance: gives fresh random bytes.
    """
    opened = OpenBox(box=box, content_key=chance(_KEY))
    wrapped = _encrypt(recovery_key, opened.content_key, locked.bound("recovery"), chance)
    anew = evolve(locked, by_recovery=wrapped, split=chance(4))
    return _closed(anew, opened, passphrase, chance)


def check_passphrase(passphrase: str) -> None:
    """A passphrase that may lock a box.

    Raises:
        RefusedError: it is too short or too long.
    """
    length = len(unicodedata.normalize("NFC", passphrase))
    if LEAST_PASSPHRASE <= length <= MOST_PASSPHRASE:
        return
    message = (
        f"A passphrase has {LEAST_PASSPHRASE} to {MOST_PASSPHRASE} characters. "
        "Five words drawn by lot are easier to keep in mind than a short riddle."
    )
    raise RefusedError(message)


def _closed(locked: LockedBox, opened: OpenBox, passphrase: str, chance: Chance) -> LockedBox:
    check_passphrase(passphrase)
    salt = chance(_SALT)
    key = locked.cost.stretch(passphrase, salt)
    text = canonical(_box_json(opened.box))
    return evolve(
        locked,
        salt=salt,
        by_passphrase=_encrypt(key, opened.content_key, locked.bound("passphrase"), chance),
        content=_encrypt(opened.content_key, text, locked.bound("content"), chance),
    )


def _opened(locked: LockedBox, content_key: bytes) -> OpenBox:
    box: KeyBox | None = None
    with contextlib.suppress(InvalidTag, MalformedError, ValueError):
        text = _decrypt(content_key, locked.content, locked.bound("content"))
        keys = _KEYS(read_canonical(text, limit=BOX_BYTES), "")
        box = KeyBox(id=locked.id, code=locked.code, keys=keys)
    if box is None:  # told apart from the fault below it, which could quote a key
        raise _damaged(_ALTERED)
    return OpenBox(box=box, content_key=content_key)


def _encrypt(key: bytes, text: bytes, bound: bytes, chance: Chance) -> Wrapped:
    nonce = chance(_NONCE)
    return Wrapped(nonce=nonce, ciphertext=ChaCha20Poly1305(key).encrypt(nonce, text, bound))


def _decrypt(key: bytes, wrapped: Wrapped, bound: bytes) -> bytes:
    return ChaCha20Poly1305(key).decrypt(wrapped.nonce, wrapped.ciphertext, bound)


def _box_json(box: KeyBox) -> list[Json]:
    return [
        {"use": key.use.value, "private": to_base64(key.private.private_bytes_raw())}
        for key in box.keys
    ]


# ---------------------------------------------------------------- the file


def write_locked(locked: LockedBox) -> bytes:
    """The bytes of a box file."""
    told = _locked_json(locked)
    return canonical({**told, "checksum": to_base64(_checksum(told))})


def read_locked(data: bytes) -> LockedBox:
    """Read a box file, strictly. It is not opened.

    Raises:
        MalformedError: it is no box file, or is damaged.
    """
    try:
        told = read_canonical(data, limit=BOX_BYTES)
    except MalformedError:
        raise _damaged(_OTHER) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _damaged(_FORMAT)
    bare = {key: value for key, value in told.items() if key != "checksum"}
    if told.get("checksum") != to_base64(_checksum(bare)):
        raise _damaged(_CHECKSUM)
    try:
        return _LOCKED({key: value for key, value in bare.items() if key != "format"}, "")
    except (MalformedError, ValueError):
        raise _damaged(_FORM) from None


def _locked_json(locked: LockedBox) -> dict[str, Json]:
    cost, recovery, split = locked.cost, locked.by_recovery, locked.split
    return {
        "format": FORMAT,
        "id": to_base64(locked.id),
        "code": locked.code,
        "cost": {"n": cost.n, "r": cost.r, "p": cost.p},
        "salt": to_base64(locked.salt),
        "by_passphrase": _wrapped_json(locked.by_passphrase),
        "by_recovery": None if recovery is None else _wrapped_json(recovery),
        "split": None if split is None else to_base64(split),
        "content": _wrapped_json(locked.content),
    }


def _wrapped_json(wrapped: Wrapped) -> dict[str, Json]:
    return {"nonce": to_base64(wrapped.nonce), "ciphertext": to_base64(wrapped.ciphertext)}


def _checksum(told: Mapping[str, Json]) -> bytes:
    return hashlib.sha256(FORMAT.encode() + b"\n" + canonical(told)).digest()


def _damaged(found: str) -> MalformedError:
    finding = Finding(
        file="key box",
        expected="a box file as it was written",
        found=found,
        mend="put back a copy of the file; the passphrase was not tried, or is right",
    )
    return MalformedError([finding])


def _use(value: Json, where: str) -> KeyUse:
    for use in KeyUse:
        if use.value == value:
            return use
    raise shape.malformed(where, "the use of a key", None)


_NOTHING = Wrapped(nonce=bytes(_NONCE), ciphertext=b"")
_WRAPPED_KEY = shape.value_of(
    Wrapped, nonce=shape.octets(_NONCE), ciphertext=shape.octets(_KEY + _TAG)
)
_KEYS: shape.Reader[tuple[BoxKey, ...]] = shape.list_of(
    shape.value_of(read_key, use=_use, private=shape.octets()),
    1,
)
_LOCKED = shape.value_of(
    LockedBox,
    id=shape.octets(_ID),
    code=shape.code,
    cost=shape.value_of(Cost, n=shape.whole(), r=shape.whole(), p=shape.whole()),
    salt=shape.octets(_SALT),
    by_passphrase=_WRAPPED_KEY,
    by_recovery=shape.perhaps(_WRAPPED_KEY),
    split=shape.perhaps(shape.octets(4)),
    content=shape.value_of(Wrapped, nonce=shape.octets(_NONCE), ciphertext=shape.octets()),
)
