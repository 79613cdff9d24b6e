"""The packages that miss the zone by least.

Distance, in this order:

1. the weight of what a package breaks: red lines and reservation values of those who are asked
   about it, and links, by their firmness (`firmness`); a body that is called on counts by its own
   rows, not by the consent that calls on it;
2. the largest shortfall of a reservation value, as a share of the party's own range;
3. the next largest, and so on.

Of packages that are equally near, one is listed for each set of assumptions that they break before
a second one is for any.

A party's own range goes from the least to the most that the options of all issues can bring it,
issue by issue, with every synergy that takes and every one that adds. Shortfalls of several
parties are compared from the largest down and never added. What is nearest by this measure is not
what anybody should accept.

Small questions are counted, and then the list is exact. Of larger ones only packages are listed
that break a lightest set of assumptions, each solved for the least largest shortfall.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
from attrs import define, evolve, field
from numpy.typing import NDArray

from dipoli.analysis.agreement.checker import violations
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.model import Floor, Model
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.why_not.answers import Distance, Nearby, Nearest
from dipoli.analysis.agreement.why_not.deciding import (
    Chosen,
    Decider,
    Keys,
    broken_by,
    by_papers,
    in_order,
)
from dipoli.analysis.agreement.why_not.fewest import Lightest

_SCALE = 1e3
_ALIKE = 1e-9
"""Shares closer than this are compared exactly."""
_MOMENT = 10.0
"""Seconds for one package."""


def own_range(model: Model, floor: Floor) -> int:
    """From the least to the most that a party can be brought; 1 at least."""
    spread = sum(max(floor.worth[k]) - min(floor.worth[k]) for k in model.free)
    return max(1, spread + sum(abs(points) for _atoms, points in floor.synergies))


def told(decider: Decider, weights: Mapping[str, int], options: Chosen) -> Nearby:
    """A package with what it breaks, by the model and by the checker.

    Raises:
        RuntimeError: the two do not find as many assumptions broken.
    """
    model = decider.model
    broken = in_order(model, (one.key for one in broken_by(model, options)))
    package = model.package(options)
    found = violations(decider.case, decider.question, package)
    if len(found) != len(broken):
        message = f"the checker finds other reasons: {found}, not {broken}"
        raise RuntimeError(message)
    short = {
        floor.code: (-floor.gain(options), own_range(model, floor))
        for floor in model.floors
        if floor.key in broken
    }
    return Nearby(
        package=package,
        broken=tuple(model.assumptions[key] for key in broken),
        weight=sum(weights[key] for key in broken),
        shortfalls=short,
        violations=found,
    )


def nearest(
    decider: Decider, weights: Mapping[str, int], wanted: int, found: Lightest | None
) -> Nearest:
    """The packages that miss the zone by least.

    Args:
        decider: the question.
        weights: of each assumption.
        wanted: at most so many.
        found: the lightest changes, for questions too large to be counted.

    Returns:
        The packages, nearest first.
    """
    if decider.means.counts(decider.model):
        return _counted(decider, weights, wanted)
    if found is None or not found.sets:
        return Nearest(packages=(), proven=False)
    return _solved(decider, weights, wanted, found)


# ---------------------------------------------------------------- counted


def _counted(decider: Decider, weights: Mapping[str, int], wanted: int) -> Nearest:
    """All packages that hold what is asked, weighed in compiled loops, the nearest told exactly."""
    model = decider.model
    zone = enumerate_zone(evolve(model, seats=(), bars=(), floors=(), calls=()))
    options = zone.options
    if not len(options):
        return Nearest(packages=(), proven=True)
    weight = np.zeros(len(options), np.int64)
    worst = np.zeros(len(options), np.float64)
    missing = []
    for key, missed, share in _rows(model, options):
        missing.append(missed)
        weight += weights[key] * missed
        worst = np.maximum(worst, share)
    order = np.lexsort((worst, weight))
    last = order[min(wanted, len(order)) - 1]
    same = (weight < weight[last]) | ((weight == weight[last]) & (worst <= worst[last] + _ALIKE))
    rows = np.flatnonzero(same)
    proven = True
    if len(rows) > 50 * wanted:
        # Many packages alike: of each set of assumptions that is broken, some are compared.
        proven = bool(worst[last] <= _ALIKE)
        rows = _of_each(rows, np.stack([one[rows] for one in missing]), worst[rows], wanted)
    found = [told(decider, weights, tuple(map(int, options[row]))) for row in rows]
    return Nearest(packages=_in_turn(decider, found)[:wanted], proven=proven)


def _of_each(
    rows: NDArray[np.int64], missing: NDArray[np.bool_], worst: NDArray[np.float64], wanted: int
) -> NDArray[np.int64]:
    """The nearest rows of each set of assumptions that is broken; at most 50 sets."""
    _patterns, group = np.unique(missing, axis=1, return_inverse=True)
    chosen: list[int] = []
    for one in range(min(50, int(group.max()) + 1)):
        inside = np.flatnonzero(group == one)
        chosen += rows[inside[np.argsort(worst[inside], kind="stable")[:wanted]]].tolist()
    return np.array(sorted(chosen), np.int64)


def _in_turn(decider: Decider, found: list[Nearby]) -> tuple[Nearby, ...]:
    """Nearest first; of those that are equally near, each set of what is broken has its turn.

    Otherwise a list of a few could name one party's assumptions alone, where others are as near.
    """
    seen: Counter[tuple[Distance, Chosen]] = Counter()
    ranked = []
    for one in sorted(found, key=lambda each: each.distance):
        place = by_papers(decider.model, (each.key for each in one.broken))
        seen[one.distance, place] += 1
        ranked.append((one.distance, seen[one.distance, place], place, one))
    ranked.sort(key=lambda row: row[:3])
    return tuple(row[3] for row in ranked)


def _rows(
    model: Model, options: NDArray[np.int8]
) -> Iterator[tuple[str, NDArray[np.bool_], NDArray[np.float64]]]:
    """By assumption, in which packages it is broken, and the shortfall as a share."""
    called: dict[str, NDArray[np.bool_]] = {}
    for call in model.calls:
        holds = _holds(options, (call.atom,))
        called[call.body] = called[call.body] | holds if call.body in called else holds
    broken: dict[str, NDArray[np.bool_]] = {}
    nothing = np.zeros(len(options))
    for bar in model.bars:
        missed = _holds(options, bar.atoms)
        if bar.gate is not None:
            missed &= called[bar.gate]
        broken[bar.key] = broken[bar.key] | missed if bar.key in broken else missed
    for key, missed in broken.items():
        yield key, missed, nothing
    for floor in model.floors:
        gain = np.full(len(options), -floor.threshold, np.int64)
        for issue, worth in enumerate(floor.worth):
            gain += np.array(worth, np.int64)[options[:, issue]]
        for atoms, points in floor.synergies:
            gain += points * _holds(options, atoms)
        missed = gain < 0
        if floor.gate is not None:
            missed &= called[floor.gate]
        yield floor.key, missed, np.where(missed, -gain / own_range(model, floor), 0.0)


def _holds(
    options: NDArray[np.int8], atoms: tuple[tuple[int, frozenset[int]], ...]
) -> NDArray[np.bool_]:
    found = np.ones(len(options), np.bool_)
    for issue, held in atoms:
        found &= np.isin(options[:, issue], sorted(held))
    return found


# ---------------------------------------------------------------- solved


def _solved(decider: Decider, weights: Mapping[str, int], wanted: int, found: Lightest) -> Nearest:
    """Of each lightest set the nearest package; then, of the set whose turn it was, the next."""
    proven = found.complete and found.weight == found.bound
    waiting: list[tuple[Distance, int, int, Nearby]] = []
    sets = sorted(found.sets, key=lambda keys: by_papers(decider.model, keys))
    beside = [_Beside(decider=decider, weights=weights, dropped=keys) for keys in sets]
    near: dict[Chosen, Nearby] = {}
    turns = list(range(len(beside)))
    taken = [0] * len(beside)
    while len(near) < wanted and not decider.means.stop():
        for turn in turns:
            one = beside[turn].next()
            if one is not None:
                taken[turn] += 1
                heapq.heappush(waiting, (one.distance, taken[turn], turn, one))
        if not waiting:
            break
        _distance, _taken, turn, nearby = heapq.heappop(waiting)
        near[tuple(nearby.package.values())] = nearby
        turns = [turn]
    # A package that calls on a body counts by the rows of the body that it breaks; a lightest
    # change may drop the consent instead, and then it is not known that nothing is nearer.
    consents = any(key.startswith("consent/") for key in decider.model.assumptions)
    proven = proven and not consents and all(one.proven for one in beside)
    return Nearest(packages=_in_turn(decider, list(near.values())), proven=proven)


@define(kw_only=True)
class _Beside:
    """Packages that keep all but some assumptions, least largest shortfall first."""

    decider: Decider
    weights: Mapping[str, int]
    dropped: Keys
    proven: bool = True
    made: Formulation = field(init=False)
    worst: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        """The program, with the largest share as a column."""
        model = self.decider.model
        kept = frozenset(model.assumptions) - self.dropped
        self.made = formulate(model.only(kept))
        self.worst = self.made.program.column(upper=np.inf, whole=False)
        for floor in model.floors:
            if floor.key in self.dropped and floor.gate is None:
                row = self.made.points(floor)
                row[self.worst] = own_range(model, floor) / _SCALE
                self.made.program.row(row, lower=floor.threshold)

    def next(self) -> Nearby | None:
        """The next package; None when there is none, or none was found in time."""
        while True:
            limit = min(_MOMENT, self.decider.means.limit)
            outcome = self.made.program.solve({self.worst: -1.0}, limit)
            self.proven &= outcome.status is not Status.LIMIT
            if outcome.columns is None:
                return None
            options = self.made.options(outcome.columns)
            self.made.bar_package(options)
            one = told(self.decider, self.weights, options)
            if {each.key for each in one.broken} <= self.dropped:
                return one
            self.proven = False
