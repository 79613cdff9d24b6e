"""Processes that answer: as the command does, stopped at once, and with nothing left behind."""

from __future__ import annotations

import json
import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from tests.workbench.runs.asking import LAKE, ROOT, lake, printed, timeless

from dipoli.codec.messages import received, send
from dipoli.codec.shipped import shipped
from dipoli.workbench.runs.crew import Came, Crew, Job
from dipoli.workbench.runs.question import Question, ask

LONG = 120.0


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    """A crew whose process stays warm from one test to the next."""
    made = Crew(most=1)
    yield made
    made.close()


class Ended:
    """Waits for what comes of a job."""

    def __init__(self) -> None:
        self._event, self._came = threading.Event(), list[Came]()

    def __call__(self, came: Came) -> None:
        """It has ended."""
        self._came.append(came)
        self._event.set()

    def wait(self) -> Came:
        """What came of it, once."""
        assert self._event.wait(LONG)
        (came,) = self._came
        return came


def put(crew: Crew, asked: Question, name: str, arguments: list[str] | None = None) -> Ended:
    """Put a question to the lake."""
    ended = Ended()
    words = tuple(arguments or asked.arguments("CASE"))
    crew.start(Job(id=name, kind=asked.kind, arguments=words, case=lake()), ended)
    return ended


def _questions() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A sample: every kind that answers soon, with words drawn by a seed."""
    chance, case = random.Random(2031), lake()
    seat = chance.choice(case.members)
    basket = chance.choice(case.baskets).id
    issue = chance.choice(case.issues)
    yield "agree", [("still", basket), ("gives", "yes")]
    yield "home", [("seat", seat), ("held", "yes")]
    yield "interests", [("deal", ",".join(case.members[:2])), ("hold", f"{issue.id}=0,1")]
    yield "carry", [("issue", issue.id), ("between", ",".join(case.members[:2]))]
    yield "roadmap", [("tries", "3"), ("work", "0"), ("objective", "value"), ("clash", "yes")]
    yield "whatif", [("tries", "3"), ("longer", str(chance.randint(1, 9))), ("freezes", basket)]
    yield "explain", [("work", "0"), ("refused", seat)]
    yield "holds", [("tries", "3"), ("profiles", "20")]
    yield "frameworks", [("ids", "asean"), ("ids", "nato")]


@pytest.mark.parametrize(("kind", "words"), list(_questions()), ids=lambda one: str(one)[:12])
def test_a_page_gets_what_the_command_prints(
    crew: Crew, kind: str, words: list[tuple[str, str]]
) -> None:
    asked = ask(kind, words)
    came = put(crew, asked, kind).wait()
    assert came.fault == ""
    assert timeless(came.told) == timeless(printed(asked.arguments(str(LAKE))))
    assert came.words
    assert bool(came.document) is (kind in {"agree", "roadmap", "frameworks"})


def test_declarations_are_answered_as_by_the_command(crew: Crew) -> None:
    corpus, codebook = shipped("corpora") / "lake", shipped("codebooks") / "lake.yaml"
    words = [("corpus", "lake"), ("codebook", "lake"), ("genre", "speech"), ("draws", "100")]
    asked = ask("salience", words)
    arguments = asked.arguments("", {"corpus": str(corpus), "codebook": str(codebook)})
    came = put(crew, asked, "texts", arguments).wait()
    assert came.fault == ""
    assert timeless(came.told) == timeless(printed(arguments))


def test_words_that_the_case_does_not_have_are_told_as_the_command_tells_them(crew: Crew) -> None:
    came = put(crew, ask("whatif", [("refuses", "NOBODY")]), "bad").wait()
    assert "the id or code of a member or body" in came.fault
    assert came.told is None
    assert put(crew, ask("home", [("seat", lake().members[0])]), "good").wait().told is not None


def _long(crew: Crew, name: str) -> Ended:
    asked = ask("roadmap", [("tries", "1000000"), ("work", "0"), ("limit", "3600")])
    ended, case = Ended(), lake()
    crew.start(
        Job(id=name, kind=asked.kind, arguments=tuple(asked.arguments("X")), case=case), ended
    )
    return ended


def _begun(crew: Crew, name: str) -> int:
    """Wait until a process says what it is working on; its id."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        going = crew.of(name)
        assert going is not None
        if going.progress and going.worker is not None:
            return going.worker.pid
        time.sleep(0.02)
    pytest.fail("it never began")


