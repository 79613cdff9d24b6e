"""The command line: one parser, one table of exit codes, one place where errors are told.

An answer exits 0, "none" and "unknown" included; a record that was read and does not verify 1.
Papers that cannot be used exit 2, a refusal 3, an interruption 130.

Only the room of the command that was asked for is loaded, so that a command starts at once; the
list of all commands loads them all.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

from dipoli.cli.nodes import let_go
from dipoli.faults import DipoliError, RefusedError

EXIT_ANSWER = 0
EXIT_NOT_VERIFIED = 1
EXIT_BAD_INPUT = 2
EXIT_REFUSED = 3
EXIT_INTERRUPTED = 130

_ROOMS = {
    "frameworks": ("frameworks",),
    "measures": ("measures",),
    "check": ("check",),
    "imports": ("import",),
    "exports": ("export",),
    "agree": ("agree",),
    "frontier": ("frontier",),
    "linkage": ("linkage",),
    "meaning": ("meaning",),
    "carry": ("carry",),
    "seats": ("interests", "home", "sitting"),
    "robust": ("robust",),
    "roadmap": ("roadmap",),
    "discourse": ("discourse",),
    "codebook": ("codebook",),
    "report": ("report",),
    "corpus": ("corpus",),
    "verify": ("verify",),
    "node": ("node",),
    "workbench": ("workbench",),
    "office": ("office",),
    "forum": ("forum",),
    "demonstrate": ("demonstrate",),
}
"""Modules of `dipoli.cli`, in the order of the help, each with the commands that it adds."""
_ROOM_OF = {command: room for room, commands in _ROOMS.items() for command in commands}


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
        words = sys.argv[1:] if arguments is None else list(arguments)
        args = parsed(words)
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


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """The words of a command as its options; as a parser does, it ends with what is wrong.

    Args:
        words: after the name of the program.
    """
    return _parser(_ROOM_OF.get(words[0], "") if words else "").parse_args(words)


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
def _parser(room: str = "") -> argparse.ArgumentParser:
    """The parser of all commands; of those of one room, which is ready sooner, if one is named."""
    parser = argparse.ArgumentParser(
        prog="dipoli",
        description="Where is common ground, and where none? Dipoli computes the consequences of "
        "stated assumptions. It forecasts nothing and advises nobody.",
        epilog="Every command takes --help and --json. The first steps are in docs/tutorial.",
    )
    parser.add_argument("--version", action="version", version=f"dipoli {version('dipoli')}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in (room,) if room else _ROOMS:
        importlib.import_module(f"dipoli.cli.{name}").add(commands)
    return parser


if __name__ == "__main__":
    run()
