"""The independent checker: is a package acceptable, and are the figures told with it its own?

It shares no code with the model or the engines. It reads the rows of the case as they stand and
reckons in Python's whole numbers and fractions, slowly and obviously. An engine's answer counts
only when this checker accepts it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from dipoli.analysis.agreement.answers import (
    Check,
    IssueResult,
    Package,
    PackageAnswer,
    Question,
    Reading,
    Rule,
    SoftLines,
    Verdict,
    Violation,
)
from dipoli.analysis.case import Agreement, Case, Firmness, Position, RatifierKind

TOLERANCE = 1e-6
"""Largest gap, and largest error of a logarithm, that counts as proven."""


def violations(case: Case, question: Question, package: Package) -> tuple[Violation, ...]:
    """Every reason for which a package is not in the zone of a question.

    Args:
        case: the case.
        question: what is asked of it.
        package: an option for every issue.

    Returns:
        Reasons; empty when the package is in the zone.
    """
    shape = tuple(_shape(case, package))
    if shape:
        return shape
    return (
        *_asked(case, question, package),
        *_links(case, package),
        *_refusals(case, question, package),
    )


def gain(case: Case, question: Question, code: str, package: Package) -> int:
    """Utility of a package above the reservation value, as the question reads the ranges.

    Args:
        case: the case.
        question: names the set of positions and the reading.
        code: a party or a leaf body.
        package: an option for every issue.

    Returns:
        Points; negative when the package is worth less than the reservation value.
    """
    position = case.positions_of(question.positions)[code]
    total = -position.reservation.value
    for row in position.issues:
        option = package[row.issue]
        total += row.importance * row.value[0]
        if option == 0:
            continue
        coded = row.importance * (row.value[option] - row.value[0])
        worst = row.low[option] - row.high[0]
        best = row.high[option] - row.low[0]
        if question.reading is Reading.CODED:
            total += coded
        elif question.reading is Reading.CAUTIOUS:
            total += min(coded, *(w * c for w in row.importance_range for c in (worst, best)))
        else:
            total += max(coded, *(w * c for w in row.importance_range for c in (worst, best)))
    for synergy in case.synergies:
        if synergy.party == code and all(atom.holds(package) for atom in synergy.when):
            total += synergy.points
    return total


def check_package(case: Case, question: Question, package: Package) -> Check:
    """The verdict on a package alone."""
    reasons = tuple(one.sentence for one in violations(case, question, package))
    return Check(accepted=not reasons, reasons=reasons)


def check_answer(case: Case, question: Question, answer: PackageAnswer) -> Check:
    """The verdict on a package and on every figure told with it.

    Args:
        case: the case.
        question: the question, with its soft lines as the answer has them.
        answer: what an engine said.

    Returns:
        Accepted only when the package is in the zone and value, gap, gains, levels, worth of each
        issue with its range, synergies and soft lines crossed are what the case gives, and bounds
        and ideals do not contradict them. That no package exceeds a bound or an ideal is the
        engine's word; this checker does not search.
    """
    if answer.package is None:
        empty = answer.value is None and answer.bound is None and not answer.gains
        said = answer.verdict is not Verdict.COMMON_GROUND
        return Check(
            accepted=empty and said, reasons=() if empty else ("figures without a package",)
        )
    if answer.verdict is not Verdict.COMMON_GROUND:
        return Check(accepted=False, reasons=("a package, and yet no common ground",))
    reasons = [one.sentence for one in violations(case, question, answer.package)]
    if not reasons:
        reasons.extend(_figures(case, question, answer, answer.package))
    return Check(accepted=not reasons, reasons=tuple(reasons))


def _shape(case: Case, package: Package) -> Iterator[Violation]:
    sizes = {issue.id: len(issue.options) for issue in case.issues}
    for issue in {**sizes, **package}:
        if issue not in sizes:
            yield Violation(key=issue, sentence=f"the case has no issue {issue}")
        elif package.get(issue) not in range(sizes[issue]):
            found = package.get(issue)
            yield Violation(key=issue, sentence=f"{issue} has no option {found}")


def _asked(case: Case, question: Question, package: Package) -> Iterator[Violation]:
    if _outcomes(case, question):
        for basket in (*question.still, *question.moves):
            yield Violation(key=basket, sentence="nothing stays or moves in a set of outcomes")
    elif not any(package.values()):
        yield Violation(key="status-quo", sentence="the state of things is not a package")
    moved = {issue.basket for issue in case.issues if package[issue.id]}
    for basket in question.still:
        if basket in moved:
            yield Violation(key=basket, sentence=f"basket {basket} should stay as it is")
    for basket in question.moves:
        if basket not in moved:
            yield Violation(key=basket, sentence=f"basket {basket} should move")
    for atom in question.hold:
        if not atom.holds(package):
            yield Violation(key=atom.issue, sentence=f"{atom.issue} is not as asked")


def _outcomes(case: Case, question: Question) -> bool:
    """Whether the first option of every issue is an outcome like any other."""
    sets = {one.id: one.agreement for one in case.position_sets}
    return sets[question.positions] is Agreement.OUTCOMES


def _links(case: Case, package: Package) -> Iterator[Violation]:
    for row in case.requirements:
        if row.if_.holds(package) and not row.then.holds(package):
            yield Violation(key=row.id, sentence=f"requirement {row.id} is not kept")
    for exclusion in case.exclusions:
        if all(atom.holds(package) for atom in exclusion.atoms):
            yield Violation(key=exclusion.id, sentence=f"exclusion {exclusion.id} is not kept")


def _refusals(case: Case, question: Question, package: Package) -> Iterator[Violation]:
    positions = case.positions_of(question.positions)
    for code in _asked_for(case, question, package):
        yield from _refusal(case, question, positions[code], package)


def _asked_for(case: Case, question: Question, package: Package) -> tuple[str, ...]:
    """Seats, and bodies whose consent an option of the package needs."""
    asked = list(question.seats)
    for consent in case.consents:
        if package[consent.issue] in consent.options:
            for body in consent.bodies:
                asked.extend(_whose(case, body, question.without))
    return tuple(dict.fromkeys(asked))


def _whose(case: Case, code: str, without: tuple[str, ...]) -> list[str]:
    if code in without:
        return []
    for body in case.ratifiers:
        if body.code == code and body.kind is RatifierKind.PROCEDURAL:
            return []
        if body.code == code and body.kind is RatifierKind.COMPOSITE:
            return [leaf for one in body.all_of or () for leaf in _whose(case, one, without)]
    return [code]


def _refusal(
    case: Case, question: Question, position: Position, package: Package
) -> Iterator[Violation]:
    if gain(case, question, position.party, package) < 0:
        sentence = f"worth less than the reservation value of {position.party}"
        yield Violation(key=position.party, sentence=sentence)
    for line in position.red_lines:
        binds = line.firmness is Firmness.HARD or question.soft_lines is SoftLines.HELD
        if binds and all(atom.holds(package) for atom in line.when):
            sentence = f"red line {line.id} of {position.party} is crossed"
            yield Violation(key=line.id, sentence=sentence)


def _figures(
    case: Case, question: Question, answer: PackageAnswer, package: Package
) -> Iterator[str]:
    gains = {code: gain(case, question, code, package) for code in question.seats}
    if dict(answer.gains) != gains or tuple(answer.gains) != question.seats:
        yield "the gains are not those of the package"
    if answer.value is None or answer.bound is None or answer.gap is None:
        yield "a package without value, bound or gap"
        return
    yield from _value(answer, list(gains.values()))
    if answer.bound < answer.value:
        yield "the bound is below the value"
    same = answer.bound == answer.value
    gap = 0.0 if same else (answer.bound - answer.value) / max(1.0, abs(answer.value))
    if not math.isclose(gap, answer.gap, abs_tol=TOLERANCE):
        yield "the gap is not that of bound and value"
    if answer.proven != (answer.gap <= TOLERANCE and all(one.proven for one in answer.levels)):
        yield "proven does not follow from the gap"
    yield from _rows(case, question, answer, package)


def _value(answer: PackageAnswer, gains: list[int]) -> Iterator[str]:
    least = sorted(gains)
    if answer.rule is Rule.TOTAL_GAIN:
        value, exact = float(sum(gains)), str(sum(gains))
    elif answer.rule is Rule.NASH:
        product = math.prod(gains)
        value, exact = (math.log(product) if product > 0 else -math.inf), str(product)
    elif answer.rule is Rule.LEXIMIN:
        value, exact = float(least[0]), str(least[0])
        sums = [sum(least[: k + 1]) for k in range(len(least))]
        if [level.value for level in answer.levels] != sums:
            yield "the levels are not the sums of the smallest gains"
        if any(one.bound is not None and one.bound < one.value for one in answer.levels):
            yield "the bound of a level is below its value"
        if any(one.proven != (one.bound == one.value) for one in answer.levels):
            yield "a level is called proven without its bound"
    else:
        ratio = _smallest_ratio(answer)
        if ratio is None:
            yield "an ideal gain is smaller than a gain"
            return
        value, exact = float(ratio), str(ratio)
    if answer.value_exact != exact:
        yield "the exact value is not that of the package"
    if answer.value is not None and not (
        answer.value == value or math.isclose(answer.value, value, rel_tol=1e-12)
    ):
        yield "the value is not that of the package"


def _smallest_ratio(answer: PackageAnswer) -> Fraction | None:
    """Smallest ratio of gain to ideal gain; 1 when no seat can gain; None when nonsense."""
    if set(answer.ideals) != set(answer.gains):
        return None
    if any(answer.gains[code] > ideal for code, ideal in answer.ideals.items()):
        return None
    ratios = [Fraction(answer.gains[c], ideal) for c, ideal in answer.ideals.items() if ideal > 0]
    return min(ratios, default=Fraction(1))


def _worth(position: Position, row: IssueResult) -> tuple[int, int, int]:
    """Least, coded and most points that a move is worth to a party."""
    for one in position.issues:
        if one.issue == row.issue and row.option:
            coded = one.importance * (one.value[row.option] - one.value[0])
            changes = (one.low[row.option] - one.high[0], one.high[row.option] - one.low[0])
            ends = [weight * change for weight in one.importance_range for change in changes]
            return min(coded, *ends), coded, max(coded, *ends)
    return 0, 0, 0


def _rows(case: Case, question: Question, answer: PackageAnswer, package: Package) -> Iterator[str]:
    every = _outcomes(case, question)
    moved = [(one.id, package[one.id]) for one in case.issues if every or package[one.id]]
    if [(row.issue, row.option) for row in answer.issues] != moved:
        yield "the issues told are not those that move"
        return
    positions = case.positions_of(question.positions)
    for row in answer.issues:
        for code in question.seats:
            figure = row.worth[code]
            if (figure.low, figure.value, figure.high) != _worth(positions[code], row):
                yield f"the worth of {row.issue}, or its range, is not that of the case"
    told = [(one.id, one.party, one.points) for one in answer.synergies]
    if told != [
        (one.id, one.party, one.points)
        for one in case.synergies
        if one.party in question.seats and all(atom.holds(package) for atom in one.when)
    ]:
        yield "the synergies told are not those of the package"
    asked = _asked_for(case, question, package)
    crossed = {
        f"red-line/{code}/{line.id}"
        for code in asked
        for line in positions[code].red_lines
        if line.firmness is Firmness.SOFT and all(atom.holds(package) for atom in line.when)
    }
    if crossed != set(answer.soft_lines_crossed):
        yield "the soft red lines told are not those that the package crosses"
