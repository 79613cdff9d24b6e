"""One greedy walk: start whatever can start, in a given order.

A walk goes from month to month in which something changes. In each, what is verified returns
its points; then acts that may be decided and steps that can start do so, first come first served in
the order of the walk, until nothing more can.

A walk is safe by construction and the checker looks at it all the same. It is not complete: that a
walk leaves a step out does not show that no roadmap has it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from operator import attrgetter, itemgetter
from types import MappingProxyType

from attrs import define, field, frozen

from dipoli.analysis.roadmap.answers import Block, Cause
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.state import State
from dipoli.analysis.roadmap.units import Unit

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


@frozen(kw_only=True)
class _Place:
    """A unit at its place in the order of a walk, with steps that must have started before it."""

    at: int
    unit: Unit
    held: tuple[int, ...]


@define(kw_only=True)
class _Walker:
    """One walk under way.

    What waits for a verification is put aside behind it, and is not looked at until then: nothing
    else could let it start. All other units that may still start are open.
    """

    model: Model
    rank: Sequence[float]
    holds: Holds
    skipped: frozenset[int]
    state: State = field(init=False)
    open: list[_Place] = field(factory=list)
    behind: dict[int, list[_Place]] = field(factory=dict)
    decided: list[float] = field(init=False)
    acts: list[int] = field(init=False)
    serves: dict[int, list[int]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        model, rank = self.model, self.rank
        self.state = State(model=model)
        self.decided = [math.inf] * len(model.acts)
        kept = [n for n in range(len(model.steps)) if n not in self.skipped]
        units = [
            (min(rank[n] for n in unit.steps), -len(unit.steps), unit.steps, unit)
            for unit in model.units
            if not self.skipped.intersection(unit.steps)
        ]
        units.sort(key=itemgetter(0, 1, 2))
        for at, (_rank, _size, _steps, unit) in enumerate(units):
            self._await(_Place(at=at, unit=unit, held=self._held(unit)))
        first: dict[int, float] = {}
        for n in kept:
            for act in model.steps[n].acts:
                self.serves.setdefault(act, []).append(n)
                first[act] = min(first.get(act, rank[n]), rank[n])
        self.acts = sorted(first, key=lambda act: (bool(model.acts[act].loss), first[act], act))

    def _held(self, unit: Unit) -> tuple[int, ...]:
        """Steps for which a unit is held back."""
        holds, steps = self.holds, unit.steps
        return tuple(one for n in steps for one in holds.get(n, ()) if one not in steps)

    def _await(self, place: _Place) -> None:
        """Put a unit behind a step that is still to be verified, or among those that are open."""
        verified = self.state.verified
        step = next((n for n in place.unit.first if not verified[n]), None)
        (self.open if step is None else self.behind.setdefault(step, [])).append(place)

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
        known = len(self.open)
        while state.under_way and state.under_way[0][0] <= month:
            _month, n = heappop(state.under_way)
            state.verified[n] = True
            state.enter(self.model.steps[n].gain, 1)
            for place in self.behind.pop(n, ()):
                self._await(place)
        if len(self.open) > known:
            self.open.sort(key=attrgetter("at"))

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
        self.decided[act] = month + self.model.acts[act].months
        self.state.enter(self.model.acts[act].loss, -1)
        self.state.starts.append((month, (), act))

    def _begin(self, month: int) -> bool:
        """Start what can start, once through the order; whether anything did."""
        begun = False
        kept = []
        for place in self.open:
            if self._past(place.unit, month):
                continue
            if self._blocked(place, month):
                kept.append(place)
            else:
                self._start(place.unit.steps, month)
                begun = True
        self.open = kept
        return begun

    def _past(self, unit: Unit, month: int) -> bool:
        """Whether a unit starts neither now nor later: it would end too late, or it has started."""
        if month + unit.months > self.model.horizon:
            return True
        for n in unit.steps:  # noqa: SIM110 - asked at every start: a loop is far faster than any()
            if self.state.start[n] >= 0:
                return True
        return False

    def _blocked(self, place: _Place, month: int) -> bool:
        """Whether an open unit must still wait for another start, a decision, points or a rule."""
        state, unit = self.state, place.unit
        for one in place.held:
            if state.start[one] < 0:
                return True
        for act in unit.acts:
            if self.decided[act] > month:
                return True
        if self.model.single:
            for account, points in unit.drawn:
                if state.level[account] < points:
                    return True
        elif unit.loss and state.short(unit.loss) is not None:
            return True
        return unit.broken(state.option) is not None

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
        count = len(model.steps)
        left = tuple(
            (n, self._blocks(model.units[n])) for n, start in enumerate(state.start) if start < 0
        )
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
                (unit.steps, self._blocks(unit))
                for unit in model.units[count:]
                if all(state.start[n] < 0 for n in unit.steps)
            ),
        )

    def _blocks(self, unit: Unit) -> tuple[Block, ...]:
        """What stands in the way of a step, or of steps as one, where the walk ends."""
        model, state = self.model, self.state
        if self.skipped.intersection(unit.steps):
            return (Block(cause=Cause.NOT_WANTED),)
        found = [
            Block(cause=cause, about=model.steps[one].id)
            for row in (model.steps[n] for n in unit.steps)
            for cause, names in ((Cause.PREREQUISITE, row.after), (Cause.ORDER, row.orders))
            for one in names
            if not state.verified[one] and (cause is Cause.ORDER or one not in unit.steps)
        ]
        for act in unit.acts:
            if state.put[act] < 0:
                found += self._act_blocks(act)
        short = state.short(unit.loss)
        if short is not None:
            account, points = short
            found.append(Block(cause=Cause.ACCOUNT, account=model.accounts[account], short=points))
        rule = unit.broken(state.option)
        if rule is not None:
            found.append(Block(cause=Cause.STATE, about=rule))
        if not found and any(state.start[one] < 0 for one in self._held(unit)):
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
