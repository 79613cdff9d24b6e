"""The calendar of a circle: everything in it that has a date, in the order of time.

Each line says what happens at its moment. What has passed stands under its month with its date, and
nothing more is said of it. Times are in UTC, beside the clock of the reader's capital.
"""

from __future__ import annotations

from urllib.parse import urlencode

from dipoli.codec.forum_calendar import forum_calendar
from dipoli.codec.ical import MEDIA
from dipoli.forum.dates import Date, dates
from dipoli.told import tell
from dipoli.web.asked import Asked, Page, Twin, titled
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Input, Route
from dipoli.web.taking import files, given


def calendar(asked: Asked) -> Page:
    """What has a date: of one month where the address names it, else what is still to come."""
    found = sorted(dates(asked.forum, asked.time), key=lambda one: (one.at, one.object, one.told))
    months = list(dict.fromkeys(one.at[:7] for one in found))
    month = asked.query.get("month")
    today = asked.time[:10]
    shown = [one for one in found if one.at[:10] >= today]
    if month is None and not shown and months:
        month = months[-1]
    if month is not None:
        shown = [one for one in found if one.at[:7] == month]
    return Page(
        title=tell("Calendar"),
        twin={
            "compiled": asked.forum.charter.compiled,
            "clock": asked.clock(asked.time),
            "zone": _zone(asked),
            "month": month,
            "month_told": None if month is None else asked.speech.month(month),
            "months": [
                {
                    "month": name,
                    "told": asked.speech.month(name),
                    "page": _page(asked, name),
                    "here": name == month,
                }
                for name in months
            ],
            "ahead": asked.page("calendar"),
            "files": files(asked, "calendar"),
            "groups": [
                {
                    "month": name,
                    "told": asked.speech.month(name),
                    "rows": [_row(asked, one) for one in shown if one.at[:7] == name],
                }
                for name in dict.fromkeys(one.at[:7] for one in shown)
            ],
        },
    )


def _page(asked: Asked, month: str) -> str:
    return f"{asked.page('calendar')}?{urlencode({'month': month})}"


def _zone(asked: Asked) -> str | None:
    """The name of the reader, where the charter knows the clock of its capital."""
    member = asked.forum.charter.member(asked.reader.code)
    return None if member is None else asked.names.party(member.code)


def _row(asked: Asked, one: Date) -> Twin:
    return {
        "at": None if one.day else asked.clock(one.at),
        "day": one.day,
        "sort": one.sort,
        "told": asked.told(one.told),
        "object": one.object or None,
        "title": one.title or None,
        "page": asked.thing(one.object) if one.object else None,
        "passed": one.at < asked.time,
    }


def calendar_file(asked: Asked) -> Page:
    """The same as a calendar that other programs show, with all that has passed."""
    assert asked.room is not None  # noqa: S101 - the address names a circle
    assert asked.read is not None  # noqa: S101 - as above

    def local(moment: str) -> str:
        clock = asked.clock(moment)
        return str(asked.speech.said(clock["capital"] or "")) if clock else ""

    def say(sentence: str) -> str:
        return str(asked.speech.said(asked.told(sentence)))

    text = forum_calendar(
        asked.forum, asked.read.standing.origin, titled(asked.read), asked.time,
        say=say, local=local,
    )  # fmt: skip
    name = f"{asked.room.hall}-{asked.room.name}.ics"
    return given(tell("Calendar"), text.encode(), MEDIA, name)


ROUTES = (
    Route(
        name="calendar",
        path=f"{ROOM}/calendar",
        rule=Rule.CIRCLE,
        answer=calendar,
        about="Everything in the circle that has a date, by month, in UTC and the capital's time.",
        menu=tell("Calendar"),
        asks=(Input(name="month", meaning="The month to show, such as 2032-01.", needed=False),),
    ),
    Route(
        name="calendar_file",
        path=f"{ROOM}/calendar.ics",
        rule=Rule.CIRCLE,
        answer=calendar_file,
        about="Everything in the circle that has a date, as an iCalendar file.",
        media=MEDIA,
    ),
)
