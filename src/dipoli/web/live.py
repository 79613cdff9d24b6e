"""Others' acts, told to a page that is open: a stream of events for each.

What is true is the head of each record, whoever wrote it: this program, another worker of the same
site, or a command on the same machine. One watch for each server process looks at the heads several
times a second, one short question for each circle however many read it, and wakes the streams.

A stream tells names of circles and numbers of acts, and of no circle that is not its reader's.
Before each word the session is asked anew: a stream ends with it, and with a reader's place. It
keeps no session alive. So many streams may be open for one session, so many in one process; who
asks for more is refused, and its page asks ``/live.json`` from time to time.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from attrs import define, field
from django.conf import settings
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.http.response import HttpResponseBase

from dipoli.faults import DipoliError
from dipoli.web.asked import Twin
from dipoli.web.openapi import EVENTS
from dipoli.web.pages.live import ACTS, BEAT, ROUTES, circles
from dipoli.web.reader import Reader
from dipoli.web.site import Marks, Site, site_at
from dipoli.web.view import (
    FAULT,
    NotSeatedError,
    as_json,
    asked_of,
    private,
    reading_view,
)
from dipoli.web.who import asked_anew

LOOKS = 0.1
"""Seconds from one look at the heads to the next."""
BEATS = 15.0
"""Seconds after which a stream says that it is still there, and asks for its session."""
OF_ONE, OF_ALL = 12, 2_000
"""So many streams may be open for one session, and so many in one process."""
AGAIN = 3_000
"""Milliseconds after which a browser asks again for a stream that broke."""

_page = sync_to_async(reading_view(ROUTES[0], twin=False))
_asked = sync_to_async(asked_of)
_log = logging.getLogger(__name__)


@define(eq=False)
class _Asking:
    """A stream that asks what it may tell."""

    request: HttpRequest
    reader: Reader
    answer: asyncio.Future[list[Twin] | None]


@define(eq=False)
class Watch:
    """Looks at the heads of a site as long as somebody waits for news.

    Args:
        site: whose heads.
    """

    site: Site
    _heads: Marks = ()
    _news: asyncio.Event = field(factory=asyncio.Event)
    _open: Counter[str] = field(factory=Counter)
    _looking: asyncio.Task[None] | None = None
    _told: dict[tuple[str, str], list[Twin]] = field(factory=dict)
    _asking: list[_Asking] = field(factory=list)
    _answering: asyncio.Task[None] | None = None
    _ended: bool = False

    def enter(self, key: str) -> bool:
        """Let a stream of a session in; False where it has enough, or the process has."""
        if self._ended or self._open[key] >= OF_ONE or self._open.total() >= OF_ALL:
            return False
        self._open[key] += 1
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        return True

    def leave(self, key: str) -> None:
        """A stream has ended; with the last one, looking ends."""
        self._open[key] -= 1
        self._open += Counter()  # drops those at nought
        if not self._open:
            self._look_no_more()

    def end(self) -> None:
        """End all streams: the server stops."""
        self._ended = True
        self._look_no_more()
        self._wake()

    def _look_no_more(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    @property
    def next(self) -> asyncio.Event:
        """Comes when a head changes after this moment."""
        return self._news

    @property
    def ended(self) -> bool:
        """Whether the server stops."""
        return self._ended

    async def told_to(self, request: HttpRequest, reader: Reader) -> list[Twin] | None:
        """What a stream may be told now; None where its session ended or sits elsewhere.

        Streams that are woken together ask together: one thread answers all of them, and none of
        their pages is asked for before the last of them has heard.
        """
        asking = _Asking(request, reader, asyncio.get_running_loop().create_future())
        self._asking.append(asking)
        if self._answering is None:
            self._answering = asyncio.create_task(self._answer())
        return await asking.answer

    async def _answer(self) -> None:
        try:
            await asyncio.sleep(0)  # whoever was woken with the first asks as well
            while self._asking:
                asking, self._asking = self._asking, []
                answers = await asyncio.to_thread(self._answers, asking)
                for one, answer in zip(asking, answers, strict=True):
                    if one.answer.done():  # its stream has gone
                        continue
                    if isinstance(answer, Exception):
                        one.answer.set_exception(answer)
                    else:
                        one.answer.set_result(answer)
        finally:
            self._answering = None

    def _answers(self, asking: list[_Asking]) -> list[list[Twin] | Exception | None]:
        answers: list[list[Twin] | Exception | None] = []
        try:
            for one in asking:
                try:
                    stays = asked_anew(one.request) == one.reader
                    answers.append(self.told(one.reader) if stays else None)
                except Exception as fault:  # noqa: BLE001 - it is the fault of that stream alone
                    answers.append(fault)
        finally:
            close_old_connections()
        return answers

    def told(self, reader: Reader) -> list[Twin]:
        """What a reader is told; found once for all of the same seat between two changes."""
        kept, key = self._told, (reader.hall, reader.code)
        if key not in kept:
            kept[key] = circles(self.site, reader)
        return kept[key]

    def _wake(self) -> None:
        self._told = {}
        waiting, self._news = self._news, asyncio.Event()
        waiting.set()

    async def _look(self) -> None:
        self._heads = await asyncio.to_thread(self.site.marks)
        self._wake()  # what came before the first look is told as well
        while True:
            await asyncio.sleep(LOOKS)
            try:
                found = await asyncio.to_thread(self.site.marks)
            except DipoliError:  # each page that is asked for tells it; the watch goes on
                _log.exception("The heads were not read.")
                continue
            if found != self._heads:
                self._heads = found
                self._wake()


_watches: WeakKeyDictionary[asyncio.AbstractEventLoop, Watch] = WeakKeyDictionary()


def watch() -> Watch:
    """The watch of this server process."""
    loop, site = asyncio.get_running_loop(), site_at(settings.SITE_FOLDER)
    held = _watches.get(loop)
    if held is None or held.site is not site:
        held = _watches[loop] = Watch(site)
    return held


def end_all() -> None:
    """End every stream of this process, so that its server can stop at once."""
    for loop, held in list(_watches.items()):
        with suppress(RuntimeError):  # the loop is closed already
            loop.call_soon_threadsafe(held.end)


# ---------------------------------------------------------------- the address


async def live(request: HttpRequest) -> HttpResponseBase:
    """The stream for who asks for events, else the page."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if request.method == "HEAD" or EVENTS not in request.headers.get("Accept", ""):
        return await _page(request)
    try:
        asked = await _asked(ROUTES[0], request, {})
    except NotSeatedError:
        return private(HttpResponse(status=401))
    held, key = watch(), request.session.session_key or ""
    if not held.enter(key):
        return _too_many()
    response = StreamingHttpResponse(
        _Stream(held, key, _events(held, request, asked.reader)), content_type=EVENTS
    )
    # Nothing on the way may hold an event back: not a layer that packs answers, not a proxy.
    response["Content-Encoding"], response["X-Accel-Buffering"] = "identity", "no"
    return private(response)


