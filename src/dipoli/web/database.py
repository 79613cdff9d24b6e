"""Where the site's desk lies: accounts, sessions, notices; in a file, or on a PostgreSQL server.

The desk is Django's. The records are not: their keepers are those of the secretariat
(`dipoli.secretariat.keepers`), and the same setting names the server for both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

FILE = "desk.db"
"""Name of the file of the desk in the site's folder."""

SCHEMES = {"postgresql", "postgres"}

_FORM = (
    "DIPOLI_DATABASE is not the address of a PostgreSQL server. It has the form "
    "postgresql://USER@HOST/NAME; leave it out for a file in the site's folder."
)


_KEPT = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
"""A thread keeps its connection for a minute; opening one costs as much as a page."""


def desk(folder: Path, address: str) -> dict[str, Any]:
    """What Django is told of the desk.

    Args:
        folder: of the site.
        address: of a server; empty for a file in the folder.

    Raises:
        ValueError: it is no such address. The words do not repeat it: it may hold a password.
    """
    if not address:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / FILE, **_KEPT}
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError(_FORM) from None
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in SCHEMES or not name:
        raise ValueError(_FORM)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(port or ""),
        "OPTIONS": {**options, "options": "-c search_path=desk"},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
    }
