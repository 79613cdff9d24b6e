"""The lightest sets of assumptions whose change opens the zone.

Theory of operation. Every set whose change opens the zone meets every clash. So a lightest set that
meets the clashes known so far weighs no more than what is sought: if a package keeps all the rest,
it is the answer; if the rest clashes, that clash, shrunk, is one more to be met (implicit hitting
sets). Ended before, what was reached is a bound: no lighter set opens the zone. Before all that,
one program is tried that drops as little as it can; where red lines alone stand in the way, it is
quick.

Source: Moreno-Centeno and Karp 2013 (bibliography).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.program import Program, Status
from dipoli.analysis.agreement.why_not.deciding import (
    Chosen,
    Decider,
    Keys,
    broken_by,
    keeps,
)
from dipoli.analysis.agreement.why_not.shrinking import shrink

MAX_SETS = 25
"""At most this many sets of one weight are listed; whether there are more is told."""

_SHORT = 12
"""Longer clashes are shrunk only once a set was tried that changes more than reservation values."""
_MOMENT = 3.0
"""Seconds for one step of the plain way, which is tried first."""


@frozen(kw_only=True)
class Lightest:
    """What would have to be otherwise.

    Args:
        sets: lightest sets whose change opens the zone; empty when none was found in time.
        packages: for each, a package that keeps all the rest.
        weight: their weight, proven least if it is the bound; None without a set.
        bound: no set that opens the zone weighs less.
        complete: all sets of that weight are listed.
    """

    sets: tuple[Keys, ...]
    packages: tuple[Chosen, ...]
    weight: int | None
    bound: int
    complete: bool


@define(kw_only=True)
class Hitting:
    """Lightest sets that meet every clash of a list, one after another."""

    weights: Mapping[str, int]
    limit: float
    program: Program = field(factory=Program)
    columns: dict[str, int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """A column for each assumption."""
        self.columns = {key: self.program.column() for key in self.weights}

    def meet(self, keys: Keys) -> None:
        """From now on, at least one of these."""
        self.program.row({self.columns[key]: 1.0 for key in keys}, lower=1)

    def leave(self, keys: Keys) -> None:
        """From now on, no set that contains all of these."""
        self.program.row({self.columns[key]: 1.0 for key in keys}, upper=len(keys) - 1)

    def lightest(self) -> Keys | None:
        """A lightest set, or None when there is none left.

        Raises:
            TimeoutError: not decided within the limit.
        """
        objective = {column: -float(self.weights[key]) for key, column in self.columns.items()}
        outcome = self.program.solve(objective, self.limit)
        if outcome.status is Status.LIMIT:
            raise TimeoutError
        if outcome.columns is None:
            return None
        chosen = outcome.columns
        return frozenset(key for key, column in self.columns.items() if chosen[column] > 0.5)  # noqa: PLR2004 - a binary, rounded


def lightest(decider: Decider, weights: Mapping[str, int], enough: int = MAX_SETS) -> Lightest:
    """The lightest sets whose change opens the zone.

    Args:
        decider: the question; clashes that it knows are used, and new ones are left in it.
        weights: of each assumption, whole and above 0.
        enough: so many sets are listed at most.

    Returns:
        The sets, or how light they cannot be.
    """
    easily = _solved(decider, weights, enough)
    if easily is not None:
        return easily
    every = frozenset(decider.model.assumptions)
    floors = {one.key for one in decider.model.floors}
    hitting = Hitting(weights=weights, limit=decider.means.limit)
    for one in decider.clashes:
        hitting.meet(one)
    found: list[Keys] = []
    packages: list[Chosen] = []
    weight: int | None = None
    bound, left_open, complete = 0, False, False
    try:
        for one in _apart(decider, every):
            hitting.meet(one)
        while len(found) < enough and not decider.means.stop():
            chosen = hitting.lightest()
            weighs = None if chosen is None else sum(weights[key] for key in chosen)
            if chosen is None or weighs is None or (weight is not None and weighs > weight):
                complete = not left_open
                break
            bound = bound if left_open else weighs
            try:
                decision = decider.decide(every - chosen)
            except TimeoutError:
                left_open = True
                hitting.leave(chosen)
                continue
            if decision.package is not None:
                weight = weighs
                found.append(chosen)
                packages.append(decision.package)
                hitting.leave(chosen)
            elif decision.clash is not None:
                _meet(decider, hitting, decision.clash, shrunk=not chosen <= floors)
    except TimeoutError:
        pass
    return Lightest(
        sets=tuple(found), packages=tuple(packages), weight=weight, bound=bound, complete=complete
    )


def _meet(decider: Decider, hitting: Hitting, clash: Keys, *, shrunk: bool) -> None:
    """One more clash to be met, and what is left of it when it is shrunk."""
    hitting.meet(clash)
    if shrunk or len(clash) <= _SHORT:
        with contextlib.suppress(TimeoutError):
            hitting.meet(shrink(decider, clash))


def _solved(decider: Decider, weights: Mapping[str, int], enough: int) -> Lightest | None:
    """The same by one program with a column for each assumption, where that ends in a moment."""
    made = formulate(decider.model, selectors=True)
    objective = {column: -float(weights[key]) for key, column in made.selectors.items()}
    every = frozenset(decider.model.assumptions)
    found: list[Keys] = []
    packages: list[Chosen] = []
    weight: int | None = None
    while len(found) < enough:
        outcome = made.program.solve(objective, min(_MOMENT, decider.means.limit))
        if outcome.status is Status.LIMIT:
            return None
        if outcome.columns is None:
            complete = True
            break
        chosen = frozenset(
            key
            for key, column in made.selectors.items()
            if outcome.columns[column] > 0.5  # noqa: PLR2004 - a binary, rounded
        )
        weighs = sum(weights[key] for key in chosen)
        complete = weight is not None and weighs > weight
        if complete:
            break
        options = made.options(outcome.columns)
        if not keeps(broken_by(decider.model, options), every - chosen):
            return None
        weight = weighs
        found.append(chosen)
        packages.append(options)
        made.program.row({made.selectors[key]: 1.0 for key in chosen}, upper=len(chosen) - 1)
    else:
        complete = False
    return Lightest(
        sets=tuple(found), packages=tuple(packages), weight=weight, bound=weight or 0,
        complete=complete,
    )  # fmt: skip


def _apart(decider: Decider, every: Keys) -> Iterator[Keys]:
    """Clashes of which no two share a member, until what is left does not clash."""
    left = every
    while (found := decider.decide(left).clash) is not None:
        one = shrink(decider, found)
        yield one
        left -= one
        if not one:
            return
