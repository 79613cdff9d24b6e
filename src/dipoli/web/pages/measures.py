"""Measures that build confidence: rows of data, what is due when, what one can offer alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dipoli.charter.measures import CLOCKS, Direction, Entry, MeasureSet, Row, Shape, Trigger
from dipoli.charter.points import Point
from dipoli.codec.measure_file import read_set, set_names
from dipoli.forum.clock import Capital
from dipoli.forum.commitment_told import in_a_line
from dipoli.forum.exchange_owed import still_needed as exchange_needed
from dipoli.forum.inspection_rules import still_needed as inspection_needed
from dipoli.forum.measure import Measure, Stage
from dipoli.forum.measure_calendar import Due, due
from dipoli.forum.measure_rules import bound, kept_of, still_needed
from dipoli.forum.notification_rules import still_needed as notification_needed
from dipoli.forum.visit_rules import still_needed as visit_needed
from dipoli.told import in_words, tell, tell_count
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.history import history, plain
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.taking import files

ENDED = frozenset({Stage.REPLACED, Stage.WITHDRAWN, Stage.ENDED})


# ---------------------------------------------------------------- a row in words

_TRIGGERS = {
    Trigger.ACTIVITY: tell("Before an activity"),
    Trigger.EVENT: tell("After an event"),
    Trigger.AGAIN: tell("Again and again"),
    Trigger.REQUEST: tell("On request"),
    Trigger.STANDING: tell("At any time"),
}
_CLOCKS = {
    "lead": tell("at least {span} before", span=""),
    "within": tell("at most {span} after", span=""),
    "again": tell("again after {span} at most", span=""),
    "reply": tell("an answer within {span}", span=""),
    "entry": tell("entry within {span} of the request", span=""),
    "stay": tell("a stay of {span} at most", span=""),
    "report": tell("a report within {span}", span=""),
}
_DIRECTIONS = {
    Direction.ALL: tell("From all to all"),
    Direction.ASKED: tell("From the one that is asked to the one that asks"),
    Direction.HOST: tell("From the host to all"),
    Direction.ONE: tell("From one party, by itself"),
}
_DAYS = (
    tell("{day} January", day=""),
    tell("{day} February", day=""),
    tell("{day} March", day=""),
    tell("{day} April", day=""),
    tell("{day} May", day=""),
    tell("{day} June", day=""),
    tell("{day} July", day=""),
    tell("{day} August", day=""),
    tell("{day} September", day=""),
    tell("{day} October", day=""),
    tell("{day} November", day=""),
    tell("{day} December", day=""),
)
_DAY, _YEAR, _IN_HOURS = 24, 8_766, 72


def span(hours: int) -> str:
    """So many hours, in the largest unit that tells them whole; up to three days in hours.

    >>> span(48), span(1008), span(26298), span(1)
    ('48 hours', '42 days', '3 years', '1 hour')
    """
    if hours % _YEAR == 0:
        return tell_count(hours // _YEAR, "{number} year", "{number} years")
    if hours > _IN_HOURS and hours % _DAY == 0:
        return tell_count(hours // _DAY, "{number} day", "{number} days")
    return tell_count(hours, "{number} hour", "{number} hours")


def day_told(day: str) -> str:
    """A day of each year, as people say it.

    >>> day_told("12-05")
    '5 December'
    """
    month, _, number = day.partition("-")
    return _DAYS[int(month) - 1].having({"day": int(number)})


def columns(row: Row) -> Twin:
    """The seven columns of a measure, in words; None where it has nothing there."""
    clock = row.clock
    times = [(name, getattr(clock, name)) for name in CLOCKS]
    return {
        "measure": row.measure,
        "chapter": row.chapter,
        "trigger": tell("Each year, by {day}", day=day_told(row.day))
        if row.trigger is Trigger.YEAR and row.day
        else _TRIGGERS.get(row.trigger, tell("Each year")),
        "clock": [
            _CLOCKS[name].having({"span": span(hours)})
            for name, hours in times
            if hours is not None
        ],
        "direction": _DIRECTIONS[row.direction],
        "threshold": [
            tell("{of}: from {least} on", of=plain(one.of), least=one.least)
            for one in row.threshold
        ],
        "quota": list(_quota(row)),
        "form": in_words(row.form),
    }


def _quota(row: Row) -> Iterator[str]:
    quota = row.quota
    if quota.host is not None:
        yield tell_count(
            quota.years,
            "at most {quota} in a calendar year at one host",
            "at most {quota} in {number} calendar years at one host",
            quota=quota.host,
        )
    if quota.requester is not None:
        yield tell_count(
            quota.years,
            "at most {quota} in a calendar year for one that asks one host",
            "at most {quota} in {number} calendar years for one that asks one host",
            quota=quota.requester,
        )


# ---------------------------------------------------------------- the calendar


def measures(asked: Asked) -> Page:
    """What is due when, and every measure as a row."""
    forum = asked.forum
    held = sorted(forum.measures.values(), key=lambda one: one.number)
    dues = due(forum, asked.time)
    return Page(
        title=tell("Measures"),
        twin={
            "compiled": forum.charter.compiled,
            "articles": [article(asked, Point.MEASURE), article(asked, Point.NOTIFICATION)],
            "due": [_due(asked, one) for one in dues if not one.passed],
            "without_entry": [_due(asked, one) for one in dues if one.passed],
            "agreed": [_line(asked, one) for one in held if not one.alone and _open(one)],
            "alone": [_line(asked, one) for one in held if one.alone and _open(one)],
            "ended": [_line(asked, one) for one in held if not _open(one)],
            "done": list(_done(asked)),
            "files": files(asked, "measures") if forum.exchanges else [],
            "can_be_offered": [] if forum.charter.compiled else list(_offers()),
        },
    )


def _open(one: Measure) -> bool:
    return one.stage not in ENDED


def _due(asked: Asked, one: Due) -> Twin:
    capitals = dict(one.capitals)
    return {
        "at": asked.clock(one.date),
        "told": asked.told(one.told),
        "object": one.object,
        "title": _title(asked, one.object),
        "page": asked.thing(one.object),
        "measure": one.measure,
        "seats": [
            {**party, "there": _there(capitals.get(party["code"]))}
            for party in asked.parties(one.seats)
        ],
    }


def _title(asked: Asked, name: str) -> str | None:
    """What a thing of the calendar is called by its author."""
    forum = asked.forum
    if name in forum.measures:
        return forum.measures[name].row.measure
    if name in forum.notifications:
        return in_a_line(forum.notifications[name].words or name)
    if name in forum.inspections:
        return in_a_line(forum.inspections[name].area)
    return forum.visits[name].title if name in forum.visits else None


def _there(capital: Capital | None) -> str | None:
    return None if capital is None else str(capital)


def _line(asked: Asked, one: Measure) -> Twin:
    forum = asked.forum
    return {
        **columns(one.row),
        "object": one.id,
        "page": asked.thing(one.id),
        "stage": in_words(one.stage),
        "since": asked.clock(one.since),
        "by": asked.party(one.by),
        "alone": one.alone,
        "binds": asked.parties(bound(forum, one)) if one.runs else [],
        "binds_all": one.runs and not one.alone and not one.seats,
        "needed": asked.told(still_needed(forum, one)),
        "unknown": one.id in forum.unknown,
    }


@cache
def _sets() -> tuple[MeasureSet, ...]:
    """The sets of measures that come with the program."""
    return tuple(read_set(name) for name in set_names())


def _offers() -> Iterator[Twin]:
    """Rows of those sets that any one party can offer alone."""
    for one in _sets():
        rows = [_offer(entry) for entry in one.entries if entry.row.direction is Direction.ONE]
        if rows:
            title = one.title.get("en") or next(iter(one.title.values()))
            yield {"set": one.id, "title": title, "about": one.about, "rows": rows}


def _offer(entry: Entry) -> Twin:
    return {
        **columns(entry.row),
        "row": entry.id,
        "basis": entry.basis,
        "source": entry.source,
        "note": entry.note,
    }


# ---------------------------------------------------------------- what is done under measures


def _done(asked: Asked, measure: str | None = None) -> Iterator[Twin]:
    """Everything that was done under measures, or under one of them: sort by sort, newest first."""
    sorts = (
        (tell("Exchange rounds"), _exchanges),
        (tell("Notifications"), _notifications),
        (tell("Inspections"), _inspections),
        (tell("Visits and other contacts"), _visits),
    )
    for heading, lines in sorts:
        found = [(number, line) for under, number, line in lines(asked) if measure in (None, under)]
        if found:
            found.sort(key=lambda pair: pair[0], reverse=True)
            yield {"heading": heading, "things": [line for _number, line in found]}


Numbered = tuple[str | None, int, Twin]
"""The measure under which a thing is, the number of the act that began it, and the thing."""


def _exchanges(asked: Asked) -> Iterator[Numbered]:
    for one in asked.forum.exchanges.values():
        needed = exchange_needed(asked.forum, one)
        line = _thing(asked, one.id, one.title, in_words(one.stage), needed)
        yield (
            one.measure,
            one.number,
            {**line, "at": asked.clock(one.until), "what": tell("handed in by")},
        )


def _notifications(asked: Asked) -> Iterator[Numbered]:
    for one in asked.forum.notifications.values():
        to_come = one.begins is None or one.begins >= asked.time
        needed = notification_needed(asked.forum, one) if to_come else _NOTHING
        line = _thing(asked, one.id, in_a_line(one.words or ""), in_words(one.stage), needed)
        line |= {"at": asked.clock(one.sent), "what": tell("sent"), "by": asked.party(one.by)}
        yield one.measure, one.number, line


def _inspections(asked: Asked) -> Iterator[Numbered]:
    for one in asked.forum.inspections.values():
        needed = inspection_needed(asked.forum, one)
        line = _thing(asked, one.id, in_a_line(one.area), in_words(one.stage), needed)
        line |= {
            "at": asked.clock(one.requested),
            "what": tell("asked for"),
            "by": asked.party(one.by),
        }
        yield one.measure, one.number, {**line, "to": asked.party(one.host)}


def _visits(asked: Asked) -> Iterator[Numbered]:
    for one in asked.forum.visits.values():
        needed = visit_needed(asked.forum, one)
        line = _thing(asked, one.id, one.title, in_words(one.stage), needed)
        line |= {"at": asked.clock(one.begins), "what": tell("begins"), "by": asked.party(one.host)}
        yield one.measure, one.number, line


_NOTHING = "nothing is needed."


def _thing(asked: Asked, name: str, title: str, stage: str, needed: str) -> Twin:
    return {
        "object": name,
        "title": title,
        "stage": stage,
        "needed": None if needed.lower().endswith(_NOTHING) else asked.told(needed),
        "page": asked.thing(name),
        "by": None,
        "to": None,
        "unknown": name in asked.forum.unknown,
    }


# ---------------------------------------------------------------- one measure


def measure(asked: Asked) -> Page:
    """One measure: its row, whom it binds, what was done under it.

    Raises:
        MissingError: there is none of this name.
    """
    forum = asked.forum
    one = forum.measures.get(asked.words["object"])
    if one is None:
        raise MissingError
    place = one.replaces
    return Page(
        title=one.row.measure,
        twin={
            **_line(asked, one),
            "decision": None
            if one.decision is None
            else {"object": one.decision, "page": asked.thing(one.decision)},
            "set": one.set,
            "source": one.source,
            "replaces": None if place is None else {"object": place, "page": asked.thing(place)},
            "in_force_since": asked.clock(one.begun),
            "quota_used": _quota_used(asked, one),
            "due": [_due(asked, each) for each in due(forum, asked.time) if each.measure == one.id],
            "done": list(_done(asked, one.id)),
            "article": article(asked, Point.MEASURE),
            "history": history(asked, one.id),
        },
    )


def _quota_used(asked: Asked, one: Measure) -> list[Twin]:
    """Where a quota was drawn on: by year, then hosts in protocol order."""
    if one.row.form is not Shape.INSPECTION or one.row.quota.host is None:
        return []
    taken = kept_of(asked.forum, one).taken
    years = sorted({year for _host, year in taken})
    return [
        {"year": year, "host": host, "taken": taken[host["code"], year], "of": one.row.quota.host}
        for year in years
        for host in asked.parties(code for code, each in taken if each == year)
    ]


ROUTES = (
    Route(
        name="measures",
        path=f"{ROOM}/measures",
        rule=Rule.CIRCLE,
        answer=measures,
        about="Measures that build confidence: what is due when, each as a row, and offers.",
        menu=tell("Measures"),
    ),
    Route(
        name="measure",
        path=f"{ROOM}/measures/<str:object>",
        rule=Rule.CIRCLE,
        answer=measure,
        about="One measure: its row, whom it binds, and what was done under it.",
        sorts=("measure",),
    ),
)
