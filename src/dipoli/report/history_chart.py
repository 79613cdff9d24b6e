"""The history, drawn: verticals, life bars and lanes on one time axis.

Two sizes of the same drawing: wide, with names beside their rows, and narrow, with names above
them, for a phone. Shapes tell types apart, filling tells confidence; colour tells nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.report.charts import (
    FAINT,
    GREY,
    INK,
    PALE,
    Anchor,
    Letters,
    Outline,
    Points,
    Shape,
    Sheet,
    Words,
    box,
    new_sheet,
    to_svg,
)
from dipoli.report.history import CHANGES, Bar, History, Lane, Mark, Vertical
from dipoli.report.words import plain
from dipoli.terms import event_in_words


def _box(width: float, height: float, at: float = 0.0) -> Points:
    x, y = width / 2, height / 2
    return [(at - x, -y), (at + x, -y), (at + x, y), (at - x, y)]


SHAPES: Mapping[str, tuple[Shape, float]] = {
    "summit": ("o", 8.5),
    "talks": ("o", 5.5),
    "agreement": ("s", 7.0),
    "implementation": ("d", 7.5),
    "breakdown": ("X", 8.0),
    "sanction": ("v", 7.5),
    "sanction_relief": ("^", 7.5),
    "launch": (">", 7.5),
    "test": ("*", 12.5),
    "exercise": ("p", 8.0),
    "incident": ("D", 6.2),
    "unilateral_measure": ("P", 8.0),
    "election": ("<", 7.5),
    "statement": (Outline((_box(0.35, 1.0),)), 9.0),
    "report": (Outline((_box(0.3, 1.0, -0.3), _box(0.3, 1.0, 0.3))), 9.0),
    "legislation": (Outline((_box(1.0, 0.45),)), 9.0),
    "un_resolution": ((6, 1, 0), 11.0),
    "un_statement": ((4, 1, 0), 11.5),
    "un_veto": ((3, 1, 0), 11.0),
}
"""The mark of each neutral type: shape and size. Any other type is a small disc."""

LONGEST_NAME = 27
"""Letters of the longest name that fits beside a row."""

OTHER: tuple[Shape, float] = ("o", 4.0)
_CHANGE: tuple[Shape, float] = ("|", 9.0)


BAR_STYLES: Mapping[str, tuple[str, str, str]] = {
    "active": (PALE, "", "-"),
    "dormant": ("white", "////", "-"),
    "ended": (GREY, "", "-"),
    "superseded": ("white", "....", "-"),
    "proposed only": ("white", "", ":"),
}
"""Filling, hatching and outline of a life bar for each state of a framework."""


@frozen(kw_only=True)
class Layout:
    """Sizes of one drawing, in pixels.

    Args:
        width: of the whole drawing.
        left: where the time axis begins.
        right: where it ends.
        above: room above a row for its name; 0 when names stand beside the rows.
        bar: height of the row of a life bar, its name not counted.
        lane: height of one row inside a lane.
        font: size of letters.
        step: years between two marks of the axis.
    """

    width: float
    left: float
    right: float
    above: float
    bar: float
    lane: float
    font: float
    step: int


WIDE = Layout(width=1180, left=196, right=1168, above=0, bar=17, lane=11, font=11, step=5)
NARROW = Layout(width=370, left=6, right=362, above=14, bar=13, lane=11, font=10.5, step=10)


def draw_history(history: History, layout: Layout, prefix: str) -> Markup:
    """Draw the history.

    Args:
        history: what there is to draw.
        layout: `WIDE` or `NARROW`.
        prefix: put before every id of the drawing.
    """
    letters: list[Letters] = []
    return to_svg(_draw(history, layout, letters), prefix, words_of(history), letters)


def words_of(history: History) -> Words:
    """What the chart is called and what it holds."""
    return Words(
        title=plain("history_chart"),
        description=plain(
            "history_desc",
            bars=len(history.bars),
            summits=len(history.summits),
            changes=len(history.changes),
            marks=history.marks,
            lanes=len(history.lanes),
            first=history.first,
            last=history.last,
        ),
    )


def draw_key(types: Sequence[str], prefix: str) -> list[tuple[str, Markup]]:
    """The mark of each type, one small drawing each, with the type in words."""
    keys = []
    for number, name in enumerate(types):
        sheet = new_sheet(16, 16)
        shape, size = shape_of(name)
        edge, line = (INK, 1.6) if shape == "|" else ("white", 0.5)
        sheet.mark([(8, 8)], shape, size, fc=INK, ec=edge, lw=line)
        told = event_in_words(name)
        words = Words(title=told, description=told)
        keys.append((told, to_svg(sheet, f"{prefix}{number}", words)))
    return keys


def types_of(history: History) -> tuple[str, ...]:
    """Types that stand in the lanes: those with a shape of their own first, in the key's order."""
    return types_in(history.lanes)


