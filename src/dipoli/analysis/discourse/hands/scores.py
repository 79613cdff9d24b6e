"""The lexicon held against what hands coded: precision, recall, F1, and the same of stance.

Theory of operation. Each item with each issue is a case in which the hand says yes or no and the
lexicon does. Precision is the share of the lexicon's yes that the hand confirms, recall the share
of the hand's yes that the lexicon finds, F1 their harmonic mean; *micro* means that cases are put
together before shares are taken. A share of nothing is undefined, which is not nought. Where the
codebook has no seeds for an issue in the language of the item, the lexicon says nothing at all:
such cases are counted apart, and are neither hits nor misses.

Items that were drawn because the lexicon found something cannot show what it misses. So the score
is told over all items and over those drawn at random.

Stance is scored on cases that both found, for which the hand gave a stance, and for which one was
read. Where it was not, for want of cues in the language or of a proposition, it is unknown: such
cases are counted apart, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.hands.adjudication import Decided
from dipoli.analysis.discourse.hands.codings import AT_RANDOM, Codings, Item
from dipoli.analysis.discourse.hands.resample import REPLICATES, Interval, interval, times_drawn

TAKEN = (Stance.SUPPORTS, Stance.OPPOSES, Stance.CONDITIONAL, Stance.REPORTED)
"""Classes of the stance F1; naming an issue without a side is told beside them."""

Read = Mapping[str, Stance | None]
"""Stance by issue, as hand or lexicon reads an item."""


@frozen(kw_only=True)
class Found:
    """What the lexicon finds in an item.

    Args:
        issues: stance by issue; None where it was not read.
        missing: issues for which there are no seeds in the item's language.
    """

    issues: Read
    missing: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Tally:
    """Hits and misses, added up.

    Args:
        both: cases in which hand and lexicon say yes.
        lexicon: cases in which the lexicon alone does.
        hand: cases in which the hand alone does.
    """

    both: int = 0
    lexicon: int = 0
    hand: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            both=self.both + other.both,
            lexicon=self.lexicon + other.lexicon,
            hand=self.hand + other.hand,
        )

    @property
    def precision(self) -> Fraction | None:
        """Share of the lexicon's yes that the hand confirms; None where it never says yes."""
        return _share(self.both, self.both + self.lexicon)

    @property
    def recall(self) -> Fraction | None:
        """Share of the hand's yes that the lexicon finds; None where the hand never says yes."""
        return _share(self.both, self.both + self.hand)

    @property
    def f1(self) -> Fraction | None:
        """Harmonic mean of both; None where neither ever says yes.

        >>> Tally(both=2, lexicon=1, hand=1).f1
        Fraction(2, 3)
        """
        return _share(2 * self.both, 2 * self.both + self.lexicon + self.hand)


@frozen(kw_only=True)
class Score:
    """A tally with intervals over documents.

    Args:
        tally: hits and misses.
        precision: 95 % of resampled documents; None where there is no interval.
        recall: the same of recall.
        f1: the same of F1.
    """

    tally: Tally
    precision: Interval | None = None
    recall: Interval | None = None
    f1: Interval | None = None


@frozen(kw_only=True)
class StanceScore:
    """How the stance that was read stands to that of the hand.

    Args:
        cases: number of items with issues that both found, and whose stance the hand gave.
        unread: number of these for which no stance was read; they are not scored.
        right: number of these with the hand's stance.
        classes: hits and misses by stance.
        f1: mean of F1 over the classes of `TAKEN` that occur; None where none does.
        between: 95 % of resampled documents.
    """

    cases: int
    unread: int
    right: int
    classes: Mapping[Stance, Tally]
    f1: Fraction | None
    between: Interval | None = None


@frozen(kw_only=True)
class Scores:
    """The lexicon against the hand.

    Args:
        items: number of items that were scored.
        documents: number of documents in which they stand.
        missing: number of items with issues for which there are no seeds in the language.
        missed: number of these in which the hand says yes.
        overall: micro, over all items.
        at_random: micro, over items drawn at random; None where it is not known which these are.
        languages: by language.
        issues: by issue, in the order of the codebook.
        cells: by issue and language.
        stance: of the stance.
    """

    items: int
    documents: int
    missing: int
    missed: int
    overall: Score
    at_random: Score | None
    languages: Mapping[str, Score]
    issues: Mapping[str, Score]
    cells: Mapping[tuple[str, str], Score]
    stance: StanceScore


@frozen(kw_only=True)
class _Case:
    """An item with an issue."""

    item: Item
    issue: str
    tally: Tally
    hand: Stance | None = None
    read: Stance | None = field(default=None)


