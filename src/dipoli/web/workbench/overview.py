"""The first page of a case: every fault with a way to its place, and the way to each part."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.codec.yaml12 import show_place
from dipoli.faults import Finding
from dipoli.web.workbench.answers import of_case, page
from dipoli.web.workbench.fields import is_inside, place_of
from dipoli.web.workbench.positions import issue_page, party_page, sets_of
from dipoli.web.workbench.rows import page_of
from dipoli.web.workbench.sorts import PARTS, SORTS, lines_of, sort_of
from dipoli.workbench.bench import Bench, Sheet

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
        "sets": list(sets_of(sheet)),
        "papers": reverse("wb_papers", kwargs={"case": sheet.id}),
    }
    return page(request, "case.html", sheet.title, held, sheet=sheet)


def page_for(sheet: Sheet, finding: Finding) -> str:
    """The page on which a fault can be mended."""
    where = place_of(finding)
    if "/" in finding.file and finding.file in sheet.tree:
        return _in_position(sheet, finding.file, where)
    for sort in SORTS.values():
        if sort.paper == finding.file and not sort.is_one:
            for n, _row in enumerate(sort.rows(sheet.tree)):
                full = show_place(sort.where(n))
                if where == full or is_inside(where, full):
                    return page_of(sheet, sort, n)
            if where == show_place(sort.place):
                return page_of(sheet, sort)
    if finding.file == "case.yaml" and "case.yaml" in sheet.tree:
        return page_of(sheet, SORTS["head"], 0)
    if finding.file in sheet.held.papers:
        return reverse("wb_paper", kwargs={"case": sheet.id, "paper": finding.file})
    return reverse("wb_papers", kwargs={"case": sheet.id})


def _in_position(sheet: Sheet, paper: str, where: str) -> str:
    issue = _ISSUE.match(where)
    if issue is not None:
        held: Any = sheet.tree[paper]
        rows = held.get("issues") if isinstance(held, dict) else None
        row = rows[int(issue[1])] if isinstance(rows, list) and int(issue[1]) < len(rows) else None
        name = row.get("issue") if isinstance(row, dict) else None
        if isinstance(name, str) and name:
            return issue_page(sheet, paper, name)
    lines = sort_of(lines_of(paper), sheet.tree)
    if lines is not None and where.startswith("red_lines["):
        for n in range(len(lines.rows(sheet.tree))):
            full = show_place(lines.where(n))
            if where == full or is_inside(where, full):
                return page_of(sheet, lines, n)
    return party_page(sheet, paper)
