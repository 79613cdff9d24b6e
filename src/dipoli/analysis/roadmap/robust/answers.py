"""What is told of a roadmap whose judgements may be off, within their ranges."""

from __future__ import annotations

import enum

from attrs import frozen

from dipoli.analysis.case import StepRanges
from dipoli.analysis.receipt import Receipt
from dipoli.analysis.roadmap.answers import Account, Check, Schedule
from dipoli.analysis.share import Share


@frozen(kw_only=True)
class Assumed:
    """Ranges that the asker assumes where the case states none; an assumption beside the result.

    Args:
        ranges: for every step that has none of its own, where the paper has none either.
        limit: per cent by which each exposure limit may be off, where the paper says 0.
    """

    ranges: StepRanges
    limit: int

    @classmethod
    def percent(cls, percent: int) -> Assumed:
        """All points off by so many per cent, all shares by so many points of per cent."""
        ranges = StepRanges(
            cost=percent, recoverable=percent, benefits=percent, secured=percent, trust=percent
        )
        return cls(ranges=ranges, limit=percent)


class What(enum.Enum):
    """What a judgement is of."""

    LIMIT = "exposure limit"
    COST = "cost"
    RECOVERABLE = "recoverable share"
    BENEFIT = "benefit"
    SECURED = "secured share"
    TRUST = "trust"


@frozen(kw_only=True)
class Judgement:
    """One figure of the case, and how far it may be off.

    Args:
        what: what it is of.
        step: the step; empty for a limit.
        party: whose limit, cost, benefit or trust; empty for a share.
        towards: of a limit or a cost; else empty.
        row: number of the cost entry within the step; else 0.
        low: lowest.
        coded: as the case has it.
        high: highest.
    """

    what: What
    step: str
    party: str
    towards: str
    row: int
    low: int
    coded: int
    high: int

    @property
    def name(self) -> str:
        """The name of its stream of random words."""
        return f"roadmap/{self.what.value}/{self.step}/{self.party}/{self.towards}/{self.row}"

    @property
    def bad(self) -> int:
        """The end of its range at which no account is better off: a cost high, all else low."""
        return self.high if self.what is What.COST else self.low


@frozen(kw_only=True)
class Weakest:
    """Where the fewest judgements at their bad ends bring an account below 0.

    Args:
        account: the account.
        start: number of the start after which it is.
        level: points in the account there as coded.
        judgements: the fewest, in the order of the case; one choice of possibly several.
    """

    account: Account
    start: int
    level: int
    judgements: tuple[Judgement, ...]


@frozen(kw_only=True)
class Driver:
    """A judgement that, changed alone within its range, changes what starts in which order.

    Args:
        judgement: the judgement.
        low: whether its low end does.
        high: whether its high end does.
    """

    judgement: Judgement
    low: bool
    high: bool


@frozen(kw_only=True)
class Robustness:
    """How far a schedule holds.

    The order of all moments is kept throughout: where something takes longer, what came after it
    waits. So months decide nothing here but the length.

    Args:
        schedule: the schedule.
        judgements: how many have a range.
        assumed: ranges that were assumed by the asker; None when the case states all.
        share: in how many of the drawn profiles no account falls below 0.
        worst: the lowest level of any account at any moment with all judgements at their bad ends;
            at 0 or above the schedule is safe throughout the ranges: proven.
        fewest: how many judgements it takes to make it unsafe; None when all are not enough.
            With fewer it is safe: proven.
        weakest: where so few are enough; None as well.
        months: length with all durations at their long ends, windows left aside.
        receipt: how it was obtained.
    """

    schedule: Schedule
    judgements: int
    assumed: Assumed | None
    share: Share
    worst: int
    fewest: int | None
    weakest: Weakest | None
    months: int
    receipt: Receipt


@frozen(kw_only=True)
class Sturdy:
    """A roadmap that stays safe whichever judgements, so many at once, are at their bad ends.

    Args:
        budget: how many at once; None for all.
        schedule: what starts when; it is safe within the budget: proven.
        check: the verdict of the checker on it, as coded.
    """

    budget: int | None
    schedule: Schedule
    check: Check
