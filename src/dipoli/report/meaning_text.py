"""The meaning of a text as lines for a terminal: place by place, in the order of the text.

Rows are ways to settle a place. Members stand in the order of the case, by number, each on its own
scale. Nothing is added up, sorted or marked by party.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dipoli.analysis.agreement.answers import Package, SoftLines
from dipoli.analysis.case import Case
from dipoli.analysis.meaning import MEND, TOLD, Draft, Meaning, Place, WayWorth, clashes, marks
from dipoli.report import meaning_told as told
from dipoli.report.agreement_page import SOFT, Page, option_told
from dipoli.report.names import names_of

_WORDS = 160
"""So many letters of the words of a way are printed."""


def meaning_text(
    case: Case, draft: Draft, found: Meaning, *, width: int, clash: bool = False
) -> str:
    """The answers in plain text.

    Args:
        case: the case.
        draft: the text.
        found: the answers.
        width: columns of a line.
        clash: whether to name assumptions that clash with the package to which the text amounts.

    Returns:
        Lines, joined.
    """
    plain = Page(case=case, question=found.question, names=names_of(case), width=width)
    page = _Paper(page=plain, draft=draft, found=found)
    lines = [*_head(page), *_places(page), *_issues(page), *_amounts(page), *_faulty(page)]
    return "\n".join([*lines, *(_clash(page) if clash else ()), *_foot(page)])


@frozen(kw_only=True)
class _Paper:
    page: Page
    draft: Draft
    found: Meaning


def _head(paper: _Paper) -> Iterator[str]:
    page, question, draft = paper.page, paper.found.question, paper.draft
    case = page.case
    yield from page.wrap(f"{case.title} ({case.as_of})")
    for mark in marks(case, draft):
        yield from page.wrap(str(mark))
    yield from page.wrap(f"Text: {draft.title} ({draft.id}, version {draft.version}).")
    held = "" if question.soft_lines is SoftLines.HELD else " (--held holds them)"
    yield from page.wrap(
        f"Set of positions: {question.positions}; {SOFT[question.soft_lines]}{held}."
    )
    yield from page.wrap("Members at the table, in the order of the case:")
    for number, code in enumerate(question.seats, start=1):
        yield from page.wrap(f"{number}  {page.names.text(code)}", 2, 5)
    away = [code for code in case.members if code not in question.seats]
    if away:
        yield from page.wrap(f"Not at the table: {', '.join(map(page.names.text, away))}.")


def _places(paper: _Paper) -> Iterator[str]:
    page, found = paper.page, paper.found
    yield from page.title("What each way to settle it is worth to whom")
    yield from page.wrap(str(told.OWN_SCALES))
    worth = {(way.clause, way.place, way.way): way for way in found.ways}
    for clause in paper.draft.clauses:
        letters = told.lettered(paper.draft, clause)
        yield ""
        yield clause
        for place in paper.draft.places:
            if place.clause == clause:
                yield from page.wrap(_named(paper, place), 2, 4)
                for way in place.ways:
                    sign = letters[place.key, way.key]
                    yield from _way(paper, sign, worth[clause, place.key, way.key])


def _named(paper: _Paper, place: Place) -> str:
    if place.within is None:
        return "wording:" if len(place.ways) == 1 else "wording, with alternatives:"
    letters = told.lettered(paper.draft, place.clause)
    return f"{place.key}, within {letters[place.within]}: {told.around(place, _WORDS)}"


def _way(paper: _Paper, sign: str, way: WayWorth) -> Iterator[str]:
    page = paper.page
    words = f"“{told.shortened(way.words, _WORDS)}”" if way.words else "no words"
    yield from page.wrap(f"{sign}  {way.way}: {words}", 4, 7)
    if not way.is_tied:
        yield from page.wrap(str(told.UNTIED), 7)
        return
    for issue, option in way.reads.items():
        yield from page.wrap(f"read as: {option_told(page.case, issue, option)}", 7, 9)
    figures = "; ".join(
        f"{number}: {told.figure(one)}" for number, one in enumerate(way.worth.values(), start=1)
    )
    yield from page.wrap(f"worth, by member: {figures}", 7, 9)


def _issues(paper: _Paper) -> Iterator[str]:
    page, found = paper.page, paper.found
    yield from page.title("What the text says of the issues")
    yield from page.wrap("Settled, whichever way each place is settled:")
    for issue, option in found.settled.items():
        yield from page.wrap(f"- {option_told(page.case, issue, option)}", 2, 4)
    yield from _or_none(page, bool(found.settled))
    yield from page.wrap("Open, since ways to settle it differ:")
    questions = {issue.id: issue for issue in page.case.issues}
    for issue, options in found.open.items():
        asked = questions[issue]
        ways = " / ".join(
            "says nothing" if one is None else asked.options[one].text for one in options
        )
        yield from page.wrap(f"- {asked.question} {ways}", 2, 4)
    yield from _or_none(page, bool(found.open))
    yield from page.wrap("Silent: nothing in the text is read as an option of these.")
    for issue in found.silent:
        yield from page.wrap(f"- {questions[issue].question}", 2, 4)
    yield from _or_none(page, bool(found.silent))


def _or_none(page: Page, some: bool) -> Iterator[str]:  # noqa: FBT001 - one question
    if not some:
        yield from page.wrap("- none", 2)


def _amounts(paper: _Paper) -> Iterator[str]:
    page, found = paper.page, paper.found
    yield from page.title("What the text amounts to")
    yield from page.wrap(" ".join(filter(None, (told.amounts(found), told.contradictions(found)))))
    if found.amounts_to is not None:
        yield from _moves(page, found.amounts_to)
    yield from page.wrap(str(told.by_itself(found)))
    if found.amounts_to is None and found.by_itself.witness is not None:
        yield from page.wrap("One such package:", 2)
        yield from _moves(page, found.by_itself.witness)
    yield from page.wrap(str(told.with_others(found)))
    if found.with_others.witness is not None:
        yield from page.wrap("One such package:", 2)
        yield from _moves(page, found.with_others.witness)


def _moves(page: Page, package: Package) -> Iterator[str]:
    for issue in page.case.decided(page.question.positions, package):
        move = option_told(page.case, issue, package[issue])
        yield from page.wrap(f"- {move}", 2, 4)


def _faulty(paper: _Paper) -> Iterator[str]:
    page, found = paper.page, paper.found
    if not found.faulty:
        return
    yield from page.title("Ties that were not used")
    for one in found.faulty:
        tie = one.tie
        where = f"{tie.clause}, {tie.place}, {tie.way}, as {tie.issue} {tie.option}"
        yield from page.wrap(f"- {where}: {TOLD[one.why]} {MEND[one.why]}", 2, 4)


def _clash(paper: _Paper) -> Iterator[str]:
    page, found = paper.page, paper.found
    yield from page.title("Assumptions that clash")
    if found.amounts_to is None:
        yield from page.wrap(str(told.NO_PACKAGE))
        return
    held = clashes(page.case, found.question, found.amounts_to)
    yield from page.wrap(str(told.CLASH if held else told.NONE_CLASHES))
    for one in held:
        yield from page.wrap(f"- {told.clash(one, page.names.text(one.holder))}", 2, 4)


def _foot(paper: _Paper) -> Iterator[str]:
    page, receipt = paper.page, paper.found.receipt
    yield from page.title("How this was found")
    yield from page.wrap(receipt.method)
    seconds = "" if receipt.seconds is None else f" {receipt.seconds:.2f} s."
    exact = "Everything is proven." if receipt.exact else "Not everything was decided."
    yield from page.wrap(f"{exact}{seconds} Inputs {receipt.inputs[:16]}.")
    yield from page.wrap("It rests on:")
    for sentence in receipt.assumptions:
        yield from page.wrap(f"- {sentence}", 2, 4)
    yield from page.wrap("Not shown by this:")
    for sentence in receipt.does_not_show:
        yield from page.wrap(f"- {sentence}", 2, 4)
