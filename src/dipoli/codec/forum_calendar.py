"""Everything in a circle that has a date, as a calendar (`dipoli.codec.ical`).

An event is known again by record, thing and what happens then, however its moment moves. Whatever
changes in a circle changes by an act: so the number of its acts is the sequence of every event, and
the time of the last one is its stamp.

A feed is read by whoever has its address, without a log-in. So it has neither titles nor short
names nor sentences, nor the number and the time of acts: that the circle meets, that a deadline
falls, that a silence ends, and when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType

from dipoli.codec.ical import Event, calendar_text
from dipoli.forum.dates import Date, dates
from dipoli.forum.standing import Forum
from dipoli.forum.text_views import marked
from dipoli.record.shape import read_time, write_time
from dipoli.told import tell

Sayer = Callable[[str], str]
"""A sentence of the program to how this reader reads it."""


def forum_calendar(
    forum: Forum, origin: str, title: str, now: str, *, say: Sayer, local: Sayer
) -> str:
    """The calendar of a circle, for who reads the circle.

    Args:
        forum: the standing.
        origin: of the record, such as ``lake/plenary``.
        title: of the circle.
        now: the moment; windows that are over are told no more.
        say: a sentence with the reader's names, in the reader's language.
        local: a moment as the clock of the reader's capital shows it; empty for none.
    """
    marks = [say(mark) for mark in marked(forum.charter)]
    events = list(_events(forum, origin, now, marks, say, local))
    return calendar_text("Calendar", " ".join([*marks, title]), " ".join(marks), events)


DEADLINE = tell("Deadline")
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "meeting": tell("Meeting"),
        "silence": tell("Silence ends"),
        "summary record": DEADLINE,
        "notice": DEADLINE,
        "capitals": DEADLINE,
        "statements": DEADLINE,
        "commitment": DEADLINE,
        "measure": DEADLINE,
        "visit": DEADLINE,
        "exchange round": DEADLINE,
        "request": DEADLINE,
        "recommendation": DEADLINE,
    }
)
"""Sort of a date to the one word that a feed has for it. What is not here is not told: parts off
the record, seats given up, holidays of capitals, the earliest effect of what was decided."""

PASSED_DAYS = 31
"""So long what has passed stays in a feed."""


def feed_calendar(
    forum: Forum, now: str, link: str, *, named: Callable[[str], str], say: Sayer
) -> str:
    """The calendar of a circle for whoever has its address: moments, and of three kinds.

    Args:
        forum: the standing, as the place has it whose address it is.
        now: the moment.
        link: to the site, where who logs in finds what it is; the same for every event.
        named: the name by which an event is known again, to one that tells nothing of it.
        say: a sentence in the language of who asked for the address.
    """
    marks = [say(mark) for mark in marked(forum.charter)]
    words = say(tell("Log in on the site to see what it is."))
    title = say(tell("Dates of one body"))
    events = [
        Event(
            key=f"feed/{named(key)}",
            start=one.at,
            stamp=f"{now[:10]}T00:00:00Z",
            summary=_marked(say(KINDS[one.sort]), marks),
            words="\n".join([words, *marks]),
            sort=say(KINDS[one.sort]),
            status="CANCELLED" if one.off else "CONFIRMED",
            link=link,
        )
        for key, one in _keyed(forum, now)
        if one.sort in KINDS and one.day is None and one.at >= _days_before(now)
    ]
    told = " ".join([*marks, title])
    return calendar_text("Calendar", told, " ".join(marks), events)


def _days_before(now: str) -> str:
    return write_time(read_time(now) - timedelta(days=PASSED_DAYS))


def _keyed(forum: Forum, now: str) -> Iterator[tuple[str, Date]]:
    """Dates in the order of time, each with the name by which it is known again."""
    met: Counter[tuple[str, str]] = Counter()
    for one in sorted(dates(forum, now), key=lambda one: (one.at, one.object, one.key)):
        place = (one.object, one.key)
        met[place] += 1
        again = f"/{met[place]}" if met[place] > 1 else ""
        yield f"{one.object}/{one.key}{again}", one


def _events(
    forum: Forum, origin: str, now: str, marks: list[str], say: Sayer, local: Sayer
) -> Iterator[Event]:
    for key, one in _keyed(forum, now):
        yield Event(
            key=f"forum/{origin}/{key}",
            start=_start(one),
            stamp=forum.time,
            summary=_summary(one, marks, say),
            words="\n".join(filter(None, [say(one.told), local(one.at), *marks])),
            sort=say(one.sort),
            sequence=forum.acts,
            status="CANCELLED" if one.off else "CONFIRMED",
        )


def _start(one: Date) -> str:
    return one.at if one.day is None else one.at[:10].replace("-", "")


def _summary(one: Date, marks: list[str], say: Sayer) -> str:
    named = " ".join(filter(None, (one.title, f"({one.object})" if one.object else "")))
    told = ": ".join(filter(None, (say(one.sort), named)))
    return _marked(told, marks)


def _marked(told: str, marks: list[str]) -> str:
    """A line with the first word of the mark before it."""
    return f"{marks[0].partition(':')[0]}: {told}" if marks else told
