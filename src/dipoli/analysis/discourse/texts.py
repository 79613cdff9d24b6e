"""Texts as they came: documents, whose words stand in them, and the passages that are coded.

Offsets count code points of `Document.text`, from 0; an end is one past the last. A passage is
never more than a span of its document, with the SHA-256 of that span in UTF-8, so that whoever
holds the document can see that a figure rests on these very words.
"""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Mapping

from attrs import field, frozen

LANGUAGES = ("en", "ko", "zh", "ja", "ru", "mn")
"""Languages that can be cut into passages (ISO 639-1)."""

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


class Translation(enum.Enum):
    """Whether a text stands in the language in which it was made."""

    ORIGINAL = "original"
    OFFICIAL = "official"
    UNOFFICIAL = "unofficial"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Turn:
    """Words of one speaker in a transcript.

    Args:
        start: offset of the first character of the words.
        end: offset after the last one.
        speaker: as the transcript names the speaker.
        actor: code of the actor for whom the speaker speaks; None for anybody else, such as a
            journalist, so that these words are coded for nobody.
    """

    start: int
    end: int
    speaker: str
    actor: str | None


@frozen(kw_only=True)
class Document:
    """A text with what is known of it.

    Args:
        file: its name in the corpus, with ``/`` between folders; no two documents share one.
        title: as the compiler of the corpus wrote it.
        date: year, year and month, or day, as far as known, such as ``2018-06-12``; empty when it
            is not known.
        actors: codes of those whose words these are; more than one makes a joint text.
        language: ISO 639-1.
        genre: such as ``speech`` or ``joint_statement``; shares are compared within one genre.
        text: the words, as code points; never changed after reading.
        sha256: of the file as it came, in hexadecimal.
        venue: where it was said or issued; empty when not noted.
        role: in what capacity, such as ``head of state``; empty when not noted.
        translation: whether it is in the language in which it was made.
        source: where it was found.
        licence: on what terms.
        turns: speakers in a transcript, in order, apart; empty where the actors speak throughout.
    """

    file: str
    title: str
    date: str
    actors: tuple[str, ...]
    language: str
    genre: str
    text: str = field(repr=False)
    sha256: str
    venue: str = ""
    role: str = ""
    translation: Translation = Translation.UNKNOWN
    source: str = ""
    licence: str = ""
    turns: tuple[Turn, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.date and not _DATE.fullmatch(self.date):
            message = f"{self.file}: the date {self.date!r} is not YYYY, YYYY-MM or YYYY-MM-DD"
            raise ValueError(message)
        if not self.actors:
            message = f"{self.file}: whose words these are is not said"
            raise ValueError(message)
        last = 0
        for turn in self.turns:
            if not last <= turn.start <= turn.end <= len(self.text):
                message = f"{self.file}: turns overlap, or stand outside of the text"
                raise ValueError(message)
            last = turn.end

    @property
    def year(self) -> int | None:
        """The year of the date; None when the date is not known."""
        return int(self.date[:4]) if self.date else None

    @property
    def joint(self) -> bool:
        """Whether several actors made it together and it has no turns of each."""
        return len(self.actors) > 1 and not self.turns


@frozen(kw_only=True)
class Passage:
    """A sentence, or what stands for one: the unit that is coded.

    Args:
        file: the document's name.
        start: offset of its first character in the document's text.
        end: offset after its last one.
        sha256: of the span in UTF-8.
        actor: whose words these are; None in a joint text and for words of anybody else.
        joint: codes of all who made the joint text; empty in any other.
        repeats: number of further passages of the corpus with the same words, actor and language,
            of which this is the first; they are kept in the corpus and not counted again.
    """

    file: str
    start: int
    end: int
    sha256: str
    actor: str | None
    joint: tuple[str, ...] = ()
    repeats: int = 0


@frozen(kw_only=True)
class Corpus:
    """Documents by name, and their passages in order of document and offset.

    Args:
        documents: by `Document.file`.
        passages: cut, with repeats collapsed; those of nobody's own words are left in, with
            neither actor nor joint makers.
        digest: SHA-256 over names, hashes and what is known of every document, so that a result
            names the very corpus on which it rests.
    """

    documents: Mapping[str, Document]
    passages: tuple[Passage, ...]
    digest: str

    def words(self, passage: Passage) -> str:
        """The words of a passage.

        Raises:
            KeyError: the corpus does not hold its document.
        """
        return self.documents[passage.file].text[passage.start : passage.end]

    def holds(self, passage: Passage) -> bool:
        """Whether the document still has these very words at this very place."""
        document = self.documents.get(passage.file)
        if document is None or not 0 <= passage.start < passage.end <= len(document.text):
            return False
        return digest_of(self.words(passage)) == passage.sha256


def digest_of(words: str) -> str:
    """SHA-256 of words in UTF-8, in hexadecimal.

    >>> digest_of("peace")[:8]
    'c2e10c20'
    """
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
