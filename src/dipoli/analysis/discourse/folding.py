"""Words as they are compared: what looks different and means the same is made alike.

Seeds and texts are folded alike before they are compared: full-width and half-width forms,
composed and decomposed letters (Unicode NFKC), capital and small letters (full case folding),
apostrophes of every kind, dashes of every kind, white space of every kind. Soft hyphens and other
signs that nobody sees are left out. What is found in the folded text is told in offsets of the
text as it came.

Besides, in Russian U+0451 (io) is U+0435 (ie) and stress marks are left out, since both are
written or not as the printer likes; and in Chinese and Japanese a single line break between two
characters is left out, since lines there end in the middle of words.

Source: Unicode Standard Annex 15 (normalization forms), The Unicode Standard 3.13 (caseless
matching).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import frozen

UNBROKEN = frozenset({"zh", "ja"})
"""Languages whose lines end in the middle of words."""

_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201a\u201b\u2032\u2035\uff07"
_DASHES = "-\u058a\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe31\ufe58\ufe63\uff0d"
_BREAKS = "\n\x0b\x0c\x85\u2028\u2029"
_BLANKS = "\t\r\x1c\x1d\x1e\x1f \u00a0\u1680\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_NOTES = "_\u00b2\u00b3\u00b9\u2070" + "".join(map(chr, range(0x2074, 0x207A)))
"""Raised figures, which point to a foot-note, and the underscore: they end a word."""
_NO_WORD = "\ufffc"

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_STRESS = "\u0300\u0301"
_HAS_UNSEEN = re.compile(f"[{_UNSEEN}]")
_HAS_UNSEEN_OR_STRESS = re.compile(f"[{_UNSEEN}{_STRESS}]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_JOINS = re.compile("[\u1160-\u11ff\u3099\u309a\uff9e\uff9f\uffa0\uffc2-\uffdc]")
"""Signs that join the one before without being combining marks: parts of Korean syllables, and
the half-width marks of Japanese."""
_TIGHT = "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TIGHT_BREAK = re.compile(f"(?<=[{_TIGHT}])\r?\n(?=[{_TIGHT}])")


def _table(language: str) -> dict[int, str]:
    table = {ord(sign): "'" for sign in _APOSTROPHES}
    table |= {ord(sign): "-" for sign in _DASHES}
    table |= {ord(sign): "\n" for sign in _BREAKS}
    table |= {ord(sign): " " for sign in _BLANKS}
    table |= {ord(sign): _NO_WORD for sign in _NOTES}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in table}
    table[ord("\uff3f")] = _NO_WORD
    table[ord("\u2026")] = "."
    if language == "ru":
        table |= {0x451: "\u0435", 0x401: "\u0435"}
    return table


_PLAIN, _RUSSIAN = _table(""), _table("ru")


@frozen
class Folded:
    """A text as it is compared, and where each of its signs came from.

    Args:
        text: the folded text.
        starts: offset in the text as it came, for each sign; None when nothing moved.
        ends: offset after what each sign came from; None when nothing moved.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text as it came a span of the folded text stands; never an empty span."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(words: str, language: str) -> Folded:
    """A text as it is compared.

    Args:
        words: the text as it came.
        language: ISO 639-1.

    >>> fold("Peace\u2010Treaty", "en").text
    'peace-treaty'
    """
    table = _RUSSIAN if language == "ru" else _PLAIN
    if words.isascii():
        return Folded(words.translate(table).lower())
    moved = words.translate(table)
    unseen = _HAS_UNSEEN_OR_STRESS if language == "ru" else _HAS_UNSEEN
    if (
        unicodedata.is_normalized("NFKC", moved)
        and not unseen.search(moved)
        and not (language in UNBROKEN and _TIGHT_BREAK.search(words))
    ):
        folded = moved.casefold()
        if len(folded) == len(words):
            return Folded(folded)
    return _fold_slowly(words, language)


def _fold_slowly(words: str, language: str) -> Folded:
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    table = _RUSSIAN if language == "ru" else _PLAIN
    for start, end in _clusters(words, language):
        cluster = words[start:end]
        folded = _fold_cluster(cluster, language)
        text.append(folded)
        if len(folded) == len(cluster) and folded == cluster.translate(table).casefold():
            starts += range(start, end)  # marks that do not compose are signs by themselves
            ends += range(start + 1, end + 1)
        else:
            starts += [start] * len(folded)
            ends += [end] * len(folded)
    return Folded("".join(text), starts, ends)


def _clusters(words: str, language: str) -> Iterator[tuple[int, int]]:
    """Each sign with the marks that belong to it; line breaks inside of words are left out."""
    breaks = _TIGHT_BREAK.finditer(words) if language in UNBROKEN else ()
    dropped = {at for found in breaks for at in range(found.start(), found.end())}
    start = 0
    for at, sign in enumerate(words):
        if at and (unicodedata.combining(sign) or _JOINS.match(sign)) and at - 1 not in dropped:
            continue
        if at > start:
            yield start, at
        start = at
        if at in dropped:
            start = at + 1
    if start < len(words):
        yield start, len(words)


@lru_cache(maxsize=65536)
def _fold_cluster(cluster: str, language: str) -> str:
    """One sign with its marks, folded; empty when nobody sees it."""
    kept = _HAS_UNSEEN.sub("", cluster)
    if language == "ru" and _CYRILLIC.match(kept):
        apart = unicodedata.normalize("NFD", kept)
        kept = "".join(sign for sign in apart if sign not in _STRESS)
    table = _RUSSIAN if language == "ru" else _PLAIN
    whole = unicodedata.normalize("NFC", kept).translate(table)
    return unicodedata.normalize("NFKC", whole).translate(table).casefold()
