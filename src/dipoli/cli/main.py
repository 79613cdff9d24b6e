"""The command line: one parser, one table of exit codes, one place where errors are told.

An answer exits 0, "none" and "unknown" included. Papers that cannot be used exit 2, a refusal 3,
an interruption 130.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from dipoli.cli import agree, check, frameworks, report
from dipoli.faults import DipoliError, RefusedError

EXIT_ANSWER = 0
EXIT_BAD_INPUT = 2
EXIT_REFUSED = 3
EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after the name of the program; those of the process when None.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal without UTF-8 shows what it cannot print as an escape.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        args = _parser().parse_args(arguments)
        code = int(args.run(args))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has read enough; what is still to be written goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_ANSWER
    except KeyboardInterrupt:
        print("stopped: nothing was left half-written", file=sys.stderr)
        return EXIT_INTERRUPTED
    except RefusedError as error:
        print(error, file=sys.stderr)
        return EXIT_REFUSED
    except DipoliError as error:
        print(error, file=sys.stderr)
        return EXIT_BAD_INPUT
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dipoli",
        description="Where is common ground, and where none? Dipoli computes the consequences of "
        "stated assumptions. It forecasts nothing and advises nobody.",
        epilog="Every command takes --help and --json. The first steps are in docs/tutorial.",
    )
    parser.add_argument("--version", action="version", version=f"dipoli {version('dipoli')}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in (frameworks, check, agree, report):
        room.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
