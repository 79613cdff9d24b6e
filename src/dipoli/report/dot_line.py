"""A share as a dot and its interval as a line: a small drawing that stretches with its cell.

It has no figure of its own, stands beside its figures in words, and is hidden from those who hear
the page. Places are told in per cent of the cell, so that dots stay round at every width.
"""

from __future__ import annotations

from markupsafe import Markup

_HIGH, _MIDDLE, _RADIUS = 16, 8, 4.2


def dot_line(
    value: float | None,
    interval: tuple[float, float] | None,
    most: float = 1.0,
    *,
    bound: bool = False,
) -> Markup:
    """A share and its interval on a scale; nothing but the scale when it is not known.

    Args:
        value: from 0 to 1; None where it is unknown.
        interval: its ends; None where none can be given.
        most: end of the scale.
        bound: whether one end of the interval alone was estimated.
    """
    parts = [Markup('<svg class="dl" height="{}" aria-hidden="true">').format(_HIGH)]
    parts.append(Markup('<path class="g" d="M0 2v12"/>'))
    parts.append(
        Markup('<line class="g" x1="100%" x2="100%" y1="2" y2="14" stroke-dasharray="1 2"/>')
    )
    if value is not None:
        if interval is not None:
            low, high = interval
            parts.append(
                Markup('<line x1="{:.1f}%" x2="{:.1f}%" y1="{}" y2="{}"{}/>').format(
                    _place(low, most),
                    _place(high, most),
                    _MIDDLE,
                    _MIDDLE,
                    Markup(' stroke-dasharray="2 3"') if bound else "",
                )
            )
        kind = Markup(' class="o"') if bound else ""
        parts.append(
            Markup('<circle{} cx="{:.1f}%" cy="{}" r="{}"/>').format(
                kind, _place(value, most), _MIDDLE, _RADIUS
            )
        )
    return Markup("").join([*parts, Markup("</svg>")])


def _place(share: float, most: float) -> float:
    return 100 * min(1.0, max(0.0, share / most))
