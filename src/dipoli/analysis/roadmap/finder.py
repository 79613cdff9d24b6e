"""A roadmap for a question: searched for by walks, looked at by the checker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, frozen

from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.analysis.roadmap.answers import Attained, Check, Reach, Schedule, Status
from dipoli.analysis.roadmap.checker import check
from dipoli.analysis.roadmap.closure import needed_for, out_of_reach
from dipoli.analysis.roadmap.figures import OBJECTIVES, Figures, figures, order_of
from dipoli.analysis.roadmap.greedy import Found, Measure, prune, schedule_of, search
from dipoli.analysis.roadmap.lexicographic import Search, attain
from dipoli.analysis.roadmap.model import Model, compile_model
from dipoli.analysis.roadmap.question import Objective, Question
from dipoli.analysis.roadmap.reaching import Reached, followed, further, wanting
from dipoli.analysis.roadmap.shortening import shortened
from dipoli.analysis.roadmap.solving import Means
from dipoli.analysis.roadmap.walk import Walk, replayed

TRIES = 60
"""Walks of a search, unless asked otherwise."""

WALKS = (
    "Greedy walks in orders drawn by lot, and toward each step that the best one left out; the "
    "best of all checked start by start. Reckoning rules out steps for which even the most that "
    "can come before them is not enough."
)
SOLVER = (
    "Constraint programming then looked for a better one by each objective in turn, and kept what "
    "those before it had reached; bounds are its word."
)
ASSUMPTIONS = (
    "Costs, benefits, shares, trust and limits are an analyst's judgements, in points.",
    "A loss counts in full at the start of a step; what returns counts when it is verified.",
    "Time is whole months; nothing takes longer or shorter than the papers say.",
)
DOES_NOT_SHOW = (
    "That anybody would take the first step, or keep to the road: safe is not self-enforcing.",
    "That a step left out could not be taken in another order, unless it is told to be proven.",
)


@frozen(kw_only=True)
class Roadmap:
    """A schedule with everything that is told of it.

    Args:
        question: what was asked.
        schedule: what starts when, and what is left out with the reason.
        check: the verdict of the checker; a roadmap is told as one only when it is safe.
        figures: length, exposure and value.
        status: what is known of a roadmap with every wanted step.
        bound: a length in months below which no complete roadmap can be, by the word of the
            solver; None when none was proven.
        attained: how far each objective was brought, in the order asked for; before them how few
            wanted steps are left out.
        receipt: how it was obtained.
    """

    question: Question
    schedule: Schedule
    check: Check
    figures: Figures
    status: Status
    bound: int | None
    attained: tuple[Attained, ...]
    receipt: Receipt

    @property
    def gap(self) -> float | None:
        """(value - bound) / value of the length; None without a bound or a complete roadmap."""
        if self.bound is None or not self.check.complete or not self.figures.months:
            return None
        return (self.figures.months - self.bound) / self.figures.months


def find(  # noqa: PLR0913 - all but the question have plain defaults
    case: Case,
    question: Question,
    *,
    objectives: Sequence[Objective] = OBJECTIVES,
    tries: int = TRIES,
    means: Means | None = None,
    far: bool = True,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[int, Found], None] = lambda _n, _found: None,
) -> Roadmap:
    """The best roadmap of a number of walks, made better by a solver on request.

    Args:
        case: the case.
        question: what is asked of it.
        objectives: what is compared in turn, after the number of wanted steps left out.
        tries: walks.
        means: what the solver may spend after them; None to do without. It looks for a roadmap
            with every wanted step, or proves that there is none; then for the steps left out; then
            makes each objective better in turn, for all of which it may spend as much again.
        far: whether to go on, where wanted steps are left out, toward each of them, and to say what
            is known of it; not needed where only a complete roadmap counts.
        stop: asked between walks, and several times a second while the solver works; the
            best so far is returned when it says so.
        told: called with each better walk as it is found.

    Raises:
        ValueError: the question names what the case does not have.
        RuntimeError: the checker does not accept what was found: a fault of this program.
    """
    model = compile_model(case, question)
    found = _Finder(
        model=model,
        objectives=tuple(objectives),
        by=question.by,
        measure=lambda one: order_of(model, objectives, question.by, one),
        seed=question.seed,
        tries=tries,
        means=means,
        far=far,
        stop=stop,
        told=told,
    ).run()
    others = {n: _verified_by(case, question, model, n, road) for n, road in found.roads.items()}
    known = {n: (reach, others.get(n)) for n, reach in found.reach.items()}
    schedule = schedule_of(model, found.walk, known)
    return Roadmap(
        question=question,
        schedule=schedule,
        check=_checked(case, question, schedule),
        figures=figures(model, found.walk, question.by),
        status=found.status,
        bound=found.bound,
        attained=found.attained,
        receipt=Receipt(
            method=WALKS if means is None else f"{WALKS} {SOLVER}",
            exact=found.status is Status.OPTIMAL,
            parameters={
                "walks": str(tries),
                "work of the solver": "none" if means is None else str(means.work),
                "objectives": ", ".join(one.value for one in objectives),
                "compared by walks alone": ", ".join(
                    one.objective.value
                    for one in found.attained
                    if one.by_walks_alone and one.objective is not None
                )
                or "none",
                "accounts": question.accounting.value,
                "horizon in months": str(question.horizon),
            },
            seed=question.seed,
            inputs=case.digest,
            versions={},
            seconds=None,
            assumptions=ASSUMPTIONS,
            does_not_show=DOES_NOT_SHOW,
        ),
    )


def _checked(case: Case, question: Question, schedule: Schedule) -> Check:
    """The verdict of the checker, which must be that it is safe."""
    verdict = check(case, question, schedule)
    if not verdict.safe:
        message = f"the checker refuses the schedule: {verdict.faults[0]}"
        raise RuntimeError(message)
    return verdict


def _verified_by(case: Case, question: Question, model: Model, n: int, road: Walk) -> int:
    """The month by which another roadmap has a step, when the checker has looked at it."""
    _checked(case, question, schedule_of(model, road))
    return road.months[n] + model.steps[n].months


@frozen(kw_only=True)
class _Answer:
    """What a search found, and what is known of wanted steps that it leaves out."""

    walk: Walk
    status: Status
    bound: int | None
    reach: Mapping[int, Reach]
    roads: Mapping[int, Walk]
    attained: tuple[Attained, ...] = ()


@frozen(kw_only=True)
class _Finder:
    """Walks, what reckoning rules out, walks that go further, and a solver."""

    model: Model
    objectives: tuple[Objective, ...]
    by: int | None
    measure: Measure
    seed: int
    tries: int
    means: Means | None
    far: bool
    stop: Callable[[], bool]
    told: Callable[[int, Found], None]

    def run(self) -> _Answer:
        """The cheap first: a solver is asked for what walks and reckoning left open."""
        model = self.model
        wanted = frozenset(n for n, row in enumerate(model.steps) if row.wanted)
        at_once = search(model, seed=self.seed, tries=1).walk.complete
        out = out_of_reach(model) if self.far and not at_once else frozenset[int]()
        best = search(
            model,
            seed=self.seed,
            tries=self.tries,
            measure=self.measure,
            stop=self.stop,
            told=self.told,
            heeded=needed_for(model, wanted) - out,
        )
        best = prune(model, best)
        lost = bool(out & wanted) or bool(model.lost)
        answer = _plain(best.walk, lost=lost)
        if self.means is not None and not lost:
            answer = self._shortened(best.walk, self.means)
            best = evolve(best, walk=answer.walk)
        if not answer.walk.complete and self.far:
            return self._further(best, out, answer.status)
        return self._attained(answer, self.means if answer.walk.complete else None)

    def _attained(
        self, answer: _Answer, means: Means | None, never: frozenset[int] = frozenset()
    ) -> _Answer:
        """What was found made better by each objective in turn, and what is known of each."""
        search = Search(
            model=self.model,
            objectives=self.objectives,
            by=self.by,
            seed=self.seed,
            means=None if means is None or means.any_length else means,
            stop=self.stop,
            never=never,
            shortest=answer.bound,
        )
        walk, attained = attain(search, answer.walk)
        status = answer.status
        if walk.complete and status is not Status.INFEASIBLE:
            shortest = answer.bound is not None and walk.verified <= answer.bound
            status = Status.OPTIMAL if shortest else Status.FEASIBLE
        return evolve(answer, walk=walk, status=status, attained=attained)

    def _shortened(self, known: Walk, means: Means) -> _Answer:
        """A roadmap with every wanted step, shorter if there is one; else what is known of it."""
        better = shortened(
            self.model,
            known,
            seed=self.seed,
            means=means if known.complete else evolve(means, work=means.work / 2),
            stop=self.stop,
        )
        walk = min(better.walk, known, key=self.measure)  # a shorter one may be worse otherwise
        return _Answer(walk=walk, status=better.status, bound=better.bound, reach={}, roads={})

    def _further(self, best: Found, out: frozenset[int], status: Status) -> _Answer:
        """The roadmap that reaches most wanted steps, and what is known of the others."""
        means = None if self.means is None else evolve(self.means, work=self.means.work / 2)
        gone = further(
            self.model, best, out, measure=self.measure, seed=self.seed, tries=self.tries,
            means=means, stop=self.stop, told=self.told,
        )  # fmt: skip
        walk = gone.found.walk
        if means is not None and not self.stop() and self.objectives[:1] == (Objective.SHORTEST,):
            walk = self._shorter(walk, self._kept(walk), means)
        never = out | {n for n, one in gone.reach.items() if one.proven_out}
        answer = _Answer(walk=walk, status=status, bound=None, reach={}, roads={})
        answer = self._attained(answer, means, never)
        fewest = answer.attained[0].proven
        reach, roads = self._known(gone, answer.walk, fewest=fewest)
        if answer.attained[0].bound:  # so many are left out by every roadmap
            answer = evolve(answer, status=Status.INFEASIBLE)
        return evolve(answer, reach=reach, roads=roads)

    def _kept(self, walk: Walk) -> frozenset[int]:
        """Wanted steps that a walk reaches."""
        rows = enumerate(self.model.steps)
        return frozenset(n for n, row in rows if row.wanted and walk.months[n] >= 0)

    def _known(
        self, gone: Reached, walk: Walk, *, fewest: bool
    ) -> tuple[Mapping[int, Reach], Mapping[int, Walk]]:
        """What is known of wanted steps left out, where others may be reached than were before.

        Where no roadmap leaves out fewer, none has all that this one has and a step besides.
        """
        before, kept = self._kept(gone.found.walk), self._kept(walk)
        roads = {**dict.fromkeys(before, gone.found.walk), **gone.roads}
        reach: dict[int, Reach] = {}
        for n, row in enumerate(self.model.steps):
            if row.wanted and n not in kept:
                known = gone.reach.get(n, Reach.ALONE)
                if known in {Reach.APART, Reach.ALONE}:
                    proven = fewest or (known is Reach.APART and before <= kept)
                    known = Reach.APART if proven else Reach.ALONE
                reach[n] = known
        return reach, {n: roads[n] for n in reach if n in roads}

    def _shorter(self, known: Walk, kept: frozenset[int], means: Means) -> Walk:
        """A walk with all that is kept, shorter if there is one."""
        starts = shortened(
            wanting(self.model, kept),
            evolve(known, missing=0),
            seed=self.seed,
            means=means,
            stop=self.stop,
        ).walk.starts
        ways = (known, replayed(self.model, starts), followed(self.model, starts).walk)
        return min(ways, key=self.measure)


def _plain(walk: Walk, *, lost: bool) -> _Answer:
    """The answer without a solver."""
    status = Status.FEASIBLE if walk.complete else Status.UNKNOWN
    return _Answer(
        walk=walk, status=Status.INFEASIBLE if lost else status, bound=None, reach={}, roads={}
    )
