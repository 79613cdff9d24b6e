"""What was read, and how often each issue stands in it: cells of one actor, genre and language.

A figure is made of the passages of one *cell*: an actor's own words, in documents of one genre and
one language. Two genres are never put together, nor two languages; nor a text that several made
together, nor the words of a journalist.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from attrs import evolve, field, frozen

from dipoli.analysis.discourse.bootstrap import Counts
from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coding import Code, Coded
from dipoli.analysis.discourse.texts import Corpus, Document, Passage

BY_CHARACTERS = ("ja", "ko", "zh")
"""Languages in which length is told in characters: spaces part words otherwise, or not at all."""


@frozen(kw_only=True, eq=False)
class Reading:
    """A corpus, its codes, and the codebook by which they were given.

    Args:
        corpus: the documents and passages.
        coded: every passage of the corpus, coded, each once.
        codebook: whose issues the codes are.
        digest: SHA-256 over passages and codes, whoever set them; found when it is not given.

    Raises:
        ValueError: a code that is not of the codebook; a passage that is coded twice, or twice with
            one issue.
    """

    corpus: Corpus
    coded: tuple[Coded, ...] = field(repr=False)
    codebook: Codebook
    digest: str = ""

    def __attrs_post_init__(self) -> None:
        known = {issue.id for issue in self.codebook.issues}
        strange = {code.issue for one in self.coded for code in one.codes} - known
        if strange:
            message = f"codes that the codebook {self.codebook.id} does not have: {sorted(strange)}"
            raise ValueError(message)
        if any(len({code.issue for code in one.codes}) < len(one.codes) for one in self.coded):
            message = "a passage carries one issue twice: every figure would count it again"
            raise ValueError(message)
        places = {(one.passage.file, one.passage.start, one.passage.end) for one in self.coded}
        if len(places) != len(self.coded):
            message = "a passage is coded more than once: every figure would count it again"
            raise ValueError(message)
        if not self.digest:
            object.__setattr__(self, "digest", _digest(self.coded))

    @property
    def issues(self) -> tuple[str, ...]:
        """Ids of the codebook's issues, in its order."""
        return tuple(issue.id for issue in self.codebook.issues)


@frozen(kw_only=True)
class Found:
    """An issue in a passage: what a figure rests on, down to the words.

    Args:
        passage: with its place in the document and its hash.
        code: with the place of the words found.
    """

    passage: Passage
    code: Code


@frozen(kw_only=True, eq=False)
class Cell:
    """An actor's own passages in documents of one genre and one language.

    Args:
        actor: code.
        genre: of every document.
        language: of every document.
        documents: by date, then by name, those of unknown date last; each with a passage of the
            actor at least.
        coded: passages of each document; shape (documents,).
        issues: the columns.
        of: passages of each document; shape (documents,).
        length: words or characters of those passages, as `unit` says; shape (documents,).
        hits: passages that carry each issue; shape (documents, issues).
        unread: issues for which the codebook has no seeds here: unknown, not nought.
    """

    actor: str
    genre: str
    language: str
    documents: tuple[Document, ...]
    coded: tuple[tuple[Coded, ...], ...]
    issues: tuple[str, ...]
    of: Counts
    length: Counts
    hits: Counts
    unread: frozenset[str]

    @property
    def unit(self) -> str:
        """In what length is told: ``words`` or ``characters``."""
        return unit_of(self.language)

    @property
    def name(self) -> str:
        """The cell in a word, for streams of random numbers."""
        return f"{self.actor}/{self.genre}/{self.language}"

    def found(self, issue: str) -> tuple[Found, ...]:
        """Every passage with an issue, by date, document and place."""
        return tuple(
            Found(passage=one.passage, code=code)
            for held in self.coded
            for one in held
            for code in one.codes
            if code.issue == issue
        )

    def kept(self, inside: Iterable[bool]) -> Cell:
        """The cell with some of its documents only."""
        mask = np.fromiter(inside, bool, len(self.documents))
        chosen = [n for n, one in enumerate(mask) if one]
        held = tuple(self.coded[n] for n in chosen)
        return evolve(
            self,
            documents=tuple(self.documents[n] for n in chosen),
            coded=held,
            of=self.of[mask],
            length=self.length[mask],
            hits=self.hits[mask],
            unread=frozenset(issue for rows in held for one in rows for issue in one.missing),
        )


