"""What the acts of texts say."""

from __future__ import annotations

from attrs import frozen

from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.text import Kind
from dipoli.forum.text import Sort as OptionSort


@frozen(kw_only=True)
class TextTabled:
    """The body of ``text.table/1``."""

    title: str
    symbol: str
    kind: Kind
    language: str
    everything: bool
    matters: tuple[str, ...]


@frozen(kw_only=True)
class Handed:
    """The body of ``text.pen/1``."""

    to: str


@frozen(kw_only=True)
class Facilitated:
    """The body of ``text.facilitate/1``."""

    facilitators: tuple[str, ...]


@frozen(kw_only=True)
class Filed:
    """The body of ``text.language/1``."""

    language: str
    digest: bytes
    version: int


@frozen(kw_only=True)
class Language:
    """The body of ``text.authenticate/1``: a version, at a version of the text."""

    language: str
    version: int


@frozen(kw_only=True)
class Questioned:
    """The body of ``text.question/1``."""

    language: str
    words: str


@frozen(kw_only=True)
class Wording:
    """Words that must be said."""

    words: str


@frozen(kw_only=True)
class ClauseProposed:
    """The body of ``clause.propose/1``."""

    words: str | None
    sort: OptionSort
    behind: str | None


@frozen(kw_only=True)
class Bracketed:
    """The body of ``clause.bracket/1``."""

    words: str | None
    nth: int | None
    behind: bool | None


@frozen(kw_only=True)
class Numbered:
    """The body of an act about a bracket or an option by its number."""

    which: int


@frozen(kw_only=True)
class Alternative:
    """The body of ``clause.alternative/1``."""

    words: str | None
    sort: OptionSort


@frozen(kw_only=True)
class Revised:
    """The body of ``clause.revise/1``: a whole wording, and against which version."""

    words: str
    version: int


@frozen(kw_only=True)
class Amended:
    """The body of ``amendment.propose/1``."""

    words: str
    clause: str
    version: int


_WORDS = Field(name="words", sort=Sort.TEXT, meaning="the words")
_MAY = Field(name="words", sort=Sort.TEXT, meaning="the words, where there are any", needed=False)
_VERSION = Field(name="version", sort=Sort.WHOLE, meaning="the version of the text that is meant")
_LANGUAGE = Field(name="language", sort=Sort.LANGUAGE, meaning="in which language")
_SORT = Field(
    name="sort", sort=Sort.SLUG, meaning="words, no text or a placeholder", choice=OptionSort
)

TABLED = Form(
    build=TextTabled,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="the text in a line"),
        Field(name="symbol", sort=Sort.LINE, meaning="its symbol, by which it is cited"),
        Field(name="kind", sort=Sort.SLUG, meaning="what sort of paper it is", choice=Kind),
        Field(name="language", sort=Sort.LANGUAGE, meaning="in which it is negotiated"),
        Field(
            name="everything",
            sort=Sort.TRUTH,
            meaning="whether nothing is agreed in it until everything is",
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
HANDED = Form(
    build=Handed, fields=(Field(name="to", sort=Sort.CODE, meaning="who holds the pen now"),)
)
FACILITATED = Form(
    build=Facilitated,
    fields=(
        Field(
            name="facilitators",
            sort=Sort.CODE,
            meaning="who may put bridging texts",
            needed=False,
            many=True,
        ),
    ),
)
FILED = Form(
    build=Filed,
    fields=(
        _LANGUAGE,
        Field(name="digest", sort=Sort.DIGEST, meaning="SHA-256 of the bytes of the version"),
        _VERSION,
    ),
)
LANGUAGE = Form(build=Language, fields=(_LANGUAGE, _VERSION))
QUESTIONED = Form(build=Questioned, text="words", fields=(_WORDS, _LANGUAGE))
WORDING = Form(build=Wording, text="words", fields=(_WORDS,))
CLAUSE_PROPOSED = Form(
    build=ClauseProposed,
    text="words",
    fields=(
        _MAY,
        _SORT,
        Field(
            name="behind", sort=Sort.ID, meaning="the clause behind which it stands", needed=False
        ),
    ),
)
BRACKETED = Form(
    build=Bracketed,
    text="words",
    fields=(
        Field(
            name="words",
            sort=Sort.TEXT,
            meaning="the passage as it stands; null for the whole clause",
            needed=False,
        ),
        Field(
            name="nth",
            sort=Sort.WHOLE,
            meaning="which of them, where it is there twice, from 1",
            needed=False,
        ),
        Field(
            name="behind",
            sort=Sort.TRUTH,
            meaning="yes for an empty bracket behind the passage",
            needed=False,
        ),
    ),
)
NUMBERED = Form(
    build=Numbered,
    fields=(Field(name="which", sort=Sort.WHOLE, meaning="its number in the clause"),),
)
ALTERNATIVE = Form(build=Alternative, text="words", fields=(_MAY, _SORT))
REVISED = Form(build=Revised, text="words", fields=(_WORDS, _VERSION))
AMENDED = Form(
    build=Amended,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="the whole clause as it would be"),
        Field(name="clause", sort=Sort.ID, meaning="the clause that it would change"),
        _VERSION,
    ),
)
