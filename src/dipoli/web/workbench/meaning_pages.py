"""Texts beside a case: taken from a file or the node's own copy, and tied to options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.analysis.case import Case
from dipoli.analysis.meaning import Draft, Tie, faulty
from dipoli.codec.draft_file import read_draft
from dipoli.codec.ties_file import Ties, check_ties, read_ties
from dipoli.faults import DipoliError, RefusedError
from dipoli.told import tell, tell_count
from dipoli.web.saved import saved
from dipoli.web.speech import words_of
from dipoli.web.workbench import meaning_form as forms
from dipoli.web.workbench import runs_at
from dipoli.web.workbench.answers import NOT_NOW, address, missing, of_case, page, to
from dipoli.web.workbench.meaning_texts import own_draft, own_texts
from dipoli.web.workbench.runs_pages import put
from dipoli.web.workbench.runs_told import row
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.runs.kinds import MEANING
from dipoli.workbench.runs.question import ask
from dipoli.workbench.runs.run import Run, State
from dipoli.workbench.ties import Tied, drawer_of, tied

_MOST = 4_000_000
_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@of_case("GET", "HEAD")
def texts(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:
    """The texts that lie beside a case, and ways to take another."""
    drawer = drawer_of(bench.desk)
    rows = []
    for name in drawer.names(sheet.id):
        held = drawer.read(sheet.id, name)
        if held is not None:
            rows.append({"name": name, **_listed(sheet, held)})
    told = {"texts": rows, "own": list(own_texts()), "node": settings.NODE, "private": True}
    return page(request, "meaning.html", tell("Texts and what they mean"), told, sheet=sheet)


def _listed(sheet: Sheet, held: Tied) -> dict[str, Any]:
    try:
        draft, ties = held.text(), held.readings(_id(sheet)).ties
    except DipoliError as fault:
        return {"title": "", "why": words_of(fault)}
    moved = len(faulty(sheet.case, draft, ties)) if sheet.case is not None else 0
    return {"title": draft.title, "version": draft.version, "ties": len(ties), "moved": moved}


@of_case("POST")
def take(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:
    """A text from a file, or as it was pasted; beside it, perhaps, a file of ties."""
    draft = read_draft(_content(request, "file", "words"), "the text")
    content = _content(request, "ties", "", needed=False)
    ties = None
    if content:
        case = _case(sheet)
        ties = read_ties(content, "ties.yaml")
        check_ties(ties, case, draft, "ties.yaml")
    return _taken(bench, sheet, draft, ties)


@of_case("POST")
def take_own(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:
    """A text of the node's own copy."""
    draft = own_draft(request.POST.get("place", ""), request.POST.get("text", ""))
    return _taken(bench, sheet, draft, None)


def _taken(bench: Bench, sheet: Sheet, draft: Draft, ties: Ties | None) -> HttpResponse:
    """Lay a text down; where it lies there already, its ties stay and say what moved."""
    drawer = drawer_of(bench.desk)
    held = drawer.read(sheet.id, draft.id)
    before = None if held is None or not held.ties else held.readings(_id(sheet))
    made = tied(draft, ties or before, sheet.case)
    if sheet.case is None and held is not None:
        made = Tied(draft=made.draft, ties=held.ties)
    drawer.keep(sheet.id, draft.id, made, "" if held is None else held.version)
    return to(address(sheet, "wb_ties", text=draft.id))


@of_case("GET", "HEAD", "POST")
def ties(request: HttpRequest, bench: Bench, sheet: Sheet, text: str) -> HttpResponse:
    """The form on which a text is tied, clause by clause."""
    drawer = drawer_of(bench.desk)
    held = drawer.read(sheet.id, text)
    if held is None:
        return missing(request)
    draft, before = held.text(), held.readings(_id(sheet)).ties
    case = _case(sheet)
    if request.method != "POST":
        return _form(request, sheet, case, held, before)
    given = forms.sent(request.POST, case, draft, before)
    made = tied(draft, Ties(case=case.id, text=draft.id, ties=given.ties), case)
    try:
        drawer.keep(sheet.id, text, made, request.POST.get("version", ""))
    except DipoliError as fault:
        return _form(request, sheet, case, held, given.ties, given.begun, words_of(fault))
    if not given.begun:
        return to(address(sheet, "wb_ties", text=text))
    return _form(request, sheet, case, made, given.ties, given.begun)


