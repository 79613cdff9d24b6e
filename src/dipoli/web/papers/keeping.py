"""Laying sealed papers by, and giving them out to the delegation whose they are."""

from __future__ import annotations

import datetime as dt
import secrets

from attrs import frozen

from dipoli.faults import CredentialError, MalformedError, RefusedError, SealedError
from dipoli.node.paper_box import read_public, size_of
from dipoli.record.canon import from_base64
from dipoli.told import tell
from dipoli.web.papers.models import OfferedKey, Paper

MOST_PAPERS, MOST_OFFERED = 1000, 16


@frozen(kw_only=True)
class Whose:
    """Of which delegation in which forum."""

    forum: str
    code: str


@frozen(kw_only=True)
class Kept:
    """A paper as it is listed: its id, its day, and its length class in KiB."""

    id: str
    day: str
    size: int


@frozen(kw_only=True)
class Offered:
    """A key that was offered: its text, the code by which it is compared, and the day."""

    public: str
    code: str
    day: str


def kept(whose: Whose) -> list[Kept]:
    """The papers of a delegation, the newest first."""
    found = Paper.objects.filter(forum=whose.forum, code=whose.code).order_by("-day", "id")
    return [Kept(id=one.id, day=one.day.isoformat(), size=size_of(bytes(one.box))) for one in found]


def box_of(whose: Whose, id_: str) -> bytes | None:
    """The ciphertext of a paper; None where the delegation has none of that id."""
    found = Paper.objects.filter(forum=whose.forum, code=whose.code, id=id_).first()
    return None if found is None else bytes(found.box)


def keep(whose: Whose, text: str, day: str, instead: str = "") -> str:
    """Lay a sealed paper by.

    Args:
        whose: of which delegation.
        text: the sealed paper, base64.
        day: on which it came, such as 2030-03-01.
        instead: id of a paper that goes; empty where none goes.

    Returns:
        Its id.

    Raises:
        RefusedError: it is no sealed paper, or there are too many. Nothing was kept.
    """
    box = _box(text)
    own = Paper.objects.filter(forum=whose.forum, code=whose.code)
    if own.count() >= MOST_PAPERS and not instead:
        message = tell(
            "Your delegation keeps {number} papers here already. Remove some first.",
            number=MOST_PAPERS,
        )
        raise RefusedError(message)
    made = Paper.objects.create(
        id=secrets.token_hex(8),
        forum=whose.forum,
        code=whose.code,
        day=dt.date.fromisoformat(day),
        box=box,
    )
    if instead:
        own.filter(id=instead).delete()
    return made.id


def remove(whose: Whose, id_: str) -> bool:
    """Take a paper away; whether there was one."""
    return bool(Paper.objects.filter(forum=whose.forum, code=whose.code, id=id_).delete()[0])


def offered(whose: Whose) -> list[Offered]:
    """The keys that were offered to a delegation, in the order in which they came."""
    found = OfferedKey.objects.filter(forum=whose.forum, code=whose.code).order_by("id")
    return [
        Offered(public=one.public, code=read_public(one.public).code, day=one.day.isoformat())
        for one in found
    ]


def offer(whose: Whose, text: str, day: str) -> None:
    """Offer a public key to the others of a delegation.

    Raises:
        RefusedError: it is none, or there are too many.
    """
    try:
        public = read_public(text).text
    except (MalformedError, CredentialError):
        message = tell(
            "That is no paper key. Copy it whole, as your browser or your node shows it."
        )
        raise RefusedError(message) from None
    own = OfferedKey.objects.filter(forum=whose.forum, code=whose.code)
    if own.filter(public=public).exists():
        return
    if own.count() >= MOST_OFFERED:
        message = tell("There are {number} keys already. Take one away first.", number=MOST_OFFERED)
        raise RefusedError(message)
    OfferedKey.objects.create(
        forum=whose.forum, code=whose.code, public=public, day=dt.date.fromisoformat(day)
    )


def withdraw(whose: Whose, public: str) -> bool:
    """Take an offered key away; whether there was one. What was sealed to it stays sealed to it."""
    found = OfferedKey.objects.filter(forum=whose.forum, code=whose.code, public=public)
    return bool(found.delete()[0])


def _box(text: str) -> bytes:
    try:
        box = from_base64("".join(text.split()), what="a sealed paper")
        size_of(box)
    except (MalformedError, SealedError):
        message = tell(
            "That is no sealed paper, and nothing was kept. Seal it in your browser or with your "
            "node first: nothing that can be read is laid by here."
        )
        raise RefusedError(message) from None
    return box
