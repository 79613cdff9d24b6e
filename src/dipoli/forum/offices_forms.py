"""What the acts of good offices say."""

from __future__ import annotations

from attrs import frozen

from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.offices import How, Leave


@frozen(kw_only=True)
class Opened:
    """The body of ``offices.open/1``."""

    words: str
    mediator: str
    party: str


@frozen(kw_only=True)
class Sent:
    """The body of ``message.send/1``."""

    words: str
    mark: Leave
    to: tuple[str, ...]
    answers: str | None


@frozen(kw_only=True)
class Remarked:
    """The body of ``message.mark/1``."""

    mark: Leave


@frozen(kw_only=True)
class Conveyed:
    """The body of ``message.convey/1``."""

    words: str
    source: bytes | None
    from_: str | None
    answers: str | None


@frozen(kw_only=True)
class ToldOf:
    """The body of ``message.conveyed/1``."""

    words: str | None
    to: str
    how: How
    day: str


_ANSWERS = Field(
    name="answers", sort=Sort.ID, meaning="the message here that it answers", needed=False
)
OPENED = Form(
    build=Opened,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="what the good offices are about"),
        Field(name="mediator", sort=Sort.CODE, meaning="who mediates"),
        Field(name="party", sort=Sort.CODE, meaning="to whom the mediator speaks in this circle"),
    ),
)
SENT = Form(
    build=Sent,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the message"),
        Field(name="mark", sort=Sort.SLUG, meaning="how far it may go", choice=Leave),
        Field(
            name="to",
            sort=Sort.CODE,
            meaning="whom it may reach, where not every party to whom the mediator speaks",
            needed=False,
            many=True,
        ),
        _ANSWERS,
    ),
)
REMARKED = Form(
    build=Remarked,
    fields=(Field(name="mark", sort=Sort.SLUG, meaning="how far it may go now", choice=Leave),),
)
CONVEYED = Form(
    build=Conveyed,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="what is conveyed"),
        Field(
            name="source",
            sort=Sort.DIGEST,
            meaning="leaf hash of the message in its own circle; none for the mediator's own idea",
            needed=False,
        ),
        Field(
            name="from",
            sort=Sort.CODE,
            meaning="whose message it is, where its source is cited",
            needed=False,
        ),
        _ANSWERS,
    ),
)
TOLD_OF = Form(
    build=ToldOf,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="in the mediator's words", needed=False),
        Field(name="to", sort=Sort.CODE, meaning="to whom it was conveyed"),
        Field(name="how", sort=Sort.SLUG, meaning="with its source or without", choice=How),
        Field(name="day", sort=Sort.TIME, meaning="on which day, at 00:00, and no hour"),
    ),
)
