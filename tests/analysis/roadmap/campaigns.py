"""What is owed in numbers of roadmaps, one seed at a time: `make campaign` runs all.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve
from tests.analysis.roadmap.every import ORDERS, every_worth, small_question, worth_of
from tests.analysis.roadmap.naive import all_acts, all_steps, faults, levels
from tests.analysis.roadmap.roads import random_question, random_road, random_schedule, twisted

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap import (
    Accounting,
    Means,
    Objective,
    Question,
    Schedule,
    check,
    defections,
    find,
)
from dipoli.analysis.roadmap.answers import Account, Cause, Happening

WALKS = 6
AMPLE = Means(work=20.0)
"""What the solver may spend on a question of a few steps: never all of it."""


def found_is_safe(seed: int) -> None:
    """A roadmap that was found has no unsafe prefix by the naive checker, adversaries included.

    The limits are then lowered to the points that the roadmap needs, and by one more: the first is
    safe to both checkers, the second to neither.
    """
    case = random_road(seed)
    asked = random_question(seed, case)
    road = find(case, asked, tries=WALKS)
    assert faults(case, asked, road.schedule) == frozenset()
    assert road.check.trace is not None
    started = [one for one in road.check.trace.moments if one.happening is Happening.STARTED]
    for n, moment in enumerate(started):
        assert list(moment.levels) == list(levels(case, asked, road.schedule, n).values())
    if asked.accounting is Accounting.PAIR and started:
        _at_the_edge(case, asked, road.schedule)


def _at_the_edge(case: Case, asked: Question, schedule: Schedule) -> None:
    plain = evolve(asked, guarantees=())
    verdict = check(case, plain, schedule)
    assert verdict.trace is not None
    least = {
        account: min(moment.levels[k] for moment in verdict.trace.moments)
        for k, account in enumerate(verdict.trace.accounts)
    }
    rows = [
        (one, least[Account(party=one.party, towards=one.towards)]) for one in case.exposure_limits
    ]
    tight = evolve(
        case,
        exposure_limits=tuple(evolve(one, points=max(0, one.points - low)) for one, low in rows),
    )
    assert check(tight, plain, schedule).safe
    assert faults(tight, plain, schedule) == frozenset()
    for k, (one, low) in enumerate(rows):
        if one.points - low > 0:
            limits = list(tight.exposure_limits)
            limits[k] = evolve(limits[k], points=limits[k].points - 1)
            short = evolve(tight, exposure_limits=tuple(limits))
            assert not check(short, plain, schedule).safe
            assert {kind for _n, kind, _who in faults(short, plain, schedule)} == {"ACCOUNT"}


def checkers_agree(seed: int) -> None:
    """Both checkers find the same faults in a schedule drawn by lot and in a twisted one."""
    case = random_road(seed)
    asked = random_question(seed, case)
    by_lot = random_schedule(seed, list(all_steps(case, asked)), list(all_acts(case, asked)))
    road = find(case, asked, tries=2)
    for schedule in (by_lot, twisted(seed, road.schedule), twisted(seed + 1, road.schedule)):
        verdict = check(case, asked, schedule)
        told = {
            (one.start, one.block.cause.name, _about(one.block.cause, one.block.about))
            if one.block.account is None
            else (one.start, "ACCOUNT", f"{_name(one.block.account)} {one.block.short}")
            for one in verdict.faults
            if one.block.cause is not Cause.MISSING
        }
        expected = {
            (number, kind, "" if kind == "REFUSED" else about)
            for number, kind, about in faults(case, asked, schedule)
        }
        assert told == expected


def _about(cause: Cause, about: str) -> str:
    """Who of several refuses is told by either checker as it finds them."""
    return "" if cause is Cause.REFUSED else about


def _name(account: Account) -> str:
    return f"{account.party}>{account.towards}" if account.towards else account.party


def defection_is_bearable(seed: int) -> None:
    """Where accounts of the pair are safe, no member loses more to defectors than it can bear."""
    case = random_road(seed)
    asked = evolve(random_question(seed, case), accounting=Accounting.PAIR)
    road = find(case, asked, tries=2)
    for one in defections(case, asked, road.schedule):
        assert one.slack == one.limit - one.loss
        assert one.slack >= 0
        least = sum(
            (
                levels(case, asked, road.schedule, one.start)[f"{one.party}>{other}"]
                for other in one.defectors
            ),
            Fraction(0),
        )
        assert one.slack >= least


def objectives_are_best(seed: int) -> None:
    """In every order of the objectives the roadmap is the best of all schedules, and told so."""
    case, asked = small_question(seed)
    worths = every_worth(case, asked)
    for order in ORDERS:
        road = find(case, asked, objectives=order, tries=WALKS, means=AMPLE)
        told = worth_of(case, asked, road.schedule)
        assert told.by(order) == min(one.by(order) for one in worths)
        assert told.by(order) == tuple(
            -one.value if one.objective is Objective.VALUE else one.value for one in road.attained
        )
        assert all(one.proven and not one.by_walks_alone for one in road.attained)
        assert faults(case, asked, road.schedule) == frozenset()


CAMPAIGNS = {
    "no roadmap that was found has an unsafe prefix by the naive checker": (found_is_safe, 10_000),
    "both checkers find the same faults in random and adversarial roadmaps": (
        checkers_agree,
        10_000,
    ),
    "objectives in every order are reached as by trying every schedule": (
        objectives_are_best,
        500,
    ),
    "nobody loses more to one or two defectors than it can bear": (defection_is_bearable, 2_000),
}
"""What is owed: sentence to the check and the number of seeds."""
