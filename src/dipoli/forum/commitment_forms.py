"""What the acts of commitments say."""

from __future__ import annotations

from attrs import frozen

from dipoli.forum.commitment import Event, Sense, Verdict
from dipoli.forum.form import Field, Form, Sort


@frozen(kw_only=True)
class Undertaken:
    """The body of ``commitment.make/1`` and of ``commitment.register/1``."""

    words: str
    owners: tuple[str, ...]
    recipients: tuple[str, ...]
    decision: str | None
    clauses: tuple[str, ...]
    parts: tuple[str, ...]
    sense: Sense | None
    subject: str | None
    covers: tuple[str, ...]
    due: str | None
    hours: int | None
    event: Event | None
    of: str | None
    starts: str | None
    until: str | None
    evidence: str | None
    verifier: str | None
    agency: str | None
    approval: str | None
    funder: str | None
    exemption: str | None
    pair: str | None


@frozen(kw_only=True)
class Told:
    """A body of words alone, which are needed."""

    words: str


@frozen(kw_only=True)
class Other:
    """The body of an act that names another commitment."""

    other: str
    words: str | None


@frozen(kw_only=True)
class Shown:
    """The body of ``commitment.evidence/1``."""

    words: str | None
    digest: bytes | None
    part: int | None


@frozen(kw_only=True)
class Assessed:
    """The body of ``commitment.assess/1``."""

    words: str
    verdict: Verdict


@frozen(kw_only=True)
class Found:
    """The body of ``commitment.find/1``."""

    words: str
    verdict: Verdict
    source: str | None


@frozen(kw_only=True)
class Paused:
    """The body of an act about one clause of a commitment, or the whole."""

    words: str
    part: int | None


def _some(name: str, sort: Sort, meaning: str) -> Field:
    return Field(name=name, sort=sort, meaning=meaning, needed=False)


def _list(name: str, sort: Sort, meaning: str) -> Field:
    return Field(name=name, sort=sort, meaning=meaning, needed=False, many=True)


UNDERTAKEN = Form(
    build=Undertaken,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="what is undertaken"),
        Field(name="owners", sort=Sort.CODE, meaning="who undertakes it", many=True),
        _list("recipients", Sort.CODE, "to whom it is owed"),
        _some("decision", Sort.ID, "the decision in effect on which it rests"),
        _list("clauses", Sort.ID, "clauses of that decision's text"),
        _list("parts", Sort.LINE, "its own clauses, which can be suspended one by one"),
        Field(
            name="sense",
            sort=Sort.SLUG,
            meaning="whether it is to do something, or not to do it",
            needed=False,
            choice=Sense,
        ),
        _some("subject", Sort.SLUG, "what it is about, in one word"),
        _list("covers", Sort.SLUG, "which parts of the subject; the whole where none is named"),
        _some("due", Sort.TIME, "by when it is done"),
        _some("hours", Sort.WHOLE, "hours from the event by which it is done"),
        Field(
            name="event",
            sort=Sort.SLUG,
            meaning="the event from which the hours run",
            needed=False,
            choice=Event,
        ),
        _some("of", Sort.ID, "the decision, meeting or commitment of the event"),
        _some("starts", Sort.TIME, "from when it holds, where not from now"),
        _some("until", Sort.TIME, "up to when it holds"),
        _some("evidence", Sort.TEXT, "what evidence is foreseen"),
        _some("verifier", Sort.CODE, "the seat that verifies it"),
        _some("agency", Sort.LINE, "the body without a seat that verifies it"),
        _some("approval", Sort.LINE, "what approval at home it needs"),
        _some("funder", Sort.LINE, "who pays for it"),
        _some("exemption", Sort.LINE, "what exemption from sanctions it needs"),
        _some("pair", Sort.ID, "the other commitment of a reciprocal pair"),
    ),
)
TOLD = Form(
    build=Told,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="in the author's words"),),
)
OTHER = Form(
    build=Other,
    text="words",
    fields=(
        _some("words", Sort.TEXT, "in the author's words"),
        Field(name="other", sort=Sort.ID, meaning="the other commitment"),
    ),
)
SHOWN = Form(
    build=Shown,
    text="words",
    fields=(
        _some("words", Sort.TEXT, "the evidence in words, or where it lies"),
        _some("digest", Sort.DIGEST, "of a paper that is evidence"),
        _some("part", Sort.WHOLE, "number of the clause, from 1; the whole where none is named"),
    ),
)
_VERDICT = Field(name="verdict", sort=Sort.SLUG, meaning="how it stands", choice=Verdict)
ASSESSED = Form(
    build=Assessed,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="how it stands, in the author's words"),
        _VERDICT,
    ),
)
FOUND = Form(
    build=Found,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="what the verifier finds, in its words"),
        _VERDICT,
        _some("source", Sort.TEXT, "where the finding of a body without a seat can be read"),
    ),
)
PAUSED = Form(
    build=Paused,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the reason"),
        _some("part", Sort.WHOLE, "number of the clause, from 1; the whole where none is named"),
    ),
)
