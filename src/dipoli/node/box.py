"""The key box: the private keys of one delegation, or of one officer of it.

A delegation's box holds a signing key, a witness key and a sealing key. Each can be followed by
newer ones: the old signing key signs its own rotation, and old sealing keys still open what was
sealed to them, so nothing is ever taken out. An officer's box holds one officer's key and nothing
else, and lies on the officer's own machine: what must survive the loss of the delegation's box
must not lie in it.

What a box gives away is made here too: the paper with its public keys, in the form that
``circle.open``, ``seat.add`` and the acts on keys ask for. A private key is never printed: it has
no part in the ``repr``, in equality, or in anything that is turned into JSON outside
`dipoli.node.lock`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from dipoli.faults import CredentialError
from dipoli.record.canon import Json, to_base64
from dipoli.record.forms import SeatPaper
from dipoli.record.keys import ED25519, X25519, KeyUse, NewKey, possession_bytes
from dipoli.record.shape import CODE

Chance = Callable[[int], bytes]
"""Gives so many fresh random bytes."""

Private = Ed25519PrivateKey | X25519PrivateKey

KEY_BYTES = 32
ALGORITHM: Mapping[KeyUse, str] = MappingProxyType(
    {use: X25519 if use is KeyUse.SEAL else ED25519 for use in KeyUse}
)
"""The algorithm of the keys that a box makes, by use."""

DELEGATION_USES = (KeyUse.SIGN, KeyUse.WITNESS, KeyUse.SEAL)
OFFICER_USES = (KeyUse.OFFICER,)


@frozen(kw_only=True)
class BoxKey:
    """One private key. Two are equal when their public keys are.

    Args:
        use: what it is for.
        private: the key; Ed25519, or X25519 for sealing.
        public: the public key.
    """

    use: KeyUse
    private: Private = field(repr=False, eq=False)
    public: bytes = field(init=False, repr=False)

    @public.default
    def _public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @private.validator
    def _fits(self, _attribute: object, private: Private) -> None:
        seals = isinstance(private, X25519PrivateKey)
        if seals != (self.use is KeyUse.SEAL):
            message = f"a key to {self.use.value} is of another algorithm"
            raise ValueError(message)

    @property
    def alg(self) -> str:
        """Its algorithm."""
        return ALGORITHM[self.use]

    @property
    def listed(self) -> NewKey:
        """The public key as an opening or a seat lists it."""
        return NewKey(use=self.use, alg=self.alg, public=self.public)

    @property
    def id(self) -> str:
        """The id of the key."""
        return self.listed.id

    def proven(self, origin: str, code: str) -> NewKey:
        """The public key as acts on keys want it: with the proof that its owner holds it.

        Args:
            origin: name of the record; the proof holds in no other.
            code: whose key it is.
        """
        if not isinstance(self.private, Ed25519PrivateKey):
            return self.listed  # a sealing key cannot sign
        proof = self.private.sign(possession_bytes(origin, code, self.listed))
        return evolve(self.listed, proof=proof)


@frozen(kw_only=True)
class KeyBox:
    """The private keys of one delegation, or of one officer.

    Args:
        id: of the box, 16 random bytes; not secret.
        code: of the delegation.
        keys: all of them, the oldest first; nothing is ever taken out.
    """

    id: bytes
    code: str = field()
    keys: tuple[BoxKey, ...] = field()

    @code.validator
    def _is_code(self, _attribute: object, code: str) -> None:
        if re.fullmatch(CODE, code) is None:
            message = "the code of a delegation is such as XAL or XBE"
            raise ValueError(message)

    @keys.validator
    def _belong(self, _attribute: object, keys: tuple[BoxKey, ...]) -> None:
        uses = {key.use for key in keys}
        if uses != set(OFFICER_USES) and uses != set(DELEGATION_USES):
            message = "a box holds signing, witness and sealing keys, or an officer's"
            raise ValueError(message)
        if len({key.id for key in keys}) != len(keys):
            message = "a key stands in a box once"
            raise ValueError(message)

    @property
    def is_officers(self) -> bool:
        """Whether it is an officer's own box."""
        return self.keys[0].use is KeyUse.OFFICER

    @property
    def uses(self) -> tuple[KeyUse, ...]:
        """What its keys are for."""
        return OFFICER_USES if self.is_officers else DELEGATION_USES

    def of(self, use: KeyUse) -> tuple[BoxKey, ...]:
        """Its keys for one use, the oldest first."""
        return tuple(key for key in self.keys if key.use is use)

    def newest(self, use: KeyUse) -> BoxKey:
        """Its newest key for a use.

        Raises:
            CredentialError: the box holds no such key.
        """
        held = self.of(use)
        if not held:
            message = f"This box of {self.code} holds no key to {use.value}. Use the other box."
            raise CredentialError(message)
        return held[-1]

    def find(self, key: str) -> BoxKey | None:
        """Its key of an id; None when it holds none."""
        return next((one for one in self.keys if one.id == key), None)

    @property
    def witness(self) -> Ed25519PrivateKey:
        """The newest key that cosigns heads.

        Raises:
            CredentialError: it is an officer's box.
        """
        return signing(self.newest(KeyUse.WITNESS))


