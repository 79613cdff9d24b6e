"""What proves a bound, written down so that somebody else can reckon it again.

Whatever weights are given to the gains of parties, none negative, no package brings more than the
largest weighted sum over all packages. A certificate names the weights, in whole numbers, the
assumptions under which the largest sum was reckoned, and that sum. If it is negative the
assumptions clash: a package that keeps them would bring nothing less than 0. If not, it bounds
what rules single out:

* the smallest gain: at most the sum over the sum of the seats' weights;
* the smallest ratio of gain to ideal gain: at most the sum over that of weights times ideals;
* the total gain: at most the sum over the least of the seats' weights;
* the product of gains: by the means, at most the n-th power of (sum over n) over the product of
  the weights of the n seats.

`certificate_checker` reckons all this again by itself. Bounds need the reservation values of all
who weigh, which a package of the zone keeps.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import frozen

from dipoli.analysis.agreement.answers import Rule
from dipoli.analysis.agreement.model import Model
from dipoli.analysis.agreement.near.buckets import NEVER, Plan
from dipoli.analysis.agreement.near.dual import Dual
from dipoli.analysis.agreement.near.grid import Ints
from dipoli.analysis.case import Case


@frozen(kw_only=True)
class Certificate:
    """Weights of gains, and the largest weighted sum over all packages.

    Args:
        weights: by code of a party or body; whole, above 0.
        keys: every assumption that was reckoned with; those of the weights are among them.
        loose: ids of synergies for which the most was assumed, whether they hold or not.
        order: ids of issues in the order in which they can be eliminated with small tables.
        most: the largest weighted sum, over packages that keep the bars among the assumptions; None
            when these bars leave no package at all, and then there are no weights.
    """

    weights: Mapping[str, int]
    keys: tuple[str, ...]
    loose: tuple[str, ...]
    order: tuple[str, ...]
    most: int | None


@frozen(kw_only=True)
class BoundClaim:
    """A bound on what a rule singles out, exactly, with its certificate.

    Args:
        rule: the rule; the bound of Nash's rule is one of the product of gains.
        bound: no package of the zone exceeds it: numerator and denominator.
        ideals: by seat, for Kalai-Smorodinsky; a seat with 0 or less is left out.
        certificate: what proves it.
    """

    rule: Rule
    bound: tuple[int, int]
    ideals: Mapping[str, int]
    certificate: Certificate


def reckoned(held: Plan, weights: Ints) -> frozenset[str]:
    """Keys of the assumptions under which a weighted sum was reckoned.

    Args:
        held: the plan; what it leaves out is not among them.
        weights: of each floor.
    """
    model = held.grid.model
    keys = {floor.key for floor, weight in zip(model.floors, weights, strict=True) if weight}
    gates = {floor.gate for floor, weight in zip(model.floors, weights, strict=True) if weight}
    keys |= {call.key for call in model.calls if call.body in gates and _always(model, call.atom)}
    inside = {atoms for row in held.bars for atoms in row}
    number = {issue: k for k, issue in enumerate(model.free)}
    for bar in model.bars:
        if bar.gate is not None:
            continue
        atoms = tuple((number[issue], held_) for issue, held_ in bar.atoms if issue in number)
        if len(atoms) < 2 or atoms in inside:  # noqa: PLR2004 - over one issue: reckoned at once
            keys.add(bar.key)
    return frozenset(keys)


def certify(case: Case, held: Plan, found: Dual) -> Certificate:
    """Write down what a dual proves.

    Args:
        case: the case.
        held: the plan of the dual.
        found: the dual.

    Returns:
        The certificate.
    """
    model = held.grid.model
    most, whole = settled(found)
    weights = {
        floor.code: int(weight) for floor, weight in zip(model.floors, whole, strict=True) if weight
    }
    rest = [model.issues[k] for k in range(len(model.sizes)) if k not in model.free]
    order = (*rest, *(model.issues[model.free[k]] for k in held.order))
    keys = reckoned(held, whole)
    return Certificate(
        weights=weights,
        keys=tuple(key for key in model.assumptions if key in keys),
        loose=_loose(case, held),
        order=order,
        most=most,
    )


def settled(found: Dual) -> tuple[int | None, Ints]:
    """The largest sum and its weights; None and no weights when bars leave no package at all."""
    if found.tables.most <= NEVER // 2:
        return None, np.zeros_like(found.weights)
    return found.tables.most, found.weights


def _always(model: Model, atom: tuple[int, frozenset[int]]) -> bool:
    issue, options = atom
    if issue in model.free:
        return options >= set(range(model.sizes[issue]))
    return 0 in options


def _loose(case: Case, held: Plan) -> tuple[str, ...]:
    model = held.grid.model
    number = {issue: k for k, issue in enumerate(model.free)}
    left = [(term.floor, term.atoms, term.points) for term in held.loose]
    found = []
    for f, floor in enumerate(model.floors):
        mine = [one.id for one in case.synergies if one.party == floor.code]
        for name, (atoms, points) in zip(mine, floor.synergies, strict=True):
            told = (f, tuple((number[i], one) for i, one in atoms if i in number), points)
            if told in left:
                left.remove(told)
                found.append(name)
    return tuple(found)
