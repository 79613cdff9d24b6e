"""Hand-up: ideas of track 1.5 and 2 on their way to the official track, and what became of them.

No page here names an author, or who objected to a draft. Days are told and no hours, save of a
deadline; a figure over few people stays hidden. Of a part off the record there is nothing to tell
but that it was, who facilitated it, and which text left it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dipoli.charter.points import Point
from dipoli.charter.rules import Track
from dipoli.forum import hand_up as h
from dipoli.forum.hand_up import DraftStage, HandUp, Stage
from dipoli.forum.off_record import OffRecord
from dipoli.forum.off_record import Stage as RoomStage
from dipoli.forum.off_record_rules import still_needed
from dipoli.told import tell
from dipoli.web.acts import Done
from dipoli.web.articles import articles
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.beside import body
from dipoli.web.pages.hand_up_rows import POINTS, UNKNOWN, acts, days, row, step, words
from dipoli.web.pages.recommendations import DRAFTS, draft_page, draft_row
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route


def hand_ups(asked: Asked) -> Page:
    """What was handed up to this circle, what is drafted in it, and its parts off the record."""
    forum = asked.forum
    held = sorted(forum.hand_ups.values(), key=lambda one: one.number)
    drafts = sorted(forum.recommendations.values(), key=lambda one: one.number)
    rooms = sorted(forum.rooms.values(), key=lambda one: one.number)
    return Page(
        title=tell("Hand-up"),
        twin={
            "unofficial": forum.track is not Track.ONE,
            "least": forum.charter.rooms.least,
            "waiting": [row(asked, one) for one in held if one.stage is not Stage.REPLIED],
            "replied": [row(asked, one) for one in held if one.stage is Stage.REPLIED],
            "drafts": [draft_row(asked, one) for one in drafts],
            "rooms": [_room(asked, one) for one in rooms],
            "articles": articles(asked, POINTS),
            "room_articles": articles(asked, (Point.ROOM, Point.ROOM_LEAST)),
        },
    )


def hand_up(asked: Asked) -> Page:
    """One text on its way: as it stands here, step by step.

    Raises:
        MissingError: nothing of this name was drafted here or handed up to here.
    """
    name = asked.words["object"]
    draft, held = asked.forum.recommendations.get(name), asked.forum.hand_ups.get(name)
    if held is not None:
        return _page(asked, held)
    if draft is not None:
        return draft_page(asked, draft)
    raise MissingError


# ---------------------------------------------------------------- one text


def _page(asked: Asked, one: HandUp) -> Page:
    found = acts(asked, one.id)
    told = row(asked, one)
    return Page(
        title=told.pop("title"),
        twin={
            **told,
            "sort": "hand-up",
            **words(asked, one.words, (one.number,)),
            "steps": list(_steps(found, told)),
            "below": _below(asked, one),
            "articles": articles(asked, POINTS),
        },
    )


def _steps(found: Mapping[str, list[Done]], text: Twin) -> Iterator[Twin]:
    """What was done about it, and what comes next."""
    if text["source"]["sort"] == "body":
        told = tell(
            "Nobody who takes part in the body objects to it. Two persons held it against the "
            "names."
        )
        yield step(tell("Consented to, without names"), told)
    else:
        told = tell("The group consented. Two persons who took no part held it against the names.")
        yield step(tell("Consented to, off the record"), told)
    told = tell("The facilitator entered it here, by an act of its own and without its author.")
    yield step(tell("Handed up"), told, text["entered"])
    known = text["stage"] != UNKNOWN
    receipt = days(found.get(h.RECEIVE, ()))
    if receipt:
        yield step(tell("Receipt"), tell("The chair gave a receipt."), receipt[0])
    else:
        told = tell("No receipt of the chair is entered. The reply is due all the same.")
        yield step(tell("Receipt"), told, done=False if known else None)
    for day in text["reminded"]:
        yield step(
            tell("Reminder"), tell("It was reminded that the date of the reply had passed."), day
        )
    if not known:
        yield step(tell("Reply"), tell("Whether there is a reply is not known to you."), done=None)
    elif text["answer"] is not None:
        yield step(
            tell("Reply"),
            tell("The reply: {told}.", told=text["answer"]["told"]),
            text["answer"]["on"],
        )
    else:
        told = tell(
            "Once that time is over, anybody who has a place here may remind of it. Nothing is "
            "taken up or declined by silence."
        )
        yield step(tell("Reply"), told, done=False)


def _below(asked: Asked, one: HandUp) -> Twin | None:
    """The recommendation in the circle of the body, where this reader sits there as well."""
    there = body(asked, one.source)
    if there is None or one.cited is None:
        return None
    found = (each for each in there.forum.recommendations.values() if each.consented == one.cited)
    draft = next(found, None)
    if draft is None:
        return None
    return {
        "object": draft.id,
        "stage": DRAFTS[draft.stage],
        "reported": draft.stage is DraftStage.ANSWERED,
        "page": there.page("hand_up", draft.id),
    }


# ---------------------------------------------------------------- parts off the record


def _room(asked: Asked, one: OffRecord) -> Twin:
    """That there was a part, when, who facilitated it, and which text left it; nothing else."""
    forum, known = asked.forum, one.id not in asked.forum.unknown
    left = next((each for each in forum.hand_ups.values() if each.source == one.id), None)
    meeting = forum.meetings.get(one.meeting)
    return {
        "object": one.id,
        "title": one.title,
        "stage": one.stage if known else UNKNOWN,
        "meeting": {
            "object": one.meeting,
            "title": None if meeting is None else meeting.title,
            "page": asked.thing(one.meeting),
        },
        "facilitator": asked.party(one.facilitator),
        "opens": asked.clock(one.opens),
        "until": asked.clock(one.until),
        "needed": asked.told(still_needed(forum, one)) if known else None,
        "left": None
        if left is None
        else {
            "object": left.id,
            "title": left.title,
            "page": asked.page("hand_up", left.id),
        },
        "over": one.stage is RoomStage.OVER if known else None,
    }


ROUTES = (
    Route(
        name="hand_ups",
        path=f"{ROOM}/hand-up",
        rule=Rule.CIRCLE,
        answer=hand_ups,
        about="Ideas of track 1.5 and 2 on their way up, what became of them, and parts off the "
        "record.",
        menu=tell("Hand-up"),
    ),
    Route(
        name="hand_up",
        path=f"{ROOM}/hand-up/<str:object>",
        rule=Rule.CIRCLE,
        answer=hand_up,
        about="One text on its way up, step by step, without its author.",
        sorts=("recommendation", "hand-up"),
    ),
)
