"""What the desk of a case off the record shows: proposals without who, envelopes or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipoli.analysis.common_case import Draft


def case_lines(draft: Draft) -> Iterator[str]:
    """The common case: each issue with its options, and what joined of each position."""
    from dipoli.analysis.common_case import listed, options_of  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.common_case_made import made  # noqa: PLC0415 - the same
    from dipoli.analysis.common_words import proposal_line  # noqa: PLC0415 - the same

    frame = draft.frame
    yield f"{frame.title}. {frame.mark}"
    yield (
        f"An envelope is of {draft.least} ranges or more. Where none stands, figures are those of "
        "the frame or unknown."
    )
    for issue, texts in options_of(draft).items():
        yield issue
        for n, text in enumerate(texts):
            yield f"  {n}  {text}"
            yield from _envelopes(draft, issue, text)
        points = tuple(_envelopes(draft, issue, None))
        if points:
            yield "  How much it matters, in points"
            yield from points
    for one in listed(draft):
        yield proposal_line(one)
    gaps = made(draft).open
    yield from ("Open:", *gaps) if gaps else ("Nothing is open.",)


def _envelopes(draft: Draft, issue: str, option: str | None) -> Iterator[str]:
    """What joined of one option, party by party in the order of the case."""
    from dipoli.analysis.common_range import Cell  # noqa: PLC0415 - a quick --help

    for party in draft.frame.positions[draft.set_id]:
        found = draft.joined.get(Cell(party, issue, option))
        if found is not None:
            yield f"       {party}: {found.low} to {found.high}"
