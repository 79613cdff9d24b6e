"""Convergence of two actors on an issue: three figures, kept apart and never added up.

* *Co-salience*: the smaller of the two shares of passages over the larger, within one genre and
  language; 1 where both raise the issue alike. How often, not how.
* *Frame similarity*: what else stands in the passages with the issue, its *frame*, as shares of the
  other issues; told as one less the Jensen-Shannon divergence of the two sides to base 2, from 0,
  nothing in common, to 1. Few passages make frames look unlike, so the figure is corrected by the
  bias that drawing documents again shows, and has its interval by the same draws. By which words
  an issue is found bears on it; no encoder does.
* *Compatible stance*: of all pairs of a passage of the one and a passage of the other, the shares
  that are compatible, conditional, opposed, reported, without side, and unknown, each with its
  interval (`dipoli.analysis.discourse.meeting_shares`).

Source: Entman 1993 for frames; Lin 1991 for the divergence; Efron and Tibshirani 1993, chapter 10,
for the correction of bias (bibliography: entman-1993, lin-1991, efron-tibshirani-1993).
"""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
from attrs import evolve, field, frozen

from dipoli.analysis.discourse.bootstrap import DRAWS, Floats, Interval, apart, student, weights
from dipoli.analysis.discourse.counts import Cell, Reading, cells
from dipoli.analysis.discourse.figures import NO_SEEDS, Estimate, Figure, receipt
from dipoli.analysis.discourse.meeting import PROMPT, Meeting, meeting, rivals
from dipoli.analysis.discourse.meeting_shares import shares_of_pairs
from dipoli.analysis.discourse.salience import figures_of
from dipoli.analysis.receipt import Receipt

FEWEST_FRAMED = 10
"""Documents with the issue and others beside it that each side needs for a frame."""
FEWEST_BESIDE = 60
"""Issues beside it that each side needs for a frame."""
SILENT = "one side at least does not raise the issue in this genre and language"
TOO_THIN = (
    f"a frame needs {FEWEST_FRAMED} documents of each side and {FEWEST_BESIDE} other issues beside "
    "this one"
)


@frozen(kw_only=True)
class Convergence:
    """Three figures of a pair, an issue, a genre and a language; never added up.

    Args:
        actors: the pair.
        issue: id.
        genre: of all documents.
        language: of all documents.
        sides: how often each raises the issue, with its passages.
        co_salience: the smaller share over the larger, from 0 to 1.
        frame_similarity: from 0 to 1.
        frames: of each side, how often each other issue stands beside this one.
        stances: how many pairs of passages meet in each way; all ways, in the order of `Meeting`.
        shares: of all pairs, the share that meets in each way; likewise.
        receipt: how this was obtained.
    """

    actors: tuple[str, str]
    issue: str
    genre: str
    language: str
    sides: tuple[Figure, Figure]
    co_salience: Estimate
    frame_similarity: Estimate
    frames: tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]
    stances: tuple[tuple[Meeting, int], ...]
    shares: tuple[tuple[Meeting, Estimate], ...]
    receipt: Receipt = field(repr=False)

    def share(self, way: Meeting) -> float | None:
        """The share of pairs of passages that meet in one way; None where there is no pair."""
        return dict(self.shares)[way].value


def converge(
    reading: Reading,
    actors: tuple[str, str],
    issue: str,
    genre: str,
    *,
    seed: int = 0,
    draws: int = DRAWS,
) -> tuple[Convergence, ...]:
    """The three figures of a pair on an issue, in each language that both have in the genre.

    Args:
        reading: what was read.
        actors: two codes.
        issue: id in the codebook.
        genre: one genre.
        seed: of the draws.
        draws: of documents.

    Returns:
        One for each language that both have; empty where they have none in common, for shares of
        different languages are not compared.

    Raises:
        ValueError: one actor twice, an issue that the codebook does not have, or no such genre.
    """
    asked(reading, actors, issue)
    found = {(one.actor, one.language): one for one in cells(reading, genre)}
    spoken = [language for actor, language in found if actor == actors[0]]
    return tuple(
        _converge(reading, (found[actors[0], one], found[actors[1], one]), issue, seed, draws)
        for one in spoken
        if (actors[1], one) in found
    )


def asked(reading: Reading, actors: tuple[str, ...], issue: str) -> None:
    """Refuse one actor twice and an issue that the codebook does not have."""
    if issue not in reading.issues or len(set(actors)) < len(actors):
        message = f"different actors and an issue of the codebook, not {actors} and {issue!r}"
        raise ValueError(message)


