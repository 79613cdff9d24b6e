"""What a corpus shows of a codebook: seeds that are found nowhere, issues that stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from attrs import frozen

from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coding import Coded
from dipoli.analysis.discourse.lexicon import compile_lexicon
from dipoli.analysis.discourse.lint import Remark, Severity, Topic, all_seeds
from dipoli.analysis.discourse.texts import Corpus

_AT_ONCE = 1_000
"""Passages between two words on how far it is."""


@frozen(kw_only=True)
class Overlap:
    """Two issues that the same passages carry; a parent and its sub-issue are not told.

    Args:
        first: id of the one that stands first in the codebook.
        second: id of the other.
        both: how many passages carry both.
        either: how many carry one of them at least.
    """

    first: str
    second: str
    both: int
    either: int


def never_fired(
    codebook: Codebook,
    corpus: Corpus,
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[Remark, ...]:
    """Seeds that are found nowhere in a corpus; languages of which it has no text are left out.

    A variant is looked for in its actor's own words only.

    Args:
        codebook: one that holds together.
        corpus: texts to look in.
        told: is told now and then how many passages were looked through, of how many.
    """
    lexicon = compile_lexicon(codebook)
    fired: set[tuple[str, str, str]] = set()
    variants: set[tuple[str, str, str, str]] = set()
    languages: set[str] = set()
    for done, passage in enumerate(corpus.passages):
        if done % _AT_ONCE == 0:
            told(done, len(corpus.passages))
        if passage.actor is None and not passage.joint:
            continue
        language = corpus.documents[passage.file].language
        languages.add(language)
        words, actor = corpus.words(passage), passage.actor
        for hit in lexicon.hits(words, language, actor):
            fired.add((hit.issue, language, hit.seed))
            variants.add((hit.issue, language, hit.seed, actor or ""))
    return tuple(
        Remark(
            severity=Severity.NOTE,
            topic=Topic.NEVER_FIRES,
            place=place,
            found=f'"{seed}" of {issue.id} ({language}) is found nowhere in the corpus',
            mend="check its spelling; leave it if texts with it may come",
        )
        for at, issue in enumerate(codebook.issues)
        for place, language, seed in all_seeds(at, issue)
        if language in languages
        and (
            (issue.id, language, seed) not in fired
            if place[2] == "seeds"
            else (issue.id, language, seed, place[3]) not in variants
        )
    )


def overlaps(codebook: Codebook, coded: Sequence[Coded]) -> tuple[Overlap, ...]:
    """Which issues stand in the same passages, in the order of the codebook; none is no overlap.

    Args:
        codebook: by which was coded.
        coded: passages.
    """
    alone: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for one in coded:
        names = [code.issue for code in one.codes]
        alone.update(names)
        both.update((a, b) for at, a in enumerate(names) for b in names[at + 1 :])
    parents = {one.id: one.parent for one in codebook.issues}
    places = {one.id: at for at, one in enumerate(codebook.issues)}
    return tuple(
        Overlap(first=a, second=b, both=number, either=alone[a] + alone[b] - number)
        for (a, b), number in sorted(both.items(), key=lambda one: [places[x] for x in one[0]])
        if a != parents[b] and b != parents[a]
    )
