"""Common words: passages of two actors on one issue, side by side, from which one might start.

Only passages are offered in whose clause on the issue the speaker wants something ("must", "we
welcome"), as far as the codebook knows such words: what tells of others alone is no common word.
Only those whose stances are compatible are offered; those where one side sets a condition are
offered apart. Opposed pairs are never offered, nor those of which a stance was not read: what is
unknown is not compatible.

Nor is a passage offered in whose sentence on the issue somebody is accused ("hostile", "pretext"):
to want less of the other's arms is no common word. Only an issue whose very name leans against its
proposition, as sanctions do, can hardly be named without; there such passages come last.

The order is by what can be seen: what both support before what both reject, then what accuses
nobody, then whether both carry a sub-issue, then whether the same seed was found, then the words
that both use, of which rare ones weigh more, then other issues that both carry. Each passage is
offered once. An encoder's similarity, where one is given, is told as a rank among the pairs offered
and changes nothing: encoders do not see negation.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from dipoli.analysis.discourse.bootstrap import Floats
from dipoli.analysis.discourse.coding import Code, Coded, Stance
from dipoli.analysis.discourse.converge import asked
from dipoli.analysis.discourse.counts import Cell, Found, Reading, cells
from dipoli.analysis.discourse.figures import receipt
from dipoli.analysis.discourse.keyness import tokens
from dipoli.analysis.discourse.meeting import NEARNESS, PROMPT, Meeting, meeting, rivals
from dipoli.analysis.discourse.stance import accuses, wishes
from dipoli.analysis.receipt import Receipt

_OFFERED = (Meeting.COMPATIBLE, Meeting.CONDITIONAL)
_MOST_EACH = 1500
"""Passages of a side that are paired; of more, those with most issues, then the first by date."""


class Encoder(Protocol):
    """What turns sentences into vectors; an extra, never needed, and blind to negation."""

    @property
    def name(self) -> str:
        """What it is called in receipts."""

    @property
    def version(self) -> str:
        """Which one it is."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that it reads (ISO 639-1), one at least."""

    def encode(self, sentences: list[str], language: str) -> Floats:
        """Vectors of sentences of one language; shape (sentences, dimensions)."""


@frozen(kw_only=True)
class Pair:
    """Two passages on one issue, one of each actor.

    Args:
        one: of the first actor.
        other: of the second.
        way: compatible or conditional.
        sub_issues: sub-issues of the issue that both carry.
        same_seed: whether one and the same seed found the issue in both.
        co_issues: other issues that both carry.
        overlap: likeness of the words, from 0 to 1; None across languages.
        encoder_rank: rank by an encoder's similarity among the pairs offered; None without one.
    """

    one: Found
    other: Found
    way: Meeting
    sub_issues: tuple[str, ...]
    same_seed: bool
    co_issues: tuple[str, ...]
    overlap: float | None
    encoder_rank: int | None = None


@frozen(kw_only=True)
class CommonWords:
    """Pairs of passages of two actors on one issue. Prompts for a diplomat, not findings.

    Args:
        actors: the pair.
        issue: id.
        genre: of all documents.
        compatible: pairs of compatible stance.
        conditional: pairs in which one side at least sets a condition.
        note: what these are; stands wherever they are shown.
        receipt: how they were found.
    """

    actors: tuple[str, str]
    issue: str
    genre: str
    compatible: tuple[Pair, ...]
    conditional: tuple[Pair, ...]
    note: str = PROMPT
    receipt: Receipt = field(repr=False)

    @property
    def encoded(self) -> bool:
        """Whether an encoder was asked for ranks."""
        return self.receipt.parameters.get("encoder", "none") != "none"


def common_words(
    reading: Reading,
    actors: tuple[str, str],
    issue: str,
    genre: str,
    *,
    most: int = 10,
    encoder: Encoder | None = None,
) -> CommonWords:
    """The best pairs of passages of two actors on an issue, by what can be seen.

    Args:
        reading: what was read.
        actors: two codes.
        issue: id in the codebook.
        genre: one genre; its languages may be paired, then without likeness of words.
        most: pairs of each sort at most.
        encoder: tells a rank by similarity as well, where both are of one language that it reads.

    Raises:
        ValueError: one actor twice, an issue that the codebook does not have, or no such genre.
    """
    asked(reading, actors, issue)
    found = cells(reading, genre)
    mine, theirs = (
        _chosen(reading, [cell for cell in found if cell.actor == actor], issue) for actor in actors
    )
    told = _Sides.of(reading, issue, mine, theirs)
    pairs = {way: told.best(way, most) for way in _OFFERED}
    if encoder is not None:
        pairs = {way: _ranked(reading, rows, encoder) for way, rows in pairs.items()}
    return CommonWords(
        actors=actors,
        issue=issue,
        genre=genre,
        compatible=pairs[Meeting.COMPATIBLE],
        conditional=pairs[Meeting.CONDITIONAL],
        receipt=receipt(
            reading,
            "Passages of compatible or conditional stance that wish for something were paired, "
            "by sub-issues, seeds, words and other issues that both have.",
            parameters={
                "actors": ", ".join(actors),
                "issue": issue,
                "genre": genre,
                "pairs of each sort at most": str(most),
                "encoder": (
                    "none"
                    if encoder is None
                    else f"{encoder.name} {encoder.version}, for a rank alone"
                ),
            },
            does_not_show=(PROMPT,) if encoder is None else (PROMPT, NEARNESS),
        ),
    )


