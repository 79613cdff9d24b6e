"""The best that is known so far, for a reader who stops the search before its end.

A package that was met is one of the zone, checked in exact integers as every answer is; its figure
is exact. That it is the best is not proven: beside it stands the least bound that was proven on the
way, if any was. Nothing here is an answer to what was not yet asked: that is unknown.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction

from attrs import define, evolve, field

from dipoli.analysis.agreement.answers import (
    BasketAnswer,
    Engine,
    Found,
    Package,
    PackageAnswer,
    Question,
    Rule,
    SoftLines,
    StatusQuo,
    Verdict,
)
from dipoli.analysis.agreement.choice import Choice, leximin_choice, whole_bound
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.packages import told_choice
from dipoli.analysis.agreement.way import Way
from dipoli.analysis.agreement.why_not.answers import Explanation
from dipoli.analysis.case import Case

Merit = tuple[int | Fraction, ...]
"""By what packages are compared under a rule; larger is better."""


@define(kw_only=True, eq=False)
class Seeking(Way):
    """What was met on the way to the package of one rule.

    Args:
        case: the case.
        question: what is asked of it, its soft lines as the answer will have them.
        rule: the rule.
        telling: told, in a few words, how many ever better packages were met.
        best: the best one, and what met it.
        bound: no package exceeds it; infinity where nothing was proven.
        ideal: largest gains, where they are known.
    """

    case: Case
    question: Question
    rule: Rule
    telling: Callable[[str], None]
    best: tuple[Package, Engine] | None = None
    bound: float = math.inf
    ideal: tuple[int, ...] = ()
    model: Model = field(init=False)
    number: itertools.count[int] = field(init=False, factory=lambda: itertools.count(1))

    def __attrs_post_init__(self) -> None:
        """The question in whole numbers, once."""
        self.model = build(self.case, self.question)

    def met(self, package: Package, engine: Engine) -> None:
        """Keep a package that is better than the best one known."""
        if self.best is None or self._merit(package) > self._merit(self.best[0]):
            self.best = (dict(package), engine)
            self.telling(f"{next(self.number)} packages, each better than the last")

    def below(self, bound: float) -> None:
        """Keep the least bound."""
        self.bound = min(self.bound, bound)

    def ideals(self, ideals: tuple[int, ...]) -> None:
        """From now on the figure of Kalai-Smorodinsky is known."""
        self.ideal = ideals

    def answers(self, one: PackageAnswer) -> bool:
        """Whether an answer is the one that is being sought."""
        return (one.rule, one.soft_lines) == (self.rule, self.question.soft_lines)

    def answer(self) -> PackageAnswer | None:
        """The best package so far, told and checked like an answer, with what is proven of it.

        Returns:
            None where no package was met, or where the rule has no figure for it yet.
        """
        best, bound, ideal = self.best, self.bound, self.ideal
        if best is None:
            return None
        choice = self._choice(best[0], bound, ideal)
        if choice is None:
            return None
        return told_choice(self.case, self.question, self.rule, choice, best[1], None)

    def _choice(self, package: Package, bound: float, ideal: tuple[int, ...]) -> Choice | None:
        gains = self.model.gains(tuple(package.values()))
        if self.rule is Rule.LEXIMIN:
            ordered = sorted(gains)
            first = whole_bound(bound, ordered[0]) if math.isfinite(bound) else None
            return leximin_choice(package, ordered, [first, *([None] * (len(gains) - 1))])
        value, exact = float(sum(gains)), str(sum(gains))
        if self.rule is Rule.NASH:
            if min(gains) <= 0:
                return None
            value, exact = math.log(math.prod(gains)), str(math.prod(gains))
        elif self.rule is Rule.KALAI_SMORODINSKY:
            if not ideal or any(gain > most for gain, most in zip(gains, ideal, strict=True)):
                return None
            value, exact = float(_ratio(gains, ideal)), str(_ratio(gains, ideal))
        elif math.isfinite(bound):
            bound = float(whole_bound(bound, sum(gains)))
        return Choice(
            verdict=Verdict.COMMON_GROUND,
            options=package,
            value=value,
            exact=exact,
            bound=max(value, bound),
            ideals=ideal,
        )

    def _merit(self, package: Package) -> Merit:
        gains = self.model.gains(tuple(package.values()))
        if self.rule is Rule.TOTAL_GAIN:
            return (sum(gains),)
        if self.rule is Rule.NASH:
            return (math.prod(gains) if min(gains) > 0 else 0, *sorted(gains))
        if self.rule is Rule.KALAI_SMORODINSKY and self.ideal:
            return (_ratio(gains, self.ideal),)
        return tuple(sorted(gains))


def _ratio(gains: tuple[int, ...], ideal: tuple[int, ...]) -> Fraction:
    """The smallest ratio of gain to ideal gain."""
    pairs = zip(gains, ideal, strict=True)
    return min((Fraction(gain, most) for gain, most in pairs if most > 0), default=Fraction(1))


@define(kw_only=True, eq=False)
class Sofar:
    """What was answered so far, and what is being sought; filled in while the work goes on.

    Args:
        standing: by name, what is known about all baskets together: ``negotiable``, ``held``,
            ``cautious``, ``generous``.
        status_quo: the state of things beside it, once it was looked at.
        baskets: those that were answered.
        packages: those of rules that were answered.
        seeking: the rule that is being sought; None before the first and after the last.
        clash: questions without common ground that were explained.
    """

    standing: dict[str, Found] = field(factory=dict)
    status_quo: StatusQuo | None = None
    baskets: list[BasketAnswer] = field(factory=list)
    packages: list[PackageAnswer] = field(factory=list)
    seeking: Seeking | None = None
    clash: list[Explanation] = field(factory=list)

    def snapshot(self) -> Sofar:
        """The same at one moment; the work may go on."""
        packages = list(self.packages)
        seeking = self.seeking
        if seeking is not None and packages and seeking.answers(packages[-1]):
            seeking = None
        return evolve(
            self,
            standing=dict(self.standing),
            baskets=list(self.baskets),
            packages=packages,
            seeking=seeking,
            clash=list(self.clash),
        )

    def left(self) -> tuple[tuple[Rule, SoftLines], ...]:
        """Rules whose package was not begun to be sought, in their order."""
        begun = {(one.rule, one.soft_lines) for one in tuple(self.packages)}
        if self.seeking is not None:
            begun.add((self.seeking.rule, self.seeking.question.soft_lines))
        every = itertools.product(SoftLines, Rule)
        return tuple((rule, soft) for soft, rule in every if (rule, soft) not in begun)
