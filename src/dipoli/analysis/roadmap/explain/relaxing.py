"""The demands of a question in named groups, and the same question with some of them let go.

Letting go of more demands never rules out a roadmap: what was one stays one. Who is away is no
group, since it lets go of red lines at the same time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import evolve

from dipoli.analysis.case import Case, Cost, Firmness, Position, Step
from dipoli.analysis.roadmap.asked import acts_of, steps_of
from dipoli.analysis.roadmap.explain.answers import Group, GroupKind
from dipoli.analysis.roadmap.question import LONGEST, Accounting, Guarantee, Question


def groups_of(case: Case, question: Question) -> tuple[Group, ...]:
    """All demands that can be let go, in the order of `GroupKind` and of the case."""
    return tuple(dict.fromkeys(_groups(case, question)))


def _groups(case: Case, question: Question) -> Iterator[Group]:
    yield from _limits(case, question)
    steps = steps_of(case, question).values()
    for step in steps:
        for before in step.after:
            yield Group(kind=GroupKind.PREREQUISITE, about=step.id, other=before)
    for body in (body for step in steps for body in step.consents):
        yield Group(kind=GroupKind.CONSENT, about=body)
    for step in steps:
        if step.verification_months or question.more_verification:
            yield Group(kind=GroupKind.VERIFICATION, about=step.verifier or "")
    for name in _rules(case, question):
        yield Group(kind=GroupKind.STATE, about=name)
    yield Group(kind=GroupKind.HORIZON)
    for number in range(len(question.orders)):
        yield Group(kind=GroupKind.ORDER, about=str(number))
    for basket in question.frozen:
        yield Group(kind=GroupKind.FROZEN, about=basket)


def _costs(case: Case, question: Question) -> list[Cost]:
    steps, acts = steps_of(case, question).values(), acts_of(case, question).values()
    return [row for one in steps for row in one.cost] + [row for one in acts for row in one.cost]


def _limits(case: Case, question: Question) -> Iterator[Group]:
    """A group for each account in which something is ever at risk."""
    drawn = {(row.party, row.towards) for row in _costs(case, question)}
    by_party = question.accounting is Accounting.PARTY
    for limit in case.exposure_limits:
        if (limit.party, limit.towards) in drawn:
            other = "" if by_party else limit.towards
            yield Group(kind=GroupKind.LIMIT, about=limit.party, other=other)


def _rules(case: Case, question: Question) -> Iterator[str]:
    yield from (row.id for row in case.requirements)
    yield from (row.id for row in case.exclusions)
    for code, position in case.positions_of(question.positions).items():
        for line in position.red_lines:
            if line.firmness is Firmness.HARD:
                yield f"{code}/{line.id}"


def relaxed(case: Case, question: Question, kept: Collection[Group]) -> tuple[Case, Question]:
    """The case and the question with no demands but those of some groups.

    An exposure limit is let go by a guarantee of more points than all steps cost; a prerequisite
    and a consent by steps that do not name it; a verification delay by none; a rule by a case
    without it; the horizon by the furthest that there is.
    """
    kept = frozenset(kept)
    steps = steps_of(case, question)
    known = {step.id for step in case.steps}
    changed = {name: _step(step, question, kept) for name, step in steps.items()}
    horizon = Group(kind=GroupKind.HORIZON) in kept
    asked = evolve(
        question,
        guarantees=(*question.guarantees, *_ample(case, question, kept)),
        altered=tuple(step for name, step in changed.items() if name in known),
        added=tuple(step for name, step in changed.items() if name not in known),
        more_verification=0,
        horizon=question.horizon if horizon else LONGEST,
        orders=tuple(
            order
            for number, order in enumerate(question.orders)
            if Group(kind=GroupKind.ORDER, about=str(number)) in kept
        ),
        frozen=tuple(
            one for one in question.frozen if Group(kind=GroupKind.FROZEN, about=one) in kept
        ),
    )
    return _without_rules(case, question, kept), asked


def _step(step: Step, question: Question, kept: frozenset[Group]) -> Step:
    verified = Group(kind=GroupKind.VERIFICATION, about=step.verifier or "") in kept
    delay = step.verification_months + question.more_verification
    return evolve(
        step,
        verification_months=delay if verified else 0,
        after=tuple(
            one
            for one in step.after
            if Group(kind=GroupKind.PREREQUISITE, about=step.id, other=one) in kept
        ),
        consents=tuple(
            one for one in step.consents if Group(kind=GroupKind.CONSENT, about=one) in kept
        ),
    )


def _ample(case: Case, question: Question, kept: frozenset[Group]) -> Iterator[Guarantee]:
    """Guarantees of more than everything costs for each limit that is let go."""
    points = 1 + sum(row.points for row in _costs(case, question))
    by_party = question.accounting is Accounting.PARTY
    for limit in case.exposure_limits:
        other = "" if by_party else limit.towards
        if Group(kind=GroupKind.LIMIT, about=limit.party, other=other) not in kept:
            yield Guarantee(party=limit.party, towards=limit.towards, points=points, by="let go")


def _without_rules(case: Case, question: Question, kept: frozenset[Group]) -> Case:
    rules = {group.about for group in kept if group.kind is GroupKind.STATE}
    positions = {
        code: _position(code, position, rules)
        for code, position in case.positions_of(question.positions).items()
    }
    return evolve(
        case,
        requirements=tuple(row for row in case.requirements if row.id in rules),
        exclusions=tuple(row for row in case.exclusions if row.id in rules),
        positions={**case.positions, question.positions: positions},
    )


def _position(code: str, position: Position, rules: Collection[str]) -> Position:
    lines = tuple(line for line in position.red_lines if f"{code}/{line.id}" in rules)
    return evolve(position, red_lines=lines)
