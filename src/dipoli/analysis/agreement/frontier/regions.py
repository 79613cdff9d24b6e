"""What is left of the space of gains when some points of a frontier are known, as boxes.

Theory of operation. A vector of gains that no known point dominates or equals is, for each known
point, larger somewhere. All such vectors are covered by boxes that are open upwards: each is told
by its lower bound, and holds the vectors that are larger in every component. A new point splits
every box that holds it into one box for each component; a box that lies within another is dropped.
What is proven to hold no package is kept as closed, and closes what lies within it.

Source: the local bounds of Klamroth, Lacour and Vanderpooten 2015, and of Dächert and Klamroth
2015, turned to maximising (bibliography: klamroth-2015, daechert-klamroth-2015). Departure: boxes
within others are found by comparing, so that equal components need no care.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dipoli.analysis.agreement.compiled import loop
from dipoli.analysis.agreement.frontier.answers import Ints


class Regions:
    """Boxes that may still hold points of a frontier.

    Args:
        ideals: the largest gain of each seat in the zone, or a bound on it; shape (seats,).
    """

    def __init__(self, ideals: Ints) -> None:
        self.ideals = ideals
        self.lows: Ints = np.full((int((ideals >= 0).all()), len(ideals)), -1, np.int64)
        self.sizes = self._size(self.lows)
        self.closed: Ints = np.zeros((0, len(ideals)), np.int64)
        self.shut = 0
        self.undecided = 0

    def __len__(self) -> int:
        return len(self.lows)

    def largest(self) -> Ints:
        """Lower bound of the largest box that is open, each seat measured by its own ideal."""
        return np.array(self.lows[int(np.argmax(self.sizes))])

    def split(self, point: Ints) -> None:
        """Take out what a point of the frontier dominates or equals."""
        holding = (point > self.lows).all(axis=1)
        held, left = self.lows[holding], self.lows[~holding]
        made = [left[:0]]
        for seat, gain in enumerate(point):
            if gain >= self.ideals[seat]:
                continue
            boxes = held.copy()
            boxes[:, seat] = gain
            boxes = np.unique(boxes, axis=0)
            boxes = boxes[~inside(boxes, boxes, 2)]
            # An older box can only hold one of these where both begin at the point.
            boxes = boxes[~inside(boxes, left[left[:, seat] == gain], 1)]
            made.append(boxes[~inside(boxes, self.closed, 1)])
        fresh = np.concatenate(made)
        self.lows = np.concatenate([left, fresh])
        self.sizes = np.concatenate([self.sizes[~holding], self._size(fresh)])

    def close(self, low: Ints) -> None:
        """Take out a box that is proven to hold no package."""
        self.closed = np.concatenate([self.closed, low[None, :]])
        self._drop(low)
        self.shut += 1

    def leave(self, low: Ints) -> None:
        """Take out a box of which nothing could be decided."""
        self._drop(low)
        self.undecided += 1

    def _drop(self, low: Ints) -> None:
        kept = (self.lows < low).any(axis=1)
        self.lows, self.sizes = self.lows[kept], self.sizes[kept]

    def _size(self, lows: Ints) -> NDArray[np.float64]:
        sides = (self.ideals - lows) / np.maximum(self.ideals, 1)
        return np.asarray(sides.prod(axis=1), np.float64)


@loop
def inside(boxes: Ints, others: Ints, needed: int) -> NDArray[np.bool_]:
    """Which boxes lie within others.

    Args:
        boxes: lower bounds; shape (boxes, seats).
        others: lower bounds.
        needed: within so many; 2 where the boxes are among the others, once each.
    """
    found = np.zeros(len(boxes), np.bool_)
    for b in range(len(boxes)):
        left = needed
        for o in range(len(others)):
            within = True
            for s in range(boxes.shape[1]):
                if others[o, s] > boxes[b, s]:
                    within = False
                    break
            if within:
                left -= 1
                if left == 0:
                    found[b] = True
                    break
    return found
