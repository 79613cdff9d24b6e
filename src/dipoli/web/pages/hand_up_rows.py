"""What the pages of hand-up share: a text above, its source, its reply, and steps on its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dipoli.charter.points import Point
from dipoli.forum import hand_up as h
from dipoli.forum.hand_up import Answer, HandUp, Stage
from dipoli.forum.hand_up_rules import still_needed
from dipoli.forum.people import shown_figure, told_figure
from dipoli.told import tell
from dipoli.web.acts import Done, Silent, history
from dipoli.web.asked import Asked, Twin
from dipoli.web.speech import term

STAGES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.HANDED_UP: term(tell("handed up")),
        Stage.REPLY_DUE: term(tell("reply due")),
        Stage.REMINDED: term(tell("reminded")),
        Stage.REPLIED: term(tell("replied")),
    }
)
UNKNOWN = term(tell("not known"))

POINTS = (
    Point.RECOMMENDATION,
    Point.NAMES_OUT,
    Point.HAND_UP,
    Point.HAND_UP_REPLY,
    Point.ROOM_LEAST,
)
"""What the charter says of hand-up."""


def row(asked: Asked, one: HandUp) -> Twin:
    """A text in the circle to which it was handed up, as a list has it."""
    known = one.id not in asked.forum.unknown
    return {
        "object": one.id,
        "title": one.title,
        "stage": STAGES[one.stage] if known else UNKNOWN,
        "source": _source(asked, one),
        "entered": one.entered[:10],
        "due": asked.clock(one.due),
        "overdue": one.is_late(asked.time) if known else None,
        "reminded": [time[:10] for time in one.reminded],
        "answer": _answer(asked, one) if known else None,
        "needed": asked.told(still_needed(asked.forum, one)) if known else None,
        "page": asked.page("hand_up", one.id),
    }


def _source(asked: Asked, one: HandUp) -> Twin:
    """From where a text comes: a body, or a part off the record of which nothing is known."""
    found = asked.forum.bodies.get(one.source)
    if found is None:
        room = asked.forum.rooms.get(one.source)
        return {
            "sort": "part off the record",
            "object": one.source,
            "title": None if room is None else room.title,
            "people": None,
            "people_told": None,
            "page": asked.page("hand_ups") + f"#{one.source}",
        }
    people = len(found.seats)
    return {
        "sort": "body",
        "object": found.id,
        "title": found.title,
        "people": shown_figure(people, asked.forum.charter.rooms.least),
        "people_told": told_figure(asked.forum, people),
        "page": asked.thing(found.id),
    }


ANSWERS: Mapping[Answer, str] = MappingProxyType(
    {
        Answer.TAKEN_UP: tell("taken up"),
        Answer.REFERRED: tell("referred to a basket"),
        Answer.NOTED: tell("noted"),
        Answer.DECLINED: tell("declined"),
    }
)


def _answer(asked: Asked, one: HandUp) -> Twin | None:
    """The reply; None before there is one."""
    if one.answer is None:
        return None
    struck = _struck(asked, one.id, h.REPLY)
    reason = None if struck else one.reason
    told = ANSWERS[one.answer]
    if one.answer is Answer.DECLINED:
        told = (
            tell("declined, without a reason")
            if one.reason is None
            else tell("declined, with a reason")
        )
    return {
        "answer": one.answer,
        "told": told,
        "basket": None
        if one.basket is None
        else {"name": asked.names.basket(one.basket), "page": asked.page("basket", one.basket)},
        "reason": reason,
        "silent": struck,
        "on": None if one.replied is None else one.replied[:10],
    }


def _struck(asked: Asked, name: str, act: str) -> str | None:
    """Why the words of an act are not shown; None where they are."""
    found = acts(asked, name).get(act, ())
    return next((one.silent.value for one in found if one.silent is not None), None)


def acts(asked: Asked, name: str) -> dict[str, list[Done]]:
    """Acts about a text by their names, those that have an effect."""
    held: dict[str, list[Done]] = {}
    for one in history(asked, name):
        if not one.void:
            held.setdefault(one.name, []).append(one)
    return held


def days(found: Iterable[Done]) -> list[str]:
    """The days of some acts; no hour is told."""
    return [one.time[:10] for one in found]


def step(what: str, told: str, day: str | None = None, *, done: bool | None = True) -> Twin:
    """One step on the way of a text; whether it was done is None where that is not known."""
    return {"what": what, "told": told, "on": day, "done": done}


def words(asked: Asked, text: str, numbers: Iterable[int]) -> Twin:
    """Words of a text; none where the body struck an act by which they stand.

    Args:
        asked: of which circle, and who asks.
        text: the words.
        numbers: of the acts by which they stand.
    """
    if any(number in asked.forum.struck for number in numbers):
        return {"words": None, "silent": Silent.STRUCK.value}
    return {"words": text, "silent": None}
