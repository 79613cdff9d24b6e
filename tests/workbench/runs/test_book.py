"""The book: a question is put once it is kept, and what became of it is told truly."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import define, evolve, field
from tests.workbench.runs.asking import lake

from dipoli.faults import RefusedError
from dipoli.workbench.runs.book import Asked, Book
from dipoli.workbench.runs.crew import Came, Crew, Going, Job
from dipoli.workbench.runs.question import ask
from dipoli.workbench.runs.run import Run, State
from dipoli.workbench.runs.shelf import FolderShelf

ANSWER = Came(told={"receipt": {"method": "walks"}}, words="No step falls.", seconds=1.234)


@define
class Idle(Crew):
    """A crew that works when it is told to."""

    going: dict[str, Going] = field(factory=dict)

    def start(
        self, job: Job, ended: Callable[[Came], None], begun: Callable[[], None] = lambda: None
    ) -> None:
        """It waits."""
        self.going[job.id] = Going(job, ended, begun)

    def of(self, run: str) -> Going | None:
        """What waits."""
        return self.going.get(run)

    def stop(self, run: str) -> bool:
        """It stops at once."""
        self.end(run, Came(stopped=True))
        return True

    def end(self, run: str, came: Came) -> None:
        """It comes to an end."""
        self.going[run].ended(came)
        del self.going[run]


class Full(FolderShelf):
    """A shelf on a disk that is full once something was kept."""

    def keep(self, run: Run, document: bytes | None = None) -> None:
        """It is full."""
        if run.state is not State.WAITING:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().keep(run, document)


ASKED = Asked(
    question=evolve(ask("whatif", [("longer", "2")], case="waters"), rests={"case": "a" * 64}),
    arguments=("roadmap",),
    title="The waters",
    case=lake(),
)


def _book(place: Path, shelf: type[FolderShelf] = FolderShelf) -> tuple[Book, Idle]:
    crew = Idle()
    moments = iter(f"2031-05-01T10:{n:02}:00Z" for n in range(60))
    book = Book(shelf(folder=place), crew, version="1", now=lambda: next(moments))
    return book, crew


def test_a_run_goes_from_waiting_to_its_answer(tmp_path: Path) -> None:
    book, crew = _book(tmp_path)
    put = book.put(ASKED)
    waits = book.run(put.id)
    assert waits is not None
    assert (waits.state, waits.exercise, waits.title) == (State.WAITING, True, "The waters")
    with pytest.raises(RefusedError):
        book.remove(put.id)
    crew.end(put.id, ANSWER)
    done = book.run(put.id)
    assert done is not None
    assert (done.state, done.told, done.seconds) == (State.DONE, ANSWER.told, 1.23)
    assert done.receipt == {"method": "walks"}
    assert book.found(ASKED.question) == done
    book.remove(put.id)
    assert book.run(put.id) is None


def test_what_was_under_way_when_the_pages_stopped_is_interrupted(tmp_path: Path) -> None:
    book, _crew = _book(tmp_path)
    put = book.put(ASKED)
    anew, _other = _book(tmp_path)
    found = anew.run(put.id)
    assert found is not None
    assert found.state is State.INTERRUPTED
    assert [one.state for one in anew.runs()] == [State.INTERRUPTED]


def test_an_answer_is_found_before_a_later_run_without_one(tmp_path: Path) -> None:
    book, crew = _book(tmp_path)
    first, second = book.put(ASKED), book.put(ASKED)
    assert first.id != second.id
    crew.end(first.id, ANSWER)
    crew.end(second.id, Came(fault="it failed"))
    found = book.found(ASKED.question)
    assert found is not None
    assert found.id == first.id
    other = evolve(ASKED.question, rests={"case": "b" * 64})
    assert book.found(other) is None
    book.remove(first.id)
    again = book.put(ASKED)  # a number is never given to two runs that are both kept
    assert again.id != second.id


def test_a_stop_says_what_was_known(tmp_path: Path) -> None:
    book, crew = _book(tmp_path)
    nothing, something = book.put(ASKED), book.put(ASKED)
    book.stop(nothing.id)
    crew.end(something.id, evolve(ANSWER, stopped=True))
    states = {one.id: (one.state, one.told) for one in book.runs()}
    assert states[nothing.id] == (State.STOPPED, None)
    assert states[something.id] == (State.STOPPED, {})  # a list says that there is an answer
    answered = book.run(something.id)
    assert answered is not None
    assert (answered.state, answered.told) == (State.STOPPED, ANSWER.told)


def test_an_answer_that_cannot_be_kept_is_told_and_not_lost_in_silence(tmp_path: Path) -> None:
    book, crew = _book(tmp_path, Full)
    put = book.put(ASKED)
    crew.end(put.id, ANSWER)
    found = book.run(put.id)
    assert found is not None
    assert found.state is State.FAILED
    assert "No space left" in found.fault
    assert found.told is None
