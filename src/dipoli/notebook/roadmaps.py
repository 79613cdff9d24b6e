"""Roadmaps explained, changed and tried: what `dipoli roadmap CASE` does with an action.

>>> import dipoli
>>> case = dipoli.read_case("cases/lake")
>>> why = dipoli.explain_roadmap(case, work=0)
>>> why.decision.verdict.value
'proven: there is none'
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from attrs import evolve, frozen

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap import find
from dipoli.analysis.roadmap.cp import is_installed
from dipoli.analysis.roadmap.effort import WORK
from dipoli.analysis.roadmap.explain import Explanation, explain, solver_of
from dipoli.analysis.roadmap.finder import TRIES, Roadmap
from dipoli.analysis.roadmap.question import Question
from dipoli.analysis.roadmap.robust import (
    Assumed,
    Driver,
    Robustness,
    Sample,
    Sturdy,
    What,
    drivers,
    how_far,
    judgements_of,
    sturdy,
)
from dipoli.analysis.roadmap.whatif import WhatIf, compare
from dipoli.codec.roadmap_question import ask_steps, change_steps


class StepsQuestion(TypedDict, total=False):
    """Words of a question about the steps of a case, as `dipoli.roadmap` takes them."""

    positions: str | None
    wanted: Iterable[str]
    only: bool
    refused: Iterable[str]
    away: Iterable[str]
    still: Iterable[str]
    more_verification: int
    accounting: str
    horizon: int
    by: int | None
    seed: int


@frozen(kw_only=True)
class Holding:
    """How far a roadmap holds, and what was asked besides.

    Args:
        roadmap: the roadmap.
        robustness: how far it holds when judgements are off within their ranges.
        sturdy: a roadmap that holds within a budget of errors; None where not asked.
        drivers: judgements that change the order alone; None where not asked.
    """

    roadmap: Roadmap
    robustness: Robustness
    sturdy: Sturdy | None
    drivers: tuple[Driver, ...] | None


def explain_roadmap(
    case: Case, *, work: float = WORK, clash: bool = False, **question: Unpack[StepsQuestion]
) -> Explanation:
    """Say why there is no roadmap with all that was asked for, and what would make one.

    Args:
        case: the case.
        work: of a solver, for what neither walks nor arithmetic decide; 0 leaves it out.
        clash: whether tables of it name whose red line, as assessed, and whose limit stand in the
            way.
        **question: as `dipoli.roadmap` takes it.

    Returns:
        The verdict, what is left out and why, a smallest clash of assumptions, the smallest
        guarantee, and repairs that the checker accepts. In a notebook it is read as
        `dipoli.tables.explained` and `dipoli.tables.repairs`. Nobody is asked to move.

    Raises:
        CaseError: a word names what the case does not have, or it has no steps.
    """
    solver = solver_of(work) if work and is_installed() else None
    return evolve(explain(case, ask_steps(case, **question), solver=solver), clash=clash)


def whatif_roadmap(  # noqa: PLR0913 - the words of the command, by name
    case: Case,
    *,
    refuses: Iterable[str] = (),
    freezes: Iterable[str] = (),
    first: Iterable[str] = (),
    then: Iterable[str] = (),
    drops: Iterable[str] = (),
    longer: int = 0,
    tries: int = TRIES,
    **question: Unpack[StepsQuestion],
) -> WhatIf:
    """Say what changes in the roadmap of a question when one thing is changed.

    Args:
        case: the case.
        refuses: members and bodies that refuse their consent.
        freezes: baskets in which nothing of the exchange starts.
        first: steps or baskets that are verified before those of ``then`` start.
        then: steps or baskets that wait for those of ``first``.
        drops: steps that are not taken at all.
        longer: months by which every verification takes longer.
        tries: walks that are compared, for each of the two roadmaps.
        **question: as `dipoli.roadmap` takes it.

    Returns:
        Both roadmaps, which steps fall, start or move, and what could start now. In a notebook it
        is read as `dipoli.tables.changed`. It computes consequences; it forecasts nothing.

    Raises:
        CaseError: a word names what the case does not have, or the change makes no sense.
    """
    asked = ask_steps(case, **question)
    changed = change_steps(
        case, asked, refuses=refuses, freezes=freezes, first=first, then=then, drops=drops,
        longer=longer,
    )  # fmt: skip

    def look(case: Case, one: Question) -> Roadmap:
        return find(case, one, tries=tries)

    return compare(case, look(case, asked), changed, look)


def robust_roadmap(
    case: Case,
    *,
    assume: int | None = None,
    budget: int | None = None,
    profiles: int = 1000,
    drive: bool = False,
    tries: int = TRIES,
    **question: Unpack[StepsQuestion],
) -> Holding:
    """Say how far the roadmap of a question holds when judgements are off.

    Args:
        case: the case.
        assume: per cent either way, where the case states no range; None assumes none.
        budget: look, too, for a roadmap that is safe with any so many at their worse ends.
        profiles: how many are drawn.
        drive: whether to say which limits, and which figures of the weakest link, change the order.
        tries: walks that are compared.
        **question: as `dipoli.roadmap` takes it; its seed is that of the profiles, too.

    Returns:
        The roadmap and how far it holds. In a notebook it is read as `dipoli.tables.holds` and
        `dipoli.tables.weakest`. A share of profiles is no probability.

    Raises:
        CaseError: a word names what the case does not have.
        ValueError: a number makes no sense.
    """
    if profiles < 1 or (budget or 0) < 0 or not 0 <= (assume or 0) <= 100:  # noqa: PLR2004 - per cent
        message = "profiles are 1 or more, a budget 0 or more, an assumed range 0 to 100 per cent"
        raise ValueError(message)
    asked = ask_steps(case, **question)
    assumed = None if assume is None else Assumed.percent(assume)

    def look(case: Case, one: Question) -> Roadmap:
        return find(case, one, tries=tries)

    road = look(case, asked)
    sample = Sample(profiles=profiles, seed=asked.seed)
    told = how_far(case, asked, road.schedule, assumed=assumed, sample=sample)
    weak = set() if told.weakest is None else {one.step for one in told.weakest.judgements}
    rows = judgements_of(case, asked, assumed) if drive else ()
    some = [one for one in rows if one.what is What.LIMIT or one.step in weak]
    return Holding(
        roadmap=road,
        robustness=told,
        sturdy=None if budget is None else sturdy(case, asked, budget, assumed=assumed, look=look),
        drivers=tuple(drivers(case, asked, some)) if drive else None,
    )
