"""Real figures to whole numbers, with a factor that is told and an error that is bounded.

Theory of operation. Points are ``factor * utility + shift``. Where a factor of moderate size turns
every weight, value, term and reservation value of every party into a whole number, and the weights
of all parties sum to the same, importance and value stand in the case as in the source and nothing
is rounded. Else every issue gets importance 1, and each figure is ``factor * weight * value``
rounded to the nearest whole number, so that each issue is rounded once, and not at all where a
factor of moderate size makes the products whole. The shift keeps every
figure from falling below 0; it changes no comparison of outcomes.

The error told is a bound over all outcomes: the rounding of each issue at its worst option, summed
with its sign, plus the rounding of each term. It is an exact fraction, told as a decimal number
rounded up. The reservation value is rounded to the nearest point, or up where outcomes are exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from dipoli.codec.interchange.scenario import Scenario, SourceParty, Term, refusal

MOST_EXACT = 10_000_000
"""An exact factor is used while no utility has more points than this."""
AIM = 1_000_000
"""A factor that rounds is the power of ten by which the widest range comes next to this."""
MOST = 10**15
"""Beyond so many points sums might not be exact."""


@frozen(kw_only=True)
class Whole:
    """One party in whole numbers.

    Args:
        importance: one for each issue; the same sum for every party.
        values: one for each option of each issue, from 0 up.
        terms: points over several issues; none of 0 points.
        reservation: points, from 0 up.
        shift: points added to every outcome.
        error: a bound on the error of any outcome and of the reservation value, in source units.
    """

    importance: tuple[int, ...]
    values: tuple[tuple[int, ...], ...]
    terms: tuple[tuple[Term, int], ...]
    reservation: int
    shift: int
    error: Fraction


@frozen(kw_only=True)
class Counted:
    """A scenario in whole numbers; ``importance_factor`` is a part of ``factor``."""

    factor: int
    importance_factor: int
    parties: tuple[Whole, ...]


def count(scenario: Scenario, factor: int | None = None) -> Counted:
    """Bring a scenario to whole numbers.

    Args:
        scenario: the scenario, within the limits of `scenario.check`.
        factor: points in one unit of the source; chosen here when None.

    Returns:
        The scenario with each party in whole numbers.

    Raises:
        MalformedError: the figures are too far apart for whole numbers that can be added safely.
    """
    exact = _exact(scenario) if factor is None else None
    if exact is not None:
        return exact
    chosen = _factor(scenario) if factor is None else factor
    parties = tuple(_rounded(party, chosen) for party in scenario.parties)
    largest = max(value for one in parties for row in one.values for value in row)
    terms = sum(abs(points) for one in parties for _term, points in one.terms)
    stated = max(one.reservation for one in parties)
    most = max(largest * len(scenario.issues) + terms, stated)
    if most >= MOST:
        raise refusal(
            scenario.name,
            f"utilities below {MOST} points",
            f"up to {most} points with the factor {chosen}",
            "give a smaller --factor",
        )
    return Counted(factor=chosen, importance_factor=1, parties=parties)


def decimal(fraction: Fraction) -> str:
    """A fraction from 0 up as a decimal number with two digits that count, rounded up.

    >>> decimal(Fraction(0)), decimal(Fraction(1, 3)), decimal(Fraction(1, 400000))
    ('0', '0.34', '0.0000025')
    """
    if fraction == 0:
        return "0"
    places = 0
    while fraction * 10**places < 10 and places < 40:  # noqa: PLR2004 - two digits that count
        places += 1
    digits = str(math.ceil(fraction * 10**places)).rjust(places + 1, "0")
    if not places:
        return digits
    return f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")


# ---------------------------------------------------------------- without rounding


def _exact(scenario: Scenario) -> Counted | None:
    """Importance and value as in the source, times a factor that makes them whole; or None."""
    parties = scenario.parties
    weights = [weight for party in parties for weight in party.weights]
    values = [value for party in parties for row in party.values for value in row]
    sums = {sum(party.weights, Fraction(0)) for party in parties}
    if len(sums) > 1 or not any(weights) or min(weights) < 0 or min(values) < 0:
        return None
    by_weight, by_value = _common(weights), _common(values)
    if by_weight is None or by_value is None:
        return None
    others = [
        figure * by_weight * by_value
        for party in parties
        for figure in (
            party.constant,
            party.reservation or Fraction(0),
            *(term.points for term in party.terms),
        )
    ]
    more = _common(others)
    if more is None:
        return None
    by_value *= more
    factor = by_weight * by_value
    most = sums.pop() * factor * max(values)
    terms = [factor * abs(term.points) for party in parties for term in party.terms]
    if any(points > MOST_EXACT for points in (most, *terms)):
        return None
    counted = tuple(_as_in_source(party, by_weight, by_value) for party in parties)
    if not all(0 <= one.reservation <= MOST_EXACT for one in counted):
        return None
    return Counted(factor=factor, importance_factor=by_weight, parties=counted)


def _common(figures: Iterable[Fraction]) -> int | None:
    """The least number that makes all figures whole; None when it is large."""
    found = 1
    for figure in figures:
        found = math.lcm(found, figure.denominator)
        if found > MOST_EXACT:
            return None
    return found


def _as_in_source(party: SourceParty, by_weight: int, by_value: int) -> Whole:
    factor = by_weight * by_value
    shift = int(-party.constant * factor)
    terms = tuple((term, int(term.points * factor)) for term in party.terms if term.points)
    values = tuple(tuple(int(value * by_value) for value in row) for row in party.values)
    importance = tuple(int(weight * by_weight) for weight in party.weights)
    least = [min(row) * weight for row, weight in zip(values, importance, strict=True)]
    return Whole(
        importance=importance,
        values=values,
        terms=terms,
        reservation=_least(least, terms)
        if party.reservation is None
        else int(party.reservation * factor) + shift,
        shift=shift,
        error=Fraction(0),
    )


def _least(least: Sequence[int], terms: Sequence[tuple[Term, int]]) -> int:
    """Points below which no outcome falls."""
    return sum(least) + sum(min(points, 0) for _term, points in terms)


# ---------------------------------------------------------------- with rounding


def _factor(scenario: Scenario) -> int:
    """A factor of moderate size that rounds nothing; else a power of ten that rounds little.

    With the power of ten the widest range of a party comes next to the aim.
    """
    widest = max(_range(party) for party in scenario.parties)
    exact = _common(
        figure
        for party in scenario.parties
        for figure in (
            *(w * v for w, row in zip(party.weights, party.values, strict=True) for v in row),
            *(term.points for term in party.terms),
            party.constant,
            party.reservation or Fraction(0),
        )
    )
    if exact is not None and widest * exact <= MOST_EXACT:
        return exact
    factor = 1
    while (widest or Fraction(1)) * factor * 10 <= AIM:
        factor *= 10
    return factor


def _range(party: SourceParty) -> Fraction:
    rows = zip(party.weights, party.values, strict=True)
    wide = sum((abs(weight) * (max(row) - min(row)) for weight, row in rows), Fraction(0))
    return wide + sum((abs(term.points) for term in party.terms), Fraction(0))


def _rounded(party: SourceParty, factor: int) -> Whole:
    figures = [
        [weight * value * factor for value in row]
        for weight, row in zip(party.weights, party.values, strict=True)
    ]
    figures[0] = [figure + party.constant * factor for figure in figures[0]]
    rows = [[round(figure) for figure in row] for row in figures]
    terms = tuple((term, round(term.points * factor)) for term in party.terms)
    errors = [
        [Fraction(whole) - figure for whole, figure in zip(*pair, strict=True)]
        for pair in zip(rows, figures, strict=True)
    ]
    of_terms = sum((abs(points - term.points * factor) for term, points in terms), Fraction(0))
    most = sum(map(max, errors), Fraction(0)) + of_terms
    least = sum(map(min, errors), Fraction(0)) - of_terms
    error = max(abs(most), abs(least))
    shifts = [max(0, -min(row)) for row in rows]
    reservation = _least([min(row) + shift for row, shift in zip(rows, shifts, strict=True)], terms)
    if party.reservation is not None:
        wanted = party.reservation * factor
        rounded = math.ceil(wanted) if error == 0 else round(wanted)
        reservation = rounded + sum(shifts)
        error = max(error, abs(rounded - wanted))
    if reservation < 0:
        shifts[0] -= reservation
        reservation = 0
    return Whole(
        importance=(1,) * len(rows),
        values=tuple(
            tuple(value + shift for value in row) for row, shift in zip(rows, shifts, strict=True)
        ),
        terms=tuple((term, points) for term, points in terms if points),
        reservation=reservation,
        shift=sum(shifts),
        error=error / factor,
    )
