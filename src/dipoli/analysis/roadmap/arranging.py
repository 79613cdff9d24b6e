"""Months without an order: the starts of each month are put into one that keeps the rules of state.

A solver says in which month everything starts. Accounts do not care in which order starts of one
month come, since starts only take away; the state does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from dipoli.analysis.roadmap.answers import Block, Cause
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.state import State
from dipoli.analysis.roadmap.walk import Starts, Walk


def arranged(
    model: Model,
    months: Mapping[int, int],
    acts: Mapping[int, int],
    bundles: Sequence[tuple[int, ...]],
) -> Starts | None:
    """An order within the months of given starts in which no rule of state is broken.

    Args:
        model: the question.
        months: start month of each step that is taken.
        acts: start month of each act.
        bundles: those that start as one.

    Returns:
        Acts of a month before its steps; None where no order of some month keeps the rules.
    """
    inside = {n for bundle in bundles for n in bundle}
    units = [*bundles, *((n,) for n in months if n not in inside)]
    at: dict[int, list[tuple[int, ...]]] = {}
    for unit in units:
        at.setdefault(months[unit[0]], []).append(unit)
    state = State(model=model)
    found: list[tuple[int, tuple[int, ...], int]] = []
    for month in sorted({*at, *acts.values()}):
        found += [(month, (), act) for act, put in acts.items() if put == month]
        order = _order(model, state.option, at.get(month, []))
        if order is None:
            return None
        for unit in order:
            found.append((month, unit, -1))
            _advance(model, state.option, unit)
    return tuple(found)


def _advance(model: Model, option: list[int], unit: tuple[int, ...]) -> None:
    for n in unit:
        for issue, reached in model.steps[n].reach:
            option[issue] = max(option[issue], reached)


def _order(
    model: Model, option: Sequence[int], units: Sequence[tuple[int, ...]]
) -> list[tuple[int, ...]] | None:
    """An order of units in one month, found depth first; None when there is none."""
    seen: set[frozenset[tuple[int, ...]]] = set()

    def place(left: tuple[tuple[int, ...], ...], now: list[int]) -> list[tuple[int, ...]] | None:
        if not left:
            return []
        if frozenset(left) in seen:
            return None
        seen.add(frozenset(left))
        for unit in left:
            after = list(now)
            _advance(model, after, unit)
            if all(
                not all(after[issue] in options for issue, options in rule.atoms)
                for rule in model.rules
            ):
                rest = place(tuple(one for one in left if one != unit), after)
                if rest is not None:
                    return [unit, *rest]
        return None

    return place(tuple(units), list(option))


def lowest(model: Model, starts: Starts) -> tuple[int, frozenset[int]] | None:
    """An account that falls below 0, with those of its cells that fall short; else None."""
    state = State(model=model)
    ends: list[tuple[int, int]] = []
    for month, steps, act in starts:
        while ends and ends[0][0] <= month:
            _month, n = heappop(ends)
            state.enter(model.steps[n].gain, 1)
        if act >= 0:
            state.enter(model.acts[act].loss, -1)
        for n in steps:
            state.enter(model.steps[n].loss, -1)
            heappush(ends, (month + model.steps[n].months, n))
        for account, level in enumerate(state.level):
            if level < 0:
                cells = [c for c, a in enumerate(model.cells) if a == account]
                return account, frozenset(c for c in cells if state.net[c] < 0 or model.single)
    return None


def walk_of(model: Model, starts: Starts) -> Walk:
    """Starts that a solver found, as a walk; what it leaves out is not wanted."""
    begun = {n: month for month, steps, _act in starts for n in steps}
    rows = list(enumerate(model.steps))
    return Walk(
        starts=starts,
        verified=max(
            (begun[n] + row.months for n, row in rows if row.wanted and n in begun), default=0
        ),
        missing=sum(row.wanted and n not in begun for n, row in rows),
        left=tuple((n, (Block(cause=Cause.NOT_WANTED),)) for n, _row in rows if n not in begun),
        months=tuple(begun.get(n, -1) for n, _row in rows),
    )
