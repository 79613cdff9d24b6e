"""Addresses where the workbench is served alone: `dipoli workbench`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path, reverse

from dipoli.web.files import static


def first(_request: HttpRequest) -> HttpResponse:
    """Everything lies below the workbench."""
    return HttpResponseRedirect(reverse("wb_cases"))


urlpatterns = [
    path("", first),
    path("static/<path:name>", static, name="static"),
    path("workbench/", include("dipoli.web.workbench.urls")),
]

handler404 = "dipoli.web.workbench.answers.missing"
handler400 = "dipoli.web.view.unreadable"
handler500 = "dipoli.web.view.broken"
