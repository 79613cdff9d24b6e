"""The best package of a box, by weights under which all that could be better lies near a bound.

Theory of operation. Under weights that are all positive, the package of a box with the largest
weighted sum of gains is on the frontier. A dual of the box gives weights under which the box has
little room below the bound: every package of the box loses at most that room, and all that lose so
little are gone through (see `near.engine`). Weights that suit one box suit many others. So they are
kept with their tables, each box takes those under which its room is least, and a dual is reckoned
only where these do not do.
"""

from __future__ import annotations

import math

import numpy as np
from attrs import evolve, frozen

from dipoli.analysis.agreement.frontier.answers import Ints
from dipoli.analysis.agreement.limit import Limit
from dipoli.analysis.agreement.near.buckets import Plan
from dipoli.analysis.agreement.near.dual import Aim, Dual, dual
from dipoli.analysis.agreement.near.frame import LOST, LOW, Climb, climb, lay_out, reaching
from dipoli.analysis.agreement.near.walk import KEPT, SUM, Frame, Goal, begin, walk

MOST_KEPT = 48
"""Weights kept at a time; those that served longest ago go first."""
_QUICK = 1 << 15
"""Choices of a search under weights that were made for another box."""
_STRETCH = 1 << 22
"""Choices between two looks at the clock."""
_FIRST, _GROWTH = 64, 3


@frozen(kw_only=True)
class Box:
    """What a search of a box gave.

    Args:
        package: the best package met, an option for every issue; None without one.
        settled: the package is the best of its box, or the box is proven empty.
        count: for a count of equals: how many packages were met.
        packages: some of those.
    """

    package: tuple[int, ...] | None = None
    settled: bool = False
    count: int = 0
    packages: tuple[tuple[int, ...], ...] = ()


@frozen(kw_only=True, eq=False)
class _Weighed:
    """Weights with what a search under them needs; ``unit`` of them weigh as much as ideals."""

    held: Dual
    frame: Frame
    climb: Climb
    unit: float


