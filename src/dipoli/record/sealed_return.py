"""Sealed returns: a text that nobody opens before its time, and that its author cannot change.

A return is encrypted under a key that is made from one random seed and used once. The seed is
shared among *holders*, the nodes of other seats: so many shares give it back, fewer tell nothing.
Each share is sealed to its holder's key. Beside the ciphertext stands a *check* of every share, its
hash. A holder finds at once whether the share that it got is the one that the check names. When the
time has come, each holder seals its share to each *reader*, and a reader opens with enough shares.

The rest of the polynomial is made from the seed as well. So whoever has opened a return makes every
share again and holds it against every check. Where all agree there is no other seed and no other
text that would agree too: the author cannot deny or change what it handed in, and every choice of
shares opens the same. Where one differs the author dealt falsely, and every reader can show that.

Everything is tied to its place: record, round, seat, holders, number of shares needed, the key by
which the author reads. A copy under another name, in another round or record, does not open.

Who is trusted: the author, not to show its own text; enough holders, together, not to open early.
Who could collude: as many holders as are needed open at any time, and nobody would see it; as many
as leave fewer than are needed keep a return closed for ever. The host holds no share. What each
side learns: everybody the length class of a return and when it came; a holder one share, which
tells nothing; a reader, after the release, the text. A return that says nothing, or what is not
true, is sealed as well as any other: no cipher makes an author tell the truth.

Source: bibliography: shamir-1979; rfc-9180 (HPKE, base mode); rfc-8439; rfc-5869 (HKDF). That the
polynomial is made from the secret is ours: fewer shares than are needed then tell nothing to who
cannot guess 32 random bytes, rather than nothing at all. HPKE draws one ephemeral key inside the
library; the seed is an argument.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from attrs import field, frozen
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dipoli.faults import CredentialError, MalformedError, RefusedError, SealedError
from dipoli.record import shape
from dipoli.record.body import pad, unpad
from dipoli.record.canon import Json, canonical, read_canonical, to_base64
from dipoli.record.field256 import PLACES, values_at, values_at_zero

DOMAIN = b"dipoli/return/v1\n"
SEED_BYTES = SHARE_BYTES = CHECK_BYTES = 32
SEALED_SHARE_BYTES = 80
"""A share sealed to its holder: 32 bytes of the ephemeral key, 32 of the share, 16 of the tag."""

RETURN_BYTES = 1 << 18
"""The longest text of a return."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_ONCE = bytes(12)
"""The nonce of a key that encrypts one text and no other."""


@frozen(kw_only=True)
class Place:
    """Where a return belongs. Two returns have the same place in nothing but their text.

    Args:
        origin: name of the record.
        round_: short name of the exchange round.
        announced: leaf hash of the act that announced it, and with it its conditions.
        seat: code of the author.
        holders: codes of those who hold shares, in order.
        needed: how many shares open it.
        reader: public key by which the author will read the others' returns.
    """

    origin: str
    round_: str
    announced: bytes
    seat: str
    holders: tuple[str, ...] = field()
    needed: int = field()
    reader: bytes

    @holders.validator
    def _each_once(self, _attribute: object, holders: tuple[str, ...]) -> None:
        if len(set(holders)) != len(holders) or len(holders) > PLACES or self.seat in holders:
            message = f"a return has 1 to {PLACES} holders, each once, and not its author"
            raise ValueError(message)

    @needed.validator
    def _can_be_met(self, _attribute: object, needed: int) -> None:
        if not 1 <= needed <= len(self.holders):
            message = "a return is opened by one share at least, and by all at most"
            raise ValueError(message)

    def tie(self, *more: str) -> bytes:
        """The bytes that tie a part of a return to this place, and to what else is told."""
        told: list[Json] = [self.origin, self.round_, to_base64(self.announced), self.seat]
        told += [list(self.holders), self.needed, to_base64(self.reader), *more]
        return DOMAIN + canonical(told)


@frozen(kw_only=True)
class SealedReturn:
    """A return as it is handed in.

    Args:
        ciphertext: of the padded text.
        checks: hash of each share, in the order of the holders.
        shares: each share sealed to its holder, in the same order.
    """

    ciphertext: bytes
    checks: tuple[bytes, ...]
    shares: tuple[bytes, ...]


@frozen(kw_only=True)
class Opened:
    """What came of opening a return.

    Args:
        text: what it says; None where it does not open.
        wrong: holders whose share is another than the one that its check names.
        told: the same in a sentence.
    """

    text: bytes | None
    wrong: tuple[str, ...]
    told: str


# ---------------------------------------------------------------- handing in


def seal_return(text: bytes, place: Place, keys: Mapping[str, bytes], seed: bytes) -> SealedReturn:
    """Seal a return.

    Args:
        text: what it says.
        place: where it belongs.
        keys: public sealing key of each holder.
        seed: 32 fresh random bytes; never to be used twice, and not kept.

    Raises:
        RefusedError: the text is too long.
        CredentialError: a holder has no key that can be sealed to.
        ValueError: the seed has another length.
    """
    if len(text) > RETURN_BYTES:
        message = f"A return has at most {RETURN_BYTES} bytes; this one has {len(text)}."
        raise RefusedError(message)
    shares = _dealt(seed, place)
    return SealedReturn(
        ciphertext=_cipher(seed, place).encrypt(_ONCE, pad(text), place.tie("text")),
        checks=_checks(shares, place),
        shares=tuple(
            _sealed(share, keys.get(code, b""), place.tie("share", code))
            for code, share in zip(place.holders, shares, strict=True)
        ),
    )


def _derived(seed: bytes, place: Place, what: str, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=place.tie(what)).derive(seed)


