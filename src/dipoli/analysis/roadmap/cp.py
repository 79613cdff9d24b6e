"""The adapter to CP-SAT: better roadmaps, with a proven bound. OR-Tools is imported here alone.

Theory of operation. The start month of every step and act is a variable. Every cell of an account
is a *reservoir* (inventory in scheduling: bibliography: neumann-schwindt-2003, laborie-2003): it
opens with the limit, loses points at starts, receives points at verified ends, and never falls
below 0. What happens in one month counts together there; since what is verified in a month comes
before its starts, and starts only take away, that is the last prefix of the month and the lowest.

A rule of state says that some options never hold all at once. The option of an issue is the
furthest one started, so each option holds over one interval of time, and a rule says that of the
intervals concerned one ends before another begins: an order of starts, exact but for starts in one
month, whose order is looked for afterwards. Where none exists in a month, or where accounts are
kept by basket and several fall short together, the solution is cut off and the solver asked again.

What is made best is a `Target`: one objective, while others keep the values that they have. Each is
said as something to make least (of value by a month: the value that is missed), so that a bound is
always from below.

The solver is never trusted: what it finds goes to the checker, and its bound is told as its word.
One worker, a seed and a limit in the solver's own units of work make it repeatable; a limit in
seconds, if given, does not.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from dipoli.analysis.roadmap.answers import Objective, Status
from dipoli.analysis.roadmap.arranging import arranged, lowest
from dipoli.analysis.roadmap.cp_figures import Event, Exposures
from dipoli.analysis.roadmap.model import Model, Rule
from dipoli.analysis.roadmap.walk import Starts, Walk

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

ASKED_EVERY = 0.2
"""Seconds between two questions whether to stop, while the solver works."""
MOST_CUTS = 40
"""Solutions that are cut off before the search is told as undecided."""


@frozen(kw_only=True)
class Means:
    """How much may be spent.

    Args:
        work: limit in the solver's deterministic time, about seconds of one core.
        seconds: limit in seconds, or None; an answer that it cuts short is not repeatable.
        phase: steps that may move on their own; what starts before them in the known walk stays,
            what starts after them moves forward as one. None: all may.
        any_length: whether any roadmap will do that has every wanted step.
    """

    work: float = 20.0
    seconds: float | None = None
    phase: frozenset[int] | None = None
    any_length: bool = False


@frozen(kw_only=True)
class Target:
    """What is made best, and what is kept.

    Args:
        objective: what is made best; None for the fewest wanted steps left out.
        kept: values of other objectives that must not become worse.
        by: for `Objective.VALUE`, the month by which steps are verified; None for the horizon.
        left_out: None where every wanted step is taken, else how many may be left out.
        never: steps that are not taken, since they are proven to be in no roadmap.
    """

    objective: Objective | None = Objective.SHORTEST
    kept: Mapping[Objective, int] = field(factory=dict)
    by: int | None = None
    left_out: int | None = None
    never: frozenset[int] = frozenset()


@frozen(kw_only=True)
class Solved:
    """What the solver says of the best roadmap for a target.

    Args:
        status: proven best, found, proven to be none, or nothing known.
        value: what was found by the target's objective (of value by a month: what is missed of
            all there is), else None.
        bound: nothing is better by the objective, else None.
        starts: what starts when, in order; empty when nothing was found.
        work: what was spent, in the solver's deterministic time.
    """

    status: Status
    value: int | None
    bound: int | None
    starts: Starts
    work: float = 0.0


def is_installed() -> bool:
    """Whether OR-Tools can be imported here."""
    try:
        import ortools.sat.python.cp_model  # noqa: F401, PLC0415 - heavy, and may be missing
    except ImportError:
        return False
    return True


def shortest(
    model: Model,
    *,
    seed: int,
    means: Means,
    known: Walk | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Solved:
    """The shortest roadmap that holds every wanted step, as far as the means go.

    Args:
        model: the question; steps that are not wanted may be left out.
        seed: of the solver.
        means: how much may be spent.
        known: a complete walk; it shows a length to begin with and bounds the months.
        stop: asked several times a second, from another thread.

    Raises:
        ImportError: OR-Tools is not installed.
    """
    return _Program(model=model, known=known, means=means).solve(seed, stop)


def best_for(
    model: Model,
    target: Target,
    *,
    known: Walk,
    seed: int,
    means: Means,
    stop: Callable[[], bool] = lambda: False,
) -> Solved:
    """The best roadmap for a target, as far as the means go.

    Args:
        model: the question; steps that are not wanted may be left out.
        target: what is made best, and what is kept.
        known: a walk that keeps what is to be kept.
        seed: of the solver.
        means: how much may be spent.
        stop: asked several times a second, from another thread.

    Raises:
        ImportError: OR-Tools is not installed.
    """
    peak = target.kept.get(Objective.LEAST_PEAK)
    if peak is not None:  # an account is drawn no further where it opens with no more
        model = evolve(model, opening=tuple(min(one, peak) for one in model.opening))
    return _Program(model=model, known=known, means=means, target=target).solve(seed, stop)


def _solved(
    solver: cp_model.CpSolver, program: cp_model.CpModel, stop: Callable[[], bool]
) -> cp_model.CpSolverStatus:
    """Solve, and ask all the while whether to stop: the solver itself would not."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(ASKED_EVERY):
            if stop():
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return solver.solve(program)
    finally:
        over.set()
        watcher.join()