def types_in(lanes: Sequence[Lane]) -> tuple[str, ...]:
    """The same of some lanes."""
    present = dict.fromkeys(mark.event.type for lane in lanes for mark in lane.marks)
    known = [name for name in SHAPES if name in present]
    return (*known, *(name for name in present if name not in SHAPES))


@frozen(kw_only=True)
class _Rows:
    """Where everything stands, from the top of the drawing down."""

    summits: float
    changes: float
    axis: float
    bars: tuple[float, ...]
    lanes: tuple[float, ...]
    spread: tuple[tuple[int, ...], ...]
    bottom: float


def _rows(history: History, at: Layout) -> _Rows:
    axis = 74.0 + 1.2 * at.above
    below = axis + 16
    bars = tuple(below + at.above + n * (at.bar + at.above) for n in range(len(history.bars)))
    down = below + len(bars) * (at.bar + at.above) + 14
    spread = tuple(
        spread_out([_x(history, at, mark.at) for mark in lane.marks]) for lane in history.lanes
    )
    lanes = []
    for places in spread:
        lanes.append(down + at.above)
        down += at.above + (max(places, default=0) + 1) * at.lane + 7
    return _Rows(
        summits=20.0,
        changes=50.0 + at.above * 0.6,
        axis=axis,
        bars=bars,
        lanes=tuple(lanes),
        spread=spread,
        bottom=down + 4,
    )


def _draw(history: History, at: Layout, letters: list[Letters]) -> Sheet:
    rows = _rows(history, at)
    height = rows.bottom + 38
    sheet = new_sheet(at.width, height)
    plan = _Plan(history=history, at=at, sheet=sheet, letters=letters)
    _draw_axis(plan, rows)
    _draw_verticals(plan, rows)
    for bar, y in zip(history.bars, rows.bars, strict=True):
        _draw_bar(plan, bar, y)
    for lane, y, spread in zip(history.lanes, rows.lanes, rows.spread, strict=True):
        _draw_lane(plan, lane, y, spread)
    return sheet


@frozen(kw_only=True)
class _Plan:
    """What every part of the drawing needs: history, sizes, the plane, and the letters so far."""

    history: History
    at: Layout
    sheet: Sheet
    letters: list[Letters]

    def x(self, year: float) -> float:
        """The place of a time on the axis, kept inside it."""
        return _x(self.history, self.at, year)

    def write(self, x: float, y: float, text: str, anchor: Anchor, *, small: bool = False) -> None:
        """Write a line; ``y`` is the middle of its letters."""
        size = self.at.font - 1 if small else self.at.font
        line = Letters(x=x, y=y + size * 0.35, text=text, size=size, anchor=anchor, clear=True)
        self.letters.append(line)

    def name(self, text: str, above: float, middle: float) -> None:
        """Write the name of a row: to its left, or above it where there is no room."""
        if self.at.above:
            self.write(self.at.left, above, text, Anchor.START)
        else:
            self.write(self.at.left - 10, middle, text, Anchor.END)


def spread_out(places: Sequence[float], apart: float = 9.5) -> tuple[int, ...]:
    """Put each mark into the first row of its lane in which it covers no earlier one."""
    ends: list[float] = []
    rows = []
    for place in places:
        row = next((number for number, end in enumerate(ends) if place >= end), len(ends))
        ends[row : row + 1] = [place + apart]
        rows.append(row)
    return tuple(rows)


def _x(history: History, at: Layout, year: float) -> float:
    """The place of a time on the axis, kept inside it."""
    share = (year - history.first) / (history.last + 1 - history.first)
    return at.left + min(max(share, 0.0), 1.0) * (at.right - at.left)


