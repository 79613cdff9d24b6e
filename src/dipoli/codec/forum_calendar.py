"""Everything in a circle that has a date, as a calendar (`dipoli.codec.ical`).

An event is known again by record, thing and what happens then, however its moment moves. Whatever
changes in a circle changes by an act: so the number of its acts is the sequence of every event, and
the time of the last one is its stamp.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from dipoli.codec.ical import Event, calendar_text
from dipoli.forum.dates import Date, dates
from dipoli.forum.standing import Forum
from dipoli.forum.text_views import marked

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


def _events(
    forum: Forum, origin: str, now: str, marks: list[str], say: Sayer, local: Sayer
) -> Iterator[Event]:
    met: Counter[tuple[str, str]] = Counter()
    for one in sorted(dates(forum, now), key=lambda one: (one.at, one.object, one.key)):
        place = (one.object, one.key)
        met[place] += 1
        again = f"/{met[place]}" if met[place] > 1 else ""
        yield Event(
            key=f"forum/{origin}/{one.object}/{one.key}{again}",
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
    return f"{marks[0].partition(':')[0]}: {told}" if marks else told
