"""What waits for what, drawn: steps in layers, a line from each to what comes after it.

A step stands in the layer after the last one that it waits for: layers by longest path, the first
part of the method of Sugiyama, Tagawa and Toda (bibliography: sugiyama-tagawa-toda-1981). Within a
layer steps stand near what they wait for (barycentres), in passes to and fro. Crossings are few,
not fewest. Steps that wait for nothing and for which nothing waits are not drawn, but named.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.roadmap.plan import Plan, Waiting
from dipoli.report.charts import (
    GREY,
    INK,
    Anchor,
    Letters,
    Points,
    Words,
    box,
    new_sheet,
    to_svg,
)
from dipoli.report.words import plain

_PASSES = 8
_SMALL = 9.0


@frozen(kw_only=True)
class Frame:
    """Sizes of the drawing, in pixels.

    Args:
        width: of the whole.
        tall: height of a box.
        box: width of a box, at most; narrow ones hold numbers alone.
    """

    width: float
    tall: float
    box: float


WIDE = Frame(width=1180, tall=27, box=140)
NARROW = Frame(width=370, tall=18, box=27)
_GAP = 7.0
_BETWEEN = 26.0
_NARROWEST = 110.0
"""The narrowest box that can hold words."""


@frozen(kw_only=True)
class Node:
    """A step in the drawing: its row of the plan, and the box in which it stands."""

    row: Waiting
    left: float
    top: float
    width: float
    height: float


@frozen(kw_only=True)
class Layout:
    """Where everything stands.

    Args:
        across: whether layers go from left to right; else from top to bottom.
        nodes: steps by number.
        lines: numbers of a step and of one that waits for it.
        layers: how many there are.
        height: of the drawing.
    """

    across: bool
    nodes: Mapping[int, Node]
    lines: tuple[tuple[int, int], ...]
    layers: int
    height: float


def drawn_in(plan: Plan) -> tuple[Waiting, ...]:
    """Steps that wait for another, or for which another waits."""
    return tuple(row for row in plan.waiting if row.after or row.opens)


def lay_out(plan: Plan, frame: Frame) -> Layout:
    """Where the steps of a roadmap stand."""
    rows = {row.number: row for row in drawn_in(plan)}
    layers = _layers(rows)
    lines = tuple((one, row.number) for row in rows.values() for one in row.after if one in rows)
    across = len(layers) * (_NARROWEST + _BETWEEN) <= frame.width and frame.box >= _NARROWEST
    nodes, height = (_across if across else _down)(layers, rows, frame)
    return Layout(across=across, nodes=nodes, lines=lines, layers=len(layers), height=height)


def draw_graph(plan: Plan, frame: Frame, prefix: str) -> Markup:
    """Draw what waits for what.

    Args:
        plan: the roadmap.
        frame: `WIDE` or `NARROW`.
        prefix: put before every id of the drawing.
    """
    layout = lay_out(plan, frame)
    sheet = new_sheet(frame.width, layout.height)
    ends = [(layout.nodes[one], layout.nodes[two]) for one, two in layout.lines]
    lines = [_line(one, two, across=layout.across) for one, two in ends]
    sheet.stroke(lines, ec=GREY, lw=0.7, zorder=0)
    heads = [line[-1] for line in lines]
    sheet.mark(heads, ">" if layout.across else "v", 5, fc=GREY, ec=GREY, lw=0.3)
    reached = [_outline(node) for node in layout.nodes.values() if node.row.reached]
    others = [_outline(node) for node in layout.nodes.values() if not node.row.reached]
    sheet.fill(reached, fc="white", ec=INK, lw=0.9)
    sheet.fill(others, fc="#f4f3f0", ec=INK, lw=1.2, ls=(0, (3, 2)))
    letters = [one for node in layout.nodes.values() for one in _letters(node)]
    words = Words(
        title=plain("roadmap_graph_title"),
        description=plain(
            "roadmap_graph_desc",
            count=len(layout.nodes),
            layers=layout.layers,
            lines=len(layout.lines),
        ),
    )
    return to_svg(sheet, prefix, words, letters)


# ---------------------------------------------------------------- layers


def _layers(rows: Mapping[int, Waiting]) -> list[list[int]]:
    """Numbers of the steps of each layer, near what they are tied to."""
    depth = max((row.layer for row in rows.values()), default=-1)
    layers = [
        [number for number, row in rows.items() if row.layer == layer] for layer in range(depth + 1)
    ]
    layers = [layer for layer in layers if layer]
    for turn in range(_PASSES):
        ahead = turn % 2 == 0
        for n in range(1, len(layers)) if ahead else range(len(layers) - 2, -1, -1):
            layers[n] = _sorted(layers, n, rows, ahead=ahead)
    return layers


def _sorted(
    layers: Sequence[Sequence[int]], n: int, rows: Mapping[int, Waiting], *, ahead: bool
) -> list[int]:
    """A layer by the mean place of what each step waits for, or of what waits for it."""
    place = {number: (k + 0.5) / len(layer) for layer in layers for k, number in enumerate(layer)}

    def middle(number: int) -> float:
        tied = rows[number].after if ahead else rows[number].opens
        places = [place[one] for one in tied if one in place]
        return sum(places) / len(places) if places else place[number]

    return sorted(layers[n], key=lambda number: (middle(number), number))


def _across(
    layers: Sequence[Sequence[int]], rows: Mapping[int, Waiting], frame: Frame
) -> tuple[dict[int, Node], float]:
    """Layers as columns, each in the middle of the height."""
    columns = max(len(layers), 1)
    wide = (frame.width - _BETWEEN * (columns - 1) - 2) / columns
    wide = min(wide, frame.box)
    step = frame.tall + _GAP
    height = max((len(layer) for layer in layers), default=0) * step + _GAP
    nodes = {}
    for n, layer in enumerate(layers):
        top = (height - len(layer) * step + _GAP) / 2
        for k, number in enumerate(layer):
            nodes[number] = Node(
                row=rows[number],
                left=1 + n * (wide + _BETWEEN),
                top=top + k * step,
                width=wide,
                height=frame.tall,
            )
    return nodes, height


def _down(
    layers: Sequence[Sequence[int]], rows: Mapping[int, Waiting], frame: Frame
) -> tuple[dict[int, Node], float]:
    """Layers from top to bottom; a layer that is too wide takes several lines."""
    most = max(int(frame.width // (frame.box + _GAP)), 1)
    nodes = {}
    top = _GAP
    for layer in layers:
        for begin in range(0, len(layer), most):
            line = layer[begin : begin + most]
            left = (frame.width - len(line) * (frame.box + _GAP) + _GAP) / 2
            for k, number in enumerate(line):
                nodes[number] = Node(
                    row=rows[number],
                    left=left + k * (frame.box + _GAP),
                    top=top,
                    width=frame.box,
                    height=frame.tall,
                )
            top += frame.tall + _GAP
        top += _BETWEEN
    return nodes, max(top - _BETWEEN, 1.0)


# ---------------------------------------------------------------- ink


def _outline(node: Node) -> Points:
    return box(node.left, node.top, node.width, node.height)


def _line(one: Node, two: Node, *, across: bool) -> Points:
    if across:
        start = (one.left + one.width, one.top + one.height / 2)
        end = (two.left - 2.5, two.top + two.height / 2)
        bend = end[0] - 8
        return [start, (start[0] + 5, start[1]), (bend, end[1]), end]
    start = (one.left + one.width / 2, one.top + one.height)
    end = (two.left + two.width / 2, two.top - 2.5)
    return [start, (start[0], start[1] + 4), (end[0], end[1] - 6), end]


def _letters(node: Node) -> list[Letters]:
    middle = node.top + node.height / 2
    number = str(node.row.number)
    if node.width < _NARROWEST:
        x = node.left + node.width / 2
        return [Letters(x=x, y=middle + 4, text=number, size=11, anchor=Anchor.MIDDLE)]
    room = int((node.width - 26) / (_SMALL * 0.56))
    lines = textwrap.wrap(node.row.step.title, room)
    if len(lines) > 2:  # noqa: PLR2004 - what a box holds; the table has all of it
        lines = [lines[0], textwrap.shorten(lines[1] + " ", max(room - 2, 4), placeholder="")]
        lines[1] = f"{lines[1]} \u2026".strip()
    found = [Letters(x=node.left + 4, y=middle + 4, text=number, size=11, bold=True)]
    first = middle + 3 - (len(lines) - 1) * 5
    for n, line in enumerate(lines):
        found.append(Letters(x=node.left + 23, y=first + n * 10.5, text=line, size=_SMALL))
    return found
