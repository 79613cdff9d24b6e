"""The passages behind a figure as a page shows them: few of many, each at its span with context.

What is shown of a long list is spread evenly over it, first and last among them, so that the first
and the last mention stand on the page and no time is left out. What is not shown is counted, and
the command that lists all stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from markupsafe import Markup, escape

from dipoli.analysis.discourse.coding import Code
from dipoli.analysis.discourse.counts import Found
from dipoli.analysis.discourse.texts import Corpus, Passage
from dipoli.report.discourse_words import stance_words, word

CONTEXT = 120
"""Characters of the document shown on either side."""
LONGEST = 1200
"""Characters of a passage shown at most, around the words found."""
_DIGEST = 12
_WORD = 24
"""Within so many characters of its end, context is cut at a space."""


@frozen(kw_only=True)
class Shown:
    """A passage as the page shows it.

    Args:
        file: name of its document.
        start: offset of the passage in it.
        end: offset after it.
        title: of the document.
        date: of the document, or the word that it is not known.
        language: of the document.
        stance: in words.
        before: what stands before the passage in its document.
        words: the passage, with the words found marked.
        after: what stands after it.
        place: name, span and hash.
        repeats: that the same words stand elsewhere; empty when they do not.
    """

    file: str
    start: int
    end: int
    title: str
    date: str
    language: str
    stance: Markup
    before: str
    words: Markup
    after: str
    place: Markup
    repeats: str


def spread(found: Sequence[Found], most: int) -> tuple[Found, ...]:
    """So many of a list, spread evenly over it, the first and the last among them.

    Args:
        found: by date.
        most: at least 1.

    >>> spread((), 3)
    ()
    """
    if len(found) <= most:
        return tuple(found)
    if most == 1:
        return (found[0],)
    return tuple(found[n * (len(found) - 1) // (most - 1)] for n in range(most))


def shown(corpus: Corpus, found: Found) -> Shown:
    """A passage with the words found marked, and with what stands around it.

    Raises:
        ValueError: the corpus does not hold these words at this place.
    """
    passage, code = found.passage, found.code
    if not corpus.holds(passage):
        message = f"{passage.file}, {passage.start} to {passage.end}: other words stand there"
        raise ValueError(message)
    document = corpus.documents[passage.file]
    start, end = _cut(passage, code)
    return Shown(
        file=passage.file,
        start=passage.start,
        end=passage.end,
        title=document.title,
        date=document.date or str(word("unnoted")),
        language=document.language,
        stance=stance_words(code.stance, code.cue),
        before=_before(document.text, start),
        words=_marked(document.text, (start, end), code),
        after=_after(document.text, end),
        place=word(
            "place",
            file=passage.file,
            start=passage.start,
            end=passage.end,
            digest=passage.sha256[:_DIGEST],
        ),
        repeats=_repeats(passage),
    )


def _cut(passage: Passage, code: Code) -> tuple[int, int]:
    """The part that is shown: all, unless the passage is very long."""
    if passage.end - passage.start <= LONGEST:
        return passage.start, passage.end
    half = LONGEST // 2
    return max(passage.start, code.start - half), min(passage.end, code.end + half)


def _marked(text: str, span: tuple[int, int], code: Code) -> Markup:
    start, end = span
    if (code.start, code.end) == span or not code.seed:
        return escape(text[start:end])
    return Markup("{}<mark>{}</mark>{}").format(
        text[start : code.start], text[code.start : code.end], text[code.end : end]
    )


def _before(text: str, at: int) -> str:
    part = " ".join(text[max(0, at - CONTEXT) : at].split())
    if not part or at <= CONTEXT:
        return f"{part} " if part else ""
    cut = part.find(" ", 0, _WORD)
    return f"… {part[cut + 1 :]} "


def _after(text: str, at: int) -> str:
    part = " ".join(text[at : at + CONTEXT].split())
    if not part or at + CONTEXT >= len(text):
        return f" {part}" if part else ""
    cut = part.rfind(" ", max(0, len(part) - _WORD))
    return f" {part[:cut] if cut > 0 else part} …"


def _repeats(passage: Passage) -> str:
    if not passage.repeats:
        return ""
    key = "repeats_one" if passage.repeats == 1 else "repeats"
    return str(word(key, count=f"{passage.repeats:,}"))
