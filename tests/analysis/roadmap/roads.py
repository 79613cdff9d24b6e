"""Made-up roads for tests: small, with everything that a paper of steps can say, from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence

from attrs import evolve
from tests.generators import Size, random_case

from dipoli.analysis.case import (
    Advance,
    Bundle,
    Calendar,
    Case,
    Condition,
    ConsentAct,
    Cost,
    ExposureLimit,
    Step,
    Window,
)
from dipoli.analysis.roadmap.answers import Schedule, Start
from dipoli.analysis.roadmap.asked import question_of
from dipoli.analysis.roadmap.question import Accounting, Guarantee, Order, Question

SIZE = Size(parties=3, issues=8, options=3, baskets=2, leaves=2, lines=1, links=1)
BODIES = ("L1", "L2", "C1", "Q1", "P2")


def random_road(seed: int) -> Case:
    """A made-up case with four to twelve steps; most, not all, of its steps can be taken."""
    dice = random.Random(seed)
    case = random_case(seed, SIZE)
    steps: list[Step] = []
    for k in range(dice.randint(4, 12)):
        steps.append(_step(dice, case, k, steps))
    bundles = tuple(
        Bundle(id=f"bu{k}", steps=tuple(s.id for s in dice.sample(steps, 2)), reason="Made up.")
        for k in range(dice.randint(0, 2))
    )
    return evolve(
        case,
        steps=tuple(steps),
        bundles=bundles,
        acts=_acts(dice, case, steps),
        calendars=tuple(
            Calendar(body=body, windows=_windows(dice)) for body in BODIES if dice.random() < 0.3
        ),
        exposure_limits=tuple(
            ExposureLimit(party=party, towards=towards, points=dice.randint(2, 12))
            for party in case.members
            for towards in case.members
            if party != towards
        ),
    )


def _step(dice: random.Random, case: Case, k: int, before: Sequence[Step]) -> Step:
    members = case.members
    actors = tuple(dice.sample(members, dice.choice((1, 1, 2, 3))))
    issues = dice.sample(case.issues, dice.choice((1, 1, 1, 2)))
    cost = []
    for _entry in range(dice.randint(0, 3)):
        party = dice.choice(actors)
        towards = dice.choice([code for code in members if code != party])
        cost.append(Cost(party=party, towards=towards, points=dice.randint(0, 6)))
    free = dice.random() < 0.12
    return Step(
        id=f"s{k}", basket=issues[0].basket, title=f"Step {k}", actors=actors,
        advances=tuple(
            Advance(issue=one.id, option=dice.randint(1, len(one.options) - 1)) for one in issues
        ),
        months=dice.randint(1, 4), verification_months=dice.randint(0, 3), verifier=None,
        cost=tuple(cost), recoverable=dice.choice((0, 10, 33, 50, 100)),
        benefits={code: dice.randint(0, 9) for code in members if dice.random() < 0.6},
        secured=dice.choice((0, 35, 50, 77, 100)),
        trust={code: dice.randint(0, 2) for code in members if dice.random() < 0.4},
        after=tuple(one.id for one in before if dice.random() < 0.15),
        consents=tuple(body for body in BODIES if dice.random() < 0.08),
        reversible=dice.random() < 0.7,
        condition=Condition.UNCONDITIONAL if free else Condition.EXCHANGE,
    )  # fmt: skip


def _acts(dice: random.Random, case: Case, steps: Sequence[Step]) -> tuple[ConsentAct, ...]:
    found = []
    for body in BODIES:
        served = [step for step in steps if body in step.consents]
        if not served or dice.random() < 0.4:
            continue
        free = any(step.condition is Condition.UNCONDITIONAL for step in served)
        party, towards = dice.sample(case.members, 2)
        cost = Cost(party=party, towards=towards, points=dice.randint(0, 3))
        found.append(
            ConsentAct(
                id=f"act-{body}", title="Made up.", body=body,
                steps=tuple(step.id for step in served), months=dice.randint(0, 2),
                cost=() if free else (cost,),
                windows=_windows(dice) if dice.random() < 0.3 else (),
            )
        )  # fmt: skip
    return tuple(found)


def _windows(dice: random.Random) -> tuple[Window, ...]:
    def one() -> Window:
        first, length = dice.randint(0, 8), dice.randint(1, 3)
        every = dice.choice((None, 4, 7))
        return Window(from_=first, to=first + length - 1, every=every)

    return tuple(one() for _window in range(dice.randint(1, 2)))


def random_question(seed: int, case: Case) -> Question:
    """A question about a made-up road, in every respect chosen by the seed."""
    dice = random.Random(seed + 7_000_003)
    names = [step.id for step in case.steps]

    def some(names: Sequence[str], chance: float) -> tuple[str, ...]:
        return tuple(name for name in names if dice.random() < chance)

    party, towards = dice.sample(case.members, 2)
    given = Guarantee(party=party, towards=towards, points=dice.randint(0, 4), by="Q1")
    first, then = dice.sample(names, 2)
    order = Order(first=(first,), then=(then,))
    changed = dice.choice(case.steps)
    altered = evolve(changed, verification_months=changed.verification_months + dice.randint(0, 2))
    return evolve(
        question_of(case),
        wanted=None if dice.random() < 0.6 else tuple(dice.sample(names, dice.randint(1, 3))),
        others=dice.random() < 0.7,
        refused=some(BODIES, 0.05),
        away=some(case.members, 0.03),
        frozen=some([basket.id for basket in case.baskets], 0.04),
        more_verification=dice.choice((0, 0, 0, 2)),
        guarantees=(given,) if dice.random() < 0.3 else (),
        dropped=some(names, 0.03),
        altered=(altered,) if dice.random() < 0.2 else (),
        orders=(order,) if dice.random() < 0.2 else (),
        accounting=dice.choice(tuple(Accounting)),
        horizon=dice.choice((8, 20, 60)),
        seed=seed,
    )


def random_schedule(seed: int, names: Sequence[str], acts: Sequence[str]) -> Schedule:
    """Steps and acts in an order and months drawn by lot; nearly never in order."""
    dice = random.Random(seed + 11_000_003)
    units: list[tuple[str, ...]] = [(name,) for name in names if dice.random() < 0.8]
    if len(names) > 1 and dice.random() < 0.2:
        pair = tuple(dice.sample(list(names), 2))
        units = [unit for unit in units if unit[0] not in pair] + [pair]
    starts: list[Start] = []
    month = 0
    rows = [(unit, "") for unit in units]
    rows += [((), act) for act in acts if dice.random() < 0.8]
    dice.shuffle(rows)
    for steps, act in rows:
        month += dice.choice((0, 0, 1, 3))
        starts.append(Start(month=month, steps=steps, act=act))
    return Schedule(starts=tuple(starts))


def twisted(seed: int, schedule: Schedule) -> Schedule:
    """A schedule in which one thing or two were changed, so that it may have become unsafe."""
    dice = random.Random(seed + 13_000_003)
    starts = list(schedule.starts)
    for _twist in range(dice.randint(1, 2)):
        if not starts:
            break
        n = dice.randrange(len(starts))
        way = dice.choice(("drop", "swap", "sooner", "first", "later"))
        if way == "drop":
            del starts[n]
        elif way == "swap":
            m = dice.randrange(len(starts))
            one, other = starts[n], starts[m]
            starts[n] = evolve(other, month=one.month)
            starts[m] = evolve(one, month=other.month)
        elif way == "first":
            starts.insert(0, evolve(starts[n], month=starts[0].month))
            del starts[n + 1]
        else:
            by = dice.choice((1, 2)) * (-1 if way == "sooner" else 1)
            least = starts[n - 1].month if n else 0
            moved = max(least, starts[n].month + by)
            starts[n] = evolve(starts[n], month=moved)
            for k in range(n + 1, len(starts)):
                starts[k] = evolve(starts[k], month=max(starts[k].month, moved))
    return Schedule(starts=tuple(starts))
