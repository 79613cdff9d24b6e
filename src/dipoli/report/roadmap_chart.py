"""A roadmap drawn: steps by basket, decisions by body and exposure by account, on one time axis.

Every drawing has the same axis, so that what stands below one another happens at one time. Names of
parties and bodies are no part of a drawing: they stand beside it in the page, in the language that
the reader chose. Patterns tell work from verification; nothing is told by colour.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from attrs import field, frozen
from markupsafe import Markup

from dipoli.analysis.roadmap.plan import (
    Curve,
    Decisions,
    Lane,
    Plan,
    StepBar,
)
from dipoli.report.charts import (
    GREY,
    INK,
    PALE,
    Anchor,
    Points,
    Sheet,
    Words,
    box,
    new_sheet,
    to_svg,
)
from dipoli.report.roadmap_axis import AXIS, DAY, GROUND, ROW, Pen, Place, Sizes, pen_x
from dipoli.report.words import plain

_BAR = 10.0
_STRIP = 34.0


def draw_lane(plan: Plan, lane: Lane, at: Sizes, prefix: str) -> Markup:
    """The steps of a basket: work, then verification, each in a row of its own.

    Args:
        plan: the roadmap.
        lane: the basket.
        at: `WIDE` or `NARROW`.
        prefix: put before every id of the drawing.
    """
    pen = Pen(plan=plan, at=at, sheet=new_sheet(at.width, _lane_height(lane, at)), letters=[])
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
    pen = Pen(plan=plan, at=at, sheet=sheet, letters=[])
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
    pen = Pen(plan=plan, at=at, sheet=sheet, letters=[])
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
    sheet = new_sheet(at.width, at.head + AXIS + ROW)
    pen = Pen(plan=plan, at=at, sheet=sheet, letters=[])
    pen.axis("")
    words = Words(title=plain("roadmap_axis"), description=plain("roadmap_axis_desc"))
    return to_svg(sheet, prefix, words, pen.letters)


def draw_keys(prefix: str, *, windows: bool, past: bool = False) -> list[tuple[str, Markup]]:
    """How everything looks, one small drawing each, with its words.

    Args:
        prefix: put before every id of the drawings.
        windows: whether months in which a body may decide are drawn.
        past: whether history stands before the day of the case.
    """
    keys = [key for key in _KEYS if windows or key != "roadmap_key_window"]
    keys += [_KEY_PAST, _KEY_DAY] if past else []
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
_KEY_PAST = "roadmap_key_past"
_KEY_DAY = "history_case_day"


def _draw_key(sheet: Sheet, key: str) -> None:
    look = _Looks()
    area = box(2, 3, 30, _BAR)
    bars = {
        "roadmap_key_work": look.work,
        "roadmap_key_outside": look.outside,
        "roadmap_key_verify": look.verify,
    }
    if key in bars:
        bars[key].append(area)
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
    elif key == _KEY_PAST:
        sheet.fill([area], fc=GROUND, ec="none", lw=0)
    elif key == _KEY_DAY:
        sheet.stroke([[(17, 1), (17, 15)]], ec=INK, lw=1.6, ls=DAY)
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


def _draw_bar(pen: Pen, look: _Looks, bar: StepBar, down: float) -> float:
    """One step; where the next row begins."""
    at = pen.at
    lines = _title(bar, at)
    size = at.font + 2.5
    if at.above:
        for line in lines:
            pen.write(at.begin + 5, down + size / 2, line, Anchor.START)
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
        return at.head + AXIS + ROW + sum(row + _BAR + 6 for row in rows) + 6
    return at.head + AXIS + ROW + sum(max(row, _BAR) + 5 for row in rows) + 6


def _stairs(curve: Curve, months: int) -> Iterator[tuple[int, int]]:
    """Corners of the stairs; within a month up and down, between months level."""
    last = 0
    for month, exposure in curve.points:
        yield month, last
        yield month, exposure
        last = exposure
    yield months, last


def _apart(x: Place, body: Decisions, at: Sizes) -> list[int]:
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
