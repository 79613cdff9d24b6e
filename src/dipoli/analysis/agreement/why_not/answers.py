"""What is answered about assumptions that clash: what was found, and how far each is proven."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from dipoli.analysis.agreement.answers import Assumption, Package, SoftLines, Verdict, Violation
from dipoli.analysis.agreement.certificate import Certificate

Distance = tuple[int, tuple[Fraction, ...]]
"""Weight of what is broken; shortfalls as shares of parties' own ranges, largest first."""


class Proof(enum.Enum):
    """What shows that a set of assumptions cannot hold.

    ``CERTIFICATE``: weights that a checker, which shares no code with the search, reckoned again.
    ``COUNTED``: every package was counted. ``SOLVER``: the floating-point proof of the solver, made
    once more for the whole set.
    """

    CERTIFICATE = "certificate"
    COUNTED = "counted"
    SOLVER = "solver"


@frozen(kw_only=True)
class Clash:
    """Assumptions that cannot all hold, and of which none can be left out.

    Args:
        assumptions: in the order of the papers.
        without: for each of them, by key, a package that keeps all the others; accepted by the
            independent checker.
        certificate: weights that prove the clash, accepted by the checker of certificates; None
            where it was counted or rests on the solver.
        proof: which of the three it is.
    """

    assumptions: tuple[Assumption, ...]
    without: Mapping[str, Package]
    certificate: Certificate | None
    proof: Proof

    @property
    def keys(self) -> frozenset[str]:
        """Of its assumptions."""
        return frozenset(one.key for one in self.assumptions)


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

    weights: Mapping[str, int]
    sets: tuple[tuple[Assumption, ...], ...]
    packages: tuple[Package, ...]
    weight: int | None
    bound: int
    complete: bool

    @property
    def proven(self) -> bool:
        """No lighter set opens the zone."""
        return self.weight is not None and self.weight == self.bound


@frozen(kw_only=True)
class Nearby:
    """A package outside the zone, and by what it misses.

    Args:
        package: options by issue.
        broken: the assumptions that it breaks, in the order of the papers.
        weight: of these.
        shortfalls: by party or body that would get less than its reservation value, the points
            that are missing and its own range, on its own scale.
        violations: what the independent checker finds; of as many assumptions as are broken.
    """

    package: Package
    broken: tuple[Assumption, ...]
    weight: int
    shortfalls: Mapping[str, tuple[int, int]]
    violations: tuple[Violation, ...]

    @property
    def distance(self) -> Distance:
        """By which packages are compared."""
        shares = sorted((Fraction(*one) for one in self.shortfalls.values()), reverse=True)
        return self.weight, tuple(shares)


@frozen(kw_only=True)
class Nearest:
    """Packages that miss the zone by least, nearest first.

    Args:
        packages: at most as many as were asked for.
        proven: no package that is not listed is nearer than the last one listed, by weight and
            largest shortfall; where all were counted, by the whole distance.
    """

    packages: tuple[Nearby, ...]
    proven: bool


@frozen(kw_only=True)
class Explanation:
    """Why there is no common ground; assumptions that clash, never a table of who is to blame.

    Args:
        about: ``zone``, or the id of the basket that cannot be settled alone.
        soft_lines: whether soft lines were negotiable or held.
        clashes: irreducible clashes, smallest first, each verified: it was solved again without
            each of its members, and then it no longer clashes.
        smallest_proven: no clash is smaller than the first of them.
        smallest_complete: all of that size are listed.
        weighted: fewest changes by firmness.
        counted: fewest changes with every assumption counted as one.
        nearest: packages that miss the zone by least, by firmness.
        verdict: none when a clash stands; unknown when time ran out before anything was proven.
        seconds: time taken, or None without a clock.
    """

    about: str
    soft_lines: SoftLines
    clashes: tuple[Clash, ...]
    smallest_proven: bool
    smallest_complete: bool
    weighted: Relaxations
    counted: Relaxations
    nearest: Nearest
    verdict: Verdict
    seconds: float | None

    @property
    def size(self) -> int | None:
        """Assumptions in the smallest clash listed; None without one."""
        return len(self.clashes[0].assumptions) if self.clashes else None

    @property
    def smallest(self) -> tuple[Clash, ...]:
        """The clashes of that size; no smaller one exists where that is proven."""
        return tuple(one for one in self.clashes if len(one.assumptions) == self.size)
