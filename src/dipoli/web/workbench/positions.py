"""Positions: what each issue matters to a party, and what each option is worth to it.

A ranking comes first, points next, ranges last. Suggestions and hints stand beside the forms: none
is ever written into a field. Nothing here adds up, sorts or colours anything by party.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.analysis.elicitation import centroids, shared, swings
from dipoli.codec.yaml12 import show_place
from dipoli.faults import DipoliError, Finding
from dipoli.web.speech import words_of
from dipoli.web.who import speech_of
from dipoli.web.workbench.answers import (
    NOT_NOW,
    UNREADABLE,
    check_version,
    missing,
    of_case,
    page,
    to,
)
from dipoli.web.workbench.fields import Around
from dipoli.web.workbench.hinted import hints_of_party
from dipoli.web.workbench.refer import codes, things
from dipoli.web.workbench.sorts import lines_of, none_agreed_of
from dipoli.web.workbench.typed import Typed
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.edits import SetImportance
from dipoli.workbench.edits.begin import BeginPosition
from dipoli.workbench.edits.edit import at

Row = dict[str, Any]


def party_page(sheet: Sheet, paper: str) -> str:
    """The address of a party's position."""
    folder, _slash, file = paper.partition("/")
    words = {"case": sheet.id, "folder": folder, "code": file.removesuffix(".yaml")}
    return reverse("wb_position", kwargs=words)


def issue_page(sheet: Sheet, paper: str, issue: str) -> str:
    """The address of what an issue is to a party."""
    folder, _slash, file = paper.partition("/")
    code = file.removesuffix(".yaml")
    words = {"case": sheet.id, "folder": folder, "code": code, "issue": issue}
    return reverse("wb_points", kwargs=words)


def sets_of(sheet: Sheet, language: str = "en") -> Iterator[Mapping[str, Any]]:
    """Sets of positions, each with who has a paper in it, and who could have one.

    Args:
        sheet: the case.
        language: of the reader, in which parties are named where they have a name in it.
    """
    weighing = {
        one.get("code")
        for key, sort, kind in (("parties", "role", "member"), ("ratifiers", "kind", "leaf"))
        for one in at(sheet.tree, "parties.yaml", (key,)) or []
        if isinstance(one, dict) and one.get(sort) == kind
    }
    for one in at(sheet.tree, "case.yaml", ("position_sets",)) or []:
        if not isinstance(one, dict) or not isinstance(one.get("folder"), str):
            continue
        rows = []
        for party in codes(sheet.tree, language):
            if party.id not in weighing:
                continue
            paper = f"{one['folder']}/{party.id}.yaml"
            begun = paper in sheet.held.papers
            rows.append(
                {
                    "code": party.id,
                    "name": party.told or party.id,
                    "page": party_page(sheet, paper) if begun else None,
                    "faults": sum(each.file == paper for each in sheet.findings),
                }
            )
        yield {"id": one.get("id"), "note": one.get("note"), "rows": rows}


