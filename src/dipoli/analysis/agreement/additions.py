"""The cheapest additions to a deal that clear the mark, proven as a mixed-integer program.

An *addition* moves an issue that the deal leaves at option 0; what the deal moves stays as it is.
The cheapest additions move the fewest issues, and among those go the fewest options forward in all.
They are asked for twice:

* **those outside**: no member outside the deal is marked (`interests`), and the links of the case
  are kept. Whether those who made the deal, and bodies whose consent is needed, accept the whole is
  left open;
* **everybody**: no member is marked, and the whole lies in the zone: every seat, and every body
  whose consent it needs, accepts it.

An option that an unconditional step brings about is never an addition: what is owed without
condition is no price (coding rule 9).

What this does not show: whether a party would take the addition for its interest, and whether those
who would have to make it want to. Going an option forward is a count, not a cost.
"""

from __future__ import annotations

import enum

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import Package, Question, Verdict
from dipoli.analysis.agreement.checker import violations
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.interests import held_by, owed, touched
from dipoli.analysis.agreement.model import build
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.search import Means, solve
from dipoli.analysis.case import Case, Position, Subject

MAX_LISTED = 25
"""At most this many cheapest additions are listed; whether there are more is told."""


class Whom(enum.Enum):
    """For whom the mark should be cleared."""

    OUTSIDE = "those outside"
    EVERYBODY = "everybody"


@frozen(kw_only=True)
class Additions:
    """The cheapest additions that clear the mark.

    Args:
        whom: for whom.
        verdict: whether any additions do; unknown when time ran out before one was found.
        cheapest: options by issue, only what is added; one empty set when nothing is needed.
        issues: number of issues that each moves; None without one.
        moves: number of options that each goes forward in all; None without one.
        proven: nothing cheaper exists.
        complete: all of that cost are listed.
    """

    whom: Whom
    verdict: Verdict
    cheapest: tuple[Package, ...]
    issues: int | None
    moves: int | None
    proven: bool
    complete: bool


def additions(
    case: Case,
    question: Question,
    package: Package,
    parties: tuple[str, ...],
    whom: Whom,
    means: Means,
) -> Additions:
    """Find the cheapest additions to a deal that clear the mark.

    Args:
        case: the case.
        question: set of positions, soft lines, reading, seats and unclaimed consents; what it
            holds and which baskets stay still bounds the additions.
        package: the deal, an option for every issue; something moves in it.
        parties: who made it; empty for a package that is put to all, so that all are outside.
        whom: for whom the mark should be cleared.
        means: limits.

    Returns:
        The cheapest additions, each checked from the rows of the case.
    """
    asked = asked_of(case, question, package, parties, whom)
    made = formulate(build(case, asked))
    _bar_what_is_owed(case, made, package)
    _cover_stakes(case, asked, made)
    cost = _cost(case, made, package)
    found: list[Package] = []
    least: int | None = None
    proven = complete = False
    while len(found) < MAX_LISTED:
        objective = {column: -float(points) for column, points in cost.items()}
        outcome, whole = solve(case, asked, made, objective, means)
        if outcome.status is Status.LIMIT:
            break
        if whole is None:
            proven = complete = True
            break
        if not clears(case, asked, whole):
            message = "additions that were found do not clear the mark"
            raise RuntimeError(message)
        if least is None:
            least = _cost_of(case, made, package, whole)
            proven = True
            made.program.row(
                {column: float(points) for column, points in cost.items()}, upper=least
            )
        found.append({issue: n for issue, n in whole.items() if n and not package[issue]})
        made.bar_package(tuple(whole.values()))
    verdict = Verdict.COMMON_GROUND if found else Verdict.NONE if proven else Verdict.UNKNOWN
    return Additions(
        whom=whom,
        verdict=verdict,
        cheapest=tuple(found),
        issues=len(found[0]) if found else None,
        moves=sum(found[0].values()) if found else None,
        proven=proven,
        complete=complete,
    )


def asked_of(
    case: Case, question: Question, package: Package, parties: tuple[str, ...], whom: Whom
) -> Question:
    """The question to which additions are the answer: what the deal moves is held."""
    hold = (*held_by(case, package), *question.hold)
    if whom is Whom.EVERYBODY:
        return evolve(question, hold=hold, moves=())
    outside = tuple(code for code in question.seats if code not in parties)
    everyone = (*case.members, *(one.code for one in case.ratifiers))
    return evolve(question, seats=outside, without=everyone, hold=hold, moves=())


def clears(case: Case, asked: Question, whole: Package) -> bool:
    """Whether a deal with its additions marks nobody who is asked, and breaks no link."""
    marked = any(one.marked for one in touched(case, asked, whole))
    return not marked and not violations(case, asked, whole)


def _bar_what_is_owed(case: Case, made: Formulation, package: Package) -> None:
    number = {issue.id: k for k, issue in enumerate(case.issues)}
    for issue, option in owed(case):
        column = made.choices.get((number[issue], option))
        if column is not None and not package[issue]:
            made.program.row({column: 1.0}, upper=0)


def _cover_stakes(case: Case, asked: Question, made: Formulation) -> None:
    """Each stake of somebody asked is covered as soon as its subject is touched."""
    number = {issue.id: k for k, issue in enumerate(case.issues)}
    positions = case.positions_of(asked.positions)
    for subject in case.subjects:
        for code in subject.stakes:
            if code not in asked.seats:
                continue
            covering = _covering(subject, positions[code], number, made)
            for issue in subject.issues:
                for option in range(1, made.model.sizes[number[issue]]):
                    row = dict.fromkeys(covering, 1.0)
                    moved = made.choices[number[issue], option]
                    row[moved] = row.get(moved, 0.0) - 1.0
                    made.program.row(row, lower=0)


def _covering(
    subject: Subject, position: Position, number: dict[str, int], made: Formulation
) -> list[int]:
    """Columns of options that cover a party's stake."""
    values = {row.issue: row.value for row in position.issues}
    by_stake = [
        made.choices[number[issue], option]
        for issue in subject.stakes[position.party]
        for option, value in enumerate(values.get(issue, ()))
        if value > values[issue][0]
    ]
    by_other = [
        made.choices[number[one.issue], option]
        for one in subject.compensation.get(position.party, ())
        for option in range(one.at_least, made.model.sizes[number[one.issue]])
    ]
    return list(dict.fromkeys((*by_stake, *by_other)))


def _cost(case: Case, made: Formulation, package: Package) -> dict[int, int]:
    """A price in whole numbers: an issue costs more than all options together."""
    issue_price = 1 + sum(made.model.sizes)
    return {
        column: issue_price + option
        for (k, option), column in made.choices.items()
        if option and not package[case.issues[k].id]
    }


def _cost_of(case: Case, made: Formulation, package: Package, whole: Package) -> int:
    cost = _cost(case, made, package)
    return sum(cost.get(made.choices[k, whole[issue.id]], 0) for k, issue in enumerate(case.issues))
