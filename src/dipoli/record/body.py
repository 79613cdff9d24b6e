"""Bodies: what an act says in words. Beside the tree, open to the host or sealed against it.

The envelope carries only a salted hash of the body. So a body can be withheld or erased, and the
tree still stands; and without the salt nobody can find a short text by guessing.

In an open circle the body is canonical JSON. In a sealed circle it is a box: the text, padded to
one of a few lengths, under a content key made for this body alone, and that key wrapped to each
sealing key of each seat of that moment. Who is not seated finds no wrapped key; and since each body
is sealed anew, a change of seats changes who can open the next body without any further step. The
box is tied to its act: opened beside another envelope it does not open.

Who is trusted: the author, not to show the text to others; each seat, likewise. Who could collude:
any one seat can give the text away. What each side learns: the host the envelope, the list of keys
and the length class of the text; a seat the text; everybody else what the host learns.

Source: rfc-9180 (HPKE, base mode: X25519, HKDF-SHA256, ChaCha20-Poly1305); rfc-8439. HPKE draws one
ephemeral key inside the library; all other random bytes are arguments.
"""

from __future__ import annotations

import hashlib
import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Mapping

from attrs import field, frozen
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from dipoli.faults import CredentialError, SealedError
from dipoli.record import shape
from dipoli.record.act import Envelope, sealing_bytes
from dipoli.record.canon import Json, canonical, read_canonical, to_base64

BODY_DOMAIN = b"dipoli/body/v1\n"
SEAL_DOMAIN = b"dipoli/seal/v1\n"
PLAIN = "application/json"
SEALED = "application/dipoli-sealed+json"
BODY_BYTES = 1 << 20
"""The longest body, as it is stored."""

SALT_BYTES = 32
CONTENT_KEY_BYTES = 32
SEAL_NONCE_BYTES = 12
WRAPPED_BYTES = 80
"""A wrapped content key: 32 bytes of the ephemeral key, 32 of the key, 16 of the tag."""

_MEDIA = "media"
_MEDIA_HASH = {media: hashlib.sha256(media.encode()).digest() for media in (PLAIN, SEALED)}
_STEPS = (1 << 10, 1 << 12, 1 << 14, 1 << 16)
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _salt_length(_body: object, _attribute: object, salt: bytes) -> None:
    if len(salt) != SALT_BYTES:
        message = f"a salt has {SALT_BYTES} bytes, not {len(salt)}"
        raise ValueError(message)


@frozen(kw_only=True)
class Body:
    """What an act says.

    Args:
        salt: 32 random bytes.
        media: ``application/json``, or ``application/dipoli-sealed+json``.
        content: canonical JSON, of the text or of the box.
    """

    salt: bytes = field(validator=_salt_length)
    media: str
    content: bytes

    def digest(self) -> bytes:
        """The salted hash that the envelope carries."""
        kind = _MEDIA_HASH.get(self.media) or hashlib.sha256(self.media.encode()).digest()
        return hashlib.sha256(BODY_DOMAIN + self.salt + kind + self.content).digest()


@frozen(kw_only=True)
class Box:
    """A sealed content.

    Args:
        to: wrapped content key by the id of the sealing key.
        nonce: of the cipher, 12 bytes.
        ciphertext: the padded text, with its tag.
    """

    to: Mapping[str, bytes]
    nonce: bytes
    ciphertext: bytes


def plain_body(content: Json, salt: bytes) -> Body:
    """A body that the host can read.

    Raises:
        MalformedError: the content has no canonical bytes.
    """
    return Body(salt=salt, media=PLAIN, content=canonical(content))


def write_body(body: Body) -> bytes:
    """The body as it is stored and served."""
    return canonical(
        {
            "salt": to_base64(body.salt),
            "media": body.media,
            "content": to_base64(body.content),
        }
    )


def read_body(data: bytes) -> Body:
    """Read a stored body, strictly. Its content is not opened.

    Raises:
        MalformedError: not canonical, too long, or not of the form.
    """
    return _quick_body(data) or _BODY(read_canonical(data, limit=BODY_BYTES), "")


def _quick_body(data: bytes) -> Body | None:
    """Read a body in one stroke; None sends the reader to the slow way, which says what is wrong.

    What matches is canonical and of the form, if its base64 is the one spelling of its bytes.
    """
    found = _QUICK.fullmatch(data) if len(data) <= BODY_BYTES else None
    if found is None:
        return None
    text, media, salt = found.groups()
    try:
        content = a2b_base64(text)
    except ValueError:
        return None
    if b2a_base64(content, newline=False) != text:
        return None
    return Body(salt=a2b_base64(salt), media=media.decode(), content=content)


def read_plain(body: Body) -> Json:
    """The content of a body that is not sealed.

    Raises:
        MalformedError: the media is another, or the content is not canonical JSON.
    """
    if body.media != PLAIN:
        raise shape.malformed(_MEDIA, PLAIN, body.media)
    return read_canonical(body.content, limit=BODY_BYTES)


def read_box(body: Body) -> Box:
    """The box of a sealed body.

    Raises:
        MalformedError: the media is another, or the content is not of the form.
    """
    if body.media != SEALED:
        raise shape.malformed(_MEDIA, SEALED, body.media)
    return _BOX(read_canonical(body.content, limit=BODY_BYTES), "")


# ---------------------------------------------------------------- sealing