def _chosen(reading: Reading, held: Sequence[Cell], issue: str) -> list[Coded]:
    rows = [
        one
        for cell in held
        for row in cell.coded
        for one in row
        if any(
            code.issue == issue and code.stance is not None and _wishes(reading, one, code)
            for code in one.codes
        )
    ]
    return sorted(rows, key=lambda one: -len(one.codes))[:_MOST_EACH]


def _wishes(reading: Reading, one: Coded, code: Code) -> bool:
    """Whether something is wished there; where the words for it are not known, it may be."""
    document = reading.corpus.documents[one.passage.file]
    words = reading.corpus.words(one.passage)
    known = wishes(words, one.passage.start, code, reading.codebook, document.language)
    return known is not False


@frozen(kw_only=True, eq=False)
class _Sides:
    """Passages of both sides with what they have in common; arrays of shape (mine, theirs)."""

    issue: str
    rival: bool
    ill: bool
    mine: list[Coded]
    theirs: list[Coded]
    subs: frozenset[str]
    shared_subs: NDArray[np.int64]
    same_seed: NDArray[np.bool_]
    calm: NDArray[np.bool_]
    shared: NDArray[np.int64]
    overlap: Floats
    one_language: NDArray[np.bool_]

    @classmethod
    def of(cls, reading: Reading, issue: str, mine: list[Coded], theirs: list[Coded]) -> _Sides:
        subs = frozenset(one.id for one in reading.codebook.issues if one.parent == issue)
        above = {one.parent for one in reading.codebook.issues if one.id == issue}
        rest = [one for one in reading.issues if one not in subs | above and one != issue]
        languages = [
            np.array([reading.corpus.documents[one.passage.file].language for one in side])
            for side in (mine, theirs)
        ]
        seeds = [
            np.array([next(c.seed for c in one.codes if c.issue == issue) for one in side])
            for side in (mine, theirs)
        ]
        alike = languages[0][:, None] == languages[1][None, :]
        named = (seeds[0] != "")[:, None]
        return cls(
            issue=issue,
            rival=issue in rivals(reading.codebook),
            ill=_is_ill(reading, issue),
            mine=mine,
            theirs=theirs,
            subs=subs,
            shared_subs=_carried(mine, sorted(subs)) @ _carried(theirs, sorted(subs)).T,
            calm=~_accusing(reading, mine, issue)[:, None] & ~_accusing(reading, theirs, issue),
            same_seed=(seeds[0][:, None] == seeds[1][None, :]) & named,
            shared=_carried(mine, rest) @ _carried(theirs, rest).T,
            overlap=_overlap(reading, mine, theirs) * alike,
            one_language=alike,
        )

    def best(self, way: Meeting, most: int) -> tuple[Pair, ...]:
        """The first pairs that meet in one way, each passage once."""
        fits = np.zeros((len(self.mine), len(self.theirs)), bool)
        stances = [
            np.array([_CODE[_stance(one, self.issue)] for one in side], np.int64)
            for side in (self.mine, self.theirs)
        ]
        for one, first in _CODE.items():
            for other, second in _CODE.items():
                if meeting(one, other, rival=self.rival) is way:
                    fits |= (stances[0] == first)[:, None] & (stances[1] == second)[None, :]
        if self.rival or not self.ill:
            fits &= self.calm
        rows, columns = np.nonzero(fits)
        against = [side == _CODE[Stance.OPPOSES] for side in stances]
        for_it = ~(against[0][:, None] | against[1][None, :])
        order = np.lexsort(
            tuple(
                -column[rows, columns].astype(np.float64)
                for column in (
                    self.shared,
                    self.overlap,
                    self.same_seed,
                    self.shared_subs > 0,
                    self.calm,
                    for_it,
                )
            )
        )
        told: list[Pair] = []
        taken: tuple[set[int], set[int]] = (set(), set())
        for at in order:
            row, column = int(rows[at]), int(columns[at])
            if len(told) == most:
                break
            if row not in taken[0] and column not in taken[1]:
                taken[0].add(row)
                taken[1].add(column)
                told.append(self._pair(row, column, way))
        return tuple(told)

    def _pair(self, row: int, column: int, way: Meeting) -> Pair:
        one, other = self.mine[row], self.theirs[column]
        both = [
            code.issue
            for code in one.codes
            if code.issue != self.issue and code.issue in {held.issue for held in other.codes}
        ]
        return Pair(
            one=_found(one, self.issue),
            other=_found(other, self.issue),
            way=way,
            sub_issues=tuple(each for each in both if each in self.subs),
            same_seed=bool(self.same_seed[row, column]),
            co_issues=tuple(each for each in both if each not in self.subs),
            overlap=float(self.overlap[row, column]) if self.one_language[row, column] else None,
        )


