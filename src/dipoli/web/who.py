"""Who asks: by the session in a demonstration, where one sits down without an account."""

from __future__ import annotations

from copy import copy

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from dipoli.web.reader import Reader

SEAT = "seat"
"""Under this name a session keeps where its reader sits: forum and code."""


def reader_of(request: HttpRequest) -> Reader:
    """Who asks."""
    hall, code = request.session.get(SEAT) or ("", "")
    return Reader(code=code, hall=hall)


def asked_anew(request: HttpRequest) -> Reader:
    """Who asks, by the session as it is kept now, for an answer that goes on and on.

    The session is read and not renewed: an open page keeps nobody signed in.
    """
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
