"""What is owed in numbers of corpora for figures, one seed at a time: `make campaign` runs all.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray
from tests.analysis.discourse.counted import random_texts, reading

from dipoli.analysis.discourse.bootstrap import of_rates, of_shares, weights
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.figures import Figure, resolves
from dipoli.analysis.discourse.salience import joint_texts, presence, salience

Counts = NDArray[np.int64]
DOCUMENTS = (5, 10, 30, 100)
SHARES = (0.002, 0.01, 0.05, 0.2)
SPREADS = (0.0, 0.5, 1.0, 2.0)
"""Standard deviation of documents' own shares over their mean: 0 is no clustering at all. In
published counts of United Nations speeches it lies between 0.7 and 1.1."""
SIZES = ("even", "varied", "wild")
ROUNDS = 200
"""Corpora of each sort for a seed."""
LOWEST, HIGHEST = 0.92, 0.97


@frozen(kw_only=True)
class Sort:
    """One sort of simulated corpora."""

    documents: int
    share: float
    spread: float
    sizes: str


def sorts(documents: int) -> list[Sort]:
    """Every sort with so many documents, but for spreads that hardly a share can have."""
    return [
        Sort(documents=documents, share=share, spread=spread, sizes=sizes)
        for share, spread, sizes in itertools.product(SHARES, SPREADS, SIZES)
        if spread**2 * share / (1 - share) < 0.5
    ]


def simulated(sort: Sort, dice: np.random.Generator) -> tuple[Counts, Counts]:
    """Passages that carry an issue, and all passages, of each document of a corpus."""
    shape = sort.documents
    if sort.sizes == "even":
        of = np.full(shape, 60)
    else:
        middle, wide = (4.0, 0.6) if sort.sizes == "varied" else (5.0, 1.0)
        of = np.maximum(5, np.round(np.exp(dice.normal(middle, wide, shape)))).astype(np.int64)
    if sort.spread == 0:
        return dice.binomial(of, sort.share), of
    within = sort.spread**2 * sort.share / (1 - sort.share)
    own = dice.beta(sort.share * (1 / within - 1), (1 - sort.share) * (1 / within - 1), shape)
    return dice.binomial(of, own), of


def covered(documents: int, seed: int, rounds: int) -> dict[str, list[bool]]:
    """Whether the truth lay inside: intervals of shares and of rates, and bounds, all sorts."""
    dice = np.random.default_rng([seed, documents])
    held: dict[str, list[bool]] = {"share": [], "rate": [], "bound": []}
    for n, sort in enumerate(sorts(documents)):
        for _ in range(rounds):
            hits, of = simulated(sort, dice)
            drawn = weights(seed, f"{n}", documents, 400)
            share = of_shares(hits[:, None], of, drawn)[0]
            rate = of_rates(hits[:, None], of, of * 20, drawn)[0]
            in_share = share.low <= sort.share <= share.high
            in_rate = rate.low <= sort.share / 20 <= rate.high
            held["bound" if share.bound else "share"].append(in_share)
            held["bound" if rate.bound else "rate"].append(in_rate)
    return held


def intervals_cover(seed: int, rounds: int = ROUNDS) -> None:
    """Over all sorts of corpora, 92 to 97 of 100 intervals hold the truth, at each number.

    One seed makes 200 corpora of each of 45 sorts, so that chance alone is off by 0.2 or so.
    Bounds, where no passage carries the issue, hold it in 95 or more.
    """
    for documents in DOCUMENTS:
        for name, held in covered(documents, seed, rounds).items():
            mean = float(np.mean(held)) if held else 1.0
            highest = 1.0 if name == "bound" else HIGHEST
            lowest = 0.95 if name == "bound" else LOWEST
            assert lowest <= mean <= highest, f"{documents} documents, {name}: {mean:.3f}"


def every_figure_resolves(seed: int) -> None:
    """Every figure follows from the corpus, and no figure from another corpus or passage."""
    held = reading(random_texts(seed))
    genres = sorted({one.genre for one in held.corpus.documents.values()})
    for genre in genres:
        for figure in salience(held, genre, seed=seed, draws=100).figures:
            assert resolves(held.corpus, figure), figure
            _agrees(held, figure)
            _is_refused_when_altered(held, figure)
    for text in joint_texts(held):
        for issue, evidence in text.raised:
            assert len(evidence) == sum(
                issue in {code.issue for code in one.codes}
                for one in held.coded
                if one.passage.file == text.file
            )


def _agrees(held: Reading, figure: Figure) -> None:
    """The slow way: ask each passage of the reading."""
    own = [
        one
        for one in held.coded
        if one.passage.actor == figure.actor
        and held.corpus.documents[one.passage.file].genre == figure.genre
        and held.corpus.documents[one.passage.file].language == figure.language
    ]
    hits = [one for one in own if figure.issue in [code.issue for code in one.codes]]
    assert figure.passages == len(own)
    if any(figure.issue in one.missing for one in own):
        assert figure.share.value is figure.presence.value is figure.rate.value is None
        return
    assert figure.share.value == len(hits) / len(own)
    files = {one.passage.file for one in own}
    assert figure.presence.value == len({one.passage.file for one in hits}) / len(files)
    assert {one.passage for one in figure.evidence} == {one.passage for one in hits}
    dates = [held.corpus.documents[one.passage.file].date for one in figure.evidence]
    assert dates == sorted(dates, key=lambda date: date or "unknown")
    for told in (figure.share, figure.presence, figure.rate):
        assert (told.interval is None) == (len(files) < 5)
        if told.interval is not None and told.value is not None:
            assert told.interval.low <= told.value <= told.interval.high
            assert told.interval.low < told.interval.high


def _is_refused_when_altered(held: Reading, figure: Figure) -> None:
    if not figure.evidence:
        return
    first = figure.evidence[0].passage
    document = held.corpus.documents[first.file]
    altered = document.text[: first.start] + "\u2591" + document.text[first.start + 1 :]
    documents = {**held.corpus.documents, first.file: evolve(document, text=altered)}
    assert not resolves(evolve(held.corpus, documents=documents), figure)
    assert not resolves(held.corpus, evolve(figure, evidence=figure.evidence[1:]))
    assert not resolves(held.corpus, evolve(figure, passages=figure.passages + 1))


def presence_covers(seed: int) -> None:
    """The share of documents is told by Wilson's interval: 92 to 97 of 100 over shares by lot."""
    dice = np.random.default_rng(seed)
    for documents in DOCUMENTS:
        truth = dice.uniform(0.02, 0.98, 3000)
        held = [
            told.low <= one <= told.high
            for one in truth
            if (told := presence(dice.binomial(1, one, documents))) is not None
        ]
        assert len(held) == len(truth)
        assert LOWEST <= float(np.mean(held)) <= HIGHEST, f"{documents}: {np.mean(held):.3f}"


CAMPAIGNS: dict[str, tuple[Callable[[int], None], int]] = {
    "intervals of shares and rates hold the truth in 92 to 97 of 100": (intervals_cover, 25),
    "intervals of presence hold the truth in 92 to 97 of 100": (presence_covers, 25),
    "every figure resolves to exact spans": (every_figure_resolves, 200),
}
"""Sentence to the check and the number of seeds that are owed."""
