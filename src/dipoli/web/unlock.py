"""The passphrase of the offices' keys, as the site is given it when it starts.

It comes in a file that is readable for the site alone: a credential of systemd, a secret of a
container, a file on a memory disk. It is never in the surroundings themselves, which every program
that is started from here would inherit.

    DIPOLI_PASSPHRASE_FILE    the file; a name without a slash is looked for among the credentials
"""

from __future__ import annotations

import os
from pathlib import Path

from dipoli.faults import CredentialError
from dipoli.secretariat.copies import offices_in

SETTING = "DIPOLI_PASSPHRASE_FILE"
_MOST = 1 << 12


def passphrase() -> str | None:
    """What unlocks the keys; None where the setting names no file.

    Raises:
        CredentialError: the file cannot be read, or is empty.
    """
    named = os.environ.get(SETTING, "")
    if not named:
        return None
    place = Path(named)
    if len(place.parts) == 1:
        place = Path(os.environ.get("CREDENTIALS_DIRECTORY", ".")) / place
    try:
        with place.open(encoding="utf-8") as file:
            words = file.read(_MOST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        words = ""
    if not words:
        message = (
            f"The passphrase was not read: {place} is not there, is empty, or is not readable for "
            f"this user. {SETTING} names the file."
        )
        raise CredentialError(message)
    return words


def check_keys(folder: Path) -> None:
    """Look at the start that the keys of every office open, before an act is waiting for them.

    Args:
        folder: of the site.

    Raises:
        CredentialError: the passphrase is missing or another.
    """
    words = passphrase()
    for office in offices_in(folder):
        if office.is_locked and words is None:
            message = (
                f"The keys of {office.origin} are locked with a passphrase. Put it into a file "
                f"that this user alone can read, and name the file: {SETTING}=..."
            )
            raise CredentialError(message)
        if office.is_locked:
            office.keys(words)
