"""Everything about why there is no roadmap with all wanted steps, and what would make one."""

from __future__ import annotations

from attrs import evolve

from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.analysis.roadmap.answers import Account, Block, Cause
from dipoli.analysis.roadmap.asked import bundles_of, steps_of
from dipoli.analysis.roadmap.closure import surely_before
from dipoli.analysis.roadmap.explain.answers import (
    Conflict,
    Decision,
    Escrow,
    Explanation,
    LeftOut,
    Repair,
    RepairKind,
    Shortfall,
    Tried,
    Verdict,
    Wait,
)
from dipoli.analysis.roadmap.explain.circle import shortest_circle, waits
from dipoli.analysis.roadmap.explain.conflict import conflict_of
from dipoli.analysis.roadmap.explain.deciding import TRIES, Decider, decide, first
from dipoli.analysis.roadmap.explain.escrow import escrow_of
from dipoli.analysis.roadmap.explain.repairs import Stuck, repairs_of
from dipoli.analysis.roadmap.explain.tried import tried_of
from dipoli.analysis.roadmap.finder import ASSUMPTIONS, Roadmap
from dipoli.analysis.roadmap.model import Model, compile_model
from dipoli.analysis.roadmap.question import Question

METHOD = (
    "Months before which nothing can start at the best, looked at once more from the rows;"
    " QuickXplain over named demands; greedy walks for every roadmap, each checked."
)
DOES_NOT_SHOW = (
    "That there is no other conflict: one smallest is told, not all.",
    "That a kind of repair does not exist where none is told: some changes are tried, not all.",
    "That anybody would or should make a change, give a guarantee or drop a step.",
)


def explain(
    case: Case,
    question: Question,
    *,
    tries: int = TRIES,
    solver: Decider | None = None,
) -> Explanation:
    """Why there is no roadmap with all wanted steps.

    Args:
        case: the case.
        question: what is asked of it.
        tries: walks for each question asked on the way.
        solver: an exact solver, for what neither walks nor the proof by months decide.

    Returns:
        Only the decision where there is a roadmap.

    Raises:
        ValueError: the question names what the case does not have.
    """
    decision = decide(case, question, tries=tries, solver=solver)
    model = compile_model(case, question)
    if decision.verdict is Verdict.ROADMAP:
        return _told(case, question, decision, tries)
    left = left_out(case, question, decision, solver, tries)
    never = {one.step: one.blocks for one in left if one.never}
    circle = shortest_circle(waits(model, never))
    proven = bool(circle)
    if not circle:
        circle = shortest_circle(waits(model, {one.step: one.blocks for one in left}))
    conflict = conflict_of(case, question, solver=solver, tries=tries)
    escrow = escrow_of(case, question, tries)
    stuck = Stuck(
        case=case,
        question=question,
        left_out=tuple(one.step for one in left),
        roots=tuple(one for one in _roots(left, circle) if one in steps_of(case, question)),
        circle=circle,
        short=_short(decision, left),
        escrow=escrow,
        tries=tries,
    )
    repairs = tuple(repairs_of(stuck))
    return _told(
        case,
        question,
        decision,
        tries,
        shortfalls=shortfalls(model, decision),
        left=left,
        circle=circle,
        proven=proven,
        escrow=escrow,
        conflict=conflict,
        repairs=repairs,
        tried=tuple(tried_of(stuck, _not_found(repairs))),
    )


def _not_found(repairs: tuple[Repair, ...]) -> tuple[RepairKind, ...]:
    """Kinds of which there is no repair."""
    found = {one.kind for one in repairs}
    return tuple(kind for kind in RepairKind if kind not in found)


