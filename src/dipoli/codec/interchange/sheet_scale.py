"""The factors by which the figures of a spreadsheet become whole numbers, without rounding."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from dipoli.codec.interchange import tables as form
from dipoli.codec.interchange.scenario import number, refusal, shown
from dipoli.codec.interchange.sheet_cells import figure
from dipoli.codec.interchange.tables import Row, Tables, rows_of
from dipoli.codec.interchange.whole_numbers import MOST

_MOST_DECIMALS = 12


@frozen(kw_only=True)
class Head:
    """What the first table says; by key, the cells in order."""

    given: Mapping[str, tuple[str, ...]]

    def one(self, key: str, without: str) -> str:
        """The cell of a key, or what is taken without it."""
        return self.given.get(key, (without,))[0]


@frozen(kw_only=True)
class Units:
    """By what importance and values are multiplied, and the ends of the scale."""

    by_weight: int
    by_value: int
    total: int
    least: int
    most: int

    @property
    def factor(self) -> int:
        """Points in one unit of the spreadsheet."""
        return self.by_weight * self.by_value


def scale_of(
    head: Head, parties: Sequence[Row], papers: Mapping[str, Sequence[Row]], tables: Tables
) -> Units:
    """The factors that make every figure whole, and the scale of the case.

    Raises:
        MalformedError: importance does not sum to the same for all, or there are too many decimals.
    """
    rows = [row for paper in papers.values() for row in paper]
    weights = [
        figure(row, column, Fraction(1))
        for row in rows
        for column in ("importance", "importance low", "importance high")
        if row[column].strip()
    ]
    ends = [number(head.one(key, "0"), form.SCENARIO, key) for key in ("least value", "most value")]
    values = [
        figure(row, column)
        for row in rows
        for column in ("value", "low", "high")
        if column == "value" or row[column].strip()
    ]
    by_weight, by_value = _common(weights), _common([*values, *ends])
    others = [
        figure(row, column)
        for row in parties
        for column in ("reservation", "reservation low", "reservation high")
        if row[column].strip()
    ]
    synergies = rows_of(tables, form.SYNERGIES, form.COLUMNS[form.SYNERGIES])
    others += [figure(row, "points") for row in synergies]
    by_value *= _common([one * by_weight * by_value for one in others])
    if by_weight * by_value > 1 and any(row["unit"] for row in parties):
        mend = "write whole numbers, or take the units out"
        raise refusal(form.PARTIES, "points where units stand beside them", "decimals", mend)
    sums = {code: _sum(paper) for code, paper in papers.items()}
    if len(set(sums.values())) > 1:
        first, other = (
            next(iter(sums)),
            next(c for c in sums if sums[c] != next(iter(sums.values()))),
        )
        found = f"{shown(sums[first])} of {first}, {shown(sums[other])} of {other}"
        mend = "share out the same number of points for each"
        raise refusal(form.IMPORTANCE, "the same sum for every party", found, mend)
    highest = max((one for one in values), default=Fraction(0)) * by_value
    most = int(ends[1] * by_value) if "most value" in head.given else max(1, int(highest))
    total = int(next(iter(sums.values()), Fraction(1)) * by_weight)
    if total * most >= MOST or by_weight * by_value > 10**_MOST_DECIMALS:
        mend = "write figures with fewer decimals"
        raise refusal(form.SPREADSHEET, f"utilities below {MOST} points", "more", mend)
    return Units(
        by_weight=by_weight,
        by_value=by_value,
        total=total,
        least=int(ends[0] * by_value),
        most=most,
    )


def _common(figures: Sequence[Fraction]) -> int:
    return math.lcm(*(one.denominator for one in figures)) if figures else 1


def _sum(paper: Sequence[Row]) -> Fraction:
    """The sum of importance of a position, with 1 for an issue where it is not said."""
    found: dict[str, Fraction] = {}
    for row in paper:
        issue = row.need("issue")
        if row["importance"].strip() or issue not in found:
            found[issue] = figure(row, "importance", Fraction(1))
    return sum(found.values(), Fraction(0))
