"""What is owed in numbers about uncertain positions, one seed at a time.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from attrs import evolve
from tests.analysis.agreement.reference import named, packages
from tests.analysis.agreement.uncertain.reference import (
    SAMPLES,
    asked_of,
    bears_by_trial,
    uncertain_case,
    zone_in,
)
from tests.generators import SET, SMALL

from dipoli.analysis.agreement import Means, Verdict
from dipoli.analysis.agreement.uncertain import ask
from dipoli.analysis.agreement.uncertain.answers import Sample
from dipoli.analysis.agreement.uncertain.budget import endures, errors_of, solve_budget
from dipoli.analysis.agreement.uncertain.checker import refusing
from dipoli.analysis.agreement.uncertain.ends import narrowest, widest
from dipoli.analysis.agreement.uncertain.judgements import Judgements, draw_profiles
from dipoli.analysis.agreement.uncertain.judging import judge
from dipoli.analysis.agreement.uncertain.largest import Search, search
from dipoli.analysis.agreement.uncertain.shares import accepted, lines_of
from dipoli.analysis.agreement.uncertain.solving import in_zone, one_by_one
from dipoli.analysis.case import Case, IssuePosition

COUNTED = Means(counted=1 << 20)
SOLVED = Means(counted=0)
T = TypeVar("T")
R = TypeVar("R")


def fast_and_slow_agree(seed: int) -> None:
    """Who accepts a package in which profile is what the slow obvious way says."""
    dice = random.Random(seed)
    case, sample = uncertain_case(seed, SMALL), dice.choice(SAMPLES)
    asked = ask(case, asked_of(case, seed), sample)
    profiles = draw_profiles(asked.judgements, sample.searched())
    free = asked.judgements.model.free
    every = [
        one for one in packages(case) if not any(o and k not in free for k, o in enumerate(one))
    ]
    for chosen in dice.sample(every, min(6, len(every))):
        lines = lines_of(asked.judgements.model, chosen)
        each = accepted(profiles, chosen)
        for place, number in enumerate(sample.searched()):
            at = (sample.seed, number, sample.spread)
            fine = zip(asked.judgements.holders, each[:, place], strict=True)
            refuse = {holder.floor.code for holder, accepts in fine if not accepts}
            keeps, expected = refusing(case, asked.question, named(case, chosen), at)
            assert (lines.keeps, refuse) == (keeps, expected), (chosen, number)


def search_is_right(seed: int) -> None:
    """Counting finds the largest share there is; solving never claims more, and bounds it."""
    sample = SAMPLES[seed % len(SAMPLES)]
    case = uncertain_case(seed)
    asked = ask(case, asked_of(case, seed), sample)
    zones = [zone_in(case, asked.question, sample, number) for number in sample.searched()]
    common = [bool(zone) for zone in zones]
    counts = {one: sum(one in zone for zone in zones) for one in set().union(*zones)}
    most = max(counts.values(), default=0)
    for means in (COUNTED, SOLVED):
        told = _searched(asked.judgements, sample, means)
        assert (told.common.found, told.common.none) == (sum(common), len(common) - sum(common))
        assert told.common.unknown == 0
        assert told.accepted <= most <= told.bound
        assert told.accepted == (counts[told.options] if told.options is not None else 0)
    counted = _searched(asked.judgements, sample, COUNTED)
    assert counted.accepted == counted.bound == most


def ends_hold_every_profile(seed: int) -> None:
    """The narrowest zone lies in the zone of every profile, and that in the widest."""
    sample = SAMPLES[seed % len(SAMPLES)]
    case = uncertain_case(seed)
    asked = ask(case, asked_of(case, seed), sample)
    narrow, wide = narrowest(asked.judgements), widest(asked.judgements)
    inside = {one for one in packages(case) if in_zone(narrow, one)}
    outside = {one for one in packages(case) if in_zone(wide, one)}
    for number in sample.searched():
        zone = zone_in(case, asked.question, sample, number)
        assert inside <= zone <= outside


def errors_are_borne(seed: int) -> None:
    """What sorting says of a budget of errors is what trying every choice of errors says."""
    dice = random.Random(seed)
    case = uncertain_case(seed)
    asked = asked_of(case, seed)
    errors = errors_of(case, asked)
    budget = dice.randint(0, errors.most)
    for chosen in packages(case):
        package = named(case, chosen)
        borne = endures(case, asked, package)
        expected = bears_by_trial(case, asked, package, budget)
        assert (borne is not None and borne >= budget) == expected, (chosen, budget)


def the_worst_case_is_found(seed: int) -> None:
    """The solver finds a package that bears a budget of errors exactly when there is one."""
    case = uncertain_case(seed, SMALL)
    asked = asked_of(case, seed)
    errors = errors_of(case, asked)
    borne = [endures(case, asked, named(case, chosen)) for chosen in packages(case)]
    most = max((one for one in borne if one is not None), default=-1)
    for budget in range(errors.most + 1):
        verdict, package = solve_budget(errors, budget, 60.0)
        assert (verdict is Verdict.COMMON_GROUND) == (budget <= most), budget
        assert (package is not None) == (budget <= most)


def what_matters_is_what_changes(seed: int) -> None:
    """Taking judgements as coded does what coding them without a range does."""
    dice = random.Random(seed)
    sample = evolve(SAMPLES[seed % len(SAMPLES)], profiles=40)
    case = uncertain_case(seed, SMALL)
    asked = ask(case, asked_of(case, seed), sample)
    model = asked.judgements.model
    possible = [one for one in packages(case) if lines_of(model, one).possible()]
    if not possible:
        return
    chosen = dice.choice(possible)
    ((shares, matter),) = judge(case, asked.judgements, [chosen], sample, one_by_one)
    for row in (*matter.baskets, *matter.issues):
        fixed = ask(_sure(case, row.about), asked.question, sample)
        ((after, _),) = judge(case, fixed.judgements, [chosen], sample, one_by_one)
        change = after.all.accepted - shares.all.accepted
        assert row.gained - row.lost == change, row.about


def no_split_changes_anything(seed: int) -> None:
    """Whoever does the work, in whatever order and pieces, the answers are the same."""
    dice = random.Random(seed)
    sample = evolve(SAMPLES[seed % len(SAMPLES)], profiles=30)
    case = uncertain_case(seed, SMALL)
    asked = ask(case, asked_of(case, seed), sample)

    def backwards(job: Callable[[T], R], values: Sequence[T], /) -> Iterable[R]:
        order = list(range(len(values)))
        dice.shuffle(order)
        done = {place: job(values[place]) for place in order}
        return [done[place] for place in range(len(values))]

    one = _searched(asked.judgements, sample, SOLVED)
    assert search(asked.judgements, sample, SOLVED, backwards, lambda _words: None) == one
    whole = draw_profiles(asked.judgements, range(5, 25))
    cut = dice.randint(6, 24)
    for part in (range(5, cut), range(cut, 25)):
        again = draw_profiles(asked.judgements, part)
        mine = slice(part.start - 5, part.stop - 5)
        assert (again.worth == whole.worth[..., mine]).all()
        assert (again.threshold() == whole.threshold()[..., mine]).all()


def _searched(made: Judgements, sample: Sample, means: Means) -> Search:
    return search(made, sample, means, one_by_one, lambda _words: None)


def _sure(case: Case, about: str) -> Case:
    """The case with no range on the issues of a basket, or on one issue."""
    inside = {one.id for one in case.issues if about in {one.id, one.basket}}

    def mine(row: IssuePosition) -> IssuePosition:
        if row.issue not in inside:
            return row
        weight = (row.importance, row.importance)
        return evolve(row, importance_range=weight, low=row.value, high=row.value)

    positions = {
        code: evolve(one, issues=tuple(map(mine, one.issues)))
        for code, one in case.positions[SET].items()
    }
    return evolve(case, positions={SET: positions})


CAMPAIGNS = {
    "the fast way judges a package as the slow obvious one": (fast_and_slow_agree, 500),
    "the search for the largest share is right, and bounded": (search_is_right, 500),
    "the narrowest and the widest model hold every profile": (ends_hold_every_profile, 500),
    "a package bears the errors that it is said to bear": (errors_are_borne, 500),
    "a package that bears errors is found when there is one": (the_worst_case_is_found, 500),
    "what matters is what changes": (what_matters_is_what_changes, 500),
    "no split of the work changes an answer": (no_split_changes_anything, 500),
}
"""What is owed: sentence to the check and the number of seeds."""
