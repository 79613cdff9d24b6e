"""A crew of processes that answer questions beside a site, each a program of its own.

A process is begun anew and reads its question from a pipe: nothing of a case stands in its words,
its surroundings or a file. It is asked to stop as a person stops a command at a terminal, and tells
what it had found until then; one that does not stop in time is ended with all that it began. The
site may stop at any moment: a process whose pipe closes ends itself.

One process is kept warm between questions, so that the next answer does not wait for a program to
be loaded. As many work at once as there are cores; other questions wait in the order of asking.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from dipoli.analysis.case import Case
from dipoli.codec.messages import received, send

PROGRAM = ("-m", "dipoli.cli.answering")
"""Asked as a program, as a person asks a command; nothing of it is loaded here."""
PATIENCE = 8.0
"""Seconds that a process is given to tell what it has, once it is asked to stop."""
_PACKAGE = Path(__file__).resolve().parents[3]


@frozen(kw_only=True)
class Job:
    """What a process is given.

    Args:
        id: of the run.
        kind: of the question, for who draws a page of the answer.
        arguments: the words of the command.
        case: the case; None where the question is about none.
        papers: contents of files beside it, by the options that name them; no file of them is read.
    """

    id: str
    kind: str
    arguments: tuple[str, ...]
    case: Case | None = field(default=None, repr=False)
    papers: Mapping[str, bytes] = field(factory=dict, repr=False)


@frozen(kw_only=True)
class Came:
    """What came of a job.

    Args:
        told: the answer as JSON; None where there is none.
        words: the answer in words.
        document: a page of it; empty where there is none.
        fault: why there is no answer; empty where there is one.
        seconds: that it took.
        stopped: whether it was stopped; what is told is then what was known.
    """

    told: Mapping[str, Any] | None = field(default=None, repr=False)
    words: str = field(default="", repr=False)
    document: str = field(default="", repr=False)
    fault: str = ""
    seconds: float = 0.0
    stopped: bool = False


@define(eq=False)
class Going:
    """A job that waits or is worked on.

    Args:
        job: what is asked.
        ended: is called with what came of it.
        begun: is called when it is taken up.
    """

    job: Job
    ended: Callable[[Came], None]
    begun: Callable[[], None]
    since: float = 0.0
    progress: str = ""
    stopping: bool = False
    answered: bool = False
    """Its process has told what came of it, and may be at work on another question by now."""
    worker: Worker | None = field(default=None, repr=False)

    @property
    def waits(self) -> bool:
        """Whether nobody works on it yet."""
        return self.worker is None


class Worker:
    """One process."""

    def __init__(self) -> None:
        self._silent = False
        paths = [str(_PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 - our own program, and words that we chose
            [sys.executable, *PROGRAM],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "100"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # a group of its own, which is ended whole
        )

    def answer(self, job: Job, progress: Callable[[str], None]) -> Came:
        """Do a job.

        Args:
            job: what is asked.
            progress: is called with what is being worked on.
        """
        ask, tell = self._process.stdin, self._process.stdout
        assert ask is not None  # noqa: S101 - both are pipes
        assert tell is not None  # noqa: S101 - both are pipes
        try:
            send(ask, pickle.dumps((job.kind, job.arguments, job.case, dict(job.papers))))
            for data in received(tell):
                said: dict[str, Any] = json.loads(data)
                if "progress" in said:
                    progress(said["progress"])
                elif "came" in said:
                    return Came(**said["came"])
        except (OSError, ValueError):
            pass  # it has ended: told below
        self._silent = True
        return Came(fault="The process that worked on it was ended from outside.")

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def ask_to_stop(self) -> None:
        """Stop it as a person stops a command."""
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGINT)

    def end(self) -> None:
        """End it at once, with all that it began."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]  # both are pipes
        self._process.wait()

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return not self._silent and self._process.poll() is None


class Crew:
    """The processes of one site.

    Args:
        most: so many work at once.
    """

    def __init__(self, most: int | None = None) -> None:
        self.most = most or len(os.sched_getaffinity(0))
        self._lock = threading.Lock()
        self._going: dict[str, Going] = {}
        self._idle: Worker | None = None
        self._closed = False

    def start(
        self, job: Job, ended: Callable[[Came], None], begun: Callable[[], None] = lambda: None
    ) -> None:
        """Put a question; it is worked on at once, or waits for its turn.

        Args:
            job: what is asked; a run is worked on once at a time.
            ended: is called with what came of it, from another thread.
            begun: is called when it is taken up, from another thread.
        """
        with self._lock:
            if self._closed or job.id in self._going:
                return
            self._going[job.id] = Going(job, ended, begun)
            self._take_up()

    def of(self, run: str) -> Going | None:
        """How far a run is; None where nobody works on it and it does not wait."""
        with self._lock:
            return self._going.get(run)

    def stop(self, run: str) -> bool:
        """Stop a run.

        Returns:
            Whether it waited or was worked on.
        """
        with self._lock:
            going = self._going.get(run)
            if going is None or going.stopping or going.answered:
                return going is not None
            going.stopping, worker = True, going.worker
            if worker is None:
                del self._going[run]
            else:
                worker.ask_to_stop()
        if worker is None:
            going.ended(Came(stopped=True))
        else:
            late = threading.Timer(PATIENCE, self._end_late, (run, worker))
            late.daemon = True
            late.start()
        return True

    def warm(self) -> None:
        """Have a process ready before the first question."""
        with self._lock:
            if self._idle is None and not self._going and not self._closed:
                self._idle = Worker()

    def close(self) -> None:
        """End all processes: the site stops."""
        with self._lock:
            self._closed = True
            workers = [one.worker for one in self._going.values() if one.worker is not None]
            if self._idle is not None:
                workers.append(self._idle)
            self._going, self._idle = {}, None
        for one in workers:
            one.end()

    def _end_late(self, run: str, worker: Worker) -> None:
        with self._lock:
            going = self._going.get(run)
            late = going is not None and going.worker is worker and not going.answered
        if late:
            worker.end()

    def _take_up(self) -> None:
        """Give the next ones that wait to processes; the lock is held."""
        busy = sum(not one.waits for one in self._going.values())
        for going in [one for one in self._going.values() if one.waits][: self.most - busy]:
            worker = self._idle if self._idle is not None and self._idle.lives else Worker()
            self._idle = None
            going.worker, going.since = worker, time.monotonic()
            threading.Thread(target=self._work, args=(going, worker), daemon=True).start()

    def _work(self, going: Going, worker: Worker) -> None:
        def progress(words: str) -> None:
            going.progress = words

        going.begun()
        came = worker.answer(going.job, progress)
        with self._lock:
            going.answered = True
            if going.stopping:
                came = evolve(came, stopped=True, fault="")
            if self._closed:  # the site stops: what was under way shows as interrupted
                return
            # what was stopped may go on inside; what fell silent is of no use
            spent = going.stopping or came.stopped or not worker.lives or self._idle is not None
            if not spent:
                self._idle = worker
        if spent:
            worker.end()
        try:
            going.ended(came)
        finally:
            with self._lock:
                self._going.pop(going.job.id, None)
                self._take_up()
