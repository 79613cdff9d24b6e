"""What a rule singles out, before it is told; shared by the ways of finding it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from dipoli.analysis.agreement.answers import Package, Verdict
from dipoli.analysis.agreement.checker import TOLERANCE

NOBODY = (
    "In every package of the zone somebody gains nothing, so every product is 0 and this rule "
    "singles out none; the package shown is any of them."
)
LEFT_OUT = "Seats that gain nothing in any package of the zone are left out of the smallest ratio."


@frozen(kw_only=True)
class Choice:
    """A package that a rule singles out, before it is told issue by issue.

    Args:
        verdict: common ground, none or unknown.
        options: the package; None without one.
        value: the rule's figure.
        exact: the same as text.
        bound: what no package can exceed, as far as proven.
        levels: for leximin: (value, bound or None) of each level.
        ideals: for Kalai-Smorodinsky: largest gain of each seat in the zone.
        note: a sentence where the rule needs one.
    """

    verdict: Verdict
    options: Package | None = None
    value: float | None = None
    exact: str = ""
    bound: float | None = None
    levels: tuple[tuple[int, int | None], ...] = ()
    ideals: tuple[int, ...] = ()
    note: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be proven."""
        if self.verdict is not Verdict.COMMON_GROUND:
            return self.verdict is Verdict.NONE
        return self.value == self.bound and all(value == bound for value, bound in self.levels)


def whole_bound(bound: float | None, value: int) -> int:
    """A bound on a whole number, rounded down; never below a value that was reached."""
    return value if bound is None else max(value, math.floor(bound + TOLERANCE))


def leximin_choice(package: Package, ordered: list[int], bounds: Sequence[int | None]) -> Choice:
    """The choice of leximin: gains in ascending order, and bounds of the sums of the smallest."""
    sums = [sum(ordered[: k + 1]) for k in range(len(ordered))]
    levels = tuple(
        (value, None if bound is None else max(value, bound))
        for value, bound in zip(sums, bounds, strict=True)
    )
    first = levels[0][1]
    return Choice(
        verdict=Verdict.COMMON_GROUND,
        options=package,
        value=float(ordered[0]),
        exact=str(ordered[0]),
        bound=math.inf if first is None else float(first),
        levels=levels,
    )
