"""A question as a constraint program: variables, orders and accounts.

Theory of operation. The start month of every step and act is a variable. Every cell of an account
is a *reservoir* (inventory in scheduling: bibliography: neumann-schwindt-2003, laborie-2003): it
opens with the limit, loses points at starts, receives points at verified ends, and never falls
below 0. What happens in one month counts together there; since what is verified in a month comes
before its starts, and starts only take away, that is the last prefix of the month and the lowest.

What may not stand together is said in `cp_state`, what is made best in `cp_aims`.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import define, field

from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.walk import Walk

if TYPE_CHECKING:
    from dipoli.analysis.roadmap.cp_types import CpModel, Domain, IntVar, LinearExprT, LiteralT


@define(kw_only=True)
class Program:
    """The constraint program of a model; what is added later is added to ``cp``.

    Args:
        cp: the program, empty.
        domains: makes sets of months.
        model: the question.
        known: a walk from which the solver begins, or None.
        horizon: the month by which wanted steps are verified.
        every: whether every wanted step is taken.
        sure: by step, whether it is taken in every roadmap.
        start: by step, its month.
        active: by step, the literal that says whether it is taken; None where it is sure.
        put: by act, its month.
        used: by act, whether it is put.
        joined: by bundle, whether its steps start as one.
        length: the month by which everything wanted that is taken is verified.
    """

    cp: CpModel
    domains: type[Domain]
    model: Model
    known: Walk | None
    horizon: int
    every: bool
    sure: tuple[bool, ...] = field(init=False)
    start: list[IntVar] = field(init=False, factory=list)
    active: list[IntVar | None] = field(init=False, factory=list)
    put: list[IntVar] = field(init=False, factory=list)
    used: list[IntVar] = field(init=False, factory=list)
    joined: list[IntVar] = field(init=False, factory=list)
    length: IntVar = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.sure = tuple(row.wanted and self.every for row in self.model.steps)
        self._variables()
        self._bundles()
        self._orders()
        self._reservoirs()

    @property
    def last(self) -> int:
        """The last month of anything."""
        return self.horizon if all(self.sure) else self.model.horizon

    # ------------------------------------------------------------ variables and orders

    def _variables(self) -> None:
        model = self.model
        self.length = self.cp.new_int_var(0, self.horizon, "length")
        for row, sure in zip(model.steps, self.sure, strict=True):
            until = (self.horizon if row.wanted else self.last) - row.months
            start = self.cp.new_int_var(0, max(until, 0), row.id)
            taken = None if sure else self.cp.new_bool_var(f"{row.id} taken")
            if until < 0 and row.wanted:
                self.cp.add_bool_or([] if taken is None else [taken.negated()])
            self.start.append(start)
            self.active.append(taken)
            if row.wanted:
                made = self.cp.add(self.length >= start + row.months)
                if taken is not None:
                    made.only_enforce_if(taken)
        for act in model.acts:
            months = [m for m in range(self.last + 1) if act.allowed[m]] or [self.last]
            domain = self.domains.from_values(months)
            self.put.append(self.cp.new_int_var_from_domain(domain, act.id))
        for number in range(len(model.acts)):
            self.used.append(self._use(number))

    def _use(self, act: int) -> IntVar:
        """Whether an act is put: where a step that needs it is taken. Others cost nothing."""
        serves = [n for n, row in enumerate(self.model.steps) if act in row.acts]
        takens = [self.active[n] for n in serves]
        if any(taken is None for taken in takens):
            return self.cp.new_constant(1)
        used = self.cp.new_bool_var(f"{self.model.acts[act].id} put")
        for taken in takens:
            if taken is not None:
                self.cp.add_implication(taken, used)
        return used

    def _bundles(self) -> None:
        """A literal for each bundle: its steps start in one month, as one."""
        model = self.model
        for n, bundle in enumerate(model.bundles):
            joined = self.cp.new_bool_var(f"bundle {n}")
            for one, other in itertools.pairwise(bundle):
                self.cp.add(self.start[one] == self.start[other]).only_enforce_if(joined)
            for one in bundle:
                taken = self.active[one]
                if taken is not None:
                    self.cp.add_implication(joined, taken)
            self.joined.append(joined)
        for n in range(len(model.steps)):
            inside = [
                b for b, bundle in zip(self.joined, model.bundles, strict=True) if n in bundle
            ]
            if len(inside) > 1:
                self.cp.add_at_most_one(inside)

    def _orders(self) -> None:
        model = self.model
        for n, row in enumerate(model.steps):
            for one in row.after:
                both = [
                    joined
                    for joined, bundle in zip(self.joined, model.bundles, strict=True)
                    if n in bundle and one in bundle
                ]
                self._before(one, n, unless=both)
            for one in row.orders:
                self._before(one, n, unless=[])
            for act in row.acts:
                made = self.cp.add(self.put[act] + model.acts[act].months <= self.start[n])
                taken = self.active[n]
                if taken is not None:
                    made.only_enforce_if(taken)

    def _before(self, one: int, other: int, unless: Sequence[IntVar]) -> None:
        end = self.start[one] + self.model.steps[one].months
        made = self.cp.add(end <= self.start[other])
        taken, needed = self.active[other], self.active[one]
        conditions = [lit.negated() for lit in unless]
        if needed is not None:
            self.cp.add_bool_or([needed] if taken is None else [taken.negated(), needed])
        if taken is not None:
            conditions.append(taken)
        if conditions:
            made.only_enforce_if(*conditions)

    # ------------------------------------------------------------ accounts

    def _reservoirs(self) -> None:
        for account in range(len(self.model.accounts)):
            cells = [c for c, a in enumerate(self.model.cells) if a == account]
            for cell in cells:
                self.reservoir(account, frozenset([cell]))

    def reservoir(self, account: int, cells: frozenset[int]) -> None:
        """Some cells of an account together: its opening and their points stay at 0 or more."""
        times: list[LinearExprT] = []
        changes: list[int] = []
        actives: list[LiteralT] = []
        lost = 0
        for n, row in enumerate(self.model.steps):
            taken = self.active[n]
            literal = self.cp.new_constant(1) if taken is None else taken
            loss = sum(points for cell, points in row.loss if cell in cells)
            gain = sum(points for cell, points in row.gain if cell in cells)
            lost += loss
            for points, time in ((-loss, self.start[n]), (gain, self.start[n] + row.months)):
                if points:
                    times.append(time)
                    changes.append(points)
                    actives.append(literal)
        for act, put, used in zip(self.model.acts, self.put, self.used, strict=True):
            loss = sum(points for cell, points in act.loss if cell in cells)
            lost += loss
            if loss:
                times.append(put)
                changes.append(-loss)
                actives.append(used)
        room = self.model.opening[account]
        if lost > room:
            top = sum(points for points in changes if points > 0)
            self.cp.add_reservoir_constraint_with_active(times, changes, actives, -room, top)

    # ------------------------------------------------------------ what is known, what was found

    def hint(self, known: Walk) -> None:
        """Begin from a walk."""
        for n, month in enumerate(known.months):
            taken = self.active[n]
            if taken is not None:
                self.cp.add_hint(taken, month >= 0)
            if month >= 0:
                self.cp.add_hint(self.start[n], month)
        for month, _steps, act in known.starts:
            if act >= 0:
                self.cp.add_hint(self.put[act], month)
        together = {frozenset(steps) for _month, steps, _act in known.starts}
        for joined, bundle in zip(self.joined, self.model.bundles, strict=True):
            self.cp.add_hint(joined, frozenset(bundle) in together)
        if known.complete:
            self.cp.add_hint(self.length, known.verified)

    def hold(self, known: Walk, phase: frozenset[int]) -> None:
        """Hold all but some steps: earlier ones where they are, later ones to each other."""
        first = min(known.months[n] for n in phase)
        forward = self.cp.new_int_var(0, self.horizon, "forward")
        for n, month in enumerate(known.months):
            if n in phase:
                continue
            taken = self.active[n]
            if taken is not None:
                self.cp.add(taken == int(month >= 0))
            if month >= 0:
                later = month > first
                self.cp.add(self.start[n] == (month - forward if later else month))

    def cut(self, months: Mapping[int, int], bundles: Sequence[tuple[int, ...]]) -> None:
        """Forbid what was found of all steps that bear on a rule: months and bundles together."""
        bear = {issue for rule in self.model.rules for issue, _options in rule.atoms}
        literals: list[LiteralT] = [
            joined.negated() if bundle in bundles else joined
            for joined, bundle in zip(self.joined, self.model.bundles, strict=True)
        ]
        for n, row in enumerate(self.model.steps):
            if not any(issue in bear for issue, _option in row.reach):
                continue
            other = self.cp.new_bool_var("")
            taken = self.active[n]
            if n in months:
                made = self.cp.add(self.start[n] != months[n])
                if taken is None:
                    made.only_enforce_if(other)
                else:
                    made.only_enforce_if(other, taken)
            elif taken is not None:
                self.cp.add_implication(other, taken)
            literals.append(other)
        self.cp.add_bool_or(literals)