def shortfalls(model: Model, decision: Decision) -> tuple[Shortfall, ...]:
    """Accounts that end below 0 in whatever order, with what they receive and give."""
    wanted = [n for n, row in enumerate(model.steps) if row.wanted]
    surely = surely_before(model, wanted) | set(wanted)
    acts = {act for n in surely for act in model.steps[n].acts}
    found = []
    for block in decision.proof.end:
        if block.account is None or block.short is None:
            continue
        account = model.accounts.index(block.account)
        cells = {cell for cell, one in enumerate(model.cells) if one == account}
        given = sum(p for n in surely for cell, p in model.steps[n].loss if cell in cells)
        given += sum(p for act in acts for cell, p in model.acts[act].loss if cell in cells)
        opening = model.opening[account]
        found.append(
            Shortfall(
                account=block.account,
                opening=opening,
                received=given - opening - block.short,
                given=given,
                short=block.short,
            )
        )
    return tuple(found)


def left_out(
    case: Case,
    question: Question,
    decision: Decision,
    solver: Decider | None = None,
    tries: int = TRIES,
) -> tuple[LeftOut, ...]:
    """Wanted steps that the furthest roadmap leaves out, each proven never to start or not.

    Of each of the others it is asked whether there is a roadmap for it alone, whatever else is
    taken on the way.
    """
    road = decision.roadmap
    steps = steps_of(case, question)
    names = steps if question.wanted is None else question.wanted
    last = {} if road is None else {one.step: one.blocks for one in road.schedule.unscheduled}
    never = set(decision.proof.never)
    bundles = bundles_of(case, question)
    return tuple(
        LeftOut(
            step=name,
            never=name in never,
            otherwise=None if name in never else _otherwise(case, question, name, solver, tries),
            blocks=decision.proof.blocks[name] if name in never else last[name],
            bundles=tuple(one.id for one in bundles if name in one.steps),
        )
        for name in names
        if name in last
    )


def _otherwise(
    case: Case, question: Question, name: str, solver: Decider | None, tries: int
) -> Roadmap | None:
    alone = evolve(question, wanted=(name,), others=True)
    road = first(case, alone, tries)
    if not road.check.complete and solver is not None:
        road = solver(case, alone)[1] or road
    return road if road.check.complete else None


def _roots(left: tuple[LeftOut, ...], circle: tuple[Wait, ...]) -> tuple[str, ...]:
    """Steps of the circle, and those that wait for no other step."""
    inside = {wait.step for wait in circle}
    follows = (Cause.PREREQUISITE, Cause.ORDER)
    return tuple(
        one.step
        for one in left
        if one.step in inside or not any(block.cause in follows for block in one.blocks)
    )


def _short(decision: Decision, left: tuple[LeftOut, ...]) -> tuple[Account, ...]:
    blocks: list[Block] = [*decision.proof.end, *(block for one in left for block in one.blocks)]
    return tuple(dict.fromkeys(one.account for one in blocks if one.account is not None))


def _told(  # noqa: PLR0913 - the parts of an explanation
    case: Case,
    question: Question,
    decision: Decision,
    tries: int,
    *,
    shortfalls: tuple[Shortfall, ...] = (),
    left: tuple[LeftOut, ...] = (),
    circle: tuple[Wait, ...] = (),
    proven: bool = False,
    escrow: Escrow | None = None,
    conflict: Conflict | None = None,
    repairs: tuple[Repair, ...] = (),
    tried: tuple[Tried, ...] = (),
) -> Explanation:
    asked = decision.verdict is not Verdict.ROADMAP
    return Explanation(
        question=question,
        decision=decision,
        shortfalls=shortfalls,
        left_out=left,
        circle=circle,
        circle_proven=proven,
        escrow=escrow,
        conflict=conflict,
        repairs=repairs,
        not_found=_not_found(repairs) if asked else (),
        tried=tried,
        receipt=Receipt(
            method=METHOD,
            exact=decision.verdict is not Verdict.UNDECIDED and not decision.by_solver,
            parameters={
                "walks for each question": str(tries),
                "accounts": question.accounting.value,
                "horizon in months": str(question.horizon),
            },
            seed=question.seed,
            inputs=case.digest,
            versions={},
            seconds=None,
            assumptions=ASSUMPTIONS,
            does_not_show=DOES_NOT_SHOW,
        ),
    )
