"""Answers about uncertain positions as lines for a terminal.

Parties stand in the order of the case, by number; the numbers are explained once, at the top.
Shares by party are told on request only, in that order, and are never sorted, added up or marked.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dipoli.analysis.agreement.answers import SoftLines, Verdict
from dipoli.analysis.agreement.uncertain.answers import Common, Fixed, Judged, Largest, Robust
from dipoli.analysis.case import Case
from dipoli.analysis.share import Share
from dipoli.report.agreement_page import SOFT
from dipoli.report.agreement_text import RULES, VERDICTS
from dipoli.report.frameworks_layout import wrap
from dipoli.report.names import Names, names_of

_KINDS = {
    "importance": "how much issues matter",
    "value": "what options are worth",
    "reservation": "what no agreement is worth, where it is not the state of things",
}


def robust_text(
    case: Case, found: Robust, *, width: int, each: bool = False, brief: bool = False
) -> str:
    """The answers in plain text.

    Args:
        case: the case.
        found: the answers.
        width: columns of a line.
        each: whether to tell the share acceptable to each who is asked.
        brief: whether to leave out what packages mean issue by issue.

    Returns:
        Lines, joined.
    """
    page = _Page(case=case, found=found, names=names_of(case), width=width, each=each, brief=brief)
    lines = [*_head(page), *_baskets(page), *_together(page), *_rules(page), *_worst(page)]
    if found.given is not None:
        lines += [*page.title("The package that was given"), *_judged(page, found.given, 2)]
    return "\n".join([*lines, *_foot(page)])


@frozen(kw_only=True)
class _Page:
    case: Case
    found: Robust
    names: Names
    width: int
    each: bool
    brief: bool

    def wrap(self, text: str, indent: int = 0, hang: int | None = None) -> list[str]:
        rest = indent if hang is None else hang
        return wrap(text, self.width, " " * indent, " " * rest)

    def title(self, text: str) -> list[str]:
        return ["", text.upper(), "-" * min(self.width, len(text))]

    def called(self, code: str) -> str:
        """A seat by its number, a body by its name."""
        seats = self.found.question.seats
        return str(seats.index(code) + 1) if code in seats else self.names.text(code)


def _head(page: _Page) -> Iterator[str]:
    case, found = page.case, page.found
    chosen = case.position_set(found.question.positions)
    yield from page.wrap(f"{case.title} ({case.as_of})")
    yield from page.wrap(case.mark)
    yield from page.wrap(f"Set of positions: {chosen.id}, {chosen.as_of}. {chosen.note}")
    yield from page.wrap("Parties at the table, in the order of the case:")
    for number, code in enumerate(found.question.seats, start=1):
        yield from page.wrap(f"{number}  {page.names.text(code)}", 2, 5)
    away = [code for code in case.members if code not in found.question.seats]
    if away:
        told = ", ".join(map(page.names.text, away))
        yield from page.wrap(f"Not at the table: {told}. Answers are those of the others alone.")
    if found.question.without:
        told = ", ".join(map(page.names.text, found.question.without))
        yield from page.wrap(f"Consent not claimed for this question: {told}.")
    searched, judged = len(found.sample.searched()), len(found.sample.judged())
    yield ""
    yield from page.wrap(
        f"A profile is one set of figures that the case holds possible: every judgement drawn "
        f"within its range (seed {found.sample.seed}, {found.sample.spread.value}). Packages are "
        f"looked for in {searched:,} profiles and judged by {judged:,} others. In brackets: the "
        f"95 per cent interval of a share. A share is no probability that anybody accepts. Here: "
        f"{SOFT[found.question.soft_lines]}."
    )
    if found.question.soft_lines is SoftLines.NEGOTIABLE:
        yield from page.wrap("To hold soft lines like hard ones, ask with --held.")


def _baskets(page: _Page) -> Iterator[str]:
    if not page.found.baskets:
        return
    yield from page.title("Basket by basket, every other staying as it is")
    titles = {one.id: one.title for one in page.case.baskets}
    for one in page.found.baskets:
        yield ""
        yield from page.wrap(titles[one.about], 2)
        if one.about in page.found.question.still:
            yield from page.wrap("Stays as it is, as asked.", 4)
        else:
            yield from _largest(page, one, 4)


def _together(page: _Page) -> Iterator[str]:
    yield from page.title("All baskets together")
    yield from _largest(page, page.found.zone, 2)


def _largest(page: _Page, one: Largest, indent: int) -> Iterator[str]:
    yield from page.wrap(_common(one.common, one.of), indent)
    if one.judged is None:
        return
    most = "the most that any package can reach, proven"
    if not one.proven:
        most = f"none can reach more than {one.bound:,}, and whether any exceeds it is open"
    yield from page.wrap(
        f"The package that most profiles accept, as far as found: {one.accepted:,} of the "
        f"{one.of:,} in which it was looked for; {most}. Others may reach as many.",
        indent,
    )
    yield from _judged(page, one.judged, indent)


def _common(common: Common, of: int) -> str:
    if common.every is Verdict.COMMON_GROUND:
        return "Common ground wherever in their ranges the judgements lie: proven."
    if common.every is Verdict.NONE:
        return "None, wherever in their ranges the judgements lie: proven."
    ends = _ends(common.low, common.high)
    unknown = f"; unknown within the time limit in {common.unknown:,}" if common.unknown else ""
    return (
        f"Common ground in {common.found:,} of {of:,} profiles [{ends} %]; "
        f"none in {common.none:,}, proven{unknown}."
    )


def _judged(page: _Page, one: Judged, indent: int) -> Iterator[str]:
    if not page.brief:
        yield from _moves(page, one, indent)
    if not one.shares.keeps:
        yield from page.wrap(
            "It does not keep the links of the case or what was asked, and so is in no zone.",
            indent,
        )
    yield from page.wrap(f"Acceptable to all: {_share(one.shares.all)}.", indent)
    if page.each:
        told = "; ".join(f"{page.called(code)}: {_share(s)}" for code, s in one.shares.each.items())
        yield from page.wrap(f"Acceptable to each, in the order of the case: {told}.", indent)
    if one.always:
        yield from page.wrap(
            "Acceptable to all wherever in their ranges the judgements lie: proven.", indent
        )
    yield from page.wrap(_endures(one), indent)
    if not one.always:
        yield from _matter(page, one, indent)


def _moves(page: _Page, one: Judged, indent: int) -> Iterator[str]:
    for issue in page.case.issues:
        option = one.package[issue.id]
        if option:
            told = f"- {issue.question} {issue.options[option].text}"
            yield from page.wrap(told, indent, indent + 2)


def _endures(one: Judged) -> str:
    if one.endures is None:
        return "As coded it is not in the zone."
    if one.endures == 0:
        return (
            "As coded it is in the zone; a single judgement that is off by its full range, against "
            "it, can take it out."
        )
    off = "one judgement" if one.endures == 1 else f"{one.endures:,} judgements"
    return (
        f"As coded it is in the zone, and stays there with any {off} of each party off by their "
        "full range, against it."
    )


def _matter(page: _Page, one: Judged, indent: int) -> Iterator[str]:
    baskets = {basket.id: basket.title for basket in page.case.baskets}
    questions = {issue.id: issue.question for issue in page.case.issues}
    yield from page.wrap(
        "Which uncertainty matters: profiles gained and lost when this alone is taken as coded, "
        "for all parties. What changes nothing is left out.",
        indent,
    )
    groups = (
        (one.matter.kinds, _KINDS),
        (one.matter.baskets, baskets),
        (one.matter.issues, questions),
    )
    told = [
        f"- {names[row.about]} {_changed(row)}"
        for rows, names in groups
        for row in rows
        if row.gained or row.lost
    ]
    for line in told or ["- nothing taken alone"]:
        yield from page.wrap(line, indent + 2, indent + 4)


def _changed(row: Fixed) -> str:
    return f"(+{row.gained:,}, -{row.lost:,})"


def _rules(page: _Page) -> Iterator[str]:
    yield from page.title("Packages that rules single out as coded")
    for one in page.found.rules:
        yield ""
        yield from page.wrap(RULES[one.rule], 2)
        if one.judged is None:
            yield from page.wrap(f"{VERDICTS[one.verdict]}. {one.note}".strip(), 4)
        else:
            yield from _judged(page, one.judged, 4)


def _worst(page: _Page) -> Iterator[str]:
    one = page.found.budget
    yield from page.title("Errors at their worst")
    yield from page.wrap(
        "How many judgements of each party may be off at once, by their full range and all against "
        f"a package? A judgement is what one issue brings a party; no party has more than "
        f"{one.every:,}.",
        2,
    )
    if one.errors is not None:
        yield from page.wrap(f"With {one.errors:,}: {VERDICTS[one.verdict]}.", 2)
    if one.most is None:
        proven = one.bound is None
        told = "there is no package: proven" if proven else "unknown within the time limit"
        yield from page.wrap(f"With none of them off, as coded: {told}.", 2)
        return
    sure = "more is proven impossible"
    if one.most == one.every:
        sure = "that is all of them"
    elif one.bound != one.most:
        sure = f"more than {one.bound:,} is proven impossible, and between them it is unknown"
    yield from page.wrap(f"Most that was found: {one.most:,}; {sure}. This package bears it:", 2)
    if one.judged is not None:
        yield from _judged(page, one.judged, 2)


def _share(one: Share) -> str:
    return f"{100 * one.accepted / one.of:.1f} % [{_ends(one.low, one.high)}]"


def _ends(low: float, high: float) -> str:
    return f"{100 * low:.1f}..{100 * high:.1f}"


def _foot(page: _Page) -> Iterator[str]:
    receipt = page.found.receipt
    yield from page.title("What this does not show")
    for sentence in receipt.does_not_show:
        yield from page.wrap(f"- {sentence}", 0, 2)
    yield from page.title("What it rests on")
    rules = {f"{name}: {text}" for name, text in page.case.rules.items()}
    for sentence in receipt.assumptions:
        if sentence not in rules:
            yield from page.wrap(f"- {sentence}", 0, 2)
    versions = ", ".join(f"{name} {version}" for name, version in receipt.versions.items())
    yield from page.wrap(f"Inputs {receipt.inputs[:16]}; {versions}.")
