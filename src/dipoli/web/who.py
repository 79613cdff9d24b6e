"""Who asks: by the account that has logged in; in a demonstration, by where one has sat down.

In which language somebody reads is the reader's own choice, kept in a cookie; who has chosen none
reads in the first of the browser's languages that the site has.

On the pages of a node it is always the delegation whose node it is.
"""

from __future__ import annotations

from copy import copy

from attrs import evolve
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from dipoli.web.accounts import stays
from dipoli.web.language import LANGUAGES, Language, accepted
from dipoli.web.reader import Reader
from dipoli.web.site import Site, site_at
from dipoli.web.speech import Speech

SEAT = "seat"
"""Under this name a session of a demonstration keeps where its reader sits: forum and code."""

LANGUAGE = "dipoli-language"
"""Under this name a browser keeps the language that its reader chose."""

_YEAR = 365 * 24 * 3600


def reader_of(request: HttpRequest) -> Reader:
    """Who asks."""
    return evolve(_asking(request, touch=True), language=language_of(request).code)


def _asking(request: HttpRequest, *, touch: bool) -> Reader:
    site = site_at(settings.SITE_FOLDER)
    if site.own is not None:
        return Reader(code=site.own.code, hall=_at_home(request, site))
    if not settings.DEMO:
        return stays.reader(request, touch=touch)
    hall, code = request.session.get(SEAT) or ("", "")
    return Reader(code=code, hall=hall)


def language_of(request: HttpRequest) -> Language:
    """In which language somebody reads: as chosen, else as the browser asks, else in English."""
    chosen = LANGUAGES.get(request.COOKIES.get(LANGUAGE, ""))
    return chosen or accepted(request.headers.get("Accept-Language", ""))


def speech_of(request: HttpRequest) -> Speech:
    """How the site speaks to who asks."""
    return Speech(language=language_of(request))


def speaking(request: HttpRequest) -> dict[str, object]:
    """What every template is given: how the site speaks, and the languages it has."""
    return {"speech": speech_of(request), "languages": tuple(LANGUAGES.values())}


def choose_language(response: HttpResponse, code: str) -> None:
    """Let a browser keep the language that its reader chose."""
    response.set_cookie(
        LANGUAGE,
        code,
        max_age=_YEAR,
        secure=settings.ACCOUNTS,
        httponly=True,
        samesite="Lax",
    )


def asked_anew(request: HttpRequest) -> Reader:
    """Who asks, by the session as it is kept now, for an answer that goes on and on.

    The session is read and not renewed: who only has a page open is logged out after a quarter of
    an hour like who has none.
    """
    anew = copy(request)
    anew.session = type(request.session)(request.session.session_key)
    return evolve(_asking(anew, touch=False), language=language_of(request).code)


def _at_home(request: HttpRequest, site: Site) -> str:
    """In which forum the owner of a node is: where the address says, or was last, or the first."""
    named = "" if request.resolver_match is None else request.resolver_match.kwargs.get("hall", "")
    last = request.session.get(SEAT) or ""
    if named in site.halls and named != last:
        request.session[SEAT] = named
    return next(one for one in (named, last, *site.halls) if one in site.halls)


def take_seat(request: HttpRequest, reader: Reader) -> None:
    """Let a session sit somewhere else from now on; nowhere for a reader without a code."""
    if not reader.sits:
        request.session.flush()
        return
    request.session.cycle_key()
    request.session[SEAT] = (reader.hall, reader.code)


def session_mark(request: HttpRequest) -> str:
    """By what a script tells one session from another; nothing where there is none.

    Who reads it learns nothing of the session's key.
    """
    key = request.session.session_key
    return salted_hmac("dipoli.web.session-mark", key).hexdigest()[:16] if key else ""
