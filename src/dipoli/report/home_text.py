"""What a seat could bring home, and who binds there, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.analysis.agreement.answers import AssumptionKind, Verdict
from dipoli.analysis.agreement.extents import Decision
from dipoli.analysis.agreement.win_sets import BodyAtHome, Home, Limit
from dipoli.analysis.case import Case
from dipoli.report.names import Names
from dipoli.report.seats_page import SAID, Print


def home_text(
    case: Case,
    found: Home,
    names: Names,
    *,
    width: int,
    clash: bool = False,
    words: bool = False,
) -> str:
    """The answer in plain text.

    Args:
        case: the case.
        found: the answer.
        names: as the reader's seat uses them.
        width: columns of a line.
        clash: whether to tell which limit of a body rules packages out.
        words: whether to print every interest beside the red lines.

    Returns:
        Lines, joined.
    """
    page = Print(case=case, question=found.question, names=names, width=width)
    lines = [*page.head(), *_win_set(page, found)]
    for one in found.bodies:
        lines += _body(page, found, one)
    if clash:
        lines += _limits(page, found)
    lines += page.title("In their own words")
    lines += page.wrap("As an analyst coded them from public material.")
    for code in (found.seat, *(one.code for one in found.bodies)):
        lines += _words(page, code, every=words)
    return "\n".join([*lines, *page.foot(found.receipt)])


def _win_set(page: Print, found: Home) -> Iterator[str]:
    seat = page.names.text(found.seat)
    yield from page.title("The win-set")
    yield from page.wrap(f"What {seat} by itself would accept: {page.extent(found.alone)}.")
    yield from page.wrap(f"What those at home would accept as well: {page.extent(found.win_set)}.")
    yield from page.wrap(f"What everybody asked would accept: {page.extent(found.zone)}.")
    if found.none_claimed is None:
        yield from page.wrap("The papers name no body at home whose consent could be claimed.")
        return
    yield from page.wrap(
        f"The same, were no consent at home claimed: {page.extent(found.none_claimed)}."
    )


def _body(page: Print, found: Home, one: BodyAtHome) -> Iterator[str]:
    (paper,) = (body for body in page.case.ratifiers if body.code == one.code)
    yield from page.title(paper.name)
    yield from page.wrap(f"How it decides: {paper.rule}.")
    if not one.consents:
        yield from page.wrap("No option of the case calls on it.")
        return
    yield from page.wrap("Its consent is claimed for:")
    for row in page.case.consents:
        if row.id in one.consents:
            issue = next(each for each in page.case.issues if each.id == row.issue)
            options = " / ".join(issue.options[n].text for n in row.options)
            told = f"{issue.question} {options} ({row.kind.value}). {row.reason}"
            yield from page.item(told)
    counted = "" if one.ruled_out is None else f" ({one.ruled_out:,} packages)"
    yield from page.wrap(
        "Does its refusal alone rule out a package that everybody else who is asked accepts? "
        f"{SAID[one.binds].capitalize()}{counted if one.binds is Decision.YES else ''}."
    )
    yield from page.wrap(f"Were its consent not claimed: {page.extent(one.unclaimed)}.")
    if found.zone.verdict is Verdict.NONE:
        yield from page.wrap(f"Would that open what is closed? {SAID[one.opens].capitalize()}.")
    else:
        yield from page.wrap(
            f"Could {page.names.text(found.seat)} then gain more than it can now? "
            f"{SAID[one.lowers_most].capitalize()}."
        )


def _limits(page: Print, found: Home) -> Iterator[str]:
    yield from page.title("Assumptions that clash")
    yield from page.wrap(
        "Each limit of a body at home: does it alone rule out a package that everybody else who "
        "is asked accepts? This says nothing about who should move."
    )
    for body in found.bodies:
        if body.limits:
            yield ""
            yield from page.wrap(page.names.text(body.code), 2)
        for one in body.limits:
            yield from page.item(f"{_limit(page, one)} {SAID[one.rules_out].capitalize()}.", 4)


def _limit(page: Print, one: Limit) -> str:
    if one.assumption.kind is AssumptionKind.RESERVATION:
        return "It accepts nothing that is worth less to it than the state of things."
    about = " with ".join(f"“{page.atom(atom)}”" for atom in one.assumption.atoms)
    return f"Not {about}. {one.assumption.sentence}"


def _words(page: Print, code: str, *, every: bool) -> Iterator[str]:
    position = page.case.positions_of(page.question.positions)[code]
    yield ""
    yield from page.wrap(page.names.text(code), 2)
    if not position.red_lines:
        yield from page.wrap("No red line is coded.", 4)
    for line in position.red_lines:
        about = " with ".join(f"“{page.atom(atom)}”" for atom in line.when)
        sure = f"{line.firmness.value}; {line.confidence.value} confidence"
        yield from page.item(f"{line.reason} ({sure}.) Not {about}", 4)
    for row in position.issues if every else ():
        yield from page.item(f"{page.question_of(row.issue)} {row.interest}", 4)
