"""Change: the same actor, genre and language from year to year and from period to period.

A *period* is given, never found: from when to when, for one actor, under a label such as a term of
government. Two periods are compared as two sides are (`dipoli.analysis.discourse.comparison`).

A *trend* is the slope of the share of passages over the years of the documents, each document
weighing as many passages as it has. Its interval is by drawing documents again: the standard error
is that of the slope over the draws, and Student's quantile stands at ``documents - 1`` degrees of
freedom or fewer, as for shares; with fewer than eight documents there is none. Its p is the share
of ways to deal the same dates out to the documents otherwise that give as steep a slope. A trend is
a line through what was collected; it says nothing of the years to come, and a turn up and down
again is not seen by it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve, field, frozen

from dipoli.analysis.discourse.bootstrap import (
    DRAWS,
    Counts,
    Floats,
    Interval,
    student,
    weights,
)
from dipoli.analysis.discourse.comparison import (
    DIVISIONS,
    Difference,
    compared,
    corrected,
    orders,
)
from dipoli.analysis.discourse.counts import Cell, Reading, cells
from dipoli.analysis.discourse.discoveries import Rule, adjusted
from dipoli.analysis.discourse.figures import NO_SEEDS, Estimate, Figure, receipt
from dipoli.analysis.discourse.salience import figures_of
from dipoli.analysis.discourse.times import within
from dipoli.analysis.receipt import Receipt

ONE_YEAR = "the documents are of fewer than three years"
_NO_FORECAST = "The years to come: a trend is a line through what was collected."
_FEWEST_YEARS = 3
FEWEST_OF_TREND = 8
"""With fewer documents no slope is given."""
TOO_FEW_FOR_TREND = f"fewer than {FEWEST_OF_TREND} documents: no line is drawn through them"


@frozen(kw_only=True)
class Period:
    """A time of one actor, as the analyst gives it.

    Args:
        actor: code.
        label: such as the name that the actor gives its government.
        since: first date, as far as known.
        until: last date; the time is open when it is empty.
    """

    actor: str
    label: str
    since: str
    until: str = ""


@frozen(kw_only=True)
class PeriodFigures:
    """The figures of one period, of one language.

    Args:
        period: as it was given.
        language: of all documents.
        figures: one for each issue in the order of the codebook; empty without documents.
        undated: documents whose dates do not say whether they are of the period.
    """

    period: Period
    language: str
    figures: tuple[Figure, ...]
    undated: tuple[str, ...]


@frozen(kw_only=True)
class Change:
    """Figures by period, and from each period of an actor to its next in the order given.

    Args:
        genre: of all documents.
        periods: in the order given, by language.
        differences: the later period less the one before, issue by issue; corrected together.
        receipt: how this was obtained.
    """

    genre: str
    periods: tuple[PeriodFigures, ...]
    differences: tuple[Difference, ...]
    receipt: Receipt = field(repr=False)


@frozen(kw_only=True)
class Trend:
    """One issue of one actor over the years.

    Args:
        issue: id.
        years: the figures of each year that has a document, in order.
        slope: by how much the share of passages rises in a year.
        raw: p before correction; None when there is no slope.
        adjusted: p corrected for all trends of the question.
    """

    issue: str
    years: tuple[tuple[int, Figure], ...]
    slope: Estimate
    raw: float | None
    adjusted: float | None = None


@frozen(kw_only=True)
class Trends:
    """Every issue of every actor over the years, in the order of corpus and codebook.

    Args:
        genre: of all documents.
        trends: by actor and language, by issue.
        undated: documents whose date is not known, which are in no trend.
        receipt: how this was obtained.
    """

    genre: str
    trends: tuple[Trend, ...]
    undated: tuple[str, ...] = ()
    receipt: Receipt = field(repr=False)


def by_period(
    reading: Reading,
    genre: str,
    periods: Sequence[Period],
    *,
    rule: Rule = Rule.ANY_DEPENDENCE,
    seed: int = 0,
    draws: int = DRAWS,
) -> Change:
    """Figures by period, and the change from each period of an actor to its next.

    Args:
        reading: what was read.
        genre: one genre.
        periods: of one or several actors; those of one actor in order of time, apart.
        rule: of correction for many comparisons.
        seed: of the draws.
        draws: of documents.

    Raises:
        ValueError: the corpus has no document of the genre, or periods of one actor overlap.
    """
    _check(periods)
    told: list[PeriodFigures] = []
    found: list[Difference] = []
    before: dict[tuple[str, str], Cell] = {}
    whole = cells(reading, genre)
    for period in periods:
        for cell in (one for one in whole if one.actor == period.actor):
            inside = [within(one, period.since, period.until) for one in cell.documents]
            kept = cell.kept(one is True for one in inside)
            told.append(
                PeriodFigures(
                    period=period,
                    language=cell.language,
                    figures=figures_of(kept, seed, draws) if kept.documents else (),
                    undated=tuple(
                        one.file
                        for one, sure in zip(cell.documents, inside, strict=True)
                        if sure is None
                    ),
                )
            )
            if kept.documents:
                earlier = before.get((cell.actor, cell.language))
                before[cell.actor, cell.language] = kept
                if earlier is not None:
                    found += compared(kept, earlier, seed, draws)
    return Change(
        genre=genre,
        periods=tuple(told),
        differences=corrected(found, rule),
        receipt=receipt(
            reading,
            "Passages that carry an issue were counted period by period; differences have an "
            "interval by drawing documents again and a p by dividing them otherwise.",
            parameters={
                "genre": genre,
                "periods": "; ".join(
                    f"{one.actor} {one.label} {one.since} to {one.until or 'any date'}"
                    for one in periods
                ),
                "draws of documents": str(draws),
                "divisions": str(DIVISIONS),
                "comparisons": str(sum(one.raw is not None for one in found)),
                "correction": rule.value,
            },
            seed=seed,
            assumptions=("The periods are as they were given.",),
        ),
    )


def by_year(
    reading: Reading,
    genre: str,
    *,
    rule: Rule = Rule.ANY_DEPENDENCE,
    seed: int = 0,
    draws: int = DRAWS,
) -> Trends:
    """Every issue of every actor, year by year, with its trend.

    Args:
        reading: what was read.
        genre: one genre.
        rule: of correction for many comparisons.
        seed: of the draws.
        draws: of documents.

    Raises:
        ValueError: the corpus has no document of the genre.
    """
    whole = cells(reading, genre)
    found = [
        one
        for cell in whole
        for one in _trends(cell.kept(bool(each.date) for each in cell.documents), seed, draws)
    ]
    told = adjusted([one.raw for one in found], rule)
    return Trends(
        genre=genre,
        trends=tuple(evolve(one, adjusted=p) for one, p in zip(found, told, strict=True)),
        undated=tuple(one.file for cell in whole for one in cell.documents if not one.date),
        receipt=receipt(
            reading,
            "A line through the shares of documents over their years, each weighing as many "
            "passages as it has; its interval by drawing documents again, its p by dealing the "
            "dates out otherwise.",
            parameters={
                "genre": genre,
                "draws of documents": str(draws),
                "orders of dates": str(DIVISIONS),
                "comparisons": str(sum(one.raw is not None for one in found)),
                "correction": rule.value,
            },
            seed=seed,
            does_not_show=(_NO_FORECAST,),
        ),
    )


def _check(periods: Sequence[Period]) -> None:
    last: dict[str, Period] = {}
    for one in periods:
        earlier = last.get(one.actor)
        if earlier is not None and not (earlier.until and earlier.until < one.since):
            message = (
                f"{one.actor}: the period {one.label} begins on {one.since}, before "
                f"{earlier.label} has ended; give the periods of an actor in order, apart"
            )
            raise ValueError(message)
        last[one.actor] = one


def _trends(cell: Cell, seed: int, draws: int) -> tuple[Trend, ...]:
    if not cell.documents:
        return ()
    dated = np.array([one.year for one in cell.documents], np.float64)
    years = sorted({one.year for one in cell.documents if one.year is not None})
    rows = [
        figures_of(cell.kept(one.year == year for one in cell.documents), seed, draws)
        for year in years
    ]
    why = ""
    if len(cell.documents) < FEWEST_OF_TREND:
        why = TOO_FEW_FOR_TREND
    elif len(years) < _FEWEST_YEARS:
        why = ONE_YEAR
    steep = None
    if not why:
        name = f"{cell.name}/trend"
        steep = slopes_of(cell.hits, cell.of, dated, seed, name, draws)
    told = []
    for n, issue in enumerate(cell.issues):
        points = tuple((year, row[n]) for year, row in zip(years, rows, strict=True))
        if issue in cell.unread or steep is None:
            line = Estimate(value=None, why=NO_SEEDS if issue in cell.unread else why)
            told.append(Trend(issue=issue, years=points, slope=line, raw=None))
        else:
            value, half, chance = (float(column[n]) for column in steep)
            interval = Interval(low=value - half, high=value + half)
            flat = "no passage of any year carries it, or every one"
            line = Estimate(
                value=value, interval=interval if half else None, why="" if half else flat
            )
            told.append(Trend(issue=issue, years=points, slope=line, raw=chance))
    return tuple(told)


def slopes_of(  # noqa: PLR0913, PLR0917 - documents in three columns, and the draws
    carried: Counts,
    of: Counts,
    dated: Floats,
    seed: int,
    name: str,
    draws: int,
    most: int = DIVISIONS,
) -> tuple[Floats, Floats, Floats]:
    """Slope of the share over time, half its interval, and its p; each of shape (issues,).

    Args:
        carried: passages that carry each issue; shape (documents, issues).
        of: passages of each document; shape (documents,).
        dated: year of each document, two different ones at least; shape (documents,).
        seed: of the draws and of the orders of dates.
        name: of the stream of the draws.
        draws: of documents.
        most: orders of dates by lot.
    """
    hits, sizes = carried.astype(np.float64), of.astype(np.float64)
    dated = dated - dated.mean()
    slope = _slope(np.ones((1, len(sizes))), dated[np.newaxis, :], hits, sizes)[0]
    drawn = weights(seed, name, len(sizes), draws)
    again = _slope(drawn, dated[np.newaxis, :], hits, sizes)
    again = again[np.isfinite(again).all(axis=1)]
    middle = (dated * sizes).sum() / sizes.sum()
    mean = hits.sum(axis=0) / sizes.sum()
    across = (dated - middle)[:, np.newaxis]
    left = across * (hits - sizes[:, np.newaxis] * (mean + slope * across))
    squares, fourth = (left**2).sum(axis=0), (left**4).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        degrees = np.where(fourth > 0, 3 * squares**2 / fourth, np.inf)
    wide = again.var(axis=0, ddof=1)
    half = student(np.clip(degrees, 1, len(sizes) - 1)) * np.sqrt(wide)
    dealt = dated[orders(len(sizes), seed, most)]
    other = np.abs(_slope(np.ones_like(dealt), dealt, hits, sizes))
    as_steep = (other >= np.abs(slope) - 1e-15).sum(axis=0)
    return slope, half, np.asarray((as_steep + 1) / (most + 1))


def _slope(times: Floats, dated: Floats, hits: Floats, sizes: Floats) -> Floats:
    """Weighted slope of hits over sizes; nan where all dates are one; shape (ways, issues)."""
    total = times @ sizes
    weighted = times * dated
    middle = (weighted @ sizes) / total
    spread = (weighted * dated) @ sizes - total * middle**2
    above = weighted @ hits - middle[:, np.newaxis] * (times @ hits)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(spread > 1e-9, 1 / spread, np.nan)[:, np.newaxis] * above)  # noqa: PLR2004 - rounding alone
