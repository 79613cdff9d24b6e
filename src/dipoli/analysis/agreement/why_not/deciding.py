"""Does a set of assumptions clash, and by which of them; or which package keeps it?

Theory of operation. Small questions are counted. Of larger ones it is first asked whether there are
weights of reservation values under which every package brings less than nothing: then the floors
that weigh, with the bars that were reckoned, clash by themselves, exactly and in milliseconds. If
there are none, packages near the bound are gone through, and only then is the solver asked. What
was found is remembered: a set that contains a known clash clashes, and one that a known package
keeps does not.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import define, evolve, field, frozen

from dipoli.analysis.agreement.answers import Question
from dipoli.analysis.agreement.certificate import Certificate, certify, reckoned, settled
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.model import Bar, Floor, Model
from dipoli.analysis.agreement.near.buckets import plan
from dipoli.analysis.agreement.near.dual import Aim, dual
from dipoli.analysis.agreement.near.grid import grid
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.search import FEW, Means
from dipoli.analysis.case import Case

Keys = frozenset[str]
Chosen = tuple[int, ...]

_GLANCE = 1 << 18
"""Choices of a first look near the bound."""
_MOMENT = 1.0
"""Seconds for a first try of the solver."""


@frozen(kw_only=True)
class Broken:
    """What a package does not keep: an assumption, and the calls without which it would not bind.

    ``calls`` is None for what binds whatever is called.
    """

    key: str
    calls: Keys | None


@frozen(kw_only=True)
class Decision:
    """Either a clash, by its assumptions, or a package that keeps the set; exactly one of them."""

    clash: Keys | None
    package: Chosen | None


@define(kw_only=True)
class Decider:
    """Decides sets of assumptions of one question, and remembers.

    Args:
        case: the case.
        question: what is asked of it.
        model: the question in whole numbers.
        means: limits.
        clashes: clashes found so far.
        packages: packages found so far, with what each does not keep.
        certificates: weights that prove a clash, by the clash.
        irreducible: clashes of which no member can be left out.
    """

    case: Case
    question: Question
    model: Model
    means: Means
    clashes: list[Keys] = field(factory=list)
    packages: list[tuple[Chosen, tuple[Broken, ...]]] = field(factory=list)
    certificates: dict[Keys, Certificate] = field(factory=dict)
    irreducible: list[Keys] = field(factory=list)
    weighed_before: dict[Keys, Keys | None] = field(factory=dict)

    def decide(self, keys: Keys) -> Decision:
        """Whether a set of assumptions clashes, whatever becomes of the others.

        Raises:
            TimeoutError: not decided within the limits.
        """
        known = self.known(keys)
        if known is not None:
            return known
        kept = self.model.only(keys).touched()
        if self.means.counts(kept):
            zone = enumerate_zone(kept)
            return self._package(zone.package(0)) if len(zone) else self._clash(keys)
        quick = self.weighed(keys)
        if quick is not None:
            return Decision(clash=quick, package=None)
        return self._searched(keys, kept)

    def known(self, keys: Keys) -> Decision | None:
        """What follows from what was found before, if anything does."""
        for one in self.clashes:
            if one <= keys:
                return Decision(clash=one, package=None)
        for package, broken in self.packages:
            if keeps(broken, keys):
                return Decision(clash=None, package=package)
        return None

    def weighed(self, keys: Keys) -> Keys | None:
        """A clash among a set of assumptions that weights prove; None when none do.

        First without any bar, so that a clash of reservation values alone is found as one.
        """
        floors = {one.key for one in self.model.floors} | {one.key for one in self.model.calls}
        for some in dict.fromkeys((keys & floors, keys)):
            if some not in self.weighed_before:
                self.weighed_before[some] = self.weigh(some)
            found = self.weighed_before[some]
            if found is not None:
                return found
        return None

    def weigh(self, keys: Keys) -> Keys | None:
        """A clash that weights prove with just these assumptions; None when none do."""
        kept = self.model.only(keys)
        if not kept.free or not kept.floors:
            return None
        held = plan(grid(kept))
        always = held.grid.always
        if not always.any():
            return None
        nothing = np.zeros(len(kept.floors))
        aim = Aim(given=nothing, free=always, shares=always.astype(np.float64))
        found = dual(held, aim, stop=self.means.stop, until=0.0)
        if found.tables.most >= 0:
            return None
        clash = reckoned(held, settled(found)[1])
        self.certificates[clash] = certify(self.case, held, found)
        self._clash(clash)
        return clash

    def _searched(self, keys: Keys, kept: Model) -> Decision:
        """Near the bound and by the solver, each for a moment and then in earnest."""
        found = (
            self._near(keys, kept, _GLANCE)
            or self._solved(keys, kept, min(_MOMENT, self.means.limit))
            or self._near(keys, kept, FEW)
            or self._solved(keys, kept, self.means.limit)
        )
        if found is None:
            raise TimeoutError
        return found

    def _near(self, keys: Keys, kept: Model, choices: int) -> Decision | None:
        ordered = sorted(kept.floors, key=lambda one: one.gate is not None)
        seats = sum(one.gate is None for one in ordered)
        if not seats or not self.means.choices:
            return None
        from dipoli.analysis.agreement.near.engine import (  # noqa: PLC0415 - loops load slowly
            Kind,
            Sought,
            search,
        )

        held = plan(grid(evolve(kept, floors=tuple(ordered))))
        sought = Sought(kind=Kind.SMALLEST, seats=seats)
        near = search(held, sought, self.means.spare(choices, first=True))
        if near.packages:
            return self._package(held.grid.whole(near.packages[0]))
        return self._clash(keys) if near.complete else None

    def _solved(self, keys: Keys, kept: Model, limit: float) -> Decision | None:
        made = formulate(kept)
        for _attempt in range(8):
            outcome = made.program.solve({}, limit)
            if outcome.columns is None:
                infeasible = outcome.status is Status.INFEASIBLE
                return self._clash(keys) if infeasible else None
            options = made.options(outcome.columns)
            if keeps(broken_by(self.model, options), keys):
                return self._package(options)
            made.bar_package(options)
        return None

    def _clash(self, keys: Keys) -> Decision:
        self.clashes.append(keys)
        return Decision(clash=keys, package=None)

    def _package(self, options: Chosen) -> Decision:
        self.packages.append((options, broken_by(self.model, options)))
        return Decision(clash=None, package=options)


def in_order(model: Model, keys: Iterable[str]) -> tuple[str, ...]:
    """Keys of assumptions in the order of the papers."""
    asked = frozenset(keys)
    return tuple(key for key in model.assumptions if key in asked)


def by_papers(model: Model, keys: Iterable[str]) -> tuple[int, ...]:
    """Where assumptions stand in the papers; sets that are alike else are told in this order."""
    order = {key: place for place, key in enumerate(model.assumptions)}
    return tuple(sorted(order[key] for key in keys))


def broken_by(model: Model, options: Chosen) -> tuple[Broken, ...]:
    """Every assumption that a package does not keep, reckoned in whole numbers."""
    calls: dict[str, set[str]] = {}
    for call in model.calls:
        issue, held = call.atom
        if options[issue] in held:
            calls.setdefault(call.body, set()).add(call.key)
    found: dict[Broken, None] = {}
    rows: tuple[Bar | Floor, ...] = (*model.bars, *model.floors)
    for row in rows:
        if row.gate is not None and row.gate not in calls:
            continue
        if _misses(row, options):
            called = None if row.gate is None else frozenset(calls[row.gate])
            found[Broken(key=row.key, calls=called)] = None
    return tuple(found)


def keeps(broken: tuple[Broken, ...], keys: Keys) -> bool:
    """Whether a package that breaks these keeps a set of assumptions."""
    return not any(
        one.key in keys and (one.calls is None or bool(one.calls & keys)) for one in broken
    )


def beside(broken: tuple[Broken, ...], keys: Keys) -> Keys:
    """Other assumptions to drop so that a package keeps all that are left; it keeps these."""
    dropped: set[str] = set()
    for one in broken:
        if one.key in keys:
            dropped |= one.calls or frozenset()
        else:
            dropped.add(one.key)
    return frozenset(dropped)


def _misses(row: Bar | Floor, options: Chosen) -> bool:
    if isinstance(row, Floor):
        return row.gain(options) < 0
    return all(options[issue] in held for issue, held in row.atoms)
