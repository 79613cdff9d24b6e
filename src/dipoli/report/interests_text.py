"""Who is left out by a deal, as lines for a terminal.

Parties stand in the order of the case; nothing is added up, sorted or counted by party.
"""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.analysis.agreement.additions import Additions, Whom
from dipoli.analysis.agreement.answers import Verdict
from dipoli.analysis.agreement.interests import Interest, Sort, Touched, told_of
from dipoli.analysis.agreement.left_out import LeftOut
from dipoli.analysis.case import Case
from dipoli.report.agreement_text import RULES, VERDICTS
from dipoli.report.names import Names
from dipoli.report.seats_page import Print

_WHOM = {
    Whom.OUTSIDE: "So that nobody outside the deal is marked",
    Whom.EVERYBODY: "So that nobody is marked, and everybody who is asked accepts the whole",
}


def interests_text(
    case: Case, found: LeftOut, names: Names, *, width: int, gives: bool = False
) -> str:
    """The answer in plain text.

    Args:
        case: the case.
        found: the answer.
        names: as the reader's seat uses them.
        width: columns of a line.
        gives: whether to tell what the whole covers too, and points.

    Returns:
        Lines, joined.
    """
    page = Print(case=case, question=found.question, names=names, width=width)
    lines = [*page.head(), *_deal(page, found)]
    if found.package is not None:
        lines += page.title("What it touches")
        for one in found.touched:
            lines += _touched(page, found, one, gives=gives)
        lines += page.title("The cheapest additions that clear the mark")
        for each in found.additions:
            lines += _additions(page, each, put_to_all=not found.parties)
    return "\n".join([*lines, *page.foot(found.receipt)])


def _deal(page: Print, found: LeftOut) -> Iterator[str]:
    yield from page.title("The deal" if found.parties else "The package")
    if found.parties:
        made = " and ".join(page.names.text(code) for code in found.parties)
        yield from page.wrap(f"Made by {made}.")
    if found.singled_out is not None:
        told = found.singled_out
        yield from page.wrap(f"Singled out by a rule: {RULES[told.rule]}.")
        if told.package is None:
            yield from page.wrap(f"{VERDICTS[told.verdict]}. {told.note}".strip())
    if found.package is not None:
        yield from page.package(found.package)


def _touched(page: Print, found: LeftOut, one: Touched, *, gives: bool) -> Iterator[str]:
    yield ""
    made = " (made it)" if one.made_it else ""
    yield from page.wrap(f"{page.names.text(one.party)}{made}", 2)
    if not one.interests:
        yield from page.wrap("Touches no interest of it that the papers name.", 4)
    for each in told_of(one, gives=gives):
        yield from page.item(_interest(page, each, gives=gives), 4)
    if gives and one.alone_on:
        alone = "; ".join(
            page.option(issue, found.package[issue]) for issue in one.alone_on if found.package
        )
        yield from page.wrap(f"Less to it, to no other less, and more to some: {alone}", 4, 6)
    if one.alone_against_all:
        yield from page.wrap("The whole is less to it, and more to every other.", 4)
    yield from page.wrap(_mark(one), 4)


def _mark(one: Touched) -> str:
    why = []
    if any(each.sort is Sort.STAKE and not each.covered for each in one.interests):
        why.append("a stake is not covered")
    if one.lines:
        why.append("a red line is crossed")
    if not one.no_loss:
        why.append("the whole is worth less to it than the state of things")
    return f"Marked: {', and '.join(why)}." if one.marked else "Not marked."


def _interest(page: Print, one: Interest, *, gives: bool) -> str:
    words = " ".join(f"“{each}”" for each in one.words)
    left = "; ".join(page.question_of(issue) for issue in one.left)
    points = f" Points: {one.figure.value}" if gives and one.figure is not None else ""
    if points and one.figure is not None and one.figure.low != one.figure.high:
        points += f" [{one.figure.low}..{one.figure.high}]"
    points += "." if points else ""
    if one.sort is Sort.STAKE:
        reason = next(each.reason for each in page.case.subjects if each.id == one.id)
        by = "; ".join(page.question_of(issue) for issue in one.covered_by)
        state = f"Covered by: {by}" if one.covered else "Not covered."
        rest = f" Left as it is: {left}" if left else ""
        return f"A stake: {reason} {words} {state}{rest}"
    if one.sort is Sort.ISSUE:
        return f"Moves, not its way: {page.question_of(one.id)} {words}{points}"
    if one.sort is Sort.LINK:
        rest = f" Left as it is: {left}" if left else ""
        return f"A link: {words}{rest}{points}"
    return f"A red line: {words}"


def _additions(page: Print, one: Additions, *, put_to_all: bool) -> Iterator[str]:
    yield ""
    whom = _WHOM[one.whom]
    if put_to_all and one.whom is Whom.OUTSIDE:
        whom = "So that nobody is marked; bodies whose consent is needed are not asked"
    if one.verdict is not Verdict.COMMON_GROUND:
        told = "no additions do" if one.verdict is Verdict.NONE else VERDICTS[one.verdict]
        yield from page.wrap(f"{whom}: {told}.", 2)
        return
    if one.issues == 0:
        yield from page.wrap(f"{whom}: nothing has to be added.", 2)
        return
    more = "all of them" if one.complete else "there are others, or may be"
    proven = "no fewer do" if one.proven else "not proven to be the fewest"
    issues = "1 issue" if one.issues == 1 else f"{one.issues} issues"
    moves = "1 option" if one.moves == 1 else f"{one.moves} options"
    yield from page.wrap(f"{whom}: {issues}, {moves} forward in all ({proven}; {more}).", 2)
    for number, added in enumerate(one.cheapest, start=1):
        if len(one.cheapest) > 1:
            yield from page.wrap(f"Either {number}" if number == 1 else f"Or {number}", 4)
        for issue, n in added.items():
            yield from page.item(page.option(issue, n), 4)
