"""Loops that are compiled where Numba is there (the extra ``fast``), and run as they stand if not.

The only place that imports Numba. What is compiled is plain Python over arrays: slow without it,
and the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

try:
    import numba
except ImportError:  # the extra is not there
    numba = None  # type: ignore[assignment]

P = ParamSpec("P")
R = TypeVar("R")

COMPILED = numba is not None
"""Whether loops are compiled here."""


def loop(function: Callable[P, R]) -> Callable[P, R]:
    """A function over arrays and numbers, compiled if that can be done; the same either way."""
    if not COMPILED:
        return function
    made: Callable[P, R]
    try:
        made = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder in which what was compiled could be kept
        made = numba.njit(nogil=True)(function)
    return made
