"""Forms of one word: endings that are taken off before two words are compared.

No dictionary is asked. From the end of a word endings are taken off as long as one is there and
four letters stay; two words with the same rest count as forms of one word. That finds most forms of
nouns and adjectives and mistakes some words for each other: so the word as it was typed is told
first. Russian and Mongolian share one alphabet and are told apart by nothing here: their endings
are tried together.

Korean particles are taken off a word that was asked for, not off the text, where a run is searched
through anyway.
"""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

from functools import lru_cache

from dipoli.secretariat.search.letters import is_hangul

LEAST = 4
"""Letters that stay of a word."""
_LEAST_SYLLABLES = 2

_LATIN = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y")
_RUSSIAN = (
    "иями", "иях", "иям", "ием", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ов",
    "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ую", "юю", "ых", "их", "ым",
    "им", "ах", "ях", "ам", "ям", "ом", "ем", "ия", "ию", "ии", "ью", "а", "я", "о", "е", "у", "ю",
    "ы", "и", "ь", "й",
)  # fmt: skip
_MONGOLIAN = (
    "нуудын", "нүүдийн", "уудын", "үүдийн", "нууд", "нүүд", "ууд", "үүд", "ийн", "ын", "ний", "ны",
    "ийг", "ыг", "аас", "ээс", "оос", "өөс", "аар", "ээр", "оор", "өөр", "тай", "тэй", "той", "нд",
    "ад", "эд", "од", "өд", "руу", "рүү", "аа", "ээ", "оо", "өө", "г",
)  # fmt: skip
_CYRILLIC = tuple(sorted({*_RUSSIAN, *_MONGOLIAN}, key=lambda one: (-len(one), one)))
_PARTICLES = tuple(
    sorted(
        (
            "은", "는", "이", "가", "을", "를", "과", "와", "의", "에", "도", "만", "로", "으로",
            "에서", "에게", "에는", "에도", "에서는", "으로는", "로는", "으로서", "로서", "으로써",
            "로써", "부터", "까지", "까지는", "보다", "처럼", "마다", "하고", "이나", "나", "이며",
            "이라는", "이라고", "라고", "이다", "입니다", "에게서", "한테",
            "밖에", "조차", "마저", "께서", "들", "들은", "들이", "들을", "들의", "들과",
        ),
        key=lambda one: (-len(one), one),
    )
)  # fmt: skip


_SHORT = frozenset(
    ("ийн", "ын", "ийг", "ыг", "аас", "ээс", "оос", "өөс", "аар", "ээр", "оор", "өөр", "ууд", "үүд")
)
"""Mongolian endings that no Russian word is likely to have: three letters stay before them."""


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What stays of a word without its endings.

    >>> stem("inspections"), stem("договорами"), stem("хэлэлцээрийн") == stem("хэлэлцээр")
    ('inspection', 'договор', True)
    >>> stem("denuclearization") == stem("denuclearised")
    True
    """
    table = _LATIN if word.isascii() else _CYRILLIC
    while True:
        if word.endswith("iz"):
            word = f"{word[:-1]}s"  # American and British spelling are one
        fits = (one for one in table if word.endswith(one))
        ending = next((x for x in fits if len(word) - len(x) >= LEAST - (x in _SHORT)), None)
        if ending is None:
            return word
        word = word.removesuffix(ending)


def bare(run: str) -> str:
    """A Korean word without the particles at its end; two syllables stay at least.

    >>> bare("다리를"), bare("회의에서의"), bare("국가")
    ('다리', '회의', '국가')
    """
    if not is_hangul(run):
        return run
    while True:
        fits = (one for one in _PARTICLES if run.endswith(one))
        ending = next((x for x in fits if len(run) - len(x) >= _LEAST_SYLLABLES), None)
        if ending is None:
            return run
        run = run.removesuffix(ending)
