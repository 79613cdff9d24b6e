"""What was recorded before the day of the case, drawn left of it on the axis of the roadmap.

Marks and lanes are those of the history chart: shapes tell types apart, filling tells confidence,
colour tells nothing. Right of the day nothing is drawn; words say why.
"""

from __future__ import annotations

import textwrap

from markupsafe import Markup

from dipoli.analysis.roadmap.plan import Plan
from dipoli.report.charts import FAINT, Anchor, Words, new_sheet, to_svg
from dipoli.report.history_chart import draw_marks, spread_out
from dipoli.report.roadmap_axis import AXIS, ROW, Pen, Sizes, pen_x
from dipoli.report.roadmap_past import Past
from dipoli.report.words import plain

_ROW = 11.0
_NAME = 14.0
_GAP = 7.0
_LINE = 60


def draw_past(plan: Plan, past: Past, at: Sizes, prefix: str) -> Markup:
    """The events of the last months before the day of the case, in a lane for each subject.

    Args:
        plan: the roadmap.
        past: what was recorded.
        at: sizes with that many months of history.
        prefix: put before every id of the drawing.
    """
    x = pen_x(plan, at)
    spread = [spread_out([x(past.month(mark)) for mark in lane.marks]) for lane in past.lanes]
    tall = [(max(rows, default=0) + 1) * _ROW for rows in spread]
    above = _NAME if at.above else 0.0
    height = at.head + AXIS + ROW + sum(tall) + len(tall) * (above + _GAP) + 6
    pen = Pen(plan=plan, at=at, sheet=new_sheet(at.width, height), letters=[])
    down = pen.axis(plain("roadmap_past"))
    if not at.above:
        _tell_beyond(pen, (down + height) / 2)
    for lane, rows, room in zip(past.lanes, spread, tall, strict=True):
        if at.above:
            pen.write(at.begin + 5, down + above / 2 + 1, lane.title, Anchor.START)
            down += above
        else:
            pen.write(0, down + room / 2, lane.title, Anchor.START)
        places = [
            (mark, x(past.month(mark)), down + (row + 0.5) * _ROW)
            for mark, row in zip(lane.marks, rows, strict=True)
        ]
        draw_marks(pen.sheet, places, _ROW)
        down += room + _GAP
        foot = down - _GAP / 2
        pen.sheet.stroke([[(0, foot), (at.left, foot)]], ec=FAINT, lw=0.8, zorder=0)
    words = Words(
        title=plain("roadmap_past"),
        description=plain(
            "roadmap_past_desc", count=past.count, lanes=len(past.lanes), months=past.months
        ),
    )
    return to_svg(pen.sheet, prefix, words, pen.letters)


def _tell_beyond(pen: Pen, middle: float) -> None:
    """Words where nothing is drawn, right of the day of the case."""
    at = pen.at
    lines = textwrap.wrap(plain("roadmap_past_beyond"), _LINE)
    for n, line in enumerate(lines):
        y = middle + (n - (len(lines) - 1) / 2) * (at.font + 4)
        pen.write(at.left + 14, y, line, Anchor.START)
