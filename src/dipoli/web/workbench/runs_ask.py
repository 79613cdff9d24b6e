"""Asking: the questions that a case, texts or frameworks can be asked, each as a form."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.told import tell
from dipoli.web.workbench import runs_at, runs_texts
from dipoli.web.workbench.answers import UNREADABLE, address, missing, of_bench, of_case, page
from dipoli.web.workbench.meaning_texts import titles
from dipoli.web.workbench.runs_forms import named_for, rows
from dipoli.web.workbench.runs_pages import put
from dipoli.web.workbench.runs_told import row
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.runs.kinds import BY_NAME, KINDS, MEANING, Kind, On
from dipoli.workbench.runs.question import Words, WordsError, ask

_LATEST = 10


@of_case("GET", "HEAD")
def kinds(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:  # noqa: ARG001 - of a view
    """What a case can be asked, and the latest answers."""
    case = named_for(request, sheet.case)
    held = {
        "kinds": [_listed(one, sheet) for one in KINDS if one.on is On.CASE],
        "sound": sheet.case is not None,
        "steps": sheet.case is not None and bool(sheet.case.steps),
        "runs": [row(one, case) for one in islice(runs_at.book().runs(sheet.id), _LATEST)],
    }
    return page(request, "ask.html", tell("Ask the case"), held, sheet=sheet)


@of_case("GET", "HEAD")
def form(request: HttpRequest, bench: Bench, sheet: Sheet, kind: str) -> HttpResponse:  # noqa: ARG001 - of a view
    """One question as a form; words of an address are filled in."""
    found = BY_NAME.get(kind)
    if found is None or found.on is not On.CASE:
        return missing(request)
    runs_at.book().crew.warm()  # while the form is filled in, a process is made ready
    return _form(request, found, sheet, _filled(request, found))


@of_bench("GET", "HEAD")
def texts(request: HttpRequest, bench: Bench) -> HttpResponse:  # noqa: ARG001 - of a view
    """Declarations: a corpus and a codebook are chosen, and what they are asked."""
    found = BY_NAME.get(request.GET.get("kind", "salience"))
    if found is None or found.on is not On.TEXTS:
        return missing(request)
    runs_at.book().crew.warm()
    more = {
        "kinds": [
            {
                "title": one.title,
                "page": f"{reverse('wb_texts')}?kind={one.name}",
                "here": one is found,
            }
            for one in KINDS
            if one.on is On.TEXTS
        ],
        "texts": True,
        "exercise": all(map(runs_texts.invented, runs_at.corpora().values())),
    }
    return _form(request, found, None, _filled(request, found), more)


@of_bench("GET", "HEAD")
def frameworks(request: HttpRequest, bench: Bench) -> HttpResponse:  # noqa: ARG001 - of a view
    """What was tried before: frameworks to be put side by side."""
    found = BY_NAME["frameworks"]
    runs_at.book().crew.warm()
    return _form(request, found, None, _filled(request, found))


@of_bench("POST")
def send(request: HttpRequest, bench: Bench) -> HttpResponse:
    """Put a question; where it cannot be put, the form is shown again as it was filled in."""
    kind, case = request.POST.get("kind", ""), request.POST.get("case", "")
    if kind not in BY_NAME:
        return missing(request)
    sent = [(name, one) for name, values in request.POST.lists() for one in values]
    try:
        return put(bench, ask(kind, sent, case=case))
    except WordsError as fault:
        sheet = bench.open(case) if case and BY_NAME[kind].on is On.CASE else None
        words = {name: tuple(values) for name, values in request.POST.lists()}
        more = {"why": fault.args[0]}
        return _form(request, BY_NAME[kind], sheet, words, more, UNREADABLE)


def _form(
    request: HttpRequest,
    kind: Kind,
    sheet: Sheet | None,
    words: Words,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    beside = list(titles(sheet)) if sheet is not None and kind.name == MEANING else []
    case = None if sheet is None else named_for(request, sheet.case)
    held = {
        "kind": kind.name,
        "about": kind.about,
        "cost": kind.cost,
        "fields": (fields := rows(kind, case, words, beside)),
        "more_filled": any(words.get(one["name"]) for one in fields["more"]),
        "private": kind.name == MEANING,
        "mark": kind.mark,
        "no_text": kind.name == MEANING and not beside,
        "case": "" if sheet is None else sheet.id,
        "sound": sheet is None or sheet.case is not None,
        **(more or {}),
    }
    return page(request, "ask_form.html", kind.title, held, sheet=sheet, status=status)


def _filled(request: HttpRequest, kind: Kind) -> Words:
    """What an address fills in; what is none of a field is told once it is sent."""
    return {
        name: tuple(values) for name, values in request.GET.lists() if kind.field(name) is not None
    }


def _listed(kind: Kind, sheet: Sheet) -> dict[str, Any]:
    return {
        "title": kind.title,
        "about": kind.about,
        "cost": kind.cost,
        "page": address(sheet, "wb_ask_form", kind=kind.name),
        "of_steps": kind.command == ("roadmap",),
    }
