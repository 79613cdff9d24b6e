"""What measures await of one seat now: an answer, a word of receipt, a report, a yearly entry."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.charter.measures import Shape, Trigger
from dipoli.forum import hotline as h
from dipoli.forum import inspection as i
from dipoli.forum import measure as m
from dipoli.forum import notification as n
from dipoli.forum import visit as v
from dipoli.forum.in_order import in_order
from dipoli.forum.inspection_rules import next_due, used_up
from dipoli.forum.measure_rules import binds, kept_of
from dipoli.forum.notification_rules import awaited
from dipoli.forum.standing import Forum
from dipoli.told import joined, tell

SOON = 1_440
"""Hours before a day of each year from which on it is told: sixty days."""

Awaited = tuple[str, str, str, tuple[str, ...], str | None]
"""What it is about, its title, what waits, the acts that answer it, and until when."""

_SENDS = frozenset({Shape.NOTIFICATION, Shape.CALENDAR})


def of_seat(forum: Forum, code: str, now: str) -> Iterator[Awaited]:
    """What waits for one seat.

    Args:
        forum: the standing.
        code: of the seat.
        now: the moment.
    """
    yield from _yearly(forum, code, now)
    yield from _notifications(forum, code)
    yield from _inspections(forum, code)
    yield from _visits(forum, code)
    yield from _lines(forum, code)


def _yearly(forum: Forum, code: str, now: str) -> Iterator[Awaited]:
    """Yearly entries of this year whose day is near or has passed."""
    year = m.year_of(now)
    for one in in_order(forum, forum.measures):
        asks = one.runs and one.row.trigger is Trigger.YEAR and one.row.form in _SENDS
        if not asks or not binds(forum, one, code):
            continue
        for each in (year, year + 1):
            date = m.day_of(each, str(one.row.day))
            begun = str(forum.measures[one.root].begun) <= date <= m.shifted(now, SOON)
            if begun and (code, each) not in kept_of(forum, one).entered:
                told = tell("What it sends for {year} is due.", year=each)
                yield one.id, one.row.measure, told, (n.SEND,), date


def _notifications(forum: Forum, code: str) -> Iterator[Awaited]:
    for one in in_order(forum, forum.notifications):
        if n.ACKNOWLEDGE in n.MOVES[one.stage] and code in awaited(forum, one):
            told = tell("A notification of {who} can be acknowledged.", who=one.by)
            yield one.id, "", told, (n.ACKNOWLEDGE,), None


def _inspections(forum: Forum, code: str) -> Iterator[Awaited]:
    for one in in_order(forum, forum.inspections):
        step = next_due(forum, one)
        until = None if step is None else step.due
        if one.stage is i.Stage.REQUESTED and code == one.host:
            full = used_up(forum, one)
            told: str = tell("{who} asks for an inspection.", who=one.by)
            told = joined(" ", (told, full)) if full else told
            yield one.id, "", told, (i.REFUSE,) if full else (i.ACCEPT, i.REFUSE), until
        elif one.stage in _AFTER and code in one.sides:
            told, acts = _AFTER[one.stage]
            yield one.id, "", told, acts, until
        elif one.stage is i.Stage.REPORT_DUE and code == one.by:
            yield one.id, "", tell("Its report is due."), (i.REPORT,), until


_AFTER: dict[i.Stage, tuple[str, tuple[str, ...]]] = {
    i.Stage.ACCEPTED: (
        tell("The inspection is accepted; the entry of the team is entered."),
        (i.ENTER, i.CANCEL),
    ),
    i.Stage.TEAM_IN: (tell("The team is in; its arrival on site is entered."), (i.BEGIN, i.CANCEL)),
    i.Stage.ON_SITE: (tell("The team is on site; that it left is entered."), (i.LEAVE,)),
}


def _visits(forum: Forum, code: str) -> Iterator[Awaited]:
    for one in in_order(forum, forum.visits):
        if one.stage is not v.Stage.INVITED:
            continue
        if code in one.guests and one.answer(code) is v.GuestStage.INVITED:
            told = tell("An invitation of {host} waits for an answer.", host=one.host)
            yield one.id, one.title, told, (v.ACCEPT, v.DECLINE), one.until


def _lines(forum: Forum, code: str) -> Iterator[Awaited]:
    for one in in_order(forum, forum.lines):
        if one.stage is h.LineStage.OFFERED and code in one.unconfirmed():
            told = tell("A line that {who} opened waits for its word.", who=one.by)
            yield one.id, one.title, told, (h.CONFIRM, h.CLOSE), None
        elif one.stage is h.LineStage.OPEN and code in one.unanswered():
            told = tell("Act {last} tested the line; its answer is not entered.", last=one.last)
            yield one.id, one.title, told, (h.ANSWER,), None
