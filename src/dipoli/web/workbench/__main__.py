"""``python -m dipoli.web.workbench FOLDER``: the workbench over a folder of cases, until Ctrl-C.

It listens on this machine alone, lets in who has the key that the console prints, and opens no
connection to the outside.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dipoli.faults import DipoliError
from dipoli.web.main import serve
from dipoli.web.port import free_port, tell_address
from dipoli.web.surroundings import surround
from dipoli.workbench.bench import Bench
from dipoli.workbench.folder_desk import FolderDesk

OWN = ".workbench"
"""The folder, among the cases, in which the pages keep their own: nothing of a case."""


def main(words: Sequence[str] | None = None) -> int:
    """Serve the workbench until Ctrl-C.

    Returns:
        0; 2 when it could not begin, with what to do; 130 when it was stopped before it began.
    """
    asked = _asked(words)
    try:
        ready(asked.folder)
        port = free_port(asked.port)
    except (DipoliError, OSError) as fault:
        sys.stderr.write(f"The workbench was not started. {fault}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped before the pages began. Nothing was left half-made.\n")
        return 130
    tell_address(f"http://127.0.0.1:{port}/workbench/", "Your workbench is at  ", sys.stdout)
    sys.stdout.write("To stop it: Ctrl-C\n")
    sys.stdout.flush()
    serve(port)
    sys.stdout.write("\nThe workbench has stopped. Every change was saved when it was made.\n")
    return 0


def ready(folder: Path) -> None:
    """Set what the pages need around them, and lay out the bench."""
    own = (folder / OWN).resolve()
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    surround(own, workbench=True)
    from dipoli.web.workbench.at import lay  # noqa: PLC0415 - once Django knows its surroundings

    lay(Bench(desk=FolderDesk(folder=folder.resolve())))


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dipoli workbench", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the cases lie")
    parser.add_argument("--port", type=int, default=None, metavar="PORT", help="where it listens")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
