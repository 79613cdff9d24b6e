"""What the rules chose: packages that coincide stand together, each told issue by issue."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.agreement.answers import (
    Check,
    Package,
    PackageAnswer,
    SynergyResult,
    Verdict,
)
from dipoli.analysis.agreement.answers import Figure as Points
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Case, Issue, RedLine
from dipoli.report.names import Names
from dipoli.report.values_chart import Row, Rows
from dipoli.report.verdicts import KEYS, Mark, mark
from dipoli.report.words import plain, say

Lines = Mapping[str, tuple[str, RedLine]]
"""Red lines by key, each with the code of who holds it."""


@frozen(kw_only=True)
class Choice:
    """One row of the table of rules: rule, soft lines, and what came of it."""

    rule: Markup
    soft: Markup
    letter: str
    mark: Mark
    figures: tuple[Markup, ...]
    note: str


@frozen(kw_only=True)
class Chosen:
    """One package, with all rules that chose it.

    Args:
        letter: by which the page calls it.
        package: the package.
        answers: the answers that chose it, in the order of the rules.
    """

    letter: str
    package: Package
    answers: tuple[PackageAnswer, ...]


@frozen(kw_only=True)
class Difference:
    """An issue that at least one package moves, and who takes which option.

    Args:
        question: the issue.
        differs: whether packages differ on it.
        options: number and text of an option, with the letters of the packages that take it.
    """

    question: str
    differs: bool
    options: tuple[tuple[int, str, tuple[str, ...]], ...]


def chosen_packages(agreement: Agreement) -> tuple[Chosen, ...]:
    """The different packages among the answers, in the order in which they first appear."""
    found: dict[tuple[tuple[str, int], ...], list[PackageAnswer]] = {}
    for answer in agreement.packages:
        if answer.package is not None:
            found.setdefault(tuple(sorted(answer.package.items())), []).append(answer)
    return tuple(
        Chosen(letter=letter_of(number), package=dict(key), answers=tuple(answers))
        for number, (key, answers) in enumerate(found.items())
    )


def letter_of(number: int) -> str:
    """A letter for a number from 0: A to Z, then AA and so on.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    last = chr(ord("A") + number % 26)
    return last if number < 26 else letter_of(number // 26 - 1) + last  # noqa: PLR2004 - alphabet


def choices_of(agreement: Agreement, packages: Sequence[Chosen]) -> tuple[Choice, ...]:
    """The table of rules: one row for each answer, in the order of the answers."""
    letters = {id(answer): chosen.letter for chosen in packages for answer in chosen.answers}
    return tuple(
        Choice(
            rule=say(f"rule_{answer.rule.value}"),
            soft=say(f"soft_{answer.soft_lines.value}"),
            letter=letters.get(id(answer), ""),
            mark=mark(KEYS[answer.verdict]),
            figures=_figures(answer),
            note=answer.note,
        )
        for answer in agreement.packages
    )


def _figures(answer: PackageAnswer) -> tuple[Markup, ...]:
    """Value, bound, gap, proven, engine, time and checker of an answer, in words."""
    unit = f"unit_{answer.rule.value}"
    value, bound, gap = answer.value, answer.bound, answer.gap
    missing = say("not_told")
    proven = say("yes" if answer.proven or answer.verdict is Verdict.NONE else "no")
    return (
        say(unit, value=number_of(value)) if value is not None else missing,
        say("number", value=number_of(bound)) if bound is not None else missing,
        say("number", value=_gap(gap)) if gap is not None else missing,
        say("unknown") if answer.verdict is Verdict.UNKNOWN else proven,
        say("number", value=answer.engine.value),
        _time(answer.seconds),
        _verdict(answer.check),
    )


def _time(seconds: float | None) -> Markup:
    if seconds is None:
        return say("not_told")
    return say("seconds", seconds=f"{seconds:.1f}") if seconds >= 0.1 else say("short")  # noqa: PLR2004 - tenths of a second


def _gap(gap: float) -> str:
    """A gap; what is smaller than the last digit that the solver can tell counts as none."""
    if not math.isfinite(gap):
        return str(plain("not_finite"))
    return "0" if gap < 1e-12 else f"{gap:.1e}"  # noqa: PLR2004 - rounding of floats


def _verdict(check: Check | None) -> Markup:
    if check is None:
        return say("nothing_to_check")
    return say("accepted") if check.accepted else say("not_accepted")


def number_of(value: float) -> str:
    """A figure as people write it: whole numbers whole, others with six digits that count.

    >>> number_of(12345.0), number_of(0.5), number_of(61.23456789)
    ('12,345', '0.5', '61.2346')
    """
    if not math.isfinite(value):
        return str(plain("not_finite"))
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def missing_verdict(agreement: Agreement) -> Verdict | None:
    """The verdict to tell where no package was found; None where one was."""
    if any(answer.package is not None for answer in agreement.packages):
        return None
    verdicts = {answer.verdict for answer in agreement.packages}
    return Verdict.NONE if verdicts == {Verdict.NONE} else Verdict.UNKNOWN


# ---------------------------------------------------------------- one package


def settled(
    case: Case, package: Package, set_id: str
) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """What a package decides: title of basket, then question, number and text of the option."""
    decided = case.decided(set_id, package)
    groups = []
    for basket in case.baskets:
        moves = [
            (issue.question, package[issue.id], text_of(issue, package[issue.id]))
            for issue in case.issues_of(basket.id)
            if issue.id in decided
        ]
        if moves:
            groups.append((basket.title, moves))
    return groups


def unmoved(case: Case, package: Package, set_id: str) -> list[str]:
    """Titles of the baskets in which a package moves nothing."""
    decided = case.decided(set_id, package)
    return [
        basket.title
        for basket in case.baskets
        if not any(issue.id in decided for issue in case.issues_of(basket.id))
    ]


def text_of(issue: Issue, number: int) -> str:
    """The text of an option."""
    return next((one.text for one in issue.options if one.n == number), str(number))


def differences(
    case: Case, packages: Sequence[Chosen], set_id: str
) -> list[tuple[str, list[Difference]]]:
    """By basket, the issues that at least one package decides, and which package takes what."""
    every = not case.has_state_of_things(set_id)
    groups = []
    for basket in case.baskets:
        rows = []
        for issue in case.issues_of(basket.id):
            taken = [(one.package.get(issue.id, 0), one.letter) for one in packages]
            numbers = sorted({number for number, _ in taken})
            if every or numbers != [0]:
                options = tuple(
                    (n, text_of(issue, n), tuple(letter for m, letter in taken if m == n))
                    for n in numbers
                )
                rows.append(
                    Difference(question=issue.question, differs=len(numbers) > 1, options=options)
                )
        if rows:
            groups.append((basket.title, rows))
    return groups


def worth_rows(
    case: Case, chosen: Chosen, seats: Sequence[str], keep: Callable[[int], bool]
) -> list[Rows]:
    """What a package is worth, basket by basket, for the figures that are to be kept.

    Args:
        case: the case.
        chosen: the package.
        seats: columns, in the order of the case.
        keep: whether a figure is shown: what is got, or what is given.
    """
    results = {result.issue: result for result in chosen.answers[0].issues}
    groups = []
    for basket in case.baskets:
        rows = []
        for issue in case.issues_of(basket.id):
            if issue.id in results:
                result = results[issue.id]
                points = tuple(_kept(result.worth, seat, keep) for seat in seats)
                rows.append(
                    Row(
                        question=issue.question,
                        option=text_of(issue, result.option),
                        points=points,
                    )
                )
        if rows:
            groups.append(Rows(title=basket.title, rows=tuple(rows)))
    return groups


def _kept(worth: Mapping[str, Points], seat: str, keep: Callable[[int], bool]) -> Points | None:
    points = worth.get(seat)
    return points if points is not None and keep(points.value) else None


def synergies_of(
    case: Case, results: Sequence[SynergyResult], names: Names, keep: Callable[[int], bool]
) -> list[Markup]:
    """Points that hang on several issues at once, each with its reason."""
    reasons = {synergy.id: synergy.reason for synergy in case.synergies}
    return [
        say(
            "values_synergy",
            party=names.mark(result.party),
            points=f"{result.points:+,}",
            reason=reasons.get(result.id, result.id),
        )
        for result in results
        if keep(result.points)
    ]


# ---------------------------------------------------------------- lines and links


def red_lines(case: Case, set_id: str) -> Lines:
    """Red lines of a set of positions by their key, with the code of who holds them."""
    return {
        f"red-line/{code}/{line.id}": (code, line)
        for code, position in case.positions_of(set_id).items()
        for line in position.red_lines
    }


def tell_line(case: Case, lines: Lines, key: str, names: Names) -> Markup:
    """A red line in neutral words: who holds it, on what, why and how surely it was assessed."""
    if key not in lines:
        return say("number", value=key)
    code, line = lines[key]
    issues = {issue.id: issue for issue in case.issues}
    atoms = say("and").join(
        say(
            "line_atom",
            issue=issues[atom.issue].question,
            options=Markup(" / ").join(text_of(issues[atom.issue], n) for n in atom.options),
        )
        for atom in line.when
    )
    return say(
        "line_text",
        holder=names.mark(code),
        atoms=atoms,
        firmness=say(f"firm_{line.firmness.value}"),
        reason=line.reason,
        confidence=say(line.confidence.value),
    )


def tell_link(case: Case, link_id: str) -> Markup:
    """A requirement or exclusion by its reason."""
    reasons = {link.id: link.reason for link in case.requirements}
    reasons |= {link.id: link.reason for link in case.exclusions}
    return say("number", value=reasons.get(link_id, link_id))
