"""What ways to settle a clause are worth to one member, drawn: a dot on a line for each.

A drawing is of one member alone, on the scale of that member over the whole text, so that clauses
can be held against each other and members cannot. Names of members are no part of it. It is small
and written as it stands: lines and dots in the colour of the page around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.agreement.answers import Figure
from dipoli.analysis.meaning import Meaning

WIDTH = 210.0
ROW = 17.0
_SIGNS = 18.0
_TOP, _FOOT = 4.0, 16.0
_EDGE = 5.0


@frozen(kw_only=True)
class Scale:
    """The scale of one member over a whole text.

    Args:
        low: the least points of any range, or 0.
        high: the most points of any range, or 0.
    """

    low: int
    high: int

    def at(self, points: int) -> float:
        """The place of points from the left."""
        room = WIDTH - _SIGNS - 2 * _EDGE
        span = (self.high - self.low) or 1
        return _SIGNS + _EDGE + room * (points - self.low) / span


def scales(found: Meaning) -> Mapping[str, Scale]:
    """The scale of each member: never one of two, since their points are not comparable."""
    held: dict[str, list[Figure]] = {code: [] for code in found.question.seats}
    for way in found.ways:
        for code, figure in way.worth.items():
            held[code].append(figure)
    return {
        code: Scale(
            low=min((0, *(one.low for one in figures))),
            high=max((0, *(one.high for one in figures))),
        )
        for code, figures in held.items()
    }


def draw(rows: Sequence[tuple[str, Figure]], scale: Scale, title: str) -> Markup:
    """Draw what ways are worth to one member.

    Args:
        rows: sign of each way, and its worth; in the order of the text.
        scale: of the member.
        title: what it is, with the figures, for those who hear it.
    """
    height = _TOP + ROW * len(rows) + _FOOT
    zero, foot = scale.at(0), _TOP + ROW * len(rows)
    parts = [_line(zero, _TOP, zero, foot, "z")]
    for number, (sign, one) in enumerate(rows):
        y = _TOP + ROW * (number + 0.5)
        low, high = scale.at(one.low), scale.at(one.high)
        parts += [
            _text(0, y + 4, sign, "start"),
            _line(low, y, high, y, "r"),
            _line(low, y - 3, low, y + 3, "r"),
            _line(high, y - 3, high, y + 3, "r"),
            Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3.4"/>').format(scale.at(one.value), y),
        ]
    parts += _ends(scale, zero, foot + 12)
    return Markup(
        '<svg class="wb-worth" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, height, title, Markup("").join(parts))


_NEAR = 34.0
"""Two signs of the scale nearer than this would be written over each other."""


def _ends(scale: Scale, zero: float, y: float) -> list[Markup]:
    """The ends of the scale, and 0 between them where there is room."""
    parts = []
    left, right = scale.at(scale.low), scale.at(scale.high)
    if scale.low < 0:
        parts.append(_text(_SIGNS, y, f"{scale.low:,}", "start"))
    if scale.high > 0:
        parts.append(_text(WIDTH, y, f"{scale.high:,}", "end"))
    if (scale.low == 0 or zero - left > _NEAR) and (scale.high == 0 or right - zero > _NEAR):
        parts.append(_text(zero, y, "0", "middle"))
    return parts


def _line(x: float, y: float, to_x: float, to_y: float, look: str) -> Markup:
    return Markup('<path class="{}" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>').format(
        look, x, y, to_x, to_y
    )


def _text(x: float, y: float, words: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        x, y, anchor, words
    )
