"""Who is left out: what a deal touches of each party's interests, and does not cover.

All is read off the rows of the case. A deal is a package; those who made it are its parties, and
for a package that is put to all there are none outside. For each member the deal *touches*

* a **stake**: the deal moves an issue of a subject in which the papers say that the member has a
  stake. It is covered when one of its stake issues moves to an option that the member values above
  option 0, or one of its compensations is reached (coding rule 11);
* an **issue**: the deal moves an issue to an option that is worth less to the member than option 0;
* a **link**: a synergy of the member that takes points away holds in the deal. The atoms that hold
  at option 0 name what the deal leaves as it is;
* a **red line** of the member that the deal crosses.

A member stands *alone* on an issue when what the deal does there is worth less to it than option 0,
to no other seat less, and more to some; and alone *against all* when the whole is worth less to it
than its reservation value and more to every other seat.

The member is *marked* when a stake is not covered, a red line that binds is crossed, or the deal as
a whole is worth less to it than its reservation value. Issues, links and red lines that do not bind
are covered by the whole, when it is worth no less to the member than its reservation value.

Source: the rules of the case (``docs/reference/case-format.md``). What this does not show: an
interest of which the papers say nothing; whether a party minds, which only it can say; and who is
to blame, since a mark is a fact about a deal and the papers.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import Figure, Package, Question, SoftLines
from dipoli.analysis.agreement.checker import gain
from dipoli.analysis.agreement.model import Floor, build, line_key, worth_of
from dipoli.analysis.case import Atom, Case, Condition, Firmness, IssuePosition, Position, Subject


class Sort(enum.Enum):
    """By what row of the case a deal touches an interest."""

    STAKE = "stake"
    ISSUE = "issue"
    LINK = "link"
    RED_LINE = "red line"


@frozen(kw_only=True)
class Interest:
    """One interest of a party that a deal touches.

    Args:
        sort: by what row of the case.
        id: of the subject, issue, synergy or red line.
        covered: whether the deal covers it: a stake by one of its issues, the rest by the whole.
        words: the interest in the words of the papers, one for each issue that it is about.
        issues: what it is about, in the order of the row.
        left: those of these that the deal leaves at option 0.
        covered_by: issues of the deal that cover it.
        figure: points of an issue or a link, with the range; None for others.
    """

    sort: Sort
    id: str
    covered: bool
    words: tuple[str, ...]
    issues: tuple[str, ...]
    left: tuple[str, ...]
    covered_by: tuple[str, ...]
    figure: Figure | None


@frozen(kw_only=True)
class Touched:
    """What a deal touches of one party.

    Args:
        party: code of the member.
        made_it: whether it is one of those who made the deal.
        interests: what is touched, in the order of the case.
        no_loss: whether the deal is worth no less to the party than its reservation value.
        lines: keys of red lines that bind and that the deal crosses.
        alone_on: issues on which it stands alone.
        alone_against_all: whether it stands alone on the whole.
        marked: whether the deal touches it and does not clear the mark.
    """

    party: str
    made_it: bool
    interests: tuple[Interest, ...]
    no_loss: bool
    lines: tuple[str, ...]
    alone_on: tuple[str, ...]
    alone_against_all: bool
    marked: bool


def told_of(one: Touched, *, gives: bool) -> tuple[Interest, ...]:
    """Stakes, and what is not covered; the rest, which the whole pays for, on request only."""
    return tuple(
        each for each in one.interests if gives or each.sort is Sort.STAKE or not each.covered
    )


def touched(
    case: Case, question: Question, package: Package, parties: tuple[str, ...] = ()
) -> tuple[Touched, ...]:
    """What a deal touches of each member, in the order of the case.

    Args:
        case: the case.
        question: set of positions, soft lines and reading; its seats are those who are told.
        package: an option for every issue.
        parties: who made the deal; empty for a package that is put to all.

    Returns:
        One row for each seat of the question.
    """
    floors = build(case, question).seat_floors()
    gains = {code: gain(case, question, code, package) for code in question.seats}
    rows = []
    for floor in floors:
        code = floor.code
        position = case.positions_of(question.positions)[code]
        whole = gains[code] >= 0
        binding = refused_lines(question, position, package)
        interests = tuple(
            evolve(one, covered=whole and _soft(one, code, binding))
            if one.sort is not Sort.STAKE
            else one
            for one in _interests(case, position, package, floor)
        )
        alone = _alone_options(case, floors, code)
        uncovered = any(one.sort is Sort.STAKE and not one.covered for one in interests)
        others = [points for other, points in gains.items() if other != code]
        rows.append(
            Touched(
                party=code,
                made_it=code in parties,
                interests=interests,
                no_loss=whole,
                lines=binding,
                alone_on=tuple(issue for issue, some in alone.items() if package[issue] in some),
                alone_against_all=gains[code] < 0 and bool(others) and min(others) > 0,
                marked=uncovered or bool(binding) or not whole,
            )
        )
    return tuple(rows)


def alone_options(case: Case, question: Question, seat: str) -> dict[str, tuple[int, ...]]:
    """Options on which a seat stands alone, by issue; what is owed without condition is no such.

    Args:
        case: the case.
        question: its seats are those who are compared.
        seat: one of them.

    Returns:
        Issues in the order of the case; those without such an option are left out.
    """
    return _alone_options(case, build(case, question).seat_floors(), seat)


def _alone_options(case: Case, floors: tuple[Floor, ...], seat: str) -> dict[str, tuple[int, ...]]:
    (own,) = (floor for floor in floors if floor.code == seat)
    found = {}
    without_condition = owed(case)
    for k, issue in enumerate(case.issues):
        others = [floor.worth[k] for floor in floors if floor is not own]
        options = tuple(
            n
            for n in range(1, len(issue.options))
            if (issue.id, n) not in without_condition
            and own.worth[k][n] < 0
            and all(worth[n] >= 0 for worth in others)
            and any(worth[n] > 0 for worth in others)
        )
        if options:
            found[issue.id] = options
    return found


def covers(subject: Subject, position: Position, package: Package) -> tuple[str, ...]:
    """Issues of a package that cover a party's stake in a subject; empty when none does.

    Args:
        subject: in which the party has a stake.
        position: of the party.
        package: an option for every issue.
    """
    values = {row.issue: row.value for row in position.issues}
    by_stake = tuple(
        issue
        for issue in subject.stakes[position.party]
        if issue in values and values[issue][package[issue]] > values[issue][0]
    )
    by_other = tuple(
        one.issue
        for one in subject.compensation.get(position.party, ())
        if package[one.issue] >= one.at_least
    )
    return tuple(dict.fromkeys((*by_stake, *by_other)))


def touches(subject: Subject, package: Package) -> bool:
    """Whether a package moves an issue of a subject."""
    return any(package[issue] for issue in subject.issues)


def refused_lines(question: Question, position: Position, package: Package) -> tuple[str, ...]:
    """Keys of a position's red lines that bind under a question and that a package crosses."""
    return tuple(
        line_key(position.party, line)
        for line in position.red_lines
        if (line.firmness is Firmness.HARD or question.soft_lines is SoftLines.HELD)
        and all(atom.holds(package) for atom in line.when)
    )


