"""Passages near to one, or to an issue, by an encoder: for search and suggestion, never for coding.

A sentence encoder turns a sentence into a vector, in one space for several languages. Sentences on
one matter in like words lie near one another, whoever says them and in whatever language: so a
passage can be found that no seed finds. What is near agrees in nothing by that alone: no encoder
that was tried sees negation or stance, and a sentence is often nearer to its contradiction than to
its paraphrase. So nearness is told as a rank and never as a figure, no passage gets a code by it,
and what the lexicon left without an issue is shown to an analyst as a suggestion.

Source: Yang et al. 2020 for the encoder (bibliography: yang-et-al-2020).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from attrs import evolve, field, frozen

from dipoli.analysis.discourse.bootstrap import Floats
from dipoli.analysis.discourse.codebook import Issue
from dipoli.analysis.discourse.common import Encoder
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.meeting import NEARNESS
from dipoli.analysis.discourse.repeats import folded
from dipoli.analysis.discourse.texts import Corpus, Passage
from dipoli.analysis.discourse.uses import languages_of
from dipoli.analysis.receipt import Receipt

SUGGESTION = (
    "These are suggestions for an analyst. None of them is coded, and none counts in any figure: "
    "if one carries the issue, add a seed to the codebook or code it by hand."
)
MOULD = (
    "What is near may share no more than the mould of its sentence, such as how it ends; short "
    "sentences most of all."
)
ONE_SPACE = (
    "One order over several languages: an encoder may put its languages at different distances."
)
_AT_ONCE = 64
"""Sentences that are encoded between two words of progress."""


@frozen(kw_only=True)
class Search:
    """By what passages are looked through, and how many are told.

    Args:
        encoder: what turns sentences into vectors.
        language: only passages in it; None for all that the encoder reads.
        most: passages that are told at most.
        told: told how many passages are encoded, of how many.
    """

    encoder: Encoder
    language: str | None = None
    most: int = 10
    told: Callable[[int, int], None] = lambda _done, _of: None


@frozen(kw_only=True)
class LeftOut:
    """Passages that were not looked through.

    Args:
        passages: how many.
        why: the reason.
    """

    passages: int
    why: str


@frozen(kw_only=True)
class Near:
    """A passage that stands near.

    Args:
        rank: among the passages looked through, from 1, the nearest.
        passage: with its place and its hash.
        date: of the document, as far as known.
        language: of the document.
        exemplar: of the sentences that were asked with, the one to which it is nearest.
        unread: the codebook has no seeds for the issue in this language, so that nobody has looked;
            False where no issue was asked for.
    """

    rank: int
    passage: Passage
    date: str
    language: str
    exemplar: str = ""
    unread: bool = False


@frozen(kw_only=True)
class Likes:
    """Passages nearest to one, in all languages of the encoder.

    Args:
        passage: to which they are near.
        issues: of which each passage looked through carries one at least; empty when the corpus
            was looked through without a codebook.
        looked: number of passages looked through.
        left_out: the others.
        found: the nearest first.
        note: what nearness is not; stands wherever they are shown.
        receipt: how they were found.
    """

    passage: Passage
    issues: tuple[str, ...]
    looked: int
    left_out: tuple[LeftOut, ...]
    found: tuple[Near, ...]
    note: str = NEARNESS
    receipt: Receipt = field(repr=False)


@frozen(kw_only=True)
class Suggestions:
    """Passages without an issue that stand nearest to the sentences that stand for it.

    Args:
        issue: id in the codebook.
        sentences: those that stand for it.
        from_examples: whether they are its examples, as it has no exemplars.
        looked: number of passages looked through.
        left_out: the others.
        found: the nearest first; none of them is coded.
        note: what they are; stands wherever they are shown.
        receipt: how they were found.
    """

    issue: str
    sentences: tuple[str, ...]
    from_examples: bool
    looked: int
    left_out: tuple[LeftOut, ...]
    found: tuple[Near, ...]
    note: str = f"{SUGGESTION} {NEARNESS}"
    receipt: Receipt = field(repr=False)


def likes(
    corpus: Corpus,
    passage: Passage,
    search: Search,
    *,
    receipt: Receipt,
    reading: Reading | None = None,
) -> Likes:
    """The passages nearest to one, whoever says them.

    Args:
        corpus: whose passages are looked through; others' turns and joint texts among them.
        passage: one of its passages, or a repeated one.
        search: by an encoder that reads the passage's language.
        receipt: of the answer; the encoder is added to it.
        reading: where given, only passages that share an issue with this one are looked through.

    Raises:
        ValueError: the encoder does not read the language, or the passage carries no issue.
    """
    if corpus.documents[passage.file].language not in search.encoder.languages:
        message = f"{search.encoder.name} does not read the language of {passage.file}"
        raise ValueError(message)
    carried = {} if reading is None else _carried(reading)
    mine = () if reading is None else carried_by(reading, passage)
    if reading is not None and not mine:
        message = "the passage carries no issue of the codebook that another could share"
        raise ValueError(message)
    # a repeated passage stands in the corpus as the first of its kind, which is itself
    mine_is = _kind(corpus, passage)
    rest = [one for one in corpus.passages if _kind(corpus, one) != mine_is]

    def why_not(one: Passage) -> str:
        if reading is not None and not set(mine) & set(carried.get(_place(one), ())):
            return "no issue in common with this passage, by the codebook"
        return ""

    looked, left_out = _narrowed(corpus, rest, search, why_not)
    likeness = _likeness(corpus, looked, [corpus.words(passage)], search)[:, 0]
    return Likes(
        passage=passage,
        issues=mine,
        looked=len(looked),
        left_out=left_out,
        found=tuple(
            _near(corpus, looked[at], n)
            for n, at in enumerate(_nearest(likeness, search.most), start=1)
        ),
        receipt=_by(receipt, search.encoder, (NEARNESS, MOULD, ONE_SPACE)),
    )


def suggestions(
    reading: Reading,
    issue: str,
    search: Search,
    *,
    receipt: Receipt,
    actor: str | None = None,
) -> Suggestions:
    """Passages that have no code of an issue and stand nearest to the sentences that stand for it.

    Nearest is meant to one of the sentences. The reading is left as it is.

    Args:
        reading: what was read.
        issue: id in the codebook, with exemplars, or else examples that carry it, in languages
            that the encoder reads.
        search: by an encoder.
        receipt: of the answer; the encoder is added to it.
        actor: only this actor's own passages.

    Raises:
        ValueError: the codebook does not have the issue, or no sentence stands for it.
    """
    held = next((one for one in reading.codebook.issues if one.id == issue), None)
    sentences = () if held is None else sentences_for(held, search.encoder.languages)
    if held is None or not sentences:
        message = f"no sentence of the codebook stands for {issue!r}"
        raise ValueError(message)
    carrying = {place for place, issues in _carried(reading).items() if issue in issues}
    unread = {_place(one.passage) for one in reading.coded if issue in one.missing}

    def why_not(one: Passage) -> str:
        if actor is not None and one.actor != actor:
            return f"not {actor}'s own words"
        return "the issue is found in them already" if _place(one) in carrying else ""

    own = [one.passage for one in reading.coded]
    looked, left_out = _narrowed(reading.corpus, own, search, why_not)
    likeness = _likeness(reading.corpus, looked, sentences, search)
    found = tuple(
        evolve(
            _near(reading.corpus, looked[at], n),
            exemplar=sentences[int(np.argmax(likeness[at]))],
            unread=_place(looked[at]) in unread,
        )
        for n, at in enumerate(_nearest(likeness.max(axis=1), search.most), start=1)
    )
    return Suggestions(
        issue=issue,
        sentences=sentences,
        from_examples=not held.exemplars,
        looked=len(looked),
        left_out=left_out,
        found=found,
        receipt=_by(receipt, search.encoder, (SUGGESTION, NEARNESS, MOULD, ONE_SPACE)),
    )


def sentences_for(issue: Issue, languages: Iterable[str]) -> tuple[str, ...]:
    """The sentences that stand for an issue: its exemplars, or else its examples that carry it.

    Args:
        issue: of the codebook.
        languages: that can be read; sentences in letters of others are left out.
    """
    known = set(languages)
    if issue.exemplars:
        return tuple(one for one in issue.exemplars if known & set(languages_of(one)))
    return tuple(one.text for one in issue.examples if one.code and one.language in known)


def carried_by(reading: Reading, passage: Passage) -> tuple[str, ...]:
    """Issues that a passage carries, in the order of the codebook; of a repeated one, the first's.

    Args:
        reading: what was read.
        passage: of its corpus; words of nobody's own carry nothing.
    """
    mine_is = _kind(reading.corpus, passage)
    for one in reading.coded:
        if _kind(reading.corpus, one.passage) == mine_is:
            return tuple(code.issue for code in one.codes)
    return ()


# ---------------------------------------------------------------- what is looked through


def _place(one: Passage) -> tuple[str, int, int]:
    return one.file, one.start, one.end


def _kind(corpus: Corpus, one: Passage) -> tuple[object, ...]:
    """What passages share that repeat each other; words of nobody's own are kept apart."""
    owner = one.actor, one.joint
    place = () if any(owner) else _place(one)
    return folded(corpus.words(one)), *owner, corpus.documents[one.file].language, place


