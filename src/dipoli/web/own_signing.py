"""Signing on the pages of a node: with the key of the box, after the whole was shown and typed for.

What is signed is the draft that this program showed, found by the digest of what is signed; another
that a page might bring is not signed. The act is laid in the outbox, as by ``dipoli forum act``.
"""

from __future__ import annotations

from django.urls import reverse

from dipoli.faults import DipoliError, MalformedError
from dipoli.node.write import Draft
from dipoli.record.act import read_entry
from dipoli.record.canon import from_base64
from dipoli.record.drafting import Wish
from dipoli.record.parcel import read_parcel
from dipoli.record.ruling import OutOfOrder
from dipoli.told import joined, tell
from dipoli.web.asked import Asked, MissingError
from dipoli.web.doing import doings
from dipoli.web.own import digest_of
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Action, Answered, Gone, Input, Sent
from dipoli.web.sent import NotOfFormError
from dipoli.web.speech import words_of
from dipoli.web.ways import SLIP

WORD = "sign"
"""What is typed to sign an act that needs no other word, as on the console."""


def own_draft(asked: Asked, wish: Wish) -> Draft | OutOfOrder:
    """Draft an act on the node's own copy of the circle at hand.

    Raises:
        DipoliError: an act of the same number waits in the outbox, or no key could sign.
    """
    own = asked.site.own
    assert own is not None  # noqa: S101 - who calls has asked
    assert asked.read is not None  # noqa: S101 - the address names a circle
    return own.draft(asked.read.standing.origin, wish)


def sign_own(asked: Asked, sent: Sent) -> Gone | Answered:
    """Sign the draft that was shown, and lay the act in the outbox."""
    own = asked.site.own
    if own is None or asked.read is None:
        raise MissingError
    message = tell("this draft was not shown by the node that runs now. Prepare the act again.")
    try:
        entry = read_entry(read_parcel(from_base64(sent["slip"][0], what="a draft")).entry)
    except (MalformedError, ValueError):
        raise NotOfFormError(message) from None
    envelope = entry.envelope
    doing = doings().get(envelope.name.removesuffix("/1"))
    weighty = doing is not None and doing.weighty
    word = (envelope.object or envelope.name.removesuffix("/1")) if weighty else WORD
    if sent["confirm"][0].strip() != word:
        told = tell(
            "to do this, {word} is typed in the field for it. Go back, and type it.", word=word
        )
        raise NotOfFormError(told)
    try:
        path = own.sign(asked.read.standing.origin, digest_of(envelope))
    except DipoliError as fault:
        raise NotOfFormError(words_of(fault)) from None
    if path is None:
        raise NotOfFormError(message)
    if isinstance(path, OutOfOrder):
        said = joined(" ", [asked.told(path.why), asked.told(path.remedy)])
        raise NotOfFormError(joined(": ", [path.clause, said]))
    return Gone(to=reverse("node"), twin={"file": path.name})


ACTIONS = (
    Action(
        name="sign-own",
        path=f"{ROOM}/sign/node",
        rule=Rule.ACTING,
        do=sign_own,
        about="On the pages of a node: sign the draft that it showed, and lay it in the outbox.",
        inputs=(
            SLIP,
            Input(name="confirm", meaning="The word that the page asks for, typed.", most=300),
        ),
    ),
)
