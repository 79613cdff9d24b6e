"""Why not: assumptions that cannot all hold, the fewest that would have to change, what is near.

Nothing here says whose position is right, who should move, or what would happen if anybody did. It
is answered on request only. What is asked (which baskets move, which stay) and that an issue has
exactly one option are not assumptions and are never dropped.
"""

from __future__ import annotations

from collections.abc import Callable

from dipoli.analysis.agreement.answers import Assumption, Question, Verdict
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.agreement.why_not.answers import (
    Clash,
    Explanation,
    Nearby,
    Nearest,
    Proof,
    Relaxations,
)
from dipoli.analysis.agreement.why_not.deciding import Decider, Keys, by_papers, in_order
from dipoli.analysis.agreement.why_not.fewest import MAX_SETS, Lightest, lightest
from dipoli.analysis.agreement.why_not.firmness import alike, firmness
from dipoli.analysis.agreement.why_not.nearest import nearest
from dipoli.analysis.agreement.why_not.shrinking import several, verified
from dipoli.analysis.agreement.why_not.smallest import smallest
from dipoli.analysis.case import Case

__all__ = [
    "Clash", "Explanation", "Keys", "Nearby", "Nearest", "Proof", "Relaxations", "clashes",
    "explain",
]  # fmt: skip

ROUNDS = 4000
"""Candidates for a smallest clash that are tried at most."""
SEVERAL = 5
"""So many irreducible clashes are looked for."""


def explain(
    case: Case,
    question: Question,
    about: str,
    means: Means,
    *,
    listed: int = 5,
    progress: Callable[[str], None] = lambda _words: None,
) -> Explanation:
    """Why a question has no common ground.

    Args:
        case: the case.
        question: a question to which the answer is none.
        about: ``zone``, or the id of a basket.
        means: limits.
        listed: so many of the nearest packages.
        progress: told what is being worked on.

    Returns:
        Clashes, fewest changes and nearest packages, each with how far it is proven. Where no clash
        is proven smallest, irreducible ones as they were found. Unknown when nothing was proven in
        time.
    """
    start = means.now()
    model = build(case, question)
    decider = Decider(case=case, question=question, model=model, means=means)
    weights = firmness(case, question, model)
    progress("a first clash")
    several(decider, 1)
    progress("fewest changes by firmness")
    enough = MAX_SETS if means.counts(model) else SEVERAL
    by_weight = lightest(decider, weights, enough)
    progress("fewest changes, each counted as one")
    by_count = lightest(decider, alike(model))
    progress("smallest clashes")
    least = smallest(decider, ROUNDS)
    progress("other clashes")
    several(decider, SEVERAL)
    found = _beside(decider, least.sets)
    progress("packages nearest to the zone")
    return Explanation(
        about=about,
        soft_lines=question.soft_lines,
        clashes=found,
        smallest_proven=least.proven,
        smallest_complete=least.complete and bool(least.sets),
        weighted=_relaxations(model, dict(weights), by_weight),
        counted=_relaxations(model, dict(alike(model)), by_count),
        nearest=nearest(decider, weights, listed, by_weight),
        verdict=Verdict.NONE if found else Verdict.UNKNOWN,
        seconds=means.since(start),
    )


def clashes(case: Case, question: Question, keys: Keys, means: Means) -> bool:
    """Whether no package keeps all of a set of assumptions, whatever becomes of the others.

    Raises:
        TimeoutError: not decided within the limit.
    """
    decider = Decider(case=case, question=question, model=build(case, question), means=means)
    return decider.decide(keys).clash is not None


def _beside(decider: Decider, least: tuple[Clash, ...]) -> tuple[Clash, ...]:
    """Smallest clashes and, where they are few, others that cannot be shortened; smallest first."""
    found = list(least)
    known = {one.keys for one in least}
    model = decider.model
    for keys in sorted(decider.irreducible, key=lambda one: (len(one), by_papers(model, one))):
        if len(found) >= SEVERAL:
            break
        if keys not in known:
            try:
                found.append(verified(decider, keys))
            except TimeoutError:
                continue
    found.sort(key=lambda one: (len(one.assumptions), by_papers(model, one.keys)))
    return tuple(found)


def _relaxations(model: Model, weights: dict[str, int], found: Lightest) -> Relaxations:
    pairs = sorted(
        zip(found.sets, found.packages, strict=True), key=lambda one: by_papers(model, one[0])
    )
    return Relaxations(
        weights=weights,
        sets=tuple(_told(model, keys) for keys, _package in pairs),
        packages=tuple(model.package(package) for _keys, package in pairs),
        weight=found.weight,
        bound=found.bound,
        complete=found.complete,
    )


def _told(model: Model, keys: Keys) -> tuple[Assumption, ...]:
    return tuple(model.assumptions[key] for key in in_order(model, keys))