_CODE: dict[Stance | None, int] = {stance: n for n, stance in enumerate((None, *Stance))}


def _stance(one: Coded, issue: str) -> Stance | None:
    return next(code.stance for code in one.codes if code.issue == issue)


def _found(one: Coded, issue: str) -> Found:
    return Found(passage=one.passage, code=next(code for code in one.codes if code.issue == issue))


def _is_ill(reading: Reading, issue: str) -> bool:
    """Whether an issue's very name leans against its proposition, as with sanctions."""
    named = {one.id: one for one in reading.codebook.issues}
    one = named[issue]
    toward = one.toward or (named[one.parent].toward if one.parent is not None else None)
    return toward is not None and toward.naming < 0


def _accusing(reading: Reading, side: Sequence[Coded], issue: str) -> NDArray[np.bool_]:
    """Which passages accuse somebody where the issue stands."""
    told = [
        accuses(
            reading.corpus.words(one.passage),
            one.passage.start,
            next(code for code in one.codes if code.issue == issue),
            reading.codebook,
            reading.corpus.documents[one.passage.file].language,
        )
        for one in side
    ]
    return np.array(told, bool)


def _carried(side: Sequence[Coded], issues: Sequence[str]) -> NDArray[np.int64]:
    """Which passages carry which issues; shape (passages, issues)."""
    held = [{code.issue for code in one.codes} for one in side]
    rows = [[one in carried for one in issues] for carried in held]
    return np.array(rows, np.int64).reshape(len(side), len(issues))


def _overlap(reading: Reading, mine: Sequence[Coded], theirs: Sequence[Coded]) -> Floats:
    """Cosine of word counts, each weighed by how few of these passages use it."""
    sides = [
        [
            Counter(
                tokens(
                    reading.corpus.words(one.passage),
                    reading.corpus.documents[one.passage.file].language,
                )
            )
            for one in side
        ]
        for side in (mine, theirs)
    ]
    used = Counter(word for side in sides for words in side for word in words)
    total = sum(map(len, sides))
    weight = {word: math.log(total / count) for word, count in used.items()}
    both = sorted(
        {word for words in sides[0] for word in words}
        & {word for words in sides[1] for word in words}
    )
    column = {word: n for n, word in enumerate(both)}
    arrays = []
    for side in sides:
        rows = np.zeros((len(side), len(both)), np.float32)
        for n, words in enumerate(side):
            length = math.sqrt(sum((count * weight[word]) ** 2 for word, count in words.items()))
            for word, count in words.items():
                if word in column and length:
                    rows[n, column[word]] = count * weight[word] / length
        arrays.append(rows)
    return np.asarray(arrays[0] @ arrays[1].T, np.float64)


def _ranked(reading: Reading, pairs: tuple[Pair, ...], encoder: Encoder) -> tuple[Pair, ...]:
    """The same pairs in the same order, with the rank that an encoder gives to each."""
    likeness: dict[int, float] = {}
    for n, pair in enumerate(pairs):
        languages = {
            reading.corpus.documents[side.passage.file].language for side in (pair.one, pair.other)
        }
        if len(languages) == 1 and languages <= set(encoder.languages):
            words = [reading.corpus.words(side.passage) for side in (pair.one, pair.other)]
            one, other = np.asarray(encoder.encode(words, languages.pop()), np.float64)
            length = math.sqrt(float(one @ one) * float(other @ other))
            likeness[n] = float(one @ other) / length if length else 0.0
    ranks = {n: at + 1 for at, n in enumerate(sorted(likeness, key=lambda n: (-likeness[n], n)))}
    return tuple(evolve(pair, encoder_rank=ranks.get(n)) for n, pair in enumerate(pairs))
