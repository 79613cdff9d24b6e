"""One plain way of writing, so that habits of writing do not tell who wrote.

`plain` takes out of a text what differs from writer to writer and says nothing: spaces, kinds of
quotation marks, hyphens and dashes, invisible signs, numbering, spellings of one word,
contractions, abbreviations, small numbers in figures, repeated points. Everybody's text then looks
the same in these things. It is applied to what leaves a part off the record, and a text that is not
plain is not taken by the circle above.

What it does not do: it changes no word for another, no order and no length of what is said. Which
words somebody chooses, how long the sentences are, which examples come to mind: no program hides
that. The group hides it, by writing the text together until it is nobody's.

The list of English spellings is short and British. Other languages are put in plain signs and
spaces alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "center": "centre", "centers": "centres", "color": "colour", "colors": "colours",
        "defense": "defence", "favor": "favour", "favors": "favours", "gray": "grey",
        "harbor": "harbour", "harbors": "harbours", "honor": "honour", "honors": "honours",
        "kilometer": "kilometre", "kilometers": "kilometres", "labor": "labour",
        "license": "licence", "meter": "metre", "meters": "metres", "neighbor": "neighbour",
        "neighbors": "neighbours", "neighboring": "neighbouring", "offense": "offence",
        "organize": "organise", "organized": "organised", "organizing": "organising",
        "organization": "organisation", "organizations": "organisations",
        "recognize": "recognise", "recognized": "recognised", "recognizing": "recognising",
        "analyze": "analyse", "analyzed": "analysed", "authorize": "authorise",
        "authorized": "authorised", "normalize": "normalise", "normalized": "normalised",
        "program": "programme", "programs": "programmes", "traveled": "travelled",
        "traveling": "travelling", "towards": "toward", "amongst": "among", "whilst": "while",
        "can't": "cannot", "won't": "will not", "don't": "do not", "doesn't": "does not",
        "isn't": "is not", "aren't": "are not", "shouldn't": "should not", "it's": "it is",
        "%": "per cent", "percent": "per cent", "&": "and",
        "e.g.": "for example", "eg": "for example", "i.e.": "that is", "etc.": "and so on",
        "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
        "8": "eight", "9": "nine", "10": "ten",
    }
)  # fmt: skip
"""A spelling, to the plain one. No plain one is a spelling here."""

_QUOTES: Mapping[int, str] = MappingProxyType(
    {
        **dict.fromkeys((*range(0x201C, 0x2020), 0xAB, 0xBB, 0x2033, 0x301D, 0x301E), '"'),
        **dict.fromkeys(range(0x300C, 0x3010), '"'),
        **dict.fromkeys((*range(0x2018, 0x201C), 0x60, 0xB4, 0x2032), "'"),
        **dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-"),
        0xA0: " ", 0x09: " ", 0x2026: "...",
    }
)  # fmt: skip
_UNSEEN = (
    (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x2800, 0x2800), (0xFE00, 0xFE0F),
    (0xE0100, 0xE01EF),
)  # fmt: skip
"""First and last of signs that count as printable and show nothing: joiners, fillers, variants."""
_NUMBERED = re.compile(r"^(?:\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|[-*•·])\s+", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w.,:/-])(?:e\.g\.|i\.e\.|etc\.|[\w']+|[%&])(?![\w/-]|[.,:]\w)")
_PERCENT = re.compile(r"(?<=\d)\s*(?:%|percent\b)")
_REPEATED = re.compile(r"([!?.])[!?.]+")
_DASH = re.compile(r"\s+-+\s+|(?<=\w)--+(?=\w)")


def plain(text: str) -> str:
    r"""A text in the plain way of writing. What is plain stays as it is.

    Args:
        text: in whatever way of writing; each point on a line, or one behind the other.

    >>> plain("b)  We don't  need 3 centers!!\n\n\n* Talk -- early.")
    '1. We do not need three centres.\n2. Talk, early.'
    """
    lines = [_line(line) for line in _signs(text).split("\n")]
    lines = [(numbered, words) for numbered, words in lines if words]
    is_list = len(lines) > 1 or any(numbered for numbered, _words in lines)
    if not is_list:
        return "".join(words for _numbered, words in lines)
    return "\n".join(f"{number}. {words}" for number, (_, words) in enumerate(lines, 1))


def is_plain(text: str) -> bool:
    """Whether a text is in the plain way of writing."""
    return plain(text) == text


def _signs(text: str) -> str:
    """The text in one form of each sign, without those that nobody sees."""
    one = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    one = one.replace("\r\n", "\n").replace("\r", "\n")
    seen = (sign for sign in one if sign == "\n" or _is_seen(sign))
    return "".join(" " if sign != "\n" and sign.isspace() else sign for sign in seen)


def _is_seen(sign: str) -> bool:
    return sign.isprintable() and not any(low <= ord(sign) <= high for low, high in _UNSEEN)


def _line(line: str) -> tuple[bool, str]:
    """Whether a line was numbered, and what stands behind the number."""
    words, numbered = line.strip(), False
    while (match := _NUMBERED.match(words)) is not None:
        words, numbered = words[match.end() :].strip(), True
    return numbered, _sentence(words)


def _sentence(words: str) -> str:
    """A point in plain words: until one more round changes nothing."""
    before = None
    while words != before:
        before, words = words, _round(words)
    return words


def _round(words: str) -> str:
    words = _REPEATED.sub(_one_point, words)
    words = _DASH.sub(", ", words)
    words = _PERCENT.sub(" per cent", words)
    words = _WORD.sub(_spelt, words)
    words = re.sub(r"\s+([,;:.!?])", r"\1", " ".join(words.split()))
    words = re.sub(r",(?:\s*,)+", ",", words)
    words = re.sub(r"[!;,]+$", ".", words)
    words = words.lstrip(",;:.!? ")
    return _ended(words[:1].upper() + words[1:])


def _one_point(match: re.Match[str]) -> str:
    return "?" if "?" in match.group() else "."


def _spelt(match: re.Match[str]) -> str:
    word = match.group()
    better = SPELLINGS.get(word.lower())
    if better is None:
        return word
    return better[:1].upper() + better[1:] if word[:1].isupper() else better


def _ended(words: str) -> str:
    """A point ends with a full stop, where its letters are of a script that has one."""
    if not words or words[-1] in ".?:":
        return words
    return f"{words}." if words[-1].isalnum() and ord(words[-1]) < _FULL_STOP else words


_FULL_STOP = 0x0530
"""Letters before this are Latin, Greek or Cyrillic, whose sentences end with a full stop."""
