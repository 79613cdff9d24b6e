"""What Django is told before any page is there: where the pages keep their own, and as what."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import django

_SECRET = "secret.key"  # noqa: S105 - the name of a file


def has_secret(folder: Path) -> bool:
    """Whether a folder has the secret with which cookies and forms are signed.

    One without a letter is none: the program that made it was ended before it wrote.
    """
    secret = folder / _SECRET
    return secret.exists() and secret.stat().st_size > 0


def surround(
    folder: Path, *, demo: bool = False, node: bool = False, workbench: bool = False
) -> None:
    """Set what the pages need around them, and give them their secret if they have none.

    Args:
        folder: in which the pages keep their own; it is there.
        demo: whether visitors may sit down as anybody.
        node: whether the pages are those of a delegation's own node.
        workbench: whether they are the workbench alone.

    Raises:
        ValueError: a setting is none.
    """
    secret = folder / _SECRET
    if not has_secret(folder):
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(48), encoding="ascii")
    os.environ |= {
        "DIPOLI_SITE": str(folder.resolve()),
        "DIPOLI_DEMO": "1" if demo else "",
        "DIPOLI_NODE": "1" if node else "",
        "DIPOLI_WORKBENCH": "1" if workbench else "",
        "DJANGO_SETTINGS_MODULE": "dipoli.web.settings",
    }
    django.setup()
