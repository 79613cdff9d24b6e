"""Two-level games: what each seat could bring home, and whose refusal at home rules packages out.

The *win-set* of a seat holds the packages that the seat accepts and that every body at home, on
whose consent they call, accepts too; whether other seats accept them is left open. A body is *at
home* with a seat when the papers say that it is of that party; a composite one stands for those
that make it up.

A body *binds* when its refusal alone rules a package out: some package is accepted by everybody
else who is asked, calls on the body, and breaks one of its limits. That is asked limit by limit,
so the answer names the limit. A body that shares every refusal with another does not bind alone.

Source: win-sets and ratifiers after Putnam 1988 (bibliography: putnam-1988). What this does not
show: how a body would vote; its limits are an analyst's assessment. And a body is assumed to judge
by its own figures alone: that a government may persuade or pay it is not in the model.
"""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import Assumption, Package, Question, Verdict
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.extents import (
    Decision,
    Extent,
    Grounds,
    beyond,
    extent,
    receipt_of,
)
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.model import Model, build, leaves
from dipoli.analysis.agreement.search import Means, solve, verdict_of
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt

GROUNDS = Grounds(
    method="One integer model of the case. Each limit of a body at home was asked for by itself: "
    "is there a package that everybody else who is asked accepts, that calls on the body, and that "
    "breaks this limit? Packages were checked in exact integers; that there is none rests on the "
    "solver's floating-point proof. Ends of gains were counted out where the question is small.",
    assumptions=(
        "A body is at home with a seat when the papers say that it is of that party.",
        "A body judges by its own figures and lines alone.",
    ),
    does_not_show=(
        "How a body would vote. Its limits are an analyst's assessment, not its statement.",
        "What a government may do to persuade a body, or to go past it.",
        "Whether a consent is needed in law. Each is a claim with a reason.",
        "Limits of bodies on which no option of the case calls.",
    ),
)


@frozen(kw_only=True)
class Limit:
    """One limit of a body at home, and whether it alone rules packages out.

    Args:
        assumption: the red line or reservation value, in the case's words.
        rules_out: whether some package that everybody else accepts breaks it.
        witness: such a package; None without one.
    """

    assumption: Assumption
    rules_out: Decision
    witness: Package | None


@frozen(kw_only=True)
class BodyAtHome:
    """A body at home, and what its consent changes.

    Args:
        code: of a leaf body.
        consents: ids of the consents that call on it, by itself or as part of a composite body.
        limits: its limits that hold under the question.
        binds: whether its refusal alone rules a package out.
        ruled_out: number of packages that its refusal alone rules out, where they were counted.
        unclaimed: the seat's gains in the zone, were its consent not claimed.
        opens: whether the zone, empty with it, holds a package without it.
        lowers_most: whether the most that the seat can gain in the zone is lower with it.
    """

    code: str
    consents: tuple[str, ...]
    limits: tuple[Limit, ...]
    binds: Decision
    ruled_out: int | None
    unclaimed: Extent
    opens: Decision
    lowers_most: Decision


@frozen(kw_only=True)
class Home:
    """A seat and those at home.

    Args:
        seat: code of the member.
        question: what was asked.
        alone: what the seat by itself would accept.
        win_set: what the seat and those at home would accept.
        zone: what everybody asked would accept.
        bodies: those at home, in the order of the case.
        none_claimed: the zone, were no consent at home claimed; None without a body at home.
        receipt: how this was obtained.
    """

    seat: str
    question: Question
    alone: Extent
    win_set: Extent
    zone: Extent
    bodies: tuple[BodyAtHome, ...]
    none_claimed: Extent | None
    receipt: Receipt


def bodies_at_home(case: Case, seat: str) -> tuple[str, ...]:
    """Leaf bodies of a party, composite ones resolved, in the order of the case."""
    found = (
        leaf
        for body in case.ratifiers
        if body.of == seat
        for leaf in leaves(case, body.code)
        if leaf not in case.members
    )
    return tuple(dict.fromkeys(found))


