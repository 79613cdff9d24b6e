"""How the pages of a room answer: marked, kept by no cache, and closed when the room is.

What is sent is never answered with a page: the browser is led on to one that it asks for, since
what it sent would stand beside the page in what browsers keep to open windows anew. What could not
be done is told once, on the page that comes next, from memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from dipoli.analysis.case import EXERCISE_MARK
from dipoli.faults import DipoliError, _FindingsError
from dipoli.told import tell
from dipoli.web.language import LANGUAGES
from dipoli.web.room.held import HeldRoom, held
from dipoli.web.speech import words_of
from dipoli.web.who import LANGUAGE, speech_of

OFF = tell("Off the record: nothing here is signed, attributed or kept")
BANNER = tell("Assessed by the analyst, not stated by any government")
View = Callable[..., HttpResponse]


def page(
    request: HttpRequest, template: str, title: str, told: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page with the marks, in the reader's language.

    Args:
        request: that is answered.
        template: below ``dipoli/room/``.
        title: of the page; it says nothing of the room, since browsers keep titles.
        told: what the page says.
        status: of the answer.
    """
    room, speech = held(), speech_of(request)
    exercise = room.draft is not None and room.draft.frame.exercise
    marks = (OFF, BANNER, EXERCISE_MARK) if exercise else (OFF, BANNER)
    said = speech.said({**told, "title": title, "marks": list(marks)})
    said |= {"here": request.path, "closed": room.closed, "begun": room.room.people > 0}
    return kept_by_nobody(render(request, f"dipoli/room/{template}", said, status=status))


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """An answer that no cache keeps."""
    response["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response


def to(name: str, **words: str) -> HttpResponse:
    """Go on to a page after something was done."""
    return kept_by_nobody(HttpResponseRedirect(reverse(name, kwargs=words)))


def of_room(*methods: str) -> Callable[[View], View]:
    """A view of an open room, one at a time; of a closed one, that it is closed."""

    def around(inside: View) -> View:
        @wraps(inside)
        def view(request: HttpRequest, **words: Any) -> HttpResponse:  # noqa: ANN401 - of an address
            room = held()
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            with room.lock:
                room.look_at_the_clock()
                if room.closed is not None:
                    return closed(request, room)
                return inside(request, room, **words)

        return view

    return around


def closed(request: HttpRequest, room: HeldRoom) -> HttpResponse:
    """That the room is closed, and that nothing is left here."""
    how = "" if room.closed is None else room.closed.value
    return page(request, "closed.html", tell("The room is closed"), {"how": how})


def why(fault: Exception) -> Any:  # noqa: ANN401 - a sentence, told or in English
    """A fault in a sentence; where it has findings, each in a line."""
    if isinstance(fault, _FindingsError):
        return "; ".join(f"{one.where or one.file}: {one.expected}" for one in fault.findings)
    return words_of(fault) if isinstance(fault, DipoliError) else str(fault)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """There is no such page."""
    return page(request, "refused.html", tell("There is no such page"), {"why": ""}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the program; the room is as it was."""
    told = tell("The program failed, and the room is as it was. Go back and try again.")
    return page(request, "refused.html", tell("Nothing was done"), {"why": told}, status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """A form that was not made here."""
    told = tell("This form was made elsewhere or before the pages were started anew.")
    return page(request, "refused.html", tell("Nothing was done"), {"why": told}, status=403)


def choose(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on; the window forgets it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    response, code = to("room"), request.POST.get("language", "")
    if code in LANGUAGES:
        response.set_cookie(LANGUAGE, code, httponly=True, samesite="Strict")
    return response
