"""A site's folder made ready for its programs: its secret, its desk, its records in place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from dipoli.faults import RecordError
from dipoli.secretariat.copies import offices_in
from dipoli.secretariat.keepers import DATABASE
from dipoli.web.surroundings import has_secret, surround


def ready(
    folder: Path, *, demo: bool = False, told: Callable[[str], None] = lambda _line: None
) -> None:
    """Set what a site's programs need around them.

    Args:
        folder: of the site.
        demo: whether visitors may sit down as anybody.
        told: hears, in a line each, what was done.

    Raises:
        RecordError: a newer release wrote the folder, the setting of the database is none, or a
            record does not hold.
    """
    is_new = not has_secret(folder)
    around(folder, demo=demo)
    from dipoli.web.keep.layout import upgrade  # noqa: PLC0415 - Django is asked after its settings

    if upgrade(folder) and not is_new:
        told("The site's folder was brought up to this release.")
    to_server(folder, told)


def around(folder: Path, *, demo: bool = False) -> None:
    """Tell Django where the site lies, and give the site its secret if it has none.

    Raises:
        RecordError: the setting of the database is none.
    """
    try:
        surround(folder, demo=demo)
    except ValueError as fault:
        raise RecordError(str(fault)) from None


def to_server(folder: Path, told: Callable[[str], None] = lambda _line: None) -> None:
    """Carry the records that still lie in files to the server, where the setting names one.

    Raises:
        RecordError: the server refuses, or holds another record of that name.
    """
    words = os.environ.get(DATABASE, "")
    for office in offices_in(folder) if words else ():
        if not office.server and office.has_record:
            office.to_server(words)
            told(f"The record {office.origin} lies on the server from now on.")
