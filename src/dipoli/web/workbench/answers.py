"""How pages of the workbench answer: each bears the marks, and a refusal loses nothing.

`page` draws a page; `of_case` and `acts` stand around views. A form says in its field ``version``
which version of the case it was made from: where another is there, nothing is saved, and what was
typed is shown again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import is_valid_path, reverse
from django.utils.cache import patch_vary_headers

from dipoli.analysis.meaning import PRIVATE
from dipoli.faults import DipoliError, Finding, _FindingsError
from dipoli.told import tell
from dipoli.web.language import LANGUAGES
from dipoli.web.speech import English, words_of
from dipoli.web.who import choose_language, speech_of
from dipoli.web.workbench.at import bench
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.desk import UnknownCaseError, stale
from dipoli.workbench.words import marks

NOT_NOW, UNREADABLE = 409, 422
View = Callable[..., HttpResponse]
CaseView = Callable[..., HttpResponse]

_OWN_PAGE = re.compile(r"/(?![/\\])[^\\\x00-\x20]{0,2000}")


def page(
    request: HttpRequest,
    template: str,
    title: str,
    held: Mapping[str, Any],
    *,
    sheet: Sheet | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page, in the reader's language, with what stands on each.

    Args:
        request: that is answered.
        template: below ``dipoli/workbench/``.
        title: of the page, told or as somebody wrote it.
        held: what the page says; ``private`` where it tells of readings of a text.
        sheet: the case that it is about; None where it is about none.
        status: of the answer.
    """
    speech = speech_of(request)
    told = speech.said({**held, "title": title})
    exercise = bool(held.get("exercise")) or (sheet is not None and sheet.exercise)
    told |= {
        "marks": speech.said(
            [*marks(exercise=exercise), *([PRIVATE] if held.get("private") else ())]
        ),
        "own_mark": held.get("mark", ""),
        "sheet": sheet,
        "case_page": None if sheet is None else address(sheet),
        "beside_node": settings.NODE,
        "sealed": bench().desk.sealed,
        "here": request.path,
        "undo": speech.said(_told_of(sheet, done=True)),
        "redo": speech.said(_told_of(sheet, done=False)),
    }
    response = render(request, f"dipoli/workbench/{template}", told, status=status)
    response["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response


def _told_of(sheet: Sheet | None, *, done: bool) -> str:
    """What an undo would take back, or a redo do again; nothing where there is nothing."""
    if sheet is None:
        return ""
    history = sheet.held.history
    step = history.last if done else history.next
    return "" if step is None else step.told


def address(sheet: Sheet, name: str = "wb_case", **words: object) -> str:
    """The address of a page of a case."""
    return reverse(name, kwargs={"case": sheet.id, **words})


def to(page_: str) -> HttpResponse:
    """Go on to a page after something was done."""
    return HttpResponseRedirect(page_)


def refused(request: HttpRequest, fault: Exception, sheet: Sheet | None = None) -> HttpResponse:
    """The answer that nothing was done, and why."""
    held = {"why": why(fault), "findings": findings_of(fault)}
    status = UNREADABLE if held["findings"] else NOT_NOW
    title = tell("Nothing was done")
    return page(request, "refused.html", title, held, sheet=sheet, status=status)


def why(fault: Exception) -> str:
    """A fault in a sentence; where it has findings, these say it."""
    return "" if isinstance(fault, _FindingsError) else words_of(fault)


def findings_of(fault: Exception) -> Sequence[Finding]:
    """Every fault that an error carries, with its place."""
    return fault.findings if isinstance(fault, _FindingsError) else ()


def of_bench(*methods: str) -> Callable[[Callable[..., HttpResponse]], View]:
    """A view that is given the bench, and whose refusals are told on a page."""

    def around(inside: Callable[..., HttpResponse]) -> View:
        @wraps(inside)
        def view(request: HttpRequest, **words: Any) -> HttpResponse:  # noqa: ANN401 - of an address
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            try:
                return inside(request, bench(), **words)
            except UnknownCaseError:
                return missing(request)
            except DipoliError as fault:
                return refused(request, fault)
            except OSError as fault:
                return refused(request, _of_disk(fault))

        return view

    return around


def of_case(*methods: str) -> Callable[[CaseView], View]:
    """A view that is given the bench and a case; a form is refused that was made from another."""

    def around(inside: CaseView) -> View:
        @of_bench(*methods)
        @wraps(inside)
        def view(request: HttpRequest, held: Bench, case: str, **words: Any) -> HttpResponse:  # noqa: ANN401 - of an address
            sheet = held.open(case)
            try:
                return inside(request, held, sheet, **words)
            except UnknownCaseError:
                raise
            except DipoliError as fault:
                return refused(request, fault, sheet)

        return view

    return around


def check_version(request: HttpRequest, sheet: Sheet) -> None:
    """Refuse a form that was made from another version of the case.

    Raises:
        StaleCaseError: it was.
    """
    if request.POST.get("version", "") != sheet.version:
        raise stale()


def _of_disk(fault: OSError) -> DipoliError:
    told = tell(
        "The disk refused: {why}. What was there before is still there.",
        why=English(fault.strerror or str(fault)),
    )
    return DipoliError(told)


# ---------------------------------------------------------------- faults and languages


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page; an address without its last slash is that of the page with it."""
    slashed = f"{request.path}/"
    if exception is not None and request.method == "GET" and is_valid_path(slashed):
        return to(slashed)
    return page(request, "missing.html", tell("There is no such page"), {}, status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """A form that was not made here."""
    told = tell("This form was made elsewhere or before the pages were started anew.")
    response = refused(request, DipoliError(told))
    response.status_code = 403
    return response


def choose(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    code, back = request.POST.get("language", ""), request.POST.get("page", "")
    response = to(back if _OWN_PAGE.fullmatch(back) else reverse("wb_cases"))
    if code in LANGUAGES:
        choose_language(response, code)
    return response
