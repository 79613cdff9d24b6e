"""Every schedule of a small question, tried one after another, and how good each of them is.

The slow obvious way beside the solver: no bound, no pruning but that a beginning which is not safe
has no safe end. What is safe is said by the naive checker, and what it is worth is summed up anew
from the naive levels; nothing of the engines is used.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping

from attrs import evolve, frozen
from tests.analysis.roadmap.naive import all_acts, all_steps, faults_of, levels
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap import Accounting, Objective, Question, Schedule, Start, question_of

ORDERS = tuple(itertools.permutations(Objective))
"""Every order in which all objectives can be asked for."""


@frozen
class Worth:
    """How good a schedule is, naively."""

    left_out: int
    months: int
    peak: int
    spread: int
    value: int

    def by(self, order: tuple[Objective, ...]) -> tuple[int, ...]:
        """What it is compared by; lower is better."""
        rows = {
            Objective.SHORTEST: self.months,
            Objective.LEAST_PEAK: self.peak,
            Objective.BALANCED: self.spread,
            Objective.VALUE: -self.value,
        }
        return (self.left_out, *(rows[one] for one in order))


def small_question(seed: int) -> tuple[Case, Question]:
    """A question of three to six steps within a few months, with all that a paper can say."""
    dice = random.Random(seed + 17_000_003)
    case = random_road(seed)
    steps = tuple(
        evolve(
            row,
            months=1 + row.months % 2,
            verification_months=row.verification_months % 2,
            consents=row.consents[:1] if k == 0 else (),
            cost=tuple(evolve(one, points=one.points + 1) for one in row.cost),
        )
        for k, row in enumerate(case.steps[: dice.randint(3, 6)])
    )
    names = {one.id for one in steps}
    more = dice.choice((0, 3, 9))
    asked = {body: one.id for one in steps for body in one.consents}
    acts = (
        evolve(one, steps=(asked[one.body],), months=one.months % 2)
        for one in case.acts
        if one.body in asked
    )
    small = evolve(
        case,
        steps=steps,
        bundles=tuple(one for one in case.bundles if set(one.steps) <= names),
        acts=tuple(acts),
        exposure_limits=tuple(
            evolve(one, points=one.points + more) for one in case.exposure_limits
        ),
    )
    if dice.random() < 0.7:  # what may not stand together leaves little to choose from
        small = evolve(small, requirements=(), exclusions=())
    wanted = None if dice.random() < 0.6 else tuple(sorted(dice.sample(sorted(names), 2)))
    return small, evolve(
        question_of(small),
        wanted=wanted,
        accounting=random_question(seed, case).accounting,
        horizon=dice.choice((4, 5) if len(steps) > 4 else (4, 5, 6)),
        by=dice.choice((None, 2, 3)),
    )


def worth_of(case: Case, asked: Question, schedule: Schedule) -> Worth:
    """How good a schedule is, from the naive levels after each of its starts."""
    rows = tuple(_exposed(case, asked, schedule, n) for n in range(len(schedule.starts)))
    return _worth(case, asked, schedule, rows)


Exposure = Mapping[str, int]
"""By account, ``P1>P2`` or ``P1``, how far it is drawn after a start."""


def _exposed(case: Case, asked: Question, schedule: Schedule, number: int) -> Exposure:
    opening = _opening(case, asked)
    after = levels(case, asked, schedule, number)
    return {name: max(0, opening[name] - int(level)) for name, level in after.items()}


def _worth(
    case: Case, asked: Question, schedule: Schedule, exposure: tuple[Exposure, ...]
) -> Worth:
    steps = all_steps(case, asked)
    length = {
        name: one.months + one.verification_months + asked.more_verification
        for name, one in steps.items()
    }
    ends = {name: start.month + length[name] for start in schedule.starts for name in start.steps}
    wanted = tuple(steps) if asked.wanted is None else asked.wanted
    owners = dict.fromkeys(name.partition(">")[0] for name in _opening(case, asked))
    peaks = [
        max((sum(p for a, p in row.items() if a.partition(">")[0] == one) for row in exposure),
            default=0)
        for one in owners
    ]  # fmt: skip
    by = asked.horizon if asked.by is None else asked.by
    return Worth(
        left_out=sum(name not in ends for name in wanted),
        months=max((ends[name] for name in wanted if name in ends), default=0),
        peak=max((max(row.values(), default=0) for row in exposure), default=0),
        spread=max(peaks, default=0) - min(peaks, default=0),
        value=sum(sum(steps[name].benefits.values()) for name, end in ends.items() if end <= by),
    )


def _opening(case: Case, asked: Question) -> dict[str, int]:
    """Points with which each account opens, by ``P1>P2`` or ``P1``."""
    found: dict[str, int] = {}
    for limit in case.exposure_limits:
        given = sum(
            one.points
            for one in asked.guarantees
            if (one.party, one.towards) == (limit.party, limit.towards)
        )
        by_party = asked.accounting is Accounting.PARTY
        name = limit.party if by_party else f"{limit.party}>{limit.towards}"
        found[name] = found.get(name, 0) + limit.points + given
    return found


def every_worth(case: Case, asked: Question) -> set[Worth]:
    """The worth of every safe schedule in which no act is put for nothing."""
    steps, acts = all_steps(case, asked), all_acts(case, asked)
    found = set()
    for schedule, exposure in _schedules(case, asked):
        begun = {name for one in schedule.starts for name in one.steps}
        if all(
            any(
                name in begun and acts[one.act].body in steps[name].consents
                for name in acts[one.act].steps
            )
            for one in schedule.starts
            if one.act
        ):
            found.add(_worth(case, asked, schedule, exposure))
    return found


def _schedules(case: Case, asked: Question) -> Iterator[tuple[Schedule, tuple[Exposure, ...]]]:
    """Every safe schedule, each set of starts and months once, with exposure after each start.

    A schedule is one that was safe, and one start more: that start alone is judged.
    """
    units: list[tuple[tuple[str, ...], str]] = [((name,), "") for name in all_steps(case, asked)]
    units += [(one.steps, "") for one in (*case.bundles, *asked.joined)]
    units += [((), name) for name in all_acts(case, asked)]
    nothing: tuple[Exposure, ...] = ()
    ahead = [(Schedule(starts=()), nothing)]
    seen: set[frozenset[Start]] = set()
    while ahead:
        schedule, exposure = ahead.pop()
        yield schedule, exposure
        number = len(schedule.starts)
        begun = {name for one in schedule.starts for name in (*one.steps, one.act)}
        first = schedule.starts[-1].month if schedule.starts else 0
        for (names, act), month in itertools.product(units, range(first, asked.horizon + 1)):
            if begun.intersection((*names, act) if act else names):
                continue
            longer = Schedule(starts=(*schedule.starts, Start(month=month, steps=names, act=act)))
            key = frozenset(longer.starts)
            if key not in seen and next(faults_of(case, asked, longer, number), None) is None:
                seen.add(key)
                ahead.append((longer, (*exposure, _exposed(case, asked, longer, number))))
