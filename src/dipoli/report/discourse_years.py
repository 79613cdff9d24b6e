"""Shares of issues year by year: small time lines, and every year in figures beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.discourse.change import Period, Trend, Trends
from dipoli.analysis.discourse.figures import Estimate, Figure
from dipoli.report.discourse_evidence import Shown
from dipoli.report.discourse_marks import Dot, scale_of, time_line
from dipoli.report.discourse_panel import View, percent, points, title_of
from dipoli.report.discourse_parts import chance_words
from dipoli.report.discourse_words import word

_FINE = 2
"""Digits of a slope, which is small."""
_FEWEST_YEARS = 3
"""Fewer years are not drawn."""


@frozen(kw_only=True)
class Line:
    """One actor's time line of one issue.

    Args:
        who: the actor.
        drawing: the dots.
        slope: in words, or why none is told.
        years: each year's figure in words, by year.
        shown: the first passage of some years, spread over all of them.
        more: how many further passages there are, and how to list them; empty when there is none.
    """

    who: Markup
    drawing: Markup
    slope: Markup
    years: dict[int, Markup]
    shown: tuple[Shown, ...]
    more: Markup


@frozen(kw_only=True)
class YearsRow:
    """One issue: a time line for each actor, on one scale."""

    label: str
    scale: Markup
    lines: tuple[Line, ...]
    years: tuple[int, ...]


@frozen(kw_only=True)
class YearsPanel:
    """One genre and language."""

    title: Markup
    actors: tuple[Markup, ...]
    rows: tuple[YearsRow, ...]


def by_years(
    view: View, found: Sequence[Trends], issues: Iterable[str], periods: Sequence[Period]
) -> tuple[YearsPanel, ...]:
    """Time lines of some issues, a panel for each genre and language.

    Args:
        view: what the page is drawn from.
        found: trends by genre.
        issues: those that are shown, in the order of the codebook.
        periods: whose beginnings are drawn.
    """
    kept = set(issues)
    told = []
    for trends in found:
        held: dict[str, dict[str, list[Trend]]] = {}
        for trend in trends.trends:
            if trend.issue in kept and trend.years:
                figure = trend.years[0][1]
                by_issue = held.setdefault(figure.language, {})
                by_issue.setdefault(trend.issue, []).append(trend)
        for language, by_issue in sorted(held.items()):
            rows = {issue: _ordered(view, lines) for issue, lines in by_issue.items()}
            years = sorted({year for row in rows.values() for one in row for year, _f in one.years})
            if len(years) < _FEWEST_YEARS:
                continue
            told.append(
                YearsPanel(
                    title=title_of(trends.genre, language),
                    actors=tuple(
                        view.names.mark(one.years[0][1].actor) for one in next(iter(rows.values()))
                    ),
                    rows=tuple(
                        _row(view, issue.label["en"], rows[issue.id], years, periods)
                        for issue in view.issues
                        if issue.id in rows
                    ),
                )
            )
    return tuple(told)


def _ordered(view: View, lines: Iterable[Trend]) -> list[Trend]:
    return sorted(lines, key=lambda one: view.order.index(one.years[0][1].actor))


def _row(
    view: View, label: str, trends: Sequence[Trend], years: list[int], periods: Sequence[Period]
) -> YearsRow:
    most = scale_of(
        # the interval of one year's few documents would flatten every line
        _bare(figure)
        for one in trends
        for _year, figure in one.years
    )
    return YearsRow(
        label=label,
        scale=word("row_scale", most=percent(most, digits=0), first=years[0], last=years[-1]),
        lines=tuple(_line(view, one, most, (years[0], years[-1]), periods) for one in trends),
        years=tuple(years),
    )


def _line(
    view: View, trend: Trend, most: float, axis: tuple[int, int], periods: Sequence[Period]
) -> Line:
    actor = trend.years[0][1].actor
    begins = [int(one.since[:4]) for one in periods if one.actor == actor and one.since]
    first_of_each = [figure.evidence[0] for _year, figure in trend.years if figure.evidence]
    held = view.shown(first_of_each)
    total = sum(len(figure.evidence) for _year, figure in trend.years)
    return Line(
        who=view.names.mark(actor),
        drawing=time_line(
            [Dot(year=year, share=figure.share.value) for year, figure in trend.years],
            most,
            axis,
            begins,
        ),
        slope=_slope(trend),
        years={year: _cell(figure) for year, figure in trend.years},
        shown=held,
        more=word("some", shown=len(held)) if total > len(held) else Markup(),
    )


def _bare(figure: Figure) -> Estimate:
    return Estimate(value=figure.share.value)


def _cell(figure: Figure) -> Markup:
    if figure.share.value is None:
        return word("unknown")
    of = word("of", hits=len(figure.evidence), passages=f"{figure.passages:,}")
    return Markup("{} ({})").format(of, word("share", share=percent(figure.share.value)))


def _slope(trend: Trend) -> Markup:
    one = trend.slope
    if one.value is None:
        return word("slope_none", why=one.why)
    interval = word("no_interval")
    if one.interval is not None:
        low, high = points(one.interval.low, _FINE), points(one.interval.high, _FINE)
        interval = word("points", low=low, high=high)
    p = str(word("unknown")) if trend.adjusted is None else chance_words(trend.adjusted)
    return word("slope", value=points(one.value, _FINE), interval=interval, p=p)
