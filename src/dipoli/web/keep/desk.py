"""The desk as one file, whoever keeps it: accounts and notices, and no session.

Whoever holds a copy of a session sits in somebody's place, so no copy holds one: after a restore
everybody signs in again.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connections

from dipoli.faults import RecordError
from dipoli.web.database import FILE, desk

_LEFT_OUT = {"sessions": "sessions", "contenttypes": "contenttypes", "auth": "auth.Permission"}
"""What is not carried, by its app: sessions on purpose, and what Django lays anew by itself."""

_COPY = "copy"


def copy_desk(target: Path) -> None:
    """Copy the desk into a file, as of one moment, without sessions; and look that it is sound.

    Raises:
        RecordError: the copy does not agree with itself.
    """
    if connections["default"].vendor == "sqlite":
        source = str(connections["default"].settings_dict["NAME"])
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
            new.execute("PRAGMA secure_delete = ON")
            new.execute("DELETE FROM django_session")
            new.commit()
            new.execute("VACUUM")
    else:
        with _alias(target):
            call_command("migrate", database=_COPY, verbosity=0)
            _carry("default", _COPY)
    check_desk(target)


def put_desk(source: Path) -> None:
    """Put what a copy holds on the desk of this site, which is new.

    Raises:
        RecordError: the copy is not sound.
    """
    check_desk(source)
    call_command("migrate", verbosity=0)
    with _alias(source):
        call_command("migrate", database=_COPY, verbosity=0)  # of an older release, perhaps
        _carry(_COPY, "default")


def check_desk(path: Path) -> None:
    """Look that the file of a desk is sound.

    Raises:
        RecordError: it is not.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            found = db.execute("PRAGMA integrity_check").fetchone()
            db.execute("SELECT 1 FROM django_migrations").fetchone()
    except sqlite3.Error as error:
        found = (str(error),)
    if found != ("ok",):
        message = f"The desk {path.name} is damaged ({found[0]}). Take another backup."
        raise RecordError(message)


class _alias:  # noqa: N801 - read as a word: with the alias of a file
    """A file as a second database of Django's, for a while."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        told: dict[str, Any] = {**desk(self._path.parent, ""), "NAME": self._path}
        whole = {"default": connections.settings["default"], _COPY: told}
        connections.settings[_COPY] = connections.configure_settings(whole)[_COPY]

    def __exit__(self, *_fault: object) -> None:
        connections[_COPY].close()
        del connections[_COPY]
        del connections.settings[_COPY]


def _carry(source: str, target: str) -> None:
    """Carry every row but those left out from one database to the other, all or none."""
    left_out = [
        name for app, name in _LEFT_OUT.items() if apps.is_installed(f"django.contrib.{app}")
    ]
    with tempfile.TemporaryDirectory(dir=_beside()) as place:
        rows = Path(place) / "rows.json"
        call_command(
            "dumpdata", database=source, exclude=left_out, output=str(rows), verbosity=0,
            use_natural_foreign_keys=True, use_base_manager=True,
        )  # fmt: skip
        call_command("loaddata", str(rows), database=target, verbosity=0)


def _beside() -> Path:
    """The site's own folder: what was on the desk lies nowhere else, not even for a moment."""
    from django.conf import settings  # noqa: PLC0415 - once Django knows its surroundings

    return Path(settings.SITE_FOLDER)


__all__ = ["FILE", "check_desk", "copy_desk", "put_desk"]
