"""A program that answers questions put by another: each is a command, run here in its place.

    python -m dipoli.cli.answering

Questions come over standard input, answers and progress go over standard output; nothing else does.
Whoever closes the input ends it, with all that it began. Ctrl-C stops the question at hand, as it
stops the command, and what was known is told.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import pickle
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

from dipoli.cli import patience
from dipoli.cli.main import parsed
from dipoli.cli.telling import Told, Words, lines_of
from dipoli.codec.messages import received, send
from dipoli.faults import DipoliError

if TYPE_CHECKING:
    from dipoli.analysis.case import Case

_WIDE, _COLUMNS = 2_000, 100
"""A paragraph is one line, and a page breaks it; columns are those of a terminal."""
_AGAIN = 0.2
"""Seconds from one word of progress to the next."""
Question = tuple[str, Sequence[str], "Case | None", Mapping[str, bytes]]
_ROOMS = (
    "dipoli.cli.roadmap",
    "dipoli.analysis.roadmap.whatif",
    "dipoli.codec.roadmap_question",
    "dipoli.codec.roadmap_explain_json",
    "dipoli.report.roadmap_explain_text",
    "dipoli.analysis.agreement",
    "dipoli.report.part",
)
"""What most questions need; first what a what-if needs, which is to answer soon."""


def main() -> int:
    """Answer until the input closes."""
    early = threading.Event()
    signal.signal(signal.SIGINT, lambda *_signal: early.set())  # of the first question: none other
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # a solver that prints disturbs no answer
    asked = queue.SimpleQueue[Question]()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    make_ready(lambda: early.is_set() or not asked.empty())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        kind, arguments, case, papers = asked.get()
        came: dict[str, Any] = {"stopped": True}
        if not early.is_set():
            came = answer(kind, arguments, case, partial(_progress, out, _Last()), papers)
        early.clear()
        send(out, json.dumps({"came": came}, ensure_ascii=False).encode())


def make_ready(wanted: Callable[[], bool]) -> None:
    """Load what most questions need while none is asked, so that the first does not wait for it.

    Args:
        wanted: whether there is something to do by now; what is left is then loaded when needed.
    """
    for room in _ROOMS:
        if wanted():
            return
        importlib.import_module(room)


def _listen(pipe: IO[bytes], asked: queue.SimpleQueue[Question]) -> None:
    for data in received(pipe):
        asked.put(pickle.loads(data))  # noqa: S301 - of the program that began this one
    os.killpg(0, signal.SIGKILL)


def answer(
    kind: str,
    arguments: Sequence[str],
    case: Case | None,
    told: patience.Ear,
    papers: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, Any]:
    """Answer one question.

    Args:
        kind: of the question, by which a page of the answer is drawn.
        arguments: the words of the command, after ``dipoli``.
        case: the case that it is asked of, where it is asked of one.
        told: is told what is worked on.
        papers: contents of files, by the options that name them; whoever asks holds them, and no
            file of them is read.

    Returns:
        What came of it: ``told``, ``words``, ``document``, ``fault``, ``stopped``, ``seconds``.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    wide = _COLUMNS if kind == "frameworks" else _WIDE
    start, came = time.monotonic(), _Came(wide)
    complaints = io.StringIO()
    try:
        with patience.heard_by(told), lines_of(wide), contextlib.redirect_stderr(complaints):
            args = parsed(arguments)
            args.case_value, args.hears, args.papers = case, came.hear, papers
            args.run(args)
            if came.value is not None:
                from dipoli.cli.answering_pages import drawn  # noqa: PLC0415 - where it is drawn

                came.parts["document"] = drawn(kind, case, came.value, args)
    except KeyboardInterrupt:  # also while its page is drawn: the answer stands without one
        came.parts["stopped"] = True
    except SystemExit:
        came.parts["fault"] = complaints.getvalue().strip()
    except (DipoliError, OSError) as fault:
        came.parts["fault"] = str(fault)
    except Exception as fault:  # noqa: BLE001 - whoever asked is told, and may ask another question
        came.parts["fault"] = f"The program failed: {type(fault).__name__}: {fault}"
    finally:
        signal.signal(signal.SIGINT, before)
    return {**came.parts, "seconds": time.monotonic() - start}


class _Came:
    """What was heard of an answer."""

    def __init__(self, width: int) -> None:
        self._width = width
        self.parts: dict[str, Any] = {}
        self.value: object = None

    def hear(self, told: Told, words: Words, value: object) -> None:
        self.parts |= {"told": told(), "words": words(self._width)}
        self.value = value


class _Last:
    """When progress was told last."""

    at = float("-inf")


def _progress(out: IO[bytes], last: _Last, words: str) -> None:
    now = time.monotonic()
    if now - last.at >= _AGAIN:
        last.at = now
        send(out, json.dumps({"progress": words}).encode())


if __name__ == "__main__":
    main()
