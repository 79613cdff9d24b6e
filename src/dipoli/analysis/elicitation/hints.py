"""Hints: where what somebody wrote of a position contradicts itself, or says a thing twice.

A hint is no fault: the papers may be sound with it, and its author may have a reason. It names the
place and leaves the judgement. Figures that are None are unknown, and nothing is said of them.

What an option is worth to all parties together is in no hint but one, which is given on request
alone: an option that every member refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from dipoli.analysis.case import Atom, Case, Firmness, Position, RedLine

Figures: TypeAlias = Sequence[int | None]
"""One for each option; None where it is unknown."""


@frozen(kw_only=True)
class AgainstRank:
    """Two options whose points are not in the order of their ranks.

    Args:
        better: the option of the better rank, or the first of two of one rank.
        worse: the other.
        equal: whether the two have one rank.
    """

    better: int
    worse: int
    equal: bool


@frozen(kw_only=True)
class CrossedRange:
    """An option whose range does not hold its points: low above value, or value above high."""

    option: int


@frozen(kw_only=True)
class TotalSum:
    """The importance of all issues does not sum to what is shared out."""

    found: int
    stated: int


@frozen(kw_only=True)
class BasketSum:
    """The importance of the issues of a basket does not sum to what was stated for the basket."""

    basket: str
    found: int
    stated: int


@frozen(kw_only=True)
class SecondLine:
    """A red line that is broken only where another of the same party is broken already."""

    line: str
    by: str


@frozen(kw_only=True)
class RefusedBest:
    """The option that is worth most to a party on an issue is refused by its own hard line."""

    issue: str
    option: int
    line: str


@frozen(kw_only=True)
class NobodyAccepts:
    """An option that a hard line of every member refuses by itself. Given on request alone."""

    issue: str
    option: int


Hint: TypeAlias = (
    AgainstRank | CrossedRange | TotalSum | BasketSum | SecondLine | RefusedBest | NobodyAccepts
)


def contradictions(ranks: Figures, value: Figures) -> Iterator[AgainstRank]:
    """Pairs of options whose points contradict their ranks.

    Args:
        ranks: of each option, 1 for the best; options of one rank are worth the same.
        value: points of each.

    >>> [(one.better, one.worse) for one in contradictions((1, 2, None), (40, 50, 90))]
    [(0, 1)]
    """
    known = [
        (n, rank, points)
        for n, (rank, points) in enumerate(zip(ranks, value, strict=False))
        if rank is not None and points is not None
    ]
    for k, (one, rank, points) in enumerate(known):
        for two, other_rank, other_points in known[k + 1 :]:
            if rank == other_rank and points != other_points:
                yield AgainstRank(better=one, worse=two, equal=True)
            elif rank < other_rank and points <= other_points:
                yield AgainstRank(better=one, worse=two, equal=False)
            elif other_rank < rank and other_points <= points:
                yield AgainstRank(better=two, worse=one, equal=False)


def crossed(value: Figures, low: Figures, high: Figures) -> Iterator[CrossedRange]:
    """Options whose ranges do not hold their points.

    >>> [one.option for one in crossed((50, 60, None), (40, 70, 30), (60, 80, 20))]
    [1, 2]
    """
    for n in range(max(map(len, (value, low, high)))):
        figures = [held[n] if n < len(held) else None for held in (low, value, high)]
        known = [one for one in figures if one is not None]
        if known != sorted(known):
            yield CrossedRange(option=n)


def sums(
    importance: Mapping[str, int | None],
    home: Mapping[str, str],
    stated: Mapping[str, int],
    total: int,
) -> Iterator[TotalSum | BasketSum]:
    """Where importance does not sum to what was stated; of a sum with an unknown nothing is said.

    Args:
        importance: issue to its points.
        home: issue to its basket.
        stated: basket to the points that were given to it in the first stage, if any were.
        total: the points that all issues share.
    """
    if importance and None not in importance.values():
        found = sum(one for one in importance.values() if one is not None)
        if found != total:
            yield TotalSum(found=found, stated=total)
    for basket, points in stated.items():
        inside = [one for issue, one in importance.items() if home.get(issue) == basket]
        known = [one for one in inside if one is not None]
        if inside and len(known) == len(inside) and sum(known) != points:
            yield BasketSum(basket=basket, found=sum(known), stated=points)


def second_lines(lines: Sequence[RedLine]) -> Iterator[SecondLine]:
    """Red lines that add nothing to another that is as firm.

    A line adds nothing where every package that breaks it breaks the other: each atom of the other
    stands in it, with the same options or fewer. Of two lines that say the same, the second does.
    """
    for n, line in enumerate(lines):
        for m, other in enumerate(lines):
            as_firm = other.firmness is Firmness.HARD or line.firmness is Firmness.SOFT
            if n != m and as_firm and _within(line.when, other.when):
                if _within(other.when, line.when) and other.firmness is line.firmness and n < m:
                    continue  # the two say the same: the first stays
                yield SecondLine(line=line.id, by=other.id)
                break


def _within(one: Sequence[Atom], other: Sequence[Atom]) -> bool:
    """Whether wherever all atoms of one hold, all of the other do."""
    held = {atom.issue: set(atom.options) for atom in one}
    return all(atom.issue in held and held[atom.issue] <= set(atom.options) for atom in other)


def refused_best(position: Position) -> Iterator[RefusedBest]:
    """Issues on which a party's own hard line refuses, by itself, what is worth most to it."""
    for row in position.issues:
        most = max(row.value, default=0)
        for line in position.red_lines:
            for atom in line.when if _alone(line) else ():
                best = [n for n, one in enumerate(row.value) if one == most]
                refused = [n for n in best if atom.issue == row.issue and n in atom.options]
                if refused and len(refused) == len(best):
                    yield RefusedBest(issue=row.issue, option=refused[0], line=line.id)


def refused_by_all(case: Case, set_id: str) -> Iterator[NobodyAccepts]:
    """Options that a hard line of every member refuses by itself. On request alone."""
    positions = case.positions_of(set_id)
    for issue in case.issues:
        for option in issue.options:
            if case.members and all(
                any(
                    _alone(line)
                    and line.when[0].issue == issue.id
                    and option.n in line.when[0].options
                    for line in (positions[code].red_lines if code in positions else ())
                )
                for code in case.members
            ):
                yield NobodyAccepts(issue=issue.id, option=option.n)


def _alone(line: RedLine) -> bool:
    """Whether a line is hard and on one issue alone."""
    return line.firmness is Firmness.HARD and len(line.when) == 1
