"""A walk and its figures in the slow, obvious way: everything is looked at anew at every start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import define, field

from dipoli.analysis.roadmap.answers import Block, Cause
from dipoli.analysis.roadmap.figures import Figures
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.rows import Entry, StepRow
from dipoli.analysis.roadmap.walk import Holds, Walk


def plain_walk(model: Model, rank: Sequence[float], holds: Holds, skipped: frozenset[int]) -> Walk:
    """From month to month; in each, down the list of units until nothing on it starts any more."""
    return _PlainWalk(model=model, rank=rank, holds=holds, skipped=skipped).run()


def levels(model: Model, entered: Iterable[Entry]) -> list[int]:
    """Points in each account: what a cell lacks counts in full; what it has, where it is single."""
    cells: dict[int, int] = defaultdict(int)
    for cell, points in entered:
        cells[cell] += points
    found = list(model.opening)
    for cell, points in cells.items():
        found[model.cells[cell]] += points if model.single else min(0, points)
    return found


@define(kw_only=True)
class _PlainWalk:
    model: Model
    rank: Sequence[float]
    holds: Holds
    skipped: frozenset[int]
    month: int = 0
    starts: list[tuple[int, tuple[int, ...], int]] = field(factory=list)

    def run(self) -> Walk:
        """All months one after another, though in most of them nothing changes."""
        model = self.model
        for self.month in range(model.horizon + 1):
            self._put()
            while self._once_through():
                self._put()
        self.month = model.horizon
        begun = self._begun()
        missing = [n for n in range(len(model.steps)) if n not in begun]
        return Walk(
            starts=tuple(self.starts),
            verified=max(
                (begun[n] + row.months for n, row in self._rows() if row.wanted and n in begun),
                default=0,
            ),
            missing=sum(model.steps[n].wanted for n in missing),
            left=tuple((n, self._why((n,))) for n in missing),
            months=tuple(begun.get(n, -1) for n, _row in self._rows()),
            bundles=tuple(
                (unit, self._why(unit)) for unit in model.bundles if not set(unit) & set(begun)
            ),
        )

    # ------------------------------------------------------------ how things stand

    def _rows(self) -> list[tuple[int, StepRow]]:
        return list(enumerate(self.model.steps))

    def _begun(self) -> dict[int, int]:
        return {n: month for month, steps, _act in self.starts for n in steps}

    def _put_acts(self) -> dict[int, int]:
        return {act: month for month, _steps, act in self.starts if act >= 0}

    def _verified(self) -> set[int]:
        """Steps that are verified by now; what begins in a month is not verified in it."""
        return {
            n
            for n, month in self._begun().items()
            if month + self.model.steps[n].months <= self.month
        }

    def _entered(self) -> list[Entry]:
        rows = [(c, p) for n in self._verified() for c, p in self.model.steps[n].gain]
        rows += [(c, -p) for n in self._begun() for c, p in self.model.steps[n].loss]
        return rows + [(c, -p) for act in self._put_acts() for c, p in self.model.acts[act].loss]

    def _options(self, further: Iterable[int] = ()) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for n in (*self._begun(), *further):
            for issue, option in self.model.steps[n].reach:
                found[issue] = max(found[issue], option)
        return found

    # ------------------------------------------------------------ what may start

    def _once_through(self) -> bool:
        steps = [n for n in range(len(self.model.steps)) if n not in self.skipped]
        units: list[tuple[int, ...]] = [(n,) for n in steps]
        units += [one for one in self.model.bundles if not self.skipped.intersection(one)]
        units.sort(key=lambda one: (min(self.rank[n] for n in one), -len(one), one))
        begun = False
        for unit in units:
            if not set(unit) & set(self._begun()) and self._may(unit):
                self.starts.append((self.month, unit, -1))
                begun = True
        return begun

    def _may(self, unit: tuple[int, ...]) -> bool:
        ends = max(self.model.steps[n].months for n in unit) + self.month
        if ends > self.model.horizon or self._undecided(unit) or self._is_held(unit):
            return False
        return not self._behind(unit) and self._short(unit) is None and self._rule(unit) is None

    def _undecided(self, unit: tuple[int, ...]) -> list[int]:
        put = self._put_acts()
        needed = dict.fromkeys(act for n in unit for act in self.model.steps[n].acts)
        months = {act: row.months for act, row in enumerate(self.model.acts)}
        return [act for act in needed if act not in put or put[act] + months[act] > self.month]

    def _is_held(self, unit: tuple[int, ...]) -> bool:
        waits = {one for n in unit for one in self.holds.get(n, ())}
        return bool(waits - set(unit) - set(self._begun()))

    def _behind(self, unit: tuple[int, ...]) -> list[tuple[Cause, int]]:
        rows, verified = [self.model.steps[n] for n in unit], self._verified()
        found = []
        for row in rows:
            found += [(Cause.PREREQUISITE, one) for one in row.after if one not in unit]
            found += [(Cause.ORDER, one) for one in row.orders]
        return [(cause, one) for cause, one in found if one not in verified]

    def _short(self, unit: Sequence[int], act: int | None = None) -> tuple[int, int] | None:
        """The account furthest below 0 among those from which is taken, and how far."""
        rows = [row for n in unit for row in self.model.steps[n].loss]
        rows += [] if act is None else self.model.acts[act].loss
        after = levels(self.model, [*self._entered(), *((c, -p) for c, p in rows)])
        touched = list(dict.fromkeys(self.model.cells[cell] for cell, _points in rows))
        worst = min(touched, key=lambda one: after[one], default=None)
        return None if worst is None or after[worst] >= 0 else (worst, -after[worst])

    def _rule(self, unit: tuple[int, ...]) -> str | None:
        now = self._options(unit)
        touched = {issue for n in unit for issue, _option in self.model.steps[n].reach}
        for rule in self.model.rules:
            atoms = dict(rule.atoms)
            if touched & set(atoms) and all(now[issue] in few for issue, few in rule.atoms):
                return rule.name
        return None

    # ------------------------------------------------------------ acts

    def _put(self) -> None:
        model = self.model
        first: dict[int, float] = {}
        for n, row in self._rows():
            for act in row.acts if n not in self.skipped else ():
                first[act] = min(first.get(act, self.rank[n]), self.rank[n])
        for act in sorted(first, key=lambda one: (bool(model.acts[one].loss), first[one], one)):
            told = model.acts[act]
            if act in self._put_acts() or not told.allowed[self.month]:
                continue
            if not told.loss or (not self._only_held(act) and self._short((), act) is None):
                self.starts.append((self.month, (), act))

    def _only_held(self, act: int) -> bool:
        """Whether an act serves only steps held back for others that never start with them."""
        served = [n for n, row in self._rows() if act in row.acts and n not in self.skipped]
        begun = self._begun()
        return all(
            any(
                one not in begun and not any({n, one} <= set(pair) for pair in self.model.bundles)
                for one in self.holds.get(n, ())
            )
            for n in served
        )

    # ------------------------------------------------------------ why not

    def _why(self, unit: tuple[int, ...]) -> tuple[Block, ...]:
        model = self.model
        if self.skipped.intersection(unit):
            return (Block(cause=Cause.NOT_WANTED),)
        found = [Block(cause=c, about=model.steps[one].id) for c, one in self._behind(unit)]
        for act in self._undecided(unit):
            if act not in self._put_acts():
                found += self._why_act(act)
        short = self._short(unit)
        if short is not None:
            account = model.accounts[short[0]]
            found.append(Block(cause=Cause.ACCOUNT, account=account, short=short[1]))
        rule = self._rule(unit)
        if rule is not None:
            found.append(Block(cause=Cause.STATE, about=rule))
        last = Cause.HELD if self._is_held(unit) else Cause.HORIZON
        return tuple(found) or (Block(cause=last),)

    def _why_act(self, act: int) -> list[Block]:
        row, short = self.model.acts[act], self._short((), act)
        last = max((month for month, _steps, _act in self.starts), default=0)
        if short is None:
            return [] if any(row.allowed[last:]) else [Block(cause=Cause.WINDOW, about=row.body)]
        account = self.model.accounts[short[0]]
        return [
            Block(cause=Cause.CONSENT, about=row.id),
            Block(cause=Cause.ACCOUNT, about=row.id, account=account, short=short[1]),
        ]


def plain_figures(model: Model, found: Walk, by: int) -> Figures:
    """The figures of a walk, every account reckoned from nothing at every moment."""
    begun = {n: month for n, month in enumerate(found.months) if month >= 0}
    needed = {act for n in begun for act in model.steps[n].acts}
    entered: list[Entry] = []
    highest, members = 0, {one.party: 0 for one in model.accounts}
    verified: set[int] = set()

    def moment() -> None:
        nonlocal highest
        exposed = [0] * len(model.accounts)
        for cell, account in enumerate(model.cells):
            exposed[account] -= min(0, sum(points for one, points in entered if one == cell))
        highest = max(highest, *exposed)
        for party, most in members.items():
            own = zip(model.accounts, exposed, strict=True)
            drawn = sum(points for account, points in own if account.party == party)
            members[party] = max(most, drawn)

    for month, steps, act in found.starts:
        if act >= 0 and act not in needed:
            continue
        for n in sorted(begun, key=lambda one: (begun[one] + model.steps[one].months, one)):
            if n not in verified and begun[n] + model.steps[n].months <= month:
                verified.add(n)
                entered += model.steps[n].gain
                moment()
        lost = model.acts[act].loss if act >= 0 else [e for n in steps for e in model.steps[n].loss]
        entered += [(cell, -points) for cell, points in lost]
        moment()
    return Figures(
        months=found.verified,
        peak=highest,
        spread=max(members.values()) - min(members.values()),
        value=sum(model.steps[n].value for n in begun if begun[n] + model.steps[n].months <= by),
    )
