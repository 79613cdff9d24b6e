"""The book of runs of one site: puts questions to the crew, keeps what comes of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping

from attrs import evolve, field, frozen

from dipoli.analysis.case import Case
from dipoli.faults import DipoliError, RefusedError
from dipoli.told import tell
from dipoli.workbench.runs.crew import Came, Crew, Job
from dipoli.workbench.runs.question import Question
from dipoli.workbench.runs.run import Run, State, Things, things_of
from dipoli.workbench.runs.shelf import Shelf, digest

Exact = Callable[[str], str]
"""Makes a page that was drawn of an answer one that a site can show."""


@frozen(kw_only=True)
class Asked:
    """What a question is put to.

    Args:
        question: with the digests of its papers.
        arguments: the words of the command.
        title: of the case, or of what else it is asked of.
        case: the case; None where it is about none.
        exercise: whether the states of what else it is asked of are invented.
        papers: contents of files beside the case, by the options of the command that name them.
        things: of these papers, for comparison with another run.
        mark: what else stands on the answer; empty for nothing.
    """

    question: Question
    arguments: tuple[str, ...]
    title: str
    case: Case | None = field(default=None, repr=False)
    exercise: bool = False
    papers: Mapping[str, bytes] = field(factory=dict, repr=False)
    things: Things = field(factory=dict, repr=False)
    mark: str = ""


class Book:
    """The runs of one desk.

    Args:
        shelf: where they are kept.
        crew: who works on them.
        version: of the program.
        now: tells the moment, ``YYYY-MM-DDTHH:MM:SSZ``.
        exact: makes a page that was drawn one that the site can show; as it is, if not given.
    """

    def __init__(
        self,
        shelf: Shelf,
        crew: Crew,
        *,
        version: str,
        now: Callable[[], str],
        exact: Exact = str,
    ) -> None:
        self.shelf, self.crew = shelf, crew
        self._version, self._now, self._exact = version, now, exact
        self._lock = threading.Lock()
        self._unkept: dict[str, Run] = {}

    def put(self, asked: Asked) -> Run:
        """Put a question.

        Returns:
            The run, which waits or is worked on.

        Raises:
            OSError: it cannot be kept; nothing was begun.
        """
        with self._lock:
            run = Run(
                id=self._free(asked.question),
                question=asked.question,
                state=State.WAITING,
                asked=self._now(),
                version=self._version,
                title=asked.title,
                exercise=asked.exercise or (asked.case is not None and asked.case.exercise),
                mark=asked.mark,
                things={
                    **({} if asked.case is None else things_of(asked.case)),
                    **asked.things,
                },
            )
            self.shelf.keep(run)
        job = Job(
            id=run.id,
            kind=asked.question.kind,
            arguments=asked.arguments,
            case=asked.case,
            papers=asked.papers,
        )
        self.crew.start(job, lambda came: self._ended(run, came))
        return run

    def run(self, name: str) -> Run | None:
        """A run; None where there is none of this name.

        Raises:
            DipoliError: it is damaged.
        """
        return self._as_it_is(name, self.shelf.read)

    def _as_it_is(self, name: str, read: Callable[[str], Run | None]) -> Run | None:
        going = self.crew.of(name)  # first: what ends meanwhile is kept by then
        if name in self._unkept:
            return self._unkept[name]
        found = read(name)
        if found is None or found.state.ended:
            return found
        if going is None:
            return evolve(found, state=State.INTERRUPTED)
        return evolve(found, state=State.WAITING if going.waits else State.UNDER_WAY)

    def runs(self, case: str = "") -> Iterator[Run]:
        """All runs, or those of a case, the latest first, each without its answer.

        An answer is empty where there is one. What is damaged is passed over.
        """
        found = []
        for name in self.shelf.names():
            try:
                run = self._as_it_is(name, self.shelf.brief)
            except DipoliError:
                continue
            if run is not None and (not case or run.question.case == case):
                found.append(run)
        yield from sorted(found, key=lambda one: (one.asked, one.id), reverse=True)

    def damaged(self) -> Iterator[str]:
        """Names of runs that are kept and cannot be read."""
        for name in self.shelf.names():
            try:
                self.shelf.brief(name)
            except DipoliError:
                yield name

    def found(self, question: Question) -> Run | None:
        """The latest run of this very question on the same papers, an answered one if there is."""
        held = []
        for name in self.shelf.names():
            if name.startswith(f"{question.key}-"):
                try:
                    held.append(self.run(name))
                except DipoliError:  # it is told of in the list
                    continue
        runs = sorted((one for one in held if one is not None), key=lambda one: _number(one.id))
        good = [one for one in runs if one.state in {State.DONE, State.WAITING, State.UNDER_WAY}]
        found = good or runs
        return found[-1] if found else None

    def stop(self, name: str) -> None:
        """Stop a run; one that has ended stays as it is."""
        self.crew.stop(name)

    def remove(self, name: str) -> None:
        """Remove a run.

        Raises:
            RefusedError: it is worked on.
        """
        if self.crew.of(name) is not None:
            raise RefusedError(tell("It is being worked on. Stop it first."))
        self._unkept.pop(name, None)
        self.shelf.remove(name)

    def _free(self, question: Question) -> str:
        """A name that no run has."""
        begins = f"{question.key}-"
        last = max(
            (_number(one) for one in self.shelf.names() if one.startswith(begins)), default=0
        )
        return f"{begins}{last + 1}"

    def _ended(self, run: Run, came: Came) -> None:
        page = self._exact(came.document).encode() if came.document else None
        state = State.STOPPED if came.stopped else State.FAILED if came.fault else State.DONE
        ended = evolve(
            run,
            state=state,
            ended=self._now(),
            told=came.told,
            words=came.words,
            fault=came.fault,
            seconds=round(came.seconds, 2),
            document="" if page is None else digest(page),
        )
        try:
            self.shelf.keep(ended, page)
        except (OSError, DipoliError) as fault:
            # Nothing of it is on the disk: it is told as long as this program runs.
            told = tell("The answer could not be kept: {why}.", why=str(fault))
            self._unkept[run.id] = evolve(
                ended, state=State.FAILED, told=None, words="", document="", fault=told
            )


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])
