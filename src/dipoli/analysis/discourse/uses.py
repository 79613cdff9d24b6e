"""A disputed term in the mouths of those who dispute it: each actor's own uses, by date.

A term has wordings, in English and in the languages in which it is disputed. Each is searched as it
is written, white space and case aside, in the passages of every language that is written in the
letters of the wording. A language for which no wording is given is *unknown*: that nothing was
found in it would say nothing.

What an actor means by a term is not read here; the passages are, in its own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from dipoli.analysis.discourse.texts import Corpus, Passage
from dipoli.analysis.receipt import Receipt

_SCRIPTS = {
    "LATIN": ("en",),
    "HANGUL": ("ko",),
    "CJK": ("zh", "ja"),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CYRILLIC": ("ru", "mn"),
}
"""Languages that are written in each script."""
_EDGED = ("en", "ru", "mn")
"""Languages in which a word stands between spaces."""

NOT_SHOWN = (
    "What an actor means by the term: the passages say how it is used, not what is understood.",
    "Uses in other words than those that were searched.",
    "Uses in languages for which no wording was given: unknown, which is not none.",
)


@frozen(kw_only=True)
class Use:
    """One passage in which the term stands.

    Args:
        passage: with its place and its hash.
        date: of the document, as far as known.
        language: of the document.
        genre: of the document.
        start: offset of the first words that were found.
        end: offset after them.
        wording: as they stand there.
    """

    passage: Passage
    date: str
    language: str
    genre: str
    start: int
    end: int
    wording: str


@frozen(kw_only=True)
class ActorUses:
    """One actor's own uses of the term.

    Args:
        actor: code.
        uses: by date, document and place; those without a date last.
        searched: its own passages that were searched.
        unknown: languages of its own passages for which no wording is given.
    """

    actor: str
    uses: tuple[Use, ...]
    searched: int
    unknown: tuple[str, ...]


@frozen(kw_only=True)
class TermUses:
    """A term, and each actor's own uses of it.

    Args:
        term: as its compiler writes it.
        wordings: what was searched, each with the languages in which it was.
        actors: in the order given.
        joint: uses in texts of several makers, which are apart.
        receipt: how they were found.
    """

    term: str
    wordings: tuple[tuple[str, tuple[str, ...]], ...]
    actors: tuple[ActorUses, ...]
    joint: tuple[Use, ...]
    receipt: Receipt = field(repr=False)


def languages_of(wording: str) -> tuple[str, ...]:
    """Languages in whose letters a wording is written.

    >>> languages_of("a fair share"), languages_of("완전한 비핵화"), languages_of("完全")
    (('en',), ('ko',), ('zh', 'ja'))
    """
    found: list[tuple[str, ...]] = []
    for letter in wording:
        script = unicodedata.name(letter, "").split(" ")[0]
        if script in _SCRIPTS and _SCRIPTS[script] not in found:
            found.append(_SCRIPTS[script])
    shared = [one for one in (found[0] if found else ()) if all(one in each for each in found)]
    return tuple(shared)


def uses(
    corpus: Corpus, term: str, wordings: Sequence[str], actors: Iterable[str], receipt: Receipt
) -> TermUses:
    """Each actor's own uses of a term.

    Args:
        corpus: the texts.
        term: as its compiler writes it.
        wordings: in any languages; each is searched where its letters are written.
        actors: codes in the order in which they are told; others of the corpus come after them.
        receipt: of the answer.

    Raises:
        ValueError: no wording, or one whose letters are of no language that is read here, or of
            several scripts.
    """
    kept = tuple(dict.fromkeys(" ".join(one.split()) for one in wordings if one.strip()))
    told = tuple((one, languages_of(one)) for one in kept)
    if not told or not all(languages for _one, languages in told):
        wrong = [one for one, languages in told if not languages]
        message = (
            f"no language is known by the letters of {wrong[0]!r}; give each wording in letters of "
            "one language"
            if wrong
            else "a wording to search is needed"
        )
        raise ValueError(message)
    patterns = {
        language: re.compile("|".join(_pattern(one, language) for one in ordered), re.IGNORECASE)
        for language, ordered in _by_language(told).items()
    }
    own = _own(corpus)
    order = dict.fromkeys((*actors, *own))
    joint = [one for one in corpus.passages if one.joint]
    return TermUses(
        term=term,
        wordings=told,
        actors=tuple(_actor(corpus, one, own.get(one, []), patterns) for one in order),
        joint=_found(corpus, joint, patterns),
        receipt=receipt,
    )


def _by_language(told: Sequence[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for wording, languages in told:
        for language in languages:
            found.setdefault(language, []).append(wording)
    # The longest first, so that the wording told is the whole of what stands there.
    return {one: sorted(held, key=len, reverse=True) for one, held in found.items()}


def _pattern(wording: str, language: str) -> str:
    between = r"[\s\-\u2010-\u2015]+" if language in _EDGED else r"\s*"
    words = between.join(map(re.escape, wording.split(" ")))
    return rf"(?<!\w){words}(?!\w)" if language in _EDGED else words


def _own(corpus: Corpus) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for one in corpus.passages:
        if one.actor is not None:
            found.setdefault(one.actor, []).append(one)
    return found


def _actor(
    corpus: Corpus, actor: str, own: list[Passage], patterns: dict[str, re.Pattern[str]]
) -> ActorUses:
    languages = dict.fromkeys(corpus.documents[one.file].language for one in own)
    return ActorUses(
        actor=actor,
        uses=_found(corpus, own, patterns),
        searched=sum(corpus.documents[one.file].language in patterns for one in own),
        unknown=tuple(one for one in languages if one not in patterns),
    )


def _found(
    corpus: Corpus, passages: Iterable[Passage], patterns: dict[str, re.Pattern[str]]
) -> tuple[Use, ...]:
    found = []
    for one in passages:
        document = corpus.documents[one.file]
        pattern = patterns.get(document.language)
        hit = None if pattern is None else pattern.search(corpus.words(one))
        if hit is not None:
            found.append(
                Use(
                    passage=one,
                    date=document.date,
                    language=document.language,
                    genre=document.genre,
                    start=one.start + hit.start(),
                    end=one.start + hit.end(),
                    wording=hit[0],
                )
            )
    found.sort(key=lambda use: (not use.date, use.date, use.passage.file, use.start))
    return tuple(found)
