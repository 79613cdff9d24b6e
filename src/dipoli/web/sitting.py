"""Sitting down and getting up in a demonstration: no account, no password, invented states alone.

A site with real accounts has none of this: there it answers like an address that does not exist.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from dipoli.web.reader import Reader
from dipoli.web.site import places, site_at
from dipoli.web.view import SEAT, missing


def sit(request: HttpRequest) -> HttpResponse:
    """Sit down as a delegation of an exercise."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    hall = site_at(settings.SITE_FOLDER).halls.get(request.POST.get("hall", ""))
    code = request.POST.get("code", "")
    if not settings.DEMO or hall is None or code not in places(hall):
        return missing(request)
    reader = Reader(code=code, hall=hall.name)
    request.session.cycle_key()
    request.session[SEAT] = (reader.hall, reader.code)
    return HttpResponseRedirect(reverse("today"))


def leave(request: HttpRequest) -> HttpResponse:
    """Get up again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    request.session.flush()
    return HttpResponseRedirect(reverse("front"))