Wrap = Callable[[bytes, bytes, str], bytes]
"""Wraps the key of a body to one sealing key, for the record of an origin."""


@frozen(kw_only=True)
class Chance:
    """The random bytes of one sealed body. Never to be used twice.

    Args:
        salt: 32 bytes.
        content_key: 32 bytes.
        nonce: 12 bytes.
    """

    salt: bytes
    content_key: bytes
    nonce: bytes


def wrap(content_key: bytes, public: bytes, origin: str) -> bytes:
    """Wrap the key of a body to one sealing key.

    Raises:
        CredentialError: the key cannot be sealed to.
    """
    try:
        key = X25519PublicKey.from_public_bytes(public)
        return _SUITE.encrypt(content_key, key, tie(origin))
    except ValueError:
        message = "A sealing key cannot be sealed to. Its owner must enrol another."
        raise CredentialError(message) from None


def tie(origin: str) -> bytes:
    """To what a wrapped content key is tied: it opens for no other record."""
    return SEAL_DOMAIN + origin.encode()


def seal(
    content: Json,
    envelope: Envelope,
    keys: Mapping[str, bytes],
    chance: Chance,
    wrapping: Wrap = wrap,
) -> Body:
    """Seal a content to the sealing keys of every seat of this moment.

    Args:
        content: what the act says.
        envelope: of the act; its ``body_hash`` may be anything, it is left out.
        keys: public X25519 keys by id (`Standing.sealing_keys`).
        chance: fresh random bytes.
        wrapping: how the content key is wrapped. Only a demonstration, which must give the same
            bytes each time, has another way than `wrap`.

    Raises:
        MalformedError: the content has no canonical bytes.
        CredentialError: one of the keys cannot be sealed to.
    """
    cipher = ChaCha20Poly1305(chance.content_key)
    text = cipher.encrypt(chance.nonce, pad(canonical(content)), sealing_bytes(envelope))
    wrapped: dict[str, Json] = {
        one: to_base64(wrapping(chance.content_key, public, envelope.origin))
        for one, public in keys.items()
    }
    box: dict[str, Json] = {
        "to": wrapped,
        "nonce": to_base64(chance.nonce),
        "ciphertext": to_base64(text),
    }
    return Body(salt=chance.salt, media=SEALED, content=canonical(box))


def unwrap(wrapped: bytes, private: X25519PrivateKey, origin: str) -> bytes:
    """The key of a body, from what was wrapped to one's own key.

    Raises:
        SealedError: it was wrapped to another key, or for another record.
    """
    try:
        return _SUITE.decrypt(wrapped, private, tie(origin))
    except (InvalidTag, ValueError):
        message = "The key of the body does not open: it was wrapped to another key or altered."
        raise SealedError(message) from None


def open_box(box: Box, envelope: Envelope, content_key: bytes) -> Json:
    """The content of a sealed body.

    Raises:
        SealedError: another key, another act, or altered.
        MalformedError: what the author sealed is not canonical JSON.
    """
    try:
        padded = ChaCha20Poly1305(content_key).decrypt(
            box.nonce, box.ciphertext, sealing_bytes(envelope)
        )
    except (InvalidTag, ValueError):
        message = "The body does not open: it belongs to another act, or was altered."
        raise SealedError(message) from None
    return read_canonical(unpad(padded), limit=BODY_BYTES)


def open_sealed(body: Body, envelope: Envelope, key: str, private: X25519PrivateKey) -> Json:
    """The content of a sealed body, for the seat that holds one of its keys.

    Args:
        body: the sealed body.
        envelope: of its act.
        key: id of the sealing key.
        private: that key.

    Raises:
        SealedError: the body was not sealed to the key, belongs to another act, or was altered.
        MalformedError: the box or its content is not of the form.
    """
    box = read_box(body)
    if key not in box.to:
        message = "The body was not sealed to this key."
        raise SealedError(message)
    return open_box(box, envelope, unwrap(box.to[key], private, envelope.origin))


def pad(text: bytes) -> bytes:
    """The text, a mark, and zeros up to 1, 4, 16 or 64 KiB, or the next 64 KiB."""
    need = len(text) + 1
    length = next((step for step in _STEPS if need <= step), -(-need // _STEPS[-1]) * _STEPS[-1])
    return text + b"\x80" + bytes(length - need)


def unpad(padded: bytes) -> bytes:
    """The text of what was padded.

    Raises:
        SealedError: the end mark is missing.
    """
    text = padded.rstrip(b"\x00")
    if not text.endswith(b"\x80"):
        message = "The body opens to a text without its end mark."
        raise SealedError(message)
    return text[:-1]


WRAPPED: shape.Reader[dict[str, bytes]] = shape.map_of(shape.key_id, shape.octets(WRAPPED_BYTES))
"""Reads wrapped content keys by the id of the sealing key."""

_BODY = shape.value_of(
    Body,
    salt=shape.octets(SALT_BYTES),
    media=shape.text("[a-z+/-]{1,60}", "a media type"),
    content=shape.octets(),
)
_QUICK = re.compile(
    rb'{"content":"([A-Za-z0-9+/]*={0,2})","media":"([a-z+/-]{1,60})","salt":"('
    + shape.BASE64_32.encode()
    + rb')"}'
)
_BOX = shape.value_of(
    Box, to=WRAPPED, nonce=shape.octets(SEAL_NONCE_BYTES), ciphertext=shape.octets()
)
