"""The language of a text, by its script and a small table of frequent words.

For the six languages that can be cut into passages, and no other: Hangul is Korean, kana is
Japanese, Han without kana is Chinese; Cyrillic is Mongolian where ``ө`` and ``ү`` or its frequent
words stand, and Russian where those of Russian stand; Latin is English where its frequent words
stand. Where the marks are too few, the answer is unknown.
"""

# ruff: noqa: RUF001, RUF002 - letters of other scripts are meant

from __future__ import annotations

import re
from collections import Counter

from dipoli.analysis.discourse.stops import words

_SAMPLE = 200_000
_FEWEST = 10
"""Letters below which nothing is found."""
_MOST = 0.5
"""Share of the letters that a script must have."""
_KANA = 0.05
_MARKED = 0.01
_FREQUENT = 0.04
"""Share of words that must be frequent ones."""
_WORDS = {
    "en": words("the of and to in a is that for we our with on as are be by it this have"),
    "ru": words("и в не на что с мы это по как к из для о от за его но у все"),
    "mn": words("нь байна болон энэ гэж юм ба байгаа улсын манай бид хийх тухай зэрэг"),
}
_SCRIPTS = (
    ("hangul", re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")),
    ("kana", re.compile("[\u3040-\u30ff\uff66-\uff9f]")),
    ("han", re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]")),
)
_WORD = re.compile(r"[^\W\d_]+")
_MONGOLIAN = re.compile("[өүӨҮ]")


def language_of(text: str) -> str:
    """The language of a text (ISO 639-1); empty when it is unknown.

    >>> language_of("We met at the lake and we agreed that the talks are to go on.")
    'en'
    >>> language_of("12. 5. 2031")
    ''
    """
    sample = text[:_SAMPLE]
    counts = Counter({name: len(script.findall(sample)) for name, script in _SCRIPTS})
    letters = counts.total()
    if letters < _FEWEST:
        return ""
    if counts["kana"] >= _KANA * letters and counts["kana"] + counts["han"] >= _MOST * letters:
        return "ja"
    name, count = counts.most_common(1)[0]
    if count < _MOST * letters:
        return ""
    return {"hangul": "ko", "han": "zh"}.get(name) or _by_words(name, count, sample)


def _by_words(script: str, count: int, sample: str) -> str:
    """The language of a text in Latin or Cyrillic; empty when it is unknown."""
    said = [word.casefold() for word in _WORD.findall(sample)]
    if script == "latin":
        return "en" if _frequent(said, "en") >= _FREQUENT else ""
    if script != "cyrillic":
        return ""
    if len(_MONGOLIAN.findall(sample)) >= _MARKED * count:
        return "mn"
    return "ru" if _frequent(said, "ru") > max(_FREQUENT, _frequent(said, "mn")) else ""


def _frequent(said: list[str], language: str) -> float:
    return sum(word in _WORDS[language] for word in said) / max(len(said), 1)
