"""Confidence-building measures in a forum: how one is taken up, changed and ended.

A measure is taken up in one of two ways. It is *proposed* as a row of numbers, and adopted by an
act that names the decision on it; the numbers are those of the proposal, and nobody can enter
others. Or one party *offers* it: it binds itself, alone, without a decision of anybody, and can
take its offer back. Other numbers are another row that replaces this one, by a decision of its own.

What is counted over the years (a quota, what was entered for a year, when one last hosted) is kept
with the first measure of such a line, so that other numbers do not begin the count anew.

Once a measure is in force, nothing that is done under it needs a decision: notifications, visits,
inspections, lines and focal points go on when nobody can agree on anything.

Source: docs/explanation/practice.md; `dipoli.charter.measures` for the seven columns of a row.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import timedelta

from attrs import frozen
from immutables import Map

from dipoli.charter.measures import Direction, Row
from dipoli.record.shape import read_time, write_time

PROPOSE, ADOPT, WITHDRAW = "measure.propose/1", "measure.adopt/1", "measure.withdraw/1"
OFFER, TAKE_BACK = "measure.offer/1", "measure.withdraw-offer/1"
MEET, END = "measure.meet/1", "measure.end/1"


class Stage(enum.Enum):
    """Where a measure stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in-force"
    OFFERED = "offered"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.PROPOSED: {ADOPT: Stage.IN_FORCE, WITHDRAW: Stage.WITHDRAWN},
    Stage.IN_FORCE: {MEET: Stage.IN_FORCE, END: Stage.ENDED},
    Stage.OFFERED: {TAKE_BACK: Stage.WITHDRAWN},
    Stage.REPLACED: {},
    Stage.WITHDRAWN: {},
    Stage.ENDED: {},
}
"""A measure's stages. One that is replaced is moved by the act that puts another in its place."""

RUNS = frozenset({Stage.IN_FORCE, Stage.OFFERED})
"""Stages in which acts can be done under a measure."""


@frozen(kw_only=True)
class Kept:
    """What is counted over the years, for a measure and all that replaced it.

    Args:
        current: the measure of the line that is in force, or was last.
        taken: host and year, to how many inspections were accepted and not given back.
        asked: the same for host, requesting seat and year.
        entered: seat and year, to what was entered for that year: a calendar, or a meeting.
        hosted: seat, to when it last hosted.
    """

    current: str
    taken: Map[tuple[str, int], int] = Map()  # noqa: RUF009 - an immutable map
    asked: Map[tuple[str, str, int], int] = Map()  # noqa: RUF009 - an immutable map
    entered: Map[tuple[str, int], str] = Map()  # noqa: RUF009 - an immutable map
    hosted: Map[str, str] = Map()  # noqa: RUF009 - an immutable map


@frozen(kw_only=True)
class Measure:
    """A measure as it stands.

    Args:
        id: its short name.
        row: its seven columns.
        set: the set of measures from which it comes; None for none.
        by: who proposed or offered it.
        seats: whom it binds; empty for every member.
        replaces: the measure in whose place it would come, or came; None for none.
        root: the first of the line of those that replaced each other; itself where it is.
        stage: where it stands.
        since: time of the act that brought it there.
        number: of the act that began it.
        begun: when it came into force, or was offered; None before.
        bound: number of that act; None before.
        decision: by which it was adopted; None for none.
        source: on what it rests, in its author's words; None where that is not said.
        kept: what is counted over the years; only with the first of a line.
    """

    id: str
    row: Row
    set: str | None
    by: str
    seats: tuple[str, ...]
    replaces: str | None
    root: str
    stage: Stage
    since: str
    number: int
    begun: str | None = None
    bound: int | None = None
    decision: str | None = None
    source: str | None = None
    kept: Kept | None = None

    @property
    def runs(self) -> bool:
        """Whether acts can be done under it."""
        return self.stage in RUNS

    @property
    def alone(self) -> bool:
        """Whether one party offers it, and binds itself alone."""
        return self.row.direction is Direction.ONE


LATEST, EARLIEST = "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"


def shifted(time: str, hours: int) -> str:
    """A time so many hours later, or earlier; never beyond what the calendar has.

    >>> shifted("2030-03-01T10:00:00Z", -48)
    '2030-02-27T10:00:00Z'
    >>> shifted("9999-12-31T00:00:00Z", 48)
    '9999-12-31T23:59:59Z'
    """
    try:
        return write_time(read_time(time) + timedelta(hours=hours))
    except (OverflowError, ValueError):
        return LATEST if hours > 0 else EARLIEST


def day_of(year: int, day: str) -> str:
    """The end of a day of each year, in UTC: the last moment at which something is not late.

    >>> day_of(2030, "12-15")
    '2030-12-15T23:59:59Z'
    """
    return f"{year:04}-{day}T23:59:59Z"


def year_of(time: str) -> int:
    """The calendar year of a time, in UTC."""
    return int(time[:4])
