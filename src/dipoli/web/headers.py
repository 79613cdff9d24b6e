"""The headers that every answer bears, errors and files included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

Answer = Callable[[HttpRequest], Any]
"""A layer, or what it stands around: gives an answer, or awaits one."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Nothing is fetched from elsewhere, nothing runs in line, nobody frames a page.

Referrers go to the site itself alone: with none at all, browsers withhold the origin of a form, by
which it is told from a forged one.
"""

TRANSPORT = "max-age=63072000"
"""For two years, browsers that came by TLS once come by nothing else."""


@sync_and_async_middleware
def headers(answer: Answer) -> Answer:
    """A layer around all others that sets the headers, in the manner of what it stands around."""
    if iscoroutinefunction(answer):

        async def layer(request: HttpRequest) -> HttpResponseBase:
            return _with_headers(await answer(request), request)

        return layer

    def plain(request: HttpRequest) -> HttpResponseBase:
        return _with_headers(answer(request), request)

    return plain


def _with_headers(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure():
        response.headers.setdefault("Strict-Transport-Security", TRANSPORT)
    return response
