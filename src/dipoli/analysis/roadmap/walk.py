"""One greedy walk: start whatever can start, in a given order.

A walk goes from month to month in which something changes. In each, what is verified returns
its points; then acts that may be decided and steps that can start do so, first come first served in
the order of the walk, until nothing more can.

A walk is safe by construction and the checker looks at it all the same. It is not complete: that a
walk leaves a step out does not show that no roadmap has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from types import MappingProxyType

from attrs import define, field, frozen

from dipoli.analysis.roadmap.answers import Block, Cause
from dipoli.analysis.roadmap.model import Entry, Model

Starts = tuple[tuple[int, tuple[int, ...], int], ...]
"""What starts when, in order: month and numbers of steps, or ``(month, (), act)``."""


@frozen(kw_only=True)
class Walk:
    """What one walk found.

    Args:
        starts: what starts when.
        verified: last month in which a wanted step is verified; 0 when there is none.
        missing: wanted steps that it leaves out.
        left: every step of the model that it leaves out, with what stood in its way at the end.
        bundles: every bundle of which it leaves out all steps, with what stood in the way of
            starting them as one.
        months: start month of each step, -1 where it does not start.
    """

    starts: Starts
    verified: int
    missing: int
    left: tuple[tuple[int, tuple[Block, ...]], ...]
    months: tuple[int, ...]
    bundles: tuple[tuple[tuple[int, ...], tuple[Block, ...]], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every wanted step starts."""
        return not self.missing


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

    def broken(self, reach: Sequence[tuple[int, int]]) -> str | None:
        """The name of a rule that the state would break with further options reached."""
        now = {issue: max(self.option[issue], option) for issue, option in reach}
        for rule in self.model.rules:
            if any(issue in now for issue, _options in rule.atoms) and all(
                now.get(issue, self.option[issue]) in options for issue, options in rule.atoms
            ):
                return rule.name
        return None


Holds = Mapping[int, frozenset[int]]
"""For a step, others that must have started before it does."""


def walk(
    model: Model,
    rank: Sequence[float],
    *,
    holds: Holds = MappingProxyType({}),
    skipped: frozenset[int] = frozenset(),
) -> Walk:
    """One walk in an order.

    Args:
        model: the question.
        rank: of each step; lower ones are tried first.
        holds: steps that are held back until others have started.
        skipped: steps not to be taken.
    """
    return _Walker(model=model, rank=rank, holds=holds, skipped=skipped).run()


def replayed(model: Model, starts: Starts) -> Walk:
    """Starts that were found in some other way, as a walk that ends when all is verified."""
    walker = _Walker(model=model, rank=[0.0] * len(model.steps), holds={}, skipped=frozenset())
    return walker.replay(starts)


