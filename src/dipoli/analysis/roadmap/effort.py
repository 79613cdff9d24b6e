"""How much is done to find a roadmap: walks, work of a solver, seconds; the receipt says it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from importlib.metadata import version

from attrs import evolve, field, frozen, validators

from dipoli.analysis.case import Case, ConsentAct
from dipoli.analysis.roadmap import cp
from dipoli.analysis.roadmap.answers import Schedule
from dipoli.analysis.roadmap.asked import acts_for, acts_of, steps_of, windows_of
from dipoli.analysis.roadmap.checker import check
from dipoli.analysis.roadmap.figures import OBJECTIVES
from dipoli.analysis.roadmap.finder import TRIES, Roadmap, find
from dipoli.analysis.roadmap.greedy import Found
from dipoli.analysis.roadmap.question import Objective, Question
from dipoli.analysis.roadmap.solving import Means

Progress = Callable[[str], None]
"""Told, in a few words, what is being worked on."""
WORK = 5.0
"""Work of the solver, unless asked otherwise."""
ENDED = "ended because"
"""Under this key the receipt says why the search ended."""


class Ended(enum.Enum):
    """Why a search ended."""

    WHOLE = "everything was tried that was asked for"
    TIME = "the time was over"
    STOPPED = "it was stopped"


@frozen(kw_only=True)
class Effort:
    """How much is done to find a roadmap.

    Args:
        tries: walks.
        work: limit of the solver that follows them, in its own units, about seconds of one core;
            0 to do without, as is done where OR-Tools is not installed.
        limit: seconds after which the best so far is told; counts only with a clock.
        clock: where seconds come from; None when times are not told.
        stop: asked between walks; True ends the search with the best one so far.
    """

    tries: int = field(default=TRIES, validator=validators.ge(1))
    work: float = field(default=WORK, validator=validators.ge(0))
    limit: float = field(default=60.0, validator=validators.gt(0))
    clock: Callable[[], float] | None = None
    stop: Callable[[], bool] = lambda: False


def find_within(
    case: Case,
    question: Question,
    effort: Effort | None = None,
    *,
    objectives: Sequence[Objective] = OBJECTIVES,
    progress: Progress = lambda _words: None,
) -> Roadmap:
    """A roadmap, looked for with a given effort; decisions stand where they are needed.

    Args:
        case: the case.
        question: what is asked of its steps.
        effort: how much is done to find it.
        objectives: what is better, the first first.
        progress: told each better roadmap.

    Returns:
        The roadmap, which the checker accepts. Its receipt says why the search ended. The same
        seed and number of walks give the same roadmap unless time or a stop ended the search.

    Raises:
        ValueError: the question names what the case does not have.
        RuntimeError: the checker refuses what was found; a fault of this program.
    """
    effort = effort if effort is not None else Effort()
    start = effort.clock() if effort.clock is not None else 0.0
    ended = Ended.WHOLE

    def over() -> bool:
        nonlocal ended
        if effort.stop():
            ended = Ended.STOPPED
        elif effort.clock is not None and effort.clock() - start > effort.limit:
            ended = Ended.TIME
        return ended is not Ended.WHOLE

    def told(number: int, found: Found) -> None:
        left = f", {found.walk.missing} steps left out" if found.walk.missing else ""
        progress(f"walk {number + 1}: {found.walk.verified} months{left}")

    solving = effort.work > 0 and cp.is_installed()
    found = find(
        case,
        question,
        objectives=objectives,
        tries=effort.tries,
        means=Means(work=effort.work, seconds=effort.limit) if solving else None,
        stop=over,
        told=told,
    )
    schedule = when_needed(case, question, found.schedule)
    verdict = check(case, question, schedule)
    if not verdict.safe:
        message = f"the checker refuses decisions where they are needed: {verdict.faults[0]}"
        raise RuntimeError(message)
    receipt = evolve(
        found.receipt,
        parameters={
            "positions": question.positions,
            **found.receipt.parameters,
            "seconds at most": f"{effort.limit:g}",
            ENDED: ended.value,
        },
        versions={
            "dipoli": version("dipoli"),
            "numpy": version("numpy"),
            **({"ortools": version("ortools")} if solving else {}),
            **found.receipt.versions,
        },
        seconds=None if effort.clock is None else effort.clock() - start,
    )
    return evolve(found, schedule=schedule, check=verdict, receipt=receipt)


def ended(roadmap: Roadmap) -> Ended:
    """Why the search for a roadmap ended."""
    return Ended(roadmap.receipt.parameters.get(ENDED, Ended.WHOLE.value))


def when_needed(case: Case, question: Question, schedule: Schedule) -> Schedule:
    """The schedule with each act that costs nothing put as late as the first step needs it.

    A body is not asked before it must be. An act that costs something stays where it was found.
    Within a month acts come first; a month only takes from accounts after what is verified in it,
    so that their order in it lowers no account further.
    """
    acts, steps = acts_of(case, question), steps_of(case, question)
    first: dict[str, int] = {}
    for start in schedule.starts:
        for name in start.steps:
            for act in acts_for(case, question, steps[name]):
                first.setdefault(act, start.month)
    moved = [
        evolve(start, month=_latest(case, acts[start.act], start.month, first[start.act]))
        if start.act in first and not acts[start.act].cost
        else start
        for start in schedule.starts
    ]
    in_order = sorted(moved, key=lambda one: (one.month, not one.act))
    return evolve(schedule, starts=tuple(in_order))


def _latest(case: Case, act: ConsentAct, found: int, needed: int) -> int:
    """The last month in which an act can be put so that it is decided in time."""
    windows = windows_of(case, act)
    for month in range(needed - act.months, found, -1):
        decided = month + act.months
        if all(any(one.is_open(decided) for one in rows) for rows in windows):
            return month
    return found