def score(
    codings: Codings,
    hand: Decided,
    found: Mapping[str, Found],
    seed: int = 0,
    replicates: int = REPLICATES,
) -> Scores:
    """Score the lexicon.

    Args:
        codings: the items.
        hand: what was decided; other items are left out.
        found: what the lexicon finds, by id of the item; an item without an entry is left out.
        seed: of the draws of documents.
        replicates: number of draws; 0 for no intervals.

    Returns:
        The scores. A part of an issue counts as the issue, too, for hand and lexicon alike.
    """
    items = [one for one in codings.items if one.id in hand.marks and one.id in found]
    issues = [issue.id for issue in codings.issues]
    cases: list[_Case] = []
    missing = missed = 0
    for item in items:
        said = codings.with_parents(hand.marks[item.id])
        here = found[item.id]
        for issue in issues:
            if issue in here.missing and issue not in here.issues:
                missing += 1
                missed += issue in said
            else:
                cases.append(_case(item, issue, said, here.issues))

    def told(name: str, chosen: Iterable[_Case]) -> Score:
        return _score(list(chosen), seed, f"score {name}", replicates)

    drawn = any(one.drawn is not None for one in items)
    languages = list(dict.fromkeys(item.language for item in items))
    return Scores(
        items=len(items),
        documents=len({item.file for item in items}),
        missing=missing,
        missed=missed,
        overall=told("overall", cases),
        at_random=(
            told("at random", (one for one in cases if one.item.drawn == AT_RANDOM))
            if drawn
            else None
        ),
        languages={
            of: told(f"language {of}", (one for one in cases if one.item.language == of))
            for of in languages
        },
        issues={
            of: told(f"issue {of}", (one for one in cases if one.issue == of)) for of in issues
        },
        cells={
            (issue, of): told(
                f"cell {issue} {of}",
                (one for one in cases if one.issue == issue and one.item.language == of),
            )
            for issue in issues
            for of in languages
        },
        stance=_stance(cases, seed, replicates),
    )


def _case(item: Item, issue: str, said: Read, read: Read) -> _Case:
    tally = Tally(
        both=int(issue in said and issue in read),
        lexicon=int(issue not in said and issue in read),
        hand=int(issue in said and issue not in read),
    )
    return _Case(item=item, issue=issue, tally=tally, hand=said.get(issue), read=read.get(issue))


def _score(cases: Sequence[_Case], seed: int, name: str, replicates: int) -> Score:
    whole = sum((one.tally for one in cases), Tally())
    if not replicates:
        return Score(tally=whole)
    documents: dict[str, Tally] = {}
    for one in cases:
        documents[one.item.file] = documents.get(one.item.file, Tally()) + one.tally
    rows = np.array([[one.both, one.lexicon, one.hand] for one in documents.values()], np.int64)
    rows = rows.reshape(len(documents), 3)
    times = times_drawn(seed, name, len(documents), replicates)
    drawn, all_, without = map(
        _shares, (times @ rows, rows.sum(axis=0)[None], rows.sum(axis=0) - rows)
    )
    precision, recall, f1 = (
        interval(drawn[:, n], float(all_[0, n]), without[:, n]) for n in range(3)
    )
    return Score(tally=whole, precision=precision, recall=recall, f1=f1)


def _shares(sums: NDArray[np.int64]) -> NDArray[np.float64]:
    """Precision, recall and F1 from tallies; not a number where undefined; shape (tallies, 3)."""
    both, lexicon, hand = sums.T.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (
            both / (both + lexicon), both / (both + hand), 2 * both / (2 * both + lexicon + hand),
        )  # fmt: skip
    return np.stack(found, axis=1)


def _stance(cases: Iterable[_Case], seed: int, replicates: int) -> StanceScore:
    judged = [one for one in cases if one.tally.both and one.hand is not None]
    documents: dict[str, dict[Stance, Tally]] = {}
    for one in (one for one in judged if one.read is not None):
        here = documents.setdefault(one.item.file, dict.fromkeys(Stance, Tally()))
        for stance in Stance:
            here[stance] += Tally(
                both=int(stance is one.hand and stance is one.read),
                lexicon=int(stance is one.read and stance is not one.hand),
                hand=int(stance is one.hand and stance is not one.read),
            )
    classes = {
        stance: sum((one[stance] for one in documents.values()), Tally()) for stance in Stance
    }
    of = [f1 for f1 in (classes[stance].f1 for stance in TAKEN) if f1 is not None]
    return StanceScore(
        cases=len(judged),
        unread=sum(one.read is None for one in judged),
        right=sum(one.read is one.hand for one in judged),
        classes=classes,
        f1=sum(of, Fraction()) / len(of) if of else None,
        between=_macro(list(documents.values()), seed, replicates) if replicates else None,
    )


def _macro(
    documents: Sequence[Mapping[Stance, Tally]], seed: int, replicates: int
) -> Interval | None:
    """The interval of the mean F1; in each draw over the classes that occur in it."""
    rows = np.array(
        [
            [[one[stance].both, one[stance].lexicon + one[stance].hand] for stance in TAKEN]
            for one in documents
        ],
        np.int64,
    ).reshape(len(documents), 2 * len(TAKEN))
    times = times_drawn(seed, "score stance", len(documents), replicates)
    whole = rows.sum(axis=0)
    return interval(_means(times @ rows), float(_means(whole[None])[0]), _means(whole - rows))


def _means(rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean F1 of each row of tallies; not a number where no class occurs."""
    sums = rows.reshape(len(rows), len(TAKEN), 2).astype(np.float64)
    both, wrong = sums[:, :, 0], sums[:, :, 1]
    occurs = 2 * both + wrong > 0
    shares = np.where(occurs, 2 * both / np.maximum(2 * both + wrong, 1), 0)
    count = occurs.sum(axis=1)
    return np.where(count > 0, shares.sum(axis=1) / np.maximum(count, 1), np.nan)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
