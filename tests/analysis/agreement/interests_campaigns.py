"""What is owed of interests, win-sets and sitting, one seed at a time."""

from __future__ import annotations

import random
from collections.abc import Callable

from attrs import evolve
from tests.analysis.agreement.interests_reference import (
    binding,
    called,
    cheapest,
    clear,
    crossed,
    inside,
    links_kept,
    of_the_others,
    peopled,
    refuses,
    smallest_protection,
    uncovered,
    worth_alone,
)

from dipoli.analysis.agreement import Means, Question, Reading, SoftLines, Verdict, question_of
from dipoli.analysis.agreement.additions import MAX_LISTED, Whom, additions
from dipoli.analysis.agreement.answers import Package
from dipoli.analysis.agreement.checker import gain
from dipoli.analysis.agreement.extents import Decision, Extent
from dipoli.analysis.agreement.guarantees import Guarantees
from dipoli.analysis.agreement.interests import Sort, touched
from dipoli.analysis.agreement.protection import MAX_LISTED as MOST_SETS
from dipoli.analysis.agreement.sitting import sitting, staying_out
from dipoli.analysis.agreement.win_sets import bodies_at_home, home
from dipoli.analysis.case import Atom, Case, Condition

COUNTED = Means(counted=1 << 20)
SOLVED = Means(counted=0)


def _question(case: Case, dice: random.Random) -> Question:
    return evolve(
        question_of(case),
        soft_lines=dice.choice(tuple(SoftLines)),
        reading=dice.choice(tuple(Reading)),
    )


def _same_extent(found: Extent, case: Case, packages: list[Package]) -> None:
    assert found.proven
    assert (found.verdict is Verdict.COMMON_GROUND) == bool(packages)
    if packages:
        gains = [gain(case, found.question, found.code, one) for one in packages]
        assert found.least is not None
        assert found.most is not None
        assert (found.least.value, found.most.value) == (min(gains), max(gains))


def home_is_told_as_counted_out(seed: int) -> None:
    """Win-sets, binding bodies and their limits are those of the slow obvious way."""
    dice = random.Random(seed)
    case = peopled(seed)
    asked = _question(case, dice)
    for seat in case.members[:2]:
        at_home = bodies_at_home(case, seat)
        whole = inside(case, asked)
        others = tuple(
            code
            for code in (*case.members, *(one.code for one in case.ratifiers))
            if code not in {seat, *at_home, "C1"}
        )
        composite = () if "L1" in at_home or seat == "P1" else ("C1",)
        wins = inside(case, evolve(asked, seats=(seat,), without=(*others, *composite)))
        for means in (COUNTED, SOLVED):
            told = home(case, asked, seat, means)
            _same_extent(told.zone, case, whole)
            _same_extent(told.win_set, case, wins)
            assert [one.code for one in told.bodies] == list(at_home)
            for body in told.bodies:
                free = inside(case, evolve(asked, without=(body.code,)))
                _same_extent(body.unclaimed, case, free)
                lost = [one for one in free if one not in whole]
                assert body.binds is (Decision.YES if lost else Decision.NO)
                assert body.ruled_out == (len(lost) if means is COUNTED else None)
                asking = [one for one in free if called(case, asked, body.code, one)]
                broken = {
                    f"red-line/{body.code}/{line.id}"
                    for line in binding(case, asked, body.code)
                    if any(crossed(line, one) for one in asking)
                }
                if any(gain(case, asked, body.code, one) < 0 for one in asking):
                    broken.add(f"reservation/{body.code}")
                said = {one.assumption.key for one in body.limits if one.rules_out is Decision.YES}
                assert said == broken
                opened = bool(free) and not whole
                assert body.opens is (Decision.YES if opened else Decision.NO)


def sitting_is_told_as_counted_out(seed: int) -> None:
    """What a seat gains by sitting, and what protects it, are those of the slow obvious way."""
    dice = random.Random(seed)
    case = peopled(seed)
    asked = _question(case, dice)
    seat = dice.choice(case.members)
    for means in (COUNTED, SOLVED):
        told = sitting(case, asked, seat, means)
        _same_extent(told.at_table, case, inside(case, asked))
        for one, claimed in ((told.asked, True), (told.unclaimed, False)):
            away = staying_out(case, asked, seat, claimed=claimed)
            packages = of_the_others(case, asked, seat, claimed=claimed)
            assert packages == inside(case, away)
            _same_extent(one.extent, case, packages)
            harmed = any(refuses(case, asked, seat, each) for each in packages)
            assert one.harms is (Decision.YES if harmed else Decision.NO)
            against = any(
                gain(case, asked, seat, each) < 0
                and all(gain(case, asked, code, each) > 0 for code in away.seats)
                for each in packages
            )
            assert one.alone_against_all is (Decision.YES if against else Decision.NO)
        assert told.alone.options == _alone(case, asked, seat)
        counts = [
            sum(each[issue] in some for issue, some in told.alone.options.items())
            for each in inside(case, asked)
        ]
        assert told.alone.least == min(counts, default=None)
        assert told.alone.most == max(counts, default=None)
        _protected(case, asked, seat, told.guarantees, told.consents)


