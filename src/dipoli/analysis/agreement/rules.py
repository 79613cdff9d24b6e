"""Packages that named rules single out, with what is proven about them.

Gains are utility above the reservation value, in whole points on each party's own scale.

* *Largest total gain* adds gains of different parties: it compares what cannot be compared, and
  says so. Proven when no package adds up to more.
* *Nash* maximises the product of gains and does not depend on anybody's scale. When in
  every package somebody gains nothing, all products are 0 and the rule singles out none.
* *Kalai-Smorodinsky* maximises the smallest ratio of gain to ideal gain, where the ideal is the
  largest gain of that party inside the zone. Seats that can gain nothing are left out of the
  smallest ratio.
* *Leximin* maximises the smallest gain, then the second smallest, and so on.

The set of packages is discrete: solutions need not be unique and the axioms of the continuous
theory need not hold.

Sources: Nash 1950; Kalai and Smorodinsky 1975; Imai 1983; Ogryczak and Sliwinski 2006 for the
sums of the smallest (bibliography). Departure: Kalai-Smorodinsky is the max-min ratio over the
discrete zone, not the point on the line to the ideal; leximin compares gains as they are, where
Imai divides them by the ideals.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.analysis.agreement.answers import Engine, Question, Rule, Verdict
from dipoli.analysis.agreement.choice import Choice
from dipoli.analysis.agreement.counted import COUNTED
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.model import Model
from dipoli.analysis.agreement.search import FEW, Means
from dipoli.analysis.agreement.solved import SOLVED, Solver
from dipoli.analysis.case import Case


def choose(
    case: Case, question: Question, model: Model, rule: Rule, means: Means
) -> tuple[Choice, Engine]:
    """Find the package that a rule singles out.

    Small questions are counted one by one. Larger ones are looked for near a bound; what that
    does not prove is given to the solver, and the better package and the lower bound are kept.

    Args:
        case: the case.
        question: what is asked of it.
        model: the question in whole numbers.
        rule: the rule.
        means: engines and limits.

    Returns:
        The choice and the engine that made it.
    """
    if means.counts(model):
        return COUNTED[rule](enumerate_zone(model)), Engine.ENUMERATION
    solver = Solver(case=case, question=question, model=model, means=means)
    if not means.choices or not model.seats or not model.free:
        return SOLVED[rule](solver), Engine.MIP
    from dipoli.analysis.agreement.near.buckets import plan  # noqa: PLC0415 - loops load slowly
    from dipoli.analysis.agreement.near.grid import grid  # noqa: PLC0415
    from dipoli.analysis.agreement.nearly import NEARLY, Nearly  # noqa: PLC0415

    found = grid(model)
    # Whose consent hangs on what is chosen is not in the bound: a solver soon knows better.
    patience = means if found.always.all() else evolve(means, choices=min(means.choices, FEW // 8))
    first = NEARLY[rule](Nearly(model=model, means=patience, solver=solver, plan=plan(found)))
    if first.settled:
        return first, Engine.NEAR_BOUND
    second = SOLVED[rule](solver)
    return _better(first, second)


def _better(first: Choice, second: Choice) -> tuple[Choice, Engine]:
    """The package of one way or the other, with the lower of the two bounds."""
    if second.verdict is not Verdict.COMMON_GROUND:
        if first.verdict is Verdict.COMMON_GROUND:
            return first, Engine.NEAR_BOUND
        return second, Engine.MIP
    if first.verdict is not Verdict.COMMON_GROUND or first.value is None or second.value is None:
        return second, Engine.MIP
    ahead = first.value > second.value
    if first.levels:
        ahead = [v for v, _bound in first.levels] > [v for v, _bound in second.levels]
    best, engine = (first, Engine.NEAR_BOUND) if ahead else (second, Engine.MIP)
    bounds = [one for one in (first.bound, second.bound) if one is not None]
    bound = max(best.value or 0.0, min(bounds)) if bounds else None
    if best.levels and bound is not None:
        value, known = best.levels[0]
        lowest = [one.levels[0][1] for one in (first, second) if one.levels[0][1] is not None]
        known = max(value, min(one for one in lowest if one is not None)) if lowest else known
        best = evolve(best, levels=((value, known), *best.levels[1:]))
    return evolve(best, bound=bound), engine