@define(kw_only=True)
class _Walker:
    model: Model
    rank: Sequence[float]
    holds: Holds
    skipped: frozenset[int]
    state: State = field(init=False)
    units: list[tuple[float, tuple[int, ...]]] = field(init=False)
    acts: list[int] = field(init=False)
    serves: dict[int, list[int]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        model, rank = self.model, self.rank
        self.state = State(model=model)
        kept = [n for n in range(len(model.steps)) if n not in self.skipped]
        groups: list[tuple[int, ...]] = [(n,) for n in kept]
        groups += [one for one in model.bundles if not self.skipped.intersection(one)]
        units = [(min(rank[n] for n in group), group) for group in groups]
        self.units = sorted(units, key=lambda unit: (unit[0], -len(unit[1]), unit[1]))
        first: dict[int, float] = {}
        for n in kept:
            for act in model.steps[n].acts:
                self.serves.setdefault(act, []).append(n)
                first[act] = min(first.get(act, rank[n]), rank[n])
        self.acts = sorted(first, key=lambda act: (bool(model.acts[act].loss), first[act], act))

    def run(self) -> Walk:
        """From month to month until nothing is under way and nothing more can start."""
        month: int | None = 0
        while month is not None:
            self._verify(month)
            self._put(month)
            while self._begin(month):
                self._put(month)
            month = self._next(month)
        return self._found()

    def replay(self, starts: Starts) -> Walk:
        """Start what was found, when it was, and nothing else."""
        for month, steps, act in starts:
            self._verify(month)
            if act < 0:
                self._start(steps, month)
            else:
                self._take(act, month)
        self._verify(self.model.horizon)
        return self._found()

    def _verify(self, month: int) -> None:
        state = self.state
        while state.under_way and state.under_way[0][0] <= month:
            _month, n = heappop(state.under_way)
            state.verified[n] = True
            state.enter(self.model.steps[n].gain, 1)

    def _put(self, month: int) -> None:
        """Acts that may be put to their body now and can be afforded."""
        state = self.state
        for act in self.acts:
            row = self.model.acts[act]
            if state.put[act] < 0 and row.allowed[month] and self._puts(act):
                self._take(act, month)

    def _puts(self, act: int) -> bool:
        """Whether an act can be afforded, and one that costs is not only for steps held back."""
        row, state = self.model.acts[act], self.state
        if not row.loss:
            return True
        if self.holds and all(map(self._is_held, self.serves[act])):
            return False
        return state.short(row.loss) is None

    def _is_held(self, n: int) -> bool:
        """Whether a step is held back for others with which it cannot start as one."""
        return any(
            self.state.start[one] < 0
            and not any(n in bundle and one in bundle for bundle in self.model.bundles)
            for one in self.holds.get(n, ())
        )

    def _take(self, act: int, month: int) -> None:
        self.state.put[act] = month
        self.state.enter(self.model.acts[act].loss, -1)
        self.state.starts.append((month, (), act))

    def _begin(self, month: int) -> bool:
        """Start what can start, once through the order; whether anything did."""
        begun = False
        kept = []
        for unit in self.units:
            _rank, steps = unit
            if any(self.state.start[n] >= 0 for n in steps):
                continue
            if self._blocked(steps, month):
                kept.append(unit)
            else:
                self._start(steps, month)
                begun = True
        self.units = kept
        return begun

    def _blocked(self, steps: tuple[int, ...], month: int) -> bool:
        model, state = self.model, self.state
        if any(self._waits(n, steps, month) for n in steps):
            return True
        losses = [entry for n in steps for entry in model.steps[n].loss]
        if losses and state.short(_merged(losses) if len(steps) > 1 else losses) is not None:
            return True
        reach = [move for n in steps for move in model.steps[n].reach]
        return state.broken(_furthest(reach) if len(steps) > 1 else reach) is not None

    def _waits(self, n: int, steps: tuple[int, ...], month: int) -> bool:
        model, state = self.model, self.state
        row = model.steps[n]
        return (
            month + row.months > model.horizon
            or any(not state.verified[one] and one not in steps for one in row.after)
            or any(not state.verified[one] for one in row.orders)
            or any(state.start[one] < 0 and one not in steps for one in self.holds.get(n, ()))
            or any(
                state.put[act] < 0 or state.put[act] + model.acts[act].months > month
                for act in row.acts
            )
        )

    def _start(self, steps: tuple[int, ...], month: int) -> None:
        state = self.state
        for n in steps:
            row = self.model.steps[n]
            state.start[n] = month
            state.enter(row.loss, -1)
            heappush(state.under_way, (month + row.months, n))
            for issue, option in row.reach:
                state.option[issue] = max(state.option[issue], option)
        state.starts.append((month, steps, -1))

    def _next(self, month: int) -> int | None:
        """The next month in which something can change; None when nothing ever will."""
        model, state = self.model, self.state
        found = [state.under_way[0][0]] if state.under_way else []
        for act in self.acts:
            row = model.acts[act]
            if state.put[act] < 0:
                if self._puts(act):
                    later = next(
                        (m for m in range(month + 1, model.horizon + 1) if row.allowed[m]), None
                    )
                    if later is not None:
                        found.append(later)
            elif state.put[act] + row.months > month:
                found.append(state.put[act] + row.months)
        return min((one for one in found if one <= model.horizon), default=None)

    def _found(self) -> Walk:
        model, state = self.model, self.state
        left = tuple((n, self._blocks((n,))) for n, start in enumerate(state.start) if start < 0)
        ends = [
            state.start[n] + row.months
            for n, row in enumerate(model.steps)
            if row.wanted and state.start[n] >= 0
        ]
        return Walk(
            starts=tuple(state.starts),
            verified=max(ends, default=0),
            missing=sum(1 for n, _blocks in left if model.steps[n].wanted),
            left=left,
            months=tuple(state.start),
            bundles=tuple(
                (bundle, self._blocks(bundle))
                for bundle in model.bundles
                if all(state.start[n] < 0 for n in bundle)
            ),
        )

    def _blocks(self, unit: tuple[int, ...]) -> tuple[Block, ...]:
        """What stands in the way of a step, or of steps as one, where the walk ends."""
        model, state = self.model, self.state
        if self.skipped.intersection(unit):
            return (Block(cause=Cause.NOT_WANTED),)
        rows = [model.steps[n] for n in unit]
        found = [
            Block(cause=cause, about=model.steps[one].id)
            for row in rows
            for cause, names in ((Cause.PREREQUISITE, row.after), (Cause.ORDER, row.orders))
            for one in names
            if not state.verified[one] and (cause is Cause.ORDER or one not in unit)
        ]
        for act in dict.fromkeys(act for row in rows for act in row.acts):
            if state.put[act] < 0:
                found += self._act_blocks(act)
        short = state.short(_merged([entry for row in rows for entry in row.loss]))
        if short is not None:
            account, points = short
            found.append(Block(cause=Cause.ACCOUNT, account=model.accounts[account], short=points))
        rule = state.broken(_furthest([move for row in rows for move in row.reach]))
        if rule is not None:
            found.append(Block(cause=Cause.STATE, about=rule))
        held = (one for n in unit for one in self.holds.get(n, ()) if one not in unit)
        if not found and any(state.start[one] < 0 for one in held):
            return (Block(cause=Cause.HELD),)
        return tuple(found) or (Block(cause=Cause.HORIZON),)

    def _act_blocks(self, act: int) -> list[Block]:
        row = self.model.acts[act]
        short = self.state.short(row.loss)
        if short is None:
            last = self.state.starts[-1][0] if self.state.starts else 0
            open_ = any(row.allowed[last:])
            return [] if open_ else [Block(cause=Cause.WINDOW, about=row.body)]
        account, points = short
        account_of = self.model.accounts[account]
        return [
            Block(cause=Cause.CONSENT, about=row.id),
            Block(cause=Cause.ACCOUNT, about=row.id, account=account_of, short=points),
        ]


def _merged(losses: Sequence[Entry]) -> list[Entry]:
    found: dict[int, int] = {}
    for cell, points in losses:
        found[cell] = found.get(cell, 0) + points
    return list(found.items())


def _furthest(reach: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: dict[int, int] = {}
    for issue, option in reach:
        found[issue] = max(found.get(issue, 0), option)
    return list(found.items())
