"""What is typed at the desk of a case off the record, as proposals and ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dipoli.faults import RefusedError
from dipoli.forum.plain_wording import plain

if TYPE_CHECKING:
    from dipoli.analysis.common_case import Draft, NewIssue, NewLine, NewOption, Shares
    from dipoli.analysis.common_range import Range

Ask = Callable[[str], "str | None"]
"""Asks with a prompt and gives the line that was typed; None at the end of the input."""

_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_POINTS = re.compile(r"([a-z0-9-]+)=([0-9]{1,9})")
_ATOM = re.compile(r"([a-z0-9-]+)=([0-9]{1,3}(?:,[0-9]{1,3})*)")


def line_typed(ask: Ask, prompt: str) -> str:
    """A line, without spaces that nobody means."""
    return " ".join((ask(prompt) or "").split())


def lines_typed(told: str, ask: Ask, tell: Callable[[str], None]) -> Iterator[str]:
    """Lines up to one of a full stop."""
    tell(f"{told} End with a line of one full stop.")
    while (typed := ask("")) is not None and typed.strip() != ".":
        if typed.strip():
            yield typed.strip()


def _plain(text: str) -> str:
    """A text in the plain way of writing, in a line and without its full stop."""
    return plain(text).rstrip(".")


def issue_typed(ask: Ask, tell: Callable[[str], None], draft: Draft) -> NewIssue:
    """An issue.

    Raises:
        RefusedError: what was typed is none.
    """
    from dipoli.analysis.case import IssueKind  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.common_case import NewIssue  # noqa: PLC0415 - the same
    from dipoli.codec.case_format import KINDS  # noqa: PLC0415 - the same

    for one in draft.frame.groups:
        tell(f"{one.id}: {one.title}")
    group = line_typed(ask, "Group: ")
    kinds = {one.value: one for one in IssueKind}
    kind = line_typed(ask, f"Kind ({', '.join(kinds)}): ")
    name = line_typed(ask, "Short name, such as w-level: ")
    question = plain(line_typed(ask, "Question: "))
    definition = _plain(line_typed(ask, "What it covers: "))
    told = "Options, one a line, the state of things first."
    options = tuple(map(_plain, lines_typed(told, ask, tell)))
    if kind not in kinds or not KINDS["id"].fits(name):
        message = "It needs one of the kinds, and a short name of small letters and hyphens."
        raise RefusedError(message)
    if not question or not definition or not all(options):
        message = "An issue needs a question, what it covers, and words for each option."
        raise RefusedError(message)
    return NewIssue(
        id=name,
        basket=next((one.basket for one in draft.frame.groups if one.id == group), ""),
        group=group,
        kind=kinds[kind],
        question=question,
        definition=definition,
        options=options,
    )


def option_typed(ask: Ask) -> NewOption:
    """One more option of an issue.

    Raises:
        RefusedError: it has no words.
    """
    from dipoli.analysis.common_case import NewOption  # noqa: PLC0415 - a quick --help

    issue, text = line_typed(ask, "Issue: "), _plain(line_typed(ask, "Option: "))
    if not text:
        message = "An option needs words."
        raise RefusedError(message)
    return NewOption(issue=issue, text=text)


def shares_typed(ask: Ask) -> Shares:
    """Points of issues for a party.

    Raises:
        RefusedError: what was typed is none.
    """
    from dipoli.analysis.common_case import Shares  # noqa: PLC0415 - a quick --help

    party = line_typed(ask, "Party: ")
    told = line_typed(ask, "Points, such as w-flow=20 w-dam=15: ").split()
    rows = [(one[1], int(one[2])) for one in map(_POINTS.fullmatch, told) if one is not None]
    if not told or len(rows) < len(told) or len(dict(rows)) < len(rows):
        message = "Each issue stands once, with its points: w-flow=20 w-dam=15."
        raise RefusedError(message)
    return Shares(party=party, points=tuple(rows))


def red_line_typed(ask: Ask, draft: Draft) -> NewLine:
    """A red line; options are typed by number and kept by wording.

    Raises:
        RefusedError: what was typed is none.
    """
    from dipoli.analysis.case import Firmness  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.common_case import NewLine, options_of  # noqa: PLC0415 - the same

    known = options_of(draft)
    party = line_typed(ask, "Party: ")
    told = line_typed(ask, "Broken when all of these hold, such as w-dam=0 t-body=2,3: ").split()
    firmness = {one.value: one for one in Firmness}
    firm = line_typed(ask, f"Firmness ({', '.join(firmness)}): ")
    reason = _plain(line_typed(ask, "Reason: "))
    when = {
        one[1]: tuple(_option_at(known, one[1], int(n)) for n in one[2].split(","))
        for one in map(_ATOM.fullmatch, told)
        if one is not None
    }
    if not told or len(when) < len(told):
        message = "Each issue stands once, with numbers of its options: w-dam=0 t-body=2,3."
        raise RefusedError(message)
    if firm not in firmness or not reason:
        message = "A red line is hard or soft, and has a reason."
        raise RefusedError(message)
    return NewLine(party=party, when=tuple(when.items()), firmness=firmness[firm], reason=reason)


def _option_at(known: dict[str, tuple[str, ...]], issue: str, n: int) -> str:
    texts = known.get(issue, ())
    if n >= len(texts):
        message = f"{issue} has no option {n}."
        raise RefusedError(message)
    return texts[n]


def slip_read(slip: str, draft: Draft) -> list[Range]:
    """The ranges of a slip: party, issue, a range or a hyphen for each option, perhaps points.

    Raises:
        RefusedError: it is none.
    """
    from dipoli.analysis.common_case import options_of  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.common_range import Cell, Range  # noqa: PLC0415 - the same

    party, _space, rest = slip.partition(" ")
    issue, *told = rest.split() or [""]
    keys: list[str | None] = list(options_of(draft).get(issue, ()))
    if told and told[-1].startswith("points="):
        told[-1] = told[-1].removeprefix("points=")
        keys.append(None)
    found = [_RANGE.fullmatch(one) for one in told]
    unread = any(one is None and text != "-" for one, text in zip(found, told, strict=True))
    if not keys or len(told) != len(keys) or unread:
        message = "A slip has a party, an issue, and a range or a hyphen for each of its options."
        raise RefusedError(message)
    return [
        Range(Cell(party, issue, key), int(one[1]), int(one[2]))
        for key, one in zip(keys, found, strict=True)
        if one is not None
    ]
