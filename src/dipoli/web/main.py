"""Serving the site on this machine: its folder is made ready, its address printed; it waits."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import gc
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

import uvicorn

from dipoli.demonstration.make import DAYS, make_exercise
from dipoli.demonstration.on_the_table import ON_THE_TABLE
from dipoli.demonstration.replay import make_replay
from dipoli.faults import DipoliError
from dipoli.secretariat.keepers import DATABASE
from dipoli.web.keep.ready import ready
from dipoli.web.logs import LOGGING
from dipoli.web.port import FIRST_PORT, free_port
from dipoli.web.site import Site, site_at
from dipoli.web.unlock import check_keys

_EXERCISE, _REPLAY = "exercise", "six-party-talks"
_DAY_FILE = "made-on"


def main(words: Sequence[str] | None = None) -> int:
    """Serve a site until Ctrl-C.

    Returns:
        0; 2 when it could not begin, with what to do; 130 when it was stopped before it began.
    """
    asked = _asked(words)
    try:
        if asked.demo:
            _make_demo(asked.folder)
        ready(asked.folder, demo=asked.demo, told=print)
        check_keys(asked.folder)
        warm(site_at(asked.folder.resolve()))
        port = free_port(asked.port)
    except (DipoliError, OSError) as fault:
        print(f"The site was not started. {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped before the site began. Nothing was left half-made.", file=sys.stderr)
        return 130
    from django.conf import settings  # noqa: PLC0415 - once Django knows its surroundings

    # Passkeys are bound to a name, and none can be bound to an address in digits.
    home = "127.0.0.1" if asked.demo else "localhost"
    listens = settings.LISTEN if settings.LISTEN != "127.0.0.1" else home
    at = f"http://{listens}:{port}/"
    if not asked.demo:
        _tell_first_code(at)
    print(f"\nDipoli is at  {at}\nTo stop it: Ctrl-C", flush=True)
    serve(port)
    print("\nThe site has stopped. Nothing was lost.")
    return 0


def warm(site: Site) -> None:
    """Read every record before the first visitor comes, who would wait for it.

    What was read stays as long as the program runs. Going through it for garbage, again and again,
    would let every page wait for the better part of a second in a long forum.
    """
    for hall in site.halls.values():
        for room in hall.rooms.values():
            room.by("")
    gc.collect()
    gc.freeze()


def serve(port: int) -> None:
    """Serve until Ctrl-C, where the settings say that it listens."""
    from django.conf import settings  # noqa: PLC0415 - once Django knows its surroundings

    with contextlib.suppress(KeyboardInterrupt):
        Server(
            uvicorn.Config(
                "dipoli.web.asgi:application",
                host=settings.LISTEN,
                port=port,
                log_config=LOGGING,
                # Whoever else says for whom it asks, or that it came by TLS, is not believed.
                proxy_headers=bool(settings.PROXY),
                forwarded_allow_ips=settings.PROXY,
                server_header=False,
                lifespan="off",
            )
        ).run()


_WITH_STREAMS = ("dipoli.web.live", "dipoli.web.workbench.runs_news")
"""What may have pages waiting for news, where it is served at all."""


class Server(uvicorn.Server):
    """A server that ends the streams of open pages when it is told to stop; else it waits."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """It is told to stop; perhaps before it has begun, when there are no streams yet."""
        super().handle_exit(sig, frame)
        for room in _WITH_STREAMS:
            end_all = getattr(sys.modules.get(room), "end_all", None)
            if end_all is not None:
                end_all()


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m dipoli.web", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the forums lie")
    parser.add_argument(
        "--demo",
        action="store_true",
        help="make the exercise and the replay there, and let visitors sit down as anybody",
    )
    parser.add_argument(
        "--port", type=int, default=None, metavar="PORT",
        help=f"where it listens; the first free one from {FIRST_PORT} on if not given",
    )  # fmt: skip
    return parser.parse_args(words)


def _make_demo(folder: Path) -> None:
    """Make the exercise so that its last day is today, and the replay; kept until tomorrow.

    Where the records lie on a server, they are kept: what was entered there is never taken away.
    """
    today = datetime.now(UTC).date()  # noqa: TID251 - the edge of the program
    made, day = folder / _DAY_FILE, today.isoformat()
    if made.exists() and (made.read_text(encoding="ascii") == day or os.environ.get(DATABASE)):
        return
    begins = datetime.combine(today, dt.time(), UTC) - timedelta(days=DAYS)
    made.unlink(missing_ok=True)
    begins = _monday(begins)
    _put(
        folder / _EXERCISE,
        lambda at: make_exercise(at, begins=begins, also=ON_THE_TABLE, told=_progress),
    )
    _put(folder / _REPLAY, lambda at: make_replay(at, _progress))
    print(" " * 60, end="\r", flush=True)
    made.write_text(day, encoding="ascii")


def _monday(day: datetime) -> datetime:
    return day - timedelta(days=day.weekday())


def _put(folder: Path, make: Callable[[Path], object]) -> None:
    """Make a forum beside its place, and put it there whole."""
    staging = folder.with_name(f"{folder.name}.in-the-making")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    make(staging)
    shutil.rmtree(folder, ignore_errors=True)
    staging.rename(folder)


_EVERY = 100


def _progress(now: datetime, acts: int) -> None:
    if acts % _EVERY == 0:
        told = f"The exercise is played: {now.date().isoformat()}, {acts} acts"
        print(f"{told:<60}", end="\r", flush=True)


def _tell_first_code(at: str) -> None:
    """Print the code for the first account, while there is none; it is kept hashed."""
    from dipoli.web.accounts.invitations import FIRST_LASTS, first_code  # noqa: PLC0415 - its models
    from dipoli.web.accounts.ways import nobody  # noqa: PLC0415 - come after Django is set up

    nobody()
    code = first_code()
    if code is not None:
        minutes = int(FIRST_LASTS.total_seconds()) // 60
        print(
            "\nNobody has an account on this site yet. This code makes the administrator's,\n"
            f"once, within {minutes} minutes, at {at}invitation or under the site's own name:\n\n"
            f"    {code}\n\nStart the site anew for another code."
        )
