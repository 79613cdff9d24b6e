"""A frontier box by box: each box of the space of gains gives a point or is proven empty.

Theory of operation. `regions` tells which boxes may still hold points. In the largest one a
weighted sum of gains is made as large as possible: the package found is on the frontier, and splits
the boxes that hold it; a box without a package is closed. When no box is left, the frontier is
complete. A box is looked into near a bound (`weights`), which is exact; one that this does not
settle is given to the solver as a mixed-integer program, with a gap of zero.

With more than three seats there are mostly too many boxes. Then so many are looked into as were
asked for, the largest first, and what is left is told.

Source: Klamroth, Lacour and Vanderpooten 2015; Tamby and Vanderpooten 2021 for one program a box
(bibliography: klamroth-2015, tamby-vanderpooten-2021).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np
from attrs import define, field, frozen

from dipoli.analysis.agreement.answers import Question
from dipoli.analysis.agreement.checker import check_package, gain
from dipoli.analysis.agreement.choice import whole_bound
from dipoli.analysis.agreement.compiled import COMPILED
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.frontier.answers import Ints, Raw
from dipoli.analysis.agreement.frontier.regions import Regions, inside
from dipoli.analysis.agreement.model import Model
from dipoli.analysis.agreement.program import Row, Status
from dipoli.analysis.agreement.search import Means, solve
from dipoli.analysis.case import Case
from dipoli.told import joined, tell

if TYPE_CHECKING:
    from dipoli.analysis.agreement.frontier.weights import Pool

MOST_SEATS = 3
"""With at most so many seats all boxes are looked into."""
SAMPLED = 500
"""With more, so many are, unless asked otherwise."""

_PATIENCE = 1 << 24
"""Choices of one search near a bound, before the solver is asked."""
_TRIALS = 4
"""Searches near a bound that settle nothing, after which no more are made."""
_DIRECTIONS = 32

Options = tuple[int, ...]


def by_boxes(  # noqa: PLR0913 - a question, its means, and how much of the answer
    case: Case,
    question: Question,
    model: Model,
    means: Means,
    *,
    listed: int = 10,
    boxes: int | None = None,
    progress: Callable[[str], None] = lambda _words: None,
) -> Raw:
    """The frontier of a question, or points of it, box by box.

    Args:
        case: the case.
        question: what is asked.
        model: the question in whole numbers.
        means: limits; ``stop`` ends the search between two boxes.
        listed: at most so many packages are listed for each point; which ones, where there are
            more, is left open.
        boxes: at most so many are looked into; by default all with at most three seats, and
            `SAMPLED` with more.
        progress: told now and then how far it is.

    Returns:
        The points found, every one of them on the frontier.

    Raises:
        RuntimeError: the checker refuses what an engine said.
    """
    search = _Search(case=case, question=question, model=model, means=means, listed=listed)
    ideals = search.ideals()
    regions = Regions(np.array(ideals if ideals is not None else [-1] * len(model.seats)))
    if ideals is not None:
        search.near = _pool(model, regions.ideals, means)
    sampled = len(model.seats) > MOST_SEATS
    most = (SAMPLED if sampled else math.inf) if boxes is None else boxes
    given = directions(regions.ideals, _DIRECTIONS) if sampled else [None]
    points: dict[Options, _Listing] = {}
    looked = 0
    while len(regions) and looked < most and not means.stop():
        low = regions.largest()
        package, settled = search.look(low, given[looked % len(given)])
        looked += 1
        if package is None and settled:
            regions.close(low)
        elif package is None:
            regions.leave(low)
        else:
            gains = search.checked(package)
            points[gains] = search.listing(gains, package)
            regions.split(np.array(gains, np.int64))
        if looked % 20 == 0:
            progress(f"frontier: {looked} boxes, {len(points)} points, {len(regions)} boxes open")
    found = [points[gains] for gains in _frontier(points)]
    complete = not len(regions) and not regions.undecided
    return Raw(
        gains=np.array([one.gains for one in found], np.int64).reshape(-1, len(model.seats)),
        counts=[one.count for one in found],
        packages=[list(one.packages) for one in found],
        complete=complete,
        coverage=_coverage(regions, looked, sum(not one.exact for one in found), complete),
    )


def directions(ideals: Ints, number: int) -> list[Ints]:
    """Weights of seats that lie evenly between them, each seat measured by its own ideal.

    Points of a few boxes only would lie close together under weights that are always the same.

    Args:
        ideals: largest gains; shape (seats,).
        number: how many.

    Returns:
        Positive whole weights, from a Halton sequence (bibliography: halton-1960).
    """
    scale = max(1, int(ideals.max())) / np.maximum(ideals, 1)
    found = []
    for turn in range(1, number + 1):
        shares = np.array([-math.log(_halton(turn, base)) for base in _primes(len(ideals))])
        shares = 0.02 + shares / shares.sum()
        found.append(np.maximum(1, np.rint(1000 * shares * scale)).astype(np.int64))
    return found


def _halton(turn: int, base: int) -> float:
    """The digits of a number, mirrored at the point."""
    value, part = 0.0, 1.0
    while turn:
        part /= base
        value += part * (turn % base)
        turn //= base
    return value


def _primes(number: int) -> list[int]:
    found: list[int] = []
    candidate = 2
    while len(found) < number:
        if all(candidate % one for one in found):
            found.append(candidate)
        candidate += 1
    return found


@frozen(kw_only=True)
class _Listing:
    """A point with the packages that have its gains; the count is exact, or a lower bound."""

    gains: Options
    count: int
    exact: bool
    packages: tuple[Options, ...]


@define(kw_only=True)
class _Search:
    """What looks into boxes: near a bound where that can be done, else by the solver."""

    case: Case
    question: Question
    model: Model
    means: Means
    listed: int
    near: Pool | None = None
    tried: int = 0
    served: int = 0
    made: Formulation = field()
    gains: list[Row] = field()
    first: int = field()

    @made.default
    def _made(self) -> Formulation:
        return formulate(self.model)

    @gains.default
    def _gains(self) -> list[Row]:
        return [self.made.points(floor) for floor in self.model.seat_floors()]

    @first.default
    def _first(self) -> int:
        """Number of the first of the rows that ask something of each seat."""
        first = len(self.made.program.rows)
        for row in self.gains:
            self.made.program.row(row)
        return first

    def ideals(self) -> list[int] | None:
        """What no package gives more of to each seat; None when there is no package."""
        found = []
        for floor, row in zip(self.model.seat_floors(), self.gains, strict=True):
            outcome, package = solve(self.case, self.question, self.made, row, self.means)
            if outcome.status is Status.INFEASIBLE and package is None:
                return None
            most = sum(max(floor.worth[issue]) for issue in self.model.free)
            most += sum(max(points, 0) for _atoms, points in floor.synergies)
            if outcome.bound is not None:
                value = 0 if package is None else floor.gain(tuple(package.values()))
                most = min(most, whole_bound(outcome.bound, value + floor.threshold))
            found.append(most - floor.threshold)
        return found

    def look(self, low: Ints, given: Ints | None) -> tuple[Options | None, bool]:
        """A package of a box that is on the frontier, or whether the box is proven empty."""
        if self.near is not None:
            box = self.near.search(low, given)
            self.tried += 1
            self.served += box.settled
            if self.tried >= _TRIALS and not self.served:
                self.near = None
            if box.settled or self.means.stop():
                return (box.package, True) if box.settled else (None, False)
        self._ask((low + 1).tolist())
        total: dict[int, float] = {}
        weights = [1] * len(self.gains) if given is None else given.tolist()
        for weight, row in zip(weights, self.gains, strict=True):
            for column, points in row.items():
                total[column] = total.get(column, 0.0) + weight * points
        outcome, package = solve(self.case, self.question, self.made, total, self.means)
        if outcome.status is Status.LIMIT:
            return None, False
        return (None, True) if package is None else (tuple(package.values()), True)

    def checked(self, package: Options) -> Options:
        """The gains of a package, when the checker accepts it and reckons the same ones."""
        named = self.model.package(package)
        check = check_package(self.case, self.question, named)
        gains = self.model.gains(package)
        seats = self.question.seats
        if not check.accepted or gains != tuple(
            gain(self.case, self.question, code, named) for code in seats
        ):
            message = f"an engine returned a package that is not in the zone: {check.reasons}"
            raise RuntimeError(message)
        return gains

    def listing(self, gains: Options, package: Options) -> _Listing:
        """The packages that have the gains of a point: no package gives all at least so much."""
        if self.near is not None:
            box = self.near.count(np.array(gains, np.int64), self.listed)
            if box.settled:
                chosen = box.packages[: self.listed]
                return _Listing(gains=gains, count=box.count, exact=True, packages=chosen)
        self._ask(list(gains))
        kept, met, exact = self.made.program, {package}, False
        self.made.program = kept.copy()
        self.made.bar_package(package)
        while not exact and len(met) <= self.listed and not self.means.stop():
            outcome, found = solve(self.case, self.question, self.made, {}, self.means)
            exact = outcome.status is Status.INFEASIBLE
            if found is None or self.model.gains(tuple(found.values())) != gains:
                break
            met.add(tuple(found.values()))
            self.made.bar_package(tuple(found.values()))
        self.made.program = kept
        chosen = tuple(sorted(met)[: self.listed])
        return _Listing(gains=gains, count=len(met), exact=exact, packages=chosen)

    def _ask(self, gains: list[int]) -> None:
        """Ask of each seat to gain at least so much."""
        floors = self.model.seat_floors()
        for number, (floor, row, asked) in enumerate(zip(floors, self.gains, gains, strict=True)):
            least = float(floor.threshold + asked)
            self.made.program.rows[self.first + number] = (row, least, math.inf)


def _pool(model: Model, ideals: Ints, means: Means) -> Pool | None:
    """Searches near a bound; none where they are not wanted or cannot be compiled."""
    if not means.choices or not model.seats or not model.free or not COMPILED:
        return None
    from dipoli.analysis.agreement.frontier.weights import Pool  # noqa: PLC0415 - loops load slowly
    from dipoli.analysis.agreement.near.buckets import plan  # noqa: PLC0415
    from dipoli.analysis.agreement.near.grid import grid  # noqa: PLC0415

    found = plan(grid(model))
    patience = means.spare(_PATIENCE if found.grid.always.all() else _PATIENCE // 16)
    return Pool(found, len(model.seats), ideals, patience)


def _frontier(points: Iterable[Options]) -> list[Options]:
    """Vectors that no other dominates, in descending lexicographic order.

    A box near a bound gives points of the frontier exactly; the solver does so up to rounding.
    """
    ordered = sorted(points, reverse=True)
    if not ordered:
        return []
    rows = -np.array(ordered, np.int64)
    return [one for one, lost in zip(ordered, inside(rows, rows, 2), strict=True) if not lost]


def _coverage(regions: Regions, looked: int, uncounted: int, complete: bool) -> str:  # noqa: FBT001
    told = []
    if not complete:
        told.append(
            tell(
                "The space of gains was split into boxes, and {looked} of them were looked into, "
                "the largest first: {points} gave a point, {closed} were proven to hold none, "
                "{undecided} could not be decided, and {open} more are open.",
                looked=looked,
                points=looked - regions.shut - regions.undecided,
                closed=regions.shut,
                undecided=regions.undecided,
                open=len(regions),
            )
        )
    if uncounted:
        told.append(
            tell(
                "The packages of {points} points were not counted to the end: each of these has "
                "at least as many as are told.",
                points=uncounted,
            )
        )
    return joined(" ", told) if told else ""