def _form(  # noqa: PLR0913, PLR0917 - what a form is made of
    request: HttpRequest,
    sheet: Sheet,
    case: Case,
    held: Tied,
    readings: Sequence[Tie],
    begun: Sequence[forms.Begun] = (),
    why: str = "",
) -> HttpResponse:
    draft = held.text()
    waits = tell_count(
        len(begun),
        "{number} reading is not saved yet: choose its option and save again.",
        "{number} readings are not saved yet: choose their options and save again.",
    )
    bad = faulty(case, draft, readings)
    moved = tell_count(
        len(bad),
        "{number} tie is not used: see it below, marked.",
        "{number} ties are not used: see them below, marked.",
    )
    told = {
        "draft": draft,
        "exercise": draft.exercise,
        "version": held.version,
        "clauses": forms.clauses(case, draft, readings, begun),
        "gone": forms.gone(case, draft, readings),
        "issues": forms.issues(case),
        "waits": waits if begun else "",
        "moved": moved if bad else "",
        "why": why,
        "count": len(readings),
        "private": True,
        "runs": [row(one, case) for one in _answers(sheet, draft.id)],
    }
    status = NOT_NOW if why else 200
    return page(request, "ties.html", draft.title, told, sheet=sheet, status=status)


def _answers(sheet: Sheet, text: str) -> list[Run]:
    """Answers about a text that are kept, the latest first."""
    kept = (one for one in runs_at.book().runs(sheet.id) if one.question.kind == MEANING)
    return [one for one in kept if one.question.words["text"] == (text,)]


@of_case("POST")
def mean(request: HttpRequest, bench: Bench, sheet: Sheet, text: str) -> HttpResponse:  # noqa: ARG001 - of a view
    """Ask what a text means, as a run; where the answer is kept, it is not asked again."""
    asked = ask(MEANING, [("text", text)], case=sheet.id)
    found = runs_at.book().found(runs_at.asked(asked, sheet).question)
    if found is not None and found.state in {State.DONE, State.WAITING, State.UNDER_WAY}:
        return to(reverse("wb_run", kwargs={"run": found.id}))
    return put(bench, asked)


@of_case("GET", "HEAD")
def draft_file(request: HttpRequest, bench: Bench, sheet: Sheet, text: str) -> HttpResponse:
    """The text as a file of a draft."""
    held = drawer_of(bench.desk).read(sheet.id, text)
    return missing(request) if held is None else _file(held.draft, f"{text}.draft.yaml")


@of_case("GET", "HEAD")
def ties_file(request: HttpRequest, bench: Bench, sheet: Sheet, text: str) -> HttpResponse:
    """The ties as a file."""
    held = drawer_of(bench.desk).read(sheet.id, text)
    if held is None or not held.ties:
        return missing(request)
    return _file(held.ties, f"{text}.ties.yaml")


@of_case("POST")
def remove(request: HttpRequest, bench: Bench, sheet: Sheet, text: str) -> HttpResponse:
    """Take a text with its ties off the desk, once a word was typed."""
    if request.POST.get("sure", "").strip() != "remove":
        raise RefusedError(tell("The text was kept: the word remove was not typed."))
    answers = _answers(sheet, text) if request.POST.get("answers") else []
    going = [one for one in answers if not one.state.ended]
    if going:
        raise RefusedError(tell("It is being worked on. Stop it first."))
    drawer_of(bench.desk).remove(sheet.id, text)
    for one in answers:
        runs_at.book().remove(one.id)
    return to(address(sheet, "wb_meaning"))


def _id(sheet: Sheet) -> str:
    """The id of the case in its papers."""
    return sheet.case.id if sheet.case is not None else sheet.id


def _case(sheet: Sheet) -> Case:
    if sheet.case is None:
        raise RefusedError(tell("The case has faults. Mend them first: nothing was computed."))
    return sheet.case


def _content(request: HttpRequest, file: str, field: str, *, needed: bool = True) -> bytes:
    """The bytes of a file that was sent, or of a field.

    Raises:
        RefusedError: there are none, or too many.
    """
    sent = request.FILES.get(file)
    pasted = request.POST.get(field, "").encode() if field else b""
    if isinstance(sent, UploadedFile) and (sent.size or 0) > _MOST:
        most = f"{_MOST:,}"
        raise RefusedError(tell("The file is too long: at most {most} bytes are read.", most=most))
    content = bytes(sent.read()) if isinstance(sent, UploadedFile) else pasted
    if needed and not content.strip():
        raise RefusedError(tell("No text was sent. Choose a file, or paste one."))
    return content


def _file(data: bytes, name: str) -> HttpResponse:
    return saved(data, "application/yaml", _NAME.sub("-", name))
