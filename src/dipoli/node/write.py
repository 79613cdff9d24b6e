"""Writing an act: drafted on one's own copy of the record, ruled on, shown, and only then signed.

    draft    envelope and body, in the author's next place, on the head that this node has verified;
             the clauses are asked on this node's standing, with a key that signs nothing else
    shown    the whole of it, for a person (`dipoli.node.display`)
    sign     with the delegation's key; the clauses are asked once more, over the true signature

If we crash before the last step, nothing was signed. After it the act exists in memory alone until
its file is written; nobody else has it, and it may be written again.

How the clauses are asked before there is a signature: in the standing that is asked, the public key
under the id of the signing key is replaced by that of a key made for this one question. All
clauses are then asked as the host will ask them, and nothing of what the question signs would hold
anywhere. One act brings its own signing key (``key.recover``); its clauses are asked after signing,
before anything leaves the memory.

A host may rule otherwise if the record has moved on meanwhile: then it refuses with its reason, and
the act is written anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dipoli.faults import CredentialError, MalformedError
from dipoli.node.box import BoxKey, Chance, KeyBox, signing
from dipoli.record import forms
from dipoli.record.act import Envelope, Seen, Signature, signed_bytes, write_entry
from dipoli.record.body import Body, plain_body, seal, write_body
from dipoli.record.body import Chance as BodyChance
from dipoli.record.canon import Json
from dipoli.record.keys import ED25519, KeyUse, sign_act
from dipoli.record.parcel import Parcel
from dipoli.record.rules import ForumRule, rule, say_only
from dipoli.record.ruling import OutOfOrder
from dipoli.record.standing import Standing

_SALT, _KEY, _SEAL_NONCE, _NONCE = 32, 32, 12, 16


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
    """An act that is in order as far as this node can tell, and not signed.

    Args:
        envelope: exactly what will be signed.
        body: what it says, as it will be sent.
        content: the same, readable.
        standing: of this node's copy, on which the clauses were asked.
        key: the key that is to sign.
    """

    envelope: Envelope
    body: Body
    content: Json
    standing: Standing = field(repr=False)
    key: BoxKey

    def __attrs_post_init__(self) -> None:
        """A draft whose body is another than the one that is signed for cannot be."""
        if self.envelope.body_hash != self.body.digest():
            message = "the envelope carries the hash of another body"
            raise ValueError(message)

    @property
    def is_sealed(self) -> bool:
        """Whether this body is sealed against the host; acts of the register never are."""
        return self.standing.is_sealed and self.envelope.name not in forms.FORMS


def draft(
    standing: Standing,
    box: KeyBox,
    wish: Wish,
    chance: Chance,
    *,
    forum_rule: ForumRule = say_only,
    seen: Seen | None = None,
) -> Draft | OutOfOrder:
    """Draft an act of one's own, and ask the clauses before anything is signed.

    Args:
        standing: of this node's copy of the record; its head was verified.
        box: of the delegation.
        wish: what is to be done.
        chance: gives fresh random bytes.
        forum_rule: rules on acts that are none of the record's own.
        seen: the head that was verified, where the standing goes on beyond it with acts of one's
            own that the host does not have yet; None where it does not.

    Rulings:
        Out of order, with clause, reason and remedy; nothing was signed.

    Raises:
        CredentialError: no signing key of the box is in force in this circle.
        MalformedError: the content has no canonical bytes.
    """
    key = _signing_key(standing, box, wish)
    envelope = _envelope(standing, box.code, wish, chance(_NONCE), seen)
    body = _body(standing, envelope, wish.content, chance)
    envelope = evolve(envelope, body_hash=body.digest())
    made = Draft(envelope=envelope, body=body, content=wish.content, standing=standing, key=key)
    return _rehearsed(made, chance, forum_rule) or made


def sign(made: Draft, *, forum_rule: ForumRule = say_only) -> Parcel | OutOfOrder:
    """Sign a draft that a person has seen and agreed to.

    Rulings:
        Out of order: the act is not handed out.
    """
    signatures = sign_act(made.envelope, signing(made.key))
    parcel = Parcel(entry=write_entry(made.envelope, signatures), body=write_body(made.body))
    refusal = _ruled(made.standing, parcel, made.envelope.time, forum_rule)
    return refusal or parcel


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


def _signing_key(standing: Standing, box: KeyBox, wish: Wish) -> BoxKey:
    """The key that is to sign: the one that the act asks for, else the newest that may bind.

    Raises:
        CredentialError: the box holds no key that could.
    """
    named = _named_key(wish)
    if named is not None:
        key = box.find(named)
        if key is not None and key.use is KeyUse.SIGN:
            return key
        message = f"{wish.name} is signed by the key {named}, which is not in this box."
        raise CredentialError(message)
    in_force = {one.id for one in standing.keys_of(box.code, KeyUse.SIGN)}
    held = [key for key in box.of(KeyUse.SIGN) if key.id in in_force]
    binding = [key for key in held if standing.may_bind(box.code, key.id, wish.at)]
    if held:
        return (binding or held)[-1]
    if standing.is_seated(box.code):
        why = "none of them is in force there"
    else:
        why = f"{box.code} does not sit there"
    message = (
        f"No signing key of this box can sign in {standing.origin}: {why}. "
        "Compare `dipoli node paper` with the keys that the circle lists."
    )
    raise CredentialError(message)


def _named_key(wish: Wish) -> str | None:
    """The key by which an act must be signed: a rotation by the old one, a recovery by the new."""
    try:
        said = forms.read_form(wish.name, wish.content)
    except (KeyError, MalformedError):
        return None  # the clauses will say what is wrong
    if isinstance(said, forms.RotateKey) and said.key.use is KeyUse.SIGN:
        return said.old
    if isinstance(said, forms.RecoverKey):
        return said.key.id
    return None


# ---------------------------------------------------------------- asking the clauses


def _rehearsed(made: Draft, chance: Chance, forum_rule: ForumRule) -> OutOfOrder | None:
    """Ask all clauses without a signature that would hold anywhere."""
    held = made.standing.keys.get(made.key.id)
    if held is None:
        return None  # key.recover brings its key: asked over the true signature
    stand_in = Ed25519PrivateKey.from_private_bytes(chance(_KEY))
    asked = evolve(held, public=stand_in.public_key().public_bytes_raw())
    standing = evolve(made.standing, keys={**made.standing.keys, held.id: asked})
    signature = stand_in.sign(signed_bytes(made.envelope))
    entry = write_entry(made.envelope, [Signature(alg=ED25519, key=held.id, signature=signature)])
    parcel = Parcel(entry=entry, body=write_body(made.body))
    return _ruled(standing, parcel, made.envelope.time, forum_rule)


def _ruled(standing: Standing, parcel: Parcel, at: str, forum_rule: ForumRule) -> OutOfOrder | None:
    answer = rule(standing, parcel.entry, parcel.body, at=at, forum_rule=forum_rule)
    return answer if isinstance(answer, OutOfOrder) else None


MEANING: Mapping[str, str] = MappingProxyType(
    {
        forms.REMOVE_SEAT: "gives up a seat in this circle",
        forms.CONSENT_SEAT: "consents to the seating or unseating of a delegation",
        forms.ENROL_KEY: "adds a key of the delegation in this circle",
        forms.ROTATE_KEY: "replaces a key of the delegation by another",
        forms.REVOKE_KEY: "ends a key of the delegation",
        forms.RECOVER_KEY: "replaces signing keys that are lost",
        forms.GRANT_POWERS: "says who may bind the delegation, and with which key",
        forms.WITHDRAW_POWERS: "ends full powers",
        forms.CITE_ACT: "cites an act of another circle",
        forms.CONSENT_BODY: "consents that a newcomer reads earlier texts",
        forms.OPEN_BODY: "opens earlier texts to a newcomer",
        forms.SAY: "makes a statement",
    }
)
"""What an act of a seat does, in words, for whoever is asked to sign it."""
