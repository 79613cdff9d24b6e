"""``dipoli node serve``: the pages of the site on the delegation's own machine.

Pages live in a room of their own, which the command line does not enter: the command goes over into
the program that serves them.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dipoli.cli.node_desk import add_folder, add_passphrase
from dipoli.faults import RefusedError

_NEEDED = ("django", "uvicorn")
_PROGRAM = "dipoli.web.node_desk"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "serve",
        help="show this node's own copy in a browser, sealed circles included",
        description="Serves the pages of the site on this machine alone, over this node's own "
        "verified copies, and opens what is sealed to its keys. It opens no connection to the "
        "outside. Until Ctrl-C.",
        epilog="See docs/howto/read-a-sealed-circle.md.",
    )
    add_folder(parser)
    parser.add_argument(
        "--port", type=int, metavar="PORT", help="where it listens; the first free one if not given"
    )
    add_passphrase(parser)
    parser.set_defaults(run=run_serve)


def run_serve(args: argparse.Namespace) -> int:
    """Go over into the program that serves the pages.

    Raises:
        RefusedError: what the pages need is not installed.
    """
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if lacking:
        message = (
            f"The pages were not started: {' and '.join(lacking)} cannot be found. "
            "Install them with: pip install 'dipoli[site]'"
        )
        raise RefusedError(message)
    words = [sys.executable, "-m", _PROGRAM, str(args.folder)]
    for name, value in (("--port", args.port), ("--passphrase-file", args.passphrase_file)):
        words += [] if value is None else [name, str(value)]
    _go_over(Path(sys.executable), words)
    return 0


def _go_over(program: Path, words: list[str]) -> None:
    """Become another program: the console and Ctrl-C are its own from then on."""
    sys.stdout.flush()
    os.execv(program, words)  # noqa: S606 - our own program, by our own words
