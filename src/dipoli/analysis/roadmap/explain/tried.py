"""What was tried where no repair of a kind was found, and what stands in the way even then.

Of each kind the largest change is made at once: everything verified when its work is over, all that
is risked recoverable, accounts filled without limit, the steps at the root of it in many parts or
started as one. Of that changed question it is reckoned what no order reaches even at the best. The
first three are as large as a change of the kind can be, so what stays out of reach there stays out
of reach with every smaller one; the others are the largest that were tried, and show no more.

Does not show: what two kinds together would do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from dipoli.analysis.case import Bundle, Condition
from dipoli.analysis.roadmap.answers import Cause
from dipoli.analysis.roadmap.asked import steps_of, with_steps
from dipoli.analysis.roadmap.explain.answers import Hindrance, Proof, RepairKind, Tried
from dipoli.analysis.roadmap.explain.escrow import THIRD_PARTY
from dipoli.analysis.roadmap.explain.proof import holds, prove, shows_none
from dipoli.analysis.roadmap.explain.repairs import PARTS, Stuck
from dipoli.analysis.roadmap.explain.tranches import tranches
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.question import Accounting, Guarantee, Question

_FOLLOWS = (Cause.PREREQUISITE, Cause.ORDER)
_WHOLE = frozenset({
    RepairKind.VERIFICATION, RepairKind.RECOVERABLE, RepairKind.ADDED, RepairKind.ESCROW,
})  # fmt: skip
"""Kinds of which the change that is made here is as large as any can be."""


def tried_of(stuck: Stuck, kinds: tuple[RepairKind, ...]) -> Iterator[Tried]:
    """For each kind of which no repair was found, what was tried and what stands in the way.

    Args:
        stuck: what the search for repairs started from.
        kinds: those kinds; dropping steps changes what is asked, and is not among the answers.
    """
    for kind in kinds:
        if kind not in _MOST:
            continue
        asked = _MOST[kind](stuck)
        if asked is None:
            yield Tried(kind=kind, possible=False, sure=False, still=(), end=())
            continue
        yield _looked_at(stuck, kind, asked)


def _looked_at(stuck: Stuck, kind: RepairKind, asked: Question) -> Tried:
    case = stuck.case
    proof = prove(compile_model(case, asked))
    none = shows_none(case, asked, proof) and holds(case, asked, proof)
    return Tried(
        kind=kind,
        possible=True,
        sure=none and kind in _WHOLE,
        still=_still(stuck, proof) if none else (),
        end=tuple(dict.fromkeys(proof.end)) if none else (),
    )


def _still(stuck: Stuck, proof: Proof) -> tuple[Hindrance, ...]:
    """Steps that no order reaches, with what stands in the way of each itself.

    That one comes after another is told only where nothing else stands in the way, as in a circle.
    """
    never = {
        name: tuple(dict.fromkeys(proof.blocks.get(name, ())))
        for name in _needed(stuck)
        if name in proof.steps and proof.steps[name] is None
    }
    own = {
        name: tuple(one for one in blocks if one.cause not in _FOLLOWS)
        for name, blocks in never.items()
    }
    told = own if any(own.values()) else never
    return tuple(Hindrance(step=name, blocks=blocks) for name, blocks in told.items() if blocks)


def _needed(stuck: Stuck) -> tuple[str, ...]:
    """Wanted steps and all that they come after, in the order of the case."""
    steps = steps_of(stuck.case, stuck.question)
    wanted = steps if stuck.question.wanted is None else stuck.question.wanted
    needed: set[str] = set()
    ahead = list(wanted)
    while ahead:
        name = ahead.pop()
        if name not in needed:
            needed.add(name)
            ahead += steps[name].after if name in steps else ()
    order = [*steps, *(name for name in wanted if name not in steps)]
    return tuple(name for name in order if name in needed)


# ---------------------------------------------------------------- the largest change of each kind


def _tranches(stuck: Stuck) -> Question | None:
    steps = steps_of(stuck.case, stuck.question)
    costly = [name for name in stuck.roots if steps[name].cost]
    rows = [part for name in costly for part in tranches(steps[name], PARTS[-1])]
    return with_steps(stuck.case, stuck.question, rows) if rows else None


def _verification(stuck: Stuck) -> Question | None:
    steps = steps_of(stuck.case, stuck.question)
    if not stuck.question.more_verification and not any(
        one.verification_months for one in steps.values()
    ):
        return None
    rows = [evolve(one, verification_months=0) for one in steps.values()]
    return with_steps(stuck.case, evolve(stuck.question, more_verification=0), rows)


def _recoverable(stuck: Stuck) -> Question | None:
    steps = steps_of(stuck.case, stuck.question)
    risky = [one for one in steps.values() if one.cost and one.condition is Condition.EXCHANGE]
    rows = [evolve(one, recoverable=100) for one in risky if one.recoverable < 100]  # noqa: PLR2004 - per cent
    return with_steps(stuck.case, stuck.question, rows) if rows else None


def _filled(stuck: Stuck) -> Question | None:
    """Every account with as many points as all steps and decisions could ever take."""
    model = compile_model(stuck.case, stuck.question)
    losses = [points for row in model.steps for _cell, points in row.loss]
    losses += [points for row in model.acts for _cell, points in row.loss]
    if not sum(losses):
        return None
    limits = stuck.case.exposure_limits
    by_party = stuck.question.accounting is Accounting.PARTY
    given = tuple(
        Guarantee(
            party=one.party,
            towards=next(row.towards for row in limits if row.party == one.party)
            if by_party
            else one.towards,
            points=sum(losses),
            by=THIRD_PARTY,
        )
        for one in model.accounts
    )
    return evolve(stuck.question, guarantees=(*stuck.question.guarantees, *given))


def _joined(stuck: Stuck) -> Question | None:
    """The circle as one, or where there is none all the steps at the root of it."""
    group = tuple(dict.fromkeys(wait.step for wait in stuck.circle)) or stuck.roots
    if len(group) < 2:  # noqa: PLR2004 - one step is no bundle
        return None
    bundle = Bundle(id="joined", steps=group, reason="Started as one.")
    return evolve(stuck.question, joined=(*stuck.question.joined, bundle))


_MOST: dict[RepairKind, Callable[[Stuck], Question | None]] = {
    RepairKind.TRANCHES: _tranches,
    RepairKind.VERIFICATION: _verification,
    RepairKind.RECOVERABLE: _recoverable,
    RepairKind.ADDED: _filled,
    RepairKind.ESCROW: _filled,
    RepairKind.JOINED: _joined,
}
