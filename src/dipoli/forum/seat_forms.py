"""What the acts of seats and their channels say."""

from __future__ import annotations

from attrs import frozen

from dipoli.charter.rules import Category
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.seat import Answer, Channel


@frozen(kw_only=True)
class Invited:
    """The body of ``member.invite/1``."""

    words: str | None
    category: Category
    decision: str | None


@frozen(kw_only=True)
class Replied:
    """The body of ``member.reply/1``."""

    words: str | None
    answer: Answer


@frozen(kw_only=True)
class Mandated:
    """A body that names the decision behind an act."""

    words: str | None
    decision: str


@frozen(kw_only=True)
class Suspended:
    """The body of ``member.suspend/1``: what the others found, and the decision behind it."""

    finding: str
    decision: str


@frozen(kw_only=True)
class Succeeded:
    """The body of ``member.succeed/1``."""

    words: str | None
    successor: str
    decision: str | None


@frozen(kw_only=True)
class Declared:
    """The body of ``channel.declare/1``."""

    channel: str
    sort: Channel


_LETTER = Field(name="words", sort=Sort.TEXT, meaning="the letter, or its reason", needed=False)
_PERHAPS = Field(
    name="decision", sort=Sort.ID, meaning="the decision behind it, where one is", needed=False
)
INVITED = Form(
    build=Invited,
    text="words",
    fields=(
        _LETTER,
        Field(name="category", sort=Sort.SLUG, meaning="how it would take part", choice=Category),
        _PERHAPS,
    ),
)
REPLIED = Form(
    build=Replied,
    text="words",
    fields=(
        _LETTER,
        Field(name="answer", sort=Sort.SLUG, meaning="what came of it", choice=Answer),
    ),
)
MANDATED = Form(
    build=Mandated,
    text="words",
    fields=(_LETTER, Field(name="decision", sort=Sort.ID, meaning="the decision behind it")),
)
SUSPENDED = Form(
    build=Suspended,
    text="finding",
    fields=(
        Field(name="finding", sort=Sort.TEXT, meaning="what the others found"),
        Field(name="decision", sort=Sort.ID, meaning="the decision behind it"),
    ),
)
SUCCEEDED = Form(
    build=Succeeded,
    text="words",
    fields=(
        _LETTER,
        Field(name="successor", sort=Sort.CODE, meaning="who takes the seat"),
        _PERHAPS,
    ),
)
DECLARED = Form(
    build=Declared,
    text="channel",
    fields=(
        Field(name="channel", sort=Sort.LINE, meaning="where the seat is served, in its own words"),
        Field(name="sort", sort=Sort.SLUG, meaning="what sort of channel it is", choice=Channel),
    ),
)
