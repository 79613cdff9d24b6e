"""How a forum came about: what it took over, how it rose by its own decisions, how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.charter.points import Point
from dipoli.charter.rules import Level
from dipoli.forum.formality import TOLD
from dipoli.forum.formality_rules import still_needed
from dipoli.forum.framework import Carried, TakeOver, TakeOverStage, WindUp, WindUpStage
from dipoli.forum.framework_rules import take_over_needed, wind_up_needed
from dipoli.forum.inherit import heads_of
from dipoli.forum.names import moment
from dipoli.forum.unseen import ENDED, LEVEL
from dipoli.record.canon import to_base64
from dipoli.told import in_words, tell
from dipoli.web.articles import articles
from dipoli.web.asked import Asked, Page, Twin, titled
from dipoli.web.policy import Rule, admitted
from dipoli.web.route import ROOM, Route
from dipoli.web.speech import term

UNKNOWN = term(tell("not known"))


def formality(asked: Asked) -> Page:
    """The history of a forum as a forum."""
    forum = asked.forum
    known = LEVEL not in forum.unknown
    return Page(
        title=tell("How this forum came about"),
        twin={
            "known": known,
            "level": forum.level if known else None,
            "told": asked.told(still_needed(forum)) if known and not _compiled(asked) else None,
            "compiled": _compiled(asked),
            "reports_to": forum.reports_to,
            "levels": list(_levels(asked, known=known)),
            "entries": [_entry(asked, one) for one in heads_of(forum)],
            "given_up": [_given_up(asked, one) for one in _dropped(asked)],
            "ended": forum.ended is not None if ENDED not in forum.unknown else None,
            "articles": articles(asked, (Point.LEVEL, Point.FRAMEWORK_TAKE, Point.FRAMEWORK_END)),
        },
    )


def _compiled(asked: Asked) -> bool:
    """Whether the step is a compiler's reading of public documents, and no act of the forum."""
    return asked.forum.charter.compiled


def _levels(asked: Asked, *, known: bool) -> Iterator[Twin]:
    """The steps of a forum: which it has reached, since when, and by which decision."""
    forum = asked.forum
    rises = {one.level: one for one in forum.rises}
    ladder = list(Level)
    first = ladder.index(forum.level) - len(forum.rises)
    for place, level in enumerate(ladder):
        rise = rises.get(level)
        reached = ladder.index(forum.level) >= place
        if known and place < first:
            continue  # a forum that began above this step never stood on it
        if known and not reached and (_compiled(asked) or forum.ended is not None):
            continue  # nobody rises from here any more
        proposal = None if rise is None else forum.proposals.get(rise.decision)
        yield {
            "level": level,
            "told": TOLD[level],
            "reached": reached if known else None,
            "now": level is forum.level if known else None,
            "began": place == first if known else None,
            "at": None if rise is None else asked.clock(rise.time),
            "decision": None
            if rise is None
            else {
                "object": rise.decision,
                "title": None if proposal is None else proposal.title,
                "page": asked.thing(rise.decision),
            },
        }


# ---------------------------------------------------------------- frameworks


def _entry(asked: Asked, one: WindUp | TakeOver) -> Twin:
    """What the record says of an end, or of taking over."""
    forum, known = asked.forum, one.id not in asked.forum.unknown
    taken = one if isinstance(one, TakeOver) else None
    if isinstance(one, TakeOver):
        origin, needed = one.origin, take_over_needed(forum, one)
    else:
        origin, needed = one.successor or "", wind_up_needed(forum, one)
    return {
        "object": one.id,
        "sort": "wind-up" if taken is None else "take-over",
        "words": one.words,
        "by": asked.party(one.by),
        "stage": in_words(one.stage) if known else UNKNOWN,
        "since": asked.clock(one.since),
        "needed": asked.told(needed) if known else None,
        "origin": origin or None,
        "there": _there(asked, origin),
        "size": one.size,
        "root": None if one.root is None else to_base64(one.root),
        "decision": None
        if one.decision is None
        else {"object": one.decision, "page": asked.thing(one.decision)},
        "things": [] if taken is None else list(_things(asked, taken)),
        "page": asked.thing(one.id),
    }


def _there(asked: Asked, origin: str) -> Twin | None:
    """The other record, where this reader may read it on this site."""
    assert asked.hall is not None  # noqa: S101 - the address names a circle
    for room in asked.hall.rooms.values():
        read = admitted(asked.reader, room)
        if read is not None and read.forum is not None and read.standing.origin == origin:
            return {"title": titled(read), "page": asked.page("formality", room=room.name)}
    return None


def _things(asked: Asked, taken: TakeOver) -> Iterator[Twin]:
    """What it lists, sort by sort in the order of listing; seats in protocol order."""
    found: dict[str, list[str]] = {}
    for sort, name, _ in taken.in_order():
        found.setdefault(sort, []).append(name)
    for sort, names in found.items():
        told = [one["name"] for one in asked.parties(names)] if sort == "seat" else names
        yield {"sort": Carried(sort), "names": told}


def _dropped(asked: Asked) -> list[WindUp | TakeOver]:
    """What was put forward and given up, in the order of entry."""
    forum = asked.forum
    wound = [one for one in forum.windings.values() if one.stage is WindUpStage.KEPT]
    taken = [one for one in forum.takeovers.values() if one.stage is TakeOverStage.DROPPED]
    return sorted((*wound, *taken), key=lambda one: one.number)


def _given_up(asked: Asked, one: WindUp | TakeOver) -> Twin:
    return {
        "object": one.id,
        "sort": "wind-up" if isinstance(one, WindUp) else "take-over",
        "words": one.words,
        "by": asked.party(one.by),
        "on": moment(one.since),
        "page": asked.thing(one.id),
    }


ROUTES = (
    Route(
        name="formality",
        path=f"{ROOM}/history",
        rule=Rule.CIRCLE,
        answer=formality,
        about="How the forum rose by its own decisions, what it took over, and how it ended.",
    ),
)