class _Stream:
    """The events of one stream; it leaves the watch however it ends."""

    def __init__(self, held: Watch, key: str, events: AsyncIterator[bytes]) -> None:
        self._held, self._key, self._events, self._in = held, key, events, True

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._all()

    async def _all(self) -> AsyncIterator[bytes]:
        try:
            async for event in self._events:
                yield event
        finally:
            self.close()

    def close(self) -> None:
        """Leave the watch; Django calls it as well where the answer was never begun."""
        if self._in:
            self._in = False
            self._held.leave(self._key)


async def _events(held: Watch, request: HttpRequest, reader: Reader) -> AsyncIterator[bytes]:
    yield b"retry: %d\n\n" % AGAIN
    said: list[Twin] | None = None
    quiet = False
    while not held.ended:
        news = held.next  # before it is told how things stand, so that nothing falls between
        told = await held.told_to(request, reader)
        if told is None:
            return
        if told != said:
            said = told
            yield event(ACTS.name, {"circles": told, "now": held.site.now()})
        elif quiet:
            yield event(BEAT.name, {"now": held.site.now()})
        quiet = not await _comes(news)


async def _comes(news: asyncio.Event) -> bool:
    """Wait for news as long as a stream may be still."""
    try:
        return await asyncio.wait_for(news.wait(), BEATS)
    except TimeoutError:
        return False


def event(name: str, said: Twin) -> bytes:
    """One event as it goes over the wire."""
    return f"event: {name}\ndata: {json.dumps(said, separators=(',', ':'))}\n\n".encode()


def _too_many() -> HttpResponse:
    told = "As many connections as one session may have are open. Ask /live.json instead."
    response = as_json({"schema": FAULT, "told": told}, status=429)
    response["Retry-After"] = "60"
    return response
