"""How things stand on a walk: accounts, options reached, what has started and what is verified."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.rows import Entry


@define(kw_only=True)
class State:
    """Everything that changes on a walk."""

    model: Model
    net: list[int] = field(init=False)
    level: list[int] = field(init=False)
    option: list[int] = field(init=False)
    start: list[int] = field(init=False)
    verified: list[bool] = field(init=False)
    put: list[int] = field(init=False)
    starts: list[tuple[int, tuple[int, ...], int]] = field(factory=list)
    under_way: list[tuple[int, int]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        model = self.model
        self.net = [0] * len(model.cells)
        self.level = list(model.opening)
        self.option = [0] * model.issues
        self.start = [-1] * len(model.steps)
        self.verified = [False] * len(model.steps)
        self.put = [-1] * len(model.acts)

    def short(self, losses: Sequence[Entry]) -> tuple[int, int] | None:
        """The account that losses would bring furthest below 0 and by how much; else None."""
        drawn: dict[int, int] = {}
        cells, single = self.model.cells, self.model.single
        for cell, points in losses:
            account = cells[cell]
            bites = points if single else min(0, self.net[cell]) - min(0, self.net[cell] - points)
            drawn[account] = drawn.get(account, 0) + bites
        worst = min(drawn, key=lambda one: self.level[one] - drawn[one], default=None)
        if worst is None or self.level[worst] >= drawn[worst]:
            return None
        return worst, drawn[worst] - self.level[worst]

    def enter(self, entries: Sequence[Entry], sign: int) -> None:
        """Enter points in cells."""
        cells, single = self.model.cells, self.model.single
        for cell, points in entries:
            before = self.net[cell]
            self.net[cell] = after = before + sign * points
            account = cells[cell]
            self.level[account] += after - before if single else min(0, after) - min(0, before)