def home(case: Case, question: Question, seat: str, means: Means) -> Home:
    """What a seat could bring home, and which body there binds.

    Args:
        case: the case.
        question: what is asked; the seat is at the table.
        seat: code of the member.
        means: engines, limits and clock.

    Returns:
        The answer.

    Raises:
        ValueError: the seat is not at the table.
    """
    if seat not in question.seats:
        message = f"{seat} is not at the table"
        raise ValueError(message)
    start = means.now()
    at_home = tuple(one for one in bodies_at_home(case, seat) if one not in question.without)
    others = (*question.without, *_all_others(case, seat, at_home))
    win_set = extent(case, evolve(question, seats=(seat,), without=others), seat, means)
    alone_question = evolve(question, seats=(seat,), without=(*others, *at_home))
    alone = extent(case, alone_question, seat, means)
    zone = extent(case, question, seat, means)
    bodies = tuple(_body(case, question, seat, one, zone, means) for one in at_home)
    none_claimed = None
    if at_home:
        free = evolve(question, without=(*question.without, *at_home))
        none_claimed = extent(case, free, seat, means)
    extents = [alone, win_set, zone, *(one.unclaimed for one in bodies)]
    exact = all(one.proven for one in extents) and all(
        one.binds is not Decision.UNDECIDED for one in bodies
    )
    return Home(
        seat=seat,
        question=question,
        alone=alone,
        win_set=win_set,
        zone=zone,
        bodies=bodies,
        none_claimed=none_claimed,
        receipt=receipt_of(case, question, means, GROUNDS, start, exact=exact),
    )


def rules_out(case: Case, question: Question, body: str, key: str, means: Means) -> Limit:
    """Whether one limit of a body rules out a package that everybody else accepts.

    Args:
        case: the case.
        question: what is asked, with the body's consent claimed.
        body: code of a leaf body on which some option calls.
        key: of its red line or reservation value.
        means: limits.

    Returns:
        The limit, with a package that breaks it if there is one.
    """
    claimed = build(case, question)
    free = evolve(question, without=(*question.without, body))
    made = formulate(build(case, free))
    _called(made, claimed, body)
    for bar in claimed.bars:
        if (bar.key, bar.gate) == (key, body):
            for where in bar.atoms:
                row, holds = made.atom(where)
                made.program.row(row, lower=1 - holds)
    for floor in claimed.floors:
        if (floor.key, floor.gate) == (key, body):
            made.program.row(made.points(floor), upper=floor.threshold - 1)
    outcome, package = solve(case, free, made, {}, means)
    verdict = verdict_of(outcome, package)
    return Limit(assumption=claimed.assumptions[key], rules_out=_DECIDED[verdict], witness=package)


_DECIDED = {
    Verdict.COMMON_GROUND: Decision.YES,
    Verdict.NONE: Decision.NO,
    Verdict.UNKNOWN: Decision.UNDECIDED,
}


def _called(made: Formulation, claimed: Model, body: str) -> None:
    """Some option calls on the body."""
    called: dict[int, float] = {}
    fixed = 0
    for call in claimed.calls:
        if call.body == body:
            row, holds = made.atom(call.atom)
            fixed += holds
            for column, value in row.items():
                called[column] = called.get(column, 0.0) + value
    made.program.row(called, lower=1 - fixed)


def _body(
    case: Case, question: Question, seat: str, body: str, zone: Extent, means: Means
) -> BodyAtHome:
    claimed = build(case, question)
    bars = (one.key for one in claimed.bars if one.gate == body)
    floors = (one.key for one in claimed.floors if one.gate == body)
    keys = tuple(dict.fromkeys((*bars, *floors)))
    limits = tuple(rules_out(case, question, body, key, means) for key in keys)
    free = evolve(question, without=(*question.without, body))
    unclaimed = extent(case, free, seat, means)
    without = build(case, free)
    ruled_out = None
    if means.counts(claimed):
        ruled_out = len(enumerate_zone(without)) - len(enumerate_zone(claimed))
    return BodyAtHome(
        code=body,
        consents=tuple(
            one.id
            for one in case.consents
            if any(body in leaves(case, name, question.without) for name in one.bodies)
        ),
        limits=limits,
        binds=_any(limits),
        ruled_out=ruled_out,
        unclaimed=unclaimed,
        opens=_opens(zone, unclaimed),
        lowers_most=beyond(unclaimed.most, zone.most, 1)
        if zone.verdict is Verdict.COMMON_GROUND
        else Decision.NO
        if zone.verdict is Verdict.NONE
        else Decision.UNDECIDED,
    )


def _any(limits: tuple[Limit, ...]) -> Decision:
    said = {one.rules_out for one in limits}
    if Decision.YES in said:
        return Decision.YES
    return Decision.UNDECIDED if Decision.UNDECIDED in said else Decision.NO


def _opens(zone: Extent, unclaimed: Extent) -> Decision:
    if Verdict.UNKNOWN in {zone.verdict, unclaimed.verdict}:
        return Decision.UNDECIDED
    opened = zone.verdict is Verdict.NONE and unclaimed.verdict is Verdict.COMMON_GROUND
    return Decision.YES if opened else Decision.NO


def _all_others(case: Case, seat: str, at_home: tuple[str, ...]) -> tuple[str, ...]:
    """Everybody who could be asked except the seat and those at home."""
    inside = {seat, *at_home}
    codes = (*case.members, *(one.code for one in case.ratifiers))
    return tuple(
        code for code in codes if code not in inside and not inside & set(leaves(case, code))
    )
