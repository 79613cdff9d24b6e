"""Why not: assumptions that cannot all hold, the fewest that would have to change, what is near.

Nothing here says whose position is right, who should move, or what would happen if anybody did. It
is answered on request only. What is asked (which baskets move, which stay) and that an issue has
exactly one option are not assumptions and are never dropped.

`clash` answers a question for the report: smallest clashes and fewest changes, each assumption
counted as one. `explain` tells more: several irreducible clashes with what proves each, the fewest
changes weighted by firmness, and the packages that miss the zone by least.
"""

from __future__ import annotations

from attrs import frozen

from dipoli.analysis.agreement.answers import Assumption, ClashAnswer, Question, Verdict
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.agreement.why_not.deciding import Decider, Keys
from dipoli.analysis.agreement.why_not.fewest import MAX_SETS, Lightest, lightest
from dipoli.analysis.agreement.why_not.firmness import alike, firmness
from dipoli.analysis.agreement.why_not.nearest import Nearby, Nearest, nearest
from dipoli.analysis.agreement.why_not.shrinking import Clash, several, verified
from dipoli.analysis.agreement.why_not.smallest import smallest
from dipoli.analysis.case import Case

__all__ = [
    "Clash", "Explanation", "Keys", "Nearby", "Nearest", "Relaxations", "clash", "clashes",
    "explain",
]  # fmt: skip

ROUNDS = 4000
"""Candidates for a smallest clash that are tried at most."""
SEVERAL = 5
"""So many irreducible clashes are looked for."""


@frozen(kw_only=True)
class Relaxations:
    """The lightest sets of assumptions whose change opens the zone.

    Args:
        weights: of each assumption, by key.
        sets: the sets, each in the order of the papers.
        packages: for each, a package that keeps all the rest.
        weight: their weight; None when none was found in time.
        bound: no set that opens the zone weighs less; equal to ``weight`` where that is proven.
        complete: all sets of that weight are listed.
    """

    weights: dict[str, int]
    sets: tuple[tuple[Assumption, ...], ...]
    packages: tuple[dict[str, int], ...]
    weight: int | None
    bound: int
    complete: bool


@frozen(kw_only=True)
class Explanation:
    """Why there is no common ground; assumptions that clash, never a table of who is to blame.

    Args:
        about: ``zone``, or the id of a basket.
        clashes: irreducible clashes, smallest first, each verified.
        assumptions: by clash, its assumptions in the order of the papers.
        weighted: fewest changes by firmness.
        counted: fewest changes with every assumption counted as one.
        nearest: packages that miss the zone by least, by firmness.
        verdict: none when a clash stands; unknown otherwise.
        seconds: time taken, or None without a clock.
    """

    about: str
    clashes: tuple[Clash, ...]
    assumptions: tuple[tuple[Assumption, ...], ...]
    weighted: Relaxations
    counted: Relaxations
    nearest: Nearest
    verdict: Verdict
    seconds: float | None


def explain(
    case: Case, question: Question, about: str, means: Means, *, listed: int = 5
) -> Explanation:
    """Why a question has no common ground.

    Args:
        case: the case.
        question: a question to which the answer is none.
        about: ``zone``, or the id of a basket.
        means: limits.
        listed: so many of the nearest packages.

    Returns:
        Clashes, fewest changes and nearest packages, each with how far it is proven.
    """
    start = means.now()
    decider = Decider(case=case, question=question, model=build(case, question), means=means)
    weights = firmness(case, question, decider.model)
    several(decider, 1)
    enough = MAX_SETS if means.counts(decider.model) else SEVERAL
    by_weight = lightest(decider, weights, enough)
    by_count = lightest(decider, alike(decider.model), enough)
    several(decider, SEVERAL)
    found = []
    for keys in sorted(decider.irreducible, key=lambda one: (len(one), sorted(one)))[:SEVERAL]:
        try:
            found.append(verified(decider, keys))
        except TimeoutError:
            continue
    return Explanation(
        about=about,
        clashes=tuple(found),
        assumptions=_told(decider.model, tuple(one.keys for one in found)),
        weighted=_relaxations(decider.model, dict(weights), by_weight),
        counted=_relaxations(decider.model, dict(alike(decider.model)), by_count),
        nearest=nearest(decider, weights, listed, by_weight),
        verdict=Verdict.NONE if found else Verdict.UNKNOWN,
        seconds=means.since(start),
    )


def clash(case: Case, question: Question, about: str, means: Means) -> ClashAnswer:
    """What stands in the way of common ground.

    Args:
        case: the case.
        question: a question to which the answer is none.
        about: ``zone``, or the id of a basket.
        means: limits.

    Returns:
        Smallest clashes and fewest changes. Where no clash is proven smallest, irreducible ones of
        the least size that was found. Unknown when nothing was proven in time.
    """
    start = means.now()
    decider = Decider(case=case, question=question, model=build(case, question), means=means)
    corrections = lightest(decider, alike(decider.model))
    least = smallest(decider, ROUNDS)
    sets = least.sets
    if not sets:
        several(decider, SEVERAL)
        sets = _irreducible(decider)
    return ClashAnswer(
        about=about,
        soft_lines=question.soft_lines,
        smallest=_told(decider.model, sets),
        size=len(sets[0]) if sets else None,
        smallest_proven=least.proven,
        smallest_complete=least.complete and bool(least.sets),
        fewest=_told(decider.model, corrections.sets),
        fewest_size=corrections.weight,
        fewest_proven=corrections.weight is not None and corrections.weight == corrections.bound,
        fewest_complete=corrections.complete,
        verdict=Verdict.NONE if sets else Verdict.UNKNOWN,
        seconds=means.since(start),
    )


def clashes(case: Case, question: Question, keys: Keys, means: Means) -> bool:
    """Whether no package keeps all of a set of assumptions, whatever becomes of the others.

    Raises:
        TimeoutError: not decided within the limit.
    """
    decider = Decider(case=case, question=question, model=build(case, question), means=means)
    return decider.decide(keys).clash is not None


def _irreducible(decider: Decider) -> tuple[Keys, ...]:
    """Verified clashes of the least size that was found."""
    found: list[Keys] = []
    for keys in sorted(decider.irreducible, key=lambda one: (len(one), sorted(one))):
        if found and len(keys) > len(found[0]):
            break
        try:
            found.append(verified(decider, keys).keys)
        except TimeoutError:
            continue
    return tuple(found)


def _relaxations(model: Model, weights: dict[str, int], found: Lightest) -> Relaxations:
    return Relaxations(
        weights=weights,
        sets=_told(model, found.sets),
        packages=tuple(model.package(one) for one in found.packages),
        weight=found.weight,
        bound=found.bound,
        complete=found.complete,
    )


def _told(model: Model, sets: tuple[Keys, ...]) -> tuple[tuple[Assumption, ...], ...]:
    order = {key: place for place, key in enumerate(model.assumptions)}
    listed = [sorted(map(order.__getitem__, keys)) for keys in sets]
    every = tuple(model.assumptions.values())
    return tuple(tuple(every[place] for place in places) for places in listed)
