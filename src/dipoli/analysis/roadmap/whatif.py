"""What if: a question changed in one respect, its roadmap, and what differs from the plain one.

`compare` tells of any changed question which steps fall, which come later or sooner and what could
start next. The other functions change a question in the ways most asked for, or read off the case
what waits for whose consent and for which basket. Nothing is a forecast: a step that comes later
here does so in the roadmaps that were found.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, frozen

from dipoli.analysis.case import Bundle, Case, Condition, Requirement, Step
from dipoli.analysis.roadmap.answers import Cause, Schedule, Start
from dipoli.analysis.roadmap.asked import acts_for, acts_of, bundles_of, refuses, steps_of
from dipoli.analysis.roadmap.checker import check
from dipoli.analysis.roadmap.explain.proof import holds, prove
from dipoli.analysis.roadmap.finder import Roadmap, find
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.question import Order, Question

# ---------------------------------------------------------------- values


@frozen(kw_only=True)
class Moved:
    """A step that starts in another month than in the plain roadmap; months above 0 are later."""

    step: str
    months: int


@frozen(kw_only=True)
class Possible:
    """What could start at a given state.

    Args:
        steps: the step, or the steps of a bundle.
        acts: decisions that are still to be taken first, and could be in that month.
    """

    steps: tuple[str, ...]
    acts: tuple[str, ...]


@frozen(kw_only=True)
class WhatIf:
    """A changed question beside the plain one.

    Args:
        plain: the roadmap of the plain question.
        roadmap: the roadmap of the changed one.
        falls: steps that start in the plain roadmap and not in this one, in the order of the case.
        never: those of them that no roadmap of the changed question starts: proven. Of the others
            it is only said that none was found.
        starts: steps that start in this one and not in the plain one.
        moved: steps of both that start in another month.
        now: what could start in month 0; empty when nothing could.
    """

    plain: Roadmap
    roadmap: Roadmap
    falls: tuple[str, ...]
    never: tuple[str, ...]
    starts: tuple[str, ...]
    moved: tuple[Moved, ...]
    now: tuple[Possible, ...]


@frozen(kw_only=True)
class Needs:
    """Whose consent a step needs, besides that of its actors to act.

    Args:
        step: the step.
        actors: who takes it.
        bodies: the bodies that the case names.
        consenters: those bodies with composite ones resolved into their parts, in the order in
            which the case names them.
        outside: consenters that are no actor of the step and no body of one.
        refused: whether one of the bodies refuses, by the question.
    """

    step: str
    actors: tuple[str, ...]
    bodies: tuple[str, ...]
    consenters: tuple[str, ...]
    outside: tuple[str, ...]
    refused: bool

    @property
    def own_power(self) -> bool:
        """Whether one state can take the step with none but its own bodies."""
        return len(self.actors) == 1 and not self.outside


@frozen(kw_only=True)
class Link:
    """A step of one basket waits for a step of another.

    Args:
        step: the step that waits.
        other: the step that it waits for.
        rule: the rule of state by which it does; empty where the other simply comes before.
    """

    step: str
    other: str
    rule: str


# ---------------------------------------------------------------- changed questions


def refusing(question: Question, codes: Sequence[str]) -> Question:
    """Members or bodies that give no consent, besides those that give none already."""
    return evolve(question, refused=tuple(dict.fromkeys((*question.refused, *codes))))


def slower(question: Question, months: int) -> Question:
    """Every verification takes so many months longer than before."""
    return evolve(question, more_verification=question.more_verification + months)


def freezing(question: Question, baskets: Sequence[str]) -> Question:
    """Baskets in which nothing of the exchange starts, besides those in which nothing does."""
    return evolve(question, frozen=tuple(dict.fromkeys((*question.frozen, *baskets))))


def dropping(question: Question, steps: Sequence[str]) -> Question:
    """Steps that are not taken at all; what comes after one of them falls with it."""
    return evolve(question, dropped=tuple(dict.fromkeys((*question.dropped, *steps))))


def ordered(case: Case, question: Question, first: Sequence[str], then: Sequence[str]) -> Question:
    """One thing before another, each named by steps or by whole baskets.

    A basket that is to come later stands for its steps of the exchange: what is unconditional
    waits for nothing unless it is named itself. A step that stands in both stays out of the order:
    it could never be kept.

    Args:
        case: the case.
        question: the question.
        first: steps and baskets that are verified before
        then: any of these steps and baskets starts.

    Raises:
        ValueError: a name is neither a step nor a basket.
    """
    steps = steps_of(case, question)
    before = _steps_in(case, steps, first)
    after = tuple(
        name
        for name in _steps_in(case, steps, then)
        if name in then or steps[name].condition is Condition.EXCHANGE
    )
    order = Order(
        first=tuple(name for name in before if name not in after),
        then=tuple(name for name in after if name not in before),
    )
    return evolve(question, orders=(*question.orders, order))


def _steps_in(case: Case, steps: dict[str, Step], names: Sequence[str]) -> tuple[str, ...]:
    baskets = {basket.id for basket in case.baskets}
    unknown = [name for name in names if name not in steps and name not in baskets]
    if unknown:
        message = f"neither a step nor a basket of the case: {', '.join(unknown)}"
        raise ValueError(message)
    return tuple(name for name, step in steps.items() if name in names or step.basket in names)


# ---------------------------------------------------------------- beside the plain one


def compare(
    case: Case,
    plain: Roadmap,
    question: Question,
    look: Callable[[Case, Question], Roadmap] = find,
) -> WhatIf:
    """The roadmap of a changed question, and what differs from the plain one.

    Args:
        case: the case.
        plain: the roadmap of the plain question.
        question: the changed question.
        look: by what roadmaps are looked for.

    Raises:
        ValueError: the question names what the case does not have.
    """
    road = look(case, question)
    before, after = plain.schedule.months, road.schedule.months
    names = tuple({**steps_of(case, plain.question), **steps_of(case, question)})
    proof = prove(compile_model(case, question))
    proven = set(proof.never) if holds(case, question, proof) else set()
    falls = tuple(name for name in names if name in before and name not in after)
    return WhatIf(
        plain=plain,
        roadmap=road,
        falls=falls,
        never=tuple(name for name in falls if name in proven or name in question.dropped),
        starts=tuple(name for name in names if name in after and name not in before),
        moved=tuple(
            Moved(step=name, months=after[name] - before[name])
            for name in names
            if name in before and name in after and before[name] != after[name]
        ),
        now=possible(case, question),
    )


def possible(
    case: Case, question: Question, done: Schedule | None = None, month: int = 0
) -> tuple[Possible, ...]:
    """What could start next, each by itself, at the present or after a part of a roadmap.

    Args:
        case: the case.
        question: what is asked; wanted or not, every step counts.
        done: what has started; what starts after the month is left out of it. None for nothing.
        month: the month asked about.

    Returns:
        Steps in the order of the case, then bundles; empty when nothing could start.
    """
    starts = tuple(one for one in (done.starts if done else ()) if one.month <= month)
    begun = {name for one in starts for name in (*one.steps, one.act)}
    units = [(name,) for name in steps_of(case, question)]
    bundles: list[Bundle] = list(bundles_of(case, question))
    found = []
    for unit in (*units, *(tuple(dict.fromkeys(one.steps)) for one in bundles)):
        if begun.intersection(unit) or not all((name,) in units for name in unit):
            continue
        acts = _acts(case, question, unit, begun)
        further = [Start(month=month, act=act) for act in acts]
        tried = (*starts, *further, Start(month=month, steps=unit))
        faults = check(case, question, Schedule(starts=tried)).faults
        if all(one.block.cause is Cause.MISSING for one in faults):
            found.append(Possible(steps=unit, acts=acts))
    alone = {one.steps[0] for one in found if len(one.steps) == 1}
    return tuple(one for one in found if len(one.steps) == 1 or not alone.issuperset(one.steps))


def _acts(case: Case, question: Question, unit: Sequence[str], begun: set[str]) -> tuple[str, ...]:
    steps = steps_of(case, question)
    acts = [act for name in unit for act in acts_for(case, question, steps[name])]
    return tuple(act for act in dict.fromkeys(acts) if act not in begun)


# ---------------------------------------------------------------- whose consent


def needs(case: Case, question: Question) -> tuple[Needs, ...]:
    """Whose consent each step needs, in the order of the case; composite bodies resolved."""
    owner = {body.code: body.of for body in case.ratifiers}
    acts = acts_of(case, question)
    return tuple(
        Needs(
            step=step.id,
            actors=step.actors,
            bodies=step.consents,
            consenters=(parts := _parts(case, step.consents)),
            outside=tuple(
                code
                for code in parts
                if code not in step.actors and owner.get(code) not in step.actors
            ),
            refused=any(
                refuses(case, question, acts[act].body) is not None
                for act in acts_for(case, question, step)
            ),
        )
        for step in steps_of(case, question).values()
    )


def _parts(case: Case, codes: Sequence[str]) -> tuple[str, ...]:
    """Codes with composite bodies resolved into those who make them up, each once."""
    parts = {body.code: body.all_of or () for body in case.ratifiers}
    found: dict[str, None] = {}
    ahead, seen = list(codes), set[str]()
    while ahead:
        code = ahead.pop(0)
        if code in seen:
            continue
        seen.add(code)
        if parts.get(code):
            ahead = [*parts[code], *ahead]
        else:
            found[code] = None
    return tuple(found)


# ---------------------------------------------------------------- between baskets


def links(case: Case, question: Question, basket: str) -> tuple[Link, ...]:
    """Steps of other baskets that wait for one of a basket, through prerequisites and rules.

    By a rule a step waits for one when it brings an issue to an option that requires another
    option, and the other step brings that issue there. Who waits through accounts, no single pair
    of steps tells: see `compare` with the basket frozen.

    Args:
        case: the case.
        question: the question.
        basket: id of the basket.

    Returns:
        Links in the order of the steps that wait; those through prerequisites first.
    """
    steps = steps_of(case, question)
    inside = {name for name, step in steps.items() if step.basket == basket}
    outside = [step for name, step in steps.items() if name not in inside]
    found = []
    for step in outside:
        found += [Link(step=step.id, other=one, rule="") for one in step.after if one in inside]
        for rule in case.requirements:
            found += [
                Link(step=step.id, other=name, rule=rule.id)
                for name in _answers(rule, step, steps)
                if name in inside
            ]
    return tuple(found)


def _answers(rule: Requirement, step: Step, steps: dict[str, Step]) -> Iterator[str]:
    """Steps that bring about what a step requires by a rule."""
    if 0 in rule.then.options or not any(
        move.issue == rule.if_.issue and move.option in rule.if_.options for move in step.advances
    ):
        return
    for name, move in itertools.chain.from_iterable(
        ((one.id, move) for move in one.advances) for one in steps.values()
    ):
        if move.issue == rule.then.issue and move.option in rule.then.options:
            yield name
