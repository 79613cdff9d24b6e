"""The history behind a case, laid out on one time axis: what there is to draw, before drawing.

Summits and changes of leader are verticals; each framework is a bar with the cause of its end;
each subject of the timeline is a lane. Lanes stand in the order in which their subjects first
appear, bars in the order of their beginnings. Nothing is ordered, counted or coloured by party.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from attrs import frozen

from dipoli.analysis.case import Case, Event
from dipoli.charter.framework import Framework
from dipoli.charter.words import Cause
from dipoli.report.words import in_words
from dipoli.terms import Confidence

SUMMITS = frozenset({"summit"})
CHANGES = frozenset({"leadership_change", "government_change"})


@frozen(kw_only=True)
class Mark:
    """One event on the axis.

    Args:
        event: the event.
        at: the time of its date, in years.
    """

    event: Event
    at: float

    @property
    def sure(self) -> bool:
        """Whether the compiler's confidence in the event is high."""
        return self.event.confidence is Confidence.HIGH

    @property
    def exact(self) -> bool:
        """Whether the day is certain."""
        return self.event.date_precision == "day"


@frozen(kw_only=True)
class Lane:
    """All events of one subject.

    Args:
        subject: the subject in the timeline's own word.
        marks: its events, in order of time.
    """

    subject: str
    marks: tuple[Mark, ...]

    @property
    def title(self) -> str:
        """The subject as a reader says it."""
        return in_words(self.subject).capitalize()


@frozen(kw_only=True)
class Bar:
    """The life of one framework.

    Args:
        name: its full name.
        short: the name that it goes by.
        start: beginning, in years.
        end: end, in years; None while it is open.
        start_text: beginning as dated in the charter.
        end_text: end as dated in the charter; empty while it is open.
        status: active, dormant, ended, superseded, proposed only.
        causes: what held it up or ended it, in sentences.
        tags: the same in one or two words each.
        note: the compiler's note on the dates.
        confidence: the compiler's, overall.
    """

    name: str
    short: str
    start: float
    end: float | None
    start_text: str
    end_text: str
    status: str
    causes: tuple[str, ...]
    tags: tuple[str, ...]
    note: str
    confidence: str


@frozen(kw_only=True)
class Vertical:
    """A summit or a change of leader, across the whole chart.

    Args:
        number: its number in its table, from 1.
        mark: the event and its time.
    """

    number: int
    mark: Mark


@frozen(kw_only=True)
class History:
    """Everything that the history chart and its tables show.

    Args:
        first: year in which the axis begins.
        last: last year of the axis, shown to its end.
        day: the day of the case, in years.
        bars: lives of frameworks.
        lanes: events by subject.
        summits: verticals for summits.
        changes: verticals for changes of leader or government.
    """

    first: int
    last: int
    day: float
    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    summits: tuple[Vertical, ...]
    changes: tuple[Vertical, ...]

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.bars or self.lanes or self.changes)

    @property
    def marks(self) -> int:
        """Number of events in all lanes."""
        return sum(len(lane.marks) for lane in self.lanes)


def history_of(case: Case, frameworks: Sequence[Framework]) -> History:
    """The history of a case.

    Args:
        case: the case, with its timeline.
        frameworks: charters of the frameworks to draw.

    Returns:
        The history. Changes of leader stand as verticals only, all other events in their lanes.
    """
    events = sorted(case.timeline, key=lambda event: (event.date, event.id))
    bars = sorted((_bar(one) for one in frameworks), key=lambda bar: (bar.start, bar.name))
    first, last = _years(events, bars)
    shown = [bar for bar in bars if (bar.end is None or bar.end > first) and bar.start < last + 1]
    return History(
        first=first,
        last=last,
        day=year_of(case.as_of),
        bars=tuple(shown),
        lanes=lanes_of([event for event in events if event.type not in CHANGES]),
        summits=_verticals(event for event in events if event.type in SUMMITS),
        changes=_verticals(event for event in events if event.type in CHANGES),
    )


def year_of(date: str) -> float:
    """A date as years, at the middle of what is known of it.

    Args:
        date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    >>> year_of("2019"), round(year_of("2019-07-02"), 2)
    (2019.5, 2019.5)
    """
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    if len(parts) == 2:  # noqa: PLR2004 - year and month
        return parts[0] + (parts[1] - 0.5) / 12
    day = dt.date(*parts)
    days = (dt.date(day.year, 12, 31) - dt.date(day.year, 1, 1)).days + 1
    return day.year + (day.timetuple().tm_yday - 0.5) / days


def _years(events: Sequence[Event], bars: Sequence[Bar]) -> tuple[int, int]:
    """The years of the axis: those of the timeline; of the frameworks where there is none."""
    times = [year_of(event.date) for event in events]
    if not times:
        times = [bar.start for bar in bars] + [bar.end for bar in bars if bar.end is not None]
    if not times:
        return 0, 1
    return int(min(times)), int(max(times))


def lanes_of(events: Sequence[Event]) -> tuple[Lane, ...]:
    """A lane for each subject of some events, in the order in which subjects first appear.

    Args:
        events: in order of time.
    """
    subjects = dict.fromkeys(event.basket for event in events)
    return tuple(
        Lane(
            subject=subject,
            marks=tuple(_mark(event) for event in events if event.basket == subject),
        )
        for subject in subjects
    )


def _mark(event: Event) -> Mark:
    return Mark(event=event, at=year_of(event.date))


def _verticals(events: Iterable[Event]) -> tuple[Vertical, ...]:
    return tuple(
        Vertical(number=number, mark=_mark(event)) for number, event in enumerate(events, start=1)
    )


def _bar(framework: Framework) -> Bar:
    years = framework.years
    stalls = [stall for stall in framework.stalled if stall.tag is not Cause.NOT_APPLICABLE]
    return Bar(
        name=framework.name,
        short=framework.short_name or framework.name,
        start=year_of(years.start),
        end=year_of(years.end) if years.end is not None else None,
        start_text=years.start,
        end_text=years.end or "",
        status=in_words(framework.status.value),
        causes=tuple(stall.cause for stall in stalls),
        tags=tuple(dict.fromkeys(in_words(stall.tag.value) for stall in stalls)),
        note=years.note or "",
        confidence=framework.confidence.overall.value,
    )
