"""What was recorded before the day of a case, for the left of a roadmap's time axis.

The history of the report and the roadmap share one axis and one scale: months before the day of
the case, as recorded; months after it, as they could be if the roadmap had begun on that day. Only
the last years of the history are taken, so that the months of the roadmap stay readable; all of it
stands in the history. What is recorded after the day of the case is on neither side: a roadmap is
reckoned from that day and knows nothing of it.
"""

from __future__ import annotations

from attrs import frozen

from dipoli.analysis.case import Case, Event
from dipoli.report.history import Lane, Mark, lanes_of, year_of

SPANS = (12, 24, 36, 60, 120)
"""Months of history that may stand before a roadmap: whole years."""
_SHARE = 3
"""The history has at most one month for so many of the roadmap, the shortest span excepted."""
_LETTERS = {"year": 4, "month": 7}
"""How much of a date is known."""


@frozen(kw_only=True)
class Past:
    """What was recorded in the last months before the day of a case.

    Args:
        day: the day of the case, in years.
        months: how many months are shown; 0 where nothing is recorded in them.
        lanes: events by subject, subjects in the order in which they first appear.
        later: how many events of the timeline are dated after the day of the case.
    """

    day: float
    months: int
    lanes: tuple[Lane, ...]
    later: int

    @property
    def count(self) -> int:
        """Number of events in all lanes."""
        return sum(len(lane.marks) for lane in self.lanes)

    def month(self, mark: Mark) -> float:
        """When an event was, in months from the day of the case: 0 or below.

        A date of which only the month or the year is known may be the day of the case itself.
        """
        return min((mark.at - self.day) * 12, 0.0)


def span(months: int) -> int:
    """Months of history before a roadmap of so many.

    >>> span(19), span(104)
    (12, 24)
    """
    return max((one for one in SPANS if one * _SHARE <= months), default=SPANS[0])


def past_of(case: Case, months: int) -> Past:
    """The history that stands before a roadmap.

    Args:
        case: the case, with its timeline.
        months: the last month of the roadmap's axis.

    Returns:
        Every event of those months, whatever its type and whoever took part.
    """
    day, shown = year_of(case.as_of), span(months)
    known = [event for event in case.timeline if not _is_later(event, case.as_of)]
    recent = [event for event in known if (year_of(event.date) - day) * 12 >= -shown]
    return Past(
        day=day,
        months=shown if recent else 0,
        lanes=lanes_of(sorted(recent, key=lambda event: (event.date, event.id))),
        later=len(case.timeline) - len(known),
    )


def _is_later(event: Event, day: str) -> bool:
    """Whether an event is dated after a day, as far as its date is known."""
    date = event.date[: _LETTERS.get(event.date_precision)]
    return date > day[: len(date)]
