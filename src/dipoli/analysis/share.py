"""A share of drawn profiles, with its interval.

The interval is Wilson's, at 95 per cent. It says how far the share among all profiles that could
have been drawn may lie from the share among those that were. It says nothing about whether the
ranges are right.

Source: Wilson 1927, recommended by Brown, Cai and DasGupta 2001 (bibliography: wilson-1927,
brown-cai-dasgupta-2001).
"""

from __future__ import annotations

import math

from attrs import frozen

_NORMAL = 1.959963984540054
"""97.5 per cent of the standard normal distribution lie below this."""


@frozen(kw_only=True)
class Share:
    """So many of so many profiles, and a 95 per cent interval for the share (from 0 to 1)."""

    accepted: int
    of: int
    low: float
    high: float


def share(accepted: int, of: int) -> Share:
    """A share with its interval.

    Args:
        accepted: how many.
        of: of how many, at least 1.

    Returns:
        The share; the interval is widened to hold it where rounding would leave it out.

    >>> told = share(990, 1000)
    >>> round(told.low, 4), round(told.high, 4)
    (0.9817, 0.9946)
    """
    found, square = accepted / of, _NORMAL**2
    middle = (found + square / (2 * of)) / (1 + square / of)
    half = (_NORMAL / (1 + square / of)) * math.sqrt(
        found * (1 - found) / of + square / (4 * of * of)
    )
    return Share(
        accepted=accepted,
        of=of,
        low=0.0 if accepted == 0 else min(found, middle - half),
        high=1.0 if accepted == of else max(found, middle + half),
    )
