"""What was drawn a moment ago for the same reader is not drawn again.

A page is a pure function of who asks, what, when, and how the records stand. Where the reader and
the last act of every circle are the same, only the clock can have changed it. So a page is kept for
`KEPT` seconds at most, never past the end of its minute, and never past a moment that it names: a
deadline that comes is told at once. That many read at once, as after each act, costs one drawing
for each seat and page. Nothing ever leaves the process.

Three things alone differ between two answers from one drawing: the token of their forms, the mark
of their session, and the moment at which they are given. A page is drawn with stand-ins for them,
and they are put in for each who asks. A template asks the request for nothing else; what it shows
of its reader comes from `Reader`.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import TypeAlias

from attrs import frozen
from django.http import HttpRequest
from django.middleware.csrf import get_token

from dipoli.record.shape import read_time, write_time
from dipoli.web.asked import Asked, Document
from dipoli.web.packed import Pieces, in_pieces
from dipoli.web.who import session_mark

Drawn: TypeAlias = str | Document
_TOKEN, _MARK, NOW = (secrets.token_hex(32) for _ in range(3))
STAND_INS = {"csrf_token": _TOKEN, "kept_mark": _MARK}
"""With these a page is drawn; nobody can guess them and write them in a text."""
KEPT = 5
"""Seconds after which a page is drawn anew, whatever it names."""
MOST = 400
"""So many pages are kept at most."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@frozen
class _Page:
    """A page, and the seconds for which it is the same.

    Args:
        drawn: the page.
        first: the second in which it was drawn.
        last: in which it is still the same.
    """

    drawn: Pieces | Document
    first: str
    last: str


_lock = threading.Lock()
_kept: dict[object, Future[_Page]] = {}
"""Who asks for what, to the page or to its drawing in another thread; the oldest first."""


def drawn_once(
    what: object, request: HttpRequest, asked: Asked, draw: Callable[[], Drawn]
) -> Pieces | Document:
    """A page, drawn now or a moment ago.

    Args:
        what: which page, of what sort.
        request: that asks for it.
        asked: what is asked.
        draw: draws it.
    """
    key, waited = (what, *_who(request, asked)), None
    while True:
        with _lock:
            found = _kept.get(key)
            if found is None or found is waited:
                mine = _put(key)
                break
        waited, page = found, found.result()  # waits where another thread is drawing it
        if page.first <= asked.now <= page.last:
            return page.drawn
    try:
        drawn = draw()
    except BaseException as fault:
        mine.set_exception(fault)
        with _lock:
            _kept.pop(key, None)
        raise
    page = _Page(cut(drawn), asked.now, last_second(drawn, asked.now))
    mine.set_result(page)
    return page.drawn


def _put(key: object) -> Future[_Page]:
    """A place for a page that is about to be drawn; the oldest gives way."""
    _kept.pop(key, None)
    while len(_kept) >= MOST:
        del _kept[next(iter(_kept))]
    _kept[key] = Future[_Page]()
    return _kept[key]


def last_second(drawn: Drawn, now: str) -> str:
    """The last second in which a page is still the same, as far as it tells.

    Args:
        drawn: the page.
        now: the second in which it was drawn. What runs until then, that second included, has
            ended in the next.
    """
    if isinstance(drawn, Document):
        return now
    then = read_time(now)
    last = min(then + timedelta(seconds=KEPT - 1), then.replace(second=59))
    for named in _MOMENT.findall(drawn):
        if now <= named <= write_time(last):
            last = max(read_time(named) - timedelta(seconds=1), then)
    return write_time(last)


def drop_all() -> None:
    """Keep nothing of what was drawn."""
    with _lock:
        _kept.clear()


def _who(request: HttpRequest, asked: Asked) -> tuple[object, ...]:
    """All on which a page rests besides its route and the moment."""
    spoken = request.headers.get("Accept-Language", ""), request.COOKIES.get("dipoli-language", "")
    words = tuple(sorted(asked.words.items()))
    return asked.reader, words, tuple(sorted(asked.query.items())), spoken, asked.site.marks()


def cut(drawn: Drawn) -> Pieces | Document:
    """A page, cut at its stand-ins."""
    return drawn if isinstance(drawn, Document) else in_pieces(drawn, (_TOKEN, _MARK, NOW))


def own(page: Pieces, request: HttpRequest, now: str) -> dict[str, str]:
    """What is one answer's own, in place of the stand-ins of a page.

    Args:
        page: the page.
        request: whose session's token and mark they are.
        now: the moment of the answer.
    """
    token = get_token(request) if _TOKEN in page.places else ""
    return {_TOKEN: token, _MARK: session_mark(request), NOW: now}
