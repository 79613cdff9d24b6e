"""The largest weighted sum of gains over all packages, exactly, by eliminating issue after issue.

Theory of operation. With a weight for each floor the gains of a package become one number: points
of each option, plus points where terms hold. Issues are eliminated one by one (bucket elimination,
Dechter 1999): a table holds, for every choice of the issues that an issue is tied to and that are
eliminated later, the most that it and all before it can bring. Bars are in the tables as packages
that cannot be had. Read backwards, the tables say of each choice how much it loses against the
best: the losses of a package add up to the largest sum less its own, exactly, in whole numbers.

Tables stay below a size. Where they would not, bars are left out, and if need be terms: a term
that adds counts as held and one that takes as not. The largest sum can only grow by that, and so
remains a bound.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from dipoli.analysis.agreement.near.grid import Atoms, Grid, Ints, Term

CAP = 200_000
"""Largest number of entries in one table."""
NEVER = -(1 << 52)
"""Weighted points of what cannot be had; below anything that can."""
ROOM = 1 << 51
"""No weighted sum may reach this."""


@frozen(kw_only=True, eq=False)
class Plan:
    """In which order issues are eliminated, and what is reckoned where.

    Args:
        grid: the question.
        order: issues, first eliminated first.
        scopes: by place in the order, the issues of its table in ascending order.
        bars: by place, bars reckoned there.
        terms: by place, terms reckoned there.
        target: by place, the place whose table takes the message; -1 for none.
        loose: terms left out, for which the most is assumed.
    """

    grid: Grid
    order: tuple[int, ...]
    scopes: tuple[tuple[int, ...], ...]
    bars: tuple[tuple[Atoms, ...], ...]
    terms: tuple[tuple[Term, ...], ...]
    target: tuple[int, ...]
    loose: tuple[Term, ...]


def plan(grid: Grid, cap: int = CAP) -> Plan:
    """Choose an order by least ties first, and leave out what would make tables too large.

    Args:
        grid: the question.
        cap: largest number of entries in one table.

    Returns:
        The plan.
    """
    bars, terms = list(grid.bars), list(grid.terms)
    loose: list[Term] = []
    while True:
        order, scopes = _order(grid, [*bars, *(term.atoms for term in terms)])
        widest = max(range(len(order)), key=lambda p: _entries(grid, scopes[p]), default=None)
        if widest is None or _entries(grid, scopes[widest]) <= cap:
            break
        inside = set(scopes[widest])
        if not _leave_out(bars, inside, order, widest):
            term = min(
                (one for one in terms if _touches(one.atoms, inside)),
                key=lambda one: abs(one.points),
            )
            terms.remove(term)
            loose.append(term)
    place = {issue: p for p, issue in enumerate(order)}
    at_bars: list[list[Atoms]] = [[] for _ in order]
    at_terms: list[list[Term]] = [[] for _ in order]
    for bar in bars:
        at_bars[min(place[issue] for issue, _held in bar)].append(bar)
    for term in terms:
        at_terms[min(place[issue] for issue, _held in term.atoms)].append(term)
    target = tuple(
        min((place[issue] for issue in scope if issue != own), default=-1)
        for own, scope in zip(order, scopes, strict=True)
    )
    return Plan(
        grid=grid, order=tuple(order), scopes=tuple(scopes), bars=tuple(map(tuple, at_bars)),
        terms=tuple(map(tuple, at_terms)), target=target, loose=tuple(loose),
    )  # fmt: skip


def _leave_out(bars: list[Atoms], inside: set[int], order: Sequence[int], widest: int) -> bool:
    """Drop the longest bar that lies at or before the widest table; whether there was one."""
    early = set(order[: widest + 1])
    touching = [one for one in bars if _touches(one, inside) and _touches(one, early)]
    touching = touching or [one for one in bars if _touches(one, inside)]
    if not touching:
        return False
    bars.remove(max(touching, key=len))
    return True


def _touches(atoms: Atoms, issues: set[int]) -> bool:
    return any(issue in issues for issue, _held in atoms)


def _entries(grid: Grid, scope: Sequence[int]) -> int:
    return math.prod(grid.sizes[issue] for issue in scope)


def _order(grid: Grid, ties: Sequence[Atoms]) -> tuple[list[int], list[tuple[int, ...]]]:
    """Least table first; the tables' issues."""
    near: list[set[int]] = [set() for _ in grid.sizes]
    for atoms in ties:
        issues = [issue for issue, _held in atoms]
        for issue in issues:
            near[issue].update(one for one in issues if one != issue)
    left = set(range(len(grid.sizes)))
    order, scopes = [], []
    while left:
        issue = min(left, key=lambda one: (_entries(grid, [one, *near[one]]), one))
        scope = tuple(sorted({issue, *near[issue]}))
        order.append(issue)
        scopes.append(scope)
        left.remove(issue)
        for one in near[issue]:
            near[one].update(near[issue])
            near[one] -= {one, issue}
    return order, scopes


