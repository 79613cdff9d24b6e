"""Smallest clashes: proven, by sets that meet what no package keeps.

Theory of operation. Whatever package is taken, a clash contains something that it breaks. So a
smallest set that meets what each known package breaks is at most as large as a smallest clash. If
it clashes by itself, it is one; if not, a package keeps all of it, and what that package breaks is
one more to be met. A package is first made to keep as much else as is decided easily, so that it
tells more.

Sources: Liffiton and Sakallah 2008 (duality); Ignatiev, Previti, Liffiton and Marques-Silva 2015
(smallest clash by hitting sets) (bibliography).
"""

from __future__ import annotations

from attrs import frozen

from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.why_not.answers import Clash
from dipoli.analysis.agreement.why_not.deciding import (
    Chosen,
    Decider,
    Keys,
    beside,
    broken_by,
    keeps,
)
from dipoli.analysis.agreement.why_not.fewest import MAX_SETS, Hitting
from dipoli.analysis.agreement.why_not.shrinking import verified


@frozen(kw_only=True)
class Smallest:
    """Clashes of one size, whether that size is proven smallest, and whether all are there.

    ``bound``: no smaller clash exists.
    """

    sets: tuple[Clash, ...]
    proven: bool
    complete: bool
    bound: int


def smallest(decider: Decider, rounds: int) -> Smallest:
    """Smallest clashes.

    Args:
        decider: the question; a question without common ground.
        rounds: at most so many candidates are tried.

    Returns:
        What was proven of them; the sets are empty when none was proven smallest.
    """
    hitting = Hitting(
        weights=dict.fromkeys(decider.model.assumptions, 1), limit=decider.means.limit
    )
    for _package, broken in decider.packages:
        hitting.meet(beside(broken, frozenset()))
    found: list[Clash] = []
    bound = 0
    try:
        for _round in range(rounds):
            candidate = None if decider.means.stop() else hitting.lightest()
            if candidate is None or (found and len(candidate) > len(found[0].assumptions)):
                done = not decider.means.stop()
                return Smallest(sets=tuple(found), proven=bool(found), complete=done, bound=bound)
            bound = len(candidate)
            decision = decider.decide(candidate)
            if decision.package is None:
                found.append(verified(decider, candidate))
                hitting.leave(candidate)
                if len(found) == MAX_SETS:
                    break
            else:
                hitting.meet(_grown(decider, candidate, decision.package))
    except TimeoutError:
        pass
    return Smallest(sets=tuple(found), proven=bool(found), complete=False, bound=bound)


def _grown(decider: Decider, keys: Keys, package: Chosen) -> Keys:
    """What a package breaks that keeps a set and, beside it, as much as is decided easily."""
    model = decider.model
    floors = {one.key for one in model.floors}
    for more in (
        frozenset(model.assumptions) - floors,
        *(frozenset({key}) for key in model.assumptions if key in floors),
    ):
        wider = keys | more
        if not keeps(broken_by(model, package), wider):
            try:
                found = decider.decide(wider).package
            except TimeoutError:
                continue
            if found is None and len(more) > 1:
                return _least_beside(decider, keys, package)
            if found is None:
                continue
            package = found
        keys = wider
    return beside(broken_by(model, package), keys)


def _least_beside(decider: Decider, keys: Keys, package: Chosen) -> Keys:
    """The others, as few as the solver finds in time, that a package breaks which keeps a set."""
    made = formulate(decider.model, selectors=True)
    for key in keys:
        made.program.row({made.selectors[key]: 1.0}, upper=0)
    objective = dict.fromkeys(made.selectors.values(), -1.0)
    outcome = made.program.solve(objective, decider.means.limit)
    if outcome.columns is not None:
        options = made.options(outcome.columns)
        broken = broken_by(decider.model, options)
        if keeps(broken, keys):
            return beside(broken, keys)
    return beside(broken_by(decider.model, package), keys)
