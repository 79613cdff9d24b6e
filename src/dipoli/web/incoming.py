"""What comes in, in bounds: no body without end, and no file left in a folder for passing things.

Django lays large files in the folder for temporary files of the machine. Here a file stays in
memory until it was looked through; past the most that is taken, its bytes are dropped as they come.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from dipoli.codec.attached import MOST

BODY = MOST + (1 << 20)
"""Bytes of one request: a file, and what stands around it."""

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Coroutine[Any, Any, None]]


class InMemory(FileUploadHandler):
    """A file in memory; one that is too large keeps its size and loses its bytes."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Another file begins."""
        super().new_file(*args, **kwargs)
        self._pieces: list[bytes] = []
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The next bytes of it."""
        self._size = start + len(raw_data)
        if self._size > MOST:
            self._pieces.clear()
        else:
            self._pieces.append(raw_data)
        return None  # it goes no further

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """The file, once all of it came."""
        return InMemoryUploadedFile(
            file=BytesIO(b"".join(self._pieces)),
            field_name=self.field_name,
            name="file",  # the name that a visitor gives is used for nothing
            content_type="application/octet-stream",
            size=file_size,
            charset=None,
        )


def bounded(inside: App) -> App:
    """A server's program that answers 413 to a body that is too large, and reads none of it."""

    async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inside(scope, receive, send)
            return
        said = dict(scope.get("headers", ())).get(b"content-length", b"0")
        if not said.isdigit() or int(said) > BODY:
            await _too_large(send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            return message if came <= BODY else {"type": "http.disconnect"}

        await inside(scope, counted, send)

    return app


async def _too_large(send: Send) -> None:
    told = b"Too much was sent at once. Send at most 25 MB."
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close"),
               (b"x-content-type-options", b"nosniff")]  # fmt: skip
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": told})
