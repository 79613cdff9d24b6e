"""Lists of things, and a page for each: drawn from the format, saved as one edit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.codec.yaml12 import show_place
from dipoli.faults import DipoliError, Finding, RefusedError
from dipoli.told import tell
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
from dipoli.web.workbench.fields import Around, drawn, is_inside, place_of
from dipoli.web.workbench.positions import party_page
from dipoli.web.workbench.sorts import Sort, named, sort_of
from dipoli.web.workbench.spot import spots
from dipoli.web.workbench.typed import Typed
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.edits import AddRow, MoveRow, RemoveRow, RenameCode, RenameId, SetRow

NEW = "new"


def page_of(sheet: Sheet, sort: Sort, n: int | str | None = None) -> str:
    """The address of a list, or of a thing in it."""
    if n is None:
        return reverse("wb_rows", kwargs={"case": sheet.id, "sort": sort.id})
    return reverse("wb_row", kwargs={"case": sheet.id, "sort": sort.id, "n": str(n)})


def faulty(sheet: Sheet, sort: Sort, n: int) -> int:
    """How many faults are in a thing."""
    full = show_place(sort.where(n))
    return sum(
        one.file == sort.paper and (place_of(one) == full or is_inside(place_of(one), full))
        for one in sheet.findings
    )


def above(sheet: Sheet, sort: Sort) -> str | None:
    """The address of the position in whose paper a sort is; None where it is in none."""
    return party_page(sheet, sort.paper) if "/" in sort.paper else None


@of_case("GET", "HEAD")
def listed(request: HttpRequest, _bench: Bench, sheet: Sheet, sort: str) -> HttpResponse:
    """The things of a sort, in the order of the case."""
    found = sort_of(sort, sheet.tree)
    if found is None:
        return missing(request)
    if found.is_one:
        return to(page_of(sheet, found, 0))
    rows = found.rows(sheet.tree)
    held = {
        "rows": [
            {
                "title": named(one, n),
                "id": str(one.get("id") or one.get("code") or "") if isinstance(one, dict) else "",
                "page": page_of(sheet, found, n),
                "faults": faulty(sheet, found, n),
            }
            for n, one in enumerate(rows)
        ],
        "sort": found,
        "above": above(sheet, found),
        "paper": found.paper,
        "new": page_of(sheet, found, NEW),
        "findings": [
            one
            for one in sheet.findings
            if one.file == found.paper and place_of(one) == show_place(found.place)
        ],
    }
    return page(request, "rows.html", found.title, held, sheet=sheet)


@of_case("GET", "HEAD", "POST")
def row(request: HttpRequest, bench: Bench, sheet: Sheet, sort: str, n: str) -> HttpResponse:
    """One thing: its form, and what comes of it."""
    found = sort_of(sort, sheet.tree)
    rows = [] if found is None else found.rows(sheet.tree)
    known = n == NEW or (n.isdigit() and int(n) < len(rows))
    if found is None or not known or (n == NEW and found.is_one):
        return missing(request)
    if request.method == "POST":
        return _saved(request, bench, sheet, found, n)
    held = {} if n == NEW else rows[int(n)]
    return _form(request, sheet, found, n, held)


def _form(  # noqa: PLR0913, PLR0917 - what a form is made of
    request: HttpRequest,
    sheet: Sheet,
    sort: Sort,
    n: str,
    held: Any,  # noqa: ANN401 - a plain value
    wrong: dict[str, str] | None = None,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    number = None if n == NEW else int(n)
    around = Around(
        tree=sheet.tree,
        paper=sort.paper,
        where="" if number is None else show_place(sort.where(number)),
        findings=() if number is None else sheet.findings,
        wrong=wrong or {},
        language=speech_of(request).language.code,
    )
    row_ = held if isinstance(held, dict) else {}
    title = tell("New: {thing}", thing=sort.one) if number is None else named(held, number)
    if sort.is_one:
        title = sort.title
    own = row_.get("code" if sort.refers == "code" else "id")
    told = {
        "fields": drawn(sort.form, row_, around, sort.but),
        "sort": sort,
        "list": above(sheet, sort) if sort.sole else page_of(sheet, sort),
        "n": number,
        "last": len(sort.rows(sheet.tree)) - 1,
        "renames": own if sort.refers and number is not None else None,
        "own": [] if number is None else _beside_fields(around, sort),
        "why": why,
        "wrong": bool(wrong),
    }
    return page(request, "row.html", title, told, sheet=sheet, status=status)


def _beside_fields(around: Around, sort: Sort) -> list[Finding]:
    """Faults of a thing as a whole, and in keys that no field of its form shows."""
    fields = [
        fault
        for one in spots(sort.form, but=sort.but)
        for fault in around.faults(one.path, inside=True)
    ]
    return [one for one in around.faults("", inside=True) if one not in fields]


def _saved(request: HttpRequest, bench: Bench, sheet: Sheet, sort: Sort, n: str) -> HttpResponse:
    old = {} if n == NEW else sort.rows(sheet.tree)[int(n)]
    typed = Typed(dict(request.POST.lists()))
    made = typed.row(sort.form, old, "", sort.but)
    if typed.wrong:
        return _form(request, sheet, sort, n, made, typed.wrong, status=UNREADABLE)
    try:
        check_version(request, sheet)
        if n == NEW:
            name = named(made, len(sort.rows(sheet.tree)))
            after = bench.edit(
                sheet, AddRow(paper=sort.paper, place=sort.place, row=made, name=name)
            )
            return to(page_of(after, sort, len(sort.rows(after.tree)) - 1))
        keys = tuple(one.said for one in spots(sort.form, but=sort.but))
        place = sort.where(int(n))
        edit = SetRow(paper=sort.paper, place=place, row=made, keys=keys, name=named(made, int(n)))
        return to(page_of(bench.edit(sheet, edit), sort, n))
    except DipoliError as fault:
        return _form(request, sheet, sort, n, made, why=words_of(fault), status=NOT_NOW)


@of_case("POST")
def remove(request: HttpRequest, bench: Bench, sheet: Sheet, sort: str, n: int) -> HttpResponse:
    """Take a thing out; what refers to it is told as a fault, and an undo brings it back."""
    found, held = _thing(sheet, sort, n)
    check_version(request, sheet)
    edit = RemoveRow(paper=found.paper, place=found.where(n), name=named(held, n))
    return to(page_of(bench.edit(sheet, edit), found))


@of_case("POST")
def move(request: HttpRequest, bench: Bench, sheet: Sheet, sort: str, n: int) -> HttpResponse:
    """Put a thing in another place of its list."""
    found, held = _thing(sheet, sort, n)
    check_version(request, sheet)
    place = request.POST.get("place", "").strip()
    rows = len(found.rows(sheet.tree))
    if not (place.isascii() and place.isdigit()) or not 1 <= int(place) <= rows:
        raise RefusedError(tell("Say a place from 1 to {most}.", most=rows))
    edit = MoveRow(paper=found.paper, place=found.where(n), to=int(place) - 1, name=named(held, n))
    return to(page_of(bench.edit(sheet, edit), found, int(place) - 1))


@of_case("POST")
def rename(request: HttpRequest, bench: Bench, sheet: Sheet, sort: str, n: int) -> HttpResponse:
    """Give a thing another id or code, wherever it is named."""
    found, held = _thing(sheet, sort, n)
    check_version(request, sheet)
    new = request.POST.get("name", "").strip()
    key = "code" if found.refers == "code" else "id"
    old = held.get(key) if isinstance(held, dict) else None
    if not found.refers or not isinstance(old, str) or not old:
        raise RefusedError(tell("It has no name yet. Give it one in its form."))
    edit: RenameCode | RenameId = RenameCode(old=old, new=new)
    if key == "id":
        edit = RenameId(sort=found.refers, old=old, new=new)
    return to(page_of(bench.edit(sheet, edit), found, n))


def _thing(sheet: Sheet, sort: str, n: int) -> tuple[Sort, Any]:
    found = sort_of(sort, sheet.tree)
    rows = [] if found is None else found.rows(sheet.tree)
    if found is None or found.is_one or n >= len(rows):
        raise RefusedError(tell("There is no such thing in the case any more."))
    return found, rows[n]
