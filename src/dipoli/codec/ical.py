"""Calendars as text (iCalendar, bibliography: rfc-5545): events, and the lines in which they stand.

Moments are in UTC, which every calendar shows by its own clock; days are whole days. There is no
``METHOD``: a calendar that is read is no invitation to anybody. Nothing here reads a clock.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable, Iterator

from attrs import frozen

MEDIA = "text/calendar; charset=utf-8"
_OCTETS = 75
"""The longest line, its end not counted."""


@frozen(kw_only=True)
class Event:
    """One event.

    Args:
        key: by which it is known again, within everything that the program names.
        start: a moment, ``YYYY-MM-DDTHH:MM:SSZ``, or a day, ``YYYYMMDD``.
        end: as the start, and after it; None where only the moment is told, or the day.
        stamp: when what is said of it was last changed, a moment.
        summary: in a line.
        words: all that is said of it.
        sort: of what sort it is.
        sequence: how often it may have changed: never less than at an earlier reading; None for an
            event that is not followed.
        status: ``TENTATIVE``, ``CONFIRMED`` or ``CANCELLED``.
        link: address at which more is told; empty for none.
    """

    key: str
    start: str
    end: str | None = None
    stamp: str
    summary: str
    words: str
    sort: str
    sequence: int | None = None
    status: str
    link: str = ""


def calendar_text(product: str, name: str, words: str, events: Iterable[Event]) -> str:
    """A calendar.

    Args:
        product: what made it.
        name: of the calendar.
        words: on what it rests.
        events: in the order in which they stand in it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Dipoli//{product}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"X-WR-CALDESC:{_escaped(words)}",
        *(line for event in events for line in _told(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _told(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'dipoli:{event.key}')}"
    yield f"DTSTAMP:{_compact(event.stamp)}"
    if event.sequence is not None:
        yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{_when(event.start)}"
    if event.end is not None:
        yield f"DTEND{_when(event.end)}"
    yield f"SUMMARY:{_escaped(event.summary)}"
    yield f"DESCRIPTION:{_escaped(event.words)}"
    yield f"CATEGORIES:{_escaped(event.sort)}"
    yield f"STATUS:{event.status}"
    if event.link:
        yield f"URL:{event.link}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _when(time: str) -> str:
    return f":{_compact(time)}" if "T" in time else f";VALUE=DATE:{time}"


def _compact(time: str) -> str:
    """A moment in the form of the calendar.

    >>> _compact("2030-03-01T10:00:00Z")
    '20300301T100000Z'
    """
    return time.replace("-", "").replace(":", "")


def _escaped(text: str) -> str:
    """A text as the value of a property: no controls, and what has a meaning there escaped."""
    plain = "".join(
        one if one == "\n" or unicodedata.category(one) != "Cc" else " " for one in text
    )
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, no letter cut; each but the first begins with a space.

    >>> list(folded("a" * 80)) == ["a" * 75, " " + "a" * 5]
    True
    """
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece
