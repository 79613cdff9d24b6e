"""What is answered about uncertain positions.

Shares are of sampled profiles, each with its interval. Whatever was not decided in time is counted
apart: "unknown" never reads as "none". Figures with a row for each party stand in the order of
the case and are never sorted, added up or coloured.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from dipoli.analysis.agreement.answers import Check, Package, Question, Rule, Verdict
from dipoli.analysis.receipt import Receipt
from dipoli.analysis.share import Share
from dipoli.analysis.spread import Spread

SEARCHED = 2000
"""In more profiles than this no package is looked for; more can judge it."""


@frozen(kw_only=True)
class Sample:
    """Which profiles are drawn.

    Args:
        profiles: how many, for the search, and as many again to judge what was found.
        seed: of the random numbers.
        spread: how each judgement is spread over its range.
    """

    profiles: int = 1000
    seed: int = 1
    spread: Spread = Spread.TRIANGULAR

    def searched(self) -> range:
        """Numbers of the profiles in which packages are looked for: at most `SEARCHED`."""
        return range(min(self.profiles, SEARCHED))

    def judged(self) -> range:
        """Numbers of the profiles by which packages are judged; none of them was searched."""
        return range(self.profiles, 2 * self.profiles)


@frozen(kw_only=True)
class Shares:
    """How often a package is acceptable.

    Args:
        all: to everybody who is asked, with every link of the case kept.
        each: by code of each seat and of each body whose consent the package needs, in the order of
            the question and then of the links. Whoever is not asked is not listed.
        keeps: whether the package keeps requirements, exclusions and what was asked; if not, it is
            in the zone of no profile.
    """

    all: Share
    each: Mapping[str, Share]
    keeps: bool


@frozen(kw_only=True)
class Fixed:
    """What becomes of a share when some judgements are taken as coded.

    Args:
        about: id of a basket or issue, or a kind of judgement.
        gained: profiles in which the package becomes acceptable to all.
        lost: profiles in which it no longer is.
    """

    about: str
    gained: int
    lost: int


@frozen(kw_only=True)
class Matter:
    """Which uncertainty matters for a package: one thing at a time taken as coded, for all parties.

    Args:
        kinds: importance, values, reservation values.
        baskets: every judgement on the issues of a basket, in the order of the case.
        issues: every judgement on an issue that the package moves, in the order of the case.
    """

    kinds: tuple[Fixed, ...]
    baskets: tuple[Fixed, ...]
    issues: tuple[Fixed, ...]


@frozen(kw_only=True)
class Judged:
    """A package with how often it is acceptable, by profiles that had no part in finding it.

    Args:
        package: an option for every issue.
        shares: among the profiles that judge.
        always: whether it is proven acceptable to all wherever in their ranges the judgements lie.
        endures: by how many judgements of each party it can be wronged at once, by their full range
            each, and still be in the zone; None when it is not in the zone as coded.
        matter: which uncertainty matters.
    """

    package: Package
    shares: Shares
    always: bool
    endures: int | None
    matter: Matter


@frozen(kw_only=True)
class Common:
    """In how many of the searched profiles the zone holds a package.

    Args:
        found: profiles for which a package was found and checked.
        none: profiles for which it is proven that there is none.
        unknown: profiles for which time ran out.
        low: lower end of the interval for the share with common ground, unknown ones counted out.
        high: upper end, unknown ones counted in.
        every: whether common ground is proven in every profile, or its absence; None if neither.
    """

    found: int
    none: int
    unknown: int
    low: float
    high: float
    every: Verdict | None


@frozen(kw_only=True)
class Largest:
    """The package acceptable to all in the largest share of the searched profiles that was found.

    Args:
        about: ``zone``, or the id of a basket that is asked for alone.
        verdict: common ground when a package was found for some profile; none when proven that no
            searched profile has one; unknown otherwise.
        common: in how many profiles there is any package at all.
        accepted: searched profiles in which the package found is acceptable to all.
        bound: searched profiles in which any one package could be, as far as proven.
        of: number of searched profiles.
        judged: the package by other profiles; None without one.
    """

    about: str
    verdict: Verdict
    common: Common
    accepted: int
    bound: int
    of: int
    judged: Judged | None

    @property
    def proven(self) -> bool:
        """Whether no package is acceptable in more of the searched profiles."""
        return self.accepted == self.bound


@frozen(kw_only=True)
class Ruled:
    """The package of a rule, singled out as coded, by the profiles that judge.

    ``verdict`` and ``note`` say why there is none when ``judged`` is None.
    """

    rule: Rule
    verdict: Verdict
    judged: Judged | None
    note: str


@frozen(kw_only=True)
class Budget:
    """A package that bears errors, all against it, up to a budget.

    Args:
        errors: so many judgements of each party are off at once, by their full range; None when the
            largest budget was asked for and there is no package even as coded.
        verdict: common ground when a package bears that; none when proven that none does.
        most: largest budget for which a package was found; None when there is none as coded.
        bound: largest budget that could have one, as far as proven; None when there is none.
        every: number of judgements that any party has: a budget of so many is all of them.
        check: of the package as coded, by the independent checker; None without one.
        judged: a package that bears ``most`` errors; None without one.
    """

    errors: int | None
    verdict: Verdict
    most: int | None
    bound: int | None
    every: int
    check: Check | None
    judged: Judged | None


@frozen(kw_only=True)
class Robust:
    """Everything that is answered about uncertain positions.

    Args:
        question: what was asked.
        sample: which profiles were drawn.
        zone: all baskets together.
        baskets: each alone, in the order of the case.
        rules: packages that rules single out as coded.
        budget: errors at their worst.
        given: a package that the reader gave, by the same profiles; None without one.
        receipt: how all this was obtained.
    """

    question: Question
    sample: Sample
    zone: Largest
    baskets: tuple[Largest, ...]
    rules: tuple[Ruled, ...]
    budget: Budget
    given: Judged | None
    receipt: Receipt
