"""Rules of state in a constraint program: options that never hold all at once.

Theory of operation. The option of an issue is the furthest one started, so each option holds over
one interval of time, and a rule says that of the intervals concerned one ends before another
begins: an order of starts, exact but for starts in one month, whose order is looked for afterwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import define, field

from dipoli.analysis.roadmap.cp_program import Program
from dipoli.analysis.roadmap.rows import Rule

if TYPE_CHECKING:
    from dipoli.analysis.roadmap.cp_types import IntVar


def keep_rules(program: Program) -> None:
    """Have a program keep every rule of state of its question."""
    rules = _Rules(program=program)
    for rule in program.model.rules:
        rules.keep(rule)


@define(kw_only=True)
class _Rules:
    """Rules of a program, and the months from which issues stand somewhere."""

    program: Program
    reached: dict[tuple[int, int], IntVar] = field(factory=dict)

    def keep(self, rule: Rule) -> None:
        """Of the intervals in which the options of a rule hold, one ends before another begins."""
        atoms = [(issue, self._runs(issue, options)) for issue, options in rule.atoms]
        for chosen in itertools.product(*(runs for _issue, runs in atoms)):
            spans = [(issue, *run) for (issue, _runs), run in zip(atoms, chosen, strict=True)]
            literals = list(self._apart(spans))
            if not any(literal is True for literal in literals):
                self.program.cp.add_bool_or([one for one in literals if one is not True])

    def _apart(self, spans: Sequence[tuple[int, int, int | None]]) -> Iterator[IntVar | bool]:
        """Literals of which one keeps the intervals from having a moment in common."""
        program, model = self.program, self.program.model
        never = model.horizon + 1
        for issue, first, _beyond in spans:
            if first and not self._is_sure(issue, first):
                literal = program.cp.new_bool_var("")
                program.cp.add(self._from(issue, first) >= never).only_enforce_if(literal)
                yield literal
        for (ended, _first, beyond), (begun, first, _end) in itertools.product(spans, spans):
            if beyond is not None and first:
                literal = program.cp.new_bool_var("")
                end, begin = self._from(ended, beyond), self._from(begun, first)
                program.cp.add(end <= begin).only_enforce_if(literal)
                yield literal

    def _is_sure(self, issue: int, option: int) -> bool:
        """Whether every roadmap brings an issue to an option."""
        return any(
            sure and any(i == issue and o >= option for i, o in row.reach)
            for row, sure in zip(self.program.model.steps, self.program.sure, strict=True)
        )

    def _from(self, issue: int, option: int) -> IntVar:
        """The month from which an issue stands at an option or further; never is horizon + 1."""
        program, model = self.program, self.program.model
        key = (issue, option)
        if key not in self.reached:
            never = model.horizon + 1
            whens = []
            for n, row in enumerate(model.steps):
                if any(i == issue and o >= option for i, o in row.reach):
                    taken = program.active[n]
                    if taken is None:
                        whens.append(program.start[n])
                    else:
                        when = program.cp.new_int_var(0, never, f"{row.id} begins")
                        program.cp.add(when == program.start[n]).only_enforce_if(taken)
                        program.cp.add(when == never).only_enforce_if(taken.negated())
                        whens.append(when)
            if len(whens) == 1:
                self.reached[key] = whens[0]
            else:
                first = program.cp.new_int_var(0, never, f"{issue} at {option}")
                program.cp.add_min_equality(first, whens)
                self.reached[key] = first
        return self.reached[key]

    def _runs(self, issue: int, options: frozenset[int]) -> list[tuple[int, int | None]]:
        """Intervals of reachable options inside a set: the first, and the first beyond or None."""
        reach = sorted(
            {0} | {o for row in self.program.model.steps for i, o in row.reach if i == issue}
        )
        found: list[tuple[int, int | None]] = []
        inside = [option in options for option in reach]
        for k, option in enumerate(reach):
            if inside[k] and (k == 0 or not inside[k - 1]):
                beyond = next((reach[m] for m in range(k, len(reach)) if not inside[m]), None)
                found.append((option, beyond))
        return found
