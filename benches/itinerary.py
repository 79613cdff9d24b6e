"""Made-up roads of a stated size, from a seed: the generator that the roadmap is judged on.

It was committed before any solver of roadmaps was written, and stays as it is: another one is
another file.

Six members, four baskets, issues of three options; each step brings one issue one option further. A
hidden order of all steps is drawn first. Prerequisites, rules of state and calendars are such that
the hidden order keeps them, each step verified before the next begins; where an account of the pair
would fall below 0 in that order, an earlier step is made to give more, or the cost is lowered. So a
road exists for every instance but those of the two kinds that are made to have none.

- `Kind.LOOSE`: every limit is four times the mean cost entry, rounded up.
- `Kind.TIGHT`: as loose, and every limit is lowered to the smallest that a stated greedy solves.
- `Kind.CONSENTS`: as loose; every third step needs a consent, and each body sits one month a year.
- `Kind.BALANCE`: one account ends below 0 when all steps are done, in whatever order.
- `Kind.DEADLOCK`: no account ends below 0, and yet two or three steps wait for each other: each
  costs one point more than its account can ever hold before the next of them is verified.
"""

from __future__ import annotations

import enum
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, evolve, frozen
from tests.generators import SET, Size, random_case

from dipoli.analysis.case import (
    Advance,
    Atom,
    Basis,
    Bundle,
    Calendar,
    Case,
    Condition,
    ConsentAct,
    Cost,
    Exclusion,
    ExposureLimit,
    Firmness,
    Ratifier,
    RatifierKind,
    RedLine,
    Requirement,
    Step,
    Window,
)
from dipoli.terms import Confidence

MEMBERS = 6
BASKETS = 4
YEAR = 12
Pair = tuple[str, str]


class Kind(enum.Enum):
    """What sort of road an instance is."""

    LOOSE = "loose"
    TIGHT = "tight"
    CONSENTS = "consents and windows"
    BALANCE = "none, by balance"
    DEADLOCK = "none, by deadlock"


@frozen(kw_only=True)
class Instance:
    """One instance: its kind, number of steps, and seed."""

    kind: Kind
    steps: int
    seed: int

    @property
    def name(self) -> str:
        """A name for tables."""
        return f"{self.kind.value}, {self.steps} steps, seed {self.seed}"


def _instances() -> Iterator[Instance]:
    starts = {
        Kind.LOOSE: (0, 10), Kind.TIGHT: (100, 10), Kind.CONSENTS: (200, 10),
        Kind.BALANCE: (300, 5), Kind.DEADLOCK: (400, 5),
    }  # fmt: skip
    for kind, (start, count) in starts.items():
        for steps in (40, 80, 120):
            for seed in range(start, start + count):
                yield Instance(kind=kind, steps=steps, seed=seed)


INSTANCES: tuple[Instance, ...] = tuple(_instances())
"""The 120 instances: ten of each of the first three kinds and sizes, five of the last two."""


@define
class _Draft:
    """A step while it is drawn."""

    id: str
    issue: int
    option: int
    actors: tuple[str, ...]
    months: int
    verification: int
    cost: dict[Pair, int]
    recoverable: int
    benefits: dict[str, int]
    secured: int
    trust: dict[str, int]
    after: list[str]
    consents: tuple[str, ...]
    reversible: bool
    free: bool

    def receipts(self) -> Iterator[tuple[Pair, int]]:
        """What each account receives when the step is verified, costs that return left out."""
        for member in dict.fromkeys((*self.benefits, *self.trust)):
            others = [actor for actor in self.actors if actor != member]
            gain = self.benefits.get(member, 0) * self.secured + 100 * self.trust.get(member, 0)
            for actor in others:
                yield (member, actor), gain // (100 * len(others))


