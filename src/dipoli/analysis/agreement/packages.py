"""A package told issue by issue, with every figure checked."""

from __future__ import annotations

from attrs import evolve

from dipoli.analysis.agreement.answers import (
    Check,
    Engine,
    Figure,
    IssueResult,
    Level,
    Package,
    PackageAnswer,
    Question,
    Rule,
    SynergyResult,
    Verdict,
)
from dipoli.analysis.agreement.checker import TOLERANCE, check_answer
from dipoli.analysis.agreement.choice import Choice
from dipoli.analysis.agreement.model import Model, build, leaves, line_key, worth_of
from dipoli.analysis.agreement.rules import choose
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.case import Case, Firmness

_ZERO = Figure(value=0, low=0, high=0)


def answer(case: Case, question: Question, rule: Rule, means: Means) -> PackageAnswer:
    """The package that a rule singles out, checked and told issue by issue.

    Args:
        case: the case.
        question: what is asked of it.
        rule: the rule.
        means: engines and limits.

    Returns:
        The answer.

    Raises:
        RuntimeError: the checker refuses what an engine said.
    """
    start = means.now()
    model = build(case, question)
    choice, engine = choose(case, question, model, rule, means)
    return told_choice(case, question, rule, choice, engine, means.since(start))


def told_choice(
    case: Case,
    question: Question,
    rule: Rule,
    choice: Choice,
    engine: Engine,
    seconds: float | None,
) -> PackageAnswer:
    """A choice told issue by issue, when the checker accepts it.

    Raises:
        RuntimeError: the checker refuses what an engine said.
    """
    model = build(case, question)
    package = choice.options
    gap = _gap(choice)
    levels = tuple(Level(value=v, bound=b, proven=v == b) for v, b in choice.levels)
    told = PackageAnswer(
        rule=rule,
        soft_lines=question.soft_lines,
        verdict=choice.verdict,
        package=package,
        value=choice.value,
        value_exact=choice.exact,
        bound=choice.bound,
        gap=gap,
        proven=gap is not None and gap <= TOLERANCE and all(one.proven for one in levels),
        levels=levels,
        engine=engine,
        seconds=seconds,
        check=None,
        gains={} if package is None else _gains(model, package),
        ideals=dict(zip(question.seats, choice.ideals, strict=True)) if choice.ideals else {},
        issues=() if package is None else tell_issues(case, question, package),
        synergies=() if package is None else tell_synergies(case, question, package),
        soft_lines_crossed=() if package is None else soft_lines_crossed(case, question, package),
        note=choice.note,
    )
    check: Check = check_answer(case, question, told)
    if not check.accepted:
        message = f"the checker refuses an answer: {check.reasons}"
        raise RuntimeError(message)
    return evolve(told, check=check if choice.verdict is Verdict.COMMON_GROUND else None)


def tell_issues(case: Case, question: Question, package: Package) -> tuple[IssueResult, ...]:
    """What a package does with each issue that it decides, in the order of the case."""
    positions = case.positions_of(question.positions)
    rows = {code: {row.issue: row for row in positions[code].issues} for code in question.seats}
    return tuple(
        IssueResult(
            issue=issue,
            option=package[issue],
            worth={
                code: worth_of(rows[code][issue], package[issue]) if issue in rows[code] else _ZERO
                for code in question.seats
            },
        )
        for issue in case.decided(question.positions, package)
    )


def tell_synergies(case: Case, question: Question, package: Package) -> tuple[SynergyResult, ...]:
    """Points of the seats that hang on several issues at once."""
    return tuple(
        SynergyResult(id=one.id, party=one.party, points=one.points)
        for one in case.synergies
        if one.party in question.seats and all(atom.holds(package) for atom in one.when)
    )


def soft_lines_crossed(case: Case, question: Question, package: Package) -> tuple[str, ...]:
    """Keys of the soft red lines that a package crosses, of seats and of bodies it calls on."""
    positions = case.positions_of(question.positions)
    called = (
        leaf
        for consent in case.consents
        if package[consent.issue] in consent.options
        for body in consent.bodies
        for leaf in leaves(case, body, question.without)
    )
    return tuple(
        line_key(code, line)
        for code in dict.fromkeys((*question.seats, *called))
        for line in positions[code].red_lines
        if line.firmness is Firmness.SOFT and all(atom.holds(package) for atom in line.when)
    )


def _gains(model: Model, package: Package) -> dict[str, int]:
    return dict(zip(model.seats, model.gains(tuple(package.values())), strict=True))


def _gap(choice: Choice) -> float | None:
    if choice.value is None or choice.bound is None:
        return None
    if choice.value == choice.bound:
        return 0.0
    return (choice.bound - choice.value) / max(1.0, abs(choice.value))
