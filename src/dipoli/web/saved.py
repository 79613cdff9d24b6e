"""How a file is given out: to be saved, never shown in its place, and with nothing running in it.

Every file that leaves the site or a node's own pages leaves through here.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""Under this policy a file is given out: even where a browser shows it, nothing in it runs."""


def saved(data: bytes, media: str, name: str) -> HttpResponse:
    """A file, to be saved.

    Args:
        data: the bytes.
        media: what they are; a browser is told to guess at nothing else.
        name: under which it is saved.
    """
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - of Django
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
