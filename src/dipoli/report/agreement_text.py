"""Answers of the agreement finder as lines for a terminal.

Parties stand in the order of the case, by number; the numbers are explained once, at the top, by
the names that the parties give themselves. Nothing is added up, sorted or marked by party.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from dipoli.analysis.agreement import claims_missed
from dipoli.analysis.agreement.answers import (
    Agreement,
    Assumption,
    AssumptionKind,
    BasketAnswer,
    ClashAnswer,
    Figure,
    Found,
    IssueResult,
    PackageAnswer,
    Rule,
    SoftLines,
    Verdict,
)
from dipoli.analysis.case import Agreement as Form
from dipoli.analysis.case import Atom, Case
from dipoli.report.frameworks_layout import wrap
from dipoli.report.names import Names, names_of

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
_MOST = 5
SOFT: Mapping[SoftLines, str] = {
    SoftLines.NEGOTIABLE: "soft lines negotiable",
    SoftLines.HELD: "soft lines held",
}


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
    page = _Page(case=case, found=found, names=names_of(case), width=width)
    lines = [*_head(page), *_baskets(page), *_together(page)]
    lines += _packages(page, gives=gives, brief=brief)
    if found.clash is not None:
        lines += _clashes(page)
    return "\n".join([*lines, *_foot(page)])


@frozen(kw_only=True)
class _Page:
    case: Case
    found: Agreement
    names: Names
    width: int

    def wrap(self, text: str, indent: int = 0, hang: int | None = None) -> list[str]:
        rest = indent if hang is None else hang
        return wrap(text, self.width, " " * indent, " " * rest)

    def title(self, text: str) -> list[str]:
        return ["", text.upper(), "-" * min(self.width, len(text))]

    def basket(self, basket_id: str) -> str:
        return next(one.title for one in self.case.baskets if one.id == basket_id)


def _head(page: _Page) -> Iterator[str]:
    case, question = page.case, page.found.question
    chosen = case.position_set(question.positions)
    yield from page.wrap(f"{case.title} ({case.as_of})")
    yield from page.wrap(case.mark)
    yield from page.wrap(f"Set of positions: {chosen.id}, {chosen.as_of}. {chosen.note}")
    yield from page.wrap("Parties at the table, in the order of the case:")
    for number, code in enumerate(question.seats, start=1):
        yield from page.wrap(f"{number}  {page.names.text(code)}", 2, 5)
    yield from _left_out(page)
    for atom in question.hold:
        options = " or ".join(_option(case, atom.issue, n) for n in atom.options)
        yield from page.wrap(f"Asked only for packages with: {options}")
    if question.still:
        still = ", ".join(page.basket(one) for one in question.still)
        yield from page.wrap(f"Baskets that stay as they are: {still}.")


def _left_out(page: _Page) -> Iterator[str]:
    case, question = page.case, page.found.question
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


def _baskets(page: _Page) -> Iterator[str]:
    yield from page.title("Basket by basket")
    if not page.case.has_state_of_things(page.found.question.positions):
        yield from page.wrap(
            "In this set every choice of options is an outcome, the first ones included. There is "
            "no state of things, so that no basket is asked about alone."
        )
        return
    yield from page.wrap("Can each be settled while every other basket stays as it is?")
    chosen = page.case.position_set(page.found.question.positions)
    if chosen.agreement is Form.SINGLE_PACKAGE:
        yield from page.wrap(
            "This set of positions is one paper to be signed whole. The answers here are about a "
            "paper that covers one basket alone."
        )
    for one in page.found.baskets:
        yield ""
        yield from page.wrap(page.basket(one.basket), 2)
        if one.basket in page.found.question.still:
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


def _alone(page: _Page, one: BasketAnswer) -> str:
    verdict = one.alone.negotiable.verdict
    away = len(page.found.question.seats) < len(page.case.members)
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
    counted = "" if found.count is None else f", {_many(found.count, 'package')}"
    seconds = "" if found.seconds is None else f", {found.seconds:.2f} s"
    checked = "" if found.check is None else "; a package was checked in whole numbers"
    return f"({found.engine.value}{counted}{seconds}{checked})"


def _together(page: _Page) -> Iterator[str]:
    stands = page.found.zone.standing
    yield from page.title("All baskets together")
    yield from page.wrap(
        f"Soft lines negotiable: {VERDICTS[stands.negotiable.verdict]}. Soft lines held: "
        f"{VERDICTS[stands.held.verdict]}. With every judgement at its cautious end: "
        f"{VERDICTS[stands.cautious.verdict]}; at its generous end: "
        f"{VERDICTS[stands.generous.verdict]}."
    )
    yield from page.wrap(_proof(stands.negotiable))
    status_quo = page.found.zone.status_quo
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


def _packages(page: _Page, *, gives: bool, brief: bool) -> Iterator[str]:
    yield from page.title("Packages")
    yield from page.wrap(
        "Each rule singles out one package; choosing a rule is a choice of values. Points of "
        "different parties are on different scales and are not comparable. In brackets: from the "
        "least to the most within the range of the judgement."
    )
    if not page.case.has_state_of_things(page.found.question.positions):
        yield from page.wrap("What an option is worth is told against the first of its issue.")
    told: list[PackageAnswer] = []
    for number, one in enumerate(page.found.packages, start=1):
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
            yield from _issues(page, one, gives=gives)


def _figures(page: _Page, one: PackageAnswer, *, named: bool) -> Iterator[str]:
    proven = "proven" if one.proven else "not proven to be the best"
    seconds = "" if one.seconds is None else f", {one.seconds:.2f} s"
    checker = "accepted" if one.check is not None and one.check.accepted else "not accepted"
    yield from page.wrap(
        f"Value {_number(one.value)}, bound {_number(one.bound)}, gap {_number(one.gap)}: {proven} "
        f"({one.engine.value}{seconds}; checker: {checker}). {one.note}".strip(),
        3,
    )
    crossed = len(one.soft_lines_crossed)
    if crossed:
        yield from page.wrap(f"Crosses {_many(crossed, 'soft line')}.", 3)
    for key in one.soft_lines_crossed if named else ():
        yield from page.wrap(f"- {_line(page, key)}", 5, 7)


def _number(number: float | None) -> str:
    if number is None or not math.isfinite(number):
        return "none"
    if 0 < number < _TINY:
        return "below 0.000001"
    return f"{number:,.0f}" if number == int(number) else f"{number:.6g}"


def _line(page: _Page, key: str) -> str:
    positions = page.case.positions_of(page.found.question.positions)
    _kind, code, line_id = key.split("/")
    line = next(one for one in positions[code].red_lines if one.id == line_id)
    return f"{page.names.text(code)}: {line.reason} ({line.confidence.value} confidence)"


def _issues(page: _Page, one: PackageAnswer, *, gives: bool) -> Iterator[str]:
    rows = {row.issue: row for row in one.issues}
    for basket in page.case.baskets:
        moved = [issue for issue in page.case.issues_of(basket.id) if issue.id in rows]
        if moved:
            yield from page.wrap(basket.title, 3)
        for issue in moved:
            row = rows[issue.id]
            yield from page.wrap(f"- {_option(page.case, issue.id, row.option)}", 5, 7)
            yield from page.wrap(f"gets: {_worth(row, sign=1)}", 7, 9)
            if gives:
                yield from page.wrap(f"gives: {_worth(row, sign=-1)}", 7, 9)
    reasons = {row.id: row.reason for row in page.case.synergies}
    seats = page.found.question.seats
    for synergy in one.synergies:
        if gives or synergy.points > 0:
            number = seats.index(synergy.party) + 1
            told = f"{number}: {synergy.points:+d} for several issues at once"
            yield from page.wrap(f"{told}. {reasons[synergy.id]}", 3, 5)


def _option(case: Case, issue_id: str, option: int) -> str:
    issue = next(one for one in case.issues if one.id == issue_id)
    return f"{issue.question} {issue.options[option].text}"


def _options(case: Case, atom: Atom) -> str:
    """An atom in words: the question, and the options that it lists."""
    issue = next(one for one in case.issues if one.id == atom.issue)
    return f"{issue.question} {' / '.join(issue.options[n].text for n in atom.options)}"


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


def _clashes(page: _Page) -> Iterator[str]:
    yield from page.title("Assumptions that clash")
    if not page.found.clash:
        yield from page.wrap("Nothing was asked that has no answer: there is common ground.")
    yield from page.wrap(
        "Each set cannot hold as a whole; without any one of its members it can. This says nothing "
        "about who should move."
    )
    for one in page.found.clash or ():
        yield from _clash(page, one)


def _clash(page: _Page, one: ClashAnswer) -> Iterator[str]:
    about = "All baskets together" if one.about == "zone" else page.basket(one.about)
    yield ""
    yield from page.wrap(f"{about}; {SOFT[one.soft_lines]}", 2)
    if one.size is None:
        yield from page.wrap("Unknown within the time limit.", 4)
        return
    found = len(one.smallest)
    count = "" if one.smallest_complete else "at least "
    kind = "smallest" if one.smallest_proven else "irreducible"
    told = f"{count}{_many(found, f'{kind} set')} of {_many(one.size, 'assumption')}:"
    yield from page.wrap(told.capitalize(), 4)
    yield from _groups(page, one.smallest)
    if one.fewest_size is not None:
        listed = len(one.fewest)
        ways = "" if one.fewest_complete else "at least "
        yield from page.wrap(
            f"The fewest assumptions that would have to be otherwise: {one.fewest_size}; "
            f"{ways}{_many(listed, 'set')} of that size.",
            4,
        )
        yield from _groups(page, one.fewest[:_MOST])
        if listed > _MOST:
            yield from page.wrap(f"and {listed - _MOST} more, not listed here (see --json).", 6)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _groups(page: _Page, groups: Sequence[tuple[Assumption, ...]]) -> Iterator[str]:
    """Sets of assumptions, each member with what it is about and the reason that was coded."""
    for number, group in enumerate(groups, start=1):
        if len(groups) > 1:
            yield from page.wrap(f"Set {number}", 6)
        for one in group:
            yield from page.wrap(f"- {_assumed(page, one)}", 6, 8)


def _assumed(page: _Page, one: Assumption) -> str:
    sure = "" if one.confidence is None else f" ({one.confidence.value} confidence)"
    about = [f"“{_options(page.case, atom)}”" for atom in one.atoms]
    reason = f"Reason coded: {one.sentence}{sure}"
    if one.kind is AssumptionKind.RED_LINE:
        holder = page.names.text(one.holder or "")
        return f"{holder} is assumed not to accept {' with '.join(about)}. {reason}"
    if one.kind is AssumptionKind.REQUIREMENT:
        return f"{about[0]} is assumed to require {about[1]}. {reason}"
    if one.kind is AssumptionKind.EXCLUSION:
        return f"Assumed not to go together: {' and '.join(about)}. {reason}"
    if one.kind is AssumptionKind.CONSENT:
        return f"{about[0]} is assumed to need a consent. {reason}"
    holder = page.names.text(one.holder or "")
    least = "its stated reservation value"
    if page.case.has_state_of_things(page.found.question.positions):
        least = "the state of things"
    return f"{holder} is assumed to accept nothing worth less to it than {least}."


def _foot(page: _Page) -> Iterator[str]:
    yield from page.title("What this does not show")
    for sentence in page.found.receipt.does_not_show:
        yield from page.wrap(f"- {sentence}", 0, 2)
    yield from page.title("What it rests on")
    for sentence in page.case.limits:
        yield from page.wrap(f"- {sentence}", 0, 2)
    receipt = page.found.receipt
    versions = ", ".join(f"{name} {version}" for name, version in receipt.versions.items())
    yield from page.wrap(f"Inputs {receipt.inputs[:16]}; {versions}.")
