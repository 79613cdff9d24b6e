"""What is typed at the desk of a case off the record, as proposals and ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dipoli.faults import RefusedError

if TYPE_CHECKING:
    from dipoli.analysis.common_case import Draft
    from dipoli.analysis.common_proposal import Proposal
    from dipoli.analysis.common_range import Range

Ask = Callable[[str], "str | None"]
"""Asks with a prompt and gives the line that was typed; None at the end of the input."""

PROPOSES = frozenset(
    ("issue", "option", "shares", "line", "requirement", "exclusion", "synergy", "consent",
     "subject", "step", "source")
)  # fmt: skip
"""Words that take a proposal; those of `dipoli.codec.common_form.SORTS`, as a test says."""
_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def line_typed(ask: Ask, prompt: str) -> str:
    """A line, without spaces that nobody means."""
    return " ".join((ask(prompt) or "").split())


def lines_typed(told: str, ask: Ask, tell: Callable[[str], None]) -> Iterator[str]:
    """Lines up to one of a full stop."""
    tell(f"{told} End with a line of one full stop.")
    while (typed := ask("")) is not None and typed.strip() != ".":
        if typed.strip():
            yield typed.strip()


def proposal_typed(sort: str, ask: Ask, tell: Callable[[str], None], draft: Draft) -> Proposal:
    """A proposal, asked for field by field.

    Args:
        sort: word of the desk.
        ask: asks the facilitator.
        tell: tells the facilitator.
        draft: the case as it stands.

    Raises:
        RefusedError: what was typed is none, and why.
    """
    from dipoli.codec.common_form import FORMS, SORTS, Shape, choices, read_form  # noqa: PLC0415 - a quick --help

    kind, answers = SORTS[sort], dict[str, str]()
    for one in FORMS[kind]:
        none = ", or a hyphen for none" if one.empty else ""
        if one.shape is Shape.LINES:
            answers[one.name] = "\n".join(lines_typed(f"{one.label}.", ask, tell))
            continue
        among = one.shape in {Shape.ONE, Shape.MANY}
        held = (
            f" ({', '.join(choices(one.among, draft))})"
            if among
            else _HINTS.get(one.shape.value, "")
        )
        typed = line_typed(ask, f"{one.label}{held}{none}: ")
        answers[one.name] = "" if one.empty and typed == "-" else typed
    return read_form(kind, answers, draft)


_HINTS = {
    "name": ", such as w-level",
    "number": ", in plain digits",
    "chosen": ", by number, as w-dam=0 t-body=2,3",
    "points": ", as w-flow=20 or XAL=3",
    "costs": ", as XAL>XBE=3",
    "reached": ", as XCE:f-boats, with =1 for an option",
}


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
