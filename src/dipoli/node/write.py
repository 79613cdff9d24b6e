"""Writing an act: drafted on one's own copy of the record, ruled on, shown, and only then signed.

    draft    envelope and body, in the author's next place, on the head that this node has verified;
             the clauses are asked on this node's standing, with a key that signs nothing else
    shown    the whole of it, for a person (`dipoli.node.display`)
    sign     with the delegation's key; the clauses are asked once more, over the true signature

If we crash before the last step, nothing was signed. After it the act exists in memory alone until
its file is written; nobody else has it, and it may be written again.

How the clauses are asked before there is a signature stands in `dipoli.record.drafting`.

A host may rule otherwise if the record has moved on meanwhile: then it refuses with its reason, and
the act is written anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from dipoli.faults import CredentialError, MalformedError
from dipoli.node.box import BoxKey, Chance, KeyBox, signing
from dipoli.record import drafting, forms
from dipoli.record.act import Seen, write_entry
from dipoli.record.body import write_body
from dipoli.record.drafting import Wish, draft_as, ruled
from dipoli.record.keys import KeyUse, sign_act
from dipoli.record.parcel import Parcel
from dipoli.record.rules import ForumRule, say_only
from dipoli.record.ruling import OutOfOrder
from dipoli.record.standing import Standing
from dipoli.told import tell


@frozen(kw_only=True)
class Draft(drafting.Draft):
    """An act that is in order as far as this node can tell, and not signed.

    Args:
        key: the key that is to sign.
    """

    key: BoxKey


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
    made = draft_as(standing, box.code, key.id, wish, chance, forum_rule=forum_rule, seen=seen)
    if isinstance(made, OutOfOrder):
        return made
    return Draft(
        envelope=made.envelope,
        body=made.body,
        content=made.content,
        standing=standing,
        signer=key.id,
        key=key,
    )


def sign(made: Draft, *, forum_rule: ForumRule = say_only) -> Parcel | OutOfOrder:
    """Sign a draft that a person has seen and agreed to.

    Rulings:
        Out of order: the act is not handed out.
    """
    signatures = sign_act(made.envelope, signing(made.key))
    parcel = Parcel(entry=write_entry(made.envelope, signatures), body=write_body(made.body))
    refusal = ruled(made.standing, parcel, made.envelope.time, forum_rule)
    return refusal or parcel


# ---------------------------------------------------------------- which key signs


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
        message = tell(
            "{act} is signed by the key {key}, which is not in this box.", act=wish.name, key=named
        )
        raise CredentialError(message)
    in_force = {one.id for one in standing.keys_of(box.code, KeyUse.SIGN)}
    held = [key for key in box.of(KeyUse.SIGN) if key.id in in_force]
    binding = [key for key in held if standing.may_bind(box.code, key.id, wish.at)]
    if held:
        return (binding or held)[-1]
    if standing.is_seated(box.code):
        why = tell("none of them is in force there")
    else:
        why = tell("{code} does not sit there", code=box.code)
    message = tell(
        "No signing key of this box can sign in {origin}: {why}. "
        "Compare `dipoli node paper` with the keys that the circle lists.",
        origin=standing.origin,
        why=why,
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
