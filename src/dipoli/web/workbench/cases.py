"""The list of cases on the desk: a new one by copy or import, out again as files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse

from dipoli.codec.attached import MOST
from dipoli.codec.interchange.scenario_case import Named
from dipoli.codec.interchange.workbook import MEDIA as XLSX
from dipoli.faults import RefusedError
from dipoli.told import tell
from dipoli.web.saved import saved
from dipoli.web.study import title as shipped_title
from dipoli.web.workbench.answers import address, check_version, of_bench, of_case, page, to
from dipoli.web.workbench.positions import paper_of
from dipoli.web.workbench.sorts import sort_of
from dipoli.workbench.bench import Bench, Sheet, shipped_names, workbook_bytes, zip_bytes
from dipoli.workbench.ties import drawer_of

_ZIP = b"PK\x03\x04"
_BOOK = b"xl/workbook.xml"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@of_bench("GET", "HEAD")
def cases(request: HttpRequest, bench: Bench) -> HttpResponse:
    """Every case on the desk, and ways to lay another on it."""
    held: Mapping[str, Any] = {
        "cases": [
            {
                "title": one.title,
                "page": reverse("wb_case", kwargs={"case": one.id}),
                "exercise": one.exercise,
                "faults": one.faults,
                "why": one.why,
            }
            for one in bench.listed()
        ],
        "shipped": [{"name": one, "title": shipped_title(one)[0]} for one in shipped_names()],
    }
    return page(request, "cases.html", tell("Cases on your desk"), held)


@of_bench("POST")
def copy(request: HttpRequest, bench: Bench) -> HttpResponse:
    """A copy of a case that comes with Dipoli, or of one on the desk."""
    case = request.POST.get("case", "")
    made = bench.copy(case) if case else bench.copy_shipped(request.POST.get("shipped", ""))
    return to(address(made))


@of_bench("POST")
def begin(request: HttpRequest, bench: Bench) -> HttpResponse:
    """A new case in which nothing is known yet."""
    title = request.POST.get("title", "").strip()
    exercise, day = _invented(request), request.POST.get("as_of", "").strip()
    if not title:
        raise RefusedError(tell("A case needs a title. Nothing was begun."))
    as_of = day if _DAY.fullmatch(day) else _today()
    return to(address(bench.begin(title[:300], as_of, exercise=exercise)))


def _invented(request: HttpRequest) -> bool:
    """Whether it was said that the states of a case are invented.

    Raises:
        RefusedError: nothing was said, and nothing is taken for granted.
    """
    said = request.POST.get("invented", "")
    if said not in {"yes", "no"}:
        told = tell("Say whether the states of the case are invented. Nothing was taken in.")
        raise RefusedError(told)
    return said == "yes"


@of_bench("POST")
def take(request: HttpRequest, bench: Bench) -> HttpResponse:
    """A case from a file: a zip of its folder, or a spreadsheet."""
    content = _sent(request)
    if content.startswith(_ZIP) and _BOOK not in content:
        return to(address(bench.take_zip(content)))
    if not content.startswith(_ZIP):
        told = tell(
            "The file is neither a zip of a case folder nor a spreadsheet in the format xlsx. "
            "Nothing was taken in."
        )
        raise RefusedError(told)
    exercise = _invented(request)
    day = request.POST.get("as_of", "").strip()
    named = Named(
        id="case",
        title=request.POST.get("title", "").strip() or str(tell("A case")),
        exercise=exercise,
        as_of=day if _DAY.fullmatch(day) else _today(),
    )
    return to(address(bench.take_workbook(content, named)))


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()  # noqa: TID251 - the edge of the program


def _sent(request: HttpRequest) -> bytes:
    """The bytes of the file that was sent.

    Raises:
        RefusedError: there is none, or it is too large.
    """
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise RefusedError(tell("No file was sent. Choose one first."))
    if (file.size or 0) > MOST:
        raise RefusedError(
            tell("the file has {size} bytes. Send at most {most}.", size=file.size, most=MOST)
        )
    return bytes(file.read())


@of_case("GET", "HEAD")
def as_zip(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:  # noqa: ARG001 - of a view
    """The papers of a case as a zip."""
    return saved(zip_bytes(sheet), "application/zip", f"{_name(sheet)}.zip")


@of_case("GET", "HEAD")
def as_workbook(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:  # noqa: ARG001 - of a view
    """One set of positions of a sound case as a spreadsheet."""
    first = "" if sheet.case is None else sheet.case.position_sets[0].id
    data = workbook_bytes(sheet, request.GET.get("set", first))
    return saved(data, XLSX, f"{_name(sheet)}.xlsx")


def _name(sheet: Sheet) -> str:
    """A name for a file: it says whose statement the case is, even when it is passed on."""
    head = sheet.tree.get("case.yaml")
    wish = str(head.get("id", "")) if isinstance(head, dict) else ""
    stem = re.sub(r"[^a-z0-9-]+", "-", wish.lower()).strip("-")[:60] or "case"
    return f"{stem}-{'exercise' if sheet.exercise else 'assessed'}"


def still_there(sheet: Sheet, page_: str) -> str:
    """The page from which something was taken back; that of the case where it is there no more."""
    try:
        found = resolve(page_)
    except Resolver404:
        return address(sheet)
    words = found.kwargs
    if words.get("case") != sheet.id:
        return address(sheet)
    there = {
        "wb_rows": lambda: sort_of(words["sort"], sheet.tree) is not None,
        "wb_row": lambda: _has_row(sheet, words["sort"], words["n"]),
        "wb_position": lambda: paper_of(sheet, words["folder"], words["code"]) is not None,
        "wb_points": lambda: paper_of(sheet, words["folder"], words["code"]) is not None,
        "wb_paper": lambda: words["paper"] in sheet.held.papers,
    }
    return page_ if there.get(found.url_name or "", bool)() else address(sheet)


def _has_row(sheet: Sheet, sort: str, n: str) -> bool:
    found = sort_of(sort, sheet.tree)
    return found is not None and n.isdigit() and int(n) < len(found.rows(sheet.tree))


@of_case("POST")
def undo(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:
    """Take the last edit back."""
    check_version(request, sheet)
    return to(still_there(bench.undo(sheet), request.POST.get("page", "")))


@of_case("POST")
def redo(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:
    """Make an edit again that was taken back."""
    check_version(request, sheet)
    return to(still_there(bench.redo(sheet), request.POST.get("page", "")))


@of_case("POST")
def remove(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:
    """Take a case off the desk, once a word was typed."""
    check_version(request, sheet)
    if request.POST.get("sure", "").strip() != "remove":
        raise RefusedError(tell("The case was kept: the word remove was not typed."))
    drawer = drawer_of(bench.desk)
    for text in tuple(drawer.names(sheet.id)):
        drawer.remove(sheet.id, text)
    bench.remove(sheet)
    return to(reverse("wb_cases"))
