"""What is said about links between baskets, and about the size of the table.

Figures by party are points over the state of things, on that party's own scale. They are compared
with figures of the same party alone, and never added up over parties. "Undecided" never reads as
"the same", "none" or "always".
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

from dipoli.analysis.agreement.answers import (
    Found,
    Package,
    PackageAnswer,
    Question,
    Verdict,
)
from dipoli.analysis.receipt import Receipt


class Added(enum.Enum):
    """What a seat can gain at most when two baskets are linked, against both settled apart."""

    MORE = "more than apart"
    SAME = "the same as apart"
    LESS = "less than apart"
    UNDECIDED = "undecided"


class Stands(enum.Enum):
    """Whether what each of two baskets can settle alone stands beside what the other can."""

    ALWAYS = "always"
    NOT_ALWAYS = "not always"
    UNDECIDED = "undecided"


@frozen(kw_only=True)
class Most:
    """The most that a seat can gain, in points over the state of things.

    Args:
        value: what a package gives it; 0 where none gives more than the state of things.
        bound: what no package can exceed, as far as proven; None when nothing is known.
    """

    value: int
    bound: int | None

    @property
    def proven(self) -> bool:
        """Whether no package gives more."""
        return self.value == self.bound


@frozen(kw_only=True)
class BasketLink:
    """What one basket can do alone, and with which others, for the soft lines of the question.

    Args:
        basket: id.
        alone: common ground while every other basket stays as it is.
        together: every set of other baskets with which it can be settled and of which no part would
            do; empty when it can be settled alone, or not at all.
        verdict: common ground when it can be settled alone or with others.
        complete: whether all such sets are listed.
    """

    basket: str
    alone: Found
    together: tuple[tuple[str, ...], ...]
    verdict: Verdict
    complete: bool


@frozen(kw_only=True)
class SeatGain:
    """The most that one seat can gain from two baskets.

    Args:
        first: from the first basket, while all else stays as it is.
        second: from the second, likewise.
        together: from both at once, while all else stays as it is.
        added: ``together`` against the sum of the other two.
    """

    first: Most
    second: Most
    together: Most
    added: Added


@frozen(kw_only=True)
class LinkedPair:
    """What linking two baskets adds, and to whom.

    Args:
        baskets: ids, in the order of the case.
        alone: whether each can be settled while every other stays as it is.
        both: whether a package that moves both, and nothing else, is in the zone.
        seats: for each seat, in the order of the question, the most that it can gain.
    """

    baskets: tuple[str, str]
    alone: tuple[Verdict, Verdict]
    both: Found
    seats: Mapping[str, SeatGain]

    @property
    def opened(self) -> tuple[str, ...]:
        """Baskets that cannot be settled alone and can be settled with the other of the two."""
        if self.both.verdict is not Verdict.COMMON_GROUND:
            return ()
        told = zip(self.baskets, self.alone, strict=True)
        return tuple(basket for basket, verdict in told if verdict is Verdict.NONE)


@frozen(kw_only=True)
class Wait:
    """A requirement from one basket to another.

    Args:
        id: of the requirement.
        basket: where the option is that requires something.
        on: the basket in which it is required.
        moves: whether the other basket has to leave the state of things for it.
        reason: as the case gives it.
    """

    id: str
    basket: str
    on: str
    moves: bool
    reason: str


@frozen(kw_only=True)
class Join:
    """What in the papers ties two baskets to each other.

    Args:
        baskets: ids, in the order of the case.
        requirements: from one to the other.
        exclusions: ids of those with an atom in each.
        synergies: ids of those with an atom in each.
        bodies: codes of those whose consent an option of one needs, and in whose position
            something of the other counts.
        lines: how many red lines have an atom in each; whose they are is told on request only.
    """

    baskets: tuple[str, str]
    requirements: tuple[Wait, ...]
    exclusions: tuple[str, ...]
    synergies: tuple[str, ...]
    bodies: tuple[str, ...]
    lines: int


@frozen(kw_only=True)
class SideBySide:
    """Whether any settlement of one basket alone stands beside any of another.

    Args:
        baskets: ids, in the order of the case.
        stands: always, not always, or undecided.
        settled: where not always, a settlement of each that do not stand beside each other.
        broken: keys of what the two together do not keep; told on request only.
    """

    baskets: tuple[str, str]
    stands: Stands
    settled: tuple[Package, Package] | None
    broken: tuple[str, ...]


@frozen(kw_only=True)
class Kept:
    """That what a basket can settle alone does not hang on any other basket.

    Args:
        basket: id.
        settlement: a package that settles it alone; None where none was found.
        stalled: other baskets of which each was asked to stay as it is, and the checker accepted
            the same package again; in the order of the case.
    """

    basket: str
    settlement: Package | None
    stalled: tuple[str, ...]


@frozen(kw_only=True)
class Holding:
    """A set of baskets that holds a balanced package, and one such package."""

    baskets: tuple[str, ...]
    package: Package


@frozen(kw_only=True)
class Balance:
    """The smallest sets of baskets that hold a balanced package.

    A package is *balanced at a share* when every seat gains something by it, and at least that
    share of the most that it gains in any package of the zone. Where a seat gains nothing in any
    package, no package is balanced.

    Args:
        share: per cent of each seat's largest gain.
        needs: points over the reservation value that each seat has to gain; None where the
            largest gains were not proven in time.
        verdict: common ground when a balanced package was found; none when there is none.
        sets: each set of baskets that holds one and of which no part does, smallest first, then
            in the order of the case.
        complete: whether all such sets are listed.
    """

    share: int
    needs: Mapping[str, int] | None
    verdict: Verdict
    sets: tuple[Holding, ...]
    complete: bool


@frozen(kw_only=True)
class BasketZone:
    """Whether a basket can be settled alone by those at a table; how many ways, where counted."""

    basket: str
    verdict: Verdict
    count: int | None


@frozen(kw_only=True)
class Table:
    """Common ground of the first seats of the case.

    Args:
        seats: codes of those at the table, in the order of the case; the last one joined.
        zone: whether there is common ground over all baskets, and how many packages, where counted.
        baskets: whether each basket can be settled alone, in the order of the case.
        ratio: the Kalai-Smorodinsky package of those at the table.
    """

    seats: tuple[str, ...]
    zone: Found
    baskets: tuple[BasketZone, ...]
    ratio: PackageAnswer


@frozen(kw_only=True)
class Linkage:
    """Everything about links between baskets, and about the size of the table.

    Args:
        question: what was asked.
        baskets: what each basket can do alone, and with which others.
        kept: that what a basket can settle alone stays when another stalls.
        pairs: what linking each two baskets adds, and to whom.
        joins: what in the papers ties two baskets; only those that are tied.
        beside: whether what two baskets settle alone stands side by side; of each two that can.
        balances: the smallest sets of baskets that hold a balanced package, by share.
        tables: common ground with one seat more each time.
        receipt: how it was found.
    """

    question: Question
    baskets: tuple[BasketLink, ...]
    kept: tuple[Kept, ...]
    pairs: tuple[LinkedPair, ...]
    joins: tuple[Join, ...]
    beside: tuple[SideBySide, ...]
    balances: tuple[Balance, ...]
    tables: tuple[Table, ...]
    receipt: Receipt