@frozen(kw_only=True, eq=False)
class Tables:
    """What each choice brings at most, for one set of weights.

    Args:
        plan: the order.
        most: largest weighted sum, constants included.
        tables: by place, weighted points; one axis for each issue of the scope, ascending.
    """

    plan: Plan
    most: int
    tables: tuple[Ints, ...]

    def best(self) -> tuple[int, ...]:
        """A package that reaches the largest sum of what is reckoned here."""
        chosen = [0] * len(self.plan.order)
        for p in reversed(range(len(self.plan.order))):
            own, scope = self.plan.order[p], self.plan.scopes[p]
            place = tuple(slice(None) if issue == own else chosen[issue] for issue in scope)
            chosen[own] = int(np.argmax(self.tables[p][place]))
        return tuple(chosen)


def tables(found: Plan, weights: Ints) -> Tables:
    """Reckon the tables for one set of weights.

    Args:
        found: the plan.
        weights: of each floor, whole and not negative; shape (floors,).

    Returns:
        The tables; ``most`` is at most ``NEVER / 2`` when nothing can be had at all.

    Raises:
        ValueError: weighted sums could leave the range that is safe.
    """
    grid = found.grid
    spread = np.abs(grid.worth).max(axis=2, initial=0).sum(axis=1) + np.abs(grid.base)
    for term in grid.terms:
        spread[term.floor] += abs(term.points)
    if sum(int(w) * int(s) for w, s in zip(weights, spread, strict=True)) >= ROOM:
        message = "weights are too large for gains to be added safely"
        raise ValueError(message)
    single = np.tensordot(weights, grid.worth, axes=1)
    single[grid.closed] = NEVER
    held: list[list[tuple[tuple[int, ...], Ints]]] = [[] for _ in found.order]
    most = int(weights @ grid.base) + sum(
        max(0, int(weights[term.floor]) * term.points) for term in found.loose
    )
    made = []
    for p, own in enumerate(found.order):
        scope = found.scopes[p]
        shape = tuple(grid.sizes[issue] for issue in scope)
        table = np.zeros(shape, np.int64)
        table += _spread(single[own, : grid.sizes[own]], (own,), scope)
        for term in found.terms[p]:
            table[_where(grid, term.atoms, scope)] += int(weights[term.floor]) * term.points
        for inner, message_ in held[p]:
            table += _spread(message_, inner, scope)
        for bar in found.bars[p]:
            table[_where(grid, bar, scope)] = NEVER
        np.maximum(table, NEVER, out=table)
        made.append(table)
        left = table.max(axis=scope.index(own))
        if found.target[p] < 0:
            most += int(left)
        else:
            held[found.target[p]].append((tuple(one for one in scope if one != own), left))
    return Tables(plan=found, most=max(most, NEVER), tables=tuple(made))


def _spread(values: Ints, inner: Sequence[int], scope: Sequence[int]) -> Ints:
    """Values over some issues of a scope, with an axis of one for each of the others."""
    sizes = iter(values.shape)
    return values.reshape([next(sizes) if issue in inner else 1 for issue in scope])


def _where(grid: Grid, atoms: Atoms, scope: Sequence[int]) -> tuple[Ints, ...]:
    """Index of the entries in which all atoms hold."""
    held = dict(atoms)
    return np.ix_(
        *(sorted(held[issue]) if issue in held else range(grid.sizes[issue]) for issue in scope)
    )


def losses(found: Tables) -> Iterator[tuple[int, Ints]]:
    """By place from the last to the first: the issue and what each option loses, its axis last."""
    for p in reversed(range(len(found.plan.order))):
        own, scope = found.plan.order[p], found.plan.scopes[p]
        table = np.moveaxis(found.tables[p], scope.index(own), -1)
        yield own, table.max(axis=-1, keepdims=True) - table
