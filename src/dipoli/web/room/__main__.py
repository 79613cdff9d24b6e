"""``python -m dipoli.web.room``: the pages of a room, for the command that runs it.

One line of JSON comes in: how the part is, and which names are known. One line goes out when the
room is closed: what leaves, or null. Both go through pipes, so that nothing stands in words of a
command, in the surroundings or in a file. Then the pages say that the room is closed, until the
command that began this program ends it, or is gone itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any

import django
import uvicorn

from dipoli.faults import DipoliError
from dipoli.forum.name_scan import Known, Sort
from dipoli.web.port import free_port, tell_address
from dipoli.web.room.held import HeldRoom, Left, held, hold

_EVERY = 0.5


def main() -> int:
    """Serve the pages until the command that began this program closes its pipe."""
    asked = json.loads(sys.stdin.readline())
    hold(room_of(asked))
    os.environ["DJANGO_SETTINGS_MODULE"] = "dipoli.web.room.settings"
    django.setup()
    try:
        port = free_port(asked["port"])
    except (DipoliError, OSError) as fault:
        sys.stderr.write(f"The pages of the room were not started. {fault}\n")
        return 2
    told = "Open the room in a private window of a browser on this machine: "
    tell_address(f"http://127.0.0.1:{port}/workbench/room/", told, sys.stderr)
    server = uvicorn.Server(
        uvicorn.Config(
            "dipoli.web.asgi:application", host="127.0.0.1", port=port, log_config=_log(),
            proxy_headers=False, server_header=False, lifespan="off",
        )
    )  # fmt: skip
    threading.Thread(target=_until_ended, args=(server,), daemon=True).start()
    threading.Thread(target=_until_over, daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    return 0


def room_of(asked: Mapping[str, Any]) -> HeldRoom:
    """The room as the command tells of it."""
    return HeldRoom(
        known=tuple(Known(name=name, sort=Sort(sort)) for name, sort in asked["known"]),
        least=asked["least"],
        ranges=asked["ranges"],
        is_over=lambda: time.time() > asked["ends"],
        done=lambda left: _out(told(left)),
    )


def told(left: Left | None) -> str:
    """What leaves, as a line."""
    if left is None:
        return "null"
    return json.dumps(
        {"words": left.words, "title": left.title, "persons": left.persons, "stand": left.stand,
         "papers": dict(left.papers), "folder": left.folder},
        ensure_ascii=False,
    )  # fmt: skip


def _out(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _log() -> dict[str, Any]:
    from django.conf import settings  # noqa: PLC0415 - once Django knows its surroundings

    log: dict[str, Any] = settings.LOGGING
    return log


def _until_ended(server: uvicorn.Server) -> None:
    """The pipe closes: whoever began this program wants it to end, or is gone."""
    sys.stdin.read()
    server.should_exit = True


def _until_over() -> None:
    """Close the room at its end, also when nobody asks for a page."""
    while held().closed is None:
        held().look_at_the_clock()
        time.sleep(_EVERY)


if __name__ == "__main__":
    sys.exit(main())
