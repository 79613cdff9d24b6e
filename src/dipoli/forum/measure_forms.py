"""What the acts of measures say."""

from __future__ import annotations

from attrs import frozen

from dipoli.charter.measures import Clock, Direction, Quota, Row, Shape, Threshold, Trigger
from dipoli.forum.form import Field, Form, Sort


@frozen(kw_only=True)
class Proposed:
    """The body of ``measure.propose/1`` and of ``measure.offer/1``: a row, column by column."""

    title: str
    set: str | None
    chapter: str | None
    shape: Shape
    trigger: Trigger
    day: str | None
    direction: Direction
    lead: int | None
    within: int | None
    again: int | None
    reply: int | None
    entry: int | None
    stay: int | None
    report: int | None
    kinds: tuple[str, ...]
    least: tuple[int, ...]
    host: int | None
    requester: int | None
    years: int | None
    seats: tuple[str, ...]
    replaces: str | None
    source: str | None

    @property
    def row(self) -> Row:
        """The row that it tells. Kinds and numbers of thresholds are told in the same order."""
        return Row(
            measure=self.title,
            chapter=self.chapter,
            trigger=self.trigger,
            day=self.day,
            clock=Clock(
                lead=self.lead,
                within=self.within,
                again=self.again,
                reply=self.reply,
                entry=self.entry,
                stay=self.stay,
                report=self.report,
            ),
            direction=self.direction,
            threshold=tuple(
                Threshold(of=kind, least=least)
                for kind, least in zip(self.kinds, self.least, strict=False)
            ),
            quota=Quota(
                host=self.host,
                requester=self.requester,
                years=1 if self.years is None else self.years,
            ),
            form=self.shape,
        )


def proposed(row: Row, from_set: str | None = None, source: str | None = None) -> Proposed:
    """What an act says that proposes or offers a row; `Proposed.row` of it gives the row back."""
    clock, quota = row.clock, row.quota
    return Proposed(
        title=row.measure,
        set=from_set,
        chapter=row.chapter,
        shape=row.form,
        trigger=row.trigger,
        day=row.day,
        direction=row.direction,
        lead=clock.lead,
        within=clock.within,
        again=clock.again,
        reply=clock.reply,
        entry=clock.entry,
        stay=clock.stay,
        report=clock.report,
        kinds=tuple(one.of for one in row.threshold),
        least=tuple(one.least for one in row.threshold),
        host=quota.host,
        requester=quota.requester,
        years=None if quota.years == 1 else quota.years,
        seats=(),
        replaces=None,
        source=source,
    )


@frozen(kw_only=True)
class Decided:
    """The body of ``measure.adopt/1`` and of ``measure.end/1``."""

    words: str | None
    decision: str


@frozen(kw_only=True)
class Met:
    """The body of ``measure.meet/1``."""

    meeting: str
    year: int


def _hours(name: str, meaning: str) -> Field:
    return Field(name=name, sort=Sort.WHOLE, meaning=meaning, needed=False)


WORDS_FIELD = Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False)
PROPOSED = Form(
    build=Proposed,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="the measure, in words"),
        Field(
            name="set", sort=Sort.SLUG, meaning="the set of measures that it is of", needed=False
        ),
        Field(name="chapter", sort=Sort.LINE, meaning="its chapter there", needed=False),
        Field(name="shape", sort=Sort.SLUG, meaning="the form that it takes", choice=Shape),
        Field(name="trigger", sort=Sort.SLUG, meaning="what sets it off", choice=Trigger),
        Field(name="day", sort=Sort.LINE, meaning="of each year, as 12-15", needed=False),
        Field(name="direction", sort=Sort.SLUG, meaning="from whom to whom", choice=Direction),
        _hours("lead", "hours before an activity, at least"),
        _hours("within", "hours after an event, at most"),
        _hours("again", "hours after the last time, at most"),
        _hours("reply", "hours from a request to its answer"),
        _hours("entry", "hours from a request to the entry of those who come"),
        _hours("stay", "hours of those who come"),
        _hours("report", "hours from the end of the stay to the report"),
        Field(
            name="kinds",
            sort=Sort.SLUG,
            meaning="what is counted, thing by thing",
            needed=False,
            many=True,
        ),
        Field(
            name="least",
            sort=Sort.WHOLE,
            meaning="from which number of each on it applies, in the same order",
            needed=False,
            many=True,
        ),
        Field(name="host", sort=Sort.WHOLE, meaning="how often at one host, at most", needed=False),
        Field(
            name="requester",
            sort=Sort.WHOLE,
            meaning="of these, how often for one that requests, at most",
            needed=False,
        ),
        Field(
            name="years",
            sort=Sort.WHOLE,
            meaning="calendar years that a quota counts together; one where nothing is said",
            needed=False,
        ),
        Field(
            name="seats",
            sort=Sort.CODE,
            meaning="whom it binds; every member where none is named",
            needed=False,
            many=True,
        ),
        Field(
            name="replaces",
            sort=Sort.ID,
            meaning="the measure in whose place it comes",
            needed=False,
        ),
        Field(name="source", sort=Sort.TEXT, meaning="on what it rests", needed=False),
    ),
)
DECIDED = Form(
    build=Decided,
    text="words",
    fields=(WORDS_FIELD, Field(name="decision", sort=Sort.ID, meaning="the decision on it")),
)
MET = Form(
    build=Met,
    fields=(
        Field(name="meeting", sort=Sort.ID, meaning="the meeting that was opened for it"),
        Field(name="year", sort=Sort.WHOLE, meaning="the year for which it was held"),
    ),
)
