"""What was drawn within this second for the same reader is not drawn again.

A page is a pure function of who asks, what, when, and how the records stand. Where all of that is
the same, to the second and to the last act of every circle, so is the page: that many read at once,
as after each act, costs one drawing for each seat and page. Nothing is kept into the next second,
and nothing ever leaves the process.

Two things alone differ between two sessions of one reader: the token of their forms, and the mark
of their session. A page is drawn with stand-ins for both, and they are put in for each who asks. A
template asks the request for nothing else; what it shows of its reader comes from `Reader`.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeAlias

from attrs import define, field
from django.http import HttpRequest
from django.middleware.csrf import get_token

from dipoli.web.asked import Asked, Document
from dipoli.web.who import session_mark

Drawn: TypeAlias = str | Document
_TOKEN, _MARK = secrets.token_hex(32), secrets.token_hex(32)
STAND_INS = {"csrf_token": _TOKEN, "kept_mark": _MARK}
"""With these a page is drawn; nobody can guess them and write them in a text."""


@define
class _Second:
    """What was asked for within one second."""

    now: str = ""
    drawn: dict[object, Future[Drawn]] = field(factory=dict)


_lock = threading.Lock()
_second = _Second()


def drawn_once(
    what: object, request: HttpRequest, asked: Asked, draw: Callable[[], Drawn]
) -> Drawn:
    """A page, drawn now or taken from this second's.

    Args:
        what: which page, of what sort.
        request: that asks for it.
        asked: what is asked.
        draw: draws it.
    """
    key = (what, *_who(request, asked))
    with _lock:
        if _second.now != asked.now:
            _second.now, _second.drawn = asked.now, {}
        found = _second.drawn.get(key)
        if found is None:
            mine = _second.drawn[key] = Future[Drawn]()
    if found is not None:
        return put_in(found.result(), request)  # waits where another thread is drawing it
    try:
        drawn = draw()
    except BaseException as fault:
        mine.set_exception(fault)
        raise
    mine.set_result(drawn)
    return put_in(drawn, request)


def _who(request: HttpRequest, asked: Asked) -> tuple[object, ...]:
    """All on which a page rests besides its route and the moment."""
    spoken = request.headers.get("Accept-Language", ""), request.COOKIES.get("dipoli-language", "")
    words = tuple(sorted(asked.words.items()))
    return asked.reader, words, tuple(sorted(asked.query.items())), spoken, asked.site.marks()


def put_in(drawn: Drawn, request: HttpRequest) -> Drawn:
    """A page with the token and the mark of one session in place of their stand-ins."""
    if isinstance(drawn, Document):
        return drawn
    if _TOKEN in drawn:
        drawn = drawn.replace(_TOKEN, get_token(request))
    return drawn.replace(_MARK, session_mark(request))
