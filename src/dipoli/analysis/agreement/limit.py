"""How long a search near a bound may take."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen


@frozen(kw_only=True)
class Limit:
    """How long a search may take.

    Args:
        choices: at most so many are made; a hundredth of them where loops are not compiled.
        stop: asked now and then; True ends the search with what it has.
        first: whether the first package met ends it.
    """

    choices: int = 1 << 62
    stop: Callable[[], bool] = lambda: False
    first: bool = False
