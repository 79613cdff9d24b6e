"""A frontier as lines for a terminal: for an analyst's own eyes.

Points stand in an order of vectors, which is told; parties in the order of the case. Every figure
is on one party's own scale. Nothing is added up over parties, ranked or marked by party.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dipoli.analysis.agreement.answers import Verdict
from dipoli.analysis.agreement.frontier.answers import Frontier, FrontierPoint
from dipoli.analysis.case import Case
from dipoli.report.agreement_page import SOFT
from dipoli.report.frameworks_layout import wrap
from dipoli.report.names import Names, names_of

MOST_LINES = 40
"""More points than this are counted and left to ``--json``."""


def frontier_text(case: Case, found: Frontier, *, width: int) -> str:
    """The frontier in plain text.

    Args:
        case: the case.
        found: the frontier.
        width: columns of a line.

    Returns:
        Lines, joined.
    """
    page = _Page(case=case, found=found, names=names_of(case), width=width)
    return "\n".join([*_head(page), *_summary(page), *_points(page), *_foot(page)])


@frozen(kw_only=True)
class _Page:
    case: Case
    found: Frontier
    names: Names
    width: int

    def wrap(self, text: str, indent: int = 0, hang: int | None = None) -> list[str]:
        rest = indent if hang is None else hang
        return wrap(text, self.width, " " * indent, " " * rest)

    def title(self, text: str) -> list[str]:
        return ["", text.upper(), "-" * min(self.width, len(text))]


def _head(page: _Page) -> Iterator[str]:
    case, question = page.case, page.found.question
    yield from page.wrap(f"{case.title} ({case.as_of})")
    yield from page.wrap(case.mark)
    yield from page.wrap(f"Set of positions: {question.positions}; {SOFT[question.soft_lines]}.")
    yield from page.wrap("Parties at the table, in the order of the case:")
    for number, code in enumerate(question.seats, start=1):
        yield from page.wrap(f"{number}  {page.names.text(code)}", 2, 5)
    if question.still:
        still = ", ".join(one.title for one in case.baskets if one.id in question.still)
        yield from page.wrap(f"Baskets that stay as they are: {still}.")


def _summary(page: _Page) -> Iterator[str]:
    found = page.found
    yield from page.title("Packages of which none can be bettered")
    yield from page.wrap(_verdict(found))
    if found.coverage:
        yield from page.wrap(str(found.coverage))


def _verdict(found: Frontier) -> str:
    if found.verdict is Verdict.NONE:
        return "None: it is proven that no package is acceptable to all who are asked."
    if found.verdict is Verdict.UNKNOWN:
        return "Unknown: no package was found, and none was ruled out."
    points = f"{len(found.points):,} point{'' if len(found.points) == 1 else 's'}"
    if found.complete:
        return f"{points}: the whole frontier, by {found.engine.value}."
    return f"{points} of the frontier, by {found.engine.value}. There may be others."


def _points(page: _Page) -> Iterator[str]:
    points = page.found.points
    if not points:
        return
    yield from page.title("What they are worth, to each on its own scale")
    yield from page.wrap(
        "A column is one party: its points above its value of no agreement. Scales of two parties "
        "cannot be compared, and so neither can columns; no row is better than another as a "
        "whole. Rows stand in an order of vectors, by the first column, then by the second and so "
        "on: the order in which the case names parties, and no order of merit."
    )
    yield ""
    shown = points[:MOST_LINES]
    columns = [[f"{one.gains[seat]:,}" for one in shown] for seat in range(len(shown[0].gains))]
    widths = [max(4, *map(len, column)) for column in columns]
    head = "  ".join(str(seat + 1).rjust(size) for seat, size in enumerate(widths))
    yield f"  {head}  packages"
    for number, one in enumerate(shown):
        row = "  ".join(
            column[number].rjust(size) for column, size in zip(columns, widths, strict=True)
        )
        yield f"  {row}  {one.count:,}"
    if len(points) > len(shown):
        yield from page.wrap(f"and {len(points) - len(shown):,} more (see --json).", 2)
    yield from _shared(page, points)


def _shared(page: _Page, points: tuple[FrontierPoint, ...]) -> Iterator[str]:
    """What all packages that are listed have in common."""
    listed = [package for one in points for package in one.packages]
    moved = [
        issue
        for issue in page.case.issues
        if listed and len({package[issue.id] for package in listed}) == 1
    ]
    yield from page.title("What these packages have in common")
    if not moved:
        yield from page.wrap("No issue has the same option in all packages that are listed.")
        return
    yield from page.wrap(
        f"{len(moved)} of {len(page.case.issues)} issues have the same option in all "
        f"{len(listed):,} packages that are listed:"
    )
    for issue in moved:
        option = issue.options[listed[0][issue.id]]
        yield from page.wrap(f"- {issue.question} {option.text}", 2, 4)


def _foot(page: _Page) -> Iterator[str]:
    receipt = page.found.receipt
    yield from page.title("How this was found")
    yield from page.wrap(receipt.method)
    seconds = "" if receipt.seconds is None else f"{receipt.seconds:.2f} s. "
    yield from page.wrap(f"{seconds}Inputs {receipt.inputs[:16]}.")
    yield from page.wrap("Rests on:")
    for sentence in page.case.limits:
        yield from page.wrap(f"- {sentence}", 2, 4)
    yield from page.wrap("Not shown by this:")
    for sentence in receipt.does_not_show:
        yield from page.wrap(f"- {sentence}", 2, 4)
