"""What a constraint program makes best: a `Target`, said as something to make least.

Of value by a month that is the value that is missed, so that a bound is always from below.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define

from dipoli.analysis.roadmap.cp_figures import Event, Exposures
from dipoli.analysis.roadmap.cp_program import Program
from dipoli.analysis.roadmap.question import Objective
from dipoli.analysis.roadmap.solving import Target

if TYPE_CHECKING:
    from dipoli.analysis.roadmap.cp_types import LinearExprT


def aim(program: Program, target: Target) -> None:
    """Have a program keep what is to be kept, and make least what is to be made best."""
    _Aim(program=program, target=target).take()


@define(kw_only=True)
class _Aim:
    """A target as terms of a program."""

    program: Program
    target: Target
    exposures: Exposures | None = None

    def take(self) -> None:
        """Add all of it."""
        program = self.program
        for n in self.target.never:
            taken = program.active[n]
            if taken is not None:
                program.cp.add(taken == 0)
        if self.target.left_out is not None:
            program.cp.add(self._left_out() <= self.target.left_out)
        for objective, value in self.target.kept.items():
            if objective in {Objective.BALANCED, Objective.VALUE}:
                program.cp.add(self._term(objective) <= value)
        program.cp.minimize(self._term(self.target.objective))

    def _term(self, objective: Objective | None) -> LinearExprT:
        """What an objective makes least."""
        if objective is None:
            return self._left_out()
        if objective is Objective.SHORTEST:
            return self.program.length
        if objective is Objective.LEAST_PEAK:
            return self._exposures().peak()
        if objective is Objective.BALANCED:
            self._use_no_more()
            return self._exposures().spread()
        return self._missed()

    def _left_out(self) -> LinearExprT:
        program, model = self.program, self.program.model
        takens = (program.active[n] for n, row in enumerate(model.steps) if row.wanted)
        return sum(1 - taken for taken in takens if taken is not None)

    def _missed(self) -> LinearExprT:
        """Points of benefit that are not had by the month that counts."""
        program, model = self.program, self.program.model
        by = self.target.by
        last = model.horizon if by is None else by
        missed: list[LinearExprT] = []
        for n, row in enumerate(model.steps):
            if row.value:
                late = program.cp.new_bool_var(f"{row.id} late")
                made = program.cp.add(program.start[n] + row.months <= last)
                made.only_enforce_if(late.negated())
                taken = program.active[n]
                if taken is not None:
                    program.cp.add_bool_or([late, taken])
                if program.known is not None:
                    month = program.known.months[n]
                    program.cp.add_hint(late, month < 0 or month + row.months > last)
                missed.append(row.value * late)
        return sum(missed)

    def _use_no_more(self) -> None:
        """No act is put that no step needs: it would draw an account for nothing."""
        program, model = self.program, self.program.model
        for number, used in enumerate(program.used):
            takens = [program.active[n] for n, row in enumerate(model.steps) if number in row.acts]
            serves = [taken for taken in takens if taken is not None]
            if len(serves) == len(takens):
                program.cp.add_bool_or([used.negated(), *serves])

    def _exposures(self) -> Exposures:
        program, model = self.program, self.program.model
        if self.exposures is None:
            events = tuple(self._events())
            self.exposures = Exposures(cp=program.cp, model=model, events=events, last=program.last)
        return self.exposures

    def _events(self) -> Iterator[Event]:
        """Everything that changes an account."""
        program, model = self.program, self.program.model
        months = program.known.months if program.known is not None else (-1,) * len(model.steps)
        for n, row in enumerate(model.steps):
            taken, month = program.active[n], months[n] if months[n] >= 0 else None
            lost = {cell: -points for cell, points in row.loss}
            if lost:
                yield Event(month=program.start[n], taken=taken, points=lost, known=month)
            if row.gain:
                ended = None if month is None else month + row.months
                end = program.start[n] + row.months
                yield Event(month=end, taken=taken, points=dict(row.gain), known=ended)
        put = {act: month for month, _steps, act in (program.known.starts if program.known else ())}
        needed = {act for n, row in enumerate(model.steps) if months[n] >= 0 for act in row.acts}
        for number, act in enumerate(model.acts):
            lost = {cell: -points for cell, points in act.loss}
            if lost:
                known = put.get(number) if number in needed else None
                used = program.used[number]
                yield Event(month=program.put[number], taken=used, points=lost, known=known)