def _carried(reading: Reading) -> dict[tuple[str, int, int], tuple[str, ...]]:
    return {_place(one.passage): tuple(c.issue for c in one.codes) for one in reading.coded}


def _narrowed(
    corpus: Corpus,
    passages: Iterable[Passage],
    search: Search,
    why_not: Callable[[Passage], str],
) -> tuple[list[Passage], tuple[LeftOut, ...]]:
    """The passages to look through, and how many others there are, by the first reason."""
    encoder, language = search.encoder, search.language
    looked: list[Passage] = []
    left: Counter[str] = Counter()
    for one in passages:
        spoken = corpus.documents[one.file].language
        if language is not None and spoken != language:
            left[f"not in the language {language}"] += 1
        elif spoken not in encoder.languages:
            left[f"in the language {spoken}, which {encoder.name} does not read: unknown"] += 1
        elif why := why_not(one):
            left[why] += 1
        else:
            looked.append(one)
    return looked, tuple(LeftOut(passages=count, why=why) for why, count in left.items())


# ---------------------------------------------------------------- nearness


def _likeness(
    corpus: Corpus, passages: Sequence[Passage], sentences: Sequence[str], search: Search
) -> Floats:
    """Cosine of each passage and each sentence; shape (passages, sentences). Never told."""
    encoder, told = search.encoder, search.told
    asked = _unit(np.concatenate([encoder.encode([one], _of(one, encoder)) for one in sentences]))
    likeness = np.zeros((len(passages), len(sentences)))
    places: dict[str, list[int]] = {}
    for n, one in enumerate(passages):
        places.setdefault(corpus.documents[one.file].language, []).append(n)
    done = 0
    for language, held in places.items():
        for start in range(0, len(held), _AT_ONCE):
            told(done, len(passages))
            rows = held[start : start + _AT_ONCE]
            words = [corpus.words(passages[n]) for n in rows]
            likeness[rows] = _unit(encoder.encode(words, language)) @ asked.T
            done += len(rows)
    told(done, len(passages))
    return likeness


def _of(sentence: str, encoder: Encoder) -> str:
    """A language in whose letters a sentence is written, of those that the encoder reads."""
    written = [one for one in languages_of(sentence) if one in encoder.languages]
    return written[0] if written else encoder.languages[0]


def _unit(vectors: Floats) -> Floats:
    held = np.asarray(vectors, np.float64)
    lengths = np.linalg.norm(held, axis=1, keepdims=True)
    return np.asarray(held / np.where(lengths > 0, lengths, 1.0))


def _near(corpus: Corpus, one: Passage, rank: int) -> Near:
    document = corpus.documents[one.file]
    return Near(rank=rank, passage=one, date=document.date, language=document.language)


def _nearest(likeness: Floats, most: int) -> list[int]:
    """Places of the nearest, equals in the order of the corpus."""
    return [int(at) for at in np.argsort(-likeness, kind="stable")[:most]]


def _by(receipt: Receipt, encoder: Encoder, not_shown: Sequence[str]) -> Receipt:
    """The receipt of an answer that an encoder had a part in: never exact."""
    return evolve(
        receipt,
        exact=False,
        versions={**receipt.versions, encoder.name: encoder.version},
        does_not_show=(*not_shown, *receipt.does_not_show),
    )
