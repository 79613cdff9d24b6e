"""Drafting an act in a seat's next place, and asking all clauses before anybody signs it.

How the clauses are asked before there is a signature: in the standing that is asked, the public key
under the id of a signing key in force is replaced by that of a key made for this one question. All
clauses are then asked as the host will ask them, and nothing of what the question signs would hold
anywhere. One act brings its own signing key (``key.recover``); its clauses are asked after signing.

The envelope names no key: a draft can be signed with any key of its author, as the rules allow.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dipoli.record import forms
from dipoli.record.act import Envelope, Seen, Signature, signed_bytes, write_entry
from dipoli.record.body import Body, plain_body, seal, write_body
from dipoli.record.body import Chance as BodyChance
from dipoli.record.canon import Json
from dipoli.record.keys import ED25519
from dipoli.record.parcel import Parcel
from dipoli.record.rules import ForumRule, rule, say_only
from dipoli.record.ruling import OutOfOrder
from dipoli.record.standing import Standing

_SALT, _KEY, _SEAL_NONCE, _NONCE = 32, 32, 12, 16

Chance = Callable[[int], bytes]
"""Gives so many fresh random bytes."""


@frozen(kw_only=True)
class Wish:
    """What somebody wants to do.

    Args:
        name: of the act, with its form number.
        content: what it says.
        at: the time, as texts of the record have it.
        role: in what capacity; a word.
        object: id of what it is about, or empty.
        deadline: until when something is awaited, or None.
    """

    name: str
    content: Json
    at: str
    role: str = "delegation"
    object: str = ""
    deadline: str | None = None


@frozen(kw_only=True)
class Draft:
    """An act that is in order as far as can be told here, and not signed.

    Args:
        envelope: exactly what will be signed.
        body: what it says, as it will be sent.
        content: the same, readable.
        standing: on which the clauses were asked.
        signer: id of the key that is to sign.
    """

    envelope: Envelope
    body: Body
    content: Json
    standing: Standing = field(repr=False)
    signer: str

    def __attrs_post_init__(self) -> None:
        """A draft whose body is another than the one that is signed for cannot be."""
        if self.envelope.body_hash != self.body.digest():
            message = "the envelope carries the hash of another body"
            raise ValueError(message)

    @property
    def is_sealed(self) -> bool:
        """Whether this body is sealed against the host; acts of the register never are."""
        return self.standing.is_sealed and self.envelope.name not in forms.FORMS


def draft_as(  # noqa: PLR0913 - what a draft rests on
    standing: Standing,
    code: str,
    signer: str,
    wish: Wish,
    chance: Chance,
    *,
    forum_rule: ForumRule = say_only,
    seen: Seen | None = None,
    hand: str | None = None,
) -> Draft | OutOfOrder:
    """Draft an act of a seat, and ask the clauses before anything is signed.

    Args:
        standing: of the record.
        code: of the author.
        signer: id of the key that is to sign.
        wish: what is to be done.
        chance: gives fresh random bytes.
        forum_rule: rules on acts that are none of the record's own.
        seen: the head that the author verified, where the standing goes on beyond it; None where it
            does not.
        hand: code of who enters it, where it came on paper; the author itself when None.

    Rulings:
        Out of order, with clause, reason and remedy; nothing was signed.

    Raises:
        MalformedError: the content has no canonical bytes.
    """
    envelope = _envelope(standing, code, wish, chance(_NONCE), seen)
    envelope = evolve(envelope, entered_by=hand or code)
    body = _body(standing, envelope, wish.content, chance)
    envelope = evolve(envelope, body_hash=body.digest())
    made = Draft(
        envelope=envelope, body=body, content=wish.content, standing=standing, signer=signer
    )
    return _rehearsed(made, chance, forum_rule) or made


# ---------------------------------------------------------------- the parts of a draft


def _envelope(
    standing: Standing, code: str, wish: Wish, nonce: bytes, seen: Seen | None
) -> Envelope:
    author = standing.authors.get(code)
    return Envelope(
        forum=standing.forum,
        circle=standing.circle,
        name=wish.name,
        by=code,
        entered_by=code,
        role=wish.role,
        seq=author.acts if author else 0,
        prev=author.leaf if author else None,
        object=wish.object,
        deadline=wish.deadline,
        body_hash=None,
        seen=seen or Seen(size=standing.size, root=standing.root),
        time=wish.at,
        nonce=nonce,
    )


def _body(standing: Standing, envelope: Envelope, content: Json, chance: Chance) -> Body:
    """Plain in an open circle and for the register; else sealed to all seats of this moment."""
    salt = chance(_SALT)
    if not standing.is_sealed or envelope.name in forms.FORMS:
        return plain_body(content, salt)
    drawn = BodyChance(salt=salt, content_key=chance(_KEY), nonce=chance(_SEAL_NONCE))
    return seal(content, envelope, standing.sealing_keys(), drawn)


# ---------------------------------------------------------------- asking the clauses


def _rehearsed(made: Draft, chance: Chance, forum_rule: ForumRule) -> OutOfOrder | None:
    """Ask all clauses without a signature that would hold anywhere."""
    held = made.standing.keys.get(made.signer)
    if held is None:
        return None  # key.recover brings its key: asked over the true signature
    stand_in = Ed25519PrivateKey.from_private_bytes(chance(_KEY))
    asked = evolve(held, public=stand_in.public_key().public_bytes_raw())
    standing = evolve(made.standing, keys={**made.standing.keys, held.id: asked})
    signature = stand_in.sign(signed_bytes(made.envelope))
    entry = write_entry(made.envelope, [Signature(alg=ED25519, key=held.id, signature=signature)])
    parcel = Parcel(entry=entry, body=write_body(made.body))
    return ruled(standing, parcel, made.envelope.time, forum_rule)


def ruled(standing: Standing, parcel: Parcel, at: str, forum_rule: ForumRule) -> OutOfOrder | None:
    """Why an act would be out of order; None where it is in order."""
    answer = rule(standing, parcel.entry, parcel.body, at=at, forum_rule=forum_rule)
    return answer if isinstance(answer, OutOfOrder) else None
