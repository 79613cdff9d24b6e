"""Hints beside the forms of a position, told in sentences; none is a fault, none is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dipoli.analysis.elicitation import (
    contradictions,
    crossed,
    refused_best,
    refused_by_all,
    second_lines,
    sums,
)
from dipoli.told import tell
from dipoli.workbench.bench import Sheet
from dipoli.workbench.edits.edit import at


def hints_of_issue(row: Mapping[str, Any], ranks: Sequence[int | None]) -> list[str]:
    """Hints on what a party's paper says of one issue."""
    figures = {key: _figures(row.get(key)) for key in ("value", "low", "high")}
    found: list[str] = [
        tell("Options {one} and {two} have one rank and different points.", one=one.better,
             two=one.worse)
        if one.equal
        else tell("Option {one} is ranked before option {two}, and its points do not say so.",
                  one=one.better, two=one.worse)
        for one in contradictions(ranks, figures["value"])
    ]  # fmt: skip
    found += [
        tell("The range of option {one} does not hold its points.", one=one.option)
        for one in crossed(figures["value"], figures["low"], figures["high"])
    ]
    return found


def _figures(held: Any) -> list[int | None]:  # noqa: ANN401 - a plain value
    return [one if type(one) is int else None for one in held] if isinstance(held, list) else []


def hints_of_party(sheet: Sheet, paper: str, *, on_request: bool) -> list[str]:
    """Hints on a party's position as a whole.

    Args:
        sheet: the case.
        paper: of the party.
        on_request: whether options that every member refuses are told too.
    """
    return [*_sums(sheet, paper), *_lines(sheet, paper, on_request=on_request)]


def _sums(sheet: Sheet, paper: str) -> Iterator[str]:
    held: Any = sheet.tree.get(paper)
    rows = held.get("issues") if isinstance(held, dict) else None
    total = at(sheet.tree, "case.yaml", ("scale", "importance_sum"))
    if not isinstance(rows, list) or type(total) is not int:
        return
    known = [one for one in rows if isinstance(one, dict) and isinstance(one.get("issue"), str)]
    importance = {one["issue"]: _figures([one.get("importance")])[0] for one in known}
    for one in sums(importance, {}, {}, total):
        yield tell(
            "The importance of the issues sums to {found}, and {stated} points are to be shared "
            "out.", found=one.found, stated=one.stated,
        )  # fmt: skip


def _lines(sheet: Sheet, paper: str, *, on_request: bool) -> Iterator[str]:
    """Hints that need a case without faults."""
    case = sheet.case
    if case is None:
        return
    folder, _slash, file = paper.partition("/")
    set_id = next((one.id for one in case.position_sets if one.folder == folder), "")
    position = case.positions.get(set_id, {}).get(file.removesuffix(".yaml"))
    if position is None:
        return
    for one in second_lines(position.red_lines):
        yield tell(
            "The red line {line} is broken only where {other} is broken already.",
            line=one.line, other=one.by,
        )  # fmt: skip
    for best in refused_best(position):
        yield tell(
            "On {issue} the option {option} is worth most, and the hard line {line} refuses it.",
            issue=best.issue, option=best.option, line=best.line,
        )  # fmt: skip
    for nobody in refused_by_all(case, set_id) if on_request else ():
        yield tell(
            "Every member has a hard line that refuses option {option} of {issue} by itself.",
            issue=nobody.issue, option=nobody.option,
        )  # fmt: skip
