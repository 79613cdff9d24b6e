"""What a package gives to each party, issue by issue, drawn.

Rows are issues under the titles of their baskets, columns are parties in the order of the case.
Names of parties are no part of the drawing: they stand above it in the page, in the language that
the reader chose, over columns of the same width. Each column has a scale of its own, because
points of two parties are not comparable. Nothing is added up and nothing is sorted.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from attrs import field, frozen
from markupsafe import Markup

from dipoli.analysis.agreement.answers import Figure as Worth
from dipoli.report.charts import (
    FAINT,
    GREY,
    INK,
    PALE,
    Letters,
    Points,
    Sheet,
    Words,
    box,
    new_sheet,
    to_svg,
)


@frozen(kw_only=True)
class Row:
    """One issue: its question, the option chosen, and the points for each column or None."""

    question: str
    option: str
    points: tuple[Worth | None, ...]


@frozen(kw_only=True)
class Rows:
    """The issues of one basket."""

    title: str
    rows: tuple[Row, ...]


@frozen(kw_only=True)
class Grid:
    """Sizes of one drawing.

    Args:
        width: of the whole, in pixels.
        issues: width of the column of issues; 0 when issues stand above their bars.
        font: size of letters, in pixels.
        letters: longest line of an issue, in letters.
    """

    width: float
    issues: float
    font: float
    letters: int


WIDE = Grid(width=900, issues=360, font=12, letters=58)
NARROW = Grid(width=370, issues=0, font=10.5, letters=58)

LINE = 14.5
GAP = 9.0
STRIP = 15.0


def draw_values(
    baskets: Sequence[Rows], columns: int, grid: Grid, prefix: str, words: Words
) -> list[Markup]:
    """Draw the values, one drawing for each basket; all of them on the same scales.

    Args:
        baskets: rows under the titles of their baskets, in the order of the case.
        columns: number of parties.
        grid: `WIDE` or `NARROW`.
        prefix: put before every id of the drawings.
        words: title and description; the title of the basket is added to the title.
    """
    scales = _scales(baskets, columns)
    drawings = []
    for number, basket in enumerate(baskets):
        letters: list[Letters] = []
        sheet = _draw(basket, scales, grid, letters)
        named = Words(title=f"{words.title}. {basket.title}", description=words.description)
        drawings.append(to_svg(sheet, f"{prefix}{number}", named, letters))
    return drawings


def _draw(basket: Rows, scales: Sequence[int], grid: Grid, letters: list[Letters]) -> Sheet:
    height = LINE + 11 + sum(_height(row, grid) for row in basket.rows)
    wide = (grid.width - grid.issues) / len(scales)
    zeros = [grid.issues + wide * (column + 0.08) for column in range(len(scales))]
    ink = _Ink()
    y = LINE + 6
    letters.append(Letters(x=0, y=y - 3, text=basket.title, size=grid.font, bold=True))
    ink.heads.append([(0, y + 2), (grid.width, y + 2)])
    y += 4
    for row in basket.rows:
        tall = _height(row, grid)
        middle = _write_issue(letters, row, grid, y, tall)
        for zero, scale, points in zip(zeros, scales, row.points, strict=True):
            ink.zeros.append([(zero, middle - STRIP / 2), (zero, middle + STRIP / 2)])
            if points is not None:
                ink.add(points, zero, middle, wide * 0.82 / scale)
        y += tall
        ink.rows.append([(0, y), (grid.width, y)])
    sheet = new_sheet(grid.width, height)
    ink.draw(sheet)
    return sheet


@frozen
class _Ink:
    """Everything that a drawing collects before it is drawn, by look."""

    heads: list[Points] = field(factory=list)
    rows: list[Points] = field(factory=list)
    zeros: list[Points] = field(factory=list)
    bars: list[Points] = field(factory=list)
    ranges: list[Points] = field(factory=list)
    arrows: list[Points] = field(factory=list)

    def add(self, points: Worth, zero: float, y: float, unit: float) -> None:
        """A bar for the figure, a thin line with caps for its range, an arrow where it passes 0."""
        ends = sorted((points.low, points.high))
        low, high = ends if points.value >= 0 else (-ends[1], -ends[0])
        left, right = zero + max(low * unit, -4.0), zero + high * unit
        self.bars.append(box(zero, y - 4.5, abs(points.value) * unit, 9))
        self.ranges.extend(([(left, y), (right, y)], [(right, y - 3), (right, y + 3)]))
        if low < 0:
            self.arrows.append([(left - 1, y), (left + 3, y - 2.6), (left + 3, y + 2.6)])
        else:
            self.ranges.append([(left, y - 3), (left, y + 3)])

    def draw(self, sheet: Sheet) -> None:
        """Draw it, faint things first."""
        sheet.stroke(self.rows, ec=FAINT, lw=0.8)
        sheet.stroke(self.heads, ec=GREY, lw=0.8)
        sheet.stroke(self.zeros, ec=PALE, lw=0.8)
        sheet.fill(self.bars, fc=PALE, ec=INK, lw=0.8)
        sheet.stroke(self.ranges, ec=INK, lw=1.1)
        sheet.fill(self.arrows, fc=INK, ec=INK, lw=0.5)


def _scales(baskets: Sequence[Rows], columns: int) -> list[int]:
    """For each column the end of a range that lies farthest out, which fills its width."""
    cells = [row.points for basket in baskets for row in basket.rows]
    columned = [[row[number] for row in cells] for number in range(columns)]
    ends = [
        [max(abs(one.low), abs(one.high)) for one in column if one is not None]
        for column in columned
    ]
    return [max(column, default=1) or 1 for column in ends]


def _lines(row: Row, grid: Grid) -> tuple[list[str], list[str]]:
    question = textwrap.wrap(row.question, grid.letters) or [""]
    option = textwrap.wrap(f"\u2192 {row.option}", grid.letters, subsequent_indent="   ")
    return question, option


def _height(row: Row, grid: Grid) -> float:
    question, option = _lines(row, grid)
    text = LINE * (len(question) + len(option)) + GAP
    return text if grid.issues else text + STRIP + 4


def _write_issue(letters: list[Letters], row: Row, grid: Grid, y: float, tall: float) -> float:
    """Write question and option; the middle of the strip in which the bars stand."""
    question, option = _lines(row, grid)
    down = y + LINE
    for lines, quiet in ((question, False), (option, True)):
        for line in lines:
            letters.append(Letters(x=0, y=down, text=line, size=grid.font, quiet=quiet))
            down += LINE
    return y + tall / 2 if grid.issues else y + tall - STRIP / 2 - 3