def _cipher(seed: bytes, place: Place) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(seed, place, "key", SEED_BYTES))


def _dealt(seed: bytes, place: Place) -> tuple[bytes, ...]:
    """The share of each holder: the seed at 0, and coefficients that are made from it."""
    if len(seed) != SEED_BYTES:
        message = f"a seed has {SEED_BYTES} bytes"
        raise ValueError(message)
    rows = [seed]
    rows += [_derived(seed, place, f"row {k}", SEED_BYTES) for k in range(1, place.needed)]
    return tuple(values_at(rows, x) for x in range(1, len(place.holders) + 1))


def _checks(shares: Sequence[bytes], place: Place) -> tuple[bytes, ...]:
    return tuple(
        check_of(share, place, code) for code, share in zip(place.holders, shares, strict=True)
    )


def check_of(share: bytes, place: Place, holder: str) -> bytes:
    """The check of a share; of 32 bytes that nobody guesses, so that it tells nothing of them."""
    return hashlib.sha256(place.tie("check", holder) + share).digest()


def _sealed(message: bytes, public: bytes, tie: bytes) -> bytes:
    try:
        return _SUITE.encrypt(message, X25519PublicKey.from_public_bytes(public), tie)
    except ValueError:
        told = "A share cannot be sealed: its holder or reader has no sealing key that serves."
        raise CredentialError(told) from None


def _unsealed(sealed: bytes, private: X25519PrivateKey, tie: bytes) -> bytes:
    try:
        return _SUITE.decrypt(sealed, private, tie)
    except (InvalidTag, ValueError):
        told = "The share does not open: it was sealed to another key or place, or was altered."
        raise SealedError(told) from None


# ---------------------------------------------------------------- holding


def open_share(sealed: SealedReturn, place: Place, holder: str, private: X25519PrivateKey) -> bytes:
    """A holder's own share of a return, held against its check.

    Args:
        sealed: the return.
        place: where it belongs.
        holder: code of the holder.
        private: its sealing key.

    Raises:
        SealedError: it does not open, or is not the share that the check names.
    """
    at = place.holders.index(holder)
    share = _unsealed(sealed.shares[at], private, place.tie("share", holder))
    if check_of(share, place, holder) != sealed.checks[at]:
        told = "The share opens, and is not the one that its check names."
        raise SealedError(told)
    return share


@frozen(kw_only=True)
class Passing:
    """Between whom shares pass.

    Args:
        origin: name of the record.
        round_: short name of the exchange round.
        announced: leaf hash of the act that announced it.
        holder: code of who gives.
        reader: code of who gets.
    """

    origin: str
    round_: str
    announced: bytes
    holder: str
    reader: str

    def tie(self) -> bytes:
        """The bytes that tie what passes to this place."""
        told: list[Json] = [self.origin, self.round_, to_base64(self.announced)]
        return DOMAIN + canonical([*told, self.holder, self.reader, "given"])


def give_shares(shares: Mapping[str, bytes], passing: Passing, reader: bytes) -> bytes:
    """Seal a holder's shares to one reader.

    Args:
        shares: code of the author of each return, to the holder's share of it.
        passing: between whom.
        reader: public key by which the reader reads.

    Raises:
        CredentialError: the reader's key cannot be sealed to.
    """
    told: dict[str, Json] = {code: to_base64(share) for code, share in shares.items()}
    return _sealed(canonical(told), reader, passing.tie())


def take_shares(sealed: bytes, passing: Passing, private: X25519PrivateKey) -> dict[str, bytes]:
    """The shares that a holder gave to a reader, by the author of each return.

    Raises:
        SealedError: they do not open, or are not of the form.
    """
    given = _unsealed(sealed, private, passing.tie())
    try:
        return _SHARES(read_canonical(given), "")
    except MalformedError:
        told = "What was given opens, and holds no shares."
        raise SealedError(told) from None


_SHARES: shape.Reader[dict[str, bytes]] = shape.map_of(shape.code, shape.octets(SHARE_BYTES))


# ---------------------------------------------------------------- opening


def open_return(sealed: SealedReturn, place: Place, shares: Mapping[str, bytes]) -> Opened:
    """Open a return with shares; a wrong one is named and left aside.

    Args:
        sealed: the return.
        place: where it belongs.
        shares: by holder.
    """
    right: dict[int, bytes] = {}
    wrong: list[str] = []
    for at, code in enumerate(place.holders):
        if code not in shares:
            continue
        if check_of(shares[code], place, code) == sealed.checks[at]:
            right[at + 1] = shares[code]
        else:
            wrong.append(code)
    if len(right) < place.needed:
        told = f"{place.needed} shares open it; {len(right)} that hold are at hand."
        return Opened(text=None, wrong=tuple(wrong), told=told)
    points = dict(list(right.items())[: place.needed])
    return _with_seed(sealed, place, values_at_zero(points), tuple(wrong))


def _with_seed(sealed: SealedReturn, place: Place, seed: bytes, wrong: tuple[str, ...]) -> Opened:
    told = f"{place.seat} dealt its shares falsely: made again, they are not those of the checks."
    if _checks(_dealt(seed, place), place) != sealed.checks:
        return Opened(text=None, wrong=wrong, told=told)
    try:
        padded = _cipher(seed, place).decrypt(_ONCE, sealed.ciphertext, place.tie("text"))
        text = unpad(padded)
    except (InvalidTag, SealedError):
        told = f"The shares of {place.seat} agree, and its text does not open under them."
        return Opened(text=None, wrong=wrong, told=told)
    return Opened(text=text, wrong=wrong, told="It opens, and every share agrees with its check.")
