"""``python -m dipoli.web.notices FOLDER``: make the letters that are due, and send them."""

from __future__ import annotations

import argparse
import fcntl
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from dipoli.faults import DipoliError, RecordError
from dipoli.web.keep.ready import around


def main(words: Sequence[str] | None = None) -> int:
    """Make and send.

    Returns:
        0; 2 when it could not be done, with what to do.
    """
    parser = argparse.ArgumentParser(prog="python -m dipoli.web.notices", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="of the site")
    folder = parser.parse_args(words).folder
    try:
        told = run(folder)
    except (DipoliError, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    sys.stdout.write(f"{told}\n")
    return 0


def run(folder: Path) -> str:
    """Make and send, one program at a time.

    Raises:
        RecordError: a setting is no address.
    """
    mail, site = os.environ.get("DIPOLI_MAIL", ""), os.environ.get("DIPOLI_ADDRESS", "")
    if not mail:
        return "No letters are sent: DIPOLI_MAIL names no mail server."
    if not site.startswith("https://"):
        message = "DIPOLI_ADDRESS is not the address of the site. It begins with https://."
        raise RecordError(message)
    around(folder)
    from dipoli.web.notices.making import make  # noqa: PLC0415 - Django is asked after its settings
    from dipoli.web.notices.people import everybody  # noqa: PLC0415
    from dipoli.web.notices.sending import post_of, send  # noqa: PLC0415
    from dipoli.web.site import open_site  # noqa: PLC0415

    post, now = post_of(mail), datetime.now(UTC)  # noqa: TID251 - the edge of the program
    with (folder / "notices.lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return "Letters are being sent already."
        people = everybody()
        made = make(open_site(folder), people, now) if people else 0
        served, later = send(post, site, now)
    return f"{made} made, {served} served, {later} to be tried again."


if __name__ == "__main__":
    sys.exit(main())
