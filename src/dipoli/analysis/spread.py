"""Random numbers that hang on nothing but a seed, a name and a number.

Theory of operation. Every judgement of a case (how much an issue matters to a party, what one
option is worth to it) has a stream of its own in the counter-based generator Philox 4x64-10. The
key of the stream is the seed and the first 64 bits of SHA-256 over the name of the judgement;
profile number ``n`` is word ``n`` of the stream. So there is no order of draws at all: profile
``n`` is the same whichever process draws it, how many others are drawn, and whatever parties,
issues or options the case has besides. A judgement that is renamed draws anew, as under another
seed.

A draw becomes a whole number in ``[low, high]``: uniform, each whole number alike; or triangular,
with the peak at the coded value, rounded to the nearest whole number. Only operations that IEEE
754 rounds correctly are used, so that machines agree.

Source: Salmon et al. 2011 (bibliography: salmon-2011), as shipped in NumPy, whose streams of raw
words are stable between versions.
"""

from __future__ import annotations

import enum

import numpy as np
from numpy.typing import NDArray

from dipoli.analysis.draws import words

MOST = 1 << 40
"""Figures beyond this are not drawn: floating point would no longer hold them whole."""
Range = tuple[int, int, int]
"""Lowest, coded and highest value of a judgement."""


class Spread(enum.Enum):
    """How a judgement is spread over its range; an assumption, as papers give the range alone.

    ``TRIANGULAR``: most likely at the coded value, less and less likely towards either end.
    ``UNIFORM``: every whole number of the range alike.
    """

    TRIANGULAR = "triangular"
    UNIFORM = "uniform"


def draw(seed: int, name: str, numbers: range, found: Range, spread: Spread) -> NDArray[np.int64]:
    """A judgement in each profile.

    Args:
        seed: of the sample.
        name: of the judgement.
        numbers: of the profiles.
        found: lowest, coded and highest value.
        spread: how it is spread over its range.

    Returns:
        Whole numbers within the range; shape (profiles,).

    Raises:
        ValueError: the range is not one, or too large to be drawn.

    >>> draw(1, "value/XAL/w-flow/1", range(0, 4), (5, 5, 5), Spread.TRIANGULAR).tolist()
    [5, 5, 5, 5]
    """
    low, coded, high = found
    if not -MOST <= low <= coded <= high <= MOST:
        message = f"{name} is no range that can be drawn: {low} to {high} with {coded} inside"
        raise ValueError(message)
    if low == high:
        return np.full(len(numbers), low, np.int64)
    raw = words(seed, name, numbers) >> np.uint64(11)
    unit = (raw.astype(np.float64) + 0.5) * 2.0**-53
    if spread is Spread.UNIFORM:
        drawn = low + np.floor(unit * (high - low + 1))
    else:
        drawn = np.rint(_triangular(unit, low, coded, high))
    return np.asarray(np.minimum(np.maximum(drawn, low), high), np.int64)


def _triangular(unit: NDArray[np.float64], low: int, coded: int, high: int) -> NDArray[np.float64]:
    """The inverse of the triangular distribution function."""
    width, below, above = float(high - low), float(coded - low), float(high - coded)
    rising = unit * width < below
    root = np.sqrt(np.where(rising, unit * below, (1.0 - unit) * above) * width)
    return np.where(rising, low + root, high - root)
