"""Dots and lines: small drawings that stretch with their cell, without any figure of their own.

Every drawing stands beside its figures in words and is hidden from those who hear the page.
Places are told in per cent of the cell, so that dots stay round at every width.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.discourse.figures import Estimate
from dipoli.report.dot_line import dot_line

SCALES = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
"""Ends of scales, as shares."""
_TIME_HIGH, _TIME_FOOT, _TIME_TOP = 46, 42, 5


@frozen(kw_only=True)
class Dot:
    """One year of a time line: its year, its share, and whether it is known."""

    year: int
    share: float | None


def scale_of(estimates: Iterable[Estimate]) -> float:
    """The end of a scale on which every dot lies, and every line but that of a bound.

    >>> scale_of([Estimate(value=0.12), Estimate(value=None)])
    0.15
    """
    most = 0.0
    for one in estimates:
        if one.value is not None:
            most = max(most, one.value)
            if one.interval is not None and not one.interval.bound:
                most = max(most, one.interval.high)
    return next((end for end in SCALES if end >= most - 1e-9), 1.0)


def dot_and_line(estimate: Estimate, most: float) -> Markup:
    """A share and its interval on a scale; nothing but the scale when it is not known."""
    found = estimate.interval
    if found is None:
        return dot_line(estimate.value, None, most)
    return dot_line(estimate.value, (found.low, found.high), most, bound=found.bound)


def time_line(
    dots: Sequence[Dot], most: float, years: tuple[int, int], begins: Iterable[int]
) -> Markup:
    """The shares of years on one time axis; a year that is not known has no dot.

    Args:
        dots: in order of time.
        most: end of the scale of shares.
        years: first and last year of the axis.
        begins: years in which a period begins.
    """
    first, last = years

    def across(year: int) -> float:
        return 50.0 if last == first else 2 + 96 * (year - first) / (last - first)

    def up(share: float) -> float:
        return _TIME_FOOT - (_TIME_FOOT - _TIME_TOP) * min(1.0, share / most)

    parts = [Markup('<svg class="tl" height="{}" aria-hidden="true">').format(_TIME_HIGH)]
    parts.append(Markup('<line class="g" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(_TIME_FOOT))
    parts += [
        Markup(
            '<line class="g" x1="{0:.1f}%" x2="{0:.1f}%" y1="0" y2="{1}" stroke-dasharray="2 2"/>'
        ).format(across(year), _TIME_FOOT)
        for year in begins
        if first <= year <= last
    ]
    known = [(one.year, one.share) for one in dots if one.share is not None]
    parts += [
        Markup('<line x1="{:.1f}%" x2="{:.1f}%" y1="{:.1f}" y2="{:.1f}"/>').format(
            across(one[0]), across(other[0]), up(one[1]), up(other[1])
        )
        for one, other in itertools.pairwise(known)
    ]
    parts += [
        Markup('<circle cx="{:.1f}%" cy="{:.1f}" r="2.6"/>').format(across(year), up(share))
        for year, share in known
    ]
    return Markup("").join([*parts, Markup("</svg>")])
