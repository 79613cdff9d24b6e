"""The command line: one parser, one table of exit codes, one place where errors are told.

An answer exits 0, "none" and "unknown" included; a record that was read and does not verify 1.
Papers that cannot be used exit 2, a refusal 3, an interruption 130.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

from dipoli.cli import (
    agree,
    carry,
    check,
    codebook,
    corpus,
    demonstrate,
    discourse,
    exports,
    forum,
    frameworks,
    frontier,
    imports,
    linkage,
    measures,
    node,
    office,
    report,
    roadmap,
    robust,
    seats,
    verify,
)
from dipoli.cli.nodes import let_go
from dipoli.faults import DipoliError, RefusedError

EXIT_ANSWER = 0
EXIT_NOT_VERIFIED = verify.EXIT_NOT_VERIFIED
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
    except KeyboardInterrupt as stop:
        return _say(str(stop) or "stopped: nothing was left half-written", EXIT_INTERRUPTED)
    except RefusedError as error:
        return _say(str(error), EXIT_REFUSED)
    except DipoliError as error:
        return _say(str(error), EXIT_BAD_INPUT)
    except OSError as error:
        return _say(_of_file(error), EXIT_BAD_INPUT)
    finally:
        let_go()
    return code


def run() -> None:
    """Run one command as a program.

    The process ends at once, without waiting for a solver that was stopped in the middle.
    """
    code = main()
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    with contextlib.suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _of_file(error: OSError) -> str:
    """What is wrong with a file, in words; as the machine says it where we have none."""
    if error.filename is not None:
        if isinstance(error, FileNotFoundError):
            return f"{error.filename}: there is no such file or folder."
        if isinstance(error, IsADirectoryError):
            return f"{error.filename} is a folder. Give a file."
        if isinstance(error, NotADirectoryError):
            return f"{error.filename} lies in no folder: a part of the path is a file."
        if isinstance(error, PermissionError):
            return f"{error.filename} cannot be opened: this user has no permission for it."
    return f"the answer could not be written or a file not be read: {error}"


def _say(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)
    return code


@cache
def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dipoli",
        description="Where is common ground, and where none? Dipoli computes the consequences of "
        "stated assumptions. It forecasts nothing and advises nobody.",
        epilog="Every command takes --help and --json. The first steps are in docs/tutorial.",
    )
    parser.add_argument("--version", action="version", version=f"dipoli {version('dipoli')}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in (
        frameworks,
        measures,
        check,
        imports,
        exports,
        agree,
        frontier,
        linkage,
        carry,
        seats,
        robust,
        roadmap,
        discourse,
        codebook,
        report,
        corpus,
        verify,
        node,
        office,
        forum,
        demonstrate,
    ):
        room.add(commands)
    return parser


if __name__ == "__main__":
    run()
