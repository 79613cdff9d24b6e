"""Long work with a clean stop: the work runs beside, the keyboard is heard at once.

The solver works outside Python and does not hear Ctrl-C. So the work runs in a thread of its own
while the main thread waits and listens. A stop loses nothing: results are written only when whole.

The solver's library now and then writes a line of its own to standard output, past Python. While
the work runs, that is sent nowhere, so that standard output holds what the command says and nothing
else; a command prints after its work.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from dipoli.faults import DipoliError

T = TypeVar("T")


def work(job: Callable[[], T]) -> T:
    """Do a job and stay ready to stop.

    Args:
        job: what to do.

    Returns:
        What the job returns.

    Raises:
        KeyboardInterrupt: the reader pressed Ctrl-C.
        Exception: whatever the job raised.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(job())
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    with _quiet():
        thread.start()
        while thread.is_alive():
            thread.join(0.1)
    if errors:
        raise errors[0]
    return results[0]


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    if sys.stdout is None:
        message = "standard output is closed: nothing can be told"
        raise DipoliError(message)
    sys.stdout.flush()
    library = ctypes.CDLL(None)
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        library.fflush(None)
        os.dup2(nowhere, 1)
        yield
    finally:
        library.fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def progress(words: str) -> None:
    """Tell what is being worked on: one line that is overwritten, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{words[:100]}")
        sys.stderr.flush()


def done() -> None:
    """Wipe the line of progress."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def clock() -> float:
    """Seconds, for times of answers."""
    return time.monotonic()
