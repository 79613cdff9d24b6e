# noqa: INP001 - beside scripts, no package
"""A state machine as an SVG picture, drawn from its table alone.

The stages stand below each other. Under each stage stand the acts that lead out of it, grouped by
where they lead. From a group a line runs to the right, along a lane of its target, and with an
arrowhead into the target. All lines into one stage share a lane; lanes that do not meet share a
place. Acts that leave the stage as it is stand under it with a loop before them. So the picture
is narrow, can be read on a telephone, and the same table always gives the same picture.

    >>> [lane.target for lane in lanes({"a": {"go/1": "b"}, "b": {}})]
    ['b']
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from attrs import frozen

Rows = Mapping[str, Mapping[str, str]]
"""Stage, act, next stage, as words."""

LINE, HEAD, GAP, BLOCK = 19, 30, 6, 16
"""Heights, in units of the picture: a line of text, a stage, and what stands between."""
LEFT, EDGE, LANE = 12, 16, 13
"""Widths: of the margin, between text and lanes, and of a lane."""
NARROW, WIDE = 13, 15
"""Size of the letters of an act, and of a stage, whose letters are strong and so counted wider."""
LETTERS = {"mw": 0.98, "ijl": 0.32, "frt.,-: ": 0.42, "csz": 0.57}
"""Width of letters, of one of size 1; of the widest face that is asked for, since fonts differ."""
OTHER = 0.64
"""Width of every other letter."""
FACE = (
    'role="img" aria-labelledby="t d" font-family="Noto Sans, DejaVu Sans, Arial, sans-serif" '
    'font-size="13" fill="#1b1f24"'
)
INKS = ("#1d4e89", "#8a4b08", "#3f6b2a", "#6d3580", "#8f2d3f", "#33566b")
"""Inks of lanes, one after the other; they only tell lines apart, and mean nothing."""


@frozen(kw_only=True)
class Group:
    """Acts that lead from one stage to one other, and how high they stand in the picture."""

    target: str
    acts: tuple[str, ...]
    top: int

    @property
    def at(self) -> float:
        """Height at which the line leaves, at the middle of the acts."""
        return self.top + len(self.acts) * LINE / 2


@frozen(kw_only=True)
class Block:
    """A stage as it stands in the picture."""

    stage: str
    top: int
    stays: tuple[str, ...]
    groups: tuple[Group, ...]
    bottom: int
    final: bool

    @property
    def at(self) -> float:
        """Height at which arrows come in."""
        return self.top + HEAD / 2


@frozen(kw_only=True)
class Lane:
    """The lane of a stage: from where to where it runs, and its place from the left, from 0."""

    target: str
    top: float
    bottom: float
    place: int


def told(word: str) -> str:
    """A stage or an act as it is written in pictures and tables.

    >>> told("objection.withdraw/1: others stand")
    'objection.withdraw, others stand'
    """
    act, _, condition = word.partition(": ")
    return act.removesuffix("/1") + (f", {condition}" if condition else "")


def blocks(rows: Rows) -> tuple[Block, ...]:
    """Where each stage stands, from the top."""
    found: list[Block] = []
    top = BLOCK
    for stage, moves in rows.items():
        at = top + HEAD + GAP
        stays = tuple(act for act, after in moves.items() if after == stage)
        at += len(stays) * LINE
        groups: list[Group] = []
        for target in dict.fromkeys(after for after in moves.values() if after != stage):
            acts = tuple(act for act, after in moves.items() if after == target)
            groups.append(Group(target=target, acts=acts, top=at))
            at += len(acts) * LINE + 4
        found.append(
            Block(
                stage=stage,
                top=top,
                stays=stays,
                groups=tuple(groups),
                bottom=at,
                final=not moves,
            )
        )
        top = at + BLOCK
    return tuple(found)


def lanes(rows: Rows) -> tuple[Lane, ...]:
    """A lane for every stage into which a line runs; short ones stand nearer to the text."""
    placed = blocks(rows)
    spans: list[tuple[float, float, str]] = []
    for block in placed:
        into = [one.at for other in placed for one in other.groups if one.target == block.stage]
        if into:
            spans.append((min(*into, block.at), max(*into, block.at), block.stage))
    found: list[Lane] = []
    for top, bottom, target in sorted(spans, key=lambda one: (one[1] - one[0], one[0])):
        taken = {one.place for one in found if one.top <= bottom + 2 and top <= one.bottom + 2}
        place = next(n for n in range(len(spans)) if n not in taken)
        found.append(Lane(target=target, top=top, bottom=bottom, place=place))
    return tuple(found)


def width(texts: Sequence[str], size: float, more: int = 0) -> int:
    """How wide the widest of some texts is.

    A short text of broad letters may be wider than a long one of thin letters.

    >>> width(["mmmm"], 13) > width(["illicit"], 13)
    True
    """
    letters = {letter: wide for group, wide in LETTERS.items() for letter in group}
    found = (sum(letters.get(letter, OTHER) for letter in text) for text in texts)
    return math.ceil(max(found, default=0) * size) + more


def picture(title: str, about: str, rows: Rows) -> str:
    """The picture of a machine.

    Args:
        title: of the picture.
        about: what it shows, in a sentence, for those who do not see it.
        rows: the table.
    """
    placed, running = blocks(rows), lanes(rows)
    acts = [told(act) for moves in rows.values() for act in moves]
    right = LEFT + max(width(acts, NARROW, 26), width([told(one) for one in rows], WIDE, 26))
    start = right + EDGE
    across = start + (max((one.place for one in running), default=-1) + 1) * LANE + LEFT
    height = placed[-1].bottom + BLOCK
    inks = {one.target: INKS[n % len(INKS)] for n, one in enumerate(running)}
    across = max(across, 300)
    size = f'width="{across}" height="{height}" viewBox="0 0 {across} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {FACE}>',
        f'<title id="t">{escape(title)}</title>',
        f'<desc id="d">{escape(about)}</desc>',
        f'<rect width="{across}" height="{height}" fill="#ffffff"/>',
    ]
    for lane in running:
        parts += _lane(lane, placed, (right, start), inks[lane.target])
    for number, block in enumerate(placed):
        parts += _block(block, right, inks, first=number == 0)
    return "\n".join([*parts, "</svg>", ""])


def _lane(lane: Lane, placed: Sequence[Block], edges: tuple[int, int], ink: str) -> list[str]:
    """The lines into one stage, and the arrowhead."""
    right, start = edges
    x = start + lane.place * LANE
    target = next(one for one in placed if one.stage == lane.target)
    style = f'fill="none" stroke="{ink}" stroke-width="1.6"'
    parts = [f'<path d="M{x} {lane.top:g}V{lane.bottom:g}" {style}/>']
    for block in placed:
        for group in block.groups:
            if group.target == lane.target:
                parts.append(f'<path d="M{right - 4} {group.at:g}H{x}" {style}/>')
                parts.append(f'<circle cx="{x}" cy="{group.at:g}" r="2.6" fill="{ink}"/>')
    y = target.at
    parts.append(f'<path d="M{x} {y:g}H{right + 7}" {style}/>')
    parts.append(f'<path d="M{right + 1} {y:g}l8 -4.5v9z" fill="{ink}"/>')
    return parts


def _block(block: Block, right: int, inks: Mapping[str, str], *, first: bool) -> list[str]:
    """A stage, and the acts under it."""
    across, middle = right - LEFT, block.top + HEAD / 2 + 4.5
    weight = 2.4 if first else 1.2
    shape = f'x="{LEFT}" y="{block.top}" width="{across}" height="{HEAD}" rx="7"'
    parts = [f'<rect {shape} fill="#f1f4f7" stroke="#3b4a5a" stroke-width="{weight}"/>']
    if block.final:
        inner = f'x="{LEFT + 3}" y="{block.top + 3}" width="{across - 6}" height="{HEAD - 6}"'
        parts.append(f'<rect {inner} rx="5" fill="none" stroke="#3b4a5a"/>')
    name = escape(told(block.stage).replace("-", " "))
    parts.append(
        f'<text x="{LEFT + 14}" y="{middle:g}" font-weight="600" font-size="14">{name}</text>'
    )
    for number, act in enumerate(block.stays):
        y = block.top + HEAD + GAP + number * LINE + 14
        parts.append(
            f'<path d="M{LEFT + 11} {y - 1}a4.2 4.2 0 1 1 3 -1.4" fill="none" '
            'stroke="#3b4a5a" stroke-width="1.3"/>'
            f'<path d="M{LEFT + 15.6:g} {y - 5.6:g}l1.2 5.2l-5 -1.6z" fill="#3b4a5a"/>'
        )
        parts.append(f'<text x="{LEFT + 22}" y="{y}">{escape(told(act))}</text>')
    for group in block.groups:
        ink = inks[group.target]
        bar = f"M{right - 4} {group.top + 2}V{group.top + len(group.acts) * LINE - 2}"
        parts.append(f'<path d="{bar}" fill="none" stroke="{ink}" stroke-width="1.6"/>')
        for number, act in enumerate(group.acts):
            y = group.top + number * LINE + 14
            parts.append(f'<text x="{LEFT + 22}" y="{y}" fill="{ink}">{escape(told(act))}</text>')
            behind = LEFT + 30 + width([told(act)], NARROW)
            leader = f'd="M{behind} {y - 4.5:g}H{right - 4}" stroke-dasharray="1 4"'
            parts.append(f'<path {leader} stroke="{ink}" stroke-width="1.2"/>')
    return parts
