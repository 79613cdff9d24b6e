"""What no roadmap of a question can have, by reckoning alone.

Everything that could help a start is taken to have happened before it, and nothing that could hurt
but what must have: steps that come before by necessity with all their points, of other steps those
that give an account more than they take. Where even then an account falls short, a rule of state is
broken or the horizon has passed, the start happens in no roadmap; and so on for what waits for it,
until nothing more falls.

This is a relaxation, so it proves and never disproves: a step that stays may be out of reach all
the same. It rests on this: put the starts of a safe roadmap one after another, each after
everything before it is verified, and no level at any start is lower than it was. So months only
count against the horizon.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from dipoli.analysis.roadmap.model import Model, StepRow

Unit = tuple[int, ...]


def out_of_reach(model: Model) -> frozenset[int]:
    """Steps of a model that start in no roadmap, whatever else it holds."""
    return _Closure(model=model).run()


def needed_for(model: Model, goals: frozenset[int]) -> frozenset[int]:
    """Goals, and every step that one of them comes after in some way of starting it."""
    found: set[int] = set()
    ahead = list(goals)
    while ahead:
        n = ahead.pop()
        if n not in found:
            found.add(n)
            ahead += [*model.steps[n].after, *model.steps[n].orders]
            ahead += [k for bundle in model.bundles if n in bundle for k in bundle]
    return frozenset(found)


@define(kw_only=True)
class _Closure:
    model: Model
    alive: set[int] = field(init=False)
    units: list[Unit] = field(init=False)
    must: list[frozenset[int]] = field(init=False)
    earliest: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        count = len(self.model.steps)
        self.alive = set(range(count))
        self.units = [*((n,) for n in range(count)), *self.model.bundles]

    def run(self) -> frozenset[int]:
        """Drop what cannot start until nothing more falls."""
        while True:
            self.units = [unit for unit in self.units if self.alive.issuperset(unit)]
            self._before()
            self._months()
            self.units = [unit for unit in self.units if self._can_start(unit)]
            kept = {n for unit in self.units for n in unit}
            if kept == self.alive:
                return frozenset(range(len(self.model.steps))) - kept
            self.alive = kept

    # ------------------------------------------------------------ what comes before

    def _waits(self, unit: Unit) -> Iterator[int]:
        """Steps that are verified before a unit starts."""
        for n in unit:
            row = self.model.steps[n]
            yield from (one for one in row.after if one not in unit)
            yield from row.orders

    def _before(self) -> None:
        """For each step, what starts before it or with it in every roadmap that has it.

        Sets grow from nothing, so that each member has its reason.
        """
        self.must = [frozenset[int]()] * len(self.model.steps)
        changed = True
        while changed:
            changed = False
            for n in self.alive:
                ways = [self._must(unit) | set(unit) - {n} for unit in self.units if n in unit]
                now = frozenset.intersection(*ways) if ways else frozenset[int]()
                if now != self.must[n]:
                    self.must[n], changed = now, True

    def _must(self, unit: Unit) -> frozenset[int]:
        """What is verified before a unit starts; some of its own where it waits for itself."""
        waits = frozenset(self._waits(unit))
        return waits.union(*(self.must[one] for one in waits))

    def _months(self) -> None:
        """The first month in which each step can start; beyond the horizon where it cannot."""
        self.earliest = [0] * len(self.model.steps)
        changed = True
        while changed:
            changed = False
            for n in self.alive:
                ways = [self._first(unit) for unit in self.units if n in unit]
                now = min(ways, default=self.model.horizon + 1)
                if now != self.earliest[n]:
                    self.earliest[n], changed = now, True

    def _first(self, unit: Unit) -> int:
        model = self.model
        ends = [self.earliest[one] + model.steps[one].months for one in self._waits(unit)]
        for act in {act for n in unit for act in model.steps[n].acts}:
            row = model.acts[act]
            first = next((m for m, free in enumerate(row.allowed) if free), model.horizon + 1)
            ends.append(first + row.months)
        return min(max(ends, default=0), model.horizon + 1)

    # ------------------------------------------------------------ what a start asks for

    def _can_start(self, unit: Unit) -> bool:
        must = self._must(unit)
        if must.intersection(unit) or not self.alive.issuperset(must):
            return False
        first = self._first(unit)
        if any(first + self.model.steps[n].months > self.model.horizon for n in unit):
            return False
        may = [
            n
            for n in self.alive
            if n not in must and n not in unit and not self.must[n].intersection(unit)
        ]
        return self._affords(unit, must, may) and self._keeps(unit, must, may)

    def _affords(self, unit: Unit, must: frozenset[int], may: list[int]) -> bool:
        """Whether every account can hold enough before the unit starts."""
        model = self.model
        most = [model.opening[account] for account in model.cells]
        for n in must:
            for cell, points in _net(model.steps[n]):
                most[cell] += points
        for n in may:
            for cell, points in _net(model.steps[n]):
                most[cell] += max(0, points)
        losses = [entry for n in unit for entry in model.steps[n].loss]
        for act in {act for n in (*must, *unit) for act in model.steps[n].acts}:
            losses += model.acts[act].loss
        for cell, points in losses:
            most[cell] -= points
        return all(most[cell] >= 0 for cell, _points in losses)

    def _keeps(self, unit: Unit, must: frozenset[int], may: list[int]) -> bool:
        """Whether no rule of state is sure to be broken when the unit starts."""
        model = self.model
        least = [0] * model.issues
        for n in (*must, *unit):
            for issue, option in model.steps[n].reach:
                least[issue] = max(least[issue], option)
        possible = [{option} for option in least]
        for n in may:
            for issue, option in model.steps[n].reach:
                if option > least[issue]:
                    possible[issue].add(option)
        return not any(
            all(possible[issue] <= options for issue, options in rule.atoms) for rule in model.rules
        )


def _net(row: StepRow) -> list[tuple[int, int]]:
    """Points that a step leaves in each cell when it is verified."""
    found = dict(row.gain)
    for cell, points in row.loss:
        found[cell] = found.get(cell, 0) - points
    return list(found.items())
