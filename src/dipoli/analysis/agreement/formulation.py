"""A model as a mixed-integer program.

Binary ``y[k, o]`` is 1 when option o of issue k is chosen. A bar becomes a row over its atoms; a
floor a row of points; a synergy a column that is 1 exactly when its atoms hold; a gate a column
that is 1 as soon as an option calls on its body.

With selectors, every assumption gets a column that is 1 when the assumption is dropped. A floor
then needs the most by which it can be missed, which is reckoned exactly.

Source: Williams 2013 for products and conditions of binaries (bibliography: williams-2013).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define, field

from dipoli.analysis.agreement.model import Bar, Floor, Model, Where
from dipoli.analysis.agreement.program import Program, Row


@define
class Formulation:
    """A program with the meaning of its columns.

    Args:
        model: what it stands for.
        program: rows and columns.
        choices: column of each option of each free issue; shape (issues, options).
        gates: column of each body whose consent is conditional.
        selectors: column of each assumption, when selectors were asked for.
        synergies: column of each combination of atoms.
    """

    model: Model
    program: Program
    choices: Mapping[tuple[int, int], int]
    gates: Mapping[str, int]
    selectors: Mapping[str, int]
    synergies: dict[tuple[Where, ...], int] = field(factory=dict)

    def options(self, columns: tuple[float, ...]) -> tuple[int, ...]:
        """The package of a solution: an option for every issue."""
        chosen = [0] * len(self.model.issues)
        for (issue, option), column in self.choices.items():
            if columns[column] > 0.5:  # noqa: PLR2004 - a binary, rounded
                chosen[issue] = option
        return tuple(chosen)

    def points(self, floor: Floor) -> dict[int, float]:
        """The gain of a floor's party over the state of things, as a row."""
        row: dict[int, float] = {}
        for (issue, option), column in self.choices.items():
            if floor.worth[issue][option]:
                row[column] = floor.worth[issue][option]
        for atoms, points in floor.synergies:
            column = self.synergy(atoms)
            row[column] = row.get(column, 0) + points
        return row

    def atom(self, where: Where) -> tuple[dict[int, float], int]:
        """An atom as a row, and what stays fixed of it (1 when it holds whatever is chosen)."""
        issue, options = where
        if issue not in self.model.free:
            return {}, int(0 in options)
        return {self.choices[issue, option]: 1.0 for option in sorted(options)}, 0

    def synergy(self, atoms: tuple[Where, ...]) -> int:
        """The column that is 1 exactly when all atoms hold."""
        if atoms not in self.synergies:
            column = self.program.column()
            every: dict[int, float] = {column: -1.0}
            fixed = 0
            for where in atoms:
                row, holds = self.atom(where)
                fixed += holds
                self.program.row({column: 1.0, **_less(row)}, upper=holds)
                every = _sum([every, row])
            self.program.row(every, upper=len(atoms) - 1 - fixed)
            self.synergies[atoms] = column
        return self.synergies[atoms]

    def bar_package(self, options: tuple[int, ...]) -> None:
        """Rule one package out."""
        row = {self.choices[k, options[k]]: 1.0 for k in self.model.free}
        self.program.row(row, upper=len(row) - 1)


def formulate(model: Model, *, selectors: bool = False) -> Formulation:
    """Write a model as a program.

    Args:
        model: what is asked.
        selectors: whether every assumption gets a column that is 1 when it is dropped.

    Returns:
        The program with the meaning of its columns.
    """
    program = Program()
    choices = {
        (issue, option): program.column()
        for issue in model.free
        for option in range(model.sizes[issue])
    }
    gates = {call.body: program.column() for call in model.calls}
    dropped = {key: program.column() for key in model.assumptions} if selectors else {}
    made = Formulation(
        model=model, program=program, choices=choices, gates=gates, selectors=dropped
    )
    for issue in model.free:
        row = {choices[issue, option]: 1.0 for option in range(model.sizes[issue])}
        program.row(row, lower=1, upper=1)
    for group in model.moves:
        program.row(
            {choices[k, option]: 1.0 for k in group for option in range(1, model.sizes[k])}, lower=1
        )
    for where in model.hold:
        row, holds = made.atom(where)
        program.row(row, lower=1 - holds)
    for call in model.calls:
        row, holds = made.atom(call.atom)
        program.row(
            {**row, gates[call.body]: -1.0, **_selector(made, call.key, -1.0)}, upper=-holds
        )
    for bar in model.bars:
        _bar(made, bar)
    for floor in model.floors:
        _floor(made, floor)
    return made


def _bar(made: Formulation, bar: Bar) -> None:
    rows: list[Row] = []
    fixed = 0
    for where in bar.atoms:
        row, holds = made.atom(where)
        rows.append(row)
        fixed += holds
    if bar.gate is not None:
        rows.append({made.gates[bar.gate]: 1.0})
    rows.append(_selector(made, bar.key, -1.0))
    made.program.row(_sum(rows), upper=len(bar.atoms) + (bar.gate is not None) - 1 - fixed)


def _floor(made: Formulation, floor: Floor) -> None:
    row = made.points(floor)
    missed = floor.threshold - _least(made.model, floor)
    if missed <= 0:
        return
    lower: float = floor.threshold
    if floor.gate is not None:
        # Without the gate the floor is lowered by all that can be missed.
        row = _sum([row, {made.gates[floor.gate]: -float(missed)}])
        lower -= missed
    made.program.row(_sum([row, _selector(made, floor.key, float(missed))]), lower=lower)


def _least(model: Model, floor: Floor) -> int:
    """A gain below which no package can fall."""
    least = sum(min(floor.worth[issue]) for issue in model.free)
    return least + sum(min(points, 0) for _atoms, points in floor.synergies)


def _selector(made: Formulation, key: str, coefficient: float) -> Row:
    return {made.selectors[key]: coefficient} if key in made.selectors else {}


def _less(row: Row) -> dict[int, float]:
    return {column: -value for column, value in row.items()}


def _sum(rows: Iterable[Row]) -> dict[int, float]:
    total: dict[int, float] = {}
    for row in rows:
        for column, value in row.items():
            total[column] = total.get(column, 0.0) + value
    return total
