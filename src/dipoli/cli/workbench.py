"""``dipoli workbench``: cases are written and changed in the browser, on one's own machine.

Pages live in a room of their own, which the command line does not enter: the command goes over into
the program that serves them.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from dipoli.faults import RefusedError

_NEEDED = ("django", "uvicorn")
_PROGRAM = "dipoli.web.workbench"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "workbench",
        help="write and change cases in a browser, on this machine alone",
        description="Serves the workbench on this machine alone, over the case folders in FOLDER, "
        "which is made if it is not there. It opens no connection to the outside. Until Ctrl-C.",
        epilog="See docs/howto/use-the-workbench.md.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the cases lie")
    parser.add_argument(
        "--port", type=int, metavar="PORT", help="where it listens; the first free one if not given"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
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
    words += [] if args.port is None else ["--port", str(args.port)]
    sys.stdout.flush()
    os.execv(sys.executable, words)  # noqa: S606 - our own program, by our own words
    return 0
