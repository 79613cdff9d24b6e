"""The door for a server that speaks ASGI: pages in a few threads, streams of events in the loop.

Django's own way from a loop to a page that computes goes back and forth between threads for each
layer, and starts a thread for each request.
Here a request goes over once, with all layers, to one of a few threads, and its answer comes back.
A stream of events stays with Django's own way: it waits, and waiting costs a loop nothing.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
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

THREADS = 4
"""So many pages are computed side by side; one interpreter computes one at a time anyway."""
_PATIENCE = 0.001
"""Seconds after which a page that computes lets a shorter answer through."""


class Application:
    """The site as a server calls it."""

    def __init__(self, streams: ASGIHandler) -> None:
        self._streams, self._pages = streams, BaseHandler()
        self._pages.load_middleware(is_async=False)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or _is_stream(scope):
            await self._streams(scope, receive, send)
            return
        try:
            body = await self._streams.read_body(receive)
        except RequestAborted:
            return
        loop = asyncio.get_running_loop()
        status, headers, data = await loop.run_in_executor(self._threads, self._answer, scope, body)
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


def _is_stream(scope: Scope) -> bool:
    accepts = dict(scope["headers"]).get(b"accept", b"")
    return scope["path"] == "/live" and b"text/event-stream" in accepts


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dipoli.web.settings")
sys.setswitchinterval(_PATIENCE)
application = bounded(Application(get_asgi_application()))
