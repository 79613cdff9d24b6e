"""What the acts of bodies say."""

from __future__ import annotations

from attrs import frozen

from dipoli.charter.rules import BodySort, Category, Track
from dipoli.forum.bodies import Change, Rank
from dipoli.forum.form import Field, Form, Sort


@frozen(kw_only=True)
class Called:
    """The body of ``circle.call/1``."""

    title: str
    sort: BodySort
    track: Track
    rank: Rank
    host: str
    funders: tuple[str, ...]
    basket: str | None
    seats: tuple[str, ...]
    chair: tuple[str, ...]
    decision: str | None


@frozen(kw_only=True)
class Widened:
    """The body of ``circle.widen/1``."""

    words: str | None
    seats: tuple[str, ...]
    decision: str | None


@frozen(kw_only=True)
class Closed:
    """The body of ``circle.close/1``."""

    words: str | None
    decision: str | None


@frozen(kw_only=True)
class Reported:
    """The body of ``report.make/1``."""

    title: str
    text: str


@frozen(kw_only=True)
class Received:
    """The body of ``report.receive/1``."""

    words: str | None
    report: bytes


@frozen(kw_only=True)
class Followed:
    """The body of ``circle.follow/1``."""

    words: str | None
    change: Change
    seat: str
    category: Category | None
    successor: str | None
    act: bytes


_DECISION = Field(
    name="decision", sort=Sort.ID, meaning="the decision behind it, where one is", needed=False
)
_WORDS = Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False)
CALLED = Form(
    build=Called,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="the body and its task in a line"),
        Field(name="sort", sort=Sort.SLUG, meaning="what sort of body it is", choice=BodySort),
        Field(name="track", sort=Sort.SLUG, meaning="on which track it works", choice=Track),
        Field(name="rank", sort=Sort.SLUG, meaning="at what level people attend", choice=Rank),
        Field(name="host", sort=Sort.LINE, meaning="who hosts it"),
        Field(name="funders", sort=Sort.LINE, meaning="who pays for it", needed=False, many=True),
        Field(name="basket", sort=Sort.SLUG, meaning="to which basket it belongs", needed=False),
        Field(name="seats", sort=Sort.CODE, meaning="who sits in it", many=True),
        Field(
            name="chair",
            sort=Sort.CODE,
            meaning="who presides in it, where not by its own rota",
            needed=False,
            many=True,
        ),
        _DECISION,
    ),
)
WIDENED = Form(
    build=Widened,
    text="words",
    fields=(
        _WORDS,
        Field(name="seats", sort=Sort.CODE, meaning="who sits in it from now on", many=True),
        _DECISION,
    ),
)
CLOSED = Form(build=Closed, text="words", fields=(_WORDS, _DECISION))
REPORTED = Form(
    build=Reported,
    text="text",
    fields=(
        Field(name="text", sort=Sort.TEXT, meaning="what the body reports"),
        Field(name="title", sort=Sort.LINE, meaning="the report in a line"),
    ),
)
RECEIVED = Form(
    build=Received,
    text="words",
    fields=(
        _WORDS,
        Field(name="report", sort=Sort.DIGEST, meaning="leaf hash of the report in its own record"),
    ),
)
FOLLOWED = Form(
    build=Followed,
    text="words",
    fields=(
        _WORDS,
        Field(name="change", sort=Sort.SLUG, meaning="what was decided above", choice=Change),
        Field(name="seat", sort=Sort.CODE, meaning="of whom"),
        Field(
            name="category",
            sort=Sort.SLUG,
            meaning="how it takes part, where it is seated",
            needed=False,
            choice=Category,
        ),
        Field(
            name="successor",
            sort=Sort.CODE,
            meaning="who takes its seat, where one does",
            needed=False,
        ),
        Field(name="act", sort=Sort.DIGEST, meaning="leaf hash of the act in the record above"),
    ),
)
