"""Focal points and direct lines: who can be reached, at which hours, by what, and whether it works.

A focal point is named by its own party: a name, an office, hours, a channel. When it is away it is
handed over, up to a time; once that has passed the point itself answers again. That is read off the
moment.

A line is opened by one of those it connects, and stands once each of them has confirmed it. Anyone
of them tests it; each other enters when it answered. That a test has no answer entered is shown as
that, and says nothing of why.

None of this needs a decision, and none of it stops when the forum does.

Source: docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

NAME, CHANGE = "focal-point.name/1", "focal-point.change/1"
HAND_OVER, RETURN = "focal-point.hand-over/1", "focal-point.return/1"
END = "focal-point.end/1"
OPEN, CONFIRM, CLOSE = "line.open/1", "line.confirm/1", "line.close/1"
TEST, ANSWER = "line.test/1", "line.answer/1"

AWAITED = ": others awaited"
"""Behind the name of an act: the move where others have not confirmed."""


class PointStage(enum.Enum):
    """Where a focal point stands."""

    REACHED = "reached"
    AWAY = "handed-over"
    ENDED = "ended"


POINT_MOVES: Mapping[PointStage, Mapping[str, PointStage]] = {
    PointStage.REACHED: {
        CHANGE: PointStage.REACHED,
        HAND_OVER: PointStage.AWAY,
        END: PointStage.ENDED,
    },
    PointStage.AWAY: {
        CHANGE: PointStage.AWAY,
        HAND_OVER: PointStage.AWAY,
        RETURN: PointStage.REACHED,
        END: PointStage.ENDED,
    },
    PointStage.ENDED: {},
}
"""The stages of a focal point."""


class LineStage(enum.Enum):
    """Where a line stands."""

    OFFERED = "offered"
    OPEN = "open"
    CLOSED = "closed"


LINE_MOVES: Mapping[LineStage, Mapping[str, LineStage]] = {
    LineStage.OFFERED: {
        CONFIRM: LineStage.OPEN,
        CONFIRM + AWAITED: LineStage.OFFERED,
        CLOSE: LineStage.CLOSED,
    },
    LineStage.OPEN: {TEST: LineStage.OPEN, ANSWER: LineStage.OPEN, CLOSE: LineStage.CLOSED},
    LineStage.CLOSED: {},
}
"""The stages of a line."""


@frozen(kw_only=True)
class Reach:
    """By whom and how somebody is reached.

    Args:
        name: of the person or the desk.
        office: where it sits.
        hours: when it answers, in words.
        channel: by what it is reached.
    """

    name: str
    office: str
    hours: str
    channel: str


@frozen(kw_only=True)
class FocalPoint:
    """A focal point as it stands.

    Args:
        id: its short name.
        by: whose it is.
        subject: for what it is, in words.
        measure: under which it is named; None for none.
        reach: by whom and how it is reached.
        stage: where it stands.
        since: time of the act that brought it there, or changed it.
        number: of the act that named it.
        deputy: to whom it is handed over; None where it is not.
        until: up to when; None for no end, or where it is not.
    """

    id: str
    by: str
    subject: str
    measure: str | None
    reach: Reach
    stage: PointStage
    since: str
    number: int
    deputy: Reach | None = None
    until: str | None = None

    def answers(self, now: str) -> Reach | None:
        """Who answers at a moment: the deputy while it is handed over; None once it has ended."""
        if self.stage is PointStage.ENDED:
            return None
        away = self.stage is PointStage.AWAY and (self.until is None or now <= self.until)
        return self.deputy if away else self.reach


@frozen(kw_only=True)
class Test:
    """A test of a line.

    Args:
        by: who tested it.
        time: when.
        answered: each that answered, to when it answered.
    """

    __test__ = False  # a test of a line, and none of the program

    by: str
    time: str
    answered: Map[str, str] = Map()  # noqa: RUF009 - an immutable map


@frozen(kw_only=True)
class Line:
    """A line as it stands.

    Args:
        id: its short name.
        title: what it is, in the words of who opened it.
        channel: by what it runs.
        measure: under which it is opened; None for none.
        by: who opened it.
        ends: whom it connects.
        stage: where it stands.
        since: time of the act that brought it there.
        number: of the act that opened it.
        confirmed: those who confirmed it, to the number of the act.
        tests: by number of the act.
        last: number of the last test; None before.
    """

    id: str
    title: str
    channel: str
    measure: str | None
    by: str
    ends: tuple[str, ...]
    stage: LineStage
    since: str
    number: int
    confirmed: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    tests: Map[int, Test] = Map()  # noqa: RUF009 - an immutable map
    last: int | None = None

    def unconfirmed(self) -> tuple[str, ...]:
        """Ends that have not confirmed it, as they are named."""
        return tuple(code for code in self.ends if code not in self.confirmed)

    def unanswered(self) -> tuple[str, ...]:
        """Ends without an answer to the last test, as they are named."""
        if self.last is None:
            return ()
        test = self.tests[self.last]
        return tuple(code for code in self.ends if code != test.by and code not in test.answered)
