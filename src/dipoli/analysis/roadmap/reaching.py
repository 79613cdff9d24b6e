"""As far as it goes: a road to each step that the best walk leaves out, or word that there is none.

For each wanted step that is left out and not ruled out by reckoning, bundles first: walks that mind
this step before all others; then walks that keep it and reach for the rest. Where walks do not get
there, a solver is asked for an order of starts, without months: it proves that there is none, or
finds one that a walk then follows. The roadmap that reaches most wanted steps is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import define, evolve, field, frozen

from dipoli.analysis.roadmap.answers import Reach, Status
from dipoli.analysis.roadmap.closure import needed_for
from dipoli.analysis.roadmap.cp import shortest
from dipoli.analysis.roadmap.greedy import Found, Measure, search
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.solving import Means
from dipoli.analysis.roadmap.walk import Starts, Walk, walk

_ROUNDS = 2
"""How often the steps left out are gone through."""
_SHARE = 0.2
"""Of the work, what one question to the solver may take."""


@frozen(kw_only=True)
class Reached:
    """The walk that goes furthest, and what is known of each wanted step that it leaves out.

    Args:
        found: the walk.
        reach: by number of the step, what is known of it.
        roads: by number of the step, a walk that has it.
    """

    found: Found
    reach: Mapping[int, Reach]
    roads: Mapping[int, Walk]


def wanting(model: Model, goals: frozenset[int]) -> Model:
    """The same question with other steps wanted."""
    rows = (evolve(row, wanted=n in goals) for n, row in enumerate(model.steps))
    return evolve(model, steps=tuple(rows))


def untimed(model: Model) -> Model:
    """The question whether there is any order of starts, whatever the months.

    Every step takes one month and calendars are open: starts one after another fit in as many
    months as there are steps. Where this has no answer, the question with its months has none.
    """
    horizon = len(model.steps)
    always = (True,) * (horizon + 1)
    return evolve(
        model,
        horizon=horizon,
        steps=tuple(evolve(row, months=1) for row in model.steps),
        acts=tuple(evolve(row, months=0, allowed=always) for row in model.acts),
    )


def further(  # noqa: PLR0913 - all but the first three have plain defaults
    model: Model,
    found: Found,
    out: frozenset[int],
    *,
    measure: Measure,
    seed: int,
    tries: int,
    means: Means | None = None,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[int, Found], None] = lambda _n, _found: None,
) -> Reached:
    """Go further than a walk that leaves out wanted steps.

    Args:
        model: the question.
        found: the walk.
        out: steps that are ruled out by reckoning.
        measure: what is better; first of all fewer wanted steps left out.
        seed: of random numbers.
        tries: walks for each step and way of going there.
        means: what the solver may spend; None to do without.
        stop: asked between walks, and by the solver; the best so far is told.
        told: called with each better walk.
    """
    return _Further(
        model=model, best=found, out=out, measure=measure, seed=seed, tries=tries,
        work=0.0 if means is None else means.work, means=means, stop=stop, told=told,
    ).run()  # fmt: skip


@define(kw_only=True)
class _Further:
    model: Model
    best: Found
    out: frozenset[int]
    measure: Measure
    seed: int
    tries: int
    work: float
    means: Means | None
    stop: Callable[[], bool]
    told: Callable[[int, Found], None]
    roads: dict[int, Walk] = field(factory=dict)
    searches: int = 0
    never: set[int] = field(factory=set)
    apart: dict[int, frozenset[int]] = field(factory=dict)

    def run(self) -> Reached:
        """Go through the steps left out, by walks and then by the solver."""
        for ways in (self._by_walks, self._by_solver):
            for _round in range(_ROUNDS):
                before = self.best
                for unit in self._left():
                    if not self.stop() and any(self._is_left(n) for n in unit):
                        ways(unit)
                if self.best is before:
                    break
        return Reached(found=self.best, reach=self._reach(), roads=self.roads)

    def _is_left(self, n: int) -> bool:
        """Whether the best walk has not a step that nothing rules out."""
        return (
            self.best.walk.months[n] < 0
            and n not in self.out
            and n not in self.never
            and not self._is_apart(n)
        )

    def _is_apart(self, n: int) -> bool:
        """Whether a step is proven not to go together with all that the best walk reaches."""
        return n in self.apart and self.apart[n] <= self._kept()

    def _kept(self) -> frozenset[int]:
        rows = enumerate(self.model.steps)
        return frozenset(n for n, row in rows if row.wanted and self.best.walk.months[n] >= 0)

    def _left(self) -> list[tuple[int, ...]]:
        """Wanted steps that are left out and not ruled out: bundles, then steps by themselves."""
        wanted = [n for n, row in enumerate(self.model.steps) if row.wanted and self._is_left(n)]
        bundles = [
            bundle
            for bundle in self.model.bundles
            if all(map(self._is_left, bundle)) and any(n in wanted for n in bundle)
        ]
        return [*bundles, *((n,) for n in wanted)]

    def _reach(self) -> dict[int, Reach]:
        rows = enumerate(self.model.steps)
        left = [n for n, row in rows if row.wanted and self.best.walk.months[n] < 0]
        return {n: self._known(n) for n in left}

    def _known(self, n: int) -> Reach:
        if n in self.out:
            return Reach.RECKONED
        if n in self.never:
            return Reach.SOLVER
        if n not in self.roads:
            return Reach.OPEN
        return Reach.APART if self._is_apart(n) else Reach.ALONE

    def _take(self, found: Found, numbered: int = 0) -> None:
        """Keep a walk where it is better, and as a road to what it has."""
        for n, month in enumerate(found.walk.months):
            if month >= 0:
                self.roads.setdefault(n, found.walk)
        if self.measure(found.walk) < self.measure(self.best.walk):
            self.best = found
            self.told(numbered, found)

    # ------------------------------------------------------------ walks

    def _by_walks(self, unit: tuple[int, ...]) -> None:
        """Walks that mind some steps before others, alone and then with all the rest."""
        goals = frozenset(unit)
        for _way in range(2):
            alone = self._toward(goals, goals, None)
            if alone is not None:
                self._with_the_rest(goals, alone)
                break

    def _with_the_rest(self, goals: frozenset[int], alone: Found) -> None:
        rest = {n for n, row in enumerate(self.model.steps) if row.wanted and n not in self.never}
        self._toward(goals, goals | (rest - self.out), alone)

    def _toward(
        self, goals: frozenset[int], heeded: frozenset[int], begun: Found | None
    ) -> Found | None:
        """The best walk that has all goals, or None; without a walk to begin with, the first."""
        reached = False

        def measure(one: Walk) -> tuple[int, ...]:
            return (sum(one.months[n] < 0 for n in goals), *self.measure(one))

        def told(_number: int, one: Found) -> None:
            nonlocal reached
            reached = not measure(one.walk)[0]
            self._take(one)

        found = search(
            self.model,
            seed=(self.seed + self.searches) % (1 << 63),
            tries=self.tries,
            measure=measure,
            stop=lambda: self.stop() or (reached and begun is None),
            told=told,
            heeded=needed_for(self.model, heeded) - self.out,
            begun=begun,
            all_at_once=begun is None and self.searches % 2 == 0,
        )
        self.searches += 1
        return found if reached else None

    # ------------------------------------------------------------ the solver

    def _by_solver(self, unit: tuple[int, ...]) -> None:
        """Ask for an order of starts that has a step, alone and then with all that is kept."""
        if len(unit) > 1:
            return
        (n,) = unit
        if n not in self.roads and self._ask(frozenset(unit)):
            self.never.add(n)
        kept = self._kept()
        if n in self.roads and n not in kept and self._ask(kept.union(unit)):
            self.apart[n] = kept

    def _ask(self, goals: frozenset[int]) -> bool:
        """Whether it is proven that no roadmap has all goals; a walk that has them is taken."""
        if self.means is None or self.work <= 0 or self.stop():
            return False
        question = untimed(wanting(self.model, goals))
        share = evolve(self.means, work=min(self.work, self.means.work * _SHARE), any_length=True)
        self.work -= share.work
        said = shortest(question, seed=self.seed, means=share, stop=self.stop)
        if said.starts:
            found = followed(self.model, said.starts)
            self._take(found)
            if all(found.walk.months[n] >= 0 for n in goals):
                self._with_the_rest(goals, found)
        return said.status is Status.INFEASIBLE


def followed(model: Model, starts: Starts) -> Found:
    """A walk that takes starts in a given order, each when it can; then whatever else can start."""
    units = [steps for _month, steps, _act in starts if steps]
    last = frozenset(units[-1]) if units else frozenset[int]()
    count = len(model.steps)
    rank = [float(len(units) + n) for n in range(count)]
    holds = dict.fromkeys(range(count), last)
    before: frozenset[int] = frozenset()
    for place, unit in enumerate(units):
        for n in unit:
            rank[n] = float(place)
            holds[n] = before | (frozenset(unit) - {n})
        before = frozenset(unit)
    return Found(walk=walk(model, rank, holds=holds), rank=tuple(rank), holds=holds)
