"""The independent checker of certificates: is the largest weighted sum what it is said to be?

It shares no code with the model or the search. It reads the rows of the case as they stand, and
eliminates issue after issue over plain dictionaries of Python's whole numbers, slowly and
obviously. An assumption counts only when it binds in every package of the question.

Source: bucket elimination after Dechter 1999 (bibliography).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from dipoli.analysis.agreement.answers import Check, Question, Reading, Rule, SoftLines
from dipoli.analysis.agreement.certificate import BoundClaim, Certificate
from dipoli.analysis.case import Atom, Case, Firmness, IssuePosition, RatifierKind

MOST_ENTRIES = 5_000_000
"""A certificate whose order needs larger tables is refused, as it cannot be reckoned again."""


@frozen(kw_only=True)
class _Factor:
    """Points by options of some issues, in the order of ``scope``; what is missing cannot be."""

    scope: tuple[str, ...]
    points: Callable[[tuple[int, ...]], int | None]


def check_emptiness(case: Case, question: Question, certificate: Certificate) -> Check:
    """The verdict on a certificate that is said to prove that its assumptions clash."""
    reasons = list(_reasons(case, question, certificate))
    if not reasons and certificate.most is not None and certificate.most >= 0:
        reasons.append("a largest sum that is not negative proves no clash")
    return Check(accepted=not reasons, reasons=tuple(reasons))


def check_bound(case: Case, question: Question, claim: BoundClaim) -> Check:
    """The verdict on a bound of what a rule singles out, with its certificate."""
    reasons = list(_reasons(case, question, claim.certificate))
    if not reasons:
        bound = bound_of(claim.rule, claim.certificate, question.seats, claim.ideals)
        if claim.bound[1] <= 0 or bound is None or bound != Fraction(*claim.bound):
            reasons.append("the bound does not follow from weights and sum")
    return Check(accepted=not reasons, reasons=tuple(reasons))


def bound_of(
    rule: Rule, certificate: Certificate, seats: tuple[str, ...], ideals: Mapping[str, int]
) -> Fraction | None:
    """What a largest weighted sum says of a rule.

    Args:
        rule: the rule.
        certificate: weights and sum.
        seats: whose gains the rule weighs.
        ideals: for Kalai-Smorodinsky.

    Returns:
        The bound, or None when the weights give none.
    """
    most = certificate.most
    if most is None or most < 0:
        return None
    weights = [certificate.weights.get(code, 0) for code in seats]
    if rule is Rule.LEXIMIN:
        over = sum(weights)
    elif rule is Rule.TOTAL_GAIN:
        over = min(weights, default=0)
    elif rule is Rule.KALAI_SMORODINSKY:
        shares = [max(0, ideals.get(code, 0)) for code in seats]
        over = sum(weight * share for weight, share in zip(weights, shares, strict=True))
    else:
        product = math.prod(weights)
        return Fraction(most, len(seats)) ** len(seats) / product if product and seats else None
    return Fraction(most, over) if over > 0 else None


def _reasons(case: Case, question: Question, certificate: Certificate) -> Iterator[str]:
    if sorted(certificate.order) != sorted(issue.id for issue in case.issues):
        yield "the order does not name every issue once"
        return
    badly = [*_rows(case, question, certificate), *_weights(case, certificate)]
    if badly:
        yield from badly
        return
    try:
        most = largest(case, question, certificate)
    except OverflowError:
        yield "the tables of this order are too large to be reckoned again"
        return
    if most != certificate.most:
        yield f"the largest weighted sum is {most}, not {certificate.most}"


def _rows(case: Case, question: Question, certificate: Certificate) -> Iterator[str]:
    for key in certificate.keys:
        if not _binds(case, question, certificate, key):
            yield f"{key} is not an assumption that binds in every package"
        kind, _, code = key.partition("/")
        if kind == "reservation" and code not in certificate.weights:
            yield f"{key} is among the assumptions without a weight"
    if len(set(certificate.keys)) < len(certificate.keys):
        yield "an assumption stands twice"


def _weights(case: Case, certificate: Certificate) -> Iterator[str]:
    for code, weight in certificate.weights.items():
        if weight <= 0:
            yield f"the weight of {code} is not above 0"
        if f"reservation/{code}" not in certificate.keys:
            yield f"{code} weighs, and its reservation value is not among the assumptions"
    known = {one.id for one in case.synergies if one.party in certificate.weights}
    if set(certificate.loose) - known or len(set(certificate.loose)) < len(certificate.loose):
        yield "a synergy left loose is not one of those who weigh"
    if certificate.most is None and certificate.weights:
        yield "weights where no package is left"


def largest(case: Case, question: Question, certificate: Certificate) -> int | None:
    """The largest weighted sum of gains over all packages that keep the bars of a certificate.

    Returns:
        The sum; None when there is no such package.

    Raises:
        OverflowError: a table would have more than `MOST_ENTRIES` entries.
    """
    sizes = {issue.id: len(issue.options) for issue in case.issues}
    still = {issue.id for issue in case.issues if issue.basket in question.still}
    domains = {name: (0,) if name in still else tuple(range(n)) for name, n in sizes.items()}
    positions = case.positions_of(question.positions)
    total = 0
    factors = [_atom_factor(atom.issue, atom) for atom in question.hold]
    for code, weight in certificate.weights.items():
        total -= weight * positions[code].reservation.value
        for row in positions[code].issues:
            total += weight * row.importance * row.value[0]
            factors.append(_worth_factor(row, question.reading, weight))
    for synergy in case.synergies:
        points = certificate.weights.get(synergy.party, 0) * synergy.points
        if synergy.id in certificate.loose:
            total += max(0, points)
        elif points:
            factors.append(_all_factor(synergy.when, points, 0))
    factors += [_all_factor(atoms, None, 0) for atoms in _bars(case, question, certificate, sizes)]
    for issue in certificate.order:
        touching = [one for one in factors if issue in one.scope]
        factors = [one for one in factors if issue not in one.scope]
        made = _eliminate(issue, touching, domains)
        factors.append(made)
    for left in factors:
        last = left.points(())
        if last is None:
            return None
        total += last
    return total


def _eliminate(
    issue: str, touching: list[_Factor], domains: Mapping[str, tuple[int, ...]]
) -> _Factor:
    """The most that an issue can bring, for every choice of those it is tied to."""
    rest = tuple(dict.fromkeys(name for one in touching for name in one.scope if name != issue))
    if math.prod(len(domains[name]) for name in (*rest, issue)) > MOST_ENTRIES:
        raise OverflowError
    places = [tuple((*rest, issue).index(name) for name in one.scope) for one in touching]
    table: dict[tuple[int, ...], int] = {}
    for chosen in itertools.product(*(domains[name] for name in rest)):
        for option in domains[issue]:
            whole = (*chosen, option)
            points = 0
            for one, place in zip(touching, places, strict=True):
                added = one.points(tuple(whole[k] for k in place))
                if added is None:
                    break
                points += added
            else:
                table[chosen] = max(points, table.get(chosen, points))
    return _Factor(scope=rest, points=table.get)


def _atom_factor(issue: str, atom: Atom) -> _Factor:
    return _Factor(scope=(issue,), points=lambda chosen: 0 if chosen[0] in atom.options else None)


def _all_factor(atoms: Iterable[Atom], holds: int | None, fails: int) -> _Factor:
    """One figure where all atoms hold, another where not."""
    listed = tuple(atoms)
    scope = tuple(dict.fromkeys(atom.issue for atom in listed))

    def points(chosen: tuple[int, ...]) -> int | None:
        package = dict(zip(scope, chosen, strict=True))
        return holds if all(package[one.issue] in one.options for one in listed) else fails

    return _Factor(scope=scope, points=points)


def _worth_factor(row: IssuePosition, reading: Reading, weight: int) -> _Factor:
    worth = [weight * _worth(row, option, reading) for option in range(len(row.value))]
    return _Factor(scope=(row.issue,), points=lambda chosen: worth[chosen[0]])


def _worth(row: IssuePosition, option: int, reading: Reading) -> int:
    """Points of an option against the state of things, as the question reads the ranges."""
    coded = row.importance * (row.value[option] - row.value[0])
    if option == 0 or reading is Reading.CODED:
        return coded
    changes = (row.low[option] - row.high[0], row.high[option] - row.low[0])
    ends = [weight * change for weight in row.importance_range for change in changes]
    return min(coded, *ends) if reading is Reading.CAUTIOUS else max(coded, *ends)


def _bars(
    case: Case, question: Question, certificate: Certificate, sizes: Mapping[str, int]
) -> Iterator[tuple[Atom, ...]]:
    """What may not hold together, by the assumptions of a certificate."""
    for row in case.requirements:
        if f"requirement/{row.id}" in certificate.keys:
            other = tuple(o for o in range(sizes[row.then.issue]) if o not in row.then.options)
            yield row.if_, Atom(issue=row.then.issue, options=other)
    for exclusion in case.exclusions:
        if f"exclusion/{exclusion.id}" in certificate.keys:
            yield exclusion.atoms
    for code, position in case.positions_of(question.positions).items():
        for line in position.red_lines:
            if f"red-line/{code}/{line.id}" in certificate.keys:
                yield line.when


def _binds(case: Case, question: Question, certificate: Certificate, key: str) -> bool:
    """Whether an assumption is one that no package of the question may break."""
    kind, _, name = key.partition("/")
    if kind == "requirement":
        return any(one.id == name for one in case.requirements)
    if kind == "exclusion":
        return any(one.id == name for one in case.exclusions)
    if kind == "consent":
        return any(one.id == name for one in case.consents)
    positions = case.positions_of(question.positions)
    if kind == "reservation":
        return name in positions and _asked_always(case, question, certificate, name)
    code, _, line_id = name.partition("/")
    return (
        kind == "red-line"
        and code in question.seats
        and any(
            one.id == line_id
            and (one.firmness is Firmness.HARD or question.soft_lines is SoftLines.HELD)
            for one in positions[code].red_lines
        )
    )


def _asked_always(case: Case, question: Question, certificate: Certificate, code: str) -> bool:
    """Whether somebody sits, or is called on whatever is chosen by a consent that is assumed."""
    if code in question.seats:
        return True
    for consent in case.consents:
        if f"consent/{consent.id}" not in certificate.keys:
            continue
        issue = next(one for one in case.issues if one.id == consent.issue)
        rests = issue.basket in question.still
        open_to = (0,) if rests else tuple(range(len(issue.options)))
        if set(open_to) <= set(consent.options) and any(
            code in _whose(case, body, question.without) for body in consent.bodies
        ):
            return True
    return False


def _whose(case: Case, code: str, without: tuple[str, ...]) -> list[str]:
    if code in without:
        return []
    for body in case.ratifiers:
        if body.code == code and body.kind is RatifierKind.PROCEDURAL:
            return []
        if body.code == code and body.kind is RatifierKind.COMPOSITE:
            return [leaf for one in body.all_of or () for leaf in _whose(case, one, without)]
    return [code]
