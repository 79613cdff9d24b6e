"""The calendar of a circle as a file: read again by the library icalendar, the second way."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from tests.demonstration.golden_files import forum as golden
from tests.forum.made import Desk

from dipoli.codec.forum_calendar import forum_calendar
from dipoli.forum.dates import dates
from dipoli.forum.names import Names
from dipoli.forum.standing import Forum

CIRCLES = ("plenary", "economy", "humanitarian", "maritime")


def made(here: Forum, now: str = "", title: str = "The plenary") -> str:
    """The calendar of a circle, with no clock of a capital beside UTC."""
    say = Names(here).told
    return forum_calendar(
        here, "lake/plenary", title, now or here.time, say=say, local=lambda _moment: ""
    )


def events(written: str) -> list[Any]:
    """The events of a calendar, as another library reads them."""
    return list(Calendar.from_ical(written).walk("VEVENT"))


def meeting(title: str = "The first") -> Desk:
    """A circle with a meeting that is called."""
    desk = Desk()
    desk.do(
        "XAL", "meeting.invite", "MT9", title=title, place="A hall", opens="2030-09-05T10:00:00Z",
    )  # fmt: skip
    return desk


@pytest.mark.parametrize("circle", CIRCLES)
def test_another_reader_finds_every_date_at_its_moment(circle: str) -> None:
    here = golden("exercise", circle)
    read = Calendar.from_ical(made(here))
    found = sorted(str(one.decoded("DTSTART")) for one in events(made(here)))
    expected = sorted(
        str(date.fromisoformat(one.at[:10]) if one.day else datetime.fromisoformat(one.at))
        for one in dates(here, here.time)
    )
    assert found == expected != []
    uids = [str(one["UID"]) for one in events(made(here))]
    assert len(set(uids)) == len(uids)
    assert "METHOD" not in read
    for one in events(made(here)):
        start = one.decoded("DTSTART")
        assert not isinstance(start, datetime) or start.utcoffset() == timedelta(0)
        assert "EXERCISE" in one["SUMMARY"]
        assert "EXERCISE" in one["DESCRIPTION"]


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    written = made(meeting("회의 · 会议 · 会議 · Хурал, совещание; \\ " * 8).forum)
    assert all(len(line) <= 75 for line in written.encode().split(b"\r\n"))
    assert "\n" not in written.replace("\r\n", "")
    (event,) = (one for one in events(written) if "MT9" in one["SUMMARY"])
    assert "회의 · 会议 · 会議 · Хурал, совещание; \\ 회의" in event["SUMMARY"]


def test_an_event_that_is_called_off_keeps_its_name_and_its_sequence_grows() -> None:
    desk = meeting()

    def event() -> tuple[str, int, str]:
        (one,) = (x for x in events(made(desk.forum))
                  if "MT9" in x["SUMMARY"])  # fmt: skip
        return str(one["UID"]), int(one["SEQUENCE"]), str(one["STATUS"])

    uid, before, status = event()
    assert status == "CONFIRMED"
    desk.do("XAL", "meeting.cancel", "MT9")
    again, after, status = event()
    assert again == uid
    assert after > before
    assert status == "CANCELLED"


def test_the_same_standing_gives_the_same_bytes() -> None:
    assert made(meeting().forum) == made(meeting().forum)
