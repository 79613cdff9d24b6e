"""What the acts of inspections say."""

from __future__ import annotations

from attrs import frozen

from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.inspection import Why


@frozen(kw_only=True)
class Requested:
    """The body of ``inspection.request/1``."""

    area: str
    measure: str
    host: str
    day: str


@frozen(kw_only=True)
class Refused:
    """The body of ``inspection.refuse/1``."""

    words: str | None
    why: Why


@frozen(kw_only=True)
class Reported:
    """The body of ``inspection.report/1``."""

    words: str
    digest: bytes | None


@frozen(kw_only=True)
class Commented:
    """The body of ``inspection.comment/1``."""

    words: str


REQUESTED = Form(
    build=Requested,
    text="area",
    fields=(
        Field(name="area", sort=Sort.TEXT, meaning="what is to be inspected"),
        Field(name="measure", sort=Sort.ID, meaning="the measure under which it is asked for"),
        Field(name="host", sort=Sort.CODE, meaning="who is asked"),
        Field(name="day", sort=Sort.TIME, meaning="from when on the team would enter"),
    ),
)
REFUSED = Form(
    build=Refused,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the host's account", needed=False),
        Field(name="why", sort=Sort.SLUG, meaning="the reason", choice=Why),
    ),
)
REPORTED = Form(
    build=Reported,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the report, or where it can be read"),
        Field(name="digest", sort=Sort.DIGEST, meaning="of the report", needed=False),
    ),
)
COMMENTED = Form(
    build=Commented,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="what a side says of it"),),
)
