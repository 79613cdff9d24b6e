"""The reluctant party: what a seat gains by sitting rather than staying out, and what protects it.

While a party sits, a package must be acceptable to it. While it stays out, the others may settle
among themselves what does not need its hand. Three questions about the same party are compared:

* **at the table**: packages that everybody at the table accepts, the party included;
* **away, consents asked**: the party is not at the table, and consents that name it or its bodies
  at home are still asked;
* **away, consents not claimed**: nobody asks it or its bodies.

An issue is *its own* when some step advances it and every step that does has the party among its
actors; without it the others leave such an issue at option 0. An issue that no step advances is
taken to be open to the others: the papers do not say who carries it out. What an unconditional step
brings about is owed whoever sits, and is no part of what the others could settle against anybody.

*Alone against all*: a package in which the party loses and every other seat gains. Issue by issue:
an option that is worth less to the party than the state of things, to no other seat less, and more
to some.

Source: the rules of the case; the reservation value as what staying out is worth, after Raiffa 1982
(bibliography: raiffa-1982). What this does not show: what the others would do without it, and what
staying away costs or earns beside the issues of the case.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import Package, Question, Verdict
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.extents import (
    Decision,
    Extent,
    Grounds,
    beyond,
    extent,
    floor_of,
    gains_over,
    receipt_of,
)
from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.guarantees import Guarantees, guarantees
from dipoli.analysis.agreement.interests import alone_options, owed
from dipoli.analysis.agreement.model import Model, build, leaves
from dipoli.analysis.agreement.search import Means, solve, verdict_of
from dipoli.analysis.agreement.win_sets import bodies_at_home
from dipoli.analysis.case import Atom, Case
from dipoli.analysis.receipt import Receipt

GROUNDS = Grounds(
    method="One integer model of the case, asked three times: with the seat, without it while its "
    "consents are asked, and without it and them. Both ends of what the packages are worth to it "
    "were counted out or solved for, and every package shown was checked in exact integers. "
    "Smallest sets of guarantees come from smallest sets that meet every way in which a package "
    "could go against it; that no such way is left rests on the solver's floating-point proof.",
    assumptions=(
        "Others leave at option 0 every issue that steps of the case advance only with this party.",
        "What an unconditional step brings about is no part of what the others could settle.",
    ),
    does_not_show=(
        "What the others would do without it, or whether they would do anything.",
        "What staying away costs or earns beside the issues of the case: time, arms, standing.",
        "Whether a guarantee would be given, or kept.",
        "Who carries out an issue that no step of the case advances: it counts as open to others.",
    ),
)


@frozen(kw_only=True)
class Without:
    """What the others could settle without a party, and what that would be worth to it.

    Args:
        extent: its gains over the packages of the others.
        harms: whether some such package is one that it would refuse at the table.
        alone_against_all: whether in some such package it loses and every other seat gains.
        witness: such a package; None without one.
        least_lower: whether its least is lower than at the table.
        most_higher: whether its most is higher than at the table.
    """

    extent: Extent
    harms: Decision
    alone_against_all: Decision
    witness: Package | None
    least_lower: Decision
    most_higher: Decision


@frozen(kw_only=True)
class Alone:
    """Options of issues that leave a party alone against all, one issue after another.

    Args:
        options: issue to the options that do.
        least: smallest number of such issues in a package at the table; None when undecided.
        most: largest number of such issues in a package at the table; None when undecided.
    """

    options: Mapping[str, tuple[int, ...]]
    least: int | None
    most: int | None


@frozen(kw_only=True)
class Sitting:
    """What a party gains by sitting, and what protects it.

    Args:
        seat: code of the member.
        question: what was asked, with the seat at the table.
        own: issues that the others cannot carry out without it.
        consents: ids of the consents that name it or a body of it at home.
        at_table: its gains over the packages at the table.
        asked: away, with its consents asked.
        unclaimed: away, with none of them claimed.
        alone: options that leave it alone against all.
        guarantees: smallest sets of guarantees that would protect it while away, none claimed.
        receipt: how this was obtained.
    """

    seat: str
    question: Question
    own: tuple[str, ...]
    consents: tuple[str, ...]
    at_table: Extent
    asked: Without
    unclaimed: Without
    alone: Alone
    guarantees: Guarantees
    receipt: Receipt


def sitting(case: Case, question: Question, seat: str, means: Means) -> Sitting:
    """Compare a seat at the table with the same party staying out.

    Args:
        case: the case.
        question: what is asked; the seat and at least one other are at the table.
        seat: code of the member.
        means: engines, limits and clock.

    Returns:
        The answer.

    Raises:
        ValueError: the seat is not at the table, or nobody else is.
    """
    if seat not in question.seats or len(question.seats) == 1:
        message = f"{seat} and at least one other have to be at the table"
        raise ValueError(message)
    start = means.now()
    at_table = extent(case, question, seat, means)
    asked = _without(case, staying_out(case, question, seat, claimed=True), at_table, means)
    away = staying_out(case, question, seat, claimed=False)
    unclaimed = _without(case, away, at_table, means)
    protection = guarantees(case, away, seat, consents_naming(case, seat), means)
    alone = _alone(case, question, seat, means)
    decided = Decision.UNDECIDED not in {
        *(one.harms for one in (asked, unclaimed)),
        *(one.alone_against_all for one in (asked, unclaimed)),
    }
    exact = decided and at_table.proven and asked.extent.proven and unclaimed.extent.proven
    return Sitting(
        seat=seat,
        question=question,
        own=own_issues(case, seat),
        consents=consents_naming(case, seat),
        at_table=at_table,
        asked=asked,
        unclaimed=unclaimed,
        alone=alone,
        guarantees=protection,
        receipt=receipt_of(
            case, question, means, GROUNDS, start, exact=exact and protection.proven
        ),
    )


def own_issues(case: Case, seat: str) -> tuple[str, ...]:
    """Issues that steps advance, and none without this party among its actors."""
    actors: dict[str, list[tuple[str, ...]]] = {}
    for step in case.steps:
        for one in step.advances:
            actors.setdefault(one.issue, []).append(step.actors)
    return tuple(
        issue.id
        for issue in case.issues
        if issue.id in actors and all(seat in each for each in actors[issue.id])
    )


def consents_naming(case: Case, seat: str) -> tuple[str, ...]:
    """Ids of consents that name a party or a body of it at home, itself or inside another."""
    hers = {seat, *bodies_at_home(case, seat)}
    return tuple(
        one.id
        for one in case.consents
        if any(hers & set(leaves(case, body)) for body in one.bodies)
    )


def staying_out(case: Case, question: Question, seat: str, *, claimed: bool) -> Question:
    """The question of the others alone.

    Args:
        case: the case.
        question: with the seat at the table.
        seat: who stays out.
        claimed: whether its consents and those of its bodies at home are still asked.

    Returns:
        The question without it; issues that are its own stay at option 0, and what is owed
        without condition is left out.
    """
    own, without_condition = own_issues(case, seat), owed(case)
    open_to_others = {
        issue.id: (0,)
        if issue.id in own
        else tuple(one.n for one in issue.options if (issue.id, one.n) not in without_condition)
        for issue in case.issues
    }
    hers = () if claimed else (seat, *bodies_at_home(case, seat))
    return evolve(
        question,
        seats=tuple(code for code in question.seats if code != seat),
        without=(*question.without, *hers),
        hold=(
            *question.hold,
            *(
                Atom(issue=issue.id, options=open_to_others[issue.id])
                for issue in case.issues
                if len(open_to_others[issue.id]) < len(issue.options)
            ),
        ),
    )


def _without(case: Case, away: Question, at_table: Extent, means: Means) -> Without:
    seat = at_table.code
    found = extent(case, away, seat, means)
    against, witness = _alone_against_all(case, away, seat, means)
    harm = guarantees(case, away, seat, (), means, ask_only=True)
    return Without(
        extent=found,
        harms=harm.harms,
        alone_against_all=against,
        witness=witness,
        least_lower=beyond(found.least, at_table.least, -1),
        most_higher=beyond(found.most, at_table.most, 1),
    )


def _alone_against_all(
    case: Case, away: Question, seat: str, means: Means
) -> tuple[Decision, Package | None]:
    """A package of the others in which the party loses and each of them gains."""
    model = build(case, away)
    floor = floor_of(case, away, seat)
    if means.counts(model):
        zone = enumerate_zone(model)
        rows = (gains_over(zone, floor) < 0) & (zone.gains > 0).all(axis=1)
        if not rows.any():
            return Decision.NO, None
        return Decision.YES, model.package(zone.package(int(rows.argmax())))
    made = formulate(model)
    made.program.row(made.points(floor), upper=floor.threshold - 1)
    for one in model.seat_floors():
        made.program.row(made.points(one), lower=one.threshold + 1)
    outcome, package = solve(case, away, made, {}, means)
    verdict = verdict_of(outcome, package)
    said = {Verdict.COMMON_GROUND: Decision.YES, Verdict.NONE: Decision.NO}
    return said.get(verdict, Decision.UNDECIDED), package


def _alone(case: Case, question: Question, seat: str, means: Means) -> Alone:
    options = alone_options(case, question, seat)
    model = build(case, question)
    if means.counts(model):
        zone = enumerate_zone(model)
        counts = [_count(model, zone.package(row), options) for row in range(len(zone))]
        return Alone(
            options=options, least=min(counts, default=None), most=max(counts, default=None)
        )
    ends: list[int | None] = []
    for sign in (-1.0, 1.0):
        made = formulate(model)
        number = {issue: k for k, issue in enumerate(model.issues)}
        objective = {
            made.choices[number[issue], n]: sign
            for issue, some in options.items()
            for n in some
            if (number[issue], n) in made.choices
        }
        outcome, package = solve(case, question, made, objective, means)
        if package is None or outcome.bound is None:
            ends.append(None)
            continue
        value = _count(model, tuple(package.values()), options)
        ends.append(value if outcome.bound - sign * value < 1 - _TINY else None)
    return Alone(options=options, least=ends[0], most=ends[1])


_TINY = 1e-6


def _count(model: Model, chosen: tuple[int, ...], options: Mapping[str, tuple[int, ...]]) -> int:
    package = model.package(chosen)
    return sum(package[issue] in some for issue, some in options.items())
