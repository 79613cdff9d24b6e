"""Questions as forms: each field with what the case offers for it, in the case's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dipoli.analysis.case import Case
from dipoli.report.names import names_of
from dipoli.told import tell
from dipoli.web.pages import library
from dipoli.web.workbench import runs_at
from dipoli.workbench.runs.kinds import Field, Kind, Sort
from dipoli.workbench.runs.question import Words

_SHOWN = frozenset({"positions", "objective", "wanted", "clash", "genre"})
_FEW = 8
"""So many things to tick stand open; more stand behind a heading that opens."""

CHOICES = {
    "pair": tell("pair of parties"),
    "party": tell("party, which is looser"),
    "basket": tell("basket, which is stricter"),
    "shortest": tell("the shortest"),
    "least-peak": tell("the least exposure"),
    "balanced": tell("the most balanced"),
    "value": tell("the most of value by the horizon"),
}
"""What fields may be one of, in words."""


def rows(kind: Kind, case: Case | None, words: Words) -> dict[str, list[dict[str, Any]]]:
    """The fields of a form: those that stand open, and those that are seldom changed.

    Args:
        kind: of the question.
        case: the case; None where the question is about none.
        words: what is filled in.
    """
    held: dict[str, list[dict[str, Any]]] = {"open": [], "more": []}
    for one in kind.fields:
        first = one.after or one.needed or one.placed or one.name in _SHOWN
        held["open" if first else "more"].append(_row(one, case, words.get(one.name, ())))
    return held


def _row(one: Field, case: Case | None, values: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": one.name,
        "title": one.title,
        "look": "text",
        "value": values[0] if values else one.default,
        "needed": one.needed,
    }
    if one.sort is Sort.FLAG:
        return {**row, "look": "flag", "chosen": bool(values)}
    if one.sort is Sort.NUMBER:
        return {**row, "look": "number", "least": one.least, "most": one.most}
    if one.sort is Sort.ATOMS:
        return {**row, "look": "issues", "issues": list(_issues(case, values))}
    if one.sort is Sort.TEXT:
        return row
    offered = [
        {"value": value, "title": title, "chosen": value in (values or (one.default,))}
        for value, title in _offered(one, case)
    ]
    if one.many:
        return {**row, "look": "many", "choices": offered, "folded": len(offered) > _FEW}
    return {**row, "look": "one", "choices": offered, "empty": one.sort is Sort.SET}


def _offered(one: Field, case: Case | None) -> Iterator[tuple[str, str]]:
    """What can be chosen: the value that is sent, and words for it."""
    if one.sort is Sort.ONE_OF:
        yield from ((choice, CHOICES.get(choice, choice)) for choice in one.choices)
    elif one.sort is Sort.CORPUS:
        yield from ((name, name) for name in runs_at.corpora())
    elif one.sort is Sort.CODEBOOK:
        yield from ((name, name) for name in runs_at.codebooks())
    elif one.sort is Sort.FRAMEWORKS:
        for charter in library.shelf().charters:
            yield str(charter.id), charter.name
    elif case is not None:
        yield from _of_case(one.sort, case)


def _of_case(sort: Sort, case: Case) -> Iterator[tuple[str, str]]:
    names = names_of(case)
    if sort is Sort.SET:
        yield from ((each.id, f"{each.id}, {each.as_of}") for each in case.position_sets)
    if sort in {Sort.MEMBERS, Sort.SEAT, Sort.BODIES}:
        yield from ((code, names.text(code)) for code in case.members)
    if sort is Sort.BODIES:
        yield from ((each.code, each.name) for each in case.ratifiers)
    if sort in {Sort.BASKETS, Sort.PLACES}:
        yield from ((each.id, each.title) for each in case.baskets)
    if sort in {Sort.STEPS, Sort.PLACES}:
        yield from ((each.id, each.title) for each in case.steps)


def _issues(case: Case | None, values: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Each issue with its options, as words such as ``some-issue=2``."""
    for issue in () if case is None else case.issues:
        given = [one for one in values if one.startswith(f"{issue.id}=")]
        options = [
            {
                "value": f"{issue.id}={option.n}",
                "title": option.text,
                "chosen": f"{issue.id}={option.n}" in given,
            }
            for option in issue.options
        ]
        # several options at once come from an address, and stay as they came
        options += [{"value": one, "title": one, "chosen": True} for one in given if "," in one]
        yield {"title": issue.question, "options": options, "issue": issue.id}
