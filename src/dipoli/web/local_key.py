"""The key to pages on one's own machine: other users of the machine do not have it.

Whoever works on the same machine reaches the same port, and so a delegation's correspondence and
its cases. So the console prints an address with a key in it, and no page is there without it.
Opened once, the key is spent, and the browser that opened it keeps another in a cookie, which no
script reads and no other site sends along; then the console prints a fresh address, for another
browser. Names other than this machine's own are refused before (``ALLOWED_HOSTS``), so that
a site elsewhere does not come in under a name of its own that leads here.

A browser sends the cookie to every port of this machine. Whoever of its other users runs a server
there and brings the owner to open it learns the cookie: open no page of others on this machine.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from attrs import define, field
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.decorators import sync_and_async_middleware

from dipoli.web.headers import Answer
from dipoli.web.who import speech_of

COOKIE = "dipoli-key"
OPEN = "/static/"
"""What begins so comes with the program, and says nothing of its owner."""
_LONG = 24


def _no_one(_address: str) -> None:
    """Nobody is told."""


@define(eq=False)
class Keys:
    """The key in the address that was printed last, and that of the browsers that opened one.

    Args:
        tell: is given each fresh address, to print it.
    """

    tell: Callable[[str], None] = field(default=_no_one)
    address: str = field(default="", init=False)
    _spare: str = field(default="", init=False, repr=False)
    _held: str = field(factory=lambda: secrets.token_urlsafe(_LONG), init=False, repr=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False, repr=False)

    def begin(self, page: str) -> str:
        """The first address with a key, for a page."""
        self.address, self._spare = page, secrets.token_urlsafe(_LONG)
        return f"{page}?key={self._spare}"

    def spend(self, key: str) -> str | None:
        """What a browser keeps for a key that was not spent yet; None for any other."""
        with self._lock:
            if not self._spare or not _same(key, self._spare):
                return None
            fresh = self.begin(self.address)
        self.tell(fresh)
        return self._held

    def opens(self, held: str) -> bool:
        """Whether what a browser keeps is the key."""
        return _same(held, self._held)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


KEYS = Keys()
"""Those of the site that this program serves."""


@sync_and_async_middleware
def local_key(answer: Answer) -> Answer:
    """A layer that lets in who has the key."""
    if iscoroutinefunction(answer):

        async def layer(request: HttpRequest) -> Any:  # noqa: ANN401 - as Django has it
            return _refused(request) or await answer(request)

        return layer

    def plain(request: HttpRequest) -> Any:  # noqa: ANN401 - as Django has it
        return _refused(request) or answer(request)

    return plain


def _refused(request: HttpRequest) -> HttpResponse | None:
    """An answer in place of the page; None where the page may answer."""
    if request.path.startswith(OPEN) or KEYS.opens(request.COOKIES.get(COOKIE, "")):
        return None
    held = KEYS.spend(request.GET.get("key", "")) if request.method == "GET" else None
    if held is None:
        page = render_to_string("dipoli/workbench/shut.html", {"speech": speech_of(request)})
        return _kept_by_nobody(HttpResponse(page, status=403))
    response = HttpResponseRedirect(request.path)  # the key is spent, and leaves the address
    response.set_cookie(COOKIE, held, httponly=True, samesite="Strict")
    return _kept_by_nobody(response)


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
