"""What the acts of the crisis desk say."""

from __future__ import annotations

from attrs import frozen

from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.request import About, Scope


@frozen(kw_only=True)
class Asked:
    """The body of ``request.ask/1``."""

    words: str
    to: str
    about: About
    date: str
    place: str


@frozen(kw_only=True)
class Answered:
    """The body of ``request.answer/1``."""

    words: str


@frozen(kw_only=True)
class Called:
    """The body of ``request.call/1``."""

    words: str | None
    scope: Scope


@frozen(kw_only=True)
class Held:
    """The body of ``request.hold/1``."""

    words: str | None
    present: tuple[str, ...]
    date: str


@frozen(kw_only=True)
class Recommended:
    """The body of ``request.recommend/1``."""

    words: str | None
    decision: str


@frozen(kw_only=True)
class Visited:
    """The body of ``request.visit/1``."""

    words: str | None
    visit: str


ASKED = Form(
    build=Asked,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the concern, and what is asked"),
        Field(name="to", sort=Sort.CODE, meaning="who is asked"),
        Field(
            name="about",
            sort=Sort.SLUG,
            meaning="of what sort that is which raises the concern",
            choice=About,
        ),
        Field(name="date", sort=Sort.TIME, meaning="when it was seen"),
        Field(name="place", sort=Sort.LINE, meaning="where"),
    ),
)
ANSWERED = Form(
    build=Answered,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="the explanation"),),
)
CALLED = Form(
    build=Called,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),
        Field(name="scope", sort=Sort.SLUG, meaning="between whom", choice=Scope),
    ),
)
HELD = Form(
    build=Held,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="what came of it", needed=False),
        Field(name="present", sort=Sort.CODE, meaning="who was there", many=True),
        Field(name="date", sort=Sort.TIME, meaning="when it was held"),
    ),
)
RECOMMENDED = Form(
    build=Recommended,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),
        Field(name="decision", sort=Sort.ID, meaning="the decision in effect about the request"),
    ),
)
VISITED = Form(
    build=Visited,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False),
        Field(name="visit", sort=Sort.ID, meaning="the visit to which one invited"),
    ),
)
