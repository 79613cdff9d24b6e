"""Of all pairs of passages of two sides on one issue, the share that meets in each way.

Theory of operation. A share of pairs is a product sum: over each stance of the one side and each of
the other, the shares of that side's passages that take it, where the two meet in this way. Held
against the other side as it was found, it is a share of each side's own passages, weighted by how
many of the other they meet so. Documents of each side are drawn again for themselves, and the two
variances added, for the sides were collected apart; degrees of freedom are joined by Welch's rule.
The interval is Wilson's at the effective size, as everywhere in this room. Pairs are many and not
independent, so no count of them bounds that size: the variance is never taken for less than it
would be were all passages of each side independent of one another.

Only documents that raise the issue say anything of stance, so these are drawn, and five of each
side are needed. Where no pair meets in a way, each two stances that would have are unseen on one
side at least; so the share is no more than that of unseen stances on the one side and on the other
together, each bounded at 97.5 per cent over documents. The mirror image serves where every pair
does.

On simulated corpora whose documents differ the intervals hold the true share in 95 to 97 of 100;
where passages of one document are no more alike than others and documents are few, in 98, for what
the spread says is then hardly known (``tests/analysis/discourse/meeting_campaigns.py``).

Source: those of `dipoli.analysis.discourse.bootstrap`; welch-1947 for the degrees (bibliography:
welch-1947).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dipoli.analysis.discourse.bootstrap import (
    DRAWS,
    FEWEST,
    Floats,
    Interval,
    bound,
    spread,
    weights,
    wilson,
)
from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.counts import Found
from dipoli.analysis.discourse.figures import Estimate
from dipoli.analysis.discourse.meeting import Meeting, meeting

STANCES: tuple[Stance | None, ...] = (*Stance, None)
NO_PAIR = "one side at least does not raise the issue in this genre and language: there is no pair"
TOO_FEW_RAISE = (
    f"fewer than {FEWEST} documents of one side raise it: how much documents differ is not known"
)
BOUND = (
    "no pair meets so, or every one does: a bound over documents, at 95 per cent, which also holds "
    "for passages where documents with such a stance do not raise the issue more often than others"
)


def shares_of_pairs(
    sides: tuple[Sequence[Found], Sequence[Found]],
    names: tuple[str, str],
    *,
    rival: bool,
    seed: int = 0,
    draws: int = DRAWS,
) -> tuple[tuple[Meeting, Estimate], ...]:
    """The share of pairs that meet in each way, with its interval.

    Args:
        sides: passages on the issue, of each side.
        names: of the sides, for streams of random numbers.
        rival: see `dipoli.analysis.discourse.codebook.Toward`.
        seed: of the draws.
        draws: of documents.

    Returns:
        All ways, in the order of `Meeting`.
    """
    if not all(sides):
        return tuple((way, Estimate(value=None, why=NO_PAIR)) for way in Meeting)
    counts = tuple(by_document(side) for side in sides)
    drawn = tuple(
        weights(seed, f"stances/{name}", len(side), draws) if len(side) >= FEWEST else None
        for name, side in zip(names, counts, strict=True)
    )
    told = []
    for way in Meeting:
        meets = np.array(
            [[meeting(a, b, rival=rival) is way for b in STANCES] for a in STANCES], np.float64
        )
        told.append((way, of_pairs((counts[0], counts[1]), meets, (drawn[0], drawn[1]))))
    return tuple(told)


def by_document(side: Sequence[Found]) -> Floats:
    """How many passages of each document take each stance; shape (documents, stances)."""
    files = {file: n for n, file in enumerate(dict.fromkeys(one.passage.file for one in side))}
    counts = np.zeros((len(files), len(STANCES)))
    for one in side:
        counts[files[one.passage.file], STANCES.index(one.code.stance)] += 1
    return counts


def of_pairs(
    counts: tuple[Floats, Floats], meets: Floats, drawn: tuple[Floats | None, Floats | None]
) -> Estimate:
    """The share of pairs that meet in one way.

    Args:
        counts: of each side, passages by document and stance; each document has one at least.
        meets: 1 where two stances meet in this way, the first side's in rows.
        drawn: of each side, from `weights`; None where it has too few documents.

    Returns:
        The share, with its interval where both sides have documents enough.
    """
    one, other = counts
    first, second = one.sum(axis=0), other.sum(axis=0)
    pairs, found = first.sum() * second.sum(), float(first @ meets @ second)
    value = found / float(pairs)
    if drawn[0] is None or drawn[1] is None:
        return Estimate(value=value, why=TOO_FEW_RAISE)
    if found in (0.0, pairs):
        edge = min(1.0, sum(bound(len(side), 0.025) for side in counts))
        low, high = (0.0, edge) if found == 0 else (1.0 - edge, 1.0)
        return Estimate(value=value, interval=Interval(low=low, high=high, bound=True), why=BOUND)
    variance, fourth, least = 0.0, 0.0, 0.0
    for side, met, draw in (
        (one, meets @ second / second.sum(), drawn[0]),
        (other, first @ meets / first.sum(), drawn[1]),
    ):
        _share, here, degrees = spread((side @ met)[:, np.newaxis], side.sum(axis=1), draw)
        variance += float(here[0])
        fourth += float(here[0] ** 2 / degrees[0])
        passages = side.sum(axis=0)
        least += float(passages @ (met - value) ** 2) / float(passages.sum()) ** 2
    together = variance**2 / fourth if fourth > 0 else float(min(map(len, counts)) - 1)
    return Estimate(value=value, interval=wilson(value, max(variance, least), together))
