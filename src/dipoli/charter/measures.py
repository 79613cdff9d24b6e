"""Confidence-building measures as rows: what is done, when, by whom to whom, from which size on.

A measure is told by seven things: the measure itself, its trigger, its clock, its direction, its
threshold, its quota and its form. The numbers are data, so that those who agree can agree on
others; a rule of the forum holds none of its own. Rows come in sets, with the basis of each. A set
binds nobody: what a forum takes up, it takes up by acts of its own (`dipoli.forum.measure`).

Source: docs/explanation/practice.md. The seven columns are this program's way to write what the
Vienna Document 2011 (FSC.DOC/1/11) and like papers say in chapters.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from attrs import frozen

from dipoli.charter.rules import Basis

LONGEST = 175_320
"""Hours in twenty years: the longest clock."""
LARGEST = 1_000_000_000
DAY = re.compile(r"[0-9]{2}-[0-9]{2}", re.ASCII)
WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


class Shape(enum.Enum):
    """The form that a measure takes: by which acts it is done."""

    EXCHANGE = "exchange"
    NOTIFICATION = "notification"
    CALENDAR = "calendar"
    INVITATION = "invitation"
    INSPECTION = "inspection"
    MEETING = "meeting"
    EXPLANATION = "explanation"
    CONSTRAINT = "constraint"
    LINE = "line"
    FOCAL_POINT = "focal-point"


class Trigger(enum.Enum):
    """What sets a measure off."""

    YEAR = "each-year"
    ACTIVITY = "before-an-activity"
    EVENT = "after-an-event"
    AGAIN = "again-and-again"
    REQUEST = "on-request"
    STANDING = "standing"


class Direction(enum.Enum):
    """From whom to whom."""

    ALL = "all-to-all"
    ASKED = "asked-to-asker"
    HOST = "host-to-all"
    ONE = "one-sided"


@frozen(kw_only=True)
class Clock:
    """The times of a measure, each in hours; None where it has none of that sort.

    Args:
        lead: at least so long before an activity.
        within: at most so long after an event.
        again: at most so long after the last time.
        reply: from a request to its answer.
        entry: from a request to the entry of those who come.
        stay: of those who come.
        report: from the end of the stay to the report.
    """

    lead: int | None = None
    within: int | None = None
    again: int | None = None
    reply: int | None = None
    entry: int | None = None
    stay: int | None = None
    report: int | None = None


CLOCKS = ("lead", "within", "again", "reply", "entry", "stay", "report")
"""The times of a measure, in the order in which they are told."""


@frozen(kw_only=True)
class Threshold:
    """From which size on a measure applies. Where there are several, one that is reached is enough.

    Args:
        of: what is counted, in one word.
        least: the number from which on it applies.
    """

    of: str
    least: int


@frozen(kw_only=True)
class Quota:
    """How often at most.

    Args:
        host: in the time of `years`, at one host; None for no bound.
        requester: of these, for one that requests; None for no bound of its own.
        years: calendar years that are counted together.
    """

    host: int | None = None
    requester: int | None = None
    years: int = 1


@frozen(kw_only=True)
class Row:
    """A measure as a row of data.

    Args:
        measure: what is done, in words.
        chapter: where it stands in the paper that it is like; None where there is none.
        trigger: what sets it off.
        day: of each year by which it is done, ``12-15``; None for another trigger.
        clock: its times.
        direction: from whom to whom.
        threshold: from which size on; empty for any size.
        quota: how often at most.
        form: by which acts it is done.
    """

    measure: str
    chapter: str | None = None
    trigger: Trigger
    day: str | None = None
    clock: Clock = Clock()
    direction: Direction
    threshold: tuple[Threshold, ...] = ()
    quota: Quota = Quota()
    form: Shape


@frozen(kw_only=True)
class Entry:
    """A row of a set, with what it rests on.

    Args:
        id: of the row in its set, in small letters.
        row: the measure.
        basis: on what it rests.
        source: key of the source; for what is proposed, what it builds on, or None.
        note: for its readers: what in it is certain, and what is not.
    """

    id: str
    row: Row
    basis: Basis
    source: str | None
    note: str | None


@frozen(kw_only=True)
class MeasureSet:
    """A set of measures.

    Args:
        id: the name of its file.
        title: language to title.
        style: after what it is modelled.
        about: what is certain in it and what is ours, in a paragraph.
        entries: its rows, in order.
    """

    id: str
    title: Mapping[str, str]
    style: str
    about: str
    entries: tuple[Entry, ...]


# ---------------------------------------------------------------- is a row coherent?


_TRIGGERS: Mapping[Shape, tuple[Trigger, ...]] = MappingProxyType(
    {
        Shape.EXCHANGE: (Trigger.YEAR, Trigger.EVENT),
        Shape.NOTIFICATION: (Trigger.ACTIVITY, Trigger.EVENT, Trigger.YEAR),
        Shape.CALENDAR: (Trigger.YEAR,),
        Shape.INVITATION: (Trigger.ACTIVITY, Trigger.AGAIN, Trigger.STANDING),
        Shape.INSPECTION: (Trigger.REQUEST,),
        Shape.MEETING: (Trigger.YEAR,),
        Shape.EXPLANATION: (Trigger.REQUEST,),
        Shape.CONSTRAINT: (Trigger.ACTIVITY,),
        Shape.LINE: (Trigger.STANDING,),
        Shape.FOCAL_POINT: (Trigger.STANDING,),
    }
)
"""By what each form can be set off."""

_CLOCKS: Mapping[Trigger, tuple[str, ...]] = MappingProxyType(
    {
        Trigger.YEAR: (),
        Trigger.ACTIVITY: ("lead",),
        Trigger.EVENT: ("within",),
        Trigger.AGAIN: ("again", "stay"),
        Trigger.REQUEST: ("reply", "entry", "stay", "report"),
        Trigger.STANDING: (),
    }
)
"""Which times each trigger can have."""

_NEEDED: Mapping[Trigger, tuple[str, ...]] = MappingProxyType(
    {
        Trigger.YEAR: (),
        Trigger.ACTIVITY: ("lead",),
        Trigger.EVENT: ("within",),
        Trigger.AGAIN: ("again",),
        Trigger.REQUEST: ("reply",),
        Trigger.STANDING: (),
    }
)

_INSPECTING = ("entry", "stay", "report")
_COUNTED = frozenset({Shape.INSPECTION, Shape.CONSTRAINT})


@frozen(kw_only=True)
class Misfit:
    """What in a row does not fit the rest of it.

    Args:
        key: of the row.
        expected: what should stand there.
        found: what stands there.
    """

    key: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.key} should be {self.expected}, and is {self.found}"


def misfits(row: Row) -> Iterator[Misfit]:
    """What in a row does not fit the rest of it; nothing where it is coherent."""
    fits = _TRIGGERS[row.form]
    if row.trigger not in fits:
        told = " or ".join(one.value for one in fits)
        yield Misfit(key="trigger", expected=f"{told} with this form", found=row.trigger.value)
    yield from _day(row)
    yield from _times(row)
    yield from _sizes(row)
    yield from _bounds(row)


def _day(row: Row) -> Iterator[Misfit]:
    if row.trigger is not Trigger.YEAR:
        if row.day is not None:
            yield Misfit(key="day", expected="left out with this trigger", found=row.day)
    elif row.day is None or not _is_day(row.day):
        found = "nothing" if row.day is None else ascii(row.day[:20])
        yield Misfit(key="day", expected="a day that each year has, such as 12-15", found=found)


def _is_day(day: str) -> bool:
    """Whether a day is one of every year, leap or not."""
    if DAY.fullmatch(day) is None:
        return False
    try:
        date.fromisoformat(f"2001-{day}")
    except ValueError:
        return False
    return True


def _times(row: Row) -> Iterator[Misfit]:
    allowed, needed = _CLOCKS[row.trigger], _NEEDED[row.trigger]
    if row.form is Shape.INSPECTION:
        needed = (*needed, *_INSPECTING)
    for name in CLOCKS:
        hours = getattr(row.clock, name)
        key = f"clock.{name}"
        if hours is None:
            if name in needed:
                yield Misfit(key=key, expected="a number of hours", found="nothing")
        elif name not in allowed:
            told = f"left out with the trigger {row.trigger.value}"
            yield Misfit(key=key, expected=told, found=str(hours))
        elif not 1 <= hours <= LONGEST:
            yield Misfit(key=key, expected=f"1 to {LONGEST} hours", found=str(hours))


def _sizes(row: Row) -> Iterator[Misfit]:
    named = [one.of for one in row.threshold]
    for one in row.threshold:
        if WORD.fullmatch(one.of) is None or named.count(one.of) > 1:
            yield Misfit(
                key="threshold", expected="each thing once, in one word", found=ascii(one.of[:40])
            )
        elif not 1 <= one.least <= LARGEST:
            told = f"1 to {LARGEST} of {one.of}"
            yield Misfit(key="threshold", expected=told, found=str(one.least))
    if named and row.trigger not in (Trigger.ACTIVITY, Trigger.EVENT):
        told = "left out without an activity or an event"
        yield Misfit(key="threshold", expected=told, found=", ".join(named)[:80])


def _bounds(row: Row) -> Iterator[Misfit]:
    quota = row.quota
    if not 1 <= quota.years <= 20:  # noqa: PLR2004 - as long as the longest clock
        yield Misfit(key="quota.years", expected="1 to 20 years", found=str(quota.years))
    for name, most in (("host", quota.host), ("requester", quota.requester)):
        if most is None:
            continue
        if row.form not in _COUNTED:
            told = "left out, except with an inspection or a constraint"
            yield Misfit(key=f"quota.{name}", expected=told, found=str(most))
        elif not 1 <= most <= 1_000:  # noqa: PLR2004 - more bounds nothing
            yield Misfit(key=f"quota.{name}", expected="1 to 1000", found=str(most))
    if row.form is Shape.INSPECTION and quota.years != 1:
        yield Misfit(key="quota.years", expected="1 with an inspection", found=str(quota.years))
