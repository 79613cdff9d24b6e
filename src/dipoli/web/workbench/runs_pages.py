"""Runs as pages: the list, one with its answer and receipt, two side by side, a link that asks.

Whoever opens the address of a question is shown the answer that is kept, where the papers are the
same; otherwise the page offers to ask it. Opening an address computes nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from attrs import evolve
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.analysis.case import Case
from dipoli.faults import DipoliError
from dipoli.told import tell
from dipoli.web.who import speech_of
from dipoli.web.workbench import meaning_shown, runs_at
from dipoli.web.workbench.answers import missing, of_bench, page, to
from dipoli.web.workbench.runs_forms import named_for
from dipoli.web.workbench.runs_told import changed_roadmap, files, receipt, row, sections, words_of
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.desk import UnknownCaseError
from dipoli.workbench.runs.kinds import MEANING, On
from dipoli.workbench.runs.question import Question, read_query
from dipoli.workbench.runs.run import Run, State

_LATEST = 50
_FEW = 3
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@of_bench("GET", "HEAD")
def runs(request: HttpRequest, bench: Bench) -> HttpResponse:
    """All runs of the desk, or those of one case, the latest first."""
    case = request.GET.get("case", "")
    sheet = bench.open(case) if case else None
    book = runs_at.book()
    listed = _listed(request, bench, book.runs(case))
    held = {
        "runs": listed,
        "damaged": list(book.damaged()),
        "exercise": bool(listed) and all(one["exercise"] for one in listed),
        "case": case,
    }
    return page(request, "runs.html", tell("Questions and answers"), held, sheet=sheet)


@of_bench("GET", "HEAD")
def run(request: HttpRequest, bench: Bench, run: str) -> HttpResponse:
    """A run: how far it is, or its answer with its assumptions and receipt beside it."""
    held = runs_at.book().run(run)
    return missing(request) if held is None else run_page(request, bench, held)


def meant_of(request: HttpRequest, held: Run) -> dict[str, Any]:
    """What a text means, in the reader's language; other answers have their own words."""
    if held.question.kind != MEANING:
        return {}
    language = speech_of(request).language.code
    return {
        "private": True,
        "meant": None if held.told is None else meaning_shown.shown(held.told, language),
    }


def run_page(request: HttpRequest, bench: Bench, held: Run, *, paper: bool = False) -> HttpResponse:
    """The page of a run; on paper nothing of it is folded."""
    told = {**_told(request, bench, held, paper=paper), **meant_of(request, held)}
    return page(request, "run.html", held.question.of.title, told, sheet=_sheet(bench, held))


def _told(request: HttpRequest, bench: Bench, held: Run, *, paper: bool) -> dict[str, Any]:
    going = runs_at.book().crew.of(held.id)
    return {
        **row(held, named_for(request, case_of_run(bench, held))),
        "files": [] if held.told is None else files(held),
        "kind": held.question.kind,
        "about": held.question.of.about,
        "query": held.question.query(),
        "typed": runs_at.typed(held.question),
        "going": not held.state.ended,
        "stopping": going is not None and going.stopping,
        "progress": "" if going is None else going.progress,
        "sections": (told := sections(held.words, whole=paper)),
        "contents": [one for one in told if one["head"]] if len(told) > _FEW else [],
        "clash": held.question.clash,
        "receipt": receipt(held),
        "fault": held.fault,
        "stopped": held.state is State.STOPPED,
        "document": bool(held.document),
        "pictures": held.question.kind != "frameworks",
        "explorer": held.question.kind == "agree",
        "mark": held.mark,
        "changed": "" if held.told is None else changed_roadmap(held.question),
        "of_texts": held.question.of.on is On.TEXTS,
        "version": held.version,
        "others": _listed(request, bench, islice(_comparable(held), _LATEST)),
    }


def _comparable(held: Run) -> Iterator[Run]:
    """Runs with an answer that can stand beside this one's, the latest first; not while it runs."""
    for one in runs_at.book().runs(held.question.case) if held.told is not None else ():
        if one.id != held.id and one.told is not None and one.question.kind == held.question.kind:
            yield one


