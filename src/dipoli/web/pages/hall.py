"""A forum: its baskets as rows, its bodies, what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.charter.rules import Level
from dipoli.forum import basket as b
from dipoli.forum import decision as d
from dipoli.forum import meeting as m
from dipoli.forum import silence as q
from dipoli.forum.basket_rules import basket_of
from dipoli.forum.overview import overview
from dipoli.told import in_words, tell
from dipoli.web.asked import Asked, Page, Twin, titled
from dipoli.web.pages.circle import presiding
from dipoli.web.policy import Rule, admitted
from dipoli.web.route import HALL, Route


def hall(asked: Asked) -> Page:
    """The forum home, of the circle that all others report to."""
    forum = asked.forum
    return Page(
        title=titled(asked.read),
        twin={
            "level": forum.level,
            "formality": FORMALITY[forum.level],
            "chair": presiding(asked),
            "baskets": list(_baskets(asked)),
            "bodies": list(_bodies(asked)),
            "next": list(_next(asked)),
        },
    )


FORMALITY = {
    Level.DIALOGUE: tell("A forum for dialogue."),
    Level.POLITICAL: tell("A forum of political commitments."),
    Level.ORGANISATION: tell("An organisation."),
}
"""How formal a forum is, in a sentence."""

_OPEN = frozenset(d.Stage) - {
    d.Stage.WITHDRAWN, d.Stage.LAPSED, d.Stage.IN_EFFECT
}  # fmt: skip


def _baskets(asked: Asked) -> Iterator[Twin]:
    """A row for each basket, in the order of the charter."""
    for group in overview(asked.forum, asked.time):
        if group.basket is None:
            continue
        held = [one for one in asked.forum.proposals.values() if one.basket == group.basket]
        found = basket_of(asked.forum, group.basket)
        yield {
            "basket": group.basket,
            "name": asked.names.basket(group.basket),
            "page": asked.page("basket", group.basket),
            "stage": next((line.stage for line in group.lines if line.sort == "basket"), ""),
            "parked": asked.clock(found.since if found and found.stage is b.Stage.PARKED else None),
            "open": [
                {
                    "object": one.id,
                    "title": one.title,
                    "stage": one.stage,
                    "told": in_words(one.stage),
                    "page": asked.thing(one.id),
                }
                for one in sorted(held, key=lambda one: asked.forum.begun.get(one.id, 0))
                if one.stage in _OPEN
            ],
            "latest": _latest(asked, held),
        }


def _latest(asked: Asked, held: list[d.Proposal]) -> Twin | None:
    """What took effect last of a basket; None for nothing."""
    found = [one for one in held if one.stage is d.Stage.IN_EFFECT]
    if not found:
        return None
    one = max(found, key=lambda one: one.since)
    return {
        "object": one.id,
        "title": one.title,
        "since": asked.clock(one.since),
        "page": asked.thing(one.id),
    }


def _bodies(asked: Asked) -> Iterator[Twin]:
    assert asked.hall is not None  # noqa: S101 - the address names one
    for room in asked.hall.rooms.values():
        read = admitted(asked.reader, room)
        if room.name == asked.hall.plenary.name or read is None:
            continue
        yield {
            "name": room.name,
            "title": titled(read),
            "track": None if read.forum is None else read.forum.track,
            "sealed": read.standing.is_sealed,
            "page": asked.page("circle", room=room.name),
        }


def _next(asked: Asked) -> Iterator[Twin]:
    """What comes next by the clock: meetings called, silences that run."""
    forum, rows = asked.forum, list[Twin]()
    for meeting in forum.meetings.values():
        if meeting.stage is m.Stage.CALLED:
            rows.append(
                {
                    "object": meeting.id, "title": meeting.title, "what": tell("meeting"),
                    "at": asked.clock(meeting.opens), "page": asked.thing(meeting.id),
                }
            )  # fmt: skip
    for proposal, silence in forum.silences.items():
        if silence.stage is q.Stage.RUNNING:
            rows.append(
                {
                    "object": proposal, "title": forum.proposals[proposal].title,
                    "what": tell("silence ends"), "at": asked.clock(silence.until),
                    "page": asked.page("silence", proposal),
                }
            )  # fmt: skip
    yield from sorted(rows, key=lambda row: (row["at"] is None, (row["at"] or {}).get("utc", "")))


ROUTES = (
    Route(
        name="hall",
        path=HALL,
        rule=Rule.CIRCLE,
        answer=hall,
        about="The forum: its baskets as rows, its bodies, what comes next.",
    ),
)
