"""Keyness: words that one side uses more than the other, in one genre and language.

Theory of operation. A word's log-odds are compared between two sides, each drawn a little towards
what both say together: the prior is the words of both, scaled to so many words. The difference is
divided by its standard error, and this *z* tells words that are used more often by more than chance
from rare words that happen to stand on one side. It takes words as independent, which words of one
document are not; so no p is made of it.

The words are simple: in scripts with spaces what stands between them, in small letters, of letters
and their hyphens and apostrophes; a Korean eojeol as it stands, with its particles; in Han and
kana, each two characters that stand together. No stems, no parts of speech, no stop words.

Source: Monroe, Colaresi and Quinn 2008, section 3.5.1 (bibliography: monroe-colaresi-quinn-2008).
"""

from __future__ import annotations

import math
import re
from collections import Counter

from attrs import field, frozen

from dipoli.analysis.discourse.counts import Cell, Reading
from dipoli.analysis.discourse.figures import receipt
from dipoli.analysis.discourse.texts import Corpus, Passage
from dipoli.analysis.receipt import Receipt

PRIOR = 500
"""Words of the prior, unless asked otherwise."""
FEWEST_WORDS = 200
"""A side with fewer words is not compared."""
FEWEST_USES = 5
"""A word that both sides together use less often is not told."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々]+")
_BIGRAMS = ("zh", "ja")


@frozen(kw_only=True)
class Key:
    """A word and how much more one side uses it.

    Args:
        word: as it was counted.
        first: uses by the first side.
        second: uses by the second side.
        log_odds: difference of the log-odds, natural logarithm; above 0 for the first side.
        z: that difference over its standard error.
        passages: of the side that uses it more, by date, document and place.
    """

    word: str
    first: int
    second: int
    log_odds: float
    z: float
    passages: tuple[Passage, ...] = field(repr=False)


@frozen(kw_only=True)
class Keyness:
    """Words over-used by each of two sides, in one genre and language.

    Args:
        actors: the first and the second side.
        genre: of all documents.
        language: of all documents.
        sizes: number of words of each side.
        first: words that the first side uses more, by z.
        second: words that the second side uses more, by z.
        receipt: how they were found.
    """

    actors: tuple[str, str]
    genre: str
    language: str
    sizes: tuple[int, int]
    first: tuple[Key, ...]
    second: tuple[Key, ...]
    receipt: Receipt = field(repr=False)


def tokens(words: str, language: str) -> list[str]:
    """The simple words of a text.

    >>> tokens("The Peninsula's peace-regime, 2018", "en")
    ['the', "peninsula's", 'peace-regime']
    >>> tokens("和平机制。", "zh"), tokens("조선반도의 평화", "ko")
    (['和平', '平机', '机制'], ['조선반도의', '평화'])
    """
    if language in _BIGRAMS:
        runs = _HAN.findall(words)
        return [run[n : n + 2] for run in runs for n in range(max(1, len(run) - 1))]
    return [one.casefold() for one in _WORD.findall(words)]


def keyness(
    reading: Reading, one: Cell, other: Cell, *, most: int = 50, prior: float = PRIOR
) -> Keyness:
    """Words that each of two sides uses more than the other.

    Args:
        reading: what was read.
        one: the first side.
        other: the second side, of the same genre and language.
        most: words of each side at most.
        prior: words of the prior, above 0.

    Raises:
        ValueError: two genres or languages, one actor twice, a side of fewer than `FEWEST_WORDS`
            words, two sides of the very same words, or a prior of nought.
    """
    if (one.genre, one.language) != (other.genre, other.language) or one.actor == other.actor:
        message = "words are compared between two actors within one genre and one language"
        raise ValueError(message)
    if prior <= 0 or most < 1:
        message = f"a prior above 0 and a word at least, not {prior} and {most}"
        raise ValueError(message)
    counts = [_counted(reading.corpus, cell) for cell in (one, other)]
    sizes = (counts[0].total(), counts[1].total())
    for cell, size in zip((one, other), sizes, strict=True):
        if size < FEWEST_WORDS:
            message = f"{cell.actor} has {size} words in {cell.genre}: fewer than {FEWEST_WORDS}"
            raise ValueError(message)
    if counts[0] == counts[1]:
        message = f"{one.actor} and {other.actor} use the very same words: the corpus holds a copy"
        raise ValueError(message)
    rows = _scored(counts[0], counts[1], prior)
    sides = (
        sorted((row for row in rows if row[1] > 0), key=lambda row: (-row[1], row[0]))[:most],
        sorted((row for row in rows if row[1] < 0), key=lambda row: (row[1], row[0]))[:most],
    )
    told = tuple(
        tuple(
            Key(
                word=word,
                first=counts[0][word],
                second=counts[1][word],
                log_odds=odds,
                z=z,
                passages=places[word],
            )
            for word, z, odds in side
        )
        for cell, side in zip((one, other), sides, strict=True)
        for places in [_passages(reading.corpus, cell, {row[0] for row in side})]
    )
    return Keyness(
        actors=(one.actor, other.actor),
        genre=one.genre,
        language=one.language,
        sizes=sizes,
        first=told[0],
        second=told[1],
        receipt=receipt(
            reading,
            "Log-odds of simple words, drawn towards the words of both sides, over their standard "
            "error.",
            parameters={
                "actors": f"{one.actor}, {other.actor}",
                "genre": one.genre,
                "language": one.language,
                "words of the prior": str(prior),
                "fewest uses": str(FEWEST_USES),
            },
            assumptions=("Words are taken as independent of one another, which they are not.",),
            does_not_show=("What a word means where it stands: read the passages.",),
        ),
    )


def _counted(corpus: Corpus, cell: Cell) -> Counter[str]:
    return Counter(
        word
        for row in cell.coded
        for one in row
        for word in tokens(corpus.words(one.passage), cell.language)
    )


def _scored(one: Counter[str], other: Counter[str], prior: float) -> list[tuple[str, float, float]]:
    """Word, z and difference of log-odds; words of fewer than `FEWEST_USES` uses are left out."""
    both = one + other
    total, first, second = both.total(), one.total(), other.total()
    rows = []
    for word, uses in both.items():
        if uses < FEWEST_USES or uses == total:
            continue
        before = prior * uses / total
        mine, theirs = one[word] + before, other[word] + before
        odds = math.log(mine / (first + prior - mine)) - math.log(
            theirs / (second + prior - theirs)
        )
        if abs(odds) > 1e-9:  # noqa: PLR2004 - rounding alone
            rows.append((word, odds / math.sqrt(1 / mine + 1 / theirs), odds))
    return rows


def _passages(corpus: Corpus, cell: Cell, words: set[str]) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = {word: [] for word in words}
    for row in cell.coded:
        for one in row:
            for word in words.intersection(tokens(corpus.words(one.passage), cell.language)):
                found[word].append(one.passage)
    return {word: tuple(held) for word, held in found.items()}
