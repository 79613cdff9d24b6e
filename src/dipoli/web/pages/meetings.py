"""Meetings: those to come and those past; and one meeting, whose page is its agenda.

A meeting closes with a text, with a summary for which the chair alone is responsible, with an
agreed line for the press, or with nothing, and nothing is no failure. Of a part off the record the
page tells that it exists, and its rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.charter.points import Point
from dipoli.forum import floor as f
from dipoli.forum import floor_rules, minutes_rules
from dipoli.forum import meeting as m
from dipoli.forum.compiled import Sort, told
from dipoli.forum.kind import hours, times
from dipoli.forum.meeting import Meeting
from dipoli.forum.meeting_forms import Ruled
from dipoli.forum.minutes_rules import window_ends
from dipoli.forum.register_words import (
    OUTCOMES,
    PAST,
    levels,
    meeting_needed,
    meeting_stands,
    meetings_in_time,
)
from dipoli.told import in_words, tell
from dipoli.web.acts import Done, at_table, done, history, quoted
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.sitting_told import Sat, sat
from dipoli.web.speech import term
from dipoli.web.taking import files


def meetings(asked: Asked) -> Page:
    """Meetings to come, the earliest first; then those past, the latest first."""
    coming, past = meetings_in_time(asked.forum)
    return Page(
        title=tell("Meetings"),
        twin={
            "compiled": asked.forum.charter.compiled,
            "coming": [_row(asked, one) for one in coming],
            "past": [_row(asked, one) for one in past],
            "rounds": list(_rounds(asked)),
            "files": files(asked, "meetings"),
            "notice": {
                "told": hours(asked.forum.charter.meeting.notice),
                "article": article(asked, Point.MEETING_NOTICE),
            },
            "chair": asked.page("chair"),
        },
    )


def _row(asked: Asked, one: Meeting) -> Twin:
    return {
        "object": one.id,
        "title": one.title,
        "place": one.place,
        "opens": asked.clock(one.opens),
        "until": asked.clock(one.until),
        "stage": _stage(asked, one),
        "needed": asked.told(meeting_needed(asked.forum, one)),
        "levels": list(levels(one)),
        "presided": asked.parties(one.presided),
        "outcome": None if one.outcome is None else one.outcome,
        "outcome_told": None if one.outcome is None else OUTCOMES[one.outcome],
        "page": asked.page("meeting", one.id),
    }


def _stage(asked: Asked, one: Meeting) -> str:
    stands = meeting_stands(asked.forum, one)
    return stands if stands.context else term(stands)


def _rounds(asked: Asked) -> Iterator[Twin]:
    """Rounds of talks that a compiler entered from public documents."""
    for one in sorted(asked.forum.entries.values(), key=lambda one: one.said.date, reverse=True):
        if one.said.sort is Sort.ROUND:
            yield {
                "object": one.id,
                "title": one.said.words,
                "told": asked.told(told(one)),
                "page": asked.thing(one.id),
            }


# ---------------------------------------------------------------- one meeting


def meeting(asked: Asked) -> Page:
    """One meeting: its agenda, and what was done on it.

    Raises:
        MissingError: there is none of this name.
    """
    one = asked.forum.meetings.get(asked.words["object"])
    if one is None:
        raise MissingError
    acts, day = meeting_acts(asked, one), sat(asked, one)
    return Page(
        title=one.title,
        twin={
            **_row(asked, one),
            "called": asked.clock(one.called),
            "called_by": asked.party(done(asked, one.number).by),
            "notice": article(asked, Point.MEETING_NOTICE),
            "agenda": _agenda(asked, one, acts, day),
            "days": day.days,
            "floor": _floor(asked, one, acts),
            "points": list(_points(asked, one)),
            "credentials": list(_credentials(asked, one, acts)),
            "credentials_article": article(asked, Point.CREDENTIALS),
            "closing": _outcome(asked, one, acts),
            "record": _record(asked, one, acts),
            "struck": list(_struck(asked, day, acts)),
            "off_record": _off_record(asked, one),
            "projector": asked.page("projector", one.id),
            "files": files(asked, "meeting", one.id),
            "chair": asked.page("chair"),
        },
    )


def meeting_acts(asked: Asked, one: Meeting) -> tuple[Done, ...]:
    """Every act about a meeting itself, without those that are out of order."""
    return tuple(act for act in history(asked, one.id) if not act.void)


def _last(acts: tuple[Done, ...], name: str) -> Done | None:
    return next((act for act in reversed(acts) if act.name == name), None)


def _agenda(asked: Asked, one: Meeting, acts: tuple[Done, ...], day: Sat) -> Twin:
    items = asked.forum.items
    adopted = _last(acts, m.ADOPT)
    left = [x for x in items.values() if x.meeting == one.id and x.id not in one.items]
    contests = sorted(one.contests.items(), key=lambda pair: pair[1])
    return {
        "stage": one.agenda,
        "adopted": asked.clock(None if adopted is None else adopted.time),
        "article": article(asked, Point.AGENDA),
        "contests": [
            {**quoted(asked, done(asked, number)), "by": asked.party(code)}
            for code, number in contests
        ],
        "items": [
            {
                "place": place,
                "object": name,
                "title": items[name].title,
                "by": asked.party(items[name].by),
                "now": one.item == name and one.stage not in PAST,
                **day.under(name),
            }
            for place, name in enumerate(one.items, 1)
        ],
        "taken_off": [
            {"object": x.id, "title": x.title, "by": asked.party(x.by)}
            for x in sorted(left, key=lambda x: x.number)
        ],
    }


def _floor(asked: Asked, one: Meeting, acts: tuple[Done, ...]) -> Twin | None:
    """The list of speakers on the item that is taken up; None where no meeting is open."""
    if one.stage not in m.SITTING:
        return None
    took = _last(acts, m.TAKE_UP)
    since = 0 if took is None else took.number
    replies = [x for x in acts if x.name == m.CLAIM_REPLY and x.number > since]
    return {
        "item": one.item,
        "floor": None if one.floor is None else asked.party(one.floor),
        "speakers": [asked.party(code) for code in one.speakers],
        "closed": one.closed_list,
        "replies": [{"by": asked.party(x.by), "at": asked.clock(x.time)} for x in replies],
        "replies_told": _replies(asked),
        "article": article(asked, Point.FLOOR),
    }


def _replies(asked: Asked) -> str:
    most = asked.forum.charter.meeting.replies
    if not most:
        return tell("In this forum there is no right of reply.")
    return tell("On one item a delegation replies {times} at most.", times=times(most))


def _points(asked: Asked, one: Meeting) -> Iterator[Twin]:
    """Points of order in the order in which they were raised, each with ruling and appeal."""
    held = [x for x in asked.forum.points.values() if x.meeting == one.id]
    for point in sorted(held, key=lambda x: x.number):
        acts = tuple(act for act in history(asked, point.id) if not act.void)
        ruled, appeal = _last(acts, f.RULE), _last(acts, f.APPEAL)
        settled = _last(acts, f.SUPPORT) or _last(acts, f.YIELD)
        sustained = ruled.said.sustained if ruled and isinstance(ruled.said, Ruled) else None
        yield {
            **quoted(asked, done(asked, point.number)),
            "object": point.id,
            "stage": point.stage,
            "told": in_words(point.stage),
            "needed": asked.told(floor_rules.still_needed(asked.forum, point)),
            "ruling": None if ruled is None else quoted(asked, ruled),
            "sustained": sustained,
            "appeal": None if appeal is None else quoted(asked, appeal),
            "settled": None if settled is None else quoted(asked, settled),
            "supported": settled is not None and settled.name == f.SUPPORT,
            "article": article(asked, Point.POINT_OF_ORDER),
        }


def _credentials(asked: Asked, one: Meeting, acts: tuple[Done, ...]) -> Iterator[Twin]:
    """Credentials in protocol order, of who sat here by then."""
    closed = _last(acts, m.CLOSE)
    end = asked.time if closed is None else closed.time
    none = one.stage in {m.Stage.CALLED, m.Stage.CANCELLED} and not one.credentials
    for code in () if none else asked.forum.order:
        held = one.credentials.get(code)
        if held is None and not at_table(asked, code, one.opens, end):
            continue
        yield {
            **asked.party(code),
            "head": None if held is None else held.head,
            "level": None if held is None else in_words(held.rank),
            "stage": m.Credential.NONE.value if held is None else held.stage,
            "told": term(tell("no entry")) if held is None else in_words(held.stage),
        }


# ---------------------------------------------------------------- how it closed


def _outcome(asked: Asked, one: Meeting, acts: tuple[Done, ...]) -> Twin | None:
    act = _last(acts, m.CLOSE)
    if one.outcome is None or act is None:
        return None
    return {
        **quoted(asked, act),
        "sort": one.outcome,
        "told": OUTCOMES[one.outcome],
        "paper": one.paper,
        "page": None if one.paper is None else asked.thing(one.paper),
        "title": _title(asked, one.paper),
        "article": article(asked, Point.OUTCOME),
    }


def _title(asked: Asked, name: str | None) -> str | None:
    held = asked.forum.texts.get(name or "") or asked.forum.proposals.get(name or "")
    return None if held is None else held.title


def _record(asked: Asked, one: Meeting, acts: tuple[Done, ...]) -> Twin:
    """The summary record: its words, its window for corrigenda, the corrections asked for."""
    issued, settled = _last(acts, m.ISSUE), _last(acts, m.SETTLE)
    window = asked.forum.charter.meeting.corrigenda
    return {
        "stage": one.minutes,
        "told": in_words(one.minutes),
        "issued": None if issued is None else quoted(asked, issued),
        "until": asked.clock(window_ends(asked.forum, one)) if one.issued and window else None,
        "end": tell(
            "After that moment the secretariat settles the record; it is not corrected then."
        ),
        "corrections": [quoted(asked, done(asked, number)) for number in one.corrections],
        "settled": asked.clock(None if settled is None else settled.time),
        "needed": asked.told(minutes_rules.still_needed(asked.forum, one)),
        "article": article(asked, Point.MINUTES),
    }


def _struck(asked: Asked, day: Sat, acts: tuple[Done, ...]) -> Iterator[Twin]:
    """Words of this meeting that the body struck: whose, when, and by which decision."""
    mine = {act.number for act in acts} | set(day.numbers)
    for number, decision in sorted(asked.forum.struck.items()):
        if number in mine:
            act = done(asked, number)
            yield {
                "act": number,
                "by": asked.party(act.by),
                "at": asked.clock(act.time),
                "decision": decision,
                "page": asked.thing(decision),
                "withheld": number in asked.forum.withheld,
                "article": article(asked, Point.STRIKE),
            }


def _off_record(asked: Asked, one: Meeting) -> Twin | None:
    """Parts off the record: that they exist, from when to when, and their rule; no more."""
    held = [x for x in asked.forum.rooms.values() if x.meeting == one.id]
    if not held:
        return None
    return {
        "parts": [
            {
                "object": x.id,
                "stage": x.stage,
                "opens": asked.clock(x.opens),
                "until": asked.clock(x.until),
            }
            for x in sorted(held, key=lambda x: x.number)
        ],
        "article": article(asked, Point.ROOM),
    }


ROUTES = (
    Route(
        name="meetings",
        path=f"{ROOM}/meetings",
        rule=Rule.CIRCLE,
        answer=meetings,
        about="Meetings: those to come first, then those past, with place, level and outcome.",
        menu=tell("Meetings"),
    ),
    Route(
        name="meeting",
        path=f"{ROOM}/meetings/<str:object>",
        rule=Rule.CIRCLE,
        answer=meeting,
        about="One meeting: its agenda, speakers, points of order, outcome and record.",
        sorts=("meeting",),
    ),
)
