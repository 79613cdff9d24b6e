"""Two cells side by side: how far apart, with an interval, and whether chance would do as much.

The interval of a difference carries over the two intervals of the shares, each by drawing
documents again. The p is that of a permutation test: were the documents of both sides of one kind,
any division of them into two groups of these sizes would be as likely as the one there is. The
share of divisions that lie as far apart, measured in their own standard errors, is the p; all
divisions are looked at where they are few, else so many by lot, with the one that there is among
them, so that it is never nought.

Only cells of one genre and one language are compared.

Source: Phipson and Smyth 2010 for the count; Chung and Romano 2013 for dividing by the standard
error, which keeps the test right where one side varies more (bibliography: phipson-smyth-2010,
chung-romano-2013).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from dipoli.analysis.discourse.bootstrap import DRAWS, FEWEST, Counts, Floats, Interval, apart
from dipoli.analysis.discourse.counts import Cell
from dipoli.analysis.discourse.discoveries import Rule, adjusted
from dipoli.analysis.discourse.figures import TOO_FEW, Figure
from dipoli.analysis.discourse.salience import figures_of
from dipoli.analysis.draws import words

DIVISIONS = 9999
"""Divisions of the documents that are tried by lot, unless all are fewer."""
_NEARLY = 1 - 1e-9
"""Statistics that differ by rounding alone count as equal."""


@frozen(kw_only=True)
class Difference:
    """How much more often the first side raises an issue than the second.

    Args:
        first: the figure of the first side, with its evidence.
        second: the figure of the second side.
        value: difference of the shares of passages, first less second; None when unknown.
        interval: at 95 per cent; None when none can be given.
        raw: p before correction; None when no comparison could be made.
        adjusted: p corrected for all comparisons of the question; None likewise.
        why: why something is missing; may be empty.
    """

    first: Figure
    second: Figure
    value: float | None
    interval: Interval | None
    raw: float | None
    adjusted: float | None = None
    why: str = field(default="")


def compared(one: Cell, other: Cell, seed: int, draws: int = DRAWS) -> tuple[Difference, ...]:
    """Two cells, issue by issue, not yet corrected.

    Args:
        one: the first side.
        other: the second side.
        seed: of the draws of documents and of the divisions.
        draws: of documents.

    Returns:
        In the order of the codebook.

    Raises:
        ValueError: the two are of different genres or languages, or share a document.
    """
    if (one.genre, one.language) != (other.genre, other.language):
        message = (
            f"{one.genre} in {one.language} and {other.genre} in {other.language} are not "
            "compared: shares are told within one genre, and across languages only with a recall"
        )
        raise ValueError(message)
    enough = min(len(one.documents), len(other.documents)) >= FEWEST
    chance = by_chance(one.hits, one.of, other.hits, other.of, seed) if enough else None
    pairs = zip(figures_of(one, seed, draws), figures_of(other, seed, draws), strict=True)
    return tuple(
        _difference(first, second, None if chance is None else float(chance[n]))
        for n, (first, second) in enumerate(pairs)
    )


def corrected(
    found: Iterable[Difference], rule: Rule = Rule.ANY_DEPENDENCE
) -> tuple[Difference, ...]:
    """All differences of one question, with the p corrected for all of them."""
    rows = tuple(found)
    told = adjusted([one.raw for one in rows], rule)
    return tuple(evolve(one, adjusted=p) for one, p in zip(rows, told, strict=True))


def _difference(first: Figure, second: Figure, chance: float | None) -> Difference:
    one, other = first.share, second.share
    if one.value is None or other.value is None:
        why = one.why if one.value is None else other.why
        return Difference(first=first, second=second, value=None, interval=None, raw=None, why=why)
    interval = None
    if one.interval is not None and other.interval is not None:
        interval = apart(one.interval, one.value, other.interval, other.value)
    return Difference(
        first=first,
        second=second,
        value=one.value - other.value,
        interval=interval,
        raw=chance,
        why=TOO_FEW if interval is None else "",
    )


def by_chance(
    hits: Counts, of: Counts, others: Counts, of_others: Counts, seed: int, most: int = DIVISIONS
) -> Floats:
    """The p of the difference of shares, by dividing the documents otherwise.

    Args:
        hits: of the first side; shape (documents, issues).
        of: passages of its documents; shape (documents,).
        others: of the second side; shape (other documents, issues).
        of_others: passages of its documents.
        seed: of the divisions.
        most: divisions by lot at most.

    Returns:
        Two-sided; shape (issues,).
    """
    carried = np.concatenate([hits, others]).astype(np.float64)
    sizes = np.concatenate([of, of_others]).astype(np.float64)
    groups, whole = divisions(len(of), len(of_others), seed, most)
    told = _apart(groups, carried, sizes)
    actual = np.zeros((1, len(sizes)))
    actual[0, : len(of)] = 1.0
    here = _apart(actual, carried, sizes)
    as_far = (told >= here * _NEARLY).sum(axis=0)
    return np.asarray(as_far / len(groups) if whole else (as_far + 1) / (len(groups) + 1))


def divisions(first: int, second: int, seed: int, most: int) -> tuple[Floats, bool]:
    """Ways to divide documents into a first and a second group.

    Returns:
        1 where a document is in the first group, shape (ways, documents); and whether these are
        all ways that there are.
    """
    together = first + second
    ways = math.comb(together, first)
    if ways <= most:
        groups = np.zeros((ways, together))
        for n, chosen in enumerate(itertools.combinations(range(together), first)):
            groups[n, list(chosen)] = 1.0
        return groups, True
    return (orders(together, seed, most) < first).astype(np.float64), False


def orders(documents: int, seed: int, most: int) -> NDArray[np.int64]:
    """Orders of documents by lot; shape (most, documents)."""
    drawn = words(seed, f"divisions/{documents}", range(most * documents))
    return np.argsort(drawn.reshape(most, documents), axis=1)


def _apart(groups: Floats, carried: Floats, sizes: Floats) -> Floats:
    """How many standard errors the two shares are apart; shape (ways, issues)."""
    one, first = _side(groups, carried, sizes)
    other, second = _side(1.0 - groups, carried, sizes)
    difference, variance = np.abs(one - other), first + second
    with np.errstate(divide="ignore", invalid="ignore"):
        told = difference / np.sqrt(variance)
    same = difference <= 1e-12  # noqa: PLR2004 - shares that differ by rounding alone
    return np.asarray(np.where(same, 0.0, np.where(variance > 0, told, np.inf)))


def _side(groups: Floats, carried: Floats, sizes: Floats) -> tuple[Floats, Floats]:
    """The share and its variance between documents, for each way; shape (ways, issues)."""
    documents = groups.sum(axis=1)[:, np.newaxis]
    total = (groups @ sizes)[:, np.newaxis]
    share = (groups @ carried) / total
    squares = (
        groups @ carried**2
        - 2 * share * (groups @ (carried * sizes[:, np.newaxis]))
        + share**2 * (groups @ sizes**2)[:, np.newaxis]
    )
    variance = np.maximum(squares, 0.0) * documents / (documents - 1) / total**2
    return share, np.where(variance < 1e-18, 0.0, variance)  # noqa: PLR2004 - rounding alone
