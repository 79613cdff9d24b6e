"""What an engine tells on its way to the package that a rule singles out."""

from __future__ import annotations

from dipoli.analysis.agreement.answers import Engine, Package


class Way:
    """Told what is met on the way; this one keeps nothing of it.

    An engine that is stopped in the middle has answered nothing. What it met before stands all the
    same: a package of the zone is one, and a bound that was proven holds.
    """

    def met(self, package: Package, engine: Engine) -> None:
        """A package of the zone, perhaps a better one than those before."""

    def below(self, bound: float) -> None:
        """No package of the zone exceeds this by the figure of the rule."""

    def ideals(self, ideals: tuple[int, ...]) -> None:
        """The largest gain of each seat in the zone, on which the figure of a rule hangs."""
