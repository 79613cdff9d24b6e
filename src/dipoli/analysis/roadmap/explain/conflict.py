"""The smallest conflict: demands that cannot all hold, none of which can be left out.

QuickXplain halves the demands again and again (bibliography: junker-2004); each question on the way
is solved anew. A question counts as without a roadmap only when that is proven; one that is
undecided counts as if there might be one, so what comes out is always a conflict, though possibly
not a smallest one. In the end each demand is left out once more, and the roadmap without it is
shown; where none is found the demand is told as undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, field

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.explain.answers import (
    Conflict,
    Decision,
    Group,
    Needed,
    Verdict,
)
from dipoli.analysis.roadmap.explain.deciding import TRIES, Decider, decide, proven_none
from dipoli.analysis.roadmap.explain.relaxing import groups_of, relaxed
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.question import Question

Contradicts = Callable[[Sequence[Group]], bool]
"""Whether demands are proven to contradict each other."""


def quickxplain(demands: Sequence[Group], contradicts: Contradicts) -> tuple[Group, ...]:
    """A smallest part of contradictory demands that is contradictory itself.

    Args:
        demands: in order of preference: of two that could serve, the later one is left out.
        contradicts: an oracle, true for all demands together.

    Source: Junker 2004 (bibliography: junker-2004).
    """
    if contradicts(()):
        return ()
    kept = set(_explain((), (), tuple(demands), contradicts))
    return tuple(one for one in demands if one in kept)


def _explain(
    background: tuple[Group, ...],
    added: tuple[Group, ...],
    demands: tuple[Group, ...],
    contradicts: Contradicts,
) -> tuple[Group, ...]:
    if added and contradicts(background):
        return ()
    if len(demands) == 1:
        return demands
    half = len(demands) // 2
    one, other = demands[:half], demands[half:]
    found = _explain((*background, *one), one, other, contradicts)
    return (*_explain((*background, *found), found, one, contradicts), *found)


def conflict_of(
    case: Case,
    question: Question,
    *,
    solver: Decider | None = None,
    tries: int = TRIES,
) -> Conflict | None:
    """A conflict of a question that is proven to have no roadmap with all wanted steps.

    Args:
        case: the case.
        question: the question.
        solver: an exact solver, used where the proof by months does not decide.
        tries: walks for the roadmap without a demand.

    Returns:
        None when it is not proven that there is none.
    """
    oracle = _Oracle(case=case, question=question, solver=solver)
    demands = groups_of(case, question)
    if not oracle.contradicts(demands):
        return None
    found = quickxplain(demands, oracle.contradicts)
    needed = tuple(Needed(group=one, roadmap=oracle.without(found, one, tries)) for one in found)
    told = oracle.decision(found)
    return Conflict(demands=needed, proof=told.proof, by_solver=told.by_solver)


@define(kw_only=True)
class _Oracle:
    case: Case
    question: Question
    solver: Decider | None
    known: dict[frozenset[Group], bool] = field(factory=dict)

    def contradicts(self, kept: Sequence[Group]) -> bool:
        """Whether it is proven that no roadmap keeps these demands."""
        key = frozenset(kept)
        if key not in self.known:
            case, question = relaxed(self.case, self.question, key)
            none = proven_none(case, question) is not None
            if not none and self.solver is not None:
                none = self.decision(kept).verdict is Verdict.NONE
            self.known[key] = none
        return self.known[key]

    def decision(self, kept: Sequence[Group]) -> Decision:
        """What is known when nothing but these demands is kept."""
        case, question = relaxed(self.case, self.question, kept)
        return decide(case, question, tries=4, solver=self.solver)

    def without(self, found: Sequence[Group], left: Group, tries: int) -> Roadmap | None:
        """A roadmap that keeps all of a conflict but one demand; None when none is found."""
        rest = [one for one in found if one != left]
        case, question = relaxed(self.case, self.question, rest)
        road = decide(case, question, tries=tries, solver=self.solver).roadmap
        return road if road is not None and road.check.complete else None
