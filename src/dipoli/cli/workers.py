"""Who does a job for many values: this process, or several beside it.

Results come in the order of the values whoever does the work, so answers do not hang on the number
of processes. Each process begins anew (spawn) and does not hear Ctrl-C: it is ended by `close`, at
once, as whatever it was doing is done again by the next run.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from dipoli.faults import DipoliError

T = TypeVar("T")
R = TypeVar("R")
_PATIENCE = 5.0


class Workers:
    """Processes that are begun when there is something to share out.

    Args:
        processes: how many; with 1 everything is done here.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._others = set(multiprocessing.active_children())

    def __call__(self, job: Callable[[T], R], values: Sequence[T], /) -> Iterable[R]:
        """Do a job for every value.

        Args:
            job: a function of a module.
            values: what it is done for; they can be pickled.

        Returns:
            The results, in the order of the values.

        Raises:
            DipoliError: a process was ended from outside.
        """
        if self._processes == 1 or len(values) == 1:
            return map(job, values)
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, context)
        with _deaf():
            results = self._pool.map(job, values)
        return _told(results)

    def close(self) -> None:
        """End the processes at once."""
        if self._pool is None:
            return
        for process in set(multiprocessing.active_children()) - self._others:
            process.terminate()
        # A stop must never wait for ever, whatever state the processes were ended in.
        ending = threading.Thread(target=self._pool.shutdown, daemon=True)
        ending.start()
        ending.join(_PATIENCE)
        # What the processes shared is let go of now, as a command may end without ceremony.
        self._pool = None
        gc.collect()


@contextlib.contextmanager
def workers(processes: int) -> Iterator[Workers]:
    """Processes that are ended however the work ends."""
    begun = Workers(processes)
    try:
        yield begun
    finally:
        begun.close()


def _told(results: Iterable[R]) -> Iterator[R]:
    try:
        yield from results
    except BrokenProcessPool as error:
        message = (
            "a process that worked for this command was ended from outside, as happens when "
            "memory runs out; ask again with fewer processes"
        )
        raise DipoliError(message) from error


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are begun here never hear Ctrl-C: they inherit what this thread blocks."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
