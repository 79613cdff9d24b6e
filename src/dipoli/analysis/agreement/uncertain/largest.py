"""The package that is acceptable to all in the largest share of profiles.

Theory of operation. To find a package for as many of ``n`` sampled profiles as possible is a
program with a binary for each profile, far too large for a whole case. So it is bracketed:

* *Above*, by the number of profiles that have a package at all. A profile is taken out only when
  the solver proves its zone empty; where time runs out it stays in.
* *Below*, by packages: those of the question as coded and of the narrowest model, and one solved
  for each profile in which no package found so far is acceptable, in batches of a fixed size, each
  moved by single issues as long as it becomes better (`climbing`).

The search ends when every profile has a package, or a proof that it has none, or ran out of time.
When the two brackets meet, the package is proven to be the best. Small questions are counted
(`counting`), and then they always meet. The widest and the narrowest model are asked first: they
may settle all profiles at once, those never drawn included.

The share among searched profiles flatters the package, which was chosen by it (the winner's curse;
Smith and Winkler 2006, bibliography: smith-winkler-2006). What is told of it first is
therefore its share among other profiles. The share of profiles with common ground is chosen by
nothing, and bounds what any package can reach (sample average approximation: Kleywegt, Shapiro and
Homem-de-Mello 2002, bibliography: kleywegt-shapiro-2002).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import define, field, frozen

from dipoli.analysis.agreement.answers import Verdict
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.agreement.uncertain.answers import Common, Sample
from dipoli.analysis.agreement.uncertain.climbing import Options, climb
from dipoli.analysis.agreement.uncertain.counting import most_accepted, possible
from dipoli.analysis.agreement.uncertain.ends import narrowest, widest
from dipoli.analysis.agreement.uncertain.judgements import (
    Judgements,
    Profiles,
    draw_profiles,
    model_of,
)
from dipoli.analysis.agreement.uncertain.shares import Truth, accepted_by_all, lines_of
from dipoli.analysis.agreement.uncertain.solving import Many, Task, solve_model
from dipoli.analysis.share import share

Progress = Callable[[str], None]

BATCH = 16
"""Profiles solved before packages are compared anew; fixed, so that no split changes the way."""


@frozen(kw_only=True)
class Search:
    """What a search gave.

    Args:
        options: the package acceptable in most of the searched profiles that was found, or None.
        accepted: number of searched profiles in which it is.
        bound: number in which any one package could be, as far as proven.
        of: number of searched profiles.
        common: in how many there is any package.
        always: whether the package is proven acceptable in every profile, drawn or not.
    """

    options: Options | None
    accepted: int
    bound: int
    of: int
    common: Common
    always: bool


@define(kw_only=True)
class _State:
    """What is known so far: the best package, and which profiles are settled, and how."""

    profiles: Profiles
    found: Truth
    none: Truth
    unknown: Truth
    best: Options | None = None
    accepted: int = 0
    seen: set[Options] = field(factory=set)

    def bound(self) -> int:
        return len(self.profiles) - int(self.none.sum())

    def enter(self, options: Options) -> int:
        """Take a package in; returns the number of profiles that accept it."""
        where = accepted_by_all(self.profiles, options)
        self.found |= where
        count = int(where.sum())
        if count > self.accepted:
            self.best, self.accepted = options, count
        return count

    def open(self) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
        return np.flatnonzero(~(self.found | self.none | self.unknown))


def search(
    made: Judgements, sample: Sample, means: Means, many: Many, progress: Progress
) -> Search:
    """Look for the package acceptable to all in most of the searched profiles.

    Args:
        made: the judgements.
        sample: which profiles.
        means: limits.
        many: who solves many profiles.
        progress: told how far it is.

    Returns:
        The package, and what bounds it.
    """
    numbers = sample.searched()
    wide, narrow = widest(made), narrowest(made)
    least = solve_model(Task(model=narrow, limit=means.limit))
    if least.options is not None:
        return _settled(numbers, Verdict.COMMON_GROUND, least.options)
    if solve_model(Task(model=wide, limit=means.limit)).verdict is Verdict.NONE:
        return _settled(numbers, Verdict.NONE, None)
    profiles = draw_profiles(made, numbers)
    zone = possible(wide, len(numbers), means.counted)
    if zone is not None:
        counted = most_accepted(profiles, zone)
        accepted = int(counted.accepted.sum())
        common = _common(counted.common, ~counted.common, None)
        return Search(
            options=counted.best, accepted=accepted, bound=accepted, of=len(numbers),
            common=common, always=False,
        )  # fmt: skip
    blank = np.zeros(len(numbers), np.bool_)
    state = _State(profiles=profiles, found=blank.copy(), none=blank.copy(), unknown=blank.copy())
    _look(state, made, means, many, progress)
    return Search(
        options=state.best,
        accepted=state.accepted,
        bound=state.bound(),
        of=len(numbers),
        common=_common(state.found, state.none, None),
        always=False,
    )


def _look(state: _State, made: Judgements, means: Means, many: Many, progress: Progress) -> None:
    def told(count: int) -> None:
        progress(
            f"a package acceptable to all in {count:,} of {len(state.profiles):,} profiles; "
            f"at most {state.bound():,} have one"
        )

    coded = solve_model(Task(model=made.model, limit=means.limit))
    if coded.options is not None:
        _take(state, [coded.options], told)
    while len(left := state.open()):
        progress(
            f"{len(left):,} profiles to settle; the best package so far is acceptable to all in "
            f"{state.accepted:,} of {len(state.profiles):,}"
        )
        batch = [int(place) for place in left[:BATCH]]
        tasks = [Task(model=model_of(state.profiles, k), limit=means.limit) for k in batch]
        packages = []
        for place, solved in zip(batch, many(solve_model, tasks), strict=True):
            if solved.options is None:
                (state.none if solved.verdict is Verdict.NONE else state.unknown)[place] = True
            else:
                packages.append(solved.options)
                if not accepted_by_all(state.profiles, solved.options)[place]:
                    message = "a package was found for a profile that does not accept it"
                    raise RuntimeError(message)
        _take(state, packages, told)


def _take(state: _State, packages: list[Options], told: Callable[[int], None]) -> None:
    """Take packages in, and move the one that most profiles accept as long as it gets better."""
    fresh = [one for one in dict.fromkeys(packages) if one not in state.seen]
    state.seen.update(fresh)
    if not fresh:
        return
    counts = [state.enter(one) for one in fresh]
    start = fresh[counts.index(max(counts))]
    if lines_of(state.profiles.judgements.model, start).possible():
        before = state.accepted
        reached = climb(state.profiles, start, state.bound(), told)
        state.seen.add(reached)
        if state.enter(reached) > before:
            told(state.accepted)


def _settled(numbers: range, every: Verdict, options: Options | None) -> Search:
    """All profiles at once, by the narrowest or the widest model."""
    whole = np.full(len(numbers), options is not None)
    count = len(numbers) if options is not None else 0
    return Search(
        options=options, accepted=count, bound=count, of=len(numbers),
        common=_common(whole, ~whole, every), always=options is not None,
    )  # fmt: skip


def _common(found: Truth, none: Truth, every: Verdict | None) -> Common:
    of = len(found)
    low = share(int(found.sum()), of).low
    high = share(of - int(none.sum()), of).high
    return Common(
        found=int(found.sum()),
        none=int(none.sum()),
        unknown=int((~found & ~none).sum()),
        low=1.0 if every is Verdict.COMMON_GROUND else low,
        high=0.0 if every is Verdict.NONE else high,
        every=every,
    )
