"""A second checker of roadmaps, slow and naive, written from the definitions with fractions.

It was written without the first one at hand. Nothing is kept from one prefix to the next: the level
of an account after a start is summed up anew from the whole history, and so is the state.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from dipoli.analysis.case import Atom, Case, Condition, ConsentAct, Firmness, Step, Window
from dipoli.analysis.roadmap.answers import Schedule
from dipoli.analysis.roadmap.question import Accounting, Question

Wrong = tuple[int, str, str]
"""Number of the start, what sort of fault, and about whom or what."""


@frozen
class _Done:
    """A step or act of the history: the number of its start, and its months."""

    number: int
    begun: int
    ended: int
    step: Step | None
    act: ConsentAct | None


def faults(case: Case, question: Question, schedule: Schedule) -> frozenset[Wrong]:
    """Everything that is wrong with the starts of a schedule of known names, each once."""
    starts = range(len(schedule.starts))
    return frozenset(one for n in starts for one in faults_of(case, question, schedule, n))


def faults_of(case: Case, question: Question, schedule: Schedule, number: int) -> Iterator[Wrong]:
    """What is wrong with one start of a schedule of known names, one fault after another."""
    history, start = _history(case, question, schedule), schedule.starts[number]
    for one in history:
        if one.number == number and one.step is not None:
            yield from ((number, k, w) for k, w in _of_step(case, question, history, one))
        if one.number == number and one.act is not None:
            yield from ((number, k, w) for k, w in _of_act(case, question, one))
    names = sorted(start.steps)
    if len(names) > 1:
        bundles = [sorted(one.steps) for one in (*case.bundles, *question.joined)]
        if names not in bundles:
            yield number, "BUNDLE", ""
    if start.steps:
        reached = [one for one in history if one.number <= number and one.step is not None]
        yield from ((number, "STATE", rule) for rule in _broken(case, question, reached))
    for name, level in levels(case, question, schedule, number).items():
        if level < 0:
            yield number, "ACCOUNT", f"{name} {-level}"


def levels(case: Case, question: Question, schedule: Schedule, number: int) -> dict[str, Fraction]:
    """Every account after a start, by ``P1>P2`` or ``P1``."""
    history = _history(case, question, schedule)
    now = schedule.starts[number].month
    begun = [one for one in history if one.number <= number]
    over = [one for one in begun if one.number < number and one.ended <= now and one.step]
    pairs = {}
    for limit in case.exposure_limits:
        opening = Fraction(limit.points)
        for given in question.guarantees:
            if (given.party, given.towards) == (limit.party, limit.towards):
                opening += given.points
        nets: dict[str, Fraction] = {}
        for one in begun:
            basket, points = _taken(case, question, one, limit.party, limit.towards)
            nets[basket] = nets.get(basket, Fraction(0)) - points
        for one in over:
            assert one.step is not None
            points = _given(one.step, limit.party, limit.towards)
            nets[one.step.basket] = nets.get(one.step.basket, Fraction(0)) + points
        if question.accounting is Accounting.BASKET:
            shortfalls = [max(Fraction(0), -net) for net in nets.values()]
            pairs[limit.party, limit.towards] = opening - sum(shortfalls)
        else:
            pairs[limit.party, limit.towards] = opening + sum(nets.values())
    if question.accounting is not Accounting.PARTY:
        return {f"{party}>{towards}": level for (party, towards), level in pairs.items()}
    return {
        code: sum((level for (party, _), level in pairs.items() if party == code), Fraction(0))
        for code in case.members
    }


def _history(case: Case, question: Question, schedule: Schedule) -> list[_Done]:
    steps, acts = all_steps(case, question), all_acts(case, question)
    found = []
    for number, start in enumerate(schedule.starts):
        for name in start.steps:
            step = steps[name]
            ended = start.month + step.months
            ended += step.verification_months + question.more_verification
            found.append(_Done(number, start.month, ended, step, None))
        if start.act:
            act = acts[start.act]
            found.append(_Done(number, start.month, start.month + act.months, None, act))
    return found


def all_steps(case: Case, question: Question) -> dict[str, Step]:
    """Steps by id, as the question changes them."""
    found = {step.id: step for step in case.steps}
    for step in (*question.altered, *question.added):
        found[step.id] = step
    for name in question.dropped:
        found.pop(name, None)
    return found


def all_acts(case: Case, question: Question) -> dict[str, ConsentAct]:
    """Acts by id, those that are not listed included."""
    found = {act.id: act for act in case.acts}
    for step in all_steps(case, question).values():
        for body in step.consents:
            if not any(act.body == body and step.id in act.steps for act in case.acts):
                name = f"consent/{body}/{step.id}"
                found[name] = ConsentAct(id=name, title="-", body=body, steps=(step.id,))
    return found


def _taken(
    case: Case, question: Question, one: _Done, party: str, towards: str
) -> tuple[str, Fraction]:
    """Basket and points that a start takes away from an account of a pair."""
    if one.step is not None:
        basket, rows = one.step.basket, one.step.cost
        outside = one.step.condition is Condition.UNCONDITIONAL
    else:
        assert one.act is not None
        steps = all_steps(case, question)
        served = [steps[name] for name in one.act.steps if name in steps]
        basket, rows = (served[0].basket if served else ""), one.act.cost
        outside = any(step.condition is Condition.UNCONDITIONAL for step in served)
    if outside:
        return basket, Fraction(0)
    hit = [row.points for row in rows if row.party == party and row.towards == towards]
    return basket, Fraction(sum(hit))


def _given(step: Step, party: str, towards: str) -> Fraction:
    """Points that an account of a pair gets when a step is verified."""
    if step.condition is Condition.UNCONDITIONAL:
        return Fraction(0)
    points = Fraction(0)
    for row in step.cost:
        if (row.party, row.towards) == (party, towards):
            points += math.floor(Fraction(row.points * step.recoverable, 100))
    actors = [one for one in step.actors if one != party]
    if towards in actors:
        gain = Fraction(step.benefits.get(party, 0)) * step.secured / 100
        points += math.floor((gain + step.trust.get(party, 0)) / len(actors))
    return points


def _of_step(
    case: Case, question: Question, history: list[_Done], one: _Done
) -> Iterator[tuple[str, str]]:
    step = one.step
    assert step is not None
    exchange = step.condition is Condition.EXCHANGE
    yield from (("AWAY", code) for code in step.actors if code in question.away)
    if exchange and step.basket in question.frozen:
        yield "FROZEN", step.basket
    if one.ended > question.horizon:
        yield "HORIZON", ""
    done = {
        past.step.id
        for past in history
        if past.step is not None and past.number < one.number and past.ended <= one.begun
    }
    beside = {mate.step.id for mate in history if mate.step and mate.number == one.number}
    yield from (("PREREQUISITE", name) for name in step.after if name not in done | beside)
    for order in question.orders:
        if step.id in order.then:
            yield from (("ORDER", name) for name in order.first if name not in done)
    decided = {
        past.act.id
        for past in history
        if past.act is not None and past.number < one.number and past.ended <= one.begun
    }
    for act in all_acts(case, question).values():
        asked = act.body in step.consents and step.id in act.steps
        if asked and act.id not in decided:
            yield "CONSENT", act.id


def _of_act(case: Case, question: Question, one: _Done) -> Iterator[tuple[str, str]]:
    assert one.act is not None
    if refuser := _refuser(case, question, one.act.body):
        yield "REFUSED", refuser
    open_ = _any(one.act.windows, one.ended)
    if not (open_ if one.act.windows else _sits(case, one.act.body, one.ended)):
        yield "WINDOW", one.act.body


def _any(windows: tuple[Window, ...], month: int) -> bool:
    for window in windows:
        first = window.from_
        while first <= month:
            if month <= window.to - window.from_ + first:
                return True
            if window.every is None:
                break
            first += window.every
    return False


def _sits(case: Case, code: str, month: int) -> bool:
    own = [one.windows for one in case.calendars if one.body == code]
    if own:
        return _any(own[0], month)
    parts = next((one.all_of or () for one in case.ratifiers if one.code == code), ())
    return all(_sits(case, part, month) for part in parts)


def _refuser(case: Case, question: Question, code: str) -> str:
    """Any one who refuses in a member or body, or nothing."""
    if code in question.refused:
        return code
    parts = next((one.all_of or () for one in case.ratifiers if one.code == code), ())
    for part in reversed(parts):
        if found := _refuser(case, question, part):
            return found
    return ""


def _broken(case: Case, question: Question, reached: list[_Done]) -> Iterator[str]:
    things = {issue.id: 0 for issue in case.issues}
    now = dict(things)
    for one in reached:
        assert one.step is not None
        for move in one.step.advances:
            now[move.issue] = max(now[move.issue], move.option)

    def hold(atoms: tuple[Atom, ...], where: dict[str, int]) -> bool:
        return all(where[atom.issue] in atom.options for atom in atoms)

    for row in case.requirements:
        bad = [hold((row.if_,), w) and not hold((row.then,), w) for w in (things, now)]
        if bad == [False, True]:
            yield row.id
    lines = {one.id: one.atoms for one in case.exclusions} | _lines(case, question)
    for name, atoms in lines.items():
        if hold(atoms, now) and not hold(atoms, things):
            yield name


def _lines(case: Case, question: Question) -> dict[str, tuple[Atom, ...]]:
    """Hard red lines of who is not away and does not belong to somebody away."""
    belongs = {body.code: body.of for body in case.ratifiers}
    return {
        f"{code}/{line.id}": line.when
        for code, position in case.positions_of(question.positions).items()
        if code not in question.away and belongs.get(code) not in question.away
        for line in position.red_lines
        if line.firmness is Firmness.HARD
    }
