"""``python -m dipoli.web.node_desk FOLDER``: the site of a delegation's own node, until Ctrl-C.

It listens on this machine alone, and lets in who has the key that the console prints. The
passphrase of the box is asked on the console, before any page is there; no page ever asks for it.
No connection to the outside is opened.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from django.core.management import call_command

from dipoli.faults import DipoliError
from dipoli.node.drawer import take_box
from dipoli.node.lock import unlock
from dipoli.node.node import Node
from dipoli.node.passphrase import passphrase
from dipoli.web.main import serve
from dipoli.web.own_site import own_site
from dipoli.web.port import free_port, tell_address
from dipoli.web.site import Site, show
from dipoli.web.surroundings import surround
from dipoli.workbench.bench import Bench
from dipoli.workbench.sealed_desk import SealedDesk

DESK = "desk"
"""The folder in the node in which the pages keep their own: a session, and nothing diplomatic."""


def main(words: Sequence[str] | None = None) -> int:
    """Serve the pages of a node until Ctrl-C.

    Returns:
        0; 2 when it could not begin, with what to do; 130 when it was stopped before it began.
    """
    asked = _asked(words)
    try:
        site = opened(asked.folder, asked.passphrase_file)
        ready(asked.folder, site)
        port = free_port(asked.port)
    except (DipoliError, OSError) as fault:
        sys.stderr.write(f"The pages of the node were not started. {fault}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped before the pages began. Nothing was left half-made.\n")
        return 130
    tell_address(f"http://127.0.0.1:{port}/", "\nYour node's pages are at  ", sys.stdout)
    sys.stdout.write(
        f"The workbench over your own cases is there too, at http://127.0.0.1:{port}/workbench/\n"
        "They open what is sealed to your delegation: close them before you leave this machine.\n"
        "To stop them: Ctrl-C\n"
    )
    sys.stdout.flush()
    serve(port)
    sys.stdout.write("\nThe pages of the node have stopped. Nothing was lost.\n")
    return 0


def opened(folder: Path, file: Path | None) -> Site:
    """The site of a node, after its passphrase was given.

    Args:
        folder: of the node.
        file: with the passphrase in its first line; None where it is asked for.

    Raises:
        DipoliError: there is no box, it does not open, or no circle was joined.
    """
    data = take_box(folder)
    box = unlock(data, passphrase(file, "Passphrase: "))
    return own_site(Node(folder, None), box)


def ready(folder: Path, site: Site) -> None:
    """Set what the pages need around them, for their owner's eyes alone."""
    desk = (folder / DESK).resolve()
    desk.mkdir(mode=0o700, exist_ok=True)
    surround(desk, node=True)
    call_command("migrate", verbosity=0)
    show(desk, site)
    from dipoli.web.workbench.at import lay  # noqa: PLC0415 - once Django knows its surroundings

    if site.own is not None:
        lay(Bench(desk=SealedDesk(folder=folder, box=site.own.box)))


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dipoli node serve", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the node")
    parser.add_argument("--port", type=int, default=None, metavar="PORT", help="where it listens")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="with the passphrase in its first line"
    )
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