def _converge(
    reading: Reading, pair: tuple[Cell, Cell], issue: str, seed: int, draws: int
) -> Convergence:
    column = reading.issues.index(issue)
    one, other = (figures_of(cell, seed, draws)[column] for cell in pair)
    beside = (_beside(reading, pair[0], issue), _beside(reading, pair[1], issue))
    rival = issue in rivals(reading.codebook)
    return Convergence(
        actors=(one.actor, other.actor),
        issue=issue,
        genre=one.genre,
        language=one.language,
        sides=(one, other),
        co_salience=_co_salience(one, other),
        frame_similarity=(
            Estimate(value=None, why=NO_SEEDS)
            if issue in pair[0].unread | pair[1].unread
            else similarity(*beside, seed, draws)
        ),
        frames=(_frame(reading, beside[0]), _frame(reading, beside[1])),
        stances=_stances(one, other, rival=rival),
        shares=shares_of_pairs(
            (one.evidence, other.evidence),
            (pair[0].name, pair[1].name),
            rival=rival,
            seed=seed,
            draws=draws,
        ),
        receipt=receipt(
            reading,
            "Three figures of a pair were counted apart: shares, issues beside this one, and pairs "
            "of stances.",
            parameters={
                "actors": f"{one.actor}, {other.actor}",
                "issue": issue,
                "genre": one.genre,
                "language": one.language,
                "draws of documents": str(draws),
            },
            seed=seed,
            does_not_show=(PROMPT, "Agreement: the three figures are not added, and none is one."),
        ),
    )


def _co_salience(one: Figure, other: Figure) -> Estimate:
    if one.share.value is None or other.share.value is None:
        return Estimate(value=None, why=NO_SEEDS)
    if not one.share.value or not other.share.value:
        return Estimate(value=None, why=SILENT)
    ratio = one.share.value / other.share.value
    value = min(ratio, 1 / ratio)
    first, second = one.share.interval, other.share.interval
    if first is None or second is None:
        return Estimate(value=value, why=one.share.why or other.share.why)
    told = apart(
        _logarithm(first),
        math.log(one.share.value),
        _logarithm(second),
        math.log(other.share.value),
    )
    low, high = math.exp(told.low), math.exp(told.high)
    whole = low <= 1 <= high
    return Estimate(
        value=value,
        interval=Interval(
            low=min(low, 1 / high),
            high=1.0 if whole else max(min(low, 1 / low), min(high, 1 / high)),
            bound=told.bound,
        ),
    )


def _logarithm(one: Interval) -> Interval:
    return evolve(one, low=math.log(max(one.low, 1e-12)), high=math.log(one.high))


def _beside(reading: Reading, cell: Cell, issue: str) -> Floats:
    """How often each other issue stands beside one, by document; shape (documents, issues).

    A parent that was found through a sub-issue says nothing more than that sub-issue, and the
    parent of this very issue stands beside it always; neither is counted.
    """
    column = {one: n for n, one in enumerate(reading.issues)}
    parent = next(one.parent for one in reading.codebook.issues if one.id == issue)
    rows = np.zeros((len(cell.documents), len(column)))
    for n, row in enumerate(cell.coded):
        for one in row:
            if any(code.issue == issue for code in one.codes):
                for code in one.codes:
                    if code.issue not in (issue, parent) and not code.sub:
                        rows[n, column[code.issue]] += 1
    return np.asarray(rows[rows.sum(axis=1) > 0], np.float64)


def _frame(reading: Reading, beside: Floats) -> tuple[tuple[str, int], ...]:
    return tuple(
        (issue, int(count))
        for issue, count in zip(reading.issues, beside.sum(axis=0), strict=True)
        if count
    )


def similarity(one: Floats, other: Floats, seed: int, draws: int = DRAWS) -> Estimate:
    """One less the Jensen-Shannon divergence of two frames, corrected for bias, with its interval.

    Args:
        one: issues beside the issue, by document, of the first side; shape (documents, issues).
        other: of the second side.
        seed: of the draws.
        draws: of documents.

    Returns:
        Unknown where either side has too little.
    """
    sides = (one, other)
    if any(len(side) < FEWEST_FRAMED or side.sum() < FEWEST_BESIDE for side in sides):
        return Estimate(value=None, why=TOO_THIN)
    plain = float(alike(one.sum(axis=0), other.sum(axis=0)))
    again = alike(
        *(weights(seed, f"frame/{n}", len(side), draws) @ side for n, side in enumerate(sides))
    )
    fewest = min(len(one), len(other))
    value = 2 * plain - float(again.mean())
    wide = float(again.std(ddof=1)) * math.sqrt(fewest / (fewest - 1))
    half = float(student(np.array(float(fewest - 1)))) * wide
    return Estimate(
        value=min(max(value, 0.0), 1.0),
        interval=Interval(low=max(value - half, 0.0), high=min(max(value + half, 0.0), 1.0)),
    )


def alike(one: Floats, other: Floats) -> Floats:
    """One less the Jensen-Shannon divergence to base 2 of counts; the last axis is the issues."""
    first, second = (side / side.sum(axis=-1, keepdims=True) for side in (one, other))
    return np.asarray(
        1 - (_entropy((first + second) / 2) - (_entropy(first) + _entropy(second)) / 2)
    )


def _entropy(shares: Floats) -> Floats:
    return np.asarray(-(shares * np.log2(np.where(shares > 0, shares, 1.0))).sum(axis=-1))


def _stances(one: Figure, other: Figure, *, rival: bool) -> tuple[tuple[Meeting, int], ...]:
    """All pairs of passages by how they meet: a product of counts, pair by pair of stances."""
    mine, theirs = (Counter(each.code.stance for each in side.evidence) for side in (one, other))
    found: Counter[Meeting] = Counter()
    for first, second in itertools.product(mine, theirs):
        found[meeting(first, second, rival=rival)] += mine[first] * theirs[second]
    return tuple((way, found[way]) for way in Meeting)
