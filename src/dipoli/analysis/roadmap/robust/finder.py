"""How far a roadmap holds, one that holds further, and which judgement changes the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.analysis.roadmap.answers import Happening, Schedule
from dipoli.analysis.roadmap.asked import acts_of, steps_of
from dipoli.analysis.roadmap.checker import check
from dipoli.analysis.roadmap.finder import Roadmap, find
from dipoli.analysis.roadmap.question import Question
from dipoli.analysis.roadmap.robust.answers import (
    Assumed,
    Driver,
    Judgement,
    Robustness,
    Sturdy,
    What,
)
from dipoli.analysis.roadmap.robust.judgements import judged, judgements_of, ranges_of, uses
from dipoli.analysis.roadmap.robust.sampling import Sample, share_of
from dipoli.analysis.roadmap.robust.worst import worst_of

METHOD = (
    "Profiles drawn within the ranges; the worst of so many judgements at once counted exactly for"
    " every account and start."
)
ASSUMPTIONS = (
    "Judgements are off independently of one another, within their ranges.",
    "The order of all moments is kept: where something takes longer, what came after it waits.",
    "Costs of consent acts are as coded.",
)
DOES_NOT_SHOW = (
    "That the ranges are right: they are judgements as well.",
    "How likely it is that a roadmap is safe: the share is one of drawn profiles.",
    "Whether another order would hold further.",
)
_PARTS = 8


def how_far(
    case: Case,
    question: Question,
    schedule: Schedule,
    *,
    assumed: Assumed | None = None,
    sample: Sample | None = None,
) -> Robustness:
    """How far a safe schedule holds when judgements are off within their ranges.

    Args:
        case: the case.
        question: the question of which it is a roadmap.
        schedule: a schedule that the checker accepts.
        assumed: ranges where the case states none.
        sample: which profiles are drawn; a thousand unless given.

    Raises:
        ValueError: the checker does not accept the schedule.
    """
    judgements = judgements_of(case, question, assumed)
    sample = Sample() if sample is None else sample
    worst = worst_of(case, question, schedule, judgements)
    return Robustness(
        schedule=schedule,
        judgements=len(judgements),
        assumed=assumed if uses(case, question, assumed) else None,
        share=share_of(case, question, schedule, judgements, sample),
        worst=worst.lowest,
        fewest=None if worst.weakest is None else len(worst.weakest.judgements),
        weakest=worst.weakest,
        months=longest(case, question, schedule, assumed),
        receipt=Receipt(
            method=METHOD,
            exact=True,
            parameters={
                "profiles": str(sample.profiles),
                "spread": sample.spread.value,
                "accounts": question.accounting.value,
            },
            seed=sample.seed,
            inputs=case.digest,
            versions={},
            seconds=None,
            assumptions=ASSUMPTIONS,
            does_not_show=DOES_NOT_SHOW,
        ),
    )


def longest(case: Case, question: Question, schedule: Schedule, assumed: Assumed | None) -> int:
    """Length in months with every duration at its long end and the order of moments kept.

    Nothing starts sooner than the schedule says. Windows are left aside: a decision that misses
    its window is not put off to the next.
    """
    trace = check(case, question, schedule).trace
    if trace is None:
        message = "names in the schedule are not known"
        raise ValueError(message)
    steps, acts = steps_of(case, question), acts_of(case, question)
    now, ends, decided = 0, dict[str, int](), dict[str, int]()
    numbers = iter(schedule.starts)
    for moment in trace.moments:
        if moment.happening is Happening.VERIFIED:
            now = max(now, ends[moment.names[0]])
        elif moment.happening is Happening.STARTED:
            start = next(numbers)
            now = max(now, start.month)
            if start.act:
                decided[start.act] = now + acts[start.act].months
                continue
            waits = [
                decided[act]
                for name in start.steps
                for act in acts
                if act in decided
                and name in acts[act].steps
                and acts[act].body in steps[name].consents
            ]
            now = max([now, *waits])
            for name in start.steps:
                ranges = ranges_of(case, steps[name], assumed)
                months = _long(steps[name].months, ranges.months)
                delay = steps[name].verification_months + question.more_verification
                ends[name] = now + months + _long(delay, ranges.verification_months)
    return max(ends.values(), default=0)


def _long(months: int, percent: int) -> int:
    return months - (-months * percent // 100)


# ---------------------------------------------------------------- a roadmap that holds further


def sturdy(
    case: Case,
    question: Question,
    budget: int | None,
    *,
    assumed: Assumed | None = None,
    look: Callable[[Case, Question], Roadmap] = find,
) -> Sturdy:
    """A roadmap that is safe whichever judgements, so many at once, are at their bad ends.

    Roadmaps are looked for with all judgements a part of the way towards their bad ends; the
    smallest part that serves is kept, and the whole way serves in any case. What serves is for the
    exact count to say, and the checker judges the roadmap as coded.

    Args:
        case: the case.
        question: what is asked of it.
        budget: how many judgements may be off at once; None for all.
        assumed: ranges where the case states none.
        look: by what roadmaps are looked for.
    """
    judgements = judgements_of(case, question, assumed)
    parts = [0, *(2**n for n in range(_PARTS.bit_length()))] if budget is not None else [_PARTS]
    for part in parts:
        values = {one: _towards(one, Fraction(part, _PARTS)) for one in judgements}
        road = look(*judged(case, question, values))
        worst = worst_of(case, question, road.schedule, judgements)
        if worst.safe_within(budget):
            kept = check(case, question, road.schedule)
            return Sturdy(budget=budget, schedule=road.schedule, check=kept)
    message = "a roadmap that is safe in the worst profile is not safe within a budget"
    raise RuntimeError(message)


def _towards(one: Judgement, part: Fraction) -> int:
    """A figure a part of the way to the bad end, rounded towards it."""
    way = abs(one.bad - one.coded) * part
    off = -(-way.numerator // way.denominator)
    return one.coded + off if one.what is What.COST else one.coded - off


# ---------------------------------------------------------------- what drives the order


def drivers(
    case: Case,
    question: Question,
    judgements: Sequence[Judgement],
    *,
    tries: int = 1,
    told: Callable[[int], None] = lambda _n: None,
) -> tuple[Driver, ...]:
    """Judgements that, changed alone within their ranges, change what starts in which order.

    Args:
        case: the case.
        question: what is asked of it.
        judgements: those that are tried, each at both ends.
        tries: walks for each.
        told: called with the number of judgements tried so far.

    Returns:
        Those that do, in the order of the judgements; nothing is ranked.
    """
    plain = _order(find(case, question, tries=tries, far=False))
    found = []
    for n, one in enumerate(judgements):
        changed = [
            end != one.coded
            and _order(find(*judged(case, question, {one: end}), tries=tries, far=False)) != plain
            for end in (one.low, one.high)
        ]
        if any(changed):
            found.append(Driver(judgement=one, low=changed[0], high=changed[1]))
        told(n + 1)
    return tuple(found)


def _order(road: Roadmap) -> tuple[tuple[str, ...], ...]:
    return tuple(one.steps for one in road.schedule.starts if one.steps)