def signing(key: BoxKey) -> Ed25519PrivateKey:
    """The private key, where it is one that signs.

    Raises:
        ValueError: it is a sealing key.
    """
    if not isinstance(key.private, Ed25519PrivateKey):
        message = "a sealing key cannot sign"
        raise ValueError(message)  # noqa: TRY004 - the value is of the right type, and another sort
    return key.private


def sealing(key: BoxKey) -> X25519PrivateKey:
    """The private key, where it is one that opens what is sealed.

    Raises:
        ValueError: it is a key that signs.
    """
    if not isinstance(key.private, X25519PrivateKey):
        message = "a key that signs cannot open what is sealed"
        raise ValueError(message)  # noqa: TRY004 - the value is of the right type, and another sort
    return key.private


# ---------------------------------------------------------------- making


def make_box(code: str, chance: Chance, *, officer: bool = False) -> KeyBox:
    """A new box with fresh keys.

    Args:
        code: of the delegation.
        chance: gives fresh random bytes.
        officer: whether it is an officer's own box.

    Raises:
        ValueError: the code is none.
    """
    uses = OFFICER_USES if officer else DELEGATION_USES
    return KeyBox(id=chance(16), code=code, keys=tuple(make_key(use, chance) for use in uses))


def make_key(use: KeyUse, chance: Chance) -> BoxKey:
    """A fresh key for a use."""
    return read_key(use, chance(KEY_BYTES))


def read_key(use: KeyUse, private: bytes) -> BoxKey:
    """A private key from its 32 bytes.

    Raises:
        ValueError: another number of bytes.
    """
    if use is KeyUse.SEAL:
        return BoxKey(use=use, private=X25519PrivateKey.from_private_bytes(private))
    return BoxKey(use=use, private=Ed25519PrivateKey.from_private_bytes(private))


def with_key(box: KeyBox, key: BoxKey) -> KeyBox:
    """The box with one more key.

    Raises:
        CredentialError: the box is not one for keys of that use.
    """
    if key.use not in box.uses:
        whose = "an officer's" if box.is_officers else "a delegation's"
        message = f"This is {whose} box. A key to {key.use.value} belongs in the other kind."
        raise CredentialError(message)
    return evolve(box, keys=(*box.keys, key))


# ---------------------------------------------------------------- papers


def paper(box: KeyBox, officers: Iterable[SeatPaper] = ()) -> SeatPaper:
    """The enrolment paper: the newest public key for each use, as an opening lists a seat.

    Args:
        box: of the delegation, or of an officer.
        officers: papers of its officers, whose keys stand behind its own.

    Raises:
        CredentialError: a paper is of another delegation, or holds another kind of key, or a
            key twice.
    """
    keys = [box.newest(use).listed for use in box.uses]
    for one in officers:
        if one.code != box.code or any(key.use is not KeyUse.OFFICER for key in one.keys):
            message = (
                f"The paper of {one.code} is not that of an officer of {box.code}. "
                "An officer's box is made with --officer, and gives such a paper."
            )
            raise CredentialError(message)
        keys += one.keys
    if len({key.id for key in keys}) != len(keys):
        message = "A key stands twice. Give the paper of each officer once."
        raise CredentialError(message)
    return SeatPaper(code=box.code, keys=tuple(keys), paper=False)


def paper_json(seat: SeatPaper) -> dict[str, Json]:
    """The paper as JSON, in the form of ``seat.add/1`` and of the seats of ``circle.open/1``."""
    return {"code": seat.code, "keys": [key_json(key) for key in seat.keys], "paper": seat.paper}


def key_json(key: NewKey) -> dict[str, Json]:
    """A public key as an opening or a seat lists it."""
    return {"use": key.use.value, "alg": key.alg, "public": to_base64(key.public)}


def proven_json(key: NewKey) -> dict[str, Json]:
    """A public key as acts on keys want it."""
    return {**key_json(key), "proof": None if key.proof is None else to_base64(key.proof)}


def enrolment(box: KeyBox, key: BoxKey, origin: str) -> dict[str, Json]:
    """The content of ``key.enrol/1`` for a key of the box; officers sign it later if they must."""
    return {"key": proven_json(key.proven(origin, box.code)), "officers": []}


def rotation(box: KeyBox, key: BoxKey, origin: str, old: str) -> dict[str, Json]:
    """The content of ``key.rotate/1``: the key follows the one of the id."""
    return {"old": old, **enrolment(box, key, origin)}


def recovery(box: KeyBox, key: BoxKey, origin: str, lost: Iterable[str]) -> dict[str, Json]:
    """The content of ``key.recover/1``: the key follows signing keys that are lost."""
    return {"lost": list(lost), **enrolment(box, key, origin)}
