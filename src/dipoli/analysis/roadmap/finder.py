"""A roadmap for a question: searched for by walks, looked at by the checker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.analysis.roadmap.answers import Check, Objective, Question, Schedule, Status
from dipoli.analysis.roadmap.checker import check
from dipoli.analysis.roadmap.cp import Means
from dipoli.analysis.roadmap.figures import OBJECTIVES, Figures, figures, order_of
from dipoli.analysis.roadmap.greedy import Found, prune, schedule_of, search
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.shortening import shortened

TRIES = 60
"""Walks of a search, unless asked otherwise."""

WALKS = "Greedy walks in orders drawn by lot, the best of them checked start by start."
SOLVER = "Constraint programming then looked for a shorter one; the length's bound is its word."
ASSUMPTIONS = (
    "Costs, benefits, shares, trust and limits are an analyst's judgements, in points.",
    "A loss counts in full at the start of a step; what returns counts when it is verified.",
    "Time is whole months; nothing takes longer or shorter than the papers say.",
)
DOES_NOT_SHOW = (
    "That anybody would take the first step, or keep to the road: safe is not self-enforcing.",
    "That a step left out could not be taken in any order: the search looks at some.",
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
        receipt: how it was obtained.
    """

    question: Question
    schedule: Schedule
    check: Check
    figures: Figures
    status: Status
    bound: int | None
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
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[int, Found], None] = lambda _n, _found: None,
) -> Roadmap:
    """The best roadmap of a number of walks, made better by a solver on request.

    Args:
        case: the case.
        question: what is asked of it.
        objectives: what is compared in turn, after the number of wanted steps left out.
        tries: walks.
        means: what the solver may spend after them; None to do without. It asks for every wanted
            step; where it proves that no roadmap has them all, the best walk is told.
        stop: asked between walks; the best so far is returned when it says so.
        told: called with each better walk as it is found.

    Raises:
        ValueError: the question names what the case does not have.
        RuntimeError: the checker does not accept what was found: a fault of this program.
    """
    model = compile_model(case, question)
    best = search(
        model,
        seed=question.seed,
        tries=tries,
        measure=lambda one: order_of(model, objectives, question.by, one),
        stop=stop,
        told=told,
    )
    best = prune(model, best)
    found = best.walk
    status = Status.FEASIBLE if found.complete else Status.UNKNOWN
    bound = None
    if means is not None:
        better = shortened(
            model, found, objectives=objectives, seed=question.seed, means=means, stop=stop
        )
        found, status, bound = better.walk, better.status, better.bound
    schedule = schedule_of(model, found)
    verdict = check(case, question, schedule)
    if not verdict.safe:
        message = f"the checker refuses the schedule: {verdict.faults[0]}"
        raise RuntimeError(message)
    return Roadmap(
        question=question,
        schedule=schedule,
        check=verdict,
        figures=figures(model, found, question.by),
        status=status,
        bound=bound,
        receipt=Receipt(
            method=WALKS if means is None else f"{WALKS} {SOLVER}",
            exact=status is Status.OPTIMAL,
            parameters={
                "walks": str(tries),
                "work of the solver": "none" if means is None else str(means.work),
                "objectives": ", ".join(one.value for one in objectives),
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
