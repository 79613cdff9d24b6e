"""Is there a roadmap with all wanted steps? Found by walks, proven to be none, or undecided."""

from __future__ import annotations

from collections.abc import Callable

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.answers import Status
from dipoli.analysis.roadmap.explain.answers import Decision, Proof, Verdict
from dipoli.analysis.roadmap.explain.proof import holds, prove, shows_none
from dipoli.analysis.roadmap.finder import Roadmap, find
from dipoli.analysis.roadmap.greedy import Found
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.question import Question
from dipoli.analysis.roadmap.solving import Means

TRIES = 12
"""Walks for each question that an explanation asks on its way."""

Decider = Callable[[Case, Question], tuple[Verdict, Roadmap | None]]
"""An exact solver: its verdict, and what it found. What it found goes to the checker."""


def solver_of(work: float, tries: int = TRIES) -> Decider:
    """The solver of `find` as a decider, any length of roadmap being good enough.

    Args:
        work: what it may spend on each question, as in `Means`.
        tries: walks before it.
    """
    means = Means(work=work, any_length=True)

    def solve(case: Case, question: Question) -> tuple[Verdict, Roadmap | None]:
        road = find(case, question, objectives=(), tries=tries, means=means, far=False)
        if road.check.complete:
            return Verdict.ROADMAP, road
        none = road.status is Status.INFEASIBLE
        return (Verdict.NONE if none else Verdict.UNDECIDED), road

    return solve


def first(case: Case, question: Question, tries: int = TRIES) -> Roadmap:
    """The first roadmap with all wanted steps that walks find, else the furthest of them."""
    complete = False

    def told(_number: int, found: Found) -> None:
        nonlocal complete
        complete = complete or found.walk.complete

    return find(
        case,
        question,
        objectives=(),
        tries=tries,
        far=False,
        stop=lambda: complete,
        told=told,
    )


def proven_none(case: Case, question: Question) -> Proof | None:
    """A proof that no roadmap has all wanted steps, looked at once more; None without one.

    Raises:
        RuntimeError: the proof does not hold: a fault of this program.
    """
    proof = prove(compile_model(case, question))
    if not shows_none(case, question, proof):
        return None
    if not holds(case, question, proof):
        message = "a proof that there is no roadmap does not hold when it is looked at once more"
        raise RuntimeError(message)
    return proof


def decide(
    case: Case, question: Question, *, tries: int = TRIES, solver: Decider | None = None
) -> Decision:
    """Whether there is a roadmap with all wanted steps.

    Args:
        case: the case.
        question: what is asked of it.
        tries: walks.
        solver: asked where neither the walks nor the proof decide.

    Raises:
        ValueError: the question names what the case does not have.
    """
    proof = proven_none(case, question)
    road = first(case, question, tries)
    if proof is not None:
        return Decision(verdict=Verdict.NONE, roadmap=road, proof=proof)
    best = prove(compile_model(case, question))
    if road.check.complete:
        return Decision(verdict=Verdict.ROADMAP, roadmap=road, proof=best)
    if solver is None:
        return Decision(verdict=Verdict.UNDECIDED, roadmap=road, proof=best)
    verdict, better = solver(case, question)
    kept = road if better is None else better
    none = verdict is Verdict.NONE
    return Decision(verdict=verdict, roadmap=kept, proof=best, by_solver=none)