@of_case("POST")
def begin(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:
    """Begin the paper of a party in a set."""
    check_version(request, sheet)
    set_id, code = request.POST.get("set", ""), request.POST.get("code", "")
    after = bench.edit(sheet, BeginPosition(set_id=set_id, code=code))
    made = sorted(after.held.papers.keys() - sheet.held.papers.keys())
    return to(party_page(after, made[0]))


def paper_of(sheet: Sheet, folder: str, code: str) -> tuple[str, Row] | None:
    """A paper by its place in an address, with what stands in it; None where there is none."""
    paper = f"{folder}/{code}.yaml"
    held = sheet.tree.get(paper)
    return (paper, held) if isinstance(held, dict) else None


def rows_of(held: Row) -> dict[str, Row]:
    """What a paper says of each issue."""
    rows = held.get("issues")
    found = rows if isinstance(rows, list) else []
    return {
        one["issue"]: one
        for one in found
        if isinstance(one, dict) and isinstance(one.get("issue"), str)
    }


def issues_of(sheet: Sheet) -> list[Row]:
    """The issues of a case, in its order."""
    held = at(sheet.tree, "issues.yaml", ("issues",))
    found = held if isinstance(held, list) else []
    return [one for one in found if isinstance(one, dict) and isinstance(one.get("id"), str)]


# ---------------------------------------------------------------- how much each matters


@of_case("GET", "HEAD", "POST")
def position(
    request: HttpRequest, bench: Bench, sheet: Sheet, folder: str, code: str
) -> HttpResponse:
    """A party's position: importance of every issue, and the way to points and red lines."""
    found = paper_of(sheet, folder, code)
    if found is None:
        return missing(request)
    paper, held = found
    typed = Typed(dict(request.POST.lists()))
    issues = [one["id"] for one in issues_of(sheet)]
    if request.method != "POST":
        given = {issue: rows_of(held).get(issue, {}).get("importance") for issue in issues}
        return _importance(request, sheet, paper, held, given, {})
    given = {issue: typed.number(f"points.{issue}") for issue in issues}
    given = {issue: one if isinstance(one, int | str) else None for issue, one in given.items()}
    ranks = {issue: typed.figure(f"rank.{issue}") for issue in issues}
    if request.POST.get("do") == "suggest" or typed.wrong:
        told = {"ranks": ranks, "how": typed.text("how"), "wrong": typed.wrong}
        status = UNREADABLE if typed.wrong else 200
        return _importance(request, sheet, paper, held, given, told, status)
    try:
        check_version(request, sheet)
        points = {
            issue: one for issue, one in given.items() if one is not None or issue in rows_of(held)
        }
        return to(party_page(bench.edit(sheet, SetImportance(paper=paper, points=points)), paper))
    except DipoliError as fault:
        told = {"ranks": ranks, "why": words_of(fault)}
        return _importance(request, sheet, paper, held, given, told, NOT_NOW)


def _importance(  # noqa: PLR0913, PLR0917 - what a form is made of
    request: HttpRequest,
    sheet: Sheet,
    paper: str,
    held: Row,
    given: Mapping[str, Any],
    told: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    ranks = told.get("ranks", {})
    total = at(sheet.tree, "case.yaml", ("scale", "importance_sum"))
    suggested = _suggested(ranks, told.get("how", ""), total)
    titles = {one.id: one.told for one in things(sheet.tree, "basket")}
    rows = rows_of(held)
    held_rows = [one for one in held.get("issues") or [] if isinstance(one, dict)]
    listed = [one.get("issue") for one in held_rows]
    around = Around(tree=sheet.tree, paper=paper, findings=sheet.findings)
    baskets: dict[str, list[Row]] = {}
    for one in issues_of(sheet):
        issue = one["id"]
        where = show_place(("issues", listed.index(issue))) if issue in listed else "-"
        baskets.setdefault(str(one.get("basket", "")), []).append(
            {
                "id": issue,
                "question": one.get("question") or issue,
                "page": issue_page(sheet, paper, issue),
                "points": "" if given.get(issue) is None else given[issue],
                "rank": "" if ranks.get(issue) is None else ranks[issue],
                "suggested": suggested.get(issue),
                "known": _all_known(rows.get(issue)),
                "wrong": told.get("wrong", {}).get(f"points.{issue}")
                or told.get("wrong", {}).get(f"rank.{issue}", ""),
                "faults": around.faults(where, inside=True),
            }
        )
    known = [one for one in given.values() if isinstance(one, int)]
    lines = held.get("red_lines")
    page_held = {
        "paper": paper,
        "set": held.get("set"),
        "party": name_of(request, sheet, held),
        "baskets": [{"title": titles.get(key) or key, "rows": one} for key, one in baskets.items()],
        "total": total,
        "sum": sum(known) if len(known) == len(given) and known else None,
        "unknown": len(given) - len(known),
        "how": told.get("how", ""),
        "why": told.get("why", ""),
        "wrong": bool(told.get("wrong")),
        "could_not": bool(any(one is not None for one in ranks.values()) and not suggested),
        "lines": len(lines) if isinstance(lines, list) else 0,
        "lines_page": reverse("wb_rows", kwargs={"case": sheet.id, "sort": lines_of(paper)}),
        "none_page": _none_page(sheet, paper, held),
        "none_faults": sum(_of_none(one, paper) for one in sheet.findings),
        "hints": hints_of_party(sheet, paper, on_request=request.GET.get("also") == "all"),
        "findings": _elsewhere(sheet, paper, baskets),
    }
    title = page_held["party"] or paper
    return page(request, "position.html", title, page_held, sheet=sheet, status=status)


def name_of(request: HttpRequest, sheet: Sheet, held: Row) -> str:
    """The name of the party of a paper, in the reader's language where it has one in it."""
    known = codes(sheet.tree, speech_of(request).language.code)
    return next((one.told for one in known if one.id == held.get("party")), "")


def _elsewhere(sheet: Sheet, paper: str, baskets: Mapping[str, list[Row]]) -> list[Finding]:
    """Faults of a paper that stand at no issue, and have no page of their own."""
    shown = [one for rows in baskets.values() for row in rows for one in row["faults"]]
    return [
        one
        for one in sheet.findings
        if one.file == paper
        and one not in shown
        and not one.where.startswith(("red_lines[", "reservation."))
    ]


def _none_page(sheet: Sheet, paper: str, held: Row) -> str | None:
    if not isinstance(held.get("reservation"), dict):
        return None
    words = {"case": sheet.id, "sort": none_agreed_of(paper), "n": "0"}
    return reverse("wb_row", kwargs=words)


def _of_none(finding: Finding, paper: str) -> bool:
    return finding.file == paper and finding.where.startswith("reservation")


def _all_known(row: Row | None) -> bool:
    """Whether every option has its points and range."""
    if row is None:
        return False
    figures = [row.get(key) for key in ("value", "low", "high")]
    return all(isinstance(one, list) and None not in one for one in figures)


def _suggested(ranks: Mapping[str, int | None], how: str, total: Any) -> dict[str, int]:  # noqa: ANN401 - a plain value
    """Points for the issues that were ranked, or whose swings were judged."""
    known = {issue: one for issue, one in ranks.items() if one is not None}
    if not known or type(total) is not int or total < 1:
        return {}
    weights: tuple[Fraction, ...]
    try:
        weights = swings([*known.values()]) if how == "swings" else centroids([*known.values()])
    except ValueError:
        return {}
    return dict(zip(known, shared(weights, total), strict=True))
