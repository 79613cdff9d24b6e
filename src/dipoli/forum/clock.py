"""Deadlines in UTC: so many hours later, and the same moment in a capital, with its day of rest.

Deadlines count in UTC. What a capital's clock shows is told beside them, with the holidays that the
charter lists. A day on which the charter lists none may be a day of rest all the same.
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from attrs import frozen

from dipoli.charter.rules import Member
from dipoli.record.shape import read_time, write_time
from dipoli.told import commas, tell


def later(time: str, hours: int) -> str:
    """A time so many hours later; earlier by a number below 0."""
    return write_time(read_time(time) + timedelta(hours=hours))


@frozen(kw_only=True)
class Capital:
    """A moment in a capital.

    Args:
        time: as its clock shows it, with the distance from UTC: ``2030-03-04 19:00 (+09:00)``.
        zone: its time zone.
        holiday: whether the charter lists that day as one on which the capital does not work.
        holidays: days of that sort from now up to it, in order.
    """

    time: str
    zone: str
    holiday: bool
    holidays: tuple[str, ...]

    def __str__(self) -> str:
        return self.told("its")

    def told(self, whose: str) -> str:
        """The same in words; ``whose`` capital: ``your`` to the party itself, else ``its``."""
        if whose == "your":
            told = tell("{time} in your capital", time=self.time)
            if self.holiday:
                told = tell("{time} in your capital, a holiday there", time=self.time)
        else:
            told = tell("{time} in its capital", time=self.time)
            if self.holiday:
                told = tell("{time} in its capital, a holiday there", time=self.time)
        others = [day for day in self.holidays if day != self.time[:10]]
        if not others:
            return told
        return tell("{capital}; holidays before: {others}", capital=told, others=commas(others))


def capital(member: Member | None, until: str, now: str) -> Capital | None:
    """A moment as a party's capital has it; None for a party that the charter does not list.

    Args:
        member: the party as the charter lists it.
        until: the moment, in UTC.
        now: the present moment, in UTC.
    """
    if member is None:
        return None
    zone = ZoneInfo(member.zone)
    there, here = read_time(until).astimezone(zone), read_time(now).astimezone(zone)
    day, first = there.date().isoformat(), here.date().isoformat()
    offset = there.strftime("%z")
    return Capital(
        time=f"{there.strftime('%Y-%m-%d %H:%M')} ({offset[:3]}:{offset[3:]})",
        zone=member.zone,
        holiday=day in member.holidays,
        holidays=tuple(one for one in sorted(member.holidays) if first <= one <= day),
    )
