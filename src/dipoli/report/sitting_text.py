"""What a seat gains by sitting, and what protects it, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.analysis.agreement.answers import Verdict
from dipoli.analysis.agreement.extents import Decision, Extent
from dipoli.analysis.agreement.guarantees import Guarantee, Guarantees, Sort
from dipoli.analysis.agreement.sitting import Sitting, Without
from dipoli.analysis.case import Case
from dipoli.report.names import Names
from dipoli.report.seats_page import SAID, Print


def sitting_text(
    case: Case, found: Sitting, names: Names, *, width: int, gives: bool = False
) -> str:
    """The answer in plain text.

    Args:
        case: the case.
        found: the answer.
        names: as the reader's seat uses them.
        width: columns of a line.
        gives: whether to tell what goes against the seat, issue by issue.

    Returns:
        Lines, joined.
    """
    page = Print(case=case, question=found.question, names=names, width=width)
    seat = names.text(found.seat)
    lines = [*page.head(), *page.title(f"{seat}: at the table")]
    lines += page.wrap(
        f"Packages that everybody accepts, {seat} included: {page.extent(found.at_table)}."
    )
    lines += page.wrap(
        "None of them crosses a line of it that binds, and none is worth less to it than the "
        "state of things: that is what sitting means here."
    )
    lines += _away(page, found)
    for title, one in (
        ("Away, its consents asked all the same", found.asked),
        ("Away, its consents not claimed", found.unclaimed),
    ):
        lines += _without(page, found, title, one, gives=gives)
    lines += _alone(page, found, gives=gives)
    lines += _protects(page, found.guarantees)
    return "\n".join([*lines, *page.foot(found.receipt)])


def _away(page: Print, found: Sitting) -> Iterator[str]:
    yield from page.title("What the others can do without it")
    if found.own:
        yield from page.wrap(
            "No step of the case advances these without it, so the others leave them as they are:"
        )
        for basket in page.case.baskets:
            own = [one.question for one in page.case.issues_of(basket.id) if one.id in found.own]
            if own:
                yield from page.item(f"{basket.title}: {' '.join(own)}")
    else:
        yield from page.wrap("Every step of the case can be taken without it.")


def _without(
    page: Print, found: Sitting, title: str, one: Without, *, gives: bool
) -> Iterator[str]:
    yield from page.title(title)
    yield from page.wrap(f"Packages of the others: {page.extent(one.extent)}.")
    if one.extent.verdict is Verdict.NONE:
        return
    asked = (
        ("Is there one that it would refuse at the table?", one.harms),
        ("Is there one in which it loses and every other seat gains?", one.alone_against_all),
        ("Is the one worth least to it worth less than the least at the table?", one.least_lower),
        ("Is the one worth most to it worth more than the most at the table?", one.most_higher),
    )
    for question, decision in asked:
        yield from page.item(f"{question} {SAID[decision].capitalize()}.")
    if gives and one.harms is Decision.YES and one.extent.least is not None:
        yield from page.wrap("The one that is worth least to it moves:")
        yield from _against(page, found, one.extent)


def _against(page: Print, found: Sitting, extent: Extent) -> Iterator[str]:
    assert extent.least is not None  # noqa: S101 - asked by the caller
    rows = page.case.positions_of(page.question.positions)[found.seat].issues
    for row in rows:
        n = extent.least.package[row.issue]
        if n:
            less = row.importance * (row.value[n] - row.value[0]) < 0
            words = f" “{row.interest}”" if less else ""
            side = "less to it" if less else "not less to it"
            yield from page.item(f"{page.option(row.issue, n)} ({side}){words}", 4)


def _alone(page: Print, found: Sitting, *, gives: bool) -> Iterator[str]:
    yield from page.title("Alone against all")
    alone = found.alone
    if not alone.options:
        yield from page.wrap(
            "No option of any issue is worth less to it, to no other seat less, and more to some."
        )
        return
    yield from page.wrap(
        f"{_issues(len(alone.options))} of the case can stand at an option that is worth less to "
        "it than the state of things, to no other seat less, and more to some."
    )
    for issue, options in alone.options.items() if gives else ():
        paper = next(one for one in page.case.issues if one.id == issue)
        told = " / ".join(paper.options[n].text for n in options)
        yield from page.item(f"{paper.question} {told}")
    least = "undecided" if alone.least is None else alone.least
    most = "undecided" if alone.most is None else alone.most
    yield from page.wrap(
        f"A package at the table holds from {least} to {most} of these issues at such an option, "
        "and pays for them elsewhere."
    )


def _issues(count: int) -> str:
    return "1 issue" if count == 1 else f"{count} issues"


def _protects(page: Print, found: Guarantees) -> Iterator[str]:
    yield from page.title("What would protect it")
    yield from page.wrap("A seat: at the table nothing is settled that it refuses.")
    if found.harms is Decision.NO:
        yield from page.wrap(
            "Away, it needs no guarantee: no package of the others, with none of its consents "
            "claimed, is one that it would refuse."
        )
        return
    if found.harms is Decision.UNDECIDED:
        yield from page.wrap("Away: undecided in the time given.")
        return
    if not found.sets and not found.proven:
        yield from _bounds(page, found)
        return
    if not found.sets:
        yield from page.wrap("Away: no set of guarantees of these kinds would do.")
        return
    many = "1 guarantee" if found.size == 1 else f"{found.size} guarantees"
    proven = "no fewer do" if found.proven else "not proven to be the fewest"
    more = "" if found.complete else "; there are other such sets, or may be"
    yield from page.wrap(f"Away, with none of its consents claimed: {many} ({proven}{more}).")
    for number, some in enumerate(found.sets, start=1):
        if len(found.sets) > 1:
            yield from page.wrap(f"Set {number}", 2)
        for one in some:
            yield from page.item(_guarantee(page, one))


def _bounds(page: Print, found: Guarantees) -> Iterator[str]:
    """How many guarantees, as far as it was found out."""
    least = "1 guarantee" if found.least == 1 else f"{found.least} guarantees"
    if found.known is None:
        yield from page.wrap(
            "Away: undecided in the time given. Whether guarantees of these kinds would do is "
            f"unknown; if any do, it takes at least {least}."
        )
        return
    yield from page.wrap(
        f"Away, with none of its consents claimed: at least {least}, and at most "
        f"{len(found.known)}; which number is the smallest was not found out in the time given. "
        f"These {len(found.known)} would do:"
    )
    for one in found.known:
        yield from page.item(_guarantee(page, one))


def _guarantee(page: Print, one: Guarantee) -> str:
    if one.sort is Sort.ISSUE:
        (atom,) = one.when
        return f"This issue does not move to: {page.atom(atom)}"
    if one.sort is Sort.CONSENT:
        (atom,) = one.when
        return f"Its consent is asked for: {page.atom(atom)}"
    together = " with ".join(f"“{page.atom(atom)}”" for atom in one.when)
    kind = "Its red line is kept" if one.sort is Sort.RED_LINE else "Not together"
    return f"{kind}: {together}"
