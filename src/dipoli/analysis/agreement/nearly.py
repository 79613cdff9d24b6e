"""What rules single out, by going through all packages that come near a bound.

Exact where the search ends by itself: then no package is better, and how sure that is does not
rest on floating point except for Nash's logarithms, which decide nothing closer than their error:
packages whose figures are that close are compared by their whole products.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import frozen

from dipoli.analysis.agreement.answers import Engine, Rule, Verdict
from dipoli.analysis.agreement.choice import LEFT_OUT, Choice, leximin_choice, whole_bound
from dipoli.analysis.agreement.model import Model
from dipoli.analysis.agreement.near.buckets import Plan
from dipoli.analysis.agreement.near.engine import Kind, Near, Sought, search
from dipoli.analysis.agreement.search import FEW, Means
from dipoli.analysis.agreement.solved import Solver

_TURNS = 12
"""At most so many times is Nash's search begun anew near a better package."""


@frozen(kw_only=True, eq=False)
class Nearly:
    """A question for the search near a bound, with the solver for what that leaves open."""

    model: Model
    means: Means
    solver: Solver
    plan: Plan

    def search(self, sought: Sought, choices: int | None = None, *, rule: bool = True) -> Near:
        """Look for the best package by a figure; ``rule`` when it is that of the rule itself."""
        limit = self.means.spare() if choices is None else self.means.spare(choices)
        if not rule:
            return search(self.plan, sought, limit, improved=self._met)
        return search(self.plan, sought, limit, improved=self._met, below=self.means.way.below)

    def _met(self, options: tuple[int, ...]) -> None:
        package = self.model.package(self.plan.grid.whole(options))
        self.means.way.met(package, Engine.NEAR_BOUND)

    def gains(self, options: tuple[int, ...]) -> tuple[int, ...]:
        """Exact gains of the seats."""
        return self.model.gains(self.plan.grid.whole(options))

    def choice(self, near: Near, **told: object) -> Choice:
        """The choice of a search: its first package."""
        options = self.model.package(self.plan.grid.whole(near.packages[0]))
        return Choice(verdict=Verdict.COMMON_GROUND, options=options, **told)  # type: ignore[arg-type]

    def without(self, near: Near) -> Choice:
        """What a search says that met no package."""
        return Choice(verdict=Verdict.NONE if near.complete else Verdict.UNKNOWN)


def near_total(nearly: Nearly) -> Choice:
    """The largest total gain."""
    seats = len(nearly.model.seats)
    near = nearly.search(Sought(kind=Kind.SUM, seats=seats, sums=(1,) * seats))
    if not near.packages:
        return nearly.without(near)
    value = sum(nearly.gains(near.packages[0]))
    bound = value if near.complete else whole_bound(near.bound, value)
    return nearly.choice(near, value=float(value), exact=str(value), bound=float(bound))


def near_leximin(nearly: Nearly) -> Choice:
    """Leximin, all levels at once: gains are compared in ascending order."""
    seats = len(nearly.model.seats)
    near = nearly.search(Sought(kind=Kind.SMALLEST, seats=seats))
    if not near.packages:
        return nearly.without(near)
    ordered = sorted(nearly.gains(near.packages[0]))
    options = nearly.model.package(nearly.plan.grid.whole(near.packages[0]))
    if near.complete:
        sums = [sum(ordered[: k + 1]) for k in range(seats)]
        return leximin_choice(options, ordered, sums)
    first = whole_bound(near.bound, ordered[0])
    return leximin_choice(options, ordered, [first, *([None] * (seats - 1))])


def near_ratio(nearly: Nearly) -> Choice:
    """The largest smallest ratio of gain to ideal gain."""
    seats = len(nearly.model.seats)
    ideals: list[int] = []
    for seat in range(seats):
        own = tuple(int(other == seat) for other in range(seats))
        near = nearly.search(Sought(kind=Kind.SUM, seats=seats, sums=own), FEW * 8, rule=False)
        if near.complete and near.packages:
            ideals.append(nearly.gains(near.packages[0])[seat])
            continue
        if near.complete:
            return Choice(verdict=Verdict.NONE)
        ideal, verdict = nearly.solver.ideal(seat)
        if ideal is None:
            return Choice(verdict=verdict)
        ideals.append(ideal)
    able = [seat for seat, ideal in enumerate(ideals) if ideal > 0]
    if not able:
        return Choice(verdict=Verdict.UNKNOWN)
    nearly.means.way.ideals(tuple(ideals))
    near = nearly.search(Sought(kind=Kind.RATIO, seats=seats, shares=tuple(ideals)))
    if not near.packages:
        return nearly.without(near)

    def ratio(options: tuple[int, ...]) -> Fraction:
        gains = nearly.gains(options)
        return min(Fraction(gains[seat], ideals[seat]) for seat in able)

    best = max(near.packages, key=ratio)
    value = ratio(best)
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=nearly.model.package(nearly.plan.grid.whole(best)),
        value=float(value),
        exact=str(value),
        bound=float(value) if near.complete else max(float(value), near.bound),
        ideals=tuple(ideals),
        note=LEFT_OUT if len(able) < seats else "",
    )


def near_nash(nearly: Nearly) -> Choice:
    """The largest product of gains, looked for near ever better packages."""
    seats = len(nearly.model.seats)
    near = nearly.search(Sought(kind=Kind.SMALLEST, seats=seats), FEW, rule=False)
    if not near.packages:
        return nearly.without(near)
    at = nearly.gains(near.packages[0])
    if min(at) <= 0:
        return Choice(verdict=Verdict.UNKNOWN)
    for turn in range(_TURNS):
        choices = None if turn == _TURNS - 1 else FEW * 8
        near = nearly.search(Sought(kind=Kind.LOGARITHM, seats=seats, sums=at), choices)
        if not near.packages:
            return Choice(verdict=Verdict.UNKNOWN)
        best = max(near.packages, key=lambda one: math.prod(nearly.gains(one)))
        if near.complete or math.prod(nearly.gains(best)) <= math.prod(at):
            break
        at = nearly.gains(best)
    if not near.complete:
        near = nearly.search(Sought(kind=Kind.LOGARITHM, seats=seats, sums=at))
        if not near.packages:
            return Choice(verdict=Verdict.UNKNOWN)
        best = max(near.packages, key=lambda one: math.prod(nearly.gains(one)))
    product = math.prod(nearly.gains(best))
    value = math.log(product)
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=nearly.model.package(nearly.plan.grid.whole(best)),
        value=value,
        exact=str(product),
        bound=value if near.complete else max(value, near.bound),
    )


NEARLY: Mapping[Rule, Callable[[Nearly], Choice]] = {
    Rule.TOTAL_GAIN: near_total,
    Rule.NASH: near_nash,
    Rule.KALAI_SMORODINSKY: near_ratio,
    Rule.LEXIMIN: near_leximin,
}
