"""The papers of a case as texts: for what no form is made for, and for who knows the format."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dipoli.faults import DipoliError
from dipoli.told import tell
from dipoli.web.speech import words_of
from dipoli.web.workbench.answers import NOT_NOW, check_version, missing, of_case, page, to
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.edits import SetText


@of_case("GET", "HEAD")
def papers(request: HttpRequest, _bench: Bench, sheet: Sheet) -> HttpResponse:
    """Every paper of a case."""
    held = {
        "papers": [
            {
                "name": name,
                "page": reverse("wb_paper", kwargs={"case": sheet.id, "paper": name}),
                "faults": sum(one.file == name for one in sheet.findings),
            }
            for name in sheet.held.papers
        ]
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
            after = bench.edit(sheet, SetText(paper=paper, text=text))
            return to(reverse("wb_paper", kwargs={"case": after.id, "paper": paper}))
        except DipoliError as fault:
            why, status = words_of(fault), NOT_NOW
    held = {
        "text": text,
        "why": why,
        "paper": paper,
        "findings": [one for one in sheet.findings if one.file == paper],
    }
    return page(request, "paper.html", paper, held, sheet=sheet, status=status)
