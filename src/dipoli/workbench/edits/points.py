"""Edits of a position: how much an issue matters to a party, and what each option is worth to it.

A figure that is None is unknown: it stands as null in the paper, and the reader says that it is
missing. Nothing here sets a figure that was not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from attrs import field, frozen

from dipoli.told import tell
from dipoli.workbench.edits.edit import Tree, at, changed, gone

Points = tuple[int | None, ...]
"""One figure for each option; None where it is unknown."""


@frozen(kw_only=True)
class Figures:
    """What a party's paper says of one issue; what is None or empty is unknown.

    Args:
        value: worth of each option.
        low: least that it may be worth.
        high: most that it may be worth.
        importance: points of the issue.
        importance_range: least and most of them.
        confidence: how sure the analyst is.
        interest: what the party wants, in a sentence.
        sources: passages filed beside it.
    """

    value: Points
    low: Points
    high: Points
    importance: int | None
    importance_range: tuple[int | None, int | None] = (None, None)
    confidence: str = ""
    interest: str = ""
    sources: tuple[str, ...] = ()

    def row(self, issue: str) -> dict[str, Any]:
        """As the paper has it; what is unknown as a whole is left out."""
        told: dict[str, Any] = {"issue": issue}
        if self.importance is not None:
            told["importance"] = self.importance
        for name in ("importance_range", "value", "low", "high"):
            figures = getattr(self, name)
            if any(one is not None for one in figures):
                told[name] = list(figures)
        for name in ("confidence", "interest"):
            if getattr(self, name):
                told[name] = getattr(self, name)
        return {**told, **({"sources": list(self.sources)} if self.sources else {})}


@frozen(kw_only=True)
class SetPoints:
    """What a party's paper says of one issue.

    Args:
        paper: of the party, such as ``positions/XAL.yaml``.
        issue: the issue.
        figures: what it shall say.
    """

    paper: str
    issue: str
    figures: Figures

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Set points of {paper} on {issue}", paper=self.paper, issue=self.issue)

    def apply(self, tree: Tree) -> Tree:
        """The papers with these figures; the row stands where the order of issues puts it."""
        row = self.figures.row(self.issue)
        return _with_row(tree, self.paper, self.issue, lambda old: _kept_order(old, row))


@frozen(kw_only=True)
class Rank:
    """The options of an issue in the order in which a party would have them.

    Where the points have this order already they stay. Else the points are spread evenly over the
    scale, best to worst, and each range goes from the next worse to the next better: a ranking says
    no more.

    Args:
        paper: of the party.
        issue: the issue.
        order: rank of each option, 1 for the best; options of one rank are worth the same.
        scale: worst and best value of the case.
    """

    paper: str
    issue: str
    order: tuple[int, ...] = field()
    scale: tuple[int, int] = (0, 100)

    @order.validator
    def _ranks(self, _attribute: object, order: tuple[int, ...]) -> None:
        if not order or min(order) < 1:
            message = "ranks are 1 for the best, and so on"
            raise ValueError(message)

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Rank the options of {issue} in {paper}", issue=self.issue, paper=self.paper)

    def apply(self, tree: Tree) -> Tree:
        """The papers with points of this order."""
        return _with_row(tree, self.paper, self.issue, self._ranked)

    def _ranked(self, old: dict[str, Any]) -> dict[str, Any]:
        value = old.get("value")
        if has_order(value, self.order):
            return old
        points = spread(self.order, *self.scale)
        tiers = sorted(set(points))
        low = [tiers[max(tiers.index(one) - 1, 0)] for one in points]
        high = [tiers[min(tiers.index(one) + 1, len(tiers) - 1)] for one in points]
        return _kept_order(
            old, {**old, "value": list(points), "low": low, "high": high, "confidence": "low"}
        )


def has_order(value: object, order: Sequence[int]) -> bool:
    """Whether points have an order: better ranks more points, the same rank the same."""
    if not isinstance(value, list) or len(value) != len(order):
        return False
    if not all(type(one) is int for one in value):
        return False
    pairs = [(a, b) for a in range(len(order)) for b in range(a)]
    return all(
        (order[a] < order[b]) == (value[a] > value[b])
        and (order[a] == order[b]) == (value[a] == value[b])
        for a, b in pairs
    )


def spread(order: Sequence[int], worst: int, best: int) -> tuple[int, ...]:
    """Points in the order of ranks, evenly between the ends of the scale; rounded half down.

    >>> spread((2, 1, 3), 0, 100), spread((1, 1), 0, 100)
    ((50, 100, 0), (100, 100))
    """
    tiers = sorted(set(order))
    steps = max(len(tiers) - 1, 1)
    return tuple(
        best - round(Fraction(tiers.index(rank) * (best - worst), steps)) for rank in order
    )


@frozen(kw_only=True)
class SetImportance:
    """How much several issues matter to a party; other figures stay.

    A range that no longer holds the new figure is widened to it.

    Args:
        paper: of the party.
        points: issue to its points; None for unknown.
    """

    paper: str
    points: Mapping[str, int | None]

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Share out importance in {paper}", paper=self.paper)

    def apply(self, tree: Tree) -> Tree:
        """The papers with these points."""
        for issue, points in self.points.items():
            tree = _with_row(tree, self.paper, issue, partial(_weighed, points))
        return tree


def _weighed(points: int | None, old: dict[str, Any]) -> dict[str, Any]:
    if old.get("importance") == points:
        return old
    if points is None:
        return {key: one for key, one in old.items() if key != "importance"}
    made = _kept_order(old, {**old, "importance": points})
    held = old.get("importance_range")
    if isinstance(held, list) and all(type(one) is int for one in held) and len(held) == 2:  # noqa: PLR2004 - low, high
        made["importance_range"] = [min(held[0], points), max(held[1], points)]
    return made


# ---------------------------------------------------------------- rows of a position

_KEYS = ("issue", "importance", "importance_range", "value", "low", "high", "confidence",
         "interest", "sources")  # fmt: skip


def _kept_order(old: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its keys as they stood, and new ones in the order of the format."""
    if all(key in old for key in row):
        return {key: row[key] for key in old if key in row}
    return {key: row[key] for key in (*_KEYS, *row) if key in row}


def _with_row(
    tree: Tree, paper: str, issue: str, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> Tree:
    if not isinstance(tree.get(paper), dict):
        raise gone()
    listed = at(tree, "issues.yaml", ("issues",)) or []
    order = [one.get("id") for one in listed if isinstance(one, dict)]

    def placed(rows: Any) -> list[Any]:  # noqa: ANN401 - any plain value
        held = list(rows or [])
        for n, row in enumerate(held):
            if isinstance(row, dict) and row.get("issue") == issue:
                return [*held[:n], change(row), *held[n + 1 :]]
        rank = order.index(issue) if issue in order else len(order)
        before = {one for one in order[:rank] if isinstance(one, str)}
        found = [
            n for n, row in enumerate(held) if isinstance(row, dict) and row.get("issue") in before
        ]
        where = found[-1] + 1 if found else 0
        return [*held[:where], change({"issue": issue}), *held[where:]]

    return changed(tree, paper, ("issues",), placed)
