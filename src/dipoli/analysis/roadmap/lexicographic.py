"""One objective after another, each made best while those before it keep what they reached.

First of all come the fewest wanted steps left out, then the objectives in the order asked for
(lexicographic optimisation). What the solver finds is reckoned again as `figures` does, and every
bound is held against it: where they disagree, nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import define, evolve, field, frozen

from dipoli.analysis.roadmap.answers import Attained, Status
from dipoli.analysis.roadmap.arranging import walk_of
from dipoli.analysis.roadmap.cp import best_for
from dipoli.analysis.roadmap.figures import figures, order_of, worth
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.question import Objective
from dipoli.analysis.roadmap.solving import Means, Solved, Target
from dipoli.analysis.roadmap.walk import Walk, replayed


@frozen(kw_only=True)
class Search:
    """What a lexicographic search is given.

    Args:
        model: the question.
        objectives: what is better, the first first.
        by: for `Objective.VALUE`, the month by which steps are verified; None for the horizon.
        seed: of the solver.
        means: what the solver may spend on all objectives, each its share of what those before it
            left; None to do without.
        stop: asked before each objective and while the solver works.
        never: steps proven to be in no roadmap.
        shortest: no complete roadmap is shorter; None where that was not proven.
    """

    model: Model
    objectives: tuple[Objective, ...]
    by: int | None
    seed: int
    means: Means | None
    stop: Callable[[], bool] = lambda: False
    never: frozenset[int] = frozenset()
    shortest: int | None = None


def attain(search: Search, known: Walk) -> tuple[Walk, tuple[Attained, ...]]:
    """Make a walk better by one objective after another.

    Args:
        search: what is asked, and what may be spent.
        known: a walk to begin with.

    Returns:
        A walk that is no worse, and what is known of each objective.

    Raises:
        ImportError: means are given and OR-Tools is not installed.
        RuntimeError: the solver's values are not those of what it found, or something is better
            than a bound: a fault of this program or of the solver.
    """
    work = _Search(given=search, best=known)
    told = tuple(work.run())
    return work.best, told


def _sign(objective: Objective | None) -> int:
    return -1 if objective is Objective.VALUE else 1


@define(kw_only=True)
class _Search:
    given: Search
    best: Walk
    kept: dict[Objective, int] = field(factory=dict)
    spent: float = 0.0

    def run(self) -> Iterator[Attained]:
        """Each objective in turn; what is found for a later one may be better by an earlier too."""
        told = [self._attained(one) for one in (None, *self.given.objectives)]
        for one in told:
            value = self._held(one.objective, one.bound)
            yield evolve(one, value=value, by_walks_alone=one.by_walks_alone and one.bound != value)

    def _attained(self, objective: Objective | None) -> Attained:
        given = self.given
        bound = self._plain_bound(objective)
        looked = False
        if given.means is not None and not given.stop() and not self._is_best(objective, bound):
            left = len(given.objectives) - len(self.kept) + (objective is None)
            means = evolve(given.means, work=(given.means.work - self.spent) / left)
            said = best_for(
                given.model, self._target(objective), known=self.best, seed=given.seed,
                means=means, stop=given.stop,
            )  # fmt: skip
            self.spent += said.work
            looked = True
            self._take(said, objective)
            bound = self._tighter(bound, self._told(objective, said.bound), objective)
        value = self._held(objective, bound)
        kept = (*self.kept, *(() if objective is None else (objective,)))
        self.kept = {one: self._least(self._value(self.best, one), one) for one in kept}
        return Attained(objective=objective, value=value, bound=bound, by_walks_alone=not looked)

    # ------------------------------------------------------------ values and bounds

    def _held(self, objective: Objective | None, bound: int | None) -> int:
        """The value of the best walk, which must not be beyond its bound."""
        value = self._value(self.best, objective)
        if bound is not None and _sign(objective) * (value - bound) < 0:
            message = f"{_name(objective)} is {value}, beyond the bound of {bound}"
            raise RuntimeError(message)
        return value

    def _value(self, walk: Walk, objective: Objective | None) -> int:
        if objective is None:
            return walk.missing + len(self.given.model.lost)
        return worth(figures(self.given.model, walk, self.given.by), objective)

    def _least(self, value: int, objective: Objective | None) -> int:
        """A value as the solver's target has it, which is always made least."""
        if objective is None:
            return value - len(self.given.model.lost)
        return self._all_value() - value if objective is Objective.VALUE else value

    def _told(self, objective: Objective | None, bound: int | None) -> int | None:
        """A bound of the solver's target, as it is told."""
        if bound is None:
            return None
        if objective is None:
            return bound + len(self.given.model.lost)
        return self._all_value() - bound if objective is Objective.VALUE else bound

    def _all_value(self) -> int:
        return sum(row.value for row in self.given.model.steps)

    def _plain_bound(self, objective: Objective | None) -> int | None:
        """What is known before the solver looks; for exposures nothing but that none is below 0."""
        given, model = self.given, self.given.model
        if objective is None:
            never = sum(model.steps[n].wanted for n in given.never) + len(model.lost)
            return never if never or self.best.complete else None
        if objective is Objective.VALUE:
            whole = self._all_value() - sum(model.steps[n].value for n in given.never)
            return whole if self._value(self.best, objective) == whole else None
        if objective is Objective.SHORTEST and self.best.complete and given.shortest is not None:
            return given.shortest
        return 0 if self._value(self.best, objective) == 0 else None

    def _is_best(self, objective: Objective | None, bound: int | None) -> bool:
        """Whether nothing is left to be asked of the solver."""
        if objective is Objective.SHORTEST and bound is not None and not self.kept:
            return True  # the bound is what the solver had to say of the same question
        return bound == self._value(self.best, objective)

    def _tighter(
        self, one: int | None, other: int | None, objective: Objective | None
    ) -> int | None:
        known = [bound for bound in (one, other) if bound is not None]
        return max(known, key=lambda bound: _sign(objective) * bound, default=None)

    # ------------------------------------------------------------ the solver

    def _target(self, objective: Objective | None) -> Target:
        return Target(
            objective=objective,
            kept=dict(self.kept),
            by=self.given.by,
            left_out=self.best.missing or None,
            never=self.given.never if self.best.missing else frozenset(),
        )

    def _take(self, said: Solved, objective: Objective | None) -> None:
        """Take what the solver found where it is better, once it is what the solver said."""
        if said.value is None:
            if said.status is Status.INFEASIBLE:
                message = f"{_name(objective)}: the solver denies a roadmap that is known"
                raise RuntimeError(message)
            return
        model = self.given.model
        begun = walk_of if self.best.complete else replayed
        found = begun(model, said.starts)
        value = self._least(self._value(found, objective), objective)
        wrong = value > said.value or (said.status is Status.OPTIMAL and value != said.value)
        for one, kept in self.kept.items():
            wrong = wrong or self._least(self._value(found, one), one) > kept
        if wrong or found.missing > self.best.missing:
            message = f"{_name(objective)}: what the solver found is not what it said of it"
            raise RuntimeError(message)
        if self._order(found) < self._order(self.best):
            self.best = found

    def _order(self, walk: Walk) -> tuple[int, ...]:
        return order_of(self.given.model, self.given.objectives, self.given.by, walk)


def _name(objective: Objective | None) -> str:
    return "fewest steps left out" if objective is None else objective.value
