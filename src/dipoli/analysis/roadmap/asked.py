"""The steps, acts and bundles that a question leaves of a case, as values of the case.

Both the model of the engines and the checker read a case through these few functions, which only
select rows: what they mean for accounts, state and time each reckons for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from dipoli.analysis.case import Bundle, Case, ConsentAct, RatifierKind, Step, Window
from dipoli.analysis.roadmap.question import Question


def question_of(case: Case, *, positions: str | None = None) -> Question:
    """The plain question about a case: all steps, nobody away, accounts of the pair.

    Args:
        case: the case.
        positions: id of a set of positions; the first of the case unless given.
    """
    return Question(positions=case.position_sets[0].id if positions is None else positions)


def misfits(case: Case, question: Question) -> tuple[str, ...]:
    """Names in a question that the case does not have, each with where it stands."""
    steps = set(steps_of(case, question)) | set(question.dropped)
    members, baskets = set(case.members), {basket.id for basket in case.baskets}
    bodies = members | {body.code for body in case.ratifiers}
    known_sets = {one.id for one in case.position_sets}
    asked = [
        ("positions", (question.positions,), known_sets),
        ("wanted", question.wanted or (), steps),
        ("refused", question.refused, bodies),
        ("away", question.away, members),
        ("frozen", question.frozen, baskets),
        ("dropped", question.dropped, {step.id for step in case.steps}),
        ("altered", [one.id for one in question.altered], {step.id for step in case.steps}),
        ("guarantees", [c for g in question.guarantees for c in (g.party, g.towards)], members),
        ("joined", [name for one in question.joined for name in one.steps], steps),
        ("orders", [n for one in question.orders for n in (*one.first, *one.then)], steps),
    ]
    return tuple(
        f"{where}: {name}" for where, names, known in asked for name in names if name not in known
    )


def steps_of(case: Case, question: Question) -> dict[str, Step]:
    """Steps by id: those of the case with the question's changes, dropped ones left out."""
    altered = {step.id: step for step in question.altered}
    rows = [altered.get(step.id, step) for step in case.steps]
    return {step.id: step for step in (*rows, *question.added) if step.id not in question.dropped}


def with_steps(case: Case, question: Question, steps: Iterable[Step]) -> Question:
    """A question with steps in place of those with the same id, or added."""
    rows = tuple(steps)
    known = {step.id for step in case.steps}
    names = {step.id for step in rows}
    altered = [step for step in question.altered if step.id not in names]
    added = [step for step in question.added if step.id not in names]
    return evolve(
        question,
        altered=(*altered, *(step for step in rows if step.id in known)),
        added=(*added, *(step for step in rows if step.id not in known)),
    )


def bundles_of(case: Case, question: Question) -> tuple[Bundle, ...]:
    """Bundles of the case and of the question."""
    return (*case.bundles, *question.joined)


def act_id(body: str, step: str) -> str:
    """The id of the act by which a body consents to one step that no listed act serves."""
    return f"consent/{body}/{step}"


def acts_of(case: Case, question: Question) -> dict[str, ConsentAct]:
    """Consent acts by id: those of the case, then one for each consent that none serves."""
    steps = steps_of(case, question)
    found = {act.id: act for act in case.acts}
    served = {(act.body, step) for act in case.acts for step in act.steps}
    for step in steps.values():
        for body in step.consents:
            if (body, step.id) not in served:
                name = act_id(body, step.id)
                found[name] = ConsentAct(id=name, title=step.title, body=body, steps=(step.id,))
    return found


def acts_for(case: Case, question: Question, step: Step) -> tuple[str, ...]:
    """Ids of the acts that must have been decided before a step starts."""
    return tuple(
        act.id
        for act in acts_of(case, question).values()
        if step.id in act.steps and act.body in step.consents
    )


def windows_of(case: Case, act: ConsentAct) -> tuple[tuple[Window, ...], ...]:
    """Lists of windows; an act may be decided in a month in which one window of each is open.

    Empty where it may be decided at any time. Windows of the act itself come first, then the
    calendar of its body, then, for a composite body without one, those of its parts.
    """
    return (act.windows,) if act.windows else tuple(_sessions(case, act.body, frozenset()))


def _sessions(case: Case, code: str, seen: frozenset[str]) -> Iterator[tuple[Window, ...]]:
    for calendar in case.calendars:
        if calendar.body == code:
            yield calendar.windows
            return
    for body in case.ratifiers:
        if body.code == code and body.kind is RatifierKind.COMPOSITE and code not in seen:
            for part in body.all_of or ():
                yield from _sessions(case, part, seen | {code})


def refuses(case: Case, question: Question, code: str) -> str | None:
    """Who in a member or body refuses its consent: itself or, if composite, a part; else None."""
    ahead, seen = [code], set[str]()
    parts = {body.code: body.all_of or () for body in case.ratifiers}
    while ahead:
        one = ahead.pop()
        if one in question.refused:
            return one
        if one not in seen:
            seen.add(one)
            ahead += parts.get(one, ())
    return None
