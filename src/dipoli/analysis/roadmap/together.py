"""Worth that steps of one basket have only together with what stands in another basket.

A case says with its synergies which options are worth more, or less, when they stand together.
Here they are read from the steps: which steps of a basket bring about one side of a synergy whose
other side lies in another basket, and whether all of it stands at the end of a roadmap. To whom it
is worth more or less is not told.
"""

from __future__ import annotations

from attrs import frozen

from dipoli.analysis.case import Atom, Case, Step
from dipoli.analysis.roadmap.answers import Schedule
from dipoli.analysis.roadmap.asked import steps_of
from dipoli.analysis.roadmap.question import Question


@frozen(kw_only=True)
class Side:
    """One side of a synergy: an issue at one of its options.

    Args:
        issue: the issue.
        steps: steps that bring it there.
        still: whether it stands there in the state of things.
    """

    issue: str
    steps: tuple[str, ...]
    still: bool


@frozen(kw_only=True)
class Together:
    """A synergy between a step of one basket and an issue of another.

    Args:
        sides: its sides, in the order of the case.
        more: worth more together; otherwise less.
        holds: whether all sides stand at the end of the roadmap.
        reason: the case's reason.
    """

    sides: tuple[Side, ...]
    more: bool
    holds: bool
    reason: str


def together(
    case: Case, question: Question, basket: str, schedule: Schedule
) -> tuple[Together, ...]:
    """Synergies that steps of a basket bring about together with another basket.

    Synergies with a side at which no step arrives, and which does not stand in the state of
    things, are left out: no roadmap of these steps brings them about.

    Args:
        case: the case.
        question: the question.
        basket: id of the basket.
        schedule: of the roadmap at whose end it is asked whether they hold.

    Returns:
        One for each synergy, in the order of the case.
    """
    steps = steps_of(case, question)
    home = {issue.id: issue.basket for issue in case.issues}
    state = _end(case, steps, schedule)
    found = []
    for one in case.synergies:
        sides = tuple(_side(atom, steps) for atom in one.when)
        if one.points and all(side.steps or side.still for side in sides) and any(
            _moves(mine, steps, basket) and home[other.issue] != basket
            for mine in sides
            for other in sides
        ):  # fmt: skip
            holds = all(state[atom.issue] in atom.options for atom in one.when)
            found.append(Together(sides=sides, more=one.points > 0, holds=holds, reason=one.reason))
    return tuple(found)


def _side(atom: Atom, steps: dict[str, Step]) -> Side:
    return Side(
        issue=atom.issue,
        steps=tuple(
            name
            for name, step in steps.items()
            if any(
                move.issue == atom.issue and move.option in atom.options for move in step.advances
            )
        ),
        still=0 in atom.options,
    )


def _moves(side: Side, steps: dict[str, Step], basket: str) -> bool:
    """Whether a step of a basket makes a side stand that does not stand already."""
    return not side.still and any(steps[name].basket == basket for name in side.steps)


def _end(case: Case, steps: dict[str, Step], schedule: Schedule) -> dict[str, int]:
    """The furthest option to which the steps of a schedule bring each issue."""
    state = case.status_quo()
    for name in schedule.months:
        for move in steps[name].advances if name in steps else ():
            state[move.issue] = max(state[move.issue], move.option)
    return state
