"""What was known when a search for common ground was stopped, as lines for a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator

from dipoli.analysis.agreement.answers import Package, PackageAnswer, Question
from dipoli.analysis.agreement.anytime import Seeking, Sofar
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.report.agreement_page import SOFT, Page, option_told
from dipoli.report.agreement_text import (
    CAVEATS,
    RULES,
    VERDICTS,
    basket_lines,
    foot_lines,
    head_lines,
    issue_lines,
    number_told,
    package_lines,
)
from dipoli.report.clash_text import clash_lines
from dipoli.report.names import names_of

_STANDING = {
    "negotiable": "Soft lines negotiable",
    "held": "Soft lines held",
    "cautious": "With every judgement at its cautious end",
    "generous": "With every judgement at its generous end",
}


def stopped_text(  # noqa: PLR0913 - what was asked, what is known, and how it is told
    case: Case,
    question: Question,
    sofar: Sofar,
    receipt: Receipt,
    *,
    width: int,
    gives: bool = False,
    brief: bool = False,
) -> str:
    """What is known so far in plain text.

    Args:
        case: the case.
        question: what was asked of it.
        sofar: what is known.
        receipt: how it was obtained.
        width: columns of a line.
        gives: whether to tell what each party gives.
        brief: whether to leave out what packages mean issue by issue.

    Returns:
        Lines, joined.
    """
    page = Page(case=case, question=question, names=names_of(case), width=width)
    lines = [*head_lines(page), *page.title("Stopped before the end")]
    lines += page.wrap(
        "What follows was known at the stop. What is not told was not asked yet: it is unknown, "
        "and not none."
    )
    lines += [*_together(page, sofar), *_baskets(page, sofar)]
    packages = tuple(sofar.packages)
    if packages:
        lines += package_lines(page, packages, gives=gives, brief=brief)
    lines += _sought(page, sofar, gives=gives, brief=brief)
    if sofar.clash:
        lines += clash_lines(page, tuple(sofar.clash))
    return "\n".join([*lines, *foot_lines(page, receipt)])


def _together(page: Page, sofar: Sofar) -> Iterator[str]:
    yield from page.title("All baskets together")
    known = {name: VERDICTS[found.verdict] for name, found in sofar.standing.items()}
    told = [f"{words}: {known.get(name, 'not asked yet')}." for name, words in _STANDING.items()]
    yield from page.wrap(" ".join(told))
    first = sofar.standing.get("negotiable")
    if first is not None and first.witness is not None and not sofar.packages:
        yield from page.wrap("In the zone, accepted by the checker, singled out by no rule:")
        yield from _package(page, first.witness)


def _package(page: Page, package: Package) -> Iterator[str]:
    for issue in page.case.decided(page.question.positions, package):
        yield from page.wrap(f"- {option_told(page.case, issue, package[issue])}", 2, 4)


def _baskets(page: Page, sofar: Sofar) -> Iterator[str]:
    known = tuple(sofar.baskets)
    if not page.case.has_state_of_things(page.question.positions):
        return
    if known:
        yield from basket_lines(page, known)
    answered = {one.basket for one in known}
    missing = [one.title for one in page.case.baskets if one.id not in answered]
    if missing:
        yield ""
        yield from page.wrap(f"Baskets that were not asked about yet: {', '.join(missing)}.")


def _sought(page: Page, sofar: Sofar, *, gives: bool, brief: bool) -> Iterator[str]:
    seeking = sofar.seeking
    if seeking is not None:
        yield from page.title("Best so far")
        soft = SOFT[seeking.question.soft_lines]
        yield from page.wrap(f"{RULES[seeking.rule]}; {soft}")
        yield from page.wrap(CAVEATS[seeking.rule], 3)
        yield from _best(page, seeking, gives=gives, brief=brief)
    left = [f"{rule.value} ({SOFT[soft]})" for rule, soft in sofar.left()]
    if left:
        yield ""
        yield from page.wrap(f"Rules that were not begun: {', '.join(left)}.")


def _best(page: Page, seeking: Seeking, *, gives: bool, brief: bool) -> Iterator[str]:
    best = seeking.answer()
    if best is None:
        yield from page.wrap("No package with a figure under this rule was met yet: unknown.", 3)
        return
    yield from page.wrap(f"{_figure(best)} Accepted by the checker ({best.engine.value}).", 3)
    if not brief:
        yield from issue_lines(page, best, gives=gives)


def _figure(best: PackageAnswer) -> str:
    value = f"Value {number_told(best.value)}."
    if best.bound is None or not math.isfinite(best.bound):
        return f"{value} Not proven to be the best; no bound was proven yet."
    bound = number_told(best.bound)
    if best.proven:
        return f"{value} No package exceeds {bound}."
    return f"{value} Not proven to be the best: no package exceeds {bound}, as far as is proven."