def itinerary(instance: Instance, limit: int | None = None) -> Case:
    """The case of an instance; the same one gives the same case.

    Args:
        instance: kind, number of steps, and seed.
        limit: the limit of every account, where it is not to be four times the mean cost entry.

    Returns:
        A case with members P1 to P6 and steps s0, s1 and so on, in no telling order.
    """
    dice = random.Random(f"itinerary/{instance.kind.value}/{instance.steps}/{instance.seed}")
    members = [f"P{p + 1}" for p in range(MEMBERS)]
    hidden = _hidden(dice, members, instance.steps)
    acts: tuple[ConsentAct, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    if instance.kind is Kind.CONSENTS:
        acts, calendars = _consents(dice, hidden, members)
    found = _afford(dice, hidden, acts)
    if instance.kind is Kind.BALANCE:
        _break_balance(dice, hidden, found)
    if instance.kind is Kind.DEADLOCK:
        _lock(dice, hidden, found)
    return _case(
        dice, hidden, acts=acts, calendars=calendars, limit=found if limit is None else limit
    )


def loose_limit(case: Case) -> int:
    """The limit that every account of an instance has, unless another was asked for."""
    return case.exposure_limits[0].points


# ---------------------------------------------------------------- steps in a hidden order


def _hidden(dice: random.Random, members: Sequence[str], count: int) -> list[_Draft]:
    issues = [k // 2 for k in range(count)]
    dice.shuffle(issues)
    names = [f"s{k}" for k in range(count)]
    dice.shuffle(names)
    drafts: list[_Draft] = []
    for name, issue in zip(names, issues, strict=True):
        first = next((one for one in drafts if one.issue == issue), None)
        draft = _draft(dice, members, name, issue)
        if first is not None:
            draft.option = 2
            draft.after.append(first.id)
        for chance in (0.5, 0.15):
            near = [one for one in drafts[-15:] if one.id not in draft.after]
            if near and dice.random() < chance:
                draft.after.append(dice.choice(near).id)
        drafts.append(draft)
    return drafts


def _draft(dice: random.Random, members: Sequence[str], name: str, issue: int) -> _Draft:
    actors = tuple(sorted(dice.sample(members, dice.choice((1, 1, 1, 1, 2, 2, 3)))))
    cost: dict[Pair, int] = {}
    for actor in actors:
        for chance in (0.85, 0.3):
            if dice.random() < chance:
                towards = dice.choice([one for one in members if one != actor])
                cost[actor, towards] = dice.randint(1, 7)
    gain = [one for one in members if actors != (one,)]
    benefits = {one: dice.randint(1, 8) for one in sorted(dice.sample(gain, dice.randint(1, 4)))}
    verification = dice.choice((0, 1, 1, 2, 3, 4))
    return _Draft(
        id=name, issue=issue, option=1, actors=actors, months=dice.randint(1, 8),
        verification=verification, cost=cost, recoverable=dice.choice((0, 10, 20, 30, 50)),
        benefits=benefits, secured=dice.choice((40, 50, 60, 70, 80, 90)),
        trust={one: dice.randint(0, 2) for one in benefits}, after=[], consents=(),
        reversible=dice.random() < 0.8, free=dice.random() < 0.04,
    )  # fmt: skip


def _consents(
    dice: random.Random, hidden: list[_Draft], members: Sequence[str]
) -> tuple[tuple[ConsentAct, ...], tuple[Calendar, ...]]:
    """Every third step needs the body of one of its actors; some share an act, some acts cost."""
    asked: dict[str, list[_Draft]] = defaultdict(list)
    bound = [one for one in hidden if not one.free]
    for draft in dice.sample(bound, min(len(bound), len(hidden) // 3)):
        body = f"B{dice.choice(draft.actors)[1:]}"
        draft.consents = (body,)
        asked[body].append(draft)
    acts: list[ConsentAct] = []
    for member in members:
        body = f"B{member[1:]}"
        drafts = asked[body]
        shared = len(drafts) // 2
        groups = [drafts[k : k + 2] for k in range(0, shared, 2)] + [[d] for d in drafts[shared:]]
        for group in groups:
            others = [one for one in members if one != member]
            cost = Cost(party=member, towards=dice.choice(others), points=1)
            acts.append(
                ConsentAct(
                    id=f"a{len(acts)}", title="Made up.", body=body,
                    steps=tuple(one.id for one in group), months=dice.randint(0, 2),
                    cost=(cost,) if dice.random() < 0.5 else (),
                )
            )  # fmt: skip
    calendars = []
    for member in members:
        month = dice.randrange(YEAR)
        window = Window(from_=month, to=month, every=YEAR)
        calendars.append(Calendar(body=f"B{member[1:]}", windows=(window,)))
    return tuple(acts), tuple(calendars)


# ---------------------------------------------------------------- accounts


def _afford(dice: random.Random, hidden: list[_Draft], acts: Sequence[ConsentAct]) -> int:
    """Make the hidden order safe at a limit of four mean cost entries, and give that limit."""
    while True:
        entries = [points for one in hidden for points in one.cost.values()]
        limit = -(-4 * sum(entries) // len(entries))
        if not _walk(dice, hidden, acts, limit):
            return limit


def _walk(
    dice: random.Random, hidden: list[_Draft], acts: Sequence[ConsentAct], limit: int
) -> bool:
    """Walk the hidden order, mending what falls short; whether a cost had to be lowered."""
    lowered = False
    level: dict[Pair, int] = defaultdict(lambda: limit)
    decided: set[str] = set()
    for n, draft in enumerate(hidden):
        if draft.free:
            continue
        for act in acts:
            if draft.id in act.steps and act.id not in decided:
                decided.add(act.id)
                for row in act.cost:
                    pair = (row.party, row.towards)
                    _mend(dice, hidden[:n], pair, level, row.points)
                    level[pair] -= row.points
        for pair, points in list(draft.cost.items()):
            _mend(dice, hidden[:n], pair, level, points)
            if level[pair] < points:
                lowered = True
                draft.cost[pair] = max(level[pair], 0)
            level[pair] -= draft.cost[pair]
        draft.cost = {pair: points for pair, points in draft.cost.items() if points}
        for pair, points in draft.cost.items():
            level[pair] += points * draft.recoverable // 100
        for pair, points in draft.receipts():
            level[pair] += points
    return lowered


def _mend(
    dice: random.Random, before: list[_Draft], pair: Pair, level: dict[Pair, int], points: int
) -> None:
    """Let earlier steps of the other give more, eight points at most each, until it is enough."""
    givers = [one for one in before if pair[1] in one.actors and not one.free]
    dice.shuffle(givers)
    for giver in givers:
        for _more in range(8):
            if level[pair] >= points:
                return
            earlier = dict(giver.receipts())
            giver.benefits[pair[0]] = giver.benefits.get(pair[0], 0) + 1
            for other, after in giver.receipts():
                level[other] += after - earlier.get(other, 0)


def _ends(hidden: list[_Draft], limit: int) -> dict[Pair, int]:
    """Level of each account when all steps are done."""
    level: dict[Pair, int] = defaultdict(lambda: limit)
    for one in hidden:
        if not one.free:
            for pair, points in one.cost.items():
                level[pair] += points * one.recoverable // 100 - points
            for pair, points in one.receipts():
                level[pair] += points
    return level


def _break_balance(dice: random.Random, hidden: list[_Draft], limit: int) -> None:
    """Raise one cost until its account ends below 0."""
    draft = dice.choice([one for one in hidden if one.cost and not one.free])
    pair = dice.choice(list(draft.cost))
    short = dice.randint(1, 3)
    while _ends(hidden, limit)[pair] > -short:
        draft.cost[pair] += 1


def _lock(dice: random.Random, hidden: list[_Draft], limit: int) -> None:
    """Let the steps of two or three members wait for each other, and every account end well."""
    own: dict[str, list[_Draft]] = defaultdict(list)
    for one in hidden:
        if len(one.actors) == 1 and not one.free:
            own[one.actors[0]].append(one)
    ring = dice.sample(sorted(own), dice.choice((2, 3)))
    steps = {member: dice.choice(own[member]) for member in ring}
    pairs = [(member, ring[(k + 1) % len(ring)]) for k, member in enumerate(ring)]
    for member, other in pairs:
        steps[member].cost = {}
        steps[member].recoverable = 0
        steps[other].benefits.pop(member, None)
        steps[other].trust.pop(member, None)
    for member, other in pairs:
        received = sum(
            points for one in hidden if not one.free
            for pair, points in one.receipts() if pair == (member, other)
        )  # fmt: skip
        returned = sum(
            points * one.recoverable // 100 for one in hidden if not one.free
            for pair, points in one.cost.items() if pair == (member, other)
        )  # fmt: skip
        steps[member].cost[member, other] = limit + received + returned + 1
    for member, other in pairs:
        short = -_ends(hidden, limit)[member, other]
        if short > 0:
            giver = steps[other]
            giver.benefits[member] = -(-100 * (short + dice.randint(0, 2)) // giver.secured)


# ---------------------------------------------------------------- the case


def _case(
    dice: random.Random,
    hidden: list[_Draft],
    *,
    acts: Sequence[ConsentAct],
    calendars: Sequence[Calendar],
    limit: int,
) -> Case:
    size = Size(
        parties=MEMBERS, issues=len(hidden) // 2, options=3, baskets=BASKETS, leaves=0, lines=0,
        links=0, even=True,
    )  # fmt: skip
    case = random_case(0, size)
    requirements, exclusions, lines = _rules(dice, hidden)
    positions = dict(case.positions[SET])
    for code, line in lines:
        positions[code] = evolve(positions[code], red_lines=(*positions[code].red_lines, line))
    drafts = sorted(hidden, key=lambda one: int(one.id[1:]))
    return evolve(
        case,
        positions={SET: positions},
        ratifiers=tuple(_body(calendar.body) for calendar in calendars),
        requirements=requirements,
        exclusions=exclusions,
        exposure_limits=tuple(
            ExposureLimit(party=party, towards=towards, points=limit)
            for party in case.members
            for towards in case.members
            if party != towards
        ),
        bundles=_bundles(dice, hidden),
        steps=tuple(_step(one) for one in drafts),
        acts=tuple(acts),
        calendars=tuple(calendars),
        digest="made-up",
    )


def _step(one: _Draft) -> Step:
    return Step(
        id=one.id, basket=f"b{one.issue % BASKETS}", title=f"Step {one.id[1:]}", actors=one.actors,
        advances=(Advance(issue=f"i{one.issue}", option=one.option),), months=one.months,
        verification_months=one.verification, verifier=None,
        cost=tuple(
            Cost(party=party, towards=towards, points=points)
            for (party, towards), points in one.cost.items()
        ),
        recoverable=one.recoverable, benefits=dict(one.benefits), secured=one.secured,
        trust={code: points for code, points in one.trust.items() if points},
        after=tuple(one.after), consents=one.consents, reversible=one.reversible,
        condition=Condition.UNCONDITIONAL if one.free else Condition.EXCHANGE,
    )  # fmt: skip


def _body(code: str) -> Ratifier:
    return Ratifier(
        code=code, of=f"P{code[1:]}", name=f"Body {code}", kind=RatifierKind.PROCEDURAL,
        rule="made up", note="", binds=(),
    )  # fmt: skip


def _bundles(dice: random.Random, hidden: list[_Draft]) -> tuple[Bundle, ...]:
    """Neighbours in the hidden order, of different actors."""
    found = []
    for k in dice.sample(range(0, len(hidden) - 1, 2), len(hidden) // 20):
        first, second = hidden[k], hidden[k + 1]
        if not set(first.actors) & set(second.actors):
            found.append(
                Bundle(id=f"bu{k}", steps=(first.id, second.id), reason="Neither goes first.")
            )
    return tuple(found)


def _rules(
    dice: random.Random, hidden: list[_Draft]
) -> tuple[tuple[Requirement, ...], tuple[Exclusion, ...], list[tuple[str, RedLine]]]:
    """Rules of state that the hidden order keeps, one for every ten steps."""
    place = {(one.issue, one.option): n for n, one in enumerate(hidden)}
    issues = range(len(hidden) // 2)
    requirements: list[Requirement] = []
    exclusions: list[Exclusion] = []
    lines: list[tuple[str, RedLine]] = []
    for k in range(len(hidden) // 10):
        first, second = _pair_of(dice, issues, place, k)
        if k % 3 == 0:
            requirements.append(
                Requirement(
                    id=f"rq{k}", if_=_atom(first, 2), then=_atom(second, 1, 2),
                    basis=Basis.TECHNICAL, reason="Made up.",
                )
            )  # fmt: skip
        elif k % 3 == 1:
            atoms = (_atom(first, 1), _atom(second, 1))
            exclusions.append(Exclusion(id=f"ex{k}", atoms=atoms, reason="Made up."))
        else:
            line = RedLine(
                id=f"line{k}", when=(_atom(first, 2), _atom(second, 0)), firmness=Firmness.HARD,
                reason="Made up.", sources=("s",), confidence=Confidence.LOW,
            )  # fmt: skip
            lines.append((f"P{dice.randint(1, MEMBERS)}", line))
    return tuple(requirements), tuple(exclusions), lines


def _pair_of(
    dice: random.Random, issues: Sequence[int], place: Mapping[tuple[int, int], int], k: int
) -> tuple[int, int]:
    """Two issues that keep rule number k in the hidden order."""
    while True:
        first, second = dice.sample(issues, 2)
        if k % 3 == 1:
            if place[first, 2] < place[second, 1]:
                return first, second
        elif place[second, 1] < place[first, 2]:
            return first, second


def _atom(issue: int, *options: int) -> Atom:
    return Atom(issue=f"i{issue}", options=options)
