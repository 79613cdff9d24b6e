"""From where to where a party's gain runs over the packages of a question, and what is proven.

Small questions are counted out; for larger ones the two ends are solved for as mixed-integer
programs. A package at an end is checked in exact integers; that nothing lies beyond it is proven
only where the bound meets it. Where it does not, the end is undecided.

The gain of one party is a figure on its own scale. It is kept for whoever compares two questions
about the same party; no print and no JSON object shows it (`docs/adr/0009-no-totals-by-party.md`).
"""

from __future__ import annotations

import enum
import math
from importlib.metadata import version

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.answers import Engine, Package, Question, Verdict
from dipoli.analysis.agreement.checker import TOLERANCE, check_package
from dipoli.analysis.agreement.enumeration import Zone, enumerate_zone
from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.model import Floor, build
from dipoli.analysis.agreement.search import Means, solve, verdict_of
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt


class Decision(enum.Enum):
    """An answer that was proven, or the plain word that it was not."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


@frozen(kw_only=True)
class End:
    """A package at one end of a party's gains.

    Args:
        value: the gain above the reservation value, in points of the party's own scale.
        bound: what no package lies beyond, as far as proven; None when nothing is known.
        proven: the bound meets the value.
        package: a package with that gain, accepted by the checker.
    """

    value: int
    bound: int | None
    proven: bool
    package: Package


@frozen(kw_only=True)
class Extent:
    """The gains of one party over all packages of a question.

    Args:
        question: what was asked.
        code: whose gains they are; it need not be at the table.
        verdict: whether there is a package at all.
        count: number of packages, where they were counted; None where not.
        least: the end at which the party gains least; None without a package.
        most: the end at which it gains most; None without a package.
        engine: what found it.
    """

    question: Question
    code: str
    verdict: Verdict
    count: int | None
    least: End | None
    most: End | None
    engine: Engine

    @property
    def proven(self) -> bool:
        """Whether verdict and both ends are proven."""
        if self.verdict is Verdict.NONE:
            return True
        return bool(self.least and self.most and self.least.proven and self.most.proven)


def extent(case: Case, question: Question, code: str, means: Means) -> Extent:
    """Find the packages that are worth least and most to one party.

    Args:
        case: the case.
        question: what is asked.
        code: a member, at the table or not.
        means: engines and limits.

    Returns:
        Both ends, each proven or not.

    Raises:
        RuntimeError: an engine returned a package that the checker refuses.
    """
    model = build(case, question)
    floor = floor_of(case, question, code)
    if means.counts(model):
        zone = enumerate_zone(model)
        return _counted(case, question, floor, zone)
    return _solved(case, question, floor, means)


def floor_of(case: Case, question: Question, code: str) -> Floor:
    """How a question reckons the gain of a member, at the table or not."""
    alone = evolve(question, seats=(code,), hold=(), still=(), moves=(), without=())
    return build(case, alone).floors[0]


def gains_over(zone: Zone, floor: Floor) -> NDArray[np.int64]:
    """The gain of one party in every package of a zone."""
    gains = np.full(len(zone), -floor.threshold, np.int64)
    for issue, worth in enumerate(floor.worth):
        if any(worth):
            gains += np.array(worth, np.int64)[zone.options[:, issue]]
    for atoms, points in floor.synergies:
        holds = np.ones(len(zone), np.bool_)
        for issue, options in atoms:
            holds &= np.isin(zone.options[:, issue], list(options))
        gains += points * holds.astype(np.int64)
    return gains


def beyond(one: End | None, other: End | None, sign: int) -> Decision:
    """Whether one end lies further than another, upwards or downwards.

    Args:
        one: an end of the party's gains under one question.
        other: the same end of the same party under another.
        sign: 1 for further up, -1 for further down.

    Returns:
        Undecided where a proof is missing that could change the answer.
    """
    if one is None or other is None:
        return Decision.UNDECIDED
    if sign * one.value > sign * other.value:
        sure = other.bound is not None and sign * other.bound < sign * one.value
        return Decision.YES if sure else Decision.UNDECIDED
    sure = one.bound is not None and sign * one.bound <= sign * other.value
    return Decision.NO if sure else Decision.UNDECIDED


@frozen(kw_only=True)
class Grounds:
    """What a kind of answer rests on, whatever the question.

    Args:
        method: what was done, in sentences.
        assumptions: beside the case's own rules and limits.
        does_not_show: what must not be read out of it.
    """

    method: str
    assumptions: tuple[str, ...]
    does_not_show: tuple[str, ...]


def receipt_of(
    case: Case, question: Question, means: Means, grounds: Grounds, start: float, *, exact: bool
) -> Receipt:
    """How an answer about a question was obtained.

    Args:
        case: the case.
        question: what was asked.
        means: engines, limits and clock.
        grounds: what this kind of answer rests on.
        start: when the work began, on the clock of the means.
        exact: whether every part of the answer is proven.

    Returns:
        The receipt.
    """
    return Receipt(
        method=grounds.method,
        exact=exact,
        parameters={
            "positions": question.positions,
            "seats": " ".join(question.seats),
            "without": " ".join(question.without),
            "soft lines": question.soft_lines.value,
            "held": " ".join(
                f"{atom.issue}={'|'.join(map(str, atom.options))}" for atom in question.hold
            ),
            "baskets that stay": " ".join(question.still),
            "seconds for one solve": f"{means.limit:g}",
            "counted one by one up to": str(means.counted),
        },
        seed=None,
        inputs=case.digest,
        versions={name: version(name) for name in ("dipoli", "numpy", "scipy")},
        seconds=means.since(start),
        assumptions=(
            *grounds.assumptions,
            *(f"{name}: {text}" for name, text in case.rules.items()),
            *case.limits,
        ),
        does_not_show=grounds.does_not_show,
    )


def _counted(case: Case, question: Question, floor: Floor, zone: Zone) -> Extent:
    found = Verdict.COMMON_GROUND if len(zone) else Verdict.NONE
    ends: list[End | None] = [None, None]
    if len(zone):
        gains = gains_over(zone, floor)
        for place, row in enumerate((int(gains.argmin()), int(gains.argmax()))):
            value = int(gains[row])
            package = zone.model.package(zone.package(row))
            _require_accepted(case, question, package)
            ends[place] = End(value=value, bound=value, proven=True, package=package)
    return Extent(
        question=question,
        code=floor.code,
        verdict=found,
        count=len(zone),
        least=ends[0],
        most=ends[1],
        engine=Engine.ENUMERATION,
    )


def _solved(case: Case, question: Question, floor: Floor, means: Means) -> Extent:
    ends: list[End | None] = []
    verdicts: list[Verdict] = []
    for sign in (-1, 1):
        made = formulate(build(case, question))
        row = made.points(floor)
        outcome, package = solve(
            case, question, made, {column: sign * points for column, points in row.items()}, means
        )
        verdicts.append(verdict_of(outcome, package))
        if package is None:
            ends.append(None)
            continue
        value = floor.gain(tuple(package.values()))
        bound = None
        if outcome.bound is not None:
            whole = math.floor(outcome.bound + TOLERANCE) - sign * floor.threshold
            bound = sign * max(whole, sign * value)
        ends.append(End(value=value, bound=bound, proven=bound == value, package=package))
    known = [one for one in verdicts if one is not Verdict.UNKNOWN]
    return Extent(
        question=question,
        code=floor.code,
        verdict=known[0] if known else Verdict.UNKNOWN,
        count=None,
        least=ends[0],
        most=ends[1],
        engine=Engine.MIP,
    )


def _require_accepted(case: Case, question: Question, package: Package) -> None:
    check = check_package(case, question, package)
    if not check.accepted:
        message = f"an engine returned a package that is not in the zone: {check.reasons}"
        raise RuntimeError(message)
