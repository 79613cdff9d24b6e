"""Dates as far as they are known, and whether a document is of a time."""

from __future__ import annotations

from dipoli.analysis.discourse.texts import Document


def first_day(date: str) -> str:
    """The earliest day that a date may mean.

    >>> first_day("2018"), first_day("2018-06")
    ('2018-01-01', '2018-06-01')
    """
    return (date + "-01-01")[:10] if len(date) != len("2018-06") else date + "-01"


def last_day(date: str) -> str:
    """The latest day that a date may mean; the 31st of every month, which orders as well.

    >>> last_day("2018"), last_day("2018-06")
    ('2018-12-31', '2018-06-31')
    """
    return (date + "-12-31")[:10] if len(date) != len("2018-06") else date + "-31"


def within(document: Document, since: str, until: str) -> bool | None:
    """Whether a document is of a time.

    Args:
        document: with a date as far as it is known.
        since: first date of the time; open when empty.
        until: last date of the time, all of it; open when empty.

    Returns:
        None where the date is not known, or not closely enough to say.
    """
    if not document.date:
        return None if since or until else True
    begins, ends = first_day(document.date), last_day(document.date)
    if (since and ends < first_day(since)) or (until and begins > last_day(until)):
        return False
    if (not since or begins >= first_day(since)) and (not until or ends <= last_day(until)):
        return True
    return None


def after(date: str, months: int) -> str:
    """The last day of so many months after a date; the latest that the date may mean is counted.

    >>> after("2018-06-12", 12), after("2018-11", 3)
    ('2019-06-12', '2019-02-31')
    """
    last = last_day(date)
    count = int(last[:4]) * 12 + int(last[5:7]) - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}-{last[8:10]}"
