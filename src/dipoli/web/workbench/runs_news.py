"""How far a run is, told to a page that is open: a stream of events."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.http.response import HttpResponseBase

from dipoli.web.workbench import runs_at
from dipoli.workbench.runs.crew import Going

LOOKS = 0.1
"""Seconds from one look at a run to the next."""
BEATS = 1.0
"""Seconds after which it is told how long it takes, though nothing is new."""
LONGEST = 600.0
"""Seconds after which a stream ends, and a browser asks for another."""
OF_ALL = 50
"""So many streams may be open."""

_ended = threading.Event()
_open = [0]


def end_all() -> None:
    """End every stream, so that the server can stop at once."""
    _ended.set()
    runs_at.close()


async def news(request: HttpRequest, run: str) -> HttpResponseBase:
    """How far a run is, until it has ended."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    if await sync_to_async(_known)(run) is False:
        return HttpResponse(status=404)
    if _open[0] >= OF_ALL:
        return HttpResponse(status=429)
    response = StreamingHttpResponse(_events(run), content_type="text/event-stream")
    response["Content-Encoding"], response["X-Accel-Buffering"] = "identity", "no"
    response["Cache-Control"] = "private, no-store"
    return response


def _known(run: str) -> bool:
    return runs_at.book().run(run) is not None


async def _events(run: str) -> AsyncIterator[bytes]:
    _open[0] += 1
    try:
        crew = runs_at.book().crew
        said, last, end = "", 0.0, time.monotonic() + LONGEST
        while not _ended.is_set() and time.monotonic() < end:
            going = crew.of(run)
            if going is None:
                yield _event("ended", {})
                return
            if going.progress != said or time.monotonic() - last >= BEATS:
                said, last = going.progress, time.monotonic()
                yield _event("progress", _told(going))
            await asyncio.sleep(LOOKS)
    finally:
        _open[0] -= 1


def _told(going: Going) -> dict[str, object]:
    seconds = 0 if going.waits else int(time.monotonic() - going.since)
    return {"waits": going.waits, "seconds": seconds, "told": going.progress}


def _event(name: str, said: dict[str, object]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(said)}\n\n".encode()
