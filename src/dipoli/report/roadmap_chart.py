"""A roadmap drawn: steps by basket, decisions by body and exposure by account, on one time axis.

Every drawing has the same axis, so that what stands below one another happens at one time. Names of
parties and bodies are no part of a drawing: they stand beside it in the page, in the language that
the reader chose. Patterns tell work from verification; nothing is told by colour.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from attrs import field, frozen
from markupsafe import Markup

from dipoli.analysis.roadmap.plan import (
    Curve,
    Decisions,
    Lane,
    Plan,
    StepBar,
    calendar_month,
)
from dipoli.report.charts import (
    FAINT,
    GREY,
    INK,
    PALE,
    Anchor,
    Letters,
    Points,
    Sheet,
    Words,
    box,
    new_sheet,
    to_svg,
)
from dipoli.report.words import plain

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
"""Months between two marks of the axis; the first that leaves them room."""
_BAR = 10.0
_STRIP = 34.0
_AXIS = 20.0
_ROW = 15.0
_DAY: object = (0, (1, 2))
"""The dotted line of the day of the case, as in the history."""


@frozen(kw_only=True)
class Sizes:
    """Sizes of a drawing, in pixels.

    Args:
        width: of the whole.
        left: where the time axis begins; names stand before it, or above where there is no room.
        right: where it ends.
        font: of letters.
        letters: longest line of the title of a step, in letters.
        marks: most marks on the axis.
    """

    width: float
    left: float
    right: float
    font: float
    letters: int
    marks: int

    @property
    def above(self) -> bool:
        """Whether names stand above their rows."""
        return self.left < 100  # noqa: PLR2004 - no room for a name


WIDE = Sizes(width=1180, left=356, right=1160, font=11.5, letters=52, marks=14)
NARROW = Sizes(width=370, left=21, right=352, font=10.5, letters=58, marks=6)


def draw_lane(plan: Plan, lane: Lane, at: Sizes, prefix: str) -> Markup:
    """The steps of a basket: work, then verification, each in a row of its own.

    Args:
        plan: the roadmap.
        lane: the basket.
        at: `WIDE` or `NARROW`.
        prefix: put before every id of the drawing.
    """
    pen = _Pen(plan=plan, at=at, sheet=new_sheet(at.width, _lane_height(lane, at)), letters=[])
    down = pen.axis(lane.title)
    look = _Looks()
    for bar in lane.bars:
        down = _draw_bar(pen, look, bar, down)
    look.draw(pen.sheet)
    pen.foot(down)
    words = Words(
        title=plain("roadmap_chart_title", basket=lane.title),
        description=plain("roadmap_chart_desc", count=len(lane.bars), months=plan.months),
    )
    return to_svg(pen.sheet, prefix, words, pen.letters)


def draw_decisions(plan: Plan, body: Decisions, at: Sizes, prefix: str, title: str) -> Markup:
    """What is put to a body, with the numbers of the steps for which it is.

    Args:
        plan: the roadmap.
        body: the body with its acts.
        at: `WIDE` or `NARROW`.
        prefix: put before every id of the drawing.
        title: what the drawing is called, for those who hear it.
    """
    rows = _apart(pen_x(plan, at), body, at)
    height = 8 + 16.0 * (max(rows, default=0) + 1)
    sheet = new_sheet(at.width, height)
    pen = _Pen(plan=plan, at=at, sheet=sheet, letters=[])
    open_months = [
        month
        for month in range(plan.months + 1)
        if body.windows
        and all(any(one.is_open(month) for one in windows) for windows in body.windows)
    ]
    wide = pen.x(1) - pen.x(0)
    sheet.fill(
        [box(pen.x(month), 2, wide, height - 4) for month in open_months],
        fc="white", ec=PALE, lw=0, hatch="\\\\\\\\",
    )  # fmt: skip
    pen.grid(0, height)
    for row, place in zip(body.rows, rows, strict=True):
        y = 12 + 16.0 * place
        if row.decided > row.put:
            sheet.stroke([[(pen.x(row.put), y), (pen.x(row.decided), y)]], ec=INK, lw=1.4)
        sheet.mark([(pen.x(row.decided), y)], "v", 8, fc=INK, ec=INK, lw=0.5)
        near = row.decided > plan.months * 0.85
        label = ", ".join(map(str, row.serves))
        x = pen.x(row.decided) + (-8 if near else 8)
        pen.write(x, y, label, Anchor.END if near else Anchor.START, small=True)
    words = Words(
        title=title,
        description=plain("roadmap_decisions_desc", count=len(body.rows), months=plan.months),
    )
    return to_svg(sheet, prefix, words, pen.letters)


def draw_curve(plan: Plan, curve: Curve, at: Sizes, prefix: str, title: str) -> Markup:
    """Exposure month by month as stairs below the line of its limit, on a scale of its own.

    Args:
        plan: the roadmap.
        curve: the account.
        at: `WIDE` or `NARROW`.
        prefix: put before every id of the drawing.
        title: what the drawing is called, for those who hear it.
    """
    sheet = new_sheet(at.width, _STRIP)
    pen = _Pen(plan=plan, at=at, sheet=sheet, letters=[])
    foot, top = _STRIP - 5.0, 7.0
    unit = (foot - top) / max(curve.limit, curve.peak, 1)
    pen.grid(0, _STRIP)
    stairs = list(_stairs(curve, plan.months))
    line = [(pen.x(month), foot - exposure * unit) for month, exposure in stairs]
    ground = [(pen.x(0), foot), *line, (pen.x(plan.months), foot)]
    sheet.fill([ground], fc=PALE, ec="none", lw=0)
    sheet.stroke([line], ec=INK, lw=1.2)
    sheet.stroke([[(at.left, foot), (at.right, foot)]], ec=GREY, lw=0.6)
    limit = foot - curve.limit * unit
    sheet.stroke([[(at.left, limit), (at.right, limit)]], ec=INK, lw=1.1, ls=(0, (5, 3)))
    pen.write(at.right + 3, limit, str(curve.limit), Anchor.START, small=True)
    words = Words(
        title=title,
        description=plain(
            "roadmap_curve_desc",
            months=plan.months,
            limit=curve.limit,
            peak=curve.peak,
            month=curve.at_peak,
            left=curve.left,
        ),
    )
    return to_svg(sheet, prefix, words, pen.letters)


def draw_axis(plan: Plan, at: Sizes, prefix: str) -> Markup:
    """The time axis alone, above strips that have none of their own."""
    sheet = new_sheet(at.width, _AXIS + _ROW)
    pen = _Pen(plan=plan, at=at, sheet=sheet, letters=[])
    pen.axis("")
    words = Words(title=plain("roadmap_axis"), description=plain("roadmap_axis_desc"))
    return to_svg(sheet, prefix, words, pen.letters)


def draw_keys(prefix: str, *, windows: bool) -> list[tuple[str, Markup]]:
    """How everything looks, one small drawing each, with its words."""
    keys = [key for key in _KEYS if windows or key != "roadmap_key_window"]
    drawn = []
    for number, key in enumerate(keys):
        sheet = new_sheet(34, 16)
        _draw_key(sheet, key)
        words = Words(title=plain(key), description=plain(key))
        drawn.append((plain(key), to_svg(sheet, f"{prefix}{number}", words)))
    return drawn


_KEYS = (
    "roadmap_key_work",
    "roadmap_key_outside",
    "roadmap_key_verify",
    "roadmap_key_bundle",
    "roadmap_key_put",
    "roadmap_key_decided",
    "roadmap_key_window",
    "roadmap_key_exposed",
    "roadmap_key_limit",
)


def _draw_key(sheet: Sheet, key: str) -> None:
    look = _Looks()
    area = box(2, 3, 30, _BAR)
    if key == "roadmap_key_work":
        look.work.append(area)
    elif key == "roadmap_key_outside":
        look.outside.append(area)
    elif key == "roadmap_key_verify":
        look.verify.append(area)
    elif key == "roadmap_key_bundle":
        look.work.append(box(10, 3, 22, _BAR))
        look.together.append((10, 8))
    elif key == "roadmap_key_put":
        sheet.stroke([[(3, 8), (31, 8)]], ec=INK, lw=1.4)
    elif key == "roadmap_key_decided":
        sheet.mark([(17, 8)], "v", 8, fc=INK, ec=INK, lw=0.5)
    elif key == "roadmap_key_window":
        sheet.fill([area], fc="white", ec=PALE, lw=0, hatch="\\\\\\\\")
    elif key == "roadmap_key_exposed":
        sheet.fill([[(2, 13), (2, 8), (14, 8), (14, 4), (32, 4), (32, 13)]], fc=PALE, ec="none")
        sheet.stroke([[(2, 8), (14, 8), (14, 4), (32, 4)]], ec=INK, lw=1.2)
    else:
        sheet.stroke([[(2, 8), (32, 8)]], ec=INK, lw=1.1, ls=(0, (5, 3)))
    look.draw(sheet)


# ---------------------------------------------------------------- one row


@frozen
class _Looks:
    """Shapes of one look each, drawn together."""

    work: list[Points] = field(factory=list)
    outside: list[Points] = field(factory=list)
    verify: list[Points] = field(factory=list)
    together: list[tuple[float, float]] = field(factory=list)

    def draw(self, sheet: Sheet) -> None:
        """Draw everything that was gathered."""
        sheet.fill(self.work, fc=PALE, ec=INK, lw=0.8)
        sheet.fill(self.outside, fc="white", ec=INK, lw=1.3, ls=(0, (1.6, 1.2)))
        sheet.fill(self.verify, fc="white", ec=INK, lw=0.8, hatch="////")
        sheet.mark(self.together, "D", 7, fc=INK, ec="white", lw=0.6, zorder=3)


def bar_ends(plan: Plan, bar: StepBar, at: Sizes) -> tuple[float, float, float]:
    """Where a bar begins, where its work ends and where its verification ends, in pixels."""
    x = pen_x(plan, at)
    return x(bar.start), x(bar.worked), x(bar.verified)


def _draw_bar(pen: _Pen, look: _Looks, bar: StepBar, down: float) -> float:
    """One step; where the next row begins."""
    at = pen.at
    lines = _title(bar, at)
    size = at.font + 2.5
    if at.above:
        for line in lines:
            pen.write(at.left + 5, down + size / 2, line, Anchor.START)
            down += size
        y = down + _BAR / 2 + 1
        foot = y + _BAR / 2 + 5
    else:
        tall = max(size * len(lines), _BAR) + 5
        y = down + tall / 2
        first = y - size * (len(lines) - 1) / 2
        for n, line in enumerate(lines):
            pen.write(0, first + n * size, line, Anchor.START)
        foot = down + tall
    start, worked, verified = bar_ends(pen.plan, bar, at)
    (look.outside if bar.outside else look.work).append(
        box(start, y - _BAR / 2, max(worked - start, 1.0), _BAR)
    )
    if verified > worked:
        look.verify.append(box(worked, y - _BAR / 2, verified - worked, _BAR))
    if bar.together:
        look.together.append((start, y))
    return foot


def _title(bar: StepBar, at: Sizes) -> list[str]:
    """Number and title, in lines that fit."""
    text = f"{bar.number}  {bar.step.title}"
    if bar.together:
        numbers = ", ".join(map(str, bar.together))
        text += f" ({plain('roadmap_together', numbers=numbers)})"
    return textwrap.wrap(text, at.letters, subsequent_indent="") or [""]


def _lane_height(lane: Lane, at: Sizes) -> float:
    size = at.font + 2.5
    rows = [size * len(_title(bar, at)) for bar in lane.bars]
    if at.above:
        return _AXIS + _ROW + sum(row + _BAR + 6 for row in rows) + 6
    return _AXIS + _ROW + sum(max(row, _BAR) + 5 for row in rows) + 6


def _stairs(curve: Curve, months: int) -> Iterator[tuple[int, int]]:
    """Corners of the stairs; within a month up and down, between months level."""
    last = 0
    for month, exposure in curve.points:
        yield month, last
        yield month, exposure
        last = exposure
    yield months, last


def _apart(x: _Place, body: Decisions, at: Sizes) -> list[int]:
    """Rows in which no decision of a body covers another, numbers included."""
    ends: list[float] = []
    rows = []
    for row in body.rows:
        label = len(", ".join(map(str, row.serves))) * at.font * 0.6
        left, right = x(row.put) - 8 - label, x(row.decided) + 12 + label
        place = next((n for n, end in enumerate(ends) if left >= end), len(ends))
        ends[place : place + 1] = [right]
        rows.append(place)
    return rows


# ---------------------------------------------------------------- the axis


@frozen(kw_only=True)
class _Place:
    """The place of a month on the axis."""

    months: int
    at: Sizes

    def __call__(self, month: float) -> float:
        at = self.at
        return at.left + month / self.months * (at.right - at.left)


def pen_x(plan: Plan, at: Sizes) -> _Place:
    """The place of each month on the axis of a drawing."""
    return _Place(months=plan.months, at=at)


@frozen(kw_only=True)
class _Pen:
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
        at, top = self.at, _AXIS + _ROW - 4
        step = self.step
        lines = [] if at.above else textwrap.wrap(title, 42)
        for n, line in enumerate(lines):
            y = _AXIS + 8 - (len(lines) - 1 - n) * 14
            self.letters.append(Letters(x=0, y=y, text=line, size=at.font + 1, bold=True))
        for month in range(0, self.plan.months + 1, step):
            x = self.x(month)
            side = Anchor.END if x > at.right - 12 else Anchor.MIDDLE
            self.write(x, 8, str(month), side)
            calendar = calendar_month(self.plan.day, month)
            self.write(x, _AXIS + 2, calendar, side, small=True)
        self.sheet.stroke([[(at.left, top), (at.right, top)]], ec=INK, lw=0.8)
        self.grid(top, self.sheet.height)
        return top + 4

    def grid(self, top: float, foot: float) -> None:
        """Lines down from the marks of the axis, the day of the case as in the history."""
        marks = range(self.step, self.plan.months + 1, self.step)
        lines = [[(self.x(month), top), (self.x(month), foot)] for month in marks]
        self.sheet.stroke(lines, ec=FAINT, lw=0.8, zorder=0)
        x = self.at.left
        self.sheet.stroke([[(x, top), (x, foot)]], ec=INK, lw=1.6, ls=_DAY, zorder=2)

    def foot(self, down: float) -> None:
        """A line below the last row."""
        at = self.at
        self.sheet.stroke([[(0, down + 3), (at.right, down + 3)]], ec=FAINT, lw=0.8)

    @property
    def step(self) -> int:
        """Months between two marks of the axis."""
        return axis_step(self.plan.months, self.at.marks)


def axis_step(months: int, marks: int) -> int:
    """Months between two marks of an axis with at most so many marks.

    >>> axis_step(67, 14), axis_step(67, 6)
    (6, 12)
    """
    fitting: Sequence[int] = [one for one in _STEPS if months // one < marks]
    return fitting[0] if fitting else _STEPS[-1]
