"""A room off the record on pages: another program of this machine shows them, through two pipes.

The pages live in a room of their own, which the command line does not enter. What was said stays in
the memory of that program, which writes nothing; one line comes back from it when the room closes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dipoli.cli.room_desk import Left
from dipoli.faults import RefusedError
from dipoli.forum.name_scan import Known
from dipoli.forum.room_case import named

if TYPE_CHECKING:
    from dipoli.analysis.case import Case

_NEEDED = ("django", "uvicorn")
_ENDS_IN = 8


@contextmanager
def on_pages(
    known: tuple[Known, ...], least: int, ranges: int, ends: float, port: int | None
) -> Iterator[Left | None]:
    """What leaves a room that was held on pages; while this lasts they say that it is closed.

    Args:
        known: names that the circle knows.
        least: among so many people a text may leave.
        ranges: so many ranges of one position join at once.
        ends: the announced end, in seconds of the clock of this machine.
        port: where the pages are; None for the first free one.

    Raises:
        RefusedError: the pages could not be shown, or ended before the room was closed.
    """
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if lacking:
        message = (
            f"The pages were not started: {' and '.join(lacking)} cannot be found. "
            "Install them with: pip install 'dipoli[site]'"
        )
        raise RefusedError(message)
    asked = {"known": [(one.name, one.sort.value) for one in known], "least": least,
             "ranges": ranges, "ends": ends, "port": port}  # fmt: skip
    program = subprocess.Popen(
        [sys.executable, "-m", "dipoli.web.room"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        assert program.stdin is not None  # noqa: S101 - both are pipes
        assert program.stdout is not None  # noqa: S101
        program.stdin.write(f"{json.dumps(asked)}\n")
        program.stdin.flush()
        line = program.stdout.readline()
        if not line:
            message = "The pages ended before the room was closed. Nothing leaves, nothing is kept."
            raise RefusedError(message)
        yield left_of(json.loads(line))
    finally:
        _end(program)


def left_of(told: dict[str, Any] | None) -> Left | None:
    """What leaves, from the line that tells of it; the case is read anew from its papers.

    Raises:
        RefusedError: its papers are others than those that the text names.
    """
    if told is None:
        return None
    first, second = told["persons"]
    case = _case(told["papers"]) if told["papers"] else None
    if (None if case is None else case.digest) != named(told["words"]):
        message = "The text names other papers than those of the case. Nothing leaves."
        raise RefusedError(message)
    return Left(
        words=told["words"], title=told["title"], persons=(first, second),
        stand=tuple(told["stand"]), case=case,
        folder=Path(told["folder"]) if case is not None else None,
    )  # fmt: skip


def _case(papers: dict[str, str]) -> Case | None:
    from dipoli.codec.case_texts import read_texts  # noqa: PLC0415 - a quick --help

    return read_texts(papers).case


def _end(program: subprocess.Popen[str]) -> None:
    """Close its pipe, on which it ends by itself; whatever was sent back is let go of."""
    for pipe in (program.stdin, program.stdout):
        if pipe is not None:
            pipe.close()
    try:
        program.wait(_ENDS_IN)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
