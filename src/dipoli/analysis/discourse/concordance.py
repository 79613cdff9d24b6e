"""Concordance: a word, or an issue, wherever it stands, in its context.

A word is looked for as a seed of the codebook is: ``*`` stands for further letters, a space for any
white space or hyphen; it begins and ends at the edge of a word, but in Chinese, Japanese and
Korean it is found anywhere. Through an issue the lines are the spans that were coded, so that
one question reaches every language that has seeds.

Nothing is indexed: five million characters are looked through in a part of a second. Every line has
its place, and opens there.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Iterable

from attrs import frozen

from dipoli.analysis.discourse.coding import Coded
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.texts import Corpus, Passage

CONTEXT = 60
"""Characters on either side, unless asked otherwise."""
_ANYWHERE = ("zh", "ja", "ko")


class Order(enum.Enum):
    """By what the lines of a concordance are sorted; each by date, unknown last, and place.

    ``LEFT``: the words before, the nearest first. ``RIGHT``: the words after.
    """

    DATE = "date"
    LEFT = "left"
    RIGHT = "right"
    ACTOR = "actor"


@frozen(kw_only=True)
class Line:
    """A word in its context.

    Args:
        passage: in which it stands.
        start: offset of the word in the document.
        end: offset after it.
        left: what stands before it in the document.
        word: as it stands.
        right: what stands after it.
        date: of the document.
        language: of the document.
    """

    passage: Passage
    start: int
    end: int
    left: str
    word: str
    right: str
    date: str
    language: str


@frozen(kw_only=True)
class Parallel:
    """A passage in another language beside one.

    Args:
        passage: in the other language.
        shared: issues that both carry.
        same_text: the two documents have one date, one title and the same makers; else it is only
            the nearest by issues, and no translation.
    """

    passage: Passage
    shared: tuple[str, ...]
    same_text: bool


def concordance(
    corpus: Corpus,
    word: str,
    *,
    languages: Iterable[str] = (),
    order: Order = Order.DATE,
    context: int = CONTEXT,
) -> tuple[Line, ...]:
    """Every place in a passage where a word stands, in its context.

    Args:
        corpus: whose passages are looked through; others' turns and joint texts among them.
        word: one word or several, with ``*`` for further letters.
        languages: only these; all when empty.
        order: of the lines.
        context: characters on either side, from 0 up.

    Raises:
        ValueError: no word, a word of ``*`` alone, or a context below 0.
    """
    if not word.replace("*", "").strip() or context < 0:
        message = f"a word to look for and a context from 0 up, not {word!r} and {context}"
        raise ValueError(message)
    found = _found(corpus, word, set(languages))
    lines: list[Line] = []
    for file, passages in _by_file(one for one in corpus.passages if one.file in found).items():
        starts = [one.start for one in passages]
        for start, end in found[file]:
            at = bisect_right(starts, start) - 1
            if at >= 0 and end <= passages[at].end:
                lines.append(_line(corpus, passages[at], start, end, context))
    return ordered(lines, order)


def _found(corpus: Corpus, word: str, asked: set[str]) -> dict[str, list[tuple[int, int]]]:
    """Where a word stands, by document; only documents that have it."""
    patterns: dict[str, re.Pattern[str]] = {}
    found = {}
    for file, document in corpus.documents.items():
        language = document.language
        if asked and language not in asked:
            continue
        if language not in patterns:
            patterns[language] = pattern(word, language)
        spans = [match.span() for match in patterns[language].finditer(document.text)]
        if spans:
            found[file] = spans
    return found


def through(
    reading: Reading, issue: str, *, order: Order = Order.DATE, context: int = CONTEXT
) -> tuple[Line, ...]:
    """Every place that was coded for an issue, in all languages.

    Raises:
        ValueError: the codebook does not have the issue.
    """
    if issue not in reading.issues:
        message = f"the codebook {reading.codebook.id} has no issue {issue!r}"
        raise ValueError(message)
    return ordered(
        (
            _line(reading.corpus, one.passage, code.start, code.end, context)
            for one in reading.coded
            for code in one.codes
            if code.issue == issue
        ),
        order,
    )


def ordered(lines: Iterable[Line], order: Order) -> tuple[Line, ...]:
    """The lines in another order."""

    def key(line: Line) -> tuple[object, ...]:
        place = (not line.date, line.date, line.passage.file, line.start)
        if order is Order.LEFT:
            return ([one.casefold() for one in reversed(line.left.split())], place)
        if order is Order.RIGHT:
            return ([one.casefold() for one in line.right.split()], place)
        if order is Order.ACTOR:
            return (line.passage.actor or "", line.passage.joint, place)
        return (place,)

    return tuple(sorted(lines, key=key))


def pattern(word: str, language: str) -> re.Pattern[str]:
    r"""The regular expression of a word to look for.

    >>> pattern("human right*", "en").findall("Human rights; superhuman rights; human\tright")
    ['Human rights', 'human\tright']
    """
    parts = (re.escape(part).replace(r"\*", r"\w*") for part in word.split())
    inner = r"(?:\s+|-)".join(parts)
    if language in _ANYWHERE:
        return re.compile(inner, re.IGNORECASE)
    return re.compile(rf"\b{inner}\b" if _plain(word) else rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)


def _plain(word: str) -> bool:
    return word[0].isalnum() and word[-1].isalnum()


def parallel(
    reading: Reading, passage: Passage, language: str, *, most: int = 5
) -> tuple[Parallel, ...]:
    """Passages in another language beside one.

    Where a document of the same date, title and makers is in that language, its passages are
    looked through, else all of that language; those with the most issues in common come first, and
    among equals those that stand at a like place in their document.

    Args:
        reading: what was read.
        passage: of the corpus.
        language: another than that of the passage.
        most: passages at most.

    Raises:
        ValueError: the passage was not read, or is in that language itself.
    """
    mine = next((one for one in reading.coded if one.passage == passage), None)
    documents = reading.corpus.documents
    if mine is None or documents[passage.file].language == language:
        message = f"a passage that was read, in another language than {language}"
        raise ValueError(message)
    here = documents[passage.file]
    others = [one for one in reading.coded if documents[one.passage.file].language == language]
    same = [
        one
        for one in others
        if (document := documents[one.passage.file]).title == here.title
        and here.date
        and (document.date, document.actors) == (here.date, here.actors)
    ]
    issues = {code.issue for code in mine.codes}
    where = passage.start / max(1, len(here.text))

    def near(one: Coded) -> tuple[float, float, str, int]:
        carried = {code.issue for code in one.codes}
        both = len(issues & carried) / max(1, len(issues | carried))
        place = one.passage.start / max(1, len(documents[one.passage.file].text))
        return (-both, abs(place - where), one.passage.file, one.passage.start)

    chosen = same or [one for one in others if issues & {code.issue for code in one.codes}]
    return tuple(
        Parallel(
            passage=one.passage,
            shared=tuple(code.issue for code in one.codes if code.issue in issues),
            same_text=bool(same),
        )
        for one in sorted(chosen, key=near)[:most]
    )


def _by_file(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    held: dict[str, list[Passage]] = {}
    for one in passages:
        held.setdefault(one.file, []).append(one)
    return {file: sorted(rows, key=lambda one: one.start) for file, rows in held.items()}


def _line(corpus: Corpus, passage: Passage, start: int, end: int, context: int) -> Line:
    document = corpus.documents[passage.file]
    return Line(
        passage=passage,
        start=start,
        end=end,
        left=document.text[max(0, start - context) : start],
        word=document.text[start:end],
        right=document.text[end : end + context],
        date=document.date,
        language=document.language,
    )
