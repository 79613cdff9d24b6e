"""What the pages of a room show: the case as the group has it, and proposals by their fields."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dipoli.analysis.common_case import Draft, known_in, listed, options_of
from dipoli.analysis.common_case_made import made
from dipoli.analysis.common_linked import group_id
from dipoli.analysis.common_proposal import (
    NewConsent,
    NewExclusion,
    NewIssue,
    NewLine,
    NewOption,
    NewRequirement,
    NewSource,
    NewStep,
    NewSubject,
    NewSynergy,
    Proposal,
    Shares,
)
from dipoli.analysis.common_range import Cell, Range
from dipoli.codec.case_texts import case_texts
from dipoli.codec.common_form import FORMS, SORTS, Field, Shape
from dipoli.faults import RefusedError
from dipoli.told import tell
from dipoli.web.room.forms import Named, Typed, stamp

TITLES = {
    NewIssue: tell("Issue"),
    NewOption: tell("Option"),
    Shares: tell("Points"),
    NewLine: tell("Red line"),
    NewRequirement: tell("Requirement"),
    NewExclusion: tell("Exclusion"),
    NewSynergy: tell("Synergy"),
    NewConsent: tell("Consent"),
    NewSubject: tell("Subject and stakes"),
    NewStep: tell("Step"),
    NewSource: tell("Source"),
}
_LINKED = ("links.yaml", "steps.yaml", "sources.yaml")
_FIGURE = re.compile("[0-9]{1,9}")
_WHOLE = "points"
"""In the name of a field: how much the issue matters, in place of an option's number."""


def sorts() -> list[dict[str, Any]]:
    """Everything that can be proposed."""
    return [{"sort": name, "label": TITLES[kind]} for name, kind in SORTS.items()]


def case_shown(draft: Draft, language: str) -> dict[str, Any]:
    """The case: issues with their options, envelopes party by party, and what is open."""
    named = Named(draft=draft, language=language)
    return {
        "title_of_case": draft.frame.title,
        "least": draft.least,
        "issues": [
            {
                "label": named.issue(issue),
                "id": issue,
                "options": [
                    {"n": n, "text": text, "ranges": _envelopes(draft, named, issue, text)}
                    for n, text in enumerate(texts)
                ],
                "matters": _envelopes(draft, named, issue, None),
            }
            for issue, texts in options_of(draft).items()
        ],
        "open": list(made(draft).open),
        "papers": _linked(draft),
    }  # fmt: skip


def _linked(draft: Draft) -> list[dict[str, Any]]:
    """Links, steps and sources as papers; those of the frame while something is open."""
    texts = case_texts(made(draft).case or draft.frame)
    return [{"name": name, "text": texts[name]} for name in _LINKED]


def _envelopes(draft: Draft, named: Named, issue: str, option: str | None) -> list[dict[str, Any]]:
    found = (
        (code, draft.joined.get(Cell(code, issue, option))) for code in known_in(draft).holders
    )
    return [
        {"who": named.code(code), "low": one.low, "high": one.high}
        for code, one in found if one is not None
    ]  # fmt: skip


def proposals_shown(draft: Draft, language: str) -> list[dict[str, Any]]:
    """Proposals by what they say; in an order that rests on their words alone."""
    named = Named(draft=draft, language=language)
    return [
        {
            "id": group_id(one),
            "label": TITLES[type(one)],
            "rows": [
                {"label": field.label, "values": list(_values(one, field, named))}
                for field in FORMS[type(one)]
            ],
        }
        for one in listed(draft)
    ]


def _values(one: Proposal, field: Field, named: Named) -> Iterator[Any]:
    """What a field of a proposal says, each thing by itself; nothing where it says nothing."""
    value: Any = getattr(one, field.name)
    if isinstance(one, NewConsent) and field.name == "options":
        value = ((one.issue, one.options),)
    if isinstance(value, bool):
        yield named.of("yes", "yes" if value else "no")
    elif isinstance(value, enum.Enum):
        yield value
    elif field.shape in _ROWED:
        yield from (_ROWED[field.shape](row, field, named) for row in value)
    elif field.shape in {Shape.ONE, Shape.MANY}:
        held: Sequence[str] = (value,) if isinstance(value, str) else value or ()
        yield from (named.of(field.among, it) for it in held)
    elif isinstance(value, tuple):
        yield from value
    elif value != "":
        yield value


def _reached(row: Any, field: Field, named: Named) -> str:  # noqa: ANN401 - of two sorts
    if field.among == "issue":
        return f"{named.code(row[0])}: {' / '.join(map(named.issue, row[1]))}"
    return f"{named.code(row[0])}: {named.issue(row[1])} {row[2]}"


_ROWED: Mapping[Shape, Callable[[Any, Field, Named], str]] = {
    Shape.CHOSEN: lambda row, _field, named: f"{named.issue(row[0])} {' / '.join(row[1])}",
    Shape.POINTS: lambda row, field, named: f"{named.of(field.among, row[0])}: {row[1]}",
    Shape.COSTS: lambda row, _field, named: (
        f"{named.code(row[0])} → {named.code(row[1])}: {row[2]}"
    ),
    Shape.REACHED: _reached,
}


# ---------------------------------------------------------------- ranges


def range_form(draft: Draft, language: str) -> dict[str, Any]:
    """Both ends of a range for each option of each issue, for each who has a position."""
    named, scale = Named(draft=draft, language=language), draft.frame.scale
    issues = [
        {"id": issue, "label": named.issue(issue), "options": list(enumerate(texts))}
        for issue, texts in options_of(draft).items()
    ]
    return {
        "stamp": stamp(draft), "least_value": scale.value_min, "most_value": scale.value_max,
        "sum": scale.importance_sum, "issues": issues, "digits": len(str(scale.value_max)),
        "parties": [{"code": it, "label": named.code(it)} for it in known_in(draft).holders],
    }  # fmt: skip


def ranges_sent(draft: Draft, typed: Typed) -> list[Range]:
    """The ranges that were sent; both ends of each, in whichever order.

    Raises:
        RefusedError: one has one end, or the case is another than that of the form. The words say
            nothing of which.
    """
    options, found = options_of(draft), list[Range]()
    told = tell("One of the ranges was none. Nothing of what was sent was taken.")
    if next(iter(typed.get("stamp", ())), "") != stamp(draft):
        raise RefusedError(told)
    for code in known_in(draft).holders:
        for issue, texts in options.items():
            for n in (*range(len(texts)), _WHOLE):
                ends = [
                    next(iter(typed.get(f"{end}.{code}.{issue}.{n}", ())), "").strip()
                    for end in ("low", "high")
                ]
                if not any(ends):
                    continue
                if not all(map(_FIGURE.fullmatch, ends)):
                    raise RefusedError(told)
                low, high = sorted(map(int, ends))
                option = None if isinstance(n, str) else texts[n]
                found.append(Range(Cell(code, issue, option), low, high))
    return found
