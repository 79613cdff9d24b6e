"""The few files that pages need: style and scripts, read once and given out from memory."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from dipoli.web.styles import FOLDER as STYLE_PARTS
from dipoli.web.styles import STYLE

_FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@frozen(kw_only=True)
class _File:
    data: bytes
    packed: bytes
    media: str
    tag: str


def _file(data: bytes, suffix: str) -> _File:
    return _File(
        data=data,
        packed=gzip.compress(data, 9, mtime=0),
        media=_TYPES[suffix],
        tag=f'"{hashlib.sha256(data).hexdigest()[:16]}"',
    )


def _all() -> Iterator[tuple[str, _File]]:
    """Every file by its name below ``/static/``; the parts of the style as one."""
    for path in sorted(_FOLDER.rglob("*.*")):
        if path.suffix in _TYPES and path.parent != STYLE_PARTS:
            yield path.relative_to(_FOLDER).as_posix(), _file(path.read_bytes(), path.suffix)
    yield "dipoli/site.css", _file(STYLE.encode(), ".css")


FILES = dict(_all())
"""Name below ``/static/`` to the file; nothing else is given out."""


def static(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files."""
    file = FILES.get(name)
    if file is None:
        from dipoli.web.view import missing  # noqa: PLC0415 - a room's pages load no site

        return missing(request)
    response: HttpResponse
    if request.headers.get("If-None-Match") == file.tag:
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(file.packed, content_type=file.media)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(file.data, content_type=file.media)
    response["ETag"], response["Vary"] = file.tag, "Accept-Encoding"
    response["Cache-Control"] = "public, max-age=300"
    return response
