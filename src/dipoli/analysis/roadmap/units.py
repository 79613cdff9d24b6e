"""What starts as one, and what must be so before it can: looked up once, asked in every walk."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from dipoli.analysis.roadmap.rows import Entry, Rule, StepRow

Bar = tuple[str, tuple[tuple[int, int, frozenset[int]], ...]]
"""A rule by its name; of each issue in it what the unit brings, and the options in question."""


@frozen(kw_only=True)
class Unit:
    """A step, or the steps of a bundle.

    Args:
        steps: their numbers.
        months: of the longest.
        first: steps that must be verified before it starts.
        acts: acts that must be decided before it starts.
        loss: points that it takes, by cell, each cell once.
        drawn: the same by account, each account once; right where no account has several cells.
        bars: rules that an option which it brings may break, in the order of the rules.
    """

    steps: tuple[int, ...]
    months: int
    first: tuple[int, ...]
    acts: tuple[int, ...]
    loss: tuple[Entry, ...]
    drawn: tuple[tuple[int, int], ...]
    bars: tuple[Bar, ...]

    def broken(self, option: Sequence[int]) -> str | None:
        """The name of the first rule that it would break; None where it breaks none.

        Args:
            option: that each issue has reached without it.
        """
        for name, atoms in self.bars:
            for issue, floor, options in atoms:
                if max(option[issue], floor) not in options:
                    break
            else:
                return name
        return None


def units_of(
    steps: Sequence[StepRow],
    bundles: Sequence[tuple[int, ...]],
    rules: Sequence[Rule],
    cells: Sequence[int],
) -> tuple[Unit, ...]:
    """Every step by itself, in their order, and then every bundle.

    Args:
        steps: of a model.
        bundles: numbers of the steps of each.
        rules: of the model.
        cells: account of each cell.
    """
    alone = ((n,) for n in range(len(steps)))
    return tuple(_unit(steps, numbers, rules, cells) for numbers in (*alone, *bundles))


def _unit(
    steps: Sequence[StepRow], numbers: tuple[int, ...], rules: Sequence[Rule], cells: Sequence[int]
) -> Unit:
    rows = [steps[n] for n in numbers]
    loss, drawn, reach = dict[int, int](), dict[int, int](), dict[int, int]()
    for row in rows:
        for cell, points in row.loss:
            loss[cell] = loss.get(cell, 0) + points
            drawn[cells[cell]] = drawn.get(cells[cell], 0) + points
        for issue, option in row.reach:
            reach[issue] = max(reach.get(issue, 0), option)
    after = [one for row in rows for one in row.after if one not in numbers]
    orders = [one for row in rows for one in row.orders]
    return Unit(
        steps=numbers,
        months=max((row.months for row in rows), default=0),
        first=tuple(dict.fromkeys((*after, *orders))),
        acts=tuple(dict.fromkeys(act for row in rows for act in row.acts)),
        loss=tuple(loss.items()),
        drawn=tuple(drawn.items()),
        bars=tuple(
            (rule.name, tuple((issue, reach.get(issue, 0), few) for issue, few in rule.atoms))
            for rule in rules
            if any(issue in reach for issue, _few in rule.atoms)
        ),
    )
