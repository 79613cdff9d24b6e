"""Who asks: by the account that has logged in; in a demonstration, by where one has sat down."""

from __future__ import annotations

from copy import copy

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from dipoli.web.accounts import stays
from dipoli.web.reader import Reader

SEAT = "seat"
"""Under this name a session of a demonstration keeps where its reader sits: forum and code."""


def reader_of(request: HttpRequest) -> Reader:
    """Who asks."""
    if not settings.DEMO:
        return stays.reader(request)
    hall, code = request.session.get(SEAT) or ("", "")
    return Reader(code=code, hall=hall)


def asked_anew(request: HttpRequest) -> Reader:
    """Who asks, by the session as it is kept now, for an answer that goes on and on.

    The session is read and not renewed: who only has a page open is logged out after a quarter of
    an hour like who has none.
    """
    if not settings.DEMO:
        return stays.reader(request, touch=False)
    anew = copy(request)
    anew.session = type(request.session)(request.session.session_key)
    return reader_of(anew)


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
