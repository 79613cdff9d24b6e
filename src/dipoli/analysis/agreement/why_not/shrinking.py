"""A clash from which nothing can be left out, out of one from which something can.

Long clashes are halved again and again (QuickXplain, Junker 2004). Then members are tried one
after another, reservation values last: what still clashes without a member is shrunk to what was
proven, and a member without which a package exists stays (deletion). What comes out is tried again
from the start: it clashes as a whole, and for each member there is a package that keeps all the
others and that the independent checker accepts, of a case in which nothing else is assumed.

Source: Junker 2004 (bibliography).
"""

from __future__ import annotations

from attrs import evolve

from dipoli.analysis.agreement.answers import Package, Question
from dipoli.analysis.agreement.certificate import Certificate
from dipoli.analysis.agreement.certificate_checker import check_emptiness
from dipoli.analysis.agreement.checker import check_package
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.model import floor_key, line_key
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.why_not.answers import Clash, Proof
from dipoli.analysis.agreement.why_not.deciding import Decider, Keys, in_order
from dipoli.analysis.case import Case, Position

_MANY = 12
"""Longer clashes are first halved, again and again."""
_FAR = 10
"""A reservation value that is not assumed lies this many times below all that can be had."""


def shrink(decider: Decider, clash: Keys) -> Keys:
    """An irreducible clash inside a clash.

    Raises:
        TimeoutError: a step was not decided within the limits.
    """
    left = clash
    while (found := decider.decide(left).clash) is not None and found < left:
        left = found
    order = {key: place for place, key in enumerate(decider.model.assumptions)}
    floors = {one.key for one in decider.model.floors}
    ranked = sorted(left, key=lambda one: (one not in floors, order[one]))
    if len(left) > _MANY:
        left = _halved(decider, frozenset(), ranked, fresh=False)
    for key in reversed(ranked):
        if key in left:
            found = decider.decide(left - {key}).clash
            left = left if found is None else found
    if left not in decider.irreducible:
        decider.irreducible.append(left)
    return left


def _halved(decider: Decider, base: Keys, ranked: list[str], *, fresh: bool) -> Keys:
    """Those of a ranked list that are needed for a clash with the base; the last ones go first."""
    if fresh and decider.decide(base).clash is not None:
        return frozenset()
    if len(ranked) == 1:
        return frozenset(ranked)
    half = len(ranked) // 2
    first, last = ranked[:half], ranked[half:]
    later = _halved(decider, base | frozenset(first), last, fresh=True)
    return _halved(decider, base | later, first, fresh=bool(later)) | later


def several(decider: Decider, wanted: int) -> None:
    """Look for irreducible clashes until so many are known; each differs from those before.

    A clash that leaves a member of a known one out is another one.

    Args:
        decider: the question; what is found is left in it.
        wanted: so many are enough.
    """
    every = frozenset(decider.model.assumptions)
    left_out: set[str] = set()
    try:
        if not decider.irreducible:
            found = decider.decide(every).clash
            if found is None:
                return
            shrink(decider, found)
        while len(decider.irreducible) < wanted and not decider.means.stop():
            members = [key for one in decider.irreducible for key in sorted(one)]
            fresh = [key for key in members if key not in left_out]
            if not fresh:
                return
            left_out.add(fresh[0])
            found = decider.decide(every - {fresh[0]}).clash
            if found is not None:
                shrink(decider, found)
    except TimeoutError:
        return


def verified(decider: Decider, keys: Keys) -> Clash:
    """A clash tried again as a whole and without each member, and its packages checked.

    Raises:
        TimeoutError: something was not decided within the limits.
        RuntimeError: what was called an irreducible clash is none.
    """
    without: dict[str, Package] = {}
    order = in_order(decider.model, keys)
    for key in order:
        found = decider.decide(keys - {key}).package
        if found is None:
            message = f"{key} can be left out of a clash that was called irreducible"
            raise RuntimeError(message)
        package = decider.model.package(found)
        kept = supposing(decider.case, decider.question, keys - {key})
        check = check_package(kept, decider.question, package)
        if not check.accepted:
            message = f"a package does not keep what it was said to keep: {check.reasons}"
            raise RuntimeError(message)
        without[key] = package
    certificate, proof = _proven(decider, keys)
    assumptions = tuple(decider.model.assumptions[key] for key in order)
    return Clash(assumptions=assumptions, without=without, certificate=certificate, proof=proof)


def _proven(decider: Decider, keys: Keys) -> tuple[Certificate | None, Proof]:
    """The clash as a whole, once more: weights that are checked, or counted, or solved."""
    if keys not in decider.certificates:
        decider.weigh(keys)
    certificate = decider.certificates.get(keys)
    if certificate is not None:
        check = check_emptiness(decider.case, decider.question, certificate)
        if not check.accepted:
            message = f"weights do not prove a clash: {check.reasons}"
            raise RuntimeError(message)
        return certificate, Proof.CERTIFICATE
    kept = decider.model.only(keys).touched()
    if decider.means.counts(kept):
        if len(enumerate_zone(kept)):
            message = "a package keeps what was called a clash"
            raise RuntimeError(message)
        return None, Proof.COUNTED
    outcome = formulate(kept).program.solve({}, decider.means.limit)
    if outcome.status is Status.LIMIT:
        raise TimeoutError
    if outcome.status is not Status.INFEASIBLE:
        message = "the solver has a package for what was called a clash"
        raise RuntimeError(message)
    return None, Proof.SOLVER


def supposing(case: Case, question: Question, keys: Keys) -> Case:
    """The case as if only some assumptions were made of it."""
    positions = {
        code: _supposed(case, position, keys)
        for code, position in case.positions_of(question.positions).items()
    }
    return evolve(
        case,
        positions={**case.positions, question.positions: positions},
        requirements=tuple(one for one in case.requirements if f"requirement/{one.id}" in keys),
        exclusions=tuple(one for one in case.exclusions if f"exclusion/{one.id}" in keys),
        consents=tuple(one for one in case.consents if f"consent/{one.id}" in keys),
    )


def _supposed(case: Case, position: Position, keys: Keys) -> Position:
    lines = tuple(one for one in position.red_lines if line_key(position.party, one) in keys)
    reservation = position.reservation
    if floor_key(position.party) not in keys:
        reach = sum(
            max(map(abs, (*row.value, *row.low, *row.high))) * max(row.importance_range)
            for row in position.issues
        ) + sum(abs(one.points) for one in case.synergies)
        reservation = evolve(reservation, value=-_FAR * (1 + reach))
    return evolve(position, red_lines=lines, reservation=reservation)
