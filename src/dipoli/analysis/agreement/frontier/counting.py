"""A frontier by counting: every package once, and what nothing dominated so far is kept.

Packages come in blocks, in counting order. Most of a block is dominated by what is kept already and
falls away at once; the rest is gathered and joined to what is kept when there is enough of it. So
little more is held at a time than a block and the frontier.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dipoli.analysis.agreement.enumeration import decoded, proof_of_total, zone_parts
from dipoli.analysis.agreement.frontier.answers import Ints, Outgrown, Raw
from dipoli.analysis.agreement.frontier.filter import Screen, descending, undominated
from dipoli.analysis.agreement.model import Model

_GATHERED = 1 << 15
"""Vectors are joined to those kept when so many are there."""


def by_counting(model: Model, *, listed: int = 10, stop: Callable[[], bool] = lambda: False) -> Raw:
    """The frontier of a question, by looking at every package.

    Args:
        model: the question; at most `enumeration.MAX_PACKAGES` packages.
        listed: at most so many packages are listed for each point.
        stop: asked now and then; True ends it.

    Returns:
        The frontier, complete.

    Raises:
        ValueError: there are too many packages, or sums could leave the range of int64.
        Outgrown: it was ended.
    """
    proof_of_total(model)
    archive = _Archive(len(model.seats), listed)
    for part in zone_parts(model):
        if stop():
            raise Outgrown
        archive.add(part.gains, part.numbers)
    archive.join()
    order = descending(archive.gains)
    packages = archive.listed_by_point(decoded(model, archive.numbers))
    return Raw(
        gains=archive.gains[order],
        counts=[int(count) for count in archive.counts[order]],
        packages=[packages[point] for point in order],
    )


class _Archive:
    """Vectors that nothing dominated so far, how often each came, and where."""

    def __init__(self, seats: int, listed: int) -> None:
        self.listed = listed
        self.gains: Ints = np.zeros((0, seats), np.int64)
        self.counts: Ints = np.zeros(0, np.int64)
        self.owners: Ints = np.zeros(0, np.int64)
        self.numbers: Ints = np.zeros(0, np.int64)
        self.waiting: list[tuple[Ints, Ints]] = []
        self.screen = Screen.of(self.gains)

    def add(self, gains: Ints, numbers: Ints) -> None:
        """Take in packages, in counting order."""
        passing = self.screen.passes(gains)
        self.waiting.append((gains[passing], numbers[passing]))
        if sum(len(one) for one, _numbers in self.waiting) >= max(_GATHERED, len(self.gains)):
            self.join()

    def join(self) -> None:
        """Join what was gathered to what is kept."""
        fresh = np.concatenate([self.gains[:0], *(gains for gains, _numbers in self.waiting)])
        numbers = np.concatenate([self.numbers[:0], *(found for _gains, found in self.waiting)])
        self.waiting.clear()
        rows = np.concatenate([self.gains, fresh])
        kept = undominated(rows, np.zeros(len(rows), np.int64), rows.shape[1])
        before = len(self.gains)
        counts = np.concatenate([self.counts, np.ones(len(fresh), np.int64)])
        self.gains = rows[kept.chosen]
        held = kept.owner >= 0
        self.counts = np.zeros(len(kept.chosen), np.int64)
        np.add.at(self.counts, kept.owner[held], counts[held])
        owners = np.concatenate([kept.owner[self.owners], kept.owner[before:]])
        numbers = np.concatenate([self.numbers, numbers])
        order = np.lexsort([numbers, owners])
        order = order[owners[order] >= 0]
        owners, numbers = owners[order], numbers[order]
        rank = np.arange(len(owners)) - np.searchsorted(owners, owners)
        self.owners, self.numbers = owners[rank < self.listed], numbers[rank < self.listed]
        self.screen = Screen.of(self.gains)

    def listed_by_point(self, options: NDArray[np.int8]) -> list[list[tuple[int, ...]]]:
        """Packages of each point."""
        found: list[list[tuple[int, ...]]] = [[] for _ in range(len(self.gains))]
        for owner, package in zip(self.owners.tolist(), options.tolist(), strict=True):
            found[owner].append(tuple(package))
        return found
