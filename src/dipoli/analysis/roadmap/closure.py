"""The earliest month in which each step could start if all went as well as it can.

A relaxation: nothing is in the way of anything else but what the papers say cannot be otherwise. At
every start

- each step that surely comes before has taken and given its points, whatever the order;
- any other step that could be verified by then has, if the account is better for it; otherwise it
  has not;
- an issue has reached whatever option keeps the rules, if a step could have brought it there.

Every roadmap starts each step in that month or later, so a step that never starts here starts in no
roadmap: a proof. That a step does start here proves nothing.

The sets only grow from month to month (a monotone closure), so one pass from month to month is
enough. `dipoli.analysis.roadmap.explain.proof` looks at the months once more, from the rows.

Source: ignoring what an action takes away is the delete relaxation of planning (bibliography:
bonet-geffner-2001); that what surely comes before has its full effect is ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import define, field, frozen

from dipoli.analysis.roadmap.answers import Block, Cause
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.rows import Entry


@frozen(kw_only=True)
class Closure:
    """What a relaxation reaches.

    Args:
        steps: for each step of the model, the month before which no roadmap starts it; None when
            no roadmap does.
        acts: for each act, the month before which it is decided in none; None when in none.
        blocks: for each step that never starts, what is in its way even at the best.
        units: for each start of a step or bundle that cannot be, what alone is in its way.
        end: accounts that end below 0 when all wanted steps are verified, and by how much; and
            rules that the options then reached break: even at the best.
    """

    steps: tuple[int | None, ...]
    acts: tuple[int | None, ...]
    blocks: Mapping[int, tuple[Block, ...]]
    units: tuple[tuple[Block, ...], ...]
    end: tuple[Block, ...]

    def impossible(self, model: Model) -> bool:
        """Whether it shows that no roadmap has all wanted steps."""
        stuck = any(
            month is None and row.wanted for month, row in zip(self.steps, model.steps, strict=True)
        )
        return stuck or bool(self.end)

    def months(self, model: Model) -> int:
        """A length in months below which no roadmap with all wanted steps can be."""
        return max(
            (
                month + row.months
                for month, row in zip(self.steps, model.steps, strict=True)
                if month is not None and row.wanted
            ),
            default=0,
        )


def close(model: Model, opening: Sequence[int] | None = None) -> Closure:
    """The relaxation of a model.

    Args:
        model: the question.
        opening: points with which each account opens, where other than in the model.
    """
    return _Closing(model=model, opening=model.opening if opening is None else opening).run()


def out_of_reach(model: Model) -> frozenset[int]:
    """Steps of a model that start in no roadmap, whatever else it holds."""
    return frozenset(n for n, month in enumerate(close(model).steps) if month is None)


def surely_before(model: Model, steps: Iterable[int]) -> set[int]:
    """Steps that must have started before some others do, or as one with them; by any chain."""
    found: set[int] = set()
    ahead = [one for n in steps for one in (*model.steps[n].after, *model.steps[n].orders)]
    while ahead:
        n = ahead.pop()
        if n not in found:
            found.add(n)
            ahead += [*model.steps[n].after, *model.steps[n].orders]
    return found


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


@frozen(kw_only=True)
class _Unit:
    """What starts as one, with what it takes at the best.

    Args:
        steps: the step, or the steps of a bundle.
        before: steps that must be verified first.
        acts: acts that must be decided first.
        taken: points taken from cells by it and by what surely comes before, less what the latter
            give in the same cell.
        floor: option that each issue surely has reached with it.
        months: of the longest step.
    """

    steps: tuple[int, ...]
    before: tuple[int, ...]
    acts: tuple[int, ...]
    taken: tuple[Entry, ...]
    floor: Mapping[int, int]
    months: int


@define(kw_only=True)
class _Closing:
    model: Model
    opening: Sequence[int]
    net: list[dict[int, int]] = field(init=False)
    best: list[int] = field(init=False)
    reached: list[set[int]] = field(init=False)
    start: list[int | None] = field(init=False)
    decided: list[int | None] = field(init=False)
    verified: set[int] = field(factory=set)
    cells_of: dict[int, list[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        model = self.model
        self.net = [_net(row.gain, row.loss) for row in model.steps]
        self.best = [0] * len(model.cells)
        self.reached = [{0} for _issue in range(model.issues)]
        self.start = [None] * len(model.steps)
        self.decided = [None] * len(model.acts)
        self.cells_of = defaultdict(list)
        for cell, account in enumerate(model.cells):
            self.cells_of[account].append(cell)

    def run(self) -> Closure:
        model = self.model
        units = [self._unit((n,)) for n in range(len(model.steps))]
        units += [self._unit(bundle) for bundle in model.bundles]
        waiting = units
        month: int | None = 0
        while month is not None:
            for n, begun in enumerate(self.start):
                if begun is not None and begun + model.steps[n].months <= month:
                    self._verify(n)
            self._decide(month)
            waiting = self._begin(waiting, month)
            month = self._next(month)
        stuck = [(one, self._blocks(one)) for one in units if self._never(one)]
        steps = tuple(self.start)
        return Closure(
            steps=steps,
            acts=tuple(self.decided),
            blocks=self._stuck(stuck),
            units=tuple(blocks for _unit, blocks in stuck),
            end=self._end(),
        )

    def _end(self) -> tuple[Block, ...]:
        """What is wrong when all that is wanted is verified, with what surely comes first."""
        model = self.model
        wanted = [n for n, row in enumerate(model.steps) if row.wanted]
        surely = surely_before(model, wanted) | set(wanted)
        for n in surely:
            self._verify(n)
            for issue, option in model.steps[n].reach:
                self.reached[issue].add(option)
        end = self._unit((), surely=surely)
        return (*self._short(end.taken), *self._broken(end))

    def _unit(self, steps: tuple[int, ...], surely: set[int] | None = None) -> _Unit:
        model = self.model
        rows = [model.steps[n] for n in steps]
        surely = (surely_before(model, steps) if surely is None else surely) - set(steps)
        acts = tuple(dict.fromkeys(act for row in rows for act in row.acts))
        taken: dict[int, int] = defaultdict(int)
        for n in surely:
            for cell, points in self.net[n].items():
                taken[cell] += max(0, -points)
        for row in rows:
            for cell, points in row.loss:
                taken[cell] += points
        for act in {*acts, *(act for n in surely for act in model.steps[n].acts)}:
            for cell, points in model.acts[act].loss:
                taken[cell] += points
        floor: dict[int, int] = {}
        for n in (*surely, *steps):
            for issue, option in model.steps[n].reach:
                floor[issue] = max(floor.get(issue, 0), option)
        after = [one for row in rows for one in row.after if one not in steps]
        orders = [one for row in rows for one in row.orders]
        return _Unit(
            steps=steps,
            before=tuple(dict.fromkeys((*after, *orders))),
            acts=acts,
            taken=tuple((cell, points) for cell, points in taken.items() if points),
            floor=floor,
            months=max((row.months for row in rows), default=0),
        )

    # ------------------------------------------------------------ month by month

    def _verify(self, n: int) -> None:
        if n not in self.verified:
            self.verified.add(n)
            for cell, points in self.net[n].items():
                self.best[cell] += max(0, points)

    def _decide(self, month: int) -> None:
        for n, act in enumerate(self.model.acts):
            if self.decided[n] is None and act.allowed[month] and not self._short(act.loss):
                self.decided[n] = month + act.months

    def _begin(self, waiting: list[_Unit], month: int) -> list[_Unit]:
        """Start all that can; what is left waits."""
        while True:
            kept = []
            for unit in waiting:
                if all(self.start[n] is not None for n in unit.steps):
                    continue
                if self._may(unit, month):
                    for n in unit.steps:
                        if self.start[n] is None:
                            self.start[n] = month
                            for issue, option in self.model.steps[n].reach:
                                self.reached[issue].add(option)
                else:
                    kept.append(unit)
            if len(kept) == len(waiting):
                return kept
            waiting = kept

    def _may(self, unit: _Unit, month: int) -> bool:
        return (
            month + unit.months <= self.model.horizon
            and all(one in self.verified for one in unit.before)
            and all(self._is_decided(act, month) for act in unit.acts)
            and not self._short(unit.taken)
            and not self._broken(unit)
        )

    def _is_decided(self, act: int, month: int) -> bool:
        decided = self.decided[act]
        return decided is not None and decided <= month

    def _next(self, month: int) -> int | None:
        model = self.model
        ends = [
            begun + row.months
            for begun, row in zip(self.start, model.steps, strict=True)
            if begun is not None
        ]
        ends += [decided for decided in self.decided if decided is not None]
        for n, act in enumerate(model.acts):
            if self.decided[n] is None:
                later = range(month + 1, model.horizon + 1)
                ends += [m for m in later if act.allowed[m]][:1]
        return min((one for one in ends if month < one <= model.horizon), default=None)

    # ------------------------------------------------------------ at the best

    def _short(self, taken: Iterable[Entry]) -> tuple[Block, ...]:
        """Accounts that are below 0 even at the best once these points are taken."""
        model = self.model
        drawn = dict(taken)
        found = []
        for account in dict.fromkeys(model.cells[cell] for cell in drawn):
            level = self.opening[account]
            for cell in self.cells_of[account]:
                left = self.best[cell] - drawn.get(cell, 0)
                level += left if model.single else min(0, left)
            if level < 0:
                about = model.accounts[account]
                found.append(Block(cause=Cause.ACCOUNT, account=about, short=-level))
        return tuple(found)

    def _broken(self, unit: _Unit) -> tuple[Block, ...]:
        """Rules that are broken with it whatever options others have reached."""
        return tuple(
            Block(cause=Cause.STATE, about=rule.name)
            for rule in self.model.rules
            if any(issue in unit.floor for issue, _options in rule.atoms)
            and all(self._options(unit, issue) <= options for issue, options in rule.atoms)
        )

    def _options(self, unit: _Unit, issue: int) -> set[int]:
        floor = unit.floor.get(issue, 0)
        return {max(floor, option) for option in self.reached[issue]} | {floor}

    def _never(self, unit: _Unit) -> bool:
        return any(self.start[n] is None for n in unit.steps)

    def _stuck(
        self, stuck: Sequence[tuple[_Unit, tuple[Block, ...]]]
    ) -> dict[int, tuple[Block, ...]]:
        """What stands in the way of each step that never starts, alone and with its bundles."""
        found: dict[int, tuple[Block, ...]] = {}
        for unit, blocks in stuck:
            for n in unit.steps:
                if self.start[n] is None:
                    found[n] = tuple(dict.fromkeys((*found.get(n, ()), *blocks)))
        return found

    def _blocks(self, unit: _Unit) -> tuple[Block, ...]:
        model = self.model
        rows = [model.steps[n] for n in unit.steps]
        orders = {one for row in rows for one in row.orders}
        found = [
            Block(
                cause=Cause.ORDER if one in orders else Cause.PREREQUISITE,
                about=model.steps[one].id,
            )
            for one in unit.before
            if one not in self.verified
        ]
        found += [
            Block(cause=Cause.CONSENT, about=model.acts[act].id)
            for act in unit.acts
            if self.decided[act] is None
        ]
        found += [*self._short(unit.taken), *self._broken(unit)]
        return tuple(found) or (Block(cause=Cause.HORIZON),)


def _net(gain: Iterable[Entry], loss: Iterable[Entry]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for cell, points in gain:
        found[cell] += points
    for cell, points in loss:
        found[cell] -= points
    return dict(found)
