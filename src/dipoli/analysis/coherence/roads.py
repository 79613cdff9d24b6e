"""Consent acts, calendars and the order of steps make sense beside the steps and the links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dipoli.analysis.case import Atom, Case, Condition, Step
from dipoli.analysis.coherence.incoherence import Incoherence, Place, incoherence, listing

_PAPER = "steps.yaml"


def acts_serve_what_is_asked(case: Case) -> Iterator[Incoherence]:
    """A step names the body of each act that serves it; one act of a body serves a step."""
    steps = {step.id: step for step in case.steps}
    served: dict[tuple[str, str], str] = {}
    for n, act in enumerate(case.acts):
        for m, name in enumerate(act.steps):
            place: Place = ("acts", n, "steps", m)
            step = steps.get(name)
            if step is not None and act.body not in step.consents:
                yield incoherence(
                    _PAPER,
                    place,
                    f"a step that names {act.body} in its consents",
                    f"{name}, whose consents are: {listing(step.consents)}",
                    "take the step out of the act, or name the body in the step",
                )
            other = served.setdefault((act.body, name), act.id)
            if other != act.id:
                yield incoherence(
                    _PAPER,
                    place,
                    f"one act of {act.body} for each step",
                    f"{name}, which {other} serves",
                    "take the step out of one of the two",
                )


def acts_of_unconditional_steps_are_free(case: Case) -> Iterator[Incoherence]:
    """An act that serves an unconditional step costs nothing, since no account may delay it."""
    free = {step.id for step in case.steps if step.condition is Condition.UNCONDITIONAL}
    for n, act in enumerate(case.acts):
        inside = [name for name in act.steps if name in free]
        if inside and any(cost.points for cost in act.cost):
            yield incoherence(
                _PAPER,
                ("acts", n, "cost"),
                f"no cost, as {listing(inside)} is unconditional",
                f"{len(act.cost)} of them",
                "make an act of its own for it, without cost",
            )


def acts_expose_to_others(case: Case) -> Iterator[Incoherence]:
    """Who bears a cost of an act is exposed towards another party."""
    for n, act in enumerate(case.acts):
        for m, cost in enumerate(act.cost):
            if cost.party == cost.towards:
                yield incoherence(
                    _PAPER,
                    ("acts", n, "cost", m, "towards"),
                    "another party than the one that bears the cost",
                    cost.towards,
                    "name the party towards which the cost exposes",
                )


def calendars_are_of_one_body_each(case: Case) -> Iterator[Incoherence]:
    """A member or body has one calendar."""
    seen: set[str] = set()
    for n, calendar in enumerate(case.calendars):
        if calendar.body in seen:
            yield incoherence(
                _PAPER,
                ("calendars", n, "body"),
                "one calendar for each body",
                f"{calendar.body} again",
                "put all its windows into one calendar",
            )
        seen.add(calendar.body)


def exclusions_leave_room_for_steps(case: Case) -> Iterator[Incoherence]:
    """No exclusion bars a step once the steps that it comes after have begun."""
    reached = {
        issue.id: {0} | {m.option for s in case.steps for m in s.advances if m.issue == issue.id}
        for issue in case.issues
    }
    steps = {step.id: step for step in case.steps}
    for n, step in enumerate(case.steps):
        furthest = _furthest(step, steps)
        for exclusion in case.exclusions:
            if all(_holds_for_good(atom, furthest, reached) for atom in exclusion.atoms):
                yield incoherence(
                    _PAPER,
                    ("steps", n, "after"),
                    f"steps with whose options {step.id} can stand",
                    f"{listing(step.after)}: the exclusion {exclusion.id} bars it for good",
                    "correct after, the options that the steps bring about, or the exclusion",
                )


def _furthest(step: Step, steps: Mapping[str, Step]) -> dict[str, int]:
    """The furthest option of each issue that a step and all that it comes after bring about."""
    found: dict[str, int] = {}
    seen: set[str] = set()
    ahead = [step]
    while ahead:
        one = ahead.pop()
        if one.id in seen:
            continue
        seen.add(one.id)
        for move in one.advances:
            found[move.issue] = max(found.get(move.issue, 0), move.option)
        ahead += [steps[name] for name in one.after if name in steps]
    return found


def _holds_for_good(
    atom: Atom, furthest: Mapping[str, int], reached: Mapping[str, set[int]]
) -> bool:
    """Whether an atom holds now and at whatever option later steps can bring its issue to."""
    least = furthest.get(atom.issue, 0)
    options = reached.get(atom.issue)
    return options is not None and all(
        option in atom.options for option in options | {least} if option >= least
    )
