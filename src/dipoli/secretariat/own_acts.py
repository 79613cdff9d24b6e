"""Acts written with the secretariat's own key: its own, and those of seats that take part on paper.

They are written as a delegation's node writes its acts, and go through the same door. An act on
paper has another author than hand; two persons and the hash of the scan stand in its body (R13).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import evolve, field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dipoli.record import forms
from dipoli.record.act import Envelope, Seen, write_entry
from dipoli.record.body import (
    CONTENT_KEY_BYTES,
    SALT_BYTES,
    SEAL_NONCE_BYTES,
    Body,
    Chance,
    Wrap,
    plain_body,
    seal,
    wrap,
    write_body,
)
from dipoli.record.canon import Json, to_base64
from dipoli.record.keys import ED25519, KeyUse, public_bytes, sign_act
from dipoli.record.parcel import Parcel
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing

_NONCE = 16
_ROLE, _ON_PAPER = "secretariat", "on-paper"


@frozen(kw_only=True)
class Hand:
    """The secretariat's hand.

    Args:
        code: of the secretariat.
        key: with which it signs acts.
        chance: gives so many fresh random bytes.
        wrap: how it wraps the key of a sealed body.
    """

    code: str
    key: Ed25519PrivateKey = field(repr=False)
    chance: Callable[[int], bytes] = field(repr=False)
    wrap: Wrap = field(default=wrap, repr=False)


def write_act(  # noqa: PLR0913 - one argument for each thing that an act says
    standing: Standing,
    hand: Hand,
    name: str,
    content: Mapping[str, Json],
    *,
    at: datetime,
    by: str,
    about: str = "",
    deadline: str | None = None,
    role: str | None = None,
) -> Parcel:
    """Write and sign an act that follows on a standing; whether it is in order is not asked.

    Args:
        standing: of the circle, now.
        hand: the secretariat's.
        name: of the act, with its form number.
        content: what it says.
        at: the time, with its zone.
        by: in whose name: the secretariat's own code, or that of a seat on paper.
        about: short name of what it is about.
        deadline: until when something is awaited.
        role: in what capacity; the usual one when None.

    Raises:
        MalformedError: the content has no canonical bytes.
        CredentialError: a sealing key of a seat cannot be sealed to.
    """
    author = standing.authors.get(by)
    envelope = Envelope(
        forum=standing.forum,
        circle=standing.circle,
        name=name,
        by=by,
        entered_by=hand.code,
        role=role or (_ROLE if by == hand.code else _ON_PAPER),
        seq=author.acts if author else 0,
        prev=author.leaf if author else None,
        object=about,
        deadline=deadline,
        body_hash=None,
        seen=Seen(size=standing.size, root=standing.root),
        time=write_time(at),
        nonce=hand.chance(_NONCE),
    )
    body = _body(standing, envelope, content, hand)
    envelope = evolve(envelope, body_hash=body.digest())
    entry = write_entry(envelope, sign_act(envelope, hand.key))
    return Parcel(entry=entry, body=write_body(body))


def listed_key(key: Ed25519PrivateKey) -> dict[str, Json]:
    """The public half of a keeper's key, as an opening or a move of custody lists it."""
    public = to_base64(public_bytes(key))
    return {"use": KeyUse.SIGN.value, "alg": ED25519, "public": public}


def _body(standing: Standing, envelope: Envelope, content: Mapping[str, Json], hand: Hand) -> Body:
    salt = hand.chance(SALT_BYTES)
    if not standing.is_sealed or envelope.name in forms.FORMS:
        return plain_body(dict(content), salt)
    chance = Chance(
        salt=salt, content_key=hand.chance(CONTENT_KEY_BYTES), nonce=hand.chance(SEAL_NONCE_BYTES)
    )
    return seal(dict(content), envelope, standing.sealing_keys(), chance, hand.wrap)