def _interests(
    case: Case, position: Position, package: Package, floor: Floor
) -> Iterator[Interest]:
    rows = {row.issue: row for row in position.issues}
    yield from _stakes(case, position, rows, package)
    for k, issue in enumerate(case.issues):
        if floor.worth[k][package[issue.id]] < 0:
            yield _issue(rows[issue.id], package[issue.id])
    yield from _links(case, position.party, rows, package)
    yield from _lines(position, package)


def _soft(one: Interest, code: str, binding: tuple[str, ...]) -> bool:
    """Whether the whole can cover an interest: all but a red line that binds."""
    return one.sort is not Sort.RED_LINE or f"red-line/{code}/{one.id}" not in binding


def _stakes(
    case: Case, position: Position, rows: Mapping[str, IssuePosition], package: Package
) -> Iterator[Interest]:
    for subject in case.subjects:
        if position.party in subject.stakes and touches(subject, package):
            issues = subject.stakes[position.party]
            by = covers(subject, position, package)
            yield Interest(
                sort=Sort.STAKE,
                id=subject.id,
                covered=bool(by),
                words=tuple(rows[one].interest for one in issues if one in rows),
                issues=issues,
                left=tuple(one for one in issues if not package[one]),
                covered_by=by,
                figure=None,
            )


def _issue(row: IssuePosition, option: int) -> Interest:
    return Interest(
        sort=Sort.ISSUE,
        id=row.issue,
        covered=False,
        words=(row.interest,),
        issues=(row.issue,),
        left=(),
        covered_by=(),
        figure=worth_of(row, option),
    )


def _links(
    case: Case, code: str, rows: Mapping[str, IssuePosition], package: Package
) -> Iterator[Interest]:
    for one in case.synergies:
        if one.party == code and one.points < 0 and all(atom.holds(package) for atom in one.when):
            left = tuple(atom.issue for atom in one.when if not package[atom.issue])
            yield Interest(
                sort=Sort.LINK,
                id=one.id,
                covered=False,
                words=(one.reason, *(rows[issue].interest for issue in left if issue in rows)),
                issues=tuple(atom.issue for atom in one.when),
                left=left,
                covered_by=(),
                figure=Figure(value=one.points, low=one.points, high=one.points),
            )


def _lines(position: Position, package: Package) -> Iterator[Interest]:
    for line in position.red_lines:
        if all(atom.holds(package) for atom in line.when):
            yield Interest(
                sort=Sort.RED_LINE,
                id=line.id,
                covered=False,
                words=(line.reason,),
                issues=tuple(atom.issue for atom in line.when),
                left=tuple(atom.issue for atom in line.when if not package[atom.issue]),
                covered_by=(),
                figure=None,
            )


def owed(case: Case) -> frozenset[tuple[str, int]]:
    """Issues and options that an unconditional step brings about: no part of any price."""
    return frozenset(
        (one.issue, one.option)
        for step in case.steps
        if step.condition is Condition.UNCONDITIONAL
        for one in step.advances
    )


def held_by(case: Case, package: Package) -> tuple[Atom, ...]:
    """Atoms that hold what a package moves, and leave open what it does not."""
    return tuple(
        Atom(issue=issue.id, options=(package[issue.id],))
        for issue in case.issues
        if package[issue.id]
    )
