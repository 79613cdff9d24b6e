"""What a change of a codebook changes: in the book, and in what is found by it.

Both codebooks code the same passages, and what differs is told with the passages, so that a change
can be judged before it is accepted. Figures are counts. Actors stand in the order in which the
corpus has them, in each language apart, since seeds differ in depth; nothing here compares one
with another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coding import Code, Coded
from dipoli.analysis.discourse.texts import Corpus, Passage


@frozen(kw_only=True)
class Found:
    """A passage that one codebook codes and the other does not.

    Args:
        passage: the passage.
        code: by which words; of the codebook that finds it.
    """

    passage: Passage
    code: Code


@frozen(kw_only=True)
class Count:
    """How often an issue is found in the words of one actor in one language.

    Args:
        actors: whose words; several for joint texts, which are counted apart.
        language: ISO 639-1.
        passages: how many there are.
        before: how many carry the issue; None when it is missing or not in the codebook: unknown,
            which is not nought.
        after: the same with the new codebook.
    """

    actors: tuple[str, ...]
    language: str
    passages: int
    before: int | None
    after: int | None


@frozen(kw_only=True)
class Effect:
    """What a change does to one issue.

    Args:
        issue: its id; in one of the codebooks at least.
        gained: passages that only the new codebook codes, in order of the corpus.
        lost: passages that only the old one codes.
        kept: how many both code.
        stance: how many of those have another stance.
        counts: by actor and language.
    """

    issue: str
    gained: tuple[Found, ...]
    lost: tuple[Found, ...]
    kept: int
    stance: int
    counts: tuple[Count, ...]


@frozen(kw_only=True)
class Reading:
    """A codebook and what it finds.

    Args:
        codebook: by which was coded.
        coded: passages of a corpus, in its order.
    """

    codebook: Codebook
    coded: Sequence[Coded]

    def knows(self, issue: str) -> bool:
        """Whether the codebook has an issue."""
        return any(one.id == issue for one in self.codebook.issues)


def effects(corpus: Corpus, old: Reading, new: Reading) -> tuple[Effect, ...]:
    """What the change does to each issue; also to those to which it does nothing.

    Args:
        corpus: that was coded twice.
        old: read with the old codebook.
        new: the same passages, read with the new one.

    Returns:
        One for each issue, in the order of the new codebook; those that it has no more come last.

    Raises:
        ValueError: these are not the same passages.
    """
    if [one.passage for one in old.coded] != [one.passage for one in new.coded]:
        message = "only the same passages, coded twice, can be compared"
        raise ValueError(message)
    issues = dict.fromkeys(
        one.id for codebook in (new.codebook, old.codebook) for one in codebook.issues
    )
    return tuple(_effect(corpus, old, new, issue) for issue in issues)


def _effect(corpus: Corpus, old: Reading, new: Reading, issue: str) -> Effect:
    gained, lost = [], []
    kept = stance = 0
    for before, after in zip(old.coded, new.coded, strict=True):
        was, now = _code(before, issue), _code(after, issue)
        if was is not None and now is not None:
            kept += 1
            stance += was.stance is not now.stance
        elif now is not None:
            gained.append(Found(passage=after.passage, code=now))
        elif was is not None:
            lost.append(Found(passage=before.passage, code=was))
    return Effect(
        issue=issue,
        gained=tuple(gained),
        lost=tuple(lost),
        kept=kept,
        stance=stance,
        counts=tuple(_counts(corpus, old, new, issue)),
    )


def _counts(corpus: Corpus, old: Reading, new: Reading, issue: str) -> Iterator[Count]:
    rows: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for at, one in enumerate(old.coded):
        passage = one.passage
        actors = passage.joint if passage.actor is None else (passage.actor,)
        language = corpus.documents[passage.file].language
        rows.setdefault((actors, language), []).append(at)
    for (actors, language), places in rows.items():
        yield Count(
            actors=actors,
            language=language,
            passages=len(places),
            before=_count(old, places, issue),
            after=_count(new, places, issue),
        )


def _count(reading: Reading, places: Sequence[int], issue: str) -> int | None:
    coded = [reading.coded[at] for at in places]
    if not reading.knows(issue) or any(issue in one.missing for one in coded):
        return None
    return sum(_code(one, issue) is not None for one in coded)


def _code(coded: Coded, issue: str) -> Code | None:
    return next((one for one in coded.codes if one.issue == issue), None)
