"""Long work with a clean stop: the work runs beside, the keyboard is heard at once.

The solver works outside Python and does not hear Ctrl-C. So the work runs in a thread of its own
while the main thread waits and listens. A stop loses nothing: results are written only when whole;
and where a job tells what it knows so far, that is written, marked as not whole.

The solver's library now and then writes a line of its own to standard output, past Python. While
the work runs, that is sent nowhere, so that standard output holds what the command says and nothing
else; a command prints after its work.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from attrs import field, frozen

from dipoli.faults import DipoliError

T = TypeVar("T")

TOLD = "stopped: what was known so far is told on standard output; the rest is unknown"


@frozen(kw_only=True)
class Halt:
    """Tells a job to end with what it has.

    Args:
        asked: set when it should.
        patience: seconds that are waited for it; a second Ctrl-C ends the waiting at once.
    """

    asked: threading.Event = field(factory=threading.Event)
    patience: float = 20.0


def work(
    job: Callable[[], T], sofar: Callable[[], str] | None = None, *, halt: Halt | None = None
) -> T:
    """Do a job and stay ready to stop.

    Args:
        job: what to do.
        sofar: at a stop, what is known so far, in words for standard output.
        halt: for a job that ends by itself, with what it has, soon after it is told to.

    Returns:
        What the job returns; where it was told to halt, the caller asks whether it was.

    Raises:
        KeyboardInterrupt: the reader pressed Ctrl-C, or pressed it again after a stop.
        Exception: whatever the job raised.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(job())
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            errors.append(error)
        finally:
            ended.set()

    # a thread whose join was interrupted may be called dead while it goes on: ask an event instead
    ended = threading.Event()
    thread = threading.Thread(target=run, daemon=True)
    with _quiet() as out:
        try:
            thread.start()
            _wait(ended)
        except KeyboardInterrupt:
            if halt is not None:
                halt.asked.set()
                _wait(ended, halt.patience)
            if sofar is not None:
                _tell(sofar, out)
                raise KeyboardInterrupt(TOLD) from None
            if not ended.is_set() or halt is None:
                raise
    if errors:
        raise errors[0]
    return results[0]


def _wait(ended: threading.Event, patience: float = math.inf) -> None:
    """Wait for the end, in short steps, so that the keyboard is heard between them."""
    last = clock() + patience
    while clock() < last and not ended.wait(0.1):
        pass


def _tell(sofar: Callable[[], str], out: int) -> None:
    """Write what is known so far, whole: a second Ctrl-C does not cut it in two."""
    kept = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        done()
        words = f"{sofar()}\n".encode(sys.stdout.encoding or "utf-8", "backslashreplace")
        # the solver goes on in its thread and may write to descriptor 1: that stays nowhere
        while words:
            words = words[os.write(out, words) :]
    finally:
        signal.signal(signal.SIGINT, kept)


@contextlib.contextmanager
def _quiet() -> Iterator[int]:
    """Send what is written to standard output nowhere; gives the descriptor of the real one."""
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
        yield kept
    finally:
        library.fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


Ear = Callable[[str], None]
_ears: list[Ear] = []


@contextlib.contextmanager
def heard_by(ear: Ear) -> Iterator[None]:
    """While this lasts, what is being worked on is told to a program that asked by itself."""
    _ears.append(ear)
    try:
        yield
    finally:
        _ears.remove(ear)


def progress(words: str) -> None:
    """Tell what is being worked on: one line that is overwritten, on a terminal only."""
    for ear in tuple(_ears):
        ear(words)
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