def unit_of(language: str) -> str:
    """In what the length of a text is told.

    >>> unit_of("ko"), unit_of("ru")
    ('characters', 'words')
    """
    return "characters" if language in BY_CHARACTERS else "words"


def length_of(words: str, language: str) -> int:
    """Words between spaces, or characters that are no spaces.

    >>> length_of("Peace on the Peninsula", "en"), length_of("조선반도 비핵화", "ko")
    (4, 7)
    """
    parts = words.split()
    return sum(map(len, parts)) if language in BY_CHARACTERS else len(parts)


def cells(reading: Reading, genre: str, language: str = "") -> tuple[Cell, ...]:
    """What each actor said itself in one genre, by language.

    Args:
        reading: what was read.
        genre: one genre; several are asked for one after the other.
        language: this one only; every language, each apart, when empty.

    Returns:
        In the order of actors and languages in the corpus. An actor without a passage has none.

    Raises:
        ValueError: no genre is named, or the corpus has no document of it.
    """
    documents = reading.corpus.documents
    if genre not in {one.genre for one in documents.values()} or not genre:
        held = ", ".join(sorted({one.genre for one in documents.values()} - {""})) or "none"
        message = f"shares are told within one genre, and {genre!r} is none of the corpus: {held}"
        raise ValueError(message)
    passages: dict[tuple[str, str], dict[str, list[Coded]]] = {}
    for one in reading.coded:
        document = documents[one.passage.file]
        if document.genre != genre or one.passage.actor is None or one.passage.joint:
            continue
        if language in ("", document.language):
            key = (one.passage.actor, document.language)
            passages.setdefault(key, {}).setdefault(document.file, []).append(one)
    return tuple(_cell(reading, genre, key, held) for key, held in passages.items())


def _cell(reading: Reading, genre: str, key: tuple[str, str], held: dict[str, list[Coded]]) -> Cell:
    actor, language = key
    corpus, issues = reading.corpus, reading.issues
    column = {issue: n for n, issue in enumerate(issues)}
    documents = sorted(
        (corpus.documents[file] for file in held), key=lambda d: (not d.date, d.date, d.file)
    )
    rows = tuple(tuple(held[document.file]) for document in documents)
    hits = np.zeros((len(rows), len(issues)), np.int64)
    for n, row in enumerate(rows):
        for one in row:
            for code in one.codes:
                hits[n, column[code.issue]] += 1
    return Cell(
        actor=actor,
        genre=genre,
        language=language,
        documents=tuple(documents),
        coded=rows,
        issues=issues,
        of=np.array([len(row) for row in rows], np.int64),
        length=np.array(
            [
                max(1, sum(length_of(corpus.words(one.passage), language) for one in row))
                for row in rows
            ],
            np.int64,
        ),
        hits=hits,
        unread=frozenset(issue for row in rows for one in row for issue in one.missing),
    )


def _digest(coded: tuple[Coded, ...]) -> str:
    """SHA-256 over every passage and its codes, in order of document and place."""
    told = hashlib.sha256()
    for one in sorted(coded, key=lambda row: (row.passage.file, row.passage.start)):
        passage = one.passage
        parts = [passage.file, str(passage.start), str(passage.end), passage.sha256]
        parts += [passage.actor or "", *passage.joint, "missing", *one.missing]
        for code in one.codes:
            stance = "" if code.stance is None else code.stance.value
            parts += [code.issue, code.seed, str(code.start), str(code.end), stance, code.sub]
        told.update("\x1f".join(parts).encode("utf-8", "surrogatepass") + b"\x1e")
    return told.hexdigest()
