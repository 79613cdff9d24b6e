"""What is said again word for word: passages of one actor, and documents that are one text.

A greeting or a formula that returns in each speech would weigh as often as it is repeated. So the
same words of the same actor in the same language count once, at their first place, and the number
of repeats is kept. Same means: the same after Unicode composition (NFC), with white space and
letter case set aside. Nothing is taken out of the corpus: `Corpus.passages` names the first place,
and the words stand where they stood.

Two documents that share most of their words are told, never dropped: one text that was imported
twice counts twice until somebody decides.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from attrs import evolve, frozen

from dipoli.analysis.discourse.texts import Document, Passage

ALIKE = 0.8
"""Share of the shorter text's characters from which two documents are told to be alike."""
BOILERPLATE = 5
"""Documents in which the same passage must stand to be told as boilerplate."""
_SHORTEST = 40
"""Characters that a passage needs to speak for two documents being one text."""
_FEWEST = 200
"""Characters that a document needs in such passages."""
_FORMULA = 50
"""Documents in which a passage may stand at most to speak for a pair of them."""


@frozen(kw_only=True)
class Alike:
    """Two documents that share most of their words.

    Args:
        first: name of the one that comes first in the corpus.
        second: name of the other.
        share: of the characters of the shorter one that the other has too, from 0 to 1.
    """

    first: str
    second: str
    share: float


def folded(words: str) -> str:
    r"""Words as they are compared: composed, small, with single spaces.

    >>> folded(" Peace\n AND  trade ")
    'peace and trade'
    """
    if words.isascii():
        return " ".join(words.lower().split())
    composed = unicodedata.normalize("NFC", words).casefold()
    return " ".join(unicodedata.normalize("NFC", composed).split())


def collapse(
    passages: Iterable[Passage],
    words: Callable[[Passage], str],
    language: Callable[[Passage], str] = lambda _passage: "",
) -> tuple[Passage, ...]:
    """Passages with repeats left out and counted at their first place.

    Words of nobody's own are kept as they stand: they are counted nowhere.

    Args:
        passages: in the order of the corpus.
        words: the words of a passage.
        language: the language of a passage; all are taken for one when it is not given.
    """
    kept: list[Passage] = []
    first: dict[tuple[str | None, tuple[str, ...], str, str], int] = {}
    repeats: Counter[int] = Counter()
    for passage in passages:
        if passage.actor is None and not passage.joint:
            kept.append(passage)
            continue
        key = (passage.actor, passage.joint, language(passage), folded(words(passage)))
        place = first.setdefault(key, len(kept))
        if place == len(kept):
            kept.append(passage)
        else:
            repeats[place] += 1 + passage.repeats
    for place, count in repeats.items():
        kept[place] = evolve(kept[place], repeats=kept[place].repeats + count)
    return tuple(kept)


def alike(
    documents: Mapping[str, Document], passages: Iterable[Passage], least: float = ALIKE
) -> tuple[Alike, ...]:
    """Pairs of documents of one language that share most of the words of the shorter one.

    Compared are whole passages, so that a text with a word changed in each sentence is not found.

    Args:
        documents: by name, in the order of the corpus.
        passages: of all documents, before repeats are collapsed.
        least: share from which a pair is told.
    """
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    where: dict[tuple[str, str], list[str]] = defaultdict(list)
    for passage in passages:
        document = documents[passage.file]
        key = folded(document.text[passage.start : passage.end])
        if len(key) >= _SHORTEST and key not in sizes[passage.file]:
            sizes[passage.file][key] = len(key)
            where[document.language, key].append(passage.file)
    shared: Counter[tuple[str, str]] = Counter()
    for (_language, key), files in where.items():
        if len(files) > _FORMULA:
            continue  # a formula speaks for no pair
        for at, one in enumerate(files):
            for other in files[at + 1 :]:
                shared[one, other] += len(key)
    totals = {file: sum(keys.values()) for file, keys in sizes.items()}
    order = {file: at for at, file in enumerate(documents)}
    found = []
    for (one, other), count in shared.items():
        shorter = min(totals[one], totals[other])
        if shorter >= _FEWEST and count >= least * shorter:
            first, second = sorted((one, other), key=order.__getitem__)
            found.append(Alike(first=first, second=second, share=count / shorter))
    return tuple(sorted(found, key=lambda pair: (order[pair.first], order[pair.second])))


def boilerplate(
    documents: Mapping[str, Document], passages: Iterable[Passage], least: int = BOILERPLATE
) -> tuple[tuple[str, int], ...]:
    """Passages that stand in many documents, with the number of those documents, most first.

    Args:
        documents: by name.
        passages: of all documents, before repeats are collapsed.
        least: number of documents from which a passage is told.
    """
    where: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for passage in passages:
        words = documents[passage.file].text[passage.start : passage.end]
        where[folded(words)].add(passage.file)
        shown.setdefault(folded(words), " ".join(words.split()))
    found = [(shown[key], len(files)) for key, files in where.items() if len(files) >= least]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))