def _alone(case: Case, asked: Question, seat: str) -> dict[str, tuple[int, ...]]:
    """Options that are worth less to a seat, to no other less, and more to some."""
    found: dict[str, tuple[int, ...]] = {}
    unconditional = [one for one in case.steps if one.condition is Condition.UNCONDITIONAL]
    owed = {(one.issue, one.option) for step in unconditional for one in step.advances}
    for issue in case.issues:
        for n in range(1, len(issue.options)):
            points = {code: worth_alone(case, asked, code, issue.id, n) for code in case.members}
            others = [one for code, one in points.items() if code != seat]
            if points[seat] < 0 <= min(others) and max(others) > 0:
                found[issue.id] = (*found.get(issue.id, ()), n)
    return {
        issue: kept
        for issue, some in found.items()
        if (kept := tuple(n for n in some if (issue, n) not in owed))
    }


def _protected(
    case: Case, asked: Question, seat: str, told: Guarantees, consents: tuple[str, ...]
) -> None:
    away = staying_out(case, asked, seat, claimed=False)
    settled = of_the_others(case, asked, seat, claimed=False)
    harmful = [one for one in settled if refuses(case, asked, seat, one)]
    size, sets = smallest_protection(harmful, _possible(case, away, seat, consents))
    assert told.proven
    assert told.size == size
    found = {frozenset(f"{one.sort.value} {one.id}" for one in some) for some in told.sets}
    assert found <= sets
    assert told.complete == (len(sets) < MOST_SETS or not harmful)
    if told.complete:
        assert found == sets


def _possible(
    case: Case, away: Question, seat: str, consents: tuple[str, ...]
) -> list[tuple[str, Callable[[Package], bool]]]:
    """Every guarantee by name, with what it rules out of the packages that go against a seat."""
    links = [one for one in case.synergies if one.party == seat]

    def loses(issue: str) -> Callable[[Package], bool]:
        return lambda one: worth_alone(case, away, seat, issue, one[issue]) < 0

    def whole(atoms: tuple[Atom, ...]) -> Callable[[Package], bool]:
        return lambda one: all(one[atom.issue] in atom.options for atom in atoms)

    some: list[tuple[str, Callable[[Package], bool]]] = [
        (f"issue {issue.id}", loses(issue.id)) for issue in case.issues
    ]
    some += [(f"link {one.id}", whole(one.when)) for one in links if one.points < 0]
    some += [(f"red line {one.id}", whole(one.when)) for one in binding(case, away, seat)]
    some += [
        (f"consent {one.id}", whole((Atom(issue=one.issue, options=one.options),)))
        for one in case.consents
        if one.id in consents
    ]
    return some


def additions_are_those_counted_out(seed: int) -> None:
    """Marks and cheapest additions are those of the slow obvious way."""
    dice = random.Random(seed)
    case = peopled(seed)
    asked = _question(case, dice)
    parties = tuple(case.members[:2]) if dice.random() < 0.7 else ()
    issue = dice.choice(case.issues)
    deal = {**case.status_quo(), issue.id: dice.randrange(1, len(issue.options))}
    outside = tuple(code for code in case.members if code not in parties)
    for one in touched(case, asked, deal, parties):
        open_stakes = {
            each.id for each in one.interests if each.sort is Sort.STAKE and not each.covered
        }
        assert open_stakes == uncovered(case, asked, one.party, deal)
        marked = refuses(case, asked, one.party, deal) or bool(open_stakes)
        assert one.marked == marked
        assert one.made_it == (one.party in parties)
    whole = inside(case, asked)
    accepted = {
        Whom.OUTSIDE: lambda one: links_kept(case, asked, one) and clear(case, asked, outside, one),
        Whom.EVERYBODY: lambda one: one in whole and clear(case, asked, case.members, one),
    }
    for whom, rule in accepted.items():
        best, found = cheapest(case, deal, rule)
        told = additions(case, asked, deal, parties, whom, SOLVED)
        assert told.proven
        assert (told.verdict is Verdict.NONE) == (best is None)
        assert (told.issues, told.moves) == (best or (None, None))
        assert all(dict(one) in found for one in told.cheapest)
        assert len(told.cheapest) == min(len(found), MAX_LISTED)


CAMPAIGNS = {
    "win-sets and binding bodies are those counted out": (home_is_told_as_counted_out, 500),
    "what sitting gains and what protects are those counted out": (
        sitting_is_told_as_counted_out,
        500,
    ),
    "marks and cheapest additions are those counted out": (additions_are_those_counted_out, 500),
}
"""What is owed: sentence to the check and the number of seeds."""
