"""What the acts of exchange rounds say."""

from __future__ import annotations

from attrs import frozen

from dipoli.forum.exchange import Otherwise
from dipoli.forum.form import Field, Form, Sort


@frozen(kw_only=True)
class Announced:
    """The body of ``exchange.announce/1``."""

    title: str
    measure: str | None
    named: tuple[str, ...]
    holders: tuple[str, ...]
    least: int | None
    otherwise: Otherwise
    opens: str


@frozen(kw_only=True)
class Submitted:
    """The body of ``exchange.submit/1``: a sealed return."""

    holders: tuple[str, ...]
    needed: int
    reader: bytes
    checks: tuple[bytes, ...]
    shares: tuple[bytes, ...]
    ciphertext: bytes


@frozen(kw_only=True)
class Held:
    """The body of ``exchange.hold/1``."""

    returns: tuple[bytes, ...]


@frozen(kw_only=True)
class Given:
    """The body of ``exchange.share/1``: shares, sealed to each reader."""

    readers: tuple[str, ...]
    shares: tuple[bytes, ...]


@frozen(kw_only=True)
class Served:
    """The body of ``exchange.serve/1``."""

    note: str
    seat: str


@frozen(kw_only=True)
class Asked:
    """The body of ``exchange.ask/1``."""

    words: str | None
    to: str


@frozen(kw_only=True)
class Answered:
    """The body of ``exchange.answer/1``."""

    words: str | None
    question: int


_WORDS = Field(name="words", sort=Sort.TEXT, meaning="in the author's words", needed=False)
_HOLDERS = Field(
    name="holders", sort=Sort.CODE, meaning="seats whose nodes hold shares of it", many=True
)
ANNOUNCED = Form(
    build=Announced,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="what is exchanged"),
        Field(name="measure", sort=Sort.ID, meaning="the measure that asks for it", needed=False),
        Field(name="named", sort=Sort.CODE, meaning="seats asked for a return", many=True),
        _HOLDERS,
        Field(
            name="least",
            sort=Sort.WHOLE,
            meaning="how many returns are enough; nothing where all are needed",
            needed=False,
        ),
        Field(
            name="otherwise",
            sort=Sort.LINE,
            meaning="what becomes of the round where that is not met",
            choice=Otherwise,
        ),
        Field(name="opens", sort=Sort.TIME, meaning="from when returns are handed in"),
    ),
)
SUBMITTED = Form(
    build=Submitted,
    fields=(
        _HOLDERS,
        Field(name="needed", sort=Sort.WHOLE, meaning="how many shares open it"),
        Field(name="reader", sort=Sort.DIGEST, meaning="key by which its author reads"),
        Field(name="checks", sort=Sort.DIGEST, meaning="hash of each share, by holder", many=True),
        Field(name="shares", sort=Sort.OCTETS, meaning="share sealed to each holder", many=True),
        Field(name="ciphertext", sort=Sort.OCTETS, meaning="the return, encrypted"),
    ),
)
HELD = Form(
    build=Held,
    fields=(
        Field(
            name="returns",
            sort=Sort.DIGEST,
            meaning="leaf hashes of returns of which the own share was found good",
            many=True,
        ),
    ),
)
GIVEN = Form(
    build=Given,
    fields=(
        Field(name="readers", sort=Sort.CODE, meaning="to whom shares are given", many=True),
        Field(name="shares", sort=Sort.OCTETS, meaning="shares sealed to each reader", many=True),
    ),
)
SERVED = Form(
    build=Served,
    text="note",
    fields=(
        Field(name="note", sort=Sort.LINE, meaning="the note verbale with which it went"),
        Field(name="seat", sort=Sort.CODE, meaning="the seat that got it"),
    ),
)
ASKED = Form(
    build=Asked,
    text="words",
    fields=(_WORDS, Field(name="to", sort=Sort.CODE, meaning="the seat whose return is meant")),
)
ANSWERED = Form(
    build=Answered,
    text="words",
    fields=(
        _WORDS,
        Field(name="question", sort=Sort.WHOLE, meaning="number of the act that asked"),
    ),
)