def _gone(pid: int) -> bool:
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        try:
            os.killpg(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_stop_keeps_what_was_known_and_ends_the_process_and_who_waits_comes_next(
    crew: Crew,
) -> None:
    ended = _long(crew, "long")
    pid = _begun(crew, "long")
    title = lake().title.encode()
    for part in ("cmdline", "environ"):
        assert title not in Path(f"/proc/{pid}/{part}").read_bytes()
    second = put(crew, ask("home", [("seat", lake().members[0])]), "second")
    third = put(crew, ask("agree", []), "third")
    waits = crew.of("third")
    assert waits is not None
    assert waits.waits
    assert crew.stop("third")
    assert third.wait() == Came(stopped=True)
    assert crew.of("third") is None
    assert crew.stop("long")
    came = ended.wait()
    assert came.stopped
    assert came.told is not None
    assert came.told["ended"] == "it was stopped"
    assert _gone(pid)
    assert second.wait().told is not None
    assert not crew.stop("long")


def test_a_stop_that_comes_while_an_answer_is_kept_stops_no_other(
    crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeps, kept = threading.Event(), threading.Event()

    def keeping(_came: Came) -> None:
        keeps.set()
        kept.wait(LONG)

    asked = ask("home", [("seat", lake().members[0])])
    words = tuple(asked.arguments("CASE"))
    crew.start(Job(id="first", kind=asked.kind, arguments=words, case=lake()), keeping)
    assert keeps.wait(LONG)
    crew.most = 2  # the process of the first is free, and takes up the second
    try:
        ended = _long(crew, "second")
        pid = _begun(crew, "second")
        going = crew.of("first")
        assert going is not None
        assert going.worker is not None
        assert going.worker.pid == pid
        with monkeypatch.context() as patch:
            patch.setattr(going.worker, "ask_to_stop", lambda: pytest.fail("it stops the second"))
            assert crew.stop("first")
        assert crew.stop("second")
        assert ended.wait().stopped
    finally:
        crew.most = 1
        kept.set()


def test_a_process_that_is_ended_from_outside_is_told_and_another_takes_its_place(
    crew: Crew,
) -> None:
    ended = _long(crew, "long")
    pid = _begun(crew, "long")
    os.killpg(pid, signal.SIGKILL)
    came = ended.wait()
    assert (came.told, came.stopped) == (None, False)
    assert "ended from outside" in came.fault
    assert put(crew, ask("home", [("seat", lake().members[0])]), "next").wait().told is not None


_SITE = """
import sys, time
from tests.workbench.runs.test_crew import _begun, _long
from dipoli.workbench.runs.crew import Crew
crew = Crew(most=1)
_long(crew, "long")
print(_begun(crew, "long"), flush=True)
time.sleep(600)
"""


def test_a_site_that_dies_takes_its_processes_with_it() -> None:
    site = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _SITE],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    )
    assert site.stdout is not None
    pid = int(site.stdout.readline())
    site.kill()
    site.wait()
    site.stdout.close()
    assert _gone(pid)


_READY = """
import sys
from pathlib import Path
from dipoli.cli import answering
from dipoli.codec.case_folder import read_case

answering.make_ready(lambda: True)
print("numpy" in sys.modules, end=" ")
answering.make_ready(lambda: False)
case, known = read_case(Path(sys.argv[1])), set(sys.modules)
words = ["roadmap", "CASE", "whatif", "--longer=1", "--waits-for", case.baskets[0].id]
came = answering.answer("whatif", words, case, lambda _told: None)
print(bool(came["told"]), sorted(one for one in set(sys.modules) - known if "dipoli" in one))
"""


def test_a_process_that_was_made_ready_loads_nothing_for_a_what_if() -> None:
    words = [sys.executable, "-c", _READY, str(LAKE)]
    told = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own words
    assert told.stdout == "False True []\n"


_STOPPED_EARLY = """
import os, signal
from dipoli.cli import answering

answering.make_ready = lambda wanted: os.kill(os.getpid(), signal.SIGINT)
answering.main()
"""


def test_a_question_that_is_stopped_while_its_process_is_made_ready_ends_at_once() -> None:
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", _STOPPED_EARLY],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        for words in (("linkage", "CASE"), ("check",)):  # the second is no command of a page
            send(process.stdin, pickle.dumps((words[0], words, lake(), {})))
        stopped, other = (json.loads(data)["came"] for data in islice(received(process.stdout), 2))
        process.stdin.close()
    assert stopped == {"stopped": True}
    assert "stopped" not in other
    assert other["fault"]
