"""What the acts of meetings say."""

from __future__ import annotations

from attrs import frozen

from dipoli.forum.bodies import Rank
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.meeting import Outcome


@frozen(kw_only=True)
class Called:
    """The body of ``meeting.invite/1``."""

    title: str
    place: str
    opens: str


@frozen(kw_only=True)
class Presented:
    """The body of ``credentials.present/1``."""

    head: str
    rank: Rank


@frozen(kw_only=True)
class Accepted:
    """The body of ``credentials.accept/1``."""

    words: str | None
    seat: str


@frozen(kw_only=True)
class Placed:
    """The body of ``agenda.place/1``."""

    title: str
    meeting: str


@frozen(kw_only=True)
class TakenUp:
    """The body of ``agenda.take/1``."""

    words: str | None
    item: str


@frozen(kw_only=True)
class Given:
    """The body of ``floor.give/1``."""

    words: str | None
    seat: str


@frozen(kw_only=True)
class Closed:
    """The body of ``meeting.close/1``."""

    words: str | None
    outcome: Outcome
    paper: str | None


@frozen(kw_only=True)
class Said:
    """A body whose words are needed."""

    words: str


@frozen(kw_only=True)
class Raised:
    """The body of ``point.raise/1``."""

    words: str
    meeting: str


@frozen(kw_only=True)
class Ruled:
    """The body of ``point.rule/1``."""

    words: str
    sustained: bool


@frozen(kw_only=True)
class Struck:
    """The body of ``words.strike/1``."""

    words: str | None
    number: int
    decision: str


_WORDS = Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False)
_SAID = Field(name="words", sort=Sort.TEXT, meaning="in the author's words")
_MEETING = Field(name="meeting", sort=Sort.ID, meaning="of which meeting")
CALLED = Form(
    build=Called,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="the meeting in a line"),
        Field(name="place", sort=Sort.LINE, meaning="where, or over which line"),
        Field(name="opens", sort=Sort.TIME, meaning="from when it can be opened"),
    ),
)
PRESENTED = Form(
    build=Presented,
    text="head",
    fields=(
        Field(name="head", sort=Sort.LINE, meaning="who leads the delegation"),
        Field(name="rank", sort=Sort.SLUG, meaning="at what level", choice=Rank),
    ),
)
ACCEPTED = Form(
    build=Accepted,
    text="words",
    fields=(_WORDS, Field(name="seat", sort=Sort.CODE, meaning="whose credentials")),
)
PLACED = Form(
    build=Placed,
    text="title",
    fields=(Field(name="title", sort=Sort.LINE, meaning="the item in a line"), _MEETING),
)
TAKEN_UP = Form(
    build=TakenUp,
    text="words",
    fields=(_WORDS, Field(name="item", sort=Sort.ID, meaning="which item")),
)
GIVEN = Form(
    build=Given,
    text="words",
    fields=(_WORDS, Field(name="seat", sort=Sort.CODE, meaning="to whom")),
)
CLOSED = Form(
    build=Closed,
    text="words",
    fields=(
        Field(
            name="words",
            sort=Sort.TEXT,
            meaning="the summary or the line for the press, where it is one",
            needed=False,
        ),
        Field(name="outcome", sort=Sort.SLUG, meaning="with what it closes", choice=Outcome),
        Field(
            name="paper",
            sort=Sort.ID,
            meaning="the text or the decision that is its outcome",
            needed=False,
        ),
    ),
)
SAID = Form(build=Said, text="words", fields=(_SAID,))
RAISED = Form(build=Raised, text="words", fields=(_SAID, _MEETING))
RULED = Form(
    build=Ruled,
    text="words",
    fields=(
        _SAID,
        Field(name="sustained", sort=Sort.TRUTH, meaning="whether the point is well taken"),
    ),
)
STRUCK = Form(
    build=Struck,
    text="words",
    fields=(
        _WORDS,
        Field(name="number", sort=Sort.WHOLE, meaning="number of the act whose words are struck"),
        Field(name="decision", sort=Sort.ID, meaning="the decision behind it"),
    ),
)
