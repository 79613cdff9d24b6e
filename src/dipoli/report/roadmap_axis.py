"""The time axis of a roadmap's drawings: what was recorded, the day of the case, what is possible.

Every drawing has the same axis, so that what stands below one another happens at one time. Right of
the day of the case are the months of the roadmap; left of it, on the same scale and on a shaded
ground, the last months of the history. Words above the axis say which is which.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from attrs import evolve, frozen

from dipoli.analysis.roadmap.plan import Plan, calendar_month
from dipoli.report.charts import FAINT, INK, Anchor, Letters, Sheet, box
from dipoli.report.words import plain

AXIS = 20.0
ROW = 15.0
_HEAD = 15.0
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
"""Months between two marks of the axis; the first that leaves them room."""
DAY: object = (0, (1, 2))
"""The dotted line of the day of the case, as in the history."""
GROUND = "#e9e7e2"
"""The ground of what was recorded; light enough for marks and letters on paper."""


@frozen(kw_only=True)
class Sizes:
    """Sizes of a drawing, in pixels.

    Args:
        width: of the whole.
        left: where the day of the case stands, from which months are counted.
        right: where the axis ends.
        font: of letters.
        letters: longest line of the title of a step, in letters.
        apart: least room between two marks of the axis.
        begin: where the axis begins; names stand before it, or above where there is no room.
        past: months of history between the beginning of the axis and the day of the case.
    """

    width: float
    left: float
    right: float
    font: float
    letters: int
    apart: float
    begin: float
    past: int = 0

    @property
    def above(self) -> bool:
        """Whether names stand above their rows."""
        return self.begin < 100  # noqa: PLR2004 - no room for a name

    @property
    def head(self) -> float:
        """Room above the axis for the words that tell what was from what could be."""
        return _HEAD if self.past else 0.0


WIDE = Sizes(width=1180, left=356, right=1160, font=11.5, letters=52, apart=46, begin=356)
NARROW = Sizes(width=370, left=21, right=352, font=10.5, letters=58, apart=41, begin=21)


def with_past(at: Sizes, months: int, past: int) -> Sizes:
    """Sizes with so many months of history before those of a roadmap, on the same scale.

    Args:
        at: sizes without history.
        months: the last month of the roadmap's axis.
        past: months of history; 0 for none.
    """
    unit = (at.right - at.begin) / (months + past)
    return evolve(at, left=at.begin + past * unit, past=past)


@frozen(kw_only=True)
class Place:
    """The place of a month on the axis."""

    months: int
    at: Sizes

    def __call__(self, month: float) -> float:
        """In pixels; months before the day of the case are below 0."""
        at = self.at
        return at.left + month / self.months * (at.right - at.left)


def pen_x(plan: Plan, at: Sizes) -> Place:
    """The place of each month on the axis of a drawing."""
    return Place(months=plan.months, at=at)


@frozen(kw_only=True)
class Pen:
    """What every part of a drawing needs."""

    plan: Plan
    at: Sizes
    sheet: Sheet
    letters: list[Letters]

    def x(self, month: float) -> float:
        """The place of a month."""
        return pen_x(self.plan, self.at)(month)

    def write(self, x: float, y: float, text: str, anchor: Anchor, *, small: bool = False) -> None:
        """Write a line; ``y`` is the middle of its letters."""
        size = self.at.font - 1 if small else self.at.font
        line = Letters(x=x, y=y + size * 0.35, text=text, size=size, anchor=anchor, clear=True)
        self.letters.append(line)

    def axis(self, title: str) -> float:
        """Title, months, and calendar months below them; where rows begin."""
        at, head = self.at, self.at.head
        top = head + AXIS + ROW - 4
        lines = [] if at.above else textwrap.wrap(title, 42)
        for n, line in enumerate(lines):
            y = head + AXIS + 8 - (len(lines) - 1 - n) * 14
            self.letters.append(Letters(x=0, y=y, text=line, size=at.font + 1, bold=True))
        for month in range(-(at.past // self.step) * self.step, self.plan.months + 1, self.step):
            self._mark(month)
        if at.past:
            self._tell_sides(top)
        self.sheet.stroke([[(at.begin, top), (at.right, top)]], ec=INK, lw=0.8)
        self.grid(top, self.sheet.height)
        return top + 4

    def _mark(self, month: int) -> None:
        """A mark of the axis: the calendar month, and the month of the roadmap if it is one."""
        at, x = self.at, self.x(month)
        side = Anchor.END if x > at.right - 12 else Anchor.MIDDLE
        if month >= 0:
            self.write(x, at.head + 8, str(month), side)
        calendar = calendar_month(self.plan.day, month)
        self.write(x, at.head + AXIS + 2, calendar, side, small=True)

    def _tell_sides(self, top: float) -> None:
        """Words above the axis: what was recorded, the day of the case, what is possible."""
        at = self.at
        self.write(at.begin, 8, plain("roadmap_side_past"), Anchor.START, small=True)
        self.write(at.left + 4, 8, plain("history_case_day"), Anchor.START, small=True)
        self.write(at.right, 8, plain("roadmap_side_possible"), Anchor.END, small=True)
        self.sheet.stroke([[(at.left, 1), (at.left, top)]], ec=INK, lw=1.6, ls=DAY, zorder=2)

    def grid(self, top: float, foot: float) -> None:
        """Lines down from the marks of the axis, the day of the case as in the history."""
        at = self.at
        if at.past:
            ground = box(at.begin, top, at.left - at.begin, foot - top)
            self.sheet.fill([ground], fc=GROUND, ec="none", lw=0, zorder=-1)
        marks = range(self.step, self.plan.months + 1, self.step)
        lines = [[(self.x(month), top), (self.x(month), foot)] for month in marks]
        self.sheet.stroke(lines, ec=FAINT, lw=0.8, zorder=0)
        self.sheet.stroke([[(at.left, top), (at.left, foot)]], ec=INK, lw=1.6, ls=DAY, zorder=2)

    def foot(self, down: float) -> None:
        """A line below the last row."""
        at = self.at
        self.sheet.stroke([[(0, down + 3), (at.right, down + 3)]], ec=FAINT, lw=0.8)

    @property
    def step(self) -> int:
        """Months between two marks of the axis."""
        return axis_step(self.x(1) - self.x(0), self.at.apart)


def axis_step(unit: float, apart: float) -> int:
    """Months between two marks of an axis, so that they stand no nearer than they may.

    Args:
        unit: room of a month, in pixels.
        apart: least room between two marks, in pixels.

    >>> axis_step(12.0, 46), axis_step(4.9, 41)
    (6, 12)
    """
    fitting: Sequence[int] = [one for one in _STEPS if one * unit >= apart]
    return fitting[0] if fitting else _STEPS[-1]
