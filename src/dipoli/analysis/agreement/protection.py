"""Smallest sets that protect, where the ways to be met come to light one at a time.

A *set* is chosen from given things. It *protects* when nothing goes wrong in spite of it. Each time
something does, it is a *way*: the things of which any one would have stood against it. A set that
protects meets every way, and nothing is known of the ways at first but how to ask for one.

Theory of operation. A smallest set that meets every way known so far has no more things than a
smallest set that protects. If it protects, it is one; if not, what goes wrong is a new way. From
there further ways are asked for that share nothing with each other, and all of them together stand
in one set, until nothing goes wrong any more: many ways for one smallest set, and a set that
protects besides. Where that does not end soon, such a set is made smaller, thing by thing, as long
as it protects. So there are two bounds at any time: no set with fewer things than `Smallest.least`
protects, and `Smallest.known` does.

Source: hitting sets after Ignatiev, Previti, Liffiton and Marques-Silva 2015 (bibliography:
ignatiev-et-al-2015); ways that share nothing are our addition.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from attrs import define, field, frozen

from dipoli.analysis.agreement.answers import Verdict
from dipoli.analysis.agreement.program import Program, Status
from dipoli.analysis.agreement.search import Means

MAX_LISTED = 10
"""At most this many smallest sets are listed; whether there are more is told."""
MAX_WAYS = 400
"""After so many ways the search ends with the bounds that it has."""
FIRST_WAYS = 40
"""After so many ways without an end a set that protects is made smaller."""

T = TypeVar("T", bound=Hashable)
Against = Callable[[frozenset[T], float], tuple[Verdict, frozenset[T]]]
"""From a set and seconds: common ground with a way when something goes wrong, none when proven that
nothing does, unknown otherwise."""


@frozen(kw_only=True)
class Smallest(Generic[T]):
    """Smallest sets that protect, or bounds on their size.

    Args:
        sets: smallest sets; none at all when even everything together does not protect, or when
            it is undecided.
        proven: no smaller set protects, or none at all does.
        complete: all of that size are listed.
        least: no set with fewer things protects; None when none at all does.
        known: the smallest set met that protects; None when none is known.
    """

    sets: tuple[frozenset[T], ...]
    proven: bool
    complete: bool
    least: int | None
    known: frozenset[T] | None


def smallest(some: Sequence[T], against: Against[T], means: Means) -> Smallest[T]:
    """Find the smallest sets that protect; the empty one does not.

    Args:
        some: the things, in the order of the papers.
        against: what goes wrong in spite of a set.
        means: its limit is for the whole search where there is a clock, and for one solve.

    Returns:
        Smallest sets, or bounds where the search ended before.
    """
    search = _Search(some=tuple(some), against=against, means=means, end=means.now() + means.limit)
    verdict, _way = search.ask(frozenset(some))
    if verdict is Verdict.UNKNOWN:
        return Smallest(sets=(), proven=False, complete=False, least=1, known=None)
    search.known = frozenset(some)
    return search.run()


@define
class _Search(Generic[T]):
    """A search under way; see the module."""

    some: tuple[T, ...]
    against: Against[T]
    means: Means
    end: float
    ways: list[frozenset[T]] = field(factory=list)
    found: list[frozenset[T]] = field(factory=list)
    known: frozenset[T] = frozenset()
    least: int = 1
    none: bool = False
    exhausted: bool = False
    hitting: Program = field(factory=Program)
    columns: dict[T, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.columns = {one: self.hitting.column() for one in self.some}

    def left(self) -> float:
        """Seconds that one solve may take."""
        return min(self.means.limit, self.end - self.means.now())

    def over(self) -> bool:
        """Whether time or patience ran out."""
        return self.none or len(self.ways) >= MAX_WAYS or self.left() <= 0 or self.means.stop()

    def ask(self, given: frozenset[T]) -> tuple[Verdict, frozenset[T]]:
        """What goes wrong in spite of a set; every way is kept."""
        verdict, way = self.against(given, self.left())
        if verdict is Verdict.COMMON_GROUND:
            # What goes wrong in spite of everything was checked: no set protects.
            self.none |= not way
            self.ways.append(way)
            self.hitting.row({self.columns[one]: 1.0 for one in way}, lower=1)
        return verdict, way

    def run(self) -> Smallest[T]:
        """From a set that protects down, and from the ways up."""
        shortened = False
        while not self.over():
            if len(self.ways) >= FIRST_WAYS and not shortened:
                self.shorten()
                shortened = True
                continue
            candidate = self.candidate()
            if candidate is None or (self.found and len(candidate) > len(self.found[0])):
                return self.told(complete=self.exhausted or candidate is not None)
            verdict, way = self.ask(candidate)
            if verdict is Verdict.UNKNOWN:
                break
            if verdict is Verdict.NONE:
                self.found.append(candidate)
                row = {self.columns[one]: 1.0 for one in candidate}
                self.hitting.row(row, upper=len(candidate) - 1)
                if len(self.found) == MAX_LISTED:
                    return self.told(complete=False)
            else:
                self.widen(candidate | way)
        return self.told(complete=False)

    def candidate(self) -> frozenset[T] | None:
        """A smallest set that meets every way; None when there is no further, or time ran out."""
        outcome = self.hitting.solve(dict.fromkeys(self.columns.values(), -1.0), self.left())
        if outcome.status is Status.INFEASIBLE:
            # Everything together meets every way, so that only sets already found are ruled out.
            self.exhausted = True
            return None
        if outcome.status is Status.LIMIT or outcome.columns is None:
            if outcome.bound is not None and not self.found:
                self.least = max(self.least, math.ceil(-outcome.bound - _TINY))
            return None
        held = outcome.columns
        chosen = frozenset(one for one, column in self.columns.items() if held[column] > _HALF)
        if not self.found:
            self.least = max(self.least, len(chosen))
        return chosen

    def widen(self, given: frozenset[T]) -> None:
        """Ask for ways that share nothing, until what meets them all protects."""
        while not self.over():
            verdict, way = self.ask(given)
            if verdict is not Verdict.COMMON_GROUND:
                if verdict is Verdict.NONE and len(given) < len(self.known):
                    self.known = given
                return
            given |= way

    def shorten(self) -> None:
        """Leave out of the set that protects one thing after another, as long as it does."""
        half = self.means.now() + (self.end - self.means.now()) / 2
        for one in reversed(self.some):
            if self.over() or self.means.now() > half:
                return
            without = self.known - {one}
            if one not in self.known or not all(way & without for way in self.ways):
                continue
            verdict, _way = self.ask(without)
            if verdict is Verdict.NONE:
                self.known = without

    def told(self, *, complete: bool) -> Smallest[T]:
        """What is known at the end."""
        if self.none:
            return Smallest(sets=(), proven=True, complete=True, least=None, known=None)
        if not self.found and len(self.known) == self.least:
            self.found.append(self.known)
        return Smallest(
            sets=tuple(self.found),
            proven=bool(self.found),
            complete=complete,
            least=len(self.found[0]) if self.found else self.least,
            known=self.found[0] if self.found else self.known,
        )


_HALF = 0.5  # a binary, rounded
_TINY = 1e-6