def _listed(request: HttpRequest, bench: Bench, runs: Iterable[Run]) -> list[dict[str, Any]]:
    """Runs in a list, in words of their cases; each case is opened once."""
    cases: dict[str, Case | None] = {}
    rows = []
    for one in runs:
        if one.question.case not in cases:
            cases[one.question.case] = named_for(request, case_of_run(bench, one))
        rows.append(row(one, cases[one.question.case]))
    return rows


def case_of_run(bench: Bench, held: Run) -> Case | None:
    """The case of a run as it is now; None where it is gone or has faults."""
    sheet = _sheet(bench, held)
    return None if sheet is None else sheet.case


def _sheet(bench: Bench, held: Run) -> Sheet | None:
    """The case that a run was asked of, where it is still on the desk."""
    try:
        return bench.open(held.question.case) if held.question.case else None
    except (DipoliError, OSError):  # the answer is kept, whatever became of the case
        return None


@of_bench("GET", "HEAD")
def document(request: HttpRequest, bench: Bench, run: str) -> HttpResponse:  # noqa: ARG001 - of a view
    """The page that was drawn of the answer, with the explorer where there is one."""
    held = runs_at.book().run(run)
    data = None if held is None else runs_at.book().shelf.document(held)
    if data is None:
        return missing(request)
    response = HttpResponse(data, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = policy(data.decode())
    response["Cache-Control"] = "private, no-store"
    return response


def policy(text: str) -> str:
    """A policy that lets exactly the style and the script of a page be, and nothing be loaded."""
    rules = ["default-src 'none'"]
    for name, found in (("style-src", _STYLE.findall(text)), ("script-src", _SCRIPT.findall(text))):
        if found:
            rules.append(f"{name} {' '.join(map(_hash, found))}")
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])


def _hash(part: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"


# ---------------------------------------------------------------- the link that asks


@of_bench("GET", "HEAD")
def link(request: HttpRequest, bench: Bench) -> HttpResponse:
    """The question that the address carries: its answer, or the offer to ask it."""
    asked = read_query(request.META.get("QUERY_STRING", ""))
    found = runs_at.book().found(asked)
    if found is not None:
        return to(reverse("wb_run", kwargs={"run": found.id}))
    sheet, gone = None, False
    if asked.of.on is On.CASE:
        try:
            sheet = bench.open(asked.case)
        except UnknownCaseError:
            gone = True
    now = None if gone else runs_at.asked(asked, sheet).question
    if now is not None and not asked.rests:
        found = runs_at.book().found(now)
        if found is not None:
            return to(reverse("wb_run", kwargs={"run": found.id}))
    held = {
        "kind": asked.kind,
        "about": asked.of.about,
        "cost": asked.of.cost,
        "words": list(words_of(asked, named_for(request, None if sheet is None else sheet.case))),
        "gone": gone,
        "others": now is not None and bool(asked.rests) and asked.rests != now.rests,
        "sent": [(name, one) for name, values in asked.words.items() for one in values],
        "typed": runs_at.typed(asked),
        "private": asked.kind == MEANING,
        "mark": asked.of.mark,
    }
    return page(request, "run_offer.html", asked.of.title, held, sheet=sheet)


# ---------------------------------------------------------------- actions


@of_bench("POST")
def stop(request: HttpRequest, bench: Bench) -> HttpResponse:  # noqa: ARG001 - of a view
    """Stop a run; what was known by then is kept."""
    name = request.POST.get("run", "")
    held = runs_at.book().run(name)
    if held is None:
        return missing(request)
    runs_at.book().stop(name)
    return to(reverse("wb_run", kwargs={"run": name}))


@of_bench("POST")
def remove(request: HttpRequest, bench: Bench) -> HttpResponse:  # noqa: ARG001 - of a view
    """Remove a run with its answer."""
    name = request.POST.get("run", "")
    if runs_at.book().run(name) is None:
        return missing(request)
    runs_at.book().remove(name)
    return to(reverse("wb_runs"))


def put(bench: Bench, asked: Question) -> HttpResponse:
    """Put a question and go on to its run; an answer that comes at once is waited for."""
    sheet = bench.open(asked.case) if asked.of.on is On.CASE else None
    if sheet is not None:
        asked = evolve(asked, case=sheet.id)
    made = runs_at.book().put(runs_at.asked(asked, sheet))
    runs_at.await_soon(made.id)
    return to(reverse("wb_run", kwargs={"run": made.id}))