@define(kw_only=True)
class _Program:
    """The constraint program of a model."""

    model: Model
    known: Walk | None
    means: Means
    target: Target | None = None
    cp: cp_model.CpModel = field(init=False)
    horizon: int = field(init=False)
    sure: tuple[bool, ...] = field(init=False)
    start: list[cp_model.IntVar] = field(factory=list)
    active: list[cp_model.IntVar | None] = field(factory=list)
    put: list[cp_model.IntVar] = field(factory=list)
    used: list[cp_model.IntVar] = field(factory=list)
    joined: list[cp_model.IntVar] = field(factory=list)
    length: cp_model.IntVar = field(init=False)
    reached: dict[tuple[int, int], cp_model.IntVar] = field(factory=dict)
    exposures: Exposures | None = None

    def __attrs_post_init__(self) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, and may be missing

        self.cp = cp_model.CpModel()
        target = self.target
        every = target is None or target.left_out is None
        self.sure = tuple(row.wanted and every for row in self.model.steps)
        self.horizon = self._latest()
        self._variables(cp_model.Domain)
        self._bundles()
        self._orders()
        self._reservoirs()
        for rule in self.model.rules:
            self._rule(rule)
        if self.known is not None:
            self._hint(self.known)
            if self.means.phase is not None:
                self._phase(self.known, self.means.phase)
        if target is not None:
            self._aim(target)
        elif not self.means.any_length:
            self.cp.minimize(self.length)

    def _latest(self) -> int:
        """The month by which wanted steps are verified."""
        if self.target is not None:
            return self.target.kept.get(Objective.SHORTEST, self.model.horizon)
        complete = self.known is not None and self.known.complete
        return self.known.verified if self.known and complete else self.model.horizon

    # ------------------------------------------------------------ variables and orders

    def _variables(self, domains: type[cp_model.Domain]) -> None:
        model = self.model
        last = self.horizon if all(self.sure) else model.horizon
        self.length = self.cp.new_int_var(0, self.horizon, "length")
        for row, sure in zip(model.steps, self.sure, strict=True):
            until = (self.horizon if row.wanted else last) - row.months
            start = self.cp.new_int_var(0, max(until, 0), row.id)
            taken = None if sure else self.cp.new_bool_var(f"{row.id} taken")
            if until < 0 and row.wanted:
                self.cp.add_bool_or([] if taken is None else [taken.negated()])
            self.start.append(start)
            self.active.append(taken)
            if row.wanted:
                made = self.cp.add(self.length >= start + row.months)
                if taken is not None:
                    made.only_enforce_if(taken)
        for act in model.acts:
            months = [m for m in range(last + 1) if act.allowed[m]] or [last]
            domain = domains.from_values(months)
            self.put.append(self.cp.new_int_var_from_domain(domain, act.id))
        for number in range(len(model.acts)):
            self.used.append(self._use(number))

    def _use(self, act: int) -> cp_model.IntVar:
        """Whether an act is put: where a step that needs it is taken. Others cost nothing."""
        serves = [n for n, row in enumerate(self.model.steps) if act in row.acts]
        takens = [self.active[n] for n in serves]
        if any(taken is None for taken in takens):
            return self.cp.new_constant(1)
        used = self.cp.new_bool_var(f"{self.model.acts[act].id} put")
        for taken in takens:
            if taken is not None:
                self.cp.add_implication(taken, used)
        return used

    def _bundles(self) -> None:
        """A literal for each bundle: its steps start in one month, as one."""
        model = self.model
        for n, bundle in enumerate(model.bundles):
            joined = self.cp.new_bool_var(f"bundle {n}")
            for one, other in itertools.pairwise(bundle):
                self.cp.add(self.start[one] == self.start[other]).only_enforce_if(joined)
            for one in bundle:
                taken = self.active[one]
                if taken is not None:
                    self.cp.add_implication(joined, taken)
            self.joined.append(joined)
        for n in range(len(model.steps)):
            inside = [
                b for b, bundle in zip(self.joined, model.bundles, strict=True) if n in bundle
            ]
            if len(inside) > 1:
                self.cp.add_at_most_one(inside)

    def _orders(self) -> None:
        model = self.model
        for n, row in enumerate(model.steps):
            for one in row.after:
                both = [
                    joined
                    for joined, bundle in zip(self.joined, model.bundles, strict=True)
                    if n in bundle and one in bundle
                ]
                self._before(one, n, unless=both)
            for one in row.orders:
                self._before(one, n, unless=[])
            for act in row.acts:
                made = self.cp.add(self.put[act] + model.acts[act].months <= self.start[n])
                taken = self.active[n]
                if taken is not None:
                    made.only_enforce_if(taken)

    def _before(self, one: int, other: int, unless: Sequence[cp_model.IntVar]) -> None:
        end = self.start[one] + self.model.steps[one].months
        made = self.cp.add(end <= self.start[other])
        taken, needed = self.active[other], self.active[one]
        conditions = [lit.negated() for lit in unless]
        if needed is not None:
            self.cp.add_bool_or([needed] if taken is None else [taken.negated(), needed])
        if taken is not None:
            conditions.append(taken)
        if conditions:
            made.only_enforce_if(*conditions)

    # ------------------------------------------------------------ accounts

    def _reservoirs(self) -> None:
        for account in range(len(self.model.accounts)):
            cells = [c for c, a in enumerate(self.model.cells) if a == account]
            for cell in cells:
                self._reservoir(account, frozenset([cell]))

    def _reservoir(self, account: int, cells: frozenset[int]) -> None:
        """Some cells of an account together: its opening and their points stay at 0 or more."""
        times: list[cp_model.LinearExprT] = []
        changes: list[int] = []
        actives: list[cp_model.LiteralT] = []
        lost = 0
        for n, row in enumerate(self.model.steps):
            taken = self.active[n]
            literal = self.cp.new_constant(1) if taken is None else taken
            loss = sum(points for cell, points in row.loss if cell in cells)
            gain = sum(points for cell, points in row.gain if cell in cells)
            lost += loss
            for points, time in ((-loss, self.start[n]), (gain, self.start[n] + row.months)):
                if points:
                    times.append(time)
                    changes.append(points)
                    actives.append(literal)
        for act, put, used in zip(self.model.acts, self.put, self.used, strict=True):
            loss = sum(points for cell, points in act.loss if cell in cells)
            lost += loss
            if loss:
                times.append(put)
                changes.append(-loss)
                actives.append(used)
        room = self.model.opening[account]
        if lost > room:
            top = sum(points for points in changes if points > 0)
            self.cp.add_reservoir_constraint_with_active(times, changes, actives, -room, top)

    # ------------------------------------------------------------ state

    def _from(self, issue: int, option: int) -> cp_model.IntVar:
        """The month from which an issue stands at an option or further; never is horizon + 1."""
        key = (issue, option)
        if key not in self.reached:
            never = self.model.horizon + 1
            whens = []
            for n, row in enumerate(self.model.steps):
                if any(i == issue and o >= option for i, o in row.reach):
                    taken = self.active[n]
                    if taken is None:
                        whens.append(self.start[n])
                    else:
                        when = self.cp.new_int_var(0, never, f"{row.id} begins")
                        self.cp.add(when == self.start[n]).only_enforce_if(taken)
                        self.cp.add(when == never).only_enforce_if(taken.negated())
                        whens.append(when)
            if len(whens) == 1:
                self.reached[key] = whens[0]
            else:
                first = self.cp.new_int_var(0, never, f"{issue} at {option}")
                self.cp.add_min_equality(first, whens)
                self.reached[key] = first
        return self.reached[key]

    def _runs(self, issue: int, options: frozenset[int]) -> list[tuple[int, int | None]]:
        """Intervals of reachable options inside a set: the first, and the first beyond or None."""
        reach = sorted({0} | {o for row in self.model.steps for i, o in row.reach if i == issue})
        found: list[tuple[int, int | None]] = []
        inside = [option in options for option in reach]
        for k, option in enumerate(reach):
            if inside[k] and (k == 0 or not inside[k - 1]):
                beyond = next((reach[m] for m in range(k, len(reach)) if not inside[m]), None)
                found.append((option, beyond))
        return found

    def _rule(self, rule: Rule) -> None:
        """Of the intervals in which the options of a rule hold, one ends before another begins."""
        atoms = [(issue, self._runs(issue, options)) for issue, options in rule.atoms]
        for chosen in itertools.product(*(runs for _issue, runs in atoms)):
            spans = [(issue, *run) for (issue, _runs), run in zip(atoms, chosen, strict=True)]
            literals = list(self._apart(spans))
            if not any(literal is True for literal in literals):
                self.cp.add_bool_or([one for one in literals if one is not True])

    def _apart(
        self, spans: Sequence[tuple[int, int, int | None]]
    ) -> Iterator[cp_model.IntVar | bool]:
        """Literals of which one keeps the intervals from having a moment in common."""
        never = self.model.horizon + 1
        for issue, first, _beyond in spans:
            if first and not self._is_sure(issue, first):
                literal = self.cp.new_bool_var("")
                self.cp.add(self._from(issue, first) >= never).only_enforce_if(literal)
                yield literal
        for (ended, _first, beyond), (begun, first, _end) in itertools.product(spans, spans):
            if beyond is not None and first:
                literal = self.cp.new_bool_var("")
                end, begin = self._from(ended, beyond), self._from(begun, first)
                self.cp.add(end <= begin).only_enforce_if(literal)
                yield literal

    def _is_sure(self, issue: int, option: int) -> bool:
        """Whether every roadmap brings an issue to an option."""
        return any(
            sure and any(i == issue and o >= option for i, o in row.reach)
            for row, sure in zip(self.model.steps, self.sure, strict=True)
        )

    def _phase(self, known: Walk, phase: frozenset[int]) -> None:
        """Hold all but some steps: earlier ones where they are, later ones to each other."""
        first = min(known.months[n] for n in phase)
        forward = self.cp.new_int_var(0, self.horizon, "forward")
        for n, month in enumerate(known.months):
            if n in phase:
                continue
            taken = self.active[n]
            if taken is not None:
                self.cp.add(taken == int(month >= 0))
            if month >= 0:
                later = month > first
                self.cp.add(self.start[n] == (month - forward if later else month))

    # ------------------------------------------------------------ targets

    def _aim(self, target: Target) -> None:
        """Keep what is to be kept, and make least what is to be made best."""
        for n in target.never:
            taken = self.active[n]
            if taken is not None:
                self.cp.add(taken == 0)
        if target.left_out is not None:
            self.cp.add(self._left_out() <= target.left_out)
        for objective, value in target.kept.items():
            if objective in {Objective.BALANCED, Objective.VALUE}:
                self.cp.add(self._term(objective) <= value)
        self.cp.minimize(self._term(target.objective))

    def _term(self, objective: Objective | None) -> cp_model.LinearExprT:
        """What an objective makes least."""
        if objective is None:
            return self._left_out()
        if objective is Objective.SHORTEST:
            return self.length
        if objective is Objective.LEAST_PEAK:
            return self._exposures().peak()
        if objective is Objective.BALANCED:
            self._use_no_more()
            return self._exposures().spread()
        return self._missed()

    def _left_out(self) -> cp_model.LinearExprT:
        takens = (self.active[n] for n, row in enumerate(self.model.steps) if row.wanted)
        return sum(1 - taken for taken in takens if taken is not None)

    def _missed(self) -> cp_model.LinearExprT:
        """Points of benefit that are not had by the month that counts."""
        by = self.target.by if self.target is not None else None
        last = self.model.horizon if by is None else by
        missed: list[cp_model.LinearExprT] = []
        for n, row in enumerate(self.model.steps):
            if row.value:
                late = self.cp.new_bool_var(f"{row.id} late")
                made = self.cp.add(self.start[n] + row.months <= last)
                made.only_enforce_if(late.negated())
                taken = self.active[n]
                if taken is not None:
                    self.cp.add_bool_or([late, taken])
                if self.known is not None:
                    month = self.known.months[n]
                    self.cp.add_hint(late, month < 0 or month + row.months > last)
                missed.append(row.value * late)
        return sum(missed)

    def _use_no_more(self) -> None:
        """No act is put that no step needs: it would draw an account for nothing."""
        for number, used in enumerate(self.used):
            takens = [
                self.active[n] for n, row in enumerate(self.model.steps) if number in row.acts
            ]
            serves = [taken for taken in takens if taken is not None]
            if len(serves) == len(takens):
                self.cp.add_bool_or([used.negated(), *serves])

    def _exposures(self) -> Exposures:
        if self.exposures is None:
            last = self.horizon if all(self.sure) else self.model.horizon
            events = tuple(self._events())
            self.exposures = Exposures(cp=self.cp, model=self.model, events=events, last=last)
        return self.exposures

    def _events(self) -> Iterator[Event]:
        """Everything that changes an account."""
        months = self.known.months if self.known is not None else (-1,) * len(self.model.steps)
        for n, row in enumerate(self.model.steps):
            taken, month = self.active[n], months[n] if months[n] >= 0 else None
            lost = {cell: -points for cell, points in row.loss}
            if lost:
                yield Event(month=self.start[n], taken=taken, points=lost, known=month)
            if row.gain:
                ended = None if month is None else month + row.months
                end = self.start[n] + row.months
                yield Event(month=end, taken=taken, points=dict(row.gain), known=ended)
        put = {act: month for month, _steps, act in (self.known.starts if self.known else ())}
        needed = {
            act for n, row in enumerate(self.model.steps) if months[n] >= 0 for act in row.acts
        }
        for number, act in enumerate(self.model.acts):
            lost = {cell: -points for cell, points in act.loss}
            if lost:
                known = put.get(number) if number in needed else None
                used = self.used[number]
                yield Event(month=self.put[number], taken=used, points=lost, known=known)

    # ------------------------------------------------------------ solving

    def _hint(self, known: Walk) -> None:
        for n, month in enumerate(known.months):
            taken = self.active[n]
            if taken is not None:
                self.cp.add_hint(taken, month >= 0)
            if month >= 0:
                self.cp.add_hint(self.start[n], month)
        for month, _steps, act in known.starts:
            if act >= 0:
                self.cp.add_hint(self.put[act], month)
        together = {frozenset(steps) for _month, steps, _act in known.starts}
        for joined, bundle in zip(self.joined, self.model.bundles, strict=True):
            self.cp.add_hint(joined, frozenset(bundle) in together)
        if known.complete:
            self.cp.add_hint(self.length, known.verified)

    def solve(self, seed: int, stop: Callable[[], bool]) -> Solved:
        """Solve, look at what was found, cut it off if it cannot be put in order, and again."""
        from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, and may be missing

        left, bound = self.means.work, None
        for _cut in range(MOST_CUTS):
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            # Ctrl-C is the program's: the solver would leave no handler behind, and end it.
            solver.parameters.catch_sigint_signal = False
            solver.parameters.random_seed = seed & 0x7FFFFFFF
            solver.parameters.max_deterministic_time = max(left, 0.01)
            if self.target is not None:
                # Literals by the thousand, few of which bind: to probe and to relax them costs
                # more than the whole search.
                solver.parameters.cp_model_probing_level = 0
                solver.parameters.linearization_level = 0
                solver.parameters.symmetry_level = 0
            if self.means.seconds is not None:
                solver.parameters.max_time_in_seconds = self.means.seconds
            said = _solved(solver, self.cp, stop)
            left -= solver.response_proto.deterministic_time
            if said == cp_model.INFEASIBLE:
                return Solved(status=Status.INFEASIBLE, value=None, bound=None, starts=())
            if self.target is not None or not self.means.any_length:
                bound = max(0, round(solver.best_objective_bound))
            if said not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
                break
            starts = self._read(solver)
            if starts is not None:
                optimal = said == cp_model.OPTIMAL
                return Solved(
                    status=Status.OPTIMAL if optimal else Status.FEASIBLE,
                    value=self._value(solver),
                    bound=bound,
                    starts=starts,
                    work=self.means.work - left,
                )
            if left <= 0 or stop():
                break
        work = self.means.work - left
        return Solved(status=Status.UNKNOWN, value=None, bound=bound, starts=(), work=work)

    def _value(self, solver: cp_model.CpSolver) -> int:
        return solver.value(self.length) if self.target is None else round(solver.objective_value)

    def _read(self, solver: cp_model.CpSolver) -> Starts | None:
        """What was found, in order; None when it has none, and then it is cut off."""
        months = {
            n: solver.value(start)
            for n, start in enumerate(self.start)
            if (taken := self.active[n]) is None or solver.boolean_value(taken)
        }
        used = {act for n in months for act in self.model.steps[n].acts}
        acts = {act: solver.value(self.put[act]) for act in sorted(used)}
        bundles = [
            bundle
            for joined, bundle in zip(self.joined, self.model.bundles, strict=True)
            if solver.boolean_value(joined)
        ]
        starts = arranged(self.model, months, acts, bundles)
        if starts is None:
            self._cut(months, bundles)
            return None
        short = lowest(self.model, starts)
        if short is not None:
            account, cells = short
            self._reservoir(account, cells)
            return None
        return starts

    def _cut(self, months: Mapping[int, int], bundles: Sequence[tuple[int, ...]]) -> None:
        """Forbid what was found of all steps that bear on a rule: months and bundles together."""
        bear = {issue for rule in self.model.rules for issue, _options in rule.atoms}
        literals: list[cp_model.LiteralT] = [
            joined.negated() if bundle in bundles else joined
            for joined, bundle in zip(self.joined, self.model.bundles, strict=True)
        ]
        for n, row in enumerate(self.model.steps):
            if not any(issue in bear for issue, _option in row.reach):
                continue
            other = self.cp.new_bool_var("")
            taken = self.active[n]
            if n in months:
                made = self.cp.add(self.start[n] != months[n])
                if taken is None:
                    made.only_enforce_if(other)
                else:
                    made.only_enforce_if(other, taken)
            elif taken is not None:
                self.cp.add_implication(other, taken)
            literals.append(other)
        self.cp.add_bool_or(literals)
