"""Interests, win-sets and sitting the slow obvious way: every package, by the rows of the case."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

from attrs import evolve
from tests.analysis.agreement.reference import named, packages, zone
from tests.generators import TINY, random_case

from dipoli.analysis.agreement.answers import Package, Question, SoftLines
from dipoli.analysis.agreement.checker import gain, violations
from dipoli.analysis.case import (
    Advance,
    Case,
    Compensation,
    Condition,
    Consent,
    ConsentKind,
    Firmness,
    RatifierKind,
    RedLine,
    Step,
    Subject,
)


def peopled(seed: int) -> Case:
    """A made-up case with bodies at home, subjects with stakes, and steps with actors."""
    dice = random.Random(seed + 77)
    case = random_case(seed, evolve(TINY, parties=3))
    ratifiers = tuple(
        evolve(one, of=case.members[0] if one.kind is not RatifierKind.PROCEDURAL else None)
        if dice.random() < 0.8
        else one
        for one in case.ratifiers
    )
    issue = dice.choice(case.issues)
    at_home = Consent(
        id="cn-home",
        issue=issue.id,
        options=tuple(range(1, len(issue.options))),
        bodies=("L1",),
        kind=ConsentKind.LEGAL,
        reason="Asked at home.",
    )
    return evolve(
        case,
        ratifiers=ratifiers,
        consents=(*case.consents, at_home),
        subjects=tuple(_subject(dice, case, k) for k in range(2)),
        steps=tuple(_step(dice, case, k) for k in range(3)),
    )


def _subject(dice: random.Random, case: Case, k: int) -> Subject:
    issues = [one.id for one in case.issues]
    holders = dice.sample(case.members, 2)
    sizes = {one.id: len(one.options) for one in case.issues}
    other = dice.choice(issues)
    return Subject(
        id=f"su{k}",
        issues=tuple(dice.sample(issues, 2)),
        stakes={code: tuple(dice.sample(issues, dice.randint(1, 2))) for code in holders},
        compensation={
            holders[0]: (Compensation(issue=other, at_least=dice.randrange(1, sizes[other])),)
        },
        reason=f"Subject {k}.",
    )


def _step(dice: random.Random, case: Case, k: int) -> Step:
    issue = dice.choice(case.issues)
    return Step(
        id=f"st{k}",
        basket=issue.basket,
        title=f"Step {k}",
        actors=tuple(dice.sample(case.members, dice.randint(1, 2))),
        advances=(Advance(issue=issue.id, option=dice.randrange(1, len(issue.options))),),
        months=1,
        verification_months=0,
        verifier=None,
        cost=(),
        recoverable=0,
        benefits={},
        secured=0,
        trust={},
        after=(),
        consents=(),
        reversible=True,
        condition=dice.choice((Condition.EXCHANGE, Condition.EXCHANGE, Condition.UNCONDITIONAL)),
    )


def inside(case: Case, question: Question) -> list[Package]:
    """Every package of the zone, by name."""
    return [named(case, chosen) for chosen in zone(case, question)]


def called(case: Case, question: Question, body: str, package: Package) -> bool:
    """Whether some consent that the package needs asks a leaf body."""
    return any(
        package[row.issue] in row.options and body in _asked(case, row, question.without)
        for row in case.consents
    )


def _asked(case: Case, row: Consent, without: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    waiting = list(row.bodies)
    while waiting:
        code = waiting.pop()
        body = next((one for one in case.ratifiers if one.code == code), None)
        if code in without or (body and body.kind is RatifierKind.PROCEDURAL):
            continue
        if body and body.kind is RatifierKind.COMPOSITE:
            waiting += body.all_of or ()
        else:
            found.add(code)
    return found


def binding(case: Case, question: Question, code: str) -> tuple[RedLine, ...]:
    """Red lines of a party or body that hold under a question."""
    return tuple(
        line
        for line in case.positions_of(question.positions)[code].red_lines
        if line.firmness is Firmness.HARD or question.soft_lines is SoftLines.HELD
    )


def crossed(line: RedLine, package: Package) -> bool:
    """Whether a package crosses a red line."""
    return all(package[atom.issue] in atom.options for atom in line.when)


def refuses(case: Case, question: Question, code: str, package: Package) -> bool:
    """Whether a party would refuse a package at the table."""
    return gain(case, question, code, package) < 0 or any(
        crossed(line, package) for line in binding(case, question, code)
    )


def uncovered(case: Case, question: Question, code: str, package: Package) -> set[str]:
    """Subjects that a package touches and in which a stake of a party is not covered."""
    rows = {row.issue: row.value for row in case.positions_of(question.positions)[code].issues}
    found = set()
    for subject in case.subjects:
        if code not in subject.stakes or not any(package[one] for one in subject.issues):
            continue
        better = any(
            rows[one][package[one]] > rows[one][0] for one in subject.stakes[code] if one in rows
        )
        paid = any(package[one.issue] >= one.at_least for one in subject.compensation.get(code, ()))
        if not better and not paid:
            found.add(subject.id)
    return found


def clear(case: Case, question: Question, seats: tuple[str, ...], package: Package) -> bool:
    """Whether a package marks none of some seats."""
    return not any(
        refuses(case, question, code, package) or uncovered(case, question, code, package)
        for code in seats
    )


def cheapest(
    case: Case, deal: Package, accepted: Callable[[Package], bool]
) -> tuple[tuple[int, int] | None, list[dict[str, int]]]:
    """Fewest issues and then fewest options forward, and every addition of that cost."""
    free = {
        (one.issue, one.option)
        for step in case.steps
        if step.condition is Condition.UNCONDITIONAL
        for one in step.advances
    }
    best: tuple[int, int] | None = None
    found: list[dict[str, int]] = []
    for chosen in packages(case):
        whole = named(case, chosen)
        if any(n and whole[issue] != n for issue, n in deal.items()):
            continue
        added = {issue: n for issue, n in whole.items() if n and not deal[issue]}
        if any((issue, n) in free for issue, n in added.items()) or not accepted(whole):
            continue
        cost = len(added), sum(added.values())
        if best is None or cost < best:
            best, found = cost, []
        if cost == best:
            found.append(added)
    return best, found


def links_kept(case: Case, question: Question, package: Package) -> bool:
    """Whether requirements and exclusions are kept."""
    nobody = evolve(
        question,
        seats=(),
        without=(*case.members, *(one.code for one in case.ratifiers)),
    )
    return not violations(case, nobody, package)


def of_the_others(case: Case, question: Question, seat: str, *, claimed: bool) -> list[Package]:
    """What the others could settle without a seat."""
    at_home = [
        leaf.code
        for leaf in case.ratifiers
        for body in case.ratifiers
        if body.of == seat
        and leaf.kind is RatifierKind.LEAF
        and leaf.code in {body.code, *(body.all_of or ())}
    ]
    left = () if claimed else (seat, *at_home)
    others = tuple(code for code in question.seats if code != seat)
    found = []
    for package in inside(case, evolve(question, seats=others, without=left)):
        needs_it = any(
            n and steps and all(seat in step.actors for step in steps)
            for issue, n in package.items()
            for steps in [[s for s in case.steps if any(a.issue == issue for a in s.advances)]]
        )
        is_owed = any(
            step.condition is Condition.UNCONDITIONAL and package[one.issue] == one.option
            for step in case.steps
            for one in step.advances
        )
        if not needs_it and not is_owed:
            found.append(package)
    return found


def worth_alone(case: Case, question: Question, code: str, issue: str, n: int) -> int:
    """What an option of one issue is worth to a party against option 0, links left aside."""
    bare = evolve(case, synergies=())
    plain = case.status_quo()
    return gain(bare, question, code, {**plain, issue: n}) - gain(bare, question, code, plain)


def smallest_protection(
    harmful: list[Package], guarantees: list[tuple[str, Callable[[Package], bool]]]
) -> tuple[int | None, set[frozenset[str]]]:
    """Smallest sets of guarantees that rule every harmful package out."""
    for size in range(len(guarantees) + 1):
        sets = {
            frozenset(name for name, _rule in some)
            for some in itertools.combinations(guarantees, size)
            if all(any(rule(package) for _name, rule in some) for package in harmful)
        }
        if sets:
            return size, sets
    return None, set()
