"""A package that bears errors, all of them against it, up to a stated budget.

A *judgement* here is what the option chosen on one issue is worth to one party against the
state of things: importance and both values together. As coded it is worth ``c_k``, at the worst
end of its ranges ``c_k - d_k``. With a budget of ``G`` errors, a package is in the worst-case zone
when for every party that is asked, whichever ``G`` of its judgements are off by their full
range, its gain is still no less than it asks:

    sum of c_k  -  the G largest d_k  >=  what it asks.

A budget of 0 is the question as coded; a budget of every issue is its cautious reading. Importance
is not rescaled here, and errors of different parties do not share the budget: each may be wrong
about ``G``.

As a program (Bertsimas and Sim 2004, bibliography: bertsimas-sim-2004), with ``D_k = sum of
d_ko y_ko`` the deviation of the option chosen:

    sum of c_ko y_ko - G z - sum of q_k >= what it asks;   z + q_k >= D_k;   z, q_k >= 0.

The checker sorts deviations and adds, in whole numbers; it shares no code with the program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import Package, Question, Reading, Verdict
from dipoli.analysis.agreement.checker import violations
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.model import Floor, Model, build, worth_of
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.agreement.uncertain.judgements import STATUS_QUO
from dipoli.analysis.case import Case

Progress = Callable[[str], None]


@frozen(kw_only=True)
class Deviation:
    """By how much a party's judgements can be off, against a package.

    Args:
        floor: the party's floor as coded.
        worst: points by which each option of each issue can be worth less.
        reserved: points by which its reservation value can be higher; 0 under ``status-quo``.
    """

    floor: Floor
    worst: tuple[tuple[int, ...], ...]
    reserved: int


@frozen(kw_only=True)
class Errors:
    """A question with the errors that its judgements may have."""

    case: Case
    question: Question
    model: Model
    deviations: tuple[Deviation, ...]

    @property
    def most(self) -> int:
        """The largest number of judgements that any party has."""
        counts = (
            sum(any(row) for row in one.worst) + (one.reserved > 0) for one in self.deviations
        )
        return max(counts, default=0)


def errors_of(case: Case, question: Question) -> Errors:
    """Gather what can be off.

    Args:
        case: the case.
        question: what is asked of it.

    Returns:
        The question as coded, and by how much each judgement can be off.
    """
    coded = evolve(question, reading=Reading.CODED)
    model = build(case, coded)
    number = {issue.id: k for k, issue in enumerate(case.issues)}
    positions = case.positions_of(question.positions)
    deviations = []
    for floor in model.floors:
        position = positions[floor.code]
        worst: list[tuple[int, ...]] = [(0,) * size for size in model.sizes]
        for row in position.issues:
            figures = [worth_of(row, option) for option in range(len(row.value))]
            if number[row.issue] in model.free:
                worst[number[row.issue]] = tuple(one.value - one.low for one in figures)
        asked = position.reservation
        reserved = 0 if asked.rule == STATUS_QUO else asked.high - asked.value
        deviations.append(Deviation(floor=floor, worst=tuple(worst), reserved=reserved))
    return Errors(case=case, question=coded, model=model, deviations=tuple(deviations))


def solve_budget(errors: Errors, budget: int, limit: float) -> tuple[Verdict, Package | None]:
    """Look for a package that bears a budget of errors.

    Args:
        errors: what can be off.
        budget: so many judgements of each party at once.
        limit: seconds for a solve.

    Returns:
        The verdict, and a package that the checker accepts if there is one.
    """
    made = formulate(evolve(errors.model, floors=()))
    for one in errors.deviations:
        _row(made, one, budget)
    while True:
        outcome = made.program.solve({}, limit)
        if outcome.columns is None:
            infeasible = outcome.status is Status.INFEASIBLE
            return (Verdict.NONE if infeasible else Verdict.UNKNOWN), None
        options = made.options(outcome.columns)
        package = made.model.package(options)
        if bears(errors.case, errors.question, package, budget):
            return Verdict.COMMON_GROUND, package
        made.bar_package(options)


def _row(made: Formulation, one: Deviation, budget: int) -> None:
    program, floor = made.program, one.floor
    row = dict(made.points(floor))
    spread = program.column(0, np.inf, whole=False)
    row[spread] = -float(budget)
    for issue in made.model.free:
        if any(one.worst[issue]):
            over = program.column(0, np.inf, whole=False)
            row[over] = -1.0
            terms = {made.choices[issue, o]: -float(d) for o, d in enumerate(one.worst[issue]) if d}
            program.row({spread: 1.0, over: 1.0, **terms}, lower=0)
    if one.reserved:
        over = program.column(0, np.inf, whole=False)
        row[over] = -1.0
        program.row({spread: 1.0, over: 1.0}, lower=one.reserved)
    lower = float(floor.threshold)
    if floor.gate is not None:
        # Without the gate the row is lowered by all that can be missed.
        missed = max(0, floor.threshold - _least(made.model, one))
        row[made.gates[floor.gate]] = -float(missed)
        lower -= missed
    program.row(row, lower=lower)


def _least(model: Model, one: Deviation) -> int:
    """A gain below which no package can fall, every judgement at its worst."""
    floor = one.floor
    least = sum(
        min(w - d for w, d in zip(floor.worth[issue], one.worst[issue], strict=True))
        for issue in model.free
    )
    return least + sum(min(points, 0) for _atoms, points in floor.synergies) - one.reserved


def largest_budget(
    errors: Errors, means: Means, progress: Progress
) -> tuple[int | None, int | None, Package | None]:
    """The largest budget of errors that any package bears: every one first, then by halving.

    Args:
        errors: what can be off.
        means: limits.
        progress: told which budget is tried.

    Returns:
        The largest budget with a package; the largest that could have one, as far as proven; and
        the package. None for a budget where there is no package even as coded.
    """
    low, high, package = -1, errors.most, None
    unsure = -1
    tried = high
    while low < high:
        progress(f"a package that bears {tried} errors of each party")
        verdict, found = solve_budget(errors, tried, means.limit)
        if found is not None:
            low, package = tried, found
        else:
            unsure = max(unsure, high if verdict is Verdict.UNKNOWN else -1)
            high = tried - 1
        tried = (low + high + 1) // 2
    bound = max(high, unsure)
    return (low if low >= 0 else None), (bound if bound >= 0 else None), package


def bears(case: Case, question: Question, package: Package, budget: int) -> bool:
    """Whether a package bears a budget of errors, by the rows of the case: sorted and added."""
    endured = endures(case, question, package)
    return endured is not None and endured >= budget


def endures(case: Case, question: Question, package: Package) -> int | None:
    """The largest budget of errors that a package bears.

    Args:
        case: the case.
        question: what is asked; its ranges are read as coded.
        package: an option for every issue.

    Returns:
        The budget, at most the number of issues and one; None when the package is not in the
        zone as coded.
    """
    coded = evolve(question, reading=Reading.CODED)
    if violations(case, coded, package):
        return None
    most = len(case.issues) + 1
    positions = case.positions_of(question.positions)
    for code in _asked(case, question, package):
        position = positions[code]
        gain, off = _synergies(case, code, package) - position.reservation.value, []
        for row in position.issues:
            option = package[row.issue]
            gain += row.importance * row.value[option]
            changes = (row.low[option] - row.high[0], row.high[option] - row.low[0])
            coded_worth = row.importance * (row.value[option] - row.value[0])
            if option:
                ends = [weight * change for weight in row.importance_range for change in changes]
                off.append(coded_worth - min(coded_worth, *ends))
        if position.reservation.rule != STATUS_QUO:
            off.append(position.reservation.high - position.reservation.value)
        most = min(most, _how_many(gain, sorted(off, reverse=True), most))
    return most


def _how_many(gain: int, off: list[int], most: int) -> int:
    for number, one in enumerate(off):
        gain -= one
        if gain < 0:
            return number
    return most


def _synergies(case: Case, code: str, package: Package) -> int:
    return sum(
        one.points
        for one in case.synergies
        if one.party == code and all(atom.holds(package) for atom in one.when)
    )


def _asked(case: Case, question: Question, package: Package) -> Mapping[str, None]:
    """Seats, and bodies whose consent an option of the package needs."""
    asked = dict.fromkeys(question.seats)
    for consent in case.consents:
        if package[consent.issue] in consent.options:
            waiting = list(consent.bodies)
            while waiting:
                code = waiting.pop(0)
                body = next((one for one in case.ratifiers if one.code == code), None)
                if code in question.without:
                    continue
                if body is not None and body.all_of is not None:
                    waiting = [*body.all_of, *waiting]
                elif body is None or body.kind.value == "leaf":
                    asked[code] = None
    return asked
