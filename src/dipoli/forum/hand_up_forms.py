"""What the acts of hand-up, and of parts off the record, say."""

from __future__ import annotations

from attrs import frozen

from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.hand_up import Answer


@frozen(kw_only=True)
class Drafted:
    """The body of ``recommendation.draft/1``."""

    words: str
    title: str


@frozen(kw_only=True)
class Worded:
    """The body of ``recommendation.revise/1`` and ``recommendation.consent/1``."""

    words: str


@frozen(kw_only=True)
class Checked:
    """The body of ``recommendation.check/1``."""

    stand: tuple[str, ...]


@frozen(kw_only=True)
class Told:
    """The body of ``recommendation.tell/1``."""

    words: str | None
    answer: Answer
    reply: bytes


@frozen(kw_only=True)
class Entered:
    """The body of ``hand-up.enter/1``."""

    words: str
    title: str
    source: str
    cited: bytes | None
    persons: tuple[str, ...]
    stand: tuple[str, ...]


@frozen(kw_only=True)
class Replied:
    """The body of ``hand-up.reply/1``."""

    words: str | None
    answer: Answer
    basket: str | None


@frozen(kw_only=True)
class Announced:
    """The body of ``room.announce/1``."""

    title: str
    meeting: str
    facilitator: str
    opens: str


_WORDS = Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False)
_TITLE = Field(name="title", sort=Sort.LINE, meaning="the recommendation in a line")
_ANSWER = Field(name="answer", sort=Sort.LINE, meaning="what became of it", choice=Answer)
_STAND = Field(
    name="stand",
    sort=Sort.LINE,
    meaning="names of parties that were found in the text and are let stand",
    needed=False,
    many=True,
)
DRAFTED = Form(
    build=Drafted,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="the text, without names"), _TITLE),
)
REVISED = Form(
    build=Worded,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="the whole text as it is to stand"),),
)
CONSENTED = Form(
    build=Worded,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="the text to which nobody objects"),),
)
CHECKED = Form(build=Checked, fields=(_STAND,))
TOLD = Form(
    build=Told,
    text="words",
    fields=(
        _WORDS,
        _ANSWER,
        Field(name="reply", sort=Sort.DIGEST, meaning="leaf hash of the reply above"),
    ),
)
ENTERED = Form(
    build=Entered,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the text to which the group consented"),
        _TITLE,
        Field(name="source", sort=Sort.ID, meaning="the body, or the part off the record"),
        Field(
            name="cited",
            sort=Sort.DIGEST,
            meaning="from a body: leaf hash of its finding of consent",
            needed=False,
        ),
        Field(
            name="persons",
            sort=Sort.LINE,
            meaning="from a part off the record: the two who held the text against the names, "
            "and who took no part in it",
            needed=False,
            many=True,
        ),
        _STAND,
    ),
)
REPLIED = Form(
    build=Replied,
    text="words",
    fields=(
        _WORDS,
        _ANSWER,
        Field(name="basket", sort=Sort.SLUG, meaning="to which it is referred", needed=False),
    ),
)
ANNOUNCED = Form(
    build=Announced,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="the part in a line"),
        Field(name="meeting", sort=Sort.ID, meaning="of which meeting it is a part"),
        Field(name="facilitator", sort=Sort.CODE, meaning="who enters what leaves it"),
        Field(name="opens", sort=Sort.TIME, meaning="from when; up to when is its deadline"),
    ),
)
