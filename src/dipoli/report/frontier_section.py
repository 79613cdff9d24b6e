"""The frontier as a part of the page: for two parties that the reader chooses, never for all.

What a package is worth to a party as a whole is drawn here and nowhere else in the report. It is a
choice between packages that the frontier shows, so each axis stands for one party and bears its own
points; no party is chosen beforehand, and nothing is added up over parties.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from attrs import field, frozen
from markupsafe import Markup

from dipoli.analysis.agreement.frontier import answers
from dipoli.report.explorer import Exploration
from dipoli.report.words import WORDS

MOST_POINTS = 5000
"""More points than this make a page slow; then every so-manieth is in it, and the page says so."""

SPOKEN = ("same", "choose", "told", "left", "edge", "explore")
"""Sentences that the script fills in; their keys begin with ``frontier_``."""


@frozen(kw_only=True)
class Point:
    """Packages of equal worth to everybody, of which none can be bettered.

    Args:
        values: points of each party on its own scale, in the order of the parties.
        packages: how many packages are worth that.
        options: the options of one of them, by number of the issue; empty when not told.
    """

    values: tuple[int, ...]
    packages: int = 1
    options: tuple[int, ...] = ()


@frozen(kw_only=True)
class Frontier:
    """What a frontier is drawn from.

    Args:
        parties: codes, in the order of the case.
        points: in the order in which they were found.
        complete: whether these are all points of the frontier.
        coverage: what was looked through when they are not; empty when nothing is to be said.
    """

    parties: tuple[str, ...]
    points: tuple[Point, ...] = field()
    complete: bool
    coverage: str = ""

    @points.validator
    def _whole(self, _attribute: object, points: Sequence[Point]) -> None:
        if any(len(point.values) != len(self.parties) for point in points):
            message = "a point of the frontier has a value for each party"
            raise ValueError(message)


@frozen(kw_only=True)
class FrontierSection:
    """What the template needs: figures and words as text for the page, and what is counted.

    Args:
        parties: number and code of each party.
        figures: the points, as text for the page.
        words: sentences for the script, as text for the page.
        total: number of points of the frontier.
        shown: number of them in the page.
        complete: whether all points of the frontier were found.
        coverage: what was looked through when they were not.
    """

    parties: tuple[tuple[int, str], ...]
    figures: Markup
    words: Markup
    total: int
    shown: int
    complete: bool
    coverage: str


def drawn_from(found: answers.Frontier) -> Frontier | None:
    """What the page draws of a frontier; None where there is no point to draw.

    Values are gains above a party's value of no agreement; a point leads to its first package.
    """
    if not found.points:
        return None
    return Frontier(
        parties=found.question.seats,
        points=tuple(
            Point(
                values=one.gains,
                packages=one.count,
                options=tuple(one.packages[0].values()) if one.packages else (),
            )
            for one in found.points
        ),
        complete=found.complete,
        coverage=found.coverage,
    )


def frontier_section(frontier: Frontier, exploration: Exploration | None = None) -> FrontierSection:
    """The frontier as the page shows it.

    Args:
        frontier: the points.
        exploration: figures of the explorer in the same page, to which points then lead.
    """
    stride = -(-len(frontier.points) // MOST_POINTS) or 1
    shown = frontier.points[::stride]
    points = [[list(one.values), one.packages, *_line(one, exploration)] for one in shown]
    written = json.dumps({"points": points}, separators=(",", ":"))
    words: Mapping[str, str] = {key: WORDS[f"frontier_{key}"] for key in SPOKEN}
    return FrontierSection(
        parties=tuple(enumerate(frontier.parties)),
        figures=Markup(written),  # noqa: S704 - numbers
        words=Markup(json.dumps(words)),  # noqa: S704 - ours
        total=len(frontier.points),
        shown=len(shown),
        complete=frontier.complete,
        coverage=frontier.coverage,
    )


def _line(point: Point, exploration: Exploration | None) -> list[str]:
    """The line of text by which the explorer takes a package; nothing where there is none."""
    return [exploration.line(point.options)] if exploration and point.options else []
