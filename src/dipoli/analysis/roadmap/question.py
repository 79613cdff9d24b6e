"""What is asked of the steps of a case: whose accounts, what is better, and what is assumed."""

from __future__ import annotations

import enum

from attrs import field, frozen, validators

from dipoli.analysis.case import Bundle, Step

LONGEST = 1_200
"""The furthest horizon, in months."""
_MONTHS = validators.and_(validators.ge(0), validators.le(LONGEST))
_SEED = validators.and_(validators.ge(0), validators.lt(1 << 63))


class Accounting(enum.Enum):
    """Which accounts are kept.

    ``PAIR``: one for each ordered pair of members, as the case says. ``PARTY``: the looser check,
    one for each member, the sum of its pairs. ``BASKET``: one for each ordered pair, stricter:
    what is received in one basket does not cover what is risked in another, so that the shortfalls
    of all baskets together stay within the limit of the pair. The cost of a consent act is entered
    in the basket of the first step that it serves.
    """

    PAIR = "pair"
    PARTY = "party"
    BASKET = "basket"


class Objective(enum.Enum):
    """What is better among safe roadmaps; several are compared one after another.

    ``SHORTEST``: the last wanted step is verified soonest. ``LEAST_PEAK``: the largest exposure of
    any account at any moment is smallest. ``BALANCED``: the largest exposures that the members ever
    bear lie closest together. ``VALUE``: most points of benefit in steps verified by a month.
    """

    SHORTEST = "shortest"
    LEAST_PEAK = "least peak exposure"
    BALANCED = "most balanced exposure"
    VALUE = "most value by a month"


@frozen(kw_only=True)
class Order:
    """All of ``first`` are verified before any of ``then`` starts."""

    first: tuple[str, ...]
    then: tuple[str, ...]


@frozen(kw_only=True)
class Guarantee:
    """Points that a third party adds to what one member will be exposed towards another."""

    party: str
    towards: str
    points: int = field(validator=validators.ge(0))
    by: str


def _are_sound(_one: object, _attribute: object, steps: tuple[Step, ...]) -> None:
    """Altered and added steps come from no paper: their figures are looked at here."""
    for step in steps:
        points = [row.points for row in step.cost]
        figures = [*points, *step.benefits.values(), *step.trust.values(), step.verification_months]
        shares = (step.recoverable, step.secured)
        if min(figures) < 0 or step.months < 1 or not all(0 <= one <= 100 for one in shares):  # noqa: PLR2004 - per cent
            message = f"{step.id} has a negative figure, no month of work, or a share beyond 100"
            raise ValueError(message)


@frozen(kw_only=True)
class Question:
    """What is asked of the steps of a case.

    Args:
        positions: id of the set of positions whose hard red lines are kept.
        wanted: steps that the roadmap is for; None for all.
        others: whether steps that are not wanted may be taken too, where they help.
        refused: members and bodies that give no consent; a composite body of which one refuses
            gives none either.
        away: members who take no part: no step of which one is an actor; their red lines and those
            of their own bodies are not asked about.
        frozen: baskets in which no step of the exchange starts; unconditional steps go on.
        more_verification: months by which every verification takes longer.
        guarantees: what third parties add to limits.
        dropped: steps that are not there; what comes after one of them cannot start.
        altered: steps in place of those of the case with the same id.
        added: further steps.
        joined: further bundles.
        orders: which steps come before which, besides ``after``.
        accounting: which accounts are kept.
        horizon: everything is verified by the end of this month.
        by: for `Objective.VALUE`, the month by which steps are verified; None for the horizon.
        seed: of random numbers.
    """

    positions: str
    wanted: tuple[str, ...] | None = None
    others: bool = True
    refused: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()
    more_verification: int = field(default=0, validator=_MONTHS)
    guarantees: tuple[Guarantee, ...] = ()
    dropped: tuple[str, ...] = ()
    altered: tuple[Step, ...] = field(default=(), validator=_are_sound)
    added: tuple[Step, ...] = field(default=(), validator=_are_sound)
    joined: tuple[Bundle, ...] = ()
    orders: tuple[Order, ...] = ()
    accounting: Accounting = Accounting.PAIR
    horizon: int = field(default=240, validator=_MONTHS)
    by: int | None = None
    seed: int = field(default=0, validator=_SEED)