def _draw_axis(plan: _Plan, rows: _Rows) -> None:
    """Years at the top and at the foot, and the day of the case."""
    history, at = plan.history, plan.at
    top, foot = rows.axis + 4, rows.bottom
    plan.sheet.stroke([[(at.left, y), (at.right, y)] for y in (top, foot)], ec=INK, lw=0.8)
    first = -(-history.first // at.step) * at.step
    years = range(first, history.last + 1, at.step)
    grid = [[(plan.x(year), top), (plan.x(year), foot)] for year in years]
    plan.sheet.stroke(grid, ec=FAINT, lw=0.8, zorder=0)
    for year in years:
        x = plan.x(year)
        anchor = Anchor.START if x < at.left + 12 else Anchor.MIDDLE
        for y in (rows.axis - 5, foot + 11):
            plan.write(x, y, str(year), anchor)
    if history.first <= history.day <= history.last + 1:
        x = plan.x(history.day)
        plan.sheet.stroke([[(x, top), (x, foot + 18)]], ec=INK, lw=1.6, ls=(0, (1, 2)))
        side = Anchor.END if x > at.right - 45 else Anchor.MIDDLE
        plan.write(x, foot + 27, plain("history_case_day"), side)


def _draw_verticals(plan: _Plan, rows: _Rows) -> None:
    history, at = plan.history, plan.at
    tracks: tuple[tuple[str, Sequence[Vertical], float, str, object], ...] = (
        ("history_track_summit", history.summits, rows.summits, "o", "-"),
        ("history_track_change", history.changes, rows.changes, "|", (0, (4, 3))),
    )
    for key, verticals, y, shape, dash in tracks:
        plan.name(plain(key), y, y)
        places = [plan.x(vertical.mark.at) for vertical in verticals]
        lines = [[(x, y), (x, rows.bottom)] for x in places]
        plan.sheet.stroke(lines, ec=PALE, lw=0.8, ls=dash, zorder=0.5)
        plan.sheet.mark([(x, y) for x in places], shape, 6.0, fc=INK, ec=INK, lw=1.0)
        for x, label in _number_labels(verticals, places, at.font - 1):
            plan.write(x, y - 11, label, Anchor.MIDDLE, small=True)


def _number_labels(
    verticals: Sequence[Vertical], places: Sequence[float], font: float
) -> list[tuple[float, str]]:
    """Numbers over verticals; those that would touch are written as one range."""
    groups: list[list[int]] = []
    for number in range(len(verticals)):
        left = places[number] - len(str(number + 1)) * font * 0.31
        if groups and left - _reach(groups[-1], places, font) < font * 0.4:
            groups[-1].append(number)
        else:
            groups.append([number])
    labels = []
    for group in groups:
        first, last = verticals[group[0]].number, verticals[group[-1]].number
        text = str(first) if first == last else f"{first}\u2013{last}"
        labels.append(((places[group[0]] + places[group[-1]]) / 2, text))
    return labels


def _reach(group: Sequence[int], places: Sequence[float], font: float) -> float:
    """How far to the right a group and its label reach."""
    letters = len(str(group[0] + 1)) if len(group) == 1 else 2 * len(str(group[-1] + 1)) + 1
    middle = (places[group[0]] + places[group[-1]]) / 2
    return max(places[group[-1]], middle + letters * font * 0.31)


def _draw_bar(plan: _Plan, bar: Bar, top: float) -> None:
    """The life of one framework; its state is told by filling, its end by a cap or an arrow."""
    history, at, sheet = plan.history, plan.at, plan.sheet
    y, thick = top + at.bar / 2, at.bar * 0.52
    open_end = bar.end is None or bar.end > history.last + 1
    start = plan.x(bar.start)
    end = at.right if bar.end is None else plan.x(bar.end)
    face, hatch, dash = BAR_STYLES.get(bar.status, (PALE, "", "-"))
    shape = box(start, y - thick / 2, max(end - start, 2.0), thick)
    sheet.fill([shape], fc=face, ec=INK, lw=0.8, hatch=hatch, ls=dash)
    if not open_end:
        sheet.stroke([[(end, y - thick), (end, y + thick)]], ec=INK, lw=1.8)
    for edge, off, towards in ((at.right, open_end, 1), (at.left, bar.start < history.first, -1)):
        if off:
            arrow = [
                (edge + 4 * towards, y),
                (edge - 4 * towards, y - 5),
                (edge - 4 * towards, y + 5),
            ]
            sheet.fill([arrow], fc=INK, ec="white", lw=0.6)
    _name_bar(plan, bar, y, (start, end))


def _name_bar(plan: _Plan, bar: Bar, y: float, ends: tuple[float, float]) -> None:
    """The name of a bar, and what held it up, on the side where there is more room."""
    at = plan.at
    if at.above:
        text = _fit(f"{_short(bar)}: {_fate(bar)}", at.right - at.left, at.font)
        plan.write(at.left, y - at.bar / 2 - at.above / 2 + 1, text, Anchor.START)
        return
    plan.write(at.left - 10, y, _short(bar), Anchor.END)
    if bar.end is None and bar.status == "active":
        return
    right, left = at.right - ends[1] - 7, ends[0] - 7 - at.left
    text = _fit(_fate(bar), max(right, left), at.font - 1)
    if right > left:
        plan.write(ends[1] + 7, y, text, Anchor.START, small=True)
    else:
        plan.write(ends[0] - 7, y, text, Anchor.END, small=True)


def _short(bar: Bar) -> str:
    """The full name where it fits beside the row, the name that it goes by otherwise."""
    return bar.name if len(bar.name) <= LONGEST_NAME else bar.short


def _fate(bar: Bar) -> str:
    """What became of a framework, in a few words; of an active one only that it is."""
    if bar.status == "active" or not bar.tags:
        return bar.status
    return f"{bar.status} \u2013 {', '.join(bar.tags)}"


def _fit(text: str, room: float, size: float) -> str:
    """The text, cut at a comma when it is wider than the room; the table has all of it."""
    while len(text) * size * 0.53 > room and ", " in text:
        text = text.removesuffix(" \u2026").rsplit(", ", 1)[0] + " \u2026"
    return text


def _draw_lane(plan: _Plan, lane: Lane, top: float, spread: Sequence[int]) -> None:
    at, sheet = plan.at, plan.sheet
    tall = (max(spread, default=0) + 1) * at.lane
    plan.name(lane.title, top - at.above / 2 + 1, top + tall / 2)
    foot = top + tall + 3.5
    sheet.stroke([[(0, foot), (at.right, foot)]], ec=FAINT, lw=0.8, zorder=0)
    places = [
        (mark, plan.x(mark.at), top + (row + 0.5) * at.lane)
        for mark, row in zip(lane.marks, spread, strict=True)
    ]
    draw_marks(sheet, places, at.lane)


def draw_marks(sheet: Sheet, places: Sequence[tuple[Mark, float, float]], tall: float) -> None:
    """Draw events: types by shape, confidence by filling, an uncertain day by a line below.

    Args:
        sheet: the drawing.
        places: events with the middle of their marks, in pixels.
        tall: height of a row, in pixels.
    """
    for (kind, sure), group in _by_look(places).items():
        shape, size = shape_of(kind)
        face, edge, line = (INK, "white", 0.5) if sure else ("white", INK, 1.1)
        if shape == "|":
            edge, line = INK, 1.6 if sure else 0.8
        spots = [(x, y) for _, x, y in group]
        sheet.mark(spots, shape, size, fc=face, ec=edge, lw=line, zorder=3)
    unsure = [(x, y + tall / 2 - 0.2) for mark, x, y in places if not mark.exact]
    sheet.stroke([[(x - 5, y), (x + 5, y)] for x, y in unsure], ec=INK, lw=1.2, zorder=3)


def shape_of(kind: str) -> tuple[Shape, float]:
    """Shape and size of the mark of a type; changes of leader are strokes, as their verticals."""
    return _CHANGE if kind in CHANGES else SHAPES.get(kind, OTHER)


def _by_look(
    places: Sequence[tuple[Mark, float, float]],
) -> dict[tuple[str, bool], list[tuple[Mark, float, float]]]:
    looks: dict[tuple[str, bool], list[tuple[Mark, float, float]]] = {}
    for place in places:
        looks.setdefault((place[0].event.type, place[0].sure), []).append(place)
    return looks


def draw_bars_key(history: History, prefix: str) -> list[tuple[str, Markup]]:
    """How the life of a framework looks in each state that occurs, with the state in words."""
    present = {bar.status for bar in history.bars}
    keys = []
    for number, status in enumerate(one for one in BAR_STYLES if one in present):
        face, hatch, dash = BAR_STYLES[status]
        sheet = new_sheet(34, 16)
        sheet.fill([box(1, 3.5, 32, 9)], fc=face, ec=INK, lw=0.8, hatch=hatch, ls=dash)
        words = Words(title=status, description=status)
        keys.append((status, to_svg(sheet, f"{prefix}{number}", words)))
    return keys
