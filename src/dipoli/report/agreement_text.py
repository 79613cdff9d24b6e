"""Answers of the agreement finder as lines for a terminal.

Parties stand in the order of the case, by number; the numbers are explained once, at the top, by
the names that the parties give themselves. Nothing is added up, sorted or marked by party.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from dipoli.analysis.agreement import claims_missed
from dipoli.analysis.agreement.answers import (
    BasketAnswer,
    Figure,
    Found,
    IssueResult,
    PackageAnswer,
    Rule,
    Verdict,
    ZoneAnswer,
)
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Agreement as Form
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.report.agreement_page import SOFT, Page, many, option_told
from dipoli.report.clash_text import clash_lines
from dipoli.report.names import names_of

VERDICTS: Mapping[Verdict, str] = {
    Verdict.COMMON_GROUND: "common ground",
    Verdict.NONE: "none",
    Verdict.UNKNOWN: "unknown within the time limit",
}
CAVEATS: Mapping[Rule, str] = {
    Rule.TOTAL_GAIN: "It adds points of different parties: who was coded larger weighs more.",
    Rule.NASH: "It hangs on no scale, but on the value of no agreement, a soft figure.",
    Rule.KALAI_SMORODINSKY: "It hangs on no scale; one extreme package may set what is most.",
    Rule.LEXIMIN: "It compares points of different parties: it hangs on their scales.",
}
RULES: Mapping[Rule, str] = {
    Rule.TOTAL_GAIN: "Largest total gain (adds points of different scales)",
    Rule.NASH: "Nash bargaining (largest product of gains)",
    Rule.KALAI_SMORODINSKY: "Kalai-Smorodinsky (largest smallest share of what each could gain)",
    Rule.LEXIMIN: "Leximin (largest smallest gain, then the next)",
}
_TINY = 1e-6


def agreement_text(
    case: Case, found: Agreement, *, width: int, gives: bool = False, brief: bool = False
) -> str:
    """The answers in plain text.

    Args:
        case: the case.
        found: the answers.
        width: columns of a line.
        gives: whether to tell what each party gives.
        brief: whether to leave out what packages mean issue by issue.

    Returns:
        Lines, joined.
    """
    page = Page(case=case, question=found.question, names=names_of(case), width=width)
    lines = [*head_lines(page), *basket_lines(page, found.baskets), *_together(page, found.zone)]
    lines += package_lines(page, found.packages, gives=gives, brief=brief)
    if found.clash is not None:
        lines += clash_lines(page, found.clash)
    return "\n".join([*lines, *foot_lines(page, found.receipt)])


def head_lines(page: Page) -> Iterator[str]:
    """What was asked of which case, and who is at the table."""
    case, question = page.case, page.question
    chosen = case.position_set(question.positions)
    yield from page.wrap(f"{case.title} ({case.as_of})")
    yield from page.wrap(case.mark)
    yield from page.wrap(f"Set of positions: {chosen.id}, {chosen.as_of}. {chosen.note}")
    yield from page.wrap("Parties at the table, in the order of the case:")
    for number, code in enumerate(question.seats, start=1):
        yield from page.wrap(f"{number}  {page.names.text(code)}", 2, 5)
    yield from _left_out(page)
    for atom in question.hold:
        options = " or ".join(option_told(case, atom.issue, n) for n in atom.options)
        yield from page.wrap(f"Asked only for packages with: {options}")
    if question.still:
        still = ", ".join(page.basket(one) for one in question.still)
        yield from page.wrap(f"Baskets that stay as they are: {still}.")


def _left_out(page: Page) -> Iterator[str]:
    case, question = page.case, page.question
    away = [code for code in case.members if code not in question.seats]
    if away:
        names = ", ".join(page.names.text(code) for code in away)
        yield from page.wrap(f"Not at the table: {names}. Answers are those of the others alone.")
    if question.without:
        names = ", ".join(page.names.text(code) for code in question.without)
        yield from page.wrap(f"Consent not claimed for this question: {names}.")
    for claim, absent in claims_missed(case, question):
        names = ", ".join(page.names.text(code) for code in absent)
        told = f"Cannot be settled without {names}, so the case claims: {claim.subject}"
        yield from page.wrap(f"{told} ({claim.reason}).", 2, 4)


def basket_lines(page: Page, baskets: tuple[BasketAnswer, ...]) -> Iterator[str]:
    """Each basket: alone, only with others, not at all, or unknown."""
    yield from page.title("Basket by basket")
    if not page.case.has_state_of_things(page.question.positions):
        yield from page.wrap(
            "In this set every choice of options is an outcome, the first ones included. There is "
            "no state of things, so that no basket is asked about alone."
        )
        return
    yield from page.wrap("Can each be settled while every other basket stays as it is?")
    chosen = page.case.position_set(page.question.positions)
    if chosen.agreement is Form.SINGLE_PACKAGE:
        yield from page.wrap(
            "This set of positions is one paper to be signed whole. The answers here are about a "
            "paper that covers one basket alone."
        )
    for one in baskets:
        yield ""
        yield from page.wrap(page.basket(one.basket), 2)
        if one.basket in page.question.still:
            yield from page.wrap("Stays as it is, as asked.", 4)
            continue
        yield from page.wrap(_alone(page, one), 4)
        yield from page.wrap(
            f"With soft lines held: {VERDICTS[one.alone.held.verdict]}. With every judgement at "
            f"its cautious end: {VERDICTS[one.alone.cautious.verdict]}; at its generous end: "
            f"{VERDICTS[one.alone.generous.verdict]}.",
            4,
        )
        yield from page.wrap(_proof(one.alone.negotiable), 4)


def _alone(page: Page, one: BasketAnswer) -> str:
    verdict = one.alone.negotiable.verdict
    away = len(page.question.seats) < len(page.case.members)
    among = " by those at the table" if away else ""
    if verdict is Verdict.COMMON_GROUND:
        return f"Can be settled alone{among}."
    alone = "Not alone" if verdict is Verdict.NONE else "Alone: unknown within the time limit"
    if one.together_verdict is Verdict.NONE:
        return f"{alone}, and with no other baskets either: none."
    if one.together_verdict is Verdict.UNKNOWN:
        return f"{alone}; with other baskets: unknown within the time limit."
    sets = "; or ".join(
        " and ".join(page.basket(basket) for basket in company) for company in one.together
    )
    more = "" if one.together_complete else " There are other such sets, or may be."
    return f"{alone}. Can be settled{among} together with {sets}.{more}"


def _proof(found: Found) -> str:
    counted = "" if found.count is None else f", {many(found.count, 'package')}"
    seconds = "" if found.seconds is None else f", {found.seconds:.2f} s"
    checked = "" if found.check is None else "; a package was checked in whole numbers"
    return f"({found.engine.value}{counted}{seconds}{checked})"


def _together(page: Page, zone: ZoneAnswer) -> Iterator[str]:
    stands = zone.standing
    yield from page.title("All baskets together")
    yield from page.wrap(
        f"Soft lines negotiable: {VERDICTS[stands.negotiable.verdict]}. Soft lines held: "
        f"{VERDICTS[stands.held.verdict]}. With every judgement at its cautious end: "
        f"{VERDICTS[stands.cautious.verdict]}; at its generous end: "
        f"{VERDICTS[stands.generous.verdict]}."
    )
    yield from page.wrap(_proof(stands.negotiable))
    status_quo = zone.status_quo
    if status_quo is None:
        return
    if status_quo.acceptable:
        yield from page.wrap(
            "Beside it: the state of things, which is not a package, crosses no hard line."
        )
    else:
        count = len(status_quo.red_lines) + len(status_quo.links)
        yield from page.wrap(
            "Beside it: the state of things, which is not a package, does not meet "
            f"{count} of the lines and links that a package must keep."
        )


def package_lines(
    page: Page, packages: tuple[PackageAnswer, ...], *, gives: bool, brief: bool
) -> Iterator[str]:
    """Each rule with the package that it singles out."""
    yield from page.title("Packages")
    yield from page.wrap(
        "Each rule singles out one package; choosing a rule is a choice of values. Points of "
        "different parties are on different scales and are not comparable. In brackets: from the "
        "least to the most within the range of the judgement."
    )
    if not page.case.has_state_of_things(page.question.positions):
        yield from page.wrap("What an option is worth is told against the first of its issue.")
    told: list[PackageAnswer] = []
    for number, one in enumerate(packages, start=1):
        yield ""
        yield from page.wrap(f"{number}. {RULES[one.rule]}; {SOFT[one.soft_lines]}", 0, 3)
        yield from page.wrap(CAVEATS[one.rule], 3)
        if one.package is None:
            yield from page.wrap(f"{VERDICTS[one.verdict]}. {one.note}".strip(), 3)
            continue
        yield from _figures(page, one, named=gives)
        same = next((k for k, other in enumerate(told, 1) if other.package == one.package), None)
        told.append(one)
        if same is not None:
            yield from page.wrap(f"The same package as {same}.", 3)
        elif not brief:
            yield from issue_lines(page, one, gives=gives)


def _figures(page: Page, one: PackageAnswer, *, named: bool) -> Iterator[str]:
    proven = "proven" if one.proven else "not proven to be the best"
    seconds = "" if one.seconds is None else f", {one.seconds:.2f} s"
    checker = "accepted" if one.check is not None and one.check.accepted else "not accepted"
    yield from page.wrap(
        f"Value {number_told(one.value)}, bound {number_told(one.bound)}, "
        f"gap {number_told(one.gap)}: {proven} "
        f"({one.engine.value}{seconds}; checker: {checker}). {one.note}".strip(),
        3,
    )
    crossed = len(one.soft_lines_crossed)
    if crossed:
        yield from page.wrap(f"Crosses {many(crossed, 'soft line')}.", 3)
    for key in one.soft_lines_crossed if named else ():
        yield from page.wrap(f"- {_line(page, key)}", 5, 7)


def number_told(number: float | None) -> str:
    """A figure for readers; "none" where there is none."""
    if number is None or not math.isfinite(number):
        return "none"
    if 0 < number < _TINY:
        return "below 0.000001"
    return f"{number:,.0f}" if number == int(number) else f"{number:.6g}"


def _line(page: Page, key: str) -> str:
    positions = page.case.positions_of(page.question.positions)
    _kind, code, line_id = key.split("/")
    line = next(one for one in positions[code].red_lines if one.id == line_id)
    return f"{page.names.text(code)}: {line.reason} ({line.confidence.value} confidence)"


def issue_lines(page: Page, one: PackageAnswer, *, gives: bool) -> Iterator[str]:
    """What a package does with each issue that it moves, and what parties get."""
    rows = {row.issue: row for row in one.issues}
    for basket in page.case.baskets:
        moved = [issue for issue in page.case.issues_of(basket.id) if issue.id in rows]
        if moved:
            yield from page.wrap(basket.title, 3)
        for issue in moved:
            row = rows[issue.id]
            yield from page.wrap(f"- {option_told(page.case, issue.id, row.option)}", 5, 7)
            yield from page.wrap(f"gets: {_worth(row, sign=1)}", 7, 9)
            if gives:
                yield from page.wrap(f"gives: {_worth(row, sign=-1)}", 7, 9)
    reasons = {row.id: row.reason for row in page.case.synergies}
    seats = page.question.seats
    for synergy in one.synergies:
        if gives or synergy.points > 0:
            number = seats.index(synergy.party) + 1
            told = f"{number}: {synergy.points:+d} for several issues at once"
            yield from page.wrap(f"{told}. {reasons[synergy.id]}", 3, 5)


def _worth(row: IssueResult, *, sign: int) -> str:
    told = [
        f"{number}: {_figure(figure, sign)}"
        for number, figure in enumerate(row.worth.values(), start=1)
        if figure.value * sign > 0
    ]
    return "; ".join(told) if told else "nothing for anybody"


def _figure(figure: Figure, sign: int) -> str:
    ends = sorted((figure.low * sign, figure.high * sign))
    return f"{figure.value * sign} [{ends[0]}..{ends[1]}]"


def foot_lines(page: Page, receipt: Receipt) -> Iterator[str]:
    """What is not shown, and what all of it rests on."""
    yield from page.title("What this does not show")
    for sentence in receipt.does_not_show:
        yield from page.wrap(f"- {sentence}", 0, 2)
    yield from page.title("What it rests on")
    for sentence in page.case.limits:
        yield from page.wrap(f"- {sentence}", 0, 2)
    versions = ", ".join(f"{name} {version}" for name, version in receipt.versions.items())
    yield from page.wrap(f"Inputs {receipt.inputs[:16]}; {versions}.")
