"""The slow obvious way: one package in one profile, by the rows of the case, in fractions.

It shares with the fast way nothing but the draws themselves. What is told of a package is held
against it for some profiles in every run, and for all in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from dipoli.analysis.agreement.answers import Package, Question, Reading
from dipoli.analysis.agreement.checker import violations
from dipoli.analysis.case import Case, IssuePosition, Position
from dipoli.analysis.spread import Range, Spread, draw

Place = tuple[int, int, Spread]
"""Seed, number of the profile, and how judgements are spread."""


def gain_in(case: Case, question: Question, code: str, package: Package, place: Place) -> Fraction:
    """What a package is worth to a party above its reservation value, in one profile.

    Args:
        case: the case.
        question: names the set of positions.
        code: a party or a leaf body.
        package: an option for every issue.
        place: seed, number of the profile, and how judgements are spread.

    Returns:
        Points, with importance rescaled to its coded sum.
    """
    position = case.positions_of(question.positions)[code]
    weights = {
        row.issue: _drawn(
            f"importance/{code}/{row.issue}",
            (row.importance_range[0], row.importance, row.importance_range[1]),
            place,
        )
        for row in position.issues
    }
    shared = sum(row.importance for row in position.issues)
    total = Fraction(0)
    state = Fraction(0)
    for row in position.issues:
        weight = Fraction(weights[row.issue] * shared, max(sum(weights.values()), 1))
        option = package[row.issue]
        total += weight * _value(code, row, option, place)
        state += weight * _value(code, row, 0, place)
    for synergy in case.synergies:
        if synergy.party == code and all(atom.holds(package) for atom in synergy.when):
            total += synergy.points
    return total - _reservation(position, state, place)


def _value(code: str, row: IssuePosition, option: int, place: Place) -> int:
    found = (row.low[option], row.value[option], row.high[option])
    return _drawn(f"value/{code}/{row.issue}/{option}", found, place)


def refusing(
    case: Case, question: Question, package: Package, place: Place
) -> tuple[bool, set[str]]:
    """Who refuses a package in one profile.

    Args:
        case: the case.
        question: what is asked.
        package: an option for every issue.
        place: seed, number of the profile, and how judgements are spread.

    Returns:
        Whether links and what was asked are kept; codes of all who are asked and refuse.
    """
    coded = evolve(question, reading=Reading.CODED)
    positions = case.positions_of(question.positions)
    crossed = {one.key for one in violations(case, coded, package)}
    lines = {line.id: code for code, position in positions.items() for line in position.red_lines}
    keeps = all(key in positions or key in lines for key in crossed)
    refuse = set()
    for code in _asked(case, coded, package):
        broken = any(lines.get(key) == code for key in crossed)
        if broken or gain_in(case, question, code, package, place) < 0:
            refuse.add(code)
    return keeps, refuse


def _reservation(position: Position, state: Fraction, place: Place) -> Fraction:
    asked = position.reservation
    if asked.rule == "status-quo":
        coded = sum(row.importance * row.value[0] for row in position.issues)
        return state + asked.value - coded
    found = (asked.low, asked.value, asked.high)
    return Fraction(_drawn(f"reservation/{position.party}", found, place))


def _drawn(name: str, found: Range, place: Place) -> int:
    seed, number, spread = place
    return int(draw(seed, name, range(number, number + 1), found, spread)[0])


def _asked(case: Case, question: Question, package: Package) -> dict[str, None]:
    asked = dict.fromkeys(question.seats)
    for consent in case.consents:
        if package[consent.issue] in consent.options:
            for body in consent.bodies:
                asked.update(dict.fromkeys(_whose(case, body, question.without)))
    return asked


def _whose(case: Case, code: str, without: tuple[str, ...]) -> Iterator[str]:
    body = next((one for one in case.ratifiers if one.code == code), None)
    if code in without or (body is not None and body.kind.value == "procedural"):
        return
    if body is None or body.all_of is None:
        yield code
        return
    for one in body.all_of:
        yield from _whose(case, one, without)
