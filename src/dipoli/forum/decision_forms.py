"""What the acts of decisions say."""

from __future__ import annotations

from attrs import frozen

from dipoli.charter.rules import DecisionMode
from dipoli.forum.decision import Annex, Purpose, Reason
from dipoli.forum.form import Field, Form, Sort


@frozen(kw_only=True)
class Tabled:
    """The body of ``proposal.table/1``."""

    title: str
    purpose: Purpose
    subject: str | None
    mode: DecisionMode | None
    named: tuple[str, ...]
    basket: str | None
    effective: str | None
    matters: tuple[str, ...] = ()


@frozen(kw_only=True)
class Reasoned:
    """A body with a class of reason, and words that may stay unsaid."""

    reason: Reason
    words: str | None


@frozen(kw_only=True)
class Words:
    """A body of words alone."""

    words: str | None


@frozen(kw_only=True)
class Lapsed:
    """The body of ``objection.lapse/1``: whose objection it was."""

    words: str | None
    seat: str


@frozen(kw_only=True)
class Excepted:
    """The body of ``proposal.except/1``: those left aside, and the finding on which that rests."""

    concerned: tuple[str, ...]
    finding: str


@frozen(kw_only=True)
class Attached:
    """The body of ``statement.attach/1``."""

    annex: Annex
    words: str


@frozen(kw_only=True)
class Claimed:
    """The body of a claim that a party or a body at home is needed."""

    party: str
    source: str


WORDS = Form(
    build=Words,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),),
)
TABLED = Form(
    build=Tabled,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="the proposal in a line"),
        Field(name="purpose", sort=Sort.SLUG, meaning="what it decides", choice=Purpose),
        Field(
            name="subject",
            sort=Sort.LINE,
            meaning="the text, party or body that it is about",
            needed=False,
        ),
        Field(
            name="mode",
            sort=Sort.SLUG,
            meaning="how it is decided, where not as usual",
            needed=False,
            choice=DecisionMode,
        ),
        Field(
            name="named", sort=Sort.CODE, meaning="whose consent is asked", needed=False, many=True
        ),
        Field(
            name="basket", sort=Sort.SLUG, meaning="the basket to which it belongs", needed=False
        ),
        Field(
            name="effective",
            sort=Sort.TIME,
            meaning="from when it takes effect at the earliest",
            needed=False,
        ),
        Field(
            name="matters",
            sort=Sort.ID,
            meaning="reserved matters on which it touches",
            needed=False,
            many=True,
        ),
    ),
)
REASONED = Form(
    build=Reasoned,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the reason, where it is said", needed=False),
        Field(name="reason", sort=Sort.SLUG, meaning="the class of the reason", choice=Reason),
    ),
)
LAPSED = Form(
    build=Lapsed,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),
        Field(name="seat", sort=Sort.CODE, meaning="whose objection it was"),
    ),
)
EXCEPTED = Form(
    build=Excepted,
    text="finding",
    fields=(
        Field(name="finding", sort=Sort.TEXT, meaning="what all others find"),
        Field(name="concerned", sort=Sort.CODE, meaning="who is left aside", many=True),
    ),
)
ATTACHED = Form(
    build=Attached,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the statement"),
        Field(name="annex", sort=Sort.SLUG, meaning="of what sort it is", choice=Annex),
    ),
)
CLAIMED = Form(
    build=Claimed,
    text="source",
    fields=(
        Field(name="source", sort=Sort.TEXT, meaning="on what the claim rests"),
        Field(name="party", sort=Sort.LINE, meaning="who is needed"),
    ),
)
