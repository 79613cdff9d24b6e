"""The first page of a case: every fault with its place, and the way to each part."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dipoli.web.workbench.answers import of_case, page
from dipoli.workbench.bench import Bench, Sheet


@of_case("GET", "HEAD")
def overview(request: HttpRequest, bench: Bench, sheet: Sheet) -> HttpResponse:  # noqa: ARG001 - of a view
    """What the case holds."""
    held = {"findings": sheet.findings, "waits": sheet.looked.waits}
    return page(request, "case.html", sheet.title, held, sheet=sheet)
