"""The papers of a case as texts: for what no form is made for, and for who knows the format."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.codec.case_papers import PAPERS
from dipoli.faults import DipoliError, RefusedError
from dipoli.told import tell
from dipoli.web.speech import words_of
from dipoli.web.workbench.answers import NOT_NOW, check_version, missing, of_case, page, to
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.edits import SetText


@of_case("GET", "HEAD", "POST")
def papers(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:
    """Every paper of a case; one that is missing is added with nothing known in it."""
    missing_ones = [name for name in PAPERS if name not in sheet.held.papers]
    if request.method == "POST":
        check_version(request, sheet)
        wanted = request.POST.get("paper", "")
        if wanted not in missing_ones:
            raise RefusedError(tell("The paper is there already."))
        bench.add_paper(sheet, wanted)
        return to(reverse("wb_papers", kwargs={"case": sheet.id}))
    held = {
        "missing": missing_ones,
        "findings": [one for one in sheet.findings if one.file not in sheet.held.papers],
        "papers": [
            {
                "name": name,
                "page": reverse("wb_paper", kwargs={"case": sheet.id, "paper": name}),
                "faults": sum(one.file == name for one in sheet.findings),
            }
            for name in sheet.held.papers
        ],
    }
    return page(request, "papers.html", tell("Papers as texts"), held, sheet=sheet)


@of_case("GET", "HEAD", "POST")
def paper(request: HttpRequest, bench: Bench, sheet: Sheet, paper: str) -> HttpResponse:
    """One paper as a text, with what is wrong in it, line by line."""
    if paper not in sheet.held.papers:
        return missing(request)
    text, why, status = sheet.held.papers[paper], "", 200
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n")
        text = text if text.endswith("\n") else f"{text}\n"
        try:
            check_version(request, sheet)
            if request.POST.get("do") == "remove" and "/" in paper:
                bench.edit(sheet, SetText(paper=paper, text=None))
                return to(reverse("wb_case", kwargs={"case": sheet.id}))
            after = bench.edit(sheet, SetText(paper=paper, text=text))
            return to(reverse("wb_paper", kwargs={"case": after.id, "paper": paper}))
        except DipoliError as fault:
            why, status = words_of(fault), NOT_NOW
    held = {
        "text": text,
        "why": why,
        "paper": paper,
        "goes": "/" in paper,
        "findings": [one for one in sheet.findings if one.file == paper],
    }
    return page(request, "paper.html", paper, held, sheet=sheet, status=status)
