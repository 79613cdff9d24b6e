"""What would make a roadmap: changed questions that the checker accepts, kind after kind.

Of each kind the smallest change that was found is told: the fewest parts, the longest verification
that still serves, the smallest share, the fewest steps dropped. That none was found of a kind does
not show that there is none. Nothing here says that a change would or should be made, or by whom.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from attrs import evolve, field, frozen

from dipoli.analysis.case import Bundle, Case, Condition, Cost, Step
from dipoli.analysis.roadmap.answers import Account, Cause
from dipoli.analysis.roadmap.asked import bundles_of, steps_of, with_steps
from dipoli.analysis.roadmap.closure import close
from dipoli.analysis.roadmap.explain.answers import Change, Escrow, Repair, RepairKind, Wait
from dipoli.analysis.roadmap.explain.deciding import TRIES, first
from dipoli.analysis.roadmap.explain.tranches import tranches
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.question import Accounting, Question

_LAST_TRIES = 60
"""Walks for the last resort, everything that is left out dropped."""
PARTS = (2, 3, 4, 6, 8, 12)
"""Into how many parts steps are cut, in turn."""
_CANDIDATES = 6


@frozen(kw_only=True)
class Stuck:
    """What the search for repairs starts from.

    Args:
        case: the case.
        question: what was asked.
        left_out: wanted steps that the furthest roadmap leaves out.
        roots: those of them that wait for no other step that is left out, or stand in the circle.
        circle: the circle.
        short: accounts that are short for one of the roots, or in the end.
        escrow: the smallest guarantee that was found.
        tries: walks for each change that is tried.
    """

    case: Case
    question: Question
    left_out: tuple[str, ...]
    roots: tuple[str, ...]
    circle: tuple[Wait, ...]
    short: tuple[Account, ...]
    escrow: Escrow
    tries: int = field(default=TRIES)

    def attempt(self, asked: Question, tries: int = 0) -> Roadmap | None:
        """A roadmap of a changed question with all wanted steps; None when none was found."""
        model = compile_model(self.case, asked)
        needless = any(
            block.cause is not Cause.NOT_WANTED
            for blocks in model.ruled_out.values()
            for block in blocks
        )
        if (needless and asked.wanted is None) or close(model).impossible(model):
            return None
        road = first(self.case, asked, max(tries, self.tries))
        return road if road.check.complete else None


def repairs_of(stuck: Stuck) -> Iterator[Repair]:
    """One repair of each kind for which one was found, in the order of `RepairKind`."""
    for kind, look in _LOOKS:
        found = look(stuck)
        if found is not None:
            changes, road = found
            yield Repair(kind=kind, changes=changes, question=road.question, roadmap=road)


_Found = tuple[tuple[Change, ...], Roadmap] | None


# ---------------------------------------------------------------- tranches


def _tranches(stuck: Stuck) -> _Found:
    steps = steps_of(stuck.case, stuck.question)
    costly = [name for name in stuck.roots if steps[name].cost]
    groups: list[tuple[str, ...]] = [(name,) for name in costly[:_CANDIDATES]]
    if len(costly) > 1:
        groups.append(tuple(costly))
    for parts, group in itertools.product(PARTS, groups):
        rows = [part for name in group for part in tranches(steps[name], parts)]
        road = stuck.attempt(with_steps(stuck.case, stuck.question, rows))
        if road is not None:
            return tuple(Change(about=name, was=1, now=parts) for name in group), road
    return None


# ---------------------------------------------------------------- verification and shares


def _verification(stuck: Stuck) -> _Found:
    """No verification of more than so many months: the most months that serve."""
    steps = steps_of(stuck.case, stuck.question)
    more = stuck.question.more_verification
    delays = {name: step.verification_months + more for name, step in steps.items()}

    def capped(most: int) -> tuple[tuple[Change, ...], Question]:
        names = [name for name, delay in delays.items() if delay > most]
        rows = [
            evolve(step, verification_months=min(most, delays[name]))
            for name, step in steps.items()
        ]
        asked = with_steps(stuck.case, evolve(stuck.question, more_verification=0), rows)
        return tuple(Change(about=name, was=delays[name], now=most) for name in names), asked

    return _largest(stuck, 0, max(delays.values(), default=0) - 1, capped)


def _recoverable(stuck: Stuck) -> _Found:
    """At least so large a share returns of what is risked in a short account."""
    steps = steps_of(stuck.case, stuck.question)
    risky = [
        name
        for name, step in steps.items()
        if step.condition is Condition.EXCHANGE
        and any(_in(stuck, row) for row in step.cost)
        and step.recoverable < 100  # noqa: PLR2004 - per cent
    ]
    for group in [*((name,) for name in _dearest(stuck, steps, risky)), tuple(risky)]:
        found = _largest(stuck, 0, 99, partial(_share, stuck, steps, group))
        if found is not None:
            return found
    return None


def _in(stuck: Stuck, row: Cost) -> bool:
    by_party = stuck.question.accounting is Accounting.PARTY
    return Account(party=row.party, towards="" if by_party else row.towards) in stuck.short


def _dearest(stuck: Stuck, steps: dict[str, Step], risky: Sequence[str]) -> list[str]:
    """Some steps that could return most to a short account."""

    def kept(name: str) -> int:
        step = steps[name]
        rows = [row.points for row in step.cost if _in(stuck, row)]
        return sum(points - points * step.recoverable // 100 for points in rows)

    return sorted(risky, key=lambda name: -kept(name))[:_CANDIDATES]


def _share(
    stuck: Stuck, steps: dict[str, Step], group: Sequence[str], less: int
) -> tuple[tuple[Change, ...], Question]:
    """All of a group return at least 100 less so many per cent."""
    share = 100 - less
    raised = [name for name in group if steps[name].recoverable < share]
    rows = [evolve(steps[name], recoverable=share) for name in raised]
    changes = [Change(about=name, was=steps[name].recoverable, now=share) for name in raised]
    return tuple(changes), with_steps(stuck.case, stuck.question, rows)


def _largest(
    stuck: Stuck,
    low: int,
    high: int,
    change: Callable[[int], tuple[tuple[Change, ...], Question]],
) -> _Found:
    """The largest number for which a roadmap is found, where smaller ones change more."""
    if high < low:
        return None
    changes, asked = change(low)
    road = stuck.attempt(asked)
    if road is None:
        return None
    while low < high:
        middle = (low + high + 1) // 2
        fewer, asked = change(middle)
        found = stuck.attempt(asked) if fewer else None
        if found is None:
            high = middle - 1
        else:
            changes, road, low = fewer, found, middle
    return changes, road


# ---------------------------------------------------------------- added, escrow, joined, dropped


def _added(stuck: Stuck) -> _Found:
    """For each account that needs a guarantee a step of the other that is worth as much to it."""
    escrow = stuck.escrow
    if not escrow.guarantees or stuck.question.accounting is Accounting.PARTY:
        return None
    basket = stuck.case.baskets[0].id
    steps = steps_of(stuck.case, stuck.question)
    if stuck.roots:
        basket = steps[stuck.roots[0]].basket
    rows = [
        Step(
            id=f"added/{n + 1}", basket=basket, title="A further step of low cost",
            actors=(one.towards,), advances=(), months=1, verification_months=0, verifier=None,
            cost=(Cost(party=one.towards, towards=one.party, points=1),), recoverable=0,
            benefits={one.party: one.points}, secured=100, trust={}, after=(), consents=(),
            reversible=True, condition=Condition.EXCHANGE,
        )
        for n, one in enumerate(escrow.guarantees)
    ]  # fmt: skip
    road = stuck.attempt(with_steps(stuck.case, stuck.question, rows))
    if road is None:
        return None
    changes = [
        Change(about=one.towards, towards=one.party, was=None, now=one.points)
        for one in escrow.guarantees
    ]
    return tuple(changes), road


def _escrow(stuck: Stuck) -> _Found:
    escrow = stuck.escrow
    if escrow.roadmap is None or not escrow.guarantees:
        return None
    changes = [
        Change(about=one.party, towards=one.towards, now=one.points) for one in escrow.guarantees
    ]
    return tuple(changes), escrow.roadmap


def _joined(stuck: Stuck) -> _Found:
    """The circle started as one, or two of the roots."""
    groups = [tuple(dict.fromkeys(wait.step for wait in stuck.circle))] if stuck.circle else []
    groups += list(itertools.combinations(stuck.roots[:_CANDIDATES], 2))
    known = {frozenset(one.steps) for one in bundles_of(stuck.case, stuck.question)}
    for group in dict.fromkeys(groups):
        if len(group) > 1 and frozenset(group) not in known:
            bundle = Bundle(id="joined", steps=group, reason="Started as one.")
            asked = evolve(stuck.question, joined=(*stuck.question.joined, bundle))
            road = stuck.attempt(asked)
            if road is not None:
                return tuple(Change(about=name) for name in group), road
    return None


def _dropped(stuck: Stuck) -> _Found:
    """The fewest steps dropped, with all that comes after them."""
    whole = _without(stuck, stuck.left_out)
    options = {_without(stuck, (name,)): None for name in stuck.roots[:_CANDIDATES]}
    smaller = [one for one in options if len(one) < len(whole)]
    for names in (*sorted(smaller, key=len), whole):
        asked = evolve(
            stuck.question,
            dropped=tuple(dict.fromkeys((*stuck.question.dropped, *names))),
            wanted=_wanted(stuck, names),
            altered=tuple(one for one in stuck.question.altered if one.id not in names),
        )
        road = stuck.attempt(asked, _LAST_TRIES if names is whole else 0)
        if road is not None:
            return tuple(Change(about=name) for name in names), road
    return None


def _wanted(stuck: Stuck, dropped: Sequence[str]) -> tuple[str, ...] | None:
    steps = steps_of(stuck.case, stuck.question)
    wanted = tuple(steps) if stuck.question.wanted is None else stuck.question.wanted
    return tuple(name for name in wanted if name in steps and name not in dropped)


def _without(stuck: Stuck, names: Sequence[str]) -> tuple[str, ...]:
    """Some steps and all that comes after them, in the order of the case."""
    gone = set(names)
    steps = steps_of(stuck.case, stuck.question)
    orders = stuck.question.orders
    while True:
        more = {
            name
            for name, step in steps.items()
            if name not in gone
            and (
                gone.intersection(step.after)
                or any(name in one.then and gone.intersection(one.first) for one in orders)
            )
        }
        if not more:
            return tuple(name for name in steps if name in gone)
        gone |= more


_LOOKS: tuple[tuple[RepairKind, Callable[[Stuck], _Found]], ...] = (
    (RepairKind.TRANCHES, _tranches),
    (RepairKind.VERIFICATION, _verification),
    (RepairKind.RECOVERABLE, _recoverable),
    (RepairKind.ADDED, _added),
    (RepairKind.ESCROW, _escrow),
    (RepairKind.JOINED, _joined),
    (RepairKind.DROPPED, _dropped),
)
