"""What each option of an issue is worth to a party: ranks first, then points, then ranges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from dipoli.codec.yaml12 import show_place
from dipoli.faults import DipoliError
from dipoli.terms import Confidence
from dipoli.told import in_words, tell
from dipoli.web.speech import words_of
from dipoli.web.workbench.answers import (
    NOT_NOW,
    UNREADABLE,
    check_version,
    missing,
    of_case,
    page,
    to,
)
from dipoli.web.workbench.fields import Around, with_own
from dipoli.web.workbench.hinted import hints_of_issue
from dipoli.web.workbench.positions import (
    Row,
    issue_page,
    issues_of,
    name_of,
    paper_of,
    party_page,
    rows_of,
)
from dipoli.web.workbench.refer import Choice, things
from dipoli.web.workbench.typed import Typed
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.edits import Figures, Rank, SetPoints
from dipoli.workbench.edits.edit import at


@of_case("GET", "HEAD", "POST")
def points(
    request: HttpRequest, bench: Bench, sheet: Sheet, folder: str, code: str, issue: str
) -> HttpResponse:
    """What each option of an issue is worth to a party."""
    found = paper_of(sheet, folder, code)
    asked = next((one for one in issues_of(sheet) if one["id"] == issue), None)
    if found is None or asked is None:
        return missing(request)
    paper, held = found
    row = rows_of(held).get(issue, {})
    count = len(asked.get("options") or [])
    if request.method != "POST":
        return _points(request, sheet, paper, asked, row, {})
    typed = Typed(dict(request.POST.lists()))
    given, ranks = _typed(typed, count, row)
    told: dict[str, Any] = {"ranks": ranks, "wrong": typed.wrong}
    shown = given.row(issue) if not typed.wrong else _as_typed(typed, count, given.row(issue))
    if typed.wrong:
        return _points(request, sheet, paper, asked, shown, told, UNREADABLE)
    try:
        check_version(request, sheet)
        if request.POST.get("do") == "rank":
            edit: Rank | SetPoints = _ranking(sheet, paper, issue, ranks)
        else:
            edit = SetPoints(paper=paper, issue=issue, figures=given)
        return to(issue_page(bench.edit(sheet, edit), paper, issue))
    except DipoliError as fault:
        told["why"] = words_of(fault)
        return _points(request, sheet, paper, asked, shown, told, NOT_NOW)


def _ranking(sheet: Sheet, paper: str, issue: str, ranks: list[int | None]) -> Rank:
    known = [one for one in ranks if one is not None and one >= 1]
    if len(known) != len(ranks) or not known:
        raise DipoliError(tell("Rank every option, 1 for the best; several may have one rank."))
    least = at(sheet.tree, "case.yaml", ("scale", "value_min"))
    most = at(sheet.tree, "case.yaml", ("scale", "value_max"))
    if type(least) is not int or type(most) is not int:
        raise DipoliError(tell("The scale of the case is not known yet."))
    return Rank(paper=paper, issue=issue, order=tuple(known), scale=(least, most))


def _typed(typed: Typed, count: int, row: Row) -> tuple[Figures, list[int | None]]:
    def column(name: str) -> tuple[int | None, ...]:
        return tuple(typed.figure(f"{name}.{n}") for n in range(count))

    sources = _sources(typed, row)
    ends = [typed.figure(f"importance_range.{n}") for n in range(2)]
    return (
        Figures(
            value=column("value"),
            low=column("low"),
            high=column("high"),
            importance=typed.figure("importance"),
            importance_range=(ends[0], ends[1]),
            confidence=typed.text("confidence"),
            interest=typed.text("interest"),
            sources=sources,
        ),
        list(column("rank")),
    )


def _sources(typed: Typed, row: Row) -> tuple[str, ...]:
    """The chosen sources: those that stay stand where they stood."""
    held = row.get("sources")
    old = [one for one in held if isinstance(one, str)] if isinstance(held, list) else []
    if "sources.chosen" not in typed.sent:
        return tuple(old)
    chosen = [one for one in typed.sent.get("sources", ()) if one]
    return (*(one for one in old if one in chosen), *(one for one in chosen if one not in old))


def _as_typed(typed: Typed, count: int, row: Row) -> Row:
    """A row with what was typed where it is no figure."""
    columns = {
        name: [typed.text(f"{name}.{n}") or None for n in range(count)]
        for name in ("value", "low", "high")
    }
    ends = [typed.text(f"importance_range.{n}") or None for n in range(2)]
    return {
        **row,
        **columns,
        "importance": typed.text("importance") or None,
        "importance_range": ends,
    }


def _points(  # noqa: PLR0913, PLR0917 - what a form is made of
    request: HttpRequest,
    sheet: Sheet,
    paper: str,
    asked: Row,
    row: Row,
    told: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    options = [one for one in asked.get("options") or [] if isinstance(one, dict)]
    held: Any = sheet.tree[paper]
    rows = held.get("issues") if isinstance(held, dict) else None
    issues = [one.get("issue") for one in rows or [] if isinstance(one, dict)]
    where = show_place(("issues", issues.index(asked["id"]))) if asked["id"] in issues else "-"
    around = Around(tree=sheet.tree, paper=paper, findings=sheet.findings)
    wrong, ranks = told.get("wrong", {}), told.get("ranks") or []

    def cell(name: str, n: int) -> Row:
        figures = row.get(name)
        value = figures[n] if isinstance(figures, list) and n < len(figures) else None
        return {
            "name": f"{name}.{n}",
            "value": "" if value is None else value,
            "wrong": wrong.get(f"{name}.{n}", ""),
            "faults": around.faults(f"{where}.{name}[{n}]", inside=False),
        }

    page_held = {
        "paper": paper,
        "party": name_of(request, sheet, held),
        "position": party_page(sheet, paper),
        "issue": asked,
        "rows": [
            {
                "n": n,
                "text": one.get("text", ""),
                "rank": ranks[n] if n < len(ranks) and ranks[n] is not None else "",
                "cells": [cell(name, n) for name in ("low", "value", "high")],
            }
            for n, one in enumerate(options)
        ],
        "importance": "" if row.get("importance") is None else row["importance"],
        "range": [cell("importance_range", n) for n in range(2)],
        "confidences": [Choice(id=one.value, word=in_words(one)) for one in Confidence],
        "confidence": row.get("confidence", ""),
        "interest": row.get("interest", ""),
        "sources": with_own(list(things(sheet.tree, "source")), row.get("sources") or []),
        "chosen": row.get("sources") or [],
        "faults": around.faults(where, inside=True),
        "why": told.get("why", ""),
        "wrong": wrong,
        "hints": hints_of_issue(row, told.get("ranks") or []),
    }
    title = str(asked.get("question") or asked["id"])
    return page(request, "points.html", title, page_held, sheet=sheet, status=status)
