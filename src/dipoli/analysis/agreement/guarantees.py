"""What protects a party that stays out: the smallest sets of guarantees.

A package *goes against* a party when the party would refuse it at the table: it is worth less to it
than its reservation value, or crosses a red line of its that binds. A *guarantee* rules packages
out. It is one of

* an **issue** that stays at options worth no less to the party than the state of things;
* a **link** that does not come about: a synergy that takes points away from it;
* a **red line** of it that is kept;
* a **consent** that the papers claim from it or from a body of it at home, and that is asked: its
  own word then decides on every package that calls for it.

A set protects when no package of the others that it leaves goes against the party. Smallest sets
are found as `dipoli.analysis.agreement.protection` tells: each package that goes against the party
in spite of a set is a way that every set has to meet. Where the time does not suffice the answer is
two bounds: no set of fewer protects, and one that does.

What this does not show: whether a guarantee would be given or kept.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import Package, Question, SoftLines, Verdict
from dipoli.analysis.agreement.checker import gain
from dipoli.analysis.agreement.extents import Decision, floor_of
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.interests import refused_lines
from dipoli.analysis.agreement.model import Floor, build
from dipoli.analysis.agreement.protection import smallest
from dipoli.analysis.agreement.search import Means, solve, verdict_of
from dipoli.analysis.case import Atom, Case, Firmness, RedLine


class Sort(enum.Enum):
    """What a guarantee is about."""

    ISSUE = "issue"
    LINK = "link"
    RED_LINE = "red line"
    CONSENT = "consent"


@frozen(kw_only=True)
class Guarantee:
    """One guarantee.

    Args:
        sort: what it is about.
        id: of the issue, synergy, red line or consent.
        when: atoms; it rules out every package that goes against the party and holds them all.
    """

    sort: Sort
    id: str
    when: tuple[Atom, ...]

    def rules_out(self, package: Package) -> bool:
        """Whether it rules out a package that goes against the party."""
        return all(atom.holds(package) for atom in self.when)


@frozen(kw_only=True)
class Guarantees:
    """Smallest sets of guarantees.

    Args:
        harms: whether, without any guarantee, some package goes against the party.
        witness: such a package; None without one.
        sets: smallest sets that protect; one empty set when none is needed; none at all when even
            all guarantees together do not protect, or when it is undecided.
        size: guarantees in each; None without one.
        proven: no smaller set protects, or none at all does.
        complete: all of that size are listed.
        least: no set of fewer protects; None when none at all does, or when it is undecided
            whether one is needed.
        known: the smallest set met that protects; None when none is known.
    """

    harms: Decision
    witness: Package | None
    sets: tuple[tuple[Guarantee, ...], ...]
    size: int | None
    proven: bool
    complete: bool
    least: int | None = None
    known: tuple[Guarantee, ...] | None = None


def possible(
    case: Case, question: Question, seat: str, consents: tuple[str, ...]
) -> tuple[Guarantee, ...]:
    """Every guarantee that could be asked for.

    Args:
        case: the case.
        question: of the others alone.
        seat: who stays out.
        consents: ids of the consents that could be claimed for it.

    Returns:
        Guarantees in the order of the papers: issues, links, red lines, consents.
    """
    floor = floor_of(case, question, seat)
    still = {issue.id for issue in case.issues if issue.basket in question.still}
    lost = {
        issue.id: tuple(
            n
            for n, points in enumerate(floor.worth[k])
            if points < 0
            and all(n in atom.options for atom in question.hold if atom.issue == issue.id)
        )
        for k, issue in enumerate(case.issues)
        if issue.id not in still
    }
    return (
        *(
            Guarantee(sort=Sort.ISSUE, id=issue, when=(Atom(issue=issue, options=options),))
            for issue, options in lost.items()
            if options
        ),
        *(
            Guarantee(sort=Sort.LINK, id=one.id, when=one.when)
            for one in case.synergies
            if one.party == seat and one.points < 0
        ),
        *(
            Guarantee(sort=Sort.RED_LINE, id=line.id, when=line.when)
            for line in _lines(case, question, seat)
        ),
        *(
            Guarantee(
                sort=Sort.CONSENT, id=one.id, when=(Atom(issue=one.issue, options=one.options),)
            )
            for one in case.consents
            if one.id in consents
        ),
    )


def guarantees(
    case: Case,
    question: Question,
    seat: str,
    consents: tuple[str, ...],
    means: Means,
    *,
    ask_only: bool = False,
) -> Guarantees:
    """The smallest sets of guarantees that protect a party that stays out.

    Args:
        case: the case.
        question: of the others alone.
        seat: who stays out.
        consents: ids of the consents that could be claimed for it.
        means: limits.
        ask_only: find out whether any package goes against it, and stop there.

    Returns:
        The answer; undecided when time or patience ran out.
    """
    some = possible(case, question, seat, consents)
    asked = _Asked.of(case, question, seat, some)
    verdict, witness, _way = asked.against(frozenset(), means)
    harms = {Verdict.COMMON_GROUND: Decision.YES, Verdict.NONE: Decision.NO}.get(
        verdict, Decision.UNDECIDED
    )
    if harms is not Decision.YES or ask_only:
        none = harms is Decision.NO
        return Guarantees(
            harms=harms,
            witness=witness,
            sets=((),) if none else (),
            size=0 if none else None,
            proven=none,
            complete=none,
            least=0 if none else None,
            known=() if none else None,
        )

    def against(given: Chosen, seconds: float) -> tuple[Verdict, Chosen]:
        verdict, _package, way = asked.against(given, evolve(means, limit=seconds))
        return verdict, way

    found = smallest(some, against, means)
    order = {one: place for place, one in enumerate(some)}

    def ordered(chosen: Chosen) -> tuple[Guarantee, ...]:
        return tuple(sorted(chosen, key=order.__getitem__))

    return Guarantees(
        harms=harms,
        witness=witness,
        sets=tuple(map(ordered, found.sets)),
        size=len(found.sets[0]) if found.sets else None,
        proven=found.proven,
        complete=found.complete,
        least=found.least,
        known=None if found.known is None else ordered(found.known),
    )


Chosen = frozenset[Guarantee]


@frozen(kw_only=True)
class _Asked:
    """What goes against a party, as a program that is written once.

    Args:
        case: the case.
        question: of the others alone.
        seat: who stays out.
        made: packages of the others that go against the party.
        broken: of each guarantee, the column that is 1 as soon as it is not kept.
    """

    case: Case
    question: Question
    seat: str
    made: Formulation
    broken: Mapping[Guarantee, int]

    @classmethod
    def of(cls, case: Case, question: Question, seat: str, some: tuple[Guarantee, ...]) -> _Asked:
        """Write the program."""
        made = formulate(build(case, question))
        broken = {one: _broken(case, made, one) for one in some}
        _refused(case, question, made, floor_of(case, question, seat), seat)
        return cls(case=case, question=question, seat=seat, made=made, broken=broken)

    def against(self, given: Chosen, means: Means) -> tuple[Verdict, Package | None, Chosen]:
        """A package that goes against the party in spite of what is given.

        Among such packages it is one that as few other guarantees as possible rule out.
        """
        made = evolve(self.made, program=self.made.program.copy())
        for one in given:
            made.program.upper[self.broken[one]] = 0
        objective = dict.fromkeys(self.broken.values(), -1.0)
        outcome, package = solve(self.case, self.question, made, objective, means)
        if package is None:
            return verdict_of(outcome, None), None, frozenset()
        if not goes_against(self.case, self.question, self.seat, package) or any(
            one.rules_out(package) for one in given
        ):
            message = "a package that was said to go against the party does not"
            raise RuntimeError(message)
        way = frozenset(one for one in self.broken if one.rules_out(package))
        return Verdict.COMMON_GROUND, package, way


def goes_against(case: Case, question: Question, seat: str, package: Package) -> bool:
    """Whether a party would refuse a package at the table."""
    position = case.positions_of(question.positions)[seat]
    return gain(case, question, seat, package) < 0 or bool(
        refused_lines(question, position, package)
    )


def _lines(case: Case, question: Question, seat: str) -> tuple[RedLine, ...]:
    """Red lines of a party that bind under a question."""
    return tuple(
        line
        for line in case.positions_of(question.positions)[seat].red_lines
        if line.firmness is Firmness.HARD or question.soft_lines is SoftLines.HELD
    )


def _broken(case: Case, made: Formulation, guarantee: Guarantee) -> int:
    """A column that is 1 as soon as a guarantee is not kept."""
    column = made.program.column()
    row, fixed = _all(case, made, guarantee.when)
    made.program.row({**row, column: -1.0}, upper=len(guarantee.when) - 1 - fixed)
    return column


def _refused(case: Case, question: Question, made: Formulation, floor: Floor, seat: str) -> None:
    """Some reason for which the party would refuse the package at the table."""
    reasons: dict[int, float] = {}
    worse = made.program.column()
    reasons[worse] = 1.0
    points = made.points(floor)
    most = sum(max(floor.worth[k]) for k in made.model.free)
    most += sum(max(added, 0) for _atoms, added in floor.synergies)
    slack = max(most - floor.threshold + 1, 0)
    made.program.row({**points, worse: float(slack)}, upper=floor.threshold - 1 + slack)
    for line in _lines(case, question, seat):
        crossed = made.program.column()
        reasons[crossed] = 1.0
        row, fixed = _all(case, made, line.when)
        made.program.row({**row, crossed: -float(len(line.when))}, lower=-fixed)
    made.program.row(reasons, lower=1)


def _all(case: Case, made: Formulation, atoms: tuple[Atom, ...]) -> tuple[dict[int, float], int]:
    """The number of atoms that hold, as a row and what stays fixed of it."""
    number = {issue.id: k for k, issue in enumerate(case.issues)}
    total: dict[int, float] = {}
    fixed = 0
    for atom in atoms:
        row, holds = made.atom((number[atom.issue], frozenset(atom.options)))
        fixed += holds
        for column, value in row.items():
            total[column] = total.get(column, 0.0) + value
    return total, fixed
