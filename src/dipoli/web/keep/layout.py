"""The layout of a site's folder, and how a folder of an older release is brought up to it.

    0    the first release: forums with their offices, the desk with sessions alone
    1    the desk with accounts and notices; attached files; layout.json says the number

An upgrade goes forward only: a folder of a newer release is refused, not guessed at. Records are
not touched: what was signed stays, byte for byte, and is looked at from the first act to the last.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from django.core.management import call_command

from dipoli.faults import RecordError
from dipoli.secretariat.copies import offices_in
from dipoli.web.database import FILE

LAYOUT = 1
"""The layout that this release writes."""

PAPER = "layout.json"
FILES = "files"
"""The folder of attached files."""


def layout_of(folder: Path) -> int:
    """The layout of a folder; 0 where nothing says it.

    Raises:
        RecordError: its paper cannot be read.
    """
    place = folder / PAPER
    if not place.exists():
        return 0
    try:
        number = json.loads(place.read_text("ascii"))["layout"]
    except (ValueError, KeyError, TypeError):
        number = None
    if not isinstance(number, int):
        message = f"{place} cannot be read. Put it back from a backup."
        raise RecordError(message)
    return number


def check_layout(folder: Path) -> None:
    """Refuse a folder that a newer release wrote.

    Raises:
        RecordError: it is one.
    """
    found = layout_of(folder)
    if found > LAYOUT:
        message = (
            f"{folder} was written by a newer release (layout {found}; this one knows {LAYOUT}). "
            "Nothing was changed. Install that release, or restore a backup made before."
        )
        raise RecordError(message)


def upgrade(folder: Path) -> bool:
    """Bring a site's folder up to the present layout; asked again, it goes on.

    Args:
        folder: of the site; Django knows it.

    Returns:
        whether anything was to do.

    Raises:
        RecordError: a newer release wrote it, or a record does not hold.
        TamperedError: a record does not agree with itself.
    """
    check_layout(folder)
    found = layout_of(folder)
    if found < LAYOUT:
        for office in offices_in(folder):
            if office.has_record:
                office.head()
        aside = folder / f"desk-of-layout-{found}.db"
        if (folder / FILE).exists() and not aside.exists():
            shutil.copyfile(folder / FILE, aside.with_suffix(".partial"))
            aside.with_suffix(".partial").rename(aside)
            aside.chmod(0o600)
    call_command("migrate", verbosity=0)
    (folder / FILES).mkdir(mode=0o700, exist_ok=True)
    if found < LAYOUT:
        # Crash before this: the folder is of the old layout, and upgrading begins again.
        fresh = folder / f"{PAPER}.partial"
        fresh.write_text(json.dumps({"layout": LAYOUT}), encoding="ascii")
        fresh.rename(folder / PAPER)
    return found < LAYOUT
