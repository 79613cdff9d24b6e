"""Acts of one's delegation that wait for a second person."""

from __future__ import annotations

from dipoli.record.act import signed_bytes
from dipoli.record.canon import to_base64
from dipoli.record.keys import KeyUse
from dipoli.told import tell
from dipoli.web import waiting
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.doing import doings
from dipoli.web.policy import Rule
from dipoli.web.preparing import said_in_words
from dipoli.web.route import ROOM, Route


def second(asked: Asked) -> Page:
    """What waits for a second person of the reader's delegation."""
    if asked.read is None or asked.room is None or asked.room.door is None:
        raise MissingError
    keys = asked.read.standing.keys_of(asked.reader.code, KeyUse.SIGN)
    return Page(
        title=tell("Acts that wait for a second person"),
        twin={
            "seat": asked.party(asked.reader.code),
            "keys": [one.id for one in keys],
            "rows": [_row(asked, one) for one in waiting.all_of(asked)],
        },
    )


def _row(asked: Asked, one: waiting.Waiting) -> Twin:
    slip = one.slip
    assert asked.read is not None  # noqa: S101 - who acts reads
    author = asked.read.standing.authors.get(slip.envelope.by)
    doing = doings()[slip.envelope.name.removesuffix("/1")]
    return {
        "waiting": one.id,
        "act": doing.name,
        "told": asked.told(tell(doing.meaning)),
        "object": slip.envelope.object or None,
        "said": list(said_in_words(asked, doing, slip.content)),
        "first": one.signature.key,
        "passed": slip.envelope.seq != (author.acts if author else 0),
        "signed": to_base64(signed_bytes(slip.envelope)),
        "confirm": slip.envelope.object or doing.name,
    }


ROUTES = (
    Route(
        name="waiting",
        path=f"{ROOM}/waiting",
        rule=Rule.ACTING,
        answer=second,
        about="Acts of the reader's delegation that wait for a second person.",
    ),
)
