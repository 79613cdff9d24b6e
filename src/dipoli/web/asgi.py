"""The door for a server that speaks ASGI: pages in a few threads, streams of events in the loop.

Django's own way from a loop to a page that computes goes back and forth between threads for each
layer, and starts a thread for each request.
Here a request goes over once, with all layers, to one of a few threads, and its answer comes back.
A stream of events stays with Django's own way: it waits, and waiting costs a loop nothing.

After an act every open page asks for itself anew, all at once. Whoever has just opened a page or
sent a form waits for the answer with folded hands; so these come first, and what pages ask for by
themselves comes in between and after them.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, TypeAlias

from django.core import signals
from django.core.asgi import get_asgi_application
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.urls import set_script_prefix

from dipoli.web.incoming import bounded

Scope: TypeAlias = dict[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Mapping[str, Any]]]
Send: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[None]]
Answer: TypeAlias = tuple[int, list[tuple[bytes, bytes]], bytes]

THREADS = 2
"""So many pages are computed side by side; one interpreter computes one at a time anyway."""
OTHERS = 4
"""Of so many turns one is for what pages ask for by themselves, however many people wait."""
_PATIENCE = 0.001
"""Seconds after which a page that computes lets a shorter answer through."""


class Turns:
    """Who computes next, when more ask than there are threads.

    Args:
        free: so many compute at the same time.
    """

    def __init__(self, free: int) -> None:
        self._free, self._count = free, 0
        self._first, self._rest = deque[asyncio.Future[None]](), deque[asyncio.Future[None]]()

    async def take(self, *, first: bool) -> None:
        """Wait for a turn; whoever got one gives it back.

        Args:
            first: whether a person waits for it.
        """
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        (self._first if first else self._rest).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Give a turn back: it is the next one's."""
        while self._first or self._rest:
            self._count += 1
            others = self._rest and self._count % OTHERS == 0
            turn = (self._first if self._first and not others else self._rest).popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class Application:
    """The site as a server calls it."""

    def __init__(self, streams: ASGIHandler) -> None:
        self._streams, self._pages = streams, BaseHandler()
        self._pages.load_middleware(is_async=False)
        self._turns = Turns(THREADS)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or _is_stream(scope):
            await self._streams(scope, receive, send)
            return
        try:
            body = await self._streams.read_body(receive) if _has_body(scope) else BytesIO()
        except RequestAborted:
            return
        loop = asyncio.get_running_loop()
        await self._turns.take(first=_is_waited_for(scope))
        try:
            status, headers, data = await loop.run_in_executor(
                self._threads, self._answer, scope, body
            )
        finally:
            self._turns.give()
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": data})

    def _answer(self, scope: Scope, body: Any) -> Answer:  # noqa: ANN401 - a file, as Django reads it
        """The answer to a request, with all layers, in one thread."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=type(self), scope=scope)
        with body:
            request, refused = self._streams.create_request(scope, body)
            response = self._pages.get_response(request) if request is not None else refused
            assert response is not None  # noqa: S101 - Django makes a request, or says why not
            data = b"".join(response)
        headers = [
            (name.encode("ascii"), value.encode("latin1"))
            for name, value in (
                *response.items(),
                *(
                    ("Set-Cookie", one.output(header="").strip())
                    for one in response.cookies.values()
                ),
            )
        ]
        response.close()  # what was opened for the request in this thread is let go of
        return response.status_code, headers, data


def _is_waited_for(scope: Scope) -> bool:
    """Whether a person waits: a page was opened, or something was sent, as browsers tell."""
    return scope["method"] != "GET" or dict(scope["headers"]).get(b"sec-fetch-mode") == b"navigate"


def _has_body(scope: Scope) -> bool:
    """Whether more comes than the head; most often nothing does."""
    return any(name in {b"content-length", b"transfer-encoding"} for name, _ in scope["headers"])


def _is_stream(scope: Scope) -> bool:
    accepts = dict(scope["headers"]).get(b"accept", b"")
    path = scope["path"]
    named = path == "/live" or (path.startswith("/workbench/run/") and path.endswith("/news"))
    return named and b"text/event-stream" in accepts


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dipoli.web.settings")
sys.setswitchinterval(_PATIENCE)
application = bounded(Application(get_asgi_application()))
