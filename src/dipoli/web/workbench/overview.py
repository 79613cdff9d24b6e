"""The first page of a case: every fault with a way to its place, and the way to each part."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.codec.yaml12 import show_place
from dipoli.faults import Finding
from dipoli.web.who import speech_of
from dipoli.web.workbench.answers import of_case, page
from dipoli.web.workbench.fields import is_inside, place_of
from dipoli.web.workbench.positions import issue_page, party_page, sets_of
from dipoli.web.workbench.rows import page_of
from dipoli.web.workbench.sorts import PARTS, SORTS, lines_of, none_agreed_of, sort_of
from dipoli.web.workbench.spot import spots
from dipoli.workbench.bench import Bench, Sheet, not_in_workbook

_ISSUE = re.compile(r"issues\[([0-9]+)\]")


@of_case("GET", "HEAD")
def overview(request: HttpRequest, _bench: Bench, sheet: Sheet) -> HttpResponse:
    """What the case holds, and what is wrong with it."""
    held = {
        "faults": [{"finding": one, "page": page_for(sheet, one)} for one in sheet.findings],
        "waits": sheet.looked.waits,
        "parts": [
            {
                "title": title,
                "sorts": [
                    {
                        "title": one.title,
                        "page": page_of(sheet, one),
                        "count": None if one.is_one else len(one.rows(sheet.tree)),
                    }
                    for one in sorts
                ],
            }
            for title, sorts in PARTS
        ],
        "sets": list(sets_of(sheet, speech_of(request).language.code)),
        "left_out": list(not_in_workbooks(sheet)),
        "papers": reverse("wb_papers", kwargs={"case": sheet.id}),
    }
    return page(request, "case.html", sheet.title, held, sheet=sheet)


def not_in_workbooks(sheet: Sheet) -> list[str]:
    """What a spreadsheet of any set of a sound case does not hold, each once."""
    sets = () if sheet.case is None else sheet.case.position_sets
    return list(dict.fromkeys(one for each in sets for one in not_in_workbook(sheet, each.id)))


def page_for(sheet: Sheet, finding: Finding) -> str:
    """The page on which a fault can be mended."""
    where = place_of(finding)
    if "/" in finding.file and finding.file in sheet.tree:
        return _in_position(sheet, finding.file, where)
    found = _in_list(sheet, finding.file, where) or _in_head(sheet, finding.file, where)
    if found is not None:
        return found
    if finding.file in sheet.held.papers:
        return reverse("wb_paper", kwargs={"case": sheet.id, "paper": finding.file})
    return reverse("wb_papers", kwargs={"case": sheet.id})


def _in_list(sheet: Sheet, paper: str, where: str) -> str | None:
    for sort in SORTS.values():
        if sort.paper != paper or sort.is_one:
            continue
        for n, _row in enumerate(sort.rows(sheet.tree)):
            full = show_place(sort.where(n))
            if where == full or is_inside(where, full):
                return page_of(sheet, sort, n)
        if where == show_place(sort.place):
            return page_of(sheet, sort)
    return None


def _in_head(sheet: Sheet, paper: str, where: str) -> str | None:
    """The page of what a paper says of itself, where the fault is in a key that it shows."""
    for sort in SORTS.values():
        if sort.paper == paper and sort.is_one and sort.rows(sheet.tree):
            keys = {one.said for one in spots(sort.form, but=sort.but)}
            if re.split(r"[.\[]", where, maxsplit=1)[0] in keys:
                return page_of(sheet, sort, 0)
    return None


def _in_position(sheet: Sheet, paper: str, where: str) -> str:
    issue = _ISSUE.match(where)
    if issue is not None:
        held: Any = sheet.tree[paper]
        rows = held.get("issues") if isinstance(held, dict) else None
        row = rows[int(issue[1])] if isinstance(rows, list) and int(issue[1]) < len(rows) else None
        name = row.get("issue") if isinstance(row, dict) else None
        if isinstance(name, str) and name:
            return issue_page(sheet, paper, name)
    none_agreed = sort_of(none_agreed_of(paper), sheet.tree)
    if where.startswith("reservation.") and none_agreed is not None:
        return page_of(sheet, none_agreed, 0)
    lines = sort_of(lines_of(paper), sheet.tree)
    if lines is not None and where.startswith("red_lines["):
        for n in range(len(lines.rows(sheet.tree))):
            full = show_place(lines.where(n))
            if where == full or is_inside(where, full):
                return page_of(sheet, lines, n)
    return party_page(sheet, paper)
