r"""Texts as they are searched: what looks different and is read alike is made alike.

Compatibility forms are one (Unicode NFKC), and so are capital and small letters, U+0451 (io) and
U+0435 (ie). Stress marks and signs that nobody sees are left out. Then a text is its *pieces*:
words, and runs of Chinese characters, kana or Hangul, in which words do not stand apart. A single
line break inside a Chinese or Japanese run is left out, since lines there end in the middle of
words. Pieces stand with one space between them and at both ends, so that the edge of a word can be
looked for as a sign like any other:

    >>> normal("Peace-Treaty, 평화체제\n")
    ' peace treaty 평화체제 '

Simplified and traditional Chinese characters are different signs, as typed.

Source: Unicode Standard Annex 15 (normalization forms); The Unicode Standard 3.13 (caseless
matching).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from attrs import frozen

_HAN = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_HANGUL = "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7a3\ud7b0-\ud7ff"
_TIGHT = _HAN + _HANGUL
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u061c\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
    "\U000e0000-\U000e01ef]"
)
_PIECE = re.compile(
    rf"(?P<run>[{_TIGHT}]+(?:(?<=[{_HAN}])\r?\n(?=[{_HAN}])[{_TIGHT}]+)*)|[^\W_{_TIGHT}]+"
)
_RUN = re.compile(f"[{_TIGHT}]")
_BREAK = re.compile(r"\r?\n")
_HANGUL_ALONE = re.compile(f"[{_HANGUL}]+")
_JOINS = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f\uffa0\uffc2-\uffdc]")


@frozen
class Traced:
    """A text as it is searched, and where each of its signs came from.

    Args:
        text: as `normal` gives it.
        spans: for each sign, where in the text as it came it stands; None for a space.
    """

    text: str
    spans: tuple[tuple[int, int] | None, ...]


def normal(words: str) -> str:
    """A text as it is searched: its pieces, with spaces around each."""
    text = folded(words)
    found = (_BREAK.sub("", one[0]) if one["run"] else one[0] for one in _PIECE.finditer(text))
    return f" {' '.join(found)} "


def traced(words: str) -> Traced:
    """The same, with the place of each sign; it takes longer."""
    text, places = _folded_with_places(words)
    signs, spans = [" "], list[tuple[int, int] | None]([None])
    for piece in _PIECE.finditer(text):
        for at in range(*piece.span()):
            if text[at] not in "\r\n":
                signs.append(text[at])
                spans.append(places[at])
        signs.append(" ")
        spans.append(None)
    if len(signs) == 1:
        return Traced("  ", (None, None))
    return Traced("".join(signs), tuple(spans))


def pieces(words: str) -> tuple[str, ...]:
    """The words and runs of a text.

    >>> pieces("3단계 이행")
    ('3', '단계', '이행')
    """
    return tuple(normal(words).split())


def is_run(piece: str) -> bool:
    """Whether a piece is a run of characters in which words do not stand apart."""
    return _RUN.match(piece) is not None


def is_hangul(piece: str) -> bool:
    """Whether a piece is Hangul alone."""
    return _HANGUL_ALONE.fullmatch(piece) is not None


def folded(words: str) -> str:
    """A text with all that is read alike made alike, before it is cut into pieces."""
    if words.isascii():
        return words.lower()
    if unicodedata.is_normalized("NFKC", words):
        return _alike(words)
    return "".join(_alike(unicodedata.normalize("NFKC", one)) for _, one in _clusters(words))


def _folded_with_places(words: str) -> tuple[str, list[tuple[int, int]]]:
    signs, places = list[str](), list[tuple[int, int]]()
    for start, cluster in _clusters(words):
        made = _alike(unicodedata.normalize("NFKC", cluster))
        signs.append(made)
        places += [(start, start + len(cluster))] * len(made)
    return "".join(signs), places


def _alike(words: str) -> str:
    return _UNSEEN.sub("", words.casefold()).replace("\u0451", "\u0435")


def _clusters(words: str) -> Iterator[tuple[int, str]]:
    """Each sign with the marks that belong to it, and where it begins."""
    start = 0
    for at, sign in enumerate(words):
        if at and not (unicodedata.combining(sign) or _JOINS.match(sign)):
            yield start, words[start:at]
            start = at
    if words:
        yield start, words[start:]