class Pool:
    """Searches of boxes of one question, with the weights that served before.

    Args:
        found: order of elimination, with the question.
        seats: number of seats; their floors come first.
        ideals: largest gains, by which weights are compared; shape (seats,).
        limit: how long one search may take.
    """

    def __init__(self, found: Plan, seats: int, ideals: Ints, limit: Limit) -> None:
        self.found = found
        self.seats = seats
        self.ideals = np.maximum(ideals, 1)
        self.limit = limit
        self.kept: list[_Weighed] = []
        self._served: dict[tuple[int, ...], _Weighed] = {}

    def search(self, low: Ints, given: Ints | None = None) -> Box:
        """The package with the largest weighted sum of gains of a box.

        Args:
            low: what each seat has to gain more than; shape (seats,).
            given: weights of seats, positive; None where any will do.

        Returns:
            A package on the frontier where it is settled.
        """
        asked = self._asked(low + 1)
        best = Box()
        near = self._served.get(tuple(given)) if given is not None else None
        if near is None and given is None and self.kept:
            near = self._nearest(asked)
        if near is not None:
            best = self._look(near, asked, min(_QUICK, self.limit.choices))
            if best.settled or self.limit.stop():
                return best
        made = self._reckoned(asked, given)
        if given is not None and near is None:
            self._served[tuple(given)] = made
        again = self._look(made, asked, self.limit.choices)
        return again if again.settled or again.package else best

    def count(self, gains: Ints, listed: int) -> Box:
        """The packages whose gains are those of a point of the frontier.

        Args:
            gains: shape (seats,); no package gives anybody more and nobody less.
            listed: at most so many are listed.

        Returns:
            Settled when all were met.
        """
        asked = self._asked(gains)
        near = self._nearest(asked) if self.kept else self._reckoned(asked, None)
        room = near.held.tables.most - int(near.held.weights @ asked)
        goal, frame = self._goal(near, room + 1), self._frame(near, asked)
        kept = np.zeros((max(listed, 1), len(self.found.order)), np.int64)
        state = np.array([-math.inf, 0, 0, 0, 0], np.float64)
        ended = self._walk(reaching(frame, near.climb, room), goal, room, _QUICK << 4, kept, state)
        met = kept[: int(state[1])].tolist()
        return Box(
            settled=ended, count=int(state[4]),
            packages=tuple(sorted(self.found.grid.whole(one) for one in met)),
        )  # fmt: skip

    def _asked(self, gains: Ints) -> Ints:
        """What a package has to gain, by floor."""
        asked = np.zeros(len(self.found.grid.base), np.int64)
        asked[: self.seats] = gains
        return asked

    def _nearest(self, asked: Ints) -> _Weighed:
        """Weights under which a box has least room; they count as the latest to serve."""
        place = min(range(len(self.kept)), key=lambda n: _room(self.kept[n], asked))
        self.kept.append(self.kept.pop(place))
        return self.kept[-1]

    def _reckoned(self, asked: Ints, seats: Ints | None) -> _Weighed:
        """Weights made for a box, no less than those given of seats."""
        base = self.found.grid.base
        shifted = evolve(self.found, grid=evolve(self.found.grid, base=base - asked))
        given = np.zeros(len(base))
        given[: self.seats] = 1.0 if seats is None else seats / seats.max()
        aim = Aim(given=given, free=self.found.grid.always)
        held = dual(shifted, aim, stop=self.limit.stop)
        most = held.tables.most + int(held.weights @ asked)
        held = evolve(held, tables=evolve(held.tables, plan=self.found, most=most))
        needs = np.where(self.found.grid.always, 0, LOW)
        frame, least = lay_out(self.found.grid, held.tables, needs)
        made = _Weighed(
            held=held, frame=frame, climb=climb(self.found.grid, frame, least, LOST - 1),
            unit=float(held.weights[: self.seats] @ self.ideals),
        )  # fmt: skip
        self.kept = [*self.kept[-MOST_KEPT + 1 :], made]
        return made

    def _look(self, near: _Weighed, asked: Ints, choices: int) -> Box:
        """Go through packages that lose little, then more, until none can be better."""
        room = near.held.tables.most - int(near.held.weights @ asked)
        # What is only as good as the best one known loses more than is looked at.
        goal, frame = self._goal(near, room - 2), self._frame(near, asked)
        kept = np.zeros((KEPT, len(self.found.order)), np.int64)
        state = np.array([-math.inf, 0, 0, 0, 0], np.float64)
        package = None
        slack, done = max(1, room // _FIRST), -1
        while done < (needed := _needed(room, float(state[0]))):
            slack = min(slack, needed)
            state[1] = state[3] = state[4] = 0
            framed = reaching(frame, near.climb, slack)
            left = choices - int(state[2])
            ended = left > 0 and self._walk(framed, goal, slack, left, kept, state)
            if state[1]:
                package = self.found.grid.whole(kept[0].tolist())
            if not ended:
                return Box(package=package)
            done = slack
            slack = slack * _GROWTH
        return Box(package=package, settled=True)

    def _frame(self, near: _Weighed, asked: Ints) -> Frame:
        return near.frame._replace(base=self.found.grid.base - asked)

    def _goal(self, near: _Weighed, most: int) -> Goal:
        """The weighted sum of gains above what is asked."""
        return Goal(
            kind=SUM, seats=self.seats, shares=np.ones(self.seats),
            sums=near.held.weights[: self.seats].copy(), most=most, divisor=1.0,
        )  # fmt: skip

    def _walk(
        self, frame: Frame, goal: Goal, slack: int, choices: int, kept: Ints,
        state: np.typing.NDArray[np.float64],
    ) -> bool:  # fmt: skip
        """Go through all packages that lose at most so much; whether that came to its end."""
        stack, row = begin(frame), np.zeros(self.seats, np.int64)
        until = int(state[2]) + choices
        while stack.depth[0] >= 0:
            left = until - int(state[2])
            if left <= 0 or self.limit.stop():
                return False
            walk(frame, goal, stack, np.array([slack, min(left, _STRETCH)]), kept, row, state)
        return True


def _room(near: _Weighed, asked: Ints) -> float:
    """How much a package of a box loses at most, measured by the weights."""
    return (near.held.tables.most - int(near.held.weights @ asked)) / near.unit


def _needed(room: int, best: float) -> int:
    """What a package that is better than the best one known loses at most."""
    return room if best == -math.inf else min(room, room - int(best) - 1)
