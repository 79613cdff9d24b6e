"""Sealed papers: what a delegation keeps private, as a host may lay it by without reading it.

A paper is sealed to the paper keys of one delegation: those of its browsers and of its node. The
form is of few parts, each of which a browser and this program have natively, so that neither needs
a library that somebody else wrote for the purpose.

    1    version, 1
    1    how many keys it is sealed to, n, from 1 to 16
    32   ephemeral X25519 key, drawn for this paper alone
    64n  for each key: its id, 16 bytes; the content key under it, 48 bytes
    12   nonce
         AES-256-GCM of the inside under the content key, with its tag; bound to all of the above
         and to whose paper it is

    wrapping   HKDF-SHA256 of the X25519 secret, salt: both public keys; then AES-256-GCM, nonce 0:
               such a key wraps once
    inside     32 the author's Ed25519 key, 64 its signature, 4 the length of the content, the
               content, zeros up to 1, 4, 16 or 64 KiB

A sealed box says nothing about who sealed it, so that the author signs inside: over the hash of
everything before the ciphertext, whose paper it is, and the content. So a reader cannot seal
another's words anew and pass them on as sealed to somebody else by their author.

Who is trusted: the program that seals, and every holder of a key that it seals to. Who could
collude: any holder can show the words. What each side learns: the host the ids of the keys, the
length class, when and by whose session it came; everybody else nothing.

Source: bibliography: rfc-7748, rfc-5869, rfc-8032. Departure: this is no HPKE, which browsers do
not have; docs/adr/0017-private-papers.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dipoli.faults import CredentialError, SealedError
from dipoli.node.box import KEY_BYTES, Chance, KeyBox, sealing
from dipoli.record.canon import from_base64, to_base64
from dipoli.record.keys import KeyUse

DOMAIN = b"dipoli/paper/v1\n"
SIGN_DOMAIN = b"dipoli/paper-sign/v1\n"
KEY_DOMAIN = b"dipoli/paper-key/v1\n"
VERSION, MOST_KEYS = 1, 16
SIZES = (1 << 10, 1 << 12, 1 << 14, 1 << 16)
"""Lengths of the inside of a paper, in bytes."""

_ID, _WRAPPED, _NONCE, _TAG, _SIGNATURE, _LENGTH = 16, 48, 12, 16, 64, 4
_INSIDE = KEY_BYTES + _SIGNATURE + _LENGTH
MOST_TEXT = SIZES[-1] - _INSIDE
"""So many bytes a paper can say."""

_CODE, _GROUP = 30, 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@frozen(kw_only=True)
class PublicPaperKey:
    """The public half of a paper key.

    Args:
        seal: X25519 key to which others seal.
        sign: Ed25519 key with which its holder signs.
    """

    seal: bytes
    sign: bytes

    @property
    def id(self) -> bytes:
        """Its id in a paper."""
        return key_id(self.seal)

    @property
    def text(self) -> str:
        """As it is handed on: base64 of both halves."""
        return to_base64(self.seal + self.sign)

    @property
    def code(self) -> str:
        """By which two people compare it over the telephone: six groups of five signs."""
        number = int.from_bytes(hashlib.sha256(KEY_DOMAIN + self.seal + self.sign).digest()[:20])
        number >>= 20 * 8 - _CODE * 5
        signs = "".join(_ALPHABET[number >> 5 * k & 31] for k in reversed(range(_CODE)))
        return " ".join(signs[at : at + _GROUP] for at in range(0, _CODE, _GROUP))


@frozen(kw_only=True)
class PaperKey:
    """A paper key.

    Args:
        seal: opens what is sealed to it.
        sign: signs what its holder writes.
    """

    seal: X25519PrivateKey = field(repr=False, eq=False)
    sign: Ed25519PrivateKey = field(repr=False, eq=False)

    @property
    def public(self) -> PublicPaperKey:
        """Its public half."""
        return PublicPaperKey(
            seal=self.seal.public_key().public_bytes_raw(),
            sign=self.sign.public_key().public_bytes_raw(),
        )


@frozen(kw_only=True)
class Opened:
    """A paper that was opened.

    Args:
        author: Ed25519 key that signed it.
        content: what it says.
    """

    author: bytes
    content: bytes = field(repr=False)


def key_id(public: bytes) -> bytes:
    """The id of a key to which papers are sealed."""
    return hashlib.sha256(KEY_DOMAIN + public).digest()[:_ID]


def whose(forum: str, code: str) -> bytes:
    """Whose paper it is, as it is bound to it: a forum and a delegation."""
    return DOMAIN + f"{forum}\n{code}".encode()


def read_public(text: str) -> PublicPaperKey:
    """A public paper key from its text.

    Raises:
        MalformedError: no base64.
        CredentialError: of another length.
    """
    data = from_base64(re.sub(r"\s", "", text), what="a paper key")
    if len(data) != 2 * KEY_BYTES:
        message = "That is no paper key: it has another length. Copy it whole."
        raise CredentialError(message)
    return PublicPaperKey(seal=data[:KEY_BYTES], sign=data[KEY_BYTES:])


def paper_keys(box: KeyBox) -> tuple[PaperKey, ...]:
    """The paper keys of a node, the newest first: made from each sealing key of its box.

    So whoever can open the box, by passphrase or by two of three shares, can open its papers.
    """
    return tuple(
        PaperKey(
            seal=X25519PrivateKey.from_private_bytes(derived(sealing(one), b"paper seal")),
            sign=Ed25519PrivateKey.from_private_bytes(derived(sealing(one), b"paper sign")),
        )
        for one in reversed(box.of(KeyUse.SEAL))
    )


def derived(key: X25519PrivateKey, use: bytes) -> bytes:
    """Another key from a sealing key, for one use; the one tells nothing of the other."""
    info = b"dipoli/derived/v1\n" + use
    return HKDF(SHA256(), KEY_BYTES, None, info).derive(key.private_bytes_raw())


# ---------------------------------------------------------------- sealing and opening


def seal_paper(
    content: bytes, owner: bytes, to: Sequence[PublicPaperKey], author: PaperKey, chance: Chance
) -> bytes:
    """Seal a paper.

    Args:
        content: what it says, UTF-8.
        owner: whose it is (`whose`).
        to: keys that open it.
        author: who writes it.
        chance: gives fresh random bytes.

    Raises:
        SealedError: it is too long, or there are no keys or too many.
    """
    keys = {one.id: one for one in to}
    if not 1 <= len(keys) <= MOST_KEYS:
        message = f"A paper is sealed to 1 to {MOST_KEYS} keys, not to {len(keys)}."
        raise SealedError(message)
    if len(content) > MOST_TEXT:
        message = f"A paper says at most {MOST_TEXT} bytes, and this one {len(content)}. Split it."
        raise SealedError(message)
    ephemeral, key = X25519PrivateKey.from_private_bytes(chance(KEY_BYTES)), chance(KEY_BYTES)
    head = bytes([VERSION, len(keys)]) + ephemeral.public_key().public_bytes_raw()
    for id_, one in keys.items():
        head += id_ + AESGCM(_wrapping(ephemeral, one.seal, owner)).encrypt(bytes(12), key, None)
    head += chance(_NONCE)
    signature = author.sign.sign(_signed(head, owner, content))
    inside = author.public.sign + signature + len(content).to_bytes(_LENGTH, "big") + content
    size = next(one for one in SIZES if len(inside) <= one)
    sealed = AESGCM(key).encrypt(head[-_NONCE:], inside + bytes(size - len(inside)), head + owner)
    return head + sealed


def open_paper(box: bytes, owner: bytes, keys: Iterable[PaperKey]) -> Opened:
    """Open a paper.

    Args:
        box: the sealed paper.
        owner: whose it is (`whose`).
        keys: of which one opens it.

    Raises:
        SealedError: it is none, is sealed to others, was altered, or is signed by nobody.
    """
    head, sealed = _parts(box)
    key = _content_key(head, owner, keys)
    try:
        inside = AESGCM(key).decrypt(head[-_NONCE:], sealed, head + owner)
    except InvalidTag:
        message = "The paper does not open: it was altered, or is another delegation's."
        raise SealedError(message) from None
    author, signature = inside[:KEY_BYTES], inside[KEY_BYTES : KEY_BYTES + _SIGNATURE]
    length = int.from_bytes(inside[_INSIDE - _LENGTH : _INSIDE], "big")
    content, rest = inside[_INSIDE : _INSIDE + length], inside[_INSIDE + length :]
    message = "The paper opens, and its author's signature does not hold. Do not rely on it."
    if len(content) != length or any(rest):
        raise SealedError(message)
    try:
        Ed25519PublicKey.from_public_bytes(author).verify(signature, _signed(head, owner, content))
    except (InvalidSignature, ValueError):
        raise SealedError(message) from None
    return Opened(author=author, content=content)


def size_of(box: bytes) -> int:
    """The length class of a sealed paper, in KiB; all that its keeper knows of its length.

    Raises:
        SealedError: it is no sealed paper.
    """
    _, sealed = _parts(box)
    return (len(sealed) - _TAG) >> 10


def _parts(box: bytes) -> tuple[bytes, bytes]:
    """What stands before the ciphertext, and the ciphertext."""
    message = "That is no sealed paper. Seal it in your browser or with your node first."
    if len(box) < 2 or box[0] != VERSION or not 1 <= box[1] <= MOST_KEYS:  # noqa: PLR2004 - version and count
        raise SealedError(message)
    length = 2 + KEY_BYTES + box[1] * (_ID + _WRAPPED) + _NONCE
    if len(box) - length - _TAG not in SIZES:
        raise SealedError(message)
    return box[:length], box[length:]


def _content_key(head: bytes, owner: bytes, keys: Iterable[PaperKey]) -> bytes:
    start = 2 + KEY_BYTES
    width = _ID + _WRAPPED
    wrapped: Mapping[bytes, bytes] = {
        head[at : at + _ID]: head[at + _ID : at + width]
        for at in range(start, len(head) - _NONCE, width)
    }
    ephemeral = head[2:start]
    for one in keys:
        found = wrapped.get(one.public.id)
        if found is None:
            continue
        try:
            agreed = one.seal.exchange(X25519PublicKey.from_public_bytes(ephemeral))
            key = _derived(agreed, ephemeral, one.public.seal, owner)
            return AESGCM(key).decrypt(bytes(12), found, None)
        except (InvalidTag, ValueError):
            break
    message = "The paper is sealed to others: to no key that is at hand here."
    raise SealedError(message)


def _wrapping(ephemeral: X25519PrivateKey, public: bytes, owner: bytes) -> bytes:
    try:
        agreed = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        message = "One of the keys cannot be sealed to. Leave it out, and ask for another."
        raise SealedError(message) from None
    return _derived(agreed, ephemeral.public_key().public_bytes_raw(), public, owner)


def _derived(agreed: bytes, ephemeral: bytes, public: bytes, owner: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, ephemeral + public, b"wrap\n" + owner).derive(agreed)


def _signed(head: bytes, owner: bytes, content: bytes) -> bytes:
    return SIGN_DOMAIN + hashlib.sha256(head + owner).digest() + content
