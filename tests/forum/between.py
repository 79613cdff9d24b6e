"""Circles of an invented mediator, XEF, with one party each: two desks side by side."""

from __future__ import annotations

from typing import Any

from tests.forum.made import Desk, charter, forum, member

from dipoli.forum.offices import How
from dipoli.forum.standing import Forum
from dipoli.record.canon import to_base64
from dipoli.record.shape import write_time

MEDIATOR = "XEF"


def apart(party: str) -> Forum:
    """The circle of the mediator and one party, before anything was said."""
    paper = charter(members=(member(party), member(MEDIATOR)))
    return forum(paper, chair=(), sits=False)


def offered(party: str) -> Desk:
    """The mediator offers its good offices."""
    desk = Desk(apart(party))
    said = {"words": "The crossing.", "mediator": MEDIATOR, "party": party}
    desk.do(MEDIATOR, "offices.open", "G1", **said)
    return desk


def opened(party: str = "XAL") -> Desk:
    """Good offices are open."""
    desk = offered(party)
    desk.do(party, "offices.accept", "G1")
    return desk


def send(desk: Desk, by: str, name: str, words: str, mark: str, **more: Any) -> None:  # noqa: ANN401 - as at the desk
    """A message."""
    desk.do(by, "message.send", name, words=words, mark=mark, **more)


def cited(source: Desk, name: str) -> dict[str, Any]:
    """What is said of the source of a message that is carried word for word."""
    message = source.forum.messages[name]
    return {
        "words": message.words, "source": to_base64(message.leaf), "from": message.by,
    }  # fmt: skip


def told(desk: Desk, to: str, how: How, day: str | None = None) -> dict[str, Any]:
    """The act by which the author of a message is told, as the desk takes it."""
    at = day or write_time(desk.now)[:10]
    return {"to": to, "how": how.value, "day": f"{at}T00:00:00Z"}
